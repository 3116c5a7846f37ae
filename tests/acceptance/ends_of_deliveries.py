#!/usr/bin/env python3
"""A window that reaches a day outside what was delivered, at either end, is told or hidden; one that just fits is not."""

import re

from support import check, finish, run, text, work_folder
from trial import Trial

HEADER = "dataset;lamnare;period_fran;period_till;uttagsdatum\n"
YEAR = {"each": True, "grain": ["year"]}
DISTINCT = {"kind": "distinct", "unit": "persons", "data": {"dataset": "besok", "person": "person", "start": "datum"}, "of": "lakare",
            "unknown_provider": "one", "max_unknown_share": 1, "min_events": {"n": 1, "distinct": "row"}, "period": YEAR,
            "groups": {"grupp": "first.grupp"}}
CONTINUITY = {"kind": "continuity", "data": {"dataset": "besok", "person": "person", "date": "datum"}, "provider": "lakare", "formula": "coc",
              "min_contacts": 2, "same_day": "keep_all", "max_unknown_share": 1, "period": YEAR, "groups": {"grupp": "first.grupp"}}

trial = Trial(work_folder())
for policy in ("keep", "hide"):  # 2024-12-04 to 2025-01-14, and the whole of 2024
    trial.define("distinct_" + policy, **DISTINCT, window={"start": "period.end - 27", "days": 42, "incomplete": policy})
    trial.define("continuity_" + policy, **CONTINUITY, window={"months": 12, "incomplete": policy})
trial.visits([{"person": "P%d" % person, "grupp": "X", "datum": day, "lakare": "L%d" % (person % 2)}
              for person in range(8) for day in ("2024-06-01", "2024-12-10", "2024-12-20", "2025-01-05")])
leveranser = trial.folder / "leveranser.csv"
CASES = [  # delivered from and to; is the window of distinct, of continuity, whole?
    ("2024-01-01", "2025-12-31", True, True), ("2024-01-01", "2025-01-14", True, True), ("2024-01-01", "2025-01-13", False, True),
    ("2024-12-04", "2025-12-31", True, False), ("2024-12-05", "2025-12-31", False, False), ("2024-01-02", "2025-12-31", True, False),
    ("2023-01-01", "2024-12-31", False, True),
]
for since, until, *whole in CASES:
    leveranser.write_text(HEADER + "besok;04;%s;%s;2026-01-15\n" % (since, until), encoding="utf-8")
    measures = trial.measures("-D", "leveranser=%s" % leveranser, "-p", "2024")
    for kind, good in zip(("distinct", "continuity"), whole):
        for policy in ("keep", "hide"):
            cell, = measures["%s_%s" % (kind, policy)]["results"]
            what = "%s, %s, delivered %s to %s: %s" % (kind, policy, since, until, cell)
            check(("incomplete" in str(cell)) == (not good), what)
            check((cell["value"] is not None) == (good or policy == "keep"), what)

# Hidden for another reason, with the same counts and no value on either side: "diff" lists the cell.
trial.define("few", **DISTINCT, window={"start": "period.end - 27", "days": 42, "incomplete": "keep"}, reliability={"min_denominator": 100})
done = run("diff", "-q", "-I", trial.catalogue, "distinct_hide", "few", "-D", "besok=%s" % (trial.folder / "besok.csv"), "-D", "leveranser=%s" % leveranser,
           "-p", "2024", "--lang", "en")
check(done.returncode == 1 and re.search("X: incomplete_follow_up .* → unreliable ", text(done.stdout)), "diff of two reasons: " + text(done.stdout + done.stderr))
finish("%d deliveries" % len(CASES))
