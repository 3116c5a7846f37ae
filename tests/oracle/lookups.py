#!/usr/bin/env python3
"""Look-ups from table to table, by derived keys and in each period, on generated data, against SQL.

    lookups.py INDIKATOR [SEED [PERSONS]]

The data have gaps, overlapping validities, ties, keys that find nothing and columns that are empty.  The definitions of
tests/kinds/lookups are run over them in several ways: by one thread and by many, from files in pieces and in another order,
each measure alone, for other periods, grains and splits; each cell of each run is held against lookups.sql, and so are the
cells that are there, and what the data are said not to find.
"""

import csv
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE.parent / "kinds" / "lookups"
INDIKATOR = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
PERSONS = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
TABLES = {
    "kontakter": ["kontakt_id", "person_id", "datum", "mottagning", "lakare_id"],
    "listningar": ["person_id", "enhet_id", "fran", "till"],
    "enheter": ["enhet_id", "omrade_id", "typ", "platser"],
    "omraden": ["omrade_id", "namn"],
    "styrning": ["omrade_id", "chef", "fran", "till"],
}
MEASURES = ["kontakter_vid_egen_enhet", "kontakter_vid_stora_enheter", "kontinuitet_listade"]
faults = []


def check(good, what, *values):
    if not good:
        faults.append(what % values if values else what)


# ---- data ----


def make_data(dice):
    first, last = date(2023, 10, 1), date(2025, 1, 31)

    def day(low=first, high=last):
        return low + timedelta(days=dice.randrange((high - low).days + 1))

    def or_nothing(value, share):
        return None if dice.random() < share else value

    areas = ["O%d" % i for i in range(6)]
    units = ["V%03d" % i for i in range(40)]
    data = {name: [] for name in TABLES}
    for i, area in enumerate(areas[:5]):  # one of them is not there
        data["omraden"].append([area, "Utomlands" if i == 4 else or_nothing("Område %d" % (i % 3), 0.1)])
    for unit in units[:37]:  # three are not there
        places = dice.choice([None, 0, 99, 100, 101, 250])
        data["enheter"].append([unit, or_nothing(dice.choice([str.upper, str.lower])(dice.choice(areas)), 0.1), dice.choice(["VC", "VC", "VC", "SJUKHUS", None]), places])
    for area in areas:
        for start in sorted({day() for _ in range(dice.randrange(4))}):
            data["styrning"].append([area, dice.choice(["VAKANT", "A", "B", None]), start, or_nothing(start + timedelta(days=dice.choice([0, 1, 30, 200])), 0.2)])
    persons = ["P%05d" % i for i in range(PERSONS)]
    for person in persons:
        if dice.random() < 0.01:
            continue  # never listed
        begin = or_nothing(date(2023, 1, 1), 0.1)
        here = date(2023, 1, 1)
        used = set()
        for _ in range(dice.choice([1, 1, 1, 2, 2, 3, 5])):
            end = here + timedelta(days=dice.choice([0, 1, 31, 90, 200, 500]))
            if begin not in used:
                used.add(begin)
                data["listningar"].append([person, or_nothing(dice.choice(units), 0.03), begin, or_nothing(end, 0.1)])
            here = begin = max(here, end) + timedelta(days=dice.choice([-40, -1, 0, 1, 1, 1, 20]))  # overlaps, none, gaps
            if dice.random() < 0.2:  # often on the first or the last day of a period
                here = begin = dice.choice([date(2024, 1, 1), date(2024, 3, 31), date(2024, 4, 1), date(2024, 6, 30), date(2024, 12, 31)])
    number = 0
    for person in persons:
        home, doctors = dice.choice(units), ["L%d" % dice.randrange(60) for _ in range(2)]
        for _ in range(dice.randrange(25)):
            number += 1
            when = dice.choice([date(2024, 1, 1), date(2024, 3, 31), date(2024, 12, 31)]) if dice.random() < 0.03 else day()
            unit = home if dice.random() < 0.7 else dice.choice(units)
            clinic = or_nothing("%s:%d" % (unit.lower() if dice.random() < 0.5 else unit, dice.randrange(9)), 0.02)
            data["kontakter"].append(["%07d" % number, person, when, clinic, or_nothing(dice.choice(doctors), 0.15)])
            while dice.random() < 0.1:  # the same day, another doctor perhaps
                number += 1
                data["kontakter"].append(["%07d" % number, person, when, clinic, or_nothing(dice.choice(doctors), 0.3)])
    return data


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(header)
        out.writerows([["" if v is None else v for v in row] for row in rows])


# ---- SQL ----


def periods():
    for month in range(1, 13):
        begin = date(2024, month, 1)
        yield "2024-%02d" % month, "month", begin, (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    for quarter in range(4):
        begin = date(2024, 3 * quarter + 1, 1)
        yield "2024-Q%d" % (quarter + 1), "quarter", begin, (begin + timedelta(days=95)).replace(day=1) - timedelta(days=1)
    yield "2024", "year", date(2024, 1, 1), date(2024, 12, 31)


def by_sql(data):
    base = sqlite3.connect(":memory:")
    for name, columns in TABLES.items():
        base.execute("CREATE TABLE %s (%s)" % (name, ", ".join(columns)))
        base.executemany("INSERT INTO %s VALUES (%s)" % (name, ",".join("?" * len(columns))),
                         [[v.isoformat() if isinstance(v, date) else v for v in row] for row in data[name]])
    base.execute("CREATE TABLE periods (label, grain, first, last)")
    base.executemany("INSERT INTO periods VALUES (?, ?, ?, ?)", [(l, g, f.isoformat(), t.isoformat()) for l, g, f, t in periods()])
    base.executescript((HERE / "lookups.sql").read_text(encoding="utf-8"))
    cells = {tuple(row[:4]): row[4:] for row in base.execute("SELECT * FROM result")}
    seen = set(base.execute("SELECT * FROM seen"))
    return cells, seen, dict(base.execute("SELECT * FROM misses"))


# ---- the program ----


def run(catalogue, folder, *options):
    report = folder / "report.json"
    done = subprocess.run([INDIKATOR, "run", "-q", "-I", catalogue, "-o", report, *options], capture_output=True, text=True)
    check(done.returncode == 0, "%s: status %d: %s", " ".join(map(str, options)), done.returncode, done.stderr[-500:])
    return json.loads(report.read_text(encoding="utf-8"))


LIMIT = 100  # percent of the values: see copy_catalogue


def is_hidden(measure, numerator, misses):
    """Where more rows find nothing than the numerator has, and that decides it, the cell is not shown."""
    deciding = {"kontakter_vid_egen_enhet": misses["sist"], "kontakter_vid_stora_enheter": misses["enhet"]}.get(measure, 0)
    return deciding >= 5 and deciding * 100 > LIMIT * numerator


def compare(how, report, oracle, measures, complete):
    cells, seen, misses = oracle
    compared = 0
    for entry in report["indicators"]:
        measure = entry["id"]
        if measure not in measures:
            continue
        check(entry["state"] == "computed", "%s: %s is %s", how, measure, entry["state"])
        keys, shown_periods, shown_splits = set(), set(), set()
        for cell in entry["results"]:
            split, code = next(iter(cell["group"].items()), ("", None))
            key = (measure, cell["period"], split, code)
            keys.add(key)
            shown_periods.add(cell["period"])
            shown_splits.add(split)
            want = cells.get(key, (0, 0, 0, None))
            where = "%s: %s %s %s=%s" % ((how,) + key)
            if measure == "kontinuitet_listade":
                check(cell.get("n", 0) == want[2], "%s: n %s, not %s", where, cell.get("n"), want[2])
                if want[2]:
                    check(abs(cell["value"] - want[3] / want[2]) < 1e-9, "%s: %s, not %s", where, cell["value"], want[3] / want[2])
            elif want[1] and is_hidden(measure, want[0], misses):
                check(cell["status"] == "not_delivered", "%s: %s, though %s find nothing", where, cell["status"], misses)
            else:
                have = (cell.get("numerator", 0), cell.get("denominator", 0))
                check(have == tuple(want[:2]), "%s: %s, not %s", where, have, want[:2])
            compared += 1
        wanted = {k for k in cells if k[0] == measure and k[1] in shown_periods and k[2] in shown_splits and (cells[k][1] or cells[k][2])}
        check(wanted <= keys, "%s: not in the report: %s", how, sorted(map(str, wanted - keys))[:5])
        if complete and measure in MEASURES[:2]:
            listed = {k for k in seen if k[0] == measure and k[1] in shown_periods and k[2] in shown_splits}
            total = {(measure, p, "", None) for p in shown_periods if "" in shown_splits}
            check(keys == wanted | listed | total, "%s: %s lists %s", how, measure, sorted(map(str, keys ^ (wanted | listed | total)))[:5])
    return compared


def findings(report):
    out = {}
    for entry in report["inputs"]:
        for f in entry["findings"]:
            if f["rule"] == "missing_lookup":
                key = (entry["dataset"], f["column"])
                out[key] = out.get(key, 0) + f["count"]
    return out


UNITS = {  # the rows of a table that others point at, so that it is read twice
    "format": "indikator/1", "id": "enheter_i_omrade", "version": "1", "title": {"sv": "e", "en": "e"}, "unit": "percent", "better": "higher",
    "kind": "proportion", "data": {"dataset": "enheter"}, "denominator": "period.start is not null", "numerator": "platser >= 100",
    "missing": {"numerator": "not_met"}, "period": {"each": True, "grain": ["year"]}, "groups": {"storlek": "storlek"}, "by": [["storlek"]],
    "interval": {"method": "none"}}


def copy_catalogue(folder):
    """No limit for what finds nothing: there is much of it."""
    copy = folder / "catalogue"
    shutil.copytree(CATALOGUE, copy)
    for path in (copy / "datasets").glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        schema.setdefault("x-indikator", {})["max_unreadable"] = LIMIT
        path.write_text(json.dumps(schema), encoding="utf-8")
    (copy / "prov" / "enheter_i_omrade.json").write_text(json.dumps(UNITS), encoding="utf-8")
    return copy


def main():
    dice = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = copy_catalogue(folder)
        data = make_data(dice)
        files, pieces = [], []
        for table, rows in data.items():
            write(folder / (table + ".csv"), TABLES[table], rows)
            files += ["-D", "%s=%s" % (table, folder / (table + ".csv"))]
            mixed = rows[:]
            dice.shuffle(mixed)
            for i in range(3):
                piece = folder / ("%s_%d.csv" % (table, i))
                write(piece, TABLES[table], mixed[i::3])
                pieces += ["-D", "%s=%s" % (table, piece)]
        oracle = by_sql(data)
        compared = 0
        everything = MEASURES + ["enheter_i_omrade"]
        ways = [("one thread", files + ["-p", "2024", "-j", "1"], everything), ("four threads", files + ["-p", "2024", "-j", "4"], everything),
                ("pieces", pieces + ["-p", "2024", "-j", "3"], everything), ("a quarter", files + ["-p", "2024-Q2"], MEASURES[:1] + MEASURES[2:]),
                ("half a year", pieces + ["-p", "2024-04..2024-09", "-j", "2"], MEASURES[:1] + MEASURES[2:]),
                ("months", files + ["-p", "2024", "--grain", "month"], MEASURES[:1]),
                ("by area", files + ["-p", "2024", "--by", "omrade"], MEASURES), ("in total", files + ["-p", "2024", "--by", "total"], MEASURES)]
        ways += [(m + " alone", files + ["-p", "2024"], [m]) for m in MEASURES]
        told = {}
        for how, options, measures in ways:
            report = run(catalogue, folder, *measures, *options)
            compared += compare(how, report, oracle, measures, True)
            if how == "one thread":
                both = findings(report)
            if how == MEASURES[2] + " alone":
                told = findings(report)
        misses = oracle[2]
        names = {"enhet": ("kontakter", "enhet_id"), "sist": ("kontakter", "person_id"), "omrade": ("enheter", "omrade_kod"),
                 "listad": ("listningar", "enhet_id")}
        told = {name: told.get(key, 0) for name, key in names.items()}
        check(told == misses, "findings: %s, not %s", told, misses)
        check(both[names["omrade"]] == misses["omrade"], "a table that is counted too: %d find nothing, not %d", both[names["omrade"]], misses["omrade"])
        check(min(misses.values()) > 0 and compared > 1000, "too little was compared: %s, %d cells", misses, compared)
    for fault in faults[:40]:
        print("difference: " + fault)
    print("lookups: %d values agree" % compared if not faults else "%d differences" % len(faults))
    sys.exit(1 if faults else 0)


main()
