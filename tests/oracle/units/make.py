#!/usr/bin/env python3
"""Plans, support and answers of 2,000 persons, made up: ties, gaps, overlaps, rows that end before they begin, go on, come twice, or
are of nobody, of no day or no kommun.

  make.py FOLDER"""

import csv
import datetime
import random
import sys
from pathlib import Path

chance = random.Random("units")
FIRST, DAYS = datetime.date(2022, 7, 1), 1000
PERSONS = ["P%04d" % i for i in range(2000)]
KOMMUNER = ["0480", "0481", "0482", "0484", "1880", "1881", "1862", ""]
EDGES = [datetime.date(2023, 1, 1), datetime.date(2023, 12, 31), datetime.date(2024, 1, 1), datetime.date(2024, 2, 29), datetime.date(2024, 12, 31)]


def day():
    return chance.choice(EDGES) if chance.random() < 0.1 else FIRST + datetime.timedelta(chance.randrange(DAYS))


def later(start, *days):
    return start + datetime.timedelta(chance.choice(days))


def maybe(value, missing=0.05):
    return "" if chance.random() < missing else value


def plans():
    for person in PERSONS:
        days = [day() for _ in range(chance.randint(0, 3))]
        for first in days:
            for _ in range(chance.choice([1, 1, 2, 3, 4])):
                start = later(first, 0, 0, 1, 2, 3, 4, 9, 10, 11, 20)
                yield [maybe(person, 0.02), chance.choice(KOMMUNER), maybe(chance.choice("KM")), maybe(chance.choice(["REGION", "KOMMUN", "ANNAN"])),
                       maybe(chance.choice("AABC")), maybe(start, 0.02), maybe(later(start, 0, 30, 90, 184, 365, 700, -1), 0.3),
                       maybe(later(start, 0, 1, 29, 30, 31, 60, -1), 0.4), maybe(chance.choice("JN"), 0.1)]


def support():
    for person in PERSONS:
        start = day()
        for _ in range(chance.randint(0, 8)):
            end = later(start, -2, -1, 0, 3, 13, 13, 14, 30, 90, 200)
            yield [maybe(person, 0.02), maybe(chance.choice(["HEMTJANST"] * 4 + ["KORTTID"] * 3)), maybe(start, 0.02), maybe(end, 0.08)]
            start = day() if chance.random() < 0.3 else later(end, -20, -3, 0, 1, 1, 1, 2, 5)


def answers():
    for person in PERSONS:
        for year in chance.sample(["2023", "2024"], chance.randint(1, 2)):
            first = datetime.date(int(year), chance.randint(1, 12), chance.choice([1, 15, 28]))
            kommun, kon = chance.choice(KOMMUNER), chance.choice("KM")
            for question, value in [("LANGD", 100), ("VIKT", chance.choice([20, 29, 30, 31, 45])), ("ANNAT", chance.randint(0, 9))]:
                for _ in range(chance.choice([0, 1, 1, 1, 1, 2, 3])):
                    odd = chance.random() < 0.3
                    yield [maybe(year, 0.01), maybe(person, 0.01), maybe(chance.choice(KOMMUNER) if odd else kommun), maybe(kon), maybe(question),
                           maybe(later(first, 0, 0, 1, 40), 0.04), maybe(value + chance.choice([0, 1, -1]) if odd else value)]


def write(folder, name, columns, rows):
    rows = [[name[0].upper() + "%05d" % number] + row for number, row in enumerate(rows)]
    chance.shuffle(rows)
    with open(folder / (name + ".csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([columns.split()] + rows)


folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
write(folder, "planer", "plan_id person_id kommunkod kon kalla typ datum slut_datum uppfoljd_datum deltog", plans())
write(folder, "insatser", "insats_id brukare typ start_datum slut_datum", support())
write(folder, "svar", "svar_id omgang respondent_id kommunkod kon fraga_id dag svar_tal", answers())
(folder / "leveranser.csv").write_text("""dataset;lamnare;period_fran;period_till
planer;04;2022-01-01;2024-12-31
planer;18;2022-01-01;2024-06-30
planer;18;2024-07-01;2025-01-15
insatser;04;2022-01-01;2025-03-31
insatser;18;2022-01-01;2025-03-31
svar;04;2022-01-01;2025-03-31
svar;18;2022-01-01;2025-03-31
""")
