"""Random definitions of every kind, each policy with each of its values.

A definition carries, beside its JSON, what its conditions mean (see expressions.py), for the model."""

from datetime import timedelta

from expressions import Expressions, add_months, either, negated
from tables import CODES, PREFIXES, D

CONSTANTS = {"integer": [0, 1, 2, -1, 40, 65, 12], "number": [0.5, 1.0, 2.5], "text": ["A", "B", "K", "u1", "N", ""],
             "date": [D(2023, 1, 1), D(2023, 7, 1), D(2024, 2, 29)], "code": CODES}
PERSON = {"personer.kon": "text", "personer.fodd": "date", "personer.dod": "date"}
UNIT = {"enh.storlek": "text", "enh.platser": "integer", "enh.omr.namn": "text", "omrade": "text"}
BESOK = {"kommunkod": "text", "dag": "date", "enhet": "text", "hos": "text", "form": "text", "antal": "integer", "tal": "number",
         "slut": "date", "diagnoser": "list", **UNIT, **PERSON}
VARD = {"kommunkod": "text", "start": "date", "slut": "date", "planerad": "text", "avdelning": "text", "antal": "integer", "diagnoser": "list"}
INSATS = {"fran": "date", "till": "date", "typ": "text", "timmar": "integer"}
SVAR = {"omgang": "text", "fraga": "text", "kon": "text", "dag": "date", "poang": "number", "vikt": "number"}


def sided(names, *sides):
    return {side + name: kind for side in sides for name, kind in names.items() if "." not in name}


ENTITY_PERSON = {"start": "date", "end": "date", **PERSON}
EPISODE = {**sided(VARD, "first.", "last."), **ENTITY_PERSON}
PAIR = {**VARD, **PERSON, **sided(VARD, "next.")}
OF_PERIOD = {"forst.kon": "text", "sist.kon": "text", "sist.dod": "date"}  # of the person on its first and last day
CONTACT = {**sided(BESOK, "first.", "last."), "first.enh.storlek": "text", "last.enh.omr.namn": "text", **ENTITY_PERSON, **OF_PERIOD}
PERIOD = {"period.start": "date", "period.end": "date", **OF_PERIOD}
GRAINS = ["month", "quarter", "tertial", "half_year", "year", "rolling12", "cumulative", "all"]


# what "run" refuses, as a condition made at random often is
NOT_MEANT = ["unknown_code", "constant_out_of_range", "unknown_constant", "missing_as_constant", "place_below_one",
             "constant_length", "no_code_fits", "code_form", "letter_case", "blank_in_constant", "pattern",
             "exchanged_dates", "iso_year", "unit_of_kind", "pooled_break", "series_too_short"]


def by_name(name):
    return lambda env: env(name)


def moved(day, days):
    return None if day is None or days is None else day + timedelta(days)


def later(name, days):
    return lambda env: moved(env(name), days)


DAY, END = ("dag", by_name("dag")), ("slut", by_name("slut"))
MUCH_LATER = ("add_months(dag, 2)", lambda env: env("dag") and add_months(env("dag"), 2))
BESOK_SPANS = [(DAY, DAY), (DAY, DAY), (DAY, ("dag + 1", later("dag", 1))), (DAY, ("dag + 6", later("dag", 6))), (("dag - 30", later("dag", -30)), ("dag - 1", later("dag", -1))), (DAY, END),
               (("slut", by_name("slut")), MUCH_LATER)]
PERIOD_SPANS = [(("period.start", by_name("period.start")), ("period.end", by_name("period.end")))] + [
    (("period.end", by_name("period.end")), ("period.end", by_name("period.end"))), (("period.start", by_name("period.start")), DAY)]
CONTACT_SPANS = [((first, by_name(first)), (last, by_name(last)))
                 for first, last in (("start", "end"), ("first.dag", "first.slut"), ("last.dag", "last.dag"), ("period.start", "end"))]
NUMBERS = {"coalesce(tal, 0.5)": lambda env: 0.5 if env("tal") is None else env("tal"),
           "abs(tal)": lambda env: None if env("tal") is None else abs(env("tal")),
           "abs(antal)": lambda env: None if env("antal") is None else abs(env("antal"))}


class Definition:
    def __init__(self, maker, ident, kind):
        self.random, self.maker, self.ident, self.kind = maker.random, maker, ident, kind
        self.calls = {}  # name of the clause -> function of an environment; lists for rules
        self.body = {"format": "indikator/1", "id": ident, "version": "1", "title": {"sv": ident, "en": ident}, "better": "lower",
                     "kind": kind, "unit": maker.random.choice(["percent", "ratio", "per_1000", "per_10000", "per_100000"]),
                     "x-waive": [{"rule": rule, "why": "made at random: nobody means it"} for rule in NOT_MEANT]}

    def expression(self, scope):
        return Expressions(self.random, scope, CONSTANTS, PREFIXES)

    def condition(self, scope, name, path=None, always=False, chance=0.6):
        """Put a condition at PATH (a.b), or leave it out."""
        if not always and self.random.random() > chance:
            return
        text, call = self.expression(scope).condition()
        self.put(path or name, text)
        self.calls[name] = call

    def put(self, path, value):
        at, (*above, last) = self.body, path.split(".")
        for key in above:
            at = at.setdefault(key, {})
        at[last] = value

    def choose(self, path, *values):
        value = self.random.choice(values)
        self.put(path, value)
        return value

    def mostly(self, scope, name):
        """A condition that many units meet, so that what comes after it has something to decide."""
        (a, f), (b, g) = self.expression(scope).condition(1), self.expression(scope).condition(1)
        self.put(name, self.random.choice(["true", "(%s) or (%s) or not (%s)" % (a, b, b)]))
        self.calls[name] = (lambda env: True) if self.body[name] == "true" else lambda env: either([f(env), g(env), negated(g(env))])

    def rules(self, scope, path, counts=(0, 0, 1, 2)):
        made = [self.expression(scope).condition(1) for _ in range(self.random.choice(counts))]
        if made:
            self.put(path, [{"id": "r%d" % i, "where": text} for i, (text, _) in enumerate(made)])
        self.calls["exclude"] = [call for _, call in made]

    def grains(self, *grains):
        named = sorted(self.random.sample(grains, self.random.randint(1, 3)), key=GRAINS.index)
        broken, pooled = (self.random.random() < 0.2 for _ in range(2))
        if broken:
            self.put("period.year_from", self.random.randint(2, 12))
        if pooled:
            self.put("period.years", self.random.randint(2, 3))
        if broken and pooled and "year" in named:
            named.remove("year")  # else it is not said which are pooled
        if named and (self.random.random() < 0.9 or not broken and not pooled):
            self.put("period.grain", named)
        self.series()

    def series(self):
        """Between which days there is a series, and where it breaks."""
        if self.random.random() < 0.2:
            self.put("series.from", self.random.choice(["2022-11-01", "2023-02-01", "2023-05-15"]))
        if self.random.random() < 0.2:
            self.put("series.to", self.random.choice(["2023-11-30", "2023-12-31", "2024-02-10"]))
        if self.random.random() < 0.3:
            days = ["2023-06-01", "2023-07-01", "2023-08-17", "2023-10-31"]
            self.put("series.breaks", sorted(self.random.sample(days, self.random.randint(1, 2))))

    def groups(self, scope, kommun, further):
        """Groups: name -> (key, attribute); attribute None: the code itself, "": no codelist."""
        by = [[], ["kommunkod"], ["lan"], ["x"], ["lan", "x"], ["kommunkod", "x"], ["lan", "kommunkod"]]
        text, call = self.expression({n: k for n, k in scope.items() if "kommunkod" not in n}).value("text", 1) if self.random.random() < 0.2 else (further, None)
        groups = {"kommunkod": kommun, "lan": {"codelist": "kommuner", "key": kommun, "attribute": "lanskod"}, "x": text}
        self.group_calls = {"kommunkod": (lambda env: env(kommun), "kod"), "lan": (lambda env: env(kommun), "lanskod"),
                            "x": (call or (lambda env: env(further)), "")}
        which = self.random.choice([["kommunkod", "lan", "x"], ["kommunkod", "x"], ["lan", "x"], ["x", "lan", "kommunkod"], ["x"]])
        if self.random.random() < 0.6:
            which = ["kommunkod", "lan", "x"]
        by = [split for split in by if set(split) <= set(which)]
        by = self.random.sample(by, self.random.randint(1, min(4, len(by))))
        self.put("groups", {name: groups[name] for name in which})
        self.group_order = which
        if self.random.random() < 0.9:
            self.put("by", by)
            self.splits = by
        else:
            self.splits = [[]]

    def cluster(self):
        """What a person has several of may belong together."""
        if not self.persons and self.random.random() < 0.4:
            self.put("interval.cluster", "person")

    def tail(self, *methods):
        method = self.random.choice([*methods, *methods, "none"])
        self.put("interval", {"method": method, "level": self.random.choice([[0.95], [0.9, 0.99]])})
        self.put("reliability", {"min_denominator": self.random.choice([0, 0, 2, 4])})


class Maker:
    def __init__(self, random):
        self.random = random

    def make(self, kind, ident):
        definition = Definition(self, ident, kind)
        getattr(self, kind)(definition)
        if "years" in definition.body["period"] and ("weight" in definition.body or "respondent_weight" in definition.body):
            definition.put("period.round_weights", "as_delivered")  # what the model does
        return definition

    # ---- row kinds ----

    def row(self, d, folds=False):
        """FOLDS: may rows be taken as one by any or all?  The names that conditions on a unit may use."""
        random = self.random
        d.each = random.random() < 0.3
        d.person = d.dedupe = d.once = d.follow = d.distinct = None
        d.items, d.relations = [], {"require": [], "exclude_if": []}
        d.put("data", {"dataset": "besok"})
        # The period is all that a condition can mean by itself; a date of the row is seldom on it.
        d.condition({**BESOK, **PERIOD} if d.each and random.random() < 0.5 else BESOK, "where", "data.where", chance=0.3)
        if d.each:
            d.put("period.each", True)
            d.calls["date"] = None
        else:
            text, d.calls["date"] = random.choice([DAY] * 3 + [END])
            d.put("period.date", text)
        shape = random.choice(["rows"] * 3 + ["once"] * 4 + ["items"] * 3)
        if shape == "items" or random.random() < 0.45:
            d.person = d.choose("data.person", "person_id", "person_id", "person_id", ["person_id"], ["person_id", "form"])
            d.person = [d.person] if isinstance(d.person, str) else d.person
        if d.person and random.random() < 0.5:
            self.dedupe(d)
        if shape == "items":
            self.items(d)
        elif shape == "once":
            self.once_per(d, folds)
        scope = {**BESOK, **(PERIOD if d.each else {}), **{item["name"]: item["type"] for item in d.items}}
        related = d.person and random.random() < 0.6
        d.rules(scope, "exclude", [0, 0, 0, 1] if related else [0, 0, 1, 2])
        if related:
            self.relations(d, scope, d.person, BESOK_SPANS + (PERIOD_SPANS if d.each else []))
        if random.random() < 0.3:
            self.row_follow_up(d)
        d.grains(*GRAINS)
        texts = [item["name"] for item in d.items if item["type"] == "text"]
        names = {name: kind for name, kind in scope.items() if name not in PERIOD}
        d.groups({**names, **OF_PERIOD} if d.each else names, "kommunkod",
                 random.choice(texts) if texts and random.random() < 0.6
                 else random.choice(["enhet", "form", "personer.kon", "enh.storlek", "enh.omr.namn", "omrade"] + ["sist.kon", "forst.kon"] * d.each))
        return scope

    def dedupe(self, d):
        random = self.random
        by = d.person + random.choice([[], [], ["form"], ["antal"]])
        differ = random.choice([[], ["hos"], ["enhet"], ["hos", "enhet"], ["antal"]])
        date = random.choice([DAY, DAY, END, ("coalesce(slut, dag)", lambda env: env("dag") if env("slut") is None else env("slut"))])
        d.dedupe = {"by": by, "differ": differ, "date": date[1], "within": random.choice([0, 1, 3, 30, 120]),
                    "keep": random.choice(["first", "last"]), "chain": random.choice(["anchor", "chain"])}
        d.put("dedupe", {"by": random.sample(by, len(by)), "date": date[0], "within_days": d.dedupe["within"], "keep": d.dedupe["keep"],
                         "chain": d.dedupe["chain"], **({"differ": differ} if differ else {})})

    def once_per(self, d, folds):
        random = self.random
        entity = random.choice([["person_id"], ["person_id", "form"], ["enhet"]])
        if d.person:
            entity = d.person + random.choice([[], [], ["enhet"], ["dag"], ["antal", "enhet"]])
        d.put("once_per.entity", entity[0] if len(entity) == 1 and random.random() < 0.5 else entity)
        take = d.choose("once_per.take", "first", "last", *(["any", "all"] if folds else []))
        over, months, order = "period", None, None
        if take == "first" and not d.each and random.random() < 0.6:
            over, months = "look_back", random.choice([1, 2, 6, 12])
            d.put("once_per.look_back_months", months)
        if over == "look_back" or random.random() < 0.3:
            d.put("once_per.over", over)
        if d.each and take in ("first", "last") or random.random() < 0.3:
            text, order = random.choice([DAY, END, ("dag + antal", lambda env: moved(env("dag"), env("antal")))])
            d.put("once_per.order", text)
        d.once = {"entity": entity, "take": take, "months": months, "order": order or d.calls["date"]}

    def items(self, d):
        random = self.random
        for i in range(random.randint(1, 3)):
            kind = random.choice(["text", "integer", "integer", "number", "date", "boolean"])
            takes = {"integer": ["only", "first", "last", "min", "max", "sum", "mean", "count"], "date": ["only", "first", "last", "min", "max"]}
            takes["number"] = takes["integer"][:-1]
            take = random.choice(takes.get(kind, ["only", "first", "last"]))
            expression = d.expression(BESOK)
            where = random.choice([lambda: expression.condition(1), lambda: expression.compare("text"), lambda: ("true", lambda env: True)])()
            value = expression.condition(1) if kind == "boolean" else expression.value(kind, 1) if random.random() < 0.3 else expression.column(kind)
            within = random.sample(["enhet", "form", "hos", "kommunkod"], random.randint(1, 2)) if take == "mean" and random.random() < 0.7 else []
            body = {"where": where[0]}
            if take != "count":
                body["value"] = value[0]
            if take != "only" or random.random() < 0.3:
                body["take"] = take
            if within:
                body["within"] = within
            name = "v%d" % i
            d.put("items." + name, body)
            d.items.append({"name": name, "where": where[1], "value": None if take == "count" else value[1], "take": take, "within": within,
                            "type": "number" if take == "mean" else kind})

    def row_follow_up(self, d):
        random = self.random
        d.follow = {"days": None, "until": None}
        if d.each or random.random() < 0.4:
            spans = [END, MUCH_LATER, *([("period.end + 10", lambda env: moved(env("period.end"), 10))] if d.each else [])]
            text, d.follow["until"] = random.choice(spans)
            d.put("follow_up.until", text)
        else:
            d.follow["days"] = d.choose("follow_up.days", 0, 1, 30, 90)
        d.put("follow_up.complete_until", "leveranser")
        d.follow["incomplete"] = d.choose("follow_up.incomplete", "exclude_index", "keep", "hide")

    def relations(self, d, scope, person, spans):
        dates = [name for name, kind in scope.items() if kind == "date" and name[0] == "v"]
        spans = spans + [((name, by_name(name)), ("%s + 10" % name, later(name, 10))) for name in dates] * 2
        for path in ("require", "exclude_if"):
            for i in range(self.random.choice([0, 1, 1, 2])):
                d.relations[path].append(self.relation("%s%d" % (path[:3], i), person, spans))
            if d.relations[path]:
                d.put(path, [one["json"] for one in d.relations[path]])

    def relation(self, ident, person, spans):
        random = self.random
        dataset, columns, day, names = random.choice([
            ("insats", ["brukare", "typ"], "fran", INSATS), ("insats", ["brukare", "typ"], "fran", INSATS),
            ("vard", ["person_id", "avdelning"], "start", {**VARD, **PERSON}), ("besok", ["person_id", "form"], "dag", BESOK)])
        columns = ["omgang", "svarande"] if person[0] == "omgang" else columns[:len(person)]
        if person[0] == "omgang":
            dataset, day, names = "svar", "dag", SVAR
        start = random.choice([(day, by_name(day))] * 3 + [("%s + 1" % day, later(day, 1))])
        end = {"insats": [("till", by_name("till"))] * 2 + [("coalesce(till, fran + 30)", lambda env: env("till") or moved(env("fran"), 30))],
               "vard": [("slut", by_name("slut"))], "besok": [END, MUCH_LATER], "svar": [("dag + 20", later("dag", 20))]}[dataset]
        end = random.choice(end + [None])
        where = Expressions(random, names, CONSTANTS, PREFIXES).condition(random.randint(0, 1)) if random.random() < 0.25 else None
        span = random.choice(spans)
        one = {"id": ident, "dataset": dataset, "at": {"insats": None, "svar": None}.get(dataset, day), "person": columns, "from": start[1],
               "to": end and end[1], "where": where and where[1], "span": (span[0][1], span[1][1]),
               "relation": random.choice(["covers", "covers", "overlaps", "starts_within"]), "min": random.choice([1, 1, 1, 1, 2, 3])}
        one["json"] = {"id": ident, "dataset": dataset, "from": start[0], "relation": one["relation"], "span": [span[0][0], span[1][0]]}
        if columns != person or person[0] == "omgang" or random.random() < 0.3:
            one["json"]["person"] = columns[0] if len(columns) == 1 and random.random() < 0.5 else columns
        one["json"].update({key: value[0] for key, value in (("to", end), ("where", where)) if value})
        if one["min"] > 1 or random.random() < 0.2:
            one["json"]["min"] = one["min"]
        return one

    def proportion(self, d):
        scope = self.row(d, folds=True)
        if self.random.random() < 0.5:
            d.mostly(scope, "denominator")
        else:
            d.condition(scope, "denominator", always=True)
        d.condition(scope, "numerator", always=True)
        d.missing = d.choose("missing.numerator", "not_met", "exclude")
        self.weight(d)
        if d.weight:
            d.put("missing.weight", "exclude")
        d.tail("wilson")
        if d.person and (d.once is None or d.once["take"] in ("first", "last")) and self.random.random() < 0.5:
            d.put("interval.cluster", "person")

    def weight(self, d):
        d.weight = None
        if self.random.random() < 0.4:
            text, d.weight = self.random.choice([("vikt", by_name("vikt")), ("coalesce(vikt, 1.0)", lambda env: 1.0 if env("vikt") is None else env("vikt"))])
            if d.kind == "mean":  # what a negative one does to a cell, the oracle of published values tells
                of, text = d.weight, "abs(%s)" % text
                d.weight = lambda env: None if of(env) is None else abs(of(env))
            d.put("weight", text)

    def number(self, d, scope, path, choices):
        numbers = [name for name, kind in scope.items() if kind in ("number", "integer") and name[0] == "v" and name != "vikt"]
        text = self.random.choice(numbers) if numbers and self.random.random() < 0.7 else self.random.choice(choices)
        d.put(path, text)
        return (by_name(text) if "(" not in text else NUMBERS[text]), text in numbers and scope[text] == "integer" or text in ("antal", "abs(antal)")

    def mean(self, d):
        scope = self.row(d)
        d.condition(scope, "denominator", chance=0.4)
        d.value, _ = self.number(d, scope, "value", ["tal", "antal", "coalesce(tal, 0.5)"])
        self.weight(d)
        d.tail("t")

    def numerator_data(self, d):
        """The numerator's rows: of which dataset, day, groups; what is summed of them."""
        dataset, names, day, others = self.random.choice([("vard", VARD, "start", ["avdelning", "personer.kon"]), ("vard", VARD, "slut", ["avdelning"]),
                                                          ("besok", BESOK, "dag", ["form"])])
        d.numerator = {"dataset": dataset, "at": "start" if dataset == "vard" else "dag", "day": day, "groups": {}}
        d.put("numerator_data.dataset", dataset)
        period = {"period.start": "date", "period.end": "date"} if d.each and self.random.random() < 0.5 else {}
        d.condition({**names, **PERSON, **period}, "numerator where", "numerator_data.where", chance=0.5)
        if not d.each:
            d.put("numerator_data.date", day)
        x = d.body["groups"].get("x")
        if x is not None and (dataset == "vard" and x != "personer.kon" or self.random.random() < 0.2):
            other = self.random.choice(others)
            d.put("numerator_data.groups.x", other)
            d.numerator["groups"]["x"] = by_name(other)
        text, call = self.random.choice([("antal", by_name("antal")), ("1", lambda env: 1), ("coalesce(antal, 2)", lambda env: 2 if env("antal") is None else env("antal"))])
        d.put("numerator_sum", text)
        return call, True

    def ratio(self, d):
        scope = self.row(d)
        d.condition(scope, "denominator", chance=0.4)
        d.numerator = None
        if self.random.random() < 0.45 and not any(item["name"] in str(d.body["groups"].get("x")) for item in d.items):
            d.above, above_whole = self.numerator_data(d)
        else:
            d.above, above_whole = self.number(d, scope, "numerator_sum", ["tal", "antal"])
        d.below, below_whole = self.number(d, scope, "denominator_sum", ["antal", "abs(tal)", "abs(antal)"])
        d.whole = above_whole and below_whole
        d.missing = d.choose("missing.numerator", "not_met", "exclude")
        d.tail(*(["none"] if d.numerator else ["wilson"]))

    def quantile(self, d):
        scope = self.row(d)
        d.condition(scope, "denominator", chance=0.4)
        d.value, _ = self.number(d, scope, "value", ["tal", "antal", "coalesce(tal, 0.5)"])
        d.q = self.random.sample([0, 0.005, 0.1, 0.25, 0.5, 0.5, 0.75, 0.9, 0.975, 1], self.random.randint(1, 3))
        d.q = list(dict.fromkeys(d.q))
        d.put("q", d.q)
        d.type = d.choose("quantile_type", *range(1, 10))
        d.tail("ranks")

    def count(self, d):
        scope = self.row(d)
        d.condition(scope, "denominator", chance=0.4)
        d.sum = None
        what = self.random.choice(["rows"] + ["sum", "distinct"] * (2 - bool(d.items)))
        if what == "sum":
            numbers = [name for name, kind in scope.items() if kind == "integer" and name[0] == "v"]
            text = self.random.choice(numbers) if numbers and self.random.random() < 0.7 else self.random.choice(["antal", "abs(antal)"])
            d.sum = NUMBERS[text] if "(" in text else by_name(text)
            d.put("sum", text)
            d.put("missing.sum", "exclude")
        elif what == "distinct" and not d.items:
            self.distinct_persons(d)
        d.tail(*["poisson"] * (what != "sum"))

    def distinct_persons(self, d):
        random = self.random
        if d.once and not d.person:
            return
        entity = random.choice([["person_id"], ["person_id", "form"], ["enhet"]])
        if d.person:
            entity = d.person + random.choice([[], [], ["enhet"], ["dag"], ["antal"]])
        d.put("distinct.entity", entity[0] if len(entity) == 1 and random.random() < 0.5 else entity)
        take, order = d.choose("distinct.take", "first", "last"), None
        if not d.once and (d.each or random.random() < 0.3):
            text, order = random.choice([DAY, END, ("dag + antal", lambda env: moved(env("dag"), env("antal")))])
            d.put("distinct.order", text)
        d.distinct = {"entity": entity, "take": take, "order": order or (d.once["order"] if d.once else d.calls["date"])}

    # ---- timeline kinds ----

    def timeline_relations(self, d, scope, person, spans):
        d.relations = {"require": [], "exclude_if": []}
        if self.random.random() < 0.4:
            self.relations(d, scope, person, spans)

    def survey_index(self, d):
        d.put("data", {"dataset": "svar"})
        d.condition(SVAR, "where", "data.where", chance=0.4)
        d.put("respondent", ["omgang", "svarande"])
        d.put("item", "fraga")
        d.put("points", "poang")
        d.choose("incomplete.weights", "proportional", "equal")
        d.put("incomplete.min_answered", self.random.randint(1, 3))
        d.put("item_weight", "frage_vikt")
        if self.random.random() < 0.5:
            d.put("respondent_weight", "vikt")
        d.put("missing.weight", "exclude")
        d.condition(SVAR, "denominator", always=True)
        d.rules(SVAR, "exclude")
        self.timeline_relations(d, SVAR, ["omgang", "svarande"], [(DAY, DAY), (DAY, ("dag + 20", later("dag", 20)))])
        d.put("period.date", "dag")
        d.grains(*GRAINS)
        d.groups(SVAR, "kommunkod", "kon")
        d.tail("t")

    def readmission(self, d):
        d.put("data", {"dataset": "vard", "person": "person_id", "start": "start", "end": "slut", "death": "personer.dod", "moved": "personer.flytt"})
        d.condition({**VARD, **PERSON}, "where", "data.where", chance=0.3)
        d.condition({**VARD, **PERSON}, "stay", "episode.where", chance=0.3)
        d.within = d.choose("episode.join_within_days", 0, 1, 3, 30)
        d.condition(PAIR, "join_when", "episode.join_when", chance=0.5)
        d.overlap = d.choose("episode.overlap", "join", "separate")
        d.same_day = d.choose("episode.same_day", "join", "separate")
        d.ongoing = d.choose("episode.ongoing", "event_only", "event_only", "absent")
        d.condition(EPISODE, "index", "index.where")
        d.rules(EPISODE, "index.exclude")
        d.condition(EPISODE, "event", "event.where")
        d.day_from = d.choose("event.day_from", 0, 1, 2)
        d.day_to = d.choose("event.day_to", 2, 14, 30, 90)
        d.take = d.choose("event.take", "any_later_episode", "next_episode")
        d.reuse = d.choose("event.event_may_be_index", True, False, False)
        d.persons = d.choose("count", "episodes", "persons") == "persons"
        d.days = d.day_to + self.random.choice([0, 0, 10])
        d.put("follow_up", {"days": d.days, "complete_until": "leveranser"})
        d.incomplete = d.choose("follow_up.incomplete", "exclude_index", "keep", "hide")
        d.death = d.choose("follow_up.death", "keep", "exclude_index")
        d.moved = d.choose("follow_up.moved", "keep", "exclude")
        text, d.calls["date"] = self.random.choice([("end", lambda env: env("end"))] * 3 + [("start", lambda env: env("start"))])
        d.put("period.date", text)
        d.grains(*GRAINS)
        d.groups(EPISODE, "first.kommunkod", self.random.choice(["personer.kon", "last.avdelning"]))
        d.tail("wilson")
        d.cluster()

    def followed(self, d):
        d.dataset = self.random.choice(["vard", "vard", "besok"])
        own, d.first_day, d.end_column = {"vard": (VARD, "start", "slut"), "besok": (BESOK, "dag", "slut")}[d.dataset]
        row = {**own, **PERSON}
        d.has_end = self.random.random() < 0.75
        d.episodes = d.dataset == "vard" and d.has_end and self.random.random() < 0.3
        d.put("data", {"dataset": d.dataset, "person": "person_id", "start": d.first_day, "death": "personer.dod", "moved": "personer.flytt"})
        if d.has_end:
            d.put("data.end", d.end_column)
        d.condition(row, "where", "data.where", chance=0.3)
        if d.episodes:
            d.condition(row, "stay", "episode.where", chance=0.3)
            d.within = d.choose("episode.join_within_days", 0, 1, 3, 30)
            d.condition(PAIR, "join_when", "episode.join_when", chance=0.5)
            d.overlap = d.choose("episode.overlap", "join", "separate")
            d.same_day = d.choose("episode.same_day", "join", "separate")
            d.ongoing = d.choose("episode.ongoing", "event_only", "absent")
        index = {**sided(own, "first.", "last."), **ENTITY_PERSON, **({} if d.episodes else own)}
        d.condition(index, "index", "index.where")
        d.rules(index, "index.exclude")
        d.elsewhere = self.random.random() < 0.8
        self.window(d)
        if d.elsewhere:
            self.events(d)
        else:
            d.take = d.choose("event.take", "any_later_episode", "next_episode")
            d.reuse = d.choose("event.event_may_be_index", True, False)
            d.condition(index, "event", "event.where")
        d.condition(index, "or", "event.or", chance=0.2)
        d.missing = self.random.choice(["not_met", "exclude", None])
        if d.missing is not None:
            d.put("missing.event", d.missing)
        d.persons = d.choose("count", "index", "persons") == "persons"
        self.follow_up(d)
        text, d.calls["date"] = self.random.choice([("end", lambda env: env("end"))] * 2 + [("start", lambda env: env("start"))])
        d.put("period.date", text)
        d.grains(*GRAINS)
        d.groups(index, "first.kommunkod" if d.episodes else self.random.choice(["kommunkod", "last.kommunkod"]),
                 self.random.choice(["personer.kon", "last.avdelning" if d.dataset == "vard" else "first.enhet"]))
        d.tail("wilson")
        d.cluster()

    def window(self, d):
        """Days 0 to 90, before, across or after; or none."""
        d.from_of = d.to_of = "end"
        d.day_from = d.day_to = None
        if self.random.random() < 0.2:
            return
        if d.has_end and self.random.random() < 0.4:
            d.from_of = d.choose("event.from_day_of", "start", "end")
        if d.has_end and self.random.random() < 0.3:
            d.to_of = d.choose("event.to_day_of", "start", "end")
        d.day_from = d.choose("event.day_from", -31, -2, -1, 0, 0, 1, 2)
        d.day_to = d.choose("event.day_to", *[n for n in (-1, 0, 2, 14, 30, 90) if n >= d.day_from])

    def events(self, d):
        d.of = d.choose("event.dataset", "vard", "besok", "besok")
        row = {**{"vard": VARD, "besok": BESOK}[d.of], **PERSON}
        first = {"vard": "start", "besok": "dag"}[d.of]
        if self.random.random() < 0.3:
            d.put("event.person", self.random.choice(["person_id", ["person_id"]]))
        d.days, d.relation = None, "starts_within"
        shape = self.random.choice(["date", "date", "dates", "lasts", "lasts", "none"])
        if shape == "none" and d.day_from is not None:
            shape = "date"
        if shape in ("date", "dates"):
            d.days = [first] if shape == "date" else self.random.choice([[first, "slut"], ["slut", first]])
            d.put("event.date", d.days[0] if shape == "date" else d.days)
        elif shape == "lasts":
            d.put("event.start", first)
            d.put("event.end", "slut")
        d.lasts = (first, "slut") if shape == "lasts" else None
        takes = ["any", "any", "none", "first", "last"] if shape != "none" else ["any", "none"]
        if d.day_from is not None and self.random.random() < 0.6:
            d.relation = d.choose("event.relation", *["starts_within", "covers"] + ["overlaps", "overlaps"] * (shape == "lasts"))
            takes = ["any", "none"] if d.relation == "covers" else takes
        d.condition(row, "event", "event.where")
        d.take = d.choose("event.take", *takes)
        d.condition(row, "met", "event.met", always=d.take in ("first", "last"), chance=0.4)
        d.reuse = True

    def follow_up(self, d):
        d.days_followed = None
        d.incomplete, d.death, d.moved = "keep", "keep", "keep"
        needed = d.day_to is not None and d.day_to > 0 or d.take == "none"
        if not needed and self.random.random() < 0.5:
            return
        d.days_followed = max(0, d.day_to or 0) + self.random.choice([0, 0, 10])
        d.put("follow_up", {"days": d.days_followed, "complete_until": "leveranser"})
        d.incomplete = d.choose("follow_up.incomplete", *["exclude_index"] * 2 + ["keep", "hide"] * (d.take != "none"))
        d.death = d.choose("follow_up.death", "keep", "exclude_index", "exclude")
        d.moved = d.choose("follow_up.moved", "keep", "exclude")

    def continuity(self, d):
        d.put("data", {"dataset": "besok", "person": "person_id", "date": "dag"})
        d.condition(BESOK, "where", "data.where", chance=0.4)
        d.put("provider", "hos")
        d.choose("formula", "coc", "upc", "secon")
        d.put("window.months", self.random.choice([1, 6, 12, 24]))
        d.choose("window.incomplete", "keep", "hide")
        d.put("min_contacts", self.random.choice([2, 2, 3]))
        d.choose("same_day", "merge_same_provider", "keep_all")
        if self.random.random() < 0.4:
            d.put("generic_providers", "generiska")
        d.put("max_unknown_share", self.random.choice([0, 0.25, 1]))
        if self.random.random() < 0.4:
            d.put("chronic", {"dataset": "vard", "person": "person_id", "date": "start", "diagnosis": "diagnoser", "codelist": "diagnoser",
                              "months_before": self.random.choice([0, 12])})
        d.condition(CONTACT, "denominator")
        d.rules(CONTACT, "exclude")
        self.timeline_relations(d, CONTACT, ["person_id"], CONTACT_SPANS + PERIOD_SPANS[:2])
        if self.random.random() < 0.5:
            d.put("share_at_least", 0.5)
        d.put("period.each", True)
        d.grains(*GRAINS)
        d.groups(CONTACT, "first.kommunkod", self.random.choice(["personer.kon", "last.enhet", "last.enh.omr.namn", "first.omrade", "sist.kon"]))
        d.tail("t")

    def distinct(self, d):
        d.put("data", {"dataset": "besok", "person": "person_id", "start": "tid"})
        d.put("unit", self.random.choice(["persons", "count"]))
        d.condition(BESOK, "where", "data.where", chance=0.4)
        d.put("of", "hos")
        d.choose("window.start", "period.start", "period.end - 20", "add_months(period.start, -2)")
        d.put("window.days", self.random.choice([14, 60, 200]))
        d.choose("window.incomplete", "keep", "hide")
        if self.random.random() < 0.5:
            d.put("hours", {"from": 7, "before": 22})
        d.choose("unknown_provider", "drop_visit", "one", "each")
        d.put("max_unknown_share", self.random.choice([0, 0.25, 1]))
        d.put("min_events", {"n": self.random.choice([1, 2]), "distinct": self.random.choice(["start", "row"])})
        d.condition(CONTACT, "denominator")
        d.rules(CONTACT, "exclude")
        self.timeline_relations(d, CONTACT, ["person_id"], CONTACT_SPANS + PERIOD_SPANS[:2])
        if self.random.random() < 0.5:
            d.put("share_more_than", 1)
        d.put("period.each", True)
        d.grains(*GRAINS)
        d.groups(CONTACT, "first.kommunkod", self.random.choice(["personer.kon", "last.enhet", "last.enh.omr.namn", "first.omrade", "sist.kon"]))
        d.tail("t")


KINDS = ["proportion", "readmission", "followed", "mean", "quantile", "count", "ratio", "survey_index", "continuity", "distinct"]
