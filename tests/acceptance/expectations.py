#!/usr/bin/env python3
"""What a test case expects is held against what comes out: each key, as it is, and beside it; a case that should fail says where, what
was expected and what came."""

import json
import re

from support import check, finish, run, text, work_folder
from trial import Trial

trial = Trial(work_folder())
trial.define("andel", kind="proportion", unit="percent", decimals=1, data={"dataset": "besok"}, denominator="form <> 'X' or form is null",
             exclude=[{"id": "sena", "where": "antal > 5"}], numerator="form = 'J'", missing={"numerator": "not_met"},
             period={"date": "datum", "grain": ["year"]}, by=[[], ["grupp"]], interval={"method": "wilson", "level": [0.95]})
trial.define("spridning", kind="continuity", data={"dataset": "besok", "person": "person", "date": "datum"}, provider="lakare", formula="coc",
             window={"months": 12, "incomplete": "keep"}, min_contacts=2, same_day="keep_all", max_unknown_share=0.5, share_at_least=0.5,
             period={"each": True, "grain": ["year"]}, groups={"grupp": "first.grupp"}, by=[[], ["grupp"]])
# Of A one of three, of nobody's group none of one, and one late.  Person 1 meets L1 twice, 2 meets L1 and L2: 1 and 0.
ROWS = [{"grupp": "A", "form": "J"}, {"grupp": "A", "form": "N"}, {"grupp": "A", "form": None}, {"form": "N"}, {"grupp": "A", "form": "J", "antal": 6}]
VISITS = [{"person": person, "lakare": doctor, "grupp": "A"} for person, doctor in (("1", "L1"), ("1", "L1"), ("2", "L1"), ("2", "L2"))]
A, ALL = {"group": {"grupp": "A"}}, {"group": {}}


def line(what, expected, actual):
    return r"%s +expected %s +actual %s\n" % tuple(map(re.escape, (what, expected, actual)))


# (what is expected of a cell of 2024; None: it is so, else a pattern of what is said)
SHARES = [
    ({**A, "value": 33.3}, None), ({**A, "value": 33}, None), ({**A, "value": 33.333333}, None), ({**A, "value": 33.2}, line("value", "33.2", "33.3333333333")),
    ({**A, "value": 33.34}, line("value", "33.34", "33.3333333333")), ({**A, "value": 34}, line("value", "34", "33.3333333333")),
    ({**A, "value": -33.3}, line("value", "-33.3", "33.3333333333")), ({**A, "value": None}, line("value", "null", "33.3333333333")),
    ({**A, "numerator": 1, "denominator": 3}, None), ({**A, "numerator": 1.0}, None), ({**A, "numerator": 2}, line("numerator", "2", "1")),
    ({**A, "numerator": 1, "denominator": 2}, line("denominator", "2", "3")), ({**A, "denominator": None}, line("denominator", "null", "3")),
    ({**A, "n": 3}, line("n", "3", "not there")), ({**A, "status": "ok"}, None), ({**A, "status": "no_data"}, line("status", "no_data", "ok")),
    ({**A, "numerator": 1, "status": "unreliable"}, line("status", "unreliable", "ok")),
    ({**A, "numerator": 1, "flags": []}, None), ({**A, "numerator": 1, "flags": ["preliminary"]}, line("flags", "preliminary", "none")),
    ({**ALL, "numerator": 1, "denominator": 4, "value": 25}, None), ({**ALL, "numerator": 1, "denominator": 3}, line("denominator", "3", "4")),
    ({"group": {"grupp": None}, "numerator": 0, "denominator": 1}, None), ({"group": {"grupp": None}, "denominator": 3}, r"2024 grupp=\?\n +denominator"),
    ({"group": {"grupp": "B"}, "denominator": 0}, r"2024 grupp=B: there is no such cell"),
    ({**A, "period": "2023", "denominator": 0}, r"2023 grupp=A: there is no such cell"),
    ({"denominator": 4}, None), ({**A, "also": {"median": None}}, None), ({**A, "also": {"median": 1}}, line("median", "1", "null")),
]
MEDIANS = [
    ({**A, "n": 2, "value": 0.5}, None), ({**A, "also": {"median": 0.5}}, None), ({**A, "also": {"median": 0.6}}, line("median", "0.6", "0.5")),
    ({**A, "also": {"median": None}}, line("median", "null", "0.5")), ({**A, "also": {"share_at_least": 50}}, None),
    ({**A, "also": {"median": 0.5, "share_at_least": 51}}, line("share_at_least", "51", "50")),
]
FLOWS = [
    ({"denominator": 4, "numerator": 1}, None), ({"denominator": 3}, line("denominator", "3", "4")), ({"exclude sena": 1, "sena": 1, "rule:sena": 1}, None),
    ({"sena": 2}, line("sena", "2", "1")), ({"rows": 5}, None), ({"exclude sen": 0}, line("exclude sen", "0", "not there")), ({"exclude sen": 1}, line("exclude sen", "1", "not there")),
]


def outcome(ident, cases):
    """What 'test' says of each of CASES, by name; "" of one that passes."""
    trial.write("prov/%s.test.json" % ident, {"format": "indikator-test/1", "id": ident, "period": "2024", "defaults": {"besok": {"datum": "2024-05-06"}},
                                              "cases": cases})
    done = run("test", "-I", trial.catalogue, trial.catalogue / "prov" / (ident + ".test.json"))
    parts = re.split(r"^FAIL %s: (.*)\n" % ident, text(done.stdout), flags=re.M)
    check(done.returncode in (0, 1), "%s: status %d: %s" % (ident, done.returncode, text(done.stderr)[:2000]))
    told = dict(zip(parts[1::2], parts[2::2]))
    check("%d passed, %d failed\n" % (len(cases) - len(told), len(told)) in text(done.stdout), "%s: the sums are others: %s" % (ident, text(done.stdout)[-200:]))
    return told


def hold(ident, rows, table, key):
    cases = [{"name": "case %d" % number, "data": {"besok": rows}, key: [{"period": "2024", **wanted}] if key == "expect" else wanted}
             for number, (wanted, _) in enumerate(table)]
    told = outcome(ident, cases)
    for case, (wanted, says) in zip(cases, table):
        said = told.get(case["name"])
        if says is None:
            check(said is None, "%s: %s: %s" % (ident, wanted, said))
        else:
            check(said is not None and re.search(says, said), "%s: %s: not said: %s\n%s" % (ident, wanted, says, said))
            check(said is None or re.search(r"%s\.test\.json:1:\d+: " % ident, said), "%s: %s: no place: %s" % (ident, wanted, said))


hold("andel", ROWS, SHARES, "expect")
hold("andel", ROWS, FLOWS, "flow")
hold("spridning", VISITS, MEDIANS, "expect")
finish("%d expectations" % (len(SHARES) + len(FLOWS) + len(MEDIANS)))
