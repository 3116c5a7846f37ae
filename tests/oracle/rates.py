#!/usr/bin/env python3
"""Rates over every form of population, on generated data, against SQL.

    rates.py INDIKATOR [SEED [ROWS]]

The data have gaps, ties and contradictions: unknown days, ages, sexes, persons and areas, areas that the table of the population
does not have, or not for every year, sex or age, years that are not out, classes that lie across a limit, overlap or are missing,
unknown numbers and numbers below 0, persons with several stays. The definitions of tests/kinds/rates are run over them by one
thread and by many, in pieces and in another order, alone and together; each cell of each run is held against rates.sql."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from deliver import write

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE.parent / "kinds" / "rates"
INDIKATOR = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
ROWS = int(sys.argv[3]) if len(sys.argv) > 3 else 1200
TABLES = {"handelser": ["handelse_id", "person_id", "kommun", "kon", "dag", "typ", "alder", "antal"],
          "folk": ["ar", "kommun", "kon", "fran", "till", "antal", "medel"],
          "vistelser": ["vistelse_id", "person_id", "hemort", "kon", "fodd", "fran", "till"]}
FACTOR = {"handelser_per_1000": 1000, "antal_per_inv_aret_fore": 1, "personer_per_10000": 10000, "personer_per_100000": 100000,
          "handelser_per_boende": 1, "handelser_per_personar": 1000, "handelser_per_alder": 1000}
KOMMUNER = ["0480", "0484", "0488", "1880", "1885"]
EDGES = [date(y, m, d) for y in (2021, 2022, 2023, 2024) for m, d in ((1, 1), (12, 31), (6, 30))]
faults = []


def make_folk(dice, faulty):
    """Classes of five years; in some groups and years a class is missing, is wider, or tells no number."""
    rows = {}
    last = dice.choice([2023, 2024])
    for year in range(2020, last + 1):
        for kommun in KOMMUNER[:4] + ["9999"]:
            if dice.random() < 0.04 * faulty:
                continue
            for sex in "KM":
                if dice.random() < 0.03 * faulty:
                    continue
                classes = [(a, a + 4) for a in range(0, 85, 5)] + [(85, None)]
                fault = dice.random() / faulty if faulty else 1
                if fault < 0.02:
                    classes.pop(dice.randrange(len(classes)))
                elif fault < 0.04:
                    at = dice.randrange(len(classes) - 2)
                    classes[at:at + 2] = [(classes[at][0], classes[at + 1][1])]
                elif fault < 0.06:
                    at = dice.randrange(len(classes) - 3)  # one overlaps the next, and as much is missing behind it
                    classes[at] = (classes[at][0], classes[at][1] + 5)
                    classes.pop(at + 2)
                elif fault < 0.07:
                    classes[-1] = (85, 99)
                means = dice.random() < 0.7
                for low, high in classes:
                    number = dice.choice([None, -1]) if dice.random() < 0.002 * faulty else dice.randrange(300)
                    mean = dice.randrange(600) / 2 if means and dice.random() < 0.99 else None
                    rows[(year, kommun, sex, low)] = [year, kommun, sex, low, high, number, mean]
    return list(rows.values())


def make_data(dice, faulty):
    def day():
        return dice.choice(EDGES) if dice.random() < 0.1 else date(2021, 1, 1) + timedelta(dice.randrange(1461))

    def maybe(value, share):
        return None if dice.random() < share else value

    data = {"folk": make_folk(dice, faulty), "handelser": [], "vistelser": []}
    for i in range(ROWS):
        person = maybe("p%04d" % dice.randrange(ROWS // 3), 0.02)
        data["handelser"].append(["h%05d" % i, person, maybe(dice.choice(KOMMUNER + ["7777", "9999"]), 0.03), maybe(dice.choice("KM"), 0.05), maybe(day(), 0.02),
                                  maybe(dice.choice("AAB"), 0.05), maybe(dice.choice([0, 18, 19, 20, 21, 63, 64, 65, 66, 90]), 0.04), maybe(dice.choice([0, 1, 1, 3]), 0.05)])
        start = day()
        born = maybe(date(1930 + dice.randrange(40), 1 + dice.randrange(12), 1 + dice.randrange(28)), 0.03)
        end = maybe(start + timedelta(dice.choice([-3, 0, 1, 40, 400])), 0.3)
        data["vistelser"].append(["v%05d" % i, maybe("b%04d" % dice.randrange(ROWS // 3), 0.02), maybe(dice.choice(KOMMUNER), 0.04), maybe(dice.choice("KM"), 0.05),
                                  born, maybe(start, 0.02), end])
    return data


def periods():
    for year in (2023, 2024):
        yield "%d" % year, date(year, 1, 1), date(year, 12, 31), "year"
        for years in (2, 3):
            yield "%d-01..%d-12" % (year - years + 1, year), date(year - years + 1, 1, 1), date(year, 12, 31), "pooled_years"
    for month in range(24):
        year, first = divmod(2022 * 12 + 1 + month, 12)
        end, last = divmod(2022 * 12 + 13 + month, 12)
        yield "%d-%02d..%d-%02d" % (year, first + 1, end - (last == 0), last or 12), date(year, first + 1, 1), date(end, last + 1, 1) - timedelta(1), "rolling12"


def by_sql(data):
    base = sqlite3.connect(":memory:")
    for name, columns in TABLES.items():
        base.execute("CREATE TABLE %s (%s)" % (name, ", ".join(columns)))
        base.executemany("INSERT INTO %s VALUES (%s)" % (name, ",".join("?" * len(columns))),
                         [[v.isoformat() if isinstance(v, date) else v for v in row] for row in data[name]])
    base.execute("CREATE TABLE periods (label, first, last, grain)")
    base.executemany("INSERT INTO periods VALUES (?, ?, ?, ?)", [(label, first.isoformat(), last.isoformat(), grain) for label, first, last, grain in periods()])
    base.execute("CREATE TABLE kommuner (kommunkod)")
    base.executemany("INSERT INTO kommuner VALUES (?)", [(k,) for k in KOMMUNER])
    base.executescript((HERE / "rates.sql").read_text(encoding="utf-8"))
    return {row[:4]: row[4:] for row in base.execute("SELECT * FROM result")}


def by_age(data):
    """Events and population by age, of data without faults: 'handelser_per_alder' has no row in SQL."""
    bands = {"20-39": (20, 39), "40-64": (40, 64), "65-": (65, 999)}
    known = {row[1] for row in data["folk"]} & set(KOMMUNER)
    result = {}
    for year in (2023, 2024):
        out = any(row[0] == year for row in data["folk"])
        for kommun in sorted(known) + ["*"]:
            areas = known if kommun == "*" else {kommun}
            for name, (low, high) in [*bands.items()] + ([("*", (20, 999))] if kommun == "*" else []):
                events = sum(r[2] in areas and r[4] is not None and r[4].year == year and r[6] is not None and low <= r[6] <= high for r in data["handelser"])
                people = sum(r[5] for r in data["folk"] if r[0] == year and r[1] in areas and low <= r[3] and (r[4] or 120) <= high)
                result[("handelser_per_alder", str(year), kommun, name)] = (events, events, people if out else None, 0, None if out else "no_population")
    return result


def close(a, b):
    return (a is None) == (b is None) and abs((a or 0) - (b or 0)) <= 1e-9 * max(1, abs(a or 0))


def is_same(ident, cell, events, rows, population, preliminary, reason):
    value = None if reason else FACTOR[ident] * (events or 0) / population
    nothing = cell["status"] == "not_applicable" and cell.get("events") is None and cell.get("population") is None
    if population is None and not events and nothing:
        return True
    if population is None and cell["status"] == "not_applicable" and reason:
        return cell["reason"] == reason and (cell["events"] or 0) == (events or 0)
    return (cell["status"] == ("not_applicable" if reason else "ok") and cell.get("reason") == reason and cell["events"] == (events or 0)
            and close(cell["population"], None if reason else population) and close(cell["value"], value)
            and ("preliminary" in cell.get("flags", [])) == bool(preliminary)
            and ("rows" not in cell or cell["rows"] == (rows or 0)))


def compare(oracle, *options):
    done = subprocess.run([INDIKATOR, "run", "-q", "-I", CATALOGUE, "-p", "2023..2024", *options], capture_output=True, text=True)
    if done.returncode != 0:
        faults.append("%s: status %d: %s" % (options, done.returncode, done.stderr[-500:]))
        return 0
    report = json.loads(done.stdout)["indicators"]
    cells = {(m["id"], c["period"], c["group"].get("kommun", "*"), c["group"].get("kon", c["group"].get("alder", "*"))): c
             for m in report for c in m["results"] if any(key[0] == m["id"] for key in oracle)}
    asked = {(m, p) for m, p, _, _ in cells}
    count = 0
    for key, wanted in oracle.items():
        if key[:2] not in asked:
            continue
        cell = cells.pop(key, None)
        if cell is None and not wanted[1] and (wanted[2] is None or key[3] is None):  # the unknown is shown where something counts
            continue
        count += 1
        if cell is None or not is_same(key[0], cell, *wanted):
            faults.append("%s %s: SQL says %s, the program %s" % (options[-2:], key, wanted, cell))
    faults.extend("SQL has no %s: %s" % (key, cell) for key, cell in cells.items()
                  if cell["status"] == "ok" or cell.get("events") or cell.get("population"))
    return count


def threads_agree(dice):
    """Persons of a stock are met by several threads, which number the values of a group that has no list apart from each other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(CATALOGUE, folder / "catalogue")
        path = folder / "catalogue" / "prov" / "handelser_per_boende.json"
        definition = json.loads(path.read_text(encoding="utf-8"))
        definition["groups"]["grupp"] = "substr(handelse_id, 2, 2)"
        definition["population"]["match"]["grupp"] = "substr(vistelse_id, 2, 2)"
        definition["by"] = [[], ["grupp"]]
        path.write_text(json.dumps(definition), encoding="utf-8")
        data = make_data(dice, 0)
        data["vistelser"] = [["%s%05d" % (dice.choice("abcdefgh"), i), "b%05d" % dice.randrange(30000), dice.choice(KOMMUNER), "K", date(1940, 1, 1),
                              date(2024, 1, 1) + timedelta(dice.randrange(300)), None] for i in range(100000)]
        options = write(folder, TABLES, data)
        reports = [subprocess.run([INDIKATOR, "run", "-q", "-I", folder / "catalogue", "-p", "2024", "handelser_per_boende", "-j", str(j), *options],
                                  capture_output=True).stdout for j in (1, 2, 4)]
    if not reports[0] or reports.count(reports[0]) < len(reports):
        faults.append("another number of threads gives another report")


def main():
    dice = random.Random(SEED)
    count = 0
    for faulty in (0, 1, 3):
        data = make_data(dice, faulty)
        oracle = by_sql(data)
        oracle.update({} if faulty else by_age(data))
        with tempfile.TemporaryDirectory() as name:
            plain, pieces = write(Path(name), TABLES, data), write(Path(name), TABLES, data, dice)
            count += compare(oracle, *plain, "-j", "1") + compare(oracle, *plain, "-j", "4") + compare(oracle, *pieces, "-j", "3")
            for ident in FACTOR:
                count += compare(oracle, ident, *pieces)
    threads_agree(dice)
    for fault in faults[:20]:
        print("FAULT:", fault)
    print("rates: %d values agree" % count if not faults else "%d cells, %d faults" % (count, len(faults)))
    return 1 if faults or count < 2000 else 0


sys.exit(main())
