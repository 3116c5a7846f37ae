/* derived.c - derived columns on rows of their own dataset: as keys of look-ups, and to be looked up themselves.
 *
 * Where an expression of a definition names a derived column of its rows, the column is compiled in its place
 * (names.c).  A look-up needs its key before anything is computed, and a row that is looked up has its columns before
 * anybody looks: those are compiled by themselves, once for all measures, and know of no period. */
#include "definition/ways.h"

#include <stdio.h>

struct ind_derived_state {
    const ind_dataset *dataset;
    uint32_t field;
    bool busy;
    ind_derived *made;
};

typedef struct {
    ind_catalogue *catalogue;
    ind_diag *diag;
    const ind_dataset *dataset;
    const ind_json *node; /* the expression */
    ind_derived *made;
    ind_scope scope;
    ind_name_fault fault;
} deriving;

/* ---- names ---- */

static ind_name a_slot(deriving *d, const ind_column *column) {
    ind_derived *made = d->made;
    uint32_t slot = 0;
    while (slot < made->column_count && !ind_column_same(&made->columns[slot], column))
        slot++;
    if (slot == made->column_count) {
        made->columns = ind_arena_grow(d->catalogue->arena, made->columns, made->column_count, &made->column_capacity,
                                       sizeof *made->columns);
        made->columns[made->column_count++] = *column;
        made->schema.identifying |= column->schema->identifying;
        made->schema.sensitive |= column->schema->sensitive;
    }
    return (ind_name){.kind = IND_NAME_SLOT, .slot = slot, .type = column->schema->type};
}

static ind_name own_column(deriving *d, ind_str name) {
    int field = ind_dataset_field(d->dataset, name);
    if (field < 0)
        return ind_no_column(&d->fault, d->dataset, name);
    const ind_field *schema = &d->dataset->fields[field];
    if (schema->derived.length > 0)
        return (ind_name){.kind = IND_NAME_MACRO, .expression = schema->derived, .macro_scope = &d->scope};
    return a_slot(d,
                  &(ind_column){.foreign_key = -1, .dataset = d->dataset, .field = (uint32_t)field, .schema = schema});
}

static ind_name resolve(void *context, ind_path path, ind_str name) {
    deriving *d = context;
    const ind_way_finder finder = {.catalogue = d->catalogue,
                                   .arena = d->catalogue->arena,
                                   .diag = d->diag,
                                   .fault = &d->fault,
                                   .derived = ind_catalogue_derived};
    ind_column column;
    if (path.count == 0)
        return own_column(d, name);
    if (ind_str_is(path.parts[0], "period"))
        return ind_no_period(&d->fault);
    ind_name found = ind_way_find(&finder, d->dataset, path, name, &column);
    if (found.kind == IND_NAME_UNKNOWN)
        return found;
    return ind_column_of_period(d->dataset, &column) ? ind_no_period(&d->fault) : a_slot(d, &column);
}

static bool find_codelist(void *context, ind_str name, ind_codeset *out, const char **help) {
    deriving *d = context;
    const ind_codelist *list = ind_find_codeset(d->catalogue, name, d->diag, &d->fault, out, help);
    if (list == NULL)
        return false;
    d->made->codelists = ind_arena_grow(d->catalogue->arena, d->made->codelists, d->made->codelist_count,
                                        &d->made->codelist_capacity, sizeof *d->made->codelists);
    d->made->codelists[d->made->codelist_count++] = list;
    return true;
}

/* ---- compiling ---- */

static void report(void *context, const ind_expr_error *error) {
    const deriving *d = context;
    ind_place place = ind_source_place(d->node->source, ind_json_text_offset(d->node, error->start),
                                       ind_json_text_offset(d->node, error->end));
    ind_diag_add(d->diag, IND_ERROR, IND_E_DEFINITION, error->rule, place, error->help, "%s", error->message);
}

/* Both sides of a look-up, and whoever looks a column up, go by the type that is declared. */
static bool has_its_type(const deriving *d) {
    ind_type type = ind_expr_type(d->made->expr);
    if (type == d->made->schema.type)
        return true;
    ind_diag_add(d->diag, IND_ERROR, IND_E_DEFINITION, "type", ind_json_place(d->node), NULL,
                 "derived column '%.*s' is %s here, and is declared as %s", IND_STR_ARGS(d->made->schema.name),
                 ind_type_name(type), ind_type_name(d->made->schema.type));
    return false;
}

static bool compile(ind_catalogue *catalogue, const ind_dataset *dataset, uint32_t field, ind_diag *diag,
                    ind_derived *made) {
    deriving *d = ind_arena_alloc(catalogue->arena, sizeof *d);
    made->schema = dataset->fields[field];
    made->dataset = dataset;
    made->node = ind_json_get(made->schema.node, "expression");
    *d = (deriving){.catalogue = catalogue, .diag = diag, .dataset = dataset, .node = made->node, .made = made};
    d->scope = (ind_scope){resolve, find_codelist, d};
    const ind_codelist *instead = catalogue->instead; /* is of one measure, for a while */
    catalogue->instead = NULL;
    bool good = ind_expr_compile(catalogue->arena, made->schema.derived, &d->scope, report, d, &made->expr);
    catalogue->instead = instead;
    return good && has_its_type(d);
}

/* NULL: it has not been asked for. */
static struct ind_derived_state *find(const ind_catalogue *catalogue, const ind_dataset *dataset, uint32_t field) {
    for (size_t i = 0; i < catalogue->derived_count; i++)
        if (catalogue->derived[i].dataset == dataset && catalogue->derived[i].field == field)
            return &catalogue->derived[i];
    return NULL;
}

const ind_derived *ind_catalogue_derived(ind_catalogue *catalogue, const ind_dataset *dataset, uint32_t field,
                                         ind_diag *diag, bool *busy) {
    struct ind_derived_state *state = find(catalogue, dataset, field);
    *busy = state != NULL && state->busy;
    if (state != NULL)
        return *busy ? NULL : state->made;
    catalogue->derived = ind_arena_grow(catalogue->arena, catalogue->derived, catalogue->derived_count,
                                        &catalogue->derived_capacity, sizeof *catalogue->derived);
    catalogue->derived[catalogue->derived_count++] =
        (struct ind_derived_state){.dataset = dataset, .field = field, .busy = true};
    ind_derived *made = ind_arena_alloc(catalogue->arena, sizeof *made);
    bool good = compile(catalogue, dataset, field, diag, made);
    state = find(catalogue, dataset, field); /* others may have come meanwhile */
    state->busy = false;
    state->made = good ? made : NULL;
    return state->made;
}

/* ---- keys ---- */

static bool is_computable(ind_catalogue *catalogue, const ind_dataset *dataset, uint32_t field, ind_diag *diag) {
    bool busy;
    return dataset->fields[field].derived.length == 0 ||
           ind_catalogue_derived(catalogue, dataset, field, diag, &busy) != NULL || busy;
}

bool ind_derived_check_keys(ind_catalogue *catalogue, const ind_dataset *dataset, ind_diag *diag) {
    bool good = true;
    for (size_t k = 0; k < dataset->foreign_key_count; k++) {
        const ind_foreign_key *key = &dataset->foreign_keys[k];
        for (size_t f = 0; f < key->count; f++)
            good = is_computable(catalogue, dataset, key->fields[f], diag) && good;
        if (key->has_valid && key->valid_on == IND_VALID_ON_FIELD)
            good = is_computable(catalogue, dataset, key->valid_at, diag) && good;
    }
    return good;
}
