"""Writes the stems of word lists into Bloom filters: see scripts/words.

src/quality/checks/gibberish/lists.rs reads them: it folds, stems and hashes in the same way.
"""

import json
import re
import sys
import unicodedata

# Bits for each stem, and how many of them it sets: one of some 300 unknown stems counts as known.
BITS, HASHES = 12, 8
# The fewest letters that an ending leaves, and the fewest of each part of a compound.
LEAST = 3
# A longer stem is a compound, if not of the parts that are kept.
LONGEST = 16


def fold(word, language):
    word = word.lower().replace("ß", "ss")
    if language == "de":
        return word
    word = word.replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def endings(language):
    with open("data/words/endings.txt", encoding="utf-8") as lines:
        return next(line.split()[2:] for line in lines if line.startswith(f"{language} ends: "))


def stem(word, ends):
    for end in ends:
        if word.endswith(end) and len(word) - len(end) >= LEAST:
            return word[: -len(end)]
    return word


def stems(path, language):
    ends = endings(language)
    with open(path, encoding="utf-8") as file:
        words = {fold(word, language) for word in json.load(file)}
    words = {word for word in words if re.fullmatch("[a-zäöü]{2,24}", word)}
    found = {stem(word, ends) for word in words}
    if language != "de":
        return found
    kept = set()
    for whole in sorted(found, key=lambda it: (len(it), it)):
        parts = ((whole[:at], whole[at:]) for at in range(LEAST, len(whole) - LEAST + 1))
        is_compound = len(whole) >= 7 and any(
            rest in kept and (first in kept or stem(first, ends) in kept) for first, rest in parts
        )
        if not is_compound and len(whole) <= LONGEST:
            kept.add(whole)
    return kept


def fnv(text):
    hashed = 0xCBF29CE484222325
    for byte in text.encode():
        hashed = (hashed ^ byte) * 0x100000001B3 % 2**64
    return hashed


def main():
    for language, path in zip(("de", "es", "fr"), sys.argv[1:], strict=True):
        held = stems(path, language)
        size = (len(held) * BITS + 7) // 8
        bits = bytearray(size)
        for word in held:
            hashed = fnv(word)
            first, step = hashed & 0xFFFFFFFF, hashed >> 32 | 1
            for turn in range(HASHES):
                at = (first + turn * step) % (size * 8)
                bits[at // 8] |= 1 << at % 8
        with open(f"data/words/{language}.bloom", "wb") as out:
            out.write(bits)
        print(f"{language}: {len(held)} stems, {size} bytes")


if __name__ == "__main__":
    main()
