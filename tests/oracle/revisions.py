#!/usr/bin/env python3
"""A year of monthly reports over deliveries with late registrations: what "diff" and "history" say of every figure, against R.

    revisions.py INDIKATOR RSCRIPT [SEED]

Each month a new delivery has what was registered by then; rows come late, some are taken back, one kommun is late with a whole month,
and halfway the definition changes.  Each report is kept as JSON and as CSV; revisions.R reads the CSV alone."""

import csv
import json
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
INDIKATOR, RSCRIPT = sys.argv[1:3]
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
BY_DAY = "days_between(kom, klar) between 0 and 3"
DATASETS = {
    "arenden": {"fields": [{"name": "arende_id", "type": "string", "constraints": {"required": True}}, {"name": "kommun", "type": "string"},
                           {"name": "kom", "type": "date"}, {"name": "klar", "type": "date", "x-indikator": {"mostly_empty": True}}], "primaryKey": ["arende_id"],
                "x-indikator": {"personal": False, "supplier": "kommun", "date": "kom"}},
    "leveranser": {"fields": [{"name": name, "type": kind, "constraints": {"required": True}} for name, kind in
                              (("dataset", "string"), ("lamnare", "string"), ("period_fran", "date"), ("period_till", "date"))],
                   "primaryKey": ["dataset", "lamnare", "period_fran"],
                   "x-indikator": {"personal": False, "deliveries": {"dataset": "dataset", "supplier": "lamnare", "from": "period_fran", "to": "period_till"}}},
}


def definition(numerator):
    text = {"sv": "Klara i tid", "en": "Done in time"}
    return {"format": "indikator/1", "id": "klara_i_tid", "version": "1.0.0", "title": text, "unit": "percent", "decimals": 1, "better": "higher",
            "kind": "proportion", "data": {"dataset": "arenden"}, "denominator": "true", "numerator": numerator, "missing": {"numerator": "not_met"},
            "period": {"date": "kom", "grain": ["month", "quarter"]}, "groups": {"kommun": "kommun"}, "by": [[], ["kommun"]],
            "interval": {"method": "wilson", "level": [0.95]}, "reliability": {"min_denominator": 5}}


def write_catalogue(folder, numerator):
    (folder / "datasets").mkdir(parents=True, exist_ok=True)
    (folder / "prov").mkdir(exist_ok=True)
    for name, content in DATASETS.items():
        content = {"format": "indikator-dataset/1", "name": name, "title": {"sv": name, "en": name}, "missingValues": [""], **content}
        (folder / "datasets" / (name + ".json")).write_text(json.dumps(content), encoding="utf-8")
    (folder / "prov" / "klara_i_tid.json").write_text(json.dumps(definition(numerator)), encoding="utf-8")


def make_cases(dice):
    """(id, kommun, came, done, registered, taken back)"""
    cases = []
    for i in range(1500):
        came = date(2024, 1, 1) + timedelta(dice.randrange(366))
        done = None if dice.random() < 0.1 else came + timedelta(dice.randrange(8))
        registered = came + timedelta(dice.choice([0, 1, 5, 20, 45, 80]))
        back = registered + timedelta(dice.choice([30, 60])) if dice.random() < 0.05 else None
        cases.append(("a%05d" % i, dice.choice(["0480", "0484", "0486"]), came, done, registered, back))
    return cases


def month_end(year, month):
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def write_data(folder, cases, until):
    with open(folder / "arenden.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["arende_id", "kommun", "kom", "klar"])
        for ident, kommun, came, done, registered, back in cases:
            if came <= until and registered <= until + timedelta(5) and (back is None or back > until):
                out.writerow([ident, kommun, came, done if done is not None and done <= until else ""])
    late = month_end(until.year, until.month - 1) if until.month > 1 else None
    with open(folder / "leveranser.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["dataset", "lamnare", "period_fran", "period_till"])
        for kommun in ("0480", "0484"):
            out.writerow(["arenden", kommun, "2024-01-01", until])
        if late:
            out.writerow(["arenden", "0486", "2024-01-01", late])


def run(*arguments, expect=(0,)):
    done = subprocess.run([INDIKATOR, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in expect:
        sys.exit("%s: status %d: %s" % (arguments, done.returncode, done.stderr[-800:]))
    return done.stdout


def main():
    dice = random.Random(SEED)
    cases = make_cases(dice)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = []
        for month in range(1, 13):
            write_catalogue(folder / "catalogue", BY_DAY if month < 7 else BY_DAY.replace("3", "4"))
            write_data(folder, cases, month_end(2024, month))
            report = folder / ("2024-%02d.json" % month)
            run("run", "-q", "-I", folder / "catalogue", "-D", "arenden=%s/arenden.csv" % name, "-D", "leveranser=%s/leveranser.csv" % name,
                "-p", "2024-01..2024-%02d" % month, "-o", report)
            run("convert", report, "-f", "csv", "-o", report.with_suffix(".csv"))
            reports.append(report)
        (folder / "history.csv").write_text(run("history", *reports, "-f", "csv"), encoding="utf-8")
        with open(folder / "diff.csv", "w", encoding="utf-8") as out:
            out.write("before;after;period;grain;group;change;difference;outside;definition\n")
            for old, new in zip(reports, reports[1:]):
                told = json.loads(run("diff", old, new, "-f", "json", expect=(0, 1)))
                measure, = told["indicators"]
                for cell in measure["cells"]:
                    group = " ".join("%s=%s" % (k, v or "") for k, v in cell["group"].items())
                    out.write("%s;%s;%s;%s;%s;%s;%s;%s;%s\n" % (old.name, new.name, cell["period"], cell["grain"], group, cell["change"],
                                                               cell.get("difference", ""), cell.get("outside_interval", ""), measure["definition"]))
        done = subprocess.run([RSCRIPT, "--vanilla", HERE / "revisions.R", name], text=True)
        sys.exit(done.returncode)


main()
