#!/usr/bin/env python3
"""What 'show' says of the keys that every definition has: each choice its own sentence, in both languages, written here by hand."""

from shown import hold
from support import finish

SHARE = {
    "format": "indikator/1", "version": "1.0.0", "title": {"sv": "Prov", "en": "Trial"}, "unit": "percent", "decimals": 1, "better": "higher",
    "kind": "proportion", "data": {"dataset": "vardkontakter"}, "denominator": "genomford = 'J'", "numerator": "kontaktform = 'VIDEO'",
    "missing": {"numerator": "not_met"}, "period": {"date": "kontakt_datum", "grain": ["year"]}, "groups": {"kommunkod": "kommunkod"},
    "by": [[]], "interval": {"method": "wilson", "level": [0.95]}}
MEAN = {"kind": "mean", "unit": "days", "data": {"dataset": "vardtillfallen"}, "denominator": "true", "numerator": None, "missing": None,
        "value": "utskrivningsdatum - inskrivningsdatum", "period": {"date": "inskrivningsdatum", "grain": ["year"]}}
UNITS = {"percent": ("i procent", "in percent"), "index": ("som ett index", "as an index"), "count": ("som ett antal", "as a count"),
         "days": ("i dagar", "in days"), "persons": ("i antal personer", "in persons"), "ratio": ("som en kvot", "as a ratio"),
         "per_1000": ("per 1 000", "per 1,000"), "per_10000": ("per 10 000", "per 10,000"), "per_100000": ("per 100 000", "per 100,000"), "points": ("i poäng", "in points"),
         "per_inhabitant": ("per invånare", "per inhabitant"), "days_per_inhabitant": ("i dagar per invånare", "in days per inhabitant"),
         "sek": ("i kronor", "in kronor"), "sek_per_person": ("i kronor per person", "in kronor per person")}
GRAINS = {"month": ("månad", "month"), "quarter": ("kvartal", "quarter"), "year": ("kalenderår", "calendar year"),
          "rolling12": ("rullande tolv månader", "rolling twelve months"), "cumulative": ("ackumulerat från januari", "cumulated from January"),
          "all": ("all den tid som beräknas", "all the time that is computed")}
GRAINS["all"] = ("hela den tid som beräknas", GRAINS["all"][1])
LIMIT = ("I en offentlig rapport ska inget antal från 1 till %s kunna utläsas%s. Interna", "In a public report no count from 1 to %s can be deduced%s. Internal")

CASES = [({"unit": unit}, "Det anges %s med en decimal." % sv, "It is given %s with 1 decimal." % en) for unit, (sv, en) in UNITS.items()]
CASES += [({"decimals": n}, "Det anges i procent med %s." % sv, "It is given in percent with %s." % en)
          for n, sv, en in ((0, "hela tal", "no decimals"), (1, "en decimal", "1 decimal"), (2, "2 decimaler", "2 decimals"), (6, "6 decimaler", "6 decimals"))]
CASES += [({"period": {"date": "kontakt_datum", "grain": [grain]}}, "Värden redovisas per %s." % sv, "Values are given by %s." % en)
          for grain, (sv, en) in GRAINS.items()]
CASES += [({"better": better}, sv, en) for better, sv, en in (
    ("higher", "Ett högre värde är bättre.", "A higher value is better."), ("lower", "Ett lägre värde är bättre.", "A lower value is better."),
    ("neither", "Varken ett högre eller ett lägre värde är bättre.", "Neither a higher nor a lower value is better."),
    ("contextual", "Om ett högt eller lågt värde är bra beror på sammanhanget.", "Whether a high or a low value is good depends."))]
CASES += [({"status": status}, "Den är %s." % sv, "It is %s." % en) for status, sv, en in (
    ("proposal", "ett förslag", "a proposal"), ("decided", "beslutad", "decided"), ("closed", "avslutad", "closed"))]
CASES += [({"comparable": {"kolada": "U1", "degree": degree, "why": {"sv": "därför", "en": "because"}}},
           "Närmaste officiella mått är Kolada U1. - %s - Skäl: därför." % sv, "The nearest official measure is Kolada U1. - %s - Reason: because." % en)
          for degree, sv, en in (
    ("same", "Definitionen är densamma som den officiella.", "The definition is that of the official measure."),
    ("near", "Definitionen ligger nära den officiella, men värdena kan skilja sig.", "The definition is close to the official one, but the values may differ."),
    ("far", "Definitionen skiljer sig från den officiella, och värdena bör inte jämföras.",
     "The definition differs from the official one, and the values should not be compared."))]
CASES += [
    ({"comparable": {"why": {"sv": "s", "en": "e"}}}, "Kolada saknar motsvarande nyckeltal.", "No series in Kolada corresponds to the measure."),
    ({}, "-officiell statistik", "-official statistics"),
    ({"plausible": [3, 20.5]}, "Värden mellan 3 och 20,5 bedöms som rimliga; andra bör granskas.", "Values between 3 and 20.5 are considered plausible; others should be reviewed."),
    ({}, "-bedöms som rimliga", "-considered plausible"),
    ({"levels": [{"id": "LAG", "title": {"sv": "Låg", "en": "Low"}}, {"id": "MEDEL", "title": {"sv": "Medel", "en": "Middle"}, "above": 20.5},
                 {"id": "HOG", "title": {"sv": "Hög", "en": "High"}, "from": 80, "colour": "#000000"}]},
     "Varje värde, oavrundat, är på en nivå, från de lägsta värdena till de högsta: Låg (LAG), Medel (MEDEL) över 20,5 och Hög (HOG) från och med 80.",
     "Each value, unrounded, is on a level, from the least values to the greatest: Low (LAG), Middle (MEDEL) above 20.5 and High (HOG) from 80."),
    ({}, "-är på en nivå", "-is on a level"),
    ({"target": {"value": 12.5}}, "Målvärdet är 12,5.", "The target is 12.5."),
    ({}, "-Målvärdet", "-The target"),
    ({"target": {"value": 12.5, "year": 2035}}, "Målet ska nås år 2035.", "The target is to be reached in 2035."),
    ({"target": {"value": 12.5, "year": 2035, "baseline": {"value": 20.5, "year": 2025}}},
     "Vägen dit antas vara en rät linje från 20,5 år 2025; linjen är ett antagande, ingen plan.",
     "The way there is taken to be a straight line from 20.5 in 2025; the line is an assumption, no plan."),
    ({}, "-jämförs med", "-compared with"),
    ({"compare": {"with": ["year_before"]}},
     "Varje period som är längre än en månad jämförs med samma period ett år tidigare på konfidensnivån 95 procent: bättre, sämre eller ingen statistiskt säkerställd skillnad.",
     "Each period longer than a month is compared with the same one a year before at the confidence level 95%: better, worse or no statistically significant difference."),
    ({"better": "neither", "compare": {"with": ["year_before"]}}, "på konfidensnivån 95 procent: inget sägs vara bättre eller sämre.",
     "at the confidence level 95%: nothing is called better or worse."),
    ({"period": {"date": "kontakt_datum", "grain": ["month"]}, "compare": {"with": ["same_month"], "least_difference": 2.5}},
     "Varje månad jämförs med samma månad året före på konfidensnivån 95 procent: bättre, sämre eller ingen statistiskt säkerställd skillnad. - "
     "Jämförelsen är en skillnad, med gränser av de båda värdenas egna intervall (MOVER). - Skillnader över tid som inte är större än 2,5 kommenteras inte.",
     "Each month is compared with the same month of the year before at the confidence level 95%: better, worse or no statistically significant difference. - "
     "The comparison is a difference, with limits from the intervals of both values (MOVER). - Of differences over time that are not greater than 2.5 nothing is said."),
    ({"groups": {"kommunkod": "kommunkod", "lan": {"codelist": "kommuner", "key": "kommunkod", "attribute": "lanskod"}, "kon": "personer.kon"},
      "by": [["lan"], ["kommunkod"], ["kon"]], "compare": {"with": ["whole", "sex"]}},
     "Varje område jämförs med resten av den helhet som det är en del av, på konfidensnivån 1 − 0,05/k, där k är helhetens antal områden i kodlistan: "
     "högre, lägre eller ingen statistiskt säkerställd skillnad. - Kvinnor jämförs med Män på konfidensnivån 95 procent: högre, lägre eller ingen statistiskt säkerställd skillnad.",
     "Each area is compared with the rest of the whole that it is part of, at the confidence level 1 − 0.05/k, where k is how many areas the codelist has of the whole: "
     "higher, lower or no statistically significant difference. - Women are compared with Men at the confidence level 95%: higher, lower or no statistically significant difference."),
    ({"target": {"value": 50}, "compare": {"with": ["target"]}},
     "Värdet når målet om hela intervallet på konfidensnivån 95 procent gör det, når det inte om inget av intervallet gör det, och är annars osäkert.",
     "The value reaches the target if its whole interval at the confidence level 95% does, misses it if none of the interval does, and is uncertain else."),
    ({"compare": {"with": ["published"], "published": "nat_fallskador_65plus"}},
     "Värdet jämförs med det publicerade måttet nat_fallskador_65plus för samma period och grupp på konfidensnivån 95 procent.",
     "The value is compared with the published measure nat_fallskador_65plus of the same period and group at the confidence level 95%."),
    ({}, "-hålls mot", "-held against"),
    ({"period": {"date": "kontakt_datum", "grain": ["month", "quarter"]}, "signals": {"chart": "run", "grain": ["month", "quarter"]}},
     "Serier av månader eller kvartal med minst 12 punkter hålls mot ett seriediagram kring medianen (Anhøj). - En signal är en svit på samma sida om mittlinjen som är längre än "
     "log₂ n (avrundat) + 3 eller färre korsningar av mittlinjen än 5-procentskvantilen i Bin(n − 1, ½), där n är antalet punkter som inte ligger på mittlinjen.",
     "Series of months or quarters with at least 12 points are held against a run chart around the median (Anhøj). - A signal is a run on one side of the centre that is longer than "
     "log₂ n (rounded) + 3 or fewer crossings of the centre than the 5 percent quantile of Bin(n − 1, ½), where n is how many points are not on the centre."),
    ({"signals": {"chart": "p", "grain": ["year"], "rules": ["beyond_limits"], "baseline": {"from": "2010-01-01", "to": "2021-12-31"}}},
     "Serier av år med minst 12 punkter hålls mot ett p-diagram kring den gemensamma andelen. - En signal är en punkt utanför 3 sigma. - Mittlinjen är fryst: den är perioderna från 2010-01-01 till 2021-12-31.",
     "Series of years with at least 12 points are held against a p-chart around their common share. - A signal is a point beyond 3 sigma. - The centre is frozen: it is that of the periods from 2010-01-01 to 2021-12-31."),
    ({"groups": {"kommunkod": "kommunkod", "lan": {"codelist": "kommuner", "key": "kommunkod", "attribute": "lanskod"}}, "by": [["lan"], ["kommunkod"]],
      "funnel": {"centre": "whole", "overdispersion": "none"}},
     "Områden ställs mot en tratt kring värdet för den helhet som de är delar av, med gränser för 95 och 99,8 procent av områden som liknar den. - Gränserna justeras inte för överspridning.",
     "Areas are held against a funnel around the value of the whole that they are part of, with limits for 95 and 99.8% of areas that are like it. - "
     "The limits are not corrected for overdispersion."),
    ({"compare": {"published": "nat_fallskador_65plus"}}, "Där det begärs jämförs värdet med det publicerade måttet nat_fallskador_65plus.",
     "Where it is asked for, the value is compared with the published measure nat_fallskador_65plus."),
    ({"interval": {"method": "wilson", "level": [0.95]}}, "95-procentiga konfidensintervall beräknas med Wilsons metod.",
     "The confidence interval has the confidence level 95% and is computed with Wilson's method."),
    ({"interval": {"method": "wilson", "level": [0.9, 0.995]}}, "90- och 99,5-procentiga konfidensintervall beräknas med", "the confidence level 90% and 99.5% and"),
    ({**MEAN, "interval": {"method": "t", "level": [0.95]}}, "95-procentiga konfidensintervall beräknas med t-fördelningen.",
     "the confidence level 95% and is computed with Student's t distribution."),
    ({**MEAN, "interval": None}, "Inget konfidensintervall beräknas.", "No confidence interval is computed."),
    ({"interval": {"method": "none"}}, "Inget konfidensintervall beräknas.", "No confidence interval is computed."),
    ({"reliability": {"min_denominator": 0}}, "Inget minsta antal krävs", "No least number is needed"),
    ({"reliability": {"min_denominator": 1}}, "Inget minsta antal krävs", "No least number is needed"),
    ({"reliability": {"min_denominator": 2}}, "färre än 2 vårdkontakter redovisas inte utan markeras som osäkra", "fewer than 2 contacts is not shown"),
    ({"reliability": {"min_denominator": 2, "by": {"kommunkod": 7}}}, "I redovisningar efter gruppen kommunkod gäller i stället 7 vårdkontakter.",
     "In splits by the group kommunkod it is 7 contacts instead."),
    ({"reliability": {"min_denominator": 2, "of": "persons"}, "data": {"dataset": "vardkontakter", "person": "person_id"}},
     "Gränsen gäller hur många personer som det räknade är från", "The limit is on how many persons what is counted is of"),
    ({}, LIMIT[0] % (4, " (förval)"), LIMIT[1] % (4, " (by default)")),
    ({"disclosure": {"min_count": 5}}, LIMIT[0] % (4, ""), LIMIT[1] % (4, "")),
    ({"disclosure": {"min_count": 6}}, LIMIT[0] % (5, ""), LIMIT[1] % (5, "")),
    ({"source": ["en bok", "en till"]}, "Källor: en bok; en till", "Sources: en bok; en till"),
    ({"owner": "Jag", "reviewed": "2026-01-02", "next_review": "2027-03-04", "target_area": "Tillsammans"},
     "Ansvarig: Jag. - Senast granskad: 2026-01-02. - Nästa granskning: 2027-03-04. - Målområde: Tillsammans.",
     "Owner: Jag. - Last review: 2026-01-02. - Next review: 2027-03-04. - Target area: Tillsammans."),
    ({"perspective": ["individ", "brukare", "medarbetare", "organisation"], "principal": ["region", "kommun"], "indicator": ["Eget"]},
     "Indikator: Eget. - Perspektiv: individ, brukare, medarbetare och organisation. - Huvudman: region och kommun.",
     "Indicator: Eget. - Perspective: individual, user, staff and organisation. - Principal: region and municipality."),
    ({"by": [[], ["kommunkod"]]}, "De redovisas totalt samt per kommun.", "They are given in total and by municipality."),
    ({"purpose": {"sv": "Visar.", "en": "Shows."}, "formula_text": {"sv": "a / b", "en": "a by b"}}, "Syfte: Visar. - Formel: a / b", "Purpose: Shows. - Formula: a by b"),
    ({"target_text": {"sv": "Mer.", "en": "More."}}, "Mål: Mer.", "Goal: More."),
    ({"source_system": {"sv": "Register.", "en": "Register."}, "updated": "two_years", "area_perspective": "production"},
     "Datakälla: Register. - Nya värden finns vartannat år. - Produktionsperspektiv: områden är där vården ges.",
     "Source of the data: Register. - There are new figures every other year. - Production perspective: areas are where care is given."),
    ({"updated": "irregular", "area_perspective": "consumption"}, "Nya värden finns oregelbundet. - Konsumtionsperspektiv: områden är där personerna bor.",
     "There are new figures irregularly. - Consumption perspective: areas are where the persons live."),
    ({"open_facts": [{"at": "/missing/numerator", "text": {"sv": "Okänt.", "en": "Unknown."}}]},
     "Öppna frågor - Okänt. Det som står i definitionen på /missing/numerator är ett antagande.", "Open questions - Unknown. What the definition says at /missing/numerator is an assumption."),
    ({"changes": [{"version": "1.0.0", "date": "2026-05-06", "what": {"sv": "Ny.", "en": "New."}, "why": {"sv": "Lagen.", "en": "The law."}}]},
     "Senaste ändring (2026-05-06, version 1.0.0): Ny. Skäl: Lagen.", "Latest change (2026-05-06, version 1.0.0): New. Reason: The law."),
    ({"limitations": {"sv": "Så.", "en": "So."}}, "Begränsningar - Så.", "Limitations - So."),
]
finish("%d choices" % hold(SHARE, CASES))
