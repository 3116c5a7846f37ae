#!/usr/bin/env python3
"""Ratios whose numerator and denominator are in two datasets, on generated data, against SQL.

    numerators.py INDIKATOR [SEED [ROWS]]

The data have gaps, ties, wards that only one of the datasets knows, unknown numbers, days and wards, and days beside the edges
of periods. The definitions of tests/kinds/numerators are run over them by one thread and by many, in pieces and in another order,
alone and together; each cell of each run is held against numerators.sql."""

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from deliver import write

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE.parent / "kinds" / "numerators"
INDIKATOR = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
ROWS = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
TABLES = {"belaggning": ["rad_id", "avdelning", "dag", "vardade", "stangd"], "avvikelser": ["avvikelse_id", "enhet", "handelsedag", "typ", "antal"],
          "boende": ["boende_id", "person_id", "avdelning", "fran", "till"], "larm": ["larm_id", "avdelning", "satt_upp", "togs_ned"]}
FACTOR = {"fall_per_1000_varddygn": 1000, "larm_per_boende": 1, "avvikelser_per_person": 1}
EDGES = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 3, 31), date(2024, 4, 1), date(2024, 12, 31), date(2025, 1, 1)]
faults = []


def make_data(dice):
    def day():
        return dice.choice(EDGES) if dice.random() < 0.2 else date(2023, 11, 1) + timedelta(dice.randrange(460))

    def after(start, share):
        return None if dice.random() < share else start + timedelta(dice.choice([0, 1, 30, 90, 200]))

    def ward(letters):
        return None if dice.random() < 0.04 else dice.choice(letters)

    def maybe(value, share):
        return None if dice.random() < share else value

    data = {name: [] for name in TABLES}
    for i in range(ROWS):
        data["belaggning"].append(["r%05d" % i, ward("ABCDE"), day(), maybe(dice.choice([0, 1, 7, 40]), 0.05), dice.choice(["N", "N", "N", "J", None])])
        data["avvikelser"].append(["v%05d" % i, ward("BCDEFG"), maybe(day(), 0.03), dice.choice(["FALL", "FALL", "LAKEMEDEL", None]), maybe(dice.choice([0, 1, 1, 3]), 0.1)])
        start, up = day(), day()
        data["boende"].append(["b%05d" % i, "p%04d" % dice.randrange(ROWS // 3), ward("ABC"), start, after(start, 0.3)])
        data["larm"].append(["l%05d" % i, ward("BCH"), up, after(up, 0.3)])
    return data


def periods():
    for month in range(1, 13):
        first = date(2024, month, 1)
        yield "2024-%02d" % month, first, (first + timedelta(31)).replace(day=1) - timedelta(1)
    for quarter in range(4):
        first = date(2024, 3 * quarter + 1, 1)
        yield "2024-Q%d" % (quarter + 1), first, (first + timedelta(95)).replace(day=1) - timedelta(1)
    yield "2024", date(2024, 1, 1), date(2024, 12, 31)


def by_sql(data):
    base = sqlite3.connect(":memory:")
    for name, columns in TABLES.items():
        base.execute("CREATE TABLE %s (%s)" % (name, ", ".join(columns)))
        base.executemany("INSERT INTO %s VALUES (%s)" % (name, ",".join("?" * len(columns))),
                         [[v.isoformat() if isinstance(v, date) else v for v in row] for row in data[name]])
    base.execute("CREATE TABLE periods (label, first, last)")
    base.executemany("INSERT INTO periods VALUES (?, ?, ?)", [(label, first.isoformat(), last.isoformat()) for label, first, last in periods()])
    base.executescript((HERE / "numerators.sql").read_text(encoding="utf-8"))
    return {row[:3]: row[3:] for row in base.execute("SELECT * FROM result")}


def compare(oracle, *options):
    done = subprocess.run([INDIKATOR, "run", "-q", "-I", CATALOGUE, "-p", "2024", *options], capture_output=True, text=True)
    if done.returncode != 0:
        faults.append("%s: status %d: %s" % (options, done.returncode, done.stderr[-500:]))
        return 0
    cells = {(m["id"], c["period"], c["group"]["avdelning"] if c["group"] else "*"): c for m in json.loads(done.stdout)["indicators"] for c in m["results"]}
    mine = {key: value for key, value in oracle.items() if any(key[0] == m for m, _, _ in cells) and (key[0], key[1], "*") in cells}
    for key, (x, n, above, below) in mine.items():
        cell = cells.pop(key, None)
        wanted = (x, n, above, below, FACTOR[key[0]] * x / n if n else None)
        got = cell and tuple(cell[name] for name in ("numerator", "denominator", "numerator_rows", "rows", "value"))
        if got is None or got[:4] != wanted[:4] or (got[4] is None) != (wanted[4] is None) or abs((got[4] or 0) - (wanted[4] or 0)) > 1e-9 * abs(got[4] or 0):
            faults.append("%s %s: SQL says %s, the program %s" % (options[-2:], key, wanted, cell))
    faults.extend("%s: SQL has no %s" % (key, cell) for key, cell in cells.items() if cell["status"] != "no_data")
    return len(mine)


def main():
    dice = random.Random(SEED)
    data = make_data(dice)
    oracle = by_sql(data)
    with tempfile.TemporaryDirectory() as name:
        plain, pieces = write(Path(name), TABLES, data), write(Path(name), TABLES, data, dice)
        count = compare(oracle, *plain, "-j", "1") + compare(oracle, *plain, "-j", "4") + compare(oracle, *pieces, "-j", "3")
        for ident in FACTOR:
            count += compare(oracle, ident, *pieces)
    for fault in faults[:20]:
        print("FAULT:", fault)
    print("%d cells, %d faults" % (count, len(faults)))
    sys.exit(1 if faults or count < 500 else 0)


main()
