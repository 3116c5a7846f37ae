/* explain_write.c - an explanation in the format asked for. */
#include "explain/explain_writers.h"

void ind_explain_write(const ind_explanation *e, const ind_explain_options *options, FILE *file) {
    if (options->json)
        ind_explain_json(e, options, file);
    else
        ind_explain_text(e, options, file);
}
