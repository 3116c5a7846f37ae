"""What is delivered, by whom and until when.  Regions deliver by county; of what the kommuner have, each kommun of Sörmland delivers its
own, and those of Örebro län deliver together."""

from .days import iso
from .places import (CODES, COUNTIES, DATA_END, FIRST_ASSESSMENT, FIRST_CONTACT, FIRST_PLAN, FIRST_PROCESS, FIRST_STAY, FIRST_SUPPORT,
                     FIRST_VISIT, SILENT)

APART = "04"  # where each kommun delivers by itself
SILENT_OF = ("hemtjanstbesok", "bedomningar")  # what the silent kommun has not delivered

HEADER = ["dataset", "lamnare", "period_fran", "period_till", "uttagsdatum", "antal_rader", "anmarkning", "fil"]
# Column of the supplier, first day, whether it is of the kommuner, remark.
SOURCES = {
    "vardtillfallen": (2, FIRST_STAY, False, 'Pågående vårdtillfällen har tomt "utskrivningsdatum" eller 9999-12-31;\nse handboken.'),
    "vardkontakter": (2, FIRST_CONTACT, False, ""),
    "utskrivningsprocess": (2, FIRST_PROCESS, False, "De som behöver stöd efter utskrivning: 65 år eller äldre, i psykiatrin 18 år eller äldre"),
    "insatser": (2, FIRST_SUPPORT, True, ""),
    "hemtjanstbesok": (6, FIRST_VISIT, True, "Urval: vecka 38 och 39 samt veckan före och tolv veckor efter start av hemrehabilitering"),
    "bedomningar": (2, FIRST_ASSESSMENT, True, ""),
    "avvikelser": (1, FIRST_VISIT, True, ""),
    "ekonomi": (1, FIRST_VISIT, True, "Hela år för hemsjukvården, månader för satsningarna"),
    "aktiviteter": (4, FIRST_VISIT, False, "Länets projektdatabas"),
    "kriterier": (1, FIRST_VISIT, False, ""),
    "planer": (2, FIRST_PLAN, False, "Regionens och kommunernas planer i samma fil"),
}


class Counts:
    """How many rows each supplier has delivered."""

    def __init__(self):
        self.numbers = {}

    def add(self, made):
        for name, rows in made.items():
            if name in SOURCES:
                column, _, municipal, _ = SOURCES[name]
                for row in rows:
                    code = row[column].zfill(4 if len(row[column]) > 2 else 2)
                    self.count((name, code if municipal and code[:2] == APART else code[:2] if code[:2] in COUNTIES else "18"))
            elif name == "korttidsmatning":
                self.numbers[name] = len(rows)
            elif name == "enkatsvar":
                for row in rows:
                    self.count((name, row[4].zfill(2), row[1]))

    def count(self, key):
        self.numbers[key] = self.numbers.get(key, 0) + 1

    def rows(self):
        found = []
        for name, (_, first, municipal, remark) in SOURCES.items():
            apart = [c for c in CODES if c[:2] == APART and (c != SILENT or name not in SILENT_OF)]
            for supplier in apart + [c for c in COUNTIES if c != APART] if municipal else COUNTIES:
                last = DATA_END[supplier[:2]]
                found.append([name, supplier, iso(first), iso(last), iso(last + 16), self.number((name, supplier)), remark, name + ".csv"])
        last = DATA_END["18"]
        found.append(["korttidsmatning", "18", iso(FIRST_VISIT), iso(last), iso(last + 16), self.number("korttidsmatning"),
                      "En mätdag i taget; Ljusnarsberg har inte mätt", "korttidsmatning.csv"])
        for year in ("2022", "2023", "2024"):
            for lan in COUNTIES:
                what = "NPE primärvård; äldreundersökningen, hemtjänst och särskilt boende; IFO" + ("; Liv & hälsa" if year == "2022" else "")
                found.append(["enkatsvar", lan, year + "-01-01", year + "-12-31", "%d-02-28" % (int(year) + 1),
                              self.number(("enkatsvar", lan, year)), what, "enkatsvar.csv"])
        return found

    def number(self, key):
        return "{:,}".format(self.numbers.get(key, 0)).replace(",", " ")
