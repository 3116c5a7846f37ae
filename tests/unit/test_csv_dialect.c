/* The first lines of a file: which character separates, how many lines are not the header. */
#include "data/text/byte_source.h"
#include "data/text/dialect.h"
#include "data/text/encoding.h"
#include "data/text/utf16.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants the four above first */
#include <cmocka.h>

static size_t known_names(const void *context, const ind_str *names, size_t count) {
    size_t known = 0;
    (void)context;
    for (size_t i = 0; i < count; i++)
        known += ind_str_is(names[i], "id") || ind_str_is(names[i], "kon") || ind_str_is(names[i], "datum");
    return known;
}

static const struct {
    const char *name, *head;
    uint32_t preamble;
    char given, fallback;
    ind_dialect_state want;
    char separator;
    uint32_t skip;
} cases[] = {
    {"semicolon", "id;kon\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 0},
    {"comma", "id,kon\n", 0, 0, 0, IND_DIALECT_FOUND, ',', 0},
    {"tab", "id\tkon", 0, 0, 0, IND_DIALECT_FOUND, '\t', 0},
    {"pipe", "id|kon\n", 0, 0, 0, IND_DIALECT_FOUND, '|', 0},
    {"pipe in a name", "id;x|y|z;kon\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 0},
    {"pipe or semicolon", "id;x|kon\n", 0, 0, 0, IND_DIALECT_AMBIGUOUS, 0, 0},
    {"sep pipe", "sep=|\nid;x|kon\n", 0, 0, 0, IND_DIALECT_FOUND, '|', 1},
    {"one column", "id\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 0},
    {"separator in quotes", "id;\"a,b,c,d\";kon\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 0},
    {"only in quotes", "\"id;x\",kon\n", 0, 0, 0, IND_DIALECT_FOUND, ',', 0},
    {"known names decide", "id;a,b,c,d;kon\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 0},
    {"quoted names are known", "\"id\";\"kon\",x,y,z\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 0},
    {"nothing known: the most frequent", "a;b;c,d\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 0},
    {"ambiguous", "id;x,kon\n", 0, 0, 0, IND_DIALECT_AMBIGUOUS, 0, 0},
    {"given", "id;x,kon\n", 0, ',', 0, IND_DIALECT_FOUND, ',', 0},
    {"of the schema", "id;x,kon\n", 0, 0, ';', IND_DIALECT_FOUND, ';', 0},
    {"sep line", "sep=,\nid;x,kon\n", 0, 0, 0, IND_DIALECT_FOUND, ',', 1},
    {"sep line before the schema", "sep=,\nid\n", 0, 0, ';', IND_DIALECT_FOUND, ',', 1},
    {"sep line after the user", "SEP=,\r\nid\n", 0, ';', 0, IND_DIALECT_FOUND, ';', 1},
    {"sep line in quotes", "\"sep=;\"\nid\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 1},
    {"sep tab", "sep=\t\nid;x,kon\n", 0, 0, 0, IND_DIALECT_FOUND, '\t', 1},
    {"sep without character", "sep=\nid\n", 0, 0, 0, IND_DIALECT_BAD_SEP, 0, 0},
    {"sep with a letter", "sep=x\nid\n", 0, 0, 0, IND_DIALECT_BAD_SEP, 0, 0},
    {"a column that begins with sep", "separator;id\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 0},
    {"preamble", "Title, one \"\nmore, more\nid;kon\n", 2, 0, 0, IND_DIALECT_FOUND, ';', 2},
    {"preamble crlf", "a\r\nb\r\nid;kon\r\n", 2, 0, 0, IND_DIALECT_FOUND, ';', 2},
    {"preamble cr", "a\rb\rid;kon\r", 2, 0, 0, IND_DIALECT_FOUND, ';', 2},
    {"preamble beside sep line", "sep=;\na\nid;kon\n", 1, 0, 0, IND_DIALECT_FOUND, ';', 2},
    {"preamble of blank lines", "\n\nid,kon\n", 2, 0, 0, IND_DIALECT_FOUND, ',', 2},
    {"blank lines before the header", "\n\r\n id,kon\n", 0, 0, 0, IND_DIALECT_FOUND, ',', 0},
    {"header over two lines", "id;\"k\non\";x\n", 0, 0, 0, IND_DIALECT_FOUND, ';', 0},
    {"nothing", "", 0, 0, 0, IND_DIALECT_EMPTY, 0, 0},
    {"blank", " \n\n", 0, 0, 0, IND_DIALECT_EMPTY, 0, 0},
    {"only a sep line", "sep=;", 0, 0, 0, IND_DIALECT_EMPTY, 0, 0},
    {"fewer lines than the preamble", "a\nb", 2, 0, 0, IND_DIALECT_EMPTY, 0, 0},
};

/* However little of the text is there, the answer is "more" or the final one. */
static void finds_the_dialect(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_dialect_question question = {.separator = cases[i].given,
                                         .preamble_rows = cases[i].preamble,
                                         .known = known_names,
                                         .fallback = cases[i].fallback};
        size_t length = strlen(cases[i].head);
        for (size_t n = 0; n <= length; n++) {
            ind_dialect got;
            char ambiguous[2];
            ind_dialect_state state_now =
                ind_dialect_find((ind_str){cases[i].head, n}, n == length, &question, &got, ambiguous);
            if (n < length && state_now == IND_DIALECT_MORE)
                continue;
            bool found = cases[i].want == IND_DIALECT_FOUND;
            if (state_now != cases[i].want ||
                (found && (got.separator != cases[i].separator || got.skip_lines != cases[i].skip)))
                fail_msg("%s, %zu bytes: state %d, separator '%c', %u lines", cases[i].name, n, (int)state_now,
                         got.separator, (unsigned)got.skip_lines);
        }
    }
}

static void names_of_encodings(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool known;
        ind_encoding encoding;
    } names[] = {
        {"utf-8", true, IND_ENCODING_UTF8},
        {"UTF8", true, IND_ENCODING_UTF8},
        {"Windows-1252", true, IND_ENCODING_WINDOWS_1252},
        {"ISO-8859-1", true, IND_ENCODING_WINDOWS_1252},
        {"utf-16", true, IND_ENCODING_UTF16LE},
        {"UTF-16BE", true, IND_ENCODING_UTF16BE},
        {"cp850", false, IND_ENCODING_DETECT},
        {"", false, IND_ENCODING_DETECT},
        {"a very long name indeed", false, IND_ENCODING_DETECT},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ind_encoding got = IND_ENCODING_DETECT;
        if (ind_encoding_named(ind_str_of(names[i].name), &got) != names[i].known || got != names[i].encoding)
            fail_msg("%s: %d", names[i].name, (int)got);
    }
}

static void decodes_fields(void **state) {
    (void)state;
    static const struct {
        const char *name, *text, *want, *rule; /* WANT NULL: an error with RULE */
        ind_encoding given;
    } fields[] = {
        {"ascii", "abc", "abc", NULL, IND_ENCODING_DETECT},
        {"utf-8", "\xc3\xa5\xc3\xa4\xc3\xb6", "\xc3\xa5\xc3\xa4\xc3\xb6", NULL, IND_ENCODING_DETECT},
        {"windows-1252", "\xe5\xe4\xf6\x80\x96", "\xc3\xa5\xc3\xa4\xc3\xb6\xe2\x82\xac\xe2\x80\x93", NULL,
         IND_ENCODING_DETECT},
        {"decomposed", "a\xcc\x8ao\xcc\x88", "\xc3\xa5\xc3\xb6", NULL, IND_ENCODING_DETECT},
        {"undefined", "a\x9d", NULL, "bad_encoding", IND_ENCODING_DETECT},
        {"overlong", "\xc0\xaf\x81", NULL, "bad_encoding", IND_ENCODING_DETECT},
        {"not the one given", "\xe5", NULL, "bad_encoding", IND_ENCODING_UTF8},
        {"surrogate", "\xed\xa0\x80", NULL, "bad_encoding", IND_ENCODING_UTF8},
        {"twice by latin-1", "\xc3\x83\xc2\xb6", NULL, "double_encoded", IND_ENCODING_DETECT},
        {"twice by windows-1252, capital", "\xc3\x83\xe2\x80\xa6", NULL, "double_encoded", IND_ENCODING_DETECT},
        {"twice by windows-1252, \xc3\x96", "\xc3\x83\xe2\x80\x93", NULL, "double_encoded", IND_ENCODING_UTF8},
        {"utf-8 taken for windows-1252", "\xc3\xa5", NULL, "double_encoded", IND_ENCODING_WINDOWS_1252},
        {"A with tilde is a letter", "S\xc3\x83O", "S\xc3\x83O", NULL, IND_ENCODING_DETECT},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        ind_diag *diag = ind_diag_new();
        ind_decoder decoder = {.given = fields[i].given, .path = "f.csv"};
        ind_str cells[] = {IND_STR("first"), ind_str_of(fields[i].text), IND_STR("last")};
        ind_record record = {.line = 7, .count = 3, .stored = 3, .fields = cells, .high = true};
        ind_status status = ind_decode_record(&decoder, &record, diag);
        bool good = fields[i].want != NULL
                        ? status == IND_OK && ind_str_is(cells[1], fields[i].want) && ind_str_is(cells[2], "last")
                        : status == IND_E_DATA && strcmp(ind_diag_at(diag, 0)->rule, fields[i].rule) == 0 &&
                              ind_diag_at(diag, 0)->place.column == 2;
        if (!good)
            fail_msg("%s: status %d, <%.*s>", fields[i].name, (int)status, IND_STR_ARGS(cells[1]));
        ind_decoder_free(&decoder);
        ind_diag_free(diag);
    }
}

static void utf16_in_any_cut(void **state) {
    (void)state;
    static const char text[] = "a\0\xe5\0\x3d\xd8\x00\xde\x3d\xd8"
                               "b\0\x00\xdc\x0a";
    static const char want[] = "a\xc3\xa5\xf0\x9f\x98\x80\xed\xa0\xbd"
                               "b\xed\xb0\x80\xff";
    size_t length = sizeof text - 1;
    for (size_t cut = 0; cut <= length; cut++) {
        ind_utf16 decoder = {0};
        ind_buffer out = {0};
        if (cut > 0)
            ind_utf16_decode(&decoder, (ind_str){text, cut}, &out);
        if (cut < length)
            ind_utf16_decode(&decoder, (ind_str){text + cut, length - cut}, &out);
        ind_utf16_decode(&decoder, (ind_str){"", 0}, &out);
        assert_int_equal(out.length, sizeof want - 1);
        assert_memory_equal(out.data, want, out.length);
        ind_buffer_free(&out);
    }
}

/* Chunks of 1 MiB are hashed apart: the hash must not depend on how the bytes were handed on. */
static void hashes_do_not_depend_on_blocks(void **state) {
    (void)state;
    size_t length = (size_t)IND_HASH_CHUNK * 2 + 12345;
    char *text = ind_alloc(length);
    for (size_t i = 0; i < length; i++)
        text[i] = (char)('a' + i % 23);
    static const size_t blocks[] = {0, 1000, 1 << 20, 5 << 20};
    char first[IND_HASH_TEXT] = "";
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        ind_diag *diag = ind_diag_new();
        ind_bytes *bytes;
        assert_int_equal(ind_bytes_open("m", (ind_str){text, length}, blocks[i], IND_BYTES_PLAIN, diag, &bytes),
                         IND_OK);
        ind_str block;
        size_t sum = 0;
        do {
            assert_int_equal(ind_bytes_next(bytes, diag, &block), IND_OK);
            assert_true(block.length == 0 || memcmp(block.data, text + sum, block.length) == 0);
            sum += block.length;
        } while (block.length > 0);
        assert_int_equal(sum, length);
        char hash[IND_HASH_TEXT];
        ind_bytes_hash(bytes, hash);
        if (i == 0)
            memcpy(first, hash, sizeof first);
        assert_string_equal(hash, first);
        ind_bytes_close(bytes);
        ind_diag_free(diag);
    }
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_dialect),
        cmocka_unit_test(names_of_encodings),
        cmocka_unit_test(decodes_fields),
        cmocka_unit_test(utf16_in_any_cut),
        cmocka_unit_test(hashes_do_not_depend_on_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
