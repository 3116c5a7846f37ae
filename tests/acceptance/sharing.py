#!/usr/bin/env python3
"""Measures that nearly ask for the same: each has alone what it has beside the others, whatever they share and must not share."""

import random

from support import check, finish, work_folder
from trial import Trial

YEAR = {"each": True, "grain": ["year"]}
CONTINUITY = {"kind": "continuity", "data": {"dataset": "besok", "person": "person", "date": "datum"}, "provider": "lakare", "formula": "coc",
              "window": {"months": 12, "incomplete": "keep"}, "min_contacts": 2, "same_day": "keep_all", "max_unknown_share": 1,
              "period": YEAR, "groups": {"grupp": "first.grupp"}}
DISTINCT = {"kind": "distinct", "unit": "persons", "data": {"dataset": "besok", "person": "person", "start": "datum"}, "of": "lakare",
            "window": {"start": "period.start", "days": 60, "incomplete": "keep"}, "unknown_provider": "one", "max_unknown_share": 1,
            "min_events": {"n": 1, "distinct": "row"}, "period": YEAR, "groups": {"grupp": "first.grupp"}}
ROWS = {"kind": "proportion", "unit": "percent", "data": {"dataset": "besok"}, "denominator": "antal is not null", "numerator": "form = 'A'",
        "missing": {"numerator": "exclude"}, "period": {"date": "datum", "grain": ["month"]}}


def other(base, **changes):
    """BASE with other values at paths such as data__where."""
    made = {key: dict(value) if isinstance(value, dict) else value for key, value in base.items()}
    for path, value in changes.items():
        *way, last = path.split("__")
        at = made
        for key in way:
            at = at.setdefault(key, {})
        at[last] = value
    return made


FAMILIES = {  # in each family every measure differs from the first in one thing
    "continuity": {"": CONTINUITY, "where": other(CONTINUITY, data__where="form <> 'A'"),
                   "other_where": other(CONTINUITY, data__where="form <> 'B'"), "date": other(CONTINUITY, data__date="slut"),
                   "provider": other(CONTINUITY, provider="form"), "entity": other(CONTINUITY, data__person="grupp"),
                   "entities": other(CONTINUITY, data__person=["person", "form"]),
                   "column": other(CONTINUITY, denominator="last.antal > 1"), "other_column": other(CONTINUITY, denominator="last.form = 'A'"),
                   "date_later": other(CONTINUITY, data__date="add_months(datum, 2)"), "provider_part": other(CONTINUITY, provider="substr(lakare, 1, 1)"),
                   "entity_part": other(CONTINUITY, data__person="substr(person, 1, 2)"), "window": other(CONTINUITY, window__months=3), "order": other(CONTINUITY, formula="secon"),
                   "order_by_end": other(CONTINUITY, formula="secon", data__date="slut")},
    "distinct": {"": DISTINCT, "where": other(DISTINCT, data__where="form <> 'A'"), "of": other(DISTINCT, of="form"),
                 "start": other(DISTINCT, data__start="slut"), "early": other(DISTINCT, window__days=7),
                 "late": other(DISTINCT, window__start="add_months(period.start, 9)")},
    "rows": {"": ROWS, "where": other(ROWS, data__where="antal > 1"), "other_where": other(ROWS, data__where="antal > 2"),
             "denominator": other(ROWS, denominator="antal > 1"), "numerator": other(ROWS, numerator="form = 'B'"),
             "group": other(ROWS, groups__grupp="form"), "date": other(ROWS, period__date="slut"),
             "missing": other(ROWS, missing__numerator="not_met")},
}

trial = Trial(work_folder())
members = {}
for family, measures in FAMILIES.items():
    members[family] = [("%s_%s" % (family, name)).rstrip("_") for name in measures]
    for ident, keys in zip(members[family], measures.values()):
        trial.define(ident, **keys)
chance = random.Random(1)
rows = []
for _ in range(1500):
    month = chance.randint(1, 12)
    rows.append({"person": "P%d" % chance.randrange(90), "grupp": chance.choice("XYZ"), "datum": "2024-%02d-%02d" % (month, chance.randint(1, 28)),
                 "slut": "2024-%02d-%02d" % (chance.randint(1, 12), chance.randint(1, 28)), "lakare": chance.choice(["L1", "L2", "L3", ""]),
                 "form": chance.choice(["A", "B", "C", ""]), "antal": chance.choice([0, 1, 2, 3, ""])})
rows += [{"person": "P1", "grupp": "W", "datum": "2024-01-01", "antal": 0}]  # a group that only rows outside "where" have
trial.visits(rows)


def figures(measure):
    return measure["state"], measure.get("results"), measure.get("flow"), measure.get("findings")


together = trial.measures("-p", "2024")
pairs = 0
for family, idents in members.items():
    alone = {ident: trial.measures("-p", "2024", ident)[ident] for ident in idents}
    first = idents[0]
    for ident in idents:
        check(alone[ident]["state"] == "computed", "%s is not computed" % ident)
        check(figures(alone[ident]) == figures(together[ident]), "%s: other figures beside all" % ident)
        if ident == first:
            continue
        pairs += 1
        check(alone[ident].get("results") != alone[first].get("results"), "%s and %s have the same figures: nothing is proved" % (ident, first))
        both = trial.measures("-p", "2024", first, ident)
        for one in (first, ident):
            check(figures(both[one]) == figures(alone[one]), "%s: other figures beside %s" % (one, ident if one == first else first))
finish("%d pairs" % pairs)
