/* comments_json.c - comments as members of a report.  They are no result, so that the hash of those does not cover
 * them; they have one of their own. */
#include "figures/content_hash.h"
#include "report/comments.h"

static void write_comment(ind_json_text *json, const ind_report_comment *comment) {
    ind_json_next(json, "\n    ");
    ind_json_open(json, "{ ");
    ind_json_text_member(json, "measure", comment->measure);
    if (comment->area.length > 0)
        ind_json_text_member(json, "area", comment->area);
    ind_json_text_member(json, "period", comment->period);
    ind_json_text_member(json, "author", comment->author);
    ind_json_text_member(json, "date", comment->date);
    ind_json_text_member(json, "text", comment->text);
    ind_json_close(json, " }");
}

void ind_json_comments(ind_json_text *json, const ind_report *report) {
    char hash[IND_CONTENT_HASH];
    if (report->comment_count == 0)
        return;
    ind_json_raw(json, "  \"comments\": ");
    size_t start = json->text->length;
    ind_json_open(json, "[");
    for (size_t i = 0; i < report->comment_count; i++)
        write_comment(json, &report->comments[i]);
    ind_json_close(json, " ]");
    ind_content_text((ind_str){json->text->data + start, json->text->length - start}, hash);
    ind_json_raw(json, ",\n  \"comments_hash\": \"");
    ind_json_raw(json, hash);
    ind_json_raw(json, "\",\n");
}
