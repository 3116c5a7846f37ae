#!/usr/bin/env python3
"""Make the sample datasets of Indikator: synthetic care data for Sörmland and Örebro län, 2023-2024.

    python3 samples/make_samples.py [DIR]      (default: the folder of this script)

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


def write_deliveries(folder, stays, contacts, answers):
    """Quoted remarks with line breaks and doubled quotes; two deliveries in a row, and one that replaces another."""

    def count(rows, lan, column, date_column=None, first="", last="9999"):
        n = sum(excel(lan) == r[column] and (date_column is None or first <= r[date_column] <= last) for r in rows)
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
    write(folder, "leveranser.csv",
          ["dataset", "lamnare", "period_fran", "period_till", "uttagsdatum", "antal_rader", "anmarkning"], rows)


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
    write_deliveries(folder, stay_table, contact_table, answers)


if __name__ == "__main__":
    main()
