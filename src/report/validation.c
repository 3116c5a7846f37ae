/* validation.c - which writer. */
#include "report/validation.h"

static const struct {
    const char *name;
    void (*write)(const ind_validation_view *view);
} writers[] = {
    [IND_VALIDATION_TEXT] = {"text", ind_validation_text},
    [IND_VALIDATION_JSON] = {"json", ind_validation_json},
    [IND_VALIDATION_JUNIT] = {"junit", ind_validation_junit},
    [IND_VALIDATION_GITHUB] = {"github", ind_validation_github},
    [IND_VALIDATION_HTML] = {"html", ind_validation_html},
};

bool ind_validation_parse(const char *name, ind_validation_format *out) {
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (strcmp(writers[i].name, name) == 0) {
            *out = (ind_validation_format)i;
            return true;
        }
    return false;
}

void ind_validation_write(const ind_validation *validation, ind_validation_format format, bool english, FILE *file) {
    ind_buffer out = {0};
    bool for_people = format == IND_VALIDATION_TEXT || format == IND_VALIDATION_HTML;
    ind_validation_view view = {validation, english || !for_people, &out};
    writers[format].write(&view);
    fwrite(out.data, 1, out.length, file);
    ind_buffer_free(&out);
}
