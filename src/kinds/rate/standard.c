/* standard.c - see standard.h. */
#include "kinds/rate/rate.h"

#include "base/number.h"

ind_standard_method ind_standard_method_of(const ind_measure *measure) {
    const ind_param *method = ind_kind_param(measure, P_STANDARDISE);
    return ind_param_is(method, "direct") ? IND_DIRECT : ind_param_is(method, "indirect") ? IND_INDIRECT : IND_CRUDE;
}

const ind_codelist *ind_standard_table(const ind_measure *measure) {
    ind_standard_method method = ind_standard_method_of(measure);
    if (method == IND_CRUDE)
        return NULL;
    return ind_kind_param(measure, method == IND_DIRECT ? P_STANDARD : P_REFERENCE)->codelist;
}

/* ---- a row of the table ---- */

typedef struct {
    const ind_codelist *list;
    int from, to, number, per; /* attributes; PER -1: there is none */
} table;

static table table_of(const ind_codelist *list, bool direct) {
    return (table){.list = list,
                   .from = ind_codelist_attribute(list, IND_STR("fran")),
                   .to = ind_codelist_attribute(list, IND_STR("till")),
                   .number = ind_codelist_attribute(list, direct ? IND_STR("vikt") : IND_STR("tal")),
                   .per = direct ? -1 : ind_codelist_attribute(list, IND_STR("per"))};
}

typedef struct {
    int64_t from, to; /* both inside; TO INT64_MAX: open */
    double number;    /* a weight, or a rate */
} table_class;

static bool read_positive(const table *t, size_t row, int attribute, double *out) {
    return ind_parse_decimal(ind_codelist_value(t->list, row, attribute), '.', out) && *out >= 0;
}

static bool read_class(const table *t, size_t row, table_class *out) {
    ind_str to = ind_codelist_value(t->list, row, t->to);
    double per = 1;
    out->to = INT64_MAX;
    if (!ind_parse_integer(ind_codelist_value(t->list, row, t->from), &out->from) || out->from < 0 ||
        (to.length > 0 && !ind_parse_integer(to, &out->to)) || !read_positive(t, row, t->number, &out->number) ||
        (t->per >= 0 && !(read_positive(t, row, t->per, &per) && per > 0)))
        return false;
    out->number /= per;
    return true;
}

/* ---- all of them ---- */

/* Weights become parts of 1; false if all of them are 0. */
static bool make_shares(ind_standard *s) {
    double sum = 0;
    for (size_t i = 0; i < s->count; i++)
        sum += s->share[i];
    for (size_t i = 0; i < s->count; i++)
        s->share[i] /= sum;
    return sum > 0;
}

static ind_table_fault read_classes(const table *t, ind_age_band band, ind_standard *s, size_t *where) {
    int64_t next = -1; /* where the class after the last begins; -1: none was read */
    int64_t reached = band.from;
    for (size_t row = 0; row < ind_codelist_count(t->list); row++) {
        table_class c;
        *where = row;
        if (!read_class(t, row, &c))
            return IND_TABLE_NO_NUMBER;
        if (c.to < c.from || (next >= 0 && c.from != next))
            return IND_TABLE_ORDER;
        next = c.to == INT64_MAX ? INT64_MAX : c.to + 1;
        if (c.to < band.from || (!band.open && c.from > band.to))
            continue;
        if (c.from < band.from || (!band.open && c.to > band.to))
            return IND_TABLE_ACROSS;
        if (c.from != reached || s->count == IND_MAX_CLASSES)
            return IND_TABLE_SHORT;
        s->from[s->count] = c.from;
        *(s->method == IND_DIRECT ? &s->share[s->count] : &s->rate[s->count]) = c.number;
        s->count++;
        reached = next;
    }
    return reached == (band.open ? INT64_MAX : band.to + 1) ? IND_TABLE_GOOD : IND_TABLE_SHORT;
}

ind_table_fault ind_standard_read(const ind_measure *measure, ind_standard *out, size_t *where) {
    const ind_codelist *list = ind_standard_table(measure);
    size_t row;
    where = where == NULL ? &row : where;
    *where = 0;
    *out = (ind_standard){.method = ind_standard_method_of(measure)};
    if (out->method == IND_CRUDE)
        return IND_TABLE_GOOD;
    if (list == NULL)
        return IND_TABLE_NOT_GIVEN;
    table t = table_of(list, out->method == IND_DIRECT);
    if (t.from < 0 || t.to < 0 || t.number < 0 || (out->method == IND_INDIRECT && t.per < 0))
        return IND_TABLE_NO_COLUMN;
    if (ind_codelist_year(list) == 0)
        return IND_TABLE_NO_YEAR;
    ind_table_fault fault = read_classes(&t, ind_rate_band(measure), out, where);
    if (fault == IND_TABLE_GOOD && out->method == IND_DIRECT && !make_shares(out))
        fault = IND_TABLE_NO_WEIGHT;
    return fault;
}

/* ---- limits ---- */

void ind_age_limits_read(const ind_measure *measure, ind_age_limits *out) {
    const ind_param *bands = ind_kind_param(measure, P_AGE_BANDS);
    ind_age_band band = ind_rate_band(measure);
    ind_standard standard;
    *out = (ind_age_limits){.count = 1, .at = {band.from}};
    if (ind_standard_read(measure, &standard, NULL) == IND_TABLE_GOOD && standard.count > 0) {
        out->count = standard.count;
        memcpy(out->at, standard.from, standard.count * sizeof *out->at);
    } else {
        for (size_t i = 0; i < bands->count && i + 1 < IND_MAX_CLASSES; i++)
            out->at[out->count++] = (int64_t)bands->numbers[i];
    }
    out->at[out->count] = band.open ? INT64_MAX : band.to + 1;
}

size_t ind_age_class(const ind_age_limits *limits, int64_t age) {
    size_t class = 0;
    while (class + 1 < limits->count && age >= limits->at[class + 1])
        class ++;
    return class;
}
