#!/usr/bin/env python3
"""Made-up stays and contacts of 2,000 persons for the oracle of "followed": few days, so that many fall together; stays that
overlap, have gaps of a day, never end or end before they begin; unknown answers; persons without any row in one of the two.

  foljda.py FOLDER"""

import datetime
import random
import sys
from pathlib import Path

rng = random.Random(20241231)
FIRST, LAST = datetime.date(2023, 1, 1), datetime.date(2024, 12, 31)
KOMMUNER = ["0480", "0484", "0488", "1880", "1881", "1883"]
DAYS = sorted(rng.sample(range((LAST - FIRST).days + 1), 240))


def day(near=None):
    number = rng.choice(DAYS) if near is None else near + rng.choice([-31, -30, -29, -15, -14, -7, -3, -2, -1, 0, 0, 1, 2, 3, 6, 7, 8])
    return max(0, min((LAST - FIRST).days, number))


def text(number):
    return "" if number is None else (FIRST + datetime.timedelta(number)).isoformat()


def maybe(value, unknown):
    return "" if rng.random() < unknown else value


def stays(person, kommun):
    out = []
    for _ in range(rng.choice([0, 1, 1, 2, 3, 5, 8])):
        start = day(out[-1][1] if out and out[-1][1] is not None and rng.random() < 0.6 else None)
        end = start + rng.choice([0, 0, 1, 2, 3, 4, 10, 40])
        out.append((start, None if rng.random() < 0.05 else start - 1 if rng.random() < 0.02 else end))
    return [(person, kommun if rng.random() < 0.9 else maybe(rng.choice(KOMMUNER), 0.2), text(a), text(b),
             maybe(rng.choice(["SOMATIK", "SOMATIK", "PSYKIATRI", "REHAB"]), 0.04), (a, b)) for a, b in out]


def contacts(person, kommun, ends):
    out = []
    for _ in range(rng.choice([0, 0, 1, 3, 6, 12, 25])):
        when = day(rng.choice(ends) if ends and rng.random() < 0.7 else None)
        sought = when - rng.choice([0, 1, 3, 14, 20]) if rng.random() < 0.3 else None
        out.append((person, maybe(kommun, 0.02), text(when), text(sought if sought is None or sought >= 0 else None),
                    maybe(rng.choice(["MOTTAGNING", "TELEFON", "HEMBESOK"]), 0.05), maybe(rng.choice(["FT", "FT", "LK", "SSK", "PSYK"]), 0.06),
                    "PRIMARVARD", maybe(rng.choice("JJJN"), 0.06)))
    return out


def write(path, header, rows):
    path.write_text(";".join(header) + "\n" + "".join(";".join(row) + "\n" for row in rows), encoding="utf-8")


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    persons, all_stays, all_contacts = [], [], []
    for number in range(2000):
        person, kommun = "P%04d" % number, rng.choice(KOMMUNER)
        mine = stays(person, kommun)
        ends = [span[1] if span[1] is not None else span[0] for *_, span in mine]
        all_stays += [row[:5] for row in mine]
        all_contacts += contacts(person, kommun, ends)
        after = text(day(rng.choice(ends))) if ends and rng.random() < 0.15 else ""
        away = text(day(rng.choice(ends))) if ends and rng.random() < 0.15 else ""
        persons.append((person, maybe("1950-01-01", 0.02), maybe(rng.choice("KM"), 0.02), kommun, after, away))
    rng.shuffle(all_stays)
    rng.shuffle(all_contacts)
    write(folder / "personer.csv", ["person_id", "fodelsedatum", "kon", "kommunkod", "dodsdatum", "flytt_datum"], persons)
    write(folder / "vardtillfallen.csv", ["vardtillfalle_id", "person_id", "kommunkod", "inskrivningsdatum", "utskrivningsdatum", "vardform",
                                          "inskrivningssatt", "utskrivningssatt", "planerad"],
          [("T%05d" % i, *row, "3", "3", "N") for i, row in enumerate(all_stays)])
    write(folder / "vardkontakter.csv", ["kontakt_id", "person_id", "kommunkod", "kontakt_datum", "sokte_datum", "kontaktform", "yrkesgrupp",
                                         "vardniva", "genomford"], [("K%06d" % i, *row) for i, row in enumerate(all_contacts)])
    write(folder / "leveranser.csv", ["dataset", "lamnare", "period_fran", "period_till", "uttagsdatum"],
          [("vardtillfallen", "04", "2023-01-01", "2024-12-31", "2025-02-01"), ("vardtillfallen", "18", "2023-01-01", "2024-12-31", "2025-02-01"),
           ("vardkontakter", "04", "2023-01-01", "2024-12-31", "2025-02-01"), ("vardkontakter", "18", "2023-01-01", "2024-11-30", "2025-02-01")])


if __name__ == "__main__":
    main()
