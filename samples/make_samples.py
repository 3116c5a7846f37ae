#!/usr/bin/env python3
"""Make the sample datasets of Indikator: synthetic care data for Sörmland and Örebro län, 2022 to the beginning of 2025.

    python3 samples/make_samples.py [--scale N] [DIR]      (default: the folder of this script)

Needs Python 3 and nothing else.  Chance comes from a small integer generator of our own (make/chance.py), so every Python writes
the same bytes.  No row describes a real person; units are invented except for the hospitals' public names.  With --scale N there
are N times the persons, for measuring: each time others, with ids that go on.  README.md tells what there is to discover."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from make import cooperation, deliveries, efforts, published, surveys, tables  # noqa: E402
from make.assessments import Assessors  # noqa: E402
from make.care import arrange  # noqa: E402
from make.contacts import Surgeries  # noqa: E402
from make.days import D  # noqa: E402
from make.files import numbered, write  # noqa: E402
from make.people import LIMITS, Person, make_persons  # noqa: E402
from make.plans import Planners, make_processes  # noqa: E402
from make.stays import Hospitals  # noqa: E402
from make.support import Office  # noqa: E402
from make.visits import HomeCare  # noqa: E402


def make(folder, turn, times):
    """Persons and what is known of them, of one of TIMES turns."""
    seed, first = 1000 * turn, 100000 * turn
    persons, size = make_persons(seed + 11, first)
    elsewhere = [Person(first + 90000 + n, ["0180", "0580", "1980", "0380", "1780"][n % 5], D("1948-02-03") + 211 * n, "KM"[n % 2])
                 for n in range(60)]
    arrange(seed + 13, persons, size)
    hospitals = Hospitals(seed + 17, persons, size, elsewhere)
    stays = hospitals.run()
    episodes = hospitals.episodes
    support = Office(seed + 19, persons, size, episodes).run()
    contacts = Surgeries(seed + 23, persons, size, episodes).run()
    assessments = Assessors(seed + 29, persons, size, support).run()
    visits = HomeCare(seed + 31, persons, support).run()
    processes = make_processes(seed + 37, episodes)
    plans = Planners(seed + 41, persons, size, processes, support).run()
    answers, sample = surveys.Surveys(seed + 43, first).run()
    answers += surveys.further(seed + 53, answers)

    more = turn > 0
    made = {}

    def put(name, header, rows, **form):
        made[name] = rows
        write(folder, name + ".csv", header, rows, more=more, **form)

    put("vardtillfallen", tables.STAYS, tables.stays(stays, first), end="\r\n")
    put("vardkontakter", tables.CONTACTS, tables.contacts(contacts, first), separator="\t")
    rows = tables.support(support, first)
    if not more:
        rows += numbered(efforts.dispensers(211, rows), "LA", 0)
    put("insatser", tables.SUPPORT, rows)
    put("hemtjanstbesok", tables.VISITS, tables.visits(visits, first), end="\r\n", encoding="cp1252")
    put("bedomningar", tables.ASSESSMENTS, tables.assessments(assessments, first), separator="\t", end="\r\n", bom=True)
    put("planer", tables.PLANS, tables.plans(plans, first), end="\r\n")
    put("utskrivningsprocess", tables.PROCESSES, tables.processes(seed + 47, processes), separator=",")
    put("enkatsvar", tables.ANSWERS, tables.answers(answers))
    put("personer", tables.PERSONS, tables.persons(persons + elsewhere), end="\r\n", bom=True)
    if not more:
        put("befolkning", tables.POPULATION, tables.population(size, LIMITS, times), end="\r\n", bom=True)
        put("enkaturval", tables.SAMPLE, tables.sample(sample, times), separator=",", last_newline=False)
        put("enkatfragor", ["enkat", "omgang", "fraga_id", "dimension", "dimensionsvikt", "svar_kod", "klass", "poang", "svar_text"],
            surveys.code_book(), end="\r\n")
        put("enheter", tables.UNITS, tables.units(), end="\r\n", encoding="cp1252")
        put("betalningsansvar", tables.AGREEMENTS, tables.agreements())
        put("aggregat", ["matt_id", "omrade_kod", "omradestyp", "period", "kon", "varde", "status", "taljare", "namnare", "osakerhetstal",
                         "kalla"], published.values(131) + published.further(139) + published.counts_of_children(223))
        put("skattningar", ["skattning_id", "system", "omgang", "lamnare", "omrade", "delomrade", "objekt_id", "status", "antal_anstallda",
                            "skattning_datum", "pensionsavgangar_5ar", "avslutade_ar", "sokande", "lediga_tjanster", "utbildningsplatser",
                            "utbildning_sokande", "motivering", "varde_nulage", "varde_mal"],
            published.ratings(137, cooperation.ratings(139, tables.covered())))
        put("beslut", cooperation.DECISIONS, cooperation.decisions(149))
        put("aktiviteter", efforts.ACTIVITIES, efforts.activities(191), end="\r\n", bom=True)
        put("kriterier", efforts.CRITERIA, efforts.criteria(193))
        put("avvikelser", efforts.DEVIATIONS, efforts.deviations(197), separator="\t")
        put("korttidsmatning", efforts.PLACES, efforts.places(199), end="\r\n", encoding="cp1252")
        put("kommentarer", efforts.COMMENTS, efforts.comments())
        put("ekonomi", efforts.ECONOMY, efforts.economy(205), separator=",")
    return made


def main():
    given = sys.argv[1:]
    times = 1
    if given[:1] == ["--scale"]:
        times = int(given[1])
        given = given[2:]
    folder = Path(given[0]) if given else Path(__file__).resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    counts = deliveries.Counts()
    for turn in range(times):
        counts.add(make(folder, turn, times))
    write(folder, "leveranser.csv", deliveries.HEADER, counts.rows())


if __name__ == "__main__":
    main()
