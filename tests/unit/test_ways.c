/* test_ways.c - names that look-ups lead to, one after another, by derived keys and in each period: which there are,
 * what is said of the others, and what a run finds; every figure expected here was worked out by hand. */
#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- schemas ---- */

/* clang-format off */
#define SCHEMA(name, fields, keys, rest)                                                                               \
    "{`format`:`indikator-dataset/1`,`name`:`" name "`,`title`:{`sv`:`t`,`en`:`t`},`fields`:[" fields "],"             \
    "`foreignKeys`:[" keys "],`x-indikator`:{`personal`:false" rest "}}"
#define TEXT(name) "{`name`:`" name "`,`type`:`string`}"
#define DAY(name) "{`name`:`" name "`,`type`:`date`}"
#define WHOLE(name) "{`name`:`" name "`,`type`:`integer`}"
#define KEY(field, target, of, as, rest)                                                                               \
    "{`fields`:[`" field "`],`reference`:{`resource`:`" target "`,`fields`:[`" of "`]},`x-indikator`:{`as`:`" as "`" rest "}}"
#define VALID(at) ",`valid`:{`at`:`" at "`,`from`:`fran`,`to`:`till`}"
#define DERIVED(name, type, expression) "{`name`:`" name "`,`type`:`" type "`,`expression`:`" expression "`}"

#define KONTAKT_FIELDS TEXT("id") "," TEXT("person_id") "," DAY("datum") "," TEXT("mottagning") "," TEXT("lakare") "," WHOLE("antal") ",{`name`:`lopnr`,`type`:`string`,`x-indikator`:{`identifying`:true}}"
#define KONTAKT_KEYS KEY("enhet_id", "enheter", "enhet_id", "enhet", "") ","                                            \
    KEY("person_id", "listningar", "person_id", "listad", VALID("datum")) ","                                           \
    KEY("person_id", "listningar", "person_id", "forst", VALID("period.start")) ","                                     \
    KEY("person_id", "listningar", "person_id", "sist", VALID("period.end")) ","                                        \
    KEY("lakare", "listningar", "person_id", "lakare_sist", VALID("period.end")) ","                                    \
    KEY("nyckel", "listningar", "person_id", "gomd", VALID("datum")) ","                                                \
    KEY("nyckel", "listningar", "person_id", "gomd_sist", VALID("period.end"))
#define KONTAKT_KEYS_LAST KEY("person_id", "listningar", "person_id", "sist", VALID("period.end"))
#define KONTAKT_DERIVED DERIVED("enhet_id", "string", "upper(mottagning)") ","                                          \
    DERIVED("egen", "string", "sist.enhet_id") "," DERIVED("nyckel", "string", "lower(lopnr)")

static const char kontakter[] = SCHEMA("kontakter", KONTAKT_FIELDS, KONTAKT_KEYS, ",`derived`:[" KONTAKT_DERIVED "]");
static const char enheter[] = SCHEMA("enheter",
    TEXT("enhet_id") "," TEXT("omrade_id") "," TEXT("typ") "," WHOLE("platser") ",{`name`:`chef`,`type`:`string`,`x-indikator`:{`identifying`:true}}",
    KEY("omrade_id", "omraden", "omrade_id", "omrade", "") "," KEY("omrade_id", "kontakter", "id", "tillbaka", "") ","
    KEY("over", "enheter", "enhet_id", "over", ""),
    ",`derived`:[" DERIVED("storlek", "string", "case when coalesce(platser, 0) >= 10 then 'STOR' else 'LITEN' end") ","
    DERIVED("over", "string", "substr(omrade_id, 1, 2)") "," DERIVED("vem", "string", "upper(chef)") ","
    DERIVED("fel_typ", "integer", "typ") "," DERIVED("fel_namn", "string", "tyyp") ","
    DERIVED("fel_period", "date", "period.end") "," DERIVED("produkt", "integer", "platser * 9000000000000000000") ","
    DERIVED("omradets", "string", "omrade.namn") "," DERIVED("sig_sjalv", "string", "coalesce(sig_sjalv, typ)") "]");
static const char omraden[] = SCHEMA("omraden", TEXT("omrade_id") "," TEXT("namn"), "", "");
static const char listningar[] = SCHEMA("listningar",
    TEXT("person_id") "," TEXT("enhet_id") "," DAY("fran") "," DAY("till"),
    KEY("enhet_id", "enheter", "enhet_id", "enhet", "") "," KEY("person_id", "listningar", "person_id", "sen", VALID("period.end")), "");
/* clang-format on */

static bench *open_bench(void) {
    bench *b = bench_open();
    bench_write(b, "datasets/kontakter.json", kontakter);
    bench_write(b, "datasets/enheter.json", enheter);
    bench_write(b, "datasets/omraden.json", omraden);
    bench_write(b, "datasets/listningar.json", listningar);
    bench_reload(b);
    return b;
}

/* The first finding: "rule: message (help)"; NULL: there is none. */
static const char *said(const bench *b, ind_buffer *out) {
    out->length = 0;
    if (ind_diag_count(b->diag) == 0)
        return NULL;
    const ind_finding *f = ind_diag_at(b->diag, 0);
    ind_buffer_format(out, "%s: %s", f->rule, f->message);
    if (f->help != NULL)
        ind_buffer_format(out, " (%s)", f->help);
    return out->data;
}

static void check_said(const bench *b, const char *name, const char *expected) {
    ind_buffer text = {0};
    const char *actual = said(b, &text);
    if ((actual == NULL) != (expected == NULL) || (actual != NULL && strcmp(actual, expected) != 0))
        fail_msg("%s: %s", name, actual == NULL ? "nothing said" : actual);
    ind_buffer_free(&text);
}

/* ---- names ---- */

#define ROW(period, rest)                                                                                              \
    BENCH_ENVELOPE "`kind`:`proportion`,`data`:{`dataset`:`kontakter`},`interval`:{`method`:`none`},"                  \
                   "`denominator`:`true`,`missing`:{`numerator`:`not_met`},`period`:{" period                          \
                   ",`grain`:[`month`,`quarter`]}," rest "}"
#define DATED(rest) ROW("`date`:`datum`", rest)
#define EACH(rest) ROW("`each`:true", rest)
#define PERSONS_OF(person, where, rest)                                                                                \
    BENCH_ENVELOPE                                                                                                     \
    "`kind`:`continuity`,`data`:{`dataset`:`kontakter`,`person`:`" person "`,`date`:`datum`" where "},"                \
    "`provider`:`lakare`,`formula`:`upc`,`window`:{`months`:3,`incomplete`:`keep`},`min_contacts`:2,"                  \
    "`same_day`:`keep_all`,`max_unknown_share`:1,`interval`:{`method`:`none`},"                                        \
    "`period`:{`each`:true,`grain`:[`quarter`]}," rest "}"
#define PERSONS(where, rest) PERSONS_OF("person_id", where, rest)
#define PERSONS_BY(person, rest) PERSONS_OF(person, "", rest)

typedef enum { OF_DATE, OF_EACH, OF_PERSONS, OF_WHERE } standing;

static const struct {
    standing where; /* where the condition stands: by date, in each period, of persons, of the rows of persons */
    const char *condition, *said;
} names[] = {
    {OF_DATE, "enhet.omrade.namn = 'N'", NULL},
    {OF_DATE, "listad.enhet.omrade.namn = 'N'", NULL},
    {OF_DATE, "enhet.storlek = 'STOR'", NULL},
    {OF_DATE, "enhet.omradets = 'N'", NULL},
    {OF_DATE, "enhet.over.typ = 'VC'", "unknown_name: look-up 'over' leads back to dataset 'enheter': a circle"},
    {OF_DATE, "enhet.tillbaka.mottagning = 'x'",
     "unknown_name: look-up 'tillbaka' leads back to dataset 'kontakter': a circle"},
    {OF_DATE, "enhet.omrad.namn = 'N'",
     "unknown_name: dataset 'enheter' has no look-up 'omrad' (the closest is 'omrade')"},
    {OF_DATE, "enhet.omrade.nam = 'N'", "unknown_name: dataset 'omraden' has no column 'nam' (the closest is 'namn')"},
    {OF_DATE, "enhet.typ.x = 'N'", "unknown_name: dataset 'enheter' has no look-up 'typ'"},
    {OF_DATE, "listad.sen.enhet_id = 'N'",
     "unknown_name: look-up 'sen' goes by the period, and can only stand first (make it a look-up of the rows "
     "themselves, whose key is a derived column)"},
    {OF_DATE, "sist.enhet_id = 'N'",
     "unknown_name: there is no period here (period.start and period.end are known where \"period\" has \"each\": "
     "true)"},
    {OF_DATE, "egen = 'N'",
     "unknown_name: derived column 'egen': there is no period here (period.start and period.end are known where "
     "\"period\" has \"each\": true)"},
    {OF_DATE, "first.enhet.typ = 'N'",
     "unknown_name: dataset 'kontakter' has no look-up 'first' (the closest is 'forst')"},
    {OF_DATE, "enhet.fel_typ = 1", "type: derived column 'fel_typ' is text here, and is declared as integer"},
    {OF_DATE, "enhet.fel_namn = 'N'", "unknown_name: dataset 'enheter' has no column 'tyyp' (the closest is 'typ')"},
    {OF_DATE, "enhet.fel_period is null",
     "unknown_name: there is no period here (period.start and period.end are known where \"period\" has \"each\": "
     "true)"},
    {OF_DATE, "enhet.sig_sjalv = 'N'",
     "limit: derived column 'sig_sjalv': derived column 'sig_sjalv' refers to itself"},
    {OF_EACH, "sist.enhet_id = forst.enhet_id", NULL},
    {OF_EACH, "sist.enhet.omrade.namn = 'N'", NULL},
    {OF_EACH, "egen = listad.enhet_id", NULL},
    {OF_EACH, "sist.enhet_i = 'N'",
     "unknown_name: dataset 'listningar' has no column 'enhet_i' (the closest is 'enhet_id')"},
    {OF_EACH, "period.enhet.x = 'N'",
     "unknown_name: a period has no 'enhet' (period.start, period.end and period.as_of)"},
    {OF_PERSONS, "sist.enhet.typ = 'VC'", NULL},
    {OF_PERSONS, "first.enhet.omrade.namn = last.enhet.omrade.namn", NULL},
    {OF_PERSONS, "first.egen = last.sist.enhet_id", NULL},
    {OF_PERSONS, "enhet.typ = 'VC'",
     "unknown_name: look-up 'enhet' does not go through the person (write first.enhet.<column> or "
     "last.enhet.<column>)"},
    {OF_PERSONS, "first.enhe.typ = 'VC'",
     "unknown_name: dataset 'kontakter' has no look-up 'enhe' (the closest is 'enhet')"},
    {OF_PERSONS, "enhe.typ = 'VC'", "unknown_name: dataset 'kontakter' has no look-up 'enhe' (the closest is 'enhet')"},
    {OF_PERSONS, "lest.typ = 'VC'", "unknown_name: dataset 'kontakter' has no look-up 'lest' (the closest is 'last')"},
    {OF_WHERE, "sist.enhet_id = 'N'",
     "unknown_name: there is no period here (period.start and period.end are known where \"period\" has \"each\": "
     "true)"},
    {OF_WHERE, "listad.enhet.typ = 'VC'", NULL},
};

static ind_status load_condition(bench *b, standing where, const char *condition, ind_measure **measure) {
    static const char *const texts[] = {[OF_DATE] = DATED("`numerator`:`%s`"),
                                        [OF_EACH] = EACH("`numerator`:`%s`"),
                                        [OF_PERSONS] = PERSONS("", "`denominator`:`%s`"),
                                        [OF_WHERE] = PERSONS(",`where`:`%s`", "`denominator`:`true`")};
    char text[4096];
    snprintf(text, sizeof text, texts[where], condition);
    return ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", text), b->diag, measure);
}

static void knows_names(void **state) {
    (void)state;
    bench *b = open_bench();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ind_measure *measure;
        bench_reload(b);
        ind_status status = load_condition(b, names[i].where, names[i].condition, &measure);
        check_said(b, names[i].condition, names[i].said);
        assert_int_equal(status, names[i].said == NULL ? IND_OK : IND_E_DEFINITION);
    }
    bench_close(b);
}

/* What is wrong with a derived column is said where it is written. */
static void shows_the_place_in_the_schema(void **state) {
    (void)state;
    bench *b = open_bench();
    ind_measure *measure;
    load_condition(b, OF_DATE, "enhet.fel_namn = 'N'", &measure);
    const ind_place place = ind_diag_at(b->diag, 0)->place;
    assert_non_null(strstr(place.file, "datasets/enheter.json"));
    const char *written = strstr(enheter, "tyyp");
    assert_int_equal(place.column, written - enheter + 1);
    load_condition(b, OF_DATE, "enhet.fel_namn = 'M'", &measure); /* once */
    size_t here = 0;
    for (size_t i = 0; i < ind_diag_count(b->diag); i++)
        here += ind_diag_at(b->diag, i)->place.file != NULL &&
                strstr(ind_diag_at(b->diag, i)->place.file, "datasets/enheter.json") != NULL;
    assert_int_equal(here, 1);
    bench_close(b);
}

/* What tells who somebody is does so behind a derived column too. */
static void keeps_identifiers_out_of_groups(void **state) {
    (void)state;
    bench *b = open_bench();
    ind_measure *measure;
    const char *text = DATED("`numerator`:`true`,`groups`:{`g`:`enhet.vem`}");
    assert_int_equal(ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", text), b->diag, &measure),
                     IND_E_DEFINITION);
    assert_string_equal(ind_diag_at(b->diag, 0)->rule, "identifying_group");
    bench_close(b);
}

/* ---- keys in schemas ---- */

#define WITH(derived, keys) SCHEMA("kontakter", KONTAKT_FIELDS, keys, ",`derived`:[" derived "]")
#define BY(field) KEY(field, "enheter", "enhet_id", "enhet", "")

static const struct {
    const char *name, *schema, *said;
} schemas[] = {
    {"as it is", kontakter, NULL},
    {"a derived key of a derived key",
     WITH(DERIVED("k", "string", "enhet.omrade_id") "," DERIVED("e", "string", "mottagning"),
          BY("e") "," KEY("k", "omraden", "omrade_id", "omrade", "")),
     NULL},
    {"made of itself", WITH(DERIVED("k", "string", "enhet.omrade_id"), BY("k")),
     "unknown_name: look-up 'enhet' goes by 'k', which is made of it"},
    {"made of itself by another",
     WITH(DERIVED("k", "string", "omrade.namn") "," DERIVED("l", "string", "enhet.omrade_id"),
          BY("k") "," KEY("l", "omraden", "omrade_id", "omrade", "")),
     "unknown_name: look-up 'enhet' goes by 'k', which is made of it"},
    {"of another type", WITH(DERIVED("k", "string", "antal"), BY("k")),
     "type: derived column 'k' is integer here, and is declared as text"},
    {"of another type than the target's", WITH(DERIVED("k", "integer", "antal"), BY("k")),
     "foreign_key: this reference does not fit the fields of dataset 'enheter' (both sides have the same fields with "
     "the same types, those of the target in its file; days of validity are dates)"},
    {"no expression", WITH(DERIVED("k", "string", "upper("), BY("k")),
     "syntax: a value expected, but the expression ends here"},
    {"of the period", WITH(DERIVED("k", "string", "sist.enhet_id"), BY("k") "," KONTAKT_KEYS_LAST),
     "unknown_name: there is no period here (period.start and period.end are known where \"period\" has \"each\": "
     "true)"},
    {"a derived column of the target",
     WITH(DERIVED("k", "string", "mottagning"), KEY("k", "enheter", "storlek", "enhet", "")),
     "foreign_key: this reference does not fit the fields of dataset 'enheter' (both sides have the same fields with "
     "the same types, those of the target in its file; days of validity are dates)"},
    {"valid on a derived day",
     WITH(DERIVED("i_gar", "date", "datum - 1"), KEY("person_id", "listningar", "person_id", "listad", VALID("i_gar"))),
     NULL},
    {"valid on a derived text",
     WITH(DERIVED("i_gar", "string", "mottagning"),
          KEY("person_id", "listningar", "person_id", "listad", VALID("i_gar"))),
     "wrong_type: 'i_gar' is not a date"},
    {"valid on a derived day that is none",
     WITH(DERIVED("i_gar", "date", "antal"), KEY("person_id", "listningar", "person_id", "listad", VALID("i_gar"))),
     "type: derived column 'i_gar' is integer here, and is declared as date"},
    {"valid in the middle of the period",
     WITH(DERIVED("k", "string", "mottagning"),
          KEY("person_id", "listningar", "person_id", "listad", VALID("period.middle"))),
     "unknown_field: there is no field 'period.middle'"},
    {"an order of days that the period decides",
     SCHEMA("kontakter", KONTAKT_FIELDS, KONTAKT_KEYS_LAST, ",`order`:[[`sist.fran`,`datum`]]"),
     "unknown_field: 'sist.fran' is no date of the row (a date, one of a look-up (personer.dodsdatum), or extracted as "
     "the last)"},
};

static void checks_keys(void **state) {
    (void)state;
    bench *b = open_bench();
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        bench_write(b, "datasets/kontakter.json", schemas[i].schema);
        bench_reload(b);
        const ind_dataset *dataset = ind_catalogue_dataset(b->catalogue, IND_STR("kontakter"), b->diag);
        check_said(b, schemas[i].name, schemas[i].said);
        assert_int_equal(dataset != NULL, schemas[i].said == NULL);
    }
    bench_close(b);
}

/* ---- hashes ---- */

static void hash_of(bench *b, char logic[44]) {
    ind_measure *measure;
    bench_reload(b);
    assert_int_equal(load_condition(b, OF_DATE, "listad.enhet.omrade.namn = 'N'", &measure), IND_OK);
    memcpy(logic, measure->logic_hash, 44);
}

static void hashes_all_on_the_way(void **state) {
    (void)state;
    static const struct {
        const char *file, *text;
        bool same;
    } changes[] = {
        {"datasets/omraden.json", SCHEMA("omraden", TEXT("omrade_id") "," TEXT("namn") "," TEXT("mer"), "", ""), false},
        {"datasets/listningar.json",
         SCHEMA("listningar", TEXT("person_id") "," TEXT("enhet_id") "," DAY("fran") "," DAY("till") "," TEXT("mer"),
                KEY("enhet_id", "enheter", "enhet_id", "enhet", ""), ""),
         false},
        {"datasets/personer.json", SCHEMA("personer", TEXT("person_id") "," DAY("giltig_fran"), "", ""), true},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char before[44], after[44];
        bench *b = open_bench();
        hash_of(b, before);
        bench_write(b, changes[i].file, changes[i].text);
        hash_of(b, after);
        if ((strcmp(before, after) == 0) != changes[i].same)
            fail_msg("%s", changes[i].file);
        bench_close(b);
    }
}

/* ---- runs ---- */

#define UNITS "enheter", "enhet_id;omrade_id;typ;platser;chef\nE1;O1;VC;10;x\nE2;O2;VC;9;x\nE3;O9;SJ;;x\nE4;;VC;3;x\n"
#define AREAS "omraden", "omrade_id;namn\nO1;N\nO2;S\n"
#define LISTED                                                                                                         \
    "listningar", "person_id;enhet_id;fran;till\n"                                                                     \
                  "a;E1;2024-01-01;2024-02-10\na;E2;2024-02-11;2024-03-30\na;E4;2024-03-31;\n"                         \
                  "b;E9;2024-01-01;\nc;E1;;2024-02-29\nc;E3;2024-02-29;2024-03-15\n"                                   \
                  "L;E1;2024-01-01;2024-02-01\nL;E2;2024-02-02;\nM;E4;2024-01-01;2024-03-31\n"
/* d is listed nowhere; nobody knows who made the last. */
#define VISITS                                                                                                         \
    "kontakter",                                                                                                       \
        "id;person_id;datum;mottagning;lakare;antal;lopnr\n"                                                           \
        "1;a;2024-01-05;e1;L;1;A\n2;a;2024-02-11;e2;L;1;A\n3;a;2024-03-31;e3;M;1;A\n4;b;2024-02-01;e4;L;1;B\n"         \
        "5;b;2024-02-02;e9;L;1;B\n6;c;2024-02-29;;L;1;C\n7;c;2024-03-20;e1;M;1;C\n8;d;2024-03-01;e2;L;1;D\n"           \
        "9;;2024-03-02;e1;L;1;\n"

static const struct {
    const char *name, *definition, *split, *results;
    const char *findings; /* of data, "file:line rule 'column' what count", one a line */
} runs[] = {
    {"by the area of the unit",
     DATED("`numerator`:`enhet.storlek = 'STOR'`,`groups`:{`g`:`enhet.omrade.namn`},`by`:[[`g`]]"), "g",
     "2024-Q1 g=N: ok 100 numerator=3 denominator=3\n"
     "2024-Q1 g=S: ok 0 numerator=0 denominator=2\n"
     "2024-Q1 g=?: ok 0 numerator=0 denominator=4\n",
     "enheter:4 missing_lookup 'omrade_id' has no row in 'omraden' 1\n"
     "kontakter:6 missing_lookup 'enhet_id' has no row in 'enheter' 1\n"},
    {"a derived column is unknown where there is no row",
     DATED("`numerator`:`true`,`groups`:{`g`:`enhet.storlek`},`by`:[[`g`]]"), "g",
     "2024-Q1 g=LITEN: ok 100 numerator=4 denominator=4\n"
     "2024-Q1 g=STOR: ok 100 numerator=3 denominator=3\n"
     "2024-Q1 g=?: ok 100 numerator=2 denominator=2\n",
     "kontakter:6 missing_lookup 'enhet_id' has no row in 'enheter' 1\n"},
    {"a derived column of what another look-up finds", DATED("`numerator`:`enhet.omradets is null`"), "",
     "2024-Q1: ok 44.4444444444 numerator=4 denominator=9\n",
     "enheter:4 missing_lookup 'omrade_id' has no row in 'omraden' 1\n"
     "kontakter:6 missing_lookup 'enhet_id' has no row in 'enheter' 1\n"},
    {"listed on the day", DATED("`numerator`:`true`,`groups`:{`g`:`listad.enhet.omrade.namn`},`by`:[[`g`]]"), "g",
     /* a: E1, E2, E4; b: E9 twice; c: on the last day of one and the first of the other the later, then none; d none */
     "2024-Q1 g=N: ok 100 numerator=1 denominator=1\n"
     "2024-Q1 g=S: ok 100 numerator=1 denominator=1\n"
     "2024-Q1 g=?: ok 100 numerator=7 denominator=7\n",
     "enheter:4 missing_lookup 'omrade_id' has no row in 'omraden' 1\n"
     "kontakter:8 missing_lookup 'person_id' has no row in 'listningar' 2\n"
     "listningar:5 missing_lookup 'enhet_id' has no row in 'enheter' 1\n"},
    {"listed at the end of each period",
     EACH("`numerator`:`sist.enhet_id = listad.enhet_id`,`exclude`:[{`id`:`ute`,`where`:`not datum between "
          "period.start and "
          "period.end`}],`groups`:{`g`:`sist.enhet_id`},`by`:[[`g`]]"),
     "g",
     "2024-01 g=E1: ok 100 numerator=1 denominator=1\n"
     "2024-02 g=E2: ok 100 numerator=1 denominator=1\n"
     "2024-02 g=E3: ok 100 numerator=1 denominator=1\n"
     "2024-02 g=E9: ok 100 numerator=2 denominator=2\n"
     "2024-03 g=E4: ok 100 numerator=1 denominator=1\n"
     "2024-03 g=?: ok 0 numerator=0 denominator=3\n"
     "2024-Q1 g=E4: ok 33.3333333333 numerator=1 denominator=3\n"
     "2024-Q1 g=E9: ok 100 numerator=2 denominator=2\n"
     "2024-Q1 g=?: ok 0 numerator=0 denominator=4\n",
     "kontakter:8 missing_lookup 'person_id' has no row in 'listningar' 2\n"
     "kontakter:9 missing_lookup 'person_id' has no row in 'listningar' of any day 1\n"},
    {"persons by where they are listed at the end, and where at the beginning",
     PERSONS("", "`denominator`:`coalesce(forst.enhet_id, '') <> "
                 "'E3'`,`groups`:{`g`:`sist.enhet_id`,`h`:`first.enhet.omrade.namn`},"
                 "`by`:[[`g`],[`h`]]"),
     NULL,
     /* a: L L M, b: L L, c: L M */
     "2024-Q1 g=E4: ok 0.666666666667 n=1 sd=null contacts=3 median=0.666666666667\n"
     "2024-Q1 g=E9: ok 1 n=1 sd=null contacts=2 median=1\n"
     "2024-Q1 g=?: ok 0.5 n=1 sd=null contacts=2 median=0.5\n"
     "2024-Q1 h=N: ok 0.666666666667 n=1 sd=null contacts=3 median=0.666666666667\n"
     "2024-Q1 h=?: ok 0.75 n=2 sd=0.353553390593 contacts=4 median=0.75\n",
     "enheter:4 missing_lookup 'omrade_id' has no row in 'omraden' 1\n"
     "kontakter:6 missing_lookup 'enhet_id' has no row in 'enheter' 1\n"
     "kontakter:9 missing_lookup 'person_id' has no row in 'listningar' of any day 1\n"},
    {"the units of the first and of the last doctor at the end",
     PERSONS("", "`denominator`:`true`,`groups`:{`f`:`first.lakare_sist.enhet_id`,`l`:`last.lakare_sist.enhet_id`},"
                 "`by`:[[`f`],[`l`]]"),
     NULL,
     "2024-Q1 f=E2: ok 0.722222222222 n=3 sd=0.254587538609 contacts=7 median=0.666666666667\n"
     "2024-Q1 l=E2: ok 1 n=1 sd=null contacts=2 median=1\n"
     "2024-Q1 l=E4: ok 0.583333333333 n=2 sd=0.117851130198 contacts=5 median=0.583333333333\n",
     ""},
    {"by a key made of an identifier that nothing else reads", DATED("`numerator`:`gomd.enhet_id = 'E1'`"), "",
     "2024-Q1: ok 11.1111111111 numerator=1 denominator=9\n",
     "kontakter:8 missing_lookup 'nyckel' has no row in 'listningar' 2\n"},
    {"persons by a derived name, where they are listed at the end by it",
     PERSONS_BY("nyckel", "`denominator`:`true`,`groups`:{`g`:`gomd_sist.enhet_id`},`by`:[[`g`]]"), NULL,
     "2024-Q1 g=E4: ok 0.666666666667 n=1 sd=null contacts=3 median=0.666666666667\n"
     "2024-Q1 g=E9: ok 1 n=1 sd=null contacts=2 median=1\n"
     "2024-Q1 g=?: ok 0.5 n=1 sd=null contacts=2 median=0.5\n",
     "kontakter:9 missing_lookup 'nyckel' has no row in 'listningar' of any day 1\n"},
};

/* The order of the report is that of the definition's splits and then of periods; only the quarter is asked for where
 * rows are dated. */
static void finds_rows(void **state) {
    (void)state;
    static const bench_table tables[BENCH_TABLES] = {{VISITS}, {UNITS}, {AREAS}, {LISTED}};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        bench *b = open_bench();
        bench_run run;
        ind_buffer results = {0}, findings = {0};
        bool each = strstr(runs[i].definition, "`each`:true") != NULL;
        const bench_options options = {.period = "2024-Q1", .grain = each ? NULL : "quarter", .split = runs[i].split};
        bench_run_open(b, &run, runs[i].definition, tables, &options);
        bench_results(b, &run, &results);
        if (strcmp(results.data, runs[i].results) != 0)
            fail_msg("%s: expected\n%s\nactual\n%s", runs[i].name, runs[i].results, results.data);
        for (size_t n = 0; n < run.run->input_count; n++) {
            const ind_input *input = &run.run->inputs[n];
            for (size_t k = 0; k < input->misses[0].count; k++) {
                const ind_data_finding *f = &input->misses[0].items[k];
                ind_buffer_format(&findings, "%.*s:%llu %s '%s' %s %llu\n", IND_STR_ARGS(input->dataset->name),
                                  (unsigned long long)f->line[0], f->rule, f->column, f->what,
                                  (unsigned long long)f->count);
            }
        }
        if (strcmp(findings.data == NULL ? "" : findings.data, runs[i].findings) != 0)
            fail_msg("%s: expected\n%s\nactual\n%s", runs[i].name, runs[i].findings, findings.data);
        ind_buffer_free(&results);
        ind_buffer_free(&findings);
        bench_run_close(&run);
        bench_close(b);
    }
}

/* Too much that a table does not find is too much for all that comes that way. */
static void withholds_what_tables_do_not_find(void **state) {
    (void)state;
    static const bench_table tables[BENCH_TABLES] = {
        {"kontakter", "id;person_id;datum;mottagning;lakare;antal;lopnr\n1;a;2024-01-05;e1;L;1;A\n"},
        {"enheter", "enhet_id;omrade_id;typ;platser;chef\nE1;O1;VC;1;x\nE2;O9;VC;1;x\nE3;O9;VC;1;x\nE4;O9;VC;1;x\n"
                    "E5;O9;VC;1;x\nE6;O9;VC;1;x\n"},
        {AREAS},
    };
    static const struct {
        const char *numerator, *results;
    } cases[] = {{"enhet.typ = 'VC'", "2024-Q1: ok 100 numerator=1 denominator=1\n"},
                 {"enhet.omrade.namn = 'N'", "2024-Q1: not_delivered null\n"},
                 {"enhet.omradets = 'N'", "2024-Q1: not_delivered null\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench *b = open_bench();
        bench_run run;
        ind_buffer results = {0};
        char text[2048];
        snprintf(text, sizeof text, DATED("`numerator`:`%s`"), cases[i].numerator);
        bench_run_open(b, &run, text, tables, &(bench_options){.period = "2024-Q1", .grain = "quarter"});
        bench_results(b, &run, &results);
        if (strcmp(results.data, cases[i].results) != 0)
            fail_msg("%s: %s", cases[i].numerator, results.data);
        ind_buffer_free(&results);
        bench_run_close(&run);
        bench_close(b);
    }
}

/* That the period decides which row is found is told, also of the only look-up that there is. */
static void tells_of_the_period(void **state) {
    (void)state;
    bench *b = open_bench();
    ind_measure *measure;
    bench_write(b, "datasets/kontakter.json", SCHEMA("kontakter", KONTAKT_FIELDS, KONTAKT_KEYS_LAST, ""));
    bench_reload(b);
    const char *text = EACH("`numerator`:`sist.enhet_id = 'E1'`");
    assert_int_equal(ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", text), b->diag, &measure), IND_OK);
    char *told = ind_measure_show(b->catalogue, measure, IND_SHOW_TEXT, true);
    if (strstr(told, "(via person_id, on the last day") == NULL)
        fail_msg("%s", told);
    free(told);
    bench_close(b);
}

/* What left its range in a derived column of a table is unknown, and said of the measure. */
static void says_what_overflows_in_a_table(void **state) {
    (void)state;
    static const bench_table tables[BENCH_TABLES] = {{VISITS}, {UNITS}, {AREAS}, {LISTED}};
    bench *b = open_bench();
    bench_run run;
    bench_run_open(b, &run, DATED("`numerator`:`enhet.produkt > 0`"), tables,
                   &(bench_options){.period = "2024-Q1", .grain = "quarter"});
    const ind_job *job = &run.run->jobs[0];
    assert_int_equal(job->overflow_count, 1);
    assert_string_equal(job->overflows[0].clause, "enheter.produkt");
    assert_int_equal(job->overflows[0].count, 3); /* E1, E2, E4; the places of E3 are unknown */
    bench_run_close(&run);
    bench_close(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_names),
        cmocka_unit_test(shows_the_place_in_the_schema),
        cmocka_unit_test(keeps_identifiers_out_of_groups),
        cmocka_unit_test(checks_keys),
        cmocka_unit_test(hashes_all_on_the_way),
        cmocka_unit_test(finds_rows),
        cmocka_unit_test(withholds_what_tables_do_not_find),
        cmocka_unit_test(tells_of_the_period),
        cmocka_unit_test(says_what_overflows_in_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
