"""Values as Kolada publishes them, and ratings.  The figures are made up."""

from .chance import Rng
from .files import decimal_comma
from .places import CODES, COUNTIES, SIZE

# Id, hundredths of the value of the country, how far areas lie from it (per cent), years, areas, how much higher women are.
MEASURES = [
    ("U20462", 331500, 14, (2022, 2023, 2024), "KL", 112), ("N20402", 590000, 18, (2022, 2023, 2024), "KL", 112),
    ("N70808", 1319000, 9, (2022, 2023, 2024), "KL", 106), ("U79133", 55600, 18, (2022, 2023, 2024), "L", 88),
    ("U79092", 1580, 14, (2022, 2023, 2024), "KL", 94), ("N79176", 210, 40, (2022, 2023, 2024), "L", 100),
    ("N20403", 290, 40, (2022, 2023, 2024), "KL", 98), ("N20404", 21, 45, (2022, 2023, 2024), "KL", 96),
    ("N20405", 6, 35, (2022, 2023, 2024), "KL", 98), ("U79135", 10900, 45, (2022, 2023, 2024), "KL", 95),
    ("U79231", 4200, 9, (2022, 2024), "L", 115), ("U79232", 390, 20, (2022, 2024), "L", 75),
    ("U01405", 7300, 5, (2022, 2023, 2024), "KL", 97), ("U01760", 5200, 8, (2022, 2023, 2024), "KL", 88),
    ("U01411", 1700, 15, (2022, 2023, 2024), "KL", 100), ("U01402", 560, 25, (2022, 2023, 2024), "KL", 100),
    ("U01404", 1600, 12, (2022, 2023, 2024), "KL", 80), ("U71453", 8040, 4, (2022, 2023, 2024), "L", 98),
    ("U21463", 8600, 6, (2022, 2023, 2024), "K", 100), ("U23461", 7900, 7, (2022, 2023, 2024), "K", 100),
    ("U21401", 1500, 25, (2022, 2023, 2024), "K", 100), ("N79173", 8200, 7, (2022, 2023, 2024), "L", 100),
    ("N21701", 780, 15, (2022, 2023, 2024), "KL", 118), ("N70906", 9300, 16, (2022, 2023, 2024), "L", 150),
]
ONE_SEX = ("U21401", "N79176", "N79173", "N71000", "NAT_FAST_LAKARKONTAKT_BEFOLKNING")
# Of the national frame, with a stream of chance of their own.  What has no id of Kolada is put in by who reads it: only the country.
FURTHER = [
    ("U21505", 8700, 5, (2022, 2023, 2024), "K", 100), ("U23521", 8600, 6, (2022, 2023, 2024), "K", 100),
    ("U70447", 6300, 6, (2022, 2023, 2024), "L", 96), ("U71456", 7700, 4, (2022, 2023, 2024), "L", 99),
    ("N20506", 1680, 14, (2022, 2023, 2024), "KL", 95), ("N71000", 267000, 9, (2022, 2023, 2024), "L", 100),
    ("NAT_FAST_LAKARKONTAKT_BEFOLKNING", 3000, 5, (2022, 2023), "", 100),
]


def further(seed):
    return values(seed, FURTHER)


def values(seed, measures=None):
    rng = Rng(seed)
    rows = []
    for measure, level, spread, years, kinds, women in measures or MEASURES:
        areas = [("00", "RIKET")] + [(lan, "L") for lan in COUNTIES if "L" in kinds] + [(code, "K") for code in CODES if "K" in kinds]
        middles = {}
        for year in years:
            for code, kind in areas:
                if kind == "RIKET":
                    middle = level * (1000 + 4 * (year - 2023)) // 1000
                else:
                    home = middles.setdefault(code, rng.between(-spread, spread) * (2 if kind == "L" else 4))
                    middle = level * (400 + home + rng.between(-spread, spread)) // 400
                for kon, part in (("T", 100), ("K", women), ("M", 200 - women)):
                    if kon != "T" and measure in ONE_SEX:
                        continue
                    value, mark = decimal_comma(middle * part // 100), ""
                    if kind == "K" and kon != "T" and SIZE[code] < 9000 and rng.percent(35):
                        value, mark = "", "SEKRETESS"
                    size = terms = ""
                    if measure in ("U01405", "U01760", "U01411") and value:
                        size = decimal_comma(level * (9 if kind == "K" else 3) // 200)
                    terms = ["", ""]
                    if measure == "U20462" and value:
                        older = (SIZE[code] if kind == "K" else 300000 if kind == "L" else 10500000) * 22 // 100 * (100 if kon == "T" else 50) // 100
                        terms = [str(older * (middle * part // 100) // 10000000), str(older)]
                    rows.append([measure, code, kind, str(year), kon, value, mark] + terms + [size, "Kolada"])
    return rows


def counts_of_children(seed):
    """Children measured and those with obesity, as counts by kommun and sex, and single values that the parties have stated."""
    rng = Rng(seed)
    rows = []
    for measure, permille in (("obesitas_barn_4ar", 26), ("obesitas_barn_ak4", 68)):
        for year in ("2022", "2023", "2024"):
            for code in CODES:
                for kon in ("K", "M"):
                    measured = 2 + SIZE[code] // 220 * rng.between(80, 97) // 100
                    rows.append([measure, code, "K", year, kon, "", "", str(measured * permille * rng.between(60, 140) // 100000), str(measured),
                                 "", "Barnhälsovård och elevhälsa"])
    for year, value in (("2023", "1850000"), ("2024", "2400000")):
        rows.append(["besparing_valfardsteknik_sek", "1880", "K", year, "T", value, "", "", "", "", "Kommunens beräkning"])
    for year in ("2022", "2023", "2024"):
        for code, kind in (("00", "RIKET"), ("04", "L"), ("18", "L")):
            for kon, level in (("T", 1450), ("K", 850), ("M", 2050)):
                rows.append(["suicid_per_100k", code, kind, year, kon, decimal_comma(level * rng.between(85, 115) // 100), "", "", "", "",
                             "Dödsorsaksregistret"])
    return rows


OCCUPATIONS = {"Undersköterska": (0, 30, 50, 20), "Specialistundersköterska": (0, 20, 40, 40), "Sjuksköterska": (0, 10, 40, 50),
               "Specialistsjuksköterska": (0, 5, 25, 70), "Vårdbiträde": (25, 60, 15, 0), "Fysioterapeut": (0, 50, 40, 10),
               "Arbetsterapeut": (0, 50, 35, 15), "Socialsekreterare": (0, 25, 45, 30)}
STATUSES = ["EJ_PLANERAD", "PLANERAD", "PABORJAD", "NASTAN_DAR", "UPPNADD"]


def ratings(seed, others):
    """OTHERS: rows of two columns more, which follow these."""
    rng = Rng(seed)
    rows = []
    for year in ("2023", "2024"):
        for supplier in [code for code in CODES if code[:2] == "18"] + ["18"]:
            size = SIZE.get(supplier, 300000) // 1000
            for occupation, often in OCCUPATIONS.items():
                total = 0
                for area in ("ALDREOMSORG", "FUNKTIONSNEDSATTNING", "HALSO_OCH_SJUKVARD"):
                    if rng.percent(10):
                        continue  # the occupation is not there
                    colour = rng.weighted(list(zip(("BLA", "GRON", "GUL", "ROD"), often)))
                    number = 1 + rng.below(1 + size // 3)
                    total += number
                    why = rng.choice(["svårt att hitta rätt profil", "många slutar; \"rekrytering pågår\"", "många söker", "pensionsavgångar"])
                    rows.append(["KOMPETENS", year, supplier, area, "", occupation, colour, str(number), year + "-05-15", "", "", "", "", "", "", why])
                free = 1 + total * rng.between(4, 12) // 100
                rows.append(["KOMPETENS", year, supplier, "ALLA", "", occupation, "", str(total), year + "-05-15",
                             str(total * rng.between(9, 20) // 100), str(total * rng.between(6, 15) // 100), str(free * rng.between(1, 6)), str(free),
                             str(size // 6), str(size // 6 * rng.between(8, 25) // 10), ""])
    for supplier in [code for code in CODES if code[:2] == "18"]:
        behind = 1 if SIZE[supplier] < 12000 else 0  # the small ones lag behind
        for area in ("LEDNING", "INFRASTRUKTUR", "KOMPETENS", "ANVANDNING"):
            for part in ("OVERGRIPANDE", "ALDREOMSORG", "IFO", "FUNKTIONSNEDSATTNING"):
                for indicator in ("1", "2", "3"):
                    at = max(0, rng.below(5) - behind)
                    later = min(4, max(0, at + rng.weighted([(-1, 8), (0, 37), (1, 38), (2, 17)])))
                    name = "LIKA_%s_%s" % (area[:3], indicator)
                    for label, day, status in (("2022", "2022-11-15", at), ("2024H", "2024-10-15", later)):
                        if label == "2022" and indicator == "3" and area == "KOMPETENS":
                            continue  # new in the second round
                        rows.append(["LIKA", label, supplier, area, part, name, "EJ_RELEVANT" if rng.percent(5) else STATUSES[status], "", day]
                                    + [""] * 7)
    for goal, status in enumerate(("UPPFYLLT", "DELVIS", "DELVIS", "EJ"), 1):
        rows.append(["PROJEKTMAL", "2024", "OMSTALLNING", "ALLA", "", "PM%d" % goal, status, "", "2024-11-29"] + [""] * 7)
    rows = [row + ["", ""] for row in rows] + others
    return [["SK%05d" % (n + 1)] + row for n, row in enumerate(rows)]
