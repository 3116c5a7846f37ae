#!/usr/bin/env python3
"""What 'check' and 'test' write for machines is read back by a consumer of each format: JSON and SARIF by schemas, JUnit
by an XML parser and the rules of its readers, TAP by its grammar, GitHub's workflow commands by theirs.  Names and texts
are as nasty as JSON allows, all formats tell the same, and text stays what it is."""

import json
import re
import urllib.parse
import xml.etree.ElementTree as ET
from pathlib import Path

from support import CATALOGUE, ROOT, check, finish, run_used as run, text, work_folder

try:
    from jsonschema import Draft202012Validator as Validator
except ImportError:
    Validator = None

folder = work_folder()
FORMATS = ("json", "junit", "tap", "sarif", "github")
NASTY = ["plain", "# TODO no directive", "100 % ::error file=x::y, z: %0A", "<b>&amp;\"'</b>]]>", "line\nbreak\r\n\ttab", "\u0001\u001b[31m\u007f",
         "åäö 😀 \u2028 \ufffe \\ \\#", "ok 1 - fake", "\\"]


# ---- material: definitions with each severity and a waiver, test files with cases that pass and fail

grund = json.loads((CATALOGUE / "nara" / "upplevd_kontinuitet.json").read_text(encoding="utf-8"))


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")
    return path


def material():
    for number, nasty in enumerate(NASTY):
        name = "d%d" % number
        content = {**grund, "id": name, "comparable": {"kolada": nasty}, "title": {"sv": nasty, "en": nasty}}
        if number % 3 == 1:
            content["x-waive"] = [{"rule": "untranslated", "why": nasty}]
        if number % 3 == 2:
            content["unit"] = nasty
        write(folder / "å mapp, 100%" / (name + ".json"), content)
        cases = [{"name": "%s %s" % (nasty, verdict), "data": {"enkatsvar": []}, "flow": {"rows": want}}
                 for verdict, want in (("passes", 0), ("fails", 1))]
        write(folder / "å mapp, 100%" / (name + ".test.json"), {"format": "indikator-test/1", "id": name, "period": "2024", "cases": cases})
    (folder / "å mapp, 100%" / "fel\n::error::.json").write_bytes(b"\xff{")


material()
PATHS = ["å mapp, 100%"]


def told(command, form, paths=PATHS):
    done = run(command, "-f", form, *(("--today", "2026-11-22") if command == "check" else ()), *paths, cwd=folder)
    check(form == "text" or done.stderr == b"" or command == "check", "%s -f %s says on standard error: %s" % (command, form, text(done.stderr)))
    return done


# ---- consumers: each gives (failures, warnings, waived, passed) and the messages of failures

def clean(message):
    """What all formats can carry: control characters differ between them."""
    return re.sub(r"[^\w%:,#]+", "", message)


def from_json(raw):
    report = json.loads(raw)
    if Validator is not None:
        schema = json.loads((CATALOGUE / "schema" / "findings.schema.json").read_text(encoding="utf-8"))
        Validator.check_schema(schema)
        for error in Validator(schema).iter_errors(report):
            check(False, "json: %s: %s" % ("/".join(map(str, error.absolute_path)), error.message[:200]))
    tally = [sum(f["severity"] == s for f in report["findings"]) for s in ("error", "warning", "waived")]
    summary = report["summary"]
    failed = [c for c in report["cases"] if not c["passed"]]
    check([summary["errors"], summary["warnings"], summary["waived"]] == tally, "json: the summary is %s" % summary)
    check(summary["failed"] == len(failed) and summary["passed"] == len(report["cases"]) - len(failed), "json: the summary is %s" % summary)
    messages = [f["message"] for f in report["findings"] if f["severity"] == "error"] + [c["report"] for c in failed]
    return (tally[0] + len(failed), tally[1], tally[2]), {clean(m) for m in messages}


# Elements and attributes that the readers of JUnit XML agree on: the schemas of the Jenkins xUnit plugin, and 'file' and 'line' as
# pytest writes (family xunit1) and GitLab reads them.
JUNIT = {"testsuites": ({"name", "tests", "failures", "errors"}, {"testsuite"}),
         "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"testcase"}),
         "testcase": ({"name", "classname", "file", "line"}, {"failure", "skipped", "system-out"}),
         "failure": ({"message", "type"}, set()), "skipped": ({"message"}, set()), "system-out": (set(), set())}


def from_junit(raw):
    root = ET.fromstring(raw)
    check(root.tag == "testsuites", "junit: the root is %s" % root.tag)
    for element in root.iter():
        attributes, children = JUNIT[element.tag]
        check(set(element.attrib) <= attributes, "junit: %s has %s" % (element.tag, set(element.attrib) - attributes))
        check({child.tag for child in element} <= children, "junit: %s holds %s" % (element.tag, [child.tag for child in element]))
        check(attributes - {"file", "line"} <= set(element.attrib), "junit: %s lacks %s" % (element.tag, attributes - set(element.attrib)))
    for suite in root:
        found = [sum(case.find(tag) is not None for case in suite) for tag in ("failure", "skipped")]
        check([int(suite.get("tests")), int(suite.get("failures")), int(suite.get("skipped"))] == [len(suite), *found], "junit: wrong sums in %s" % suite.attrib)
    check(int(root.get("tests")) == len(root.findall("testsuite/testcase")), "junit: wrong sum")
    check(int(root.get("failures")) == len(root.findall(".//failure")), "junit: wrong sum of failures")
    names = [suite.get("name") for suite in root]
    check(len(names) == len(set(names)), "junit: two suites of one name")
    messages = {clean(re.sub(r"^line \d+, column \d+: |\nhelp: (?s:.*)$", "", failure.text or "")) for failure in root.iter("failure")}
    return (len(root.findall(".//failure")), len(root.findall(".//system-out")), len(root.findall(".//skipped"))), messages


def from_tap(raw):
    """TAP 14: version, plan, test points with blocks of YAML; in ours every value is a JSON text or a whole number."""
    lines = raw.decode("utf-8").split("\n")
    check(lines[0] == "TAP version 14", "tap: begins with %r" % lines[0])
    plan = re.fullmatch(r"1\.\.(\d+)", lines[1])
    check(plan is not None, "tap: no plan, but %r" % lines[1])
    counts, number, at, messages = [0, 0, 0], 0, 2, set()
    while at < len(lines) - 1:
        point = re.fullmatch(r"(not )?ok (\d+) - (.*)", lines[at])
        if not check(point is not None, "tap: %r is no test point" % lines[at]):
            break
        number += 1
        check(int(point.group(2)) == number, "tap: number %s comes as number %d" % (point.group(2), number))
        rest = re.sub(r"\\[\\#]", "", point.group(3))  # escaped signs are no directive
        directive = re.search(r" # (TODO|SKIP)( .*)?$", rest)
        check(rest.count("#") == (directive is not None), "tap: a bare '#' in %r" % lines[at])
        at += 1
        block = {}
        if at < len(lines) and lines[at] == "  ---":
            at += 1
            while lines[at] != "  ...":
                entry = re.fullmatch(r"  ([a-z]+): (.+)", lines[at])
                if check(entry is not None, "tap: %r is no entry" % lines[at]):
                    block[entry.group(1)] = json.loads(entry.group(2))
                at += 1
            at += 1
        kind = directive.group(1) if directive else None
        failed = point.group(1) is not None and kind is None
        counts[0] += failed
        counts[1] += kind == "TODO"
        counts[2] += kind == "SKIP"
        check(kind != "TODO" or point.group(1) is not None, "tap: a TODO that passes")
        check(("message" in block) == (failed or kind is not None), "tap: %r has %s" % (lines[at - 1], block))
        if failed:
            messages.add(clean(block["message"]))
    check(plan is not None and int(plan.group(1)) == number, "tap: the plan says %s, there are %d" % (lines[1], number))
    check(lines[-1] == "", "tap: the last line has no end")
    return tuple(counts), messages


def from_sarif(raw):
    log = json.loads(raw)
    if Validator is not None:
        schema = json.loads((ROOT / "tests" / "acceptance" / "sarif.json").read_text(encoding="utf-8"))
        Validator.check_schema(schema)
        for error in Validator(schema).iter_errors(log):
            check(False, "sarif: %s: %s" % ("/".join(map(str, error.absolute_path)), error.message[:200]))
    rules, counts, messages = log["runs"][0]["tool"]["driver"]["rules"], [0, 0, 0], set()
    check(len({rule["id"] for rule in rules}) == len(rules), "sarif: a rule twice")
    for result in log["runs"][0]["results"]:
        check(rules[result["ruleIndex"]]["id"] == result["ruleId"], "sarif: ruleIndex of %s" % result["ruleId"])
        waived = bool(result.get("suppressions"))
        check(not waived or result["suppressions"][0]["justification"], "sarif: a suppression without justification")
        counts[2 if waived else {"error": 0, "warning": 1}[result["level"]]] += 1
        for location in result.get("locations", []):
            place = location["physicalLocation"]
            path = Path(urllib.parse.unquote(place["artifactLocation"]["uri"]))
            check((folder / path).exists(), "sarif: %r is no file" % path)
            region = place.get("region", {})
            check(region.get("endColumn", 9) > region.get("startColumn", 0), "sarif: region %s" % region)
        if not waived and result["level"] == "error":
            message = re.sub(r"\nhelp: (?s:.*)$", "", result["message"]["text"])
            messages.add(clean(message))
    return tuple(counts), messages


def unescaped(value, signs):
    check(re.sub(r"%(25|0D|0A|3A|2C)", "", value).find("%") < 0, "github: a bare '%%' in %r" % value)
    for sign, code in signs + (("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        value = value.replace(code, sign)
    return value


def from_github(raw):
    """::error key=value,key=value::message, the properties and escapes that GitHub documents and its toolkit writes."""
    counts, messages = [0, 0, 0], set()
    for line in raw.decode("utf-8").rstrip("\n").split("\n") if raw else []:
        command = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line)
        if not check(command is not None, "github: %r is no command" % line):
            continue
        given = dict(one.split("=", 1) for one in command.group(2).split(","))
        check(set(given) <= {"file", "line", "col", "endColumn", "title"}, "github: properties %s" % set(given))
        given = {key: unescaped(value, ((":", "%3A"), (",", "%2C"))) for key, value in given.items()}
        check("file" not in given or (folder / given["file"]).exists(), "github: %r is no file" % given.get("file"))
        check("col" not in given or int(given["endColumn"]) > int(given["col"]), "github: columns of %r" % line)
        counts[command.group(1) == "warning"] += 1
        if command.group(1) == "error":
            messages.add(clean(re.sub(r"\nhelp: (?s:.*)$", "", unescaped(command.group(3), ()))))
    return tuple(counts), messages


READERS = {"json": from_json, "junit": from_junit, "tap": from_tap, "sarif": from_sarif, "github": from_github}

# ---- all say the same

count = 0
for command in ("check", "test"):
    plain = told(command, "text")
    check(run(command, *(("--today", "2026-11-22") if command == "check" else ()), *PATHS, cwd=folder).stdout == plain.stdout, "text is not the default")
    answers = {}
    for form in FORMATS:
        done = told(command, form)
        check(done.returncode == plain.returncode, "%s -f %s: status %d, as text %d" % (command, form, done.returncode, plain.returncode))
        check(told(command, form).stdout == done.stdout, "%s -f %s differs from run to run" % (command, form))
        answers[form] = READERS[form](done.stdout)
        count += 1
    want, messages = answers["json"]
    check(want[0] >= 4, "%s: too few failures to prove anything: %s" % (command, want))
    check(command == "test" or (want[1] > 2 and want[2] > 2), "check: too few warnings or waivers: %s" % (want,))
    for form, (tally, said) in answers.items():
        expected = (want[0], want[1], 0 if form == "github" else want[2])
        check(tally == expected, "%s -f %s: %s, not %s" % (command, form, tally, expected))
        if form == "sarif" and command == "test":  # the name of the case stands above its report
            check(all(any(one.endswith(m) for one in said) for m in messages), "test -f sarif lacks a report")
        else:
            check(said == messages, "%s -f %s: %s" % (command, form, list(said ^ messages)[:2]))

# ---- nothing to say, and nothing found

for form in FORMATS:
    done = run("check", "-f", form, "--today", "2026-11-22", CATALOGUE / "nationella")
    tally, said = READERS[form](done.stdout)
    check(done.returncode == 0 and tally == (0, 0, 0) and not said, "the catalogue -f %s: %s" % (form, tally))
    done = run("check", "-q", "-f", form, "finns_inte.json", cwd=folder)
    check(done.returncode == 7 and b"finns_inte" in done.stdout and done.stderr == b"", "a missing file -f %s: %d %s" % (form, done.returncode, text(done.stderr)))
    READERS[form](done.stdout)
    done = run("test", "-f", form, CATALOGUE / "tillsammans" / "aterinskrivningar_7d_65plus.test.json")
    tally, said = READERS[form](done.stdout)
    check(done.returncode == 0 and tally == (0, 0, 0) and not said, "good cases -f %s: %s" % (form, tally))
    done = run("test", "-f", form, "--coverage", "--mutate", CATALOGUE / "tillsammans" / "aterinskrivningar_7d_65plus.test.json")
    check(READERS[form](done.stdout)[0][0] == 0, "coverage and mutation -f %s" % form)
    done = run("test", "-f", form, CATALOGUE / "tillsammans" / "aterinskrivningar_7d_65plus.test.json")
    check(form == "github" or b"aterinskrivningar_7d_65plus" in done.stdout or form == "sarif", "good cases -f %s are not named" % form)
    count += 3
finish("%d documents" % count)
