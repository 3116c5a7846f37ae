"""Assessments: of risks in residential care, of exposure to violence, of function."""

from .chance import Quota, Rng
from .days import first_of
from .people import Residents, inhabitants
from .places import CODES, DATA_END, FIRST_ASSESSMENT, PLACE, lan_of

RISK_AREAS = [("FALL", "DFRI", 640), ("UNDERNARING", "MNA", 410), ("TRYCKSAR", "NORTON", 220), ("MUNHALSA", "ROAG", 330)]


class Assessment:
    def __init__(self, person, day, area, risk="", instrument="", value="", planned=None, done=None, followed=None, unit_type="SABO",
                 unit=""):
        self.person, self.day, self.area, self.risk, self.instrument, self.value = person, day, area, risk, instrument, value
        self.planned, self.done, self.followed, self.unit_type, self.unit = planned, done, followed, unit_type, unit


class Assessors:
    def __init__(self, seed, persons, size, support):
        self.rng = Rng(seed)
        self.quota = Quota(self.rng)
        self.persons, self.size, self.support = persons, size, support
        self.residents = Residents(persons)
        self.found = []

    def run(self):
        for p in self.persons:
            if p.sabo:
                self.risks(p)
        for s in self.support:
            if s.kind == "HEMREHAB" and s.start:
                self.function(s)
        self.violence()
        return self.found

    def add(self, a):
        stop = DATA_END[lan_of(a.person.kommun)]
        if FIRST_ASSESSMENT <= a.day <= stop and a.person.here(a.day):
            last = min(stop, a.person.gone() - 1)
            for name in ("planned", "done", "followed"):
                if getattr(a, name) is not None and getattr(a, name) > last:
                    setattr(a, name, None)
            a.person.found = True
            self.found.append(a)

    def value(self, area, risk):
        rng = self.rng
        return {"FALL": "%d" % (3 + rng.below(5) if risk else rng.below(3)),
                "UNDERNARING": "%d,%d" % (5 + rng.below(6) if risk else 12 + rng.below(2), 5 * rng.below(2)),
                "TRYCKSAR": "%d" % (12 + rng.below(8) if risk else 21 + rng.below(8)),
                "MUNHALSA": "%d" % (2 if risk else 1)}[area]

    def risks(self, p):
        day = max(p.sabo[0], FIRST_ASSESSMENT) + self.rng.below(40)
        kind = "DEMENS" if self.rng.percent(30) else "SABO"
        while p.here(day) and day <= DATA_END[lan_of(p.kommun)]:
            if self.quota.hit(("assessed", p.kommun), 880):
                for area, instrument, likely in RISK_AREAS:
                    risk = self.rng.permille(likely)
                    met = risk and self.quota.hit(("met", p.kommun), 600 + (PLACE[p.kommun] * 5) % 6 * 25)
                    planned = day + self.rng.below(12) if met or risk and self.rng.percent(40) else None
                    done = planned + self.rng.below(120) if met else None
                    self.add(Assessment(p, day, area, "J" if risk else "N", instrument, self.value(area, risk), planned, done,
                                        done + 60 if done and self.rng.percent(30) else None, kind, "SB%s" % p.kommun))
            day += 290 + self.rng.below(120)

    def function(self, s):
        before = s.start + self.rng.below(9) - 2
        last = s.end if s.end is not None else None
        level = 2 + self.rng.below(4)
        self.add(Assessment(s.person, before, "ADL", instrument="KATZ", value="%d" % level, unit_type="REHAB", unit=s.unit))
        if self.rng.percent(45):
            self.add(Assessment(s.person, before, "GANG", instrument="TUG", value="%d,%d" % (14 + self.rng.below(20), self.rng.below(10)),
                                unit_type="REHAB", unit=s.unit))
        if last is not None and s.why != "AVLIDEN" and self.rng.percent(86):
            better = self.quota.hit(("better", lan_of(s.person.kommun)), 610)
            after = max(0, level - 1 - self.rng.below(2)) if better else min(6, level + (1 if self.rng.percent(18) else 0))
            self.add(Assessment(s.person, max(before + 15, last - self.rng.below(8)), "ADL", instrument="KATZ", value="%d" % after,
                                unit_type="REHAB", unit=s.unit))

    def violence(self):
        """Asked about violence at the primary care centre; what is found leads to support from social services, or to something
        that is done at once."""
        asked = set()
        for s in self.support:
            if s.kind == "IFO_VALD" and s.start is not None and self.rng.percent(70):
                day = s.start - self.rng.between(2, 27) - (25 if self.rng.percent(14) else 0)
                self.add(Assessment(s.person, day, "VALD", "J", "FREDA", unit_type="VC", unit=s.person.listed,
                                    done=day + self.rng.below(10) if self.rng.percent(25) else None))
                asked.add(s.person.number)
        for year in range(2021, 2026):
            for kommun in CODES:
                people = self.residents.get(kommun, 18, 70, year)
                for _ in range(self.quota.times(("asked", kommun), inhabitants(self.size, kommun, 18, 200, year) * 24, 1000)):
                    p = self.rng.choice(people)
                    if p.number in asked or p.kon == "M" and self.rng.percent(45):
                        continue
                    asked.add(p.number)
                    day = first_of(year) + self.rng.below(365)
                    risk = self.quota.hit(("found", kommun[:2]), 75)
                    done = day + self.rng.below(26) if risk and self.rng.percent(40) else None
                    self.add(Assessment(p, day, "VALD", "J" if risk else "N", "FREDA", unit_type="VC", unit=p.listed, done=done))
