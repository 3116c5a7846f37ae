#!/usr/bin/env python3
"""Visits of 900 persons, made up, and the definitions that are run over them: ties, gaps, persons in several kommuner, rows of
nobody, of no day, no kommun or no number.

  make.py FOLDER CATALOGUE"""

import csv
import datetime
import json
import random
import sys
from pathlib import Path

chance = random.Random("antal")
FIRST, DAYS = datetime.date(2022, 11, 1), 900
KOMMUNER = ["0480", "0480", "0480", "0481", "0484", "1880", "1880", "1862", ""]
COUNTED = {"kind": "count", "unit": "count"}
PERSONS = {"distinct": {"entity": "person_id", "take": "first"}}
LAST = {"distinct": {"entity": "person_id", "take": "last"}}
POISSON = {"interval": {"method": "poisson", "level": [0.95]}}
DEFINITIONS = {
    "rader": {**COUNTED, **POISSON},
    "rader_utan_c": {**COUNTED, **POISSON, "denominator": "typ <> 'C'", "exclude": [{"id": "kort", "where": "minuter < 10"}]},
    "personer_forsta": {**COUNTED, **PERSONS, **POISSON},
    "personer_sista": {**COUNTED, **LAST, "denominator": "typ <> 'C'"},
    "personer_typ": {**COUNTED, "distinct": {"entity": ["person_id", "typ"], "take": "last"}},
    "minuter": {**COUNTED, "sum": "minuter", "missing": {"sum": "exclude"}, "denominator": "typ <> 'C'"},
}
for number in range(1, 10):
    DEFINITIONS["typ%d" % number] = {"kind": "quantile", "unit": "index", "value": "veckor", "q": [0.5, 0.25, 0.875, 0.0, 1.0], "quantile_type": number,
                                     "denominator": "typ <> 'C'", "interval": {"method": "ranks", "level": [0.95]}}


def maybe(value, missing=0.06):
    return "" if chance.random() < missing else value


def rows():
    for person in range(900):
        home, kon = chance.choice(KOMMUNER), chance.choice("KM")
        for _ in range(chance.choice([0, 1, 1, 2, 3, 8])):
            day = FIRST + datetime.timedelta(chance.randrange(DAYS))
            for _ in range(chance.choice([1, 1, 1, 2])):  # two of a day
                yield [maybe("P%03d" % person, 0.03), home if chance.random() < 0.8 else chance.choice(KOMMUNER), maybe(kon), maybe(chance.choice("AABC")),
                       maybe(day, 0.02), maybe(chance.choice([0, 5, 10, 10, 15, 30, 45, 60, -10]), 0.1),
                       maybe(("%g" % chance.choice([0, 1, 2, 2, 3, 0.5, 1.25, 7, 12.75, -1])).replace(".", ","), 0.1)]


folder, catalogue = Path(sys.argv[1]), Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
made = [["B%05d" % number] + row for number, row in enumerate(rows())]
chance.shuffle(made)
for name, part in (("besok1.csv", made[::2]), ("besok2.csv", made[1::2])):
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([["besok_id", "person_id", "kommunkod", "kon", "typ", "dag", "minuter", "veckor"]] + part)
(folder / "leveranser.csv").write_text("dataset;lamnare;period_fran;period_till\nbesok;04;2022-11-01;2025-01-31\nbesok;18;2022-11-01;2024-09-30\n")
for ident, definition in DEFINITIONS.items():
    definition = {
        "format": "indikator/1", "id": ident, "version": "1.0.0", "title": {"sv": ident, "en": ident}, "better": "contextual", "data": {"dataset": "besok"},
        "period": {"date": "dag", "grain": ["quarter", "year"]},
        "groups": {"lan": {"codelist": "kommuner", "key": "kommunkod", "attribute": "lanskod"}, "kommunkod": "kommunkod", "kon": "kon"},
        "by": [[], ["lan"], ["lan", "kon"], ["kommunkod"], ["kommunkod", "kon"]], "reliability": {"min_denominator": 0}, **definition}
    (catalogue / "prov" / (ident + ".json")).write_text(json.dumps(definition), encoding="utf-8")
