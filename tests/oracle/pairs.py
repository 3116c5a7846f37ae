#!/usr/bin/env python3
"""Pairs of rounds, measurements near a day, and cohorts before and after, on generated data, against a model written from the manual.

    pairs.py INDIKATOR [SEED [PERSONS]]

The data have ties, gaps, contradictions, unknown values, stays that are transferred, overlap or never end, deaths, moves and a supplier
whose deliveries begin late and end early.  The definitions of tests/kinds/pairs are run by one thread and by many, in pieces and in
another order, alone and together, in years and in several years at once; each cell of each run is held against the model."""

import json
import random
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from deliver import write

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE.parent / "kinds" / "pairs"
INDIKATOR = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
PERSONS = int(sys.argv[3]) if len(sys.argv) > 3 else 700
TABLES = {"skattningar": ["skattning_id", "kommun", "objekt", "dag", "inlagd", "status", "tal"],
          "perioder": ["insats_id", "person_id", "kommun", "typ", "fran", "till"],
          "matningar": ["matning_id", "person_id", "dag", "skala", "poang"],
          "vistelser": ["vistelse_id", "person_id", "in_dag", "ut_dag", "in_satt", "ut_satt", "form"],
          "personer": ["person_id", "dodsdatum", "flytt_datum"],
          "leveranser": ["dataset", "lamnare", "period_fran", "period_till"]}
YEARS = range(2022, 2025)
SINCE, UNTIL = date(2020, 1, 1), date(2025, 3, 31)
faults = []


def months(day, n):
    """The same day so many months away, or the last of that month."""
    number = day.year * 12 + day.month - 1 + n
    first = date(number // 12, number % 12 + 1, 1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return min(first + timedelta(day.day - 1), last)


# ---- data

def make_data(dice):
    data = {name: [] for name in TABLES}

    def key(table):
        return "%s%06d" % (table[0], len(data[table]))

    def maybe(value, share):
        return None if dice.random() < share else value

    def some_day():
        edges = [date(y, m, d) for y in (2021, 2022, 2023, 2024) for m, d in ((1, 1), (12, 31))]
        return dice.choice(edges) if dice.random() < 0.15 else date(2020, 6, 1) + timedelta(dice.randrange(1700))

    for i in range(PERSONS):
        kommun, objekt = dice.choice(["0480", "0484", "0486"]), "o%04d" % i
        for _ in range(dice.randrange(6)):
            day = dice.choice([date(2021, 6, 30), date(2022, 6, 30), date(2023, 6, 30), some_day()])
            for _ in range(dice.choice([1, 1, 1, 2])):
                entered = maybe("%sT%02d:00" % (day + timedelta(dice.randrange(2)), dice.randrange(2)), 0.3)
                data["skattningar"].append([key("skattningar"), kommun, objekt, day, entered, maybe(dice.choice("UNPLER"), 0.05),
                                            maybe(dice.choice([0, 3, 5, 7.5, 101]), 0.05)])
    for i in range(PERSONS):
        person = "p%04d" % i
        data["personer"].append([person, maybe(some_day() + timedelta(400), 0.8), maybe(some_day() + timedelta(400), 0.9)])
        starts = []
        for _ in range(dice.randrange(4)):
            start = dice.choice(starts) + timedelta(dice.choice([0, 365, 730, 731])) if starts and dice.random() < 0.4 else some_day()
            starts.append(start)
            data["perioder"].append([key("perioder"), person, dice.choice(["0480", "0484"]), maybe(dice.choice(["TEAM", "REHAB"]), 0.05), start,
                                     maybe(start + timedelta(dice.choice([0, 20, 90, 200])), 0.1)])
        anchors = [d for row in data["perioder"] if row[1] == person for d in (row[4], row[5]) if d is not None] or [some_day()]
        for _ in range(dice.randrange(7)):
            near = dice.choice(anchors) + timedelta(dice.choice([-30, -15, -14, -3, -1, 0, 1, 3, 14, 15, 29, 30]))
            data["matningar"].append([key("matningar"), person, maybe(near, 0.03), maybe(dice.choice(["KATZ", "KATZ", "TUG"]), 0.05),
                                      maybe(dice.randrange(7), 0.08)])
        at = None
        for _ in range(dice.randrange(8)):
            begin = at + timedelta(dice.choice([-2, 0, 1, 2])) if at and dice.random() < 0.4 else \
                dice.choice(anchors) + timedelta(dice.choice([-396, -395, -200, -60, -32, -31, -30, -2, 0, 5, 100, 364, 365]))
            at = begin + timedelta(dice.choice([0, 1, 3, 40, -1]))
            data["vistelser"].append([key("vistelser"), person, maybe(begin, 0.02), maybe(at, 0.05), maybe(dice.choice("123"), 0.1),
                                      maybe(dice.choice("123"), 0.1), maybe(dice.choice(["SOMATIK", "SOMATIK", "PSYKIATRI"]), 0.05)])
    data["leveranser"] = [[name, "04", SINCE, UNTIL] for name in ("perioder", "matningar", "vistelser", "skattningar")]
    return data


# ---- the model

class Cell:
    def __init__(self):
        self.changes, self.lost, self.persons = [], 0, []


def rows_of(data, table, column):
    """Rows of each entity as dicts, by day and key."""
    out = {}
    for row in data[table]:
        named = dict(zip(TABLES[table], row))
        out.setdefault(tuple(named[c] for c in column), []).append(named)
    return out


def one_value(rows, value, order):
    """That of the last round; the word 'none' without rows or where they contradict each other."""
    if not rows:
        return "none"
    last = max(row["dag"] for row in rows)
    rows = [row for row in rows if row["dag"] == last]
    if order:
        known = [row for row in rows if row["inlagd"] is None]  # unknown comes last
        latest = None if known else max(row["inlagd"] for row in rows)
        rows = [row for row in rows if row["inlagd"] == latest]
    values = {value(row) for row in rows}
    return values.pop() if len(values) == 1 and None not in values else "none"


def rounds(data, year, ident):
    cells = {"*": Cell()}
    order, back = (True, 12) if ident == "forandring_median" else (False, 24)
    points = {"U": 100, "N": 75, "P": 50, "L": 25, "E": 0}
    value = (lambda row: row["tal"]) if order else (lambda row: points.get(row["status"]))
    first, last = date(year, 1, 1), date(year, 12, 31)
    for (kommun, _), rows in rows_of(data, "skattningar", ("kommun", "objekt")).items():
        earlier = [row for row in rows if months(first, -back) <= row["dag"] < first]
        later = [row for row in rows if first <= row["dag"] <= last]
        if not earlier and not later:
            continue
        before, after = one_value(earlier, value, order), one_value(later, value, order)
        if order:
            firsts = earlier or later
            day = max(row["dag"] for row in firsts)
            firsts = [row for row in firsts if row["dag"] == day]
            key = max(((row["inlagd"] is None, row["inlagd"] or "", row["skattning_id"]), row["tal"]) for row in firsts)[1] if all(
                row["tal"] is not None for row in firsts) else first_tal(firsts)
            if key is not None and key > 100:
                continue
        for name in ("*",) if order else ("*", kommun):
            cell = cells.setdefault(name, Cell())
            if "none" in (before, after):
                cell.lost += 1
            else:
                cell.changes.append(after - before)
    return cells


def first_tal(rows):
    return sorted(rows, key=lambda row: (row["inlagd"] is None, row["inlagd"] or "", row["skattning_id"]))[-1]["tal"]


def near(rows, day):
    best = sorted((abs((row["dag"] - day).days), row["dag"]) for row in rows if abs((row["dag"] - day).days) <= 14)
    if not best:
        return None
    values = {row["poang"] for row in rows if row["dag"] == best[0][1]}
    return best[0][1], values.pop() if len(values) == 1 else None


def improved(data, year):
    cell = Cell()
    measured = rows_of(data, "matningar", ("person_id",))
    for (person,), rows in rows_of(data, "perioder", ("person_id",)).items():
        tests = [m for m in measured.get((person,), []) if m["skala"] == "KATZ" and m["dag"] is not None and m["poang"] is not None]
        for row in rows:
            if row["typ"] != "REHAB" or row["till"] is None or row["till"].year != year:
                continue
            before, after = near(tests, row["fran"]), near(tests, row["till"])
            if before is None or after is None or before[0] == after[0] or None in (before[1], after[1]):
                cell.lost += 1
            else:
                cell.changes.append(after[1] - before[1])
    return {"*": cell}


def summed(data, year):
    """Of each day the greatest, added over days 15 to 1 before the first day and 1 to 30 after the last."""
    cell = Cell()
    measured = rows_of(data, "matningar", ("person_id",))
    for (person,), rows in rows_of(data, "perioder", ("person_id",)).items():
        days = {}
        for m in measured.get((person,), []):
            if m["skala"] == "KATZ" and m["dag"] is not None and m["poang"] is not None:
                days[m["dag"]] = max(m["poang"], days.get(m["dag"], m["poang"]))
        for row in rows:
            if row["typ"] != "REHAB" or row["fran"].year != year:
                continue
            first, last = row["fran"] - timedelta(15), date(year, 12, 31) if row["till"] is None else row["till"] + timedelta(30)
            before = sum(points for day, points in days.items() if first <= day < row["fran"])
            if first < SINCE or last > UNTIL or before <= 6:
                continue
            if row["till"] is None:
                cell.lost += 1
            else:
                cell.changes.append(sum(points for day, points in days.items() if row["till"] < day <= last) - before)
    return {"*": cell}


def stays_of(rows):
    """Rows of somatic care, joined: (first day, last day)."""
    out, last = [], None
    for row in sorted((r for r in rows if r["in_dag"] is not None), key=lambda r: (r["in_dag"], r["ut_dag"] or date.max, r["vistelse_id"])):
        end = row["ut_dag"] or date.max
        if row["form"] != "SOMATIK" or end < row["in_dag"]:
            continue
        if last is not None:
            overlap = row["in_dag"] < last["end"]
            close = last["end"] == date.max or row["in_dag"] <= last["end"] + timedelta(1)
            if close and (overlap or last["out"] == "1" or row["in_satt"] == "1"):
                if end >= last["end"]:
                    last["end"], last["out"] = end, row["ut_satt"]
                continue
        last = {"start": row["in_dag"], "end": end, "out": row["ut_satt"]}
        out.append(last)
    return [(s["start"], s["end"]) for s in out]


def cohort(data, year, ident):
    team = ident == "fore_efter_team"
    first_in, days, gap, after = (24, 365, 30, 365) if team else (12, 30, 0, 30)
    cell = Cell()
    ends = {row[0]: (row[1], row[2]) for row in data["personer"]}
    stays = rows_of(data, "vistelser", ("person_id",))
    measured = rows_of(data, "matningar", ("person_id",))
    for (person,), rows in rows_of(data, "perioder", ("person_id",)).items():
        rows = sorted((r for r in rows if not team or r["typ"] == "TEAM"), key=lambda r: (r["fran"], r["insats_id"]))
        for i, row in enumerate(rows):
            day = row["fran"]
            if day.year != year or (i > 0 and rows[i - 1]["fran"] >= months(day, -first_in)) or (not team and row["typ"] != "REHAB"):
                continue
            last = min([day + timedelta(after - 1)] + [d for d in ends[person] if d is not None] + [UNTIL])
            if last < day:
                continue
            if team and (SINCE > day - timedelta(gap + days) or SINCE > months(day, -first_in)):
                continue
            if team:
                events = [s for s, e in stays_of(stays.get((person,), [])) if not s <= day <= e]
            else:
                events = [m["dag"] for m in measured.get((person,), []) if m["dag"] is not None]
            before = sum(day - timedelta(gap + days) <= d <= day - timedelta(gap + 1) for d in events)
            cell.persons.append((sum(day <= d <= last for d in events), (last - day).days + 1, before, days))
    return {"*": cell}


def interval_of(persons):
    a, t, b, s = (sum(p[i] for p in persons) for i in range(4))
    m = len(persons)
    if m < 2 or not a or not b:
        return None
    variance = m / (m - 1) * sum((p[0] / a - p[1] / t - p[2] / b + p[3] / s) ** 2 for p in persons)
    half = statistics.NormalDist().inv_cdf(0.975) * variance ** 0.5
    ratio = a / t / (b / s)
    return ratio * 2.718281828459045 ** -half, ratio * 2.718281828459045 ** half


def wanted(data):
    out = {}
    for year in YEARS:
        for ident in ("forandring_index", "forandring_median", "forbattrade", "summerade", "fore_efter_team", "fore_efter_matning"):
            cells = rounds(data, year, ident) if "forandring" in ident else improved(data, year) if ident == "forbattrade" else \
                summed(data, year) if ident == "summerade" else cohort(data, year, ident)
            for name, cell in cells.items():
                out[ident, str(year), name] = expected(ident, cell)
    return out


def expected(ident, cell):
    if "fore_efter" in ident:
        sums = [sum(p[i] for p in cell.persons) for i in range(4)]
        ratio = sums[0] / sums[1] / (sums[2] / sums[3]) if sums[2] else None
        return {"n": len(cell.persons), "events_after": sums[0], "days_after": sums[1], "events_before": sums[2], "days_before": sums[3],
                "value": ratio, "interval": interval_of(cell.persons) if ident == "fore_efter_team" else None}
    lower, least = ident != "forandring_index", 2 if ident == "forandring_median" else 1e-9
    good = [(-c if lower else c) for c in cell.changes]
    better, worse, n = sum(g >= least for g in good), sum(g <= -least for g in good), len(good)
    value = None if n == 0 else {"forandring_index": sum(cell.changes) / n, "forandring_median": statistics.median(cell.changes), "summerade": statistics.median(cell.changes),
                                 "forbattrade": 100 * better / n}[ident]
    sd = statistics.stdev(cell.changes) if n > 1 else None
    return {"n": n, "better": better, "worse": worse, "same": n - better - worse, "lost": cell.lost, "value": value, "sd": sd}


# ---- the program

def near_enough(a, b):
    return (a is None) == (b is None) and (a is None or abs(a - b) <= 1e-9 * max(1, abs(a)))


def compare(model, *options):
    done = subprocess.run([INDIKATOR, "run", "-q", "-I", CATALOGUE, *options], capture_output=True, text=True)
    if done.returncode != 0:
        faults.append("%s: status %d: %s" % (options, done.returncode, done.stderr[-500:]))
        return 0
    count = 0
    for measure in json.loads(done.stdout)["indicators"]:
        for cell in measure["results"]:
            name = (measure["id"], cell["period"], cell["group"].get("kommun", "*"))
            want, count = model.get(name), count + 1
            if want is None:
                if cell["status"] != "no_data":
                    faults.append("%s: the model has no %s" % (name, cell))
                continue
            for key, value in want.items():
                if key == "interval":
                    limits = cell.get("intervals", [None])[0]
                    got = None if limits is None else (limits["low"], limits["high"])
                    if (got is None) != (value is None) or (got is not None and not all(map(near_enough, got, value))):
                        faults.append("%s interval: the model says %s, the program %s" % (name, value, got))
                elif key == "value" and cell["status"] in ("unreliable", "no_data", "not_applicable"):
                    pass
                elif not near_enough(value, cell.get(key)):
                    faults.append("%s %s: the model says %s, the program %s" % (name, key, value, cell.get(key)))
    return count


def main():
    dice = random.Random(SEED)
    data = make_data(dice)
    model = wanted(data)
    with tempfile.TemporaryDirectory() as name:
        plain, pieces = write(Path(name), TABLES, data), write(Path(name), TABLES, data, dice)
        count = compare(model, "-p", "2022..2024", *plain, "-j", "1") + compare(model, "-p", "2022..2024", *pieces, "-j", "3")
        for year in YEARS:
            count += compare(model, "-p", str(year), *pieces, "-j", "2")
        for ident in sorted({key[0] for key in model}):
            count += compare(model, ident, "-p", "2023", *plain)
    for fault in faults[:20]:
        print("FAULT:", fault)
    print("%d cells, %d faults" % (count, len(faults)))
    sys.exit(1 if faults or count < 50 else 0)


main()
