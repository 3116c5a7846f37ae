/* ways.c - see ways.h.
 *
 * A way that comes back to a dataset that it has passed is refused, for whoever writes it most likely means another
 * one.  A look-up of the period can only stand first: tables are loaded once, for all periods. */
#include "definition/ways.h"
#include "base/hint.h"

#include <stdio.h>

/* ---- faults ---- */

static ind_name unknown(ind_name_fault *fault, ind_str nearest, const char *help) {
    snprintf(fault->help, sizeof fault->help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
    return (ind_name){
        .kind = IND_NAME_UNKNOWN, .message = fault->message, .help = nearest.length > 0 ? fault->help : help};
}

ind_name ind_no_column(ind_name_fault *fault, const ind_dataset *dataset, ind_str name) {
    ind_hint hint = ind_hint_start(name);
    for (size_t i = 0; i < dataset->field_count; i++)
        ind_hint_offer(&hint, dataset->fields[i].name);
    snprintf(fault->message, sizeof fault->message, "dataset '%.*s' has no column '%.*s'", IND_STR_ARGS(dataset->name),
             IND_STR_ARGS(name));
    return unknown(fault, ind_hint_best(&hint), NULL);
}

ind_name ind_no_look_up(ind_name_fault *fault, const ind_dataset *dataset, ind_str as, bool roles) {
    ind_hint hint = ind_hint_start(as);
    for (size_t i = 0; i < dataset->foreign_key_count; i++)
        ind_hint_offer(&hint, dataset->foreign_keys[i].as);
    if (roles) {
        ind_hint_offer(&hint, IND_STR("first"));
        ind_hint_offer(&hint, IND_STR("last"));
    }
    snprintf(fault->message, sizeof fault->message, "dataset '%.*s' has no look-up '%.*s'", IND_STR_ARGS(dataset->name),
             IND_STR_ARGS(as));
    return unknown(fault, ind_hint_best(&hint), NULL);
}

ind_name ind_no_period(ind_name_fault *fault) {
    snprintf(fault->message, sizeof fault->message, "there is no period here");
    return unknown(fault, IND_STR(""), "period.start and period.end are known where \"period\" has \"each\": true");
}

/* ---- one look-up ---- */

static ind_name good(void) {
    return (ind_name){.kind = IND_NAME_SLOT};
}

/* A key that is derived must be there before the look-up is made. */
static ind_name check_key(const ind_way_finder *finder, const ind_dataset *dataset, const ind_foreign_key *key,
                          uint32_t field) {
    bool busy;
    if (dataset->fields[field].derived.length == 0 ||
        finder->derived(finder->catalogue, dataset, field, finder->diag, &busy) != NULL)
        return good();
    snprintf(finder->fault->message, sizeof finder->fault->message,
             busy ? "look-up '%.*s' goes by '%.*s', which is made of it"
                  : "look-up '%.*s' goes by the derived column '%.*s', which has errors",
             IND_STR_ARGS(key->as), IND_STR_ARGS(dataset->fields[field].name));
    return unknown(finder->fault, IND_STR(""), NULL);
}

static ind_name check_keys(const ind_way_finder *finder, const ind_dataset *dataset, const ind_foreign_key *key) {
    for (size_t f = 0; f < key->count; f++) {
        ind_name found = check_key(finder, dataset, key, key->fields[f]);
        if (found.kind == IND_NAME_UNKNOWN)
            return found;
    }
    bool has_field = key->has_valid && key->valid_on == IND_VALID_ON_FIELD;
    return has_field ? check_key(finder, dataset, key, key->valid_at) : good();
}

static ind_name not_first(ind_name_fault *fault, const ind_foreign_key *key) {
    snprintf(fault->message, sizeof fault->message, "look-up '%.*s' goes by the period, and can only stand first",
             IND_STR_ARGS(key->as));
    return unknown(fault, IND_STR(""), "make it a look-up of the rows themselves, whose key is a derived column");
}

static ind_name circle(ind_name_fault *fault, const ind_foreign_key *key) {
    snprintf(fault->message, sizeof fault->message, "look-up '%.*s' leads back to dataset '%.*s': a circle",
             IND_STR_ARGS(key->as), IND_STR_ARGS(key->target));
    return unknown(fault, IND_STR(""), NULL);
}

/* ---- a way ---- */

/* The look-up PATH.parts[STEP]; PASSED are the datasets up to the one that has it. */
static ind_name step_on(const ind_way_finder *finder, ind_path path, size_t step, const ind_dataset **passed,
                        uint32_t *number) {
    ind_name_fault *fault = finder->fault;
    const ind_dataset *dataset = passed[step];
    int foreign_key = ind_dataset_foreign_key(dataset, path.parts[step]);
    if (foreign_key < 0)
        return ind_no_look_up(fault, dataset, path.parts[step], finder->roles && step == 0);
    const ind_foreign_key *key = &dataset->foreign_keys[foreign_key];
    if (ind_key_of_period(key) && step > 0)
        return not_first(fault, key);
    passed[step + 1] = ind_catalogue_dataset(finder->catalogue, key->target, finder->diag);
    if (passed[step + 1] == NULL) {
        snprintf(fault->message, sizeof fault->message, "look-up '%.*s' needs dataset '%.*s', which cannot be read",
                 IND_STR_ARGS(key->as), IND_STR_ARGS(key->target));
        return unknown(fault, IND_STR(""), NULL);
    }
    for (size_t i = 0; i <= step && step > 0; i++)
        if (passed[i] == passed[step + 1])
            return circle(fault, key);
    *number = (uint32_t)foreign_key;
    return check_keys(finder, dataset, key);
}

static ind_name at_the_end(const ind_way_finder *finder, const ind_dataset *dataset, ind_str name, ind_column *out) {
    int field = ind_dataset_field(dataset, name);
    if (field < 0)
        return ind_no_column(finder->fault, dataset, name);
    ind_column own = ind_way_own(finder, dataset, (uint32_t)field);
    if (own.schema == NULL) {
        snprintf(finder->fault->message, sizeof finder->fault->message,
                 "'%.*s' of dataset '%.*s' is a derived column that cannot be looked up", IND_STR_ARGS(name),
                 IND_STR_ARGS(dataset->name));
        return unknown(finder->fault, IND_STR(""), NULL);
    }
    out->dataset = dataset;
    out->field = own.field;
    out->schema = own.schema;
    return good();
}

ind_name ind_way_find(const ind_way_finder *finder, const ind_dataset *dataset, ind_path path, ind_str name,
                      ind_column *out) {
    const ind_dataset *passed[IND_EXPR_MAX_PARTS + 1] = {dataset};
    uint32_t numbers[IND_EXPR_MAX_PARTS];
    for (size_t step = 0; step < path.count; step++) {
        ind_name found = step_on(finder, path, step, passed, &numbers[step]);
        if (found.kind == IND_NAME_UNKNOWN)
            return found;
    }
    *out = (ind_column){.foreign_key = (int)numbers[0], .further_count = path.count - 1};
    uint32_t *further = ind_arena_alloc(finder->arena, path.count * sizeof *further);
    for (size_t i = 0; i < out->further_count; i++)
        further[i] = numbers[i + 1];
    out->further = further;
    return at_the_end(finder, passed[path.count], name, out);
}

ind_column ind_way_own(const ind_way_finder *finder, const ind_dataset *dataset, uint32_t field) {
    ind_column own = {.foreign_key = -1, .dataset = dataset, .field = field, .schema = &dataset->fields[field]};
    bool busy;
    if (own.schema->derived.length == 0)
        return own;
    const ind_derived *derived = finder->derived(finder->catalogue, dataset, field, finder->diag, &busy);
    own.schema = derived == NULL ? NULL : &derived->schema;
    return own;
}

bool ind_column_same(const ind_column *a, const ind_column *b) {
    bool same = a->foreign_key == b->foreign_key && a->field == b->field && a->further_count == b->further_count;
    for (size_t i = 0; same && i < a->further_count; i++)
        same = a->further[i] == b->further[i];
    return same;
}
