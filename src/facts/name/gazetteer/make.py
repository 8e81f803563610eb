#!/usr/bin/env python3
"""Makes countries.txt, organizations.txt, given_names.txt and surnames.txt from published data.

usage: make.py

Needs pip, npm and apt-get, which fetch these and nothing else:
- given names and surnames: the lists of the 1990 US census (public domain), which the source archive of the PyPI package
  `names` 0.3.0 (MIT) carries unchanged: dist.male.first, dist.female.first, dist.all.last ("NAME frequency cumulative rank");
- countries and their capitals: the npm package `countries-list` 3.4.1 (MIT, Annexare Studio); their other names:
  `i18n-iso-countries` 7.14.0 (MIT, widdix); their demonyms: `i18n-nationality` 1.4.0 (MIT, widdix);
- organisations with the acronyms that their names spell: WordNet 3.0 (Debian package `wordnet-base` 1:3.0; its licence, which
  allows any use with its notice, stands in organizations.txt).

What these lack (the noun beside the adjective, "Dane"; former names; a seat that stands for a government; nations and
regions that are no states) is in countries_by_hand.txt and is merged in; so are news agencies, media, companies, leagues,
parties and bodies younger than WordNet, from organizations_by_hand.txt. The other lists of this folder are compiled by hand.
"""
import json, pathlib, re, subprocess, tarfile, tempfile

GIVEN, SURNAMES = 0.003, 12_000
TERRITORIES = {"GF", "IM", "PF", "TF", "WF"}
NOUN_GROUP = "14"   # WordNet's lexicographer file "noun.group"
HERE = pathlib.Path(__file__).resolve().parent


def write(name, head, lines):
    (HERE / name).write_text(f"# {head}, by make.py beside this file.\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(name, sum(len(line.split()) for line in lines), "words")


def archive(folder, command):
    """The files of the one archive that a command fetches, by path."""
    into = pathlib.Path(folder) / re.sub(r"\W", "", command[-1])
    into.mkdir()
    subprocess.run(command, check=True, cwd=into, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with tarfile.open(next(into.glob("*.t*gz"))) as packed:
        return {m.name.split("/", 1)[-1]: packed.extractfile(m).read().decode("utf-8", "replace")
                for m in packed.getmembers() if m.isfile()}


def package(folder, name, path):
    return json.loads(archive(folder, ["npm", "pack", name])[path])


def names(folder):
    files = archive(folder, ["pip", "download", "--no-deps", "--no-binary", ":all:", "-q", "names==0.3.0"])
    rows = {path.split("/")[-1]: [line.split() for line in text.splitlines()] for path, text in files.items() if "dist." in path}
    given = {r[0].lower() for f in ("dist.male.first", "dist.female.first") for r in rows[f] if float(r[1]) >= GIVEN}
    last = {r[0].lower() for r in rows["dist.all.last"][:SURNAMES]}
    for name, what, words in (("given_names.txt", "Given names", given), ("surnames.txt", "The most frequent surnames", last)):
        write(name, f"{what} of the 1990 US census (public domain)", [" ".join(sorted(words))])


def by_hand():
    """The rows of countries_by_hand.txt: names, demonyms, seats, and whether the nation is no state by itself."""
    for line in (HERE / "countries_by_hand.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            *lists, kind = line.split("|")
            yield [[word for word in field.split(",") if word] for field in lists], kind


def countries(folder):
    listed = package(folder, "countries-list@3.4.1", "countries.min.json")
    other = package(folder, "i18n-iso-countries@7.14.0", "langs/en.json")["countries"]
    nationalities = package(folder, "i18n-nationality@1.4.0", "langs/en.json")["nationalities"]
    rows = []
    for code, country in listed.items():
        also = other.get(code, [])
        forms = [country["name"], *([also] if isinstance(also, str) else also)]
        forms = [form for form in dict.fromkeys(forms) if not re.search(r"[(,]", form)]
        # "Trinidadian or Tobagonian", "Dominican (Dominica)".
        demonyms = re.split(r" or | - ", re.sub(r" \(.*", "", nationalities.get(code, "")))
        demonyms = [d for d in demonyms if d and "," not in d and d not in forms]
        # A territory has no demonym there, its own name for one, or that of the state it is of.
        if not (forms and demonyms and country.get("capital")) or "partOf" in country or code in TERRITORIES:
            continue
        rows.append([forms, demonyms, [re.sub(r",.*", "", country["capital"])], "state"])
    for lists, kind in by_hand():
        row = next((row for row in rows if lists[0][0] in row[0]), None)
        if row is None:
            rows.append([*lists, kind])
            continue
        for field, more in zip(row, lists):
            field.extend(word for word in more if word not in field)
        row[3] = kind
    head = ("Countries and nations: name and other names | demonyms | capital and other seats named for it | \"state\" where it is one. "
            "From countries-list, i18n-iso-countries, i18n-nationality (MIT) and countries_by_hand.txt")
    lines = ("|".join([*map(",".join, row[:3]), row[3]]) for row in rows)
    write("countries.txt", head, sorted(lines))


def initials(name):
    """The letters that an acronym has of a name: those of its words with a capital."""
    return "".join(word[0] for word in re.split(r"[ -]", name) if word[0].isupper())


def groups(folder):
    """The groups of WordNet that have an acronym of three letters or more and a name that spells it: both, and the words for it."""
    subprocess.run(["apt-get", "download", "-qq", "wordnet-base"], check=True, cwd=folder)
    package = next(pathlib.Path(folder).glob("wordnet-base_*.deb"))
    subprocess.run(["dpkg", "-x", package, f"{folder}/wordnet"], check=True)
    for line in open(f"{folder}/wordnet/usr/share/wordnet/data.noun", encoding="latin-1"):
        fields = line.split()
        if line.startswith("  ") or fields[1] != NOUN_GROUP:
            continue
        words = [fields[4 + 2 * i].replace("_", " ") for i in range(int(fields[3], 16))]
        acronyms = [w for w in words if re.fullmatch("[A-Z]{3,}", w) and any(initials(n) == w for n in words if " " in n)]
        if acronyms:
            yield acronyms, [n for n in words if " " in n and initials(n) in acronyms]


def organizations(folder):
    lines = (HERE / "organizations_by_hand.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    known = {name.lower() for line in lines for name in line.split("|")[1].split(",")}
    published = [f"{','.join(acronyms)}|{','.join(names)}|body" for acronyms, names in groups(folder)
                 if not any(name.lower() in known for name in names)]
    head = ("Organisations: acronyms | full names, the usual one first | kind (agency: news agency; body; company; league; party; "
            "media). From organizations_by_hand.txt and WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. "
            "THIS SOFTWARE AND DATABASE IS PROVIDED \"AS IS\" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, "
            "EXPRESS OR IMPLIED; permission to use, copy, modify and distribute for any purpose without fee, with this notice")
    write("organizations.txt", head, lines + sorted(published))


with tempfile.TemporaryDirectory() as folder:
    countries(folder)
    organizations(folder)
    names(folder)
