#!/usr/bin/env python3
"""Without --period, the report has the whole months inside what leveranser says was delivered of the datasets that are counted."""

from support import check, finish, run, text, work_folder
from trial import Trial

HEADER = "dataset;lamnare;period_fran;period_till;uttagsdatum\n"
CASES = [  # deliveries, and the first and last month of the report
    ("whole months", [("besok", "2023-11-01", "2024-02-29")], ("2023-11", "2024-02")),
    ("begins a day into a month", [("besok", "2023-11-02", "2024-02-29")], ("2023-12", "2024-02")),
    ("ends a day before its month does", [("besok", "2023-11-01", "2024-02-28")], ("2023-11", "2024-01")),
    ("ends on the last day of a year", [("besok", "2023-11-15", "2023-12-31")], ("2023-12", "2023-12")),
    ("ends on the first day of a month", [("besok", "2023-11-30", "2024-03-01")], ("2023-12", "2024-02")),
    ("one delivery behind another", [("besok", "2023-11-01", "2023-12-31"), ("besok", "2024-01-01", "2024-02-15")], ("2023-11", "2024-01")),
    ("what is delivered of others says nothing", [("besok", "2023-11-01", "2023-12-31"), ("leveranser", "2022-01-01", "2024-12-31")],
     ("2023-11", "2023-12")),
]

trial = Trial(work_folder())
trial.define("antal", kind="proportion", data={"dataset": "besok"}, denominator="antal is not null", numerator="antal > 1", unit="percent",
             missing={"numerator": "exclude"}, period={"date": "datum", "grain": ["month"]}, groups={}, by=[[]])
DAYS = ["%d-%02d-%02d" % (year, month, day) for year in (2023, 2024) for month in range(1, 13) for day in (1, 15, 28)]
trial.visits([{"datum": day, "antal": number % 3} for number, day in enumerate(DAYS)])
leveranser = trial.folder / "leveranser.csv"


def deliver(rows):
    leveranser.write_text(HEADER + "".join("%s;04;%s;%s;2025-01-15\n" % row for row in rows), encoding="utf-8")


for name, rows, (first, last) in CASES:
    deliver(rows)
    measure = trial.measures("-D", "leveranser=%s" % leveranser)["antal"]
    got = [cell["period"] for cell in measure.get("results", [])]
    check(got and (got[0], got[-1]) == (first, last), "%s: months %s to %s, not %s to %s" % (name, got[:1], got[-1:], first, last))
    given = trial.measures("-D", "leveranser=%s" % leveranser, "-p", "%s..%s" % (first, last))["antal"]
    check((measure.get("results"), measure["flow"]) == (given["results"], given["flow"]), name + ": other figures than with -p")

deliver([("leveranser", "2023-01-01", "2024-12-31")])
for more, why in (((), "no deliveries"), (("-D", "leveranser=%s" % leveranser), "deliveries of others")):
    refused = trial.run(*more)
    check(refused.returncode == 2 and b"no period is given" in refused.stderr, "%s: status %d, %s" % (why, refused.returncode, text(refused.stderr)))
deliver([("besok", "2024-03-02", "2024-03-30")])
refused = trial.run("-D", "leveranser=%s" % leveranser)
check(b'"results"' not in refused.stdout, "no whole month is delivered, and there are results")
finish("%d deliveries" % len(CASES))
