#!/usr/bin/env python3
""""The earlier report is unchanged" is said exactly when a command with -o ends without having replaced what was there."""

import resource
import shutil
import subprocess

from support import CATALOGUE, PROGRAM, SAMPLES, check, environment, finish, text, work_folder

NOTE = b"note: the earlier report is unchanged\n"
EARLIER = b"an earlier report\n"
RUN = ["run", "upplevd_kontinuitet", "-D", SAMPLES, "-p", "2024"]
folder = work_folder()
report = folder / "rapport.json"
source = folder / "kalla.json"
subprocess.run([PROGRAM, *RUN, "-q", "-o", source], env=environment(), check=True, stderr=subprocess.DEVNULL)
changed = folder / "andrad.json"
changed.write_bytes(source.read_bytes().replace(b'"computed"', b'"skipped"', 1))
broken = folder / "sönder"
shutil.copytree(CATALOGUE, broken)
(broken / "nara" / "upplevd_kontinuitet.json").write_text("{", encoding="utf-8")


def no_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


CASES = [  # name, replaced?, arguments, what is done before
    ("a run", True, RUN, None),
    ("a quiet run", True, [*RUN, "-q"], None),
    ("a run with a summary", True, [*RUN, "--summary"], None),
    ("a run as CSV", True, [*RUN, "-f", "csv"], None),
    ("a run with something not computed", True, ["run", "-D", "enkatsvar=%s/enkatsvar.csv" % SAMPLES, "-D", "enkatfragor=%s/enkatfragor.csv" % SAMPLES, "-p", "2024"], None),
    ("a run with a report of findings", True, [*RUN, "--findings-report", folder / "fynd.json"], None),
    ("a report of findings without a place", False, [*RUN, "--findings-report", folder / "nowhere" / "fynd.json"], None),
    ("no such measure", False, ["run", "finns_ej", "-D", SAMPLES, "-p", "2024"], None),
    ("no such file", False, ["run", "upplevd_kontinuitet", "-D", SAMPLES, "-D", "enkatsvar=%s" % (folder / "none.csv"), "-p", "2024"], None),
    ("no period", False, ["run", "upplevd_kontinuitet", "-D", SAMPLES, "-p", "1"], None),
    ("a broken definition", False, ["run", "upplevd_kontinuitet", "-I", broken, "-D", SAMPLES, "-p", "2024"], None),
    ("too many cells", False, [*RUN, "--max-cells", "1"], None),
    ("too little memory", False, [*RUN, "--memory-limit", "1M"], None),
    ("no room on the disk", False, RUN, no_room),
    ("converted", True, ["convert", source, "-f", "csv"], None),
    ("converted to JSON", True, ["convert", source], None),
    ("convert of a report that was changed", False, ["convert", changed], None),
    ("convert of nothing", False, ["convert", folder / "none.json"], None),
    ("convert without room", False, ["convert", source], no_room),
]

for name, replaced, arguments, before in CASES:
    report.write_bytes(EARLIER)
    done = subprocess.run([PROGRAM, *arguments, "-o", report], env=environment(), capture_output=True, preexec_fn=before)
    what = "%s: status %d, %s" % (name, done.returncode, text(done.stderr)[-300:])
    check((report.read_bytes() != EARLIER) == replaced, what + ": replaced or not")
    check((NOTE in done.stderr) == (not replaced), what + ": said or not")
    check((done.returncode > 1) == (not replaced), what)
    report.unlink()
    done = subprocess.run([PROGRAM, *arguments, "-o", report], env=environment(), capture_output=True, preexec_fn=before)
    check(NOTE not in done.stderr, name + ": said where there was none")
    check(report.exists() == replaced, name + ": written or not, where there was none")
finish("%d commands" % len(CASES))
