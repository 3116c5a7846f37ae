"""Random definitions of every kind, each policy with each of its values.

A definition carries, beside its JSON, what its conditions mean (see expressions.py), for the model."""

from expressions import Expressions
from tables import CODES, PREFIXES, D

CONSTANTS = {"integer": [0, 1, 2, -1, 40, 65, 12], "number": [0.5, 1.0, 2.5], "text": ["A", "B", "K", "u1", "N", ""],
             "date": [D(2023, 1, 1), D(2023, 7, 1), D(2024, 2, 29)], "code": CODES}
PERSON = {"personer.kon": "text", "personer.fodd": "date", "personer.dod": "date"}
UNIT = {"enh.storlek": "text", "enh.platser": "integer", "enh.omr.namn": "text", "omrade": "text"}
BESOK = {"kommunkod": "text", "dag": "date", "enhet": "text", "hos": "text", "form": "text", "antal": "integer", "tal": "number",
         "slut": "date", "diagnoser": "list", **UNIT, **PERSON}
VARD = {"kommunkod": "text", "start": "date", "slut": "date", "planerad": "text", "avdelning": "text", "antal": "integer", "diagnoser": "list"}
SVAR = {"omgang": "text", "fraga": "text", "kon": "text", "dag": "date", "poang": "number", "vikt": "number"}


def sided(names, *sides):
    return {side + name: kind for side in sides for name, kind in names.items() if "." not in name}


ENTITY_PERSON = {"start": "date", "end": "date", **PERSON}
EPISODE = {**sided(VARD, "first.", "last."), **ENTITY_PERSON}
PAIR = {**VARD, **PERSON, **sided(VARD, "next.")}
OF_PERIOD = {"forst.kon": "text", "sist.kon": "text", "sist.dod": "date"}  # of the person on its first and last day
CONTACT = {**sided(BESOK, "first.", "last."), "first.enh.storlek": "text", "last.enh.omr.namn": "text", **ENTITY_PERSON, **OF_PERIOD}
PERIOD = {"period.start": "date", "period.end": "date", **OF_PERIOD}
GRAINS = ["month", "quarter", "year", "rolling12", "cumulative", "all"]


# what "run" refuses, as a condition made at random often is
NOT_MEANT = ["unknown_code", "constant_out_of_range", "unknown_constant", "missing_as_constant", "place_below_one",
             "constant_length", "no_code_fits", "code_form", "letter_case", "blank_in_constant", "pattern",
             "exchanged_dates", "iso_year", "unit_of_kind"]


class Definition:
    def __init__(self, maker, ident, kind):
        self.random, self.maker, self.ident, self.kind = maker.random, maker, ident, kind
        self.calls = {}  # name of the clause -> function of an environment; lists for rules
        self.body = {"format": "indikator/1", "id": ident, "version": "1", "title": {"sv": ident, "en": ident}, "better": "lower",
                     "kind": kind, "unit": maker.random.choice(["percent", "ratio", "per_1000"]),
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

    def rules(self, scope, path):
        made = [self.expression(scope).condition(1) for _ in range(self.random.choice([0, 0, 1, 2]))]
        if made:
            self.put(path, [{"id": "r%d" % i, "where": text} for i, (text, _) in enumerate(made)])
        self.calls["exclude"] = [call for _, call in made]

    def grains(self, *grains):
        self.put("period.grain", sorted(self.random.sample(grains, self.random.randint(1, 3)), key=GRAINS.index))

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
        return definition

    # ---- row kinds ----

    def row(self, d, aggregate):
        each = aggregate is not True and self.random.random() < 0.3
        scope = {**BESOK, **PERIOD} if each else BESOK
        d.put("data", {"dataset": "besok"})
        d.condition(BESOK, "where", "data.where", chance=0.4)
        d.each = each
        if each:
            d.put("period.each", True)
        else:
            text, d.calls["date"] = self.random.choice([("dag", lambda env: env("dag"))] * 3 + [("slut", lambda env: env("slut"))])
            d.put("period.date", text)
        d.rules(scope, "exclude")
        d.grains(*GRAINS)
        d.groups({**BESOK, **OF_PERIOD} if each else BESOK, "kommunkod",
                 self.random.choice(["enhet", "form", "personer.kon", "enh.storlek", "enh.omr.namn", "omrade"] + ["sist.kon", "forst.kon"] * each))
        return scope

    def proportion(self, d):
        once = self.random.random() < 0.3
        scope = self.row(d, aggregate=once)
        d.condition(scope, "denominator", always=True)
        d.condition(scope, "numerator", always=True)
        d.once = once
        if once:
            entity = d.choose("once_per.entity", "person_id", ["person_id", "form"], "enhet")
            d.entity = [entity] if isinstance(entity, str) else entity
            d.take = d.choose("once_per.take", "any", "all", "last")
        d.missing = d.choose("missing.numerator", "not_met", "exclude")
        d.weight = None
        if self.random.random() < 0.4:
            d.weight = d.choose("weight", "vikt", "coalesce(vikt, 1.0)")
            d.put("missing.weight", "exclude")
        d.tail("wilson")

    def mean(self, d):
        scope = self.row(d, aggregate=False)
        d.condition(scope, "denominator")
        d.choose("value", "tal", "antal", "coalesce(tal, 0.5)")
        if self.random.random() < 0.4:
            d.put("weight", "vikt")
        d.tail("t")

    def ratio(self, d):
        scope = self.row(d, aggregate=False)
        d.condition(scope, "denominator")
        d.choose("numerator_sum", "tal", "antal")
        d.choose("denominator_sum", "antal", "abs(tal)", "abs(antal)")
        d.choose("missing.numerator", "not_met", "exclude")
        d.tail("wilson")

    # ---- timeline kinds ----

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
        if self.random.random() < 0.5:
            d.put("share_at_least", 0.5)
        d.put("period.each", True)
        d.grains(*GRAINS)
        d.groups(CONTACT, "first.kommunkod", self.random.choice(["personer.kon", "last.enhet", "last.enh.omr.namn", "first.omrade", "sist.kon"]))
        d.tail("t")

    def distinct(self, d):
        d.put("data", {"dataset": "besok", "person": "person_id", "start": "tid"})
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
        if self.random.random() < 0.5:
            d.put("share_more_than", 1)
        d.put("period.each", True)
        d.grains(*GRAINS)
        d.groups(CONTACT, "first.kommunkod", self.random.choice(["personer.kon", "last.enhet", "last.enh.omr.namn", "first.omrade", "sist.kon"]))
        d.tail("t")


KINDS = ["proportion", "readmission", "followed", "mean", "ratio", "survey_index", "continuity", "distinct"]
