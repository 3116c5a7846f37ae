"""A small catalogue of datasets, and random tables for it: ties, gaps, contradictions, unknown values, few persons with many rows."""

import datetime
import json

D = datetime.date
FIRST, LAST = D(2022, 9, 1), D(2024, 5, 31)  # of the data; runs look at days inside
COUNTIES = {"04": "Söder", "18": "Norr", "03": "Öst"}
# code, county, first and last day of validity.  0481 ends in the data, 0482 begins there, 0330 changes its county.
KOMMUNER = [("0480", "04", None, None), ("0481", "04", None, D(2023, 6, 30)), ("0482", "04", D(2023, 7, 1), None),
            ("1880", "18", None, None), ("0330", "04", None, D(2023, 3, 31)), ("0330", "03", D(2023, 4, 1), None)]
PREFIXES = {"diagnoser": ["E1", "J"]}
CODES = ["E10", "E119", "J45", "K35", "E2"]


def field(name, kind="string", **more):
    rules = {"constraints": {}, "x-indikator": {}}
    if more.pop("required", False):
        rules["constraints"]["required"] = True
    if "enum" in more:
        rules["constraints"]["enum"] = more.pop("enum")
    rules["x-indikator"].update(more)
    return {"name": name, "type": kind, **{k: v for k, v in rules.items() if v}}


def dataset(name, fields, key, links=(), derived=()):
    more = {"personal": True, "max_unreadable": 100}  # many look-ups find nothing, as the model knows
    if derived:
        more["derived"] = [{"name": n, "type": kind, "expression": text} for n, kind, text in derived]
    return {"format": "indikator-dataset/1", "name": name, "title": {"sv": name, "en": name}, "fields": fields, "primaryKey": key,
            "foreignKeys": [dict(link) for link in links], "x-indikator": more}


def person_at(day, name="personer"):
    return {"fields": ["person_id"], "reference": {"resource": "personer", "fields": ["person_id"]},
            "x-indikator": {"as": name, "valid": {"at": day, "from": "fran", "to": "till"}}}


def link(name, field, target, of):
    return {"fields": [field], "reference": {"resource": target, "fields": [of]}, "x-indikator": {"as": name}}


DATASETS = [
    dataset("personer", [field("person_id", required=True), field("fran", "date"), field("till", "date"), field("fodd", "date"),
                         field("kon", enum=["K", "M"]), field("dod", "date"), field("flytt", "date")], ["person_id", "fran"]),
    dataset("vard", [field("vard_id", required=True), field("person_id", required=True), field("kommunkod", codelist="kommuner"),
                     field("start", "date", required=True), field("slut", "date"), field("planerad", enum=["J", "N"]),
                     field("avdelning", enum=["A", "B", "C"]), field("antal", "integer"), field("diagnoser", list=True)],
            ["vard_id"], [person_at("start")]),
    dataset("besok", [field("besok_id", required=True), field("person_id"), field("kommunkod", codelist="kommuner"),
                      field("dag", "date"), field("tid", "datetime"), field("hos"), field("enhet"),
                      field("form", enum=["A", "B", "C"]), field("antal", "integer"), field("tal", "number"),
                      field("vikt", "number"), field("slut", "date"), field("diagnoser", list=True)],
            ["besok_id"], [person_at("dag"), person_at("period.start", "forst"), person_at("period.end", "sist"),
                           link("enh", "enhet_id", "enheter", "enhet_id")],
            [("enhet_id", "string", "upper(enhet)"), ("omrade", "string", "enh.omr.namn")]),
    dataset("enheter", [field("enhet_id", required=True), field("omrade_id"), field("platser", "integer")], ["enhet_id"],
            [link("omr", "omrade_id", "omraden", "omrade_id")],
            [("storlek", "string", "case when coalesce(platser, 0) >= 10 then 'STOR' else 'LITEN' end")]),
    dataset("omraden", [field("omrade_id", required=True), field("namn")], ["omrade_id"]),
    dataset("insats", [field("insats_id", required=True), field("brukare"), field("fran", "date"), field("till", "date"), field("typ", enum=["A", "B"]),
                       field("timmar", "integer")], ["insats_id"]),
    dataset("svar", [field("omgang", required=True), field("svarande", required=True), field("fraga", required=True),
                     field("dag", "date"), field("kommunkod", codelist="kommuner"), field("kon", enum=["K", "M"]),
                     field("poang", "number"), field("frage_vikt", "number"), field("vikt", "number")],
            ["omgang", "svarande", "fraga"]),
]


def write_catalogue(folder, leveranser):
    (folder / "datasets").mkdir(parents=True)
    (folder / "codelists").mkdir()
    (folder / "datasets" / "leveranser.json").write_text(leveranser, encoding="utf-8")
    for one in DATASETS:
        (folder / "datasets" / (one["name"] + ".json")).write_text(json.dumps(one), encoding="utf-8")
    head = "# version: 1\n# match: %s\n"
    rows = ["%s;%s %s;%s;%s;%s;%s" % (c, c, county, county, COUNTIES[county], a or "", b or "") for c, county, a, b in KOMMUNER]
    lists = {"kommuner": head % "exact" + "# hierarchy: kod < lanskod\nkod;namn;lanskod;lan;giltig_fran;giltig_till\n" + "\n".join(rows),
             "lan": head % "exact" + "# hierarchy: lanskod\nlanskod;namn\n" + "\n".join("%s;%s" % pair for pair in COUNTIES.items()),
             "diagnoser": head % "prefix" + "kod\n" + "\n".join(PREFIXES["diagnoser"]),
             "generiska": head % "exact" + "kod\nh0"}
    for name, text in lists.items():
        (folder / "codelists" / (name + ".csv")).write_text(text + "\n", encoding="utf-8")


class Tables:
    """name -> list of rows (column -> value; None is unknown), and what leveranser says."""

    def __init__(self, random):
        self.random = random
        self.persons = ["p%d" % i for i in range(random.randint(3, 12))]
        self.days = [self.any_day() for _ in range(random.randint(8, 60))]  # few days: many ties
        self.stays = self.vard()
        self.visits = self.besok()
        self.rows = {"personer": self.personer(), "vard": self.stays, "besok": self.visits, "svar": self.svar(), "insats": self.insats(),
                     "enheter": self.enheter(), "omraden": [{"omrade_id": o, "namn": self.maybe(n)} for o, n in (("o1", "A"), ("o2", "B"))]}
        self.deliveries = self.leveranser()

    def any_day(self):
        edge = self.random.choice([D(2022, 12, 31), D(2023, 1, 1), D(2023, 6, 30), D(2023, 7, 1), D(2023, 12, 31), D(2024, 1, 1), D(2024, 2, 29)])
        if self.random.random() < 0.25:
            return edge
        return FIRST + datetime.timedelta(self.random.randrange((LAST - FIRST).days))

    def day_of(self, person):
        """Any day, or one at an edge of follow-up after a stay."""
        ends = [stay["slut"] for stay in self.stays if stay["person_id"] == person and stay["slut"]]
        if not ends or self.random.random() < 0.4:
            return self.any_day()
        return self.random.choice(ends) + datetime.timedelta(self.random.choice([-1, 0, 1, 2, 14, 15, 30, 31]))

    def maybe(self, value, unknown=0.12):
        return None if self.random.random() < unknown else value

    def kommun(self):
        return self.maybe(self.random.choice([k[0] for k in KOMMUNER]), 0.08)

    def codes(self):
        return self.maybe(self.random.sample(CODES, self.random.randint(1, 2)), 0.3)

    def personer(self):
        rows = []
        for person in self.persons:
            if self.random.random() < 0.1:
                continue  # not in the register
            base = {"person_id": person, "fodd": self.maybe(D(self.random.randint(1930, 2010), self.random.choice([2, 7]), self.random.choice([28, 1]))),
                    "kon": self.maybe(self.random.choice("KM")), "dod": self.maybe(self.day_of(person), 0.6), "flytt": self.maybe(self.day_of(person), 0.6)}
            cut = self.any_day()
            if self.random.random() < 0.3:  # two versions, perhaps with a gap between them
                gap = self.random.choice([1, 1, 40])
                rows.append({**base, "fran": None, "till": cut})
                rows.append({**base, "fran": cut + datetime.timedelta(gap), "till": None, "kon": self.maybe(self.random.choice("KM")),
                             "dod": self.maybe(self.any_day(), 0.8)})
            else:
                rows.append({**base, "fran": None, "till": None})
        return rows

    def vard(self):
        rows = []
        for i in range(self.random.randint(5, 70)):
            start = self.random.choice(self.days) + datetime.timedelta(self.random.choice([0, 0, 1, 2, 5, 14, 30, 31]))
            end = start + datetime.timedelta(self.random.choice([0, 0, 1, 3, 10, 40, -1]))
            if rows and rows[-1]["slut"] and self.random.random() < 0.15:  # ends with another one
                end = rows[-1]["slut"]
            rows.append({"vard_id": "v%d" % i, "person_id": self.random.choice(self.persons), "kommunkod": self.kommun(), "start": start,
                         "slut": self.maybe(end, 0.08), "planerad": self.maybe(self.random.choice("JN")),
                         "avdelning": self.maybe(self.random.choice("ABC")), "antal": self.maybe(self.random.randint(-1, 3)),
                         "diagnoser": self.codes()})
        return rows

    def besok(self):
        rows = []
        for i in range(self.random.randint(5, 120)):
            day = self.random.choice(self.days)
            hour = datetime.time(self.random.choice([6, 7, 7, 12, 21, 22]), self.random.choice([0, 30]))
            rows.append({"besok_id": "b%d" % i, "person_id": self.maybe(self.random.choice(self.persons), 0.05), "kommunkod": self.kommun(),
                         "dag": self.maybe(day, 0.04), "tid": self.maybe("%s %s" % (day, hour.strftime("%H:%M")), 0.05),
                         "hos": self.maybe("h%d" % self.random.randint(0, 3)), "enhet": self.maybe("u%d" % self.random.randint(1, 3)),
                         "form": self.maybe(self.random.choice("ABC")), "antal": self.maybe(self.random.randint(-2, 4)),
                         "tal": self.maybe(self.random.choice([0.5, 1.25, -3.0, 2.0])),
                         "vikt": self.maybe(self.random.choice([0.0, 0.5, 1.0, 1.3, 2.75, -1.0]), 0.06),
                         "slut": self.maybe(day + datetime.timedelta(self.random.randint(0, 200)), 0.3), "diagnoser": self.codes()})
        return rows

    def enheter(self):
        """One of those that are visited may not be there; neither may its area."""
        return [{"enhet_id": "U%d" % i, "omrade_id": self.maybe(self.random.choice(["o1", "o2", "o3"])),
                 "platser": self.maybe(self.random.choice([9, 10, 11, 40]), 0.3)} for i in (1, 2, 3, 4) if self.random.random() < 0.8]

    def svar(self):
        rows = []
        for i in range(self.random.randint(3, 25)):
            day, kommun, kon = self.random.choice(self.days), self.kommun(), self.maybe(self.random.choice("KM"))
            weight = self.maybe(self.random.choice([0.5, 1.0, 2.0, -1.0]), 0.05)
            for question in range(self.random.randint(1, 4)):
                odd = self.random.random() < 0.3  # answers of one respondent may contradict each other
                rows.append({"omgang": "o%d" % (i % 2), "svarande": "s%d" % (i // 2), "fraga": "f%d" % question,
                             "dag": self.random.choice(self.days) if odd else day, "kommunkod": self.kommun() if odd else kommun, "kon": kon,
                             "poang": self.maybe(self.random.choice([0.0, 50.0, 100.0])),
                             "frage_vikt": self.maybe(self.random.choice([0.34, 0.23, 0.43, 0.0]), 0.08), "vikt": weight})
        return rows

    def insats(self):
        """Days that follow each other without a gap, overlap, leave one out, go on, or end before they begin."""
        rows, last = [], {}
        for i in range(self.random.choice([0, 30, 120, 200])):
            visit = self.random.choice(self.visits)
            person = visit["person_id"] or self.random.choice(self.persons)
            start = last.get(person)
            if start is None or self.random.random() < 0.6:
                start = (visit["dag"] or self.any_day()) + datetime.timedelta(self.random.choice([0, 0, 1, -1, -6, -14, -30, -40, 30]))
            end = start + datetime.timedelta(self.random.choice([0, 1, 6, 30, 30, 90, 200, -1, -2]))
            last[person] = end + datetime.timedelta(self.random.choice([1, 1, 1, 0, 2, -5]))
            rows.append({"insats_id": "i%d" % i, "brukare": self.maybe(person, 0.06), "fran": self.maybe(start, 0.06), "till": self.maybe(end),
                         "typ": self.maybe(self.random.choice("AB")), "timmar": self.maybe(self.random.randint(0, 5))})
        return rows

    def leveranser(self):
        """(dataset, supplier, from, until); a county may lack one, or have a gap."""
        rows = []
        for name in ("vard", "besok", "svar", "insats"):
            counties = self.random.sample(sorted(COUNTIES), self.random.randint(1, 3))
            for county in counties:
                until = self.random.choice([LAST, D(2024, 1, 31), D(2023, 12, 31), D(2023, 9, 30)])
                rows.append((name, county, self.random.choice([FIRST, D(2023, 2, 1)]), until))
                if self.random.random() < 0.15 and until < LAST:  # nothing begins after it was taken out
                    rows.append((name, county, until + datetime.timedelta(20), until + datetime.timedelta(200)))
        return rows

    def write(self, folder, shuffle=False):
        """Files in FOLDER, some in two; the arguments that name them."""
        folder.mkdir(parents=True)
        arguments = []
        for one in DATASETS:
            rows = self.rows[one["name"]]
            rows = self.random.sample(rows, len(rows)) if shuffle else rows
            halves = [rows[:len(rows) // 2], rows[len(rows) // 2:]] if shuffle else [rows]
            for number, part in enumerate(halves):
                path = folder / ("%s%d.csv" % (one["name"], number))
                path.write_text(csv_of([f["name"] for f in one["fields"]], part), encoding="utf-8")
                arguments += ["-D", "%s=%s" % (one["name"], path)]
        head = ["dataset", "lamnare", "period_fran", "period_till", "uttagsdatum"]
        path = folder / "leveranser.csv"
        path.write_text(csv_of(head, [dict(zip(head, row + (LAST,))) for row in self.deliveries]), encoding="utf-8")
        return arguments + ["-D", "leveranser=%s" % path]


def csv_of(names, rows):
    def cell(value):
        return "" if value is None else "|".join(value) if isinstance(value, list) else str(value)
    return "\n".join([";".join(names)] + [";".join(cell(row[name]) for name in names) for row in rows]) + "\n"
