#!/usr/bin/env python3
"""CONTRIBUTING.md, followed to the letter: a new proportion measure, without touching C."""

import json

from pages import run_page
from support import ROOT, check, copy_tree, environment, finish, run, work_folder

tree = copy_tree(work_folder())
count = run_page(ROOT / "CONTRIBUTING.md", tree)
check(count >= 3, "CONTRIBUTING.md shows only %d commands" % count)

result = run("run", "andel_videobesok", "-D", "out/ovning", "-p", "2024", "-q", cwd=tree, env=environment(INDIKATOR_PATH="indicators"))
cells = json.loads(result.stdout)["indicators"][0]["results"] if result.returncode == 0 else []
total = [cell for cell in cells if cell["group"] == {}]
check(len(total) == 1 and (total[0]["numerator"], total[0]["denominator"]) == (1, 3), "the result is not 1 of 3: %r" % total)
finish("%d commands" % count)
