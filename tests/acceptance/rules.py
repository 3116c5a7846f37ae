#!/usr/bin/env python3
"""The rules of 'check' about sense: for each, definitions that break it, with the very place, and some beside the edge
that do not.  And: every rule that 'check' can speak of is in the table, with a text, in the documentation, and the
other way round; bad folders and versions; severities and exit status."""

import copy
import json
import re
import sys
from pathlib import Path

from support import CATALOGUE, ROOT, check, environment, finish, run_used as run, text, work_folder

folder = work_folder()
TODAY = "2026-11-22"
DROP = object()

ROW = {
    "format": "indikator/1", "id": "?", "version": "1.0.0",
    "title": {"sv": "Andel videobesök", "en": "Share of video visits"},
    "description": {"sv": "Andel av besöken.", "en": "Share of visits."},
    "limitations": {"sv": "Påhittat.", "en": "Made up."},
    "source": ["made up"], "owner": "Ingen", "reviewed": "2026-01-01", "next_review": "2027-01-01",
    "unit": "percent", "decimals": 1, "better": "higher",
    "kind": "proportion",
    "data": {"dataset": "vardkontakter", "where": "yrkesgrupp = 'LK'"},
    "denominator": "genomford = 'J'",
    "exclude": [{"id": "brev", "where": "kontaktform = 'BREV'"}],
    "numerator": "kontaktform = 'VIDEO'",
    "missing": {"numerator": "exclude"},
    "period": {"date": "kontakt_datum", "grain": ["year"]},
    "groups": {"kommunkod": "kommunkod"}, "by": [[], ["kommunkod"]],
    "interval": {"method": "wilson", "level": [0.95]},
    "reliability": {"min_denominator": 20}, "disclosure": {"min_count": 5},
}
STAY = json.loads((CATALOGUE / "tillsammans" / "aterinskrivningar_30d_65plus.json").read_text(encoding="utf-8"))


def edited(base, edits):
    content = copy.deepcopy(base)
    for pointer, value in edits.items():
        container, keys = content, pointer[1:].split("/")
        for key in keys[:-1]:
            container = container[int(key)] if isinstance(container, list) else container.setdefault(key, {})
        if value is DROP:
            del container[keys[-1]]
        elif isinstance(container, list):
            container[int(keys[-1])] = value
        else:
            container[keys[-1]] = value
    return content


AGE = "age(personer.fodelsedatum, kontakt_datum)"
WAIT = "days_between(sokte_datum, kontakt_datum)"
FOLLOW_UP = {"days": 3, "complete_until": "leveranser", "incomplete": "keep"}

# (base, edits, [(rule, what stands at its place), ...]); what stands there: None for the file as a whole
CASES = [
    (ROW, {}, []),
    (ROW, {"/series": {"from": "2024-02-01", "to": "2025-11-30"}}, [("series_too_short", '"year"')]),
    (ROW, {"/series": {"from": "2024-01-01", "to": "2024-12-31"}}, []),
    (ROW, {"/series": {"from": "2024-01-01", "to": "2024-12-30"}}, [("series_too_short", '"year"')]),
    (ROW, {"/series": {"from": "2024-01-02", "to": "2024-12-31"}}, [("series_too_short", '"year"')]),
    (ROW, {"/period/grain": ["half_year", "tertial"], "/series": {"from": "2024-02-01", "to": "2024-10-31"}}, [("series_too_short", '"half_year"')]),
    (ROW, {"/period/grain": ["rolling12"], "/series": {"from": "2024-02-01", "to": "2025-01-31"}}, []),
    (ROW, {"/period/grain": ["rolling12"], "/series": {"from": "2024-02-01", "to": "2025-01-30"}}, [("series_too_short", '"rolling12"')]),
    (ROW, {"/period/years": 3, "/series": {"from": "2022-01-01", "to": "2024-12-31"}}, []),
    (ROW, {"/period/years": 3, "/series": {"from": "2022-02-01", "to": "2025-11-30"}}, [("series_too_short", "3")]),
    (ROW, {"/period/year_from": 4, "/period/grain": ["month"], "/series": {"from": "2024-04-01", "to": "2025-03-31"}}, []),
    (ROW, {"/period/year_from": 4, "/period/grain": ["month"], "/series": {"from": "2024-05-01", "to": "2026-02-28"}}, [("series_too_short", "4")]),
    (ROW, {"/series": {"breaks": ["2024-07-01"]}}, []),
    (ROW, {"/period/years": 2, "/series": {"breaks": ["2024-07-01"]}}, [("pooled_break", '"2024-07-01"')]),
    (ROW, {"/period/years": 2, "/series": {"breaks": ["2025-01-01"]}}, [("pooled_break", '"2025-01-01"')]),
    (ROW, {"/period/years": 2, "/series": {"from": "2024-01-01", "breaks": ["2025-01-01"]}}, [("pooled_break", '"2025-01-01"')]),
    (ROW, {"/period/years": 2, "/series": {"from": "2024-01-02", "breaks": ["2025-01-01"]}}, []),
    (ROW, {"/period/years": 2, "/series": {"to": "2025-12-30", "breaks": ["2025-01-01"]}}, []),
    (STAY, {}, []),

    # ---- never, always
    (ROW, {"/numerator": "kontaktform = 'VIDEO' and kontaktform = 'CHATT'"}, [("always_false", "kontaktform = 'VIDEO' and")]),
    (ROW, {"/numerator": "kontaktform = 'VIDEO' or (plats = 'SABO' and plats = 'DISTANS')"}, [("always_false", "plats = 'SABO' and plats")]),
    (ROW, {"/numerator": "kontaktform = 'VIDEO' or (plats = 'SABO' or plats = 'DISTANS')"}, []),
    (ROW, {"/denominator": "genomford = 'J' and not (plats = 'SABO' or plats <> 'SABO')"}, [("always_false", "not (plats")]),
    (ROW, {"/denominator": "genomford = 'J' and (plats = 'SABO' or plats <> 'SABO' or plats is null)"}, [("always_true", "plats = 'SABO' or plats")]),
    (ROW, {"/denominator": "true"}, []),
    (ROW, {"/denominator": "false"}, [("always_false", "false")]),
    (ROW, {"/denominator": "genomford = 'J' and (plats = 'SABO' or plats <> 'SABO')"}, [("true_when_known", "plats = 'SABO' or plats")]),
    (ROW, {"/denominator": "genomford = 'J' and plats is not null"}, []),
    (ROW, {"/denominator": "genomford = 'J' and sokte_datum <= sokte_datum"}, [("true_when_known", "sokte_datum <= sokte_datum")]),
    (ROW, {"/denominator": "genomford = 'J' and sokte_datum < sokte_datum"}, [("always_false", "sokte_datum < sokte_datum")]),
    (ROW, {"/denominator": "genomford = 'J' and month(kontakt_datum) > 12"}, [("always_false", "month(kontakt_datum)")]),
    (ROW, {"/denominator": "genomford = 'J' and month(kontakt_datum) > 11"}, []),
    (ROW, {"/denominator": "genomford = 'J' and plats = ''"}, [("always_false", "''")]),
    (ROW, {"/denominator": "genomford = 'J' and coalesce(plats, '') = ''"}, []),
    (ROW, {"/data/where": "genomford = 'N'"}, [("always_false", "genomford = 'J'")]),
    (STAY, {"/event/where": "first.planerad = 'N' and first.planerad = 'J'"}, [("always_false", "first.planerad = 'N' and")]),
    (STAY, {"/event/where": "first.planerad = 'N' and last.planerad = 'J'"}, []),
    (STAY, {"/episode/join_when": "utskrivningssatt = '1' and next.inskrivningsdatum > utskrivningsdatum and next.inskrivningsdatum < utskrivningsdatum"},
     [("always_false", "utskrivningssatt = '1' and next.")]),
    (STAY, {"/index/where": "age(personer.fodelsedatum, end) >= 65 and age(personer.fodelsedatum, end) < 18"}, [("always_false", "age(")]),

    # ---- case
    (ROW, {"/groups/alder": "case when %s >= 18 then 'A' when %s >= 65 then 'B' end" % (AGE, AGE)}, [("unreachable_branch", AGE + " >= 65")]),
    (ROW, {"/groups/alder": "case when %s >= 65 then 'A' when %s >= 18 then 'B' end" % (AGE, AGE)}, []),
    (ROW, {"/groups/alder": "case when plats is null then 'A' when plats is not null then 'B' else 'C' end"}, [("unreachable_branch", "'C'")]),
    (ROW, {"/groups/alder": "case when plats = 'SABO' then 'A' when plats <> 'SABO' then 'B' else 'C' end"}, []),
    (ROW, {"/groups/alder": "case when %s between 0 and 18 then 'A' when %s between 18 and 64 then 'B' end" % (AGE, AGE)},
     [("band_overlap", AGE + " between 18")]),
    (ROW, {"/groups/alder": "case when %s between 0 and 17 then 'A' when %s between 18 and 64 then 'B' end" % (AGE, AGE)}, []),
    (ROW, {"/groups/alder": "case when %s = 40 then 'C' when %s between 0 and 64 then 'A' when %s >= 65 then 'B' end" % (AGE, AGE, AGE)}, []),
    (ROW, {"/groups/alder": "case when %s < 18 then 'A' when %s > 18 then 'B' end" % (AGE, AGE)}, [("band_gap", "case")]),
    (ROW, {"/groups/alder": "case when %s < 18 then 'A' when %s > 18 then 'B' else 'C' end" % (AGE, AGE)}, [("band_gap", "case")]),
    (ROW, {"/groups/alder": "case when %s < 18 then 'A' when %s >= 65 then 'B' else 'C' end" % (AGE, AGE)}, []),
    (ROW, {"/groups/alder": "case when %s < 18 then 'A' when %s >= 65 then 'B' end" % (AGE, AGE)}, [("band_gap", "case")]),
    (ROW, {"/data/dataset": "enkatsvar", "/data/where": DROP, "/denominator": "true", "/exclude": DROP, "/period/date": "omgang_datum",
           "/numerator": "case when vikt between 0 and 17 then 1 when vikt between 18 and 64 then 2 end = 1"}, [("band_gap", "case")]),
    (ROW, {"/data/dataset": "enkatsvar", "/data/where": DROP, "/denominator": "true", "/exclude": DROP, "/period/date": "omgang_datum",
           "/numerator": "case when alder between 0 and 17 then 1 when alder between 18 and 64 then 2 end = 1"}, []),
    (ROW, {"/data/dataset": "enkatsvar", "/data/where": DROP, "/denominator": "alder > 120", "/exclude": DROP, "/period/date": "omgang_datum",
           "/numerator": "kon = 'K'"}, [("always_false", "alder > 120")]),

    # ---- where, denominator, exclusions, numerator together
    (ROW, {"/numerator": "genomford = 'N'"}, [("numerator_outside", "genomford = 'N'")]),
    (ROW, {"/numerator": "kontaktform = 'BREV'"}, [("numerator_outside", "kontaktform = 'BREV'")]),
    (ROW, {"/numerator": "genomford = 'J'"}, [("numerator_is_all", "genomford = 'J'")]),
    (ROW, {"/numerator": "genomford = 'J' and kontaktform = 'VIDEO'"}, []),
    (ROW, {"/numerator": "kontaktform in ('VIDEO', 'BREV')"}, [("numerator_part_outside", "'BREV'")]),
    (ROW, {"/exclude/0/where": "genomford = 'N'"}, [("idle_exclusion", "genomford = 'N'")]),
    (ROW, {"/exclude": [{"id": "a", "where": "plats = 'SABO'"}, {"id": "b", "where": "plats = 'SABO' and kontaktform = 'BREV'"}]},
     [("idle_exclusion", "plats = 'SABO' and")]),
    (ROW, {"/exclude": [{"id": "b", "where": "plats = 'SABO' and kontaktform = 'BREV'"}, {"id": "a", "where": "plats = 'SABO'"}]}, []),
    (STAY, {"/index/where": "last.vardform = 'SOMATIK'"}, [("idle_exclusion", "last.vardform = 'PSYKIATRI'")]),

    # ---- codes
    (ROW, {"/compare": {"published": "nat_fallskador_65plus"}}, []),
    (ROW, {"/compare": {"with": ["published"], "published": "nat_fallskador"}}, [("unknown_published", '"nat_fallskador"')]),
    (ROW, {"/compare": {"published": "obesitas_andel"}}, [("unknown_published", '"obesitas_andel"')]),
    (ROW, {"/numerator": "kontaktform = 'VIDOE'"}, [("unknown_code", "'VIDOE'")]),
    (ROW, {"/numerator": "kontaktform in ('VIDEO', 'FAX')"}, [("unknown_code", "'FAX'")]),
    (ROW, {"/denominator": "genomford = 'J' and personer.kon = 'kvinna'"}, [("unknown_code", "'kvinna'")]),
    (ROW, {"/denominator": "genomford = 'J' and personer.kon = 'K'"}, []),
    (ROW, {"/denominator": "genomford = 'J' and kommunkod = '0485'"}, [("unknown_code", "'0485'")]),
    (ROW, {"/denominator": "genomford = 'J' and kommunkod in ('0480', '480')"}, [("unknown_code", "'480'")]),
    (ROW, {"/denominator": "genomford = 'J' and coalesce(plats, 'OKÄND') <> 'OKÄND'"}, []),
    (ROW, {"/denominator": "genomford = 'J' and coalesce(plats, 'OKÄND') <> 'OKÄNT'"}, [("unknown_code", "'OKÄNT'")]),
    (STAY, {"/event/where": "first.planerad = 'Nej'"}, [("unknown_code", "'Nej'")]),

    # ---- constants that never occur
    (ROW, {"/numerator": "weekday(kontakt_datum) in (0, 6)"}, [("constant_out_of_range", "0")]),
    (ROW, {"/numerator": "weekday(kontakt_datum) in (6, 7)"}, []),
    (ROW, {"/numerator": "weekday(kontakt_datum) <> 8"}, [("constant_out_of_range", "8")]),
    (ROW, {"/numerator": "month(kontakt_datum) between 0 and 11"}, [("constant_out_of_range", "0")]),
    (ROW, {"/numerator": "month(kontakt_datum) between 1 and 11"}, []),
    (ROW, {"/numerator": "iso_week(kontakt_datum) in (53, 54)"}, [("constant_out_of_range", "54")]),
    (ROW, {"/numerator": "day(kontakt_datum) >= 32 or kontaktform = 'VIDEO'"}, [("always_false", "day("), ("constant_out_of_range", "32")]),
    (ROW, {"/numerator": "day(kontakt_datum) < 32 and kontaktform = 'VIDEO'"}, []),
    (ROW, {"/numerator": "weekday(kontakt_datum) - 1 in (0, 7)"}, [("constant_out_of_range", "7")]),
    (ROW, {"/numerator": "weekday(kontakt_datum) in (2.5, 3)"}, [("constant_out_of_range", "2.5")]),
    (ROW, {"/numerator": "coalesce(weekday(kontakt_datum), 0) = 0"}, []),
    (ROW, {"/numerator": "length(enhet_id) in (-1, 4)"}, [("constant_out_of_range", "-1")]),
    (ROW, {"/numerator": "within_days(sokte_datum, kontakt_datum, -3)"}, [("constant_out_of_range", "-3")]),
    (ROW, {"/data/dataset": "enkatsvar", "/data/where": DROP, "/denominator": "true", "/exclude": DROP, "/period/date": "omgang_datum",
           "/numerator": "alder in (65, 121)"}, [("constant_out_of_range", "121")]),
    (ROW, {"/denominator": AGE + " between 65 and 650"}, [("unlikely_constant", "650")]),
    (ROW, {"/denominator": AGE + " between 0 and 130"}, []),
    (ROW, {"/denominator": "year(kontakt_datum) <> 24"}, [("unlikely_constant", "24")]),
    (ROW, {"/denominator": "genomford = 'J' and coalesce(sokte_datum, date(2024, 2, 30)) <= kontakt_datum"}, [("unknown_constant", "date(2024")]),
    (ROW, {"/denominator": "genomford = 'J' and coalesce(sokte_datum, add_days(date(2024, 2, 30), 1)) <= kontakt_datum"}, [("unknown_constant", "add_days(date(2024")]),
    (ROW, {"/denominator": "kontakt_datum >= date(2024, 2, 29)"}, []),
    (STAY, {"/event/where": "first.utskrivningsdatum <> date '9999-12-31'"}, [("missing_as_constant", "date '9999")]),
    (STAY, {"/event/where": "first.utskrivningsdatum < date '9999-12-31'"}, []),
    (STAY, {"/event/where": "coalesce(first.utskrivningsdatum, date '9999-12-31') = date '9999-12-31'"}, []),
    (ROW, {"/denominator": "enhet_id <> 'null'"}, [("missing_as_constant", "'null'")]),
    # ---- texts
    (ROW, {"/denominator": "substr(kommunkod, 0, 2) = '0'"}, [("place_below_one", "0")]),
    (ROW, {"/denominator": "substr(kommunkod, 1, 0) = '04'"}, [("no_code_fits", "'04'"), ("place_below_one", "0")]),
    (ROW, {"/denominator": "substr(kommunkod, 1, 2) = '04'"}, []),
    (ROW, {"/denominator": "substr(kommunkod, 1, 2) in ('04', '0480')"}, [("constant_length", "'0480'")]),
    (ROW, {"/denominator": "substr(kommunkod, 1, 2) in ('04', '02')"}, [("no_code_fits", "'02'")]),
    (ROW, {"/denominator": "substr(enhet_id, 1, 2) = 'VCX'"}, [("constant_length", "'VCX'")]),
    (ROW, {"/denominator": "length(kommunkod) in (4, 5)"}, [("no_code_fits", "5")]),
    (ROW, {"/denominator": "length(kommunkod) > 4"}, [("no_code_fits", "length")]),
    (ROW, {"/numerator": "kontaktform like 'mott%'"}, [("no_code_fits", "kontaktform")]),
    (ROW, {"/numerator": "kontaktform not like 'MOTT%'"}, []),
    (ROW, {"/numerator": "has_prefix(kontaktform, 'Vid')"}, [("no_code_fits", "has_prefix")]),
    (ROW, {"/numerator": "has_prefix(kontaktform, 'VID')"}, []),
    (ROW, {"/numerator": "kontaktform in codelist kommuner"}, [("no_code_fits", "kontaktform")]),
    (ROW, {"/numerator": "kommunkod in codelist kommuner"}, []),
    (ROW, {"/denominator": "kommunkod in codelist lan"}, [("code_form", "kommunkod")]),
    (ROW, {"/groups/lan": {"codelist": "kommuner", "key": "substr(kommunkod, 1, 2)", "attribute": "lanskod"}}, [("no_code_fits", "substr")]),
    (ROW, {"/groups/namn": {"codelist": "kommuner", "key": "substr(kommunkod, 1, 2)", "attribute": "namn"}}, [("no_code_fits", "substr")]),
    (ROW, {"/groups/lan": {"codelist": "kommuner", "key": "kommunkod", "attribute": "lanskod"}}, []),
    (ROW, {"/numerator": "lower(kontaktform) = 'Video'"}, [("letter_case", "'Video'")]),
    (ROW, {"/numerator": "lower(kontaktform) = 'video'"}, []),
    (ROW, {"/numerator": "upper(enhet_id) like 'vc%'"}, [("letter_case", "upper(")]),
    (ROW, {"/numerator": "substr(upper(enhet_id), 1, 2) = 'vc'"}, [("letter_case", "'vc'")]),
    (ROW, {"/numerator": "enhet_id = 'VC1 '"}, [("blank_in_constant", "'VC1 '")]),
    (ROW, {"/numerator": "enhet_id in ('VC1', '\u00a0VC2')"}, [("blank_in_constant", "'\u00a0VC2'")]),
    (ROW, {"/numerator": "enhet_id = 'VC\u200b1'"}, [("blank_in_constant", "'VC\u200b1'")]),
    (ROW, {"/numerator": "has_prefix(enhet_id, 'VC ')"}, []),
    (ROW, {"/numerator": "enhet_id = 'VC%'"}, [("pattern", "'VC%'")]),
    (ROW, {"/numerator": "has_prefix(diagnoser, 'E11%')"}, [("pattern", "'E11%'")]),
    (ROW, {"/numerator": "enhet_id like 'VC*'"}, [("pattern", "enhet_id")]),
    (ROW, {"/numerator": "enhet_id like 'VC1'"}, [("like_without_wildcard", "enhet_id")]),
    (ROW, {"/numerator": "enhet_id >= '10'"}, [("text_order", "'10'")]),
    (ROW, {"/numerator": "number(enhet_id) >= 10"}, []),
    # ---- forms of codes
    (ROW, {"/numerator": "has(diagnoser, 'I10.9')"}, [("code_form", "'I10.9'")]),
    (ROW, {"/numerator": "has(diagnoser, 'I109')"}, []),
    (ROW, {"/numerator": "has(diagnoser, 'i109')"}, [("code_form", "'i109'")]),
    (ROW, {"/numerator": "has(diagnoser, 'I1')"}, [("code_form", "'I1'")]),
    (ROW, {"/numerator": "has(diagnoser, 'E10-E14')"}, [("code_form", "'E10-E14'")]),
    (ROW, {"/numerator": "has(diagnoser, 'E10|E11')"}, [("code_form", "'E10|E11'")]),
    (ROW, {"/numerator": "has_prefix(diagnoser, 'IO')"}, [("code_form", "'IO'")]),
    (ROW, {"/numerator": "has_prefix(diagnoser, 'E')"}, []),
    (STAY, {"/event/where": "first.huvuddiagnos like 'I2_.%'"}, [("code_form", "first.huvuddiagnos")]),
    (STAY, {"/event/where": "first.huvuddiagnos like 'I2%'"}, []),
    (STAY, {"/event/where": "first.huvuddiagnos in ('I21', 'I21.9')"}, [("code_form", "'I21.9'")]),
    (STAY, {"/event/where": "first.huvuddiagnos in codelist kommuner"}, [("code_form", "first.huvuddiagnos")]),
    # ---- days and weeks
    (ROW, {"/denominator": "age(kontakt_datum, personer.fodelsedatum) >= 65"}, [("exchanged_dates", "age(")]),
    (ROW, {"/denominator": "days_between(kontakt_datum, kontakt_datum) >= 0"}, [("exchanged_dates", "days_between")]),
    (STAY, {"/event/where": "days_between(end, start) >= 1"}, [("exchanged_dates", "days_between")]),
    (STAY, {"/event/where": "days_between(start, end) >= 1"}, []),
    (ROW, {"/numerator": "year(kontakt_datum) * 100 + iso_week(kontakt_datum) = 202401"}, [("iso_year", "iso_week")]),
    (ROW, {"/numerator": "iso_year(kontakt_datum) * 100 + iso_week(kontakt_datum) = 202401"}, []),
    (ROW, {"/numerator": "year(kontakt_datum) = 2024 and iso_week(sokte_datum) = 1"}, []),
    (ROW, {"/groups/vecka": "case when iso_week(kontakt_datum) <= 26 then 'A' else 'B' end"}, [("iso_year", "iso_week")]),
    # ---- labels
    (ROW, {"/unit": "days"}, [("unit_of_kind", '"days"')]),
    (ROW, {"/unit": "per_1000"}, []),
    (ROW, {"/plausible": [0.03, 0.2]}, [("plausible_unit", "[")]),
    (ROW, {"/plausible": [3, 120]}, [("plausible_unit", "120")]),
    (ROW, {"/plausible": [3, 20]}, []),
    (ROW, {"/owner": "fyll i"}, [("placeholder", '"fyll i"')]),
    (ROW, {"/version": "ett"}, [("placeholder", '"ett"')]),
    (ROW, {"/source": ["TODO: leta upp"]}, [("placeholder", '"TODO')]),
    (ROW, {"/title/en": "x"}, [("placeholder", '"x"')]),
    (ROW, {"/title/en": "Todoist users"}, []),
    # ---- who somebody is
    (ROW, {"/groups/person": "person_id"}, [("identifying_group", '"person_id"')]),
    (ROW, {"/groups/person": "case when personal_id is null then 'A' else substr(person_id, 1, 2) end"}, [("identifying_group", '"case')]),
    (ROW, {"/groups/person": {"codelist": "generiska_vardgivare", "key": "personal_id", "attribute": "namn"}}, [("identifying_group", '"personal_id"')]),

    # ---- windows
    (ROW, {"/numerator": WAIT + " <= 3"}, [("open_window", WAIT)]),
    (ROW, {"/numerator": WAIT + " between 0 and 3"}, []),
    (ROW, {"/numerator": WAIT + " <= 3 and " + WAIT + " >= 0"}, []),
    (ROW, {"/numerator": WAIT + " > 90"}, []),
    (ROW, {"/numerator": "not (%s > 3)" % WAIT}, [("open_window", WAIT)]),
    (ROW, {"/numerator": "kontakt_datum - sokte_datum <= 3"}, [("open_window", "kontakt_datum - sokte_datum")]),
    (ROW, {"/numerator": "kontakt_datum <= sokte_datum + 3"}, [("open_window", "kontakt_datum <= sokte_datum + 3")]),
    (ROW, {"/numerator": "kontakt_datum < add_days(sokte_datum, 4)"}, [("open_window", "kontakt_datum < add_days")]),
    (ROW, {"/numerator": "kontakt_datum <= sokte_datum + 3 and kontakt_datum >= sokte_datum"}, []),
    (ROW, {"/numerator": "kontakt_datum between sokte_datum + 1 and sokte_datum + 3"}, []),
    (ROW, {"/numerator": "kontakt_datum <= sokte_datum"}, []),
    (ROW, {"/numerator": "kontakt_datum <= sokte_datum - 3"}, []),
    (ROW, {"/period/date": "sokte_datum", "/numerator": WAIT + " between 0 and 3"}, [("open_follow_up", WAIT)]),
    (ROW, {"/period/date": "sokte_datum", "/numerator": "within_days(sokte_datum, kontakt_datum, 3)"}, [("open_follow_up", "within_days")]),
    (ROW, {"/period/date": "kontakt_datum", "/numerator": "within_days(sokte_datum, kontakt_datum, 3)"}, []),
    (ROW, {"/period/date": "sokte_datum", "/numerator": WAIT + " between 0 and 3", "/follow_up": FOLLOW_UP}, []),
    (ROW, {"/period/date": "sokte_datum", "/numerator": WAIT + " between 0 and 4", "/follow_up": FOLLOW_UP}, [("open_follow_up", WAIT)]),
    (ROW, {"/period/date": "sokte_datum", "/numerator": "within_days(sokte_datum, kontakt_datum, 3)", "/follow_up": FOLLOW_UP}, []),
    (ROW, {"/period/date": "sokte_datum", "/numerator": "within_days(sokte_datum, kontakt_datum, 4)", "/follow_up": FOLLOW_UP},
     [("open_follow_up", "within_days")]),
    (ROW, {"/period/date": "sokte_datum", "/numerator": "within_days(sokte_datum, kontakt_datum, 40)",
           "/follow_up": {"until": "sokte_datum + 40", "complete_until": "leveranser", "incomplete": "keep"}}, []),

    # ---- months and days
    (STAY, {"/title/sv": "Oplanerade återinskrivningar inom 1 månad"}, [("month_for_days", "30")]),
    (STAY, {"/title/sv": "Oplanerade återinskrivningar inom 2 månader"}, []),
    (STAY, {"/event/day_to": 31, "/follow_up/days": 31}, []),
    (ROW, {"/title/sv": "Andel inom 30 dagar", "/numerator": "months_between(sokte_datum, kontakt_datum) between 0 and 1"},
     [("month_for_days", "months_between")]),
    (ROW, {"/title/sv": "Andel inom 1 månad", "/numerator": "months_between(sokte_datum, kontakt_datum) between 0 and 1"}, []),
    (ROW, {"/denominator": "days_between(personer.fodelsedatum, kontakt_datum) / 365.25 >= 65"}, [("month_for_days", "days_between")]),
    (ROW, {"/denominator": "days_between(personer.fodelsedatum, kontakt_datum) / 7 >= 65"}, []),

    # ---- policies and disclosure
    (ROW, {"/weight": "case when kontaktform = 'VIDEO' then 2 else 1 end"}, [("unnamed_policy", '"weight"')]),
    (ROW, {"/weight": "case when kontaktform = 'VIDEO' then 2 else 1 end", "/missing/weight": "error"}, []),
    (ROW, {"/interval/method": DROP}, [("unnamed_policy", '"level"')]),
    (ROW, {"/interval": DROP}, []),
    (ROW, {"/reliability": DROP}, [("unnamed_policy", None)]),
    (STAY, {"/data/moved": DROP}, [("unnamed_policy", '"moved"')]),
    (STAY, {"/data/moved": DROP, "/follow_up/moved": "keep"}, []),
    (STAY, {"/data/death": DROP}, []),
    (STAY, {"/data/death": DROP, "/follow_up/death": "exclude_index"}, [("unnamed_policy", '"death"')]),
    (ROW, {"/disclosure/min_count": 4}, [("disclosure_floor", "4")]),
    (ROW, {"/disclosure/min_count": 5}, []),
    (ROW, {"/disclosure": DROP}, []),

    # ---- texts and reviews
    (ROW, {"/description": DROP}, [("no_description", None)]),
    (ROW, {"/limitations": DROP}, [("no_limitations", None)]),
    (ROW, {"/source": DROP}, [("no_source", None)]),
    (ROW, {"/source": []}, [("no_source", "[]")]),
    (ROW, {"/owner": ""}, [("no_owner", '""')]),
    (ROW, {"/next_review": DROP}, [("no_review", None)]),
    (ROW, {"/next_review": "2026-11-21"}, [("review_passed", '"2026-11-21"')]),
    (ROW, {"/next_review": TODAY}, []),
    (ROW, {"/reviewed": "2027-01-01"}, [("review_order", '"2027-01-01"')]),
    (ROW, {"/title/en": "Andel videobesök"}, [("untranslated", '"Andel videobesök"')]),

    # ---- waivers
    (ROW, {"/owner": DROP, "/x-waive": [{"rule": "no_owner", "why": "en övning"}]}, []),
    (ROW, {"/numerator": WAIT + " <= 3", "/x-waive": [{"rule": "open_window", "at": "/numerator", "why": "negativa ska med"}]}, []),
    (ROW, {"/numerator": WAIT + " <= 3", "/x-waive": [{"rule": "open_window", "at": "/denominator", "why": "fel plats"}]},
     [("idle_waiver", "{"), ("open_window", WAIT)]),
    (ROW, {"/exclude/0/where": "genomford = 'N'", "/x-waive": [{"rule": "idle_exclusion", "at": "/exclude/0/where", "why": "för tydlighets skull"}]}, []),
    (ROW, {"/x-waive": [{"rule": "no_owner", "why": "den finns"}]}, [("idle_waiver", "{")]),
    (ROW, {"/owner": DROP, "/x-waive": [{"rule": "no_owner"}]}, [("no_owner", None), ("waiver_without_reason", "{")]),
    (ROW, {"/owner": DROP, "/x-waive": [{"rule": "no_owner", "why": ""}]}, [("no_owner", None), ("waiver_without_reason", '""')]),
    (ROW, {"/x-waive": [{"rule": "no_ownr", "why": "x"}]}, [("unknown_rule", '"no_ownr"')]),
    (ROW, {"/x-waive": [{"rule": "unknown_name", "why": "x"}]}, [("not_waivable", '"unknown_name"')]),
    (ROW, {"/x-waive": [{"rule": "sentinel_date", "why": "x"}]}, [("not_waivable", '"sentinel_date"')]),
    (ROW, {"/x-waive": [{"rule": "sentinel_datum", "why": "x"}]}, [("unknown_rule", '"sentinel_datum"')]),
    (ROW, {"/x-waive": [{"rule": "idle_waiver", "why": "x"}]}, [("not_waivable", '"idle_waiver"')]),
    (ROW, {"/x-waive": {"rule": "no_owner", "why": "x"}}, [("waiver_form", "{")]),
    (ROW, {"/x-waive": [{"rule": "no_owner", "whi": "x"}]}, [("waiver_form", "{")]),
    (ROW, {"/owner": DROP, "/x-waive": [{"rule": "no_owner", "at": "/owner", "why": "x"}]}, [("no_owner", None), ("idle_waiver", '"/owner"')]),
    # what cannot be computed cannot be waived, and its waivers are not judged
    (ROW, {"/numerator": "kontaktfrom = 'VIDEO'", "/x-waive": [{"rule": "always_true", "why": "x"}]}, [("unknown_name", "kontaktfrom")]),
]


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def findings(*arguments, **more):
    done = run("check", "-f", "json", "--today", TODAY, *arguments, **more)
    return json.loads(done.stdout), done


targets = []
for number, (base, edits, expected) in enumerate(CASES):
    content = edited(base, edits)
    content["id"] = "d%03d" % number
    targets.append(write(folder / "cases" / (content["id"] + ".json"), content))
    write(folder / "cases" / (content["id"] + ".test.json"), {"cases": [{}]})
report, done = findings(*targets)
spoken = {finding["rule"] for finding in report["findings"]}
for (base, edits, expected), target in zip(CASES, targets):
    lines = target.read_text(encoding="utf-8").splitlines()
    got = []
    for finding in report["findings"]:
        if finding["file"] == str(target) and finding["severity"] != "waived":
            rest = lines[finding["line"] - 1][finding["column"] - 1:]
            want = next((place for rule, place in expected if rule == finding["rule"] and (place is None or rest.startswith(place))), "?")
            got.append((finding["rule"], want if want != "?" else rest))
    key = lambda one: (one[0], one[1] or "")
    check(sorted(got, key=key) == sorted(expected, key=key), "%s: got %s, want %s" % (edits, got, expected))
count = len(CASES)

# ---- what is found beside a definition: no test file, one without cases, a key of one's own that looks like a slip

beside = {"utan": None, "tom": {"cases": []}, "med": {"cases": [{}]}}
for name, tests in beside.items():
    write(folder / "bredvid" / (name + ".json"), {**ROW, "id": name})
    if tests is not None:
        write(folder / "bredvid" / (name + ".test.json"), tests)
schema = json.loads((CATALOGUE / "datasets" / "enheter.json").read_text(encoding="utf-8"))
write(folder / "bredvid" / "datasets" / "enheter.json", {**{key: value for key, value in schema.items() if key != "x-indikator"}, "x-indikatr": {}})
report, done = findings(*(folder / "bredvid" / (name + ".json") for name in beside), folder / "bredvid" / "datasets" / "enheter.json")
got = sorted((Path(finding["file"]).stem, finding["rule"]) for finding in report["findings"])
check(got == [("enheter", "free_key"), ("tom", "no_tests"), ("utan", "no_tests")], "beside: %s" % got)
spoken_of = {rule for _, rule in got}

# ---- a variant answers for what it changes, its parent for the rest

pack = folder / "katalog" / "prov"
for name in ("datasets", "codelists"):
    (folder / "katalog").mkdir(exist_ok=True)
    (folder / "katalog" / name).symlink_to(CATALOGUE / name)
parent = edited(ROW, {"/id": "grund", "/owner": DROP})
variants = {
    "lika": ({"/numerator": "kontaktform = 'CHATT'"}, []),
    "trasig": ({"/numerator": "genomford = 'N'"}, [("trasig.json", "numerator_outside", '"genomford = \'N\'"')]),
    "mot_grunden": ({"/denominator": "kontaktform = 'CHATT'"}, [("mot_grunden.json", "numerator_outside", '"grund"')]),
}
write(pack / "grund.json", parent)
write(pack / "grund.test.json", {"cases": [{}]})
for name, (edits, expected) in variants.items():
    write(pack / (name + ".json"), {"format": "indikator/1", "id": name, "title": {"sv": name, "en": name + "!"}, "extends": "grund", "set": edits})
    write(pack / (name + ".test.json"), {"cases": [{}]})
report, done = findings("-I", folder / "katalog", *sorted(path for path in pack.glob("*.json") if ".test" not in path.name))
got = [(finding["file"].rsplit("/", 1)[1], finding["rule"]) for finding in report["findings"] if finding["rule"] != "idle_exclusion"]
check(sorted(got) == [("grund.json", "no_owner"), ("mot_grunden.json", "numerator_outside"), ("trasig.json", "numerator_outside")],
      "variants: %s" % got)
at = {finding["file"].rsplit("/", 1)[1]: finding for finding in report["findings"] if finding["rule"] == "numerator_outside"}
line = (pack / "mot_grunden.json").read_text(encoding="utf-8").splitlines()[at["mot_grunden.json"]["line"] - 1]
check('"extends"' in line, "what a variant makes of its parent's conditions is told at %r" % line)

# ---- bad files beside good ones: each is named, the others are checked all the same

bad = folder / "bad"
write(bad / "fran_framtiden.json", {**ROW, "format": "indikator/2", "id": "fran_framtiden", "nyckel_som_inte_finns_an": 1})
write(bad / "a.json", {"format": "indikator/1", "id": "a", "title": {"sv": "a", "en": "b"}, "extends": "b", "set": {}})
write(bad / "b.json", {"format": "indikator/1", "id": "b", "title": {"sv": "b", "en": "c"}, "extends": "a", "set": {}})
write(bad / "sig_sjalv.json", {"format": "indikator/1", "id": "sig_sjalv", "title": {"sv": "b", "en": "c"}, "extends": "sig_sjalv", "set": {}})
(bad / "trasig.json").write_text("{", encoding="utf-8")
(bad / "latin.json").write_bytes('{"id": "lät"}'.encode("latin-1"))
write(bad / "lista.json", [1])
write(bad / "felstavad.json", {**edited(ROW, {"/numerator": "kontaktfrom = 'VIDEO'"}), "id": "felstavad"})
write(bad / "felstavad.test.json", {"cases": [{}]})
write(bad / "datasets" / "ny.json", {"format": "indikator-dataset/9", "name": "ny"})
write(bad / "mer" / "felstavad.json", {**ROW, "id": "felstavad"})
write(bad / "mer" / "felstavad.test.json", {"format": "indikator-test/7", "id": "felstavad", "cases": []})
report, done = findings(bad)
got = sorted((finding["file"][len(str(bad)) + 1:], finding["rule"]) for finding in report["findings"]
             if finding["stage"] != "sense" and not (finding["rule"] in ("missing_key",)))
expected = sorted([("fran_framtiden.json", "format_version"), ("a.json", "unknown_id"), ("b.json", "unknown_id"), ("sig_sjalv.json", "unknown_id"),
                   ("trasig.json", "json_syntax"), ("latin.json", "encoding"), ("lista.json", "wrong_type"), ("felstavad.json", "unknown_name"),
                   ("datasets/ny.json", "format_version"), ("mer/felstavad.json", "duplicate_id"), ("mer/felstavad.test.json", "format_version")])
check(got == expected, "bad files: got %s, want %s" % (got, expected))
check(done.returncode == 3, "bad files: status %d" % done.returncode)
order = [(finding["file"], finding.get("line", 0), finding.get("column", 0)) for finding in report["findings"]]
check(order == sorted(order), "findings are not in order of file, line and column")
for name in ("a", "b", "sig_sjalv"):
    write(pack / (name + ".json"), json.loads((bad / (name + ".json")).read_text(encoding="utf-8")))
    write(pack / (name + ".test.json"), {"cases": [{}]})
report, done = findings("-I", folder / "katalog", *(pack / (name + ".json") for name in ("a", "b", "sig_sjalv")))
got = sorted((finding["file"].rsplit("/", 1)[1], finding["rule"]) for finding in report["findings"] if finding["rule"] not in ("always_false",))
check(got == [("a.json", "extends"), ("b.json", "extends"), ("sig_sjalv.json", "extends")], "circles: %s" % got)
count += len(expected)

# two files of one id in a catalogue: the rest of it is checked all the same
write(folder / "katalog" / "andra" / "grund.json", parent)
report, done = findings("-I", folder / "katalog")
rules = [(finding["file"].rsplit("/", 2)[1], finding["rule"]) for finding in report["findings"]]
check(done.returncode == 3 and rules.count(("prov", "duplicate_id")) + rules.count(("andra", "duplicate_id")) == 1,
      "two of one id: status %d, %s" % (done.returncode, rules))
check(("prov", "numerator_outside") in rules, "two of one id: the rest is not checked: %s" % rules)

# ---- derived columns that share their parts: 2^44 ways through an expression of 45 nodes

deep = folder / "djup"
schema = json.loads((CATALOGUE / "datasets" / "vardkontakter.json").read_text(encoding="utf-8"))
derived = [{"name": "d0", "type": "integer", "expression": "days_between(sokte_datum, kontakt_datum)"}, {"name": "e0", "type": "integer", "expression": "month(kontakt_datum)"}]
derived += [{"name": "d%d" % i, "type": "integer", "expression": "d%d + d%d" % (i - 1, i - 1)} for i in range(1, 45)]
derived += [{"name": "e%d" % i, "type": "integer", "expression": "coalesce(e%d, e%d)" % (i - 1, i - 1)} for i in range(1, 45)]
for name in ("codelists", "schema"):
    deep.mkdir(exist_ok=True)
    (deep / name).symlink_to(CATALOGUE / name)
for path in (CATALOGUE / "datasets").glob("*.json"):
    write(deep / "datasets" / path.name, json.loads(path.read_text(encoding="utf-8")))
write(deep / "datasets" / "vardkontakter.json", {**schema, "x-indikator": {**schema["x-indikator"], "derived": derived}})
write(deep / "prov" / "djup.test.json", {"cases": [{}]})
for edits, expected in (({"/numerator": "d44 > 5 and d44 < 3"}, ["always_false"]), ({"/numerator": "d44 > 5", "/denominator": "d44 < 3 and genomford = 'J'"}, []),
                        ({"/numerator": "e44 > 5 and not (e44 < 3)"}, []), ({"/numerator": "d44 <= 3 and case when e44 > 3 then 1 else d44 end = 1"}, [])):
    write(deep / "prov" / "djup.json", {**edited(ROW, edits), "id": "djup"})
    report, done = findings("-I", deep, deep / "prov" / "djup.json", timeout=60)
    got = [finding["rule"] for finding in report["findings"]]
    check(got == expected, "%s: %s, not %s" % (edits, got, expected))
    count += 1

# ---- exit status

fine = targets[0]
status = lambda *arguments: run("check", "--today", TODAY, *arguments).returncode
with_warning = targets[next(i for i, case in enumerate(CASES) if case[2] == [("untranslated", '"Andel videobesök"')])]
with_error = targets[next(i for i, case in enumerate(CASES) if case[2] == [("no_owner", '""')])]
for arguments, want in (([fine], 0), ([fine, "--strict"], 0), ([with_warning], 0), ([with_warning, "--strict"], 1), ([with_error], 1),
                        ([with_error, bad / "felstavad.json"], 3), ([with_error, "finns_inte"], 2), (["--explain", "always_fals"], 2),
                        (["--explain", "always_false"], 0), (["--rules"], 0)):
    check(status(*arguments) == want, "%s: status %d, not %d" % (arguments, status(*arguments), want))
check("the closest is 'always_false'" in text(run("check", "--explain", "always_fals").stderr), "no hint for a rule misspelt")
check(run("check", "--today", "2027-01-02", fine, "--strict").returncode == 1, "--today does not move the day")

# ---- the table, the sources and the documentation know the same rules

everything = json.loads(run("check", "--rules", "-f", "json").stdout)
table = [rule for rule in everything if rule["stage"] != "data"]
of_data = [rule for rule in everything if rule["stage"] == "data"]
ids = [rule["id"] for rule in table]
check(len(ids) == len(set(ids)), "a rule stands twice in the table")
check(spoken <= set(ids), "rules that are not in the table: %s" % sorted(spoken - set(ids)))
tried = {rule for _, _, expected in CASES for rule, _ in expected} | spoken_of
untried = {rule["id"] for rule in table if rule["stage"] in ("sense", "waiver")} - tried
check(not untried, "no case of %s" % sorted(untried))
for rule in table:
    check(len(rule["title"]) >= 8 and len(rule["why"]) > 12, "%s has no text" % rule["id"])
    check(rule["stage"] != "sense" or len(rule["why"]) > 60 or rule["right"], "%s: say more" % rule["id"])
calls = re.compile(r'(?:ind_builder_error|ind_json_error|ind_cases_invalid|ind_diag_add|ind_expr_fail|ind_lint_add|fault_about|fault|fail|say|report|left_to_default)\s*\(((?:[^;"]|"(?:[^"\\]|\\.)*")*?)\)\s*[;&|!=?:]', re.S)
RUN = {"bad_weight", "unknown_numerator"} | {rule["id"] for rule in of_data}  # of data, not of files
for path in sorted((ROOT / "src").rglob("*.c")):
    if path.relative_to(ROOT / "src").parts[0] not in ("base", "definition", "language") and not path.name.startswith(("dataset", "codelist")):
        continue
    for call in calls.findall(path.read_text(encoding="utf-8")):
        first = re.search(r'"([a-z]+(?:_[a-z]+)+)"', call)
        if first and first.group(1) not in RUN:
            check(first.group(1) in ids, "%s: rule %s is not in the table" % (path.relative_to(ROOT), first.group(1)))



def data_row(rule):
    said = rule["title"][0].upper() + rule["title"][1:] + ". " + rule["why"]
    return "| `%s` | %s | %s |" % (rule["rule"], rule["severity"], said.replace("|", "\\|"))


page = ROOT / "docs" / "reference" / "check-rules.md"
if "--write" in sys.argv:
    parts = [page.read_text(encoding="utf-8").split("\n<!-- rules -->\n")[0], "\n<!-- rules -->\n"]
    stage = None
    for rule in table:
        if rule["stage"] != stage:
            stage = rule["stage"]
            parts.append("\n## %s: %s\n" % (stage.capitalize(), rule["about"]))
        parts.append("\n### %s\n\n%s%s. %s\n" % (rule["id"], "" if rule["severity"] == "error" else "*Warning.* ", rule["title"][0].upper() + rule["title"][1:], rule["why"]))
        if rule["wrong"] or rule["right"]:
            parts.append("\n```\n%s```\n" % "".join("%s:  %s\n" % (key, rule[key]) for key in ("wrong", "right") if rule[key]))
    parts.append("\n## Data: %s\n\n| rule | severity | what it means and what to do |\n|---|---|---|\n" % of_data[0]["about"])
    parts += ["%s\n" % data_row(rule) for rule in of_data]
    page.write_text("".join(parts), encoding="utf-8")
content = page.read_text(encoding="utf-8")
check(re.findall(r"^### (\S+)$", content, re.M) == ids, "docs/reference/check-rules.md is old: tests/acceptance/rules.py --write")
for rule in table:
    check(rule["why"] in content, "docs/reference/check-rules.md is old at %s: tests/acceptance/rules.py --write" % rule["id"])
    said = text(run("check", "--explain", rule["id"]).stdout)
    check(said.startswith("%s (%s): %s\n" % (rule["id"], rule["severity"], rule["title"])), "--explain %s says %r" % (rule["id"], said))
    check(" ".join(said.split()).find(rule["why"]) >= 0, "--explain %s leaves something out" % rule["id"])

# ---- the rules about data: the table, the sources and docs/explanation/data-quality.md

data_ids = [rule["rule"] for rule in of_data]
every = [rule["id"] for rule in table + of_data]
check(len(every) == len(set(every)), "an id stands twice: %s" % sorted(i for i in every if every.count(i) > 1))
alone = text(run("check", "--explain", "data/unknown_code").stdout)
check(alone.startswith("unknown_code (warning in data): "), "--explain data/unknown_code says %r" % alone)
check(len(data_ids) == len(set(data_ids)), "a rule about data stands twice in the table")
listed = text(run("check", "--rules").stdout).partition("\ndata - ")[2]
check(re.findall(r"^  (\w+)", listed, re.M) == data_ids, "--rules does not list the rules about data")
quality = (ROOT / "docs" / "explanation" / "data-quality.md").read_text(encoding="utf-8")
for rule in of_data:
    said = text(run("check", "--explain", rule["id"]).stdout)
    check("%s (%s in data): %s\n" % (rule["rule"], rule["severity"], rule["title"]) in said, "--explain %s says %r" % (rule["id"], said))
    check(rule["why"] in " ".join(said.split()), "--explain %s leaves something out" % rule["id"])
    check(data_row(rule) in content.split("\n"), "docs/reference/check-rules.md is old at %s: tests/acceptance/rules.py --write" % rule["id"])
    check("`%s`" % rule["rule"] in quality, "docs/explanation/data-quality.md does not name %s" % rule["id"])
both = text(run("check", "--explain", "unknown_code").stdout)
check(both.startswith("unknown_code (error): ") and "\n\nunknown_code (warning in data): " in both, "--explain unknown_code does not tell both rules")

# Where the sources speak of data: whatever has the form of a rule there; elsewhere what ends a run for the data, or warns.
literal = r'"([a-z]+(?:_[a-z]+)*)"'
ASKED = {"mutant_noticed", "inskrivnings_datum"}  # a waiver of "test"; a name in a text
SPOKEN = [r"\b(?:IND_E_DATA|IND_OK|IND_FINDINGS|now),\s*" + literal, r"\.rule = " + literal, r"\brule\[\] = " + literal, r"\bwarn\(\s*\w+,\s*" + literal,
          r"\bind_findings_(?:add|count)\([^,;]*,\s*" + literal]
emitted = {}
for path in sorted((ROOT / "src" / "data").rglob("*.c")):
    if not path.name.startswith(("dataset", "codelist")):
        source = re.sub(r"/\*.*?\*/|^#include.*?$", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
        emitted.update((rule, path) for rule in re.findall(r'"([a-z]+(?:_[a-z]+)+)"', source))
for path in sorted([*(ROOT / "src" / "engine").rglob("*.c"), *(ROOT / "src" / "kinds").rglob("*.c")]):
    source = path.read_text(encoding="utf-8")
    emitted.update((rule, path) for form in SPOKEN for rule in re.findall(form, source) if rule not in ids or rule in data_ids)
path = ROOT / "src" / "cli" / "command_run.c"
emitted.update((rule, path) for rule in re.findall(r"\bIND_WARNING, IND_OK,\s*" + literal, path.read_text(encoding="utf-8")))
for rule, path in sorted(emitted.items()):
    check(rule in data_ids or rule in ASKED, "%s: rule %s is not in the table of data" % (path.relative_to(ROOT), rule))
check(not set(data_ids) - set(emitted), "rules about data that nothing says: %s" % sorted(set(data_ids) - set(emitted)))

# the catalogue itself
done = run("check", "--today", TODAY, "--strict", env=environment())
check(done.returncode == 0, "the catalogue does not pass: " + text(done.stderr))
finish("%d definitions, %d rules, %d about data" % (count, len(table), len(of_data)))
