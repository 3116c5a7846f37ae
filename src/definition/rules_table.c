/* rules_table.c - every rule of "check".  The texts are for whoever has just been told that a file breaks one. */
#include "definition/rules_table.h"

#define FILE_RULE(id, ...)                                                                                             \
    { id, IND_RULE_FILE, IND_ERROR, IND_RUN_SILENT, __VA_ARGS__ }
#define SCHEMA(id, ...)                                                                                                \
    { id, IND_RULE_SCHEMA, IND_ERROR, IND_RUN_SILENT, __VA_ARGS__ }
#define MEANING(id, ...)                                                                                               \
    { id, IND_RULE_MEANING, IND_ERROR, IND_RUN_SILENT, __VA_ARGS__ }
#define DOUBT(id, ...)                                                                                                 \
    { id, IND_RULE_MEANING, IND_WARNING, IND_RUN_SILENT, __VA_ARGS__ }
#define SENSE(id, ...)                                                                                                 \
    { id, IND_RULE_SENSE, IND_ERROR, IND_RUN_SILENT, __VA_ARGS__ }
#define HINT(id, ...)                                                                                                  \
    { id, IND_RULE_SENSE, IND_WARNING, IND_RUN_SILENT, __VA_ARGS__ }
/* "run" knows them too. */
#define SHOWN(id, severity, ...)                                                                                       \
    { id, IND_RULE_SENSE, severity, IND_RUN_WARNS, __VA_ARGS__ }
#define REFUSED(id, ...)                                                                                               \
    { id, IND_RULE_SENSE, IND_ERROR, IND_RUN_REFUSES, __VA_ARGS__ }
#define WAIVER(id, ...)                                                                                                \
    { id, IND_RULE_WAIVER, IND_ERROR, IND_RUN_SILENT, __VA_ARGS__ }
#define TEST(id, severity, ...)                                                                                        \
    { id, IND_RULE_TEST, severity, IND_RUN_SILENT, __VA_ARGS__ }

const ind_check_rule ind_rule_table[] = {
    /* ---- files ---- */
    FILE_RULE("unreadable_file", "a file or folder cannot be read",
              "The system did not let the program read it, or it is larger than 16 MiB. Status 7.", NULL, NULL),
    FILE_RULE("encoding", "a file is not UTF-8",
              "Definitions, test files, schemas and codelists are UTF-8, so that å, ä and ö mean the same everywhere. "
              "Save the file as UTF-8.",
              NULL, NULL),
    FILE_RULE("json_syntax", "not JSON", "The text breaks the grammar of JSON at this place; the message says how.",
              "{ \"decimals\": 1, }", "{ \"decimals\": 1 }"),
    FILE_RULE("json_text", "a text that JSON does not allow",
              "A control character or a broken escape stands in a text. Write it as an escape such as \\n, or leave it "
              "out.",
              NULL, NULL),
    FILE_RULE("json_number", "a number that JSON or a double does not allow",
              "Numbers have digits on both sides of the point, no leading zeros, and at most 60 characters.", "01",
              "1"),
    FILE_RULE("json_depth", "nested too deep", "JSON may be nested 64 levels deep.", NULL, NULL),
    FILE_RULE("duplicate_key", "a key stands twice in one object",
              "JSON readers disagree on which of the two counts, so that the same file could mean two things. Take one "
              "away.",
              "{ \"unit\": \"percent\", \"unit\": \"index\" }", "{ \"unit\": \"percent\" }"),
    FILE_RULE("file_name", "not the name of a file of a catalogue",
              "Definitions are <id>.json, test files <id>.test.json, dataset schemas datasets/<name>.json, codelists "
              "codelists/<name>.csv.",
              NULL, NULL),
    FILE_RULE("format_version", "a format of another version",
              "The file says that it is written in a version of the format that this program does not read, so nothing "
              "else in it is looked at. Use a newer version of indikator, or rewrite the file in this format.",
              "\"format\": \"indikator/2\"", "\"format\": \"indikator/1\""),

    /* ---- form ---- */
    SCHEMA("unknown_key", "a key that is not known here",
           "An unknown key would be ignored by a careless reader, and with it a policy that somebody wrote down. The "
           "message names the nearest key. Keys of your own begin with 'x-'.",
           "\"event\": { \"day_too\": 30 }", "\"event\": { \"day_to\": 30 }"),
    SCHEMA("missing_key", "a key that must be there is missing",
           "Where two honest statisticians could choose differently there is no default: the definition has to name "
           "the choice. Windows need both edges, follow-up and look-back need a rule for incompleteness, for this "
           "reason. The help says what the key means.",
           "\"event\": { \"day_to\": 30 }", "\"event\": { \"day_from\": 1, \"day_to\": 30 }"),
    SCHEMA("missing_text", "a text in Swedish or English is missing",
           "Titles and texts are objects with the keys sv and en, both filled in.", "\"title\": { \"sv\": \"Fall\" }",
           "\"title\": { \"sv\": \"Fall\", \"en\": \"Falls\" }"),
    SCHEMA("wrong_type", "a value of the wrong JSON type",
           "The message says what is wanted and what is there. Conditions and expressions are texts.",
           "\"decimals\": \"1\"", "\"decimals\": 1"),
    SCHEMA("unknown_value", "a value that is not one of those allowed", "The message lists them.",
           "\"unit\": \"procent\"", "\"unit\": \"percent\""),
    SCHEMA("unknown_kind", "a kind that does not exist",
           "'kind' is the method of the measure; docs/reference/definitions.md lists them.",
           "\"kind\": \"proportions\"", "\"kind\": \"proportion\""),
    SCHEMA("out_of_range", "a number outside its range", "The message gives the least and the greatest.",
           "\"decimals\": 99", "\"decimals\": 1"),
    SCHEMA("bad_date", "not a date", "Dates are written YYYY-MM-DD.", "\"reviewed\": \"1/11 2026\"",
           "\"reviewed\": \"2026-11-01\""),
    SCHEMA("empty_text", "a text is empty", "Give it a content, or leave the key out.", NULL, NULL),
    SCHEMA("too_few", "a list has too few elements", "The message says how many are needed.", "\"grain\": []",
           "\"grain\": [\"year\"]"),
    SCHEMA("too_many", "a list or object has too many elements", "The message gives the limit.", NULL, NULL),
    SCHEMA("repeated_value", "a value stands twice in a list", "Take one away.", "\"grain\": [\"year\", \"year\"]",
           "\"grain\": [\"year\"]"),
    SCHEMA("bad_name", "not a name", "Names have lower-case letters a-z, digits and '_', first a letter.", NULL, NULL),
    SCHEMA("look_back", "looking back for an earlier row is not wholly said",
           "'over': 'look_back' goes with 'look_back_months' and 'take': 'first'.",
           "\"once_per\": { \"entity\": \"person_id\", \"take\": \"first\", \"over\": \"look_back\" }",
           "\"once_per\": { \"entity\": \"person_id\", \"take\": \"first\", \"over\": \"look_back\", "
           "\"look_back_months\": 24 }"),
    SCHEMA("once_take", "rows are folded, but the kind has no numerator",
           "'any' and 'all' are about the numerator of a share; a mean or a ratio takes the first or the last row.",
           NULL, NULL),
    SCHEMA(
        "sum", "a sum does not go with what stands beside it",
        "A count is of rows, of different persons ('distinct') or a 'sum'. 'missing.sum' says what an unknown number "
        "of a sum means. An interval of counted events does not hold for a sum: one row may be a great part of it.",
        "\"sum\": \"antal\", \"interval\": { \"method\": \"poisson\", \"level\": [0.95] }",
        "\"sum\": \"antal\", \"interval\": { \"method\": \"none\" }"),
    SCHEMA(
        "rate_grain", "a rate of another period than a year, twelve months or pooled years",
        "A rate has a population of a year. One of a month or a quarter would be taken for one of a year, and persons "
        "of months do not add up. Broken years end in no year of the population.",
        "\"period\": { \"date\": \"upprattad_datum\", \"grain\": [\"month\"] }",
        "\"period\": { \"date\": \"upprattad_datum\", \"grain\": [\"rolling12\"] }"),
    SCHEMA(
        "population_year", "a population by year is not wholly said",
        "A table by year needs 'date', since it may be the end of the year, that of the year before or the mean, and "
        "'if_missing', since the year may not be out. Rows that are held against periods have none of them; 'mean' "
        "goes with the date 'mean'.",
        "\"population\": { \"dataset\": \"befolkning\", \"value\": \"antal\", \"year\": \"ar\" }",
        "\"population\": { \"dataset\": \"befolkning\", \"value\": \"antal\", \"year\": \"ar\", \"date\": \"31dec\", "
        "\"if_missing\": \"previous_year\" }"),
    SCHEMA(
        "population_distinct", "persons of a population that cannot be counted once",
        "Persons of a stock may have several rows, and are then one each. A row of a table by year stands for many, "
        "and "
        "time in care is no person.",
        "\"population\": { \"value\": \"dagar\", \"distinct\": { \"entity\": \"person_id\" } }",
        "\"population\": { \"value\": \"1\", \"distinct\": { \"entity\": \"person_id\", \"take\": \"last\", \"order\": "
        "\"start_datum\" } }"),
    SCHEMA("population_age", "the ages of a rate are not wholly said",
           "Ages have a limit, 'from' or 'to', and are those of what is counted, 'of', or of the classes of the "
           "population, 'class_from' and 'class_to', or of both.",
           "\"age\": { \"from\": 65, \"class_from\": \"alder_fran\" }",
           "\"age\": { \"from\": 65, \"class_from\": \"alder_fran\", \"class_to\": \"alder_till\" }"),
    SCHEMA(
        "distinct_per", "how often a person counts in pooled years",
        "Persons of several years may be counted once in each of them, and added, or once in all. The figures differ, "
        "and neither is usual, so that the definition has to choose. Where no years are pooled, or no persons "
        "counted, there is nothing to choose; rows that the period chooses are in no year of it.",
        "\"count\": { \"distinct\": { \"entity\": \"person_id\", \"take\": \"first\" } }, \"period\": { \"years\": 3 }",
        "\"distinct_per\": \"calendar_year\", \"period\": { \"years\": 3 }"),
    SCHEMA(
        "levels", "a level of the value is not wholly said",
        "Levels stand from the least values to the greatest. The first has no limit, each of the others one: 'from', "
        "which is in it, or 'above', which is not. A colour is written as '#' and six digits 0-9, a-f.",
        "\"levels\": [{ \"id\": \"LAG\", \"from\": 0 }, { \"id\": \"HOG\" }]",
        "\"levels\": [{ \"id\": \"LAG\", \"title\": { \"sv\": \"Låg\", \"en\": \"Low\" } }, { \"id\": \"HOG\", "
        "\"title\": { \"sv\": \"Hög\", \"en\": \"High\" }, \"from\": 50 }]"),
    SCHEMA(
        "all_weights", "what no weights mean is said, and there are none",
        "'missing.all_weights' says what is shown where no row has a weight above 0. Without 'weight' all rows weigh "
        "the same.",
        "\"missing\": { \"all_weights\": \"equal\" }", NULL),
    SCHEMA("published_interval", "a published interval is not wholly said",
           "It is given by 'margin', or by 'low' and 'high', and 'interval' says its method, 'published', and its one "
           "level.",
           "\"margin\": \"osakerhetstal\", \"interval\": { \"method\": \"none\" }",
           "\"margin\": \"osakerhetstal\", \"interval\": { \"method\": \"published\", \"level\": [0.95] }"),
    SCHEMA("published_rows", "rows with published values are put together",
           "A published value is that of one row, which says its period itself: 'period.each' is true, and nothing is "
           "merged, taken once or followed up.",
           NULL, NULL),
    SCHEMA("standardise", "a rate that cannot be standardised as it is said",
           "The direct method weighs the rates by class with a 'standard' population, and has the interval of Dobson; "
           "the indirect one divides by what a 'reference' table of rates gives, in percent or as a ratio. Both need "
           "the age of events and the classes of the population, count events or persons, and are not split by age.",
           "\"standardise\": { \"method\": \"direct\", \"reference\": \"tal_2020\", \"by\": \"age\" }",
           "\"standardise\": { \"method\": \"direct\", \"standard\": \"esp_2013\", \"by\": \"age\" }"),
    SCHEMA("counted_interval", "an interval that does not fit what is counted",
           "'poisson' takes each event as one of its own. Where a person can have several, 'dobson' with 'cluster' "
           "'person' goes by what each person has; a sum of days or money has 'sum', also with 'cluster'.",
           "\"interval\": { \"method\": \"poisson\", \"cluster\": \"person\" }",
           "\"interval\": { \"method\": \"dobson\", \"cluster\": \"person\" }"),
    SCHEMA("excess", "what is allowed of a sum is not wholly said",
           "An excess is what a 'sum' is above what is allowed, by month and by those that 'excess.by' names. What is "
           "allowed is known of every row that counts, and what is above it has no interval; where persons are "
           "counted there is no sum.",
           "\"excess\": { \"by\": \"kommunkod\", \"each\": \"month\", \"allowed\": \"frist\" }",
           "\"excess\": { \"by\": \"kommunkod\", \"each\": \"month\", \"allowed\": \"coalesce(frist, 0)\" }"),
    SCHEMA("also_name", "a sum beside has a name that is no key",
           "'also.name' is a key of the report, and the head of a column in tables: small letters a-z, digits and '_'.",
           "\"also\": { \"name\": \"Belopp, kr\", \"sum\": \"belopp\" }",
           "\"also\": { \"name\": \"belopp_sek\", \"sum\": \"belopp\" }"),
    SCHEMA("numerator_data", "rows of the numerator's own dataset are not wholly said",
           "They need a day where 'period.date' puts rows in a period, and none where each row is held against every "
           "period. What they sum to is no part of the denominator, so that the interval of a share says nothing.",
           "\"period\": { \"date\": \"dag\" }, \"numerator_data\": { \"dataset\": \"avvikelser\" }",
           "\"period\": { \"date\": \"dag\" }, \"numerator_data\": { \"dataset\": \"avvikelser\", \"date\": "
           "\"handelsedag\" }"),
    SCHEMA(
        "window_length", "a window has no length, or two",
        "'window.months' says how long it is, or 'unbounded' that it reaches back to the first contact; then nothing "
        "lies before it, and it begins before every delivery.",
        "\"window\": { \"months\": 12, \"unbounded\": true, \"incomplete\": \"keep\" }",
        "\"window\": { \"unbounded\": true, \"incomplete\": \"keep\" }"),
    SCHEMA("follow_up", "follow-up of rows is not wholly said", "Either 'days' after 'period.date', or a day 'until'.",
           NULL, NULL),
    SCHEMA("period", "'period' does not fit the kind",
           "Row kinds have either 'date', which puts a row in one period, or 'each': true, which tests it against "
           "every period. Kinds with windows of their own need 'each': true, 'once_per' needs 'date'.",
           "\"period\": { \"grain\": [\"year\"] }",
           "\"period\": { \"date\": \"kontakt_datum\", \"grain\": [\"year\"] }"),
    SCHEMA("key_count", "too many look-ups", "The message gives the limit.", NULL, NULL),
    SCHEMA("field_count", "no fields, or too many", "The message gives the limit.", NULL, NULL),
    SCHEMA("pointer_form", "not a JSON pointer", "The keys of 'set' are JSON pointers, which begin with '/'.",
           "\"set\": { \"event.day_to\": 7 }", "\"set\": { \"/event/day_to\": 7 }"),

    /* ---- names, types, rules between values ---- */
    MEANING("name_is_file", "the id is not the name of the file",
            "A definition, test file or schema is found by its name, so both must agree.", NULL, NULL),
    MEANING("duplicate_id", "two files have one id",
            "An id names one definition, dataset or codelist. Rename one of the files and its id.", NULL, NULL),
    MEANING("unknown_id", "no definition of that id", "'extends' names a definition of the catalogue.", NULL, NULL),
    MEANING("extends", "a variant of a variant, or a circle of them",
            "A variant changes a definition that stands on its own: one level, never in a circle. Extend the "
            "definition that the other variant extends.",
            NULL, NULL),
    MEANING("pointer", "a JSON pointer that leads nowhere",
            "A key of 'set' points to a value of the definition that is changed; the way there must exist.",
            "\"/events/day_to\": 7", "\"/event/day_to\": 7"),
    MEANING("unknown_dataset", "no dataset of that name", "Datasets are the files datasets/<name>.json.", NULL, NULL),
    MEANING("unknown_codelist", "no codelist of that name", "Codelists are the files codelists/<name>.csv.", NULL,
            NULL),
    MEANING("unknown_attribute", "the codelist has no such column", "The message names the closest.", NULL, NULL),
    MEANING("unknown_group", "'by' names a group that is not in 'groups'", "The message names the closest.", NULL,
            NULL),
    MEANING(
        "identifying_group", "a group by what tells who somebody is",
        "Every value of a group is written into the report, so that a column that the schema calls identifying can be "
        "neither a group nor a part of one: not in an expression, not as the key of a codelist.",
        "\"groups\": { \"person\": \"person_id\" }", "\"groups\": { \"kon\": \"personer.kon\" }"),
    MEANING("unknown_column", "the dataset of a test case has no such column",
            "A row of a test case names columns of its dataset, never derived ones.", NULL, NULL),
    MEANING("unknown_split", "a test case expects a cell that is not reported",
            "The groups of an expected cell are one of the splits in 'by'.", NULL, NULL),
    MEANING("unknown_name", "a name that does not exist in an expression",
            "Columns are those of the dataset, look-ups are name.column or, one after another, name.name.column. On an "
            "episode or a person every column but the roles is first.x or last.x. What goes by the period is known "
            "where \"period\" has \"each\": true. The message names the closest.",
            "\"kontaktfrom = 'VIDEO'\"", "\"kontaktform = 'VIDEO'\""),
    MEANING("unknown_function", "a function that does not exist", "docs/reference/expressions.md lists them.",
            "\"alder(fodelsedatum, end) >= 65\"", "\"age(fodelsedatum, end) >= 65\""),
    MEANING("unknown_field", "a schema names a field that it does not have", "The message names the closest.", NULL,
            NULL),
    MEANING("syntax", "an expression cannot be read", "The message says what was expected at this place.",
            "\"kon = K\"", "\"kon = 'K'\""),
    MEANING("type", "types that do not fit each other",
            "Expressions are statically typed: a date is compared with a date, a number with a number.",
            "\"alder >= '65'\"", "\"alder >= 65\""),
    MEANING("limit", "an expression is too long or nested too deep", "Split it into derived columns.", NULL, NULL),
    MEANING("missing_policy", "nobody says what an unknown numerator, or number to be summed, means",
            "It can be unknown, as a column that it reads can be empty. 'missing.numerator' says whether such a row is "
            "not met, left out, or an error; 'missing.sum' whether it is left out, or an error.",
            "\"numerator\": \"kontaktform = 'VIDEO'\"",
            "\"numerator\": \"kontaktform = 'VIDEO'\", \"missing\": { \"numerator\": \"exclude\" }"),
    MEANING("quantile_step", "a quantile that has no name",
            "Quantiles are multiples of 0.005, so that each has a short name in the report: q25, q97_5.",
            "\"q\": [0.333]", "\"q\": [0.335]"),
    MEANING("missing_role", "a policy needs a column that nobody named",
            "'follow_up.death': 'exclude_index' or 'exclude' needs 'data.death', 'follow_up.moved': 'exclude' needs "
            "'data.moved'. Units of several rows, and rows in other datasets, need 'data.person'.",
            NULL, NULL),
    MEANING("relation_person", "a rule about another dataset names other columns than the measure",
            "'person' of the rule and the columns that tell whose rows are counted are held against each other one by "
            "one, in their order.",
            NULL, NULL),
    MEANING("not_one_person", "rows of two persons would count as one",
            "'once_per.entity', 'distinct.entity' and 'dedupe.by' must name the columns of 'data.person' too.",
            "\"data\": { \"person\": \"person_id\" }, \"once_per\": { \"entity\": \"sokte_datum\" }",
            "\"data\": { \"person\": \"person_id\" }, \"once_per\": { \"entity\": [\"person_id\", \"sokte_datum\"] }"),
    MEANING(
        "once_order", "the first or last row is taken, and nothing says which that is",
        "Where 'period' has 'each', 'order' of 'once_per' or 'distinct' names the day that rows are ordered by. It is "
        "the same for all periods, so that it cannot read them; with both, it stands in 'once_per'.",
        NULL, NULL),
    MEANING("look_back_each", "looking back for an earlier row, and a row is in several periods",
            "A row that is first when looking back lies in one period: it goes with 'period.date', not with 'each'.",
            NULL, NULL),
    MEANING("once_items", "items make one unit of all rows, and so does once_per or distinct",
            "Items are made of the rows of 'data.person': name there what is to count once.", NULL, NULL),
    MEANING("follow_up_date", "days of follow-up are counted from a day that is not given",
            "'follow_up.days' are counted from 'period.date'; where 'period' has 'each', name a day with 'until'.",
            NULL, NULL),
    MEANING("window", "the edges of a window do not fit each other",
            "The last day is not before the first, and follow-up is at least as long as the window: else late events "
            "would be missed in silence.",
            "\"event\": { \"day_to\": 30 }, \"follow_up\": { \"days\": 7 }",
            "\"event\": { \"day_to\": 30 }, \"follow_up\": { \"days\": 30 }"),
    MEANING(
        "half_window", "a window of which only one edge is given",
        "'event.day_from' and 'event.day_to' stand together: a window without an edge would count from the first day "
        "of the data, or to the last. Without both, the event may be on any day.",
        "\"event\": { \"day_to\": 7 }", "\"event\": { \"day_from\": 0, \"day_to\": 7 }"),
    MEANING("event_days", "it is not clear on which days an event is",
            "An event is on the day, or on each of the days, of 'event.date'; or it lasts from 'event.start' to "
            "'event.end'. A window needs one of the two, and so does the first or the last event.",
            "\"event\": { \"date\": \"kontakt_datum\", \"end\": \"slut_datum\" }",
            "\"event\": { \"start\": \"kontakt_datum\", \"end\": \"slut_datum\" }"),
    MEANING("population_bands", "groups by age of a rate that are not wholly said",
            "Where a group goes by the classes of the population, 'population.age.bands' says at which ages it begins "
            "anew: "
            "whole numbers, each after the one before, inside the ages of the measure. No class may lie across one.",
            "\"groups\": { \"alder\": \"case when alder < 80 then '65-79' else '80-' end\" }",
            "\"population\": { \"age\": { \"from\": 65, \"bands\": [80] } }"),
    MEANING("standard_table", "a table that nothing can be standardised by",
            "Its classes follow each other and make up the ages of the measure; 'fran' and 'till' are the least and "
            "the greatest age of each, 'till' empty where it is open. A standard population has 'vikt', a table of "
            "rates 'tal' and 'per'; a line '# year: 2013' says of which year it is.",
            "90+;90;99;1000", "90+;90;;1000"),
    MEANING("group_beside", "a dataset that is counted beside another does not have what a group reads",
            "Rows of both datasets meet in the same groups. Where a group is called otherwise in the other one, "
            "'numerator_data.groups', or 'population.match', says what it is there.",
            "\"groups\": { \"avdelning\": \"avdelning\" }, \"numerator_data\": { \"dataset\": \"avvikelser\" }",
            "\"numerator_data\": { \"dataset\": \"avvikelser\", \"groups\": { \"avdelning\": \"enhet\" } }"),
    MEANING(
        "round_columns", "a respondent and a round are not named so that one is of the other",
        "What a respondent has answered is held against the questions of one round: 'respondent' has the columns of "
        "'round', and 'code_book.round' names it by as many.",
        "\"respondent\": [\"enkat\", \"respondent_id\"], \"round\": [\"enkat\", \"omgang\"]",
        "\"respondent\": [\"enkat\", \"omgang\", \"respondent_id\"], \"round\": [\"enkat\", \"omgang\"]"),
    MEANING(
        "compare_without", "there is nothing to compare with",
        "'compare.with' names something that the measure does not have: periods of a year before that do not "
        "overlap, months, areas of a whole that is a group too, a codelist of two codes with a total, a target with "
        "a direction that is better, a published measure.",
        "\"compare\": { \"with\": [\"same_month\"] }, \"period\": { \"grain\": [\"year\"], ... }",
        "\"compare\": { \"with\": [\"year_before\"] }, \"period\": { \"grain\": [\"year\"], ... }"),
    MEANING("compare_level", "differences without intervals",
            "What is said of a difference is worked out of the intervals of both values at the level 0.95, which is "
            "fixed so that it does not depend on what is shown. 'interval.level' must have it.",
            "\"compare\": { \"with\": [\"year_before\"] }, \"interval\": { \"level\": [0.99] }",
            "\"compare\": { \"with\": [\"year_before\"] }, \"interval\": { \"level\": [0.95, 0.99] }"),
    MEANING("compare_ratio", "a ratio of what are no rates",
            "'ratio' is the exact ratio of two independent rates of events over populations. Other values are compared "
            "by their difference.",
            "\"compare\": { \"measure\": \"ratio\", ... }", "\"compare\": { \"measure\": \"difference\", ... }"),
    MEANING("compare_caution", "figures that are never judged are compared",
            "Before and after of a cohort has nothing to compare with: what looks like an effect may be regression to "
            "the mean. Such figures are given with their caution and are never called better or worse.",
            NULL, NULL),
    MEANING(
        "signals_chart", "series are held against a chart that they do not have",
        "'signals.grain' names months, quarters or years that 'period.grain' has; a p-chart is of shares and names its "
        "rules; a run chart has no limits to be beyond; a baseline does not end before it begins.",
        "\"signals\": { \"chart\": \"run\", \"grain\": [\"month\"], \"rules\": [\"beyond_limits\"] }",
        "\"signals\": { \"chart\": \"run\", \"grain\": [\"month\"] }"),
    MEANING("funnel_without", "a funnel of what has none",
            "A funnel is of shares or of events over a population, of areas of a whole that is a group too.", NULL,
            NULL),
    MEANING(
        "open_reason", "a measure is open without a reason, or has the reason and is not open",
        "Where no public rule is known nothing is invented: the status is 'open', and 'open' says why, in both "
        "languages. Nothing is computed.",
        "\"status\": \"open\"",
        "\"status\": \"open\", \"open\": { \"sv\": \"Frågan är inte känd.\", \"en\": \"The question is not known.\" }"),
    MEANING("unknown_place", "an open fact points at nothing",
            "'at' is a JSON pointer to the key that stands for what nobody knows, so that a reader finds it.",
            "\"open_facts\": [ { \"at\": \"/follow_up\", ... } ]",
            "\"open_facts\": [ { \"at\": \"/follow_up/days\", ... } ]"),
    MEANING(
        "version_of_change", "the newest change is not of this version",
        "The first of 'changes' tells what the version of the definition has changed, and why.",
        "\"version\": \"1.1.0\", \"changes\": [ { \"version\": \"1.0.0\", ... } ]",
        "\"version\": \"1.1.0\", \"changes\": [ { \"version\": \"1.1.0\", ... }, { \"version\": \"1.0.0\", ... } ]"),
    MEANING("target_way", "the way to a target leads nowhere",
            "A year needs a target; a baseline needs a year after it. The line between them is straight, which is an "
            "assumption and is called so.",
            "\"target\": { \"value\": 12, \"year\": 2030, \"baseline\": { \"value\": 15, \"year\": 2035 } }",
            "\"target\": { \"value\": 12, \"year\": 2035, \"baseline\": { \"value\": 15, \"year\": 2025 } }"),
    MEANING(
        "round_weights", "it is not said what the weights of several rounds are to each other",
        "Weights sum in each round to what its maker has chosen. Where years are pooled 'period.round_weights' says "
        "whether they are taken as delivered or scaled to the answers of each round; where there are no weights, or "
        "units are counted anew in each period, there is nothing to scale.",
        "\"weight\": \"vikt\", \"period\": { \"date\": \"omgang_datum\", \"years\": 3 }",
        "\"weight\": \"vikt\", \"period\": { \"date\": \"omgang_datum\", \"years\": 3, \"round_weights\": "
        "\"scaled_to_answers\" }"),
    MEANING("reliability_of", "it is not known of how many persons a value is",
            "'reliability.of' 'persons' is for shares and means of rows with 'data.person', which are not folded by "
            "'once_per', and for survey indexes.",
            "\"kind\": \"count\", \"reliability\": { \"min_denominator\": 5, \"of\": \"persons\" }",
            "\"kind\": \"count\", \"reliability\": { \"min_denominator\": 5 }"),
    MEANING("cluster", "rows of the same person belong together, and it is not known of whom they are",
            "'interval.cluster' 'person' counts the variance over persons. It needs 'data.person', and says nothing "
            "where each person is counted once already: 'count' 'persons', 'distinct', or 'once_per' with 'any' or "
            "'all'.",
            "\"count\": \"persons\", \"interval\": { \"method\": \"wilson\", \"cluster\": \"person\" }",
            "\"count\": \"episodes\", \"interval\": { \"method\": \"wilson\", \"cluster\": \"person\" }"),
    MEANING(
        "scope", "who is to answer is not said, or somebody could answer twice",
        "'scope' names by a codelist who is to answer; 'missing.numerator' says whether who has not answered is not "
        "met, or 'unanswered'; and 'once_per' takes one answer of each in a period, perhaps for each value of "
        "groups. There are no weights. With 'frame' the sample says who is to answer.",
        "\"scope\": { \"codelist\": \"kommuner\", \"key\": \"lamnare\" }, \"missing\": { \"numerator\": \"exclude\" }",
        "\"scope\": { \"codelist\": \"kommuner\", \"key\": \"lamnare\" }, \"missing\": { \"numerator\": "
        "\"unanswered\" }, \"once_per\": { \"entity\": \"lamnare\", \"take\": \"last\" }"),
    MEANING("no_interval_of_range", "an interval of the difference between two values that were seen",
            "With 'statistic' 'range' the value is the greatest value less the least. Nothing tells how sure it is.",
            "\"statistic\": \"range\", \"interval\": { \"method\": \"t\" }",
            "\"statistic\": \"range\", \"interval\": { \"method\": \"none\" }"),
    MEANING("exact_interval", "an exact interval of rows that are not independent",
            "The limits of Clopper and Pearson are exact for so many independent rows that weigh the same. Rows with "
            "weights, or several of one person, are not that: Wilson's method takes their effective number.",
            "\"interval\": { \"method\": \"clopper_pearson\", \"cluster\": \"person\" }",
            "\"interval\": { \"method\": \"wilson\", \"cluster\": \"person\" }"),
    MEANING("interval_range", "the ends of a scale do not fit the method",
            "'logit' keeps the limits between the least and the greatest value that there can be: 'interval.range' "
            "gives both, the lesser first. Other methods have no use for it.",
            "\"interval\": { \"method\": \"logit\" }", "\"interval\": { \"method\": \"logit\", \"range\": [0, 100] }"),
    MEANING("finite_population", "the size of a finite population is not given",
            "What part of a population has answered is known only with the number of persons in it.",
            "\"frame\": { \"asked\": \"antal_urval\" }, \"interval\": { \"finite_population\": true }",
            "\"frame\": { \"asked\": \"antal_urval\", \"population\": \"antal_population\" }, "
            "\"interval\": { \"finite_population\": true }"),
    MEANING("event_person", "the dataset of events does not tell whom a row is about",
            "Events are found by the columns of 'data.person'. Where the dataset of events calls them otherwise, "
            "'event.person' names them, as many of them and in the same order.",
            "\"event\": { \"dataset\": \"insatser\" }",
            "\"event\": { \"dataset\": \"insatser\", \"person\": \"brukare_id\" }"),
    MEANING(
        "event_keys", "a key of 'event' that says nothing beside the others, or that they need",
        "Events in 'event.dataset' have a person, days, a relation to the window and what they must be (any, first, "
        "last or none of them); later rows or episodes have 'event_may_be_index' (any_later_episode or "
        "next_episode). A key that changes nothing, such as the day that a window is counted from where there is no "
        "window, would look like a policy and be none.",
        "\"event\": { \"dataset\": \"vardkontakter\", \"take\": \"next_episode\" }",
        "\"event\": { \"dataset\": \"vardkontakter\", \"take\": \"any\" }"),
    SCHEMA(
        "cohort_keys", "a key of an event before or after a start that needs another",
        "An event that lasts ('end') may go on at day 0, and 'at_start' says what it is then. Rows are joined by the "
        "days between the end of one and the start of the next, so that 'join_within_days' needs 'end', and transfers "
        "need "
        "'join_within_days'.",
        "\"event\": { \"start\": \"in_dag\", \"end\": \"ut_dag\" }",
        "\"event\": { \"start\": \"in_dag\", \"end\": \"ut_dag\", \"at_start\": \"leave_out\" }"),
    SCHEMA(
        "pair_keys", "a key of a pair that says nothing beside the others, or that they need",
        "Pairs are of two rounds, which have a 'value' and say with 'before.months' how far back the earlier one may "
        "be; or of two measurements in 'measurement.dataset', which 'before' and 'after' look for near a day of the "
        "index row.",
        "\"measurement\": { ... }, \"before\": { \"months\": 12 }",
        "\"measurement\": { ... }, \"before\": { \"near\": \"start_datum\", \"day_from\": -14, \"day_to\": 14 }"),
    MEANING("pair_unit", "the unit of a change does not fit its statistic",
            "The share that has improved is a part of all pairs, in percent or as a ratio. A mean or median change is "
            "in the "
            "unit of what is measured, and never multiplied.",
            "\"statistic\": \"share_improved\", \"unit\": \"points\"",
            "\"statistic\": \"share_improved\", \"unit\": \"percent\""),
    MEANING("statistic", "the unit, interval or limit of a number of different ones does not fit its statistic",
            "A mean has the interval of a mean ('t'), a median that of ranks ('ranks'), both in persons or as a count; "
            "the share of persons with more than 'share_more_than' has Wilson's ('wilson'), in percent or as a ratio. "
            "Or there is no interval.",
            "\"statistic\": \"median\", \"interval\": { \"method\": \"t\" }",
            "\"statistic\": \"median\", \"interval\": { \"method\": \"ranks\" }"),
    MEANING("pair_interval", "the interval of a change does not fit its statistic",
            "A mean change has the interval of a mean ('t'), a median that of ranks ('ranks'), a share Wilson's "
            "('wilson'); or there is none.",
            "\"statistic\": \"median_change\", \"interval\": { \"method\": \"t\" }",
            "\"statistic\": \"median_change\", \"interval\": { \"method\": \"ranks\" }"),
    MEANING(
        "no_follow_up", "a window after the index, and no follow-up",
        "At the end of the deliveries the events of the last indexes have not come in yet. 'follow_up' says how long "
        "an index must be followed and what is made of one that cannot be.",
        NULL, NULL),
    MEANING("none_is_complete", "no event is asked for where events may be missing",
            "'take': 'none' counts indexes without an event. One whose window is not all in the data has none either, "
            "so that 'follow_up.incomplete' must be 'exclude_index'.",
            "\"take\": \"none\", \"follow_up\": { \"incomplete\": \"keep\" }",
            "\"take\": \"none\", \"follow_up\": { \"incomplete\": \"exclude_index\" }"),
    MEANING("hours", "the hours do not fit each other",
            "'hours.before' is after 'hours.from', and hours need a time of day in 'data.start'.", NULL, NULL),
    MEANING("start_needs_time", "visits are told apart by their time, but have none",
            "'distinct': 'start' needs a date with time in 'data.start'; with a date take 'row'.", NULL, NULL),
    MEANING("level_order", "levels in the wrong order",
            "The least values stand first, and the limit of each level is above that of the one before.",
            "\"from\": 2.5 } , { \"from\": 1.5 }", NULL),
    MEANING("mean_of", "a mean over values that are no areas",
            "'beside.mean_of' names a group whose values a codelist says are areas, such as the municipalities.", NULL,
            NULL),
    MEANING("published_base", "nothing tells whether there are enough",
            "'reliability.min_denominator' of a published value is held against 'terms.denominator'.",
            "\"reliability\": { \"min_denominator\": 30 }",
            "\"terms\": { \"denominator\": \"namnare\" }, \"reliability\": { \"min_denominator\": 30 }"),
    DOUBT("level_half", "a value at the limit is taken to the better level",
          "Halves go to the worse: with 'better': 'lower' a limit is in the level above it ('from'), with 'higher' in "
          "the "
          "one below it ('above'). Where the limit is a goal that is met by reaching it, waive this.",
          "\"better\": \"lower\", \"levels\": [..., { \"above\": 1.5 }]",
          "\"better\": \"lower\", \"levels\": [..., { \"from\": 1.5 }]"),
    MEANING("plausible_range", "'plausible' has its ends the wrong way round", "The least value stands first.",
            "\"plausible\": [20, 3]", "\"plausible\": [3, 20]"),
    MEANING("day_order", "days of a list in the wrong order", "Each day is after the one before.",
            "\"breaks\": [\"2025-01-01\", \"2020-01-01\"]", "\"breaks\": [\"2020-01-01\", \"2025-01-01\"]"),
    MEANING(
        "which_years", "it is not said which years are pooled",
        "'years' pools the years of the calendar, or those that 'year_from' begins. Where 'grain' has 'year' beside "
        "both, either could be meant. Leave one out, or write a variant for it.",
        "\"period\": { \"grain\": [\"year\"], \"year_from\": 4, \"years\": 3 }",
        "\"period\": { \"year_from\": 4, \"years\": 3 }"),
    MEANING("series_order", "the series ends before it begins", "'series.from' is the first day, 'series.to' the last.",
            "\"series\": { \"from\": \"2025-01-01\", \"to\": \"2024-12-31\" }",
            "\"series\": { \"from\": \"2015-01-01\", \"to\": \"2024-12-31\" }"),
    MEANING(
        "break_outside", "a break that parts nothing",
        "A break is the first day on which something is measured in the new way. It is after 'series.from', for there "
        "are days before it, and not after 'series.to'.",
        "\"series\": { \"from\": \"2025-01-01\", \"breaks\": [\"2025-01-01\"] }",
        "\"series\": { \"from\": \"2025-01-01\" }"),
    MEANING("duplicate_name", "two things of one name", "Rules of a list, fields and look-ups have different names.",
            NULL, NULL),
    MEANING("duplicate_split", "'by' has a split twice", "The order of the groups in a split does not matter.",
            "[[\"lan\", \"kon\"], [\"kon\", \"lan\"]]", "[[\"lan\", \"kon\"]]"),
    MEANING("duplicate_case", "two test cases of one name", "A case is named in reports and by --filter.", NULL, NULL),
    MEANING("expects_nothing", "a test case expects nothing", "Give it 'expect' or 'flow'.", NULL, NULL),
    MEANING("reserved_name", "a name that is reserved", "first, last, next, period, start and end have a meaning.",
            NULL, NULL),
    MEANING("foreign_key", "a look-up does not fit its target",
            "Both sides have the same number of fields of the same types; those of the target are columns of its file, "
            "those of the dataset itself may be derived.",
            NULL, NULL),
    MEANING("key_length", "a look-up has different numbers of fields on its sides", "Name as many on both.", NULL,
            NULL),
    MEANING("derived_key", "a derived column where one of the file is needed",
            "The primary key, the supplier and the date are columns of the file; only look-ups go by derived ones.",
            NULL, NULL),
    MEANING("bad_default", "a default that the field does not allow", "It must be a value of the field's type.", NULL,
            NULL),
    MEANING("not_in_enum", "a value that is not in 'enum'", "What 'map' leads to must be allowed.", NULL, NULL),
    MEANING("empty_range", "a range without values", "The least value or day is not after the greatest.", NULL, NULL),
    MEANING("required_optional", "required and optional at once", "A field is one of them.", NULL, NULL),
    MEANING("missing_header", "a codelist without header", "The first row names the columns.", NULL, NULL),
    MEANING("missing_version", "a codelist without version",
            "Codes change; a figure must say with which of them it was made. Write a line '# version: ...'.", NULL,
            "# version: 2026-01-01"),
    MEANING("bad_directive", "a directive that cannot be read", "Directives are '# key: value'.", NULL, NULL),
    MEANING("unknown_directive", "a directive that does not exist",
            "They are version, match, source, title-sv, title-en, hierarchy, total and year.", NULL, NULL),
    MEANING("bad_hierarchy", "a hierarchy that cannot be",
            "It names columns of the codelist, from the first one upward to the greatest whole, each once.",
            "# hierarchy: sjukhus < klinik", "# hierarchy: klinik < sjukhus"),
    DOUBT("no_hierarchy", "a codelist that perhaps has a hierarchy",
          "A column has the name of the codes of another codelist. Without a hierarchy its values are no areas: "
          "'--area' does not know them, deliveries are not held against them, and all codes of the list are reported.",
          NULL, "# hierarchy: klinik < sjukhus"),
    MEANING("no_deliveries", "a dataset that does not tell of deliveries",
            "Its schema says with 'x-indikator.deliveries' which fields are dataset, supplier and days.", NULL, NULL),
    MEANING("repeated_directive", "a directive stands twice", "Take one away.", NULL, NULL),
    MEANING("late_directive", "a directive below the header", "Directives stand above the header.", NULL, NULL),
    MEANING("unknown_match", "'match' is neither exact nor prefix", "How codes are compared.", "# match: begins",
            "# match: prefix"),
    MEANING("missing_code", "a row without code", "The first column is the code.", NULL, NULL),
    MEANING("duplicate_code", "a code stands twice at one time", "Validity of rows with one code may not overlap.",
            NULL, NULL),
    MEANING("codelist_cell", "a cell of a codelist cannot be read", "The message says why.", NULL, NULL),
    MEANING("ragged_row", "a row with another number of cells than the header", "Give every cell its place.", NULL,
            NULL),
    MEANING("empty_line", "an empty line in a codelist", "Take it away.", NULL, NULL),
    MEANING("too_many_columns", "too many columns in a codelist", "The message gives the limit.", NULL, NULL),

    /* ---- sense ---- */
    SHOWN("always_false", IND_ERROR, "a condition that can never be met",
          "Worked out over all values of the columns: no value, unknown included, makes the condition or this part of "
          "it true. Compared are columns with constants, and columns with each other; look-ups, functions and "
          "codelists count as something that may have any value.",
          "\"alder > 65 and alder < 18\"", "\"alder > 65 or alder < 18\""),
    SHOWN("always_true", IND_ERROR, "a condition that is always met",
          "Every value, unknown included, makes the condition or this part of it true, so that it can be left out.",
          "\"alder >= 18 or alder is null or alder < 18\"", NULL),
    SHOWN("true_when_known", IND_WARNING, "a condition that is met by every known value",
          "It is not always met: unknown is not true, so rows without the value fall away. If that is meant, 'is not "
          "null' says it; if not, one of the constants is wrong.",
          "\"alder >= 65 or alder < 65\"", "\"alder is not null\""),
    SHOWN("unreachable_branch", IND_ERROR, "a branch of case that is never taken",
          "Branches are tried in order, and the ones above take every value of this one. A branch after all values are "
          "taken is unreachable too, and so is an else.",
          "\"case when alder >= 18 then 'A' when alder >= 65 then 'B' end\"",
          "\"case when alder >= 65 then 'B' when alder >= 18 then 'A' end\""),
    SHOWN("band_overlap", IND_ERROR, "two bands of case share values",
          "The branches split one value into bands, and a value lies in two of them, of which the first is taken. A "
          "band inside a later band, as a special case, and a cascade such as >= 80, >= 65 are no finding.",
          "\"case when alder between 0 and 18 then 'A' when alder between 18 and 64 then 'B' end\"",
          "\"case when alder between 0 and 17 then 'A' when alder between 18 and 64 then 'B' end\""),
    SHOWN("band_gap", IND_ERROR, "values between two bands of case are in none",
          "The branches split one value into bands, and between two of them lies a value that is in none. It becomes "
          "unknown, or falls into else together with what is really unknown. For whole numbers and days, 17 and 18 "
          "have nothing between them; for other numbers 17.5 lies there.",
          "\"case when alder < 18 then 'A' when alder > 18 then 'B' end\"",
          "\"case when alder < 18 then 'A' when alder >= 18 then 'B' end\""),
    SHOWN("numerator_outside", IND_ERROR, "the numerator is never met in the denominator",
          "'data.where', 'denominator' and 'numerator' contradict each other, or every such row is excluded: the share "
          "is always 0.",
          "\"denominator\": \"kon = 'K'\", \"numerator\": \"kon = 'M'\"", NULL),
    SHOWN("numerator_part_outside", IND_WARNING, "a code of the numerator is not in the denominator",
          "The numerator names a value that the rows of the denominator never have. It counts only inside the "
          "denominator, so that naming it has no effect.",
          "\"denominator\": \"svar in ('1','2')\", \"numerator\": \"svar in ('1','9')\"", NULL),
    SHOWN("numerator_is_all", IND_ERROR, "every row of the denominator is in the numerator",
          "The share is always 100 %: the denominator has the condition of the numerator.",
          "\"denominator\": \"svar = '1'\", \"numerator\": \"svar = '1'\"", NULL),
    SHOWN("idle_exclusion", IND_ERROR, "an exclusion that excludes nothing",
          "Among the rows that are left when it is tried, after 'where', 'denominator' and the exclusions above it, "
          "none can meet it.",
          "\"denominator\": \"kon = 'K'\", \"exclude\": [ { \"id\": \"man\", \"where\": \"kon = 'M'\" } ]", NULL),
    REFUSED("unknown_published", "a published measure that is none",
            "'compare.published' names a definition of the catalogue, of kind 'published'.",
            "\"compare\": { \"published\": \"nat_fallskador\" }",
            "\"compare\": { \"published\": \"nat_fallskador_65plus\" }"),
    REFUSED("unknown_code", "a code that the column does not have",
            "The constant is not among the codes of the column: its 'enum', or the version of its codelist in the "
            "catalogue. The comparison is never true. Codes are those after 'x-indikator.map', which turns what files "
            "have into codes.",
            "\"kon = 'kvinna'\"", "\"kon = 'K'\""),
    REFUSED(
        "constant_out_of_range", "a number that what it is compared with never is",
        "Each constant of =, <>, in, between and the other comparisons is held against the values that the other side "
        "can have: weekday 1 to 7, month 1 to 12, day 1 to 31, hour 0 to 23, minute 0 to 59, iso_week 1 to 53, a "
        "length 0 or more, 'minimum' and 'maximum' of a column; a whole number is never 2.5. What is counted lacks "
        "what the constant was to stand for.",
        "\"weekday(kontakt_datum) in (0, 6)\"", "\"weekday(kontakt_datum) in (6, 7)\""),
    SHOWN(
        "unlikely_constant", IND_WARNING, "a number that is possible, but hardly meant",
        "An age outside 0 to 130 years, a year of two digits: most often days were taken for years, or a digit is too "
        "few or too many.",
        "\"age(personer.fodelsedatum, end) >= 650\"", "\"age(personer.fodelsedatum, end) >= 65\""),
    REFUSED(
        "unknown_constant", "a constant without a value",
        "A calculation with constants alone gives nothing: a day that does not exist, a text that is no number. What "
        "is compared with it is never true.",
        "\"kontakt_datum >= date(2024, 2, 30)\"", "\"kontakt_datum >= date '2024-02-29'\""),
    REFUSED(
        "missing_as_constant", "a constant that files have for \"no value\"",
        "The schema says that this text or day means that there is no value ('missingValues', 'open'). It is read as "
        "unknown, so that nothing ever equals it.",
        "\"utskrivningsdatum = date '9999-12-31'\"", "\"utskrivningsdatum is null\""),
    REFUSED("place_below_one", "a place in a text before its first character",
            "Places count from 1. From 0 on, substr gives one character less than it says; with a length of 0 nothing.",
            "\"substr(kommunkod, 0, 2) = '04'\"", "\"substr(kommunkod, 1, 2) = '04'\""),
    REFUSED("constant_length", "a text of another length than what it is compared with",
            "substr gives so many characters, and the text has fewer or more.", "\"substr(kommunkod, 1, 2) = '0480'\"",
            "\"substr(kommunkod, 1, 4) = '0480'\""),
    REFUSED("no_code_fits", "a condition that no code of the column fits",
            "The codes of the column are known: its 'enum', or its codelist. like, substr, lower, upper, length, "
            "has_prefix and other functions of it are worked out for each of them, and none meets the condition or "
            "equals the constant; or a codelist shares no code with that of the column.",
            "\"kontaktform like 'mott%'\"", "\"kontaktform like 'MOTT%'\""),
    REFUSED(
        "code_form", "a code in a form that the column never has",
        "Codes of a column with 'icd10' are read without dots and blanks, in capitals, and are a letter, two digits "
        "and what follows; those with 'width' have leading zeros; elements of a list are compared one by one. The "
        "constant, or a code of the codelist, is written in another form and never occurs.",
        "\"has(diagnoser, 'E11.9')\"", "\"has(diagnoser, 'E119')\""),
    REFUSED("letter_case", "a text in letters that lower() or upper() never gives",
            "lower gives small letters, upper capital ones.", "\"lower(kontaktform) = 'Video'\"",
            "\"lower(kontaktform) = 'video'\""),
    REFUSED("blank_in_constant", "a text with a blank at its end, or a character that cannot be seen",
            "Cells are read without blanks at their ends, so that no value equals it. A no-break space or a zero-width "
            "character, copied along from somewhere, looks like nothing and counts.",
            "\"kontaktform = 'VIDEO '\"", "\"kontaktform = 'VIDEO'\""),
    REFUSED("pattern", "a pattern where none is read, or signs of another kind of pattern",
            "% and _ have a meaning after like only, and * ? [ ] have none at all: they stand for themselves.",
            "\"enhet_id = 'VC%'\"", "\"enhet_id like 'VC%'\""),
    SHOWN("like_without_wildcard", IND_WARNING, "like without % and _",
          "It is the same as =. Most often a % was forgotten.", "\"enhet_id like 'VC'\"", "\"enhet_id like 'VC%'\""),
    SHOWN("text_order", IND_WARNING, "digits in the order of texts",
          "Texts are ordered sign by sign, so that '9' is after '10'.", "\"svar_kod >= '4'\"",
          "\"number(svar_kod) >= 4\""),
    REFUSED(
        "exchanged_dates", "two days in the wrong order",
        "age, days_between, months_between, minutes_between and within_days take the earlier day first. Found are a "
        "day of birth in second place, the end before the start of the kind's roles, and the same day twice.",
        "\"age(end, personer.fodelsedatum) >= 65\"", "\"age(personer.fodelsedatum, end) >= 65\""),
    REFUSED("iso_year", "a week of ISO 8601 with the year of the calendar",
            "Weeks do not end with the year: 2024-12-30 is in week 1 of 2025, 2021-01-03 in week 53 of 2020. With "
            "year(), or in the cells of a year, such days fall into a week almost a year away. iso_year is the year "
            "that the week belongs to.",
            "\"year(kontakt_datum) * 100 + iso_week(kontakt_datum) = 202401\"",
            "\"iso_year(kontakt_datum) * 100 + iso_week(kontakt_datum) = 202401\""),
    REFUSED("unit_of_kind", "a unit that the kind does not give",
            "The unit stands beside the value, and says how it is multiplied. A share is percent, ratio, per_1000, "
            "per_10000 or per_100000; a rate is one of these, per_inhabitant, days_per_inhabitant or sek_per_person; "
            "continuity and survey_index are an index; distinct is a count; a mean is in the unit of what is measured "
            "and never "
            "multiplied, so that it is no percent; days are days, not persons.",
            "\"kind\": \"proportion\", \"unit\": \"days\"", "\"kind\": \"proportion\", \"unit\": \"percent\""),
    HINT("plausible_unit", "'plausible' or 'target' outside what the unit can be",
         "A share in percent is 0 to 100, an index of continuity 0 to 1. The bounds were meant in another unit.",
         "\"unit\": \"percent\", \"plausible\": [0.03, 0.2]", "\"unit\": \"percent\", \"plausible\": [3, 20]"),
    HINT("placeholder", "a text that somebody was to fill in",
         "The title, description, limitations, source, owner or version is a placeholder such as 'fyll i', 'TODO' or "
         "'x'. It would stand beside the figure.",
         "\"owner\": \"fyll i\"", "\"owner\": \"Region X, analysenheten\""),
    SHOWN("open_window", IND_WARNING, "a window with only one edge",
          "A number of days, months or minutes between two moments has an upper bound, but no lower one in the "
          "condition; or a day is at most so many days after another, and nothing says that it is not before. The "
          "difference is negative where the moments come in the other order, and those rows are counted. Write both "
          "edges.",
          "\"days_between(sokte_datum, kontakt_datum) <= 3\"",
          "\"days_between(sokte_datum, kontakt_datum) between 0 and 3\""),
    SHOWN(
        "open_follow_up", IND_WARNING, "a follow-up without a rule for incompleteness",
        "A condition of a row kind looks at most N days ahead of 'period.date' by comparing it with a later date. At "
        "the end of the deliveries the later date has not come in yet, and no 'follow_up' of so many days says so. Say "
        "it, put the row in the period of the later date, or say why no date is late.",
        "\"period\": { \"date\": \"sokte_datum\" }, \"numerator\": \"days_between(sokte_datum, kontakt_datum) between "
        "0 and 3\"",
        "\"period\": { \"date\": \"kontakt_datum\" }"),
    SHOWN(
        "month_for_days", IND_WARNING, "months where days are meant, or days where months are",
        "Months have 28 to 31 days, so that 'a month' and '30 days' are two measures. Found are: a title or "
        "description that says N months where 'event.day_to' or a number of days in a condition is 28 to 31 times N; "
        "one that says N days where a condition counts N/31 to N/28 months; and a number of days divided by 28 to 31, "
        "or by 365 to 366, which is no number of months or years.",
        "\"days_between(personer.fodelsedatum, end) / 365 >= 65\"", "\"age(personer.fodelsedatum, end) >= 65\""),
    SENSE(
        "series_too_short", "a series without a whole period of a grain",
        "Between 'series.from' and 'series.to' no period of that length lies whole. Its cells would all be "
        "not_applicable.",
        "\"period\": { \"grain\": [\"year\"] }, \"series\": { \"from\": \"2024-02-01\", \"to\": \"2025-11-30\" }",
        "\"period\": { \"grain\": [\"half_year\"] }, \"series\": { \"from\": \"2024-02-01\", \"to\": \"2025-11-30\" }"),
    SENSE("pooled_break", "pooled years on both sides of a break",
          "'years' pools years before and after a day of 'series.breaks', so that the figure is of neither way of "
          "measuring. Such cells have the flag series_break.",
          "\"period\": { \"years\": 3 }, \"series\": { \"breaks\": [\"2025-01-01\"] }",
          "\"period\": { \"years\": 3 }, \"series\": { \"from\": \"2025-01-01\" }"),
    HINT("unnamed_policy", "a policy is left to its default",
         "The kind has a default for a choice that this definition depends on. Write it down, so that a reader sees "
         "it: 'missing.weight' with a weight, 'interval.method' with levels, 'data.death' and 'data.moved' where "
         "follow-up uses them, 'reliability.min_denominator' for every measure.",
         "\"weight\": \"vikt\"",
         "\"weight\": \"vikt\", \"missing\": { \"numerator\": \"not_met\", \"weight\": "
         "\"error\" }"),
    SENSE("disclosure_floor", "disclosure below the floor",
          "A dataset of the measure is about persons, and 'disclosure.min_count' is below 5. The floor can be "
          "tightened, never loosened; in a public report 5 would be used in any case.",
          "\"disclosure\": { \"min_count\": 3 }", "\"disclosure\": { \"min_count\": 5 }"),
    SENSE("no_description", "no description", "'description' says in Swedish and English what is counted.", NULL,
          "\"description\": { \"sv\": \"Andel ...\", \"en\": \"Share of ...\" }"),
    SENSE("no_limitations", "no limitations",
          "'limitations' says what a reader must know before comparing the figures.", NULL,
          "\"limitations\": { \"sv\": \"...\", \"en\": \"...\" }"),
    SENSE("no_source", "no source", "'source' says where the definition comes from.", NULL,
          "\"source\": [\"Kolada U79092\"]"),
    SENSE("no_owner", "no owner", "'owner' says who answers for the definition and decides on its changes.", NULL,
          "\"owner\": \"Region X, analysenheten\""),
    HINT("no_review", "no date of review",
         "'reviewed' and 'next_review' say when somebody last looked at the definition, and will again.", NULL,
         "\"reviewed\": \"2026-11-01\", \"next_review\": \"2027-11-01\""),
    HINT("review_passed", "the date of the next review has passed",
         "'next_review' is before today (or the day of --today). Look at the definition and move both dates.", NULL,
         NULL),
    HINT("review_order", "the next review is not after the last",
         "'reviewed' is the day of the last look at the definition, 'next_review' the day of the next, so it comes "
         "later.",
         NULL, NULL),
    HINT("untranslated", "the same text in Swedish and English",
         "Two languages with one text are most often one that was forgotten.", "{ \"sv\": \"Fall\", \"en\": \"Fall\" }",
         "{ \"sv\": \"Fall\", \"en\": \"Falls\" }"),
    SENSE("no_tests", "no test cases",
          "There is no file <id>.test.json beside the definition, or no case in it. A definition without cases is an "
          "opinion; docs/reference/test-cases.md says how to write them.",
          NULL, NULL),
    HINT("free_key", "a key of your own is close to a known one",
         "Keys that begin with x- are not read, and this one looks like a slip.", "\"x-indikatr\"", "\"x-indikator\""),

    /* ---- waivers ---- */
    WAIVER("waiver_form", "a waiver cannot be read",
           "'x-waive' is a list of { \"rule\": id, \"at\": JSON pointer (optional), \"why\": text }. Without 'at' it "
           "holds for the whole file.",
           "\"x-waive\": { \"open_window\": \"...\" }",
           "\"x-waive\": [ { \"rule\": \"open_window\", \"at\": \"/numerator\", \"why\": \"...\" } ]"),
    WAIVER("waiver_without_reason", "a waiver without a reason",
           "'why' says to the next reader why the finding is right and the definition too.", NULL, NULL),
    WAIVER("unknown_rule", "a waiver of a rule that does not exist", "'indikator check --rules' lists them.", NULL,
           NULL),
    WAIVER("not_waivable", "a waiver of a rule that cannot be waived",
           "Without what the rule asks for nothing can be computed, or the waiver itself would be wrong.", NULL, NULL),
    WAIVER("idle_waiver", "a waiver that waives nothing",
           "There is no such finding at this place (any more), or 'at' leads to no place of the file. Take the waiver "
           "away, or put its pointer right.",
           NULL, NULL),

    /* ---- test ---- */
    TEST("edge_not_tested", IND_WARNING, "an edge that no case tries",
         "'test --coverage' looks for a case just below, at and just above every edge of a definition. A case that "
         "passes "
         "there proves which side the edge is on; 'test --write-skeletons' writes the frame of one.",
         NULL, NULL),
    TEST("mutant_survived", IND_WARNING, "a change of the definition that no case notices",
         "'test --mutate' changes one thing at a time and runs the cases. If all still pass, nothing proves that the "
         "definition is as it was meant. Add a case that tells the two apart.",
         NULL, NULL),
    TEST("waiver", IND_ERROR, "a waiver of an edge or a change cannot be read",
         "'x-unreachable' and 'x-equivalent' are lists; docs/reference/coverage.md shows how they are written.", NULL,
         NULL),
    TEST("waiver_unused", IND_ERROR, "a waiver of an edge or a change that matches nothing",
         "The edge or the change that it names is not there (any more). Remove it, or correct what it names.", NULL,
         NULL),
};

const size_t ind_rule_table_count = sizeof ind_rule_table / sizeof *ind_rule_table;
