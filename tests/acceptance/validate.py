#!/usr/bin/env python3
"""'validate' over the samples: its JSON fits the schema and agrees with the report of a run, its page is one page without
script, the same bytes come twice, and no identifier of the data is in any format."""

import csv
import html.parser
import io
import json
import re
import sys

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)  # skipped

from support import CATALOGUE, ROOT, SAMPLES, check, finish, run, work_folder

folder = work_folder()
schema = json.loads((CATALOGUE / "schema" / "validation.schema.json").read_text(encoding="utf-8"))
FORMATS = ["text", "json", "junit", "github", "html"]
made = {f: run("validate", "-D", str(SAMPLES), "-f", f, "--lang", "en", "-I", str(CATALOGUE)) for f in FORMATS}
for name, done in made.items():
    check(done.returncode == 1, "%s: status %d" % (name, done.returncode))
    again = run("validate", "-D", str(SAMPLES), "-f", name, "--lang", "en", "-I", str(CATALOGUE))
    check(again.stdout == done.stdout, "%s: other bytes the second time" % name)

filled = [line for line in made["json"].stderr.decode("utf-8").splitlines() if "[default_beside_values]" in line]
ran = run("run", "delaktighet_patient_region", "-D", str(SAMPLES), "-p", "2024", "-I", str(CATALOGUE)).stderr.decode("utf-8").splitlines()
check(len(filled) == 1 and filled[0] in ran, "defaults beside values: %s" % filled)

texts = {name: done.stdout.decode("utf-8") for name, done in made.items()}
content = json.loads(texts["json"])
for error in jsonschema.Draft202012Validator(schema).iter_errors(content):
    check(False, "the schema says: %s at %s" % (error.message[:100], list(error.absolute_path)))

files = 0
for dataset in content["datasets"]:
    for one in dataset["files"]:
        files += 1
        check(one["records"] == one["rows"] + one["rejected"] + one["duplicates"], one["file"] + ": records do not add up")
        for column in one["columns"]:
            where = "%s %s" % (one["file"], column["name"])
            if column["in_file"]:
                known = column["rows"] - column["empty"] - column["unreadable"] - column["unknown_codes"]
                told = sum(c["count"] for c in column.get("codes", []) if c["count"] != "<5")
                check(0 <= known and told <= known, where + ": more codes than known values")
            check(not (column.get("hidden") and (column.get("codes") or column.get("least"))), where + ": is told")

# the codes of one column, counted here anew
raw = (SAMPLES / "enkatsvar.csv").read_text(encoding="utf-8")
rows = {tuple(r) for r in list(csv.reader(io.StringIO(raw), delimiter=";"))[1:]}
stays = next(d for d in content["datasets"] if d["dataset"] == "enkatsvar")["files"][0]
question = next(c for c in stays["columns"] if c["name"] == "fraga_id")
head = [h.strip().lower() for h in raw.splitlines()[0].split(";")]
if "fraga_id" in head:
    at = head.index("fraga_id")
    for code in question["codes"]:
        check(sum(r[at] == code["code"] for r in rows) == code["count"], "fraga_id %s: another count" % code["code"])


# What a run says of columns that are filled, validate says too: with the same numbers.
filled = [{line.split(" warning", 1)[1] for line in run(*arguments).stderr.decode("utf-8").splitlines() if "[default_beside_values]" in line}
          for arguments in (("validate", "-D", SAMPLES), ("run", "-D", SAMPLES, "-p", "2024"))]
check(filled[0] == filled[1] and filled[0], "of defaults validate says %s, run %s" % tuple(filled))


# The parts of a key are not run together: ab and c are not a and bc.
small = folder / "katalog" / "datasets"
small.mkdir(parents=True)
key = [{"name": n, "type": "string"} for n in ("x", "y")]
for name, more in (("svar", {"foreignKeys": [{"fields": ["x", "y"], "reference": {"resource": "fragor", "fields": ["x", "y"]}}]}), ("fragor", {"primaryKey": ["x", "y"]})):
    (small / (name + ".json")).write_text(json.dumps({"format": "indikator-dataset/1", "name": name, "title": {"sv": name, "en": name}, "fields": key, **more}))
(folder / "fragor.csv").write_text("x;y\nab;c\n")
for row, found in (("ab;c", True), ("a;bc", False)):
    (folder / "svar.csv").write_text("x;y\n%s\n" % row)
    done = run("validate", "-I", small.parent, *[word for name in ("svar", "fragor") for word in ("-D", "%s=%s" % (name, folder / (name + ".csv")))])
    check((b"missing_lookup" in done.stdout + done.stderr) == (not found), "key %s: %s" % (row, (done.stdout + done.stderr)[-400:]))

# Nor is a key there whose records were all rejected: they have one key and say different things.
fields = key + [{"name": "z", "type": "string"}]
schema = json.loads((small / "fragor.json").read_text())
(small / "fragor.json").write_text(json.dumps(dict(schema, fields=fields)))
(folder / "svar.csv").write_text("x;y\nab;c\n")
for second, found in (("d;e;2", True), ("ab;c;2", False)):
    (folder / "fragor.csv").write_text("x;y;z\nab;c;1\nf;g;1\n%s\n" % second)
    done = run("validate", "--max-rejected", "100", "-I", small.parent, *[word for name in ("svar", "fragor") for word in ("-D", "%s=%s" % (name, folder / (name + ".csv")))])
    check((b"missing_lookup" in done.stdout + done.stderr) == (not found), "beside %s: %s" % (second, (done.stdout + done.stderr)[-400:]))

# A row that has come to an end, or has not begun, on the day is not found either.
days = lambda *names: [{"name": n, "type": "date"} for n in names]
make = lambda name, fields, **more: (small / (name + ".json")).write_text(json.dumps(
    {"format": "indikator-dataset/1", "name": name, "title": {"sv": name, "en": name}, "fields": key[:1] + fields, **more}))
make("fragor", days("fran", "till"), primaryKey=["x", "fran"])
make("svar", days("dag"), foreignKeys=[{"fields": ["x"], "reference": {"resource": "fragor", "fields": ["x"]},
                                        "x-indikator": {"valid": {"at": "dag", "from": "fran", "to": "till"}}}])
(folder / "fragor.csv").write_text("x;fran;till\na;2024-02-01;2024-03-31\n")
for day, found in (("2024-01-31", False), ("2024-02-01", True), ("2024-03-31", True), ("2024-04-01", False)):
    (folder / "svar.csv").write_text("x;dag\na;%s\n" % day)
    done = run("validate", "-I", small.parent, *[word for name in ("svar", "fragor") for word in ("-D", "%s=%s" % (name, folder / (name + ".csv")))])
    check((b"missing_lookup" in done.stdout + done.stderr) == (not found), "on %s: %s" % (day, (done.stdout + done.stderr)[-400:]))

# What is wrong with files that do not point at each other is said in order of name.
for name in ("annat", "brev", "citat"):
    (small / (name + ".json")).write_text(json.dumps({"format": "indikator-dataset/1", "name": name, "title": {"sv": name, "en": name}, "fields": key}))
    (folder / (name + ".csv")).write_text("x;x\na;b\n")
done = run("validate", "-I", small.parent, *[word for name in ("citat", "brev", "annat") for word in ("-D", "%s=%s" % (name, folder / (name + ".csv")))])
said = re.findall(r"(\w+)\.csv:\d+: error", done.stderr.decode("utf-8"))
check(said == ["annat", "brev", "citat"], "errors of %s: %s" % (said, done.stderr.decode("utf-8")))

# A file without a column is read once more without it; what is wrong with the others is said once.
(small / "annat.json").write_text(json.dumps({"format": "indikator-dataset/1", "name": "annat", "title": {"sv": "annat", "en": "annat"},
                                              "fields": [{"name": "x", "type": "string"}, {"name": "y", "type": "string"}]}))
done = run("validate", "-I", small.parent, "-D", "annat=%s" % (folder / "annat.csv"))
said = re.findall(r"error\[(\w+)\]", done.stderr.decode("utf-8"))
check(sorted(said) == ["duplicate_column", "missing_column"], "said: %s" % done.stderr.decode("utf-8"))


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))


page = Page()
page.feed(texts["html"])
tags = [t for t, _ in page.tags]
check(not {"script", "link", "img", "iframe", "object"} & set(tags), "the page needs something beside itself")
check(tags.count("table") == tags.count("caption") > 0, "a table without caption")
check(all("scope" in a for t, a in page.tags if t == "th"), "a head cell without scope")
check(not any(k.startswith("on") or k in ("src", "href") for _, a in page.tags for k in a), "an attribute that acts")

identifiers = set()
with open(SAMPLES / "vardtillfallen.csv", encoding="utf-8", newline="") as file:
    for record in list(csv.reader(file, delimiter=";"))[1:]:
        identifiers.update(record[:2])
identifiers = {i for i in identifiers if len(i) > 4}
check(len(identifiers) > 1000, "no identifiers in the samples")
for name, made_text in texts.items():
    words = set(made_text.replace('"', " ").replace("<", " ").replace(">", " ").replace(",", " ").split())
    check(not identifiers & words, "%s: an identifier of the data" % name)
finish("%d files" % files)
