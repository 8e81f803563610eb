#!/usr/bin/env python3
"""Makes open_class.txt and irregular.txt from Debian's packages `wordnet-base` and `scowl`.

    apt-get download wordnet-base scowl
    for p in wordnet-base_*.deb scowl_*.deb; do dpkg -x "$p" unpacked; done
    python3 make_open_class.py unpacked/usr/share .

WordNet gives the parts of speech of each word, most frequent first by its counts of tagged senses; SCOWL tells
which words are in common use (its sizes up to 60) and which capitalised names everybody knows (up to 50).
The same packages give the same bytes.
"""

import glob
import sys
from collections import defaultdict

SHARE, OUT = sys.argv[1], sys.argv[2]
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSE_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
# Lexicographer files of names (wninput(5)): groups, locations, persons, times.
NAME_FILES = {14, 15, 18, 28}

HEAD = """\
# {what}
# Origin: WordNet 3.0 (Debian package wordnet-base 1:3.0-37) and SCOWL (Debian package scowl 2020.12.07-2); made by make_open_class.py.
# Licence: WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy, modify and
# distribute this database for any purpose and without fee or royalty is granted, provided that this notice appears on all
# copies; THE DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES.
# SCOWL Copyright 2000-2011 by Kevin Atkinson: permission to use, copy, modify, distribute and sell these word lists is
# granted without fee, provided that this notice appears in all copies; provided "as is" without warranty.
{form}
"""


def scowl(kind, largest):
    """The words of SCOWL's lists of one kind, up to a size, plain letters only."""
    words = set()
    for path in glob.glob(f"{SHARE}/dict/scowl/*-{kind}.*"):
        region = path.rsplit("/", 1)[1].split("-")[0]
        if "variant" in region or region in ("australian", "canadian"):
            continue
        if int(path.rsplit(".", 1)[1]) <= largest:
            with open(path, encoding="latin-1") as f:
                words.update(line.strip() for line in f)
    return {w for w in words if w.isascii() and w.isalpha() and len(w) > 1}


common = scowl("words", 60)
names = {w.lower() for w in scowl("upper", 50) | scowl("proper-names", 50)}

# Counts of tagged senses, by sense key.
counts = {}
with open(f"{SHARE}/wordnet/cntlist.rev") as f:
    for line in f:
        key, _, count = line.split()
        counts[key] = int(count)

# Weight of each part of speech of each word: tagged senses, then the number of senses.
weight = defaultdict(lambda: defaultdict(float))
for part in PARTS:
    with open(f"{SHARE}/wordnet/data.{part}") as f:
        for line in f:
            if line.startswith("  "):
                continue
            fields = line.split()
            file_number, kind = int(fields[1]), fields[2]
            sense = {"n": 1, "v": 2, "a": 3, "s": 5, "r": 4}[kind]
            head = ""
            for i in range(int(fields[3], 16)):
                word, lex_id = fields[4 + 2 * i], int(fields[5 + 2 * i], 16)
                word = word.split("(")[0]
                if not (word.isascii() and word.isalpha()):
                    continue
                lower = word.lower()
                if sense == 5:  # satellites' keys name their cluster: any count of this word and file will do
                    count = sum(counts.get(f"{lower}%5:{file_number:02}:{lex_id:02}:{h}:{j:02}", 0)
                                for h in (lower,) for j in range(3))
                else:
                    count = counts.get(f"{lower}%{sense}:{file_number:02}:{lex_id:02}::", 0)
                tag = {1: "n", 2: "v", 3: "a", 4: "r", 5: "a"}[sense]
                if word[0].isupper():
                    if tag != "n" or file_number not in NAME_FILES:
                        continue
                    tag = "p"
                weight[lower][tag] += count + 0.01

# Adjective satellites by their keys, whatever their cluster.
for key, count in counts.items():
    word, rest = key.split("%")
    if rest.startswith("5:") and "a" in weight.get(word, {}):
        weight[word]["a"] += count

entries = {}
for word, tags in weight.items():
    if word in common and any(t != "p" for t in tags):
        # A capitalised reading counts only where the name is well known.
        if word not in names:
            tags.pop("p", None)
        entries[word] = "".join(sorted(tags, key=lambda t: (-tags[t], "nvarp".index(t))))
    elif word in names and "p" in tags:
        entries[word] = "p"
for word in names - common - set(entries):
    entries[word] = "p"

VOWELS = "aeiou"


def regular(form, tag):
    """The lemmas that the rules of lexicon/mod.rs find for a form."""
    def known(lemma):
        return tag in entries.get(lemma, "")

    tries = []
    if tag in "nv" and form.endswith("s"):
        tries += [form[:-1]] if not form.endswith("ss") else []
        if form.endswith("ies"):
            tries.append(form[:-3] + "y")
        if form.endswith("es"):
            tries.append(form[:-2])
    for ending in {"v": ("ed", "ing"), "a": ("er", "est")}.get(tag, ()):
        if form.endswith(ending):
            stem = form[: -len(ending)]
            closed = (len(stem) > 2 and stem[-1] not in VOWELS + "wxy" and stem[-2] in VOWELS
                      and stem[-3] not in VOWELS)
            tries += [stem + "e", stem] if closed or not known(stem) else [stem, stem + "e"]
            if stem.endswith("i"):
                tries.append(stem[:-1] + "y")
            if ending == "ing" and stem.endswith("y"):
                tries.append(stem[:-1] + "ie")
            if len(stem) > 2 and stem[-1] == stem[-2]:
                tries.append(stem[:-1])
            if stem.endswith("ck"):
                tries.append(stem[:-1])
    for lemma in tries:
        if known(lemma):
            return lemma
    return None


irregular = {}
for part, tag in PARTS.items():
    with open(f"{SHARE}/wordnet/{part}.exc") as f:
        for line in f:
            form, *lemmas = line.split()
            if not (form.isascii() and form.isalpha()):
                continue
            for lemma in lemmas:
                if lemma != form and tag in entries.get(lemma, "") and form in common | set(entries):
                    if regular(form, tag) != lemma:
                        irregular.setdefault((form, tag), lemma)
                    break

# Words in common use that WordNet does not have and no rule explains: known, part of speech left to their ending.
for word in sorted(common):
    if word in entries or any((word, t) in irregular for t in "nvar"):
        continue
    if not any(regular(word, t) for t in "nva"):
        entries[word] = ""

with open(f"{OUT}/open_class.txt", "w") as f:
    f.write(HEAD.format(
        what="English nouns, verbs, adjectives and adverbs in common use, and names that everybody knows.",
        form="# Form: word, blank, parts of speech, most frequent first: n noun, v verb, a adjective, r adverb, p name (capitalised in use).",
    ))
    for word in sorted(entries):
        f.write(f"{word} {entries[word]}\n" if entries[word] else f"{word}\n")

with open(f"{OUT}/irregular.txt", "w") as f:
    f.write(HEAD.format(
        what="Irregular forms of English verbs, nouns and adjectives with their lemmas.",
        form="# Form: inflected form, then pairs of part of speech (as in open_class.txt) and lemma.",
    ))
    forms = defaultdict(list)
    for (form, tag), lemma in sorted(irregular.items()):
        forms[form] += [tag, lemma]
    for form, pairs in forms.items():
        f.write(" ".join([form, *pairs]) + "\n")
