#!/usr/bin/env python3
"""Make the small datasets that tests run on, with every edge case planted: synthetic care data for Sörmland and Örebro län, 2023-2024.

    python3 tests/planted/make_planted.py [DIR]      (default: the folder of this script)

Needs Python 3 and nothing else.  All chance comes from a small integer generator of our own, so
every Python version writes the same bytes.  No row describes a real person; units are invented
except for the hospitals' public names.  Every planted case carries a comment here and is listed
in README.md; planted persons have ids from P900101, planted respondents numbers from 90001.
"""

import os
import sys
from datetime import date


class Rng:
    """xorshift64*: 64-bit integers only."""

    MASK = (1 << 64) - 1

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) & self.MASK or 1
        for _ in range(8):
            self.next()

    def next(self):
        x = self.state
        x ^= x >> 12
        x = (x ^ (x << 25)) & self.MASK
        x ^= x >> 27
        self.state = x
        return ((x * 0x2545F4914F6CDD1D) & self.MASK) >> 32

    def below(self, n):
        return (self.next() * n) >> 32

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def percent(self, p):
        return self.below(100) < p

    def permille(self, p):
        return self.below(1000) < p

    def choice(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        r = self.below(sum(w for _, w in pairs))
        for item, w in pairs:
            if r < w:
                return item
            r -= w
        raise AssertionError

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            k = self.below(i + 1)
            items[i], items[k] = items[k], items[i]


def D(text):
    """Day number of 'YYYY-MM-DD'."""
    y, m, d = text.split("-")
    return date(int(y), int(m), int(d)).toordinal()


def iso(day):
    return "" if day is None else date.fromordinal(day).isoformat()


def compact(day):
    return "" if day is None else iso(day).replace("-", "")


def decimal_comma(hundredths):
    """125 -> '1,25', 100 -> '1', 50 -> '0,5'"""
    text = "%d,%02d" % (hundredths // 100, hundredths % 100)
    return text.rstrip("0").rstrip(",")


def excel(code):
    """A code as Excel leaves it: '0480' -> '480', '04' -> '4'."""
    return code.lstrip("0")


# code, name, thousand inhabitants (roughly)
KOMMUNER = [
    ("0428", "Vingåker", 9), ("0461", "Gnesta", 11), ("0480", "Nyköping", 58), ("0481", "Oxelösund", 12),
    ("0482", "Flen", 16), ("0483", "Katrineholm", 35), ("0484", "Eskilstuna", 108), ("0486", "Strängnäs", 38),
    ("0488", "Trosa", 15),
    ("1814", "Lekeberg", 9), ("1860", "Laxå", 6), ("1861", "Hallsberg", 16), ("1862", "Degerfors", 10),
    ("1863", "Hällefors", 7), ("1864", "Ljusnarsberg", 5), ("1880", "Örebro", 159), ("1881", "Kumla", 22),
    ("1882", "Askersund", 12), ("1883", "Karlskoga", 30), ("1884", "Nora", 11), ("1885", "Lindesberg", 23),
]
NAME = {code: name for code, name, _ in KOMMUNER}
# Samples draw the small kommuner more often than their size, or nothing could be shown for them.
SHARE = [(code, 14 + size) for code, _, size in KOMMUNER]

# Delivered until: follow-up of December 2024 is complete in Sörmland, not in Örebro.
DATA_END = {"04": D("2025-01-31"), "18": D("2024-12-31")}

HOSPITALS = {
    "04": [("SJ0401", "Mälarsjukhuset", "0484"), ("SJ0402", "Nyköpings lasarett", "0480"),
           ("SJ0403", "Kullbergska sjukhuset", "0483")],
    "18": [("SJ1801", "Universitetssjukhuset Örebro", "1880"), ("SJ1802", "Karlskoga lasarett", "1883"),
           ("SJ1803", "Lindesbergs lasarett", "1885")],
}
CLINICS = [("MED", "medicinkliniken"), ("KIR", "kirurgkliniken"), ("GER", "geriatriska kliniken"),
           ("PSY", "psykiatriska kliniken"), ("REH", "rehabiliteringskliniken")]
NEAREST = {"0428": 2, "0461": 1, "0480": 1, "0481": 1, "0482": 2, "0483": 2, "0484": 0, "0486": 0, "0488": 1,
           "1814": 0, "1860": 1, "1861": 0, "1862": 1, "1863": 2, "1864": 2, "1880": 0, "1881": 0, "1882": 0,
           "1883": 1, "1884": 2, "1885": 2}
FORM_CLINIC = {"GERIATRIK": "GER", "PSYKIATRI": "PSY", "REHAB": "REH"}

# Primary care centres: one a kommun, two or three in the larger ones.
CENTRES = {code: ["VC%s%s" % (code, "ABC"[i]) for i in range(1 if size < 30 else 2 if size < 60 else 3)]
           for code, _, size in KOMMUNER}
CENTRE_NAMES = ["Åkanten", "Östermalm", "Björkhöjden"]


def doctors_of_centres():
    """A pool of doctors for each centre: LK0001, LK0002, ..."""
    pools, number = {}, 0
    for code, _, _ in KOMMUNER:
        for k, centre in enumerate(CENTRES[code]):
            size = 4 + (number + k) % 4
            pools[centre] = ["LK%04d" % (number + i + 1) for i in range(size)]
            number += size
    return pools


DOCTORS = doctors_of_centres()


# ---------------------------------------------------------------- persons


class Person:
    def __init__(self, pid, kommun, born, kon):
        self.pid = pid
        self.kommun = kommun  # the first one
        self.born = born
        self.kon = kon
        self.birth_text = None  # a partial date, written as it is
        self.death = None
        self.death_text = None  # a bad date, written as it is
        self.moved_out = None
        self.moved_out_text = None
        self.moved_to = ""
        self.new_kommun = None  # (day, kommunkod): moved within the two counties
        self.valid_from = None
        self.listed = CENTRES[kommun][0] if kommun in CENTRES else ""
        self.in_file = True

    def kommun_at(self, day):
        return self.new_kommun[1] if self.new_kommun and day >= self.new_kommun[0] else self.kommun


def lan_of(kommun):
    return kommun[:2] if kommun[:2] in DATA_END else "04"


def make_persons():
    rng = Rng(11)
    persons = []
    ages = [((0, 17), 5), ((18, 44), 13), ((45, 64), 17), ((65, 74), 22), ((75, 84), 28), ((85, 99), 15)]
    for i in range(1, 2421):
        kommun = rng.weighted(SHARE)
        low, high = rng.weighted(ages)
        born = D("2023-07-01") - rng.between(low * 1461 // 4, high * 1461 // 4)
        p = Person("P%06d" % i, kommun, born, "K" if rng.percent(53) else "M")
        p.listed = rng.choice(CENTRES[kommun])
        if rng.permille(25):  # moves to another kommun of the same county: two rows with validity
            others = [c for c, _, _ in KOMMUNER if c[:2] == kommun[:2] and c != kommun]
            p.new_kommun = (D("2023-03-01") + rng.below(640), rng.choice(others))
        elif rng.permille(15):  # moves out of the county: follow-up ends
            p.moved_out = D("2023-02-01") + rng.below(690)
            p.moved_to = rng.choice(["01", "03", "05", "14", "19", "17"])
        if rng.permille(12) and high > 17:  # only the year, or year and month, of birth was delivered
            born_date = date.fromordinal(born)
            # 65 is not near: the middle of the year must not decide who is 65
            if born_date.year < 1955 or born_date.year > 1962:
                p.birth_text = "%04d" % born_date.year if rng.percent(50) else "%04d-%02d" % (born_date.year, born_date.month)
        persons.append(p)
    # Four persons without kommunkod (protected identity), four of unknown sex.
    for n, p in enumerate(persons[700:704]):
        p.kommun, p.new_kommun, p.listed = "", None, ""
        persons[1200 + n].kon = ""
    # Eleven persons from other counties are treated here: their kommuner are not part of the report.
    for n in range(11):
        code = ["0180", "0580", "1980", "0380", "1780"][n % 5]
        p = Person("P%06d" % (2421 + n), code, D("1938-02-03") + 733 * n, "KM"[n % 2])
        persons.append(p)
    # Bad dates in columns that are not required: unknown plus a finding, the row stays.
    bad = [p for p in persons[40:1400] if not p.moved_out and not p.new_kommun]
    bad[0].death_text = "2024-02-30"
    bad[1].death_text = "24-13-05"
    bad[2].moved_out_text = "okänt"
    return persons


# ---------------------------------------------------------------- inpatient stays


class Stay:
    def __init__(self, person, start, end, insatt="3", utsatt="3", planned="N", form="SOMATIK", kommun=None,
                 hospital=0, lan=None, diagnosis="", cause="", end_text=None):
        self.person = person
        self.start = start
        self.end = end
        self.end_text = end_text
        self.insatt = insatt
        self.utsatt = "" if end is None else utsatt
        self.planned = planned
        self.form = form
        self.kommun = person.kommun_at(start) if kommun is None else kommun
        self.lan = lan or lan_of(self.kommun)
        self.hospital = hospital
        self.diagnosis = diagnosis
        self.cause = cause
        self.second = ""
        self.id = None


DIAGNOSES = [("I509", 14), ("J189", 10), ("S7200", 8), ("I639", 7), ("J441", 9), ("N390", 7), ("I489", 6), ("A419", 6),
             ("R074", 5), ("K802", 4), ("E119", 4), ("C349", 3), ("I219", 5), ("R55", 4), ("S720", 3), ("M169", 5)]
PSYCH = [("F329", 5), ("F209", 3), ("F319", 2), ("F102", 3), ("F411", 3)]


def make_stays(persons):
    rng = Rng(23)
    stays = []
    for p in persons:
        age = (D("2024-01-01") - p.born) * 4 // 1461
        if not rng.percent(51 if age >= 65 else 18):
            continue
        lan = lan_of(p.kommun)
        stop = DATA_END[lan]
        frail = rng.below(3)  # 0 robust .. 2 frail
        start = D("2022-12-20") + rng.below(560)
        while start <= stop:
            if not p.kommun and start > D("2024-10-01"):
                break  # unknown kommun, hence no delivery to follow up in: far from the end of the data
            form = rng.weighted([("SOMATIK", 82), ("GERIATRIK", 7), ("REHAB", 2), ("PSYKIATRI", 5 if age >= 65 else 22)])
            planned = "J" if rng.percent(22) else "N"
            hospital = NEAREST.get(p.kommun, 0) if rng.percent(75) else 0
            length = 0 if rng.percent(4) else 1 + rng.below(5) + (rng.below(12) if rng.percent(30) else 0)
            rows = [Stay(p, start, start + length, "2" if age >= 80 and rng.percent(18) else "3", "3", planned, form,
                         hospital=hospital, lan=lan)]
            while rng.percent(13) and len(rows) < 4:  # transferred to another clinic or hospital
                last = rows[-1]
                begin = last.end if rng.percent(85) else last.end + 1
                codes = rng.weighted([(("1", "1"), 75), (("1", "3"), 13), (("3", "1"), 12)])
                last.utsatt = codes[0]
                rows.append(Stay(p, begin, begin + 1 + rng.below(8), codes[1], "3", "J" if rng.percent(30) else "N",
                                 rng.weighted([("SOMATIK", 60), ("GERIATRIK", 25), ("REHAB", 12), ("PSYKIATRI", 3)]),
                                 kommun=rows[0].kommun, hospital=rng.below(3), lan=lan))
            last = rows[-1]
            if age >= 80 and rng.percent(22):
                last.utsatt = "2"
            if rng.percent(2):
                last.utsatt = ""
            dead = False
            if age >= 60 and rng.percent(2 + frail) and not p.death_text:
                last.utsatt, p.death, dead = "4", last.end, True  # dies in hospital
            elif age >= 60 and rng.percent(1 + frail) and not p.death_text:
                p.death, dead = last.end + 1 + rng.below(40), True  # dies at home soon after
            for s in rows:
                s.diagnosis = rng.weighted(PSYCH if s.form == "PSYKIATRI" else DIAGNOSES)
                if s.diagnosis.startswith("S72"):
                    s.cause = rng.choice(["W010", "W190", "W189|W010"])
                if rng.percent(35):
                    s.second = rng.weighted(DIAGNOSES)
            # what began after the delivery's last day is not in it; what had not ended is ongoing
            for s in rows:
                if s.start <= stop:
                    if s.end > stop:
                        s.end, s.utsatt = None, ""
                        if rng.percent(40):
                            s.end_text = "9999-12-31"  # "open" as some systems write it
                    stays.append(s)
            if dead or any(s.end is None for s in rows):
                if p.death and p.death > stop:
                    p.death = None
                break
            if p.moved_out and last.end > p.moved_out and rng.percent(80):
                break
            gap = rng.below(100)
            if gap < 9 + 5 * frail:
                nxt = last.end + 1 + min(rng.below(30), rng.below(30))  # back within 30 days
            else:
                nxt = last.end + 31 + rng.below(330 - 80 * frail)
            start = nxt
    return stays


def plant_stays(persons):
    """Cases that tell a right implementation from a plausible one.  One person a case."""
    stays = []

    def person(number, kommun, born="1940-05-17", kon="K"):
        p = Person("P%06d" % number, kommun, D(born), kon)
        persons.append(p)
        return p

    def stay(p, start, end, *args, **keys):
        s = Stay(p, D(start), D(end) if end else None, *args, **keys)
        s.diagnosis = s.diagnosis or "I509"
        stays.append(s)
        return s

    # The test vector of the measure: 3 of 4 (day 11; a planned one passed over, then day 30; day 20; none).
    p = person(900101, "0484", kon="M")
    stay(p, "2024-01-01", "2024-01-05", "3", "1")
    stay(p, "2024-01-05", "2024-01-09", "1", "3", hospital=1)
    stay(p, "2024-01-20", "2024-01-22")
    stay(p, "2024-01-30", "2024-02-01", planned="J")
    stay(p, "2024-02-21", "2024-02-25")
    # Chain over three clinics, the third entered the day after with a code; then back the next day
    # without any code: a readmission on day 1, not a link of the chain.
    p = person(900102, "1880")
    stay(p, "2023-03-01", "2023-03-04", "3", "1")
    stay(p, "2023-03-04", "2023-03-08", "1", "1", form="GERIATRIK")
    stay(p, "2023-03-09", "2023-03-15", "1", "3", form="REHAB", hospital=1)
    stay(p, "2023-03-16", "2023-03-18", "3", "3")
    # Same-day return without a transfer code: one episode.
    p = person(900103, "0480")
    stay(p, "2023-05-02", "2023-05-06")
    stay(p, "2023-05-06", "2023-05-09")
    # A planned stay inside the window does not hide the later unplanned one (day 25).
    p = person(900104, "1883", kon="M")
    stay(p, "2023-06-01", "2023-06-05")
    stay(p, "2023-06-12", "2023-06-14", planned="J")
    stay(p, "2023-06-30", "2023-07-03")
    # Day 30 is inside, day 31 outside.
    p = person(900105, "0483")
    stay(p, "2023-07-28", "2023-08-01")
    stay(p, "2023-08-31", "2023-09-04")
    p = person(900106, "0483", kon="M")
    stay(p, "2023-07-28", "2023-08-01")
    stay(p, "2023-09-01", "2023-09-04")
    # Ongoing stays: an event, never an index; once empty, once written as 9999-12-31.
    p = person(900107, "0486")
    stay(p, "2024-10-25", "2024-11-01")
    stay(p, "2024-11-20", None)
    p = person(900108, "1881")
    stay(p, "2024-11-12", "2024-11-20")
    stay(p, "2024-12-10", None, end_text="9999-12-31")
    # A stay that nobody closed: it swallows the two that follow, none of the three is an index.
    p = person(900109, "0484")
    stay(p, "2024-02-10", None)
    stay(p, "2024-05-02", "2024-05-06")
    stay(p, "2024-09-14", "2024-09-20")
    # Dies during the stay; dies on the day of discharge with another code; dies after twelve days
    # without coming back (stays in the denominator); dies in the readmission (that one is no index).
    p = person(900110, "1880", kon="M")
    stay(p, "2023-04-03", "2023-04-11", "3", "4")
    p.death = D("2023-04-11")
    p = person(900111, "1880")
    stay(p, "2023-04-03", "2023-04-12", "3", "3")
    p.death = D("2023-04-12")
    p = person(900112, "0484", kon="M")
    stay(p, "2023-09-01", "2023-09-10")
    p.death = D("2023-09-22")
    p = person(900113, "0488")
    stay(p, "2023-10-01", "2023-10-09")
    stay(p, "2023-10-20", "2023-10-26", "3", "4")
    p.death = D("2023-10-26")
    # Moves out of the county: day 10 though a readmission was seen, day 0, day 30 (all excluded);
    # day 31, and twenty days before the discharge (both stay).
    for number, moved in ((900114, "2024-04-20"), (900115, "2024-04-10"), (900116, "2024-05-10"),
                          (900117, "2024-05-11"), (900118, "2024-03-21")):
        p = person(number, "1885", kon="M" if number % 2 else "K")
        stay(p, "2024-04-01", "2024-04-10")
        p.moved_out, p.moved_to = D(moved), "19"
        if number == 900114:
            stay(p, "2024-04-15", "2024-04-17")
    # Moves from Nyköping to Oxelösund between index and event: the index belongs to Nyköping.
    p = person(900119, "0480")
    p.new_kommun = (D("2024-04-01"), "0481")
    stay(p, "2024-03-20", "2024-03-25")
    stay(p, "2024-04-10", "2024-04-14")
    # Psychiatry: last clinic psychiatric (no index); an unplanned psychiatric stay (no event);
    # somatic then psychiatric in one chain (no index); psychiatric then somatic (an index, no event).
    p = person(900120, "1880")
    stay(p, "2024-05-01", "2024-05-20", form="PSYKIATRI", diagnosis="F329")
    stay(p, "2024-06-01", "2024-06-05")
    p = person(900121, "1880")
    stay(p, "2024-05-01", "2024-05-06")
    stay(p, "2024-05-16", "2024-05-30", form="PSYKIATRI", diagnosis="F329")
    p = person(900122, "0484")
    stay(p, "2024-05-01", "2024-05-06", "3", "1")
    stay(p, "2024-05-06", "2024-05-16", "1", "3", form="PSYKIATRI", diagnosis="F329")
    p = person(900123, "0484")
    stay(p, "2024-05-01", "2024-05-06")
    stay(p, "2024-05-20", "2024-05-22", "3", "1", form="PSYKIATRI", diagnosis="F329")
    stay(p, "2024-05-22", "2024-05-30", "1", "3")
    # Over new year: belongs to January 2024.
    p = person(900124, "1814", kon="M")
    stay(p, "2023-12-28", "2024-01-03")
    stay(p, "2024-01-20", "2024-01-24")
    # Leap year: 1 February + 30 days is 2 March 2024; 29 February + 31 days is 31 March.
    p = person(900125, "1861")
    stay(p, "2024-01-28", "2024-02-01")
    stay(p, "2024-03-02", "2024-03-05")
    p = person(900126, "1861", kon="M")
    stay(p, "2024-02-20", "2024-02-29")
    stay(p, "2024-03-31", "2024-04-02")
    # Born 1 March 1959: 64 on 29 February 2024, 65 on 1 March.  Born on a leap day.
    p = person(900127, "1882", "1959-03-01")
    stay(p, "2024-02-25", "2024-02-29")
    p = person(900128, "1882", "1959-03-01", "M")
    stay(p, "2024-02-25", "2024-03-01")
    p = person(900129, "1882", "1940-02-29")
    stay(p, "2024-02-25", "2024-02-29")
    # 65 on the very day of discharge; 65 the day after.
    p = person(900130, "0482", "1958-07-15")
    stay(p, "2023-07-10", "2023-07-15")
    p = person(900131, "0482", "1958-07-16", "M")
    stay(p, "2023-07-10", "2023-07-15")
    # Overlapping stays: a short one inside a long one, then one that begins inside it.
    p = person(900132, "0484")
    stay(p, "2023-10-01", "2023-10-20")
    stay(p, "2023-10-05", "2023-10-08", form="PSYKIATRI", diagnosis="F411")
    stay(p, "2023-10-15", "2023-10-25", form="GERIATRIK")
    # The transfer code of the row with the latest end counts, not that of the row that began last.
    p = person(900133, "0484", kon="M")
    stay(p, "2023-11-01", "2023-11-15", "3", "1")
    stay(p, "2023-11-05", "2023-11-08", "3", "3")
    stay(p, "2023-11-16", "2023-11-22", "3", "3", form="GERIATRIK")
    # Two rows with the same days: the key decides which is the last (psychiatry, so no index).
    p = person(900134, "1880", kon="M")
    stay(p, "2023-11-01", "2023-11-06")
    stay(p, "2023-11-01", "2023-11-06", form="PSYKIATRI", diagnosis="F411")
    # Discharged before admitted: the row is dropped and listed; the other one is an index.
    p = person(900135, "1880")
    stay(p, "2023-05-20", "2023-05-12")
    stay(p, "2023-06-20", "2023-06-25")
    # A day that does not exist in a column that is not required: unknown, hence ongoing.
    p = person(900136, "1880")
    stay(p, "2024-02-01", "2024-02-05")
    stay(p, "2024-02-25", None, end_text="2024-02-30")
    # Missing codes: not joined on the next day without any code (day 1), joined with one.
    p = person(900137, "0484", kon="M")
    stay(p, "2024-04-02", "2024-04-10", "3", "")
    stay(p, "2024-04-11", "2024-04-15", "", "3")
    p = person(900138, "0484")
    stay(p, "2024-04-02", "2024-04-10", "3", "")
    stay(p, "2024-04-11", "2024-04-15", "1", "3")
    # Unknown kommun: empty, and a code that does not exist.
    p = person(900139, "")
    stay(p, "2024-03-02", "2024-03-10", lan="18")
    stay(p, "2024-03-20", "2024-03-22", lan="18")
    p = person(900140, "0484", kon="M")
    stay(p, "2024-03-02", "2024-03-10", kommun="0499")
    # Unknown sex.
    p = person(900141, "0484", kon="")
    stay(p, "2024-03-02", "2024-03-10")
    stay(p, "2024-03-30", "2024-04-02")
    # A person who is missing in personer: age unknown, no index.
    p = person(900142, "1880")
    p.in_file = False
    stay(p, "2024-03-02", "2024-03-10")
    stay(p, "2024-03-30", "2024-04-02")
    # The only row of the person is valid from June 2023: the stay in March finds no age.
    p = person(900143, "1880", kon="M")
    p.valid_from = D("2023-06-01")
    stay(p, "2023-03-01", "2023-03-05")
    stay(p, "2023-09-01", "2023-09-05")
    # Örebro is delivered to 31 December 2024: a discharge on 1 December is complete, on 2 December not,
    # even though a readmission was already seen.
    p = person(900144, "1880")
    stay(p, "2024-11-25", "2024-12-01")
    p = person(900145, "1880", kon="M")
    stay(p, "2024-11-25", "2024-12-02")
    stay(p, "2024-12-10", "2024-12-14")
    # Sörmland is delivered to 31 January 2025: discharged 20 December, back 15 January.
    p = person(900146, "0484")
    stay(p, "2024-12-12", "2024-12-20")
    stay(p, "2025-01-15", "2025-01-20")
    # Only a planned stay inside the window; unknown whether planned (not met).
    p = person(900147, "0481", kon="M")
    stay(p, "2023-02-01", "2023-02-06")
    stay(p, "2023-02-20", "2023-02-22", planned="J")
    p = person(900148, "0481")
    stay(p, "2023-02-01", "2023-02-06")
    stay(p, "2023-02-20", "2023-02-22", planned="")
    # Readmitted in the other county.
    p = person(900149, "0428")
    stay(p, "2023-08-01", "2023-08-06")
    stay(p, "2023-08-20", "2023-08-24", lan="18")
    # Birth given as a year, or year and month.
    p = person(900150, "1884", "1938-07-01", "M")
    p.birth_text = "1938"
    stay(p, "2023-08-01", "2023-08-06")
    p = person(900151, "1884", "1944-05-15")
    p.birth_text = "1944-05"
    stay(p, "2023-08-01", "2023-08-06")
    # Comes back again and again: four indexes, three events, one person.
    p = person(900152, "1862")
    for first in ("2023-09-01", "2023-09-21", "2023-10-11", "2023-10-31"):
        stay(p, first, iso(D(first) + 4))
    # In and out the same day; back on day 30.
    p = person(900153, "1863")
    stay(p, "2023-09-01", "2023-09-01")
    stay(p, "2023-10-01", "2023-10-03")
    # Moves from Trosa to Örebro: out of Sörmland within the window, treated in both counties.
    p = person(900154, "0488", kon="M")
    p.new_kommun = (D("2024-06-15"), "1880")
    p.moved_out, p.moved_to = D("2024-06-15"), "18"
    stay(p, "2024-06-01", "2024-06-06")
    stay(p, "2024-07-20", "2024-07-25")
    stay(p, "2024-08-02", "2024-08-04")
    # From acute care straight to rehabilitation at another hospital, code on the new stay only.
    p = person(900155, "1864")
    stay(p, "2024-09-01", "2024-09-09", "3", "3")
    stay(p, "2024-09-10", "2024-09-24", "1", "3", form="REHAB", hospital=2)
    return stays


# ---------------------------------------------------------------- contacts


class Contact:
    def __init__(self, person, day, provider, form="MOTTAGNING", role="LK", level="PRIMARVARD", diagnosis="", done="J",
                 recorded="J", kommun=None, unit=None):
        self.person = person
        self.day = day
        self.provider = provider
        self.form = form
        self.role = role
        self.level = level
        self.diagnosis = diagnosis
        self.done = done
        self.recorded = recorded
        self.kommun = person.kommun_at(day) if kommun is None else kommun
        self.unit = person.listed if unit is None else unit
        self.sought = None
        self.sought_text = None
        self.id = None


CHRONIC = [("I109", 30), ("E119", 18), ("I489", 10), ("I509", 9), ("J449", 8), ("J459", 7), ("I259", 5), ("F329", 4),
           ("F419", 4), ("N183", 3), ("F009", 2), ("M059", 2), ("E109", 2), ("I639", 2)]
OTHER = [("J069", 10), ("R104", 6), ("M545", 10), ("Z000", 5), ("N390", 6), ("L309", 5), ("S934", 4), ("H612", 4)]


def written(rng, code):
    """ICD-10 as journal systems write it: mostly without a dot, sometimes with, sometimes in small letters."""
    kind = rng.below(20)
    if kind == 0:
        return code[:3] + "." + code[3:]
    return code.lower() if kind == 1 else code


def make_contacts(persons):
    rng = Rng(37)
    contacts = []
    for p in persons:
        if p.kommun not in CENTRES:
            continue
        age = (D("2024-01-01") - p.born) * 4 // 1461
        chronic = rng.percent(45 if age >= 65 else 20 if age >= 40 else 4)
        if not chronic and rng.percent(50):
            continue
        code = rng.weighted(CHRONIC) if chronic else ""
        pool = DOCTORS[p.listed]
        own = rng.choice(pool)
        loyal = rng.between(35, 90)  # per cent of visits to the own doctor
        level = {2022: 0, 2023: 2, 2024: 4} if chronic else {2022: 0, 2023: 1, 2024: 1}
        for year in (2022, 2023, 2024):
            first, days = D("%d-01-01" % year), 366 if year == 2024 else 365
            visits = level[year] + (rng.below(4) if chronic else rng.below(2)) - rng.below(2)
            others = rng.below(3) if chronic and year > 2022 else 1 if rng.percent(15) else 0
            for k in range(max(visits, 0) + others):
                day = first + rng.below(days)
                limit = min(x for x in (p.death, p.moved_out, DATA_END[lan_of(p.kommun)]) if x)
                if day > limit or (p.new_kommun and abs(day - p.new_kommun[0]) < 3) or day < p.born:
                    continue
                diagnosis = ""
                if chronic and rng.percent(70):
                    diagnosis = written(rng, code)
                    if rng.percent(25):
                        diagnosis = written(rng, rng.weighted(OTHER)) + "|" + diagnosis
                elif rng.percent(75):
                    diagnosis = written(rng, rng.weighted(OTHER))
                if k < visits:
                    doctor = own if rng.percent(loyal) else rng.choice(pool)
                    form = rng.weighted([("MOTTAGNING", 82), ("HEMBESOK", 6), ("VIDEO", 5), ("TELEFON", 7)])
                    if rng.permille(8):
                        doctor = "HYRLAKARE"  # generic id: many persons behind one code
                    c = Contact(p, day, doctor, form, diagnosis=diagnosis)
                    if rng.permille(20):
                        c.done, c.recorded = "N", "N"  # no-show
                    if rng.permille(6):
                        c.level, c.unit, c.provider = "SPEC_SOMATIK", "KL%sMED" % HOSPITALS[lan_of(p.kommun)][0][0][2:], "LK0901"
                    if rng.percent(20):
                        c.sought = day - rng.below(6)
                else:
                    role, prefix = rng.choice([("SSK", "SK"), ("DSK", "DS"), ("FT", "FT"), ("KUR", "KU")])
                    c = Contact(p, day, "%s%04d" % (prefix, 1 + rng.below(60)),
                                rng.weighted([("MOTTAGNING", 6), ("HEMBESOK", 2), ("TELEFON", 2)]), role,
                                "KOMMUNAL_HSL" if role == "DSK" and rng.percent(50) else "PRIMARVARD", diagnosis)
                contacts.append(c)
    # Days that do not exist, in a column that is not required.
    for n, c in enumerate(contacts[400:403]):
        c.sought_text = ["20230230", "20241301", "2024"][n]
    return contacts


def plant_contacts(persons):
    contacts = []

    def person(number, kommun, kon="K", born="1950-10-03"):
        p = Person("P%06d" % number, kommun, D(born), kon)
        persons.append(p)
        return p

    def visit(p, day, provider, diagnosis="I109", **keys):
        c = Contact(p, D(day), provider, diagnosis=diagnosis, **keys)
        contacts.append(c)
        return c

    letters = {"A": "LK0801", "B": "LK0802", "C": "LK0803", "D": "LK0804"}
    # The sequences of the measure's table, one visit a month: COC, UPC and SECON are known.
    # The last one has two visits only and is outside (min_contacts 3).
    for k, sequence in enumerate(("AAAA", "AAAB", "AABB", "ABAB", "ABCD", "AAABBC", "ABABABAB", "AB")):
        p = person(900201 + k, "0484" if k % 2 else "1880", "KM"[k % 2])
        for month, letter in enumerate(sequence, 1):
            visit(p, "2024-%02d-12" % month, letters[letter])
    # Twice the same doctor on one day is one visit: A, B, A remain.
    p = person(900209, "0484")
    visit(p, "2024-02-05", "LK0801")
    visit(p, "2024-02-05", "LK0801")
    visit(p, "2024-05-06", "LK0802")
    visit(p, "2024-09-02", "LK0801")
    # Two doctors on one day are two visits, in the order of kontakt_id: A, B, A, A.
    p = person(900210, "0484", "M")
    visit(p, "2024-02-05", "LK0801")
    visit(p, "2024-05-06", "LK0802")
    visit(p, "2024-05-06", "LK0801")
    visit(p, "2024-09-02", "LK0801")
    # Provider unknown on 1 of 11 visits (the visit is dropped), on 1 of 5 (the person is dropped),
    # on 1 of 10 (exactly 10 per cent: kept), on all.
    for number, count, unknown in ((900211, 11, 1), (900212, 5, 1), (900213, 10, 1), (900230, 4, 4)):
        p = person(number, "1880", "KM"[number % 2])
        for month in range(1, count + 1):
            visit(p, "2024-%02d-19" % month, "" if month <= unknown else "LK0801" if month % 3 else "LK0802")
    # Locums under one id would look like perfect continuity: dropped, three visits remain; two remain (out).
    p = person(900214, "0480")
    for month, provider in enumerate(("HYRLAKARE", "LK0801", "HYRLAKARE", "LK0801", "HYRLAKARE", "LK0802"), 1):
        visit(p, "2024-%02d-20" % month, provider)
    p = person(900215, "0480", "M")
    for month, provider in enumerate(("HYRLAKARE", "LK0801", "HYRLAKARE", "LK0802"), 1):
        visit(p, "2024-%02d-20" % month, provider)
    # No-shows and contacts without a record do not count: A, A, B remain.
    p = person(900216, "0483")
    visit(p, "2024-01-10", "LK0801")
    visit(p, "2024-02-10", "LK0803", done="N")
    visit(p, "2024-03-10", "LK0801")
    visit(p, "2024-04-10", "LK0804", recorded="N")
    visit(p, "2024-05-10", "LK0802")
    # Telephone and letters do not count: two visits remain (out).
    p = person(900217, "0483", "M")
    visit(p, "2024-01-10", "LK0801")
    visit(p, "2024-02-10", "LK0801", form="TELEFON")
    visit(p, "2024-03-10", "LK0801", form="BREV")
    visit(p, "2024-04-10", "LK0802")
    # The chronic diagnosis was set on the first day of the look-back, by a nurse (in); the day before it (out).
    for number, day in ((900218, "2022-01-01"), (900219, "2021-12-31")):
        p = person(number, "1883", "KM"[number % 2])
        visit(p, day, "SK0801", "E119", role="SSK")
        for month, letter in enumerate("AABA", 3):
            visit(p, "2024-%02d-07" % month, letters[letter], "J069")
    # Diagnosis with a dot, in small letters, and second in a list.
    p = person(900221, "1883")
    visit(p, "2024-02-07", "LK0801", "Z00.0|e11.9")
    visit(p, "2024-03-07", "LK0801", "")
    visit(p, "2024-04-07", "LK0802", "")
    # Nearly chronic: I49, E78, F20 and N19 are not on the list (out).
    p = person(900222, "1883", "M")
    for month, code in enumerate(("I493", "E780", "F200", "N190"), 2):
        visit(p, "2024-%02d-07" % month, "LK0801", code)
    # Both edges of the window are inside, 31 December 2023 is not: A, B, A.
    p = person(900223, "1885")
    visit(p, "2023-12-31", "LK0803")
    visit(p, "2024-01-01", "LK0801")
    visit(p, "2024-06-03", "LK0802")
    visit(p, "2024-12-31", "LK0801")
    # Moves from Nyköping to Oxelösund in the window: counted in Oxelösund.
    p = person(900224, "0480")
    p.new_kommun = (D("2024-07-01"), "0481")
    for month, letter in enumerate("AAAB", 5):
        visit(p, "2024-%02d-14" % month, letters[letter])
    # The last contact lacks kommunkod: unknown kommun and county.
    p = person(900225, "0484", "M")
    for month, letter in enumerate("ABA", 5):
        visit(p, "2024-%02d-14" % month, letters[letter], kommun="" if month == 7 else None)
    # Died in the window: stays with four visits.
    p = person(900226, "1881")
    p.death = D("2024-08-20")
    for month, letter in enumerate("AABA", 2):
        visit(p, "2024-%02d-14" % month, letters[letter])
    # Visits to specialists do not count: two visits remain (out).
    p = person(900227, "1881", "M")
    for month, level in enumerate(("PRIMARVARD", "SPEC_SOMATIK", "SPEC_SOMATIK", "PRIMARVARD"), 2):
        visit(p, "2024-%02d-14" % month, "LK0801", level=level)
    # Unknown sex.
    p = person(900228, "0484", "")
    for month, letter in enumerate("AABA", 2):
        visit(p, "2024-%02d-14" % month, letters[letter])
    # Home visits and video count.
    p = person(900229, "0486")
    for month, form in enumerate(("HEMBESOK", "VIDEO", "MOTTAGNING"), 2):
        visit(p, "2024-%02d-14" % month, "LK0801", form=form)
    # Other generic ids.
    p = person(900232, "0486", "M")
    for month, provider in enumerate(("JOUR", "LK0801", "VIKARIE", "LK0801", "OKAND", "LK0801"), 2):
        visit(p, "2024-%02d-14" % month, provider)
    return contacts


# ---------------------------------------------------------------- surveys

# enkat, question, dimension, {round: weight in hundredths}, kind of answers
QUESTIONS = [
    ("NPE_PV", "NPE_DEL1", "DELAKTIGHET", {"2023": 36, "2024": 34}, "steps"),
    ("NPE_PV", "NPE_DEL2", "DELAKTIGHET", {"2023": 25, "2024": 23}, "steps"),
    ("NPE_PV", "NPE_DEL3", "DELAKTIGHET", {"2023": 39, "2024": 43}, "steps"),
    ("NPE_PV", "NPE_KONT1", "KONTINUITET", {"2023": 100, "2024": 100}, "steps"),
    ("AOU_HT", "AOU_HANSYN", "INFLYTANDE", {"2023": None, "2024": None}, "often"),
    ("AOU_HT", "AOU_BEMOT", "BEMOTANDE", {"2023": None, "2024": None}, "often"),
    ("AOU_SABO", "AOU_HANSYN", "INFLYTANDE", {"2023": None, "2024": None}, "often"),
    ("AOU_SABO", "AOU_LAKARE", "TILLGANGLIGHET", {"2023": None, "2024": None}, "easy"),
]
QUESTION_TEXT = {
    "NPE_DEL1": "Fick du vara delaktig i besluten om din vård och behandling?",
    "NPE_DEL2": "Frågade läkaren hur du själv ville ha det?",
    "NPE_DEL3": "Fick du förklarat för dig så att du kunde ta ställning?",
    "NPE_KONT1": "Får du träffa samma läkare när du besöker vårdcentralen?",
    "AOU_HANSYN": "Brukar personalen ta hänsyn till dina åsikter och önskemål om hur hjälpen ska utföras?",
    "AOU_BEMOT": "Brukar personalen bemöta dig på ett bra sätt?",
    "AOU_LAKARE": "Hur lätt eller svårt är det att få träffa läkare vid behov?",
}
# code, class, points, text
ANSWERS = {
    "steps": [("5", "POSITIV", "100", "Ja, helt och hållet"), ("4", "POSITIV", "75", "Ja, till stor del"),
              ("3", "NEUTRAL", "50", "Delvis"), ("2", "NEGATIV", "25", "Nej, knappast"), ("1", "NEGATIV", "0", "Nej, inte alls"),
              ("9", "VET_EJ", "", "Vet ej")],
    "often": [("1", "POSITIV", "100", "Ja, alltid"), ("2", "POSITIV", "75", "Oftast"), ("3", "NEUTRAL", "50", "Ibland"),
              ("4", "NEGATIV", "25", "Sällan"), ("5", "NEGATIV", "0", "Nej, aldrig"), ("6", "VET_EJ", "", "Vet ej/ingen åsikt")],
    "easy": [("1", "POSITIV", "100", "Mycket lätt"), ("2", "POSITIV", "75", "Ganska lätt"), ("3", "NEUTRAL", "50", "Varken eller"),
             ("4", "NEGATIV", "25", "Ganska svårt"), ("5", "NEGATIV", "0", "Mycket svårt"), ("6", "VET_EJ", "", "Vet ej/ingen åsikt")],
}
ROUNDS = [("NPE_PV", "2023", "NP", 900), ("NPE_PV", "2024", "NP", 940), ("AOU_HT", "2023", "HT", 1000),
          ("AOU_HT", "2024", "HT", 1030), ("AOU_SABO", "2023", "SB", 930), ("AOU_SABO", "2024", "SB", 950)]


def make_answers():
    """Rows of enkatsvar.  No answer to a question: an empty svar_kod, or no row at all."""
    rng = Rng(53)
    rows, frame = [], {}
    for enkat, year, letters, count in ROUNDS:
        number = 0

        def respondent(kommun, kon, age, who, weight, lan=None, planted=None):
            nonlocal number
            number += 1
            unit = ""
            if enkat == "NPE_PV" and kommun:
                unit = CENTRES[kommun][number % len(CENTRES[kommun])]
            if enkat != "NPE_PV" and kon:
                kon = {"K": "2", "M": "1"}[kon]  # SCB's order: 1 man, 2 woman
            rid = "R%s%s%05d" % (year, letters, planted or number)
            return [enkat, year, rid, excel(kommun), excel(lan or kommun[:2]), unit, kon, age, who], weight

        for _ in range(count):
            kommun = rng.weighted(SHARE)
            position = [c for c, _, _ in KOMMUNER].index(kommun)
            kon = "K" if rng.percent(57) else "M"
            mood = (position * 7 + (year == "2024") * 3 + len(enkat)) % 9 - 4  # differs between kommuner
            if enkat == "NPE_PV":
                age = rng.between(0, 14) if rng.percent(8) else rng.between(15, 94)
                who = "VARDNADSHAVARE" if age < 15 else rng.weighted([("SJALV", 88), ("ANHORIG", 6), ("TILLSAMMANS", 6)])
                weight = decimal_comma(60 + 9 * position % 70 + (25 if kon == "M" else 0))
            else:
                age = 65 + rng.between(5, 34) if rng.percent(85) else rng.between(65, 70)
                who = rng.weighted([("SJALV", 55), ("ANHORIG", 25), ("TILLSAMMANS", 20)])
                # a sample in the three largest kommuner, everyone elsewhere (empty: 1)
                weight = {"0484": "1,4", "1880": "1,75", "0480": "1,1"}.get(kommun, "")
            frame[(enkat, year, kommun, kon)] = frame.get((enkat, year, kommun, kon), 0) + 1
            head, weight = respondent(kommun, kon, str(age), who, weight)
            base = rng.below(100)
            for survey, question, _, _, kind in QUESTIONS:
                if survey != enkat:
                    continue
                r = rng.below(100)
                if r < 2:
                    continue  # no row
                if r < 6:
                    answer = ""
                elif r < 10:
                    answer = "9" if kind == "steps" else "6"
                else:
                    score = (base + 2 * rng.below(100)) // 3 + mood
                    if question == "NPE_KONT1":
                        limits = (30, 50, 64, 80)  # about half are positive
                    elif kind == "steps":
                        limits = (50, 66, 76, 88)
                    elif enkat == "AOU_HT":
                        limits = (54, 78, 90, 95)
                    else:
                        limits = (44, 70, 85, 93)
                    step = sum(score >= x for x in limits)  # 0 best .. 4 worst
                    answer = str(5 - step if kind == "steps" else 1 + step)
                rows.append(head + [question, answer, weight])

        def plant(n, kommun, kon, age, who, weight, answers, lan=None):
            head, w = respondent(kommun, kon, age, who, weight, lan, 90000 + n)
            rows.extend(head + [question, answer, w] for question, answer in answers)

        if enkat == "NPE_PV" and year == "2024":
            d1, d2, d3, kont = "NPE_DEL1", "NPE_DEL2", "NPE_DEL3", "NPE_KONT1"
            # 100, 50, missing -> 79.82 and 100, missing, 50 -> 72.08 with proportional weights.
            plant(1, "0484", "K", "70", "SJALV", "1", [(d1, "5"), (d2, "3"), (d3, ""), (kont, "4")])
            plant(2, "0484", "M", "71", "SJALV", "1", [(d1, "5"), (d2, ""), (d3, "3"), (kont, "2")])
            # No question of the dimension answered: empty, VET_EJ, no rows.  Outside, not zero.
            plant(3, "1880", "K", "48", "SJALV", "1,25", [(d1, ""), (d2, ""), (d3, ""), (kont, "5")])
            plant(4, "1880", "M", "52", "SJALV", "1,5", [(d1, "9"), (d2, "9"), (d3, "9"), (kont, "9")])
            plant(5, "1880", "K", "33", "SJALV", "1,25", [(kont, "1")])
            # A guardian answered for a child: outside.
            plant(6, "0480", "M", "9", "VARDNADSHAVARE", "1", [(d1, "1"), (d2, "1"), (d3, "1"), (kont, "1")])
            # Age out of range (unknown plus a finding); answer code that the code book lacks (as unanswered).
            plant(7, "0480", "K", "999", "SJALV", "1", [(d1, "4"), (d2, "4"), (d3, "4"), (kont, "4")])
            plant(8, "0480", "M", "64", "SJALV", "1", [(d1, "7"), (d2, "4"), (d3, "2"), (kont, "7")])
            # Kommun unknown, county known; sex and age unknown; weight empty (1); answered together.
            plant(9, "", "K", "58", "SJALV", "1,1", [(d1, "5"), (d2, "5"), (d3, "4"), (kont, "5")], "18")
            plant(10, "1883", "", "", "SJALV", "1,1", [(d1, "5"), (d2, "4"), (d3, "4"), (kont, "3")])
            plant(11, "1883", "K", "81", "SJALV", "", [(d1, "2"), (d2, "2"), (d3, "3"), (kont, "2")])
            plant(12, "1883", "M", "83", "TILLSAMMANS", "1", [(d1, "3"), (d2, "3"), (d3, "3"), (kont, "3")])
        if enkat == "AOU_HT" and year == "2024":
            # "Vet ej" is out of the denominator; so is no answer; a relative's answer counts.
            plant(1, "0488", "K", "84", "SJALV", "", [("AOU_HANSYN", "6"), ("AOU_BEMOT", "1")])
            plant(2, "0488", "M", "90", "ANHORIG", "", [("AOU_HANSYN", "4"), ("AOU_BEMOT", "3")])
            plant(3, "0488", "K", "79", "SJALV", "", [("AOU_HANSYN", ""), ("AOU_BEMOT", "")])
            # Sex unknown: in the total only.
            plant(4, "0488", "", "77", "SJALV", "", [("AOU_HANSYN", "1"), ("AOU_BEMOT", "2")])
    return rows, frame


# ---------------------------------------------------------------- files


def quote(cell, separator):
    if any(c in cell for c in (separator, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def write(folder, name, header, rows, separator=";", end="\n", encoding="utf-8", bom=False, last_newline=True):
    lines = [separator.join(quote(c, separator) for c in row) for row in [header] + rows]
    assert all(len(row) == len(header) for row in rows), name
    data = (end.join(lines) + (end if last_newline else "")).encode(encoding)
    if bom:
        data = b"\xef\xbb\xbf" + data
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)
    print("%-20s %6d rows %8d bytes" % (name, len(rows), len(data)))


def twice(rng, rows, count):
    """Identical records: each counts once."""
    for _ in range(count):
        rows.insert(rng.below(len(rows)), list(rng.choice(rows)))


def write_persons(folder, persons):
    """UTF-8 with BOM, CRLF, header with capitals, å, ä, ö and spaces, codes without their leading zero."""
    rng = Rng(71)
    sex = {"K": "Kvinna", "M": "Man", "": ""}
    rows = []
    for p in persons:
        if not p.in_file:
            continue
        orebro = p.kommun.startswith("18")
        death = p.death_text or iso(p.death)
        if not death and orebro and rng.percent(30):
            death = "NULL"  # one system writes its missing values
        common = [p.birth_text or iso(p.born), sex[p.kon] if orebro else p.kon]
        tail = [death, p.moved_out_text or iso(p.moved_out), excel(p.moved_to)]
        spans = [(p.kommun, p.listed, p.valid_from, None)]
        if p.new_kommun:
            day, kommun = p.new_kommun
            spans = [(p.kommun, p.listed, None, day - 1), (kommun, CENTRES[kommun][0], day, None)]
        for kommun, listed, first, last in spans:
            rows.append([p.pid] + common + [excel(kommun)] + tail
                        + [listed, iso(first), iso(last) if last or first is None else "9999-12-31"])
    twice(rng, rows, 1)
    write(folder, "personer.csv",
          ["Person ID", "Födelsedatum", "Kön", "Hemkommun", "Dödsdatum", "Flytt-datum", "Flytt till länskod", "Listad enhet",
           "Giltig från", "Giltig till"], rows, end="\r\n", bom=True)


def write_units(folder):
    """Windows-1252, CRLF."""
    rows = []
    for lan, hospitals in HOSPITALS.items():
        for unit, name, kommun in hospitals:
            rows.append([unit, name, "SJUKHUS", "Region", "Egen regi", excel(kommun), excel(lan), ""])
            for short, clinic in CLINICS:
                # the en dash is byte 0x96: tells Windows-1252 from Latin-1
                rows.append(["KL%s%s" % (unit[2:], short), "%s – %s" % (name, clinic), "KLINIK", "Region", "Egen regi",
                             excel(kommun), excel(lan), unit])
    for code, name, _ in KOMMUNER:
        for k, centre in enumerate(CENTRES[code]):
            rows.append([centre, "Vårdcentralen %s, %s" % (CENTRE_NAMES[k], name), "VC", "Region",
                         "Privat" if (int(code) + k) % 4 == 0 else "Egen regi", excel(code), excel(code[:2]), ""])
        rows.append(["SB%s" % code, "Särskilt boende Café Ängen, %s" % name, "SABO", "Kommun", "Egen regi", excel(code), excel(code[:2]), ""])
        rows.append(["HT%s" % code, "Hemtjänsten i %s" % name, "HEMTJANST", "Kommun", "Egen regi", excel(code), excel(code[:2]), ""])
    write(folder, "enheter.csv",
          ["Enhet ID", "Namn", "Enhetstyp", "Huvudman", "Regi", "Kommunkod", "Länskod", "Överordnad enhet ID"], rows,
          end="\r\n", encoding="cp1252")


def stay_rows(stays):
    rows = []
    for s in stays:
        hospital = HOSPITALS[s.lan][s.hospital][0]
        orebro = s.lan == "18"
        end = s.end_text or iso(s.end)
        if orebro and s.end is not None:
            end += " 00:00:00"  # timestamps at midnight from one of the two systems
        planned = {"J": "1", "N": "2", "": ""}[s.planned] if orebro else s.planned  # the patient register's 1 and 2
        rows.append([s.id, s.person.pid, excel(s.kommun), excel(s.lan), hospital,
                     "KL%s%s" % (hospital[2:], FORM_CLINIC.get(s.form, "KIR" if s.diagnosis[:1] in "SKM" else "MED")),
                     iso(s.start), end, s.insatt, s.utsatt, planned, s.form, s.diagnosis, s.second, s.cause,
                     "AVD %d" % (1 + int(s.id[2:]) % 40)])
    return rows


def write_stays(folder, stays):
    """UTF-8 without BOM, CRLF, a column that no schema knows (Avdelning)."""
    stays.sort(key=lambda s: s.person.pid)  # stable: a person's rows keep their order
    for number, s in enumerate(stays, 1):
        s.id = "VT%06d" % number
    stays.sort(key=lambda s: (s.start, s.id))
    rows = stay_rows(stays)
    twice(Rng(73), rows, 4)
    write(folder, "vardtillfallen.csv",
          ["Vårdtillfälle ID", "Person ID", "Kommunkod", "Vård-länskod", "Sjukhus ID", "Klinik ID", "Inskrivningsdatum",
           "Utskrivningsdatum", "Inskrivningssätt", "Utskrivningssätt", "Planerad", "Vårdform", "Huvuddiagnos", "Bidiagnoser",
           "Yttre orsak", "Avdelning"], rows, end="\r\n")
    return rows


def write_contacts(folder, contacts):
    """Tab separated, dates as YYYYMMDD."""
    contacts.sort(key=lambda c: (c.person.pid, c.day))
    for number, c in enumerate(contacts, 1):
        c.id = "VK%06d" % number
    contacts.sort(key=lambda c: (c.day, c.id))
    rows = []
    for c in contacts:
        place = "ORDINART" if c.form == "HEMBESOK" else "DISTANS" if c.form == "VIDEO" else ""
        rows.append([c.id, c.person.pid, excel(c.kommun), excel(lan_of(c.kommun)), compact(c.day),
                     c.sought_text or compact(c.sought), c.form, place, c.recorded, c.role, c.provider, c.unit, c.level,
                     "J" if c.sought else "N", c.done, c.diagnosis])
    twice(Rng(79), rows, 5)
    write(folder, "vardkontakter.csv",
          ["kontakt_id", "person_id", "kommunkod", "vard_lanskod", "kontakt_datum", "sokte_datum", "kontaktform", "plats",
           "journalford", "yrkesgrupp", "personal_id", "enhet_id", "vardniva", "vardgaranti", "genomford", "diagnoser"],
          rows, separator="\t")
    return rows


def write_surveys(folder):
    answers, frame = make_answers()
    twice(Rng(83), answers, 3)
    # decimal comma in vikt
    write(folder, "enkatsvar.csv",
          ["enkat", "omgang", "respondent_id", "kommunkod", "lanskod", "enhet_id", "kon", "alder", "svarande", "fraga_id",
           "svar_kod", "vikt"], answers)
    # the code book: decimal comma in dimensionsvikt, texts with line breaks, quotes and semicolons
    book = []
    for enkat, question, dimension, weights, kind in QUESTIONS:
        for year in ("2023", "2024"):
            weight = "" if weights[year] is None else decimal_comma(weights[year])
            for code, group, points, text in ANSWERS[kind]:
                book.append([enkat, year, question, dimension, weight, code, group, points,
                             '%s\nSvar: "%s"; kod %s' % (QUESTION_TEXT[question], text, code)])
    write(folder, "enkatfragor.csv",
          ["enkat", "omgang", "fraga_id", "dimension", "dimensionsvikt", "svar_kod", "klass", "poang", "svar_text"], book,
          end="\r\n")
    # the sample: comma separated, thousands with a no-break space, no newline at the end.
    # NPE is drawn by kommun and sex, AOU by kommun (so no response rate by sex).
    rng = Rng(89)
    sample = []
    for enkat, year, _, _ in ROUNDS:
        for code, _, size in KOMMUNER:
            for kon in (("K", "M") if enkat == "NPE_PV" else ("",)):
                answered = sum(n for key, n in frame.items() if key[:3] == (enkat, year, code) and kon in ("", key[3]))
                asked = answered * 100 // rng.between(38, 66) + 4
                over = asked * rng.between(0, 4) // 100
                people = asked * 7 + size * 40 if enkat == "NPE_PV" else asked * rng.between(10, 17) // 10
                sample.append([enkat, year, code[:2], code, "", kon, "0" if enkat == "NPE_PV" else "65", "",
                               "{:,}".format(people).replace(",", "\u00a0"), str(asked), str(over)])
    write(folder, "enkaturval.csv",
          ["enkat", "omgang", "lanskod", "kommunkod", "enhet_id", "kon", "alder_fran", "alder_till", "population", "urval",
           "overtackning"], sample, separator=",", last_newline=False)
    return answers


# ---------------------------------------------------------------- support, home care, assessments, plans
#
# These datasets were added when the files above were there already: they take persons and stays as they are and
# change none of them.  Planted rows have ids from 900001; where a kommun is named, it has no other rows of that kind,
# so that its cell is the case.


def age_at(person, day):
    born, then = date.fromordinal(person.born), date.fromordinal(day)
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def known(persons):
    """Persons with nothing odd about them in personer.csv."""
    return [p for p in persons if p.pid < "P002421" and p.kommun in CENTRES and p.kon and p.valid_from is None
            and not (p.birth_text or p.death_text or p.moved_out_text)]


def pick(people, kommun, count, low, high, day, **keys):
    """COUNT persons of KOMMUN, from LOW to HIGH years on DAY, who live there and are alive a year later."""
    found = [p for p in people if p.kommun == kommun and low <= age_at(p, day) <= high and not p.new_kommun
             and not p.moved_out and (p.death is None or p.death > day + 366)]
    assert len(found) >= count, (kommun, low, high, len(found))
    return found[:count]


def pick_dead(people, kommun, first, last):
    """The first person of KOMMUN who died from FIRST to LAST."""
    return next(p for p in people if p.kommun == kommun and p.death and D(first) <= p.death <= D(last) and not p.new_kommun
                and not p.moved_out)


def timestamp(day):
    return "" if day is None else iso(day) + " 00:00:00"


def numbered(rows, letters):
    """Ids in the order of the rows; planted rows bring their own."""
    number = 0
    for row in rows:
        if not row[0]:
            number += 1
            row[0] = "%s%06d" % (letters, number)
    return rows


class Support:
    def __init__(self, person, kind, start=None, end=None, offered=None, answer="", raised=None, why="", target="", way="",
                 reason="", unit="", planted=None):
        self.person, self.kind, self.start, self.end, self.offered, self.answer = person, kind, start, end, offered, answer
        self.raised, self.why, self.target, self.way, self.reason, self.unit = raised, why, target, way, reason, unit
        self.planted = planted


SUPPORT_NAMES = {"HEMTJANST": "Hemtjänst", "SABO": "Särskilt boende", "KORTTID": "Korttidsboende", "HEMSJUKVARD": "Hemsjukvård",
                 "HALSOSAMTAL": "Hälsosamtal"}
HEALTH_TALKS_PLANTED, HOME_CARE_PLANTED = "1885", "0481"
FIRST_DAY = D("2024-09-16")  # home care: the fourteen days from Monday of week 38


def make_support(persons, stays):
    rng = Rng(101)
    people = known(persons)
    support = []

    def add(person, kind, start, end, stop, **keys):
        """Ends with the person's life or residence; None: ongoing at the end of the data."""
        gone = min((d for d in (person.death, person.moved_out) if d), default=None)
        if gone is not None and start is not None and start >= gone:
            return None
        if gone is not None and gone <= stop and start is not None and (end is None or end > gone):
            end, keys["why"] = gone, "AVLIDEN" if gone == person.death else "FLYTT"
        s = Support(person, kind, start, end, **keys)
        support.append(s)
        return s

    for p in people:
        stop = DATA_END[lan_of(p.kommun)]
        age = age_at(p, D("2024-07-01"))
        old = age >= 80
        if age >= 65 and p.kommun != HOME_CARE_PLANTED:
            r = rng.below(100)
            if r < (16 if old else 4):
                add(p, "SABO", D("2019-03-01") + rng.below(2040), None, stop, unit="SB%s" % p.kommun)
            elif r < (50 if old else 16):
                start = D("2020-02-01") + rng.below(1600)
                end = start + 40 + rng.below(500) if rng.percent(18) else None
                end = None if end is not None and end > stop else end
                s = add(p, "HEMTJANST", start, end, stop, unit="HT%s" % p.kommun, reason=rng.weighted(
                    [("", 70), ("Ansökan", 20), ("Enligt utredning; se akten", 7), ('Efter "hemgångsteam"', 3)]),
                    why="" if end is None else rng.choice(["MAL_UPPNATT", "OVRIGT", "AVBROTT"]))
                if s and rng.percent(65):  # the duty to offer a fixed contact began on 1 July 2022
                    offered = max(start, D("2022-07-01")) + rng.below(60)
                    answer = rng.weighted([("JA", 55), ("NEJ", 20), ("INGET", 25)])
                    if offered <= stop - 30 and (s.end is None or offered + 30 < s.end):
                        add(p, "FAST_OMSORGSKONTAKT", offered + rng.below(20) if answer == "JA" else None,
                            s.end if answer == "JA" else None, stop, offered=offered, answer=answer, unit="HT%s" % p.kommun)
                if s and rng.percent(35):
                    care = add(p, "HEMSJUKVARD", start + rng.below(60), s.end, stop)
                    if care and care.end is None and rng.percent(14):
                        add(p, "LAKEMEDELSAUTOMAT", max(start + 90, D("2023-05-01")), None, stop)
            elif r < (57 if old else 18):
                start = D("2023-01-10") + rng.below(700)
                if start <= stop:
                    end = start + 10 + rng.below(40)
                    add(p, "KORTTID", start, end if end <= stop else None, stop, unit="SB%s" % p.kommun,
                        way=rng.weighted([("EFTER_SJUKHUS", 55), ("DIREKT", 15), ("HEMIFRAN", 25), ("FRAN_SABO", 2), ("", 3)]))
            elif r == 60:
                add(p, "MOBILT_TEAM", D("2023-02-01") + rng.below(500), None, stop)
        elif 38 <= age <= 64 and p.kommun != HEALTH_TALKS_PLANTED and rng.percent(80):
            # Cohorts are wider than in reality, or the samples would have hardly anybody in them.
            target = "40" if age < 47 else "50" if age < 56 else "60"
            offered = D("2021-09-01") + rng.below(1170)
            answer = rng.weighted([("JA", 50), ("NEJ", 18), ("INGET", 32)])
            wait = 5 + rng.below(200) + (180 if rng.percent(8) else 0)
            held = offered + wait if answer == "JA" and offered + wait <= stop else None
            add(p, "HALSOSAMTAL", held, held, stop, offered=offered, answer=answer, target=target, unit=p.listed)
            again = offered + 90 + rng.below(120)
            if answer == "INGET" and rng.percent(60) and again <= stop:  # a reminder is a row of its own
                late = again + 10 + rng.below(150)
                held = late if rng.percent(40) and late <= stop else None
                add(p, "HALSOSAMTAL", held, held, stop, offered=again, answer="JA" if held else "INGET", target=target,
                    unit=p.listed)
        if 18 <= age < 75 and rng.percent(9 if p.kon == "K" else 3):
            kind = "IFO_VALD" if rng.percent(60) else "IFO_OVRIGT"
            raised = D("2022-06-01") + rng.below(900)
            if raised <= stop and (p.death or stop) > raised:
                start = raised + rng.below(45) if rng.percent(65) else None
                end = None if start is None or rng.percent(35) else start + 30 + rng.below(200)
                if start is None or start <= stop:
                    add(p, kind, start, end if end is None or end <= stop else None, stop, raised=raised,
                        why="" if end is None or end > stop else rng.weighted(
                            [("MAL_UPPNATT", 35), ("MAL_DELVIS", 25), ("AVBROTT", 25), ("OVRIGT", 15)]))
    # Rehabilitation at home after a fracture or a stroke, for some.
    given = set()
    for s in stays:
        p = s.person
        if p in given or s.end is None or s.diagnosis[:3] not in ("S72", "I63") or p.pid >= "P002421" or p.kommun not in CENTRES:
            continue
        start, stop = s.end + rng.below(25), DATA_END[lan_of(p.kommun)]
        if age_at(p, s.end) < 65 or not rng.percent(45) or start > stop or p.birth_text or p.death_text:
            continue
        given.add(p)
        end = start + 21 + rng.below(70)
        add(p, "HEMREHAB", start, end if end <= stop else None, stop, raised=s.end,
            why="" if end > stop else rng.weighted([("MAL_UPPNATT", 50), ("MAL_DELVIS", 30), ("AVBROTT", 20)]))
    support += plant_health_talks(people)
    return support


def plant_health_talks(people):
    """Offers of 2023 in Lindesberg: one of five.  Talk on day 365 (met) and 366; a reminder, and a talk more than 365 days
    after the first offer; declined; dead within the year (out); a talk before the offer only."""
    at = D("2023-03-01")
    a, b, c, d, f = pick(people, HEALTH_TALKS_PLANTED, 5, 38, 64, at)
    dead = pick_dead(people, HEALTH_TALKS_PLANTED, "2023-06-01", "2024-01-20")
    first = D("2023-02-01")

    def offer(n, p, offered, held=None, answer="JA"):
        return Support(p, "HALSOSAMTAL", held, held, offered, answer, target="40", planted=n)

    return [offer(1, a, first, first + 365), offer(2, b, first, first + 366), offer(3, c, first, None, "INGET"),
            offer(4, c, first + 120, first + 394), offer(5, d, first, None, "NEJ"), offer(6, dead, D("2023-02-10"), None, "INGET"),
            offer(7, f, None, first - 40), offer(8, f, first, None, "INGET")]


def write_support(folder, support):
    """UTF-8, LF, `;`: one county writes names for codes, 9999-12-31 for open, and last days that are still to come."""
    rng = Rng(103)
    rows = []
    for s in sorted(support, key=lambda s: (s.start or s.offered or s.raised, s.person.pid, s.kind)):
        sormland = lan_of(s.person.kommun) == "04"
        end = iso(s.end)
        if s.end is None and s.start is not None and rng.percent(30):
            end = "9999-12-31" if sormland else "2025-06-30" if s.kind == "HEMTJANST" else ""
        kind = s.kind if sormland else SUPPORT_NAMES.get(s.kind, s.kind)
        if s.kind == "IFO_OVRIGT" and len(rows) % 9 == 0:
            kind = "IFO_BOENDE"  # a code of the source that no list has: unknown, with a finding
        answer = s.answer if sormland else {"JA": "Ja", "NEJ": "Nej", "INGET": "Inget svar", "": ""}[s.answer]
        kommun = s.person.kommun_at(s.start or s.offered or s.raised)
        rows.append(["IN%06d" % (900000 + s.planted) if s.planted else "", s.person.pid, excel(kommun), s.unit, kind, iso(s.raised),
                     iso(s.offered), answer, iso(s.start), end, s.reason, s.why, s.target, s.way])
    numbered(rows, "IN")
    twice(rng, rows, 2)
    write(folder, "insatser.csv",
          ["Insats ID", "Person ID", "Kommunkod", "Enhet ID", "Insats", "Aktualiserad", "Erbjuden", "Svar", "Startdatum",
           "Slutdatum", "Orsak", "Avslutsorsak", "Målgrupp", "Inkomstsätt"], rows)
    return rows


# ---- home care

HOME_CARE = ["0480", "0484", "0488", "1880", "1883", "1885"]


class Visit:
    def __init__(self, person, day, minute, staff, length=25, kind="OMVARDNAD", done="J", planted=None):
        self.person, self.day, self.minute, self.staff = person, day, minute, staff
        self.length, self.kind, self.done, self.planted = length, kind, done, planted


def make_visits(persons, support, stays):
    rng = Rng(107)
    visits = []
    covered = {s.person for s in support if s.kind == "HEMTJANST" and s.start <= FIRST_DAY and (s.end or FIRST_DAY + 14) > FIRST_DAY}
    for place, kommun in enumerate(HOME_CARE):
        users = [p for p in persons if p in covered and p.kommun_at(FIRST_DAY) == kommun][:16]
        pool = ["HP%04d" % (1 + 40 * place + i) for i in range(34)]
        for k, p in enumerate(users):
            times = [475, 1080] if k % 3 else [465, 720, 1090, 1265]  # two or four visits a day
            if k % 5 == 4:
                times = times[:1]  # not twice a day: outside
            own = [rng.choice(pool) for _ in range(4 + k % 4)]
            seldom = 15 + 12 * (k % 4)  # per cent of visits by somebody else of the group
            for day in range(FIRST_DAY, FIRST_DAY + 14):
                for minute in times:
                    staff = rng.choice(pool) if rng.percent(seldom) else rng.choice(own)
                    if rng.permille(18):
                        staff = rng.choice(["", "VIKARIE", "Okänd"])
                    at = minute + rng.below(25)
                    done = "N" if rng.permille(8) else "J"
                    kind = rng.weighted([("OMVARDNAD", 80), ("SERVICE", 17), ("LEDSAGNING", 2), ("AVLOSNING", 1)])
                    visits.append(Visit(p, day, at, staff, 10 + rng.below(35), kind, done))
                    if rng.percent(2) and kind == "OMVARDNAD":  # double staffing
                        visits.append(Visit(p, day, at, rng.choice(pool), visits[-1].length, kind, done))
                if rng.percent(6):
                    kind = rng.weighted([("LARM", 40), ("MATLEVERANS", 25), ("HEMSJUKVARD", 20), ("TILLSYN_DIGITAL", 15)])
                    minute = 1425 if kind == "LARM" else 780 + rng.below(60)  # 23:45, over midnight
                    visits.append(Visit(p, day, minute, "HP%04d" % (900 + rng.below(30)), 30, kind))
    return visits + plant_visits(known(persons), support, stays)


def plant_visits(people, support, stays):
    """In Oxelösund, where nobody else has home care.  Letters are staff."""
    visits = []
    in_hospital = {s.person for s in stays if s.end is None or s.end >= FIRST_DAY > s.start - 20}
    people = [p for p in people if p not in in_hospital]
    users = pick(people, HOME_CARE_PLANTED, 10, 66, 99, D("2023-10-01"))
    users.append(next(p for p in people if p.kommun == HOME_CARE_PLANTED and 58 <= age_at(p, FIRST_DAY) <= 64))
    for n, p in enumerate(users, 1):
        support.append(Support(p, "HEMTJANST", D("2024-09-17" if n == 9 else "2023-11-06"), planted=20 + n))
    support.append(Support(users[9], "KORTTID", FIRST_DAY - 7, FIRST_DAY, way="HEMIFRAN", planted=32))

    staff = {letter: "HP%04d" % (801 + n) for n, letter in enumerate("ABCDEF")}

    def daily(p, n, day, morning, evening, at=(480, 1080)):
        visits.append(Visit(p, FIRST_DAY + day, at[0], morning, planted=n))
        visits.append(Visit(p, FIRST_DAY + day, at[1], evening, planted=n))

    a, b, c, d, e, f = (staff[x] for x in "ABCDEF")
    for day in range(14):
        # A and B every day, C for B on the last one: 3 persons.
        daily(users[0], 1, day, a, c if day == 13 else b)
        # One visit only on the seventh day: outside.
        if day == 6:
            visits.append(Visit(users[1], FIRST_DAY + day, 480, a, planted=2))
        else:
            daily(users[1], 2, day, a, b)
        # A and E every day, D as the second of two on the first morning, F at 21:59 on the second day: 4 persons.
        daily(users[2], 3, day, a, e)
        # The evening visit begins at 22:00 on the third day: outside.
        daily(users[3], 4, day, a, b, (480, 1320 if day == 2 else 1080))
        # The morning visit begins at 06:50 on the third day: outside.
        daily(users[4], 5, day, a, b, (410 if day == 2 else 480, 1080))
        # Nobody knows who came on 2 of 28 visits (each is one more person: 4), on 3 of 28 (more than a tenth: outside).
        daily(users[5], 6, day, "" if day in (3, 9) else a, b)
        daily(users[6], 7, day, "" if day in (3, 6, 9) else a, b)
        # Cancelled in the evening of the eleventh day: outside.
        daily(users[7], 8, day, a, b)
        if day == 10:
            visits[-1].done = "N"
        # Home care from the second day on; short-term care to the first day; not 65 years: outside, all three.
        for n in (9, 10, 11):
            daily(users[n - 1], n, day, a, b)
    visits.append(Visit(users[2], FIRST_DAY, 480, d, planted=3))
    visits.append(Visit(users[2], FIRST_DAY + 1, 1319, f, planted=3))
    return visits


VISIT_NAMES = {"OMVARDNAD": "Omvårdnad", "AVLOSNING": "Avlösning", "LARM": "Trygghetslarm", "HEMSJUKVARD": "Hemsjukvård",
               "TILLSYN_DIGITAL": "Digital tillsyn"}


def write_visits(folder, visits):
    """Windows-1252, CRLF.  Each system has its own clock: local minutes, with seconds, and one in UTC (summer time: two hours
    less, with Z)."""
    rng = Rng(109)
    rows = []

    def clock(kommun, day, minute):
        if kommun == "0488":
            minute -= 120
        day, minute = day + minute // 1440, minute % 1440
        text = "%s%%s%02d:%02d" % (iso(day), minute // 60, minute % 60)
        return text % "T" + "Z" if kommun == "0488" else text % " " + ":00" if kommun.startswith("18") else text % "T"

    for v in sorted(visits, key=lambda v: (v.day, v.minute, v.person.pid, v.staff)):
        kommun = v.person.kommun_at(FIRST_DAY)
        orebro = kommun.startswith("18")
        end = "" if rng.permille(4) and not v.planted else clock(kommun, v.day, v.minute + v.length)
        if len(rows) == 1500:
            end = clock(kommun, v.day, v.minute - 60)  # ends before it begins
        rows.append(["", v.person.pid, v.staff, clock(kommun, v.day, v.minute), end,
                     VISIT_NAMES.get(v.kind, v.kind) if orebro else v.kind, excel(kommun), "HT%s" % kommun,
                     {"J": "1", "N": "0"}[v.done] if orebro else v.done])
    numbered(rows, "HB")
    twice(rng, rows, 3)
    write(folder, "hemtjanstbesok.csv",
          ["Besök ID", "Person ID", "Personal ID", "Starttid", "Sluttid", "Insatstyp", "Kommunkod", "Enhet ID", "Utfört"], rows,
          end="\r\n", encoding="cp1252")
    return rows


# ---- assessments: of risks in residential care, of exposure to violence, of function

# Sörmland delivers half a year beyond the other files, so that what was done about risks in 2024 can be followed up.
ASSESSED_UNTIL = {"04": D("2025-06-30"), "18": D("2024-12-31")}
RISKS_PLANTED, VIOLENCE_PLANTED = "0482", "1884"
RISK_AREAS = [("FALL", "DFRI", 70), ("UNDERNARING", "MNA", 45), ("TRYCKSAR", "NORTON", 25), ("MUNHALSA", "ROAG", 35)]
AREA_NAMES = {"UNDERNARING": "Undernäring", "TRYCKSAR": "Trycksår", "MUNHALSA": "Munhälsa", "VALD": "Våld", "BLASA": "Blåsdysfunktion"}
UNIT_NAMES = {"SABO": "Särskilt boende", "KORTTID": "Korttidsboende", "DEMENS": "Demensboende", "VC": "Vårdcentral"}


class Assessment:
    def __init__(self, person, day, area, risk="J", done=None, planned=None, instrument="", value="", unit_type="SABO", unit="",
                 followed=None, planted=None):
        self.person, self.day, self.area, self.risk, self.done, self.planned = person, day, area, risk, done, planned
        self.instrument, self.value, self.unit_type, self.unit = instrument, value, unit_type, unit
        self.followed, self.planted = followed, planted


def make_assessments(persons, support):
    rng = Rng(113)
    found = []
    for s in support:
        p, stop = s.person, ASSESSED_UNTIL[lan_of(s.person.kommun)]
        gone = min(d for d in (p.death, p.moved_out, stop) if d)
        if s.kind in ("SABO", "KORTTID") and p.kommun != RISKS_PLANTED:
            kind = "KORTTID" if s.kind == "KORTTID" else "DEMENS" if rng.percent(30) else "SABO"
            day = max(s.start, D("2023-01-03")) + rng.below(60)
            while day <= gone and (s.end is None or day <= s.end):
                for area, instrument, likely in RISK_AREAS:
                    if rng.percent(30):
                        continue
                    risk = rng.percent(likely)
                    value = {"FALL": "%d" % (3 + rng.below(5) if risk else rng.below(3)),
                             "UNDERNARING": "%d,%d" % (5 + rng.below(6) if risk else 12 + rng.below(2), 5 * rng.below(2)),
                             "TRYCKSAR": "%d" % (12 + rng.below(8) if risk else 21 + rng.below(8)),
                             "MUNHALSA": "%d" % (2 if risk else 1)}[area]
                    planned = day + rng.below(14) if risk and rng.percent(80) else None
                    done = planned + rng.below(240) if planned and rng.percent(85) else None
                    done = None if done is not None and done > gone else done
                    text = "" if rng.permille(10) else "J" if risk else "N"  # nobody wrote what came out
                    found.append(Assessment(p, day, area, text, done, planned, instrument, value, kind, s.unit))
                day += 150 + rng.below(120)
        if s.kind == "HEMREHAB" and s.end is not None:
            before = s.start + rng.below(10)
            for number, day in enumerate((before, s.end - rng.below(10))):
                if before + 5 < s.end and (number == 0 or rng.percent(80)) and day <= gone:
                    value = 4 + rng.below(3) - number * rng.below(3)
                    found.append(Assessment(p, day, "ADL", "", instrument="KATZ", value="%d" % value, unit_type="HEMSJUKVARD"))
                    if rng.percent(40):
                        found.append(Assessment(p, day, "GANG", "", instrument="TUG", unit_type="HEMSJUKVARD",
                                                value="%d,%d" % (12 + rng.below(20) - 3 * number, rng.below(10))))
    help_starts = {}
    for s in support:
        if s.kind == "IFO_VALD" and s.start is not None:
            help_starts.setdefault(s.person, s.start)
    for p in known(persons):  # asked about violence at the primary care centre
        start = help_starts.get(p)
        age = age_at(p, D("2024-01-01"))
        stop = min(d for d in (p.death, p.moved_out, DATA_END[lan_of(p.kommun)]) if d)
        if p.kommun == VIOLENCE_PLANTED or not 19 <= age < 70 or not (start or rng.percent(35)):
            continue
        day = start - rng.below(50) if start else D("2023-02-01") + rng.below(690)
        if day > stop or day < D("2023-01-01"):
            continue
        risk = bool(start) or rng.percent(7)
        done = day + rng.below(20) if risk and rng.percent(30) and day + 20 <= stop else None
        found.append(Assessment(p, day, "VALD", "J" if risk else "N", done, None, "FREDA", "", "VC", p.listed))
    return found + plant_assessments(known(persons), support)


def plant_assessments(people, support):
    at = D("2024-01-02")
    out = {s.person for s in support if s.kind == "SABO" or s.kind.startswith("IFO")}
    people = [p for p in people if p not in out]
    found = []

    def add(n, p, day, area, risk="J", done=None, kind="SABO"):
        found.append(Assessment(p, D(day), area, risk, D(done) if done else None, unit_type=kind, planted=n))

    # Risks of 2024 in Flen: two of five (one of five if every risk must be met).  31 August and six months is 28 February;
    # a day later is too late; a day before the assessment does not count; one risk of two; dead without anything done;
    # 64 years, another area and no risk are outside.
    a, b, c, d, f, g = pick(people, RISKS_PLANTED, 6, 66, 99, at)
    young = next(p for p in people if p.kommun == RISKS_PLANTED and 60 <= age_at(p, D("2024-05-06")) <= 64)
    dead = pick_dead(people, RISKS_PLANTED, "2024-01-20", "2025-01-31")
    add(1, a, "2024-08-31", "FALL", done="2025-02-28")
    add(2, b, "2024-08-31", "FALL", done="2025-03-01")
    add(3, c, "2024-05-06", "TRYCKSAR", done="2024-05-05")
    add(4, d, "2024-05-06", "UNDERNARING")
    add(5, d, "2024-05-06", "MUNHALSA", done="2024-05-06")
    add(6, dead, iso(max(at, dead.death - 40)), "FALL")
    add(7, young, "2024-05-06", "FALL", done="2024-05-07")
    add(8, f, "2024-05-06", "BLASA", done="2024-05-07")
    add(9, g, "2024-05-06", "FALL", "N")
    # Exposure to violence in Nora, 2024: two of three.  An action on the day itself; support on day 30 and on day 31
    # (insatser); no risk is outside.
    a, b, c, d = pick(people, VIOLENCE_PLANTED, 4, 19, 64, at)
    add(11, a, "2024-04-10", "VALD", kind="VC")
    add(12, b, "2024-04-10", "VALD", kind="VC")
    add(13, c, "2024-04-10", "VALD", done="2024-04-10", kind="VC")
    add(14, d, "2024-04-10", "VALD", "N", kind="VC")
    support.append(Support(a, "IFO_VALD", D("2024-05-10"), None, raised=D("2024-04-12"), planted=11))
    support.append(Support(b, "IFO_VALD", D("2024-05-11"), None, raised=D("2024-04-12"), planted=12))
    return found


def write_assessments(folder, found):
    """UTF-8 with BOM, CRLF, tab: decimal comma, days as 20240506 and names for codes from one county."""
    rng = Rng(127)
    rows = []
    for a in sorted(found, key=lambda a: (a.day, a.person.pid, a.area, a.instrument)):
        orebro = lan_of(a.person.kommun) == "18"
        day = compact if orebro else iso
        kommun = a.person.kommun_at(a.day)
        risk = {"J": "Ja", "N": "Nej", "": ""}[a.risk] if orebro else a.risk
        rows.append(["BD%06d" % (900000 + a.planted) if a.planted else "", a.person.pid, excel(kommun), a.unit,
                     UNIT_NAMES.get(a.unit_type, a.unit_type) if orebro else a.unit_type, day(a.day),
                     AREA_NAMES.get(a.area, a.area) if orebro else a.area, a.instrument, a.value, risk, day(a.planned), day(a.done)])
    numbered(rows, "BD")
    rows[100][11] = "2024-02-30"  # a day that does not exist
    rows[300][2] = rows[301][2] = ""  # protected identity: no kommun
    twice(rng, rows, 2)
    write(folder, "bedomningar.csv",
          ["Bedömning ID", "Person ID", "Kommunkod", "Enhet ID", "Enhetstyp", "Bedömningsdatum", "Område", "Instrument", "Värde",
           "Risk", "Åtgärd planerad", "Åtgärd utförd"], rows, separator="\t", end="\r\n", bom=True)
    return rows


# ---- leaving hospital, and plans

PROCESS_PLANTED = "1882"


class Process:
    def __init__(self, stay, ready, need="", planted=False):
        self.stay, self.ready, self.need, self.planted = stay, ready, need, planted
        self.revoked = self.again = self.plan_due = self.plan_made = None


def make_processes(persons, stays):
    """Some of the stays, as the planning system has them; not those that were planted for readmissions."""
    rng = Rng(131)
    found = []
    for s in stays:
        p = s.person
        long_enough = s.end is not None and s.end - s.start >= 2 and s.start >= D("2023-01-01")
        if not long_enough or s.utsatt not in ("2", "3") or p.pid >= "P002421" or p.kommun not in CENTRES or p.birth_text:
            continue
        if age_at(p, s.end) < 65 or s.kommun == PROCESS_PLANTED or not rng.percent(55):
            continue
        ready = s.end - min(rng.weighted([(0, 40), (1, 25), (2, 14), (3, 9), (5, 7), (9, 5)]), s.end - s.start)
        process = Process(s, ready, rng.weighted([("J", 32), ("N", 60), ("", 8)]))
        if rng.percent(4) and ready < s.end - 1:
            process.revoked, process.again = ready + 1, s.end
        if process.need == "J":
            process.plan_due = s.end + rng.below(21) if rng.percent(60) else None
        found.append(process)
    # Joint plans after discharge in Askersund, 2024: two of four.  Plan on day 30, on day 31, an older plan followed up on
    # day 10, none.
    planted = [s for s in stays if s.kommun == PROCESS_PLANTED and s.person.pid < "P002421" and s.end
               and D("2024-01-05") <= s.end <= D("2024-10-31") and s.end > s.start and s.utsatt in ("2", "3")
               and s.person.death is None and s.person.moved_out is None and not s.person.new_kommun]
    one_each = list({s.person: s for s in planted}.values())[:4]
    assert len(one_each) == 4, len(one_each)
    # Dead twelve days after the discharge; dead in hospital; moved out on day 30: outside, all of them.
    others = [next(s for s in stays if s.person.pid == pid) for pid in ("P900112", "P900110", "P900116")]
    for s in one_each + others:
        found.append(Process(s, s.end - 1, "J", True))
    return found


def write_processes(folder, processes):
    """UTF-8, LF, `,`: one county has left the day of discharge to the stay in a tenth of the rows."""
    rng = Rng(137)
    rows = []
    for process in sorted(processes, key=lambda x: x.stay.id):
        s, ready = process.stay, process.ready
        orebro = s.lan == "18"

        def moment(day, minute):
            if day is None:
                return ""
            text = "%s %02d:%02d" % (iso(day), minute // 60, minute % 60)
            return text + ":00" if orebro else text.replace(" ", "T")

        sent = moment(s.start + (1 if rng.percent(20) else 0), 600 + rng.below(400)) if not rng.percent(5) else ""
        called = moment(ready + rng.below(4), 540 + rng.below(400)) if process.need == "J" and rng.percent(80) else ""
        out = "" if not orebro and rng.percent(10) else iso(s.end)
        home = {"2": "Särskilt boende" if orebro else "SABO", "3": "" if rng.percent(40) else "ORDINART"}.get(s.utsatt, "")
        if s.utsatt == "3" and rng.percent(8):
            home = "Korttidsboende" if orebro else "KORTTID"
        rows.append([s.id, s.person.pid, excel(s.kommun), moment(s.start, 480 + rng.below(700)), sent, iso(ready), process.need, called,
                     iso(process.plan_due), iso(process.plan_made), iso(ready), moment(ready, 600 + rng.below(360)),
                     "J" if process.revoked else "N", iso(process.revoked), iso(process.again),
                     moment(process.again, 560), out, home])
    write(folder, "utskrivningsprocess.csv",
          ["vardtillfalle_id", "person_id", "mottagande_kommunkod", "inskrivning_tid", "inskrivningsmeddelande_tid",
           "beraknat_utskrivningsdatum", "sip_behov", "kallelse_tid", "sip_planerad_datum", "sip_upprattad_datum",
           "utskrivningsklar_datum", "utskrivningsklar_meddelande_tid", "aterkallad", "aterkallad_datum", "utskrivningsklar_datum_2",
           "utskrivningsklar_meddelande_tid_2", "utskrivningsdatum", "hemgang_enhetstyp"], rows, separator=",")
    return rows


PART_PLANTED, COUNT_PLANTED, FOLLOWED_PLANTED, QUALITY_PLANTED = "1864", "1863", "1860", "1814"
PLANS_PLANTED = (PART_PLANTED, COUNT_PLANTED, FOLLOWED_PLANTED, QUALITY_PLANTED, PROCESS_PLANTED)
PARTS = [("REGION_PV|KOMMUN_SOC", 40), ("REGION_PV|KOMMUN_HSL|KOMMUN_SOC", 25), ("REGION_SLUTEN|REGION_PV|KOMMUN_HSL", 18),
         ("REGION_PSYK|KOMMUN_SOC", 10), ("REGION_PV|SKOLA", 5), ("KOMMUN_SOC", 2)]


class Plan:
    def __init__(self, person, kind, made, source="KOMMUN", consent="", took_part="", documented="", goals="", duty="", parts="",
                 due=None, followed=None, ended=None, replaces=None, begun=None, by="", relative="", meeting="", occasion="",
                 planted=None, kommun=None):
        self.person, self.kind, self.made, self.source, self.consent = person, kind, made, source, consent
        self.took_part, self.documented, self.goals, self.duty, self.parts = took_part, documented, goals, duty, parts
        self.due, self.followed, self.ended, self.replaces, self.begun, self.by = due, followed, ended, replaces, begun, by
        self.relative, self.meeting, self.occasion, self.planted = relative, meeting, occasion, planted
        self.kommun = kommun or person.kommun_at(made)
        self.id = "PL%06d" % (900000 + planted) if planted else None


def make_plans(persons, processes, support):
    rng = Rng(139)
    plans = []

    def yes(percent, unknown=3):
        return "" if rng.percent(unknown) else "J" if rng.percent(percent) else "N"

    def joint(p, made, occasion="OVRIGT"):
        """A SIP, often in the systems of both principals, sometimes revised."""
        stop = DATA_END[lan_of(p.kommun)]
        due = made + 60 + rng.below(120) if rng.percent(85) else None
        followed = due + rng.below(55) - 20 if due and rng.percent(75) else None
        gone = min(d for d in (p.death, p.moved_out, stop) if d)
        ended = (p.death if p.death and p.death <= stop and rng.percent(70) else made + 200 + rng.below(300) if rng.percent(20) else None)
        ended = None if ended is not None and ended > stop else ended
        source = "REGION" if rng.percent(45) else "KOMMUN"
        plan = Plan(p, "SIP", made, source, yes(93), yes(88), yes(75), yes(82), yes(78), rng.weighted(PARTS), due,
                    followed if followed and made < followed <= gone else None, ended, begun=made - rng.below(20),
                    by=rng.weighted([("REGION", 45), ("KOMMUN", 40), ("INDIVID", 10), ("SKOLA", 5)]),
                    relative=rng.weighted([("J", 45), ("N", 35), ("EJ_AKTUELLT", 20)]),
                    meeting=rng.weighted([("FYSISKT", 55), ("VIDEO", 30), ("TELEFON", 15)]), occasion=occasion)
        plans.append(plan)
        if plan.consent == "J" and rng.percent(30):  # registered once more, up to three days later or earlier
            other = Plan(p, "SIP", made + rng.below(7) - 3, "KOMMUN" if source == "REGION" else "REGION", "J", plan.took_part,
                         plan.documented, plan.goals, plan.duty, plan.parts, plan.due, plan.followed, plan.ended, occasion=occasion)
            if other.made <= gone:
                plans.append(other)
        if rng.percent(12) and made + 250 < gone:
            plans.append(Plan(p, "SIP", made + 150 + rng.below(100), source, "J", yes(90), yes(80), yes(85), yes(80), plan.parts,
                              made + 330, replaces=plan, occasion=occasion))

    for process in processes:
        if process.planted or process.need != "J" or not rng.percent(65):
            continue
        p, made = process.stay.person, process.stay.end + rng.below(40) - 4
        gone = min(d for d in (p.death, p.moved_out, DATA_END[lan_of(p.kommun)]) if d)
        if made <= gone and p.kommun not in PLANS_PLANTED and p.kommun_at(made) not in PLANS_PLANTED:
            joint(p, made, "UTSKRIVNING")
            process.plan_made = made
    cared = {s.person: s for s in support if s.kind in ("HEMTJANST", "SABO")}
    for p in known(persons):
        stop = min(d for d in (p.death, p.moved_out, DATA_END[lan_of(p.kommun)]) if d)
        if p.kommun in PLANS_PLANTED or (p.new_kommun and p.new_kommun[1] in PLANS_PLANTED):
            continue
        if rng.percent(6):
            made = D("2022-01-10") + rng.below(1080)
            if made <= stop:
                joint(p, made)
        s = cared.get(p)
        if s is not None and rng.percent(75):
            made = max(s.start, D("2022-01-05")) + rng.below(60)
            followed = made + 150 + rng.below(300) if rng.percent(60) else None
            if made <= stop and (s.end is None or made < s.end):
                plans.append(Plan(p, "GENOMFORANDEPLAN", made, "KOMMUN", "", yes(70, 6), yes(72, 6), yes(80), followed=followed
                                  if followed and followed <= (s.end or stop) else None, ended=s.end, due=made + 180))
        if rng.percent(5):
            made = D("2023-01-10") + rng.below(700)
            if made <= stop:
                plans.append(Plan(p, "PATIENTKONTRAKT" if rng.percent(70) else "VARDPLAN", made, "REGION", "", yes(80, 8), yes(65, 8)))
    for s in support:
        if s.kind == "HEMREHAB" and rng.percent(60) and s.person.kommun_at(s.start) not in PLANS_PLANTED:
            made = s.start + rng.below(50) - 10
            if made <= (s.end or DATA_END[lan_of(s.person.kommun)]):
                plans.append(Plan(s.person, "REHABPLAN", made, rng.choice(["REGION", "KOMMUN"]), "", yes(85), yes(70), yes(80)))
    return plans + plant_plans(known(persons), processes)


def plant_plans(people, processes):
    plans = []

    def add(n, p, kind, made, **keys):
        for name in ("due", "followed", "ended"):
            if isinstance(keys.get(name), str):
                keys[name] = D(keys[name])
        plans.append(Plan(p, kind, D(made) if isinstance(made, str) else made, planted=n, **keys))
        return plans[-1]

    # In force on 31 December 2024, in Ljusnarsberg: two of three.  The later of two SIPs; followed up within the year though
    # made before it; 366 days old (out); ends on the day itself (in); no consent (out); ended the day before (out).
    a, b, c, d, f, g = pick(people, PART_PLANTED, 6, 18, 99, D("2023-06-01"))
    add(1, a, "SIP", "2024-03-01", consent="J", documented="J")
    add(2, a, "SIP", "2024-01-15", consent="J", documented="N", took_part="N")
    add(3, b, "GENOMFORANDEPLAN", "2023-06-01", followed="2024-02-01", documented="N", took_part="N")
    add(4, c, "SIP", "2023-12-31", consent="J", documented="J")
    add(5, d, "PATIENTKONTRAKT", "2024-05-05", source="REGION", ended="2024-12-31", took_part="J")
    add(6, f, "SIP", "2024-04-01", consent="N", documented="J")
    add(7, g, "GENOMFORANDEPLAN", "2024-04-01", ended="2024-12-30", documented="J")
    # Plans of 2024 in Hällefors: 2 of 1 person, 2 merged.  The other principal's plan on day 3 is the same one, on day 4
    # it is not; no consent; a revision; merged into a plan of the year before.
    a, b, c, d = pick(people, COUNT_PLANTED, 4, 18, 99, D("2023-06-01"))
    add(11, a, "SIP", "2024-03-01", source="REGION", consent="J")
    add(12, a, "SIP", "2024-03-04", source="KOMMUN", consent="J")
    add(13, a, "SIP", "2024-03-05", source="KOMMUN", consent="J")
    add(14, b, "SIP", "2024-05-02", consent="N")
    old = add(15, c, "SIP", "2023-05-02", consent="J")
    add(16, c, "SIP", "2024-05-02", consent="J", replaces=old)
    add(17, d, "SIP", "2023-12-30", source="REGION", consent="J")
    add(18, d, "SIP", "2024-01-02", source="KOMMUN", consent="J")
    # To be followed up in 2024, in Laxå: one of three.  Day 30, day 31, never; dead before the day (out).
    a, b, c = pick(people, FOLLOWED_PLANTED, 3, 18, 99, D("2024-01-01"))
    dead = pick_dead(people, FOLLOWED_PLANTED, "2024-01-15", "2024-12-20")
    add(21, a, "SIP", "2024-02-01", consent="J", due="2024-05-01", followed="2024-05-31")
    add(22, b, "SIP", "2024-02-01", consent="J", due="2024-05-01", followed="2024-06-01")
    add(23, c, "SIP", "2024-02-01", consent="J", due="2024-05-01")
    add(24, dead, "SIP", dead.death - 60, consent="J", due=dead.death + 11)
    # What a plan should hold, in Lekeberg, 2024: one of three.  All of it; the school is no part of the kommun; nobody has
    # written who does what.
    a, b, c = pick(people, QUALITY_PLANTED, 3, 18, 99, D("2024-01-01"))
    full = {"consent": "J", "took_part": "J", "goals": "J", "duty": "J", "parts": "REGION_PV|KOMMUN_SOC", "due": "2024-09-02"}
    add(31, a, "SIP", "2024-03-12", **full)
    add(32, b, "SIP", "2024-03-12", **dict(full, parts="REGION_PV|SKOLA"))
    add(33, c, "SIP", "2024-03-12", **dict(full, duty=""))
    # After discharge (make_processes): day 30, day 31, an older plan followed up on day 10, none; dead on day 12.
    stays = [x.stay for x in processes if x.planted]
    add(41, stays[0].person, "SIP", stays[0].end + 30, consent="J", occasion="UTSKRIVNING")
    add(42, stays[1].person, "SIP", stays[1].end + 31, consent="J", occasion="UTSKRIVNING")
    add(43, stays[2].person, "SIP", stays[2].start - 100, consent="J", followed=stays[2].end + 10)
    add(44, stays[4].person, "SIP", stays[4].end + 5, consent="J", occasion="UTSKRIVNING")
    return plans


PLAN_NAMES = {"GENOMFORANDEPLAN": "Genomförandeplan", "REHABPLAN": "Rehabiliteringsplan", "VARDPLAN": "Vårdplan"}


def write_plans(folder, plans):
    """UTF-8, CRLF, header with capitals, å, ä and ö: the kommuner's system writes midnight timestamps, yes and no in words and
    9999-12-31 for open, and one region parts by commas."""
    rng = Rng(149)
    order = sorted(plans, key=lambda x: (x.made, x.person.pid, x.source, x.kind))
    for number, plan in enumerate((x for x in order if not x.planted), 1):
        plan.id = "PL%06d" % number
    rows = []
    for x in order:
        words = {"J": "Ja", "N": "Nej", "": ""} if x.source == "KOMMUN" else {"J": "J", "N": "N", "": ""}
        day = timestamp if x.source == "KOMMUN" else iso
        ended = day(x.ended)
        if x.ended is None and x.source == "KOMMUN" and not x.planted and rng.percent(40):
            ended = "9999-12-31"
        parts = x.parts.replace("|", ",") if x.source == "REGION" and lan_of(x.kommun) == "04" else x.parts
        relative = {"EJ_AKTUELLT": "Ej aktuellt"}.get(x.relative, words.get(x.relative, ""))
        rows.append([x.id, x.person.pid, excel(x.kommun), PLAN_NAMES.get(x.kind, x.kind) if x.source == "KOMMUN" else x.kind, x.source,
                     x.replaces.id if x.replaces else "", day(x.begun), x.by, day(x.made), day(x.due), day(x.followed), ended,
                     words[x.consent], words[x.took_part], relative, words[x.documented], words[x.goals], words[x.duty], parts,
                     x.meeting, x.occasion])
    # Somebody who is not in personer.csv.
    rows.append(["PL900051", "P900142", "1880", "SIP", "REGION", "", "2024-02-01", "KOMMUN", "2024-02-12", "", "", "", "J", "J", "J", "J", "J",
                 "J", "REGION_PV|KOMMUN_SOC", "VIDEO", "OVRIGT"])
    twice(rng, rows, 2)
    write(folder, "planer.csv",
          ["Plan ID", "Person ID", "Kommunkod", "Plantyp", "Källa", "Ersätter plan ID", "Initierad", "Initierad av", "Upprättad",
           "Uppföljning planerad", "Uppföljd", "Avslutad", "Samtycke", "Individ deltog", "Närstående deltog",
           "Delaktighet dokumenterad", "Mål angivna", "Ansvar angivet", "Parter", "Mötesform", "Sammanhang"], rows, end="\r\n")
    return rows


# ---- a population survey, in a folder of its own: its answers are numbers and points, not classes

DRINKING = [("LH_ALK1", "Hur ofta dricker du alkohol?", ["Aldrig", "1 gång i månaden eller mer sällan", "2–4 gånger i månaden",
                                                        "2–3 gånger i veckan", "4 gånger i veckan eller oftare"]),
            ("LH_ALK2", "Hur många glas dricker du en typisk dag då du dricker alkohol?", ["1–2", "3–4", "5–6", "7–9", "10 eller fler"]),
            ("LH_ALK3", "Hur ofta dricker du sex glas eller mer vid samma tillfälle?", ["Aldrig", "Mer sällan än en gång i månaden",
                                                                                       "Varje månad", "Varje vecka", "Dagligen eller nästan dagligen"])]
WEIGHT_PLANTED, DRINKING_PLANTED = "0461", "1884"


def write_population_survey(folder):
    """Liv & hälsa 2022: UTF-8, LF, `;`, decimal comma."""
    rng = Rng(151)
    rows = []
    number = 0

    def respondent(kommun, kon, age, weight, answers, planted=None):
        nonlocal number
        number += 1
        rid = "R2022LH%05d" % (planted or number)
        rows.extend(["LH", "2022", rid, excel(kommun), excel(kommun[:2]), kon, age, "SJALV", question, code, amount, weight]
                    for question, code, amount in answers)

    for _ in range(620):
        kommun = rng.weighted(SHARE)
        if kommun in (WEIGHT_PLANTED, DRINKING_PLANTED):
            continue
        kon = "K" if rng.percent(55) else "M"
        height = 152 + rng.below(22) if kon == "K" else 166 + rng.below(24)
        weight = 10 * (height - 100) + 60 * rng.below(6) + rng.below(120) - (180 if kon == "K" else 120)
        kilos = "%d,%d" % (weight // 10, weight % 10) if rng.percent(30) else "%d" % (weight // 10)
        tall = "%d" % height
        if rng.permille(12):
            tall, kilos = kilos, tall  # in each other's place
        elif rng.permille(12):
            tall = "%d,%02d" % (height // 100, height % 100)  # in metres
        elif number in (100, 200, 300):
            kilos += " kg"  # unreadable
        elif rng.percent(3):
            kilos = ""
        answers = [("LANGD", "", tall), ("VIKT", "", kilos)]
        sober = rng.percent(15)
        for k, (question, _, _) in enumerate(DRINKING):
            code = 0 if sober else min(rng.below(5 - k), rng.below(5)) + (1 if k == 0 else 0)
            if sober and k == 1:
                continue  # who never drinks has no row for the number of glasses
            answers.append((question, "" if rng.percent(3) else "9" if rng.percent(1) else "%d" % min(code, 4), ""))
        respondent(kommun, "" if rng.permille(6) else kon, "%d" % (18 + rng.below(72)), decimal_comma(60 + rng.below(110)), answers)
    # Height and weight, in Gnesta, all of weight 1: overweight 75, obesity 50 per cent of four.  25 exactly; a tenth of a
    # kilo less; 30 exactly; the highest that is taken; too small, too light and one missing are outside.
    for n, (tall, kilos) in enumerate((("180", "81,0"), ("180", "80,9"), ("170", "86,7"), ("249", "200"), ("100", "60"), ("175", "29"),
                                       ("180", "")), 1):
        respondent(WEIGHT_PLANTED, "KM"[n % 2], "45", "1", [("LANGD", "", tall), ("VIKT", "", kilos)], 90000 + n)
    # Drinking habits, in Nora, all of weight 1: 75 per cent of four.  Men from 6, women from 5 points; a missing answer is 0;
    # no answer at all, and nobody knows of which sex, are outside.
    for n, (kon, codes) in enumerate((("M", "222"), ("K", "221"), ("M", "3-2"), ("K", "3-2"), ("M", "---"), ("", "444")), 11):
        respondent(DRINKING_PLANTED, kon, "45", "1", [(q, "" if c == "-" else c, "") for (q, _, _), c in zip(DRINKING, codes)], 90000 + n)
    folder = os.path.join(folder, "liv_och_halsa")
    os.makedirs(folder, exist_ok=True)
    write(folder, "enkatsvar.csv", ["enkat", "omgang", "respondent_id", "kommunkod", "lanskod", "kon", "alder", "svarande", "fraga_id",
                                    "svar_kod", "svar_tal", "vikt"], rows)
    book = []
    for question, text, answers in DRINKING:
        book += [["LH", "2022", question, "ALKOHOL", "", str(points), "", str(points), "%s %s" % (text, answer)]
                 for points, answer in enumerate(answers)]
        book.append(["LH", "2022", question, "ALKOHOL", "", "9", "VET_EJ", "", "%s Vet ej" % text])
    write(folder, "enkatfragor.csv", ["enkat", "omgang", "fraga_id", "dimension", "dimensionsvikt", "svar_kod", "klass", "poang",
                                      "svar_text"], book)
    write(folder, "leveranser.csv", ["dataset", "lamnare", "period_fran", "period_till", "uttagsdatum", "antal_rader", "anmarkning"],
          [["enkatsvar", lan, "2022-01-01", "2022-12-31", "2023-02-28", str(sum(r[4] == excel(lan) for r in rows)), "Liv & hälsa"]
           for lan in ("04", "18")])


# ---------------------------------------------------------------- population

# Least and greatest age, and how many of 1,000 are of the class: the limits that measures ask for.
AGE_CLASSES = [(0, 9, 110), (10, 14, 60), (15, 15, 12), (16, 17, 23), (18, 19, 21), (20, 24, 52), (25, 64, 480), (65, 74, 115),
               (75, 79, 52), (80, 84, 38), (85, None, 37)]


def write_population(folder):
    """A thirtieth of the real size, as there are so few persons.  Of 2024, Örebro län has no mean yet; 2025 is not out."""
    rng = Rng(167)
    before = {}
    rows = []
    for year in range(2021, 2025):
        for kommun, _, size in KOMMUNER:
            for kon in ("kvinnor", "män"):
                for low, high, share in AGE_CLASSES:
                    number = size * share // 60 + (year - 2021) * (size * share // 12000) + rng.below(5)
                    key = (kommun, kon, low)
                    twice_mean = number + before.get(key, number)
                    mean = "" if year == 2024 and kommun[:2] == "18" else \
                        "%d%s" % (twice_mean // 2, ",5" if twice_mean % 2 else "")
                    rows.append([str(year), excel(kommun), kon, str(low), "" if high is None else str(high), str(number), mean])
                    before[key] = number
    write(folder, "befolkning.csv", ["År", "Kommunkod", "Kön", "Ålder från", "Ålder till", "Folkmängd", "Medelfolkmängd"], rows,
          end="\r\n", bom=True)


# ---------------------------------------------------------------- deliveries


def write_deliveries(folder, stays, contacts, answers, further):
    """Quoted remarks with line breaks and doubled quotes; two deliveries in a row, and one that replaces another."""

    def count(rows, area, column, date_column=None, first="", last="9999", of_kommun=False):
        """Rows without kommun come from Sörmland."""
        n = sum(excel(area) == ((r[column] or "0400").zfill(4)[:2].lstrip("0") if of_kommun else r[column])
                and (date_column is None or first <= r[date_column] <= last) for r in rows)
        return "{:,}".format(n).replace(",", " ")

    rows = [
        ["vardtillfallen", "04", "2023-01-01", "2023-12-31", "2024-02-12", count(stays, "04", 3, 6, "", "2023-12-31"), ""],
        # continues the one above without a gap; reaches a month past the year, so that December can be followed up
        ["vardtillfallen", "04", "2024-01-01", "2025-01-31", "2025-02-14", count(stays, "04", 3, 6, "2024-01-01"),
         'Innehåller januari 2025 för uppföljning av december.\nPågående vårdtillfällen har tomt "utskrivningsdatum"; se handboken.'],
        # replaced by the next one
        ["vardtillfallen", "18", "2023-01-01", "2024-06-30", "2024-08-20", count(stays, "18", 3, 6, "", "2024-06-30"),
         "Ersatt av leveransen\nden 20 januari 2025"],
        ["vardtillfallen", "18", "2023-01-01", "2024-12-31", "2025-01-20", count(stays, "18", 3), ""],
        # contacts from 2022: chronic diagnoses are looked for 24 months before the window
        ["vardkontakter", "04", "2022-01-01", "2024-12-31", "2025-02-14", count(contacts, "04", 3), ""],
        ["vardkontakter", "18", "2022-01-01", "2024-12-31", "2025-01-20", count(contacts, "18", 3), ""],
    ]
    for lan in ("04", "18"):
        for year in ("2023", "2024"):
            chosen = [r for r in answers if r[1] == year]
            rows.append(["enkatsvar", lan, year + "-01-01", year + "-12-31", "%d-02-28" % (int(year) + 1), count(chosen, lan, 4),
                         "NPE primärvård; äldreundersökningen, hemtjänst och särskilt boende"])
    # Delivered by both principals together; home care by those kommuner that measured.
    for name, table, column, first, ends in further:
        for lan in ("04", "18"):
            if ends is not None:
                last = iso(ends[lan])
                rows.append([name, lan, first, last, iso(ends[lan] + 14), count(table, lan, column, of_kommun=True), ""])
        for kommun in sorted({r[column] for r in table}, key=int) if ends is None else ():
            rows.append([name, kommun.zfill(4), first, iso(FIRST_DAY + 13), "2024-10-25", count(table, kommun, column),
                         "Mätning vecka 38 och 39"])
    write(folder, "leveranser.csv",
          ["dataset", "lamnare", "period_fran", "period_till", "uttagsdatum", "antal_rader", "anmarkning"], rows)


# ---------------------------------------------------------------- published values and ratings


def write_published(folder):
    """Values as Kolada publishes them: country, counties and municipalities; made up, only the ids are real."""
    rng = Rng(131)
    measures = [("U20462", 2650, 900, True), ("N70808", 13800, 3000, False), ("U79092", 17, 6, True)]
    areas = [("00", "RIKET")] + [(lan, "L") for lan in DATA_END] + [(code, "K") for code, _, _ in KOMMUNER]
    rows = []
    for measure, level, spread, margin in measures:
        for year in ("2022", "2023", "2024"):
            for code, kind in areas:
                middle = level + (rng.below(spread) - spread // 2) // (1 if kind == "K" else 4)
                for kon, part in (("T", 100), ("K", 106), ("M", 94)):
                    value, mark = decimal_comma(middle * part + rng.below(100)), ""
                    if kind == "K" and kon != "T" and rng.percent(6):
                        value, mark = "", "SEKRETESS"
                    elif kind == "K" and rng.percent(2):
                        value, mark = "", "BORTFALL"
                    size = decimal_comma((middle * part) // 12) if margin and value else ""
                    older = {"K": 200, "L": 5000, "RIKET": 60000}[kind] * (9 + rng.below(5))  # 65 and older
                    stays = older * middle * part // 10000000
                    terms = [str(stays), str(older)] if margin and value and measure[0] == "U" and level > 100 else ["", ""]
                    rows.append([measure, code, kind, year, kon, value, mark] + terms + [size, "Kolada (påhittade tal)"])
    # Two values for one municipality; a value beside a mark; a code that no list has; a period that is none.
    rows.append(["U20462", "1864", "K", "2023", "T", "1234", "", "", "", "", "Kolada (påhittade tal)"])
    rows.append(["U20462", "9999", "K", "2024", "T", "2500", "", "", "", "", "Kolada (påhittade tal)"])
    rows.append(["U20462", "0480", "K", "2023/24", "T", "2500", "", "", "", "", "Kolada (påhittade tal)"])
    for row in rows:
        if row[:5] == ["U20462", "0488", "K", "2022", "T"]:
            row[5], row[6], row[7], row[8] = "2500", "BORTFALL", "", ""
    write(folder, "aggregat.csv", ["matt_id", "omrade_kod", "omradestyp", "period", "kon", "varde", "status", "taljare",
                                   "namnare", "osakerhetstal", "kalla"], rows)


OCCUPATIONS = ["Undersköterska", "Specialistundersköterska", "Sjuksköterska", "Specialistsjuksköterska", "Vårdbiträde",
               "Fysioterapeut", "Arbetsterapeut", "Socialsekreterare"]


def make_lika():
    """Two ratings of how far digitalisation has come in the kommuner of Örebro: most has moved on, one indicator is new in the second."""
    rng = Rng(139)
    statuses = ["EJ_PLANERAD", "PLANERAD", "PABORJAD", "NASTAN_DAR", "UPPNADD"]
    rows = []
    for supplier in [code for code, _, _ in KOMMUNER if code[:2] == "18"]:
        for area in ("LEDNING", "INFRASTRUKTUR", "KOMPETENS", "ANVANDNING"):
            for part in ("ALDREOMSORG", "IFO"):
                for indicator in ("1", "2", "3"):
                    at = rng.below(4)
                    later = min(4, max(0, at + rng.weighted([(-1, 10), (0, 40), (1, 35), (2, 15)])))
                    first = "EJ_RELEVANT" if rng.percent(6) else "" if rng.percent(3) else statuses[at]
                    second = "EJ_RELEVANT" if rng.percent(6) else statuses[later]
                    name = "LIKA_%s_%s" % (area[:3], indicator)
                    if indicator != "3":
                        rows.append(["LIKA", "2022", supplier, area, part, name, first, "", "2022-11-15", ""])
                    rows.append(["LIKA", "2024H", supplier, area, part, name, second, "", "2024-10-15", ""])
    return rows


def write_ratings(folder):
    """The mapping of supply of staff in the municipalities of Örebro, two years, and of the region."""
    rng = Rng(137)
    colours = {"Undersköterska": (0, 30, 50, 20), "Specialistundersköterska": (0, 20, 40, 40), "Sjuksköterska": (0, 10, 40, 50),
               "Specialistsjuksköterska": (0, 5, 25, 70), "Vårdbiträde": (25, 60, 15, 0), "Fysioterapeut": (0, 50, 40, 10),
               "Arbetsterapeut": (0, 50, 35, 15), "Socialsekreterare": (0, 25, 45, 30)}
    suppliers = [code for code, _, _ in KOMMUNER if code[:2] == "18"] + ["18"]
    rows = []
    for year in ("2023", "2024"):
        for supplier in suppliers:
            size = dict((code, n) for code, _, n in KOMMUNER).get(supplier, 300)
            for occupation in OCCUPATIONS:
                total = 0
                for area in ("ALDREOMSORG", "FUNKTIONSNEDSATTNING", "HALSO_OCH_SJUKVARD"):
                    colour = rng.weighted(list(zip(("BLA", "GRON", "GUL", "ROD"), colours[occupation])))
                    number = rng.below(1 + size // 3)
                    if rng.percent(12):
                        colour, number = "-", "-"  # the occupation is not there
                    elif rng.percent(5):
                        number = ""  # not counted
                    total += number if isinstance(number, int) else 0
                    why = rng.choice(["svårt att hitta rätt profil", "-", "", "många söker"])
                    rows.append(["KOMPETENS", year, supplier, area, "", occupation, colour, number, year + "-05-15", why])
                rows.append(["KOMPETENS", year, supplier, "ALLA", "", occupation, "", total, year + "-05-15", ""])
            rows.append(["KOMPETENS", year, supplier, "ALDREOMSORG", "", "Totalt V&O", "GUL", 10 * size, year + "-05-15", ""])
    # Lekeberg rates once more in autumn; Laxå twice on the same day, with another colour; a negative number in Nora.
    rows.append(["KOMPETENS", "2024", "1814", "ALDREOMSORG", "", "Undersköterska", "ROD", 12, "2024-10-01", "färre sökande"])
    rows.append(["KOMPETENS", "2024", "1860", "ALDREOMSORG", "", "Vårdbiträde", "ROD", 3, "2024-05-15", ""])
    rows.append(["KOMPETENS", "2024", "1884", "ALDREOMSORG", "NORR", "Fysioterapeut", "GUL", -2, "2024-05-15", ""])
    rows += make_lika()
    rows = [["SK%05d" % (number + 1)] + [str(cell) for cell in row] for number, row in enumerate(rows)]
    write(folder, "betalningsansvar.csv", ["lanskod", "vardform", "giltig_fran", "giltig_till", "modell", "fristdagar", "brytpunkt_kl", "belopp_sek"],
          [[lan, form, "2023-01-01", "", "INDIVID", "3", "12", "7500"] for lan in ("4", "18") for form in ("SOMATIK", "PSYKIATRI")])
    write(folder, "skattningar.csv", ["skattning_id", "system", "omgang", "lamnare", "omrade", "delomrade", "objekt_id",
                                      "status", "antal_anstallda", "skattning_datum", "motivering"], rows)


def write_decisions(folder):
    """One process a county; the last party of each has told nothing, and every third has not decided."""
    rows = []
    for lan, parties in (("04", ("04", "0480", "0484", "0486")), ("18", ("18", "1880", "1881", "1883", "1885"))):
        for number, party in enumerate(parties[:-1]):
            rows.append(["MALBILD_" + lan, party, "STARTAD", "2023-02-0%d" % (1 + number), "2023-02-0%d" % (1 + number), ""])
            rows.append(["MALBILD_" + lan, party, "BESLUT", "2024-01-31", "" if number % 3 == 2 else "2024-0%d-15" % (1 + number), ""])
    write(folder, "beslut.csv", ["process_id", "part", "steg", "planerat_datum", "datum", "utfall"], rows)
# ---- joint efforts, the roadmap and what else is small: as it stands here, and in no delivery ----

ACTIVITIES = [
    ["gs-1", "GEMENSAM_SATSNING", "", "04", "", "2023-03-01", "J", "J", "J", "J", "2023-04-01", "2024-06-30", "2023-04-10", "2024-05-31", "BREDDINFORD", "sip_antal", "2024-05-31", ""],
    ["gs-2", "GEMENSAM_SATSNING", "", "04", "", "2023-09-01", "J", "N", "J", "", "2023-10-01", "2024-03-31", "2023-10-02", "", "PAGAR", "sip_antal|finns_inte", "", ""],
    ["gs-3", "GEMENSAM_SATSNING", "", "18", "", "", "N", "N", "N", "N", "2024-01-01", "2023-12-01", "2024-02-01", "2024-01-15", "AVBRUTEN", "", "", ""],
    ["fp-p1", "FARDPLAN", "2024", "18", "Samordning/partnerskap", "2024-01-20", "J", "J", "J", "J", "2024-02-01", "2024-10-31", "2024-02-10", "2024-11-15", "KLAR", "", "2024-11-20", ""],
    ["fp-p2", "FARDPLAN", "2024", "18", "Samordning/partnerskap", "2024-01-20", "J", "", "", "", "", "", "", "", "EJ_PABORJAD", "", "", "Handlingsplan"],
    ["fp-s1", "FARDPLAN", "2024", "18", "Systemnivå", "2024-01-20", "J", "J", "N", "N", "2024-02-01", "2024-11-30", "2024-03-01", "", "PAGAR", "", "2023-12-30", ""],
]


def write_efforts(folder):
    write(folder, "aktiviteter.csv", ["aktivitet_id", "typ", "version_ar", "lan", "omrade", "uppdrag_beslutat_datum", "resurser_avsatta",
                                      "finansiering_definierad", "uppfoljningsplan", "test_fore_inforande", "planerad_start", "planerat_slut",
                                      "faktisk_start", "faktiskt_slut", "status", "kopplade_matt", "senast_rapporterad", "flyttad_till"], ACTIVITIES)
    parts = ["TIDSPLAN", "UPPDRAG", "GENOMFORANDE", "FINANSIERING", "UPPFOLJNING"]
    rows = [[ident, "18", "FARDPLAN5", "FARDPLAN5_" + part, "J" if ident == "fp-p1" or number < 3 else "N", "2024-02-01"]
            for ident in ("fp-p1", "fp-s1") for number, part in enumerate(parts)]
    rows += [["gs-3", "18", "OREBRO_BP1", "BP1_%02d" % n, "J" if n < 13 else "N" if n < 16 else "EJ_AKTUELLT", "2024-02-01"] for n in range(1, 17)]
    rows += [["gs-1", "04", "SATSNING5", "SATSNING5_" + part, "J", "2023-03-01"] for part in ("BESLUT", "RESURSER", "TEST")]
    write(folder, "kriterier.csv", ["aktivitet_id", "lan", "checklista", "kriterium_id", "svar", "datum"], rows)
    write(folder, "avvikelser.csv", ["avvikelse_id", "kommunkod", "handelsedatum", "typ"],
          [["A1", "0484", "2023-05-02", "LAKEMEDEL"], ["A2", "0484", "2024-03-02", "Läkemedel"], ["A3", "1880", "2024-09-30", "FALL"]])
    write(folder, "korttidsmatning.csv", ["matdag", "kommunkod", "enhet_id", "platser", "belagda", "vantande"],
          [["2024-09-18", "1880", "KT1", "44", "47", "13"], ["2024-09-18", "1881", "KT2", "10", "8", "0"]])
    write(folder, "ekonomi.csv", ["objekt_id", "kommunkod", "period", "slag", "budget_sek", "utfall_sek"],
          [["HEMSJUKVARD", "0484", "2024", "DRIFT", "1000000", "1100000"], ["gs-1", "0484", "2024-03", "DRIFT", "1225000", "1190000"],
           ["gs-1", "0484", "2024-03", "UTVARDERING", "175000", "140000"], ["gs-1", "0484", "2024-04", "UTVARDERING", "175000", ""]])


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    os.makedirs(folder, exist_ok=True)
    persons = make_persons()
    stays = make_stays(persons)
    contacts = make_contacts(persons)
    stays += plant_stays(persons)
    contacts += plant_contacts(persons)
    write_persons(folder, persons)
    write_units(folder)
    stay_table = write_stays(folder, stays)
    contact_table = write_contacts(folder, contacts)
    answers = write_surveys(folder)
    support = make_support(persons, stays)
    assessments = make_assessments(persons, support)
    visits = make_visits(persons, support, stays)
    processes = make_processes(persons, stays)
    plans = make_plans(persons, processes, support)
    plan_table = write_plans(folder, plans)
    process_table = write_processes(folder, processes)
    write_population_survey(folder)
    write_population(folder)
    write_published(folder)
    write_ratings(folder)
    write_decisions(folder)
    write_efforts(folder)
    write_deliveries(folder, stay_table, contact_table, answers, [
        ("insatser", write_support(folder, support), 2, "2021-01-01", DATA_END),
        ("bedomningar", write_assessments(folder, assessments), 2, "2023-01-01", ASSESSED_UNTIL),
        ("utskrivningsprocess", process_table, 2, "2023-01-01", DATA_END),
        ("planer", plan_table, 2, "2022-01-01", DATA_END),
        ("hemtjanstbesok", write_visits(folder, visits), 6, iso(FIRST_DAY), None),
    ])


if __name__ == "__main__":
    main()
