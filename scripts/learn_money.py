"""Learns which words speak of money, and which of something else: see scripts/learn and src/quality/checks/of_money.rs.

A logistic regression over the words of a turn, each counted once. What a turn is about is not labelled; that the topic of
its conversation is one of money stands for it.
"""

import glob
import json
import re

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

LANGUAGE = "en"
# Of conversations with these faults the turns are not about the topic, or hold other words than a person's.
NOT_LEARNED = "subject|drift|langu|gibber|salad|empty|dots|short|echo|filler|loop"


def words(text):
    """As src/quality/learned.rs cuts them."""
    return sorted(set(re.findall(r"[^\W\d_]{2,}", text.lower())))


def is_of_money(topic, strong, weak):
    said = words(topic)
    has = lambda word, known: word in known or word.rstrip("s") in known
    return any(has(word, strong) for word in said) or len([word for word in said if has(word, weak)]) >= 2


def main():
    with open("data/money.txt", encoding="utf-8") as lines:
        known = next(line for line in lines if line.startswith(LANGUAGE + " "))
    strong, weak = (set(part.split()) for part in known[3:].split(" | "))
    texts, labels = [], []
    for path in sorted(glob.glob("tests/content/*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            for talk in map(json.loads, lines):
                is_bad = talk["label"] != "good"
                if (talk.get("language") or "en") != LANGUAGE:
                    continue
                if is_bad and re.search(NOT_LEARNED, f"{talk.get('finding')} {talk['kind']}".lower()):
                    continue
                texts += [turn["content"] for turn in talk["turns"]]
                labels += [is_of_money(talk["topic"], strong, weak)] * len(talk["turns"])
    runs = CountVectorizer(analyzer=words, min_df=3, binary=True)
    model = LogisticRegression(C=0.1, max_iter=500).fit(runs.fit_transform(texts), labels)
    kept = sorted((-round(float(it), 2), name) for it, name in zip(model.coef_[0], runs.get_feature_names_out()) if abs(it) >= 0.05)
    path = f"data/learned/money.{LANGUAGE}.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Which words speak of money, and which against it: written by scripts/learn, read by src/quality/learned.rs.\n")
        file.write(f"{float(model.intercept_[0]):.2f}\n")
        file.writelines(f"{-weight:.2f} {name}\n" for weight, name in kept)
    print(path, len(kept))


main()
