"""Decisions, offers and episodes of support, most of them by the kommuner."""

from .chance import Quota, Rng
from .days import D, first_of
from .people import Residents, inhabitants
from .places import (CODES, DATA_END, FIRST_SUPPORT, NORTH, NORTH_TEAMS_FROM, PLACE, TEAMS_FROM, WEST, lan_of)

COHORTS = (40, 50, 60)


class Support:
    def __init__(self, person, kind, start=None, end=None, offered=None, answer="", raised=None, why="", target="", way="",
                 reason="", unit=""):
        self.person, self.kind, self.start, self.end, self.offered, self.answer = person, kind, start, end, offered, answer
        self.raised, self.why, self.target, self.way, self.reason, self.unit = raised, why, target, way, reason, unit


class Office:
    def __init__(self, seed, persons, size, episodes):
        self.rng = Rng(seed)
        self.quota = Quota(self.rng)
        self.persons, self.size, self.episodes = persons, size, episodes
        self.residents = Residents(persons)
        self.found = []
        self.rehabilitated = {}  # the day on which it last began

    def run(self):
        for p in self.persons:
            if p.sabo:
                self.residential(p)
            if p.home_care:
                self.home_care(p)
        self.health_talks()
        self.violence()
        self.after_hospital()
        self.from_home()
        self.mobile_teams()
        return self.found

    def add(self, p, kind, start, end=None, **keys):
        """Ends with the person's life or residence; None: ongoing at the end of the data."""
        stop, gone = DATA_END[lan_of(p.kommun)], p.gone()
        first = min(d for d in (start, keys.get("offered"), keys.get("raised")) if d is not None)
        if first > stop or first >= gone:
            return None
        if start is not None and (start > stop or start >= gone):
            start = end = None
        if start is not None and gone <= stop and (end is None or end > gone):
            end, keys["why"] = gone, "AVLIDEN" if gone == p.death else "FLYTT"
        if end is not None and end > stop:
            end, keys["why"] = None, ""
        s = Support(p, kind, start, end, **keys)
        p.found = True
        self.found.append(s)
        return s

    def residential(self, p):
        start = p.sabo[0]
        self.add(p, "SABO", start, unit="SB%s" % p.kommun)
        if self.rng.percent(60):
            self.add(p, "FAST_LAKARKONTAKT", max(start + 10, FIRST_SUPPORT), unit=p.listed)
        if start > D("2020-09-01") and self.rng.percent(55):
            self.add(p, "HEMTJANST", start - 120 - self.rng.below(700), start - 1, unit="HT%s" % p.kommun, why="OVRIGT")

    def home_care(self, p):
        start = p.home_care[0]
        s = self.add(p, "HEMTJANST", start, unit="HT%s" % p.kommun)
        if s is None:
            return
        # the duty to offer a fixed contact began on 1 July 2022
        asked = self.quota.hit(("offer", p.kommun), 860 + (PLACE[p.kommun] * 3) % 7 * 18)
        offered = max(start, D("2022-07-01")) + self.rng.below(75)
        if asked and offered < p.gone():
            answer = self.rng.weighted([("JA", 72 + (PLACE[p.kommun] * 5) % 6 * 2), ("NEJ", 9), ("INGET", 13)])
            self.add(p, "FAST_OMSORGSKONTAKT", offered + self.rng.below(20) if answer == "JA" else None, offered=offered, answer=answer,
                     unit="HT%s" % p.kommun)
        if self.rng.percent(36):
            care = self.add(p, "HEMSJUKVARD", start + self.rng.below(60), unit="HS%s" % p.kommun)
            if care and care.start and self.rng.percent(12):
                self.add(p, "LAKEMEDELSAUTOMAT", max(care.start + 60, D("2022-03-01") + self.rng.below(500)), unit="HS%s" % p.kommun)
        if self.rng.percent(12):
            respite = max(start + 90, FIRST_SUPPORT) + self.rng.below(700)
            if respite < p.gone():
                self.add(p, "KORTTID", respite, respite + 10 + self.rng.below(25), unit="SB%s" % p.kommun,
                         way=self.rng.weighted([("HEMIFRAN", 80), ("DIREKT", 20)]))

    def health_talks(self):
        """Offered to those who turn 40, 50 or 60."""
        for p in self.persons:
            for target in COHORTS:
                year = int(p.born // 365.2425) + 1 + target
                if not 2020 <= year <= 2025 or p.age(first_of(year + 1) - 1) != target:
                    continue
                offered = first_of(year) + 8 + self.rng.below(340)
                kommun = p.kommun_at(offered)
                if not self.quota.hit(("asked", kommun, target), 930):
                    continue
                comes = self.quota.hit(("talk", kommun), 480 + (PLACE[kommun] * 7) % 8 * 18 + (target - 40))
                late = self.rng.percent(5)
                reminded = comes and self.rng.percent(18)
                unit = p.listed
                if reminded or not comes and self.rng.percent(25):  # a reminder is a row of its own
                    self.add(p, "HALSOSAMTAL", None, offered=offered, answer="INGET", target=str(target), unit=unit)
                    offered += 60 + self.rng.below(60)
                held = offered + 10 + self.rng.below(160) + (380 if late else 0) if comes else None
                answer = "JA" if comes else self.rng.choice(["NEJ", "INGET"])
                self.add(p, "HALSOSAMTAL", held, held, offered=offered, answer=answer, target=str(target), unit=unit)

    def violence(self):
        """Adults who come to social services because of violence by somebody near."""
        for year in range(2021, 2026):
            for kommun in CODES:
                adults = inhabitants(self.size, kommun, 18, 200, year)
                people = self.residents.get(kommun, 18, 74, year)
                for kind, often in (("IFO_VALD", 34), ("IFO_OVRIGT", 22)):
                    for _ in range(self.quota.times((kind, kommun), adults * often // (4 if year == 2025 else 1), 10000)):
                        p = self.rng.choice(people)
                        for _ in range(8):
                            if p.kon == "K" or kind == "IFO_OVRIGT" or self.rng.percent(28):
                                break
                            p = self.rng.choice(people)
                        raised = first_of(year) + self.rng.below(365 if year < 2025 else 80)
                        if kind == "IFO_VALD" and p.age(raised) < 18:
                            continue
                        start = raised + 1 + self.rng.below(24) + (30 if self.rng.percent(26) else 0)
                        end = start + 45 + self.rng.below(200)
                        if start > DATA_END[kommun[:2]] or not p.here(start):
                            continue
                        self.add(p, kind, start, end, raised=raised, unit="IF%s" % kommun, why=self.rng.weighted(
                            [("MAL_UPPNATT", 36), ("MAL_DELVIS", 26), ("AVBROTT", 23), ("OVRIGT", 15)]))

    def after_hospital(self):
        """Rehabilitation at home and short-term care."""
        for rows in self.episodes:
            last = rows[-1]
            p = last.person
            if last.end is None or last.left == "4" or p.kommun not in PLACE or p.age(last.end) < 65 or last.end < first_of(2021):
                continue
            if last.went == "KORTTID":
                days = 12 + self.rng.below(24)
                self.add(p, "KORTTID", last.end, last.end + days, unit="SB%s" % last.kommun, way="EFTER_SJUKHUS")
            elif last.left == "3" and last.form != "PSYKIATRI" and p.sabo is None:
                serious = any(r.diagnosis[:3] in ("S32", "S42", "S52", "S72", "I61", "I63") for r in rows)
                if self.quota.hit(("rehab", last.kommun, serious), 420 if serious else 55):
                    self.rehabilitate(p, last.end + 1 + self.rng.below(11))

    def from_home(self):
        """Rehabilitation of people who have home care and were not in hospital."""
        for p in self.persons:
            if p.home_care:
                for year in range(2021, 2026):
                    start = first_of(year) + self.rng.below(365)
                    if p.home_care[0] + 60 < start and self.rng.percent(11):
                        self.rehabilitate(p, start, "Minskad förmåga")

    def rehabilitate(self, p, start, reason=""):
        if start > DATA_END[lan_of(p.kommun)] or not p.here(start) or start < self.rehabilitated.get(p.number, 0) + 150:
            return
        self.rehabilitated[p.number] = start
        end = start + 28 + self.rng.below(42)
        self.add(p, "HEMREHAB", start, end, raised=start - self.rng.below(10), reason=reason, unit="RE%s" % p.kommun,
                 why=self.rng.weighted([("MAL_UPPNATT", 52), ("MAL_DELVIS", 30), ("AVBROTT", 10), ("OVRIGT", 8)]))

    def mobile_teams(self):
        """Teams in the north of Örebro län since 2022, in the west since April 2024: for those who are often in hospital."""
        for places, since in ((NORTH, NORTH_TEAMS_FROM), (WEST, TEAMS_FROM)):
            given = set()
            for rows in sorted(self.episodes, key=lambda r: r[0].start):
                last = rows[-1]
                p = last.person
                if last.end is None or last.kommun not in places or last.left == "4" or last.end < since - 200 or p.number in given:
                    continue
                if p.age(last.end) >= 70 and p.frail >= 550 and self.rng.percent(52):
                    given.add(p.number)
                    start = max(since + self.rng.below(50), last.end + 4 + self.rng.below(60))
                    self.add(p, "MOBILT_TEAM", start, start + 120 + self.rng.below(500), unit="HS%s" % last.kommun)
