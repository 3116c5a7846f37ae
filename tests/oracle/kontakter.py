#!/usr/bin/env python3
"""Visits, waiting in hospital, fixed care contacts and joint plans on the samples, counted without indikator.

    kontakter.py SAMPLES CODELISTS OUT.csv

distansbesok_andel, distansbesok_andel_vid
    contacts of primary care that took place and were recorded: at the surgery, at home and by video (no sample says of a chat or a call that it
    replaces a visit); video above the line.  By the county where care is given and the kommun of the unit.
lakarbesok_hemmet_andel
    those of doctors at the surgery and at home; rows of one person, doctor, form and day are one visit, where the doctor is known.
    Above the line: at home, in residential or short-term care, or no place.  By the kommun where the person lives.
utskrivningsklara_medelvardtid
    days from ready (again, if revoked) to out (of the process, else of the stay), those with one at least, without psychiatry.
fast_omsorgskontakt_andel, fast_omsorgskontakt_erbjuden_andel
    persons with home care on the last day of the period; with a yes to an offer until then, or an offer, that has not ended before.
sip_uppfoljd_andel, sip_kvalitet_andel
    of the plans that sip.py counts: followed up from the day they were made to 30 days after the planned day; or all five conditions met.
    Out of the former: ended, or dead, before the planned day, or with 30 days that are not delivered."""

import csv
import re
import sys
from collections import defaultdict
from datetime import date, timedelta
from itertools import product
from pathlib import Path

samples, codelists, out = (Path(argument) for argument in sys.argv[1:])
EMPTY = {"", "NULL", "NA", "#N/A", ".."}


def rows(path, separator=";", encoding="utf-8-sig", quote='"'):
    with open(path, encoding=encoding, newline="") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        reader = csv.DictReader(lines, delimiter=separator, quotechar=quote) if quote else csv.DictReader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
        seen, found = set(), []
        for row in reader:
            clean = {name: None if value is None or value.strip() in EMPTY else value.strip() for name, value in row.items()}
            key = tuple(clean.values())
            if key not in seen:  # the same record twice counts once
                seen.add(key)
                found.append(clean)
        return found


def day(text):
    """The day that exists, or None; 9999 and 2099 are no end."""
    text = text and re.sub(r"[ T]\d\d:\d\d.*$", "", text)
    text = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", text) if text else text
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return None if found is None or found.year > 2049 else found


kommuner = {row["kommunkod"]: row["lanskod"] for row in rows(codelists / "kommuner.csv") if not row["giltig_till"]}


def kommun(text):
    text = (text or "").zfill(4)
    return text if text in kommuner else None


persons = defaultdict(list)
for row in rows(samples / "personer.csv"):
    persons[row["Person ID"]].append(row)


def version(person, at):
    """As on that day; on an unknown one as it was last."""
    valid = [row for row in persons.get(person, ()) if at is None or (day(row["Giltig från"]) or date.min) <= at <= (day(row["Giltig till"]) or date.max)]
    valid.sort(key=lambda row: day(row["Giltig från"]) or date.min)
    return valid[-1] if valid else {}


def sex(person, at):
    return {"Kvinna": "K", "Man": "M", "K": "K", "M": "M", "2": "K", "1": "M"}.get(version(person, at).get("Kön"))


def place(code):
    return {"kommunkod": code, "lan": kommuner.get(code)}


LABELS = {"%d" % y: (y, range(1, 13)) for y in (2023, 2024)}
LABELS.update({"%d-Q%d" % (y, q): (y, range(3 * q - 2, 3 * q + 1)) for y in (2023, 2024) for q in range(1, 5)})
MONTHS = {"%d-%02d" % (y, m): (y, [m]) for y in (2023, 2024) for m in range(1, 13)}
found = []  # (indicator, period, {lan, kommunkod, kon}, met or value)


def put(indicator, on, labels, group, value):
    for label, (year, months) in labels.items():
        if on.year == year and on.month in months:
            found.append((indicator, label, group, value))


# ---- visits ----

units = {row["Enhet ID"]: kommun(row["Kommunkod"]) for row in rows(samples / "enheter.csv", encoding="windows-1252")}
seen = set()
for row in rows(samples / "vardkontakter.csv", "\t", quote=None):
    on, person = day(row["kontakt_datum"]), row["person_id"]
    if row["vardniva"] != "PRIMARVARD" or row["genomford"] != "J" or row["journalford"] != "J" or person is None or on is None:
        continue
    kon, form = sex(person, on), row["kontaktform"]
    if form in ("MOTTAGNING", "HEMBESOK", "VIDEO"):
        county = (row["vard_lanskod"] or "").zfill(2) if row["vard_lanskod"] else None
        for name in ("distansbesok_andel", "distansbesok_andel_vid"):
            put(name, on, {**LABELS, **MONTHS}, {"lan": county, "kommunkod": units.get(row["enhet_id"]), "kon": kon}, form == "VIDEO")
    if row["yrkesgrupp"] == "LK" and form in ("MOTTAGNING", "HEMBESOK"):
        visit = (person, row["personal_id"], form, on)
        if row["personal_id"] is None or visit not in seen:
            seen.add(visit)
            put("lakarbesok_hemmet_andel", on, LABELS, {**place(kommun(row["kommunkod"])), "kon": kon},
                form == "HEMBESOK" and row["plats"] in (None, "ORDINART", "SABO", "KORTTID"))

# ---- waiting in hospital ----

stays = {row["Vårdtillfälle ID"]: row for row in rows(samples / "vardtillfallen.csv")}
for row in rows(samples / "utskrivningsprocess.csv", ","):
    stay = stays.get(row["vardtillfalle_id"], {})
    ready = day(row["utskrivningsklar_datum_2"] if row["aterkallad"] == "J" else row["utskrivningsklar_datum"])
    left = day(row["utskrivningsdatum"]) or day(stay.get("Utskrivningsdatum"))
    if ready is None or left is None or (left - ready).days < 1 or stay.get("Vårdform") == "PSYKIATRI":
        continue
    put("utskrivningsklara_medelvardtid", left, {**LABELS, **MONTHS},
        {**place(kommun(row["mottagande_kommunkod"])), "kon": sex(row["person_id"], day(row["utskrivningsdatum"]))}, (left - ready).days)

# ---- fixed care contacts: a stock on the last day ----

HOME, CONTACT = ("HEMTJANST", "Hemtjänst"), ("FAST_OMSORGSKONTAKT", "Fast omsorgskontakt")
decisions = defaultdict(list)
for row in rows(samples / "insatser.csv"):
    if row["Insats"] in HOME + CONTACT:
        decisions[row["Person ID"]].append(row)
for label, (year, months) in LABELS.items():
    end = date(year + months[-1] // 12, months[-1] % 12 + 1, 1) - timedelta(1)
    for person, owns in decisions.items():
        valid = sorted((row for row in owns if (day(row["Slutdatum"]) or date.max) >= end and
                        (day(row["Startdatum"] if row["Insats"] in HOME else row["Erbjuden"]) or date.max) <= end), key=lambda row: row["Insats ID"])
        offers = [row for row in valid if row["Insats"] in CONTACT]
        if len(offers) < len(valid):
            group = {**place(kommun(valid[0]["Kommunkod"])), "kon": sex(person, day(valid[0]["Startdatum"]))}
            found.append(("fast_omsorgskontakt_andel", label, group, any(row["Svar"] in ("JA", "Ja") for row in offers)))
            found.append(("fast_omsorgskontakt_erbjuden_andel", label, group, bool(offers)))

# ---- joint plans ----

YES = ("J", "Ja")
SIDES = {"Primärvård": "REGION_", "Slutenvård": "REGION_", "Psykiatri": "REGION_", "Socialtjänst": "KOMMUN_", "Kommunal hälso- och sjukvård": "KOMMUN_"}
by_person = defaultdict(list)
for row in rows(samples / "planer.csv"):
    if row["Plantyp"] in ("SIP", "Samordnad individuell plan") and row["Samtycke"] in YES and row["Ersätter plan ID"] is None and day(row["Upprättad"]):
        by_person[row["Person ID"]].append(row)
ends = defaultdict(list)
for row in rows(samples / "leveranser.csv"):
    if row["dataset"] == "planer":
        ends[row["lamnare"]].append((day(row["period_fran"]), day(row["period_till"])))


def reach(supplier):
    """The last day of the deliveries that touch, from the first on."""
    until = None
    for first, last in sorted(ends[supplier]):
        if until is None or first <= until + timedelta(1):
            until = max(until or last, last)
    return until


county_until = {}
for supplier in ends:
    county_until[supplier[:2]] = min(county_until.get(supplier[:2], date.max), reach(supplier))
for person, plans in by_person.items():
    groups = []
    for plan in sorted(plans, key=lambda row: (day(row["Upprättad"]), row["Plan ID"])):
        for group in groups:
            sources = [other["Källa"] for other in group]
            if plan["Källa"] and None not in sources and plan["Källa"] not in sources and (day(plan["Upprättad"]) - day(group[0]["Upprättad"])).days <= 3:
                group.append(plan)
                break
        else:
            groups.append([plan])
    for plan, *_ in groups:
        made, planned, done, ended = (day(plan[name]) for name in ("Upprättad", "Uppföljning planerad", "Uppföljd", "Avslutad"))
        owner = version(person, made)
        group = {**place(kommun(plan["Kommunkod"])), "kon": sex(person, made)}
        parties = [SIDES.get(party.strip(), party.strip()) for party in re.split("[|,]", plan["Parter"] or "")]
        good = all(plan[name] in YES for name in ("Individ deltog", "Mål angivna", "Ansvar angivet")) and planned is not None
        put("sip_kvalitet_andel", made, LABELS, group, good and all(any(p.startswith(who) for p in parties) for who in ("REGION_", "KOMMUN_")))
        dead = day(owner.get("Dödsdatum"))
        if planned is None or (ended and ended < planned) or (dead and dead < planned):
            continue
        until = county_until.get(group["lan"]) if group["lan"] else min(county_until.values())
        if until is not None and planned + timedelta(30) <= until:
            put("sip_uppfoljd_andel", planned, LABELS, group, done is not None and made <= done <= planned + timedelta(30))

# ---- a column that a kommun has left empty for a year: it has not delivered what is asked of the plans ----

ASKED = {"Individ deltog": False, "Mål angivna": False, "Ansvar angivet": True, "Parter": True}  # of SIP alone?
empty = set()  # (kommun, year)
plans_of = defaultdict(list)
for row in rows(samples / "planer.csv"):
    if day(row["Upprättad"]) is not None and kommun(row["Kommunkod"]):
        plans_of[kommun(row["Kommunkod"]), day(row["Upprättad"]).year].append(row)
for who, plans in plans_of.items():
    for name, of_sip in ASKED.items():
        having = [row for row in plans if (row["Plantyp"] or "").upper() == "SIP" or (not of_sip and (row["Plantyp"] or "").upper().startswith("GENOMF"))]
        if len(having) >= 5 and not any(row[name] for row in having):
            empty.add(who)


def is_delivered(indicator, label, group):
    lan, code = group[:2]
    return indicator != "sip_kvalitet_andel" or not any(
        label.startswith(str(year)) and code in ("", "null", who) and lan in ("", "null", place(who)["lan"]) for who, year in empty)


# ---- cells ----

cells = defaultdict(list)
for indicator, label, group, value in found:
    for names in (("lan",), ("lan", "kon"), ("kommunkod",), ("kommunkod", "kon")):
        if indicator.startswith("distansbesok") and names == ("kommunkod", "kon"):
            continue
        cells[indicator, label, tuple((group[name] if group[name] is not None else "null") if name in names else "" for name in ("lan", "kommunkod", "kon"))].append(value)
with open(out, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["indicator", "period", "lan", "kommunkod", "kon", "numerator", "denominator", "n", "value"])
    for (indicator, label, group), values in cells.items():
        if not is_delivered(indicator, label, group):
            continue
        n, total = len(values), sum(values)
        share = indicator != "utskrivningsklara_medelvardtid"
        writer.writerow([indicator, label, *group, *((int(total), n, "", 100 * total / n) if share else ("", "", n, total / n))])
