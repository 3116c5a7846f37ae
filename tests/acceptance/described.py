#!/usr/bin/env python3
"""A report holds what its definition says of a measure, key by key, and no more; written again from itself, it still does."""

import json

from support import check, finish, run, text, work_folder
from trial import Trial

TEXTS = {"sv": "på svenska", "en": "in English"}
PLAIN = {  # what stands in the report as it stands in the definition
    "description": TEXTS, "limitations": {"sv": "begränsat", "en": "limited"}, "target_area": "Tillsammans", "indicator": ["Samordning", "Trygghet"],
    "perspective": ["individ", "brukare"], "principal": ["region", "kommun"], "source": ["en bok", "en annan"], "status": "decided", "owner": "Ägaren",
    "reviewed": "2026-01-02", "next_review": "2027-03-04", "comparable": {"kolada": "U12345", "degree": "near", "why": {"sv": "därför", "en": "because"}},
    "plausible": [3.5, 80], "purpose": {"sv": "Visar.", "en": "Shows."}, "formula_text": {"sv": "a / b", "en": "a by b"},
    "source_system": {"sv": "ett register", "en": "a register"}, "updated": "half_year", "area_perspective": "production", "target_text": {"sv": "mer", "en": "more"},
}
CHANGES = [{"version": "2.0.0", "date": "2026-05-06", "what": {"sv": "Ny gräns.", "en": "New limit."}, "why": {"sv": "Lagen.", "en": "The law."}},
           {"version": "1.0.0", "date": "2026-05-06", "what": TEXTS, "why": TEXTS}]
FACTS = [{"at": "/missing/numerator", "text": {"sv": "Okänt ett.", "en": "Unknown one."}}, {"at": "/period/grain/0", "text": {"sv": "Okänt två.", "en": "Unknown two."}}]
trial = Trial(work_folder())
BASE = {"kind": "proportion", "unit": "percent", "decimals": 2, "better": "lower", "data": {"dataset": "besok"}, "denominator": "true", "numerator": "form = 'J'",
        "missing": {"numerator": "not_met"}, "period": {"date": "datum", "grain": ["year"]}, "interval": {"method": "wilson", "level": [0.95]},
        "reliability": {"min_denominator": 3}}
trial.define("allt", **BASE, **PLAIN, target={"value": 12.5})
trial.define("inget", **BASE)
for key in PLAIN:
    trial.define("utan_" + key, **BASE, **{other: value for other, value in PLAIN.items() if other != key})
for key in PLAIN["comparable"]:
    trial.define("utan_jamforelse_" + key, **BASE, comparable={other: value for other, value in PLAIN["comparable"].items() if other != key})
trial.define("andrad", **{**BASE, "version": "2.0.0"}, changes=CHANGES, open_facts=FACTS)
trial.write("prov/oppen.json", {"format": "indikator/1", "id": "oppen", "version": "1.0.0", "title": TEXTS, "purpose": TEXTS, "status": "open",
                                "open": {"sv": "Ingen vet.", "en": "Nobody knows."}, "unit": "index", "better": "higher"})
trial.define("oppen_med_metod", **BASE, status="open", open={"sv": "Ingen vet.", "en": "Nobody knows."})
trial.define("en_kalla", **BASE, source="en bok")
trial.visits([{"person": "P1", "datum": "2024-05-06", "grupp": "A", "form": "J"}])
done = trial.run("-p", "2024")
check(done.returncode == 0, text(done.stderr))
report = trial.folder / "rapport.json"
report.write_bytes(done.stdout)
again = run("convert", report)
check(again.stdout == done.stdout, "written again it is another report: " + text(again.stderr))
measures = {measure["id"]: measure for measure in json.loads(done.stdout)["indicators"]}


def hold(ident, wanted):
    wanted = {"source": [], **wanted}  # the only one that every report has
    got = {key: measures[ident][key] for key in PLAIN if key in measures[ident]}
    check(got == wanted, "%s: %s, not %s" % (ident, got, wanted))


hold("allt", PLAIN)
hold("inget", {})
for key in PLAIN:
    hold("utan_" + key, {other: value for other, value in PLAIN.items() if other != key})
for key in PLAIN["comparable"]:
    hold("utan_jamforelse_" + key, {"comparable": {other: value for other, value in PLAIN["comparable"].items() if other != key}})
hold("en_kalla", {"source": ["en bok"]})
hold("andrad", {})
check(measures["andrad"]["changed"] == CHANGES[0], "the newest change: %s" % measures["andrad"].get("changed"))
check(measures["andrad"]["open_facts"] == [fact["text"] for fact in FACTS], "open facts: %s" % measures["andrad"].get("open_facts"))
for ident, kind in (("oppen", "open"), ("oppen_med_metod", "proportion")):
    measure = measures.pop(ident)
    check((measure["state"], measure["reason"], measure["open"], measure["kind"]) == ("open", "Nobody knows.", {"sv": "Ingen vet.", "en": "Nobody knows."}, kind),
          "%s: %s" % (ident, measure))
    check("results" not in measure and measure["status"] == "open", "%s has figures" % ident)
check(b"Ingen vet." in run("convert", report, "-f", "table").stdout, "the table does not say why, in Swedish")
for ident, measure in measures.items():
    for key, value in {"unit": "percent", "better": "lower", "decimals": 2, "min_denominator": 3, "interval_method": "wilson"}.items():
        check(measure.get(key) == value, "%s: %s is %s" % (ident, key, measure.get(key)))
    check(measure.get("target") == (12.5 if ident == "allt" else None), "%s: target %s" % (ident, measure.get("target")))
finish("%d measures" % len(measures))
