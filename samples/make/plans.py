"""Leaving hospital with support (the process of lag 2017:612), and plans."""

from .chance import Quota, Rng
from .days import D, first_of
from .people import Residents, inhabitants
from .places import CODES, DATA_END, FIRST_PLAN, FIRST_PROCESS, PLACE, lan_of

PARTS = [("REGION_PV|KOMMUN_SOC", 42), ("REGION_PV|KOMMUN_HSL|KOMMUN_SOC", 26), ("REGION_SLUTEN|REGION_PV|KOMMUN_HSL", 18),
         ("REGION_PSYK|KOMMUN_SOC", 10), ("REGION_PV|SKOLA", 4)]


class Process:
    def __init__(self, stay, came, ready, need):
        self.stay, self.came, self.ready, self.need = stay, came, ready, need
        self.revoked = self.again = self.plan_due = self.plan_made = None


def make_processes(seed, episodes):
    """The stays of those who need support afterwards: 65 and older, and psychiatric care from 18."""
    rng = Rng(seed)
    quota = Quota(rng)
    found = []
    for rows in episodes:
        s, p = rows[-1], rows[-1].person
        if s.end is None or s.end < FIRST_PROCESS or s.left == "4" or p.kommun not in PLACE or s.end - s.start < 2 or p.age(s.end) < (18 if s.form == "PSYKIATRI" else 65):
            continue
        cared = p.sabo or p.home_care and p.home_care[0] <= s.end
        if not (cared or s.went == "KORTTID" or quota.hit(("needs", s.kommun), 330)):
            continue
        waits = 0
        if quota.hit(("waits", s.kommun), 470 + (PLACE[s.kommun] * 7) % 8 * 25 - (s.end - D("2023-07-01")) // 10):
            waits = 1 + min(rng.below(4), rng.below(4)) + (1 + rng.below(9) if rng.percent(8 + (PLACE[s.kommun] * 3) % 7) else 0)
        waits = min(waits, s.end - s.start)
        process = Process(s, s.start, s.end - waits, "J" if quota.hit(("sip", s.kommun), 310) else "N")
        if waits >= 3 and rng.percent(9):  # worse again, then ready anew
            process.revoked, process.again = process.ready + 1, s.end - 1
        if process.need == "J" and quota.hit(("due", s.kommun), 250):
            process.plan_due = s.end + 3 + rng.below(21)
        found.append(process)
    return found


class Plan:
    def __init__(self, person, kind, made, source="KOMMUN", consent="", took_part="", documented="", goals="", duty="", parts="", due=None,
                 followed=None, ended=None, replaces=None, begun=None, by="", relative="", meeting="", occasion=""):
        self.person, self.kind, self.made, self.source, self.consent = person, kind, made, source, consent
        self.took_part, self.documented, self.goals, self.duty, self.parts = took_part, documented, goals, duty, parts
        self.due, self.followed, self.ended, self.replaces = due, followed, ended, replaces
        self.begun, self.by, self.relative, self.meeting, self.occasion = begun, by, relative, meeting, occasion
        self.id = None


class Planners:
    def __init__(self, seed, persons, size, processes, support):
        self.rng = Rng(seed)
        self.quota = Quota(self.rng)
        self.persons, self.size, self.processes, self.support = persons, size, processes, support
        self.residents = Residents(persons)
        self.found = []

    def run(self):
        for process in self.processes:
            s = process.stay
            if process.need == "J" and self.quota.hit(("made", s.kommun), 560 + (PLACE[s.kommun] * 3) % 7 * 30):
                day = max(s.start, s.end + self.rng.below(28) - 4)
                if self.joint(s.person, day, "UTSKRIVNING"):
                    process.plan_made = day
                    process.plan_due = process.plan_due or day
        for year in range(2021, 2026):
            for kommun in CODES:
                people = inhabitants(self.size, kommun, 0, 200, year)
                for kind, often in (("old", 15), ("young", 10), ("other", 19)):
                    low, high = {"old": (65, 100), "young": (6, 17), "other": (18, 64)}[kind]
                    grown = often * (96 + 4 * (year - 2021)) * (85 + (PLACE[kommun] * 7) % 5 * 8) // 100
                    for _ in range(self.quota.times((kommun, kind), people * grown // (4 if year == 2025 else 1), 1000000)):
                        self.joint(self.rng.choice(self.residents.get(kommun, low, high, year)),
                                   first_of(year) + self.rng.below(365 if year < 2025 else 80), "OVRIGT")
                for _ in range(self.quota.times((kommun, "contract"), people * 3 // (4 if year == 2025 else 1), 1000)):
                    p = self.rng.choice(self.residents.get(kommun, 30, 90, year))
                    day = first_of(year) + self.rng.below(365 if year < 2025 else 80)
                    self.add(Plan(p, self.rng.weighted([("PATIENTKONTRAKT", 75), ("VARDPLAN", 25)]), day, "REGION", "",
                                  self.yes(82), self.yes(66), due=day + 180))
        for p in self.persons:
            if p.sabo or p.home_care:
                self.carried_out(p)
        for s in self.support:
            if s.kind == "HEMREHAB" and s.start and self.quota.hit(("rehab", lan_of(s.person.kommun)), 740):
                day = s.start + self.rng.below(32) - 6
                self.add(Plan(s.person, "REHABPLAN", day, self.rng.choice(["REGION", "KOMMUN"]), "", self.yes(86), self.yes(72), self.yes(89),
                              ended=s.end))
        return self.found

    def yes(self, percent):
        return "J" if self.rng.percent(percent) else "N"

    def add(self, plan):
        p, stop = plan.person, DATA_END[lan_of(plan.person.kommun)]
        if not FIRST_PLAN <= plan.made <= stop or not p.here(plan.made):
            return False
        last = min(stop, p.gone() - 1)
        if plan.followed is not None and (plan.followed > last or plan.followed <= plan.made):
            plan.followed = None
        if plan.ended is None and p.death and p.death <= stop:
            plan.ended = p.death
        if plan.ended is not None and (plan.ended > stop or plan.ended < plan.made):
            plan.ended = None
        p.found = True
        self.found.append(plan)
        return True

    def joint(self, p, made, occasion):
        rng, kommun = self.rng, p.kommun_at(made)
        source = "REGION" if rng.percent(45) else "KOMMUN"
        consent = "N" if rng.percent(5) else "J"
        due = made + 60 + rng.below(90) if rng.percent(96) else None
        in_time = self.quota.hit(("followed", kommun), 610 + (PLACE[kommun] * 5) % 7 * 25)
        followed = due + (rng.below(40) - 14 if in_time else 31 + rng.below(60)) if due and (in_time or rng.percent(50)) else None
        plan = Plan(p, "SIP", made, source, consent, self.yes(93), self.yes(86), self.yes(90), self.yes(87), rng.weighted(PARTS), due, followed,
                    made + 240 + rng.below(300) if rng.percent(45) else None, begun=made - 2 - rng.below(20),
                    by=rng.weighted([("REGION", 45), ("KOMMUN", 40), ("INDIVID", 10), ("SKOLA", 5)]),
                    relative=rng.weighted([("J", 45), ("N", 35), ("EJ_AKTUELLT", 20)]),
                    meeting=rng.weighted([("FYSISKT", 55), ("VIDEO", 30), ("TELEFON", 15)]), occasion=occasion)
        if not self.add(plan):
            return False
        if consent == "J" and rng.percent(36):  # the other principal registers the same plan, one to three days later
            self.add(Plan(p, "SIP", made + 1 + rng.below(3), "KOMMUN" if source == "REGION" else "REGION", "J", plan.took_part,
                          plan.documented, plan.goals, plan.duty, plan.parts, plan.due, plan.followed, plan.ended, begun=plan.begun,
                          by=plan.by, relative=plan.relative, meeting=plan.meeting, occasion=occasion))
        if consent == "J" and rng.percent(11):
            self.add(Plan(p, "SIP", made + 120 + rng.below(90), source, "J", self.yes(90), self.yes(82), self.yes(90), self.yes(85), plan.parts,
                          made + 330, replaces=plan, occasion=occasion))
        return True

    def carried_out(self, p):
        """How support is carried out: a new plan every year and a half, followed up between."""
        made = max((p.sabo or p.home_care)[0], FIRST_PLAN) + 10 + self.rng.below(40)
        kommun = p.kommun
        while p.here(made) and made <= DATA_END[lan_of(p.kommun)]:
            following = made + 430 + self.rng.below(180)
            followed = made + 160 + self.rng.below(150) if self.rng.percent(78) else None
            self.add(Plan(p, "GENOMFORANDEPLAN", made, "KOMMUN", "", "J" if self.quota.hit(("part", kommun), 560 + (PLACE[kommun] * 7) % 9 * 25)
                          else "N", self.yes(55), self.yes(84), due=made + 180, followed=followed, ended=following - 1))
            made = following
