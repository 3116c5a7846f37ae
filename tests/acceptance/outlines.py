#!/usr/bin/env python3
"""The outline of Sörmland has every row of its seven tables, in their order and words; 'list' shows them so, a report holds
them, and definitions stand where they say.  What is wrong with an outline is found."""

import json

from support import CATALOGUE, SAMPLES, check, finish, run, text, work_folder

# The tables of the county's final report: target area, indicator, measures.
TABLES = [
    ("Tillsammans", "Delaktighet", ["Patientrapporterad delaktighet, region", "Brukarrapporterad delaktighet, kommun", "Delaktighet i överenskommelse och planering",
                                    "Patientrapporterad delaktighet barn/unga"]),
    ("Tillsammans", "Samordning", ["Antal Samordnad individuell plan (SIP)", "Utskrivningsklara patienter på sjukhus", "Oplanerade återinskrivningar",
                                   "Samordning av vård- och omsorgskontakter", "Samordning av vårdkontakter, region"]),
    ("Nära", "Tillgänglighet", ["Medicinsk bedömning inom tre dagar, regionens primärvård", "Rapporterade distansbesök, region",
                                "Möjlighet att träffa läkare vid behov i särskilt boende", "Läkarbesök i hemmet (inkl. särskilt boende)"]),
    ("Nära", "Kontinuitet", ["Kontinuitetsindex primärvårdsläkare, kronisk sjukdom", "Upplevd kontinuitet", "Personalkontinuitet, hemtjänst",
                             "Samordning av vård- och omsorgskontakter", "Samordning av vårdkontakter, region"]),
    ("God hälsa, vård och omsorg", "Hälsofrämjande", ["Självrapporterad hälsa", "Andel hälsosamtal"]),
    ("God hälsa, vård och omsorg", "Förebyggande", ["Övervikt och obesitas i befolkningen", "Fallskador bland äldre", "Vårdtillfälle/100 000 invånare",
                                                    "Riskförebyggande åtgärder i särskilt boende", "Antal sjukhusvårdade per 100 000, avsiktlig självdestruktiv handling",
                                                    "ANDTS", "Ofrivillig ensamhet", "Våldsutsatthet"]),
    ("God hälsa, vård och omsorg", "Rehabiliterande", ["Ej klart"]),
]
path = CATALOGUE / "outlines" / "sormland.json"
outline = json.loads(path.read_text(encoding="utf-8"))
listed = {measure["id"]: measure for measure in json.loads(run("list", "-f", "json").stdout)}
rows = [(area["title"]["sv"], indicator["title"]["sv"], [row["title"]["sv"] for row in indicator["rows"]])
        for area in outline["target_areas"] for indicator in area["indicators"]]
check(rows == TABLES, "the outline is not the seven tables: %s" % [one for one in rows if one not in TABLES])
placed = {ident for file in (CATALOGUE / "outlines").glob("*.json") for area in json.loads(file.read_text(encoding="utf-8"))["target_areas"]
          for indicator in area["indicators"] for row in indicator["rows"] for ident in row.get("measures", [])}
seen = {}  # the target areas that a measure stands in
for area in outline["target_areas"]:
    for indicator in area["indicators"]:
        for row in indicator["rows"]:
            for ident in row.get("measures", []):
                seen.setdefault(ident, []).append(area["title"]["sv"])
                measure = listed[ident]
                check(indicator["title"]["sv"] in measure.get("indicator", []), "%s is of indicator %s" % (ident, measure.get("indicator")))
                check(measure.get("perspective") and measure.get("principal"), "%s has no perspective or principal" % ident)
for ident, areas in seen.items():
    check(listed[ident].get("target_area") == areas[0], "%s is of target area %s" % (ident, listed[ident].get("target_area")))
for ident, measure in listed.items():
    check(ident in placed or measure["pack"] not in ("tillsammans", "nara", "god_halsa"), "%s stands in no row" % ident)

# ---- what is printed: the same order and words

for language in ("sv", "en"):
    lines = [line.strip() for line in text(run("list", "--lang", language).stdout).splitlines()]
    at = 0
    for area in outline["target_areas"]:
        for indicator in area["indicators"]:
            for row in indicator["rows"]:
                wanted = [row["title"][language], *row.get("measures", [])]
                for one in wanted:
                    found = [number for number in range(at, len(lines)) if lines[number] == one or lines[number].split(" ")[0] == one]
                    if check(found, "%s: 'list' has no line for %s, or not in order" % (language, one)):
                        at = found[0] + 1

# Of the whole catalogue only the gap survey stands in no follow-up.
check({ident for ident in listed if ident not in placed} == {"gap_varde", "gap_spridning", "gap_fokusomrade", "gap_svarsandel"},
      "in no outline: %s" % sorted(set(listed) - placed))

# ---- a report holds it, and is the same when read back

folder = work_folder()
report = folder / "rapport.json"
report.write_bytes(run("run", "-q", "upplevd_kontinuitet", "-D", SAMPLES, "-p", "2024").stdout)
held = json.loads(report.read_text(encoding="utf-8"))["outlines"]
check([{key: value for key, value in outline.items() if key not in ("format", "source")}] == held, "the report holds another outline")
check(run("convert", report).stdout == report.read_bytes(), "read back it is another report")
done = run("run", "-q", "gap_varde", "-D", SAMPLES, "-p", "2024")
check("outlines" not in json.loads(done.stdout), "an outline without any measure of the report is in it")

# ---- faults

def spoiled(change):
    wrong = json.loads(path.read_text(encoding="utf-8"))
    change(wrong)
    target = folder / "outlines" / "sormland.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(wrong, ensure_ascii=False, indent=1), encoding="utf-8")
    return text(run("check", target).stderr) + text(run("check", target).stdout)


def first_row(wrong):
    return wrong["target_areas"][0]["indicators"][0]["rows"][0]


for what, change in {
    "error[unknown_id]: no definition 'delaktighet_patient_regio'": lambda wrong: first_row(wrong).update(measures=["delaktighet_patient_regio"]),
    "the closest is 'delaktighet_patient_region'": lambda wrong: first_row(wrong).update(measures=["delaktighet_patient_regio"]),
    "error[missing_key]: a row has measures, or says what is missing": lambda wrong: first_row(wrong).pop("measures"),
    "error[too_few]: 'rows' names nothing": lambda wrong: wrong["target_areas"][0]["indicators"][0].update(rows=[]),
    "error[name_is_file]": lambda wrong: wrong.update(id="orebro"),
    "error[format_version]": lambda wrong: wrong.update(format="indikator-outline/2"),
    "the 'format' of an outline is 'indikator-outline/1'": lambda wrong: wrong.pop("format"),
    "error[unknown_key]": lambda wrong: first_row(wrong).update(measurs=["x"]),
}.items():
    check(what in spoiled(change), "not said: %s" % what)
broken = folder / "catalogue"
(broken / "outlines").mkdir(parents=True)
(broken / "outlines" / "eget.json").write_text('{"format": "indikator-outline/1", "id": "eget"}', encoding="utf-8")
done = run("run", "upplevd_kontinuitet", "-I", CATALOGUE, "-I", broken, "-D", SAMPLES, "-p", "2024", "-q")
check(done.returncode == 3 and b"eget.json:1:1: error" in done.stderr and done.stdout == b"", "a run goes on with a broken outline: %d" % done.returncode)
finish("%d rows" % sum(len(names) for _, _, names in rows))
