"""What the parties of the counties tell of what they do together: coverage, referrals, common decisions, ViSam and the gap survey.  Made up.

Chance is of a stream of its own, so that other ratings stay as they are."""

from .chance import Rng
from .days import D, iso
from .places import CODES, COUNTIES

QUESTIONS = (("MALBILD_BESLUT", 85), ("NPO_PRODUCENT", 70), ("PROCESSLEDARE", 60), ("RUTIN_UTSKRIVNING", 80))
PARTS = ("NORRA", "OREBRO", "SODRA", "VASTRA")
GOALS = tuple(("PERSONCENTRERING", "pc%d" % n) for n in range(1, 6)) + tuple(("HALSOFRAMJANDE", "hf%d" % n) for n in range(1, 5))
ANSWERS = [("FOR", 70), ("RESERVATION", 12), ("MOT_DEL", 8), ("MOT", 6), ("AVSTAR", 4)]


def row(system, label, supplier, area, thing, status="", day="", now="", goal=""):
    """In the order of the columns of the ratings, without their number."""
    return [system, label, supplier, area, "", thing, status, "", day] + [""] * 7 + [now, goal]


def parties(lan):
    return [lan] + [code for code in CODES if code[:2] == lan]


def coverage(rng, year, lan):
    rows = []
    for question, often in QUESTIONS:
        for party in parties(lan):
            if (question != "MALBILD_BESLUT" and party == lan) or rng.percent(10):
                continue  # the region is not asked of all; some are silent
            rows.append(row("TACKNING", year, party, "ALLA", question, day=year + "-09-30", now="1" if rng.percent(often) else "0"))
    for party in parties(lan):
        if not rng.percent(15):
            board = party + ("_HSN" if party == lan else "_VO")
            rows.append(row("TACKNING", year, board, "ALLA", "VERKSAMHETSPLAN_NARA_VARD", day=year + "-09-30", now="1" if rng.percent(60) else "0"))
    return rows


def referral(rng, year, lan):
    rows = []
    for question in ("FRAGA1", "FRAGA2", "FRAGA3"):
        for party in parties(lan):
            if not rng.percent(12):
                rows.append(row("REMISS", year, party, "ALLA", question, rng.weighted(ANSWERS), year + "-10-15"))
    return rows


def gap(rng, year):
    rows = []
    for group in range(1, 10):
        if rng.percent(25):
            continue
        for area, goal in GOALS:
            if not rng.percent(10):
                rows.append(row("GAP", year, "AG%d" % group, area, goal, day=year + "-03-20", now=str(rng.below(5)),
                                goal="3" if rng.percent(15) else ""))
    return rows


def visam(rng, year, covered):
    rows = []
    for unit, code in covered:
        if not rng.percent(15):
            rows.append(row("VISAM", year, code, "ALLA", unit, day=year + "-11-30", now=str(rng.weighted([(0, 25), (1, 50), (2, 20), (3, 5)]))))
    return rows


def ratings(seed, covered):
    """COVERED: units that ViSam covers, with their municipality."""
    rng = Rng(seed)
    rows = []
    for year in ("2023", "2024"):
        for lan in COUNTIES:
            rows += coverage(rng, year, lan) + referral(rng, year, lan)
        for part, has in zip(PARTS, ("0", "1", "1" if year == "2024" else "0", "0")):
            rows.append(row("TACKNING", year, part, "ALLA", "MOBILT_TEAM", day=year + "-09-30", now=has))
        rows += gap(rng, year) + visam(rng, year, covered)
    return rows


DECISIONS = ["process_id", "part", "steg", "planerat_datum", "datum", "utfall"]


def decisions(seed):
    rng = Rng(seed)
    rows = []
    for process, lan, began in (("MALBILD_18", "18", D("2022-09-15")), ("SAMVERKAN_18", "18", D("2023-11-01")), ("MALBILD_04", "04", D("2023-02-01"))):
        for party in parties(lan):
            if rng.percent(8):
                continue  # has told nothing
            started, planned = began + rng.below(40), began + 400
            took = started + rng.between(120, 520)
            rows.append([process, party, "STARTAD", iso(started), iso(started), ""])
            done = took <= D("2024-12-31")
            rows.append([process, party, "BESLUT", iso(planned), iso(took) if done else "", "bifall" if done else ""])
            force = took + 60
            rows.append([process, party, "IKRAFT", iso(planned + 60), iso(force) if done and force <= D("2024-12-31") else "", ""])
    return rows
