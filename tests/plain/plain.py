#!/usr/bin/env python3
"""The program with every optimisation switched off (src/base/plain.h) gives the same bytes as the program that is used.

  PLAIN=build/plain/indikator INDIKATOR=build/release/indikator tests/plain/plain.py [DEFINITIONS [SEED]]

Reports and messages of the samples in each format, each golden case, and DEFINITIONS of each kind made at random."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "generated"), str(ROOT / "tests" / "acceptance")]
PLAIN = Path(os.environ.get("PLAIN", ROOT / "build" / "plain" / "indikator")).resolve()
if not PLAIN.exists():
    print("%s is not built: ./dev build plain" % PLAIN)
    sys.exit(77)

from definitions import KINDS  # noqa: E402
from generated import Batch, PERIODS  # noqa: E402
from support import PROGRAM, SAMPLES, check, environment, finish, text  # noqa: E402

compared = 0


def same(what, *arguments):
    """Both programs say the same, byte for byte."""
    global compared
    compared += 1
    usual, plain = (subprocess.run([program, *map(str, arguments)], env=environment(), capture_output=True, timeout=600) for program in (PROGRAM, PLAIN))
    check(usual.returncode == plain.returncode, "%s: status %d, plain %d: %s" % (what, usual.returncode, plain.returncode, text(plain.stderr)[:500]))
    for name in ("stdout", "stderr"):
        lines = [getattr(done, name).splitlines() for done in (usual, plain)]
        first = next((pair for pair in zip(*lines) if pair[0] != pair[1]), None)
        check(lines[0] == lines[1], "%s: %s differs, first %s" % (what, name, first))


def samples():
    for more in (["-p", "2023..2024"], ["-p", "2024", "-f", "csv"], ["-p", "2024-Q1", "--area", "04", "--summary"], []):
        same("samples %s" % more, "run", "-D", SAMPLES, *more)
    same("validate", "validate", "-D", SAMPLES)
    same("cases", "test")


def goldens():
    global compared
    for case in sorted((ROOT / "tests" / "golden").glob("*/cmd")):
        compared += 1
        done = subprocess.run([ROOT / "tests" / "golden" / "run.sh", case.parent], env={**os.environ, "INDIKATOR": str(PLAIN)}, capture_output=True)
        check(done.returncode == 0, "golden " + text(done.stdout)[:2000])


def definitions(count, seed):
    """All of them together, and in several files with other rows first."""
    batch = Batch(0, seed, {kind: count for kind in KINDS})
    shuffled = batch.tables.write(batch.folder / "shuffled", shuffle=True)
    for period in list(PERIODS)[:4]:
        for data in (batch.data, shuffled):
            same("definitions, seed %s, %s" % (seed, period), "run", "-I", batch.catalogue, "-p", period, *data)
    batch.close()


samples()
goldens()
definitions(int(sys.argv[1]) if len(sys.argv) > 1 else 20, sys.argv[2] if len(sys.argv) > 2 else "1")
finish("%d commands" % compared)
