#!/usr/bin/env python3
"""Published values, and means weighted by staff with their levels, on generated data, against a reading in Python.

    publicerat.py INDIKATOR [SEED [ROWS]]

Nothing here is the program's: cells are found row by row, means are fractions. The data have gaps, rows told twice alike and in two ways, values
with marks, marks that nobody knows, limits that cannot be, months beside years, areas that no list has; colours without a number, with 0, with
the same number on both sides of a limit, negative numbers. Each is run by one thread and by several, whole and in pieces, in another order."""

import json
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
INDIKATOR = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
ROWS = int(sys.argv[3]) if len(sys.argv) > 3 else 1500
faults = []
said = {}  # by measure and what was found in how many rows: in which runs


def kommuner():
    lines = [line for line in (ROOT / "indicators/codelists/kommuner.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names = lines[0].split(";")
    rows = [dict(zip(names, line.split(";"))) for line in lines[1:]]
    return {row["kommunkod"]: row["lanskod"] for row in rows if not row["giltig_till"] and not row["giltig_fran"]}


LAN = kommuner()
WIDE = [code for code in LAN if LAN[code] in ("04", "18", "05", "12", "14")]
KOMMUNER = [code for code in LAN if LAN[code] in ("04", "18")][:14] + ["0180"]


def write(path, names, rows):
    path.write_text("\n".join(";".join(names) for names in [names] + rows) + "\n", encoding="utf-8")


def run(folder, files, dataset, ids, more=()):
    command = [INDIKATOR, "run", *ids, "-I", str(ROOT / "indicators"), "-I", str(ROOT / "tests/kinds/levels"), "-p", "2023..2024", *more]
    for file in files:
        command += ["-D", "%s=%s" % (dataset, file)]
    done = subprocess.run(command, capture_output=True, cwd=folder, check=False)
    if done.returncode != 0:
        sys.exit("run ended with %d: %s" % (done.returncode, done.stderr.decode()))
    found = re.findall(r"warning\[(\w+)\]: %s: in (\d+) rows? " % ids[0], done.stderr.decode())
    said.setdefault((ids[0], tuple(sorted(found))), []).append(" ".join(files) + " " + " ".join(more))
    cells = {}
    for measure in json.loads(done.stdout)["indicators"]:
        for cell in measure["results"]:
            key = (measure["id"], cell["period"], tuple(sorted((name, value) for name, value in cell["group"].items())))
            cells[key] = cell
    return cells


def close(a, b):
    return (a is None) == (b is None) and (a is None or abs(a - b) <= 1e-9 * max(1, abs(a)))


def hold(what, key, mine, cell):
    """MINE: what must stand in the cell, every member of it; others that it may have are 'flags', 'n' and the like."""
    for name in ("status", "reason", "level"):
        if mine.get(name) != cell.get(name):
            faults.append("%s %s: %s is %s, wanted %s" % (what, key, name, cell.get(name), mine.get(name)))
    if not close(mine.get("value"), cell["value"]):
        faults.append("%s %s: value %s, wanted %s" % (what, key, cell["value"], mine.get("value")))
    interval = (cell.get("intervals") or [{}])[0]
    for side in ("low", "high"):
        if not close(mine.get(side), interval.get(side)):
            faults.append("%s %s: %s %s, wanted %s" % (what, key, side, interval.get(side), mine.get(side)))
    also = {name: value["value"] for name, value in cell.get("also", {}).items()}
    wanted = mine.get("also", {})
    if set(also) != set(wanted) or any(not close(wanted[name], also[name]) for name in also):
        faults.append("%s %s: also %s, wanted %s" % (what, key, also, wanted))
    for name, value in mine.get("numbers", {}).items():
        if not close(value, cell.get(name)):
            faults.append("%s %s: %s %s, wanted %s" % (what, key, name, cell.get(name), value))
    for flag in ("unweighted", "mixed"):
        if (flag in mine.get("flags", ())) != (flag in cell.get("flags", ())):
            faults.append("%s %s: flag %s" % (what, key, flag))


# ---- published values


def published_rows(dice):
    rows = []
    for _ in range(ROWS):
        kind = dice.choice(["K"] * 60 + ["L", "L", "ENHET"]) if dice.random() > 0.002 else "RIKET"
        code = {"K": dice.choice(WIDE + ["9999"]), "L": dice.choice(["04", "18", "05", "12", "14", "19", "99"]), "RIKET": "00", "ENHET": "V001"}[kind]
        value, mark, margin = "%d" % dice.randrange(1000, 4000), "", dice.choice(["", "0", "12.5", "200"])
        draw = dice.random()
        if draw < 0.1:
            value, mark, margin = "", dice.choice(["SEKRETESS", "BORTFALL", "EJ_RELEVANT", "HEMLIGT"]), ""
        elif draw < 0.13:
            mark = "SEKRETESS"
        elif draw < 0.15:
            value, margin = "", ""
        elif draw < 0.17:
            margin = "-1"
        rows.append([dice.choice(["U20462"] * 9 + ["N70808"]), code, kind, dice.choice(["2023", "2024", "2024-01", "24", "2022"]), dice.choice("TTKM"), value, mark,
                     dice.choice(["", "10"]), dice.choice(["", "400"]), margin, "Kolada"])
    return rows + [list(row) for row in dice.sample(rows, ROWS // 20)]


def by_cell(rows):
    cells = {}
    for measure, code, kind, period, sex, *rest in rows:
        if measure != "U20462" or kind == "ENHET" or period not in ("2023", "2024"):
            continue
        if (kind == "K" and code not in LAN) or (kind == "L" and code not in set(LAN.values())):
            continue
        group = {"K": (("kommunkod", code),), "L": (("lan", code),), "RIKET": ()}[kind] + ((("kon", sex),) if sex != "T" else ())
        cells.setdefault((period, tuple(sorted(group))), set()).add(tuple(rest))
    return cells


def published_cell(rows):
    if len(rows) > 1:
        # alike in all but the source? then they are one
        says = set()
        for value, mark, above, below, margin, _ in rows:
            says.add((value, mark, above, below, margin))
        if len(says) > 1:
            return {"status": "not_delivered", "reason": judge_many(says)}
    value, mark, above, below, margin, _ = next(iter(rows))
    reason = judge_one(value, mark, margin)
    if reason in ("contradictory", "unreadable"):
        return {"status": "not_delivered", "reason": reason}
    if reason is not None:
        return {"status": reason}
    x = float(value)
    cell = {"status": "ok", "value": x, "numbers": {"numerator": float(above) if above else None, "denominator": float(below) if below else None}}
    if margin:
        cell.update(low=x - float(margin), high=x + float(margin))
    return cell


def judge_one(value, mark, margin):
    if mark and value:
        return "contradictory"
    if mark:
        return {"SEKRETESS": "suppressed", "BORTFALL": "not_delivered", "EJ_RELEVANT": "not_applicable"}.get(mark, "unreadable")
    if not value:
        return "unreadable"
    return "contradictory" if margin and float(margin) < 0 else None


def judge_many(says):
    """Rows that say different things contradict each other; those that all say nothing say the same, whatever their marks."""
    judged = {judge_one(value, mark, margin) for value, mark, _, _, margin in says}
    numbers = {(value, above, below, margin) for value, _, above, below, margin in says}
    return "unreadable" if judged == {"unreadable"} and len(numbers) == 1 else "contradictory"


def published_wanted(rows):
    cells = {key: published_cell(of) for key, of in by_cell(rows).items()}
    for key, cell in cells.items():
        if cell["status"] != "ok":
            continue
        period, group = key
        named = dict(group)
        sex = {name: value for name, value in named.items() if name == "kon"}
        county = LAN.get(named.get("kommunkod")) or named.get("lan")
        of = [Fraction(other["value"]) for (when, what), other in cells.items() if other["status"] == "ok" and when == period and "kommunkod" in dict(what)
              and dict(what).get("kon") == sex.get("kon") and (county is None or LAN[dict(what)["kommunkod"]] == county)]
        also = {"mean": float(sum(of) / len(of)), "mean_n": len(of)} if of else {}
        whole = cells.get((period, tuple(sorted(sex.items()))))
        if county is not None and whole is not None and whole["status"] == "ok":
            also["whole"] = whole["value"]
        cell["also"] = also
    return cells


def try_published(folder, dice):
    names = ["matt_id", "omrade_kod", "omradestyp", "period", "kon", "varde", "status", "taljare", "namnare", "osakerhetstal", "kalla"]
    rows = published_rows(dice)
    wanted = published_wanted(rows)
    write(folder / "alla.csv", names, rows)
    mixed = rows[:]
    dice.shuffle(mixed)
    write(folder / "ena.csv", names, mixed[: len(mixed) // 2])
    write(folder / "andra.csv", names, mixed[len(mixed) // 2 :])
    ways = [("whole", ["alla.csv"], ["-j", "1"]), ("threads", ["alla.csv"], ["-j", "4"]), ("pieces", ["andra.csv", "ena.csv"], ["-j", "2"]),
            ("area", ["alla.csv"], ["--area", "04"])]
    count = shown = 0
    for what, files, more in ways:
        for (_, period, group), cell in run(folder, files, "aggregat", ["nat_fallskador_65plus"], more).items():
            if what == "area" and not any(name in ("lan", "kommunkod") for name, _ in group):
                continue
            hold(what, (period, group), wanted.get((period, group), {"status": "no_data"}), cell)
            count += 1
            shown += cell["status"] == "ok"
    return count, shown


# ---- means by staff

COLOURS = {"BLA": 0, "GRON": 1, "GUL": 2, "ROD": 3}


def ratings(dice):
    rows = []
    for i in range(ROWS):
        even = dice.random() < 0.5
        number = str(dice.choice([0, 5, 10]) if even else dice.randrange(60)) if dice.random() > 0.1 else ""
        if dice.random() < 0.003:
            number = "-2"
        rows.append(["s%05d" % i, dice.choice(["KOMPETENS"] * 9 + ["LIKA"]), dice.choice(["2023", "2024", "2024H"]), dice.choice(KOMMUNER + ["18"]),
                     dice.choice(["AO", "FUNK", "HSL", "", "ALLA"]), "d%d" % i, dice.choice(["Undersköterska", "Sjuksköterska", "Dietist", "Totalt V&O"]),
                     dice.choice(list(COLOURS) + ["-"]), number, "2024-03-01"])
    for n, colours in enumerate([("BLA", "GRON"), ("GRON", "GUL"), ("GUL", "ROD"), ("BLA", "ROD")]):  # the very halves, with large numbers
        for k, colour in enumerate(colours):
            rows.append(["h%d%d" % (n, k), "KOMPETENS", "2024", KOMMUNER[n], "AO", "h%d" % k, "Halva", colour, "123456789", "2024-03-01"])
    for n, less in enumerate((1, -1)):  # one employee off the half
        rows.append(["o%d0" % n, "KOMPETENS", "2024", KOMMUNER[n], "AO", "o0", "Nästan", "GUL", "1000000007", "2024-03-01"])
        rows.append(["o%d1" % n, "KOMPETENS", "2024", KOMMUNER[n], "AO", "o1", "Nästan", "ROD", str(1000000007 + less), "2024-03-01"])
    return rows


def colour_of(value):
    for name, limit in (("ROD", Fraction(5, 2)), ("GUL", Fraction(3, 2)), ("GRON", Fraction(1, 2))):
        if value >= limit:
            return name
    return "BLA"


def ratings_wanted(rows):
    cells = {}
    for _, system, round_, giver, area, _, what, colour, number, _ in rows:
        if system != "KOMPETENS" or giver not in LAN or what.startswith("Totalt") or area == "ALLA" or colour == "-":
            continue
        for group in ((("kommunkod", giver), ("yrke", what)), (("lan", LAN[giver]), ("yrke", what))):
            cells.setdefault((round_[:4], group), []).append((COLOURS[colour], int(number) if number else 0))
    wanted = {}
    for key, of in cells.items():
        if any(number < 0 for _, number in of):
            wanted[key] = {"status": "not_delivered", "reason": "contradictory"}
            continue
        weight = sum(number for _, number in of)
        value = Fraction(sum(x * number for x, number in of), weight) if weight else Fraction(sum(x for x, _ in of), len(of))
        least, greatest = min(x for x, _ in of), max(x for x, _ in of)
        flags = (["unweighted"] if not weight else []) + (["mixed"] if (least, greatest) == (0, 3) else [])
        wanted[key] = {"status": "ok", "value": float(value), "level": colour_of(value), "also": {"min": least, "max": greatest}, "flags": flags,
                       "numbers": {"n": len(of), "n_weighted": weight}}
    return wanted


def try_ratings(folder, dice):
    names = ["skattning_id", "system", "omgang", "lamnare", "omrade", "delomrade", "objekt_id", "status", "antal_anstallda", "skattning_datum"]
    rows = ratings(dice)
    wanted = ratings_wanted(rows)
    write(folder / "s.csv", names, rows)
    dice.shuffle(rows)
    write(folder / "s1.csv", names, rows[: len(rows) // 3])
    write(folder / "s2.csv", names, rows[len(rows) // 3 :])
    count = shown = 0
    for what, files, more in (("whole", ["s.csv"], ["-j", "1"]), ("threads", ["s.csv"], ["-j", "4"]), ("pieces", ["s2.csv", "s1.csv"], ["-j", "3"])):
        for (_, period, group), cell in run(folder, files, "skattningar", ["kompetens_farg_kommun"], more).items():
            hold(what, (period, group), wanted.get((period, group), {"status": "no_data"}), cell)
            count += 1
            shown += cell["status"] == "ok"
    return count, shown


def same_said(name, least):
    of = [(found, runs) for (measure, found), runs in said.items() if measure == name]
    if len(of) != 1 or len(of[0][0]) < least:
        faults.append("%s: the same rows are found in every run, and every rule in some: %s" % (name, of))
    said.clear()


dice = random.Random(SEED)
with tempfile.TemporaryDirectory() as name:
    published = try_published(Path(name), dice)
    same_said("nat_fallskador_65plus", 7)
    rated = try_ratings(Path(name), dice)
    same_said("kompetens_farg_kommun", 1)
    ROWS *= 8  # blocks for several threads
    many = try_published(Path(name), dice)
    same_said("nat_fallskador_65plus", 7)
for fault in faults[:20]:
    print("FAULT:", fault)
print("%d cells published (%d with a value), %d rated (%d), %d faults" % (*published, *rated, len(faults)))
sys.exit(1 if faults or published[1] < 100 or rated[1] < 100 else 0)
