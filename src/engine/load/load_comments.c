/* load_comments.c - comments on figures: the written assessment that stands beside them and changes none.
 *
 * A comment on a measure that the catalogue has not, on an area or a period that is none, or with what looks like a
 * personal identity number, is said with its line and left out; no text of it is shown. */
#include "base/date.h"
#include "data/values/person_number.h"
#include "engine/load/load.h"

#include <stdlib.h>

typedef enum { OF_NO_MEASURE, OF_NO_AREA, OF_NO_PERIOD, NAMES_SOMEBODY, FAULTS } fault;

typedef struct {
    ind_run *run;
    ind_input *input;
    uint64_t count[FAULTS], line[FAULTS]; /* the first line */
    uint32_t file[FAULTS];
    int place_of[IND_COMMENT_ROLES]; /* of a batch */
} comment_reader;

static ind_str text_at(const comment_reader *reader, const ind_batch *batch, ind_comment_role role, size_t row) {
    const ind_vector *column = &batch->columns[reader->place_of[role]];
    return ind_dict_text(column->dict, column->code[row]);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digits_from(ind_str text, size_t at) {
    size_t end = at;
    while (end < text.length && is_digit(text.data[end]))
        end++;
    return end - at;
}

/* Is there one among the digits from AT on, and the last four after a sign or a blank? */
static bool is_number_at(ind_str text, size_t at, size_t length) {
    enum { LAST = 4, LONGEST = 8 };
    size_t next = at + length;
    if (ind_is_person_number((ind_str){text.data + at, length}))
        return true;
    if (length > LONGEST || next >= text.length || strchr("-+ ", text.data[next]) == NULL ||
        digits_from(text, next + 1) != LAST)
        return false;
    char number[LONGEST + LAST];
    memcpy(number, text.data + at, length);
    memcpy(number + length, text.data + next + 1, LAST);
    return ind_is_person_number((ind_str){number, length + LAST});
}

static bool names_somebody(ind_str text) {
    for (size_t i = 0; i < text.length;) {
        size_t length = digits_from(text, i);
        if (length > 0 && is_number_at(text, i, length))
            return true;
        i += length > 0 ? length : 1;
    }
    return false;
}

static bool is_area(const ind_run *run, ind_str area) {
    static const ind_str riket = {"00", 2};
    return area.length == 0 || ind_str_equal(area, riket) || ind_area_tree_is_empty(run->areas) ||
           ind_area_tree_has(run->areas, area);
}

static bool is_known(const ind_run *run, ind_str id) {
    return ind_catalogue_find(run->catalogue, id) != NULL;
}

static fault fault_of(const ind_run *run, const ind_comment *one) {
    int32_t from, to;
    if (names_somebody(one->text) || names_somebody(one->author))
        return NAMES_SOMEBODY;
    if (!is_known(run, one->measure))
        return OF_NO_MEASURE;
    if (!is_area(run, one->area))
        return OF_NO_AREA;
    return ind_period_parse(one->period, &from, &to) ? FAULTS : OF_NO_PERIOD;
}

static void take_row(comment_reader *reader, const ind_batch *batch, size_t row) {
    ind_run *run = reader->run;
    const ind_vector *day = &batch->columns[reader->place_of[IND_COMMENT_DATE]];
    ind_comment one = {
        .measure = text_at(reader, batch, IND_COMMENT_MEASURE, row),
        .area = text_at(reader, batch, IND_COMMENT_AREA, row),
        .period = text_at(reader, batch, IND_COMMENT_PERIOD, row),
        .author = text_at(reader, batch, IND_COMMENT_AUTHOR, row),
        .text = text_at(reader, batch, IND_COMMENT_TEXT, row),
        .date = day->day[row],
    };
    fault wrong = fault_of(run, &one);
    if (wrong == FAULTS) {
        run->comments =
            ind_arena_grow(run->arena, run->comments, run->comment_count, &run->comment_capacity, sizeof one);
        run->comments[run->comment_count++] = one;
        return;
    }
    if (reader->count[wrong]++ == 0) {
        reader->line[wrong] = batch->line[row];
        reader->file[wrong] = (uint32_t)batch->file;
    }
}

static void begin(void *context) {
    comment_reader *reader = context;
    memset(reader->count, 0, sizeof reader->count);
    reader->run->comment_count = 0;
}

static void take_batch(void *context, const ind_batch *batch) {
    for (size_t row = 0; row < batch->count; row++)
        take_row(context, batch, row);
}

static void say(const comment_reader *reader) {
    static const struct {
        const char *rule, *what;
    } words[FAULTS] = {
        [OF_NO_MEASURE] = {.rule = "comment_measure", .what = "on a measure that the catalogue has not"},
        [OF_NO_AREA] = {.rule = "comment_area", .what = "on an area that no codelist knows"},
        [OF_NO_PERIOD] = {.rule = "comment_period", .what = "on a period that is none"},
        [NAMES_SOMEBODY] = {.rule = "comment_names", .what = "with what looks like a personal identity number"},
    };
    for (int i = 0; i < FAULTS; i++)
        if (reader->count[i] > 0)
            ind_diag_add(reader->run->diag, IND_WARNING, IND_OK, words[i].rule,
                         (ind_place){.file = reader->input->files[reader->file[i]].path, .line = reader->line[i]}, NULL,
                         "%llu comment%s %s %s left out; the first is on this line",
                         (unsigned long long)reader->count[i], reader->count[i] == 1 ? "" : "s", words[i].what,
                         reader->count[i] == 1 ? "is" : "are");
}

static int by_place(const void *a, const void *b) {
    const ind_comment *x = a, *y = b;
    const ind_str *const pairs[][2] = {{&x->measure, &y->measure}, {&x->period, &y->period}, {&x->area, &y->area}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int order = ind_str_compare(*pairs[i][0], *pairs[i][1]);
        if (order != 0)
            return order;
    }
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    int order = ind_str_compare(x->author, y->author);
    return order != 0 ? order : ind_str_compare(x->text, y->text);
}

static ind_input *comments_input(ind_run *run) {
    for (size_t i = 0; i < run->input_count; i++)
        if (run->inputs[i].dataset->comments != NULL)
            return &run->inputs[i];
    return NULL;
}

/* The fields in the order of the file, in which they are read. */
static void want_fields(const ind_comment_schema *schema, uint32_t wanted[IND_COMMENT_ROLES],
                        int place_of[IND_COMMENT_ROLES]) {
    for (int i = 0; i < IND_COMMENT_ROLES; i++) {
        place_of[i] = 0;
        for (int k = 0; k < IND_COMMENT_ROLES; k++)
            place_of[i] += schema->field[k] < schema->field[i];
        wanted[place_of[i]] = schema->field[i];
    }
}

ind_status ind_load_comments(ind_run *run) {
    comment_reader reader = {.run = run, .input = comments_input(run)};
    uint32_t wanted[IND_COMMENT_ROLES];
    if (reader.input == NULL)
        return IND_OK;
    want_fields(reader.input->dataset->comments, wanted, reader.place_of);
    for (size_t i = 0; i < IND_COMMENT_ROLES; i++)
        reader.input->dicts[wanted[i]] = ind_run_dict(run, reader.input->dataset, wanted[i]);
    ind_status status = ind_input_read(run, reader.input,
                                       &(ind_input_request){.wanted = wanted,
                                                            .wanted_count = IND_COMMENT_ROLES,
                                                            .begin = begin,
                                                            .batch = take_batch,
                                                            .context = &reader});
    if (run->comment_count > 1)
        qsort(run->comments, run->comment_count, sizeof *run->comments, by_place);
    say(&reader);
    return status;
}
