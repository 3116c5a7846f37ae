#!/usr/bin/env python3
"""A folder of ten thousand definitions: 'check' looks at each, names every one that is wrong at its place, in seconds and in
memory that does not grow with the number of files."""

import json
import os
import resource
import subprocess

from support import CATALOGUE, PROGRAM, USED, check, environment, finish, text, work_folder

MANY, EACH = 10000, 250
folder = work_folder()
pack = folder / "prov"
pack.mkdir()
for name in ("datasets", "codelists"):
    (folder / name).symlink_to(CATALOGUE / name)
grund = json.loads((CATALOGUE / "nara" / "upplevd_kontinuitet.json").read_text(encoding="utf-8"))
grund["disclosure"] = {"min_count": 5}
tests = json.dumps({"format": "indikator-test/1", "id": "", "cases": []})
expected = {}
for number in range(MANY):
    name = "m%05d" % number
    content = {**grund, "id": name}
    if number % EACH == 7:
        content["numerator"] = "enkatfragor.klass = 'POSITIV' and enkatfragor.klass = 'NEGATIV'"
        expected[name] = "always_false"
    elif number % EACH == 8:
        content["format"] = "indikator/2"
        expected[name] = "format_version"
    elif number % 5 == 0:
        content = {"format": "indikator/1", "id": name, "title": {"sv": "Upplevelse", "en": "Experience"}, "extends": "m00001", "set": {"/reliability/min_denominator": number}}
    (pack / (name + ".json")).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    if number % 2:
        (pack / (name + ".test.json")).write_text("{", encoding="utf-8")  # not asked for here
files = sorted(str(path) for path in pack.iterdir() if not path.name.endswith(".test.json"))
check(len(files) == MANY, "%d files" % len(files))


def checked(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(USED), "check", "-f", "json", "-q", "-I", str(folder), *arguments], env=environment(), capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return json.loads(done.stdout), done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime  # of the processor, whoever else is at work


report, done, seconds = checked(files[:1])
small = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
report, done, seconds = checked(files)  # 10,000 arguments: what a hook or xargs does
large = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
got = {}
for finding in report["findings"]:
    if finding["rule"] != "no_tests":
        got.setdefault(os.path.basename(finding["file"])[:-5], finding["rule"])
check(got == expected, "found %d of %d: %s" % (len(got), len(expected), list(set(got.items()) ^ set(expected.items()))[:5]))
check(sum(finding["rule"] == "no_tests" for finding in report["findings"]) == MANY // 2, "tests: not %d without" % (MANY // 2))
check(report["summary"]["files"] == MANY, "%d files are reported" % report["summary"]["files"])
check(done.returncode == 3, "status %d\n%s" % (done.returncode, text(done.stderr)[:500]))
places = [(finding["file"], finding.get("line", 0), finding.get("column", 0)) for finding in report["findings"]]
check(places == sorted(places), "the findings are not in order")
check(seconds < (120 if USED == PROGRAM else 30), "%d files take %.0f seconds" % (MANY, seconds))
print("%.1f seconds, %d MiB (one file: %d MiB)" % (seconds, large // 1024, small // 1024))
finish("%d files" % MANY)
