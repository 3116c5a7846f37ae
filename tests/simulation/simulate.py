#!/usr/bin/env python3
"""Coverage of every interval and false alarms of every chart, from simulate.c: written into docs/methods, or compared with
what stands there.

    simulate.py --write SIMULATE     50,000 draws each; writes the tables of docs/methods/*/coverage.md  (./dev simulate)
    simulate.py SIMULATE             1,000 draws each: what the pages say is within what chance allows
"""

import re
import subprocess
import sys
from pathlib import Path

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods"
FULL, QUICK = 50000, 1000
NARROW, WIDE = 93.5, 96.5  # 1.5 points from 95
SIZES, SHARES = (20, 50, 200), ("0.02", "0.1", "0.5")

GROUPS = [
    ("shares", ["wilson", "clopper_pearson", "margin", "weighted_share", "clustered_share", "clustered_weighted_share",
                "clusters_overlooked", "finite_share", "stratified_share"]),
    ("means", ["mean", "weighted_mean", "index", "weighted_index", "quantile"]),
    ("counts", ["poisson", "standardised", "repeated_events", "repeats_overlooked", "sum_of_days", "before_after"]),
    ("comparisons", ["difference", "difference_clustered", "difference_of_means", "ratio_of_rates", "ratio_of_shares",
                     "funnel_binomial", "funnel_poisson"]),
]
NAMES = {
    "wilson": ("Wilson", "Wilson"),
    "clopper_pearson": ("Clopper-Pearson", "Clopper-Pearson"),
    "margin": ("the margin that Kolada shows", "felmarginalen som Kolada visar den"),
    "weighted_share": ("Wilson, weights", "Wilson, vikter"),
    "clustered_share": ("Wilson, persons with 1–5 rows", "Wilson, personer med 1–5 rader"),
    "clustered_weighted_share": ("Wilson, persons and weights", "Wilson, personer och vikter"),
    "clusters_overlooked": ("*the same persons, taken as independent rows*", "*samma personer, som om raderna vore oberoende*"),
    "finite_share": ("Wilson, finite population", "Wilson, ändlig population"),
    "stratified_share": ("Wilson, two strata", "Wilson, två strata"),
    "mean": ("*t*", "*t*"),
    "weighted_mean": ("*t*, weights", "*t*, vikter"),
    "index": ("index, logit", "index, logit"),
    "weighted_index": ("index, logit, weights", "index, logit, vikter"),
    "quantile": ("quantile *p*, ranks", "kvantilen *p*, rang"),
    "poisson": ("count, exact or Byar", "antal, exakt eller Byar"),
    "standardised": ("standardised rate, Dobson", "standardiserat tal, Dobson"),
    "repeated_events": ("persons with several events, Dobson", "personer med flera händelser, Dobson"),
    "repeats_overlooked": ("*the same events, taken as independent*", "*samma händelser, som om de vore oberoende*"),
    "sum_of_days": ("sum of days", "summa av dagar"),
    "before_after": ("before and after", "före och efter"),
    "difference": ("difference of shares", "skillnad mellan andelar"),
    "difference_clustered": ("difference of shares, persons with 1–5 rows", "skillnad mellan andelar, personer med 1–5 rader"),
    "difference_of_means": ("difference of indexes", "skillnad mellan index"),
    "ratio_of_rates": ("ratio of rates, exact", "kvot av tal, exakt"),
    "ratio_of_shares": ("ratio of shares, MOVER-R", "kvot av andelar, MOVER-R"),
    "funnel_binomial": ("funnel of shares, 95 % limits", "tratt för andelar, gränsen 95 %"),
    "funnel_poisson": ("funnel of rates, 95 % limits", "tratt för tal, gränsen 95 %"),
}
CHARTS = {"months": ("run chart of months", "seriediagram över månader"), "rolling12": ("run chart of rolling 12 months", "seriediagram över rullande 12 månader"),
          "p_chart": ("p-chart", "p-diagram")}


def simulated(program, draws):
    done = subprocess.run([program, str(draws)], capture_output=True, text=True, check=True)
    coverage, alarms = {}, []
    for line in done.stdout.splitlines():
        kind, *fields = line.split("\t")
        if kind == "coverage":
            name, n, p, holds, defined = fields
            coverage[name, int(n), p] = (float(holds), float(defined))
        else:
            alarms.append((fields[0], tuple(fields[1:5]), [float(x) for x in fields[5:]]))
    return coverage, alarms


def number(x, language):
    text = "%.1f" % x
    return text.replace(".", ",") if language == "sv" else text


def coverage_cell(holds, defined, language):
    if defined < 0.05:
        return "–"
    text = number(holds, language)
    text = "**%s**" % text if holds < NARROW else "(%s)" % text if holds > WIDE else text
    return text if defined > 99.95 else "%s¹" % text


def coverage_table(coverage, group, language):
    share = lambda p: ("%g %%" % (100 * float(p))).replace(".", ",")
    rows = ["| | " + " | ".join("%d, %s" % (n, share(p)) for n in SIZES for p in SHARES) + " |",
            "|---|" + "---:|" * (len(SIZES) * len(SHARES))]
    for name in dict(GROUPS)[group]:
        cells = [coverage_cell(*coverage[name, n, p], language) for n in SIZES for p in SHARES]
        rows.append("| %s | %s |" % (NAMES[name][language == "sv"], " | ".join(cells)))
    return rows


def series_table(alarms, language):
    heads = {"en": "| | points | cases a point | share | any signal | beyond limits | long run | few crossings |",
             "sv": "| | punkter | fall per punkt | andel | någon signal | utanför gränserna | lång svit | få korsningar |"}
    rows = [heads[language], "|---|---:|---:|---:|---:|---:|---:|---:|"]
    for name in ("months", "rolling12", "p_chart"):
        for of, (points, n, p, _), rates in alarms:
            if of == name:
                given = [n, "%g %%" % (100 * float(p))] if name == "p_chart" else ["", ""]
                beyond = number(rates[1], language) if name == "p_chart" else ""
                rest = [number(rates[0], language), beyond, number(rates[2], language), number(rates[3], language)]
                rows.append("| %s | %s |" % (CHARTS[name][language == "sv"], " | ".join([points, *given, *rest])))
    return rows


def area_cell(rate, language):
    text = "" if rate is None else number(rate, language)
    return "**%s**" % text if rate is not None and rate > 5.5 else text


def areas_table(alarms, language):
    heads = {"en": "| persons an area | share | areas of equal size | of different sizes | persons with 1–5 rows |",
             "sv": "| personer per kommun | andel | lika stora kommuner | olika stora | personer med 1–5 rader |"}
    rows = [heads[language], "|---:|---:|---:|---:|---:|"]
    found = {(of, n, p, unequal): rates[0] for of, (_, n, p, unequal), rates in alarms}
    for n, p in sorted({(int(n), float(p)) for of, n, p, _ in found if of == "areas"}):
        columns = (("areas", "0"), ("areas", "1"), ("clustered", "0"))
        cells = [area_cell(found.get((of, str(n), "%g" % p, unequal)), language) for of, unequal in columns]
        rows.append("| %d | %g %% | %s |" % (n, 100 * p, " | ".join(cells)))
    return rows


def tables(coverage, alarms, language):
    found = {group: coverage_table(coverage, group, language) for group, _ in GROUPS}
    found["series"] = series_table(alarms, language)
    found["areas"] = areas_table(alarms, language)
    return found


def page_of(language):
    return METHODS / language / "coverage.md"


def write(coverage, alarms):
    for language in ("en", "sv"):
        text = page_of(language).read_text(encoding="utf-8")
        for name, rows in tables(coverage, alarms, language).items():
            marks = r"(<!-- %s -->\n).*?(<!-- end -->)" % name
            text, count = re.subn(marks, lambda m: "\n".join((m.group(1), *rows, "", m.group(2))), text, flags=re.S)
            if count != 1:
                sys.exit("simulate: %s has no place for the table '%s'" % (page_of(language), name))
        page_of(language).write_text(text, encoding="utf-8")


def numbers_of(rows):
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def value_of(cell):
    found = re.search(r"\d+[.,]\d", cell)
    return float(found.group().replace(",", ".")) if found else None


def compare(coverage, alarms):
    """Faults, and how many figures of the pages were compared.  QUICK draws allow five standard errors."""
    faults, count = [], 0
    for language in ("en", "sv"):
        text = page_of(language).read_text(encoding="utf-8")
        for name, rows in tables(coverage, alarms, language).items():
            found = re.search(r"<!-- %s -->\n\n(.*?)\n\n<!-- end -->" % name, text, flags=re.S)
            stands = numbers_of(found.group(1).splitlines()) if found else []
            drawn = numbers_of(rows)
            if [row[0] for row in stands] != [row[0] for row in drawn]:
                faults.append("%s: the rows of '%s' are not those that are simulated" % (page_of(language), name))
                continue
            for said, got in zip(stands, drawn):
                for a, b in zip(said[1:], got[1:]):
                    x, y = value_of(a), value_of(b)
                    if x is None or y is None:
                        continue
                    count += 1
                    share = min(max(x, 1), 99) / 100
                    least = 5 if "¹" in a else 1  # of few that are defined chance has more to say
                    if abs(x - y) > 0.1 + 500 * (least * share * (1 - share) / QUICK) ** 0.5:
                        faults.append("%s: %s: '%s' stands there, %s is simulated" % (page_of(language), said[0], a, b))
    return faults, count


def main():
    program = sys.argv[-1]
    if "--write" in sys.argv:
        write(*simulated(program, FULL))
        return
    faults, count = compare(*simulated(program, QUICK))
    for fault in faults:
        print(fault)
    if faults or count < 300:
        sys.exit("simulation: %d faults, %d figures" % (len(faults), count))
    print("simulation: %d values agree" % count)


main()
