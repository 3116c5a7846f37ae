#!/usr/bin/env python3
"""Coverage and mutation: the catalogue proves itself; the numbers of a small definition are those counted by hand; frames are
written without touching other bytes; waivers need a reason and a match; a bad test file does not hide the others."""

import json
import re
import shutil
import sys

from support import CATALOGUE, PACKS, PROGRAM, USED, check, finish, run, text, work_folder

counted = 0


def test(*arguments, program=PROGRAM):
    global counted
    counted += 1
    result = run("test", *arguments, program=program)
    return result.returncode, text(result.stdout), text(result.stderr)


# ---- the catalogue ----

status, out, err = test("--coverage", "--min-coverage", "100", "--mutate", "--min-mutation", "100", "-I", CATALOGUE, program=USED)
check(status == 0, "the catalogue: status %d\n%s%s" % (status, out, err))
definitions = [path for pack in PACKS for path in pack.glob("*.json") if not path.name.endswith(".test.json")
               and json.loads(path.read_text(encoding="utf-8")).get("status") != "open"]  # of which nothing is computed
for path in definitions:
    check(re.search(r"^%s: (\d+ of \d+ points tried \(100\.0 %%|no points of its own)" % path.stem, out, re.M), path.stem + " is not in the output")
waived = 0
for path in (path for pack in PACKS for path in pack.glob("*.json")):
    content = json.loads(path.read_text(encoding="utf-8"))
    for waiver in content.get("x-equivalent", []) + content.get("x-unreachable", []):
        waived += len(waiver.get("points", [1]))
        check(len(waiver.get("why", "")) > 20, "%s: a waiver without a reason worth the name" % path.name)
total = re.search(r"^all: .*tried \(100\.0 %(?:, (\d+) waived)?\), .*noticed \(100\.0 %(?:, (\d+) waived)?\)", out, re.M)
check(total is not None and int(total[1] or 0) + int(total[2] or 0) == waived, "waivers: %s, in the files %d" % (total and total[0], waived))

# ---- a change tried in memory is the change made in the file ----

disk = work_folder() / "indicators"
shutil.copytree(CATALOGUE, disk)
target = disk / "tillsammans" / "aterinskrivningar_30d_65plus.json"
original = target.read_text(encoding="utf-8")
_, _, err = test("-v", "--mutate", "-I", disk, target, program=USED)
same = 0
for new, old, pointer, name in re.findall(r"note\[mutant_noticed\]: '([^']*)' instead of '([^']*)' in (\S+) is noticed by case '(.*)'\n", err):
    changed = json.loads(original)
    *way, last = pointer.strip("/").split("/")
    at = changed
    for key in way:
        at = at[int(key) if isinstance(at, list) else key]
    if (at[last] if isinstance(at[last], str) else json.dumps(at[last])) != old:
        continue  # a part of a clause
    at[last] = new if isinstance(at[last], str) else json.loads(new)
    target.write_text(json.dumps(changed), encoding="utf-8")
    status, out, err = test("--filter", name, "-I", disk, target, program=USED)
    if status == 3:  # the number beside it forbids it in a file
        check("window" in err, "%s in %s: %s" % (new, pointer, err))
        continue
    same += 1
    check(status == 1 and "FAIL aterinskrivningar_30d_65plus: %s\n" % name in out, "%s in %s: case '%s' does not fail on disk" % (new, pointer, name))
check(same >= 10, "only %d changes were made on disk" % same)
target.write_text(original, encoding="utf-8")

# ---- a small definition, counted by hand ----

folder = work_folder() / "indicators"
shutil.copytree(CATALOGUE, folder, ignore=lambda at, names: [pack.name for pack in PACKS if pack.name in names])
pack = folder / "prov"
pack.mkdir()
definition = {
    "format": "indikator/1", "id": "andel", "version": "1.0.0", "title": {"sv": "Andel", "en": "Share"}, "unit": "percent", "better": "higher",
    "kind": "proportion", "data": {"dataset": "enkatsvar", "where": "enkat = 'X'"},
    "denominator": "alder between 65 and 79", "exclude": [{"id": "man", "where": "kon = 'M'"}],
    "numerator": "svarande in ('SJALV', 'ANHORIG')", "missing": {"numerator": "not_met"},
    "period": {"date": "omgang_datum", "grain": ["year"]}, "groups": {"lan": "lanskod"}, "by": [["lan"]],
}
rows = {"enkat": "X", "omgang": "2024", "fraga_id": "F", "svar_kod": "1", "lanskod": "04", "kon": "K", "svarande": "SJALV"}
cell = {"period": "2024", "group": {"lan": "04"}}


def case(name, answers, expect, **more):
    return {"name": name, "data": {"enkatsvar": [dict(row, respondent_id=str(i)) for i, row in enumerate(answers)]}, "expect": [dict(cell, **expect)], **more}


def write(cases, **more):
    (pack / "andel.json").write_text(json.dumps(definition, indent=2), encoding="utf-8")
    (pack / "andel.test.json").write_text(json.dumps({"format": "indikator-test/1", "id": "andel", "period": "2024", "defaults": {"enkatsvar": rows},
                                                      "cases": cases, **more}, indent=2), encoding="utf-8")


# where: equal, not equal (enkat is required: never unknown) 2; between: 65 below, at, above, unknown and 79 the same 8; kon:
# equal, not equal, unknown 3; in: in, out, unknown 3; first and last day of the period 6: 22 points.  min_denominator is
# not given and no edge.  The one case has 70 (no point of the ages), K (not equal), SJALV (in), X (equal), 31 December: 4.
one = [case("seventy", [{"alder": 70}], {"numerator": 1, "denominator": 1})]
write(one)
status, out, err = test("--coverage", "-I", folder)
check(status == 1 and "andel: 4 of 22 points tried (18.2 %)" in out, "one case: %d %s" % (status, out))
for missing in ("no case tries 'enkat = 'X'': not equal", "'alder between 65 and 79'", "no case tries 'kon = 'M'': equal, unknown",
                "svarande in ('SJALV', 'ANHORIG')': out, unknown", "'first day by period.date': the day before, the day, the day after",
                "'last day by period.date': the day before, the day after"):
    check(missing in err, "not said: " + missing)
check("andel.json:13:19: warning[edge_not_tested]" in err or re.search(r"andel\.json:\d+:\d+: warning\[edge_not_tested\]", err), "no place: " + err[:300])
check(test("--min-coverage", "18", "-I", folder)[0] == 0, "18.2 % is not below 18 %")
check(test("--min-coverage", "19", "-I", folder)[0] == 1, "18.2 % is below 19 %")

# A failing case proves nothing.
status, out, _ = test("--coverage", "-I", folder)
write(one + [case("wrong", [{"alder": 64}], {"numerator": 1, "denominator": 1})])
status, out, _ = test("--coverage", "-I", folder)
check(status == 1 and "andel: 4 of 22 points tried" in out, "a failing case counts: " + out)

# The changes: where = 1; between 65 +-1, 79 +-1, and none for its "and" 4; = 1; in: not in, without each of two 3; the
# exclusion dropped 1; not_met to exclude and error 2: 12.  Only a change that a case of 70 years notices dies: enkat <> 'X',
# kon <> 'M', not in, without SJALV.
write(one)
status, out, err = test("--mutate", "-I", folder)
check(status == 1 and "andel: 4 of 12 changes noticed (33.3 %)" in out, "mutation of one case: %d %s" % (status, out))
for survivor in ("'64' instead of '65' in /denominator", "'80' instead of '79' in /denominator", "without ''ANHORIG'' in /numerator",
                 "without 'man' in /exclude/0", "'exclude' instead of 'not_met' in /missing/numerator"):
    check("no case notices " + survivor in err, "not said: %s\n%s" % (survivor, err))

full = one + [
    case("ages at the edges: 65, 66, 78 and 79 are in; 64, 80 and unknown out", [{"alder": a} for a in (64, 65, 66, 78, 79, 80, None)], {"numerator": 4, "denominator": 4}),
    case("men are out, unknown sex is not", [{"alder": 70, "kon": "M"}, {"alder": 70, "kon": None}], {"numerator": 1, "denominator": 1}),
    case("relatives answer for it, guardians do not", [{"alder": 70, "svarande": "ANHORIG"}, {"alder": 70, "svarande": "VARDNADSHAVARE"}], {"numerator": 1, "denominator": 2}),
    case("unknown who answered: not met", [{"alder": 70}, {"alder": 70, "svarande": None}], {"numerator": 1, "denominator": 2}),
    case("another survey", [{"alder": 70}, {"alder": 70, "enkat": "Y"}], {"numerator": 1, "denominator": 1}),
    case("the round before", [{"alder": 70}, {"alder": 70, "omgang": "2023"}], {"numerator": 1, "denominator": 1}),
]
why = "omgang_datum is always 31 December, so that these days cannot come"
waivers = [{"at": "/period/date", "clause": "first day by period.date", "points": ["the day", "the day after"], "why": why},
           {"at": "/period/date", "clause": "last day by period.date", "points": ["the day before", "the day after"], "why": why}]
write(full, **{"x-unreachable": waivers})
status, out, err = test("--coverage", "--mutate", "-I", folder)
check(status == 0 and "andel: 18 of 18 points tried (100.0 %, 4 waived), 12 of 12 changes noticed (100.0 %)" in out, "full: %d %s %s" % (status, out, err))

# A codelist that matches by prefix: in, out, near, unknown and six days make 10 points; the one day is none of these.  Changes: not
# in; true; two policies; without E10 and M06, the first and last, and E11, which a row has; with I49, which is near: 8.
diagnoses = dict(definition, id="kron", data={"dataset": "vardkontakter"}, denominator="true", exclude=[], numerator="diagnoser in codelist kroniska_diagnoser",
                 period={"date": "kontakt_datum", "grain": ["year"]}, groups={}, by=[[]])
(pack / "kron.json").write_text(json.dumps(diagnoses), encoding="utf-8")
(pack / "kron.test.json").write_text(json.dumps({
    "format": "indikator-test/1", "id": "kron", "period": "2024", "defaults": {"vardkontakter": {"person_id": "P", "kontakt_datum": "2024-05-05"}},
    "cases": [{"name": "one of four", "data": {"vardkontakter": [{"diagnoser": "E11.9|Z00"}, {"diagnoser": "I49"}, {"diagnoser": "Z00"}, {}]},
               "expect": [{"period": "2024", "numerator": 1, "denominator": 4}]}]}), encoding="utf-8")
status, out, err = test("--coverage", "--mutate", "-I", folder, "kron")
check("kron: 4 of 10 points tried (40.0 %), 6 of 8 changes noticed (75.0 %)" in out, "codelist: " + out)
check("no case notices without 'E10' in /numerator" in err and "no case notices without 'M06' in /numerator" in err, "codelist: " + err)
path = pack / "kron.test.json"
written = path.read_text(encoding="utf-8")
path.write_text(written.replace("E11.9|Z00", "e11.9 | Z00+ |\\u2020 ").replace("I49", "i 49."), encoding="utf-8")
again = test("--coverage", "--mutate", "-I", folder, "kron")
check(again[1].splitlines()[-1:] == out.splitlines()[-1:] and [l for l in again[2].splitlines() if "no case" in l] == [l for l in err.splitlines() if "no case" in l],
      "codes in other writings are other codes: %s %s" % again[1:])
(pack / "kron.json").unlink()
path.unlink()

# A number at the end of its range: there is no 1001 to try 1000 contacts against, and no share below 0.
often = dict(definition, id="ofta", unit="index", kind="continuity", data={"dataset": "vardkontakter", "person": "person_id", "date": "kontakt_datum"},
             denominator="true", exclude=[], provider="personal_id", formula="coc", window={"months": 12, "incomplete": "keep"}, min_contacts=1000, same_day="keep_all",
             max_unknown_share=0, period={"each": True, "grain": ["year"]}, groups={}, by=[[]])
del often["numerator"], often["missing"]
(pack / "ofta.json").write_text(json.dumps(often), encoding="utf-8")
(pack / "ofta.test.json").write_text(json.dumps({"format": "indikator-test/1", "id": "ofta", "period": "2024", "cases": []}), encoding="utf-8")
_, _, err = test("--coverage", "-I", folder, "ofta")
check("no case tries 'min_contacts': just below\n" in err, "the greatest number: " + err)
check("no case tries 'max_unknown_share': at, just above\n" in err, "the least share: " + err)
often["max_unknown_share"] = 0.5
(pack / "ofta.json").write_text(json.dumps(often), encoding="utf-8")
_, _, err = test("--coverage", "-I", folder, "ofta")
check("no case tries 'max_unknown_share': just below, at, just above\n" in err, "a share: " + err)
(pack / "ofta.json").unlink()
(pack / "ofta.test.json").unlink()

# ---- waivers ----

write(full, **{"x-unreachable": waivers + [dict(waivers[0], clause="last day by perod.date")]})
status, _, err = test("--coverage", "-I", folder)
check(status == 1 and "waiver_unused" in err, "a waiver that matches nothing: %d %s" % (status, err))
write(full, **{"x-unreachable": waivers, "x-equivalent": [{"at": "/denominator", "from": "65", "to": "64"}]})
status, _, err = test("--mutate", "-I", folder)
check(status == 3 and "error[missing_key]" in err and "'why'" in err, "a waiver without a reason: %d %s" % (status, err))
definition["x-equivalent"] = [{"at": "/denominator", "from": "65", "to": "64"}]
write(full, **{"x-unreachable": waivers})
status, _, err = test("--mutate", "-I", folder)
check(status == 1 and re.search(r"andel\.json:\d+:\d+: error\[waiver\]: a waiver gives its reason in 'why'", err), "in the definition: %d %s" % (status, err))
del definition["x-equivalent"]
write(one, **{"x-equivalent": [{"at": "/denominator", "from": "65", "to": "64", "why": "to see that it is waived"}]})
_, out, err = test("--mutate", "-I", folder)
check("4 of 11 changes noticed (36.4 %, 1 waived)" in out and "'64' instead of '65'" not in err, "waived: " + out)

# ---- frames ----

write(full[:-1], **{"x-unreachable": waivers})
path = pack / "andel.test.json"
before = path.read_bytes()
status, out, _ = test("--write-skeletons", "-I", folder)
after = path.read_bytes()
check(", 1 frames of cases written" in out or ", 1 frame" in out, "frames: " + out)
start = 0
while start < len(before) and before[start] == after[start]:
    start += 1
check(after.endswith(before[start:]) and len(after) > len(before), "bytes outside the new cases have changed")
cases = json.loads(after)["cases"]
check(len(cases) == len(full[:-1]) + 1 and cases[-1]["expect"] == "?" and cases[-1]["name"] == "to do: first day by period.date in /period/date, the day before", "frame: %s" % cases[-1])
status, out, _ = test("-I", folder)
check(status == 1 and "a person must still work out what is expected here" in out and "6 passed, 1 failed" in out, "a frame does not fail: " + out)
again = test("--write-skeletons", "-I", folder)
check(path.read_bytes() == after, "a second time writes again")
cases[-1]["data"] = full[-1]["data"]
cases[-1]["expect"] = full[-1]["expect"]
write(cases, **{"x-unreachable": waivers})
check(test("--coverage", "--mutate", "-I", folder)[0] == 0, "a frame filled in does not count")

# a frame is run as the case is that it is made from; where no case has the table, its rows are to be written too
RUN = {"set": {"/missing/numerator": "exclude"}, "period": "2024", "grain": ["year"], "complete_until": "2024-12-31", "bad_values": True}
write([{"name": "one", "data": {"enkatsvar": [{}]}, "flow": {"rows": 1}, **RUN}])
wrote = test("--write-skeletons", "-I", folder, pack / "andel.json")
frames = [case for case in json.loads(path.read_text(encoding="utf-8"))["cases"] if case["name"].startswith("to do: ")]
check(len(frames) >= 15 and all(frame.get(key) == value for frame in frames for key, value in RUN.items()), "frames are run otherwise: %s %s" % (frames[:2], wrote))
ages = {json.dumps(frame["data"].get("enkatsvar")) for frame in frames if "'alder" in frame["description"] or "alder between" in frame["name"]}
check(ages == {'[{"alder": %s}]' % age for age in ("64", "65", "66", "78", "79", "80")}, "ages of the frames: %s" % sorted(ages))
write([{"name": "nobody", "data": {}, "flow": {"rows": 1}}])  # it fails: no case is like it
test("--write-skeletons", "-I", folder, pack / "andel.json")
frames = [case for case in json.loads(path.read_text(encoding="utf-8"))["cases"] if case["name"].startswith("to do: ")]
check(len(frames) >= 15 and all(frame["data"] == {} and not set(RUN) & set(frame) for frame in frames), "frames of nothing: %s" % frames[:2])

# a frame for "unknown" does not empty what every row must have: the row would not be read
required = work_folder() / "indicators"
for part in ("datasets", "codelists", "prov"):
    (required / part).mkdir(parents=True)
fields = [{"name": "enhet_id", "type": "string", "constraints": {"required": True}}, {"name": "storlek", "type": "integer", "constraints": {"required": True}}]
form = {"format": "indikator-dataset/1", "title": {"sv": "t", "en": "t"}, "x-indikator": {"personal": False}}
(required / "datasets" / "enheter.json").write_text(json.dumps(dict(form, name="enheter", fields=fields, primaryKey=["enhet_id"])), encoding="utf-8")
(required / "datasets" / "besok.json").write_text(json.dumps(dict(
    form, name="besok", fields=[{"name": "enhet_id", "type": "string"}, {"name": "datum", "type": "date", "constraints": {"required": True}}],
    foreignKeys=[{"fields": ["enhet_id"], "reference": {"resource": "enheter", "fields": ["enhet_id"]}, "x-indikator": {"as": "enhet"}}])), encoding="utf-8")
(required / "prov" / "stora.json").write_text(json.dumps({
    "format": "indikator/1", "id": "stora", "version": "1.0.0", "title": {"sv": "s", "en": "l"}, "unit": "percent", "decimals": 1, "better": "higher", "kind": "proportion",
    "data": {"dataset": "besok"}, "denominator": "true", "numerator": "enhet.storlek >= 10", "missing": {"numerator": "exclude"}, "period": {"date": "datum", "grain": ["year"]}, "by": [[]]}), encoding="utf-8")
(required / "prov" / "stora.test.json").write_text(json.dumps({
    "format": "indikator-test/1", "id": "stora", "period": "2024", "cases": [{"name": "one", "data": {
        "besok": [{"enhet_id": "E", "datum": "2024-05-05"}], "enheter": [{"enhet_id": "E", "storlek": 10}]}, "expect": [{"period": "2024", "numerator": 1, "denominator": 1}]}]}), encoding="utf-8")
status, out, err = test("--write-skeletons", "-I", required, "stora")
made = {case["name"]: case for case in json.loads((required / "prov" / "stora.test.json").read_text(encoding="utf-8"))["cases"]}
unknown = [case for name, case in made.items() if name.endswith("unknown")]
check(len(unknown) == 1 and unknown[0]["data"]["enheter"] == [{"enhet_id": "E", "storlek": 10}], "a frame empties a required column: %s %s %s" % (unknown, out, err))
check(any(case["data"]["enheter"][0]["storlek"] == 9 for case in made.values()), "no frame beside the edge: %s" % made)

# ---- the decisive clause ----

definition["denominator"] = "alder between 66 and 79"
write(full, **{"x-unreachable": waivers})
status, out, _ = test("-I", folder)
check(status == 1 and re.search(r"decisive: the case would pass with\n +\S+andel\.json:\d+:\d+: /denominator: '65' instead of '66'", out), "decisive: " + out)
check(re.search(r"numerator +expected 4 +actual 3", out), "side by side: " + out)
definition["denominator"] = "alder between 65 and 79"

# ---- files that are wrong ----

BAD = [
    ("unknown_column", lambda d: d["cases"][0]["data"]["enkatsvar"][0].update(alde=1)),
    ("bad_number", lambda d: d["cases"][0]["data"]["enkatsvar"][0].update(alder="many")),
    ("wrong_type", lambda d: d["cases"][0]["data"]["enkatsvar"][0].update(alder=[1])),
    ("unknown_split", lambda d: d["cases"][0]["expect"][0].update(group={"kon": "K"})),
    ("unknown_key", lambda d: d["cases"][0]["expect"][0].update(nummerator=1)),
    ("wrong_type", lambda d: d["cases"][0]["expect"][0].update(numerator="1")),
    ("unknown_value", lambda d: d["cases"][0]["expect"][0].update(status="okk")),
    ("duplicate_case", lambda d: d["cases"][1].update(name="seventy")),
    ("expects_nothing", lambda d: d["cases"][0].pop("expect")),
    ("expects_nothing", lambda d: d["cases"][0].update(expect=[])),
    ("expects_nothing", lambda d: d["cases"][0].update(expect=[{"period": "2024"}])),
    ("unknown_dataset", lambda d: d["cases"][0]["data"].update(enkatsvarr=[])),
    ("unknown_key", lambda d: d.update(casess=[])),
    ("pointer", lambda d: d["cases"][0].update(set={"/nowhere/at/all": 1})),
    ("type", lambda d: d["cases"][0].update(expect="??")),
    ("wrong_type", lambda d: d["cases"][0].update(expect=[1])),
    ("missing_key", lambda d: d["cases"][0]["expect"][0].pop("period")),
    ("unknown_split", lambda d: d["cases"][0]["expect"][0].pop("group")),
    ("wrong_type", lambda d: d["cases"][0]["expect"][0].update(group=["04"])),
    ("wrong_type", lambda d: d["cases"][0]["expect"][0].update(group={"lan": 4})),
    ("unknown_value", lambda d: d["cases"][0]["expect"][0].update(flags=["partially"])),
    ("name_is_file", lambda d: d.update(id="andra")),
    ("unknown_dataset", lambda d: d.update(defaults={"enkatsvarr": {}})),
    ("wrong_type", lambda d: d.update(defaults={"enkatsvar": []})),
    ("unknown_column", lambda d: d["defaults"]["enkatsvar"].update(alde=1)),
    ("wrong_type", lambda d: d["cases"][0]["data"].update(enkatsvar={})),
    ("wrong_type", lambda d: d["cases"][0]["data"].update(personer=1)),
    ("wrong_type", lambda d: d["cases"][0]["data"].update(enkatsvar=["rad"])),
    ("out_of_range", lambda d: d["cases"][0]["data"]["enkatsvar"][0].update(repeat=0)),
    ("wrong_type", lambda d: d["cases"][0]["data"]["enkatsvar"][0].update(repeat="3")),
    ("wrong_type", lambda d: d.update({"x-unreachable": {}})),
    ("unknown_value", lambda d: d.update(format="indikator-prov/1")),
]
WAIVER = {"at": "/denominator", "from": "65", "to": "64", "why": "to see that it is waived"}
BAD_WAIVERS = [([{**WAIVER, "at": ""}], "names in 'at' what it is about"), (["65"], "names in 'at' what it is about"), ([{**WAIVER, "nth": "1"}], "'nth' is a whole number from 1"),
               ([{**WAIVER, "nth": 1.5}], "'nth' is a whole number from 1"), ({}, "waivers are an array")]
good = dict(definition, id="andra")
(pack / "andra.json").write_text(json.dumps(good), encoding="utf-8")
(pack / "andra.test.json").write_text(json.dumps({"format": "indikator-test/1", "id": "andra", "period": "2024", "defaults": {"enkatsvar": rows}, "cases": one}), encoding="utf-8")
for rule, spoil in BAD:
    write(full)
    content = json.loads(path.read_text(encoding="utf-8"))
    spoil(content)
    path.write_text(json.dumps(content, indent=2), encoding="utf-8")
    status, out, err = test("-v", "-I", folder)
    found = re.search(r"andel\.test\.json:\d+:\d+: error\[(\w+)\]", err)
    check(status == 3 and found is not None and (found[1] == rule or rule == "bad_number"), "%s: status %d, %s" % (rule, status, err[:300]))
    check("ok   andra: seventy" in out, "%s: the other file was not run" % rule)
for waivers, says in BAD_WAIVERS:
    definition["x-equivalent"] = waivers
    write(full)
    status, out, err = test("--mutate", "-I", folder, pack / "andel.json")
    check(status == 1 and re.search(r"andel\.json:\d+:\d+: error\[waiver\]: .*" + re.escape(says), err), "waivers %s: %d %s" % (waivers, status, err))
del definition["x-equivalent"]
write([case("no such stratum", [{"alder": 70}], {"group": {"lan": "99"}, "numerator": 1})])
status, out, _ = test("-I", folder)
check(status == 1 and re.search(r"andel\.test\.json:\d+:\d+: .*there is no such cell", out), "no such cell: " + out)
path.write_text("{", encoding="utf-8")
status, out, err = test("-I", folder)
check(status == 3 and "1 passed, 0 failed" in out, "no JSON at all: %d %s %s" % (status, out, err))
status, out, err = test("-I", folder, pack / "andra.json", pack / "ingen.json")
check(status == 7 and "1 passed" in out, "a file that is not there keeps the others from being run: %d %s %s" % (status, out, err))
finish("%d runs" % counted)
