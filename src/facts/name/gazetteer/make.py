#!/usr/bin/env python3
"""Makes countries.txt, given_names.txt and surnames.txt from published data.

usage: make.py

Needs pip and npm, which fetch these and nothing else:
- given names and surnames: the lists of the 1990 US census (public domain), which the source archive of the PyPI package
  `names` 0.3.0 (MIT) carries unchanged: dist.male.first, dist.female.first, dist.all.last ("NAME frequency cumulative rank");
- countries and their capitals: the npm package `countries-list` 3.4.1 (MIT, Annexare Studio); their other names:
  `i18n-iso-countries` 7.14.0 (MIT, widdix); their demonyms: `i18n-nationality` 1.4.0 (MIT, widdix).

What these lack (the noun beside the adjective, "Dane"; former names; a seat that stands for a government; nations and
regions that are no states) is in countries_by_hand.txt and is merged in. The other lists of this folder are compiled by hand.
"""
import json, pathlib, re, subprocess, tarfile, tempfile

GIVEN, SURNAMES = 0.003, 12_000
TERRITORIES = {"GF", "IM", "PF", "TF", "WF"}
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


with tempfile.TemporaryDirectory() as folder:
    countries(folder)
    names(folder)
