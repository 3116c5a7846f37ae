#!/usr/bin/env python3
"""samples/make_samples.py makes the files of samples/ again, byte for byte."""

import subprocess
import sys

from support import DATASETS, SAMPLES, check, finish, work_folder

folder = work_folder()
subprocess.run([sys.executable, str(SAMPLES / "make_samples.py"), str(folder)], check=True, stdout=subprocess.DEVNULL)
for name in DATASETS:
    made = folder / (name + ".csv")
    check(made.exists() and made.read_bytes() == (SAMPLES / made.name).read_bytes(), "%s.csv differs from what is made" % name)
finish("%d files" % len(DATASETS))
