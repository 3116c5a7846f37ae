/* test_words.c - expressions as clauses; every policy in force has a sentence, in both languages. */
#include "kinds/common/kind.h"
#include "support/codelist_text.h"
#include "support/workbench.h"
#include "words/sentences.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- clauses ---- */

static ind_catalogue *open_shipped(ind_diag *diag) {
    const char *const folders[] = {TEST_ROOT "/indicators"};
    ind_catalogue *catalogue = NULL;
    assert_int_equal(ind_catalogue_load(folders, 1, diag, &catalogue), IND_OK);
    return catalogue;
}

static ind_measure *load(ind_catalogue *catalogue, const char *id, ind_diag *diag) {
    ind_measure *measure = NULL;
    ptrdiff_t found = ind_catalogue_measure_find(catalogue, ind_str_of(id));
    assert_true(found >= 0);
    ind_measure_load(catalogue, ind_catalogue_measure_path(catalogue, (size_t)found), diag, &measure);
    assert_non_null(measure);
    return measure;
}

static void tells_conditions(void **state) {
    static const struct {
        ind_scope_kind scope;
        const char *text, *sv, *en;
    } cases[] = {
        {IND_SCOPE_ROW, "planerad = 'N'", "inskrivningen är oplanerad", "the admission is unplanned"},
        {IND_SCOPE_ENTITY, "first.planerad = 'J'", "inskrivningen är planerad vid episodens första vårdtillfälle",
         "the admission is planned at the first stay of the episode"},
        {IND_SCOPE_ENTITY, "last.vardform = 'PSYKIATRI'", "vårdformen vid episodens sista vårdtillfälle är psykiatri",
         "the form of care of the last stay of the episode is psychiatry (PSYKIATRI)"},
        {IND_SCOPE_ROW, "vardform <> 'REHAB'", "vårdformen inte är rehabilitering (REHAB)",
         "the form of care is not rehabilitation (REHAB)"},
        {IND_SCOPE_ROW, "coalesce(vardform, '') <> 'REHAB'", "vårdformen saknas eller inte är rehabilitering (REHAB)",
         "the form of care is missing or is not rehabilitation (REHAB)"},
        {IND_SCOPE_ROW, "vardform in ('SOMATIK', 'GERIATRIK')", "vårdformen är somatik eller geriatrik",
         "the form of care is “somatic care” (SOMATIK) or geriatrics (GERIATRIK)"},
        {IND_SCOPE_ROW, "vardform not in ('SOMATIK', 'GERIATRIK')", "vårdformen varken är somatik eller geriatrik",
         "the form of care is neither “somatic care” (SOMATIK) nor geriatrics (GERIATRIK)"},
        {IND_SCOPE_ENTITY, "age(personer.fodelsedatum, end) between 65 and 79",
         "åldern vid episodens sista dag (räknad från personens födelsedatum) är minst 65 och högst 79 år",
         "the age at the last day of the episode (counted from the person's date of birth) is at least 65 and at most "
         "79 "
         "years"},
        {IND_SCOPE_ROW, "utskrivningsdatum - inskrivningsdatum < 2",
         "antalet dagar från inskrivningsdatumet till utskrivningsdatumet är mindre än 2",
         "the number of days from the date of admission to the date of discharge is less than 2"},
        {IND_SCOPE_ROW, "inskrivningsdatum >= date '2024-01-01'",
         "inskrivningsdatumet infaller på eller efter 2024-01-01", "the date of admission is on or after 2024-01-01"},
        {IND_SCOPE_ROW, "inskrivningsdatum between date '2024-01-01' and period.end",
         "inskrivningsdatumet infaller från och med 2024-01-01 till och med periodens sista dag",
         "the date of admission is from 2024-01-01 to the last day of the period, both included"},
        {IND_SCOPE_ROW, "inskrivningsdatum - date '2024-01-01' < 30",
         "antalet dagar från 2024-01-01 till inskrivningsdatumet är mindre än 30",
         "the number of days from 2024-01-01 to the date of admission is less than 30"},
        {IND_SCOPE_ROW, "add_days(inskrivningsdatum, 1) < add_months(utskrivningsdatum, 2)",
         "inskrivningsdatumet plus 1 dagar infaller före utskrivningsdatumet plus 2 månader",
         "the date of admission plus 1 days is before the date of discharge plus 2 months"},
        {IND_SCOPE_ROW, "utskrivningsdatum is null or (planerad = 'J' and vardform is not null)",
         "utskrivningsdatumet saknas eller (inskrivningen är planerad och uppgift om vårdformen finns)",
         "the date of discharge is missing or (the admission is planned and the form of care is known)"},
        {IND_SCOPE_ROW, "huvuddiagnos like 'I50%'", "huvuddiagnosen (ICD-10-SE) börjar med ”I50”",
         "the main diagnosis (ICD-10-SE) begins with “I50”"},
        {IND_SCOPE_ROW, "huvuddiagnos in codelist kroniska_diagnoser",
         "huvuddiagnosen (ICD-10-SE) börjar som någon kod i kodlistan ”Kroniska diagnoser för kontinuitetsindex” "
         "(kroniska_diagnoser, version 1.0.0)",
         "the main diagnosis (ICD-10-SE) begins as a code in the codelist “Chronic diagnoses for the continuity index” "
         "(kroniska_diagnoser, version 1.0.0)"},
        {IND_SCOPE_ROW, "has(bidiagnoser, 'E11') and not (planerad = 'J')",
         "bidiagnoserna (ICD-10-SE) innehåller ”E11” och det gäller inte att (inskrivningen är planerad)",
         "the further diagnoses (ICD-10-SE) has “E11” and it is not so that (the admission is planned)"},
        {IND_SCOPE_PAIR, "utskrivningssatt = '1' and next.vardform = vardform",
         "utskrivningen skedde till annan klinik eller annat sjukhus vid det hittills sist avslutade vårdtillfället "
         "och "
         "vårdformen vid nästa vårdtillfälle är vårdformen vid det hittills sist avslutade vårdtillfället",
         "the discharge was to another clinic or hospital at the stay that ended last so far and the form of care of "
         "the "
         "next stay is the form of care of the stay that ended last so far"},
    };
    (void)state;
    ind_diag *diag = ind_diag_new();
    ind_catalogue *catalogue = open_shipped(diag);
    const ind_measure *measure = load(catalogue, "aterinskrivningar_30d_65plus", diag);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int english = 0; english < 2; english++) {
            ind_words words = {.arena = catalogue->arena,
                               .catalogue = catalogue,
                               .measure = measure,
                               .diag = diag,
                               .english = english == 1};
            const char *said = ind_words_expression(&words, ind_str_of(cases[i].text), 0, cases[i].scope);
            const char *wanted = english == 1 ? cases[i].en : cases[i].sv;
            if (strcmp(said, wanted) != 0)
                fail_msg("%s:\n  %s\nexpected\n  %s", cases[i].text, said, wanted);
        }
    ind_catalogue_close(catalogue);
    ind_diag_free(diag);
}

/* ---- documents ---- */

static bool speaks_of(const char *keys, const char *path) {
    for (const char *at = keys; *at != '\0'; at += strcspn(at, " ") + (at[strcspn(at, " ")] == ' ')) {
        size_t length = strcspn(at, " #");
        if (strlen(path) == length && strncmp(at, path, length) == 0)
            return true;
    }
    return false;
}

static bool is_told(const ind_words *words, const char *path) {
    for (size_t s = 0; s < words->count; s++)
        for (size_t i = 0; i < words->sections[s].count; i++)
            if (speaks_of(words->sections[s].items[i].key, path))
                return true;
    return false;
}

static void check_keys_differ(const ind_words *words) {
    for (size_t s = 0; s < words->count; s++)
        for (size_t i = 0; i < words->sections[s].count; i++) {
            const ind_words_item *item = &words->sections[s].items[i];
            size_t same = 0;
            assert_true(item->text[0] != '\0');
            for (size_t t = 0; t < words->count; t++)
                for (size_t k = 0; k < words->sections[t].count; k++)
                    same += strcmp(words->sections[t].items[k].key, item->key) == 0;
            if (same != 1)
                fail_msg("%s: %zu items", item->key, same);
        }
}

/* Every clause and policy in force, given or by default, is told; a weight's policy only where there is a weight. */
static void check_told(const ind_words *words, const char *name) {
    const ind_measure *m = words->measure;
    size_t shared;
    ind_envelope(&shared);
    for (size_t p = shared; p < m->param_count; p++) {
        const ind_param *param = &m->params[p];
        const char *path = param->spec->path;
        bool in_force =
            param->node != NULL || (param->spec->fallback != NULL && (param->expr != NULL || param->choice >= 0));
        bool weighted = ind_words_has(words, "weight") || ind_words_has(words, "respondent_weight");
        bool of_weights = strcmp(path, "missing.weight") == 0 || strcmp(path, "missing.all_weights") == 0;
        if (of_weights && !weighted)
            continue;
        if (in_force && !is_told(words, path))
            fail_msg("%s: nothing is said of %s", name, path);
    }
}

static void check_measure(ind_catalogue *catalogue, const ind_measure *measure) {
    for (int english = 0; english < 2; english++) {
        ind_arena *arena = ind_arena_new();
        ind_words *words = ind_words_describe(arena, catalogue, measure, english == 1);
        check_keys_differ(words);
        check_told(words, ind_arena_str(arena, measure->id).data);
        ind_arena_free(arena);
    }
}

static void tells_every_policy(void **state) {
    (void)state;
    ind_diag *diag = ind_diag_new();
    ind_catalogue *catalogue = open_shipped(diag);
    size_t count = ind_catalogue_measure_count(catalogue);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        ind_measure *measure = NULL;
        ind_measure_load(catalogue, ind_catalogue_measure_path(catalogue, i), diag, &measure);
        assert_non_null(measure);
        check_measure(catalogue, measure);
    }
    ind_catalogue_close(catalogue);
    ind_diag_free(diag);
}

/* Values that the shipped measures do not have: the other choice of every policy. */
static void tells_the_other_choices(void **state) {
    static const struct {
        const char *id, *set;
    } cases[] = {
        {"aterinskrivningar_30d_65plus",
         "{`/episode/overlap`: `separate`, `/episode/same_day`: `separate`, `/episode/ongoing`: `absent`, "
         "`/event/take`: "
         "`next_episode`, `/event/event_may_be_index`: false, `/follow_up/incomplete`: `keep`, `/follow_up/death`: "
         "`exclude_index`, `/follow_up/moved`: `keep`, `/episode/where`: `vardform <> 'REHAB'`, `/index/exclude`: [], "
         "`/event/where`: `true`, `/event/day_from`: 30, `/interval/method`: `none`}"},
        {"aterinskrivningar_30d_65plus",
         "{`/follow_up/incomplete`: `hide`, `/count`: `persons`, `/by`: [], `/interval`: {`method`: `wilson`}}"},
        {"kontinuitetsindex_lakare_kronisk",
         "{`/window/incomplete`: `hide`, `/same_day`: `keep_all`, `/formula`: `secon`, `/denominator`: `personer.kon = "
         "'K'`, `/exclude`: [{`id`: `aldre`, `where`: `age(personer.fodelsedatum, end) > 80`}], `/chronic/where`: "
         "`yrkesgrupp = 'LK'`}"},
        {"upplevd_kontinuitet",
         "{`/missing/numerator`: `not_met`, `/missing/weight`: `exclude`, `/once_per`: {`entity`: [`enkat`, "
         "`respondent_id`], `take`: `all`}, `/numerator`: `true`}"},
        {"upplevd_kontinuitet",
         "{`/missing/numerator`: `exclude`, `/unit`: `per_1000`, `/decimals`: 0, `/target`: {`value`: 1.5}}"},
        {"delaktighet_patient_region",
         "{`/incomplete/weights`: `equal`, `/incomplete/min_answered`: 2, `/missing/weight`: `exclude`}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_diag *diag = ind_diag_new();
        ind_catalogue *catalogue = open_shipped(diag);
        char text[1024];
        snprintf(text, sizeof text, "%s", cases[i].set);
        for (char *at = text; *at != '\0'; at++)
            *at = *at == '`' ? '"' : *at;
        ind_json *set;
        assert_int_equal(
            ind_json_parse(catalogue->arena, ind_source_new(catalogue->arena, "set", ind_str_of(text)), diag, &set),
            IND_OK);
        ind_measure *measure = NULL;
        ptrdiff_t found = ind_catalogue_measure_find(catalogue, ind_str_of(cases[i].id));
        ind_measure_load_with(catalogue, ind_catalogue_measure_path(catalogue, (size_t)found), set, IND_LEAVE_NOTHING,
                              diag, &measure);
        for (size_t f = 0; f < ind_diag_count(diag); f++)
            print_error("%s\n", ind_diag_at(diag, f)->message);
        assert_non_null(measure);
        check_measure(catalogue, measure);
        ind_catalogue_close(catalogue);
        ind_diag_free(diag);
    }
}

/* The kind has many policies, and the catalogue no measure of it. */
static void tells_what_follows(void **state) {
#define FOLLOWED(event, rest)                                                                                          \
    BENCH_ENVELOPE "`kind`:`followed`,`data`:{`dataset`:`vistelser`,`person`:`person_id`,`start`:`in_datum`,`end`:"    \
                   "`ut_datum`},`event`:{" event "}," rest "`period`:{`date`:`end`,`grain`:[`year`]}}"
#define FOLLOW(incomplete, death, moved)                                                                               \
    "`follow_up`:{`days`:7,`complete_until`:`leveranser`,`incomplete`:`" incomplete "`,`death`:`" death                \
    "`,`moved`:`" moved "`},"
#define VISIT "`dataset`:`besok`,`date`:`datum`,"
    static const char *const definitions[] = {
        FOLLOWED(VISIT "`day_from`:0,`day_to`:7,`take`:`any`",
                 "`count`:`index`,`missing`:{`event`:`not_met`}," FOLLOW("keep", "keep", "keep")),
        FOLLOWED(VISIT "`where`:`svar = 'J'`,`day_from`:7,`day_to`:7,`relation`:`starts_within`,`take`:`first`,`met`:"
                       "`kon = 'K'`",
                 "`count`:`persons`,`missing`:{`event`:`exclude`}," FOLLOW("hide", "exclude_index", "exclude")),
        FOLLOWED("`dataset`:`besok`,`person`:`person_id`,`date`:[`datum`,`slut`],`day_from`:-7,`day_to`:7,"
                 "`from_day_of`:`start`,`to_day_of`:`end`,`take`:`last`,`met`:`kon = 'K'`,`or`:`satt = '3'`",
                 "`count`:`index`,`missing`:{`event`:`error`}," FOLLOW("exclude_index", "exclude", "exclude")),
        FOLLOWED("`dataset`:`besok`,`start`:`datum`,`end`:`slut`,`day_from`:0,`day_to`:0,`relation`:`overlaps`,`take`:"
                 "`none`",
                 "`count`:`persons`," FOLLOW("exclude_index", "keep", "keep")),
        FOLLOWED("`dataset`:`besok`,`start`:`datum`,`end`:`slut`,`day_from`:0,`day_to`:0,`relation`:`covers`,`take`:"
                 "`any`",
                 "`count`:`index`,`index`:{`where`:`satt = '3'`,`exclude`:[{`id`:`a`,`where`:`planerad = 'J'`}]},"),
        FOLLOWED("`dataset`:`besok`,`start`:`datum`,`end`:`slut`,`day_from`:0,`day_to`:0,`relation`:`covers`,`take`:"
                 "`none`",
                 "`count`:`index`," FOLLOW("exclude_index", "keep", "keep")),
        FOLLOWED("`dataset`:`besok`,`take`:`any`", "`count`:`index`,"),
        FOLLOWED(
            "`where`:`first.planerad = 'N'`,`day_from`:1,`day_to`:7,`take`:`next_episode`,`event_may_be_index`:false",
            "`count`:`index`,`episode`:{`join_within_days`:1,`join_when`:`satt = '1'`,`overlap`:`separate`,`same_day`:"
            "`join`,`ongoing`:`absent`},`missing`:{`event`:`exclude`,`join`:`not_met`}," FOLLOW("keep", "keep",
                                                                                                "keep")),
        FOLLOWED(
            "`take`:`any_later_episode`,`event_may_be_index`:true",
            "`count`:`persons`,`episode`:{`join`:`none`,`ongoing`:`event_only`,`open`:`close`,`where`:`satt = '1'`},"
            "`index`:{`where`:`last.satt = '1'`},"),
        BENCH_ENVELOPE
        "`kind`:`followed`,`data`:{`dataset`:`besok`,`person`:`person_id`,`start`:`datum`},`event`:{"
        "`dataset`:`vistelser`,`date`:`in_datum`,`day_from`:-9,`day_to`:-1,`take`:`any`},`count`:`index`,"
        "`period`:{`date`:`start`,`grain`:[`year`]}}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
        bench *b = bench_open();
        ind_measure *measure = NULL;
        ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", definitions[i]), b->diag, &measure);
        for (size_t f = 0; f < ind_diag_count(b->diag); f++)
            print_error("%s\n", ind_diag_at(b->diag, f)->message);
        assert_non_null(measure);
        check_measure(b->catalogue, measure);
        bench_close(b);
    }
}

/* A column that a policy goes by unless another one is given is told of only where the dataset has it. */
static void says_nothing_of_columns_that_are_not_there(void **state) {
    static const char stays[] = BENCH_ENVELOPE
        "`kind`:`readmission`,`data`:{`dataset`:`vistelser`,`person`:`person_id`,`start`:`in_datum`,`end`:`ut_datum`},"
        "`episode`:{`join`:`none`,`ongoing`:`event_only`},`event`:{`where`:`true`,`day_from`:1,`day_to`:30,"
        "`take`:`any_later_episode`,`event_may_be_index`:true},`count`:`episodes`,`follow_up`:{`days`:30,"
        "`complete_until`:`leveranser`,`incomplete`:`keep`,`death`:`keep`,`moved`:`keep`},"
        "`period`:{`date`:`end`,`grain`:[`year`]},`by`:[[]]}";
    static const char no_days[] =
        "{`format`:`indikator-dataset/1`,`name`:`personer`,`title`:{`sv`:`p`,`en`:`p`},`fields`:[{`name`:`person_id`,"
        "`type`:`string`},{`name`:`giltig_fran`,`type`:`date`},{`name`:`giltig_till`,`type`:`date`}],"
        "`primaryKey`:[`person_id`,`giltig_fran`]}";
    (void)state;
    for (int without = 0; without < 2; without++) {
        bench *b = bench_open();
        if (without == 1) {
            bench_write(b, "datasets/personer.json", no_days);
            bench_reload(b);
        }
        ind_measure *measure = NULL;
        ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", stays), b->diag, &measure);
        for (size_t f = 0; f < ind_diag_count(b->diag); f++)
            print_error("%s\n", ind_diag_at(b->diag, f)->message);
        assert_non_null(measure);
        ind_arena *arena = ind_arena_new();
        const ind_words *words = ind_words_describe(arena, b->catalogue, measure, true);
        assert_int_equal(is_told(words, "data.death"), without == 0);
        assert_int_equal(is_told(words, "data.moved"), without == 0);
        ind_arena_free(arena);
        bench_close(b);
    }
}

static void a_title_ends_with_its_line(void **state) {
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"# version: 1\n# title-sv: Kön\nkod;namn\nK;k\n", "”Kön” (c, version 1)"},
        {"# version: 1\r\n# title-sv: Kön \r\nkod;namn\r\nK;k\r\n", "”Kön” (c, version 1)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_words words = {.arena = ind_arena_new()};
        const ind_codelist *list = codelist_of(words.arena, cases[i].text);
        assert_non_null(list);
        assert_string_equal(ind_words_codelist(&words, list), cases[i].want);
        ind_arena_free(words.arena);
    }
}

static void kinds_have_words_and_a_template(void **state) {
    (void)state;
    size_t count;
    const ind_kind_spec *const *specs = ind_kind_specs(&count);
    for (size_t i = 0; i < count; i++) {
        if (specs[i]->words == NULL || specs[i]->words->say == NULL)
            fail_msg("kind %s says nothing of itself", specs[i]->name);
        if (ind_kind_template_of(specs[i]->name) == NULL)
            fail_msg("kind %s has no template", specs[i]->name);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_follows),
        cmocka_unit_test(tells_conditions),
        cmocka_unit_test(tells_every_policy),
        cmocka_unit_test(tells_the_other_choices),
        cmocka_unit_test(says_nothing_of_columns_that_are_not_there),
        cmocka_unit_test(a_title_ends_with_its_line),
        cmocka_unit_test(kinds_have_words_and_a_template),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
