#!/usr/bin/env python3
"""'show -f kvalitetsdeklaration' has the headings of SCB-FS 2016:17, and each sentence that 'show -f md' has, once."""

from support import check, finish, run, run_used, text

HEADINGS = {"sv": ["## 1 Relevans", "### 1.1 Ändamål och informationsbehov", "### 1.2.1 Objekt och population", "### 1.2.2 Variabler", "### 1.2.3 Statistiska mått",
                   "### 1.2.4 Redovisningsgrupper", "### 1.2.5 Referenstider", "## 2 Tillförlitlighet", "### 2.1 Tillförlitlighet totalt", "### 2.2 Osäkerhetskällor",
                   "### 2.3 Preliminär statistik jämförd med slutlig", "## 3 Aktualitet och punktlighet", "### 3.1 Framställningstid", "### 3.2 Frekvens", "### 3.3 Punktlighet",
                   "## 4 Tillgänglighet och tydlighet", "### 4.1 Tillgång till statistiken", "### 4.4 Dokumentation", "## 5 Jämförbarhet och samanvändbarhet",
                   "### 5.1 Jämförbarhet över tid", "### 5.2 Jämförbarhet mellan grupper", "### 5.3 Samanvändbarhet i övrigt"]}
# Where a sentence that begins so has to stand.
PLACES = {"- Syfte:": "### 1.1 ", "- Formel:": "### 1.2.3 ", "- Underlaget är": "### 1.2.1 ", "- Konsumtionsperspektiv:": "### 1.2.4 ", "- Värden redovisas per": "### 1.2.5 ",
          "- 95-procentiga konfidensintervall": "### 2.1 ", "- Nya värden finns": "### 3.2 ", "- Datakälla:": "### 4.1 ", "- Definitionen heter": "### 4.4 ", "- Senaste ändring": "### 5.1 ",
          "- Närmaste officiella mått": "### 5.3 ", "- Varje indexepisod följs": "### 2.3 "}
SILENT = {"sv": "Definitionen säger inget om detta.", "en": "The definition says nothing about this."}


def lines(*arguments):
    return [line for line in text(run_used("show", *arguments).stdout).splitlines() if line]


count = 0
placed = set()
for ident in text(run("list", "--ids").stdout).split():
    for language in ("sv", "en"):
        told = lines(ident, "-f", "kvalitetsdeklaration", "--lang", language)
        wanted = sorted(line for line in lines(ident, "-f", "md", "--lang", language) if not line.startswith("#"))
        got = sorted(line for line in told if not line.startswith("#") and line != SILENT[language])
        check(got == wanted, "%s (%s): sentences are lost or told twice: %s" % (ident, language, [line for line in wanted if wanted.count(line) != got.count(line)][:2]))
        headings = [line for line in told if line.startswith("##")]
        if language == "sv":
            check(headings == HEADINGS["sv"], "%s: headings %s" % (ident, headings))
            at = ""
            for line in told:
                at = line if line.startswith("#") else at
                for begin, place in PLACES.items():
                    if line.startswith(begin):
                        placed.add(begin)
                        check(at.startswith(place), "%s: %s stands under %s" % (ident, begin, at))
        check([line.split(" ")[1] for line in headings] == [line.split(" ")[1] for line in HEADINGS["sv"]], "%s (%s): numbers %s" % (ident, language, headings))
        count += 1
check(placed == set(PLACES), "no definition has a sentence that begins with %s" % (set(PLACES) - placed))
finish("%d declarations" % count)
