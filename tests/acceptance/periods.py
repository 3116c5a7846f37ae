#!/usr/bin/env python3
"""What is asked for, what is read for it, and what deliveries leave of it: periods that go on, windows that begin before the days
asked for, and flags of longer periods, which follow from those of their months."""

import json
import re

from support import check, finish, run, text, work_folder
from trial import FIELDS, Trial

HEADER = "dataset;lamnare;period_fran;period_till;uttagsdatum\n"
MONTHS = ["%d-%02d" % (year, month) for year in (2022, 2023, 2024) for month in range(1, 13)]
SHARE = {"kind": "proportion", "denominator": "antal is not null", "numerator": "antal > 1", "unit": "percent",
         "missing": {"numerator": "exclude"}, "groups": {}, "by": [[]]}
GRAINS = {"grain": ["month", "quarter", "tertial", "half_year", "year", "rolling12", "cumulative"], "years": 2}

trial = Trial(work_folder())
leveranser = trial.folder / "leveranser.csv"
trial.define("antal", data={"dataset": "besok"}, period={"date": "datum", **GRAINS}, series={"breaks": ["2023-02-01", "2024-05-10"]}, **SHARE)
trial.define("klart", data={"dataset": "besok"}, period={"date": "datum", **GRAINS},
             follow_up={"days": 45, "complete_until": "leveranser", "incomplete": "keep"}, **SHARE)
trial.define("brutet", data={"dataset": "besok"}, period={"date": "datum", "year_from": 9, "years": 2}, **SHARE)
trial.visits([{"datum": "%s-%02d" % (month, day), "antal": (number + day) % 3, "person": "P%d" % (number % 7), "grupp": "ab"[number % 2] if number % 5 else ""}
              for number, month in enumerate(MONTHS) for day in (1, 15, 28)])
DATA = ("-D", "leveranser=%s" % leveranser)


def deliver(*rows):
    leveranser.write_text(HEADER + "".join("%s;04;%s;%s;2025-01-15\n" % (row if len(row) == 3 else ("besok", *row)) for row in rows), encoding="utf-8")


def cells(measure, *grains):
    """By label: the cell; of the grains, or all."""
    return {cell["period"]: cell for cell in measure.get("results", []) if not grains or cell["grain"] in grains}


def labels(measure, grain):
    return [cell["period"] for cell in measure.get("results", []) if cell["grain"] == grain]


def has(cell, flag):
    return flag in cell.get("flags", [])


# ---- periods that go on ----

deliver(("2023-03-01", "2024-08-17"))
closed, opened = trial.measures(*DATA)["antal"], trial.measures(*DATA, "--open-period")["antal"]
for grain, last, further in (("month", "2024-07", ["2024-08"]), ("quarter", "2024-Q2", ["2024-Q3"]), ("tertial", "2024-T1", ["2024-T2"]),
                             ("half_year", "2024-H1", ["2024-H2"]), ("year", None, ["2024"]), ("rolling12", "2023-08..2024-07", ["2023-09..2024-08"]),
                             ("cumulative", "2024-01..2024-07", ["2024-01..2024-08"]), ("pooled_years", None, [])):
    whole = labels(closed, grain)
    check(whole[-1:] == ([last] if last else []), "%s: the last whole period is %s" % (grain, whole[-1:]))
    check(labels(opened, grain) == whole + further, "%s: with --open-period also %s" % (grain, labels(opened, grain)[len(whole):]))
    check(all(has(cells(opened)[label], "partial") for label in further), grain + ": what goes on is not partial")
    check(not any(has(cell, "partial") for cell in cells(closed, grain).values()), grain + ": what is whole is partial")
long = trial.measures(*DATA, "-p", "2022..2025")
for asked in ("2024-08", "2024-06..2024-08", "2024-H2", "2023-T3..2024-T2"):
    for name, measure in trial.measures(*DATA, "-p", asked, "--open-period").items():
        check(measure["state"] == "computed" and all(cell == cells(long[name], cell["grain"])[cell["period"]] for cell in measure["results"]),
              "%s: cells of -p %s --open-period are not those of a long run" % (name, asked))
shown = trial.measures(*DATA, "-p", "2024-08", "--open-period")
for name, wanted in {"antal": ["2024-08", "2024-Q3", "2024-T2", "2024-H2", "2024", "2023-09..2024-08", "2024-01..2024-08", "2023-01..2024-12"],
                     "brutet": ["2023-09..2024-08", "2022-09..2024-08"]}.items():
    got = [cell["period"] for cell in shown[name].get("results", [])]
    check(got == wanted, "%s: -p 2024-08 --open-period shows %s" % (name, got))
until = trial.measures("-p", "2024-08", "--open-period", "--complete-until", "2024-08-17")
check(all(cells(until["antal"])[label]["numerator"] == cells(shown["antal"])[label]["numerator"] for label in cells(shown["antal"])),
      "--complete-until tells how far the data reach as well")

refused = trial.run("antal", "-p", "2024-08", "--open-period")
check(refused.returncode == 2 and "nothing tells how far the data reach" in text(refused.stderr), "no deliveries: %s" % text(refused.stderr))
fields = [{"name": name, "type": kind, "x-indikator": {"optional": True, "identifying": name in ("id", "person")}} for name, kind in FIELDS.items()]
trial.write("datasets/annat.json", {"format": "indikator-dataset/1", "name": "annat", "title": {"sv": "Annat", "en": "Else"}, "fields": fields, "primaryKey": ["id"]})
trial.define("annat", data={"dataset": "annat"}, period={"date": "datum", "grain": ["month", "year"]}, **SHARE)
annat = ("-D", "annat=%s" % (trial.folder / "besok.csv"))
done = trial.run(*DATA, *annat, "-p", "2024-08", "--open-period")
measures = {measure["id"]: measure for measure in json.loads(done.stdout)["indicators"]}
check("no_open_period" in text(done.stderr) and list(cells(measures["annat"])) == ["2024-08"] and "2024" in cells(measures["antal"]),
      "nothing tells how far 'annat' reaches: %s" % text(done.stderr))
(trial.catalogue / "prov" / "annat.json").unlink()

# ---- what is read ----

for asked, grain in (("2024-01", "rolling12"), ("2024-12", "rolling12"), ("2024-05", "cumulative"), ("2024", "pooled_years")):
    measure = trial.measures(*DATA, "-p", asked, "--grain", grain)["antal"]
    own = cells(measure, grain)
    check(own and all(own[label] == cells(long["antal"], grain)[label] for label in own), "-p %s --grain %s is not of the long run" % (asked, grain))
    period = measure["periods"][0]
    flow = {step["step"]: step["n"] for step in measure["flow"]}
    inside = [month for month in MONTHS if period["from"][:7] <= month <= asked[:7] + ("-12" if len(asked) == 4 else "")]
    check(flow["in period"] == 3 * len(inside), "-p %s --grain %s: %d rows of %d months" % (asked, grain, flow["in period"], len(inside)))


def gaps(*more):
    return re.findall(r"(\S+)\.\.(\S+): a gap", text(run("run", "-I", trial.catalogue, "-D", "besok=%s" % (trial.folder / "besok.csv"), *DATA, *more, "-o", trial.folder / "r.json").stderr))


deliver(("2023-09-01", "2024-12-31"))
check(gaps("-p", "2024-03", "--grain", "rolling12") == [("2023-04-01", "2023-08-31")], "days before those asked for are missing, and that is not said")
check(gaps("-p", "2024-03", "--grain", "month") == [], "days that no period has are called missing")

# ---- flags of longer periods ----

deliver(("2022-02-01", "2023-05-31"), ("2023-07-01", "2024-08-17"))
held = 0
for name, measure in trial.measures(*DATA, "-p", "2022..2024").items():
    if name == "brutet":
        continue
    months = cells(measure, "month")
    days = {(period["period"], period["grain"]): (period["from"][:7], period["to"][:7]) for period in measure["periods"]}
    for cell in measure["results"]:
        first, last = days[cell["period"], cell["grain"]]
        mine = [months[month] for month in MONTHS if first <= month <= last]
        if first < MONTHS[0]:
            continue  # of months that are not shown
        nothing = [one["status"] == "not_delivered" for one in mine]
        held += 1
        check((cell["status"] == "not_delivered") == all(nothing), "%s %s: status %s" % (name, cell["period"], cell["status"]))
        if all(nothing):
            continue
        for flag, of in (("partial", any(nothing) or any(has(one, "partial") for one in mine)), ("preliminary", None), ("series_break", None)):
            wanted = any(has(one, flag) for one in mine) if of is None else of
            # a month that was not delivered has no flags: the day of the break is looked for by itself
            if flag == "series_break" and name == "antal":
                wanted = any(first <= day <= last for day in ("2023-02", "2024-05"))
            if flag == "preliminary" and any(nothing) and not wanted:
                continue
            check(has(cell, flag) == wanted, "%s %s: %s is %s" % (name, cell["period"], flag, has(cell, flag)))

# ---- rows seen once, though windows overlap ----

trial.define("personer", data={"dataset": "besok"}, kind="proportion", denominator="antal is not null", numerator="antal > 1", unit="percent",
             missing={"numerator": "exclude"}, period={"date": "datum", "grain": ["rolling12", "year"]}, once_per={"entity": "person", "take": "any"},
             groups={"grupp": "grupp"}, by=[[], ["grupp"]])
done = run("run", "-I", trial.catalogue, "-D", "besok=%s" % (trial.folder / "besok.csv"), "-v", "-p", "2024", "personer", "-o", trial.folder / "r.json")
found = re.search(r"personer: of (\d+) that count", text(done.stderr))
check(found and found.group(1) == "7", "7 persons of a year: %s" % text(done.stderr))
finish("%d cells held against their months" % held)
