#!/usr/bin/env python3
"""Every command in README.md and docs/ is run in a copy of the tree; links lead somewhere; the manual page is the program's."""

import re

from pages import run_page
from support import ROOT, check, copy_tree, finish, run, work_folder

pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "samples" / "README.md",
         *sorted((ROOT / "docs").rglob("*.md"))]


def anchors_of(page):
    """What a link can name: its headings, as GitHub writes them."""
    headings = re.findall(r"^#+ +(.*)", page.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


for page in pages:
    for target, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")):
        if target.startswith(("https://", "http://")):
            continue
        to = page.parent / target if target else page
        check(to.exists(), "%s: no file behind the link %s" % (page.relative_to(ROOT), target))
        if anchor and to.suffix == ".md" and to.exists():
            check(anchor in anchors_of(to), "%s: %s has no heading #%s" % (page.relative_to(ROOT), to.name, anchor))

count = 0
for page in pages:
    if page.name not in ("CONTRIBUTING.md",):  # contributing.py follows that one
        count += run_page(page, copy_tree(work_folder()))

manual = ROOT / "docs" / "man" / "man1" / "indikator.1"
check(manual.exists() and manual.read_bytes() == run("--man").stdout,
      "docs/man/man1/indikator.1 is not what 'indikator --man' prints; write it anew")
completion = ROOT / "docs" / "completion" / "indikator.bash"
check(completion.exists() and completion.read_bytes() == run("completion", "bash").stdout,
      "docs/completion/indikator.bash is not what 'indikator completion bash' prints; write it anew")
finish("%d commands" % count)
