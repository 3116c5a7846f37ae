#!/usr/bin/env python3
"""The JSON Schemas hold: every definition, test file and dataset of the catalogue and reports of the samples are valid, and
files with a slip are refused by the schema as by 'check'."""

import copy
import json
import sys

try:
    from jsonschema import Draft202012Validator as Validator
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)  # skipped

from support import CATALOGUE, SAMPLES, check, finish, run, text, work_folder

SCHEMAS = {
    "indikator/1": "definition.schema.json",
    "indikator-test/1": "test.schema.json",
    "indikator-dataset/1": "dataset.schema.json",
    "indikator-report/1": "report.schema.json",
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

# A slip in a good file: a key misspelt, a value of another type, a needed key gone.  Schema and 'check' must both say no.
folder = work_folder()


def slips(content):
    for key in content:
        if key in ("$schema",) or key.startswith("x-"):
            continue
        wrong = copy.deepcopy(content)
        wrong[key + "q"] = wrong.pop(key)
        yield key + " misspelt", wrong
        if isinstance(content[key], str):
            wrong = copy.deepcopy(content)
            wrong[key] = {"q": 1}
            yield key + " of another type", wrong


for path in files:
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["format"] not in validators or "extends" in content or content["format"] == "indikator-test/1":
        continue
    for what, wrong in slips(content):
        count += 1
        target = folder / path.name
        target.write_text(json.dumps(wrong, ensure_ascii=False), encoding="utf-8")
        status = run("check", target).returncode
        refused = wrong.get("format") != content["format"] or bool(faults_of(wrong))
        check(refused and status == 3, "%s with %s: the schema says %s, 'check' ends with %d"
              % (path.name, what, "no" if refused else "yes", status))
finish("%d files" % count)
