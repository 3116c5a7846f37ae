#!/usr/bin/env python3
"""What 'show' says of the policies of each kind and of conditions: each choice its own sentence, in both languages, written here by
hand."""

from shown import hold
from support import finish

YEAR = {"grain": ["year"]}
HEAD = {"format": "indikator/1", "version": "1.0.0", "title": {"sv": "Prov", "en": "Trial"}, "unit": "percent", "decimals": 1, "better": "higher",
        "groups": {"kommunkod": "kommunkod"}, "by": [[]]}
SHARE = {**HEAD, "kind": "proportion", "data": {"dataset": "vardkontakter"}, "denominator": "genomford = 'J'", "numerator": "kontaktform = 'VIDEO'",
         "missing": {"numerator": "not_met"}, "period": {"date": "kontakt_datum", **YEAR}}
count = 0

# ---- conditions
SAYS = [
    ("kontaktform = 'VIDEO'", "kontaktformen är video", "the form of contact is video."),
    ("kontaktform not in ('VIDEO', 'BREV')", "kontaktformen varken är", "the form of contact is neither"),
    ("coalesce(kontaktform, '') not in ('VIDEO')", "kontaktformen saknas eller inte är", "the form of contact is missing or is not"),
    ("kommunkod in codelist kommuner", "folkbokföringskommunen finns i kodlistan ”Kommuner” (kommuner,", "is in the codelist “Municipalities” (kommuner,"),
    ("kommunkod not in codelist kommuner", "inte finns i kodlistan ”Kommuner” (kommuner,", "is not in the codelist “Municipalities” (kommuner,"),
    ("diagnoser in codelist kroniska_diagnoser", "börjar som någon kod i kodlistan ”Kroniska", "begins as a code in the codelist “"),
    ("diagnoser not in codelist kroniska_diagnoser", "inte börjar som någon kod i kodlistan", "does not begin as any code in the codelist"),
    ("enhet_id like 'A%'", "börjar med ”A”", "begins with “A”"), ("enhet_id not like 'A%'", "inte börjar med ”A”", "does not begin with “A”"),
    ("enhet_id like 'A_B'", "följer mönstret ”A_B”", "follows the pattern “A_B”"), ("enhet_id not like '%A'", "inte följer mönstret ”%A”", "does not follow the pattern “%A”"),
    ("age(personer.fodelsedatum, kontakt_datum) not between 18 and 64", "ligger utanför 18 till och med 64 år", "is outside 18 to 64 years"),
    ("age(personer.fodelsedatum, kontakt_datum) between 18 and 64", "är minst 18 och högst 64 år", "is at least 18 and at most 64 years"),
    ("kontakt_datum between date '2024-01-01' and date '2024-02-01'", "infaller från och med 2024-01-01 till och med 2024-02-01",
     "is from 2024-01-01 to 2024-02-01, both included"),
    ("kontaktform is null", "där kontaktformen saknas.", "where the form of contact is missing."),
    ("kontaktform is not null", "uppgift om kontaktformen finns", "the form of contact is known"),
]
count += hold(SHARE, [({"numerator": where}, sv, en) for where, sv, en in SAYS])

# ---- yes and no are J and N, where there is no third; other codes are what they are
CODES = {"jn": ["J", "N"], "nj": ["N", "J"], "ab": ["A", "B"], "jx": ["J", "X"], "xn": ["X", "N"], "jnv": ["J", "N", "V"], "j": ["J"], "ord": ["JA", "NEJ"]}
OWN = {"format": "indikator-dataset/1", "name": "svar", "title": {"sv": "Svar", "en": "Answers"}, "primaryKey": ["id"], "x-indikator": {"personal": False},
       "fields": [{"name": "id", "type": "string", "constraints": {"required": True}}, {"name": "datum", "type": "date", "constraints": {"required": True}},
                  *({"name": name, "type": "string", "constraints": {"enum": codes}} for name, codes in CODES.items())]}
ANSWERS = {**SHARE, "data": {"dataset": "svar"}, "denominator": "true", "period": {"date": "datum", **YEAR}, "groups": {}}
count += hold(ANSWERS, [({"numerator": "%s = '%s'" % (name, code)}, "där %s är %s." % (name, sv), "where %s is %s." % (name, en)) for name, code, sv, en in (
    ("jn", "J", "ja (J)", "yes (J)"), ("jn", "N", "nej (N)", "no (N)"), ("nj", "J", "ja (J)", "yes (J)"), ("nj", "N", "nej (N)", "no (N)"), ("ab", "A", "”A”", "“A”"), ("ab", "B", "”B”", "“B”"),
    ("jx", "J", "”J”", "“J”"), ("xn", "N", "”N”", "“N”"), ("jnv", "J", "”J”", "“J”"), ("jnv", "V", "”V”", "“V”"), ("j", "J", "”J”", "“J”"), ("ord", "JA", "”JA”", "“JA”"))],
    [OWN])

# ---- rows: units, merging, once per, follow-up
PLANS = {**HEAD, "kind": "proportion", "data": {"dataset": "planer", "person": "person_id"}, "denominator": "plantyp = 'SIP'", "numerator": "individ_deltog = 'J'",
         "missing": {"numerator": "not_met"}, "period": {"date": "upprattad_datum", **YEAR}}
MERGED = {"by": ["person_id"], "date": "upprattad_datum", "within_days": 3, "keep": "first", "chain": "anchor"}
UNTIL = {"complete_until": "leveranser", "incomplete": "exclude_index"}
count += hold(PLANS, [
    ({"dedupe": MERGED}, "ligger högst 3 dagar efter den första av dem.", "lies at most 3 days after the first of them."),
    ({"dedupe": {**MERGED, "within_days": 1, "chain": "chain"}}, "ligger högst 1 dag efter den hittills senaste av dem.", "lies at most 1 day after the latest so far of them."),
    ({"dedupe": MERGED}, "Av dem som slås samman räknas den första.", "Of those that are merged the first counts."),
    ({"dedupe": {**MERGED, "keep": "last"}}, "Av dem som slås samman räknas den sista.", "Of those that are merged the last counts."),
    ({"dedupe": MERGED}, "-De slås samman bara om", "-They are merged only where"),
    ({"dedupe": {**MERGED, "differ": "kalla"}}, "De slås samman bara om källan skiljer sig åt och är känt", "They are merged only where the source differs and is known"),
    ({}, "Raderna hör ihop genom personens pseudonym.", "Rows belong together by the pseudonym of the person."),
    ({"once_per": {"entity": "person_id", "take": "first"}}, "räknas i varje period bara den första, vad den än är.", "only the first counts in each period, whatever it is."),
    ({"once_per": {"entity": "person_id", "take": "last"}}, "räknas i varje period bara den sista, vad den än är.", "only the last counts in each period, whatever it is."),
    ({"once_per": {"entity": "person_id", "take": "any"}}, "hör tillsammans till täljaren om minst en av dem är det.", "Together they are in the numerator if at least one of them is."),
    ({"once_per": {"entity": "person_id", "take": "all"}}, "hör tillsammans till täljaren om alla är det.", "Together they are in the numerator if all of them are."),
    ({"follow_up": {**UNTIL, "days": 180}}, "följs i 180 dagar efter sin dag.", "is followed for 180 days after its day."),
    ({"follow_up": {**UNTIL, "until": "upprattad_datum"}}, "följs till och med", "is followed until"),
    ({"follow_up": {**UNTIL, "days": 1}}, "följs i 1 dag efter sin dag.", "is followed for 1 day after its day."),
    ({"follow_up": {**UNTIL, "days": 9}}, "vars uppföljning inte ryms i uppgifterna räknas inte,", "whose follow-up reaches beyond the data is left out,"),
    ({"follow_up": {**UNTIL, "days": 9, "incomplete": "keep"}}, "vars uppföljning inte ryms i uppgifterna räknas ändå,", "whose follow-up reaches beyond the data counts all the same,"),
    ({"follow_up": {**UNTIL, "days": 9, "incomplete": "hide"}}, "Om uppföljningen av någon av dem inte ryms i uppgifterna visas inget värde.",
     "If the follow-up of any of them reaches beyond the data, no value is shown."),
])

# ---- ratio, mean
RATIO = {**HEAD, "kind": "ratio", "data": {"dataset": "enkaturval"}, "denominator": "true", "numerator_sum": "urval", "denominator_sum": "population",
         "missing": {"numerator": "not_met"}, "period": {"each": True, **YEAR}, "groups": {"lan": "lanskod"}}
count += hold(RATIO, [({"missing": {"numerator": policy}}, sv, en) for policy, sv, en in (
    ("not_met", "En okänd term räknas som 0.", "An unknown term counts as 0."), ("exclude", "Är en av termerna okänd räknas", "Where one of the terms is unknown,"),
    ("error", "Är en term okänd avbryts beräkningen.", "Where a term is unknown, the computation stops."))])
MEAN = {**HEAD, "kind": "mean", "unit": "points", "data": {"dataset": "enkatsvar"}, "denominator": "true", "value": "number(svar_kod)", "period": {"date": "omgang_datum", **YEAR},
        "groups": {"lan": "lanskod"}}
count += hold(MEAN, [({}, "väger lika.", "weigh the same."), ({"weight": "vikt"}, "Är vikten okänd räknas svaret inte. Är den negativ visas inget värde. - Har ingen av dem en vikt över 0 visas inget värde.", "Where it is unknown, the answer does not count. Where it is negative, no value is shown. - Where none of them has a weight above 0, no value is shown."),
                      ({"weight": "vikt", "missing": {"all_weights": "equal"}}, "Har ingen av dem en vikt över 0 väger alla lika, vilket märks ut.", "Where none of them has a weight above 0, all weigh the same, which is marked."),
                      ({}, "-sprider sig", "-lie apart"),
                      ({"spread": ["range", "sd"]}, "hur värdena sprider sig, även de med vikten 0: skillnaden mellan dem och standardavvikelsen.", "lie apart, those of weight 0 too: the difference between the two and the standard deviation."),
                      ({"spread": ["min", "max"]}, "det lägsta och det högsta.", "the least and the greatest.")])

# ---- distinct, continuity
DISTINCT = {**HEAD, "kind": "distinct", "unit": "count", "data": {"dataset": "vardkontakter", "person": "person_id", "start": "kontakt_datum"}, "of": "personal_id",
            "window": {"start": "period.start", "days": 180, "incomplete": "keep"}, "unknown_provider": "one", "max_unknown_share": 0.5,
            "min_events": {"n": 2, "distinct": "row"}, "period": {"each": True, **YEAR}, "groups": {"kommunkod": "last.kommunkod"}}
count += hold(DISTINCT, [
    ({}, "Når fönstret utanför leveranserna visas värdet ändå, men märks.", "Where the window reaches outside the deliveries, the value is shown all the same, but marked."),
    ({"window": {"start": "period.start", "days": 1, "incomplete": "hide"}}, "Når fönstret utanför leveranserna visas inget värde.",
     "Where the window reaches outside the deliveries, no value is shown."),
    ({}, "i ett fönster på 180 dagar; fönstrets första dag är", "count in a window of 180 days; its first day is"),
    ({"unknown_provider": "one"}, "räknas som en enda till.", "count as one more."),
    ({"unknown_provider": "drop_visit"}, "är besöket som om det inte fanns.", "it is as if the visit were not there."),
    ({}, "varje rad är ett", "every row being one"),
    ({"data": {"dataset": "hemtjanstbesok", "person": "person_id", "start": "start_tid"}, "of": "personal_id", "groups": {"kommunkod": "last.kommunkod"},
      "min_events": {"n": 2, "distinct": "start"}}, "de som börjar samtidigt är ett", "those that begin at one time being one"),
])

# ---- followed, readmission
STAYS = {**HEAD, "kind": "readmission", "unit": "percent", "data": {"dataset": "vardtillfallen", "person": "person_id", "start": "inskrivningsdatum", "end": "utskrivningsdatum"},
         "episode": {"join_within_days": 1, "join_when": "utskrivningssatt = '1'", "overlap": "join", "same_day": "join", "ongoing": "event_only"}, "index": {},
         "event": {"where": "first.planerad = 'N'", "day_from": 1, "day_to": 30, "take": "any_later_episode", "event_may_be_index": True}, "count": "episodes",
         "follow_up": {"days": 30, "complete_until": "leveranser", "incomplete": "exclude_index", "death": "keep", "moved": "keep"},
         "period": {"date": "end", **YEAR}, "groups": {"kommunkod": "first.kommunkod"}}
EPISODE, EVENT = STAYS["episode"], STAYS["event"]
count += hold(STAYS, [
    ({"missing": {"join": "exclude"}}, "Är det okänt om två hör ihop är ingen av de båda episoderna en indexepisod.",
     "Where it is unknown whether two belong together, neither of the two is an index episode."),
    ({"missing": {"join": "error"}}, "Är det okänt om två hör ihop avbryts beräkningen.", "Where it is unknown whether two belong together, that is an error."),
    ({"missing": {"join": "not_met"}}, "-Är det okänt om två hör ihop", "-Where it is unknown whether two belong together"),
    ({"missing": {"event": "exclude"}}, "räknas inte om det är okänt om en senare episod i fönstret är en händelse.", "is left out where it is unknown whether a later episode in the window is one."),
    ({"missing": {"event": "error"}}, "Är det okänt om en indexepisod följs av en händelse avbryts beräkningen.",
     "Where it is unknown whether an index episode is followed by an event, that is an error."),
    ({"episode": {**EPISODE, "open": "drop"}}, "fast personen har kommit en senare dag, räknas inte.", "One without a last day does not count if the person has come on a later day."),
    ({"episode": {**EPISODE, "open": "close"}}, "är en episod för sig och aldrig en indexepisod.", "One without a last day is an episode of its own, and never an index episode,"),
    ({"episode": {**EPISODE, "open": "keep"}}, "En som saknar sista dag räknas som pågående även om personen har kommit senare.",
     "One without a last day counts as ongoing even if the person has come later."),
    ({"event": {**EVENT, "day_from": 30}}, "Händelsen ska börja exakt dag 30 efter", "The event must begin on day 30 exactly after"),
    ({}, "Händelsen ska börja tidigast dag 1 och senast dag 30, båda dagarna inräknade,", "on day 1 at the earliest and on day 30 at the latest, both included,"),
    ({"count": "persons"}, "personer med någon indexepisod som följs av minst en händelse.", "persons with an index episode that are followed by at least one event."),
    ({"event": {**EVENT, "event_may_be_index": False}}, "kan inte själv vara indexepisod.", "cannot be an index episode."),
])
FOLLOWED = {**HEAD, "kind": "followed", "data": STAYS["data"], "count": "index", "missing": {"event": "not_met"},
            "event": {"dataset": "vardkontakter", "date": "kontakt_datum", "where": "genomford = 'J'", "day_from": 0, "day_to": 30, "take": "any"},
            "follow_up": STAYS["follow_up"], "period": {"date": "end", **YEAR}}
CONTACT = FOLLOWED["event"]
BACK = {"dataset": "vardtillfallen", "start": "inskrivningsdatum", "end": "utskrivningsdatum", "where": "planerad = 'J'", "day_from": 0, "day_to": 30, "take": "any"}
count += hold(FOLLOWED, [
    ({}, "Fönstret är dag 0 till dag 30, båda inräknade, där", "The window is day 0 to day 30, both included, where"),
    ({"event": {**CONTACT, "day_from": 30}}, "Fönstret är dag 30, där", "The window is day 30, where"),
    ({"event": {**CONTACT, "day_from": -1, "from_day_of": "start", "to_day_of": "end"}}, "Fönstret är från och med dag -1 räknat från", "The window is from day -1 counted from"),
    ({}, "I fönstret ligger en händelse på någon av dess dagar.", "An event on one of its days lies in the window."),
    ({"event": BACK}, "I fönstret ligger en händelse vars första dag är där.", "An event whose first day is there lies in the window."),
    ({"event": {**BACK, "relation": "overlaps"}}, "I fönstret ligger en händelse som har minst en dag där.", "An event that has some day there lies in the window."),
    ({"event": {**BACK, "relation": "covers"}}, "Händelserna ska tillsammans täcka varje dag i fönstret.", "The events together must cover every day of the window."),
    ({"event": {**BACK, "relation": "covers"}}, "I täljaren ingår de index som täcks så.", "The numerator has the indexes that are covered so."),
    ({"event": {**BACK, "relation": "covers", "take": "none"}}, "I täljaren ingår de index som inte täcks så.", "The numerator has the indexes that are not covered so."),
    ({"event": {**CONTACT, "take": "none"}}, "I täljaren ingår de index som inte har någon händelse i fönstret.", "The numerator has the indexes that have no event in the window."),
    ({"count": "persons"}, "I täljaren ingår personer med något index som har minst en händelse i fönstret.", "The numerator has persons with an index that have at least one event in the window."),
])
# ---- published
PUBLISHED = {**HEAD, "kind": "published", "data": {"dataset": "aggregat", "where": "matt_id = 'U1'"}, "value": "varde", "groups": {"kommunkod": {
             "codelist": "kommuner", "key": "case when omradestyp = 'K' then omrade_kod end"}}, "by": [["kommunkod"]],
             "period": {"each": True, "label": "period", **YEAR}}
count += hold(PUBLISHED, [
    ({}, "Vilken period det publicerade värdet gäller står i värdets period.", "Which period the published value is about, the period of the value says."),
    ({}, "Värdet är det publicerade värdet. Det summeras aldrig: har en cell ingen egen rad har den inget värde.",
     "The value is the published value. It is never summed: where a cell has no row of its own, it has no value."),
    ({}, "En rad hör till redovisningen per just de grupper som den har en uppgift för.", "A row belongs to the split by just those groups that it has a value of."),
    ({}, "-Utan värde", "-Without a value"), ({}, "-Bredvid varje värde", "-Beside each value"), ({}, "-Som täljare", "-The numerator that is shown"),
    ({"margin": "osakerhetstal", "interval": {"method": "published", "level": [0.95]}}, "Intervallet är det publicerade: värdet minus och plus osäkerhetstalet.",
     "The interval is the one that was published: the value minus and plus the margin of uncertainty."),
    ({"low": "varde - 1", "high": "varde + 1", "interval": {"method": "published", "level": [0.9]}}, "90-procentiga konfidensintervall beräknas med det som har publicerats.",
     "the confidence level 90% and is computed with what was published."),
    ({"low": "taljare", "high": "namnare", "interval": {"method": "published", "level": [0.9]}},
     "Intervallet är det publicerade, från den publicerade täljaren till den publicerade nämnaren.",
     "The interval is the one that was published, from the published numerator to the published denominator."),
    ({"terms": {"numerator": "taljare"}}, "Som täljare visas den publicerade täljaren.", "The numerator that is shown is the published numerator."),
    ({"terms": {"denominator": "namnare"}}, "Som nämnare visas den publicerade nämnaren.", "The denominator that is shown is the published denominator."),
    ({"marks": {"of": "status", "suppressed": "status = 'SEKRETESS'"}}, "visas som sekretess om statusmarkeringen är sekretess.", "shown as secrecy, where the status mark is secrecy"),
    ({"marks": {"of": "status", "no_data": "status = 'SEKRETESS'"}}, "visas som ingen i nämnaren om", "shown as nobody to count, where"),
    ({"marks": {"of": "status", "not_delivered": "status = 'BORTFALL'"}}, "visas som uppgifter ej levererade om statusmarkeringen är bortfall.",
     "shown as data not delivered, where the status mark is missing"),
    ({"marks": {"of": "status", "not_applicable": "status = 'EJ_RELEVANT'"}}, "visas som ej tillämpligt om", "shown as not applicable, where"),
    ({"beside": {"whole": True}}, "Bredvid varje värde står det som inte har något område, såsom rikets.", "Beside each value stands the one that has no area, such as the country's."),
    ({"beside": {"whole": False}}, "-såsom rikets", "-such as the country's"),
    ({"beside": {"mean_of": "kommunkod"}}, "det ovägda medelvärdet över de värden av gruppen kommunkod som visas i samma län, och hur många de är.",
     "the unweighted mean over the values of the group kommunkod that are shown in the same county, and how many they are.")])


# ---- survey_index
SURVEY = {**HEAD, "kind": "survey_index", "unit": "index", "data": {"dataset": "enkatsvar", "where": "enkat = 'NPE_PV'"},
          "respondent": ["enkat", "omgang", "respondent_id"], "item": "fraga_id", "points": "enkatfragor.poang", "item_weight": "enkatfragor.dimensionsvikt",
          "denominator": "true", "incomplete": {"weights": "equal", "min_answered": 1}, "period": {"date": "omgang_datum", **YEAR}, "groups": {"kommunkod": "kommunkod"}}
BOOK = {"round": ["enkat", "omgang"], "code_book": {"dataset": "enkatfragor", "item": "fraga_id"}}
FRAME = {"dataset": "enkaturval", "date": "date(number(substr(omgang, 1, 4)), 12, 31)", "asked": "urval"}
count += hold(SURVEY, [
    ({}, "Varje besvarad fråga väger lika", "Every answered question weighs the same"),
    ({}, "-Vilka frågor en omgång har", "-Which questions a round has"),
    ({**BOOK, "incomplete": {"weights": "equal_if_incomplete", "min_answered": 1}}, "För den som inte har besvarat alla väger de besvarade frågorna lika.",
     "For those who have not, the answered questions weigh the same."),
    (BOOK, "Vilka frågor en omgång har hämtas ur datamängden enkatfragor", "Which questions a round has is read from the dataset enkatfragor"),
    ({**BOOK, "code_book": {**BOOK["code_book"], "where": "dimension = 'DELAKTIGHET'"}}, "Till indexet hör där de svarsalternativ", "Of the index are the answer choices"),
    ({"unanswered": ["NPE_DEL1", "NPE_DEL2"]}, "inte har besvarat frågorna NPE_DEL1, NPE_DEL2, var för sig.", "have not answered the questions NPE_DEL1, NPE_DEL2 is given too, for each."),
    ({"frame": FRAME}, "Urval och svarsfrekvens - Hur många som har tillfrågats", "Sample and response rate - How many were asked"),
    ({"frame": FRAME}, "-Från dem dras övertäckningen", "-Over-coverage is taken"),
    ({"frame": {**FRAME, "over_coverage": "overtackning", "population": "population", "where": "enkat = 'NPE_PV'"}}, "Från dem dras övertäckningen:", "Over-coverage is taken from them:"),
    ({"frame": {**FRAME, "population": "population"}}, "Populationen redovisas också:", "The population is given too:"),
    ({"respondent_weight": "vikt", "period": {"date": "omgang_datum", "years": 2, "round_weights": "as_delivered"}}, "tas deras vikter som de har levererats.",
     "their weights are taken as delivered."),
    ({"respondent_weight": "vikt", "period": {"date": "omgang_datum", "years": 2, "round_weights": "scaled_to_answers"}},
     "så att de summerar till omgångens antal svarande där.", "to sum to the number of its respondents there."),
])

# ---- continuity
VISITS = {**HEAD, "kind": "continuity", "unit": "index", "data": {"dataset": "vardkontakter", "person": "person_id", "date": "kontakt_datum"}, "provider": "personal_id",
          "formula": "coc", "window": {"months": 12, "incomplete": "keep"}, "min_contacts": 3, "same_day": "keep_all", "max_unknown_share": 0.1,
          "period": {"each": True, **YEAR}, "groups": {"kommunkod": "last.kommunkod"}}
count += hold(VISITS, [
    ({}, "samma dag efter datamängdens nyckel.", "those of one day by the key of the dataset."),
    ({"order": ["sokte_datum", "kontakt_id"]}, "och sist efter datamängdens nyckel.", "and at last by the key of the dataset."),
    ({"window": {"unbounded": True, "incomplete": "keep"}}, "hur gamla de än är.", "however old."),
    ({"window": {"unbounded": True, "incomplete": "keep"}}, "-Börjar fönstret", "-Where the window"),
    ({"at_listed_unit": {"unit": "enhet_id", "listed": "personer_slut.listad_enhet_id"}}, "Den som inte är listad räknas inte.", "Who is not listed does not count."),
    ({"unknown_share_of": "merged"}, "Andelen tas sedan flera samma dag räknats som en.", "The share is taken when several on one day have been counted as one."),
    ({"generic_providers": "generiska_vardgivare", "generic_as": "unknown"}, "hör till de okända.", "are among the unknown."),
    ({}, "-hör till de okända", "-are among the unknown"),
])
finish("%d choices" % count)
