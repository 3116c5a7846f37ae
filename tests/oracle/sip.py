#!/usr/bin/env python3
"""Coordinated plans on the samples, counted without indikator: plans, and persons with one.

    sip.py SAMPLES CODELISTS OUT.csv

A plan with consent that revises no other one; of two plans of a person from different sources at most three days apart, the
earlier.  A person counts in the group of its first plan of the period.  Groups that are known have 0 where they have none."""

import csv
import re
import sys
from datetime import date
from itertools import product
from pathlib import Path

samples, codelists, out = (Path(argument) for argument in sys.argv[1:])
EMPTY = {"", "NULL", "NA", "#N/A", ".."}


def rows(path, separator=";"):
    lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line and not line.startswith("#")]
    return [{name: None if value.strip() in EMPTY else value.strip() for name, value in row.items()} for row in csv.DictReader(lines, delimiter=separator)]


def day(text):
    return date.fromisoformat(text[:10]) if text and re.fullmatch(r"\d{4}-\d\d-\d\d( 00:00:00)?", text) else None


kommuner = {row["kommunkod"]: row["lanskod"] for row in rows(codelists / "kommuner.csv") if not row["giltig_till"]}
persons = {}
for row in rows(samples / "personer.csv"):
    persons.setdefault(row["Person ID"], []).append(row)


def sex(person, at):
    valid = [row for row in persons.get(person, ()) if (day(row["Giltig från"]) or date.min) <= at <= (day(row["Giltig till"]) or date.max)]
    valid.sort(key=lambda row: day(row["Giltig från"]) or date.min)
    return {"Kvinna": "K", "Man": "M", "K": "K", "M": "M", "2": "K", "1": "M"}.get(valid[-1]["Kön"]) if valid else None


plans, seen = [], set()
for row in rows(samples / "planer.csv"):
    made = day(row["Upprättad"])
    if row["Plantyp"] != "SIP" or row["Samtycke"] not in ("J", "Ja") or row["Ersätter plan ID"] or made is None or row["Plan ID"] in seen:
        continue
    seen.add(row["Plan ID"])
    code = (row["Kommunkod"] or "").zfill(4)
    code = code if code in kommuner else None
    plans.append({"person": row["Person ID"], "source": row["Källa"], "day": made, "key": row["Plan ID"], "kommunkod": code, "lan": kommuner.get(code),
                  "kon": sex(row["Person ID"], made)})

kept = []
for person in {plan["person"] for plan in plans}:
    groups = []
    for plan in sorted((p for p in plans if p["person"] == person), key=lambda p: (p["day"], p["key"])):
        for group in groups:
            sources = [other["source"] for other in group]
            if plan["source"] and None not in sources and plan["source"] not in sources and (plan["day"] - group[0]["day"]).days <= 3:
                group.append(plan)
                break
        else:
            groups.append([plan])
    kept += [group[0] for group in groups]

labels = {"%d" % y: (y, range(1, 13)) for y in (2023, 2024)}
labels.update({"%d-Q%d" % (y, q): (y, range(3 * q - 2, 3 * q + 1)) for y in (2023, 2024) for q in range(1, 5)})
labels.update({"%d-%02d" % (y, m): (y, [m]) for y in (2023, 2024) for m in range(1, 13)})
counties = ["04", "18"]
splits = [[("lan", counties)], [("lan", counties), ("kon", ["K", "M"])]]
own = [code for code, county in kommuner.items() if county in counties]
splits += [[("kommunkod", own)], [("kommunkod", own), ("kon", ["K", "M"])]]

with open(out, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["indicator", "period", "lan", "kommunkod", "kon", "n", "value"])
    for label, (year, months) in labels.items():
        counted = sorted((p for p in kept if p["day"].year == year and p["day"].month in months), key=lambda p: (p["day"], p["key"]))
        first = list({plan["person"]: plan for plan in reversed(counted)}.values())
        for indicator, units in (("sip_antal", counted), ("sip_personer", first)):
            for split in splits:
                for values in product(*(known + [None] for _, known in split)):
                    group = dict(zip([name for name, _ in split], values))
                    n = sum(all(plan[name] == value for name, value in group.items()) for plan in units)
                    if n or None not in values:
                        writer.writerow([indicator, label, *("null" if group.get(name, "") is None else group.get(name, "") for name in ("lan", "kommunkod", "kon")), n, n])
