#!/usr/bin/env python3
"""Files and command lines that are far larger than anybody writes: the answer is short, tells how much there is, and its work does not
grow as the square of the size.  Sizes are such that it would not end within the processor time of a case."""

import json
import os
import resource
import subprocess

from support import PROGRAM, ROOT, check, environment, finish, text, work_folder

SECONDS = 100  # of the processor; with a sanitizer each takes a few
MOST_SAID = 16384  # bytes: 20 findings of at most three lines
cases = 0
folder = work_folder()
base = json.loads((ROOT / "tests/golden/kind_ratio/indicators/prov/belaggning.json").read_text(encoding="utf-8"))
(folder / "datasets").symlink_to(ROOT / "tests/golden/kind_ratio/indicators/datasets")
(folder / "codelists").mkdir()
for path in (ROOT / "tests/golden/kind_ratio/indicators/codelists").iterdir():
    (folder / "codelists" / path.name).write_bytes(path.read_bytes())
(folder / "prov").mkdir()
(folder / "prov" / "belaggning.json").write_text(json.dumps(base), encoding="utf-8")
header = "# version: 2024-01-01\n# match: exact\n# source: x\nkod;namn;klass;klass_namn\n"


def ask(what, *arguments, status=(0,), most=MOST_SAID):
    global cases
    cases += 1
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], env=environment(), capture_output=True,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)))
    check(done.returncode in status, "%s: status %d\n%s" % (what, done.returncode, text(done.stderr)[-300:]))
    check(len(done.stderr) <= most, "%s: %d bytes of messages" % (what, len(done.stderr)))
    return done


def definition(name, **keys):
    path = folder / (name + ".json")
    path.write_text(json.dumps({**base, "id": name, **keys}), encoding="utf-8")
    return path


def checked(what, path, total=None, rule=None):
    done = ask(what, "check", "-I", folder, path, status=(0, 1, 3))
    said = text(done.stderr)
    if total is not None:
        check("and %d more; %d findings in all" % (total - 20, total) in said, "%s: the total is not told:\n%s" % (what, said[-300:]))
    if rule is not None:
        check(said.count("[%s]" % rule) <= 20, "%s: %d findings of %s" % (what, said.count("[%s]" % rule), rule))
    return said


MANY = 60000
unknown = definition("unknown_keys", **{"nyckel%d" % i: i for i in range(MANY)})
checked("unknown keys", unknown, MANY + 6, "unknown_key")
done = ask("unknown keys for machines", "check", "-f", "json", "-I", folder, unknown, status=(3,))
check(len(json.loads(done.stdout)["findings"]) == MANY + 6, "machines do not get all findings")

checked("splits without group", definition("no_group", by=[["g%d" % i] for i in range(10000)]), 10006, "unknown_group")
checked("a split many times", definition("splits", by=[["kommunkod"]] * 10000), 10005, "duplicate_split")
checked("groups and splits that do not fit", definition("groups", groups={"g%d" % i: "kommunkod" for i in range(10000)},
                                                        by=[["h%d" % i] for i in range(10000)]), rule="unknown_group")
checked("exclusions that cannot be read", definition("exclusions", exclude=[{"id": "e", "where": "talj > %d" % i} for i in range(5000)]),
        rule="unknown_name")
for many in (200, 201):
    said = checked("%d exclusions" % many, definition("exclusions_%d" % many, exclude=[{"id": "e%d" % i, "where": "taljare > %d" % i}
                                                                                       for i in range(many)]))
    check(("error[too_many]" in said) == (many > 200), "%d exclusions: %s" % (many, said[-300:]))
checked("exclusions that can", definition("good_exclusions", exclude=[{"id": "e%d" % i, "where": "taljare > %d" % i} for i in range(5000)]))

path = folder / "again.json"
path.write_text("{%s}" % ",".join('"a":1' for _ in range(MANY)), encoding="utf-8")
checked("one key many times", path, rule="duplicate_key")

# The variant of a definition with findings, and as many again.
(folder / "prov" / "parent.json").write_text(json.dumps({**base, "id": "parent", **{"nyckel%d" % i: i for i in range(10000)}}), encoding="utf-8")
path = folder / "variant.json"
path.write_text(json.dumps({"format": "indikator/1", "id": "variant", "title": base["title"], "extends": "parent",
                            "set": {"/x-%d" % i: i for i in range(1000)}}), encoding="utf-8")
checked("a variant", path)
path.write_text(json.dumps({"format": "indikator/1", "id": "variant", "title": base["title"], "extends": "parent",
                            "set": {"/x-%d" % i: i for i in range(MANY)}}), encoding="utf-8")
checked("a variant that sets too much", path, rule="too_many")
(folder / "prov" / "parent.json").unlink()

waived = definition("waived", **{"x-waive": [{"rule": "no_source", "at": "/x-%d" % i, "why": "x"} for i in range(20000)]},
                    **{"x-%d" % i: i for i in range(20000)})
checked("waivers", waived, rule="idle_waiver")

# Test cases, all with one name.
one = {"name": "a", "data": {"aggregat": [{"enhet": "A", "manad": "2024-01-01", "taljare": 1, "namnare": 2}]},
       "expect": [{"period": "2024-Q1", "group": {}, "numerator": 1}]}
path = folder / "belaggning.test.json"
path.write_text(json.dumps({"format": "indikator-test/1", "id": "belaggning", "period": "2024-Q1", "cases": [one] * 10000}), encoding="utf-8")
checked("cases of one name", path, 9999, "duplicate_case")
path.unlink()

# Codelists: as such, and as the values of a group.
path = folder / "codelists" / "stora.csv"
path.write_text(header + "".join("%06d;namn %d;k%06d;n %d\n" % (i, i, i, i) for i in range(MANY)), encoding="utf-8")
checked("a codelist", path)
data = folder / "data.csv"
data.write_text("enhet;manad;taljare;namnare\n" + "".join("%06d;2024-01-01;1;2\n" % i for i in range(1000)), encoding="utf-8")
group = {"codelist": "stora", "key": "enhet", "attribute": "klass"}
(folder / "prov" / "belaggning.json").write_text(json.dumps({**base, "groups": {"g": group}, "by": [["g"]]}), encoding="utf-8")
done = ask("a group of many values", "run", "-q", "-I", folder, "-D", "aggregat=%s" % data, "-p", "2024-Q1", "-f", "csv")
check(done.stdout.count(b"\n") == MANY + 1, "a group of many values: %d lines" % done.stdout.count(b"\n"))
(folder / "prov" / "belaggning.json").write_text(json.dumps(base), encoding="utf-8")
path.write_text(header + "".join("%06d;namn %d\n" % (i // 2, i) for i in range(MANY)), encoding="utf-8")
checked("a codelist of ragged rows", path, rule="ragged_row")
path.unlink()

# Data: columns with one name, without a name, and many that nobody knows.
for what, names in (("one name", ["x"] * 3000), ("no name", [""] * 3000 + ["x"]), ("unknown names", ["x%d" % i for i in range(4000)])):
    data.write_text(";".join(["enhet", "manad", "taljare", "namnare", "kommunkod"] + names) + "\n", encoding="utf-8")
    done = ask("columns of %s" % what, "run", "-q", "-I", folder, "-D", "aggregat=%s" % data, "-p", "2024-Q1", "-o", os.devnull, status=(0, 4))
    if what == "one name":
        check("the first 20 are shown" in text(done.stderr), "columns of %s: %s" % (what, text(done.stderr)[-300:]))

# Three thousand files, each given twice.
files = []
for i in range(3000):
    path = folder / ("f%d.csv" % i)
    path.write_text("enhet;manad;kommunkod;taljare;namnare\ne%d;2024-01-01;0480;1;2\n" % i, encoding="utf-8")
    files += ["-D", "aggregat=%s" % path]
done = ask("files", "run", "-q", "-I", folder, *files, "-p", "2024-Q1", "-f", "csv")
names, total, *_ = [line.split(";") for line in text(done.stdout).splitlines()] + [[], []]
total = dict(zip(names, total))
check((total.get("numerator"), total.get("denominator")) == ("3000", "6000"), "files: %s" % total)
done = ask("files given twice", "run", "-q", "-I", folder, *files, *files, "-p", "2024-Q1", "-f", "csv", status=(2,))
check("3000 files are given twice; the first 20 are shown" in text(done.stderr), "files given twice: " + text(done.stderr)[-300:])

# One identifier with as many rows as a region, such as a code for those who are not known.
units = ROOT / "tests/golden/kind_units"
changes = {"a_sip_deltog": {"/dedupe/within_days": 3650}, "b_senaste_plan_deltog": {}, "c_forsta_plan_deltog": {}, "d_hemtjanst_deltog": {},
           "f_obesitas": {"/items/tyngd": {"where": "fraga_id <> 'LANGD'", "value": "svar_tal", "take": "mean", "within": ["fraga_id", "dag"]}}}
crowd = work_folder()
(crowd / "datasets").symlink_to(units / "indicators/datasets")
(crowd / "codelists").mkdir()
(crowd / "prov").mkdir()
for name, change in changes.items():
    one = json.loads((units / "indicators/prov" / (name + ".json")).read_text(encoding="utf-8"))
    (crowd / "prov" / (name + ".json")).write_text(json.dumps(one), encoding="utf-8")
    (crowd / "prov" / ("v_" + name + ".json")).write_text(json.dumps({"format": "indikator/1", "id": "v_" + name, "title": one["title"],
                                                                      "extends": name, "set": change or {"/x-a": 1}}), encoding="utf-8")
days = ["%d-%02d-%02d" % (2020 + i % 5, 1 + i % 12, 1 + i % 28) for i in range(MANY)]
tables = {"planer": ("plan_id;person_id;kalla;typ;datum;uppfoljd_datum;deltog", lambda i: "a%d;P;REGION;SIP;%s;;J" % (i, days[i])),
          "insatser": ("insats_id;brukare;typ;start_datum;slut_datum", lambda i: "i%d;P;HEMTJANST;%s;%s" % (i, days[i], days[i])),
          "svar": ("svar_id;respondent_id;fraga_id;svar_tal;dag", lambda i: "s%d;P;F%d;%d;%s" % (i, i, i % 7, days[-i]))}
for name, (head, row) in tables.items():
    (crowd / (name + ".csv")).write_text("\n".join([head] + [row(i) for i in range(MANY)]) + "\n", encoding="utf-8")
given = [word for name in tables for word in ("-D", "%s=%s" % (name, crowd / (name + ".csv")))]
for name in changes:
    ask("one person, " + name, "run", "v_" + name, "-q", "-I", crowd, *given, "-p", "2024", "-f", "csv")
finish("%d cases" % cases)
