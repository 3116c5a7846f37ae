#!/usr/bin/env python3
"""The JSON Schemas hold: every definition, test file and dataset of the catalogue and reports of the samples are valid, and
python3-jsonschema and 'check' agree on the form of thousands of files with a slip."""

import copy
import json
import sys

try:
    from jsonschema import Draft202012Validator as Validator
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)  # skipped

from mutations import slips
from support import CATALOGUE, ROOT, SAMPLES, THOROUGH, check, finish, run, run_used, work_folder

SCHEMAS = {
    "indikator/1": "definition.schema.json",
    "indikator-test/1": "test.schema.json",
    "indikator-dataset/1": "dataset.schema.json",
    "indikator-report/1": "report.schema.json",
    "indikator-outline/1": "outline.schema.json",
}
validators = {}
for form, name in SCHEMAS.items():
    path = CATALOGUE / "schema" / name
    if check(path.exists(), "there is no indicators/schema/" + name):
        schema = json.loads(path.read_text(encoding="utf-8"))
        Validator.check_schema(schema)
        validators[form] = Validator(schema)
count = 0


def faults_of(content):
    return ["%s: %s" % ("/".join(map(str, e.absolute_path)), e.message[:200]) for e in validators[content["format"]].iter_errors(content)]


def expect_valid(name, content):
    global count
    count += 1
    if check(content.get("format") in SCHEMAS, "%s: format %r" % (name, content.get("format"))) and content["format"] in validators:
        found = faults_of(content)
        check(not found, "%s: %s" % (name, found[:3]))


files = [path for path in sorted(CATALOGUE.rglob("*.json")) if path.parent.name != "schema"]
for path in files:
    expect_valid(path.relative_to(CATALOGUE), json.loads(path.read_text(encoding="utf-8")))
for arguments in (["-D", SAMPLES, "-p", "2023..2024"], ["-D", "personer=%s/personer.csv" % SAMPLES, "-p", "2024"],
                  ["-D", SAMPLES, "--grain", "year", "--by", "lan", "--area", "04", "--complete-until", "2024-12-31"]):
    expect_valid("report of %s" % arguments, json.loads(run("run", "-q", *arguments).stdout))
periods = ROOT / "tests" / "golden" / "periods"  # every grain, a series and its breaks
expect_valid("report with a series", json.loads(run(
    "run", "-q", "-I", periods / "indicators", "-D", "besok=%s/besok.csv" % periods, "-p", "2021..2025", "--open-period",
    "--complete-until", "2025-02-28").stdout))

# ---- Agreement: the schema says that a file has the right form exactly where 'check' finds no fault of form ----

FORM = {"waiver_form", "waiver_without_reason", "open_reason"}  # beside the rules of the stages "file" and "schema"
folder = work_folder()
parents = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files if path.parent.name not in ("datasets", "outlines")}


class NoWay(Exception):
    """A pointer of a variant leads nowhere: a fault of meaning, which a schema cannot see."""


def replaced(value, pointer, new):
    if not pointer.startswith("/"):
        raise NoWay
    value = copy.deepcopy(value)
    container, keys = value, [key.replace("~1", "/").replace("~0", "~") for key in pointer[1:].split("/")]
    for key in keys[:-1]:
        if isinstance(container, list) and key.isdigit() and int(key) < len(container):
            container = container[int(key)]
        elif isinstance(container, dict) and key in container:
            container = container[key]
        else:
            raise NoWay
    if isinstance(container, dict):
        container[keys[-1]] = new
    elif isinstance(container, list) and keys[-1].isdigit() and int(keys[-1]) < len(container):
        container[int(keys[-1])] = new
    else:
        raise NoWay
    return value


def expanded(variant):
    parent = parents.get(variant["extends"])
    if parent is None or "extends" in parent:
        raise NoWay
    value = {**parent, **{key: inner for key, inner in variant.items() if key not in ("extends", "set")}}
    for pointer, new in variant["set"].items():
        value = replaced(value, pointer, new)
    return value


def form_of(path):
    return {"datasets": "indikator-dataset/1", "outlines": "indikator-outline/1"}.get(path.parent.name, "indikator/1")


def is_well_formed(form, content):
    if next(validators[form].iter_errors(content), None) is not None:
        return False
    if form != "indikator/1" or "extends" not in content:
        return True
    try:
        return next(validators[form].iter_errors(expanded(content)), None) is None
    except NoWay:
        return True


def leads_nowhere(content):
    """An open fact about a key that is gone: 'check' says so, and looks no further."""
    facts = content.get("open_facts") if isinstance(content, dict) else None
    for at in [fact.get("at") for fact in facts if isinstance(fact, dict)] if isinstance(facts, list) else []:
        value = content
        for key in str(at).split("/")[1:]:
            value = value.get(key) if isinstance(value, dict) else value[int(key)] if isinstance(value, list) and key.isdigit() and int(key) < len(value) else None
        if value is None:
            return True
    return False


# The catalogue has neither every kind nor a waiver.
frame = {**{key: parents["upplevd_kontinuitet"][key] for key in ("format", "version", "title", "unit", "better")}, "data": {"dataset": "vardkontakter"},
         "period": {"date": "kontakt_datum", "grain": ["year", "month"]}, "groups": {"kon": "personer.kon"}, "by": [[], ["kon"]]}
wait = "days_between(sokte_datum, kontakt_datum)"
MADE = [
    {**frame, "kind": "mean", "value": wait, "weight": "1.5", "denominator": "genomford = 'J'", "interval": {"method": "t", "level": [0.9, 0.95]}},
    {**frame, "kind": "ratio", "numerator_sum": wait, "denominator_sum": "1", "missing": {"numerator": "exclude"}, "interval": {"method": "none"},
     "exclude": [{"id": "brev", "where": "kontaktform = 'BREV'"}]},
    {**frame, "kind": "quantile", "value": wait, "denominator": "genomford = 'J'", "q": [0.5, 0.25, 0.975], "quantile_type": 7,
     "interval": {"method": "ranks", "level": [0.95]}, "exclude": [{"id": "brev", "where": "kontaktform = 'BREV'"}]},
    {**frame, "kind": "count", "denominator": "genomford = 'J'", "distinct": {"entity": ["person_id"], "take": "first", "order": "sokte_datum"},
     "interval": {"method": "poisson", "level": [0.9, 0.95]}, "exclude": [{"id": "brev", "where": "kontaktform = 'BREV'"}]},
    {**frame, "kind": "count", "sum": wait, "missing": {"sum": "exclude"}, "interval": {"method": "none"},
     "data": {"dataset": "vardkontakter", "person": "person_id"}, "once_per": {"entity": "person_id", "take": "last"}},
    {**frame, "kind": "ratio", "numerator_sum": "1", "denominator_sum": "1", "missing": {"numerator": "exclude"}, "interval": {"method": "none"},
     "numerator_data": {"dataset": "vardtillfallen", "where": "vardform = 'SOMATIK'", "date": "utskrivningsdatum", "groups": {"kon": "personer.kon"}}},
    {**frame, "kind": "ratio", "numerator_sum": "1", "denominator_sum": "1", "missing": {"numerator": "exclude"}, "interval": {"method": "none"},
     "period": {"each": True, "grain": ["year"]}, "numerator_data": {"dataset": "vardtillfallen", "where": "utskrivningsdatum <= period.end"}},
    {**frame, "kind": "rate", "count": {"where": "genomford = 'J'", "distinct": {"entity": ["person_id"], "take": "first", "order": "sokte_datum"}},
     "exclude": [{"id": "brev", "where": "kontaktform = 'BREV'"}], "distinct_per": "calendar_year", "unit": "per_1000",
     "population": {"dataset": "befolkning", "where": "antal >= 0", "value": "antal", "year": "ar", "date": "mean", "mean": "medelantal",
                    "if_missing": "previous_year", "match": {"kon": "kon"},
                    "age": {"of": "age(personer.fodelsedatum, kontakt_datum)", "from": 20, "to": 64, "class_from": "alder_fran", "class_to": "alder_till"}},
     "period": {"date": "kontakt_datum", "grain": ["year", "rolling12"], "years": 3}, "interval": {"method": "poisson", "level": [0.9, 0.95]}},
    {**frame, "kind": "rate", "count": {"sum": wait}, "missing": {"sum": "exclude"}, "unit": "days_per_inhabitant", "interval": {"method": "none"},
     "population": {"dataset": "befolkning", "value": "antal", "year": "ar", "date": "31dec", "if_missing": "fail", "match": {"kon": "kon"}},
     "period": {"date": "kontakt_datum", "grain": ["year"]}},
    {**frame, "kind": "rate", "data": {"dataset": "vardkontakter", "person": "person_id"}, "count": {"where": "genomford = 'J'"}, "unit": "per_1000",
     "population": {"dataset": "befolkning", "value": "antal", "year": "ar", "date": "31dec", "if_missing": "fail", "match": {"kon": "kon"},
                    "age": {"of": "age(personer.fodelsedatum, kontakt_datum)", "class_from": "alder_fran", "class_to": "alder_till"}},
     "standardise": {"method": "direct", "standard": "esp_2013", "by": "age"},
     "period": {"date": "kontakt_datum", "grain": ["year"]}, "interval": {"method": "dobson", "level": [0.95], "cluster": "person"}},
    {**frame, "kind": "count", "data": {"dataset": "vardkontakter", "person": "person_id"}, "sum": wait, "missing": {"sum": "exclude"},
     "interval": {"method": "sum", "cluster": "person", "level": [0.95]}},
    {**frame, "kind": "rate", "unit": "ratio",
     "population": {"dataset": "insatser", "where": "start_datum <= period.end", "value": "1", "match": {"kon": "personer.kon"},
                    "distinct": {"entity": "person_id", "take": "last", "order": "start_datum"}},
     "period": {"date": "kontakt_datum", "grain": ["year"]}},
    {**frame, "kind": "published", "value": wait, "low": wait, "high": wait, "terms": {"numerator": "1", "denominator": "2"}, "denominator": "genomford = 'J'",
     "marks": {"of": "kontaktform", "suppressed": "kontaktform = 'BREV'", "no_data": "kontaktform = 'VIDEO'", "not_delivered": "false", "not_applicable": "false"},
     "beside": {"whole": True, "mean_of": "kommunkod"}, "groups": {"kommunkod": {"codelist": "kommuner", "key": "kommunkod"}}, "by": [[], ["kommunkod"]],
     "period": {"each": True, "label": "substr(enhet_id, 1, 4)", "grain": ["year"]}, "interval": {"method": "published", "level": [0.9]}},
    {**frame, "kind": "mean", "value": wait, "weight": "1.5", "missing": {"all_weights": "no_value"}, "spread": ["range", "sd"], "interval": {"method": "none"},
     "levels": [{"id": "A", "title": {"sv": "a", "en": "a"}}, {"id": "B", "title": {"sv": "b", "en": "b"}, "above": 3, "colour": "#00aaff"}]},
    {**frame, "kind": "distinct", "data": {"dataset": "vardkontakter", "person": ["person_id"], "start": "kontakt_datum"}, "of": "personal_id",
     "window": {"start": "period.start", "days": 14, "incomplete": "hide"}, "unknown_provider": "one", "max_unknown_share": 0.5,
     "min_events": {"n": 2, "distinct": "row"}, "every_day_at_least": {"n": 1, "distinct": "row"}, "share_more_than": 3, "denominator": "personer.kon = 'K'",
     "period": {"each": True, "grain": ["month"]}, "interval": {"method": "t", "level": [0.95]}},
    {**frame, "kind": "followed", "data": {"dataset": "vardtillfallen", "person": ["person_id"], "start": "inskrivningsdatum", "end": "utskrivningsdatum"},
     "index": {"where": "vardform = 'SOMATIK'", "exclude": [{"id": "planerad", "where": "planerad = 'J'"}]},
     "event": {"dataset": "vardkontakter", "person": ["person_id"], "date": ["kontakt_datum", "sokte_datum"], "where": "genomford = 'J'", "day_from": -3650,
               "day_to": 7, "from_day_of": "start", "to_day_of": "end", "relation": "starts_within", "take": "first", "met": "yrkesgrupp = 'FT'",
               "or": "planerad = 'J'"},
     "missing": {"event": "exclude"}, "count": "persons",
     "follow_up": {"days": 7, "complete_until": "leveranser", "incomplete": "exclude_index", "death": "exclude", "moved": "keep"},
     "period": {"date": "end", "grain": ["year"]}},
    {**frame, "kind": "followed", "data": {"dataset": "vardtillfallen", "person": "person_id", "start": "inskrivningsdatum", "end": "utskrivningsdatum"},
     "episode": {"join_within_days": 1, "join_when": "utskrivningssatt = '1'", "overlap": "join", "same_day": "join", "ongoing": "event_only"},
     "event": {"where": "first.planerad = 'N'", "take": "any_later_episode", "event_may_be_index": True}, "missing": {"join": "not_met", "event": "not_met"},
     "count": "index", "period": {"date": "end", "grain": ["year"]}},
    {**frame, "kind": "followed", "data": {"dataset": "vardkontakter", "person": "person_id", "start": "kontakt_datum"},
     "event": {"dataset": "vardtillfallen", "start": "inskrivningsdatum", "end": "utskrivningsdatum", "day_from": 0, "day_to": 0, "relation": "overlaps",
               "take": "any"}, "count": "index"},
    {**frame, "kind": "paired", "unit": "points", "data": {"dataset": "bedomningar", "person": ["person_id", "instrument"], "date": "datum", "order": "uppfoljd_datum"},
     "value": "varde", "before": {"months": 12, "incomplete": "keep"}, "direction": "higher", "least_change": 0.5, "statistic": "median_change",
     "denominator": "first.risk = 'J'", "exclude": [{"id": "x", "where": "last.risk = 'N'"}], "groups": {"kon": "first.personer.kon"},
     "period": {"each": True, "grain": ["year"]}, "interval": {"method": "ranks", "level": [0.95]}},
    {**frame, "kind": "paired", "data": {"dataset": "insatser", "person": "person_id", "date": "slut_datum"},
     "measurement": {"dataset": "bedomningar", "where": "instrument = 'KATZ'", "person": "person_id", "date": "datum", "value": "varde"},
     "before": {"near": "start_datum", "day_from": -14, "day_to": 14, "incomplete": "hide"}, "after": {"near": "slut_datum", "day_from": -14, "day_to": 14},
     "direction": "lower", "statistic": "share_improved", "period": {"each": True, "grain": ["year"]}, "interval": {"method": "wilson", "level": [0.95]}},
    {**frame, "kind": "proportion", "denominator": "genomford = 'J'", "numerator": "kontaktform is not null", "once_per": {"entity": "person_id", "take": "any"},
     "target": {"value": 12.5, "year": 2035, "baseline": {"value": 20, "year": 2025}},
     "interval": {"level": [0.95]}, "compare": {"with": ["year_before", "target", "published"], "measure": "difference", "least_difference": 0.5, "published": "nat_fallskador_65plus"},
     "signals": {"chart": "p", "grain": ["year"], "rules": ["beyond_limits", "long_run"], "baseline": {"from": "2020-01-01", "to": "2022-12-31"}},
     "groups": {"kommunkod": "kommunkod", "lan": {"codelist": "kommuner", "key": "kommunkod", "attribute": "lanskod"}}, "by": [["kommunkod"], ["lan"]],
     "funnel": {"centre": "whole", "overdispersion": "none"}, "x-waive": [{"rule": "no_owner", "at": "", "why": "en övning"}, {"rule": "no_source", "why": "en övning"}]},
    {**frame, "kind": "proportion", "denominator": "genomford = 'J'", "numerator": "kontaktform is not null", "missing": {},
     "period": {"each": True, "grain": ["all"]}},
    {**frame, "kind": "proportion", "denominator": "genomford = 'J'", "numerator": "kontaktform is not null",
     "period": {"date": "kontakt_datum", "year_from": 4, "years": 3}, "series": {
         "from": "2015-01-01", "to": "2024-12-31", "breaks": ["2018-07-01", "2020-01-01"], "why": {"sv": "ny enkät", "en": "a new survey"}}},
]


KINDS = 2  # that a slip at a place which many kinds have is tried in
tried = {}


def first_of(form, content):
    """A slip is tried once a kind, and where many kinds have its place in the first of them alone."""
    def chosen(at, what):
        kinds = tried.setdefault((form, at, what), set())
        kind = content.get("kind", "variant")
        new = kind not in kinds and len(kinds) < KINDS
        kinds.add(kind)
        return new or THOROUGH
    return chosen


def corpus():
    """(what, form, name of the file, content)"""
    tried.clear()
    for number, made in enumerate(MADE):
        made["id"] = name = "made%d" % number
        yield name + " as it is", "indikator/1", name + ".json", made
        for what, wrong in slips(made, first_of("made", made)):
            yield "%s: %s" % (name, what), "indikator/1", name + ".json", wrong
    for path in files:
        if path.name.endswith(".test.json"):
            continue
        content, form = json.loads(path.read_text(encoding="utf-8")), form_of(path)
        yield path.name + " as it is", form, path.name, content
        for what, wrong in slips(content, first_of(form, content)):
            yield "%s: %s" % (path.name, what), form, path.name, wrong


def place(number, form, name, content):
    target = folder / ("%05d" % number) / {"indikator-dataset/1": "datasets", "indikator-outline/1": "outlines"}.get(form, "") / name
    target.parent.mkdir(parents=True)
    target.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return target


def ill_formed(targets):
    """Those of TARGETS in which 'check' finds a fault of form, and what it says."""
    found = {}
    for start in range(0, len(targets), 1000):
        done = run_used("check", "-f", "json", "--today", "2026-11-22", *targets[start:start + 1000])
        for finding in json.loads(done.stdout)["findings"]:
            # A name of the period where there is none, or of one of two rows: forms are looked at when all names are known.
            message = finding["message"]
            named = message == "there is no period here" or message.endswith("may differ between the rows joined here")
            if finding.get("stage") in ("file", "schema") or finding["rule"] in FORM or named:
                found.setdefault(finding.get("file"), finding)
    return found


for sort, names in {"definitions and variants": ("indikator/1",), "dataset schemas": ("indikator-dataset/1",), "outlines": ("indikator-outline/1",)}.items():
    members = [one for one in corpus() if one[1] in names]
    targets = [place(count + number, *one[1:]) for number, one in enumerate(members)]
    refused = ill_formed(targets)
    well = 0
    for (what, form, name, content), target in zip(members, targets):
        good, fault = is_well_formed(form, content), refused.get(str(target))
        well += good
        check(good == (fault is None) or leads_nowhere(content), "%s: the schema says %s, 'check' says %s" % (what, "yes" if good else "no", fault and fault["rule"] + ": " + fault["message"]))
    print("%s: %d of good form, %d not" % (sort, well, len(members) - well))
    check(well >= (3 if sort == "outlines" else 30) and len(members) - well >= 170, "the corpus of %s is too small" % sort)
    count += len(members)
finish("%d files" % count)
