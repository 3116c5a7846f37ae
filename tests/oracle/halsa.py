#!/usr/bin/env python3
"""Measures of health, care and rehabilitation on the samples, counted without indikator and by another way than its own.

    halsa.py INDIKATOR

Written from docs/explanation/measures.md and the definitions' texts: by county and year, what counts above and below the line.
Days are days, months are those of the calendar, and what cannot be followed to its end in the deliveries is left out."""

import csv
import json
import re
import statistics
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES, LISTS = ROOT / "samples", ROOT / "indicators" / "codelists"
YEARS, COUNTIES = (2022, 2023, 2024), ("04", "18")
EMPTY = {"", "NULL", "NA", "#N/A", "..", "9999-12-31", "2099-12-31"}
faults = []


def rows(name):
    data = (SAMPLES / (name + ".csv")).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    mark = "\t" if "\t" in text.split("\n", 1)[0] else ";"
    return [{key: None if value is None or value.strip() in EMPTY else value.strip() for key, value in row.items()}
            for row in csv.DictReader(text.splitlines(), delimiter=mark)]


def codes(name):
    lines = [line for line in (LISTS / (name + ".csv")).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(row.split(";")[0] for row in lines[1:])


def day(text):
    if text is None:
        return None
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", text)
    return date(*map(int, found.groups())) if found else None


def later(day0, months):
    number = day0.year * 12 + day0.month - 1 + months
    first = date(number // 12, number % 12 + 1, 1)
    return min(first + timedelta(day0.day - 1), (first + timedelta(31)).replace(day=1) - timedelta(1))


def age(born, at):
    return None if born is None else at.year - born.year - ((at.month, at.day) < (born.month, born.day))


def county(row, column="Kommunkod"):
    return None if row[column] is None else row[column].zfill(4)[:2]


def plain(text):
    return None if text is None else text.upper().translate(str.maketrans("ÅÄÖ", "AAO"))


persons = {row["Person ID"]: (day(row["Födelsedatum"]), day(row["Dödsdatum"]), day(row["Flytt-datum"])) for row in rows("personer")}
reach = {}
for row in rows("leveranser"):
    code = row["lamnare"].zfill(2)[:2] if len(row["lamnare"]) <= 2 else row["lamnare"].zfill(4)
    reach.setdefault((row["dataset"], code[:2]), {}).setdefault(code, []).append((day(row["period_fran"]), day(row["period_till"])))


def until(dataset, lan):
    return min(max(b for a, b in spans) for spans in reach[dataset, lan].values())


def since(dataset, lan):
    return max(min(a for a, b in spans) for spans in reach[dataset, lan].values())


def born(row):
    return persons.get(row["Person ID"], (None, None, None))[0]


def gone(row, first, last, moved=True):
    dead, left = persons.get(row["Person ID"], (None, None, None))[1:]
    return any(d is not None and first <= d <= last for d in ((dead, left) if moved else (dead,)))


wanted = {}


def want(ident, year, lan, **numbers):
    wanted[ident, str(year), lan] = numbers


INSATS = {"HEMTJANST": "HEMTJANST", "HALSOSAMTAL": "HALSOSAMTAL", "HEMREHABILITERING": "HEMREHAB", "HEMREHAB": "HEMREHAB", "SABO": "SABO", "IFO_VALD": "IFO_VALD",
          "SARSKILT BOENDE": "SABO"}
insatser = rows("insatser")
for row in insatser:
    row["what"] = INSATS.get(plain(row["Insats"]))
    row["from"], row["to"], row["offered"], row["raised"] = (day(row[c]) for c in ("Startdatum", "Slutdatum", "Erbjuden", "Aktualiserad"))
    row["lan"] = county(row)
stays = rows("vardtillfallen")
for row in stays:
    row["in"], row["out"], row["lan"], row["of"] = day(row["Inskrivningsdatum"]), day(row["Utskrivningsdatum"]), county(row), (row["Vård-länskod"] or "").zfill(2)
assessed = rows("bedomningar")
AREA = {"FALL": 1, "UNDERNARING": 1, "TRYCKSAR": 1, "MUNHALSA": 1}
for row in assessed:
    row["day"], row["done"], row["lan"] = day(row["Bedömningsdatum"]), day(row["Åtgärd utförd"]), county(row)
    row["risky"] = plain(row["Risk"]) in ("JA", "J", "1")
    row["area"] = plain(row["Område"])
    row["home"] = plain(row["Enhetstyp"]) in ("SABO", "SARSKILT BOENDE", "DEMENS", "DEMENSBOENDE", "KORTTID", "KORTTIDSBOENDE", "VARD- OCH OMSORGSBOENDE")


def risks(lan, year):
    """Of each person: which of the assessments with a risk in the year were acted on in time."""
    out = {}
    for row in assessed:
        if row["lan"] != lan or row["day"].year != year or not row["home"] or row["area"] not in AREA or not row["risky"]:
            continue
        years, last = age(born(row), row["day"]), later(row["day"], 6)
        if years is None or years < 65 or last > until("bedomningar", lan):
            continue
        out.setdefault(row["Person ID"], []).append(row["done"] is not None and row["day"] <= row["done"] <= last)
    return out


def talks(lan, year):
    """Of each person and age group with a first offer of the year: whether there was a talk."""
    offers = [r for r in insatser if r["what"] == "HALSOSAMTAL" and r["offered"] is not None and r["Målgrupp"] is not None]
    held = [r for r in insatser if r["what"] == "HALSOSAMTAL" and r["from"] is not None and r["Målgrupp"] is not None]
    by = {}
    for r in held:
        by.setdefault((r["Person ID"], r["Målgrupp"]), []).append(r["from"])
    earlier = {}
    for r in offers:
        earlier.setdefault((r["Person ID"], r["Målgrupp"]), []).append(r["offered"])
    out = {}
    for r in offers:
        who, at = (r["Person ID"], r["Målgrupp"]), r["offered"]
        if r["lan"] != lan or at.year != year or any(later(at, -24) <= d < at for d in earlier[who]):
            continue
        last = at + timedelta(365)
        if last > until("insatser", lan) or gone(r, at, last):
            continue
        out[who] = out.get(who, False) or any(at <= d <= last for d in by.get(who, ()))
    return out


def grown(row, at):
    years = age(born(row), at)
    return years is not None and years >= 18


def first_rows(chosen, order):
    """One row of each person: the first by its day, then by its key."""
    out = {}
    for row in sorted(chosen, key=lambda r: (order(r), r["Insats ID"])):
        out.setdefault(row["Person ID"], row)
    return out


def violence(lan, year):
    cases = [r for r in insatser if r["what"] == "IFO_VALD"]
    first, last = date(year, 1, 1), date(year, 12, 31)
    raised = first_rows([r for r in cases if r["raised"] is not None and r["raised"].year == year], lambda r: r["raised"])
    helped = first_rows([r for r in cases if r["from"] is not None and r["from"] <= last and (r["to"] is None or r["to"] >= first)], lambda r: r["from"])
    ended = [r for r in cases if r["to"] is not None and r["to"].year == year]
    good = [r for r in ended if r["Avslutsorsak"] in ("MAL_UPPNATT", "MAL_DELVIS")]
    reached = first_rows(good, lambda r: r["to"])
    want("valdsutsatthet_ifo_aktualiserade", year, lan, events=sum(r["lan"] == lan and grown(r, r["raised"]) for r in raised.values()))
    want("valdsutsatthet_ifo_insats", year, lan, events=sum(r["lan"] == lan and grown(r, r["from"]) for r in helped.values()))
    want("valdsutsatthet_ifo_mal_natt", year, lan, events=sum(r["lan"] == lan and grown(r, r["to"]) for r in reached.values()))
    mine = [r for r in ended if r["lan"] == lan and grown(r, r["to"])]
    want("valdsutsatthet_ifo_mal_natt_andel", year, lan, denominator=len({r["Person ID"] for r in mine}), numerator=len({r["Person ID"] for r in mine if r in good}))


def hospital(lan, year):
    ended = [r for r in stays if r["out"] is not None and r["out"].year == year]
    want("vardtillfallen_per_100k", year, lan, events=sum(r["lan"] == lan and born(r) is not None for r in ended))
    want("vardtillfallen_per_100k_produktion", year, lan, events=sum(r["of"] == lan for r in ended))
    for ident, name in (("andts_alkohol_slutenvard_10_24", "alkohol"), ("andts_narkotika_slutenvard_10_24", "narkotika")):
        those, seen = codes(name), {}
        for r in sorted(ended, key=lambda r: (r["out"], r["Vårdtillfälle ID"])):
            all_codes = [c.strip() for column in ("Huvuddiagnos", "Bidiagnoser", "Yttre orsak") for c in re.split(r"[|,/ ]", r[column] or "")]
            if any(c.replace(".", "").upper().startswith(those) for c in all_codes if c):
                seen.setdefault(r["Person ID"], r)
        old = [(r["lan"], age(born(r), r["in"])) for r in seen.values()]
        want(ident, year, lan, events=sum(area == lan and years is not None and 10 <= years <= 24 for area, years in old))


plans = {}
for row in rows("planer"):
    if row["Plantyp"] in ("REHABPLAN", "Rehabplan", "Rehabiliteringsplan") and row["Mål angivna"] in ("J", "Ja", "1") and day(row["Upprättad"]):
        plans.setdefault(row["Person ID"], []).append(day(row["Upprättad"]))
tests = {}
for row in assessed:
    if row["area"] == "ADL" and row["Instrument"] == "KATZ" and row["Värde"] is not None:
        tests.setdefault(row["Person ID"], []).append((row["day"], float(row["Värde"].replace(",", "."))))
minutes = {}
for row in rows("hemtjanstbesok"):
    if row["Utfört"] not in ("J", "Ja", "1") or row["Sluttid"] is None:
        continue
    begin, end = (datetime.fromisoformat(row[c].replace("T", " ")) for c in ("Starttid", "Sluttid"))
    if end >= begin:
        at = minutes.setdefault(row["Person ID"], {})
        at[begin] = max(at.get(begin, 0), (end - begin).seconds // 60)


def nearest(person, at):
    near = sorted((abs((d - at).days), d, v) for d, v in tests.get(person, ()) if abs((d - at).days) <= 14)
    return near[0][1:] if near else None


def week(person, first, last):
    return sum(n for begin, n in minutes.get(person, {}).items() if first <= begin.date() <= last)


def rehabilitation(lan, year):
    mine = [r for r in insatser if r["what"] == "HEMREHAB" and r["lan"] == lan and r["from"] is not None]
    begun = [r for r in mine if r["from"].year == year]
    followed = [r for r in begun if r["from"] + timedelta(30) <= min(until("insatser", lan), until("planer", lan)) and r["from"] - timedelta(30) >= since("planer", lan)]
    want("rehab_plan_andel", year, lan, denominator=len(followed),
         numerator=sum(any(abs((d - r["from"]).days) <= 30 for d in plans.get(r["Person ID"], ())) for r in followed))
    better = n = lost = 0
    for r in mine:
        if r["to"] is None or r["to"].year != year:
            continue
        before, after = nearest(r["Person ID"], r["from"]), nearest(r["Person ID"], r["to"])
        if before is None or after is None or before[0] == after[0]:
            lost += 1
        else:
            n, better = n + 1, better + (after[1] < before[1])
    want("rehab_funktion_forbattring", year, lan, n=n, better=better, lost=lost)
    changes = []
    for r in begun:
        at, who = r["from"], r["Person ID"]
        if at - timedelta(7) < since("hemtjanstbesok", lan) or at + timedelta(83) > until("hemtjanstbesok", lan) or gone(r, at, at + timedelta(83)):
            continue
        before = week(who, at - timedelta(7), at - timedelta(1))
        if before > 0:
            changes.append(week(who, at + timedelta(77), at + timedelta(83)) - before)
    want("rehab_hemtjanst_minskning", year, lan, n=len(changes), better=sum(c < 0 for c in changes), value=statistics.median(changes) if len(changes) >= 20 else None)


for lan in COUNTIES:
    for year in YEARS:
        acted, held = risks(lan, year), talks(lan, year)
        want("riskforebyggande_sabo_andel", year, lan, denominator=len(acted), numerator=sum(map(any, acted.values())))
        want("riskforebyggande_sabo_andel_alla", year, lan, denominator=len(acted), numerator=sum(map(all, acted.values())))
        want("halsosamtal_andel", year, lan, denominator=len(held), numerator=sum(held.values()))
        violence(lan, year)
        hospital(lan, year)
        rehabilitation(lan, year)

names = sorted({key[0] for key in wanted})
done = subprocess.run([sys.argv[1], "run", "-q", *names, "-I", ROOT / "indicators", "-D", SAMPLES, "-p", "2022..2024", "--grain", "year", "--by", "lan"], capture_output=True, text=True)
if done.returncode != 0:
    sys.exit(done.stderr[-1000:])
told = {(m["id"], c["period"], c["group"]["lan"]): c for m in json.loads(done.stdout)["indicators"] for c in m["results"] if list(c["group"]) == ["lan"]}
for key, numbers in sorted(wanted.items()):
    for name, value in numbers.items():
        got = told.get(key, {}).get(name)
        if got != value and not (value is None and name == "value"):
            faults.append("%s %s: counted %s, the program says %s" % (" ".join(key), name, value, got))
for fault in faults[:30]:
    print("FAULT:", fault)
print("%d cells, %d of them with something, %d faults" % (len(wanted), sum(any(numbers.values()) for numbers in wanted.values()), len(faults)))
sys.exit(1 if faults or len(wanted) < 80 else 0)
