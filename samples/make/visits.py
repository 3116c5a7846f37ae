"""Home care visits: the fourteen days from Monday of week 38, when continuity is measured, and a week before and after
rehabilitation at home."""

from .chance import Rng
from .days import week_38
from .places import CODES, DATA_END, FIRST_VISIT, PLACE, SILENT, SIZE, lan_of


class Visit:
    def __init__(self, person, day, minute, staff, length, kind="OMVARDNAD", done="J"):
        self.person, self.day, self.minute, self.staff = person, day, minute, staff
        self.length, self.kind, self.done = length, kind, done


class HomeCare:
    def __init__(self, seed, persons, support):
        self.rng = Rng(seed)
        self.persons, self.support = persons, support
        self.found = []

    def run(self):
        for year in (2022, 2023, 2024):
            for kommun in CODES:
                if kommun != SILENT:
                    self.two_weeks(kommun, week_38(year), year)
        self.around_rehabilitation()
        return self.found

    def add(self, v):
        if v.person.here(v.day) and FIRST_VISIT <= v.day <= DATA_END[lan_of(v.person.kommun)]:
            self.found.append(v)

    def two_weeks(self, kommun, monday, year):
        users = [p for p in self.persons if p.home_care and p.kommun == kommun and p.home_care[0] < monday and p.gone() > monday + 14]
        pool = ["H%04d" % (100 * PLACE[kommun] + i) for i in range(44)]
        spread = (PLACE[kommun] * 5) % 8 + 2024 - year  # how many of the group come to one person
        for k, p in enumerate(users[:6 + SIZE[kommun] // 20000]):
            times = [465, 750, 1090] if k % 6 == 0 else [480, 1080]
            own = [self.rng.choice(pool) for _ in range(6 + spread // 2)]
            for day in range(monday, monday + 14):
                for minute in times:
                    staff = self.rng.choice(pool) if self.rng.percent(18 + 2 * spread) else self.rng.choice(own)
                    if self.rng.permille(8):
                        staff = "VIKARIE" if self.rng.percent(60) else ""
                    kind = self.rng.weighted([("OMVARDNAD", 82), ("SERVICE", 15), ("LEDSAGNING", 2), ("AVLOSNING", 1)])
                    at, length = minute + self.rng.below(25), 10 + self.rng.below(35)
                    self.add(Visit(p, day, at, staff, length, kind))
                    if k % 5 == 1 and minute == times[0] and self.rng.percent(40):  # double staffing
                        self.add(Visit(p, day, at, self.rng.choice(own), length, kind))
                if self.rng.percent(4):
                    kind = self.rng.weighted([("LARM", 40), ("MATLEVERANS", 25), ("HEMSJUKVARD", 20), ("TILLSYN_DIGITAL", 15)])
                    self.add(Visit(p, day, 1425 if kind == "LARM" else 780 + self.rng.below(60), "H%04d" % (4000 + self.rng.below(30)), 20, kind))

    def around_rehabilitation(self):
        for s in self.support:
            p = s.person
            if s.kind != "HEMREHAB" or not p.home_care or s.start is None or p.kommun == SILENT or p.new_kommun:
                continue
            if p.home_care[0] > s.start - 14 or s.start - 7 < FIRST_VISIT:
                continue
            pool = ["H%04d" % (100 * PLACE[p.kommun] + self.rng.below(44)) for _ in range(7)]
            length = 20 + self.rng.below(16)
            after = self.rng.weighted([(45, 25), (65, 30), (85, 20), (100, 15), (125, 10)])  # per cent of the time before
            for day in range(s.start - 7, s.start):
                for minute in (480, 1080):
                    self.add(Visit(p, day, minute + self.rng.below(20), self.rng.choice(pool), length))
            for day in range(s.start + 77, s.start + 84):
                for minute in (480, 1080) if after > 60 else (490,):
                    spent = length * after * (1 if after > 60 else 2) // 100
                    self.add(Visit(p, day, minute + self.rng.below(20), self.rng.choice(pool), max(5, spent)))
