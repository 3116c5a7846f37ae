/* cases.c - the test cases of a definition: small tables in JSON become CSV in memory, which goes
 * through the same reader and engine as any other data; what comes out is laid beside what is expected.
 *
 *   <id>.test.json -> cases -> CSV texts -> ind_run -> results -> expected beside actual */
#include "proof/cases.h"
#include "indikator/cases.h"
#include "proof/prove.h"

static bool contains(ind_str text, const char *part) {
    size_t length = strlen(part);
    for (size_t i = 0; i + length <= text.length; i++)
        if (memcmp(text.data + i, part, length) == 0)
            return true;
    return false;
}

static bool is_chosen(ind_str id, ind_str name, const char *filter) {
    return filter == NULL || contains(id, filter) || contains(name, filter);
}

ind_status ind_cases_check(ind_catalogue *catalogue, const char *path, ind_diag *diag) {
    ind_cases c = {.catalogue = catalogue, .arena = catalogue->arena, .diag = diag};
    ind_status status = ind_cases_open(&c, path);
    const ind_json *all = status == IND_OK ? ind_json_get(c.file, "cases") : NULL;
    for (size_t i = 0; all != NULL && i < all->count; i++) {
        ind_case one;
        bool before = c.invalid;
        c.invalid = false;
        ind_status got = ind_case_prepare(&c, all->items[i], &one);
        status = ind_status_worst(status, got);
        if (got != IND_OK && !c.invalid)
            break; /* the definition: the others would say the same */
        c.invalid |= before;
    }
    return c.invalid ? ind_status_worst(status, IND_E_DEFINITION) : status;
}

enum { EXPLAINED = 10 }; /* failing cases of a file; by then it is clear what is wrong */

static ind_status run_case(ind_cases *c, const ind_json *json, ind_case_result *result, size_t *failed) {
    ind_case one;
    ind_measure *measure;
    ind_status status = ind_case_prepare(c, json, &one);
    if (status == IND_OK)
        status = ind_case_measure(c, c->base, &one, &measure);
    if (status != IND_OK)
        return status;
    ind_run *run;
    result->passed = ind_case_run(c, &one, measure, &run);
    if (!result->passed && (*failed)++ < EXPLAINED)
        ind_prove_decisive(c, &one);
    if (!result->passed && run != NULL)
        ind_cases_tell_flow(c, run);
    ind_run_free(run);
    ind_buffer_add(&c->report, "", 1);
    result->report = c->report.data;
    return result->passed ? IND_OK : IND_FINDINGS;
}

/* Where the definition or the file is invalid no case is run; silence would look like fewer cases. */
static void tell_not_run(const ind_cases *c, const char *filter) {
    ind_str id = ind_json_member_text(c->file, "id");
    const ind_json *all = ind_json_member(c->file, "cases", IND_JSON_AS_ARRAY);
    size_t count = 0;
    for (size_t i = 0; all != NULL && i < all->count; i++)
        count += is_chosen(id, ind_json_member_text(all->items[i], "name"), filter);
    if (count > 0)
        ind_diag_add(c->diag, IND_WARNING, IND_OK, NULL, ind_json_place(c->file), NULL,
                     "%zu test cases were not run, as the definition or the file is not valid", count);
}

ind_status ind_cases_run(ind_catalogue *catalogue, const char *path, const char *filter, ind_diag *diag,
                         void (*each)(void *context, const ind_case_result *result), void *context) {
    ind_cases c = {.catalogue = catalogue, .arena = catalogue->arena, .diag = diag};
    ind_status status = ind_cases_open(&c, path);
    const ind_json *all = status == IND_OK ? ind_json_get(c.file, "cases") : NULL;
    ind_str id = status == IND_OK ? ind_json_member_text(c.file, "id") : IND_STR("");
    size_t failed = 0;
    if (status != IND_OK && c.file != NULL)
        tell_not_run(&c, filter);
    for (size_t i = 0; all != NULL && i < all->count; i++) {
        ind_case_result result = {.file = path, .place = ind_json_place(all->items[i]), .id = id};
        result.name = ind_json_member_text(all->items[i], "name");
        if (!is_chosen(id, result.name, filter))
            continue;
        c.invalid = false;
        ind_status one = run_case(&c, all->items[i], &result, &failed);
        status = ind_status_worst(status, one);
        if (one == IND_E_DEFINITION && !c.invalid) { /* the definition: the other cases would say the same */
            tell_not_run(&c, filter);
            break;
        }
        if (one <= IND_FINDINGS) /* else the findings say why */
            each(context, &result);
    }
    ind_buffer_free(&c.report);
    return status;
}
