"""Joint efforts and the activities of the roadmap, their criteria, and what there is of economy, deviations and short-term places.  All
of it has streams of chance of its own, so that nothing else moves."""

from .chance import Rng
from .days import D, iso
from .places import CODES, DATA_END, SIZE, bare

ACTIVITIES = ["Aktivitet ID", "Titel", "Typ", "Version", "Län", "Område", "Mål", "Fokusområde", "Ansvarig", "Parter", "Uppdrag beslutat datum",
              "Resurser avsatta", "Finansiering definierad", "Uppföljningsplan", "Test före införande", "Planerad start", "Planerat slut",
              "Faktisk start", "Faktiskt slut", "Status", "Kopplade mått", "Senast rapporterad", "Flyttad till"]
CRITERIA = ["aktivitet_id", "lan", "checklista", "kriterium_id", "svar", "datum"]
PARTS = ["TIDSPLAN", "UPPDRAG", "GENOMFORANDE", "FINANSIERING", "UPPFOLJNING"]

# The roadmap of 2023: id, area, goal, activity, to which plan it was moved.
ROADMAP = [
    ("fp-s1", "Systemnivå", "Primärvården som nav", "Uppdragsdirektiv för gemensam plan", ""),
    ("fp-s2", "Systemnivå", "Gemensam systemledning", "Uppdragsdirektiv, tre nivåer", ""),
    ("fp-s3", "Systemnivå", "Uppföljningsmodell", "Ta fram länets uppföljningsmodell", ""),
    ("fp-p1", "Samordning/partnerskap", "Mellanvårdsformer för sköra äldre", "Pilot Tullhuset, genomföra och utvärdera", ""),
    ("fp-p2", "Samordning/partnerskap", "Psykisk hälsa", "I separat plan", "Handlingsplan psykisk hälsa"),
    ("fp-p3", "Samordning/partnerskap", "Sammanhållen hemrehabilitering", "Tre beslutspunkter", ""),
    ("fp-p4", "Samordning/partnerskap", "Medicintekniska produkter", "Plan och beslutsunderlag", ""),
    ("fp-p5", "Samordning/partnerskap", "Nutritionsvårdsprocessen", "Dietist direkt", ""),
    ("fp-p6", "Samordning/partnerskap", "Egenvård", "Överenskommelse, metodstöd, implementeringsplan", ""),
    ("fp-p7", "Samordning/partnerskap", "Kommunikation", "Hemsida, budskap, resurs, begrepp", ""),
    ("fp-p8", "Samordning/partnerskap", "In- och utskrivning", "Översyn av överenskommelse och ViSam", ""),
    ("fp-p9", "Samordning/partnerskap", "Samspel i primärvården", "Överenskommelse för sjukvård i hemmet", ""),
    ("fp-d1", "Digitalisering", "Samordnad vård", "Digitala vårdmöten", "Handlingsplan digitalisering"),
    ("fp-d2", "Digitalisering", "Kontaktvägar", "Gemensam ingång 1177", "Handlingsplan digitalisering"),
    ("fp-k1", "Trygga kompetensen", "Kompetensförsörjning", "Fortsatt plan", ""),
    ("fp-k2", "Trygga kompetensen", "Innovationsledning", "Digital utbildning", ""),
    ("fp-h1", "Hälsofrämjande och förebyggande", "Tema 2023–2024", "Bestäms under 2023", ""),
    ("fp-b1", "Börja med barnen", "Obesitas", "Kartläggning", ""),
    ("fp-b2", "Börja med barnen", "Språk", "Logoped", ""),
    ("fp-b3", "Börja med barnen", "Föräldraskapsstöd", "Remiss", ""),
    ("fp-b4", "Börja med barnen", "Familjecentraler", "Översyn", ""),
]
MEASURES = ["sip_antal", "aterinskrivningar_30d_65plus", "utskrivningsklara_medelvardtid", "fallskador_65plus_per_100k", "medicinsk_bedomning_3d",
            "kontinuitetsindex_lakare_kronisk", "halsosamtal_andel", "riskforebyggande_sabo_andel"]
EFFORTS = ["Gemensam SIP-utbildning", "Mobila team i hela länet", "Trygg hemgång", "Egenmonitorering vid hjärtsvikt", "Fallprevention i hemmet",
           "Unga vuxna och psykisk hälsa", "Läkemedelsautomater", "Gemensam rehabilitering", "Digital ingång"]


def yes(rng, percent):
    return "" if rng.percent(6) else "J" if rng.percent(percent) else "N"


def state_of(rng, planned, last):
    """When it really ended, and what it is called now."""
    if rng.percent(55):
        end = planned + rng.between(-40, 60)
        if end <= last:
            return iso(end), rng.weighted([("KLAR", 70), ("BREDDINFORD", 20), ("AVBRUTEN", 10)])
    return "", rng.weighted([("PAGAR", 80), ("PAUSAD", 12), ("EJ_PABORJAD", 8)])


def roadmap(seed):
    rng = Rng(seed)
    rows = []
    for year in (2023, 2024):
        last = min(DATA_END["18"], D("%d-12-31" % (year + 1)))
        for pid, area, goal, title, moved in ROADMAP:
            planned = D("%d-%02d-28" % (year, rng.between(5, 12)))
            started = rng.percent(85) and not moved
            end, state = state_of(rng, planned, last) if started else ("", "EJ_PABORJAD")
            rows.append([pid, title, "FARDPLAN", str(year), "18", area, goal, "", "Chefsgruppen", "REGION|KOMMUN", "%d-01-20" % year,
                         yes(rng, 80), yes(rng, 60), yes(rng, 70), yes(rng, 50), "%d-02-01" % year, "" if rng.percent(8) else iso(planned),
                         "%d-02-%02d" % (year, rng.between(1, 27)) if started else "", end, state, "",
                         iso(min(last, planned + rng.between(-200, 30))) if rng.percent(80) else "", moved])
    return rows


def efforts(seed):
    rng = Rng(seed)
    rows = []
    for number, title in enumerate(EFFORTS):
        for lan, prefix in (("04", "gs"), ("18", "pf")):
            decided = D("2022-03-01") + rng.between(0, 700)
            planned = decided + rng.between(200, 700)
            end, state = state_of(rng, planned, DATA_END[lan])
            linked = [rng.choice(MEASURES) for _ in range(rng.between(0, 3))]
            if number == 4:
                linked.append("vardplatser_i_hemmet")  # which no list of measures has
            rows.append(["%s-%d" % (prefix, number + 1), title, "GEMENSAM_SATSNING", "", bare(lan), "", "",
                         rng.choice(["PERSONCENTRERING", "HALSOFRAMJANDE_FOREBYGGANDE"]), "Länsstyrgruppen", "REGION|KOMMUN",
                         "" if rng.percent(10) else iso(decided), yes(rng, 80), yes(rng, 65), yes(rng, 70), yes(rng, 55), iso(decided + 20),
                         "" if rng.percent(10) else iso(planned), iso(decided + rng.between(10, 60)), end, state, "|".join(sorted(set(linked))),
                         iso(decided + rng.between(30, 300)), ""])
    return rows


def activities(seed):
    return roadmap(seed) + efforts(seed + 1)


def criteria(seed):
    rng = Rng(seed)
    rows = []
    for pid, _, _, _, moved in ROADMAP:
        for part in PARTS:
            if not moved and rng.percent(88):
                rows.append([pid, "18", "FARDPLAN5", "FARDPLAN5_" + part, yes(rng, 85), iso(D("2023-01-15") + rng.between(0, 500))])
    for number in range(len(EFFORTS)):
        day = iso(D("2022-06-01") + rng.between(0, 700))
        for part in ("BESLUT", "RESURSER", "FINANSIERING", "UPPFOLJNING", "TEST"):
            rows.append(["gs-%d" % (number + 1), "4", "SATSNING5", "SATSNING5_" + part, yes(rng, 70), day])
        for n in range(1, 17):
            answer = "EJ_AKTUELLT" if rng.percent(8) else yes(rng, 75)
            rows.append(["pf-%d" % (number + 1), "18", "OREBRO_BP1", "BP1_%02d" % n, answer, day])
        decision = rng.between(1, 3)
        for n in range(1, 4):
            rows.append(["pf-%d" % (number + 1), "18", "OREBRO_BP1", "BP1_BESLUT_%d" % n, "J" if n == decision else "N", day])
    return rows


DEVIATIONS = ["avvikelse_id", "kommunkod", "handelsedatum", "typ", "allvar"]


def deviations(seed):
    rng = Rng(seed)
    rows = []
    for code in CODES:
        day = D("2022-01-01") + rng.between(0, 20)
        while day <= DATA_END[code[:2]]:
            what = rng.weighted([("Läkemedel" if code[:2] == "18" else "LAKEMEDEL", 50), ("FALL", 30), ("INFORMATION", 12), ("OVRIGT", 8)])
            rows.append(["", bare(code), iso(day), what, rng.choice(["LINDRIG", "MATTLIG", "ALLVARLIG"])])
            day += rng.between(1, 6000000 // SIZE[code])
    for number, row in enumerate(rows, 1):
        row[0] = "AV%05d" % number
    return rows


PLACES = ["Mätdag", "Kommunkod", "Enhet ID", "Platser", "Belagda", "Väntande"]


def places(seed):
    """One unit a kommun of Örebro län, on the third Wednesday of September, and of March of the last year; one kommun does not measure."""
    rng = Rng(seed)
    rows = []
    for day in ("2022-09-21", "2023-09-20", "2024-03-20", "2024-09-18"):
        for code in CODES:
            if code[:2] == "18" and code != "1864":
                there = 4 + SIZE[code] // 3500
                rows.append([day, code, "KT" + code, str(there), str(there * rng.between(70, 115) // 100), str(rng.between(0, 1 + there // 4))])
    return rows


ECONOMY = ["objekt_id", "kommunkod", "period", "slag", "budget_sek", "utfall_sek"]


def economy(seed):
    """Of home health care by kommun and year, and of two efforts by kommun and month."""
    rng = Rng(seed)
    rows = []
    for code in CODES:
        for year in ("2022", "2023", "2024"):
            budget = SIZE[code] * rng.between(28, 36)  # of a twenty-eighth of the persons
            rows.append(["HEMSJUKVARD", code, year, "DRIFT", str(budget), str(budget * rng.between(92, 111) // 100)])
    for name, code in (("pf-2", "1880"), ("gs-3", "0484")):
        for month in range(1, 13):
            rows.append([name, code, "2024-%02d" % month, "DRIFT", "102000", str(102000 * rng.between(80, 110) // 100)])
            rows.append([name, code, "2024-%02d" % month, "UTVARDERING", "14500", "" if month == 7 else str(14500 * rng.between(60, 105) // 100)])
    return rows


def dispensers(seed, support):
    """Medicine dispensers of some of those with home health care, and of a few others, as rows of insatser without an id."""
    rng = Rng(seed)
    rows = []
    for row in support:
        if row[4] in ("HEMSJUKVARD", "Hemsjukvård") and rng.percent(5) and not "" < row[9] < "2022-01-10":
            rows.append(["", row[1], row[2], "", "LAKEMEDELSAUTOMAT", "", "", "", max(row[8], "2022-01-10"), row[9], "", "", "", ""])
    return rows


# ---- what people have written about figures ----

COMMENTS = ["matt_id", "omrade", "period", "funktion", "datum", "text"]


def comments():
    """The written assessments beside figures that have something to explain."""
    return [
        ["aterinskrivningar_30d_65plus", "18", "2024", "Analytiker, regionens stab", "2025-03-03",
         "Minskningen finns i länets västra del, där mobila team arbetar sedan april 2024."],
        ["kontinuitetsindex_lakare_kronisk", "0483", "2024", "Verksamhetsutvecklare", "2025-02-20",
         "Nytt journalsystem i maj 2024 gav läkarna nya id: nedgången är inte verklig."],
        ["personalkontinuitet_hemtjanst_14d", "04", "2024", "FoU-ledare", "2025-02-12",
         "En kommun har inte levererat besök; länets värde är utan den."],
    ]
