#!/usr/bin/env python3
"""The worked examples of docs/methods: the program's own functions give each figure, digit by digit; both languages have the
same ones; every formula that R has checked has an example.

    methods.py FORMULAS_CHECK
"""

import re
import subprocess
import sys
from pathlib import Path

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods"
program = sys.argv[1]
faults = []


def examples_of(page):
    """(line, call, figures) of each line in its blocks."""
    found, inside = [], False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```"):
            inside = line == "```formula"
        elif inside:
            call, figures = line.split(" = ")
            found.append((number, call.split(), figures.split()))
    return found


def asked(calls):
    lines = "".join("\t".join(call) + "\n" for call in calls)
    done = subprocess.run([program, "--ask"], input=lines, capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()]


def digits(figure, got):
    """GOT with as many decimals as FIGURE."""
    if "NA" in (figure, got):
        return got
    decimals = len(figure.partition(".")[2])
    return "%.*f" % (decimals, float(got))


def judge(page, number, call, figures, got):
    open_end = figures[-1:] == ["..."]  # further ones, all like those shown
    wanted = figures[:-1] if open_end else figures
    shown = [digits(figure, value) for figure, value in zip(wanted, got)]
    if got == ["?"] or shown != wanted or (len(got) != len(wanted) and not open_end):
        faults.append("%s:%d: %s: got %s" % (page.relative_to(METHODS), number, call[0], " ".join(got)))


pages = sorted(METHODS.glob("*/*.md"))
languages = {}
for page in pages:
    examples = examples_of(page)
    for (number, call, figures), got in zip(examples, asked([call for _, call, _ in examples])):
        judge(page, number, call, figures, got)
    languages.setdefault(page.parent.name, {})[page.name] = [(call, figures) for _, call, figures in examples]

if languages.get("en") != languages.get("sv"):
    faults.append("docs/methods: en and sv have not the same pages with the same examples")
named = subprocess.run([program, "--names"], capture_output=True, text=True, check=True).stdout.split()
for language, of in sorted(languages.items()):
    shown = {call[0] for examples in of.values() for call, _ in examples}
    faults += ["docs/methods/%s: no example of %s" % (language, name) for name in named if name not in shown]

count = sum(len(figures) for of in languages.values() for examples in of.values() for _, figures in examples)
for fault in faults:
    print(fault)
if faults:
    sys.exit("methods: %d faults" % len(faults))
print("methods: %d values agree" % count)
