#!/usr/bin/env python3
"""Write the catalogue: one page a measure, as 'indikator show ID --format md' has it, and an index of them.

  docs/catalogue/make.py build/release/indikator            into docs/catalogue
  docs/catalogue/make.py build/release/indikator FOLDER     somewhere else

./dev catalogue does the first; a test does the second and compares."""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGES = {
    "sv": (".", "Katalog", "Måtten i katalogen, så som `indikator show` beskriver dem.", "In English: [en/](en/README.md)."),
    "en": ("en", "Catalogue", "The measures of the catalogue, as `indikator show --lang en` tells them.",
           "På svenska: [../](../README.md)."),
}


def indikator(program, *arguments):
    # from the root of the tree: places in the pages, if any, are then the same everywhere
    command = [program, *arguments, "-I", "indicators"]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else HERE
    for language, (folder, title, lead, other) in PAGES.items():
        into = target / folder
        into.mkdir(parents=True, exist_ok=True)
        measures = json.loads(indikator(program, "list", "-f", "json", "--lang", language))
        lines = ["# %s" % title, "", "%s %s" % (lead, other), "", "| | |", "|---|---|"]
        for measure in measures:
            name = measure["id"]
            text = indikator(program, "show", name, "-f", "md", "--lang", language)
            (into / (name + ".md")).write_text(text, encoding="utf-8")
            lines.append("| [%s](%s.md) | `%s` |" % (measure["title"], name, name))
        (into / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
        wanted = {measure["id"] + ".md" for measure in measures} | {"README.md"}
        for page in into.glob("*.md"):
            if page.name not in wanted:
                page.unlink()


main()
