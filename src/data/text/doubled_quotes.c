/* doubled_quotes.c - the idea: texts with quotes in them stand in columns of comments, which few indicators read.
 *
 * A record with such a text is as plain as any other for whoever reads other columns: where the fields end is known.
 * So it stays in its run; only if the column is read, the record is taken alone and the quotes are made single. */
#include "data/text/doubled_quotes.h"

/* How many of the ascending PLACES stand before PLACE. */
static size_t count_before(const uint32_t *places, size_t count, uint32_t place) {
    size_t from = 0;
    while (from < count) {
        size_t middle = from + (count - from) / 2;
        if (places[middle] < place)
            from = middle + 1;
        else
            count = middle;
    }
    return from;
}

static size_t column_at(const ind_index *index, uint32_t place) {
    size_t field = count_before(index->ends, index->end_count, place);
    size_t record = count_before(index->breaks, index->record_count, place);
    size_t first = record == 0 ? 0 : count_before(index->ends, field, index->breaks[record - 1]) + 1;
    return field - first;
}

void ind_doubled_quotes_find(const ind_index *index, const ind_places *doubled, const bool *columns, size_t count,
                             ind_places *out) {
    for (size_t i = 0; i < doubled->count; i++) {
        size_t column = column_at(index, doubled->items[i]);
        if (column < count && columns[column])
            ind_places_add(out, doubled->items[i]);
    }
}

ind_str ind_single_quotes(ind_str field, ind_buffer *out) {
    const char *quote = field.length == 0 ? NULL : memchr(field.data, '"', field.length);
    size_t from = out->length;
    if (quote == NULL)
        return field;
    for (const char *at = field.data, *end = at + field.length; at < end;) {
        size_t length = quote == NULL ? (size_t)(end - at) : (size_t)(quote - at) + 1;
        ind_buffer_add(out, at, length);
        at += length + (quote != NULL); /* its second half */
        quote = at < end ? memchr(at, '"', (size_t)(end - at)) : NULL;
    }
    return (ind_str){out->data + from, out->length - from};
}
