#!/usr/bin/env python3
"""Definitions of every kind with every policy, made at random, over small random tables.

Each cell must be the same in other periods, areas, grains, splits, alone or together, in any order of rows and any number
of threads; and the row kinds, readmission and followed must say what a model says that was written from the manual alone.

  INDIKATOR=build/release/indikator tests/generated/generated.py [DEFINITIONS [SEED]]

DEFINITIONS of proportion and as many of readmission and of followed, a fifth as many of each of the other kinds; 3000 unless given."""

import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import definitions
import model
import model_followed
import report
import row_model
from tables import D, KOMMUNER, Tables, write_catalogue

PROGRAM = Path(os.environ.get("INDIKATOR") or sys.exit("INDIKATOR is not set: path of the program")).resolve()
LEVERANSER = Path(__file__).resolve().parents[2] / "indicators" / "datasets" / "leveranser.json"
BATCH = 60  # definitions of a batch, which share their tables
PERIODS = {"2023-01..2024-02": (D(2023, 1, 1), D(2024, 2, 29)), "2022-10..2023-12": (D(2022, 10, 1), D(2023, 12, 31)),
           "2023": (D(2023, 1, 1), D(2023, 12, 31)), "2023-06..2024-03": (D(2023, 6, 1), D(2024, 3, 31)),
           "2023-Q2": (D(2023, 4, 1), D(2023, 6, 30)), "2024-01": (D(2024, 1, 1), D(2024, 1, 31))}
AREAS = [["04"], ["0480"], ["18"], ["0481", "04"], ["1880", "03"], ["0330"]]


class Batch:
    def __init__(self, number, seed, counts):
        self.random = random.Random("%s/%s" % (seed, number))
        self.folder = Path(tempfile.mkdtemp(prefix="indikator-generated-"))
        self.name = "seed %s, batch %d" % (seed, number)
        self.catalogue = self.folder / "katalog"
        write_catalogue(self.catalogue, LEVERANSER.read_text(encoding="utf-8"))
        self.tables = Tables(self.random)
        self.data = self.tables.write(self.folder / "data")
        maker = definitions.Maker(self.random)
        self.definitions = {}
        (self.catalogue / "pack").mkdir()
        for kind, count in counts.items():
            for i in range(count):
                made = maker.make(kind, "%s_%d" % (kind, i))
                self.definitions[made.ident] = made
                (self.catalogue / "pack" / (made.ident + ".json")).write_text(json.dumps(made.body), encoding="utf-8")
        self.faults = 0
        self.messages = ""  # of the last run that was not quiet

    def run(self, period, *more, data=None, ids=(), quiet=True):
        arguments = [str(PROGRAM), "run", *(["-q"] if quiet else []), "-I", str(self.catalogue), "-p", period, *ids, *(data or self.data), *more]
        done = subprocess.run(arguments, capture_output=True, timeout=600)
        if done.returncode not in (0, 1):
            self.fault(None, "status %d of %s\n%s" % (done.returncode, " ".join(arguments), done.stderr.decode("utf-8", "replace")[:3000]))
            raise SystemExit(1)
        self.messages = self.messages if quiet else done.stderr.decode("utf-8", "replace")
        return report.read(done.stdout.decode("utf-8"))

    def fault(self, ident, what):
        self.faults += 1
        print("FAULT: %s: %s: %s" % (self.name, ident, what))
        if ident is None or self.faults > 3:
            return
        shown = {key: value for key, value in self.definitions[ident].body.items() if key not in ("title", "x-waive", "version", "format")}
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        for path in sorted((self.folder / "data").glob("*.csv")):
            print("--- %s\n%s" % (path.name, path.read_text(encoding="utf-8")))
        sys.stdout.flush()

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        return self.faults


# ---- cells that must be the same ----

def differ(batch, ident, what, key, first, second):
    batch.fault(ident, "%s: the cell %s is\n  %s\nand\n  %s" % (what, key, first, second))


def compare(batch, what, first, second, wanted=None):
    """All cells of the measures in SECOND are those of FIRST that are WANTED(definition, key): no more, no fewer, none else."""
    compared = 0
    for ident, measure in second.items():
        if measure.state != "computed":
            continue
        cells = {key: text for key, text in first[ident].cells.items() if wanted is None or wanted(batch.definitions[ident], key)}
        compared += len(cells)
        for key in cells.keys() | measure.cells.keys():
            if cells.get(key) != measure.cells.get(key):
                differ(batch, ident, what, key, cells.get(key), measure.cells.get(key))
                break
    return compared


def same_flow(batch, what, first, second):
    for ident, measure in second.items():
        if measure.state == "computed" and measure.flow != first[ident].flow:
            batch.fault(ident, "%s: the flow is\n  %s\nand\n  %s" % (what, first[ident].flow, measure.flow))


def others(batch, base, period):
    """Other periods: the cells of the periods that both runs have."""
    compared = 0
    for other in batch.random.sample([p for p in PERIODS if p != period], 3):
        shown = batch.run(other)
        both = {}
        for ident, d in batch.definitions.items():
            mine = d.body["period"]
            own = {label for label, _, _ in model.periods(*PERIODS[period], mine)}
            both[ident] = own & {label for label, _, _ in model.periods(*PERIODS[other], mine)} - {"all"}
        cut = {}
        for ident, measure in shown.items():
            cut[ident] = report.Measure()
            cut[ident].state = measure.state
            cut[ident].cells = {k: v for k, v in measure.cells.items() if k[0] in both[ident]}
        compared += compare(batch, "-p %s and -p %s" % (period, other), base, cut, lambda d, key: key[0] in both[d.ident])
    return compared


def lies_in(name, value, area):
    """May the value lie in the area?  A kommun that changes its county does in either."""
    return name in ("kommunkod", "lan", "area") and (value == area or (value, area) in [k[:2] for k in KOMMUNER])


def always_in(name, value, area):
    counties = {county for code, county, _, _ in KOMMUNER if code == value}
    return lies_in(name, value, area) and (value == area or len(counties) == 1)


def names_of(key):
    return {name for name, _ in key[1]}


class AddedKeys:
    """All keys that a split without area gets by the area CODE as its key."""

    def __init__(self, d, codes):
        self.of = []
        for split in d.splits:
            if not {"lan", "kommunkod"} & set(split):
                for code in codes:
                    name = next((g for g in d.group_order if g == ("lan" if len(code) == 2 else "kommunkod")), None)
                    self.of.append((sorted(split + [name or ""]), name, code))

    def has(self, key):
        return any(name is not None and sorted(names_of(key)) == names and (name, code) in key[1] for names, name, code in self.of)


def added_keys(d, codes, cells):
    keys = AddedKeys(d, codes)
    return {key for key in cells if keys.has(key)}


def areas(batch, base, period, wide):
    """WIDE: the measures with the total and every group beside what each split has."""
    compared = 0
    for codes in batch.random.sample(AREAS, 2):
        what = "--area " + " --area ".join(codes)
        shown = batch.run(period, *[word for code in codes for word in ("--area", code)])
        same_flow(batch, what, base, shown)
        for ident, measure in shown.items():
            d = batch.definitions[ident]
            tells = any(one in d.body["groups"] for one in ("kommunkod",)) or ("lan" in d.body["groups"] and any(len(c) == 2 for c in codes))
            if base[ident].state != "skipped" and (measure.state == "skipped") == tells:
                batch.fault(ident, "%s: state %s" % (what, measure.state))
            cells = measure.cells
            for key, text in cells.items():
                compared += 1
                if not any(lies_in(name, value, area) for name, value in key[1] for area in codes):
                    differ(batch, ident, what + ": outside the area", key, None, text)
                    break
                split = sorted(names_of(key))
                is_of_split = any(sorted(s) == split for s in d.splits)
                expected = base[ident].cells.get(key) if is_of_split else wide[ident].get(key, text)
                # Without --area a cell is also cut to the counties that deliver.
                if expected is not None and expected != text or expected is None and delivered(batch, d, key):
                    differ(batch, ident, what, key, expected, text)
                    break
            for key in added_keys(d, codes, wide[ident]) - cells.keys() if measure.state == "computed" else ():
                if '"status": "no_data"' in wide[ident][key]:
                    continue
                differ(batch, ident, what + ": the area is no key", key, wide[ident][key], None)
                break
            for key, text in base[ident].cells.items():
                # A county and a kommun outside it have nobody; with --area such a pair is not listed.
                empty_pair = {"lan", "kommunkod"} <= names_of(key) and any(
                    word in text for word in ('"no_data"', '"not_delivered"', '"outside_series"'))
                inside = any(always_in(n, v, a) for n, v in key[1] for a in codes) and not empty_pair
                if measure.state == "computed" and inside and key not in cells:
                    differ(batch, ident, what + ": not shown", key, text, None)
                    break
    return compared


def delivered(batch, d, key):
    """Is the cell in what is delivered, whenever?"""
    counties = {c for name, c, _, _ in batch.tables.deliveries if name == d.body["data"]["dataset"]}
    return all(v is None or {county for code, county, _, _ in KOMMUNER if v in (code, county)} <= counties or v in counties
               for n, v in key[1] if n in ("kommunkod", "lan"))


def in_reach(batch, d, key, start, end):
    """Is each area of the cell, as it is in the period, one whose county delivers?"""
    counties = {c for name, c, _, _ in batch.tables.deliveries if name == d.body["data"]["dataset"]}
    rows = [k for k in KOMMUNER if (k[2] is None or k[2] <= end) and (k[3] is None or k[3] >= start)]
    return all(v is None or v in counties or any(k[0] == v and k[1] in counties for k in rows)
               for n, v in key[1] if n in ("kommunkod", "lan"))


def widened(batch, period):
    """The cells of the same definitions by every split that an added key can make."""
    pack = batch.catalogue / "pack"
    bodies = {}
    for ident, d in batch.definitions.items():
        body = json.loads(json.dumps(d.body))
        body["by"] = d.splits + [s + [g] for s in d.splits for g in ("kommunkod", "lan") if g in body["groups"] and g not in s]
        body["by"] = [list(s) for s in dict.fromkeys(tuple(sorted(s)) for s in body["by"])]
        bodies[ident] = body
        (pack / (ident + ".json")).write_text(json.dumps(body), encoding="utf-8")
    wide = batch.run(period)
    for ident, d in batch.definitions.items():
        (pack / (ident + ".json")).write_text(json.dumps(d.body), encoding="utf-8")
    return {ident: measure.cells for ident, measure in wide.items()}


def alone(batch, base, period, count):
    compared = 0
    for ident in batch.random.sample(sorted(batch.definitions), count):
        shown = batch.run(period, ids=[ident])
        compared += compare(batch, "alone and together", base, shown)
        same_flow(batch, "alone and together", base, shown)
    return compared


def reads_the_same(mine, period, grain):
    """With one grain alone as with all: the flow counts what is read."""
    return not mine.get("each") and model.days_read(*PERIODS[period], mine) == model.days_read(*PERIODS[period], mine, [grain])


def invariance(batch, base, period, samples):
    compared = alone(batch, base, period, samples)
    compared += others(batch, base, period)
    compared += areas(batch, base, period, widened(batch, period))
    grains = [grain for grain in definitions.GRAINS if grain != "all"] + ["broken_year", "pooled_years"]
    for grain in batch.random.sample(grains, 3):
        labels = {i: {label for label, _, _ in model.periods(*PERIODS[period], d.body["period"], [grain])} for i, d in batch.definitions.items()}
        shown = batch.run(period, "--grain", grain)
        compared += compare(batch, "--grain " + grain, base, shown, lambda d, key: key[0] in labels[d.ident])
        same_flow(batch, "--grain " + grain, base, {i: m for i, m in shown.items() if reads_the_same(batch.definitions[i].body["period"], period, grain)})
    for split in batch.random.sample([["x"], ["lan"], ["kommunkod"], ["lan", "x"], []], 2):
        if any(sorted(s) == split for d in batch.definitions.values() for s in d.splits):
            shown = batch.run(period, "--by", ",".join(split) or "total")
            compared += compare(batch, "--by %s" % split, base, shown, lambda d, key: sorted(names_of(key)) == split)
            same_flow(batch, "--by", base, shown)
    again = batch.run(period, "-j", "3", data=batch.tables.write(batch.folder / "shuffled", shuffle=True))
    same_flow(batch, "rows shuffled", base, again)
    return compared + compare(batch, "rows shuffled, files split", base, again)


# ---- the model ----

def near(a, b):
    return a is not None and b is not None and math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def same_cell(mine, cell, intervals):
    """INTERVALS: the model has them."""
    if cell["status"] != mine["status"]:
        return False
    if "look_back" in mine and ("incomplete_look_back" in cell.get("flags", [])) != mine["look_back"]:
        return False
    flags = ("preliminary",) if "look_back" in mine else ("preliminary", "incomplete_look_back")
    if any((flag in cell.get("flags", [])) != mine.get(flag, False) for flag in flags):
        return False
    for name in NUMBERS:
        if name in mine and (cell.get(name) is not None if mine[name] is None else not near(mine[name], cell.get(name))):
            return False
    if ("value" in mine) != (cell["value"] is not None) or ("value" in mine and not near(mine["value"], cell["value"])):
        return False
    for name, (value, interval) in mine.get("also", {}).items():
        also = cell["also"][name]
        if not near(value, also["value"]) or ("low" in also) != (interval is not None):
            return False
        if interval and not (near(interval[0], also["low"]) and near(interval[1], also["high"])):
            return False
    limits = [(i["low"], i["high"]) for i in cell.get("intervals", [])]
    wanted = mine.get("intervals", [])
    return not intervals or len(limits) == len(wanted) and all(near(a, c) and near(b, d) for (a, b), (c, d) in zip(limits, wanted))


NUMBERS = ("numerator", "denominator", "rows", "numerator_rows", "n", "sd", "n_weighted", "n_effective")


def coverage(d, tables, group, start, end):
    """Of the datasets of the measure the one of which least is delivered."""
    found = [model.coverage(d, tables, name, datasets_of(d), group, start, end) for name in datasets_of(d)]
    least = next(one for one in ("none", "some", "all") if one in found)
    return "none" if least == "some" and getattr(d, "numerator", None) else least  # what is above and below is not of the same rows


def datasets_of(d):
    rules = [rule for rules in getattr(d, "relations", {}).values() for rule in rules]
    own = model_followed.datasets(d) if d.kind == "followed" else [d.body["data"]["dataset"]]
    own += [d.numerator["dataset"]] if getattr(d, "numerator", None) else []
    return own + [rule["dataset"] for rule in rules]


def hold_series(batch, d, measure, days):
    """Cells outside the series have no value and say why, others tell of a break."""
    for key, rest in measure.cells.items():
        cell = json.loads("{" + rest + "}")
        outside = cell.get("reason") == "outside_series" and cell["status"] == "not_applicable" and "flags" not in cell
        broken = "series_break" in cell.get("flags", [])
        if outside != model.outside(d, *days[key[0]]) or (
                not outside and cell["status"] != "not_delivered" and broken != model.breaks(d, *days[key[0]])):
            batch.fault(d.ident, "cell %s: its series is %s, the program says\n  %s" % (key, d.body.get("series"), cell))
            return False
    return True


def is_nothing(key, cell, d, start, end):
    """A count of a group in which nothing counted: 0, with the interval of it; nothing of a county and a kommun outside it."""
    group = dict(key[1])
    if None in group.values():
        return False
    if cell["status"] == "no_data":
        return model.in_group(group.get("kommunkod"), "lanskod", start, end) != group.get("lan")
    return same_cell({name: value for name, value in row_model.count_cell(d, []).items()}, {**cell, "flags": []}, True)


def hold(batch, ident, measure, flow, cells):
    wrote = {}
    mine_too = {(label, tuple(sorted(group, key=lambda pair: pair[0]))) for label, group in cells}
    for key, rest in measure.cells.items():
        if '"status": "no_data"' not in rest or key in mine_too or batch.definitions[ident].kind == "count":
            wrote[key] = json.loads("{" + rest + "}")
    d = batch.definitions[ident]
    days = {label: (start, end) for label, start, end in model.periods(*PERIODS[batch.period], d.body["period"])}
    for key in measure.cells:
        if not in_reach(batch, d, key, *days[key[0]]):
            batch.fault(ident, "cell %s: no county of it delivers in the period" % (key,))
            return
    if not hold_series(batch, d, measure, days):
        return
    wrote = {key: cell for key, cell in wrote.items() if not model.outside(d, *days[key[0]])}
    cells = {key: cell for key, cell in cells.items() if not model.outside(d, *days[key[0]])}
    tables = model.Data(batch.tables, *PERIODS[batch.period])
    delivery = {key: coverage(d, tables, [(g, dict(key[1])[g]) for g in d.group_order if g in dict(key[1])], *days[key[0]])
                for key in wrote}
    # Where look-ups that find nothing decide a numerator, the cell is withheld; tests/deliveries has the rule.
    withheld = {key for key, cell in wrote.items() if cell.get("reason") == "unreadable"}
    wrote = {key: cell for key, cell in wrote.items() if key not in withheld}
    for key, cell in wrote.items():
        none = delivery[key] != "all" if d.kind == "count" else delivery[key] == "none"
        if (cell["status"] == "not_delivered") != none or ("partial" in cell.get("flags", [])) != (delivery[key] == "some" and not none):
            batch.fault(ident, "cell %s: of the days %s are delivered, the program says\n  %s" % (key, delivery[key], cell))
            return
    wrote = {key: cell for key, cell in wrote.items() if cell["status"] != "not_delivered"}
    for (label, group), mine in cells.items():
        key = label, tuple(sorted(group, key=lambda pair: pair[0]))
        if key in withheld:
            continue
        cell = wrote.pop(key, None)
        if cell is None and (delivery.get(key) == "none" or d.kind == "count" and delivery.get(key) == "some"):
            continue
        if cell is None and not delivered(batch, batch.definitions[ident], key):
            continue
        if cell is None or not same_cell(mine, cell, d.kind in ("proportion", "readmission", "quantile", "count")):
            batch.fault(ident, "cell %s: the model says\n  %s\nthe program\n  %s" % (key, mine, cell))
            return
    for key, cell in wrote.items():
        if d.kind == "count" and is_nothing(key, cell, d, *days[key[0]]):
            continue
        batch.fault(ident, "cell %s: the model has none, the program\n  %s" % (key, cell))
        return
    steps = [[s["step"], s["n"], s.get("unknown")] for s in measure.flow]
    mine = [[name, n, unknown] for name, (n, unknown) in flow.steps.items()]
    if steps != mine:
        batch.fault(ident, "flow: the model says\n  %s\nthe program\n  %s" % (mine, steps))


MODELLED = ("proportion", "mean", "quantile", "count", "ratio", "readmission", "followed")


def against_model(batch, base, period):
    data = model.Data(batch.tables, *PERIODS[period])
    count = 0
    for ident, d in batch.definitions.items():
        judge = {"readmission": model.readmission, "followed": model_followed.followed}.get(d.kind, row_model.rows_judged)
        if base[ident].state != "computed" or d.kind not in MODELLED:
            continue
        flow, cells, *said = judge(d, data.read_for(d))
        for one in said:
            hold_said(batch, ident, one)
        hold(batch, ident, base[ident], flow, cells)
        count += len(cells)
    return count


def hold_said(batch, ident, said):
    """What is said of rows that contradict each other, and how often."""
    for rule, words in (("torn_item", "times rows give an item two values"), ("shared_item", "rows are chosen for two items")):
        found = re.search(r"%s: (\d+) %s" % (ident, words), batch.messages)
        if (int(found.group(1)) if found else 0) != said[rule]:
            batch.fault(ident, "%s: the model says %d, the program '%s'" % (rule, said[rule], found and found.group(0)))


def repeated(batch, base):
    for ident, measure in base.items():
        if measure.repeated:
            batch.fault(ident, "one cell stands twice, with other figures")


def main():
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    seed = sys.argv[2] if len(sys.argv) > 2 else "1"
    print("%d definitions of proportion, readmission and followed, %d of each other kind, seed %s" % (total, math.ceil(total / 5), seed), flush=True)
    made = faults = modelled = compared = number = 0
    while made < total and faults < 20:
        count = min(BATCH, total - made)
        counts = {kind: count if kind in ("proportion", "readmission", "followed") else math.ceil(count / 5) for kind in definitions.KINDS}
        batch = Batch(number, seed, counts)
        period = batch.random.choice(list(PERIODS)[:4])
        batch.period = period
        base = batch.run(period, quiet=False)
        repeated(batch, base)
        modelled += against_model(batch, base, period)
        compared += invariance(batch, base, period, 4)
        faults += batch.close()
        made += count
        number += 1
    print("%d cells by the model, %d compared with themselves, %d faults" % (modelled, compared, faults))
    sys.exit(1 if faults or not modelled or not compared else 0)


if __name__ == "__main__":
    main()
