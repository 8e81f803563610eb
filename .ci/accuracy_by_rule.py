#!/usr/bin/env python3
"""What each rule finds on the labelled sets, as rows of a Markdown table: accuracy_by_rule.py PROGRAM DATA.

A finding is right where it lies on a place that people marked wrong (natural) or where the slip was planted (planted);
every finding on a summary found faithful is false, and so is one elsewhere in the other two sets. The last column counts
the rows of the rule's own table in src/rules/cases: those that want a finding, those that want none.
"""
import concurrent.futures, json, os, pathlib, subprocess, sys, tempfile

program, data = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
SETS = ("planted", "natural", "faithful")
UNLABELLED = "claim"


def check(case):
    """The findings of a draft: rule, severity, first and last character."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "sources").mkdir()
        for source in case["sources"]:
            (folder / "sources" / source["name"]).write_text(source["text"], encoding="utf-8")
        (folder / "draft.txt").write_text(case["draft"], encoding="utf-8")
        run = subprocess.run([program, "check", "draft.txt", "--sources", "sources", "--format", "json"],
                             cwd=folder, capture_output=True, timeout=120)
    text = case["draft"].encode("utf-8")
    for finding in json.loads(run.stdout)["findings"]:
        start, end = (len(text[:finding["span"][at]].decode("utf-8", "ignore")) for at in ("start", "end"))
        yield finding["code"], finding["severity"], start, end


def tally(case):
    marked = [(gold["start"], gold["end"]) for gold in case.get("gold", [])]
    return [(code, severity in ("warning", "error"), any(a < end and start < b for a, b in marked))
            for code, severity, start, end in check(case)]


counts = {}
for name in SETS:
    cases = [json.loads(line) for line in (data / f"{name}.jsonl").open(encoding="utf-8")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(tally, cases):
            for code, warned, right in found:
                row = counts.setdefault(code, {})
                for key in (name, "warned") if warned else (name,):
                    cell = row.setdefault(key, [0, 0])
                    cell[not right] += 1

codes = sorted(path.stem for path in pathlib.Path("docs/rules").glob("*-*.md"))


def cell(row, key):
    return "{} / {}".format(*row[key]) if key in row else "–"


def own(code):
    table = pathlib.Path(f"src/rules/cases/{code}.txt")
    if not table.exists():
        return "–"
    rows = [row for row in table.read_text(encoding="utf-8").split("\n\n") if "draft: " in row]
    wanted = sum(f"find: {code}" in row for row in rows)
    return f"{wanted} / {len(rows) - wanted}"


print("| rule | planted | natural | faithful | of all, as warnings | own table |")
print("|---|---|---|---|---|---|")
for code in codes:
    if not code.startswith(UNLABELLED):
        row = counts.get(code, {})
        print(f"| `{code}` | " + " | ".join(cell(row, key) for key in (*SETS, "warned")) + f" | {own(code)} |")
