#!/usr/bin/env python3
"""Comparisons, signals and funnels of reports over data made at random, worked out again from the cells of the report alone.

    derived.py INDIKATOR RSCRIPT [SEED]

Which cells are compared with which, what is left out and what is said is decided here, written from docs/explanation/comparisons.md;
the numbers are R's (derived.R).  Of each report every comparison, point, signal and limit must be there, with the same numbers and words, and no other."""

import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
INDIKATOR, RSCRIPT = sys.argv[1:3]
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
FORBIDS = {"preliminary", "incomplete_look_back", "partial", "implausible", "data_findings", "series_break", "unweighted"}
SIGNALS = {"chart": "run", "grain": ["month", "quarter"]}
FUNNEL = {"centre": "whole", "overdispersion": "none"}
faults, checked = [], 0


def fault(*what):
    faults.append(" ".join(map(str, what)))


# ---- data ----

def definitions(folder, draw):
    """The catalogue of the golden cases, with what each measure is compared with chosen anew."""
    shutil.copytree(HERE.parent / "golden" / "compare" / "indicators", folder)
    for path in sorted((folder / "prov").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        content["better"] = draw.choice(["higher", "lower", "neither"])
        if content["id"] == "andel_video":
            content["period"]["grain"] = ["month", "quarter", "year", "rolling12"]
            content["compare"]["least_difference"] = draw.choice([0, 3, 12.5])
            content["target"]["value"] = draw.choice([20, 35, 50])
            if content["better"] == "neither":
                content["compare"]["with"].remove("target")
            content["signals"], content["funnel"] = dict(SIGNALS), dict(FUNNEL)
            if draw.random() < 0.5:
                content["signals"] = {"chart": "p", "grain": ["month"], "rules": ["beyond_limits", "long_run", "few_crossings"]}
            if draw.random() < 0.5:
                content["signals"]["baseline"] = {"from": "2021-01-01", "to": "2022-12-31"}
            if draw.random() < 0.4:
                content["series"] = {"breaks": [draw.choice(["2022-07-01", "2023-01-01", "2023-03-15", "2024-12-15"])]}
            content["reliability"]["min_denominator"] = 8
        if content["id"] == "handelser_per_1000":
            content["compare"]["measure"] = draw.choice(["difference", "ratio"])
            content["funnel"] = dict(FUNNEL)
        if content["id"] == "handelser_neutralt":
            content["signals"] = dict(SIGNALS)
            content["signals"]["grain"] = ["year"]
        if content["id"] == "vantan":
            content["series"] = {"breaks": [draw.choice(["2022-01-01", "2023-06-01"])]}
        path.write_text(json.dumps(content), encoding="utf-8")


def data(folder, draw):
    places = ["0480", "0484", "0488", "0489", "1880", "1885"]
    size = {place: draw.choice([1, 3, 8, 20]) for place in places}
    with open(folder / "besok.csv", "w") as out:
        out.write("dag;kommun;kon;video;vantan\n")
        for month in range(48):
            year, number = 2021 + month // 12, month % 12 + 1
            for place in places:
                for sex in "KM":
                    level = 0.3 + 0.2 * (sex == "K" and place == "0480") + 0.25 * (year == 2024 and place != "1880")
                    for _ in range(draw.randint(0, 2 * size[place])):
                        out.write("%d-%02d-%02d;%s;%s;%s;%d\n" % (year, number, draw.randint(1, 28), place, sex, "JN"[draw.random() > level], draw.randint(0, 40)))
    with open(folder / "handelser.csv", "w") as out:
        out.write("dag;kommun\n")
        for year in range(2021, 2025):
            for place in places:
                for _ in range(draw.choice([0, 2, 9, 30, 80])):
                    out.write("%s;%s\n" % (date(year, 1, 1) + timedelta(draw.randint(0, 364)), place))
    with open(folder / "folk.csv", "w") as out:
        out.write("ar;kommun;antal\n")
        for year in range(2021, 2025):
            for place in places:
                out.write("%d;%s;%d\n" % (year, place, draw.randint(500, 20000)))
    with open(folder / "publicerat.csv", "w") as out:
        out.write("lan;period;varde;marginal\n")
        for year in range(2021, 2025):
            for place in ("04", "18"):
                out.write("%s;%d;%d,5;%d\n" % (place, year, draw.randint(20, 60), draw.randint(1, 5)))


# ---- questions for R ----

questions, answers = [], {}


def ask(*words):
    line = " ".join([words[0]] + ["%.15g" % word for word in words[1:]])
    if line not in answers:
        answers[line] = None
        questions.append(line)
    return line


def let_r_answer(folder):
    (folder / "questions").write_text("".join(line + "\n" for line in questions))
    subprocess.run([RSCRIPT, "--vanilla", str(HERE / "derived.R"), str(folder / "questions"), str(folder / "answers")], check=True)
    for line, given in zip(questions, (folder / "answers").read_text().splitlines()):
        answers[line] = [math.nan if word == "NA" else float(word) for word in given.split()]
    questions.clear()


# ---- what a report must say ----

class Measure:
    def __init__(self, node):
        self.node, self.cells = node, node.get("results", [])
        self.days = {(p["period"], p["grain"]): (date.fromisoformat(p["from"]), date.fromisoformat(p["to"])) for p in node.get("periods", [])}
        self.place = {(c["period"], c["grain"], frozenset(c["group"].items())): c for c in self.cells}
        self.breaks = [date.fromisoformat(day) for day in node.get("series", {}).get("breaks", [])]
        self.compare = node.get("compare", {"with": []})
        self.factor = {"percent": 100, "per_1000": 1000}.get(node["unit"], 1)

    def judged(self, cell):
        return cell is not None and cell["status"] == "ok" and not FORBIDS & set(cell.get("flags", []) + self.node.get("flags", []))

    def at(self, period, grain, group):
        return self.place.get((period, grain, frozenset(group.items())))

    def areas(self, cell):
        """The group of the cell that has an area, and the set that it is in."""
        for name, code in cell["group"].items():
            for one in self.node.get("areas", []):
                here = not one.get("periods") or {"period": cell["period"], "grain": cell["grain"]} in one["periods"]
                if one["group"] == name and code in one["codes"] and here:
                    return name, one
        return None, None

    def whole(self, cell):
        name, areas = self.areas(cell)
        if areas is None or areas["count"] < 2:
            return None, None
        group = {k: v for k, v in cell["group"].items() if k != name}
        group[areas["within"]] = areas["whole"]
        return areas, self.at(cell["period"], cell["grain"], group)


def a_year_before(measure, cell):
    first, last = measure.days[cell["period"], cell["grain"]]
    wanted = first.replace(year=first.year - 1), (last + timedelta(1)).replace(year=(last + timedelta(1)).year - 1) - timedelta(1)
    for (label, grain), days in measure.days.items():
        if grain == cell["grain"] and days == wanted and days[1] < first:
            return label
    return None


def limits(cell, level):
    return next(((i["low"], i["high"]) for i in cell.get("intervals", []) if abs(i["level"] - level) < 1e-12), None)


def is_rate(cell):
    return "events" in cell and "rows" not in cell


def side_of_rest(measure, whole, part, level):
    """A question whose answer is value and limits of the rest, and what to multiply them by."""
    if "numerator" in part:
        n, x = whole["denominator"] - part["denominator"], whole["numerator"] - part["numerator"]
        return (ask("share", x / n, n, level), measure.factor) if n > 0 else None
    if is_rate(part):
        d, t = whole["events"] - part["events"], whole["population"] - part["population"]
        return (ask("rate", d, t, level), measure.factor) if t > 0 else None
    n = whole["n"] - part["n"]
    if n < 2:
        return None
    mean = (whole["n"] * whole["value"] - part["n"] * part["value"]) / n

    def squares(cell):
        return (cell["n"] - 1) * (cell["sd"] or 0) ** 2 + cell["n"] * cell["value"] ** 2 if cell["n"] > 0 else 0
    variance = (squares(whole) - squares(part) - n * mean * mean) / (n - 1)
    return (ask("mean", mean, math.sqrt(max(variance, 0)), n, level), 1) if variance > 1e-9 else None


def enough(whole, part):
    """Are at least five expected to be met and five not to be, in the part and in the rest, at the share of the whole?"""
    if "numerator" not in part:
        return True
    share, n = whole["numerator"] / whole["denominator"], min(part["denominator"], whole["denominator"] - part["denominator"])
    return n * share >= 5 and n * (1 - share) >= 5


def wanted_of_cell(measure, report, cell):
    """(with, a function that gives value, low and high when R has answered, the value compared with, ...)"""
    out = []
    ratio = measure.compare.get("measure") == "ratio"

    def add(what, level, other_value, own, other, rates, **more):
        out.append({"with": what, "level": level, "against": other_value, "own": own, "other": other, "rates": rates, **more})

    def with_cell(what, level, other, theirs=None, **more):
        if ratio:
            if is_rate(cell) and is_rate(other) and other["events"] > 0:
                add(what, level, lambda: other["value"], None, None,
                    ask("ratio", cell["events"], cell["population"], other["events"], other["population"], level), **more)
            return
        own, theirs = limits(cell, level), theirs or limits(other, level)
        if own and theirs:
            add(what, level, lambda: other["value"], own, lambda: (other["value"], *theirs), None, **more)

    for what in measure.compare["with"]:
        if not measure.judged(cell):
            continue
        if what in ("year_before", "same_month"):
            if (cell["grain"] == "month") != (what == "same_month"):
                continue
            label = a_year_before(measure, cell)
            other = label and measure.at(label, cell["grain"], cell["group"])
            if other and measure.judged(other):
                first, last = measure.days[label, cell["grain"]][0], measure.days[cell["period"], cell["grain"]][1]
                if not any(first < day <= last for day in measure.breaks):
                    with_cell(what, 0.95, other, period=label)
        elif what == "sex" and cell["group"].get("kon") == "K":
            other = measure.at(cell["period"], cell["grain"], {**cell["group"], "kon": "M"})
            if measure.judged(other):
                with_cell(what, 0.95, other, group={"kon": "M"})
        elif what == "whole":
            areas, whole = measure.whole(cell)
            if not measure.judged(whole):
                continue
            level, group = 1 - 0.05 / areas["count"], {areas["within"]: areas["whole"]}
            if ratio:
                d, t = whole["events"] - cell["events"], whole["population"] - cell["population"]
                if d > 0 and t > 0:
                    add(what, level, lambda d=d, t=t: measure.factor * d / t, None, None, ask("ratio", cell["events"], cell["population"], d, t, level), group=group)
                continue
            rest, own = side_of_rest(measure, whole, cell, level), limits(cell, areas["level"])
            if rest and own and enough(whole, cell):
                def side(rest=rest):
                    return tuple(rest[1] * x for x in answers[rest[0]])
                add(what, level, lambda side=side: side()[0], own, side, None, group=group)
        elif what == "target":
            target, own = measure.node["target"], limits(cell, 0.95)
            if own:
                add(what, 0.95, lambda: target, own, lambda: (target, target, target), None)
        elif what == "published":
            published = report.get(measure.compare["published"])
            other = published and published.at(cell["period"], cell["grain"], cell["group"])
            if published and published.judged(other):
                with_cell(what, 0.95, other, limits(other, 0.95) or (other["value"],) * 2, id=measure.compare["published"])
    return out


def word_of(measure, cell, want, value, low, high):
    better, equal = measure.node["better"], 1 if want["rates"] else 0
    if want["with"] == "target":
        own, target = want["own"], measure.node["target"]
        good, bad = (own[0] >= target, own[1] < target) if better == "higher" else (own[1] <= target, own[0] > target)
        return "reaches" if good else "misses" if bad else "uncertain"
    word = "higher" if low > equal else "lower" if high < equal else "no_significant_difference"
    if want["with"] not in ("year_before", "same_month"):
        return word
    if better not in ("higher", "lower"):
        return None
    if word == "no_significant_difference":
        return word
    if not abs(cell["value"] - want["against"]()) > measure.compare.get("least_difference", 0):
        return None
    return "better" if word == better else "worse"


def near(a, b):
    return abs(a - b) <= 1e-8 * (1 + abs(b))


def check_comparisons(measure, cell, wanted):
    global checked
    got = {one["with"]: one for one in cell.get("comparisons", [])}
    where = (measure.node["id"], cell["period"], cell["group"])
    if sorted(got) != sorted(want["with"] for want in wanted):
        fault(where, "compared with", sorted(got), "not", sorted(want["with"] for want in wanted))
        return
    for want in wanted:
        one = got[want["with"]]
        if want["rates"]:
            value, low, high = answers[want["rates"]]
        else:
            line = want["mover"]
            value, low, high = answers[line]
        word = word_of(measure, cell, want, value, low, high)
        checked += 1
        if not (near(one["value"], value) and near(one["low"], low) and near(one["high"], high) and near(one["level"], want["level"]) and
                near(one["against"], want["against"]())):
            fault(where, want["with"], one, "not", value, low, high, want["against"]())
        if one.get("word") != word or any(one.get(key) != want[key] for key in ("period", "group", "id") if key in want):
            fault(where, want["with"], one, "not", word)
        if one["measure"] != ("ratio" if want["rates"] else "difference"):
            fault(where, one)
        way = measure.node.get("target_way")
        expected = None
        if want["with"] == "target" and way:
            year = measure.days[cell["period"], cell["grain"]][1].year
            if way["baseline"]["year"] <= year <= way["year"]:
                expected = way["baseline"]["value"] + (measure.node["target"] - way["baseline"]["value"]) * (year - way["baseline"]["year"]) / (way["year"] - way["baseline"]["year"])
        if (expected is None) != ("expected" not in one) or (expected is not None and not near(one["expected"], expected)):
            fault(where, "expected", one.get("expected"), expected)


# ---- series ----

def points_of(measure, grain):
    """Cells by group, in the order of time, after the last break."""
    last = max((days[1] for (_, g), days in measure.days.items() if g == grain), default=date.min)
    since = max((day for day in measure.breaks if day <= last), default=date.min)
    out = {}
    for cell in measure.cells:
        if cell["grain"] != grain or not measure.judged(cell) or None in cell["group"].values():
            continue
        if measure.days[cell["period"], grain][0] >= since:
            out.setdefault(json.dumps(cell["group"]), []).append(cell)
    for cells in out.values():
        cells.sort(key=lambda cell: measure.days[cell["period"], grain])
    return out


def share_of(cell):
    return cell["numerator"], cell["denominator"]


def centre_question(measure, cells):
    signals = measure.node["signals"]
    base = signals.get("baseline")
    inside = [c for c in cells if not base or (str(measure.days[c["period"], c["grain"]][0]) >= base["from"] and str(measure.days[c["period"], c["grain"]][1]) <= base["to"])]
    if len(cells) < 12 or len(inside) < 12:
        return None
    if signals["chart"] == "run":
        return ask("median", *(c["value"] for c in inside))
    x, n = sum(c["numerator"] for c in inside), sum(c["denominator"] for c in inside)
    return measure.factor * x / n if 0 < x < n else None


def check_series(measure, folder):
    global checked
    signals = measure.node["signals"]
    series = [(grain, cells, centre_question(measure, cells)) for grain in signals["grain"] for cells in points_of(measure, grain).values()]
    let_r_answer(folder)
    series = [(grain, cells, answers[at][0] if isinstance(at, str) else at) for grain, cells, at in series]
    asked = [ask("runs", at, *(c["value"] for c in cells)) if at is not None else None for _, cells, at in series]
    let_r_answer(folder)
    charts = {(c["grain"], json.dumps(c["group"])): c for c in signals["charts"]}
    too_few = 0
    for (grain, cells, centre), question in zip(series, asked):
        n, longest, most, crossings, least = answers[question] if question else [math.nan] * 5
        if centre is None or (signals["chart"] == "run" and n < 12):
            too_few += 1
            continue
        chart = charts.pop((grain, json.dumps(cells[0]["group"])), None)
        where = (measure.node["id"], grain, cells[0]["group"])
        if chart is None:
            fault(where, "no chart")
            continue
        want = []
        if signals["chart"] == "p":
            p = centre / measure.factor
            for number, cell in enumerate(cells):
                x, size = share_of(cell)
                width = 3 * math.sqrt(p * (1 - p) / size)
                low, high = measure.factor * max(0, p - width), measure.factor * min(1, p + width)
                got = chart["limits"][number]
                if not near(got["low"], low) or not near(got["high"], high):
                    fault(where, "limits", got, low, high)
                if not low <= measure.factor * x / size <= high and "beyond_limits" in signals["rules"]:
                    want.append(("beyond_limits", cell["period"]))
        if n >= 12:
            if longest > most and "long_run" in signals["rules"]:
                want.append(("long_run", None))
            if crossings < least and "few_crossings" in signals["rules"]:
                want.append(("few_crossings", None))
            if [chart["longest_run"], chart["longest_run_limit"], chart["crossings"], chart["crossings_limit"]] != [longest, most, crossings, least]:
                fault(where, chart, longest, most, crossings, least)
        got = [(s["rule"], s["from"] if s["rule"] == "beyond_limits" else None) for s in chart["signals"]]
        if got != want or chart["points"] != [c["period"] for c in cells] or not near(chart["centre"], centre) or chart["useful"] != n:
            fault(where, chart, want, centre, n)
        for one in chart["signals"]:
            if one["rule"] == "long_run":
                part = [c["value"] for c in cells if one["from"] <= c["period"] <= one["to"]]
                side = {v > centre for v in part if v != centre}
                if len(side) != 1 or sum(v != centre for v in part) != longest:
                    fault(where, "the run", one)
        checked += len(cells)
    if charts or too_few != signals["too_few"]:
        fault(measure.node["id"], "charts too many:", list(charts), too_few, signals["too_few"])


# ---- funnels ----

def funnel_questions(measure, cell):
    areas, whole = measure.whole(cell)
    if not measure.judged(cell) or not measure.judged(whole):
        return None
    kind, size = (1, cell["denominator"]) if "numerator" in cell else (2, cell["population"])
    centre = whole["value"] / measure.factor
    if centre <= 0 or (kind == 1 and centre >= 1):
        return None
    return size, [ask("funnel", kind, centre, size, q) for q in (0.025, 0.975, 0.001, 0.999)]


def check_funnel(measure, cell, asked):
    global checked
    got, where = cell.get("funnel"), (measure.node["id"], cell["period"], cell["group"])
    if (got is None) != (asked is None):
        fault(where, "funnel", got, asked)
        return
    if asked is None:
        return
    size, lines = asked
    low, high, outer_low, outer_high = (measure.factor * answers[line][0] for line in lines)
    areas, whole = measure.whole(cell)
    places = []
    for one, a, b, level in zip(got["limits"], (low, outer_low), (high, outer_high), (0.95, 0.998)):
        place = "above" if cell["value"] > b else "below" if cell["value"] < a else "inside"
        places.append(place)
        if not near(one["low"], a) or not near(one["high"], b) or one["place"] != place or one["level"] != level:
            fault(where, one, a, b, place)
    if got["size"] != size or not near(got["centre"], whole["value"]) or got["group"] != {areas["within"]: areas["whole"]}:
        fault(where, got)
    words = [c["word"] for c in cell.get("comparisons", []) if c["with"] == "whole"]
    differs = bool(words) and {"higher": "above", "lower": "below"}.get(words[0], "inside") != places[0]
    if differs != got.get("disagrees", False):
        fault(where, "disagrees", got, words)
    checked += 1


# ---- a report ----

def check_report(path, folder):
    report = {node["id"]: Measure(node) for node in json.loads(path.read_text(encoding="utf-8"))["indicators"]}
    asked = []
    for measure in report.values():
        for cell in measure.cells:
            funnel = funnel_questions(measure, cell) if "funnel" in measure.node else None
            asked.append((measure, cell, wanted_of_cell(measure, report, cell), funnel))
    let_r_answer(folder)
    for measure, cell, wanted, _ in asked:
        for want in wanted:
            if not want["rates"]:
                other = want["other"]()
                want["mover"] = ask("mover", cell["value"], *want["own"], *other)
    let_r_answer(folder)
    for measure, cell, wanted, funnel in asked:
        check_comparisons(measure, cell, wanted)
        check_funnel(measure, cell, funnel)
    for measure in report.values():
        for made in measure.compare.get("made", []):
            levels = [c["level"] for cell in measure.cells for c in cell.get("comparisons", []) if c["with"] == made["with"]]
            if made["count"] != len(levels) or not near(made.get("by_chance", 0), sum(1 - level for level in levels)):
                fault(measure.node["id"], made, len(levels))
        if "signals" in measure.node:
            check_series(measure, folder)


for seed in range(SEED, SEED + 4):
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        definitions(folder / "indicators", draw)
        data(folder, draw)
        done = subprocess.run([INDIKATOR, "run", "-q", "-I", str(folder / "indicators"), "-D", str(folder), "-p", "2021..2024", "--compare", "year_before,whole",
                               "-o", str(folder / "report.json")], capture_output=True, text=True)
        if done.returncode > 1:
            sys.exit(done.stderr)
        check_report(folder / "report.json", folder)

for line in faults[:20]:
    print("FAULT: " + line)
print("derived: %d values agree, %d do not" % (checked, len(faults)))
sys.exit(1 if faults else 0)
