/* test_levels.c - what is behind the cells of a report: terms that add are the sum of their parts, also of what is not
 * shown.  Rows are made at random, with kommuner that are
 * unknown, unlisted, of other counties, and one that has changed its county. */
#include "cells/cells.h"
#include "indikator/figures.h"
#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define GROUPS BENCH_BY_AREA_AND_SEX
#define BENCH_BY_AREA_AND_SEX                                                                                          \
    "`groups`:{`kommunkod`:`kommunkod`,`kon`:`kon`,"                                                                   \
    "`lan`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lanskod`}},"                                          \
    "`by`:[[],[`lan`],[`kommunkod`],[`kommunkod`,`kon`],[`kon`]]"

static const char proportion[] =
    BENCH_ENVELOPE "`kind`:`proportion`,`data`:{`dataset`:`besok`},`denominator`:`id is "
                   "not null`,`numerator`:`coalesce(kon, '') = 'K'`,`period`:{`date`:`datum`,`grain`:"
                   "[`month`,`quarter`,`tertial`,`half_year`,`year`,`rolling12`,`all`],`year_from`:7}," GROUPS "}";
static const char once[] = BENCH_ENVELOPE
    "`kind`:`proportion`,`data`:{`dataset`:`besok`},`denominator`:`id is not null`,`numerator`:`coalesce(kon, '') = "
    "'K'`,"
    "`once_per`:{`entity`:`person_id`,`take`:`any`},`period`:{`date`:`datum`,`grain`:[`month`,`quarter`,`year`]}"
    "," GROUPS "}";

/* Of one county: what the other has is counted, and not shown. */
static const char delivered[] = "dataset;lamnare;period_fran;period_till\nbesok;04;2024-01-01;2025-12-31\n";

typedef struct {
    uint64_t state;
} dice;

static unsigned roll(dice *d, unsigned sides) {
    d->state = d->state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (unsigned)(d->state >> 33) % sides;
}

static void make_rows(dice *d, size_t count, ind_buffer *out) {
    static const char *const kommuner[] = {"0480", "0488", "1880", "1917", "", "X", "0480"};
    ind_buffer_text(out, "id;person_id;datum;kommunkod;kon;enhet\n");
    for (size_t i = 0; i < count; i++)
        ind_buffer_format(out, "%zu;p%u;20%02u-%02u-%02u;%s;%s;\n", i, roll(d, 40), 24 + roll(d, 2), 1 + roll(d, 12),
                          1 + roll(d, 28), kommuner[roll(d, 7)],
                          roll(d, 3) == 0   ? ""
                          : roll(d, 2) == 0 ? "K"
                                            : "M");
}

/* ---- a link ---- */

typedef struct {
    size_t sums, grains, hidden;
} seen;

static bool term_adds(const ind_report_measure *m, const ind_report_link *link, size_t term) {
    unsigned axis = link->from_grain.length > 0 ? IND_REPORT_ADDS_TIME : IND_REPORT_ADDS_GROUPS;
    return (m->terms[term].adds & axis) != 0;
}

static bool is_whole_of(const ind_report_measure *m, const ind_report_link *link, size_t row) {
    if (m->cells.split[row] != link->to)
        return false;
    return link->to_grain.length == 0 || ind_str_equal(m->periods[m->cells.period[row]].grain, link->to_grain);
}

/* Is the whole one that has parts?  A period that parts do not tile has none. */
static void check_whole(const ind_report_measure *m, const ind_report_link *link, size_t term, size_t row, seen *s) {
    int64_t sum = 0, own = ind_report_term_count(m, term, row);
    size_t parts = 0, rows = m->cells.count + m->cells.hidden;
    for (size_t part = 0; part < rows; part++) {
        if (link->whole[part] != row)
            continue;
        sum += ind_report_term_count(m, term, part);
        parts++;
        s->hidden += part >= m->cells.count;
    }
    if (parts == 0 && own == 0)
        return;
    assert_true(term_adds(m, link, term)); /* all there are so far */
    if (own != sum)
        fail_msg("split %u to %u, grain '%s' to '%s', row %zu, %s: %lld of %zu parts with %lld", link->from, link->to,
                 link->from_grain.data, link->to_grain.data, row, m->terms[term].name.data, (long long)own, parts,
                 (long long)sum);
    s->sums++;
    s->grains += link->from_grain.length > 0;
}

static seen check_links(const ind_report_measure *m) {
    seen s = {0};
    for (size_t l = 0; l < m->link_count; l++)
        for (size_t term = 0; term < m->term_count; term++)
            for (size_t row = 0; row < m->cells.count + m->cells.hidden; row++)
                if (m->terms[term].type == IND_REPORT_COUNT && is_whole_of(m, &m->links[l], row))
                    check_whole(m, &m->links[l], term, row, &s);
    return s;
}

/* The terms of a shown cell are what its figures are made of. */
static void check_numbers(const ind_report_measure *m) {
    for (size_t row = 0; row < m->cells.count; row++) {
        ind_outcome out;
        ind_report_outcome(&m->cells, row, &out);
        if (out.number_count >= 2 && m->cells.status[row] == IND_CELL_OK) {
            assert_int_equal(ind_report_term_count(m, 0, row), (int64_t)out.numbers[1].value);
            assert_int_equal(ind_report_term_count(m, 1, row), (int64_t)out.numbers[0].value);
        }
    }
}

static void parts_make_the_whole(void **state) {
    (void)state;
    static const char *const definitions[] = {proportion, once};
    bench *b = bench_open();
    for (size_t i = 0; i < 2; i++)
        for (uint64_t seed = 1; seed <= 4; seed++) {
            dice d = {seed};
            ind_buffer rows = {0};
            bench_run run;
            make_rows(&d, 40 * seed, &rows);
            bench_reload(b);
            bench_run_open(b, &run, definitions[i],
                           (bench_table[BENCH_TABLES]){{"besok", rows.data}, {"leveranser", delivered}},
                           &(bench_options){.period = "2024..2025"});
            if (run.run == NULL)
                fail_msg("%s", ind_diag_at(b->diag, 0)->message);
            ind_report *report = ind_run_report_with_terms(run.run);
            const ind_report_measure *m = &report->measures[0];
            seen s = check_links(m);
            check_numbers(m);
            assert_true(s.sums > 50 && s.hidden > 0);
            assert_int_equal(s.grains > 0, definitions[i] == proportion); /* persons are in several months */
            ind_report_free(report);
            bench_run_close(&run);
            ind_buffer_free(&rows);
        }
    bench_close(b);
}

/* [kommunkod, kon] is part of all others, [kommunkod] of [lan] and of all: nothing else is part of anything. */
static void links_what_is_part(void **state) {
    (void)state;
    bench *b = bench_open();
    bench_run run;
    bench_run_open(b, &run, proportion,
                   (bench_table[BENCH_TABLES]){{"besok", "id;person_id;datum;kommunkod;kon;enhet\n"
                                                         "1;p;2024-01-05;0480;K;\n2;p;2024-05-05;1880;M;\n"}},
                   &(bench_options){.period = "2024", .grain = "year"});
    assert_non_null(run.run);
    ind_report *report = ind_run_report_with_terms(run.run), *plain = ind_run_report(run.run);
    const ind_report_measure *m = &report->measures[0];
    size_t from_sex = 0, to_county = 0, to_all = 0;
    for (size_t l = 0; l < m->link_count; l++) {
        from_sex += m->splits[m->links[l].from].count == 2;
        to_county += m->splits[m->links[l].to].count == 1 &&
                     ind_str_is(m->groups[m->splits[m->links[l].to].group[0]].name, "lan");
        to_all += m->splits[m->links[l].to].count == 0;
    }
    assert_int_equal(m->link_count, 8);
    assert_int_equal(from_sex, 4);
    assert_int_equal(to_county, 2);
    assert_int_equal(to_all, 4);
    assert_int_equal(plain->measures[0].term_count, 0);
    assert_int_equal(plain->measures[0].cells.hidden, 0);
    assert_int_equal(plain->measures[0].link_count, 0);
    assert_int_equal(plain->measures[0].cells.count, m->cells.count);
    ind_report_free(plain);
    ind_report_free(report);
    bench_run_close(&run);
    bench_close(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(parts_make_the_whole), cmocka_unit_test(links_what_is_part)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
