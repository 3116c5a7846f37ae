#!/usr/bin/env python3
"""'indikator init' gives every kind a definition and a test file that pass 'check' and 'test' at once, over other datasets
too where they fit, and that are about something: a definition with a policy turned fails its own cases."""

import json

from support import CATALOGUE, check, finish, run_used as run, text, work_folder

folder = work_folder()
catalogue = folder / "indicators"
catalogue.mkdir()
for name in ("datasets", "codelists"):
    (catalogue / name).symlink_to(CATALOGUE / name)
pack = catalogue / "eget"
schema = json.loads((CATALOGUE / "schema" / "definition.schema.json").read_text(encoding="utf-8"))
kinds = schema["$defs"]["measure"]["properties"]["kind"]["enum"]
check(len(kinds) >= 7, "kinds in the schema: %s" % kinds)
made = 0


def begin(*arguments):
    global made
    done = run("init", *arguments, "-I", catalogue, "-o", pack)
    made += done.returncode == 0
    return done


def passes(name, where):
    checked = run("check", "-I", catalogue, pack / (name + ".json"), pack / (name + ".test.json"))
    check(checked.returncode == 0, "%s: check: %s" % (where, text(checked.stderr)))
    tested = run("test", "-I", catalogue, pack / (name + ".test.json"))
    check(tested.returncode == 0, "%s: test: %s%s" % (where, text(tested.stdout), text(tested.stderr)))
    check(run("fmt", "--check", pack / (name + ".json"), pack / (name + ".test.json")).returncode == 0, "%s: not canonical" % where)
    shown = run("show", "-I", catalogue, name)
    check(shown.returncode == 0 and len(shown.stdout) > 500, "%s: show" % where)


for kind in kinds:
    done = begin(kind)
    wanted = "".join("%s/ny_%s%s\n" % (pack, kind, end) for end in (".json", ".test.json"))
    check(done.returncode == 0 and text(done.stdout) == wanted, "init %s: %d %s" % (kind, done.returncode, text(done.stderr)))
    passes("ny_" + kind, kind)
for kind, dataset in (("proportion", "vardtillfallen"), ("ratio", "vardtillfallen"), ("distinct", "vardtillfallen"),
                      ("mean", "vardkontakter"), ("proportion", "vardkontakter"), ("count", "vardtillfallen"), ("quantile", "vardkontakter")):
    name = "%s_%s" % (kind, dataset)
    done = begin(kind, name, "--dataset", dataset)
    check(done.returncode == 0, "init %s --dataset %s: %s" % (kind, dataset, text(done.stderr)))
    passes(name, name)

# The cases hold the edges: each of these changes is caught.
CHANGES = [
    ("readmission", "/event/day_from", 2), ("readmission", "/event/day_to", 29), ("readmission", "/event/day_to", 31),
    ("readmission", "/episode/join_within_days", 1),
    ("followed", "/event/day_from", 1), ("followed", "/event/day_from", -1), ("followed", "/event/day_to", 6), ("followed", "/follow_up/days", 8),
    ("followed", "/event/take", "none"), ("followed", "/missing/event", "exclude"), ("followed", "/follow_up/incomplete", "keep"),
    ("readmission", "/follow_up/days", 31), ("readmission", "/follow_up/incomplete", "keep"),
    ("continuity", "/min_contacts", 2), ("continuity", "/min_contacts", 4), ("continuity", "/same_day", "keep_all"),
    ("continuity", "/max_unknown_share", 0.49), ("continuity", "/max_unknown_share", 0.6), ("continuity", "/share_at_least", 0.51),
    ("distinct", "/window/days", 13), ("distinct", "/window/days", 15), ("distinct", "/min_events/n", 1),
    ("distinct", "/unknown_provider", "one"), ("survey_index", "/incomplete/min_answered", 1), ("survey_index", "/incomplete/min_answered", 3),
    ("proportion", "/denominator", "true"), ("mean", "/denominator", "days_between(inskrivningsdatum, utskrivningsdatum) > 0"),
    ("mean", "/denominator", "true"), ("ratio", "/denominator_sum", "1"), ("count", "/denominator", "true"),
    ("quantile", "/denominator", "true"), ("quantile", "/q", [0.25]), ("quantile", "/quantile_type", 1),
]
for kind, pointer, value in CHANGES:
    path = pack / ("ny_%s.test.json" % kind)
    kept = path.read_text(encoding="utf-8")
    content = json.loads(kept)
    content["set"][pointer] = value
    path.write_text(json.dumps(content), encoding="utf-8")
    tested = run("test", "-I", catalogue, path)
    check(tested.returncode in (1, 3), "%s: %s = %r is not noticed (status %d)" % (kind, pointer, value, tested.returncode))
    path.write_text(kept, encoding="utf-8")

# Refusals.
before = (pack / "ny_mean.json").read_bytes()
again = begin("mean")
check(again.returncode == 2 and b"is there already" in again.stderr and before == (pack / "ny_mean.json").read_bytes(), "replaced a file")
(pack / "halv.test.json").write_text("{}")
half = begin("mean", "halv")
check(half.returncode == 2 and not (pack / "halv.json").exists(), "wrote half of a pair")
for arguments, wanted in ((("men",), b"'mean'"), (("mean", "Fel-id"), b"cannot be the id"), (("mean", "--dataset", "vardkontakte"), b"no dataset"),
                          (("mean", "--dataset", "enheter"), b"lacks"), (("mean", "a", "--id", "b"), b"given twice"),
                          (("survey_index", "--dataset", "personer"), b"from dataset 'enkatsvar' only")):
    refused = begin(*arguments)
    check(refused.returncode == 2 and wanted in refused.stderr, "init %s: %d %s" % (arguments, refused.returncode, text(refused.stderr)))

# Ids at the edge of what one is.
for name in ("a", "z", "m09_", "l" * 100):
    check(begin("mean", name).returncode == 0, "init mean %s is refused" % name)
for name in ("", "0", "_a", "A", "{", "`", "å", "a-b", "aB", "a.b", "a b", "l" * 101):
    refused = begin("mean", name)
    check(refused.returncode == 2 and b"cannot be the id" in refused.stderr, "init mean '%s': %d %s" % (name, refused.returncode, text(refused.stderr)))

# Two codes are enough for a share; one says nothing.
small = work_folder() / "indicators"
(small / "datasets").mkdir(parents=True)
for codes in (["J"], ["J", "N"]):
    fields = [{"name": "id", "type": "string", "constraints": {"required": True}}, {"name": "datum", "type": "date", "constraints": {"required": True}},
              {"name": "svar", "type": "string", "constraints": {"enum": codes}}]
    (small / "datasets" / "svar.json").write_text(json.dumps({"format": "indikator-dataset/1", "name": "svar", "title": {"sv": "s", "en": "s"}, "fields": fields,
                                                              "primaryKey": ["id"], "x-indikator": {"personal": False}}))
    done = run("init", "proportion", "--dataset", "svar", "-I", small, "-o", small / "eget")
    check((done.returncode == 0) == (len(codes) == 2), "codes %s: status %d, %s" % (codes, done.returncode, text(done.stderr)))
finish("%d definitions" % made)
