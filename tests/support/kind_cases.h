/* kind_cases.h - whole runs over small tables, as a table of cases. */
#ifndef IND_TEST_KIND_CASES_H
#define IND_TEST_KIND_CASES_H

#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct {
    const char *name, *definition;
    bench_table tables[BENCH_TABLES];
    bench_options options;
    const char *results; /* as bench_results gives them */
    const char *flow;    /* NULL: not looked at */
} kind_case;

static inline void check_case(bench *b, const kind_case *c) {
    ind_buffer results = {0}, flow = {0};
    bench_run run;
    bench_reload(b);
    bench_run_open(b, &run, c->definition, c->tables, &c->options);
    bench_results(b, &run, &results);
    if (strcmp(results.data, c->results) != 0)
        fail_msg("%s: expected\n%s\nactual\n%s", c->name, c->results, results.data);
    if (c->flow != NULL && run.run != NULL) {
        bench_flow(&run, &flow);
        if (strcmp(flow.data, c->flow) != 0)
            fail_msg("%s: expected flow\n%s\nactual\n%s", c->name, c->flow, flow.data);
    }
    bench_run_close(&run);
    ind_buffer_free(&results);
    ind_buffer_free(&flow);
}

static inline void check_all(const kind_case *cases, size_t count) {
    bench *b = bench_open();
    for (size_t i = 0; i < count; i++)
        check_case(b, &cases[i]);
    bench_close(b);
}

#define CHECK(cases) check_all(cases, sizeof(cases) / sizeof *(cases))

#endif
