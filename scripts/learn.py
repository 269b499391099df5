"""Learns which words and short runs of words speak for a fault of an assistant's turn: see scripts/learn.

A logistic regression over runs of one to three words, each counted once. Of a bad conversation the worst turn is
learned, and those that look as bad. Where the whole turn is the fault, the sum is scaled by its length, and the penalty
(L1) leaves a few hundred runs; where a part of it is, runs of one or two words are summed as they are, or single words.
A fault that is a sentence among others is learned from the worst sentence of each text.
"""

import glob
import json
import re
import sys
from collections import Counter

import numpy
from scipy.sparse import diags
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

# For each fault: the labels of conversations that have it, how much surer than even a turn must be, and what is scored.
# With this margin at most one of 975 good conversations was accused by weights that had not seen it (four parts, in
# turn); of 1,083 at most three by those for a part; of 1,227 three by those for a sentence (five parts); of 1,411
# one by those for nonsense (five parts).
FAULTS = {
    "filler": ("filler", 2.0, "scaled"),
    "stalling": ("come back|stalling", 1.0, "scaled"),
    "refusal": ("refus", 3.1, "plain"),
    "promise": ("promise|guarant", 1.7, "plain"),
    "meta_talk": ("meta", 2.4, "sentence"),
    "model_talk": ("model|self|_ai", 1.4, "sentence"),
    "nonsense": ("gibber|salad|nonsense|markov", 2.6, "words"),
}
# Whose sentences may have the fault, and whose have none in a good conversation.
SPEAKERS = {"meta_talk": ("user", "assistant")}
SOUND = {"nonsense": ("user", "assistant")}
# The smaller, the fewer runs.
STRENGTH = 10
ROUNDS = 4


def words(text):
    """As src/quality/learned.rs cuts them."""
    return re.findall(r"[\w']+", text.lower().replace("’", "'"))


# Nobody learns from it: it tells how well the checks do on what they have not seen.
UNSEEN = "tests/content/workshop.jsonl"


def conversations():
    for path in sorted(set(glob.glob("tests/content/*.jsonl")) - {UNSEEN}):
        with open(path, encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def turns():
    for path in sorted(glob.glob("tests/content/turns/*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def wordings(fault, label):
    for path in sorted(glob.glob(f"src/quality/checks/wordings/{fault}.{label}.txt")):
        with open(path, encoding="utf-8") as lines:
            yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def sentences(text):
    """About as src/quality/text cuts them."""
    return [part for part in re.split(r"(?<=[.!?…])\s+|\n", text) if words(part)]


def parts(fault, score, conversation):
    """What is scored of a conversation: its turns, or their sentences."""
    speakers = SPEAKERS.get(fault, ("assistant",))
    if conversation["label"] == "good":
        speakers = SOUND.get(fault, speakers)
    said = [turn["content"] for turn in conversation["turns"] if turn["role"] in speakers]
    return [part for text in said for part in units(score, text)]


def units(score, text):
    return sentences(text) if score == "sentence" else [text] if words(text) else []


# A sentence has few words: the most common ones tell nothing alone, and would add up.
COMMON = 300


class Learned:
    def __init__(self, bad, good, score):
        self.whole = whole = score == "scaled"
        said = Counter(word for text in good for word in set(words(text)))
        common = {word for word, _ in said.most_common(COMMON)} if score == "sentence" else set()

        longest = 1 if score == "words" else 2

        def short_runs(text):
            return [run for run in runs(text, longest) if run not in common]

        self.runs = CountVectorizer(analyzer=runs if whole else short_runs, min_df=2, binary=True)
        texts = bad + good
        counts = self.scaled(self.runs.fit_transform(texts), texts)
        labels = [1] * len(bad) + [0] * len(good)
        if not whole:
            self.model = LogisticRegression(C=0.3, class_weight={0: 1, 1: 3}, max_iter=2000).fit(counts, labels)
            return
        # Only L1: `l1_ratio` is what newer versions call it.
        options = {"C": STRENGTH, "solver": "liblinear", "class_weight": "balanced", "max_iter": 300, "random_state": 1}
        try:
            self.model = LogisticRegression(l1_ratio=1, penalty="l1", **options).fit(counts, labels)
        except TypeError:
            self.model = LogisticRegression(penalty="l1", **options).fit(counts, labels)

    def scaled(self, counts, texts):
        if not self.whole:
            return counts
        lengths = numpy.array([max(1, len(words(text))) for text in texts], dtype=float)
        return diags(1 / numpy.sqrt(3 * lengths)) @ counts

    def scores(self, texts):
        return self.model.decision_function(self.scaled(self.runs.transform(texts), texts))


def runs(text, longest=3):
    said = words(text)
    sizes = range(1, longest + 1)
    return [" ".join(said[at : at + size]) for size in sizes for at in range(len(said) - size + 1)]


def learn(fault, labels, score):
    all_turns = list(turns())
    bad = [units(score, it["text"]) for it in all_turns if it["kind"] == fault and it["label"] == 1]
    good = [part for it in all_turns if it["label"] == 0 for part in units(score, it["text"])]
    bad += [[text] for text in wordings(fault.removesuffix("_talk"), "bad")]
    good += wordings("*", "fine")
    for it in conversations():
        name = f"{it.get('finding')} {it['kind']}".lower()
        said = parts(fault, score, it)
        if it["label"] == "good":
            good += said
        elif re.search(labels, name) and said:
            bad.append(said)
    # What has one part is bad as a whole; of a short text all sentences are tried together first.
    worst = [" ".join(one) for one in bad if len(one) == 1 or score == "sentence" and len(one) <= 5]
    for _ in range(ROUNDS):
        learned = Learned(worst, good, score)
        worst = []
        for one in bad:
            scores = learned.scores(one)
            most = int(numpy.argmax(scores))
            also = score != "sentence"
            worst += [text for at, text in enumerate(one) if at == most or also and scores[at] > 0]
    return learned


def main():
    # Named faults alone, or all.
    for fault in sys.argv[1:] or FAULTS:
        labels, margin, score = FAULTS[fault]
        learned = learn(fault, labels, score)
        least = 0.005 if score == "scaled" else 0.1
        names = learned.runs.get_feature_names_out()
        weights = learned.model.coef_[0]
        kept = sorted((-round(float(weight), 2), name) for weight, name in zip(weights, names) if abs(weight) >= least)
        path = f"data/learned/{fault}.txt"
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"# What speaks for {fault}, and against it: written by scripts/learn, read by src/quality/learned.rs.\n")
            file.write(f"{float(learned.model.intercept_[0]) - margin:.2f} {score}\n")
            file.writelines(f"{-weight:.2f} {name}\n" for weight, name in kept)
        print(path, len(kept))


main()
