/* json_lists.c - lists of texts, and texts in two languages, as members of a report. */
#include "report/json_lists.h"

void ind_json_texts_member(ind_json_text *json, const char *name, ind_texts texts) {
    ind_json_put_key(json, name);
    ind_json_open(json, "[");
    for (size_t i = 0; i < texts.count; i++) {
        ind_json_next(json, "");
        ind_json_text_value(json, texts.items[i]);
    }
    ind_json_close(json, "]");
}

void ind_json_texts_if(ind_json_text *json, const char *name, ind_texts texts) {
    if (texts.count > 0)
        ind_json_texts_member(json, name, texts);
}

void ind_json_bilingual(ind_json_text *json, ind_report_title text) {
    ind_json_open(json, "{");
    ind_json_text_if(json, "sv", text.sv);
    ind_json_text_if(json, "en", text.en);
    ind_json_close(json, "}");
}

void ind_json_bilingual_if(ind_json_text *json, const char *name, ind_report_title text) {
    if (text.sv.length == 0 && text.en.length == 0)
        return;
    ind_json_put_key(json, name);
    ind_json_bilingual(json, text);
}
