"""The rows of each file, in the form that its source writes them."""

from .chance import Rng
from .days import at_midnight, compact, iso
from .places import (CENTRE_NAMES, CENTRES, CLINICS, CODES, COUNTIES, FORM_CLINIC, HOSPITALS, NAME, PRIVATE, SILENT, bare, lan_of)

PERSONS = ["Person ID", "Födelsedatum", "Kön", "Hemkommun", "Dödsdatum", "Flytt-datum", "Flytt till länskod", "Listad enhet", "Giltig från",
           "Giltig till"]


def persons(people):
    """Codes without their leading zero; sex in words, NULL for missing and 9999-12-31 for open from one of the two systems."""
    rows = []
    for p in people:
        if not p.found:
            continue
        orebro = p.kommun.startswith("18")
        kon = {"K": "Kvinna", "M": "Man"}[p.kon] if orebro else p.kon
        death = iso(p.death) or ("NULL" if orebro else "")
        spans = [(p.kommun, p.listed, None, None)]
        if p.new_kommun:
            day, kommun = p.new_kommun
            spans = [(p.kommun, p.listed, None, day - 1), (kommun, CENTRES[kommun][0], day, None)]
        for kommun, listed, first, last in spans:
            rows.append([p.pid, iso(p.born), kon, bare(kommun), death, iso(p.moved_out), bare(p.moved_to), listed, iso(first),
                         iso(last) if last or first is None else "9999-12-31"])
    return rows


SERVICE_AREAS = {"MED": "Medicin", "GER": "Medicin", "REH": "Medicin", "KIR": "Opererande", "PSY": "Psykiatri"}
UNITS = ["Enhet ID", "Namn", "Enhetstyp", "Huvudman", "Regi", "Kommunkod", "Länskod", "Verksamhetsområde", "Överordnad enhet ID", "Visam omfattas", "Giltig från", "Giltig till"]
VISAM = ("VC", "SABO", "HEMTJANST", "HEMSJUKVARD", "REHAB")  # what ViSam covers in Örebro


def units():
    rows = []
    for lan, hospitals in HOSPITALS.items():
        for unit, name, kommun in hospitals:
            rows.append([unit, name, "SJUKHUS", "Region", "Egen regi", bare(kommun), bare(lan), "", ""])
            for short, clinic in CLINICS:
                # the en dash is byte 0x96: tells Windows-1252 from Latin-1
                rows.append(["KL%s%s" % (unit[2:], short), "%s – %s" % (name, clinic), "KLINIK", "Region", "Egen regi", bare(kommun),
                             bare(lan), SERVICE_AREAS[short], unit])
    for code in CODES:
        for k, centre in enumerate(CENTRES[code]):
            rows.append([centre, "Vårdcentralen %s, %s" % (CENTRE_NAMES[k], NAME[code]), "VC", "Region",
                         "Privat" if centre in PRIVATE else "Egen regi", bare(code), bare(code[:2]), "", ""])
        for letters, name, kind in (("SB", "Särskilt boende Ängen, %s", "SABO"), ("HT", "Hemtjänsten i %s", "HEMTJANST"),
                                    ("HS", "Hemsjukvården i %s", "HEMSJUKVARD"), ("RE", "Hemrehabilitering, %s", "REHAB"),
                                    ("IF", "Individ- och familjeomsorg, %s", "IFO")):
            rows.append([letters + code, name % NAME[code], kind, "Kommun", "Privat" if letters == "HT" and int(code) % 5 == 1 else "Egen regi",
                         bare(code), bare(code[:2]), "", ""])
    return [row + ["Ja" if row[6] == "18" and row[2] in VISAM else "Nej", "2015-01-01", ""] for row in rows]


def covered():
    """Units that ViSam covers, with their municipality."""
    return [(row[0], row[5]) for row in units() if row[9] == "Ja"]


AGREEMENTS = ["lanskod", "vardform", "giltig_fran", "giltig_till", "modell", "fristdagar", "brytpunkt_kl", "belopp_sek"]


def agreements():
    """What the municipalities pay for, as made up as everything else: three days of each stay by itself, in Sörmland from 2024 on
    one day in the mean of the month.  The amounts rise each year."""
    rows = []
    for lan in COUNTIES:
        for form in ("SOMATIK", "PSYKIATRI"):
            for year in range(2021, 2026):
                model = "GENOMSNITT" if lan == "04" and year >= 2024 and form == "SOMATIK" else "INDIVID"
                rows.append([bare(lan), form, "%d-01-01" % year, "%d-12-31" % year if year < 2025 else "", model,
                             "1" if model == "GENOMSNITT" else "3", "12",
                             str(7000 + 250 * (year - 2021))])
    return rows


STAYS = ["Vårdtillfälle ID", "Person ID", "Kommunkod", "Vård-länskod", "Sjukhus ID", "Klinik ID", "Inskrivningsdatum", "Utskrivningsdatum",
         "Inskrivningssätt", "Utskrivningssätt", "Utskriven till", "Planerad", "Vårdform", "Huvuddiagnos", "Bidiagnoser", "Yttre orsak"]


def stays(found, first):
    """Timestamps at midnight and the patient register's 1 and 2 for planned and unplanned from Örebro."""
    rows = []
    for n, s in enumerate(sorted(found, key=lambda s: (s.start, s.person.number, s.came != "1", s.end or 10 ** 7)), 1):
        s.id = "V%05d" % (first + n)
        hospital = HOSPITALS[s.lan][s.hospital][0]
        orebro = s.lan == "18"
        end = iso(s.end)
        if orebro:
            end = at_midnight(s.end) or "9999-12-31"
        rows.append([s.id, s.person.pid, bare(s.kommun), bare(s.lan), hospital,
                     "KL%s%s" % (hospital[2:], FORM_CLINIC.get(s.form, "KIR" if s.diagnosis[:1] in "SKMCT" else "MED")), iso(s.start), end, s.came,
                     s.left if s.end is not None else "", s.went, {"J": "1", "N": "2"}[s.planned] if orebro else s.planned, s.form, s.diagnosis, s.beside, s.cause])
    return rows


CONTACTS = ["kontakt_id", "person_id", "kommunkod", "vard_lanskod", "kontakt_datum", "sokte_datum", "kontaktform", "plats", "ersatter_besok",
            "journalford", "yrkesgrupp", "legitimerad", "personal_id", "enhet_id", "vardniva", "vardgaranti", "patientvald_vantan",
            "genomford", "diagnoser"]


def contacts(found, first):
    """Dates as YYYYMMDD."""
    rows = []
    for n, c in enumerate(sorted(found, key=lambda c: (c.day, c.person.number, c.role, c.provider)), 1):
        kommun = c.person.kommun_at(c.day)
        rows.append(["K%05d" % (first + n), c.person.pid, bare(kommun), bare(lan_of(kommun)), compact(c.day), compact(c.sought), c.form, c.place,
                     c.replaces, c.recorded, c.role, c.licensed, c.provider, c.unit, c.level, c.guarantee, c.chosen, c.done, c.diagnosis])
    return rows


SUPPORT = ["Insats ID", "Person ID", "Kommunkod", "Enhet ID", "Insats", "Aktualiserad", "Erbjuden", "Svar", "Startdatum", "Slutdatum", "Orsak",
           "Avslutsorsak", "Målgrupp", "Inkomstsätt"]
SUPPORT_NAMES = {"HEMTJANST": "Hemtjänst", "SABO": "Särskilt boende", "KORTTID": "Korttidsboende", "HEMSJUKVARD": "Hemsjukvård",
                 "HALSOSAMTAL": "Hälsosamtal", "HEMREHAB": "Hemrehabilitering", "FAST_OMSORGSKONTAKT": "Fast omsorgskontakt"}


def support(found, first):
    """One county writes names for codes, the other 9999-12-31 for open."""
    rows = []
    for s in sorted(found, key=lambda s: (s.start or s.offered or s.raised, s.person.number, s.kind)):
        kommun = s.person.kommun_at(s.start or s.offered or s.raised)
        sormland = kommun[:2] == "04"
        end = iso(s.end)
        if s.end is None and s.start is not None and sormland:
            end = "9999-12-31"
        kind = s.kind if sormland else SUPPORT_NAMES.get(s.kind, s.kind)
        answer = s.answer if sormland else {"JA": "Ja", "NEJ": "Nej", "INGET": "Inget svar", "": ""}[s.answer]
        rows.append(["I%05d" % (first + len(rows) + 1), s.person.pid, bare(kommun), s.unit, kind, iso(s.raised), iso(s.offered), answer,
                     iso(s.start), end, s.reason, s.why, s.target, s.way])
    return rows


VISITS = ["Besök ID", "Person ID", "Personal ID", "Starttid", "Sluttid", "Insatstyp", "Kommunkod", "Utfört"]
VISIT_NAMES = {"OMVARDNAD": "Omvårdnad", "LEDSAGNING": "Ledsagning", "AVLOSNING": "Avlösning", "LARM": "Trygghetslarm",
               "HEMSJUKVARD": "Hemsjukvård", "TILLSYN_DIGITAL": "Digital tillsyn"}


def visits(found, first):
    """Each system has its own clock: local minutes, with seconds in Örebro, and in Trosa UTC (summer time: two hours less)."""
    rows = []

    def clock(kommun, day, minute):
        if kommun == "0488":
            minute -= 120 if summer(day) else 60
        day, minute = day + minute // 1440, minute % 1440
        text = "%s%%s%02d:%02d" % (iso(day), minute // 60, minute % 60)
        return text % "T" + "Z" if kommun == "0488" else text % " " + ":00" if kommun.startswith("18") else text % "T"

    for v in sorted(found, key=lambda v: (v.day, v.minute, v.person.number, v.staff)):
        kommun = v.person.kommun_at(v.day)
        orebro = kommun.startswith("18")
        rows.append(["B%05d" % (first + len(rows) + 1), v.person.pid, v.staff, clock(kommun, v.day, v.minute),
                     clock(kommun, v.day, v.minute + v.length), VISIT_NAMES.get(v.kind, v.kind) if orebro else v.kind, bare(kommun),
                     {"J": "1", "N": "0"}[v.done] if orebro else v.done])
    return rows


def summer(day):
    """From the last Sunday of March until that of October."""
    text = iso(day)
    return text[:4] + "-03-27" <= text < text[:4] + "-10-28"


ASSESSMENTS = ["Bedömning ID", "Person ID", "Kommunkod", "Enhet ID", "Enhetstyp", "Bedömningsdatum", "Område", "Instrument", "Värde", "Risk",
               "Åtgärd planerad", "Åtgärd utförd", "Uppföljd"]
AREA_NAMES = {"UNDERNARING": "Undernäring", "TRYCKSAR": "Trycksår", "MUNHALSA": "Munhälsa", "VALD": "Våld", "BLASA": "Blåsdysfunktion",
              "GANG": "Gång"}
UNIT_NAMES = {"SABO": "Särskilt boende", "KORTTID": "Korttidsboende", "DEMENS": "Demensboende", "VC": "Vårdcentral"}


def assessments(found, first):
    """Days as 20240506, names for codes and yes and no in words from one county."""
    rows = []
    for a in sorted(found, key=lambda a: (a.day, a.person.number, a.area, a.instrument)):
        kommun = a.person.kommun_at(a.day)
        if kommun == SILENT:
            continue
        orebro = kommun[:2] == "18"
        day = compact if orebro else iso
        rows.append(["R%05d" % (first + len(rows) + 1), a.person.pid, bare(kommun), a.unit, UNIT_NAMES.get(a.unit_type, a.unit_type) if orebro
                     else a.unit_type, day(a.day), AREA_NAMES.get(a.area, a.area) if orebro else a.area, a.instrument, a.value,
                     {"J": "Ja", "N": "Nej", "": ""}[a.risk] if orebro else a.risk, day(a.planned), day(a.done), day(a.followed)])
    return rows


PROCESSES = ["vardtillfalle_id", "person_id", "mottagande_kommunkod", "inskrivning_tid", "inskrivningsmeddelande_tid",
             "beraknat_utskrivningsdatum", "sip_behov", "kallelse_tid", "sip_planerad_datum", "sip_upprattad_datum", "utskrivningsklar_datum",
             "utskrivningsklar_meddelande_tid", "aterkallad", "aterkallad_datum", "utskrivningsklar_datum_2",
             "utskrivningsklar_meddelande_tid_2", "utskrivningsdatum", "hemgang_enhetstyp"]


def processes(seed, found):
    rng = Rng(seed)
    rows = []
    for process in sorted(found, key=lambda x: (x.stay.end, x.stay.id)):
        s = process.stay
        orebro = s.lan == "18"

        def moment(day, minute):
            if day is None:
                return ""
            text = "%s %02d:%02d" % (iso(day), minute // 60, minute % 60)
            return text + ":00" if orebro else text.replace(" ", "T")

        came = 420 + rng.below(900)
        sent = s.start * 1440 + came + 60 + rng.below(1200) + (900 if rng.percent(15) else 0)
        called = moment(process.ready + rng.below(4), 540 + rng.below(400)) if process.need == "J" and rng.percent(82) else ""
        home = {"SABO": "Särskilt boende", "KORTTID": "Korttidsboende"}.get(s.went, "Ordinärt boende") if orebro else s.went or "ORDINART"
        rows.append([s.id, s.person.pid, bare(s.kommun), moment(s.start, came), moment(sent // 1440, sent % 1440), iso(process.ready), process.need,
                     called, iso(process.plan_due), iso(process.plan_made), iso(process.ready), moment(process.ready, 540 + rng.below(420)),
                     "J" if process.revoked else "N", iso(process.revoked), iso(process.again), moment(process.again, 560), iso(s.end), home])
    return rows


PLANS = ["Plan ID", "Person ID", "Kommunkod", "Plantyp", "Källa", "Ersätter plan ID", "Initierad", "Initierad av", "Upprättad",
         "Uppföljning planerad", "Uppföljd", "Avslutad", "Samtycke", "Individ deltog", "Närstående deltog", "Delaktighet dokumenterad",
         "Mål angivna", "Ansvar angivet", "Parter", "Mötesform", "Sammanhang"]
PLAN_NAMES = {"GENOMFORANDEPLAN": "Genomförandeplan", "REHABPLAN": "Rehabiliteringsplan", "VARDPLAN": "Vårdplan"}


def plans(found, first):
    """The kommuner's system writes midnight timestamps, yes and no in words and 9999-12-31 for open, and one region parts by commas."""
    order = sorted(found, key=lambda x: (x.made, x.person.number, x.source, x.kind))
    for n, plan in enumerate(order, 1):
        plan.id = "L%05d" % (first + n)
    rows = []
    for x in order:
        kommun = x.person.kommun_at(x.made)
        municipal = x.source == "KOMMUN"
        words = {"J": "Ja", "N": "Nej", "": ""} if municipal else {"J": "J", "N": "N", "": ""}
        parts = x.parts.replace("|", ",") if not municipal and kommun[:2] == "04" else x.parts
        relative = {"EJ_AKTUELLT": "Ej aktuellt"}.get(x.relative, words.get(x.relative, ""))
        rows.append([x.id, x.person.pid, bare(kommun), PLAN_NAMES.get(x.kind, x.kind) if municipal else x.kind, x.source,
                     (x.replaces.id or "") if x.replaces else "", iso(x.begun), x.by, (at_midnight if municipal else iso)(x.made), iso(x.due), iso(x.followed),
                     iso(x.ended) or ("9999-12-31" if municipal else ""), words[x.consent], words[x.took_part], relative, words[x.documented],
                     words[x.goals], words[x.duty], parts, x.meeting, x.occasion])
    return rows


ANSWERS = ["enkat", "omgang", "respondent_id", "kommunkod", "lanskod", "enhet_id", "kon", "alder", "svarande", "delgrupp", "fraga_id", "svar_kod",
           "svar_tal", "vikt"]


def answers(found):
    return [[r[0], r[1], r[2], bare(r[3]), bare(r[3][:2])] + r[4:] for r in found]


SAMPLE = ["enkat", "omgang", "lanskod", "kommunkod", "enhet_id", "kon", "alder_fran", "alder_till", "population", "urval", "overtackning"]


def sample(found, times):
    """Thousands with a no-break space."""
    return [[enkat, year, kommun[:2], kommun, "", kon, low, "14" if enkat == "NPE_BARN" else "", "{:,}".format(people * times).replace(",", "\u00a0"),
             str(drawn * times), str(over * times)] for enkat, year, kommun, kon, low, people, drawn, over in found]


POPULATION = ["År", "Kommunkod", "Kön", "Ålder från", "Ålder till", "Folkmängd", "Medelfolkmängd"]


def population(size, limits, times):
    """Words for codes, decimal comma in the mean, which the first year lacks."""
    rows = []
    for year in range(2019, 2025):
        for (kommun, kon, low), by_year in size.items():
            number, mean = by_year[year] * times, ""
            if year > 2019:
                twice = number + by_year[year - 1] * times
                mean = "%d%s" % (twice // 2, ",5" if twice % 2 else "")
            high = limits[limits.index(low) + 1] - 1
            rows.append([str(year), bare(kommun), {"K": "kvinnor", "M": "män"}[kon], str(low), "" if high > 100 else str(high), str(number), mean])
    return rows
