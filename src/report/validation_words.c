/* validation_words.c - words in two languages, and values as text. */
#include "report/validation.h"

#include "report/finding_words.h"

#include "base/date.h"
#include "base/number.h"

/* ---- words ---- */

static const char *const words[IND_SAYS_WORDS][2] = {
    [IND_SAYS_VALIDATION] = {"Vad filerna innehåller", "What the files hold"},
    [IND_SAYS_FILE] = {"fil", "file"},
    [IND_SAYS_ROWS] = {"rader", "rows"},
    [IND_SAYS_RECORDS] = {"poster", "records"},
    [IND_SAYS_REJECTED] = {"avvisade", "rejected"},
    [IND_SAYS_DUPLICATES] = {"dubbletter", "duplicates"},
    [IND_SAYS_ENCODING] = {"teckenkodning", "encoding"},
    [IND_SAYS_SEPARATOR] = {"skiljetecken", "separator"},
    [IND_SAYS_DECIMAL] = {"decimaltecken", "decimal mark"},
    [IND_SAYS_HEADER] = {"rubrik på rad", "header on line"},
    [IND_SAYS_COLUMN] = {"kolumn", "column"},
    [IND_SAYS_EMPTY] = {"tomma", "empty"},
    [IND_SAYS_UNREADABLE] = {"oläsliga", "unreadable"},
    [IND_SAYS_UNKNOWN] = {"okända koder", "unknown codes"},
    [IND_SAYS_LEAST] = {"minst", "least"},
    [IND_SAYS_GREATEST] = {"störst", "greatest"},
    [IND_SAYS_CODES] = {"vanligaste värden", "most common values"},
    [IND_SAYS_MISSING] = {"saknas i filen", "not in the file"},
    [IND_SAYS_IGNORED] = {"kolumner som inte läses", "columns that are not read"},
    [IND_SAYS_HIDDEN] = {"visas inte", "not shown"},
    [IND_SAYS_KEY] = {"nyckel", "key"},
    [IND_SAYS_FINDINGS] = {"anmärkningar", "findings"},
    [IND_SAYS_NONE] = {"inga", "none"},
    [IND_SAYS_RULE] = {"regel", "rule"},
    [IND_SAYS_SEVERITY] = {"grad", "severity"},
    [IND_SAYS_COUNT] = {"antal", "count"},
    [IND_SAYS_LINES] = {"första raderna", "first lines"},
    [IND_SAYS_DELIVERIES] = {"leveranser av datamängden", "deliveries"},
    [IND_SAYS_SUPPLIER] = {"lämnare", "supplier"},
    [IND_SAYS_FROM] = {"från", "from"},
    [IND_SAYS_TILL] = {"till", "till"},
    [IND_SAYS_TAKEN] = {"uttagen", "extracted"},
    [IND_SAYS_ERRORS] = {"Om datamängderna som helhet", "About the datasets as a whole"},
    [IND_SAYS_DIFFERENT] = {"olika", "different"},
};

const char *ind_validation_says(const ind_validation_view *view, ind_validation_word word) {
    return words[word][view->english];
}

const char *ind_validation_severity(ind_severity severity) {
    return severity == IND_NOTE ? "note" : severity == IND_WARNING ? "warning" : "error";
}

const char *ind_validation_grade(const ind_validation_view *view, ind_severity severity) {
    static const char *const swedish[] = {[IND_NOTE] = "notis", [IND_WARNING] = "varning", [IND_ERROR] = "fel"};
    return view->english ? ind_validation_severity(severity) : swedish[severity];
}

const char *ind_validation_sentence(const ind_validation_view *view, const char *rule, const char *message,
                                    bool *foreign) {
    const char *swedish = view->english ? NULL : ind_finding_in_swedish(view->validation->arena, rule, message);
    *foreign = !view->english && swedish == NULL;
    return swedish == NULL ? message : swedish;
}

/* ---- values ---- */

const char *ind_validation_day(const ind_validation_view *view, int32_t day) {
    char text[IND_DATE_TEXT];
    return day == IND_NULL_DATE ? "" : ind_arena_format(view->validation->arena, "%s", ind_date_text(day, text));
}

const char *ind_validation_value(const ind_validation_view *view, const ind_field *field, double value) {
    enum { DAY_MINUTES = 1440 };
    char text[IND_NUMBER_TEXT];
    if (field->type == IND_DATE)
        return ind_validation_day(view, (int32_t)value);
    if (field->type == IND_DATETIME) {
        double day = floor(value / DAY_MINUTES);
        int minute = (int)(value - day * DAY_MINUTES);
        return ind_arena_format(view->validation->arena, "%sT%02d:%02d", ind_validation_day(view, (int32_t)day),
                                minute / 60, minute % 60);
    }
    return ind_arena_format(view->validation->arena, "%s", ind_number_text(value, text));
}

const char *ind_validation_count(const ind_validation_view *view, uint64_t count) {
    return count < IND_FEW ? ind_arena_format(view->validation->arena, "<%d", IND_FEW)
                           : ind_arena_format(view->validation->arena, "%" PRIu64, count);
}

/* In tenths of a percent, by whole numbers: the same on every machine.  What is not none is not shown as 0.0. */
const char *ind_validation_share(const ind_validation_view *view, uint64_t part, uint64_t whole) {
    if (part == 0 || whole == 0)
        return "0 %";
    uint64_t tenths = (part * 1000 + whole / 2) / whole;
    if (tenths == 0)
        return view->english ? "<0.1 %" : "<0,1 %";
    return ind_arena_format(view->validation->arena, "%" PRIu64 "%c%" PRIu64 " %%", tenths / 10,
                            view->english ? '.' : ',', tenths % 10);
}

const char *ind_validation_part(const ind_validation_view *view, const ind_file_report *report,
                                const ind_data_finding *finding) {
    if (strcmp(finding->rule, "missing_lookup") != 0)
        return "";
    return ind_arena_format(view->validation->arena, " (%s)", ind_validation_share(view, finding->count, report->rows));
}

const char *ind_validation_lines(const ind_validation_view *view, const ind_data_finding *finding) {
    enum { SHOWN = 5 };
    const char *list = "";
    for (uint32_t i = 0; i < finding->shown && i < SHOWN && finding->line[i] > 0; i++)
        list = ind_arena_format(view->validation->arena, "%s%s%" PRIu64, list, i == 0 ? "" : ", ", finding->line[i]);
    return finding->count > SHOWN && *list != '\0' ? ind_arena_format(view->validation->arena, "%s ...", list) : list;
}

const char *ind_validation_what(const ind_validation_view *view, const ind_data_finding *finding) {
    bool foreign;
    const char *what = ind_validation_sentence(view, finding->rule, finding->what, &foreign);
    return finding->column == NULL ? what : ind_arena_format(view->validation->arena, "'%s' %s", finding->column, what);
}

void ind_validation_escape(ind_buffer *out, ind_str text) {
    int32_t point;
    for (size_t at = 0, length; at < text.length; at += length) {
        length = ind_mask_step(text, at, &point);
        switch (point) {
        case '&': ind_buffer_text(out, "&amp;"); break;
        case '<': ind_buffer_text(out, "&lt;"); break;
        case '>': ind_buffer_text(out, "&gt;"); break;
        case '"': ind_buffer_text(out, "&quot;"); break;
        case '\'': ind_buffer_text(out, "&#39;"); break;
        default:
            if (ind_mask_is_plain(point))
                ind_buffer_add(out, text.data + at, length);
            else
                ind_buffer_text(out, "?");
        }
    }
}
