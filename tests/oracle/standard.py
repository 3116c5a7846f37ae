#!/usr/bin/env python3
"""Standardised rates, and counts, sums and rates of persons who have several events, on generated data, in plain Python.

    standard.py INDIKATOR [SEED [ROWS]]

Written from the formulas in the documentation alone. The data have unknown days, ages, sexes, persons, areas and numbers, persons
in several classes, areas and sexes, classes without anybody, classes finer than those of the table, one that lies across its
limits, an area without population. The definitions of tests/kinds/standard are run by one thread and by many, in pieces and in
another order; each cell of each run is held against what is worked out here."""

import csv
import json
import math
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from deliver import write

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE.parent / "kinds" / "standard"
INDIKATOR = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
ROWS = int(sys.argv[3]) if len(sys.argv) > 3 else 1500
TABLES = {"handelser": ["handelse_id", "person_id", "kommun", "kon", "dag", "alder", "dagar"],
          "folk": ["ar", "kommun", "kon", "fran", "till", "antal", "medel"],
          "boende": ["boende_id", "kommun", "kon", "fodd", "inflytt", "utflytt"]}
AREAS = ["0480", "0484", "0488", "1880"]  # 0488 has no population
YEARS = [2021, 2022, 2023, 2024]
OPEN = 10 ** 6
faults, cells_seen = [], 0


# ---- distributions ----

def normal_quantile(p):
    low, high = -20.0, 20.0
    for _ in range(200):
        mid = (low + high) / 2
        low, high = (mid, high) if 0.5 * math.erfc(-mid / math.sqrt(2)) < p else (low, mid)
    return (low + high) / 2


def poisson_at_most(k, mean):
    return math.exp(-mean) * math.fsum(mean ** i / math.factorial(i) for i in range(k + 1))


def solve(f):
    low, high = 0.0, 100.0
    for _ in range(200):
        mid = (low + high) / 2
        low, high = (mid, high) if f(mid) else (low, mid)
    return (low + high) / 2


def events_limits(d, level):
    """Exact below 10 events, Byar's approximation from 10."""
    z, half = normal_quantile((1 + level) / 2), (1 - level) / 2
    if d < 10:
        low = 0.0 if d == 0 else solve(lambda m: 1 - poisson_at_most(d - 1, m) < half)
        return low, solve(lambda m: poisson_at_most(d, m) > half)
    low = d * (1 - 1 / (9 * d) - z / (3 * math.sqrt(d))) ** 3
    return low, (d + 1) * (1 - 1 / (9 * (d + 1)) + z / (3 * math.sqrt(d + 1))) ** 3


def dobson(value, variance, d, level):
    if d == 0 or variance <= 0:
        return None
    low, high = events_limits(d, level)
    return max(0, value + math.sqrt(variance / d) * (low - d)), value + math.sqrt(variance / d) * (high - d)


def interval(method, value, variance, d, level, factor):
    if method == "poisson":
        limits = events_limits(round(value), level)
    elif method == "dobson":
        limits = dobson(value, variance, d, level)
    elif variance > 0:
        z = normal_quantile((1 + level) / 2)
        limits = value - z * math.sqrt(variance), value + z * math.sqrt(variance)
    else:
        limits = None
    return limits and (factor * limits[0], factor * limits[1])


# ---- data ----

def make_folk(dice):
    rows = []
    for year in YEARS:
        for area in ("0480", "0484", "1880"):
            for sex in "KM":
                step = 1 if area == "0484" else 5
                classes = [(a, a + step - 1) for a in range(0, 85, step)] + [(85, None)]
                if (year, area, sex) == (2022, "1880", "K"):  # across the limit at 20
                    classes[3:5] = [(15, 24)]
                mean = dice.random() < 0.5
                for low, high in classes:
                    n = dice.choice([0, 1, 2, 5, 9]) if low >= 80 and area == "1880" else dice.randrange(5, 60)
                    if area == "0480" and 80 <= low and year == 2023:
                        n = 0  # a class of the table without anybody
                    rows.append([year, area, sex, low, high, n, n + dice.choice([0, 0.5, 1, 2.25]) if mean else None])
    return rows


def make_events(dice, rows):
    out = []
    persons = ["P%d" % i for i in range(max(2, rows // 4))]
    for i in range(rows):
        day = date(2020, 10, 1) + timedelta(days=dice.randrange(1700))
        edge = dice.random()
        if edge < 0.05:
            day = date(dice.choice(YEARS), *dice.choice([(1, 1), (12, 31)]))
        age = dice.choice([None, 0, 19, 20, 39, 40, 64, 65, 79, 80, 104, -1, 70, 85] + [dice.randrange(0, 100) for _ in range(14)])
        out.append(["H%d" % i, None if dice.random() < 0.05 else dice.choice(persons),
                    dice.choice(AREAS + ["0480"] * 3 + ["1880"] * 2 + [None, "9999"]), dice.choice("KKKMMM") if dice.random() < 0.95 else None,
                    None if dice.random() < 0.02 else day.isoformat(), age,
                    dice.choice([None, 0, 1, 2, 10, 30, 400])])
    return out


def make_residents(dice, rows):
    out = []
    for i in range(rows):
        born = None if dice.random() < 0.02 else date(1920, 1, 1) + timedelta(days=dice.randrange(38000))
        start = date(2018, 1, 1) + timedelta(days=dice.randrange(2400))
        end = None if dice.random() < 0.5 else start + timedelta(days=dice.randrange(1500))
        out.append(["B%d" % i, dice.choice(["0480", "0480", "1880", None]), dice.choice("KKM") if dice.random() < 0.97 else None,
                    born and born.isoformat(), start.isoformat(), end and end.isoformat()])
    return out


# ---- the model ----

def age_at(born, day):
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class Table:
    """Classes of the table in the ages of the measure; shares of a standard sum to 1 there."""
    def __init__(self, name, band):
        with open(CATALOGUE / "codelists" / (name + ".csv"), encoding="utf-8") as file:
            rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";"))
        self.classes = []
        for row in rows:
            low, high = int(row["fran"]), int(row["till"]) if row["till"] else OPEN
            if high < band[0] or low > band[1]:
                continue
            weight = float(row["vikt"]) if "vikt" in row else float(row["tal"]) / float(row["per"])
            self.classes.append((low, high, weight))
        total = math.fsum(c[2] for c in self.classes)
        self.shares = [c[2] / total for c in self.classes]
        self.rates = [c[2] for c in self.classes]

    def of(self, age):
        return next(i for i, c in enumerate(self.classes) if c[0] <= age <= c[1])


def groups_of(area, sex):
    """Splits that a row is in."""
    return [(), (area,)] + ([(area, sex)] if sex is not None else [])


class Population:
    """By period and split: the number, that of each class, and whether it can be told."""
    def __init__(self):
        self.n, self.by_class, self.bad = defaultdict(float), defaultdict(lambda: defaultdict(float)), set()


def by_year(definition, data, periods, table):
    pop, p = Population(), definition["population"]
    band = (p.get("age", {}).get("from", 0), p.get("age", {}).get("to", OPEN))
    at, means, bad = defaultdict(lambda: defaultdict(float)), defaultdict(lambda: defaultdict(float)), set()
    no_mean = set()
    for year, area, sex, low, high, n, mean in data["folk"]:
        top = OPEN if high is None else high
        if p.get("age") and (top < band[0] or low > band[1]):
            continue
        key = (year, area, sex)
        if table is not None and not any(c[0] <= low and top <= c[1] for c in table.classes):
            bad.add(key)
            continue
        number = table.of(low) if table is not None else 0
        at[key][number] += n
        if mean is None:
            no_mean.add(key)
        else:
            means[key][number] += mean
    for first, last in periods:
        for key in {(area, sex) for _, area, sex in list(at) + list(bad)}:
            for year in range(first, last + 1):
                keys = [(year, *key)] if p["date"] == "31dec" else [(year, *key), (year - 1, *key)]
                whole = p["date"] == "mean" and keys[0] in at and keys[0] not in no_mean
                parts = [(means[keys[0]], 1.0)] if whole else [(at.get(k, {}), 1 / len(keys)) for k in keys]
                used = keys[:1] if whole else keys
                wrong = "population_classes" if any(k in bad for k in used) else "no_population" if any(k not in at for k in used) else None
                for split in groups_of(*key):
                    cell = ((first, last), split)
                    if wrong:
                        pop.bad.add((cell, wrong))
                    for numbers, part in parts:
                        for number, n in numbers.items():
                            pop.n[cell] += n * part
                            pop.by_class[cell][number] += n * part
    return pop


def by_stock(definition, data, periods, table):
    pop = Population()
    low = definition["population"]["age"].get("from", 0)
    for _, area, sex, born, start, end in data["boende"]:
        for first, last in periods:
            day = date(last, 12, 31)
            if born is None or area is None or date.fromisoformat(start) > day or (end and date.fromisoformat(end) < day):
                continue
            age = age_at(date.fromisoformat(born), day)
            if age < low:
                continue
            for split in groups_of(area, sex):
                cell = ((first, last), split)
                pop.n[cell] += 1
                pop.by_class[cell][table.of(age)] += 1
    return pop


def counted(definition, data, periods):
    """By period and split: (person, age, number) of what counts."""
    rate, distinct = definition["kind"] == "rate", "distinct" in definition.get("count", {})
    age = definition.get("population", {}).get("age", {})
    sums = definition.get("sum") or definition.get("count", {}).get("sum")
    out = defaultdict(list)
    for first, last in periods:
        spans = [(y, y) for y in range(first, last + 1)] if distinct else [(first, last)]
        for span in spans:
            taken, nobody = {}, 0
            for row in data["handelser"]:
                ident, person, area, sex, day, years, days = row
                if day is None or not span[0] <= date.fromisoformat(day).year <= span[1] or (sums and days is None):
                    continue
                if distinct:
                    if person is not None and (person not in taken or (day, ident) < taken[person][:2]):
                        taken[person] = (day, ident, row)
                    continue
                nobody += 1
                taken[nobody] = (day, ident, row)
            for _, ident, (_, person, area, sex, _, years, days) in taken.values():
                if age and (years is None or not age.get("from", 0) <= years <= age.get("to", OPEN)):
                    continue
                if area not in AREAS and rate:
                    continue
                for split in groups_of(area if area in AREAS else None, sex):
                    out[(first, last), split].append((person, years, days if sums else 1))
    return out


def spread(rows, weights, cluster):
    """Variance, and how many it rests on."""
    if not cluster:
        return math.fsum(weights(a) ** 2 * k for _, a, k in rows), len(rows)
    sums, alone = defaultdict(float), []
    for person, a, k in rows:
        if person is None:
            alone.append((weights(a) * k) ** 2)
        else:
            sums[person] += weights(a) * k
    return math.fsum(list(x * x for x in sums.values()) + alone), len(sums) + len(alone)


def expect(definition, rows, pop, cell, table):
    """(status, reason, value, [limits], {name: number}, {also: (value, limits)})"""
    factor = {"per_1000": 1000, "percent": 100}.get(definition["unit"], 1)
    given = definition["interval"]
    levels, cluster = given["level"], "cluster" in given
    x = sum(k for _, _, k in rows)
    if definition["kind"] == "count":
        variance, d = spread(rows, lambda a: 1, cluster)
        return "ok", None, x, [interval(given["method"], x, variance, d, level, 1) for level in levels], {"n": len(rows)}, {}
    numbers = {"events": x}
    reasons = {reason for at, reason in pop.bad if at == cell}
    n = pop.n.get(cell, 0)
    if reasons or n <= 0:
        return "not_applicable", "population_classes" if "population_classes" in reasons else "no_population", None, [], {}, {}
    numbers["population"] = n
    plain, d = spread(rows, lambda a: 1, cluster)
    method = definition.get("standardise", {}).get("method")
    if method is None:
        return "ok", None, factor * x / n, [interval(given["method"], x, plain, d, level, factor / n) for level in levels], numbers, {}
    classes = pop.by_class[cell]
    if method == "indirect":
        expected = math.fsum(classes.get(i, 0) * r for i, r in enumerate(table.rates))
        numbers["expected"] = expected
        if x < 10:
            return "unreliable", "few_events", None, [], numbers, {}
        return "ok", None, factor * x / expected, [interval(given["method"], x, plain, d, level, factor / expected) for level in levels], numbers, {}
    if any(share > 0 and classes.get(i, 0) <= 0 for i, share in enumerate(table.shares)):
        return "not_applicable", "no_population", None, [], numbers, {}
    if x < 10:
        return "unreliable", "few_events", None, [], numbers, {}
    def weights(a):
        return table.shares[table.of(a)] / classes[table.of(a)]
    value = math.fsum(weights(a) * k for _, a, k in rows)
    variance, d2 = spread(rows, weights, cluster)
    also = {"crude": (factor * x / n, interval(given["method"], x, plain, d, levels[0], factor / n))}
    return "ok", None, factor * value, [interval(given["method"], value, variance, d2, level, factor) for level in levels], numbers, also


# ---- comparison ----

def alike(a, b):
    return (a is None) == (b is None) and (a is None or abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-12))


def hold(name, what, got, want):
    if not alike(got, want):
        faults.append("%s: %s is %s, expected %s" % (name, what, got, want))


def compare(name, cell, want):
    status, reason, value, limits, numbers, also = want
    if cell["status"] != status or cell.get("reason") != reason:
        faults.append("%s: %s %s, expected %s %s" % (name, cell["status"], cell.get("reason"), status, reason))
        return
    hold(name, "value", cell["value"], value)
    for key, number in numbers.items():
        hold(name, key, cell.get(key), number)
    got = cell.get("intervals", [])
    want_limits = [l for l in limits if l]
    if len(got) != len(want_limits):
        faults.append("%s: %d intervals, expected %d" % (name, len(got), len(want_limits)))
        return
    for one, (low, high) in zip(got, want_limits):
        hold(name, "low", one["low"], low)
        hold(name, "high", one["high"], high)
    for key, (number, bounds) in also.items():
        given = cell.get("also", {}).get(key, {})
        hold(name, key, given.get("value"), number)
        hold(name, key + " low", given.get("low"), bounds and bounds[0])
        hold(name, key + " high", given.get("high"), bounds and bounds[1])


def check_report(report, data, definitions, run):
    global cells_seen
    for indicator in report["indicators"]:
        definition = definitions[indicator["id"]]
        years = definition["period"].get("years", 1)
        periods = [(y, y) for y in YEARS] + ([(y - years + 1, y) for y in YEARS] if years > 1 else [])
        age = definition.get("population", {}).get("age", {})
        std = definition.get("standardise")
        table = Table(std.get("standard") or std.get("reference"), (age.get("from", 0), age.get("to", OPEN))) if std else None
        rows = counted(definition, data, periods)
        pop = None
        if definition["kind"] == "rate":
            pop = (by_stock if definition["population"]["dataset"] == "boende" else by_year)(definition, data, periods, table)
            with_population = {area for (_, split) in list(pop.n) + [c for c, _ in pop.bad] for area in split[:1]}
            in_period = {(period, split[0]) for (period, split) in list(pop.n) + [c for c, _ in pop.bad] if split}
            rows = counted_inside(definition, data, periods, in_period)
        for cell in indicator["results"]:
            if cell["grain"] == "quarter" or "kommun" in cell["group"] and cell["group"]["kommun"] is None:
                continue
            if "kon" in cell["group"] and cell["group"]["kon"] is None:
                continue
            label = cell["period"]
            period = (int(label[:4]), int(label[-7:-3] if ".." in label else label[:4]))
            split = tuple(cell["group"][g] for g in ("kommun", "kon") if g in cell["group"])
            cells_seen += 1
            compare("%s %s %s %s" % (run, indicator["id"], label, cell["group"]), cell,
                    expect(definition, rows.get((period, split), []), pop, (period, split), table))


def counted_inside(definition, data, periods, in_period):
    """Events in areas that have a population in the period."""
    out = defaultdict(list)
    for (period, split), rows in counted(definition, data, periods).items():
        if split and (period, split[0]) not in in_period:
            continue
        out[period, split] = rows
    for period in {p for p, _ in out}:
        out[period, ()] = [row for (p, split), rows in out.items() if p == period and len(split) == 1 for row in rows]
    return out


def main():
    dice = random.Random(SEED)
    data = {"handelser": make_events(dice, ROWS), "folk": make_folk(dice), "boende": make_residents(dice, ROWS)}
    definitions = {path.stem: json.loads(path.read_text(encoding="utf-8"))
                   for path in (CATALOGUE / "prov").glob("*.json") if ".test" not in path.name}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = None
        for run, (options, shuffled) in {"one thread": (["-j", "1"], None), "shuffled, in pieces": (["-j", "4"], dice)}.items():
            files = write(folder, TABLES, data, shuffled)
            done = subprocess.run([INDIKATOR, "run", "-q", "-I", CATALOGUE, *files, "-p", "2021..2024", *options],
                                  capture_output=True, check=False)
            if done.returncode not in (0, 1):
                sys.exit(done.stderr.decode())
            report = json.loads(done.stdout)
            check_report(report, data, definitions, run)
            results = [i["results"] for i in report["indicators"]]
            if first is not None and first != results:
                faults.append("%s: other results" % run)
            first = results
    for fault in faults[:20]:
        print("FAULT:", fault)
    print("standard: %d values agree" % cells_seen if not faults else "%d faults" % len(faults))
    sys.exit(1 if faults or cells_seen < 300 else 0)


main()
