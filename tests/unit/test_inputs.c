/* test_inputs.c - datasets that are read at once give what they give one after another, messages too. */
#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define MEASURE(id, rest)                                                                                              \
    "{`format`:`indikator/1`,`id`:`" id "`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`lower`," rest "}"
#define VISITS "`data`:{`dataset`:`besok`,`person`:`person_id`,`date`:`datum`},"

static const struct {
    const char *path, *text;
} definitions[] = {
    {"pack/share.json", MEASURE("share", "`unit`:`percent`,`kind`:`proportion`,`data`:{`dataset`:`besok`},"
                                         "`period`:{`date`:`datum`,`grain`:[`month`]},`denominator`:`id is not null`,"
                                         "`numerator`:`lakare is null`,`interval`:{`method`:`none`}")},
    {"pack/contacts.json",
     MEASURE("contacts", "`unit`:`index`,`kind`:`continuity`," VISITS
                         "`provider`:`lakare`,`formula`:`coc`,`period`:{`each`:true,`grain`:[`year`]},"
                         "`window`:{`months`:12,`incomplete`:`keep`},`min_contacts`:2,`same_day`:`keep_all`,"
                         "`max_unknown_share`:0.1")},
    {"pack/stays.json",
     MEASURE("stays", "`unit`:`percent`,`kind`:`readmission`,`data`:{`dataset`:`vistelser`,`person`:`person_id`,"
                      "`start`:`in_datum`,`end`:`ut_datum`},`episode`:{`join_within_days`:1,`join_when`:`satt = '1'`,"
                      "`overlap`:`join`,`same_day`:`join`,`ongoing`:`event_only`},`event`:{`day_from`:1,`day_to`:30,"
                      "`take`:`any_later_episode`,`event_may_be_index`:true},`count`:`episodes`,`follow_up`:{`days`:30,"
                      "`complete_until`:`leveranser`,`incomplete`:`exclude_index`,`death`:`keep`,`moved`:`keep`},"
                      "`period`:{`date`:`end`,`grain`:[`month`]},`interval`:{`method`:`none`}")}};

enum { MEASURES = sizeof definitions / sizeof *definitions, PERSONS = 40, ROWS = 2000 };

static bench *b;
static ind_data_file files[3];

static void write_files(bool broken) {
    ind_buffer visits = {0}, stays = {0}, persons = {0};
    ind_buffer_text(&visits, "id;person_id;datum;lakare\n");
    ind_buffer_text(&stays, "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n");
    ind_buffer_text(&persons, "person_id\n");
    for (int i = 0; i < PERSONS; i++)
        ind_buffer_format(&persons, "p%d\n", i);
    for (int i = 0; i < ROWS; i++) {
        int person = i * 7 % (PERSONS + 1), month = i % 12 + 1, day = i % 19 + 1; /* one has no row */
        ind_buffer_format(&visits, "%d;p%d;2024-%02d-%02d;%c\n", i, person, month, day, "AABC"[i % 4]);
        ind_buffer_format(&stays, "%d;p%d;0480;2024-%02d-%02d;2024-%02d-%02d;%d;N\n", i, person, month, day, month,
                          day + i % 5, i % 2);
    }
    if (broken) {
        ind_buffer_text(&visits, "x;\"p1;2024-01-01;A\n");
        ind_buffer_text(&stays, "x;\"p1;0480\n");
    }
    files[0] = (ind_data_file){.dataset = "besok", .path = bench_write(b, "besok.csv", visits.data)};
    files[1] = (ind_data_file){.dataset = "vistelser", .path = bench_write(b, "vistelser.csv", stays.data)};
    files[2] = (ind_data_file){.dataset = "personer", .path = bench_write(b, "personer.csv", persons.data)};
    ind_buffer_free(&visits);
    ind_buffer_free(&stays);
    ind_buffer_free(&persons);
}

static void say_progress(void *context, uint64_t done, uint64_t total) {
    uint64_t *last = context;
    assert_true(done >= *last && done <= total);
    *last = done;
}

static void add_messages(const ind_diag *diag, FILE *to) {
    for (size_t i = 0; i < ind_diag_count(diag); i++) {
        const ind_finding *f = ind_diag_at(diag, i);
        fprintf(to, "\n%s:%llu %s", f->place.file == NULL ? "" : f->place.file, (unsigned long long)f->place.line,
                f->message);
    }
}

/* The report, if there is one, and all messages; OWNED by the caller. */
static char *outcome_of(unsigned threads) {
    char *text = NULL;
    size_t length;
    uint64_t done = 0;
    ind_measure *measures[MEASURES];
    ind_run *run;
    bench_reload(b);
    for (size_t i = 0; i < MEASURES; i++) {
        const char *path = bench_write(b, definitions[i].path, definitions[i].text);
        if (ind_measure_load(b->catalogue, path, b->diag, &measures[i]) != IND_OK)
            fail_msg("%s", ind_diag_at(b->diag, 0)->message);
    }
    ind_run_options options = {.files = files,
                               .file_count = sizeof files / sizeof *files,
                               .period = "2024",
                               .complete_until = "2025-06-30",
                               .max_rejected = 100,
                               .threads = threads,
                               .progress = say_progress,
                               .progress_context = &done};
    ind_run_new(b->catalogue, (const ind_measure *const *)measures, MEASURES, &options, b->diag, &run);
    FILE *file = open_memstream(&text, &length);
    assert_non_null(file);
    ind_report *report = run == NULL ? NULL : ind_run_report(run);
    if (report != NULL)
        ind_report_write(report, &(ind_report_options){.format = IND_FORMAT_JSON}, file);
    add_messages(b->diag, file);
    fclose(file);
    ind_report_free(report);
    ind_run_free(run);
    return text;
}

static void compare(const char *expected) {
    static const unsigned threads[] = {2, 3, 8};
    char *alone = outcome_of(1);
    assert_non_null(strstr(alone, expected));
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        char *together = outcome_of(threads[i]);
        assert_string_equal(together, alone);
        free(together);
    }
    free(alone);
}

static void gives_the_same_report(void **state) {
    (void)state;
    write_files(false);
    compare("\"id\": \"contacts\"");
}

static void gives_the_same_messages(void **state) {
    (void)state;
    write_files(true);
    compare("besok.csv:2002 the quote that opens here is never closed");
}

static int open_bench(void **state) {
    (void)state;
    b = bench_open();
    return 0;
}

static int close_bench(void **state) {
    (void)state;
    bench_close(b);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_same_report),
        cmocka_unit_test(gives_the_same_messages),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
