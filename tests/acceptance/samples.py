#!/usr/bin/env python3
"""The scripts that made samples/ and tests/planted/ make their files again, byte for byte."""

import subprocess
import sys

from support import ROOT, SAMPLES, check, finish, work_folder

count = 0
for kept_in, script in ((ROOT / "samples", "make_samples.py"), (SAMPLES, "make_planted.py")):
    folder = work_folder()
    subprocess.run([sys.executable, str(kept_in / script), str(folder)], check=True, stdout=subprocess.DEVNULL)
    names = {path.relative_to(at) for at in (kept_in, folder) for path in at.rglob("*.csv")}
    for name in sorted(names):
        kept, made = kept_in / name, folder / name
        check(kept.exists() and made.exists() and kept.read_bytes() == made.read_bytes(), "%s is not what is made" % name)
    count += len(names)
finish("%d files" % count)
