"""Counts which words stand before which in sound text: see scripts/learn and src/quality/checks/gibberish/usual.rs.

The most frequent words of a language stand for themselves; the others for their endings. A file holds totals, the
endings, and for each word how often it came before another, how often behind one, and before which. Texts whose words are shuffled, or that have
other faults of form, are left out.
"""

import collections
import glob
import json
import math
import re

# How many words stand for themselves.
FREQUENT = 200
# Added to each count, so that a pair that was never seen is not impossible.
ADDED = 0.5
# A pair may count against a text no more than this.
LOWEST = -2.5
ENDINGS = {
    "en": ("ing", "ed", "ly", "s"),
    "de": ("en", "ung", "e", "t", "er", "st"),
    "es": ("ar", "er", "ir", "os", "as", "o", "a", "mente"),
    "fr": ("er", "ir", "ez", "es", "e", "ment", "s", "é"),
}
# Kinds of bad conversations whose sentences may be broken.
BROKEN = "gibber|salad|shuf|encod|token|langu|placeh|think|echo|parrot|repet|loop|markup|html|keyb|personal"


def pieces(text):
    """As src/quality/checks/gibberish/usual.rs cuts them: words, numbers and signs."""
    text = re.sub(r"\.\.+|…", " ! ", text.lower().replace("’", "'"))
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d[\d.,]*|[.,;:!?\"«»“”()]", text)


def name(piece, frequent, endings):
    if piece[0].isdigit():
        return "0"
    if not piece[0].isalpha():
        return "." if piece in ".!?;:" else "," if piece == "," else '"'
    if piece in frequent:
        return piece
    ending = next((it for it in endings if piece.endswith(it) and len(piece) > len(it) + 1), "")
    return "~" + ending


def texts(language):
    for path in sorted(glob.glob("tests/content/*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            for talk in map(json.loads, lines):
                broken = talk["label"] != "good" and re.search(BROKEN, f"{talk.get('finding')} {talk['kind']}".lower())
                if (talk.get("language") or "en") == language and not broken:
                    yield from (turn["content"] for turn in talk["turns"])
    for path in sorted(glob.glob("tests/content/turns/*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            yield from (it["text"] for it in map(json.loads, lines) if it["language"] == language)


def learn(language):
    cut = [pieces(text) for text in texts(language)]
    counted = collections.Counter(it for text in cut for it in text if it[0].isalpha())
    # Of equally frequent words the first by the alphabet.
    frequent = {word for word, _ in sorted(counted.items(), key=lambda it: (-it[1], it[0]))[:FREQUENT]}
    rows = [["^"] + [name(it, frequent, ENDINGS[language]) for it in text] + ["$"] for text in cut]
    pairs = collections.Counter(pair for row in rows for pair in zip(row, row[1:]))
    before, behind = collections.Counter(), collections.Counter()
    for (first, second), count in pairs.items():
        before[first] += count
        behind[second] += count
    total = sum(pairs.values())

    def weight(first, second):
        expected = before[first] * behind[second] / total
        return max(LOWEST, math.log((pairs[first, second] + ADDED) / (expected + ADDED)))

    counts = [(pair, n) for pair, n in sorted(pairs.items()) if pair[0] not in ".,^0\"" and pair[1] not in "0\""]
    number = sum(n for _, n in counts)
    mean = sum(n * weight(*pair) for pair, n in counts) / number
    spread = math.sqrt(sum(n * (weight(*pair) - mean) ** 2 for pair, n in counts) / number)
    path = f"data/learned/order/{language}.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Which words stand before which: written by scripts/learn, read by src/quality/checks/gibberish/usual.rs.\n")
        file.write(f"{total} {mean:.4f} {spread:.4f}\n{' '.join(ENDINGS[language])}\n")
        for word in sorted(before.keys() | behind.keys()):
            after = " ".join(f"{second} {n}" for (first, second), n in counts if first == word)
            file.write(f"{word} {before[word]} {behind[word]} {after}".rstrip() + "\n")
    print(path, len(counts))


def main():
    for language in ENDINGS:
        learn(language)


main()
