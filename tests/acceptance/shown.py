"""Definitions and what 'show' must say of them: whole sentences, in both languages."""

import json

from support import CATALOGUE, check, run_used, text, work_folder


def hold(base, cases, datasets=()):
    """Each of CASES lays keys over BASE (None: left out); the Swedish and English texts behind them must be said, or not be said
    where they begin with "-".  Line breaks count as blanks.
    DATASETS stand beside the shipped ones."""
    catalogue = work_folder() / "katalog"
    (catalogue / "prov").mkdir(parents=True)
    (catalogue / "datasets").mkdir()
    (catalogue / "codelists").symlink_to(CATALOGUE / "codelists")
    for path in (CATALOGUE / "datasets").glob("*.json"):
        (catalogue / "datasets" / path.name).symlink_to(path)
    for dataset in datasets:
        (catalogue / "datasets" / (dataset["name"] + ".json")).write_text(json.dumps(dataset), encoding="utf-8")
    for number, (keys, *_) in enumerate(cases):
        content = {key: value for key, value in {**base, "id": "m%d" % number, **keys}.items() if value is not None}
        (catalogue / "prov" / ("m%d.json" % number)).write_text(json.dumps(content), encoding="utf-8")
    for number, (keys, *sentences) in enumerate(cases):
        for language, sentence in zip(("sv", "en"), sentences):
            done = run_used("show", "-I", catalogue, "m%d" % number, "--lang", language)
            said = " ".join(text(done.stdout).split())
            wanted = not sentence.startswith("-")
            check(done.returncode == 0 and (sentence.lstrip("-") in said) == wanted,
                  "%s: %s '%s'\n%s%s" % (keys, "not said:" if wanted else "said:", sentence, text(done.stdout), text(done.stderr)))
    return len(cases)
