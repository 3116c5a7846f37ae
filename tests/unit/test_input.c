/* Nothing is lost in silence: plain and compressed, from files, memory and pipes, cut off or changing under us.
 *
 * Every case is read in all packings, and must end the same. */
#include "data/tables/read_table.h"
#include "support/pack.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka wants the four above first */
#include <cmocka.h>

/* ---- a dataset of two texts, and one reading of it ---- */

enum { ID, NOTE, FIELDS };
static const uint32_t wanted[] = {ID, NOTE}, key[] = {ID};
static ind_field fields[FIELDS] = {
    [ID] = {.name = {"id", 2}, .type = IND_TEXT, .required = true},
    [NOTE] = {.name = {"note", 4}, .type = IND_TEXT},
};
static const ind_dataset dataset = {
    .name = {"notes", 5}, .fields = fields, .field_count = FIELDS, .key = key, .key_count = 1, .supplier = -1};

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    ind_dict *dicts[FIELDS];
    ind_input_file file;
    ind_file_report report;
    ind_status status;
    uint64_t delivered, length; /* rows, and bytes of their notes */
    void (*disturb)(void);      /* called once, in the middle of the reading */
} reading;

static void on_begin(void *context) {
    reading *r = context;
    r->delivered = r->length = 0;
}

static void on_batch(void *context, const ind_batch *batch) {
    reading *r = context;
    r->delivered += batch->count;
    for (size_t row = 0; row < batch->count; row++)
        if (!ind_vector_is_null(&batch->columns[NOTE], row))
            r->length += ind_dict_text(r->dicts[NOTE], batch->columns[NOTE].code[row]).length;
    if (r->disturb != NULL)
        r->disturb();
    r->disturb = NULL;
}

static size_t record_limit; /* 0: the usual one */

static reading *start(const char *path, ind_str memory) {
    reading *r = ind_alloc(sizeof *r);
    *r = (reading){.arena = ind_arena_new(), .diag = ind_diag_new(), .file = {path, IND_NULL_DATE, memory}};
    return r;
}

static void run(reading *r, size_t block_size) {
    for (size_t i = 0; i < FIELDS; i++)
        r->dicts[i] = ind_dict_new();
    ind_table_request request = {.dataset = &dataset,
                                 .files = &r->file,
                                 .file_count = 1,
                                 .wanted = wanted,
                                 .dicts = r->dicts,
                                 .wanted_count = FIELDS,
                                 .dialect = {.preamble_rows = -1},
                                 .max_rejected = 100,
                                 .check_keys = true,
                                 .arena = r->arena,
                                 .begin = on_begin,
                                 .batch = on_batch,
                                 .context = r,
                                 .block_size = block_size,
                                 .record_limit = record_limit};
    r->status = ind_table_read(&request, &r->report, r->diag);
    assert_true(r->report.records == r->report.rows + r->report.rejected + r->report.duplicates);
    assert_true(r->status != IND_OK || r->delivered == r->report.rows);
    assert_true((r->status == IND_OK) == (ind_diag_count(r->diag) == 0));
}

/* Status, counts and the rule of the first error, as text. */
static void assert_outcome(const reading *r, const char *name, const char *want) {
    char got[200];
    snprintf(got, sizeof got, "%d: %llu records, %llu rows, %llu rejected, %llu duplicates%s%s", (int)r->status,
             (unsigned long long)r->report.records, (unsigned long long)r->report.rows,
             (unsigned long long)r->report.rejected, (unsigned long long)r->report.duplicates,
             r->status == IND_OK ? "" : ", ", r->status == IND_OK ? "" : ind_diag_at(r->diag, 0)->rule);
    if (strcmp(got, want) != 0)
        fail_msg("%s:\n got %s\nwant %s", name, got, want);
    if (r->status != IND_OK)
        assert_string_equal(ind_diag_at(r->diag, 0)->place.file, r->file.path);
}

static void finish(reading *r) {
    for (size_t i = 0; i < FIELDS; i++)
        ind_dict_free(r->dicts[i]);
    ind_file_report_free(&r->report);
    ind_diag_free(r->diag);
    ind_arena_free(r->arena);
    free(r);
}

/* ---- ways to write the same file ---- */

typedef struct {
    const char *name;
    ind_packing packing;
    size_t parts; /* members or frames */
} writing;

static const writing writings[] = {{"plain", IND_NOT_PACKED, 1},
                                   {"gzip", IND_GZIP, 1},
                                   {"gzip of 3 members", IND_GZIP, 3},
                                   {"zstd", IND_ZSTD, 1},
                                   {"zstd of 3 frames", IND_ZSTD, 3}};
enum { WRITINGS = sizeof writings / sizeof *writings };

static ind_buffer write_as(const writing *how, ind_str text) {
    ind_buffer out = {0};
    for (size_t i = 0; i < how->parts; i++) {
        size_t from = text.length * i / how->parts, to = text.length * (i + 1) / how->parts;
        pack(&out, how->packing, (ind_str){text.data + from, to - from});
    }
    return out;
}

static void check_memory(const char *name, ind_str text, size_t block_size, const char *want, uint64_t length) {
    for (size_t w = 0; w < WRITINGS; w++) {
        ind_buffer written = write_as(&writings[w], text);
        reading *r = start("notes.csv", ind_buffer_str(&written));
        char both[100];
        run(r, block_size);
        snprintf(both, sizeof both, "%s, %s", name, writings[w].name);
        assert_outcome(r, both, want);
        assert_true(r->status != IND_OK || r->length == length);
        assert_true(r->status != IND_OK || r->report.bytes == written.length);
        finish(r);
        ind_buffer_free(&written);
    }
}

/* ---- the tests ---- */

static void the_end_of_a_file(void **state) {
    (void)state;
    static const struct {
        const char *name, *text, *want;
        uint64_t length;
    } cases[] = {
        {"whole", "id;note\n1;abc\n2;d\n", "0: 2 records, 2 rows, 0 rejected, 0 duplicates", 4},
        {"no last line end", "id;note\n1;abc\n2;d", "0: 2 records, 2 rows, 0 rejected, 0 duplicates", 4},
        {"half a line end", "id;note\r\n1;abc\r\n2;d\r", "0: 2 records, 2 rows, 0 rejected, 0 duplicates", 4},
        {"a field is missing", "id;note\n1;abc\n2", "0: 2 records, 1 rows, 1 rejected, 0 duplicates", 3},
        {"in a quote", "id;note\n1;abc\n2;\"d\n", "4: 1 records, 1 rows, 0 rejected, 0 duplicates, unterminated_quote",
         0},
        {"in the header", "id", "4: 0 records, 0 rows, 0 rejected, 0 duplicates, missing_column", 0},
        {"nothing", "", "4: 0 records, 0 rows, 0 rejected, 0 duplicates, empty_file", 0},
        {"a zip file", "PK\x03\x04", "4: 0 records, 0 rows, 0 rejected, 0 duplicates, not_csv", 0},
        {"a mark", "\xef\xbb\xbfid;note\n1;abc\n", "0: 1 records, 1 rows, 0 rejected, 0 duplicates", 3},
        {"twice", "id;note\n1;abc\n1;abc\n1;abc\n", "0: 3 records, 1 rows, 0 rejected, 2 duplicates", 3},
        {"a key with two contents", "id;note\n1;abc\n1;abd\n2;d\n", "0: 3 records, 1 rows, 2 rejected, 0 duplicates",
         1},
    };
    static const size_t blocks[] = {0, 1, 2, 5};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++)
            check_memory(cases[i].name, ind_str_of(cases[i].text), blocks[b], cases[i].want, cases[i].length);
}

static void reads_utf16(void **state) {
    (void)state;
    static const char text[] = "\xff\xfei\0d\0;\0n\0o\0t\0e\0\n\0001\0;\0a\0\xe5\0\n\0";
    check_memory("utf-16", (ind_str){text, sizeof text - 1}, 0, "0: 1 records, 1 rows, 0 rejected, 0 duplicates", 3);
}

/* Larger than any buffer, with line ends, doubled quotes and separators inside, but no line that could be a record. */
static void fields_of_megabytes(void **state) {
    (void)state;
    enum { REPEATS = 200000, LIMIT = 1 << 20 };
    ind_buffer text = {0};
    ind_buffer_text(&text, "id;note\n0;a\n1;\"");
    for (size_t i = 0; i < REPEATS; i++)
        ind_buffer_text(&text, "a\"\"b\r\nc;;;d\n1;;;e\n");
    ind_buffer_text(&text, "\"\n2;d\n");
    check_memory("a long field", ind_buffer_str(&text), 0, "0: 3 records, 3 rows, 0 rejected, 0 duplicates",
                 17 * REPEATS + 1); /* without the last line end, as cells are trimmed; with "a" and "d" */
    record_limit = LIMIT;
    check_memory("one that is too long", ind_buffer_str(&text), 0,
                 "4: 1 records, 1 rows, 0 rejected, 0 duplicates, record_too_long", 0);
    record_limit = 0;
    ind_buffer_free(&text);
}

static void counts_every_record(void **state) {
    (void)state;
    ind_buffer text = {0};
    ind_buffer_text(&text, "id;note\n");
    enum { RECORDS = 30000 };
    for (int i = 0; i < RECORDS; i++) {
        if (i % 10 == 3)
            ind_buffer_format(&text, "%d;a;b\n", i); /* ragged */
        else if (i % 10 == 5)
            ind_buffer_format(&text, "%d;\"two\nlines\"\r\n", i);
        else if (i % 10 == 7)
            ind_buffer_format(&text, "%d;abc\n", i - 1); /* as the one before */
        else
            ind_buffer_format(&text, "%d;abc\n", i);
    }
    static const size_t blocks[] = {0, 1000};
    for (size_t b = 0; b < 2; b++)
        check_memory("many", ind_buffer_str(&text), blocks[b],
                     "0: 30000 records, 24000 rows, 3000 rejected, 3000 duplicates", 3000 * 9 + 21000 * 3);
    ind_buffer_free(&text);
}

/* ---- compressed files that are broken ---- */

static void a_cut_file_is_no_shorter_file(void **state) {
    (void)state;
    ind_buffer text = {0};
    ind_buffer_text(&text, "id;note\n");
    for (int i = 0; i < 200; i++)
        ind_buffer_format(&text, "%d;abc%d\n", i, i * 7919 % 1000);
    for (size_t w = 1; w < WRITINGS; w += 2) { /* one member, one frame */
        ind_buffer written = write_as(&writings[w], ind_buffer_str(&text));
        for (size_t length = 4; length < written.length; length += 13) {
            reading *r = start("notes.csv.gz", (ind_str){written.data, length});
            run(r, 0);
            assert_int_equal(r->status, IND_E_DATA);
            assert_string_equal(ind_diag_at(r->diag, 0)->rule, "truncated_file");
            finish(r);
        }
        written.data[written.length / 2] ^= 0x55;
        reading *r = start("notes.csv.gz", ind_buffer_str(&written));
        run(r, 0);
        assert_outcome(r, "changed", "4: 0 records, 0 rows, 0 rejected, 0 duplicates, corrupt_file");
        finish(r);
        ind_buffer_free(&written);
    }
    ind_buffer_free(&text);
}

/* ---- files and pipes ---- */

static char path[32];

static void make_file(const ind_buffer *bytes) {
    strcpy(path, "test_input.XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes->data, bytes->length), (ssize_t)bytes->length);
    static const struct timespec long_ago[] = {{1000000000, 0}, {1000000000, 0}}; /* clocks tick slowly */
    assert_int_equal(futimens(fd, long_ago), 0);
    close(fd);
}

static void change(int flags, off_t length, const char *text) {
    int fd = open(path, O_WRONLY | flags);
    assert_true(fd >= 0);
    if (length > 0)
        assert_int_equal(ftruncate(fd, length), 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static void add_record(void) {
    change(O_APPEND, 0, "x;y\n");
}

static void cut_short(void) {
    change(O_APPEND, 3 << 19, "");
}

static void write_over(void) {
    change(0, 0, "id;nope\n");
}

/* Some 3 MiB also when compressed: more than is read at once. */
static ind_buffer large_text(void) {
    ind_buffer text = {0};
    ind_buffer_text(&text, "id;note\n");
    uint64_t chance = 1;
    for (int i = 0; i < 200000; i++) {
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        ind_buffer_format(&text, "%d;%016llx%016llx\n", i, (unsigned long long)chance,
                          (unsigned long long)(chance * chance >> 3));
    }
    return text;
}

static void a_file_that_changes_while_it_is_read(void **state) {
    (void)state;
    static void (*const changes[])(void) = {add_record, cut_short, write_over, NULL};
    ind_buffer text = large_text();
    for (size_t w = 0; w < WRITINGS; w += 2) {
        ind_buffer written = write_as(&writings[w], ind_buffer_str(&text));
        assert_true(written.length > 5 << 19);
        for (size_t c = 0; c < sizeof changes / sizeof *changes; c++) {
            make_file(&written);
            reading *r = start(path, (ind_str){0});
            r->disturb = changes[c];
            run(r, 0);
            if (changes[c] == NULL)
                assert_outcome(r, "left alone", "0: 200000 records, 200000 rows, 0 rejected, 0 duplicates");
            else
                assert_string_equal(ind_diag_at(r->diag, 0)->rule, "changed_file");
            finish(r);
            unlink(path);
        }
        ind_buffer_free(&written);
    }
    ind_buffer_free(&text);
}

static void a_second_reading_of_a_compressed_file(void **state) {
    (void)state;
    for (size_t w = 0; w < WRITINGS; w++) {
        ind_buffer written = write_as(&writings[w], IND_STR("id;note\n1;abc\n1;abc\n2;d\n"));
        make_file(&written);
        reading *r = start(path, (ind_str){0});
        run(r, 0);
        assert_outcome(r, writings[w].name, "0: 3 records, 2 rows, 0 rejected, 1 duplicates");
        finish(r);
        unlink(path);
        ind_buffer_free(&written);
    }
}

static void to_standard_input(const ind_buffer *bytes) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes->data, bytes->length), (ssize_t)bytes->length);
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
}

static void standard_input(void **state) {
    (void)state;
    for (size_t w = 0; w < WRITINGS; w++) {
        ind_buffer once = write_as(&writings[w], IND_STR("id;note\n1;abc\n2;d\n"));
        ind_buffer twice = write_as(&writings[w], IND_STR("id;note\n1;abc\n1;abc\n2;d\n"));
        to_standard_input(&once);
        reading *r = start("-", (ind_str){0});
        run(r, 0);
        assert_outcome(r, writings[w].name, "0: 2 records, 2 rows, 0 rejected, 0 duplicates");
        finish(r);
        to_standard_input(&twice);
        r = start("-", (ind_str){0});
        run(r, 0);
        assert_outcome(r, writings[w].name, "4: 3 records, 3 rows, 0 rejected, 0 duplicates, duplicate_keys");
        finish(r);
        ind_buffer_free(&once);
        ind_buffer_free(&twice);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_end_of_a_file),
        cmocka_unit_test(reads_utf16),
        cmocka_unit_test(fields_of_megabytes),
        cmocka_unit_test(counts_every_record),
        cmocka_unit_test(a_cut_file_is_no_shorter_file),
        cmocka_unit_test(a_file_that_changes_while_it_is_read),
        cmocka_unit_test(a_second_reading_of_a_compressed_file),
        cmocka_unit_test(standard_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
