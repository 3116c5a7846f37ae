/* test_timeline.c - collecting events and following them entity by entity. */
#include "base/memory.h"
#include "cells/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ENTITY, START, END, WHERE, AMOUNT, MINUTE, PLANNED, COLUMNS };

static uint64_t seed = 1;

static uint32_t random_below(uint32_t limit) { /* splitmix64 */
    uint64_t x = seed += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((x ^ x >> 31) % limit);
}

/* ---- a made-up table ---- */

static ind_dict *people, *places;

static void make_table(ind_vector table[COLUMNS], size_t count) {
    table[ENTITY] = ind_vector_new(IND_TEXT, people, count);
    table[START] = ind_vector_new(IND_DATE, NULL, count);
    table[END] = ind_vector_new(IND_DATE, NULL, count);
    table[WHERE] = ind_vector_new(IND_TEXT, places, count);
    table[AMOUNT] = ind_vector_new(IND_NUMBER, NULL, count);
    table[MINUTE] = ind_vector_new(IND_DATETIME, NULL, count);
    table[PLANNED] = ind_vector_new(IND_BOOLEAN, NULL, count);
}

static void free_table(ind_vector table[COLUMNS]) {
    for (size_t c = 0; c < COLUMNS; c++)
        free(table[c].any);
}

/* Few different values, so that ties reach down to the last column; each may be unknown. */
static void fill_row(ind_vector table[COLUMNS], size_t row, uint32_t entities) {
    static const double amounts[] = {-1.5, -0.0, 0.0, 2.5};
    char name[32];
    snprintf(name, sizeof name, "p%u", random_below(entities));
    table[ENTITY].code[row] = random_below(50) == 0 ? IND_NULL_CODE : ind_dict_add(people, ind_str_of(name));
    snprintf(name, sizeof name, "w%u", random_below(3) * 5);
    if (random_below(4) > 0)
        table[START].day[row] = (int32_t)random_below(3) - 1;
    if (random_below(4) > 0)
        table[END].day[row] = (int32_t)random_below(3) + 19000;
    if (random_below(4) > 0)
        table[WHERE].code[row] = ind_dict_add(places, ind_str_of(name));
    if (random_below(4) > 0)
        table[AMOUNT].number[row] = amounts[random_below(4)];
    else if (random_below(2) == 0)
        table[AMOUNT].number[row] = -(double)NAN;
    if (random_below(4) > 0)
        table[MINUTE].integer[row] = (int64_t)random_below(3) - 1;
    table[PLANNED].truth[row] = (uint8_t)random_below(3);
}

static void fill(ind_vector table[COLUMNS], size_t count, uint32_t entities) {
    /* The dictionary's order of places is not the order of their texts. */
    ind_dict_add(places, IND_STR("w5"));
    ind_dict_add(places, IND_STR("w10"));
    for (size_t row = 0; row < count; row++)
        fill_row(table, row, entities);
}

static void shuffle(ind_vector table[COLUMNS], size_t count) {
    ind_vector spare[COLUMNS];
    make_table(spare, 1);
    for (size_t i = count; i > 1; i--) {
        size_t other = random_below((uint32_t)i);
        for (size_t c = 0; c < COLUMNS; c++) {
            ind_vector_copy(&spare[c], 0, &table[c], i - 1);
            ind_vector_copy(&table[c], i - 1, &table[c], other);
            ind_vector_copy(&table[c], other, &spare[c], 0);
        }
    }
    free_table(spare);
}

/* The table from row AT, with column LEADING as the first key after the entity. */
static void view(const ind_vector table[COLUMNS], size_t leading, size_t at, ind_vector out[COLUMNS]) {
    for (size_t c = 0; c < COLUMNS; c++) {
        out[c] = table[c == START ? leading : c == leading ? START : c];
        out[c].any = (char *)out[c].any + at * ind_type_size(out[c].type);
    }
}

static ind_timeline *new_timeline(const ind_vector *columns, size_t count) {
    return ind_timeline_new(&(ind_timeline_shape){.columns = columns, .column_count = count});
}

/* The rows of COUNT that KEEP says IND_TRUE of; NULL: all. */
static void add(ind_timeline *timeline, const ind_vector *columns, const ind_str *texts, size_t count,
                const uint8_t *keep) {
    uint32_t *rows = ind_alloc_array(count, sizeof *rows);
    size_t kept = 0;
    for (size_t row = 0; row < count; row++)
        if (keep == NULL || keep[row] == IND_TRUE)
            rows[kept++] = (uint32_t)row;
    ind_timeline_add(timeline, columns, texts, NULL, rows, kept);
    free(rows);
}

/* Add the rows in batches of any size. */
static void add_in_batches(ind_timeline *timeline, const ind_vector table[COLUMNS], size_t leading, size_t count) {
    for (size_t at = 0; at < count;) {
        size_t batch = 1 + random_below(97);
        batch = batch > count - at ? count - at : batch;
        ind_vector part[COLUMNS];
        view(table, leading, at, part);
        add(timeline, part, NULL, batch, NULL);
        at += batch;
    }
}

static void sort_all(ind_timeline *timeline) {
    for (unsigned n = 0; n < IND_TIMELINE_PARTS; n++)
        ind_timeline_sort(timeline, n);
}

static void assert_bytes_equal(ind_timeline *first, ind_timeline *second) {
    for (unsigned n = 0; n < IND_TIMELINE_PARTS; n++) {
        const ind_timeline_part *a = ind_timeline_sort(first, n), *b = ind_timeline_sort(second, n);
        assert_int_equal(b->events, a->events);
        assert_int_equal(b->entities, a->entities);
        assert_memory_equal(a->starts, b->starts, (a->entities + 1) * sizeof(size_t));
        for (size_t c = 0; c < COLUMNS; c++)
            assert_memory_equal(a->columns[c].any, b->columns[c].any, a->events * ind_type_size(a->columns[c].type));
    }
}

/* Every entity once, in order of code; its events in order of all columns. */
static void assert_part_sorted(const ind_timeline *timeline, const ind_timeline_part *part) {
    const size_t *starts = part->starts;
    assert_int_equal(starts[0], 0);
    assert_int_equal(starts[part->entities], part->events);
    for (size_t e = 0; e < part->entities; e++) {
        uint32_t code = part->columns[ENTITY].code[starts[e]];
        assert_true(starts[e] < starts[e + 1]);
        assert_true(e == 0 || part->columns[ENTITY].code[starts[e] - 1] < code);
        for (size_t row = starts[e] + 1; row < starts[e + 1]; row++) {
            int order = 0;
            for (size_t c = START; c < COLUMNS && order == 0; c++)
                order = ind_vector_compare(&part->columns[c], row - 1, &part->columns[c], row);
            assert_true(order <= 0);
            assert_int_equal(part->columns[ENTITY].code[row], code);
        }
        size_t first, count;
        assert_ptr_equal(ind_timeline_find(timeline, code, &first, &count), part);
        assert_int_equal(first, starts[e]);
        assert_int_equal(count, starts[e + 1] - starts[e]);
    }
}

/* Entities asked for in their order, part by part, some of them left out and some that are not there. */
static void assert_found_next(const ind_timeline *timeline, uint32_t stride) {
    enum { BEYOND = 4000 };
    size_t at = 0;
    for (uint32_t part = 0; part < IND_TIMELINE_PARTS; part++)
        for (uint32_t code = part; code < BEYOND; code += IND_TIMELINE_PARTS * stride) {
            size_t first, count, first_next, count_next;
            const ind_timeline_part *found = ind_timeline_find(timeline, code, &first, &count);
            assert_ptr_equal(ind_timeline_find_next(timeline, code, &at, &first_next, &count_next), found);
            assert_int_equal(first_next, first);
            assert_int_equal(count_next, count);
        }
}

static void assert_sorted(ind_timeline *timeline) {
    size_t events = 0;
    sort_all(timeline);
    for (uint32_t stride = 1; stride <= 9; stride += 4)
        assert_found_next(timeline, stride);
    for (unsigned n = 0; n < IND_TIMELINE_PARTS; n++) {
        const ind_timeline_part *part = ind_timeline_sort(timeline, n); /* again is harmless */
        assert_part_sorted(timeline, part);
        events += part->events;
    }
    assert_int_equal(events, ind_timeline_events(timeline));
}

enum { EVENTS = 2000 };

static void check_all_orders(ind_vector table[COLUMNS], size_t leading) {
    ind_vector columns[COLUMNS];
    view(table, leading, 0, columns);
    ind_timeline *first = new_timeline(columns, COLUMNS), *again = new_timeline(columns, COLUMNS);
    add(first, columns, NULL, EVENTS, NULL);
    assert_true(ind_timeline_events(first) > EVENTS * 9 / 10);
    assert_sorted(first);
    for (int round = 0; round < 2; round++) {
        shuffle(table, EVENTS);
        ind_timeline_clear(again);
        add_in_batches(again, table, leading, EVENTS);
        assert_bytes_equal(first, again);
    }
    ind_timeline_free(first);
    ind_timeline_free(again);
}

/* Many entities with few events, few with many (merged runs), and one alone; every type leads once. */
static void any_order_gives_the_same(void **state) {
    (void)state;
    static const uint32_t entities[] = {5000, 300, 7, 1};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        people = ind_dict_new();
        places = ind_dict_new();
        ind_vector table[COLUMNS];
        make_table(table, EVENTS);
        fill(table, EVENTS, entities[i]);
        for (size_t leading = START; leading < COLUMNS; leading++)
            check_all_orders(table, leading);
        free_table(table);
        ind_dict_free(people);
        ind_dict_free(places);
    }
}

/* Days and minutes that are all known, close together and mostly different; and minutes too far apart to be ranked. */
static void known_times_are_ranked(void **state) {
    (void)state;
    static const uint32_t entities[] = {300, 40, 7, 1};
    static const int64_t steps[] = {1, 5, INT64_C(1) << 40};
    for (size_t i = 0; i < 12; i++) {
        people = ind_dict_new();
        places = ind_dict_new();
        ind_vector table[COLUMNS];
        make_table(table, EVENTS);
        fill(table, EVENTS, entities[i / 3]);
        for (size_t row = 0; row < EVENTS; row++) {
            table[START].day[row] = (int32_t)random_below(400) - 200;
            table[MINUTE].integer[row] = ((int64_t)random_below(20000) - 10000) * steps[i % 3];
        }
        check_all_orders(table, START);
        check_all_orders(table, MINUTE);
        free_table(table);
        ind_dict_free(people);
        ind_dict_free(places);
    }
}

/* ---- by hand ---- */

typedef struct {
    const char *name, *day, *tag; /* "" is unknown */
} text_row;

static ind_timeline *small_timeline(ind_dict *names, ind_dict *tags, const text_row *rows, size_t count) {
    ind_vector table[3] = {ind_vector_new(IND_TEXT, names, count), ind_vector_new(IND_DATE, NULL, count),
                           ind_vector_new(IND_TEXT, tags, count)};
    for (size_t i = 0; i < count; i++) {
        table[0].code[i] = ind_dict_add(names, ind_str_of(rows[i].name));
        if (rows[i].day[0] != '\0')
            table[1].day[i] = (int32_t)strtol(rows[i].day, NULL, 10);
        table[2].code[i] = rows[i].tag[0] == '\0' ? IND_NULL_CODE : ind_dict_add(tags, ind_str_of(rows[i].tag));
    }
    ind_timeline *timeline = new_timeline(table, 3);
    add(timeline, table, NULL, count, NULL);
    for (size_t c = 0; c < 3; c++)
        free(table[c].any);
    return timeline;
}

static void sorts_by_value_with_unknown_last(void **state) {
    (void)state;
    static const text_row rows[] = {
        {"eva", "", "b"},   {"ada", "5", "zz"}, {"eva", "-3", ""},  {"eva", "-3", "b"},
        {"ada", "-9", "q"}, {"eva", "10", "a"}, {"eva", "-3", "a"}, {"eva", "9", "z"},
    };
    static const char *const eva[] = {"a", "b", "", "z", "a", "b"}, *const ada[] = {"q", "zz"};
    ind_dict *names = ind_dict_new(), *tags = ind_dict_new();
    ind_timeline *timeline = small_timeline(names, tags, rows, 8);
    sort_all(timeline);
    size_t first, count;
    const ind_timeline_part *part = ind_timeline_find(timeline, ind_dict_find(names, IND_STR("eva")), &first, &count);
    assert_int_equal(count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_true(ind_str_is(ind_dict_text(tags, part->columns[2].code[first + i]), eva[i]));
    part = ind_timeline_find(timeline, ind_dict_find(names, IND_STR("ada")), &first, &count);
    assert_int_equal(count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_true(ind_str_is(ind_dict_text(tags, part->columns[2].code[first + i]), ada[i]));
    ind_timeline_find(timeline, 99, &first, &count);
    assert_int_equal(count, 0);
    ind_timeline_find(timeline, 0, &first, &count);
    assert_int_equal(count, 0);
    ind_timeline_free(timeline);
    ind_dict_free(names);
    ind_dict_free(tags);
}

static void keeps_only_what_is_true(void **state) {
    (void)state;
    uint32_t codes[] = {1, 2, IND_NULL_CODE, 1, 2};
    int64_t values[] = {10, 20, 30, 40, 50};
    const uint8_t keep[] = {IND_TRUE, IND_FALSE, IND_TRUE, IND_UNKNOWN, IND_TRUE};
    ind_vector columns[] = {{.type = IND_TEXT, .code = codes}, {.type = IND_INTEGER, .integer = values}};
    ind_timeline *timeline = new_timeline(columns, 2);
    add(timeline, columns, NULL, 5, keep);
    assert_int_equal(ind_timeline_events(timeline), 2);
    add(timeline, columns, NULL, 3, NULL);
    assert_int_equal(ind_timeline_events(timeline), 4);
    static const int64_t of_one[] = {10, 10}, of_two[] = {20, 50};
    assert_memory_equal(ind_timeline_sort(timeline, 1)->columns[1].integer, of_one, sizeof of_one);
    assert_memory_equal(ind_timeline_sort(timeline, 2)->columns[1].integer, of_two, sizeof of_two);
    ind_timeline_drop(timeline, 1);
    assert_int_equal(ind_timeline_events(timeline), 2);
    ind_timeline_free(timeline);
}

static void empty_and_single_column(void **state) {
    (void)state;
    enum { PART = UINT32_MAX % IND_TIMELINE_PARTS, STEP = IND_TIMELINE_PARTS };
    uint32_t codes[] = {PART + 1000 * STEP, PART, UINT32_MAX, PART + 1000 * STEP, PART + 50000 * STEP};
    const ind_vector columns[] = {{.type = IND_TEXT, .code = codes}};
    ind_timeline *timeline = new_timeline(columns, 1);
    size_t first, count;
    sort_all(timeline);
    assert_int_equal(ind_timeline_sort(timeline, PART)->entities, 0);
    assert_int_equal(ind_timeline_sort(timeline, PART)->starts[0], 0);
    ind_timeline_find(timeline, PART, &first, &count);
    assert_int_equal(count, 0);

    ind_timeline_clear(timeline);
    add(timeline, columns, NULL, 0, NULL);
    add(timeline, columns, NULL, 5, NULL);
    const ind_timeline_part *part = ind_timeline_sort(timeline, PART);
    const uint32_t want[] = {codes[1], codes[0], codes[0], codes[4], UINT32_MAX};
    assert_memory_equal(part->columns[0].code, want, sizeof want);
    assert_int_equal(part->entities, 4);
    assert_ptr_equal(ind_timeline_find(timeline, codes[0], &first, &count), part);
    assert_int_equal(first, 1);
    assert_int_equal(count, 2);
    ind_timeline_free(timeline);
    ind_timeline_free(NULL);
}

/* Two threads collect apart: what one has goes to the other, texts of another dictionary by their bytes. */
static void absorbs_what_another_collected(void **state) {
    (void)state;
    static const text_row rows[] = {{"eva", "1", "b"}, {"ada", "2", "c"}, {"eva", "0", "c"}, {"eva", "3", ""}};
    static const text_row others[] = {{"ada", "1", "d"}, {"eva", "2", "c"}};
    ind_dict *names = ind_dict_new(), *tags = ind_dict_new(), *other_tags = ind_dict_new();
    ind_timeline *timeline = small_timeline(names, tags, rows, 4);
    ind_timeline *other = small_timeline(names, other_tags, others, 2);
    ind_timeline_absorb(timeline, other);
    assert_int_equal(ind_timeline_events(timeline), 6);
    assert_int_equal(ind_timeline_events(other), 0);
    sort_all(timeline);
    static const char *const want[] = {"c", "b", "c", ""};
    size_t first, count;
    const ind_timeline_part *part = ind_timeline_find(timeline, ind_dict_find(names, IND_STR("eva")), &first, &count);
    assert_int_equal(count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(part->columns[1].day[first + i], i);
        assert_true(ind_str_is(ind_dict_text(tags, part->columns[2].code[first + i]), want[i]));
    }
    part = ind_timeline_find(timeline, ind_dict_find(names, IND_STR("ada")), &first, &count);
    assert_true(ind_str_is(ind_dict_text(tags, part->columns[2].code[first]), "d"));
    ind_timeline_free(timeline);
    ind_timeline_free(other);
    ind_dict_free(names);
    ind_dict_free(tags);
    ind_dict_free(other_tags);
}

/* ---- entities without numbers ---- */

enum { LONGEST = 40, TEXT_COLUMNS = 4 };

/* Texts of all lengths, many of them alike but for their last byte. */
static ind_str entity_text(char room[LONGEST + 1], uint32_t entity) {
    size_t length = entity % LONGEST;
    memset(room, 'x', length);
    for (size_t at = length; at > 0 && entity > 0; entity /= 26)
        room[--at] = (char)('a' + entity % 26);
    return (ind_str){room, length};
}

/* The events of an entity, which the last column numbers, as a sum that their order changes. */
static uint64_t print_of(const ind_timeline_part *part, size_t first, size_t count) {
    uint64_t print = count;
    for (size_t i = first; i < first + count; i++) {
        assert_int_equal(part->columns[1].day[i], part->columns[3].day[i]);
        print = print * UINT64_C(0xd6e8feb86659fd93) + (uint64_t)(uint32_t)part->columns[1].day[i];
        print = print * UINT64_C(0xd6e8feb86659fd93) + (uint64_t)part->columns[2].integer[i];
    }
    return print;
}

/* By code of the entity: the print of its events. */
static size_t prints(ind_timeline *timeline, uint64_t *by_entity, uint32_t entities) {
    size_t found = 0;
    for (unsigned n = 0; n < IND_TIMELINE_PARTS; n++) {
        const ind_timeline_part *part = ind_timeline_sort(timeline, n);
        for (size_t e = 0; e < part->entities; e++, found++) {
            size_t first = part->starts[e];
            uint32_t entity = (uint32_t)part->columns[2].integer[first];
            assert_true(entity < entities && by_entity[entity] == 0);
            by_entity[entity] = print_of(part, first, part->starts[e + 1] - first);
        }
    }
    return found;
}

static void check_texts(uint32_t entities, size_t count) {
    static const size_t same[TEXT_COLUMNS] = {0, 1, 2, 1};
    ind_dict *names = ind_dict_new();
    ind_vector table[TEXT_COLUMNS] = {ind_vector_new(IND_TEXT, names, count), ind_vector_new(IND_DATE, NULL, count),
                                      ind_vector_new(IND_INTEGER, NULL, count)};
    ind_str *texts = ind_alloc_array(count, sizeof *texts);
    char(*room)[LONGEST + 1] = ind_alloc_array(count, sizeof *room);
    for (size_t row = 0; row < count; row++) {
        uint32_t entity = random_below(entities);
        if (random_below(50) == 0)
            continue;
        texts[row] = entity_text(room[row], entity);
        table[0].code[row] = ind_dict_add(names, texts[row]);
        table[1].day[row] = (int32_t)random_below(1000);
        table[2].integer[row] = table[0].code[row];
    }
    table[3] = table[1];
    ind_timeline *by_code = new_timeline(table, TEXT_COLUMNS);
    const ind_timeline_shape shape = {.columns = table, .column_count = TEXT_COLUMNS, .same = same, .by_text = true};
    ind_timeline *by_text = ind_timeline_new(&shape), *other = ind_timeline_new(&shape);
    add(by_code, table, NULL, count, NULL);
    add(by_text, table, texts, count / 3, NULL);
    ind_vector rest[TEXT_COLUMNS];
    for (size_t c = 0; c < TEXT_COLUMNS; c++)
        rest[c] = ind_vector_slice(&table[c], count / 3);
    add(other, rest, texts + count / 3, count - count / 3, NULL);
    memset(room, 0, count * sizeof *room); /* what is needed of texts has been copied */
    ind_timeline_absorb(by_text, other);
    assert_int_equal(ind_timeline_events(by_text), ind_timeline_events(by_code));
    uint32_t codes = ind_dict_count(names) + 1;
    uint64_t *a = ind_alloc_array(codes, sizeof *a), *b = ind_alloc_array(codes, sizeof *b);
    assert_int_equal(prints(by_code, a, codes), prints(by_text, b, codes));
    assert_memory_equal(a, b, codes * sizeof *a);
    free(a);
    free(b);
    ind_timeline_free(by_code);
    ind_timeline_free(by_text);
    ind_timeline_free(other);
    for (size_t c = 0; c < 3; c++)
        free(table[c].any);
    free(texts);
    free(room);
    ind_dict_free(names);
}

static void texts_tell_entities_as_numbers_do(void **state) {
    (void)state;
    check_texts(1, 100);
    check_texts(50, 5000);
    check_texts(5000, 5000);
    check_texts(100000, 200000);
}

/* ---- names ---- */

enum { NAMED = 2, NUMBER, NAME_COLUMNS };

/* None, short ones, or ones that are too long for a key and begin alike. */
static ind_str random_name(char room[LONGEST + 20]) {
    uint32_t choice = random_below(12);
    if (choice == 0)
        return (ind_str){0};
    int length = snprintf(room, LONGEST + 20, choice < 8 ? "p%u" : "the same beginning %u", choice);
    return (ind_str){room, (size_t)length};
}

/* ---- entities found by their keys ---- */

/* Every STRIDE-th of COUNT entities, each with as many events as its number says; names of two lengths. */
static ind_timeline *keyed_timeline(ind_dict *names, uint32_t count, uint32_t stride) {
    enum { MOST = 3, ROOM = 40 };
    size_t rows = 0;
    ind_str *texts = ind_alloc_array(count * MOST, sizeof *texts);
    char(*room)[ROOM] = ind_alloc_array(count * MOST, ROOM);
    int32_t *days = ind_alloc_array(count * MOST, sizeof *days);
    for (uint32_t n = 0; n < count; n += stride)
        for (uint32_t k = 0; k <= n % MOST; k++, rows++) {
            int length = snprintf(room[rows], ROOM, n % 5 == 0 ? "a very long name number %u" : "p%u", n);
            texts[rows] = (ind_str){room[rows], (size_t)length};
            days[rows] = (int32_t)n;
        }
    ind_vector columns[] = {{.type = IND_TEXT, .dict = names}, {.type = IND_DATE, .day = days}};
    ind_timeline *timeline = ind_timeline_new(
        &(ind_timeline_shape){.columns = columns, .column_count = 2, .by_text = true, .keeps_keys = true});
    add(timeline, columns, texts, rows, NULL);
    sort_all(timeline);
    free(texts);
    free(room);
    free(days);
    return timeline;
}

/* The entities of one timeline, in their order, are found in another one exactly where they are. */
static void check_keys(uint32_t count, uint32_t stride, uint32_t other) {
    ind_dict *names = ind_dict_new(), *more = ind_dict_new();
    ind_timeline *asks = keyed_timeline(names, count, stride), *has = keyed_timeline(more, count, other);
    size_t at = 0, found = 0, wanted = 0;
    for (uint32_t n = 0; n < count; n++)
        wanted += n % stride == 0 && n % other == 0;
    for (unsigned number = 0; number < IND_TIMELINE_PARTS; number++) {
        const ind_timeline_part *part = ind_timeline_sort(asks, number);
        for (size_t e = 0; e < part->entities; e++) {
            size_t first, events;
            int32_t day = part->columns[1].day[part->starts[e]];
            const ind_timeline_part *there = ind_timeline_find_key(has, &part->keys[e], &at, &first, &events);
            assert_int_equal(events, (uint32_t)day % other == 0 ? day % 3 + 1 : 0);
            for (size_t i = 0; i < events; i++)
                assert_int_equal(there->columns[1].day[first + i], day);
            found += events > 0;
        }
    }
    assert_int_equal(found, wanted);
    ind_timeline_free(asks);
    ind_timeline_free(has);
    ind_dict_free(names);
    ind_dict_free(more);
}

static void finds_entities_by_their_keys(void **state) {
    (void)state;
    static const uint32_t strides[] = {1, 2, 3, 17, 1000};
    for (size_t i = 0; i < sizeof strides / sizeof *strides; i++)
        for (size_t k = 0; k < sizeof strides / sizeof *strides; k++) {
            check_keys(50, strides[i], strides[k]);
            check_keys(20000, strides[i], strides[k]);
        }
}

/* The numbers of an entity, 1, 2, ... in order of first appearance, are the same exactly when the texts are. */
static void check_numbers(const ind_timeline_part *part, const ind_timeline_part *named, size_t first, size_t end) {
    const uint32_t *code = part->columns[NAMED].code, *number = named->columns[NAMED].code;
    uint32_t most = 0;
    for (size_t i = first; i < end; i++) {
        assert_int_equal(part->columns[NUMBER].integer[i], named->columns[NUMBER].integer[i]);
        assert_int_equal(code[i] == IND_NULL_CODE, number[i] == IND_NULL_CODE);
        for (size_t k = first; k < i; k++)
            assert_int_equal(code[i] == code[k], number[i] == number[k]);
        assert_true(number[i] <= most + 1);
        most = number[i] > most ? number[i] : most;
    }
}

static void check_names(uint32_t entities, size_t count) {
    ind_dict *persons = ind_dict_new(), *staff = ind_dict_new(), *unused = ind_dict_new();
    ind_vector table[NAME_COLUMNS] = {ind_vector_new(IND_TEXT, persons, count), ind_vector_new(IND_DATE, NULL, count),
                                      ind_vector_new(IND_TEXT, staff, count), ind_vector_new(IND_INTEGER, NULL, count)};
    ind_vector by_name[NAME_COLUMNS];
    ind_str *names = ind_alloc_array(count, sizeof *names);
    char(*room)[LONGEST + 20] = ind_alloc_array(count, sizeof *room);
    uint32_t *rows = ind_alloc_array(count, sizeof *rows);
    for (size_t row = 0; row < count; row++) {
        table[0].code[row] = 1 + random_below(entities);
        table[1].day[row] = (int32_t)random_below(5);
        names[row] = random_name(room[row]);
        table[NAMED].code[row] = names[row].data == NULL ? IND_NULL_CODE : ind_dict_add(staff, names[row]);
        table[NUMBER].integer[row] = (int64_t)row;
        rows[row] = (uint32_t)(count - 1 - row);
    }
    memcpy(by_name, table, sizeof by_name);
    by_name[NAMED].dict = unused;
    const ind_timeline_shape shape = {.columns = by_name, .column_count = NAME_COLUMNS, .named = NAMED};
    ind_timeline *numbered = new_timeline(table, NAME_COLUMNS), *named = ind_timeline_new(&shape),
                 *other = ind_timeline_new(&shape);
    add(numbered, table, NULL, count, NULL);
    ind_timeline_add(named, by_name, NULL, names, rows, count / 3);
    ind_timeline_add(other, by_name, NULL, names, rows + count / 3, count - count / 3);
    memset(room, 0, count * sizeof *room); /* what is needed of texts has been copied */
    ind_timeline_absorb(named, other);
    for (unsigned n = 0; n < IND_TIMELINE_PARTS; n++) {
        const ind_timeline_part *a = ind_timeline_sort(numbered, n), *b = ind_timeline_sort(named, n);
        assert_int_equal(a->entities, b->entities);
        for (size_t e = 0; e < a->entities; e++)
            check_numbers(a, b, a->starts[e], a->starts[e + 1]);
    }
    ind_timeline_free(numbered);
    ind_timeline_free(named);
    ind_timeline_free(other);
    for (size_t c = 0; c < NAME_COLUMNS; c++)
        free(table[c].any);
    free(names);
    free(room);
    free(rows);
    ind_dict_free(persons);
    ind_dict_free(staff);
    ind_dict_free(unused);
}

static void names_are_told_apart_within_an_entity(void **state) {
    (void)state;
    check_names(1, 300);
    check_names(100, 3000);
    check_names(5000, 5000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_gives_the_same),
        cmocka_unit_test(known_times_are_ranked),
        cmocka_unit_test(sorts_by_value_with_unknown_last),
        cmocka_unit_test(keeps_only_what_is_true),
        cmocka_unit_test(empty_and_single_column),
        cmocka_unit_test(absorbs_what_another_collected),
        cmocka_unit_test(finds_entities_by_their_keys),
        cmocka_unit_test(texts_tell_entities_as_numbers_do),
        cmocka_unit_test(names_are_told_apart_within_an_entity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
