"""Stays in hospital: seasons, weekdays, transfers between clinics, and who comes back within thirty days.

A person's stays lie at least 32 days apart, except for those that come back: so the share who do is what is set here."""

from . import diagnoses as dx
from .chance import Quota, Rng
from .days import first_of, weekday, year_of
from .people import Person, Residents, inhabitants
from .places import CODES, COUNTIES, DATA_END, FIRST_STAY, NEAREST, PLACE, TEAMS_FROM, WEST, lan_of

# Stays a year of 1,000 inhabitants in each age band, without those who come back and transfers.
RATES = [54, 48, 77, 86, 159, 253, 360]
SEASON = [1130, 1100, 1060, 1000, 970, 930, 870, 910, 990, 1010, 1020, 1080]  # January .. December
ACUTE_WEEK = [110, 104, 102, 100, 102, 84, 82]
PLANNED_WEEK = [110, 125, 125, 115, 90, 8, 22]


class Stay:
    def __init__(self, person, start, end, kommun, lan, hospital):
        self.person, self.start, self.end, self.kommun, self.lan, self.hospital = person, start, end, kommun, lan, hospital
        self.came, self.left = "3", "3"  # from and to the own home
        self.went = ""
        self.planned, self.form = "N", "SOMATIK"
        self.diagnosis = self.cause = self.beside = ""
        self.id = None


class Hospitals:
    def __init__(self, seed, persons, size, elsewhere):
        self.rng = Rng(seed)
        self.quota = Quota(self.rng)
        self.size, self.elsewhere = size, elsewhere
        self.residents = Residents(persons)
        self.episodes = []  # lists of stays
        self.harmed = set()
        self.tables = [[[(d, d[1][band]) for d in table if d[1][band]] for band in range(7)] for table in (dx.SOMATIC, dx.PSYCHIATRIC)]

    def run(self):
        due = []
        for p in self.residents.persons:  # the last days of some
            if p.death and p.age(p.death) >= 60 and self.rng.percent(42):
                due.append((p.death - self.rng.below(11), p, "death"))
        due.sort(key=lambda x: x[0])
        day, last = FIRST_STAY, max(DATA_END.values())
        while day <= last:
            year, month = year_of(day), (day - first_of(year_of(day))) // 31 + 1
            month += day >= first_of(year, month + 1)
            following = first_of(year, month + 1)
            month_due = []
            while due and due[0][0] < following:
                item = due.pop(0)
                if item[0] >= day:
                    month_due.append(item)
            for kommun in CODES:
                for band, (low, high) in enumerate(dx.BANDS):
                    people = inhabitants(self.size, kommun, low, high if high < 100 else 200, year)
                    for _ in range(self.quota.times((kommun, band), people * RATES[band] * SEASON[month - 1], 12 * 1000 * 1000)):
                        month_due.append((self.a_day(day, following, ACUTE_WEEK), (kommun, band), "any"))
            for lan in COUNTIES:
                people = sum(inhabitants(self.size, k, 15, 200, year) for k in CODES if lan_of(k) == lan)
                for _ in range(self.quota.times(("harm", lan), people * 88, 12 * 100000)):
                    kommun = self.rng.weighted([(k, inhabitants(self.size, k, 15, 200, year)) for k in CODES if lan_of(k) == lan])
                    band = 1 if self.quota.hit(("young", lan), 520) else self.rng.weighted([(2, 53), (3, 36), (4, 11)])
                    month_due.append((self.a_day(day, following, ACUTE_WEEK), (kommun, band), "harm"))
            for n in range(3):
                if self.elsewhere and self.rng.percent(70):
                    month_due.append((self.a_day(day, following, ACUTE_WEEK), self.rng.choice(self.elsewhere), "guest"))
            month_due.sort(key=lambda x: x[0])
            for start, who, kind in month_due:
                self.one(start, who, kind)
            day = following
        return [s for rows in self.episodes for s in rows]

    def a_day(self, first, following, week):
        while True:
            day = first + self.rng.below(following - first)
            if self.rng.below(130) < week[weekday(day)]:
                return day

    def somebody(self, kommun, band, day, kind):
        low, high = dx.BANDS[band]
        people = self.residents.get(kommun, low, high, year_of(day))
        if kind == "any":  # as many women as there are among them
            women = [p for p in people if p.kon == "K"]
            chosen = self.quota.hit(("women", kommun, band), 1000 * len(women) // max(1, len(people)))
            people = women if chosen else [p for p in people if p.kon == "M"]
        for _ in range(14):
            if not people:
                return None
            a, b = self.rng.choice(people), self.rng.choice(people)
            p = a if a.frail >= b.frail else b
            if p.here(day) and p.born < day and p.busy_until + 32 < day and (kind != "harm" or (p, year_of(day)) not in self.harmed):
                return p
        return None

    def one(self, day, who, kind):
        p = who if isinstance(who, Person) else self.somebody(who[0], who[1], day, kind)
        if p is None or not p.here(day) or p.busy_until + 32 >= day:
            return
        rows = self.episode(p, day, kind)
        # ... and again, as long as they come back
        while rows:
            end = rows[-1].end
            if p.death and p.death <= end or rows[-1].form == "PSYKIATRI" or p.kommun not in PLACE:
                return
            age, back = p.age(end), 0
            if self.quota.hit(("back", rows[0].kommun, age >= 65), self.returning(rows[0].kommun, age, end)):
                back, kind = end + 1 + min(self.rng.below(30), self.rng.below(30)), "back"
            elif age >= 65 and self.rng.percent(3):
                back, kind = end + 5 + self.rng.below(25), "planned"
            if not back or not p.here(back):
                return
            rows = self.episode(p, back, kind)

    @staticmethod
    def returning(kommun, age, day):
        """Of 1,000 discharges, how many are followed by an unplanned stay within 30 days."""
        if age < 65:
            return 55
        if kommun in WEST:
            return 84 if day >= TEAMS_FROM else 136
        return 112 + (PLACE[kommun] * 7) % 5 * 7

    def diagnosed(self, s, band, kind):
        if kind == "harm":
            s.diagnosis, s.cause = self.rng.weighted(dx.UNCLEAR if self.rng.percent(13) else dx.SELF_HARM)
            s.form = "PSYKIATRI" if self.rng.percent(45) else "SOMATIK"
            if not s.cause.startswith("Y"):
                self.harmed.add((s.person, year_of(s.start)))
            return 3
        if kind == "any" and band == 1:
            for often, table in ((72, dx.YOUNG_ALCOHOL), (72, dx.YOUNG_DRUGS)):
                if self.quota.hit((often, s.kommun[:2], table[0][0][0]), often):
                    s.diagnosis, s.form, days = self.rng.weighted(table)
                    return days
        psychiatric = kind == "any" and self.quota.hit(("psy", s.kommun, band >= 4), 30 if band >= 4 else 20 if band == 0 else 190)
        if psychiatric:
            (code, _, planned, days), s.form = self.rng.weighted(self.tables[1][band]), "PSYKIATRI"
        elif kind == "any" and band >= 4 and self.quota.hit(("fall", s.kommun, band), (95, 142, 215)[band - 4]):
            code, _, days = self.rng.weighted([(d, d[1][band - 4]) for d in dx.FALLS])
            planned, s.cause = 0, self.rng.weighted(dx.FALL_CAUSES)
            if self.rng.percent(12):
                s.cause = "X599|" + s.cause
        else:
            code, _, planned, days = self.rng.weighted(self.tables[0][band])
            while dx.OF_ONE_SEX.get(code, s.person.kon) != s.person.kon:
                code, _, planned, days = self.rng.weighted(self.tables[0][band])
            if code[0] == "S":
                s.cause = self.rng.weighted(dx.OTHER_CAUSES)
            if band >= 4 and kind != "planned" and self.rng.percent(8):
                s.form, days = "GERIATRIK", days + 3
        s.diagnosis = code
        if kind == "planned" or (kind == "any" and self.rng.percent(planned)):
            s.planned = "J"
        return days

    def episode(self, p, day, kind):
        stop = DATA_END.get(lan_of(p.kommun), min(DATA_END.values()))
        if day > stop:
            return []
        kommun = p.kommun_at(day)
        lan = lan_of(kommun)
        if lan not in COUNTIES:
            lan = "18" if self.rng.percent(60) else "04"
        elif kind == "any" and self.rng.permille(16 if lan == "04" else 5):
            lan = "18" if lan == "04" else "04"  # care in the other county
        band = dx.band_of(p.age(day))
        s = Stay(p, day, day, kommun, lan, NEAREST.get(kommun, 0) if lan == lan_of(kommun) and self.rng.percent(80) else 0)
        days = self.diagnosed(s, band, kind)
        if s.planned == "J" and kind == "any" and weekday(day) > 4 and self.rng.percent(80):
            s.start = day = day - 3 if p.busy_until + 35 < day else day
        length = 0 if days < 4 and self.rng.percent(12) else 1 + self.rng.below(days) + self.rng.below(days)
        s.end = s.start + length
        if band >= 5:
            s.came = "2" if p.in_home(day) and s.planned == "N" else "3"
        rows = [s]
        while self.rng.percent(13 if band >= 4 else 5) and len(rows) < 3 and s.form != "PSYKIATRI" and kind != "death":
            last = rows[-1]
            last.left = "1"
            t = Stay(p, last.end, last.end + 2 + self.rng.below(9), kommun, lan, self.rng.below(3))
            t.came, t.diagnosis, t.cause, t.planned = "1", s.diagnosis, s.cause, "J" if self.rng.percent(25) else "N"
            t.form = self.rng.weighted([("SOMATIK", 45), ("GERIATRIK", 37), ("REHAB", 18)]) if band >= 4 else "SOMATIK"
            rows.append(t)
        # Life ends the stay.
        if p.death and (kind == "death" or p.death <= rows[-1].end):
            rows = [x for x in rows if x.start <= p.death]
            rows[-1].end, rows[-1].left = p.death, "4"
        elif p.in_home(rows[-1].end):
            rows[-1].left, rows[-1].went = "2", "SABO"
        elif band >= 5 and self.rng.percent(9):
            rows[-1].left, rows[-1].went = "2", "KORTTID"
        elif rows[-1].left == "3":
            rows[-1].went = "ORDINART"
        for x in rows:
            codes = [code for code, often in dx.BESIDE if code[:3] != x.diagnosis[:3] and self.rng.below(1000) < often[band]]
            x.beside = "|".join(codes[:3])
        p.busy_until = rows[-1].end
        kept = []
        for x in rows:
            if x.start <= stop:
                if x.end > stop:
                    x.end, x.left, x.went = None, "", ""
                kept.append(x)
        self.episodes.append(kept)
        p.found = True
        return kept if kept[-1].end is not None else []
