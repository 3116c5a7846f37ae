#!/usr/bin/env python3
"""Deliveries as they really come: INDIKATOR=build/release/indikator python3 tests/deliveries/run.py [NN...]

Each folder NN-slug/ is one case: its data, `cmd` (one line of words for the program; HERE, CATALOGUE and TRIALS stand
for the case, indicators/ and tests/deliveries/catalogue), and `accept.json`.  `make.py`, if there is one, is run
first in an empty folder, TMP, to build data that must not stand in the tree.  What accept.json says must all hold:

  kind      which kind of fault it is (a word for people)
  why       what the case shows (for people)
  rc        exit statuses, any of them
  value     of the one cell with data; numerator, denominator and n likewise; null: there is no cell with data
  stderr    regular expressions that standard error matches, all of them
  silent    regular expressions that neither stream matches
  findings  {"rule": count} of data findings in the report, "rule column" to be exact about the column
  flow      {"step": count} of the one measure; "step?": how often its condition was unknown
  flags     of the one measure, in order
  not_plain the case is not for a program without optimisations (tests/plain)
  check     {"file": ..., "rule": ...}: `check` says so of that file of the case
"""
import json
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
import os

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = Path(os.environ["INDIKATOR"]).resolve()
ENV = {k: v for k, v in os.environ.items() if k not in ("INDIKATOR_PATH", "NO_COLOR")}
ENV["SOURCE_DATE_EPOCH"] = "1795305600"


def program(words, folder):
    return subprocess.run([str(PROGRAM), *words], cwd=folder, env=ENV, capture_output=True, text=True,
                          errors="replace", timeout=120)


def cells_of(report):
    rows = [r for i in report.get("indicators", []) for r in i.get("results", [])]
    return [r for r in rows if r.get("denominator") or r.get("n") or r.get("numerator")]


def findings_of(report):
    """Counts by "rule" and by "rule column", wherever the report keeps findings."""
    counts = {}

    def walk(node):
        if isinstance(node, dict):
            if "rule" in node and "count" in node:
                for name in (node["rule"], "%s %s" % (node["rule"], node.get("column"))):
                    counts[name] = counts.get(name, 0) + node["count"]
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(report)
    return counts


def same(wanted, got):
    return got is not None and abs(got - wanted) < 1e-6


def judge_measure(accept, report):
    wrong = []
    measure = (report.get("indicators") or [{}])[0]
    steps = {s["step"]: s for s in measure.get("flow", [])}
    for name, count in accept.get("flow", {}).items():
        got = steps.get(name.rstrip("?"), {}).get("unknown" if name.endswith("?") else "n")
        if got != count:
            wrong.append("flow %s: %s" % (name, got))
    if "flags" in accept and measure.get("flags", []) != accept["flags"]:
        wrong.append("flags %s" % measure.get("flags", []))
    return wrong


def judge_converted(done, made):
    """The report, whatever it has had to say, is read and written again to the same bytes."""
    path = Path(made) / "report.json"
    path.write_text(done.stdout, encoding="utf-8")
    again = program(["convert", str(path)], made)
    return [] if again.returncode == 0 and again.stdout == done.stdout else ["converted: %d %s" % (again.returncode, again.stderr[:300])]


def judge(case, accept, done, report):
    """What is wrong, as texts."""
    wrong = []
    if "rc" in accept and done.returncode not in accept["rc"]:
        wrong.append("status %d" % done.returncode)
    cells = cells_of(report)
    for key in ("value", "numerator", "denominator", "n"):
        if key not in accept:
            continue
        if accept[key] is None:
            if cells:
                wrong.append("a cell with data")
        elif len(cells) != 1 or not same(accept[key], cells[0].get(key)):
            wrong.append("%s %s" % (key, [c.get(key) for c in cells]))
    for pattern in accept.get("stderr", []):
        if not re.search(pattern, done.stderr):
            wrong.append("not said: %s" % pattern)
    for pattern in accept.get("silent", []):
        if re.search(pattern, done.stderr + done.stdout):
            wrong.append("said: %s" % pattern)
    counts = findings_of(report)
    for name, count in accept.get("findings", {}).items():
        if counts.get(name, 0) != count:
            wrong.append("finding %s: %s" % (name, counts.get(name, 0)))
    wrong += judge_measure(accept, report)
    if "check" in accept:
        words = ["check", "-I", str(ROOT / "indicators"), "-I", str(HERE / "catalogue"), accept["check"]["file"]]
        said = program(words, case)
        if "[%s]" % accept["check"]["rule"] not in said.stdout + said.stderr:
            wrong.append("check does not say %s" % accept["check"]["rule"])
    return wrong


def run_case(case, made):
    accept = json.loads((case / "accept.json").read_text())
    if (case / "make.py").exists():
        subprocess.run([sys.executable, "-B", str(case / "make.py")], cwd=made, check=True)
    names = {"HERE": str(case), "CATALOGUE": str(ROOT / "indicators"), "TRIALS": str(HERE / "catalogue"), "TMP": made}
    words = shlex.split((case / "cmd").read_text())
    for name, path in names.items():
        words = [re.sub(r"\b%s\b" % name, lambda _: path, w) for w in words]
    done = program(words, case)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        report = {}
    wrong = judge(case, accept, done, report if isinstance(report, dict) else {})
    if isinstance(report, dict) and report.get("format") == "indikator-report/1":
        wrong += judge_converted(done, made)
    print("%-4s %-4s %s%s" % ("BAD" if wrong else "good", accept["kind"], case.name,
                              ": " + "; ".join(wrong) if wrong else ""))
    if wrong:
        print("\n".join("     | " + line for line in done.stderr.splitlines()[:6]))
    return not wrong


def main():
    only = set(sys.argv[1:])
    cases = [c for c in sorted(HERE.glob("[0-9]*-*")) if not only or c.name.split("-")[0] in only]
    if "INDIKATOR_PLAIN" in os.environ:  # tests/plain: there every identifier is numbered at once
        cases = [c for c in cases if not json.loads((c / "accept.json").read_text(encoding="utf-8")).get("not_plain")]
    if not cases:
        sys.exit("no cases")
    bad = 0
    for case in cases:
        with tempfile.TemporaryDirectory() as made:
            bad += not run_case(case, made)
    print("%d cases, %d bad" % (len(cases), bad))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
