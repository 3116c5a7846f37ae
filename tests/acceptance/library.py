#!/usr/bin/env python3
"""The library as it is installed: it has the functions that its headers declare and no others, and a program outside,
in C and in C++, writes a report with flow, inputs and texts from it, as the program's own JSON has them."""

import json
import re
import shutil
import subprocess

from support import PROGRAM, SAMPLES, check, environment, finish, run, text, work_folder

HERE = __import__("pathlib").Path(__file__).resolve().parent
prefix = work_folder()
done = subprocess.run(["cmake", "--install", str(PROGRAM.parent), "--prefix", str(prefix)], capture_output=True)
check(done.returncode == 0, "cmake --install: " + text(done.stderr))
archive = next(prefix.glob("lib*/**/libindikator.a"))

# ---- symbols ----

declared = set()
for header in sorted((prefix / "include" / "indikator").glob("*.h")):
    words = re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.S)
    words = re.sub(r"static inline.*?\n}\n", "", words, flags=re.S)
    declared.update(re.findall(r"\b(ind_\w+)\s*\([^;{]*\)\s*(?:__attribute__\(.*?\))?;", words))
listed = text(subprocess.run(["nm", "-g", "--defined-only", str(archive)], capture_output=True).stdout)
exported = {line.split()[2] for line in listed.splitlines() if len(line.split()) == 3}
mine = {name for name in exported if not name.startswith(("__asan", "__odr_asan", "__gcov", "__llvm"))}
check(not declared - mine, "declared and not there: %s" % sorted(declared - mine))
check(not mine - declared, "exported and not declared: %s" % sorted(mine - declared)[:20])

# ---- a program outside ----

cache = (PROGRAM.parent / "CMakeCache.txt").read_text()
flags = []
for option, given in (("INDIKATOR_SANITIZE", ["-fsanitize=address,undefined"]), ("INDIKATOR_TSAN", ["-fsanitize=thread"]),
                      ("INDIKATOR_COVERAGE", ["--coverage"])):
    if re.search(r"^%s:BOOL=(ON|1|TRUE)$" % option, cache, re.M):
        flags += given
compiler = re.search(r"^CMAKE_C_COMPILER:\w+=(.*)$", cache, re.M).group(1)
cxx = {"clang": "clang++", "gcc": "g++", "cc": "g++"}.get(re.sub(r"-\d+$", "", compiler.rsplit("/", 1)[-1]), "g++")
libraries = subprocess.run(["pkg-config", "--cflags", "--libs", "--static", str(next(prefix.glob("lib*/pkgconfig/indikator.pc")))],
                           capture_output=True)
check(libraries.returncode == 0, "pkg-config: " + text(libraries.stderr))
libraries = text(libraries.stdout).split()

report = prefix / "report.json"
run("run", "aterinskrivningar_30d_65plus", "delaktighet_patient_region", "-D", SAMPLES, "-p", "2024", "-o", report)
wanted = json.loads(report.read_text())
lines = ["input %s %d %d %d" % (i["dataset"], i["records"], i["rows"], i["rejected"]) for i in wanted["inputs"]]
lines += ["delivery %s %s %s" % (d["dataset"], d["supplier"], d["to"]) for d in wanted["deliveries"]]
for m in wanted["indicators"]:
    lines.append("measure %s %s %s" % (m["id"], m["unit"], m["target_area"]))
    lines += ["step %s %d" % (s["step"], s["n"]) for s in m["flow"]]
    lines += ["cell %s %s %s" % (c["period"], c["status"], "nan" if c["value"] is None else "%.12g" % c["value"])
              for c in m["results"]]

compiled = 0
for name, command in (("C", [compiler, "-x", "c"]), ("C++", [cxx, "-x", "c++"])):
    if name == "C++" and shutil.which(cxx) is None:
        continue  # no C++ compiler here
    program = prefix / ("writer-" + name)
    made = subprocess.run([*command, "-Wall", "-Wextra", "-Werror", *flags, str(HERE / "library" / "report_writer.c"), "-x", "none",
                           "-o", str(program), *libraries], capture_output=True)
    if not check(made.returncode == 0, "%s: %s" % (name, text(made.stderr)[-1500:])):
        continue
    done = subprocess.run([str(program), str(report)], env=environment(), capture_output=True)
    got = text(done.stdout).splitlines()
    check(done.returncode == 0, "%s: status %d, %s" % (name, done.returncode, text(done.stderr)[-500:]))
    check([line.replace("-nan", "nan") for line in got] == lines, "%s: another report: %s" % (
        name, [(a, b) for a, b in zip(got, lines) if a != b][:3]))
    compiled += 1
finish("%d functions, %d programs, %d lines" % (len(declared), compiled, len(lines)))
