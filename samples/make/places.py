"""Municipalities, hospitals, clinics and primary care centres; how far each county has delivered."""

from .days import D

# Persons and population are a twenty-eighth of the real size.
SCALE = 28

# Code, name, inhabitants (about), how much of the population is old (100: as in the country).
KOMMUNER = [
    ("0428", "Vingåker", 9060, 120), ("0461", "Gnesta", 11500, 105), ("0480", "Nyköping", 58000, 108),
    ("0481", "Oxelösund", 12200, 120), ("0482", "Flen", 16000, 115), ("0483", "Katrineholm", 34700, 105),
    ("0484", "Eskilstuna", 107900, 93), ("0486", "Strängnäs", 38800, 100), ("0488", "Trosa", 14900, 104),
    ("1814", "Lekeberg", 8700, 96), ("1860", "Laxå", 5500, 125), ("1861", "Hallsberg", 15900, 105),
    ("1862", "Degerfors", 9400, 120), ("1863", "Hällefors", 6700, 130), ("1864", "Ljusnarsberg", 4400, 132),
    ("1880", "Örebro", 159000, 86), ("1881", "Kumla", 22300, 94), ("1882", "Askersund", 11500, 128),
    ("1883", "Karlskoga", 30200, 112), ("1884", "Nora", 10700, 115), ("1885", "Lindesberg", 23500, 112),
]
CODES = [k[0] for k in KOMMUNER]
PLACE = {code: n for n, code in enumerate(CODES)}
NAME = {k[0]: k[1] for k in KOMMUNER}
SIZE = {k[0]: k[2] for k in KOMMUNER}
OLD = {k[0]: k[3] for k in KOMMUNER}
COUNTIES = ("04", "18")

# What there is to discover (samples/README.md).
WEST, TEAMS_FROM = ("1862", "1883"), D("2024-04-01")  # the western part of Örebro län: mobile teams, fewer readmissions
NORTH, NORTH_TEAMS_FROM = ("1884", "1885"), D("2022-01-15")  # had its teams before
RENAMED, RENAMED_FROM = "0483", D("2024-05-01")  # a new system of records gave all doctors new ids
SILENT = "0428"  # has delivered nothing of its own

FIRST_STAY, FIRST_CONTACT, FIRST_SUPPORT = D("2020-01-01"), D("2021-01-01"), D("2020-01-01")
FIRST_ASSESSMENT, FIRST_PLAN, FIRST_VISIT, FIRST_PROCESS = D("2021-07-01"), D("2021-01-01"), D("2022-01-01"), D("2021-01-01")
DATA_END = {"04": D("2025-03-31"), "18": D("2025-02-28")}

HOSPITALS = {
    "04": [("SJ0401", "Mälarsjukhuset", "0484"), ("SJ0402", "Nyköpings lasarett", "0480"),
           ("SJ0403", "Kullbergska sjukhuset", "0483")],
    "18": [("SJ1801", "Universitetssjukhuset Örebro", "1880"), ("SJ1802", "Karlskoga lasarett", "1883"),
           ("SJ1803", "Lindesbergs lasarett", "1885")],
}
CLINICS = [("MED", "medicinkliniken"), ("KIR", "kirurgkliniken"), ("GER", "geriatriska kliniken"),
           ("PSY", "psykiatriska kliniken"), ("REH", "rehabiliteringskliniken")]
FORM_CLINIC = {"GERIATRIK": "GER", "PSYKIATRI": "PSY", "REHAB": "REH"}
NEAREST = {"0428": 2, "0461": 1, "0480": 1, "0481": 1, "0482": 2, "0483": 2, "0484": 0, "0486": 0, "0488": 1,
           "1814": 0, "1860": 1, "1861": 0, "1862": 1, "1863": 2, "1864": 2, "1880": 0, "1881": 0, "1882": 0,
           "1883": 1, "1884": 2, "1885": 2}

# Primary care centres: one a kommun, two to four in the larger ones.  Which of them are private.
CENTRES = {code: ["VC%s%s" % (code, "ABCD"[i]) for i in range(1 if size < 28000 else 2 if size < 45000 else 3 if size < 90000 else 4)]
           for code, _, size, _ in KOMMUNER}
CENTRE_NAMES = ["Åkanten", "Östermalm", "Björkhöjden", "Kvarngärdet"]
PRIVATE = {c for n, c in enumerate(c for code in CODES for c in CENTRES[code]) if n % 4 == 2}


def doctors_of_centres():
    """The doctors of each centre: L001, L002, ..."""
    pools, number = {}, 0
    for code in CODES:
        for k, centre in enumerate(CENTRES[code]):
            size = 5 + (number + k) % 3
            pools[centre] = ["L%03d" % (number + i + 1) for i in range(size)]
            number += size
    return pools


DOCTORS = doctors_of_centres()


def lan_of(kommun):
    return kommun[:2]


def bare(code):
    """A code as Excel leaves it: '0480' -> '480', '04' -> '4'."""
    return code.lstrip("0")
