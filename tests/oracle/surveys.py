#!/usr/bin/env python3
"""Surveys with a code book, a sample and pooled rounds, and continuity without a bound, on generated data, against a model.

    surveys.py INDIKATOR [SEED [PEOPLE]]

The data have questions without a row, answers without points, rows of one respondent that contradict each other, kommuner and sexes
that the sample lacks, unknown numbers, meetings at one time, and listings that begin and end beside the edges of the years. The
definitions of tests/kinds/surveys are run over them by one thread and by many, in pieces and in another order; each cell of each run
is held against a model that was written from the manual."""

import json
import math
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from statistics import NormalDist

from deliver import write

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE.parent / "kinds" / "surveys"
INDIKATOR = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
PEOPLE = int(sys.argv[3]) if len(sys.argv) > 3 else 400
TABLES = {"svar": "enkat omgang person_id kommun kon alder fraga val vikt dag", "fragor": "enkat omgang fraga dimension vikt val poang",
          "urval": "enkat dag omrade kon alder_fran population tillfragade utanfor", "moten": "mote_id person_id nar lopnr enhet lakare kommun",
          "listningar": "person_id enhet fran till"}
TABLES = {name: columns.split() for name, columns in TABLES.items()}
ROUNDS = {"2023": [("F1", 0.36), ("F2", 0.64)], "2024": [("F1", 0.5), ("F2", 0.3), ("F3", 0.2)]}
POINTS = {"1": 100, "2": 50, "3": 0, "9": None}
faults = []


def make_data(dice):
    data = {name: [] for name in TABLES}
    for omgang, questions in ROUNDS.items():
        for question, weight in questions + [("H", 1.0)]:
            for choice, points in POINTS.items() if question != "H" else (("BRA", 100), ("DALIG", 0)):
                data["fragor"].append(["E", omgang, question, "HALSA" if question == "H" else "DEL", weight, choice, points])
        for p in range(PEOPLE):
            kommun, kon, age = dice.choice(["A", "A", "B", "C", None]), dice.choice(["K", "M", "M", None]), dice.choice([3, 14, 15, 40, 64, 65, 90, None])
            weight = dice.choice([0, 0.5, 1, 1, 2.25, 7])
            for question in [q for q, _ in questions] + ["H"]:
                if dice.random() < 0.75:
                    other = kommun if dice.random() < 0.97 else "B"
                    choice = dice.choice(["1", "1", "2", "3", "9", None])
                    if question == "H":
                        choice = dice.choice(["BRA", "DALIG", None])
                    data["svar"].append(["E", omgang, "p%04d" % (p + 7 * (omgang == "2024")), other, kon, age, question, choice, weight, omgang + "-06-30"])
        for area in ["A", "B", "C", "D"] if omgang == "2023" else ["A", "B"]:
            for kon in ["K", "M"] if omgang == "2024" else [None]:
                for start in (15, 65):
                    asked = dice.choice([None, 30, 400, 400, 400])
                    data["urval"].append([dice.choice("EEEEZ"), omgang + dice.choice(["-01-01", "-12-31"]), area, kon, start, dice.choice([900, 150, 40]), asked, dice.choice([0, 3])])
    for p in range(PEOPLE // 2):
        for i in range(dice.randrange(7)):
            day = dice.choice(["1999-05-01", "2023-12-31", "2024-01-01", "2024-06-01", "2024-06-01", "2024-12-31", "2025-01-01"])
            data["moten"].append(["m%04d%d" % (p, dice.randrange(10) * 10 + i), "p%04d" % p, day + "T" + dice.choice(["08:00", "08:00", "09:30"]),
                                  dice.choice([None, 1, 2, 3]), dice.choice(["V", "V", "V", "W", None]), dice.choice(["a", "a", "b", None]), dice.choice(["A", "B"])])
        start = dice.choice(["2000-01-01", "2024-06-01", "2024-12-31"])
        data["listningar"].append(["p%04d" % p, dice.choice(["V", "V", "V", "W", "Q", None]), start, dice.choice([None, None, "2024-12-30", "2024-12-31"])])
    return data


def rows_of(data, name):
    return [dict(zip(TABLES[name], row)) for row in data[name]]


def groups(split, row):
    return tuple((g, row[g]) for g in split)


def band(age):
    return None if age is None else "65" if age >= 65 else "15"


# ---- the model ----

def respondents_of(data):
    """Each with what its first row says, and its answers that have points."""
    found = {}
    for row in sorted(rows_of(data, "svar"), key=lambda r: (r["omgang"], r["person_id"], r["fraga"])):
        who = found.setdefault((row["omgang"], row["person_id"]), dict(row, alder_band=band(row["alder"]), answers={}))
        if row["fraga"] in dict(ROUNDS[row["omgang"]]) and POINTS.get(row["val"]) is not None:
            who["answers"][row["fraga"]] = POINTS[row["val"]]
    for who in found.values():
        weights, given = dict(ROUNDS[who["omgang"]]), who["answers"]
        if len(given) == len(weights):
            who["index"] = sum(weights[q] * given[q] for q in given) / sum(weights.values())
        else:
            who["index"] = sum(given.values()) / len(given) if given else None
    return list(found.values())


def participation(data):
    people = respondents_of(data)
    frame = [dict(r, ar=r["dag"][:4], kommun=r["omrade"], alder_band=band(r["alder_fran"])) for r in rows_of(data, "urval")
             if r["enkat"] == "E" and r["tillfragade"] is not None]
    out = {}
    for year in ("2023", "2024"):
        mine, sample = [p for p in people if p["omgang"] == year], [f for f in frame if f["ar"] == year]
        known = ("kommun", "kon", "alder_band")
        for split in ([], ["kommun"], ["kon"], ["kommun", "kon"], ["alder_band"]):
            for key in {groups(split, p) for p in mine}:
                part = [p for p in mine if groups(split, p) == key]
                counted = [p for p in part if p["alder"] is None or p["alder"] >= 15]
                used = [p for p in counted if p["index"] is not None]
                rows = [] if any(v is None for _, v in key) else [f for f in sample if groups(split, f) == key]
                asked, outside = sum(f["tillfragade"] for f in rows), sum(f["utanfor"] for f in rows)
                bare = any(not any(all(None in (f[g], p[g]) or f[g] == p[g] for g in known) for f in sample) for p in part)
                rate = 100 * len(part) / (asked - outside) if rows and not bare and asked > outside and len(part) <= asked - outside else None
                w = sum(p["vikt"] for p in used)
                cell = {"n": len(used), "persons": len(counted), "respondents": len(part), "asked": asked if rows else None,
                        "over_coverage": outside if rows else None, "population": sum(f["population"] for f in rows) if rows else None,
                        "value": sum(p["vikt"] * p["index"] for p in used) / w if w else None}
                also = {"response_rate": rate}
                for q in ("F1", "F2"):
                    also["unanswered_" + q] = sum(q not in p["answers"] for p in used)
                least = 3 if "kon" in split else 2
                cell["status"] = ("no_data" if not used else "unreliable" if len(counted) < least else "ok" if w else "not_applicable")
                if cell["status"] == "ok":
                    cell["also"] = also
                else:
                    cell["value"] = None
                if used or not any(v is None for _, v in key):
                    out["delaktiga", year, tuple(("alder" if g == "alder_band" else g, v) for g, v in key)] = cell
    return out


def effective(n, total, squares, met, yes):
    """How many independent answers have the variance of the weighted share, n/(n-1) sum of w^2 (y - p)^2 / (sum of w)^2."""
    if not squares:
        return None
    p = yes / total
    if p in (0, 1):
        return float(total * total / squares)
    variance = Fraction(n, n - 1) * (met * (1 - p) ** 2 + (squares - met) * p ** 2) / total ** 2
    return float(p * (1 - p) / variance)


def health(data):
    answers = [r for r in rows_of(data, "svar") if r["fraga"] == "H" and r["val"] is not None]
    out = {}
    for label, years in (("2023", ["2023"]), ("2024", ["2024"]), ("2022-01..2023-12", ["2023"]), ("2023-01..2024-12", ["2023", "2024"])):
        for split in ([], ["kommun"], ["kon"]):
            mine = [r for r in answers if r["omgang"] in years]
            for key in {groups(split, r) for r in mine}:
                part = [r for r in mine if groups(split, r) == key]
                yes, total, squares, met = Fraction(0), Fraction(0), Fraction(0), Fraction(0)
                for year in years:
                    one = [r for r in part if r["omgang"] == year]
                    weights = sum(Fraction(r["vikt"]) for r in one)
                    scale = Fraction(len(one)) / weights if weights else 1
                    yes += scale * sum(Fraction(r["vikt"]) for r in one if r["val"] == "BRA")
                    total += scale * weights
                    squares += sum((scale * Fraction(r["vikt"])) ** 2 for r in one)
                    met += sum((scale * Fraction(r["vikt"])) ** 2 for r in one if r["val"] == "BRA")
                persons = len({r["person_id"] for r in part})
                status = "unreliable" if persons < 2 else "ok" if total else "not_applicable"
                out["halsa_omgangar", label, key] = {"denominator": len(part), "persons": persons, "n_weighted": float(total), "status": status,
                                                     "n_effective": effective(len(part), total, squares, met, yes),
                                                     "value": float(100 * yes / total) if status == "ok" else None}
                if split != ["kommun"]:
                    few = persons < (3 if split else 2)
                    mean = out["halsa_medel", label, key] = dict(out["halsa_omgangar", label, key])
                    mean["n_effective"] = float(total * total / squares) if squares else None
                    mean["n"] = mean.pop("denominator")
                    mean["status"] = "unreliable" if few else status
                    mean["value"] = None if few else mean["value"]
    return out


def t_quantile(n, level):
    """Of Student's t with N degrees of freedom, by halving the area under its density, integrated by Simpson's rule."""
    scale = math.exp(math.lgamma((n + 1) / 2) - math.lgamma(n / 2)) / math.sqrt(n * math.pi)

    def area(t, pieces=4000):
        step = t / pieces
        ends = [scale * (1 + (i * step) ** 2 / n) ** (-(n + 1) / 2) for i in range(pieces + 1)]
        return step / 3 * (ends[0] + ends[-1] + 4 * math.fsum(ends[1:-1:2]) + 2 * math.fsum(ends[2:-1:2]))
    low, high = 0.0, 1.0
    while area(high) < level / 2:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if area(middle) < level / 2 else (low, middle)
    return low


def wilson(p, n):
    z = NormalDist().inv_cdf(0.975)
    middle, half = (p + z * z / (2 * n)) / (1 + z * z / n), z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return [100 * max(0, middle - half), 100 * min(1, middle + half)]


def stratum(age):
    return "65" if age is not None and age >= 65 else "15"


def stratified(answers, rows):
    """Variance of the mean by strata: (stratum, x) of ANSWERS, and of the sample ROWS; None: not defined."""
    strata = {}
    for f in rows:
        strata.setdefault(stratum(f["alder_fran"]), [0, []])[0] += f["population"] - f["utanfor"]
    for where, x in answers:
        strata.setdefault(where, [0, []])[1].append(x)
    whole, v = sum(size for size, _ in strata.values()), 0
    for size, values in strata.values():
        n = len(values)
        if not values or n > size or (n < 2 and n < size) or not whole:
            return None
        spread = sum((x - sum(values) / n) ** 2 for x in values) / (n - 1) if n > 1 else 0
        v += (size / whole) ** 2 * (1 - n / size) * spread / n
    return v


def of_population(part, sample, key):
    """The rows of the sample that tell of the cell, and the part of their persons that has answered (0: taken as endless)."""
    known = ("kommun", "kon")
    rows = [] if any(v is None for _, v in key) else [f for f in sample if groups([g for g, _ in key], f) == key]
    bare = any(not any(all(None in (f[g], p[g]) or f[g] == p[g] for g in known) for f in sample) for p in part)
    size = sum(f["population"] - f["utanfor"] for f in rows)
    return rows, len(part) / size if rows and not bare and 0 < len(part) <= size else 0


def finite(data):
    """halsa_finit and halsa_strata; and the intervals of delaktiga_strata."""
    frame = [dict(r, ar=r["dag"][:4], kommun=r["omrade"], alder_band=band(r["alder_fran"])) for r in rows_of(data, "urval")
             if r["enkat"] == "E" and r["tillfragade"] is not None]
    out = {}
    for year in ("2023", "2024"):
        sample = [f for f in frame if f["ar"] == year]
        answers = [r for r in rows_of(data, "svar") if r["fraga"] == "H" and r["val"] is not None and r["omgang"] == year]
        for split in ([], ["kommun"], ["kon"]):
            for key in {groups(split, r) for r in answers}:
                part = [r for r in answers if groups(split, r) == key]
                rows, f = of_population(part, sample, key)
                weights = [r["vikt"] for r in part]
                n, total, squares = len(part), math.fsum(weights), math.fsum(w * w for w in weights)
                base = {"denominator": n, "sampling_fraction": f or None, "status": "ok" if total else "not_applicable"}
                out["halsa_finit", year, key], out["halsa_strata", year, key] = base, dict(base)
                if not total:
                    continue
                p = math.fsum(r["vikt"] for r in part if r["val"] == "BRA") / total
                kish = total ** 2 / squares
                v = n / (n - 1) * math.fsum((r["vikt"] * ((r["val"] == "BRA") - p)) ** 2 for r in part) / total ** 2 if n > 1 else 0
                effective = p * (1 - p) / v if 0 < p < 1 and len({r["vikt"] for r in part}) > 1 else kish
                ends = {"value": 100 * p}
                out["halsa_finit", year, key] = {**base, **ends, "n_effective": effective / (1 - f) if f < 1 else None, "no_interval": "whole" if f == 1 else None,
                                                 "limits": wilson(p, effective / (1 - f)) if f < 1 else None}
                if rows:
                    v = stratified([(stratum(r["alder"]), r["val"] == "BRA") for r in part], rows)
                    inside = 0 < p < 1 and v
                    effective = None if v is None or (not inside and f == 1) else p * (1 - p) / v if inside else kish / (1 - f)
                else:
                    effective = p * (1 - p) / v if 0 < p < 1 and len({r["vikt"] for r in part}) > 1 else kish
                why = None if effective else "strata" if v is None else "whole"
                out["halsa_strata", year, key] = {**base, **ends, "n_effective": effective, "no_interval": why, "limits": wilson(p, effective) if effective else None}
    return out


def participation_in_strata(data, cells):
    """The cells of delaktiga with the intervals of a stratified sample."""
    frame = [dict(r, ar=r["dag"][:4], kommun=r["omrade"], alder_band=band(r["alder_fran"])) for r in rows_of(data, "urval")
             if r["enkat"] == "E" and r["tillfragade"] is not None]
    people, out = respondents_of(data), {}
    for (_, year, key), cell in cells.items():
        own = tuple(("alder_band" if g == "alder" else g, v) for g, v in key)
        mine = [p for p in people if p["omgang"] == year and groups([g for g, _ in own], p) == own
                and (p["alder"] is None or p["alder"] >= 15) and p["index"] is not None]
        out["delaktiga_strata", year, key] = one = {name: cell[name] for name in ("n", "status", "value", "population")}
        rows = [] if any(v is None for _, v in own) else [f for f in frame if f["ar"] == year and groups([g for g, _ in own], f) == own]
        v, n = stratified([(stratum(p["alder"]), p["index"]) for p in mine], rows), len(mine)
        if one["status"] == "ok" and rows:
            t = t_quantile(n - 1, 0.95) if v and n > 1 else None
            one["no_interval"] = "strata" if v is None else None if t else one.get("no_interval")
            one["limits"] = [one["value"] - t * math.sqrt(v), one["value"] + t * math.sqrt(v)] if t else None
    return out


def continuity(data):
    last, listed = "2024-12-31", {}
    for r in rows_of(data, "listningar"):
        if r["fran"] <= last and (r["till"] is None or r["till"] >= last):
            listed[r["person_id"]] = r["enhet"]
    people, cells = {}, {}
    for r in rows_of(data, "moten"):
        if r["nar"][:10] <= last and listed.get(r["person_id"]) is not None and r["enhet"] == listed[r["person_id"]]:
            people.setdefault(r["person_id"], []).append(r)
    for rows in people.values():
        rows.sort(key=lambda r: (r["nar"], r["lopnr"] is None, r["lopnr"] or 0, r["mote_id"]))
        with_whom = [r for r in rows if r["lakare"] is not None]
        if 2 * (len(rows) - len(with_whom)) > len(rows) or len(with_whom) < 2:
            continue
        same = sum(a["lakare"] == b["lakare"] for a, b in zip(with_whom, with_whom[1:]))
        for key in ((), (("kommun", with_whom[-1]["kommun"]),)):
            cells.setdefault(key, []).append((same / (len(with_whom) - 1), len(with_whom)))
    return {("kontinuitet_alltid", "2024", key): {"n": len(of), "contacts": sum(n for _, n in of), "value": sum(v for v, _ in of) / len(of), "status": "ok"}
            for key, of in cells.items()}


# ---- the program ----

def differs(wanted, got):
    if wanted is None or got is None or isinstance(wanted, str):
        return wanted != got
    return abs(wanted - got) > 1e-9 * max(1, abs(wanted))


def compare(model, *options):
    done = subprocess.run([INDIKATOR, "run", "-q", "-I", CATALOGUE, "-p", "2023..2024", *options], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        faults.append("%s: status %d: %s" % (options, done.returncode, done.stderr[-500:]))
        return 0
    cells = {(m["id"], c["period"], tuple(c["group"].items())): c for m in json.loads(done.stdout)["indicators"] for c in m["results"]}
    mine = {key: cell for key, cell in model.items() if any(key[0] == k[0] for k in cells)}
    for key, wanted in mine.items():
        cell = cells.pop(key, None)
        wrong = [name for name, value in wanted.items() if name not in ("also", "limits") and (cell is None or differs(value, cell.get(name)))]
        wrong += [name for name, value in wanted.get("also", {}).items() if cell is None or differs(value, cell.get("also", {}).get(name, {}).get("value"))]
        if "limits" in wanted and cell:
            limits = [x for i in cell.get("intervals", []) for x in (i["low"], i["high"])]
            wrong += ["limits"] * (len(limits) != len(wanted["limits"] or []) or any(differs(a, b) for a, b in zip(limits, wanted["limits"] or [])))
        if wrong:
            faults.append("%s %s: %s: the model says %s, the program %s" % (options[-2:], key, wrong, wanted, cell))
    faults.extend("%s: the model has no %s" % (key, cell) for key, cell in cells.items()
                  if cell["status"] != "no_data" and not (key[0] == "kontinuitet_alltid" and key[1] == "2023"))
    return len(mine)


def main():
    dice = random.Random(SEED)
    data = make_data(dice)
    model = {**participation(data), **health(data), **continuity(data), **finite(data)}
    model.update(participation_in_strata(data, {key: cell for key, cell in model.items() if key[0] == "delaktiga"}))
    with tempfile.TemporaryDirectory() as name:
        plain, pieces = write(Path(name), TABLES, data), write(Path(name), TABLES, data, dice)
        count = compare(model, *plain, "-j", "1") + compare(model, *plain, "-j", "4") + compare(model, *pieces, "-j", "3")
        for ident in ("delaktiga", "halsa_omgangar", "halsa_medel", "kontinuitet_alltid", "halsa_finit", "halsa_strata", "delaktiga_strata"):
            count += compare(model, ident, *pieces)
    for fault in faults[:20]:
        print("FAULT:", fault)
    print("%d cells, %d faults" % (count, len(faults)))
    sys.exit(1 if faults or count < 200 else 0)


main()
