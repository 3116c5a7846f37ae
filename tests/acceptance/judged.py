#!/usr/bin/env python3
"""What is said of data as a whole, on both sides of each edge: rows of years that were not delivered, of counties that have delivered
nothing, rows without a group, ends that are perhaps lost.  Five are too much where they are more than the limit of the
dataset; four never are."""

import json
import re
import shutil

from support import CATALOGUE, check, finish, run, text, work_folder

folder = work_folder()
catalogue = folder / "katalog"
(catalogue / "datasets").mkdir(parents=True)
(catalogue / "prov").mkdir()
shutil.copytree(CATALOGUE / "codelists", catalogue / "codelists")
shutil.copy(CATALOGUE / "datasets" / "leveranser.json", catalogue / "datasets")
FIELDS = [
    {"name": "id", "type": "string", "constraints": {"required": True}, "x-indikator": {"identifying": True}},
    {"name": "person", "type": "string", "x-indikator": {"identifying": True}},
    {"name": "kommunkod", "type": "string", "x-indikator": {"codelist": "kommuner"}},
    {"name": "datum", "type": "date"},
    {"name": "slut", "type": "date", "x-indikator": {"optional": True, "longest_open": 30}},
    {"name": "form", "type": "string", "constraints": {"enum": ["J", "N"]}},
]
ROWS = 20
count = 0


def define(name, **keys):
    (catalogue / "prov" / ("andel_%s.json" % name)).write_text(json.dumps({
        "format": "indikator/1", "id": "andel_" + name, "version": "1.0.0", "title": {"sv": name, "en": name}, "unit": "percent", "decimals": 1,
        "better": "higher", "kind": "proportion", "data": {"dataset": "rader"}, "denominator": "slut >= datum or slut is null", "numerator": "form = 'J'",
        "missing": {"numerator": "not_met"}, "period": {"date": "datum", "grain": ["year"]}, "groups": {"kommunkod": "kommunkod"},
        "by": [[], ["kommunkod"]], "interval": {"method": "none"}, "reliability": {"min_denominator": 0}, **keys}), encoding="utf-8")


def judged(name, limit):
    """A dataset of that name with a limit in percent, and a measure of it."""
    define(name, data={"dataset": name})
    (catalogue / "datasets" / (name + ".json")).write_text(json.dumps({
        "format": "indikator-dataset/1", "name": name, "title": {"sv": name, "en": name}, "fields": FIELDS, "primaryKey": ["id"],
        "x-indikator": {"supplier": "kommunkod", "date": "datum", "max_unreadable": limit, "order": [["datum", "slut", "extracted"]]}}), encoding="utf-8")


def asked(dataset, odd, rows, deliveries, column, *options, measure=None):
    """Of so many rows ODD have COLUMN (of a list its values in turn), the others are of Nyköping on a day of 2024: the messages, and the measure in the report."""
    global count
    count += 1
    lines = ["id;person;kommunkod;datum;slut;form"]
    for number in range(rows):
        row = {"kommunkod": "0480", "datum": "2024-05-06", "slut": "2024-05-07", "form": "J", **(column if number < odd else {})}
        row = {key: value[number % len(value)] if isinstance(value, list) else value for key, value in row.items()}
        lines.append("K%d;P%d;%s;%s;%s;%s" % (number, number, row["kommunkod"], row["datum"], row["slut"], row["form"]))
    (folder / "rader.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "leveranser.csv").write_text("dataset;lamnare;period_fran;period_till;uttagsdatum\n" + "".join(
        "%s\n" % ";".join(line) for line in deliveries), encoding="utf-8")
    done = run("run", "-v", "-I", catalogue, "-D", "%s=%s" % (dataset, folder / "rader.csv"), "-D", "leveranser=%s" % (folder / "leveranser.csv"),
               "andel_" + (measure or dataset), "--lang", "en", *options)
    if not done.stdout:
        raise SystemExit("status %d: %s" % (done.returncode, text(done.stderr)))
    return text(done.stderr), json.loads(done.stdout)["indicators"][0]


def expect(what, dataset, odd, deliveries, *said, silent=(), flagged=None, **column):
    """SAID and SILENT: patterns of messages, with ODD put in."""
    messages, measure = asked(dataset, odd, ROWS, deliveries, column, "-p", "2024")
    for pattern in said:
        check(re.search(pattern % {"odd": odd}, messages), "%s: %d of %d: not said: %s\n%s" % (what, odd, ROWS, pattern, messages))
    for pattern in silent:
        check(not re.search(pattern, messages), "%s: %d of %d: said: %s\n%s" % (what, odd, ROWS, pattern, messages))
    if flagged is not None:
        check(("data_findings" in measure.get("flags", [])) == flagged, "%s: %d of %d: flags %s\n%s" % (what, odd, ROWS, measure.get("flags"), messages))


judged("rader", 10)
judged("tal", 25)  # five of twenty are no more than that
OWN = ("rader", "04", "2024-01-01", "2024-12-31", "2025-02-01")


def own(dataset="rader", supplier="04", since="2024-01-01", until="2024-12-31", extracted="2025-02-01"):
    return (dataset, supplier, since, until, extracted)


# ---- years
OUTSIDE = r"warning\[outside_deliveries\]: %(odd)d of 20 rows of '\w+'"
for odd, is_said in ((0, False), (4, False), (5, True), (20, True)):
    expect("years", "rader", odd, [own()], *([OUTSIDE] if is_said else []), silent=[] if is_said else ["outside_deliveries"], flagged=is_said, datum="2022-05-06")
for odd, is_said in ((5, False), (6, True)):
    expect("years and a limit", "tal", odd, [own("tal")], *([OUTSIDE] if is_said else []), silent=[] if is_said else ["outside_deliveries"],
           flagged=is_said, datum="2022-05-06")
for what, more, datum, is_said in (
        ("the last day of the year before", [own(since="2023-12-31")], "2023-02-03", False),
        ("the first day of the year", [own(since="2024-01-01")], "2023-12-31", True),
        ("the first day of the year after", [own(until="2025-01-01")], "2025-11-12", False),
        ("the last day of the year", [own(until="2024-12-31")], "2025-01-01", True),
        ("the last day of a year that is delivered", [own(since="2023-01-01")], "2023-12-31", False),
        ("a delivery of its own", [own(), own(since="2022-03-01", until="2022-03-31")], "2022-05-06", False),
        ("a delivery of another dataset", [own(), own("tal", since="2022-01-01", until="2022-12-31")], "2022-05-06", True),
        ("a delivery of another county", [own(), own(supplier="18", since="2022-01-01", until="2022-12-31")], "2022-05-06", True),
        ("a delivery of the kommun", [own(), own(supplier="0480", since="2022-01-01", until="2022-12-31")], "2022-05-06", False),
        ("a delivery of another kommun", [own(), own(supplier="0484", since="2022-01-01", until="2022-12-31")], "2022-05-06", True)):
    expect(what, "rader", 6, more, *([OUTSIDE] if is_said else []), silent=[] if is_said else ["outside_deliveries"], datum=datum)
for year in (2020, 2021, 2022, 2023):  # a leap year and those after it
    for datum, is_said in (("%d-12-31" % (year - 1), True), ("%d-01-01" % year, False), ("%d-12-31" % year, False), ("%d-01-01" % (year + 1), year < 2023)):
        expect("the year %d" % year, "rader", 6, [own(), own(since="%d-05-01" % year, until="%d-05-31" % year)], *([OUTSIDE] if is_said else []),
               silent=[] if is_said else ["outside_deliveries"], datum=datum)
expect("nobody knows whose", "rader", 6, [own(), own(supplier="18", since="2022-01-01", until="2022-12-31")], silent=["outside_deliveries"],
       datum="2022-05-06", kommunkod="")

# ---- counties
for odd, severity in ((1, "note"), (4, "note"), (5, "warning")):
    expect("a county", "rader", odd, [own()], severity + r"\[county_not_delivered\]: %(odd)d of 20 rows of 'rader' .*: 18\n",
           flagged=severity == "warning", kommunkod="1880")
expect("a county that delivers another dataset", "rader", 5, [own(), own("tal", supplier="18")], r"warning\[county_not_delivered\]", kommunkod="1880")
expect("a county that delivers", "rader", 5, [own(), own(supplier="18")], silent=["county_not_delivered"], flagged=False, kommunkod="1880")
expect("a county of which a kommun delivers", "rader", 5, [own(), own(supplier="1881")], silent=["county_not_delivered"], kommunkod="1880")

for kommuner, named in ((["1880", "1881"], r"18\n"), (["0114", "0305", "0509", "0604", "0760"], r"01, 03, 05, 06, 07\n"),
                        (["0114", "0305", "0509", "0604", "0760", "0880"], r"01, 03, 05, 06, 07 \.\.\.\n")):
    expect("counties", "rader", 12, [own()], r"warning\[county_not_delivered\]: 12 of 20 rows of 'rader' .*: " + named, kommunkod=kommuner)

# ---- groups
for dataset, odd, severity in (("rader", 1, "note"), ("rader", 4, "note"), ("rader", 5, "warning"), ("tal", 5, "note"), ("tal", 6, "warning")):
    expect("no group", dataset, odd, [own(dataset)], severity + r"\[no_group\]: andel_\w+: of 20 that count, %(odd)d have no value of the group 'kommunkod'",
           kommunkod="")
expect("every group", "rader", 0, [own()], silent=["no_group"], flagged=False)

# ---- ends: 30 days are perhaps, 31 are long
OPEN = r"warning\[long_open\]: 'slut' .*, in %(odd)d of 20 rows of '\w+'"
for dataset, odd, is_said in (("rader", 4, False), ("rader", 5, True), ("tal", 5, False), ("tal", 6, True)):
    expect("open", dataset, odd, [own(dataset)], *([OPEN] if is_said else []), silent=[] if is_said else [r"warning\[long_open"], flagged=is_said, slut="")
for datum, is_said in (("2024-12-31", True), ("2025-01-01", True), ("2025-01-02", False)):
    expect("open since " + datum, "rader", 6, [own(until="2025-01-31")], *([OPEN] if is_said else []), silent=[] if is_said else ["long_open"],
           slut="", datum=datum)
# ---- values that cannot be read, of the column that decides the numerator: which cells are withheld
BOTH = [own(), own("tal"), own(supplier="18"), own("tal", supplier="18")]


def withheld(what, dataset, odd, rows, want, *options, **column):
    """WANT: the groups whose cell of the period is withheld; None is that of all."""
    column = {"form": "X", **column}
    _, measure = asked(dataset, odd, rows, BOTH, column, *(options or ("-p", "2024")))
    got = {cell["group"].get("kommunkod") for cell in measure["results"] if cell.get("reason") == "unreadable"}
    check(got == want, "%s: %d of %d: withheld %s, not %s" % (what, odd, rows, got, want))
    check("data_findings" in measure.get("flags", []) or odd == 0, "%s: %d of %d: no flag" % (what, odd, rows))


withheld("none", "rader", 0, 20, set())
withheld("four", "rader", 4, 20, set())
withheld("five", "rader", 5, 20, {None, "0480"})
withheld("a tenth of the rows, but more of the numerator", "rader", 5, 50, {None, "0480"})
withheld("a tenth of the numerator", "rader", 5, 55, set())
withheld("a quarter of the rows, but more of the numerator", "tal", 5, 24, {None, "0480"})
withheld("a quarter of the numerator", "tal", 5, 25, set())
withheld("another supplier", "rader", 5, 100, {None, "1880"}, kommunkod="1880")
withheld("another year", "rader", 5, 20, set(), datum="2023-12-31")
withheld("the first day of the year", "rader", 5, 20, {None, "0480"}, datum="2024-01-01")
withheld("the last day of the year", "rader", 5, 20, {None, "0480"}, datum="2024-12-31")
# ---- what is not believed: outside the limits with the whole interval; without one, of a hundred and more
define("trolig", plausible=[30, 60])
define("saker", plausible=[30, 60], interval={"method": "wilson", "level": [0.95]})
for measure, rows, met, want in (("trolig", 100, 29, True), ("trolig", 99, 29, False), ("trolig", 100, 30, False), ("trolig", 100, 60, False),
                                 ("trolig", 100, 61, True), ("trolig", 99, 99, False), ("trolig", 101, 101, True), ("saker", 20, 0, True),
                                 ("saker", 20, 3, False), ("saker", 20, 20, True), ("saker", 20, 16, False), ("saker", 100, 29, False)):
    _, told = asked("rader", rows - met, rows, [own()], {"form": "N"}, "-p", "2024", measure=measure)
    got = "implausible" in told["results"][0].get("flags", [])
    check(got == want and told["results"][0]["numerator"] == met, "%d of %d: %s" % (met, rows, told["results"][0]))

# ---- followed to a day, or from one, that is just delivered, or just not
FOLLOWED = {
    "kind": "followed", "data": {"dataset": "rader", "person": "person", "start": "datum", "end": "datum"}, "count": "index", "missing": {"event": "not_met"},
    "follow_up": {"days": 30, "complete_until": "leveranser", "incomplete": "keep", "death": "keep", "moved": "keep"},
    "period": {"date": "start", "grain": ["year"]}, "denominator": None, "numerator": None}
EVENT = {"dataset": "rader", "date": "datum", "where": "form = 'J'", "take": "any"}


def follow(name, **event):
    body = {**FOLLOWED, "event": {**EVENT, **event}}
    define(name, **body)
    path = catalogue / "prov" / ("andel_%s.json" % name)
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({key: value for key, value in content.items() if value is not None}), encoding="utf-8")


# ---- what is summed, where it is unknown whether it is: five are too many where they are more than one in a hundred
def summed(name, where, **keys):
    define(name, kind="count", unit="count", **keys)
    path = catalogue / "prov" / ("andel_%s.json" % name)
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["numerator"]
    content["denominator"] = where
    if "missing" not in keys:
        del content["missing"]
    path.write_text(json.dumps(content), encoding="utf-8")


summed("summa", where="slut >= datum", sum="slut - datum", missing={"sum": "exclude"})
summed("rader", where="slut >= datum")
for measure, empty, rows, want in (("summa", 4, 20, False), ("summa", 5, 20, True), ("summa", 5, 499, True), ("summa", 5, 500, False), ("rader", 15, 20, False)):
    said, told = asked("rader", empty, rows, [own()], {"slut": ""}, "-p", "2024", measure=measure)
    check(("unknown_condition" in said) == want and (not want or "data_findings" in told["flags"]), "%s, %d of %d: %s" % (measure, empty, rows, said))

follow("efter", day_from=1, day_to=30)
follow("fore", day_from=-30, day_to=-1)
for measure, since, until, want in (("efter", "2023-01-01", "2025-01-30", None), ("efter", "2023-01-01", "2025-01-29", "preliminary"),
                                    ("fore", "2023-12-02", "2025-03-01", None), ("fore", "2023-12-03", "2025-03-01", "incomplete_look_back")):
    _, told = asked("rader", 0, ROWS, [own(since=since, until=until, extracted="2025-04-01")], {}, "-p", "2024", measure=measure)
    flags = set(told["results"][0].get("flags", [])) & {"preliminary", "incomplete_look_back"}
    check(flags == ({want} if want else set()), "%s, delivered %s to %s: %s" % (measure, since, until, told))
finish("%d deliveries" % count)
