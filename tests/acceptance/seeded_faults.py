#!/usr/bin/env python3
"""Faults that exist in the wild, put into the shipped readmission definition one at a time: its own cases must notice each.

Every faulty definition is valid ('check' has no error), so that only the cases stand between it and a wrong figure."""

import copy
import json
import shutil
import sys

from support import CATALOGUE, check, finish, run_used as run, text, work_folder

ID = "aterinskrivningar_30d_65plus"


def laid(**values):
    """A fault that puts other values at paths such as event__day_to."""
    def put(definition):
        for path, value in values.items():
            *way, last = path.split("__")
            at = definition
            for key in way:
                at = at[key]
            at[last] = value
    return put


def rule(name, old, new):
    """A fault in the condition of an exclusion."""
    def put(definition):
        for item in definition["index"]["exclude"]:
            if item["id"] == name:
                assert old in item["where"]
                item["where"] = item["where"].replace(old, new)
    return put


def without_exclusion(name):
    def put(definition):
        definition["index"]["exclude"] = [item for item in definition["index"]["exclude"] if item["id"] != name]
    return put


FAULTS = [
    ("day 30 does not count: 'less than 30 days'", laid(event__day_to=29)),
    ("day 31 counts: '30 days after the day after'", laid(event__day_to=31, follow_up__days=31)),
    ("the window begins on day 0", laid(event__day_from=0)),
    ("the window begins on day 2", laid(event__day_from=2)),
    ("a planned stay in between hides a later unplanned one", laid(event__take="next_episode")),
    ("a transfer counts as a readmission", laid(episode__join_when="false", episode__same_day="separate")),
    ("a transfer on the next day counts as a readmission", laid(episode__join_within_days=0)),
    ("only the discharge code tells of a transfer", laid(episode__join_when="utskrivningssatt = '1'")),
    ("an ongoing stay is dropped when the file is read", laid(data__where="utskrivningsdatum is not null")),
    ("an ongoing stay is no event", laid(event__where="first.planerad = 'N' and coalesce(first.vardform, '') <> 'PSYKIATRI' "
                                                      "and end is not null")),
    # "Judged by the newest date in the data" cannot be said in a definition: complete_until has no such value.  The
    # nearest that can be said is not to leave out what lacks follow-up, which gives the same wrong figures wherever the
    # newest stay lies later than the end of the deliveries.
    ("follow-up judged by the newest date in the data (nearest: incomplete follow-up is kept)", laid(follow_up__incomplete="keep")),
    ("the dead of the day of discharge stay in", rule("avliden", "<= end", "< end")),
    ("the dead of the day after discharge go out", rule("avliden", "<= end", "<= end + 1")),
    ("only the discharge code tells of a death", rule("avliden", " or (personer.dodsdatum is not null and personer.dodsdatum <= end)", "")),
    ("a death within 30 days goes out", laid(follow_up__death="exclude_index")),
    ("psychiatric stays are filtered before stays are joined", laid(episode__where="coalesce(vardform, '') <> 'PSYKIATRI'")),
    ("psychiatric stays are filtered in the file", laid(data__where="coalesce(vardform, '') <> 'PSYKIATRI'")),
    ("stays of unknown form of care are taken for psychiatric", laid(event__where="first.planerad = 'N' and first.vardform <> 'PSYKIATRI'")),
    ("psychiatric care may be an index", without_exclusion("psykiatri")),
    ("age at admission", laid(index__where="age(personer.fodelsedatum, start) >= 65")),
    ("older than 65", laid(index__where="age(personer.fodelsedatum, end) > 65")),
    ("an unplanned last stay makes the episode unplanned", laid(event__where="last.planerad = 'N' and coalesce(first.vardform, '') <> 'PSYKIATRI'")),
    ("a readmission is no index of its own", laid(event__event_may_be_index=False)),
    ("patients are counted", laid(count="persons", interval={"method": "wilson", "level": [0.95]})),
    ("who moved away stays in", laid(follow_up__moved="keep")),
    ("the kommun of the last stay", laid(groups__kommunkod="last.kommunkod")),
]

folder = work_folder() / "indicators"
shutil.copytree(CATALOGUE, folder)
path = folder / "tillsammans" / (ID + ".json")
original = json.loads(path.read_text(encoding="utf-8"))


def failed_cases():
    result = run("test", "-I", folder, path)
    lines = text(result.stdout).splitlines()
    prefix = "FAIL %s: " % ID
    return result.returncode, [line[len(prefix):] for line in lines if line.startswith(prefix)], lines[-1] if lines else ""


status, names, last = failed_cases()
check(status == 0 and not names, "the definition as it is: %s" % (names or last))

for what, put in FAULTS:
    faulty = copy.deepcopy(original)
    put(faulty)
    check(faulty != original, what + ": nothing was changed")
    path.write_text(json.dumps(faulty, ensure_ascii=False, indent=2), encoding="utf-8")
    status, names, last = failed_cases()
    check(run("check", "-q", "-I", folder, path).returncode in (0, 1), what + ": 'check' calls it invalid")
    if check(status == 1 and names, "%s: not noticed (status %d, %s)" % (what, status, last)):
        print("%s\n    noticed by %d: %s" % (what, len(names), "; ".join(names[:2])))
finish("%d faults seeded" % len(FAULTS))
