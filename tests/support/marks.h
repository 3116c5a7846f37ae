/* marks.h - texts of definitions with ^ before each place where a finding must be, and ` for ". */
#ifndef IND_TEST_MARKS_H
#define IND_TEST_MARKS_H

#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { MARKS = 8 };

typedef struct {
    char text[8192]; /* without marks */
    size_t count;
    uint64_t line[MARKS];
    uint32_t column[MARKS];
} marked;

static inline marked unmark(const char *text) {
    marked m = {.count = 0};
    uint64_t line = 1;
    uint32_t column = 1;
    size_t length = 0;
    for (; *text != '\0'; text++) {
        if (*text == '^' && m.count < MARKS) {
            m.line[m.count] = line;
            m.column[m.count++] = column;
            continue;
        }
        if (length + 1 == sizeof m.text)
            fail_msg("the text is too long for this test");
        m.text[length++] = *text;
        line += *text == '\n';
        column = *text == '\n' ? 1 : column + (((unsigned char)*text & 0xC0) != 0x80);
    }
    return m;
}

static inline void print_findings(const bench *b) {
    for (size_t i = 0; i < ind_diag_count(b->diag); i++) {
        const ind_finding *f = ind_diag_at(b->diag, i);
        print_error("%s:%d:%d: %s: %s; %s\n", f->place.file == NULL ? "" : f->place.file, (int)f->place.line,
                    (int)f->place.column, f->rule, f->message, f->help == NULL ? "" : f->help);
    }
}

/* RULES: those of the findings in order of place, with a space between.  SAYS: part of a message or help; NULL: not
 * asked. */
static inline void check_findings(const bench *b, const char *name, const marked *m, const char *rules,
                                  const char *says) {
    char found[256] = "";
    bool said = says == NULL;
    ind_diag_sort(b->diag, 0);
    for (size_t i = 0; i < ind_diag_count(b->diag); i++) {
        const ind_finding *f = ind_diag_at(b->diag, i);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", i == 0 ? "" : " ", f->rule);
        said = said || strstr(f->message, says) != NULL || (f->help != NULL && strstr(f->help, says) != NULL);
    }
    bool placed = ind_diag_count(b->diag) == m->count;
    for (size_t i = 0; placed && i < m->count; i++) {
        const ind_place *place = &ind_diag_at(b->diag, i)->place;
        placed = place->line == m->line[i] && place->column == m->column[i] && place->file != NULL && place->width > 0;
    }
    if (strcmp(found, rules) == 0 && said && placed)
        return;
    print_findings(b);
    for (size_t i = 0; i < m->count; i++)
        print_error("wanted at %d:%d\n", (int)m->line[i], (int)m->column[i]);
    fail_msg("%s: rules '%s', wanted '%s'%s%s", name, found, rules, says == NULL ? "" : " saying ",
             says == NULL ? "" : says);
}

/* A definition, the findings that it must give, by the place of each. */
typedef struct {
    const char *name, *text, *rules, *says;
} marked_case;

static inline void check_marked(const marked_case *cases, size_t count) {
    bench *b = bench_open();
    for (size_t i = 0; i < count; i++) {
        marked m = unmark(cases[i].text);
        ind_measure *measure = NULL;
        bench_reload(b);
        ind_status status = ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", m.text), b->diag, &measure);
        if (status != (m.count == 0 ? IND_OK : IND_E_DEFINITION) || (measure != NULL) != (m.count == 0)) {
            print_findings(b);
            fail_msg("%s: status %d", cases[i].name, (int)status);
        }
        check_findings(b, cases[i].name, &m, cases[i].rules, cases[i].says);
    }
    bench_close(b);
}

#endif
