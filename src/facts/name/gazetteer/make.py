#!/usr/bin/env python3
"""Makes given_names.txt and surnames.txt from the lists of the 1990 US census (public domain).

usage: make.py

The lists are read from the source archive of the PyPI package `names` 0.3.0 (MIT), which carries the census files unchanged:
dist.male.first, dist.female.first and dist.all.last ("NAME frequency cumulative rank"). The other lists of this folder are
compiled by hand.
"""
import pathlib, subprocess, tarfile, tempfile

GIVEN, SURNAMES = 0.003, 12_000
HERE = pathlib.Path(__file__).resolve().parent

with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["pip", "download", "names==0.3.0", "--no-deps", "--no-binary", ":all:", "-q", "-d", folder], check=True)
    with tarfile.open(next(pathlib.Path(folder).glob("*.tar.gz"))) as archive:
        rows = {m.name.split("/")[-1]: [l.split() for l in archive.extractfile(m).read().decode().splitlines()]
                for m in archive.getmembers() if "dist." in m.name}

given = {r[0].lower() for f in ("dist.male.first", "dist.female.first") for r in rows[f] if float(r[1]) >= GIVEN}
last = {r[0].lower() for r in rows["dist.all.last"][:SURNAMES]}
head = "# {} of the 1990 US census (public domain), by make.py beside this file.\n"
for name, what, words in (("given_names.txt", "Given names", given), ("surnames.txt", "The most frequent surnames", last)):
    (HERE / name).write_text(head.format(what) + " ".join(sorted(words)) + "\n")
    print(name, len(words))
