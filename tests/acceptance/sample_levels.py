#!/usr/bin/env python3
"""What samples/ promise: levels that look like real ones in every county and year, values for most municipalities, few messages,
and what samples/README.md says that there is to discover.  Readmissions are counted once more here, straight from the file."""

import csv
import json
from datetime import date, timedelta

from support import ROOT, check, finish, run_used

SAMPLES = ROOT / "samples"
YEARS = ("2022", "2023", "2024")
COUNTIES = ("04", "18")
WEST, TEAMS_FROM = ("1862", "1883"), date(2024, 4, 1)
RENAMED = "0483"
SILENT, SILENT_OF = "0428", ("personalkontinuitet_hemtjanst_14d",)
# (id, year, county) whose value may lie outside the plausible range: why.
OUTSIDE = {(name, "2022", "18"): "20.03, one stay above the range" for name in ("op_vtf_per_1000", "op_vtf_per_1000_lakardatum")}
MEGABYTES = 13
MESSAGES = 32  # those of counts that the samples lack, and of länsdelar that nobody has placed, are among them


def run_samples(*options):
    result = run_used("run", "-D", SAMPLES, *options)
    check(result.returncode == 0, "status %d of %s\n%s" % (result.returncode, options, result.stderr.decode()))
    return {i["id"]: i for i in json.loads(result.stdout)["indicators"] if i["state"] == "computed"}, result.stderr.decode()


def of_area(indicator, name):
    """{(code, period): result} of the totals of an area."""
    return {(r["group"][name], r["period"]): r for r in indicator["results"] if set(r["group"]) == {name} and r["group"][name]}


size = sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
check(size < MEGABYTES * 10 ** 6, "samples/ has %d bytes" % size)
indicators, messages = run_samples("-p", "2022..2024", "--grain", "year")
check(len(messages.splitlines()) <= MESSAGES, "more than a few messages:\n%s" % messages)
check("error" not in messages and "rejected" not in messages, "the samples are not whole:\n%s" % messages)

# Levels: every county and year.
levels = 0
for name, indicator in indicators.items():
    low, high = indicator.get("plausible") or (None, None)
    for (code, year), r in of_area(indicator, "lan").items():
        if code in COUNTIES and r.get("value") is not None and low is not None:
            levels += 1
            check(low <= r["value"] <= high or (name, year, code) in OUTSIDE,
                  "%s, %s, %s: %s is not in %s..%s" % (name, code, year, r["value"], low, high))

# Values for at least half of the municipalities and years; of a survey, of the years in which it was made.
cells = shown = 0
for indicator in indicators.values():
    here = of_area(indicator, "kommunkod")
    made = {year for (_, year), r in here.items() if r["status"] != "no_data"}
    cells += sum(year in made for _, year in here)
    shown += sum(r["status"] == "ok" for r in here.values())
check(2 * shown >= cells, "%d of %d cells by municipality and year have a value" % (shown, cells))

# The municipality that has not delivered, and only that one.
for name in SILENT_OF:
    for (code, year), r in of_area(indicators[name], "kommunkod").items():
        check((r["status"] == "not_delivered") == (code == SILENT), "%s, %s, %s: %s" % (name, code, year, r["status"]))

# New ids of all doctors: continuity falls there, and not in the rest of the county.
index = of_area(indicators["kontinuitetsindex_lakare_kronisk"], "kommunkod")
county = of_area(indicators["kontinuitetsindex_lakare_kronisk"], "lan")
check(index[RENAMED, "2024"]["value"] < 0.7 * index[RENAMED, "2023"]["value"], "continuity does not fall where ids are new")
check(county["04", "2024"]["value"] > 0.85 * county["04", "2023"]["value"], "continuity falls in the whole county")

# ---- readmissions, counted from the file: 65 and older, episodes of stays that follow each other


def day(text):
    return date.fromisoformat(text[:10]) if text and not text.startswith("9999") else None


def rows_of(name, encoding="utf-8-sig"):
    with open(SAMPLES / name, encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


persons = {}
for row in rows_of("personer.csv"):
    persons[row["Person ID"]] = row
stays = {}
for row in rows_of("vardtillfallen.csv"):
    stays.setdefault(row["Person ID"], []).append(row)

ends = {"04": date(2025, 3, 31), "18": date(2025, 2, 28)}
by_year, by_side = {}, {}
for pid, rows in stays.items():
    rows.sort(key=lambda r: (r["Inskrivningsdatum"], day(r["Utskrivningsdatum"]) or date.max, r["Vårdtillfälle ID"]))
    episodes = []
    for row in rows:
        start, end = day(row["Inskrivningsdatum"]), day(row["Utskrivningsdatum"])
        if episodes:
            last = episodes[-1]
            until = day(last[-1]["Utskrivningsdatum"])
            moved_on = last[-1]["Utskrivningssätt"] == "1" or row["Inskrivningssätt"] == "1" or row["Vårdform"] in ("GERIATRIK", "REHAB")
            if until is None or start <= until or start <= until + timedelta(1) and moved_on:
                last.append(row)
                continue
        episodes.append([row])
    person = persons[pid]
    born, died, left = day(person["Födelsedatum"]), day(person["Dödsdatum"].replace("NULL", "")), day(person["Flytt-datum"])
    for n, episode in enumerate(episodes):
        last, end = episode[-1], day(episode[-1]["Utskrivningsdatum"])
        kommun = episode[0]["Kommunkod"].zfill(4)
        if end is None or kommun[:2] not in ends or end + timedelta(30) > ends[kommun[:2]]:
            continue
        age = end.year - born.year - ((end.month, end.day) < (born.month, born.day))
        if age < 65 or last["Utskrivningssätt"] == "4" or died and died <= end or last["Vårdform"] == "PSYKIATRI":
            continue
        if left and end <= left <= end + timedelta(30):
            continue
        back = False
        for later in episodes[n + 1:]:
            first = later[0]
            after = (day(first["Inskrivningsdatum"]) - end).days
            back = back or 1 <= after <= 30 and first["Planerad"] in ("N", "2") and first["Vårdform"] != "PSYKIATRI"
        for table, key in ((by_year, (kommun, str(end.year))),
                           (by_side, ("west" if kommun in WEST else kommun[:2], end >= TEAMS_FROM))):
            if table is by_year or end >= date(2022, 1, 1):
                counts = table.setdefault(key, [0, 0])
                counts[0] += back
                counts[1] += 1

compared = 0
for (kommun, year), r in of_area(indicators["aterinskrivningar_30d_65plus"], "kommunkod").items():
    if kommun[:2] in COUNTIES and "denominator" in r and "numerator" in r:
        compared += 1
        check(by_year[kommun, year] == [r["numerator"], r["denominator"]],
              "readmissions of %s, %s: %s counted here, %s/%s there" % (kommun, year, by_year[kommun, year], r["numerator"], r["denominator"]))
check(compared >= 40, "only %d cells of readmissions could be compared" % compared)


def share(key):
    return 100 * by_side[key][0] / by_side[key][1]


before, after = share(("west", False)), share(("west", True))
rest_before, rest_after = share(("18", False)), share(("18", True))
check(11.5 <= before <= 15 and 7 <= after <= 10.5, "readmissions in the west: %.1f, then %.1f" % (before, after))
check(abs(rest_after - rest_before) < 1.5 and rest_after > after + 1.5, "readmissions in the rest: %.1f, then %.1f" % (rest_before, rest_after))

finish("%d levels, %d of %d cells, %d cells counted twice, west %.1f -> %.1f, the rest %.1f -> %.1f"
       % (levels, shown, cells, compared, before, after, rest_before, rest_after))
