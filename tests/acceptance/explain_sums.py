#!/usr/bin/env python3
"""What explain says of every row and entity of the samples adds up to the report: each step of the flow, each cell of
each period and split.  explain follows the same code on a few rows at a time; the report is counted on all at once."""

import json
import math
import shutil
import sys
from collections import defaultdict

from support import ROOT, SAMPLES, check, finish, run_used as run, text, work_folder

MEASURES = ["aterinskrivningar_30d_65plus", "aterinskrivningar_30d_patienter", "delaktighet_patient_region",
            "kontinuitetsindex_lakare_kronisk", "upplevd_kontinuitet"]
ROWS = {"upplevd_kontinuitet": "enkatsvar.csv", "prov_andel_vagd": "enkatsvar.csv", "prov_vardtid": "vardtillfallen.csv",
        "prov_svarsandel": "enkaturval.csv", "prov_uppfoljd": "planer.csv", "prov_antal_planer": "planer.csv", "prov_urval": "enkaturval.csv",
        "prov_medianvardtid": "vardtillfallen.csv"}


def report_of(folder, ident, options):
    done = run("run", ident, *options, "-I", folder / "indicators")
    check(done.returncode == 0, "%s: run ends with %d: %s" % (ident, done.returncode, text(done.stderr)[:300]))
    return json.loads(done.stdout)["indicators"][0]


def explanation_of(folder, ident, options, subjects):
    done = run("explain", ident, *subjects, *options, "-f", "json", "-I", folder / "indicators")
    if not check(done.returncode == 0, "%s: explain ends with %d: %s" % (ident, done.returncode, text(done.stderr)[:300])):
        return {"subjects": []}
    return json.loads(done.stdout)


def judged(explanation):
    for subject in explanation["subjects"]:
        for thing in subject["rows"] + subject["units"]:
            yield from thing["judgements"]


def flow_of(explanation):
    flow = defaultdict(lambda: [0, 0])
    for judgement in judged(explanation):
        check(judgement["says"] != judgement["step"], "no words for the step '%s'" % judgement["step"])
        if judgement["in_flow"]:
            step = judgement["step"], judgement.get("rule")  # a rule may be called as a step of the kind is
            flow[step][0] += judgement["counted"]
            truth = judgement.get("condition", {}).get("truth")
            unknown = truth == "unknown" or judgement.get("unknown", False)
            flow[step][1] += judgement["asked"] and unknown
    return flow


def cells_of(explanation, split):
    """By period and values of the split: numerator, denominator, sum of weights, of weighted values."""
    cells = defaultdict(lambda: [0, 0, 0.0, 0.0, 0.0])
    for subject in explanation["subjects"]:
        for unit in subject["units"]:
            for counted in unit["counted"]:
                if set(split) & set(counted["outside"]):
                    continue  # such as patients from other counties: counted, but not in the report by area
                for period in counted["periods"]:
                    cell = cells[period, tuple(counted["group"][g] for g in split)]
                    weight = counted.get("weight", 1)
                    cell[0] += counted.get("numerator", False)
                    cell[1] += unit["in_denominator"] or not unit["in_numerator"]  # of a numerator's own dataset: not
                    cell[2] += weight
                    cell[3] += weight * counted.get("value", counted.get("numerator", 0))
                    cell[4] += counted.get("below", 0)
    return cells


def compare_flow(ident, report, explanation):
    flow = flow_of(explanation)
    for step in report["flow"]:
        n, unknown = flow.pop((step["step"], step.get("rule")), [0, 0])
        check(n == step["n"], "%s: step '%s' has %d in the report, %d explained" % (ident, step["step"], step["n"], n))
        check(step.get("unknown", 0) == unknown,
              "%s: step '%s' was unknown %s times in the report, %d explained" % (ident, step["step"], step.get("unknown"), unknown))
    check(not flow, "%s: explain has steps that the flow lacks: %s" % (ident, ", ".join(step for step, _ in flow)))


def near(a, b):
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def compare_cell(ident, where, cell, mine):
    if "numerator" in cell and "rows" not in cell:
        check((cell["numerator"], cell["denominator"]) == (mine[0], mine[1]),
              "%s: %s: %s/%s in the report, %s/%s explained" % (ident, where, cell["numerator"], cell["denominator"], *mine[:2]))
    elif "n" in cell:
        check(cell["n"] == mine[1], "%s: %s: n = %s in the report, %s explained" % (ident, where, cell["n"], mine[1]))
        kind = OWN.get(ident, {}).get("kind")
        if kind == "count":
            expected = mine[3] if "sum" in OWN[ident] else mine[1]
            check(cell["value"] == expected, "%s: %s: %s in the report, %s explained" % (ident, where, cell["value"], expected))
        elif cell["value"] is not None and kind != "quantile":
            check(near(cell["value"], mine[3] / mine[2]), "%s: %s: %s in the report, %s explained"
                  % (ident, where, cell["value"], mine[3] / mine[2]))
    elif "rows" in cell:
        check(near(cell["numerator"], mine[3]) and near(cell["denominator"], mine[4]) and cell["rows"] == mine[1],
              "%s: %s: a ratio of %s/%s in the report, %s/%s explained" % (ident, where, cell["numerator"],
                                                                          cell["denominator"], mine[3], mine[4]))


def compare_cells(ident, report, explanation):
    compared = 0
    by_split = {}
    for cell in report["results"]:
        split = tuple(cell["group"])
        if split not in by_split:
            by_split[split] = cells_of(explanation, split)
        key = cell["period"], tuple(cell["group"].values())
        mine = by_split[split].pop(key, [0, 0, 0.0, 0.0, 0.0])
        where = "%s %s" % (cell["period"], cell["group"])
        compare_cell(ident, where, cell, mine)
        compared += 1
    for split, cells in by_split.items():
        check(not cells, "%s: explain has cells by %s that the report lacks: %s" % (ident, split, list(cells)[:3]))
    return compared


def compare(folder, ident, options, subjects):
    report = report_of(folder, ident, options)
    explanation = explanation_of(folder, ident, options, subjects)
    compare_flow(ident, report, explanation)
    return compare_cells(ident, report, explanation)


# What the catalogue does not use: the other kinds, and the other choices of each policy.
READMISSION = {
    "kind": "readmission",
    "data": {"dataset": "vardtillfallen", "where": "vardform <> 'PSYKIATRI'", "person": "person_id",
             "start": "inskrivningsdatum", "end": "utskrivningsdatum"},
    "episode": {"where": "planerad is not null", "join_within_days": 2, "overlap": "separate", "same_day": "separate",
                "ongoing": "event_only"},
    "index": {"exclude": [{"id": "rehab", "where": "last.vardform = 'REHAB'"}]},
    "event": {"where": "first.planerad = 'N'", "day_from": 0, "day_to": 60, "take": "next_episode",
              "event_may_be_index": False},
    "count": "episodes",
    "follow_up": {"days": 60, "complete_until": "leveranser", "incomplete": "keep", "death": "exclude_index",
                  "moved": "keep"},
    "period": {"date": "end", "grain": ["month", "year"]},
    "groups": {"kommunkod": "first.kommunkod", "kon": "personer.kon",
               "lan": {"codelist": "kommuner", "key": "first.kommunkod", "attribute": "lanskod"}},
    "by": [["lan"], ["kommunkod", "kon"]], "interval": {"method": "wilson", "level": [0.95]},
}
FOLLOWED = {
    "kind": "followed",
    "data": {"dataset": "vardtillfallen", "person": "person_id", "start": "inskrivningsdatum", "end": "utskrivningsdatum"},
    "index": {"where": "vardform = 'SOMATIK'", "exclude": [{"id": "planerad", "where": "planerad = 'J'"}]},
    "event": {"dataset": "vardkontakter", "date": "kontakt_datum", "where": "genomford = 'J'", "day_from": 0, "day_to": 30,
              "take": "first", "met": "yrkesgrupp = 'LK'"},
    "missing": {"event": "exclude"}, "count": "index",
    "follow_up": {"days": 30, "complete_until": "leveranser", "incomplete": "exclude_index", "death": "exclude_index",
                  "moved": "exclude"},
    "period": {"date": "end", "grain": ["month", "year"]},
    "groups": {"kommunkod": "kommunkod", "kon": "personer.kon",
               "lan": {"codelist": "kommuner", "key": "kommunkod", "attribute": "lanskod"}},
    "by": [["lan"], ["kommunkod", "kon"]], "interval": {"method": "wilson", "level": [0.95]},
}
CONTACTS = {"kommunkod": "kommunkod", "lan": {"codelist": "kommuner", "key": "kommunkod", "attribute": "lanskod"}}
OWN = {
    "prov_aterinskrivning": READMISSION,
    "prov_samma_namn": {**READMISSION, "index": {"exclude": [{"id": "moved", "where": "last.vardform = 'REHAB'"}]}, "count": "persons",
                        "follow_up": {**READMISSION["follow_up"], "moved": "exclude", "incomplete": "exclude_index"}},
    "prov_foljd": FOLLOWED,
    "prov_foljd_personer": {**FOLLOWED, "count": "persons", "missing": {"event": "not_met"}, "index": {},
                            "event": {"dataset": "vardkontakter", "date": ["kontakt_datum", "sokte_datum"], "where": "genomford = 'J'", "day_from": -30,
                                      "day_to": -1, "from_day_of": "start", "to_day_of": "start", "take": "none"},
                            "follow_up": {**FOLLOWED["follow_up"], "days": 0}},
    "prov_foljd_tackt": {**FOLLOWED, "data": {"dataset": "vardkontakter", "where": "yrkesgrupp = 'LK'", "person": "person_id", "start": "kontakt_datum"},
                         "index": {"exclude": [{"id": "brev", "where": "kontaktform = 'BREV'"}]},
                         "event": {"dataset": "vardtillfallen", "start": "inskrivningsdatum", "end": "utskrivningsdatum", "day_from": 0, "day_to": 0,
                                   "relation": "overlaps", "take": "last", "met": "planerad = 'N'", "or": "kontaktform = 'HEMBESOK'"},
                         "follow_up": {**FOLLOWED["follow_up"], "incomplete": "keep", "moved": "keep"}},
    "prov_andel_video": {
        "kind": "proportion", "unit": "percent", "data": {"dataset": "vardkontakter", "where": "yrkesgrupp = 'LK'"},
        "denominator": "genomford = 'J'", "exclude": [{"id": "brev", "where": "kontaktform = 'BREV'"}],
        "numerator": "kontaktform = 'VIDEO'", "missing": {"numerator": "exclude"},
        "once_per": {"entity": "person_id", "take": "last"},
        "period": {"date": "kontakt_datum", "grain": ["quarter", "year"]}, "groups": CONTACTS,
        "by": [[], ["lan"], ["kommunkod"]], "interval": {"method": "wilson", "level": [0.95]},
    },
    "prov_andel_vagd": {
        "kind": "proportion", "unit": "percent", "data": {"dataset": "enkatsvar", "where": "enkat = 'NPE_PV'"},
        "denominator": "fraga_id = 'NPE_KONT1'", "numerator": "svar_kod in ('4', '5')", "weight": "vikt",
        "missing": {"numerator": "not_met", "weight": "exclude"},
        "period": {"date": "omgang_datum", "grain": ["year"]}, "groups": {"lan": "lanskod", "kon": "kon"},
        "by": [[], ["lan", "kon"]], "interval": {"method": "wilson", "level": [0.95]},
    },
    "prov_vardtid": {
        "kind": "mean", "unit": "days", "data": {"dataset": "vardtillfallen", "where": "vardform = 'SOMATIK'"},
        "exclude": [{"id": "planerad", "where": "planerad = 'J'"}], "value": "utskrivningsdatum - inskrivningsdatum",
        "period": {"date": "inskrivningsdatum", "grain": ["month", "year"]},
        "groups": {"lan": CONTACTS["lan"], "kon": "personer.kon"}, "by": [[], ["lan", "kon"]],
        "interval": {"method": "t", "level": [0.95]},
    },
    "prov_svarsandel": {
        "kind": "ratio", "unit": "percent", "data": {"dataset": "enkaturval"}, "denominator": "enkat = 'NPE_PV'",
        "numerator_sum": "urval", "denominator_sum": "population", "missing": {"numerator": "not_met"},
        "period": {"each": True, "grain": ["year"]}, "groups": {"lan": "lanskod"}, "by": [[], ["lan"]],
    },
    "prov_kontakter_per_tillfalle": {
        "kind": "ratio", "unit": "ratio", "data": {"dataset": "vardtillfallen", "person": "person_id"}, "denominator": "vardform = 'SOMATIK'",
        "once_per": {"entity": ["person_id"], "take": "last"},
        "numerator_data": {"dataset": "vardkontakter", "where": "yrkesgrupp <> 'SSK'", "date": "kontakt_datum"},
        "numerator_sum": "case when kontaktform <> 'BREV' then 1 end", "denominator_sum": "1", "missing": {"numerator": "exclude"},
        "period": {"date": "utskrivningsdatum", "grain": ["quarter", "year"]}, "groups": CONTACTS, "by": [[], ["lan"], ["kommunkod"]],
        "interval": {"method": "none"},
    },
    "prov_olika_lakare": {
        "kind": "distinct", "unit": "count", "data": {"dataset": "vardkontakter", "where": "yrkesgrupp = 'LK'",
                                                      "person": "person_id", "start": "kontakt_datum"},
        "of": "personal_id", "window": {"start": "period.start", "days": 180, "incomplete": "keep"},
        "unknown_provider": "one", "max_unknown_share": 0.5, "min_events": {"n": 2, "distinct": "row"},
        "denominator": "last.vardniva = 'PRIMARVARD'", "exclude": [{"id": "hembesok", "where": "first.kontaktform = 'HEMBESOK'"}],
        "period": {"each": True, "grain": ["year"]},
        "groups": {"kommunkod": "last.kommunkod", "kon": "personer.kon"}, "by": [[], ["kommunkod"], ["kon"]],
        "interval": {"method": "t", "level": [0.95]},
    },
}

SHARE = {"kind": "proportion", "unit": "percent", "missing": {"numerator": "not_met"}, "interval": {"method": "wilson", "level": [0.95]},
         "groups": CONTACTS, "by": [[], ["lan"], ["kommunkod"]]}
SHARE_OF_NOTHING = {key: value for key, value in SHARE.items() if key != "missing"}
PLANS = {**SHARE, "denominator": "samtycke <> 'N' or samtycke is null", "numerator": "individ_deltog = 'J'",
         "period": {"date": "upprattad_datum", "grain": ["quarter", "year"]}}
FOLLOW_UP = {"days": 180, "complete_until": "leveranser", "incomplete": "exclude_index"}
AT_HOME = {"id": "hemma", "dataset": "insatser", "from": "start_datum", "to": "slut_datum", "where": "insats = 'HEMTJANST'"}
OWN.update({
    "prov_slas_samman": {
        **PLANS, "data": {"dataset": "planer", "person": "person_id", "where": "plantyp = 'SIP'"},
        "dedupe": {"by": ["person_id", "plantyp"], "date": "upprattad_datum", "within_days": 3, "differ": "kalla", "keep": "first",
                   "chain": "anchor"},
        "exclude": [{"id": "region", "where": "kalla = 'REGION' and mal_angivna = 'N'"}],
    },
    "prov_poster": {
        **SHARE, "data": {"dataset": "enkatsvar", "person": ["enkat", "omgang", "respondent_id"], "where": "enkat = 'NPE_PV'"},
        "items": {"forsta": {"where": "fraga_id = 'NPE_DEL1'", "value": "number(svar_kod)"},
                  "hogsta": {"where": "svar_kod between '1' and '5'", "value": "number(svar_kod)", "take": "max"},
                  "svar": {"where": "svar_kod is not null", "take": "count"}},
        "denominator": "svar >= 2", "exclude": [{"id": "vikt", "where": "vikt is null"}], "numerator": "forsta >= 4 and hogsta = 5",
        "weight": "vikt", "missing": {"numerator": "exclude", "weight": "exclude"}, "groups": {"lan": "lanskod", "kon": "kon"},
        "by": [[], ["lan", "kon"]], "period": {"date": "omgang_datum", "grain": ["year"]},
    },
    "prov_forsta_kontakt": {
        **SHARE, "data": {"dataset": "vardkontakter", "person": "person_id", "where": "genomford = 'J'"},
        "once_per": {"entity": ["person_id", "yrkesgrupp"], "take": "first", "over": "look_back", "look_back_months": 6},
        "denominator": "vardniva = 'PRIMARVARD'", "numerator": "kontaktform = 'VIDEO'",
        "period": {"date": "kontakt_datum", "grain": ["month", "year"]},
    },
    "prov_gallande_plan": {
        **PLANS, "data": {"dataset": "planer", "person": "person_id",
                          "where": "upprattad_datum <= period.end and (avslutad_datum is null or avslutad_datum >= period.end)"},
        "once_per": {"entity": ["person_id", "plantyp"], "take": "last", "order": "upprattad_datum"},
        "period": {"each": True, "grain": ["quarter"]},
    },
    "prov_alla_av_dem": {
        **SHARE, "data": {"dataset": "vardkontakter", "person": "person_id"},
        "once_per": {"entity": ["person_id", "yrkesgrupp"], "take": "all"}, "denominator": "genomford = 'J'",
        "numerator": "vardniva = 'PRIMARVARD'", "period": {"date": "kontakt_datum", "grain": ["quarter", "year"]},
    },
    "prov_medel_av_forsta": {
        **SHARE_OF_NOTHING, "kind": "mean", "unit": "days", "data": {"dataset": "vardtillfallen", "person": "person_id", "where": "vardform = 'SOMATIK'"},
        "once_per": {"entity": "person_id", "take": "first"}, "value": "utskrivningsdatum - inskrivningsdatum",
        "period": {"date": "inskrivningsdatum", "grain": ["year"]}, "interval": {"method": "t", "level": [0.95]},
        "exclude_if": [{**AT_HOME, "relation": "overlaps", "span": ["inskrivningsdatum - 30", "inskrivningsdatum - 1"]}],
    },
    "prov_med_hemtjanst": {
        **PLANS, "data": {"dataset": "planer", "person": "person_id"},
        "require": [{**AT_HOME, "relation": "covers", "span": ["upprattad_datum", "upprattad_datum + 13"]}],
        "exclude_if": [{"id": "inneliggande", "dataset": "vardtillfallen", "from": "inskrivningsdatum", "to": "utskrivningsdatum",
                        "relation": "overlaps", "span": ["upprattad_datum - 30", "uppfoljning_planerad_datum"]}],
    },
    "prov_uppfoljd": {**PLANS, "data": {"dataset": "planer"}, "numerator": "uppfoljd_datum - upprattad_datum between 0 and 180",
                      "follow_up": FOLLOW_UP},
    "prov_antal_planer": {**SHARE_OF_NOTHING, "kind": "count", "unit": "count", "data": {"dataset": "planer", "where": "plantyp = 'SIP'"},
                          "denominator": "samtycke = 'J'", "period": {"date": "upprattad_datum", "grain": ["month", "year"]},
                          "exclude": [{"id": "region", "where": "kalla = 'REGION' and mal_angivna = 'N'"}], "interval": {"method": "poisson", "level": [0.95]}},
    "prov_personer_kontakt": {
        **SHARE_OF_NOTHING, "kind": "count", "unit": "persons", "data": {"dataset": "vardkontakter", "person": "person_id", "where": "genomford = 'J'"},
        "distinct": {"entity": "person_id", "take": "last"}, "denominator": "vardniva = 'PRIMARVARD'", "interval": {"method": "none"},
        "exclude": [{"id": "brev", "where": "kontaktform = 'BREV'"}], "period": {"date": "kontakt_datum", "grain": ["quarter", "year"]},
    },
    "prov_personer_forsta": {
        **SHARE_OF_NOTHING, "kind": "count", "unit": "persons", "data": {"dataset": "vardkontakter", "person": "person_id"},
        "once_per": {"entity": ["person_id", "yrkesgrupp"], "take": "first"}, "distinct": {"entity": ["person_id"], "take": "first"},
        "denominator": "vardniva = 'PRIMARVARD'", "interval": {"method": "none"}, "period": {"date": "kontakt_datum", "grain": ["quarter"]},
    },
    "prov_personer_med_plan": {
        **SHARE_OF_NOTHING, "kind": "count", "unit": "persons",
        "data": {"dataset": "planer", "where": "upprattad_datum <= period.end and (avslutad_datum is null or avslutad_datum >= period.end)"},
        "distinct": {"entity": "person_id", "take": "last", "order": "upprattad_datum"}, "interval": {"method": "none"},
        "period": {"each": True, "grain": ["quarter"]},
    },
    "prov_urval": {**SHARE_OF_NOTHING, "kind": "count", "unit": "persons", "data": {"dataset": "enkaturval"}, "denominator": "enkat = 'NPE_PV'", "sum": "urval",
                   "missing": {"sum": "exclude"}, "period": {"each": True, "grain": ["year"]}, "groups": {"lan": "lanskod"}, "by": [[], ["lan"]],
                   "interval": {"method": "none"}},
    "prov_medianvardtid": {
        **SHARE_OF_NOTHING, "kind": "quantile", "unit": "days", "data": {"dataset": "vardtillfallen", "where": "vardform = 'SOMATIK'"},
        "exclude": [{"id": "planerad", "where": "planerad = 'J'"}], "value": "utskrivningsdatum - inskrivningsdatum", "q": [0.5, 0.9],
        "quantile_type": 2, "period": {"date": "inskrivningsdatum", "grain": ["month", "year"]}, "interval": {"method": "ranks", "level": [0.95]},
    },
    "prov_kontinuitet_hemma": {
        "kind": "continuity", "unit": "index", "data": {"dataset": "vardkontakter", "person": "person_id", "date": "kontakt_datum"},
        "provider": "personal_id", "formula": "coc", "window": {"months": 12, "incomplete": "keep"}, "min_contacts": 2,
        "same_day": "keep_all", "max_unknown_share": 0.5, "period": {"each": True, "grain": ["year"]},
        "exclude_if": [{**AT_HOME, "relation": "covers", "span": ["first.kontakt_datum", "end"]}],
        "groups": {"kommunkod": "first.kommunkod"}, "by": [[], ["kommunkod"]], "interval": {"method": "t", "level": [0.95]},
    },
})


def own_catalogue(folder):
    shutil.copytree(ROOT / "indicators", folder / "indicators")
    (folder / "indicators" / "prov").mkdir()
    for ident, definition in OWN.items():
        definition = {"format": "indikator/1", "id": ident, "version": "1.0.0", "title": {"sv": ident, "en": ident},
                      "status": "proposal", "unit": "percent", "decimals": 1, "better": "lower", "reliability": {"min_denominator": 0},
                      **definition}
        (folder / "indicators" / "prov" / (ident + ".json")).write_text(json.dumps(definition), encoding="utf-8")


def lines_of(name):
    return "%s:2..%d" % (name, len((SAMPLES / name).read_bytes().splitlines()))


count = 0
folder = work_folder()
own_catalogue(folder)
data = ["-D", str(SAMPLES), "-p", "2023..2024"]
for ident in [*MEASURES, *OWN] if len(sys.argv) < 2 else sys.argv[1:]:
    print(ident, flush=True)
    subjects = ["--row", lines_of(ROWS[ident])] if ident in ROWS else ["--entity", "1..100000"]
    if "numerator_data" in OWN.get(ident, {}):
        subjects += ["--row", lines_of(OWN[ident]["numerator_data"]["dataset"] + ".csv")]
    count += compare(folder, ident, data, subjects)
count += compare(folder, "aterinskrivningar_30d_65plus", data + ["--area", "0480", "--grain", "year"], ["--entity", "1..100000"])
finish("%d cells" % count)
