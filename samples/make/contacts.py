"""Contacts with primary care, municipal health care and specialists."""

from .chance import Quota, Rng
from .days import first_of, weekday, year_of
from .people import Residents, inhabitants
from .places import (CENTRES, CODES, DATA_END, DOCTORS, FIRST_CONTACT, PLACE, RENAMED, RENAMED_FROM, lan_of)

CHRONIC = [("I109", 30), ("E119", 18), ("I489", 10), ("I509", 9), ("J449", 8), ("J459", 7), ("I259", 5), ("F329", 4),
           ("F419", 4), ("N183", 3), ("F009", 2), ("M059", 2), ("E109", 2), ("I639", 2)]
NEW = [("J069", 16), ("M545", 12), ("R104", 8), ("N390", 9), ("L309", 7), ("S934", 6), ("H612", 5), ("J039", 6), ("H669", 5), ("R059", 6),
       ("M791", 6), ("F439", 5), ("K219", 4), ("R519", 5), ("L029", 4), ("T149", 4), ("A099", 3), ("B349", 5)]
SEASON = [118, 112, 108, 100, 98, 88, 66, 84, 104, 106, 106, 100]


class Contact:
    def __init__(self, person, day, role, provider, form="MOTTAGNING", unit=None, level="PRIMARVARD", diagnosis=""):
        self.person, self.day, self.role, self.provider, self.form, self.level = person, day, role, provider, form, level
        self.unit = person.listed if unit is None else unit
        self.diagnosis = diagnosis
        self.place = {"HEMBESOK": "ORDINART", "MOTTAGNING": ""}.get(form, "DISTANS")
        self.replaces = ""
        self.sought, self.guarantee, self.chosen = None, "N", ""
        self.done = self.recorded = "J"
        self.licensed = "N" if role == "OVR" else "J"


def written(rng, code):
    """ICD-10 as systems of records write it: mostly without a dot."""
    return code[:3] + "." + code[3:] if rng.percent(8) and len(code) > 3 else code


class Surgeries:
    def __init__(self, seed, persons, size, episodes):
        self.rng = Rng(seed)
        self.quota = Quota(self.rng)
        self.persons, self.size, self.episodes = persons, size, episodes
        self.residents = Residents(persons)
        self.found = []

    def run(self):
        self.chronic()
        self.new_problems()
        self.home_visits()
        self.after_hospital()
        self.by_specialists()
        return self.found

    def add(self, contact):
        p, day = contact.person, contact.day
        if not FIRST_CONTACT <= day <= DATA_END[lan_of(p.kommun)] or not p.here(day) or day <= p.born:
            return False
        if p.new_kommun and abs(day - p.new_kommun[0]) < 20:
            return False
        if p.new_kommun and contact.unit == p.listed and day >= p.new_kommun[0]:
            contact.unit = CENTRES[p.new_kommun[1]][0]
        if contact.role == "LK" and contact.provider.startswith("L") and p.kommun_at(day) == RENAMED and day >= RENAMED_FROM:
            contact.provider = "L%03d" % (int(contact.provider[1:]) + 500)
        p.found = True
        self.found.append(contact)
        return True

    def a_day(self, first, days):
        """A weekday."""
        while True:
            day = first + self.rng.below(days)
            if weekday(day) < 5 and self.rng.below(118) < SEASON[(day - first_of(year_of(day))) // 31]:
                return day

    def chronic(self):
        """Somebody with a chronic disease sees doctors at the own primary care centre, some always the same one."""
        for kommun in CODES:
            old = inhabitants(self.size, kommun, 65, 200, 2022)
            people = [p for p in self.residents.get(kommun, 45, 92, 2022) if not p.new_kommun and not p.moved_out]
            chosen = set()
            wanted = max(44, old * 12 // 100)
            while len(chosen) < wanted:
                p = self.rng.choice(people)
                if (p.number not in chosen) and (p.age(first_of(2022)) >= 65 or self.rng.percent(25)):
                    chosen.add(p.number)
            middle = 40 + (PLACE[kommun] * 5) % 7 * 3 - (4 if kommun[:2] == "18" else 0)
            for p in people:
                if p.number in chosen:
                    self.visits_of(p, middle)

    def visits_of(self, p, middle):
        pool = DOCTORS[p.listed]
        own = self.rng.choice(pool)
        code = self.rng.weighted(CHRONIC)
        loyal = middle - 26 + self.rng.below(53)  # per cent of visits to the own doctor
        often = self.rng.between(300, 480)  # visits of 100 years
        for year in range(2021, 2026):
            loyal = min(95, loyal + 1)
            days = 366 if year % 4 == 0 else 365
            for _ in range(self.quota.times(p.number, often if year < 2025 else often // 5, 100)):
                day = self.a_day(first_of(year), days if year < 2025 else 88)
                doctor = own if self.rng.percent(loyal) else self.rng.choice(pool)
                if self.rng.permille(7):
                    doctor = "HYRLAKARE"  # locums under one id
                elif self.rng.permille(5):
                    doctor = "OKAND"
                form = self.rng.weighted([("MOTTAGNING", 84), ("HEMBESOK", 3), ("VIDEO", 5 + year - 2021), ("TELEFON", 7)])
                text = written(self.rng, code)
                if self.rng.percent(20):
                    text = self.rng.weighted(NEW) + "|" + text
                c = Contact(p, day, "LK", doctor, form, diagnosis=text)
                if form == "TELEFON" and self.rng.percent(40):
                    c.replaces = "J"
                if self.rng.permille(22):
                    c.done = c.recorded = "N"  # did not come
                self.add(c)
            if self.rng.percent(35):
                nurse = self.rng.choice(["DSK", "SSK"])
                self.add(Contact(p, self.a_day(first_of(year), days), nurse, "N%03d" % (1 + self.rng.below(140)),
                                 "MOTTAGNING" if self.rng.percent(80) else "TELEFON", diagnosis=written(self.rng, code)))

    def new_problems(self):
        """Who seeks care for something new is to be assessed within three days."""
        for year in range(2021, 2026):
            for kommun in CODES:
                people = self.residents.get(kommun, 0, 101, year)
                whole = max(52, inhabitants(self.size, kommun, 0, 200, year) * 82 // 1000)
                if year in (2021, 2025):
                    whole = whole // (8 if year == 2021 else 5)
                for _ in range(whole):
                    p = self.rng.choice(people)
                    role = self.rng.weighted([("LK", 46), ("SSK", 20), ("DSK", 12), ("FT", 12), ("PSYK", 3), ("KUR", 3), ("AT", 1), ("OVR", 3)])
                    sought = self.a_day(first_of(year), 365 if year < 2025 else 85)
                    in_time = 828 + (PLACE[kommun] * 11) % 13 * 6 - 36 + (2022 - year) * 6 - (40 if role in ("PSYK", "KUR", "FT") else -12)
                    if self.quota.hit(("3", kommun, role in ("PSYK", "KUR", "FT")), in_time):
                        wait = self.rng.weighted([(0, 50), (1, 22), (2, 14), (3, 14)])
                    else:
                        wait = 4 + min(self.rng.below(18), self.rng.below(18))
                    distant = 4 + (year - 2021)
                    form = self.rng.weighted([("MOTTAGNING", 82), ("HEMBESOK", 2), ("VIDEO", distant), ("CHATT", distant), ("TELEFON", 10),
                                              ("BREV", 1)])
                    provider = self.rng.choice(DOCTORS[p.listed]) if role == "LK" else "%s%03d" % (role[0], 1 + self.rng.below(160))
                    c = Contact(p, sought + wait, role, provider, form, diagnosis=written(self.rng, self.rng.weighted(NEW)))
                    c.sought, c.guarantee = sought, "J"
                    if form in ("CHATT", "TELEFON", "BREV"):
                        c.replaces = "J" if form != "TELEFON" or self.rng.percent(75) else "N"
                    c.chosen = "J" if wait > 3 and self.rng.percent(6) else "N"
                    if self.rng.permille(18):
                        c.done = c.recorded = "N"
                    self.add(c)
                    if role == "LK" and self.rng.percent(12):  # back for the same problem: not a new assessment
                        again = Contact(p, c.day + 4 + self.rng.below(20), role, provider, diagnosis=c.diagnosis)
                        again.sought, again.guarantee = sought, "J"
                        again.chosen = "N"
                        self.add(again)

    def home_visits(self):
        """Doctors of primary care in people's homes and in residential care."""
        for year in range(2021, 2026):
            for kommun in CODES:
                people = [p for p in self.residents.get(kommun, 65, 101, year) if p.sabo or p.home_care]
                whole = inhabitants(self.size, kommun, 0, 200, year) * (18 + (PLACE[kommun] * 3) % 5 * 3 + (year - 2021)) // 1000
                for _ in range(whole // (4 if year == 2025 else 1)):
                    p = self.rng.choice(people)
                    day = self.a_day(first_of(year), 365 if year < 2025 else 88)
                    c = Contact(p, day, "LK", self.rng.choice(DOCTORS[p.listed][:3]), "HEMBESOK",
                                diagnosis=written(self.rng, self.rng.weighted(CHRONIC)))
                    if p.in_home(day):
                        c.place = "SABO"
                    elif self.rng.percent(5):
                        c.place = "KORTTID"
                    self.add(c)

    def after_hospital(self):
        """Physiotherapists and occupational therapists of both principals, after a stay in hospital."""
        for rows in self.episodes:
            last, p = rows[-1], rows[-1].person
            if last.end is None or last.end < FIRST_CONTACT or p.kommun not in PLACE or last.left == "4" or p.age(last.end) < 65:
                continue
            listed = any(r.diagnosis[:3] in ("S32", "S42", "S52", "S72", "I61", "I63") for r in rows)
            if not (listed or last.end - rows[0].start >= 7) or last.left != "3" and last.went != "KORTTID":
                continue
            soon = self.quota.hit(("rehab", rows[0].kommun), 430 + (PLACE[rows[0].kommun] * 5) % 6 * 30 + (50 if listed else -40))
            day = last.end + (self.rng.below(8) if soon else 8 + self.rng.below(20))
            if day > p.busy_until or day <= last.end + 7:
                role = self.rng.choice(["FT", "AT"])
                municipal = role == "AT" or p.kommun[:2] == "04" and self.rng.percent(50)
                self.add(Contact(p, day, role, "%s%03d" % (role[0], 1 + self.rng.below(60)), self.rng.choice(["HEMBESOK", "HEMBESOK", "MOTTAGNING"]),
                                 level="KOMMUNAL_HSL" if municipal else "PRIMARVARD",
                                 unit="HS%s" % rows[0].kommun if municipal else None, diagnosis=rows[0].diagnosis))

    def by_specialists(self):
        for p in self.persons:
            if p.found and self.rng.percent(5):
                year = self.rng.between(2021, 2024)
                lan = lan_of(p.kommun)
                c = Contact(p, self.a_day(first_of(year), 365), "LK", "S%03d" % (1 + self.rng.below(80)), level="SPEC_SOMATIK",
                            unit="KL%s01%s" % (lan, self.rng.choice(["MED", "KIR"])), diagnosis=self.rng.weighted(CHRONIC))
                self.add(c)
            elif p.found and self.rng.percent(2):
                c = Contact(p, self.a_day(first_of(self.rng.between(2021, 2024)), 365), "PSYK", "Q%03d" % (1 + self.rng.below(30)),
                            level="SPEC_PSYKIATRI", unit="KL%s01PSY" % lan_of(p.kommun), diagnosis="F419")
                self.add(c)
