#!/usr/bin/env python3
"""Coverage, LIKA and occupations that are short, on the samples, counted without indikator.

    tackning.py INDIKATOR

tackning_andel, malbild_beslut_tackning, remiss_svar_andel
    parties that the codelist has: who has said yes of those who have answered, and what it would be had the silent all said no, or yes.
visam_metodhandledare_tackning
    the same of the units that ViSam covers, by county and kommun.
lika_index, lika_spridning, lika_uppnadd_andel
    the mean of four areas, of services, of indicators; all four are needed.  The county: the mean of its kommuner.
kompetens_brist_andel, kompetens_brist_andel_lan, kompetens_farg_lan
    in whole numbers: 2 S >= 5 N is red, S the sum of employees times colour and N that of employees."""

import csv
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from fractions import Fraction as F
from pathlib import Path

root = Path(__file__).resolve().parents[2]
samples, lists = root / "samples", root / "indicators" / "codelists"


def table(path, encoding="utf-8"):
    with open(path, encoding=encoding, newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";"))


ratings = table(samples / "skattningar.csv")
parties = {row["part"]: row["lanskod"] for row in table(lists / "parter.csv")}
kommuner = {code: lan for code, lan in parties.items() if len(code) == 4}
expected = defaultdict(dict)  # measure -> (year, groups) -> fields


def put(measure, year, groups, **fields):
    expected[measure][year, tuple(sorted(groups.items()))] = fields


def latest(rows, *key):
    found = {}
    for row in sorted(rows, key=lambda row: row["skattning_datum"]):
        found[tuple(row[name] for name in key)] = row
    return found.values()


def cover(measure, groups, year, members, answers):
    """ANSWERS: member -> yes or no."""
    heard = {member: yes for member, yes in answers.items() if member in members}
    yes, n, everyone = sum(heard.values()), len(heard), len(members)
    if n:
        put(measure, year, groups, value=F(100 * yes, n), asked=everyone, lowest=F(100 * yes, everyone),
            highest=F(100 * (yes + everyone - n), everyone), answered=n, partial=n < everyone)


def coverage():
    for year in ("2023", "2024"):
        of = [row for row in ratings if row["omgang"][:4] == year]
        for system, question, measure, name in (("TACKNING", None, "tackning_andel", "objekt"), ("TACKNING", "MALBILD_BESLUT", "malbild_beslut_tackning", None),
                                                ("REMISS", None, "remiss_svar_andel", "fraga")):
            rows = latest([row for row in of if row["system"] == system], "lamnare", "objekt_id")
            for lan in ("04", "18"):
                members = {code for code, its in (kommuner if measure == "tackning_andel" else parties).items() if its == lan}
                for asked in {row["objekt_id"] for row in rows} if question is None else {question}:
                    said = {row["lamnare"]: row["status"] == "FOR" if system == "REMISS" else row["varde_nulage"] == "1" for row in rows if row["objekt_id"] == asked}
                    cover(measure, {"lan": lan, **({name: asked} if name else {})}, year, members, said)
        units = {row["Enhet ID"]: row["Kommunkod"].zfill(4) for row in table(samples / "enheter.csv", "cp1252") if row["Visam omfattas"] == "Ja"}
        said = {row["objekt_id"]: int(row["varde_nulage"]) >= 1 for row in of if row["system"] == "VISAM"}
        cover("visam_metodhandledare_tackning", {"lan": "18"}, year, set(units), said)
        for kommun in set(units.values()):
            cover("visam_metodhandledare_tackning", {"kommunkod": kommun}, year, {unit for unit, its in units.items() if its == kommun}, said)


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values, F(0)) / len(values) if values else None


def lika():
    points = {"UPPNADD": 100, "NASTAN_DAR": 75, "PABORJAD": 50, "PLANERAD": 25, "EJ_PLANERAD": 0}
    for year in ("2022", "2024"):
        rows = [row for row in ratings if row["system"] == "LIKA" and row["omgang"][:4] == year]
        indexes, reached = [], []
        for kommun in sorted({row["lamnare"] for row in rows}):
            areas = defaultdict(lambda: defaultdict(list))
            own = [row for row in rows if row["lamnare"] == kommun]
            for row in own:
                areas[row["omrade"]][row["delomrade"]].append(points.get(row["status"]))
            means = [mean(mean(answers) for answers in services.values()) for services in areas.values()]
            if len(means) == 4 and None not in means:
                indexes.append(mean(means))
                put("lika_index", year, {"kommunkod": kommun}, value=indexes[-1])
            answered = [row["status"] for row in own if row["status"] in points]
            reached.append(F(100 * answered.count("UPPNADD"), len(answered)))
            put("lika_uppnadd_andel", year, {"kommunkod": kommun}, value=reached[-1])
        put("lika_index", year, {"lan": "18"}, value=mean(indexes), n=len(indexes))
        put("lika_uppnadd_andel", year, {"lan": "18"}, value=mean(reached))
        put("lika_spridning", year, {"lan": "18"}, value=max(indexes) - min(indexes), mean=mean(indexes))


def occupations():
    colours = {"BLA": 0, "GRON": 1, "GUL": 2, "ROD": 3}
    for year in ("2023", "2024"):
        rows = [row for row in ratings if row["system"] == "KOMPETENS" and row["omgang"] == year and row["lamnare"] in kommuner and row["status"]]
        for kommun in sorted({row["lamnare"] for row in rows}) + ["18"]:
            sums = defaultdict(lambda: [0, 0])
            for row in rows:
                if kommun in (row["lamnare"], "18"):
                    number = int(row["antal_anstallda"])
                    sums[row["objekt_id"]][0] += number * colours[row["status"]]
                    sums[row["objekt_id"]][1] += number
            red = F(100 * sum(2 * s >= 5 * n for s, n in sums.values()), len(sums))
            whole = kommun == "18"
            put("kompetens_brist_andel_lan" if whole else "kompetens_brist_andel", year, {"lan" if whole else "kommunkod": kommun}, value=red)
            for occupation, (s, n) in sums.items() if whole else ():
                level = "ROD" if 2 * s >= 5 * n else "GUL" if 2 * s >= 3 * n else "GRON" if 2 * s >= n else "BLA"
                put("kompetens_farg_lan", year, {"lan": kommun, "yrke": occupation}, value=F(s, n), level=level)


def shown(cell, name):
    if name == "partial":
        return "partial" in cell.get("flags", [])
    return cell[name] if name in cell else cell.get("also", {}).get(name, {}).get("value")


def main():
    coverage()
    lika()
    occupations()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "r.json"
        subprocess.run([sys.argv[1], "run", *expected, "-I", root / "indicators", "-D", samples, "-p", "2022..2024", "-q", "-o", report], check=True, stderr=subprocess.DEVNULL)
        measures = {measure["id"]: measure for measure in json.loads(report.read_text(encoding="utf-8"))["indicators"]}
    faults = cells = 0
    for measure, wanted in expected.items():
        found = {(cell["period"], tuple(sorted(cell["group"].items()))): cell for cell in measures[measure]["results"]
                 if cell["status"] == "ok" and None not in cell["group"].values() and not {"lansdel", "huvudman"} & set(cell["group"])}
        for key in sorted(set(found) ^ set(wanted)):
            faults += 1
            print("%s %s: only %s has it" % (measure, key, "the report" if key in found else "the count by hand"))
        for key in set(found) & set(wanted):
            cells += 1
            for name, value in wanted[key].items():
                got = shown(found[key], name)
                if got != value and (isinstance(value, (str, bool)) or got is None or abs(float(got) - float(value)) > 1e-9):
                    faults += 1
                    print("%s %s: %s is %s, by hand %s" % (measure, key, name, got, value))
    print("%d cells, %d faults" % (cells, faults))
    return 1 if faults or cells < 100 else 0


sys.exit(main())
