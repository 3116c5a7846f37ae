#!/usr/bin/env python3
"""The roadmap, what is late, and home health care on the samples, counted without indikator.

    satsningar.py SAMPLES PROGRAM

fardplan_genomforandegrad, fardplan_rapporterad_andel, satsning_forsenad_andel: by county, of years that are over, so that the day as of is
31 December.  lakemedel_avvikelser_per_1000 and kostnad_per_inskriven: by county, over the mean of those who had home health care on the
last days of the twelve months, each counted once.  Exit status 1 where the program says anything else."""

import csv
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

samples, program = Path(sys.argv[1]), sys.argv[2]
EMPTY = {"", "NULL", "NA", "#N/A", ".."}


def rows(name, separator=";"):
    with open(samples / name, encoding="utf-8-sig", newline="") as file:
        return [{key: None if value.strip() in EMPTY else value.strip() for key, value in row.items()} for row in csv.DictReader(file, delimiter=separator)]


def day(text):
    found = date.fromisoformat(text) if text else None
    return None if found and found.year > 2049 else found


def year_before(d):
    return date(d.year - 1, d.month, 28 if (d.month, d.day) == (2, 29) else d.day)


expected = {}
activities = rows("aktiviteter.csv")
for year in (2023, 2024):
    end = date(year, 12, 31)
    due = [a for a in activities if a["Typ"] == "FARDPLAN" and a["Version"] == str(year) and not a["Flyttad till"]
           and (not a["Planerat slut"] or day(a["Planerat slut"]) <= end)]
    done = [a for a in due if a["Faktiskt slut"] and day(a["Faktiskt slut"]) <= end and a["Status"] in ("KLAR", "BREDDINFORD")]
    expected["fardplan_genomforandegrad", str(year), "18"] = 100 * len(done) / len(due)
    left = [a for a in due if not a["Faktiskt slut"] or day(a["Faktiskt slut"]) >= year_before(end)]
    told = [a for a in left if a["Senast rapporterad"] and year_before(end) <= day(a["Senast rapporterad"]) <= end]
    expected["fardplan_rapporterad_andel", str(year), "18"] = 100 * len(told) / len(left)
    for lan in ("04", "18"):
        begun = [a for a in activities if a["Typ"] == "GEMENSAM_SATSNING" and a["Län"].zfill(2) == lan
                 and any(a[c] and day(a[c]) <= end for c in ("Uppdrag beslutat datum", "Faktisk start"))]
        ongoing = [a for a in begun if (not a["Faktiskt slut"] or day(a["Faktiskt slut"]) > end) and a["Planerat slut"]
                   and not (a["Status"] == "AVBRUTEN" and not a["Faktiskt slut"])]
        if ongoing:
            expected["satsning_forsenad_andel", str(year), lan] = 100 * sum(day(a["Planerat slut"]) <= end for a in ongoing) / len(ongoing)

care = [(s["Person ID"], s["Kommunkod"].zfill(4)[:2], day(s["Startdatum"]), day(s["Slutdatum"])) for s in rows("insatser.csv")
        if s["Insats"] in ("HEMSJUKVARD", "Hemsjukvård") and day(s["Startdatum"])]
deviations, economy = rows("avvikelser.csv", "\t"), rows("ekonomi.csv", ",")
for year in (2023, 2024):
    ends = [date(year + (month == 12), month % 12 + 1, 1) - timedelta(1) for month in range(1, 13)]
    for lan in ("04", "18"):
        persons = 0
        for last in ends:
            who = {}
            for person, where, start, stop in sorted(care, key=lambda c: c[2]):
                if start <= last and (stop is None or stop >= last):
                    who[person] = where  # the later row tells where
            persons += sum(where == lan for where in who.values())
        events = [d for d in deviations if d["typ"] in ("LAKEMEDEL", "Läkemedel") and d["handelsedatum"][:4] == str(year) and d["kommunkod"].zfill(4)[:2] == lan]
        kronor = sum(int(e["utfall_sek"]) for e in economy if e["objekt_id"] == "HEMSJUKVARD" and e["period"] == str(year) and e["kommunkod"][:2] == lan)
        expected["lakemedel_avvikelser_per_1000", str(year), lan] = 1000 * len(events) / (persons / 12)
        expected["kostnad_per_inskriven", str(year), lan] = kronor / (persons / 12)

ids = sorted({ident for ident, _, _ in expected})
report = json.loads(subprocess.run([program, "run", "-q", "-D", str(samples), "-p", "2023..2024", "--grain", "year", *ids],
                                   stdout=subprocess.PIPE, check=True).stdout)
seen, faults = 0, 0
for indicator in report["indicators"]:
    for cell in indicator["results"]:
        key = (indicator["id"], cell["period"], cell["group"].get("lan"))
        if list(cell["group"]) != ["lan"] or key not in expected:
            continue
        seen += 1
        if cell["value"] is None or abs(cell["value"] - expected[key]) > 1e-6 * max(1, abs(expected[key])):
            faults += 1
            print("FAULT: %s: %s, not %s" % (" ".join(key), cell["value"], expected[key]))
if seen != len(expected):
    faults += 1
    print("FAULT: %d of %d cells seen" % (seen, len(expected)))
print("%d cells, %d faults" % (seen, faults))
sys.exit(faults > 0)
