#!/usr/bin/env python3
"""explain gives the reason that a person works out by hand, and no identifier unless it is asked for.

The rows are those of samples/vardtillfallen.csv that samples/README.md plants, with the measure
aterinskrivningar_30d_65plus: episodes of inpatient care that end in the period, at 65 or older; a later episode whose
first stay is unplanned and begins 1 to 30 days after the end is the event."""

import json
import os
import re
import stat

from support import ROOT, SAMPLES, check, environment, finish, run, text, work_folder

ID = "aterinskrivningar_30d_65plus"
LINES = (SAMPLES / "vardtillfallen.csv").read_text(encoding="utf-8").splitlines()
asked = 0


def line_of(stay, occurrence=0):
    """Line of the record with this id; the samples are made by a program, and lines may move."""
    return [n for n, line in enumerate(LINES, 1) if line.startswith(stay + ";")][occurrence]


def place(stay, occurrence=0):
    return "vardtillfallen.csv:%d" % line_of(stay, occurrence)


def explain(*subjects, more=("-D", str(SAMPLES), "-p", "2023..2024"), measure=ID):
    global asked
    asked += 1
    done = run("explain", measure, *subjects, *more, "-f", "json")
    check(done.returncode == 0, "explain %s ends with %d: %s" % (subjects, done.returncode, text(done.stderr)))
    return json.loads(done.stdout)


class Stay:
    """A row, and the episode that it is in."""

    def __init__(self, stay):
        self.place = place(stay)
        subject = explain("--row", self.place)["subjects"][0]
        self.row = next(row for row in subject["rows"] if row["row"] == self.place)
        self.episodes = {unit["number"]: unit for unit in subject["units"]}
        self.episode = next((unit for unit in subject["units"] if self.place in [m["row"] for m in unit["rows"]]), None)

    def stays(self):
        return [member["row"] for member in self.episode["rows"]]


def step(thing, name):
    found = [j for j in thing["judgements"] if j["step"] == name]
    return found[0] if found else {"against": None, "values": {}, "counted": None, "asked": None}


def leaves(judgement):
    """The parts of a condition that are not and, or, not: text -> truth."""
    def walk(part):
        for inner in part.get("parts", []):
            yield from walk(inner)
        if "parts" not in part:
            yield part["text"], part["truth"]
    return dict(walk(judgement["condition"]))


def says(stay, what, good):
    check(good, "%s (%s): %s" % (stay.place, what, json.dumps(stay.episode or stay.row, ensure_ascii=False)[:1500]))


# 1. P900102, the second of a chain over three clinics: in on 4 March, the day on which the first stay ends, so it is
#    joined (same_day: join).  The chain ends on 15 March; the next stay begins on the 16th without a code: day 1.
stay = Stay("VT004084")
chain = [place("VT004083"), place("VT004084"), place("VT004085")]
says(stay, "same day", step(stay.row, "same day")["values"] == {"days": 0, "row": place("VT004083")})
says(stay, "chain", stay.stays() == chain and (stay.episode["start"], stay.episode["end"]) == ("2023-03-01", "2023-03-15"))
event = step(stay.episode, "later: event")
says(stay, "event on day 1", event["values"]["days"] == 1 and event["values"]["episode"] == 2 and not event["against"])
says(stay, "counted", [c["periods"] for c in stay.episode["counted"]] == [["2023-03", "2023"]] and stay.episode["in_numerator"])

# 2. P900102, the third: one day after the second, which was discharged to another clinic (1), admitted from one (1).
stay = Stay("VT004085")
joined = step(stay.row, "join_when")
says(stay, "one day later with a code", joined["values"]["days"] == 1 and leaves(joined) ==
     {"utskrivningssatt = '1'": "true", "next.inskrivningssatt = '1'": "true", "next.vardform in ('GERIATRIK', 'REHAB')": "true"} and
     stay.stays() == chain)

# 3. P900101: a planned stay 8 days after the episode that ends on 22 January is no event of it; the unplanned one that
#    begins on 21 February, day 30, is.
stay = Stay("VT004081")
passed = step(stay.episodes[2], "later: event")
says(stay, "planned", leaves(step(stay.episode, "may be event"))["first.planerad = 'N'"] == "false")
says(stay, "passed over", passed["against"] and passed["values"]["days"] == 8 and passed["values"]["episode"] == stay.episode["number"])
found = [j for j in stay.episodes[2]["judgements"] if j["step"] == "later: event" and not j["against"]]
says(stay, "day 30", len(found) == 1 and found[0]["values"]["days"] == 30 and stay.episodes[2]["in_numerator"])

# 4. P900107: still in hospital since 20 November, 19 days after the discharge on 1 November: an event, never an index.
stay = Stay("VT004097")
says(stay, "ongoing", step(stay.episode, "in period")["key"] == "episode.ongoing" and not stay.episode["in_denominator"])
says(stay, "an event", step(stay.episode, "event of")["values"] == {"episode": 1, "days": 19} and stay.episodes[1]["in_numerator"])

# 5. The second of two identical records is dropped; the first is kept.
lost = explain("--row", place("VT000113", 1))
check(lost["subjects"] == [] and lost["lost"][0]["findings"][0]["rule"] == "duplicate_record" and
      lost["lost"][0]["findings"][0]["other"] == place("VT000113"), "duplicate: %s" % lost)

# 6. P900135: discharged on 12 May, before the admission on 20 May: in no episode.
stay = Stay("VT004144")
says(stay, "end before start", step(stay.row, "exclude end before start")["counted"] and stay.episode is None)

# 7. P900110: died in hospital, discharge code 4: in the period, an index by age, then excluded by the first rule.
stay = Stay("VT004103")
out = step(stay.episode, "exclude avliden")
says(stay, "died", out["counted"] and leaves(out)["last.utskrivningssatt = '4'"] == "true" and not stay.episode["in_denominator"])
says(stay, "an index so far", step(stay.episode, "index")["counted"] and not step(stay.episode, "exclude psykiatri")["asked"])

# 8. P900145 in Örebro, delivered until 31 December 2024: discharged on 2 December, follow-up is needed until 1 January.
#    Out, although a readmission on day 8 was seen.
stay = Stay("VT004162")
out = step(stay.episode, "exclude incomplete follow-up")
says(stay, "follow-up", out["counted"] and out["values"] == {"needed": "2025-01-01", "until": "2024-12-31"})
says(stay, "though readmitted", step(stay.episode, "later: event")["values"]["days"] == 8 and not stay.episode["in_numerator"])

# 9. P900114: readmitted on day 5, but left the county on day 10: excluded.
stay = Stay("VT004108")
says(stay, "moved", step(stay.episode, "exclude moved")["counted"] and step(stay.episode, "later: event")["values"]["days"] == 5)

# 10. P900136: "2024-02-30" is no date, so the end is unknown and the stay ongoing; it began on day 20: an event.
stay = Stay("VT004147")
says(stay, "bad date", [f["rule"] for f in stay.row["findings"] if f["severity"] == "warning"] == ["bad_date"])
says(stay, "event", step(stay.episode, "event of")["values"]["days"] == 20 and stay.episode["end"] is None)

# 11. A person by the number that a row of hers gave: the same story.
by_row = explain("--row", place("VT004084"))["subjects"][0]
by_number = explain("--entity", str(by_row["entity"]))["subjects"][0]
check(by_row["units"] == by_number["units"], "an entity is another one by its number than by its row")

# ---- in words ----

words = text(run("explain", ID, "--row", place("VT004084"), "-D", SAMPLES, "-p", "2023..2024", "--lang", "en").stdout)
for sentence in ("joined to %s: begins on the day that it ends" % place("VT004083"), "event: episode 2 begins on day 1",
                 "in the denominator and in the numerator", "reported in 2023-03, 2023; kommunkod 1880, lan 18, kon K"):
    check(sentence in words, "not said: %s\n%s" % (sentence, words))
why_not = text(run("explain", ID, "--row", place("VT004103"), "-D", SAMPLES, "-p", "2023..2024", "--why-not").stdout)
check("utesluts av regeln 'avliden'" in why_not and " + " not in why_not, "why not: " + why_not)

# ---- records that never became data ----

folder = work_folder()
head = LINES[0] + "\n"
good = "VT1;PX;0480;04;S;K;2024-01-01;2024-01-05;3;3;N;SOMATIK;I509;;;A\n"
records = [good, good.replace("PX", "").replace("VT1", "VT2"), "VT3;PX\n", good.replace("VT1", "VT4"),
           good.replace("VT1", "VT4").replace("0480", "0481"), "Totalt;5" + ";" * 14 + "\n"]
(folder / "vardtillfallen.csv").write_text(head + "".join(records), encoding="utf-8")
small = ["-D", "personer=%s" % (SAMPLES / "personer.csv"), "-D", "enheter=%s" % (SAMPLES / "enheter.csv"),
         "-D", "vardtillfallen=%s" % (folder / "vardtillfallen.csv"), "-p", "2024", "--complete-until", "2025-12-31",
         "--max-rejected", "100", "--dialect", "vardtillfallen:footer=Totalt"]
found = explain("--row", "vardtillfallen.csv:2..7", more=small)
fates = {one["row"].rsplit(":", 1)[1]: (one["findings"][0]["rule"], one["findings"][0]["fate"]) for one in found["lost"]}
check(fates == {"3": ("missing_value", "rejected"), "4": ("ragged_record", "rejected"), "5": ("conflicting_key", "rejected"),
                "6": ("conflicting_key", "rejected"), "7": ("footer", "skipped")}, "lost records: %s" % fates)
row = found["subjects"][0]["rows"][0]
check(row["row"].endswith(":2") and "missing_lookup" in [f["rule"] for f in row["findings"]], "kept row: %s" % row)

# ---- identifiers ----

SECRETS = [r"P9\d{5}", r"VT\d{6}", r"PX", r"VT1", "I509"]
persons = (SAMPLES / "personer.csv").read_text(encoding="utf-8-sig").splitlines()
born = next(line for line in persons if line.startswith("P900102;")).split(";")[1]
for form in ("text", "json"):
    for subject in (("--row", place("VT004084")), ("--entity", "1..200")):
        said = run("explain", ID, *subject, "-D", SAMPLES, "-p", "2023..2024", "-f", form)
        for secret in SECRETS:
            check(not re.search(secret, text(said.stdout) + text(said.stderr)), "%s %s shows %s" % (form, subject, secret))
        check(born not in text(said.stdout), "%s %s shows a date of birth" % (form, subject))

refused = run("explain", ID, "--row", place("VT004084"), "-D", SAMPLES, "-p", "2023..2024", "--show-identifiers")
check(refused.returncode == 2 and refused.stdout == b"", "identifiers without a terminal and without --yes")
state = folder / "state"
shown = run("explain", ID, "--row", place("VT004084"), "-D", SAMPLES, "-p", "2023..2024", "--show-identifiers", "--yes",
            env=environment(XDG_STATE_HOME=str(state)))
log = state / "indikator" / "access.log"
check(shown.returncode == 0 and born in text(shown.stdout), "no date of birth with --show-identifiers: " + text(shown.stdout)[:400])
check(b"warning[identifiers]" in shown.stderr, "no warning: " + text(shown.stderr))
if check(log.exists(), "no access log"):
    lines = log.read_text(encoding="utf-8").splitlines()
    check(stat.S_IMODE(log.stat().st_mode) == 0o600, "the access log has mode %o" % log.stat().st_mode)
    fields = [line.split("\t") for line in lines]
    check(all(len(f) == 4 and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", f[0]) and f[2] == ID for f in fields), "log: %s" % lines)
    check([f[3].rsplit("/", 1)[1] for f in fields] == chain + [place("VT004086")], "rows in the log: %s" % lines)
    check(not any(re.search(secret, line) for secret in SECRETS for line in lines), "an identifier in the log: %s" % lines)
unwritable = run("explain", ID, "--row", place("VT004084"), "-D", SAMPLES, "-p", "2023..2024", "--show-identifiers", "--yes",
                 "--access-log", folder / "none" / "log")
check(unwritable.returncode == 7 and unwritable.stdout == b"", "shown without a log: %d" % unwritable.returncode)

# ---- the form of the JSON ----

try:
    import jsonschema
    schema = json.loads((ROOT / "indicators" / "schema" / "explain.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for measure, subject in ((ID, ("--entity", "1..300")), ("upplevd_kontinuitet", ("--row", "enkatsvar.csv:9000..9200")),
                             ("kontinuitetsindex_lakare_kronisk", ("--entity", "1..60")),
                             ("delaktighet_patient_region", ("--entity", "1..60")), (ID, ("--row", place("VT000113", 1)))):
        for error in list(jsonschema.Draft202012Validator(schema).iter_errors(explain(*subject, measure=measure)))[:3]:
            check(False, "%s: schema: %s at %s" % (measure, error.message[:200], list(error.path)))
except ImportError:
    print("python3-jsonschema is not here: the schema is not tried")

os.chdir(ROOT)
finish("%d explanations" % asked)
