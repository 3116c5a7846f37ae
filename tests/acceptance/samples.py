#!/usr/bin/env python3
"""samples/make_samples.py makes the files of samples/ again, byte for byte."""

import subprocess
import sys

from support import SAMPLES, check, finish, work_folder

folder = work_folder()
subprocess.run([sys.executable, str(SAMPLES / "make_samples.py"), str(folder)], check=True, stdout=subprocess.DEVNULL)
names = {path.relative_to(at) for at in (SAMPLES, folder) for path in at.rglob("*.csv")}
for name in sorted(names):
    kept, made = SAMPLES / name, folder / name
    check(kept.exists() and made.exists() and kept.read_bytes() == made.read_bytes(), "%s is not what is made" % name)
finish("%d files" % len(names))
