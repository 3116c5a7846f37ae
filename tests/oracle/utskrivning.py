#!/usr/bin/env python3
"""Leaving hospital, on the samples, in SQL: the files are read into sqlite as they stand, and all else is queries.

    utskrivning.py SAMPLES CODELISTS OUT.csv

op_utskrivningsklara_antal, op_utskrivningsklara_medel_dagar
    of processes with a stay in the county of the municipality, the days from the message in force (the renewed one, where the first was
    revoked) to the discharge (of the process, else of the stay): those with one at least.
hemgang_samma_dag_andel
    none of these days, of those with a message that is not after the discharge, the dead left out.
betalningsansvar_dagar, with the amount, and betalningsansvar_overskjutande_dagar
    day zero is that of the message before the hour of the agreement, else the next; days past the respite of each stay with an earlier message of
    admission; and the days from day zero less the respite of all stays of a municipality and month, where there are more."""

import csv
import sqlite3
import sys
from pathlib import Path

samples, codelists, out = (Path(argument) for argument in sys.argv[1:])
db = sqlite3.connect(":memory:")


def load(table, path, separator, columns):
    """Columns by their heads; each record once."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    names = list(columns)
    db.execute("create table %s (%s, unique (%s))" % (table, ",".join(names), ",".join(names)))
    rows = [[(row[head] or "").strip() for head in columns.values()] for row in csv.DictReader(lines, delimiter=separator)]
    db.executemany("insert or ignore into %s values (%s)" % (table, ",".join("?" * len(names))), rows)


same = lambda *names: dict(zip(names, names))  # noqa: E731
load("process", samples / "utskrivningsprocess.csv", ",", same(
    "vardtillfalle_id", "person_id", "mottagande_kommunkod", "inskrivningsmeddelande_tid", "utskrivningsklar_meddelande_tid", "aterkallad",
    "utskrivningsklar_meddelande_tid_2", "utskrivningsdatum"))
load("vistelse", samples / "vardtillfallen.csv", ";", {
    "id": "Vårdtillfälle ID", "lan": "Vård-länskod", "ut": "Utskrivningsdatum", "satt": "Utskrivningssätt", "form": "Vårdform"})
load("person", samples / "personer.csv", ";", {"id": "Person ID", "kommun": "Hemkommun", "dod": "Dödsdatum", "fran": "Giltig från", "till": "Giltig till"})
load("avtal", samples / "betalningsansvar.csv", ";", same("lanskod", "vardform", "giltig_fran", "giltig_till", "fristdagar", "brytpunkt_kl", "belopp_sek"))
load("kommuner", codelists / "kommuner.csv", ";", same("kommunkod", "lanskod", "giltig_till"))

db.executescript("""
create table steg1 as select p.*, v.id as vid, substr('00' || v.lan, -2) as vardlan, v.satt, v.form,
  date(replace(coalesce(nullif(p.utskrivningsdatum, ''), nullif(substr(v.ut, 1, 10), '')), '/', '-')) as ut,
  replace(substr(case when p.aterkallad = 'J' then p.utskrivningsklar_meddelande_tid_2 else p.utskrivningsklar_meddelande_tid end, 1, 16), 'T', ' ') as klar,
  replace(substr(p.inskrivningsmeddelande_tid, 1, 16), 'T', ' ') as inm
  from process p left join vistelse v on v.id = p.vardtillfalle_id;
create table steg2 as select s.*, h.dod,
  substr('0000' || coalesce(nullif(s.mottagande_kommunkod, ''), h.kommun), -4) as kommun
  from steg1 s left join person h on h.id = s.person_id
   and (h.fran = '' or h.fran <= s.ut) and (h.till in ('', '9999-12-31') or h.till >= s.ut);
create table grund as select s.*, k.lanskod as lan, julianday(ut) - julianday(date(nullif(klar, ''))) as dagar,
  date(nullif(klar, ''), case when cast(substr(klar, 12, 2) as integer) < coalesce(cast(a.brytpunkt_kl as integer), 12) then '0 days' else '1 day' end) as noll,
  coalesce(cast(a.fristdagar as integer), 3) as frist, cast(a.belopp_sek as integer) as belopp
  from steg2 s join kommuner k on k.kommunkod = s.kommun and k.giltig_till = ''
  left join avtal a on substr('00' || a.lanskod, -2) = k.lanskod and a.vardform = case when upper(s.form) = 'PSYKIATRI' then 'PSYKIATRI' else 'SOMATIK' end
   and a.giltig_fran <= s.ut and (a.giltig_till = '' or a.giltig_till >= s.ut)
  where s.ut is not null and s.vid is not null and (s.vardlan = '00' or s.vardlan = k.lanskod);
create table redo as select *, max(julianday(ut) - julianday(noll), 0) as fran_noll,
  case when inm <> '' and inm < klar then max(julianday(ut) - julianday(noll) - frist, 0) else 0 end as skuld
  from grund where dagar >= 0;
create table perioder as select distinct ut, substr(ut, 1, 4) as period from redo union select distinct ut, substr(ut, 1, 7) from redo
  union select distinct ut, substr(ut, 1, 4) || '-Q' || ((cast(substr(ut, 6, 2) as integer) + 2) / 3) from redo;
""")

CELLS = """select '%s', p.period, case when g.niva = 'lan' then x.lan else '' end as l, case when g.niva = 'kommun' then x.kommun else '' end as k, '', %s
  from %s x join perioder p on p.ut = x.ut join (select 'lan' as niva union select 'kommun') g where %s group by p.period, l, k"""
queries = [
    CELLS % ("op_utskrivningsklara_antal", "'', '', count(*), count(*), ''", "redo", "x.dagar >= 1"),
    CELLS % ("op_utskrivningsklara_medel_dagar", "'', '', count(*), avg(x.dagar), ''", "redo", "x.dagar >= 1"),
    CELLS % ("hemgang_samma_dag_andel", "sum(x.dagar = 0), count(*), '', 100.0 * sum(x.dagar = 0) / count(*), ''", "redo",
             "not (x.satt = '4' or coalesce(x.dod = date(x.dod, '+0 days') and x.dod <= x.ut, 0))"),
    CELLS % ("betalningsansvar_dagar", "'', '', count(*), sum(x.skuld), sum(x.skuld * x.belopp)", "redo", "1"),
    CELLS % ("betalningsansvar_overskjutande_dagar", "'', '', sum(x.n), sum(x.over), ''", """(select kommun, lan, min(ut) as ut, count(*) as n,
       max(sum(fran_noll) - sum(frist), 0) as over from redo where inm <> '' group by kommun, lan, substr(ut, 1, 7))""", "1"),
]
with open(out, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["indicator", "period", "lan", "kommunkod", "kon", "numerator", "denominator", "n", "value", "also.belopp_sek"])
    for query in queries:
        cells = {tuple(row[:5]): row for row in db.execute(query)}
        if query is not queries[1] and query is not queries[2]:  # nothing counted is 0, in both counties
            name = next(iter(cells))[0]
            for period, lan, kommun in db.execute("""select distinct p.period, case when g.niva = 'lan' then k.lanskod else '' end,
                  case when g.niva = 'kommun' then k.kommunkod else '' end from perioder p join kommuner k
                  join (select 'lan' as niva union select 'kommun') g where k.lanskod in ('04', '18') and k.giltig_till = ''"""):
                cells.setdefault((name, period, lan, kommun, ""), [name, period, lan, kommun, "", "", "", 0, 0, 0 if "dagar" == name[-5:] and query is queries[3] else ""])
        writer.writerows(cells.values())
