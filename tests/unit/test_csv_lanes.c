/* The fast lane against the reference: the same rows on the same lines, the same counts, findings and errors,
 * whatever the size of the blocks and whatever instructions the machine has. */
#include "data/text/csv_masks.h"
#include "support/lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka wants the four above first */
#include <cmocka.h>

#define ROW(id, yrke) id ";p1;0480;2025-01-02;1,5;7;I50.9|J18;2025-01-02 12:30;" yrke ";K;3,25;2025-02-01\n"

typedef struct {
    const char *name;
    unsigned options; /* beside LANES_HEADER */
    char separator;
    const char *text;
    size_t length; /* where TEXT holds NUL, else 0 */
} lane_case;

static const lane_case cases[] = {
    {"nothing", 0, 0, "", 0},
    {"plain", 0, 0, ROW("1", "l\xc3\xa4kare") ROW("2", "") ROW("3", "sjuksk\xc3\xb6terska, distrikt"), 0},
    {"no last line end", 0, 0, ROW("1", "a") "2;p;0480;;;7", 0},
    {"simple quotes", 0, 0, ROW("\"1\"", "\"a;b\"") ROW("2", "\"\"") ROW("\"3\"", "c"), 0},
    {"doubled quotes", 0, 0, ROW("1", "a") ROW("2", "\"b\"\"c\"") ROW("3", "\"\"\"d\"\"\"") ROW("4", "e"), 0},
    {"line breaks in quotes", 0, 0, ROW("1", "\"a\nb\n\nc\"") ROW("2", "\"d;\r\n;e\"") ROW("3", "f"), 0},
    {"stray quotes", 0, 0, ROW("1", "a\"b") ROW("2", "c\"\"") ROW("3", "d") ROW("4", "e \" f"), 0},
    {"text behind a quote", 0, 0, ROW("1", "\"a\"b\"") ROW("2", "\"c\" \"d\"") ROW("3", "\"e\"  ") ROW("4", " \"f\""),
     0},
    {"quote never closed", 0, 0, ROW("1", "a") ROW("2", "\"b") ROW("3", "c"), 0},
    {"quote closed too late", LANES_SHORT_RECORDS, 0, ROW("1", "\"b") ROW("2", "c") ROW("3", "d") ROW("4", "e\""), 0},
    {"crlf", 0, 0, "1;;;;;1;;;;;;\r\n2;;;;;2;;;\"a\r\nb\";;;\r\n\r\n3;;;;;3;;;;;;\r\n", 0},
    {"cr", 0, 0, "1;;;;;1;;;;;;\r2;;;;;2;;;\"a\rb\";;;\r\r3;;;;;3;;;;;;", 0},
    {"mixed line ends", 0, 0, "1;;;;;1;;;;;;\n2;;;;;2;;;;;;\r3;;;;;3;;;;;;\r\n\n\r4;;;;;4;;;;;;\n\r", 0},
    {"blank lines", 0, 0, "\n" ROW("1", "a") "   \n\t\n\n" ROW("2", "b") "\n", 0},
    {"ragged", 0, 0, ROW("1", "a") "2;3\n" ROW("3", "b") ";;;;;;;;;;;;;\n\"x\"\n" ROW("4", "c"), 0},
    {"empty field more", 0, 0, "1;;;;;1;;;;;;;\n2;;;;;2;;;;;;; \n3;;;;;3;;;;;;;x\n4;;;;;4;;;;;;\n5;;;;;5;;;;;;;\"\"\n",
     0},
    {"nul", 0, 0, "1;;;;;1;;;a\0b;;;\n2;;;;;2;;;\"\";;;\n", sizeof "1;;;;;1;;;a\0b;;;\n2;;;;;2;;;\"\";;;\n" - 1},
    {"ctrl-z", 0, 0, ROW("1", "a") "\x1a\n" ROW("2", "b\x1a") "\x1a\x1a", 0},
    {"footer and header again", 0, 0,
     ROW("1", "a") "Totalt;1\n "
                   "\"Totalt\";2\n\xc3\x96vrigt\nid;person;kommun;datum;vikt;antal;diagnoser;tid;yrke;kon;belopp;"
                   "slut\n" ROW("id", "b") ROW("Tota", "c"),
     0},
    {"one column", LANES_ONE_COLUMN, 0, "1\n\n \n\"\"\n2;\n3;4\n\x1a\n\"\x1a\"\n\"\x1a\x1a\"\nid\n\"id\"\n5", 0},
    {"latin", 0, 0, ROW("1", "l\xe4kare") ROW("2", "\"sjuksk\xf6terska\"") ROW("\xe5", "c") ROW("4", "d\xa0"), 0},
    {"latin beyond the letters", 0, 0, ROW("1", "l\xe4kare") ROW("2", "\x96 \x80 \xa7") ROW("3", "b"), 0},
    {"latin with what looks like UTF-8", LANES_1252, 0, ROW("1", "\xe4") ROW("2", "b") ROW("3", "\xc3\xa4"), 0},
    {"latin in a footer", 0, 0, ROW("1", "\xe4") ROW("2", "\xf6") "\xd6vrigt;1\n" ROW("3", "a"), 0},
    {"undefined byte", 0, 0, ROW("1", "\xe4") ROW("2", "\x81"), 0},
    {"both encodings", 0, 0, ROW("1", "\xc3\xa4") ROW("2", "b") ROW("3", "\xe4"), 0},
    {"utf-8 it must be", LANES_UTF8, 0, ROW("1", "\xc3\xa4") ROW("2", "b") ROW("3", "\xe4"), 0},
    {"letters and marks apart", 0, 0, ROW("1", "\xc3\xa4") ROW("2", "a\xcc\x88") ROW("3", "\xe2\x80\x93 \xc2\xa7"), 0},
    {"converted twice", 0, 0, ROW("1", "\xc3\xa4") ROW("2", "\xc3\x83\xc2\xa4") ROW("3", "a"), 0},
    {"utf-8 cut off", 0, 0, ROW("1", "\xc3\xa4") ROW("2", "\xc3") ROW("3", "\xe4"), 0},
    {"dates", 0, 0,
     "1;;;2025-02-29;;1;;;;;;\n2;;;20250228;;1;;;;;;\n3;;;2025-02;;1;;;;;;\n4;;; 2025-02-28 ;;1;;;;;;\n"
     "5;;;0000-01-01;;1;;;;;;\n6;;;2025-12-31;;1;;;;;;9999-12-31\n7;;;1900-01-01;;1;;;;;;\n8;;;1900-01-02;;1;;;;;;\n"
     "9;;;2025-1-01;;1;;;;;;\n10;;;2025-13-01;;1;;;;;;\n11;;;2025-01-32;;1;;;;;;\n12;;;2025-01-00;;1;;;;;;\n",
     0},
    {"times", 0, 0,
     "1;;;;;1;;2025-01-02T23:59;;;;\n2;;;;;1;;2025-01-02 24:00;;;;\n3;;;;;1;;2025-01-02 12:30:59;;;;\n"
     "4;;;;;1;;2025-01-02;;;;\n5;;;;;1;;2025-01-02 12:60;;;;\n6;;;;;1;;2025-01-02 12:30:60;;;;\n7;;;;;1;;2025-01-02 "
     "12:30:00.5;;;;\n8;;;;;1;;x025-01-02 12:30;;;;\n",
     0},
    {"whole numbers", 0, 0,
     "1;;;;;0;;;;;;\n2;;;;;007;;;;;;\n3;;;;;-1;;;;;;\n4;;;;;12345678;;;;;;\n5;;;;;123456789;;;;;;\n6;;;;;1 000;;;;;;\n"
     "7;;;;;1234567890123456;;;;;;\n8;;;;;99999999999999999999;;;;;;\n9;;;;;1x;;;;;;\n10;;;;;;;;;;;\n11;;;;;1.0;;;;;;\n"
     "12;;;;;/;;;;;;\n13;;;;;:;;;;;;\n14;;;;;..;;;;;;\n",
     0},
    {"decimal numbers", 0, 0,
     "1;;;;1,5;1;;;;;;\n2;;;;0,1;1;;;;;;\n3;;;;-2,25;1;;;;;;\n4;;;;1001;1;;;;;;\n5;;;;,5;1;;;;;;\n6;;;;5,;1;;;;;;\n"
     "7;;;;1 "
     "000,5;1;;;;;;\n8;;;;123,4567890123456;1;;;;;;\n9;;;;NULL;1;;;;;;\n10;;;;1,5,5;1;;;;;;\n11;;;;1e3;1;;;;;;\n",
     0},
    {"decimal marks of both kinds", 0, 0, "1;;;;1;1;;;;;;\n2;;;;1,5;1;;;;;;\n3;;;;2;1;;;;;2.5;\n4;;;;2;1;;;;;;\n", 0},
    {"decimal point given", LANES_POINT, 0, "1;;;;1.5;1;;;;;;\n2;;;;1,5;1;;;;;2,5;\n3;;;;2;1;;;;;2.5;\n", 0},
    {"codes", 0, 0,
     "1;;480;;;1;;;;;;\n2;;0480;;;1;;;;;;\n3;;\xc3\xa5;;;1;;;;K;;\n4;;1;;;1;;;;M;;\n5;;x;;;1;;;;X;;\n6;; 0480 "
     ";;;1;;;;\xc3\xb6;;\n"
     "7;;NULL;;;1;I50.9|j18;;;..;;\n8;;;;;1; I50 | | J18;;a code of more than sixteen bytes;;;\n"
     "9;;;;;1;;;a code of more than sixteen bytes!;;;\n10;;;;;1;;;a code of more than sixteen bytes;;;\n",
     0},
    {"identifiers", LANES_KEYS, 0,
     "1;1,98E+11;;;;1;;;;;;\n1,98E+11;p;;;;1;;;;;;\n2E+1;p;;;;1;;;;;;\n 3 "
     ";\tp\xc2\xa0;;;;1;;;;;;\n;p;;;;1;;;;;;\nNULL;p;;;;1;;;;;;\n"
     "1-2;p;;;;1;;;;;;\n",
     0},
    {"identifiers that begin like a missing marker", LANES_KEYS, 0,
     "NULLA;p;;;;1;;;;;;\nN;p;;;;1;;;;;;\n...;p;;;;1;;;;;;\nNULL "
     ";p;;;;1;;;;;;\n..;p;;;;1;;;;;;\nN\xc3\xa4;p;;;;1;;;;;;\n"
     "1900-01-02;p;;;;1;;;;;;\n1900-01-01;p;;;;1;;;;;;\n1E+11;p;;;;1;;;;;;\n N;p;;;;1;;;;;;\nN;p;;;;1;;;;;;\n",
     0},
    {"duplicates and records that are no rows", LANES_KEYS, 0,
     ROW("1", "a") "1;2\n" ROW("1", "a") "2;p;;;;x;;;;;;\n2;p;;;;;;;;;;\n" ROW("2", "b") ROW("2", "b")
         ROW("2", "\"b\n\"") ROW("\xe4", "c") ROW("3", "e") ROW("\xe4", "c"),
     0},
    {"duplicates", LANES_KEYS, 0,
     ROW("1", "a") ROW("2", "b") ROW("1", "a") ROW("2", "c") ROW("\"3\"", "d") ROW("3", "d") ROW("4", "e"), 0},
    {"two files", LANES_KEYS | LANES_TWO_FILES, 0, ROW("1", "a") ROW("2", "\"b\n\"") ROW("3", "c"), 0},
    {"commas", LANES_POINT, ',', "1,,,,1.5,1,,,\"a,b\",,,\n2,,,,,1,,,c,,,\n", 0},
    {"tabs", 0, '\t', "1\t\t\t\t\t1\t\t\t\"a\tb\"\t\t\t\n2\t\t\t\t\t1\t\t\t c \t\t\t\n \t\t\t\t\t\t\t\t\t\t\t\n", 0},
    {"record too long", LANES_SHORT_RECORDS, 0,
     ROW("1", "a") ROW("2", "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567"
                            "8901234567890123456789012345678901234567890123456789012345678901234567890123456789"),
     0},
};

/* From a little before the difference. */
static void print(const char *title, const ind_buffer *out, size_t at) {
    size_t from = at > 300 ? at - 300 : 0;
    print_error("--- %s\n%.500s\n", title, from < out->length ? out->data + from : "");
}

static void hold(const char *name, ind_str text, lanes_way way) {
    way.lane = IND_LANE_REFERENCE;
    size_t block = way.block;
    way.block = 0;
    ind_buffer reference = lanes_run(text, way);
    way.lane = IND_LANE_AUTOMATIC;
    way.block = block;
    ind_buffer fast = lanes_run(text, way);
    long at = lanes_difference(&reference, &fast);
    if (at >= 0) {
        print("reference", &reference, (size_t)at);
        print("fast", &fast, (size_t)at);
        fail_msg("%s, options %u, blocks of %zu: the lanes differ", name, way.options, block);
    }
    ind_buffer_free(&reference);
    ind_buffer_free(&fast);
}

static void hold_case(const lane_case *c, size_t block) {
    size_t length = c->length > 0 ? c->length : strlen(c->text);
    unsigned options = c->options | LANES_HEADER;
    hold(c->name, (ind_str){c->text, length}, (lanes_way){0, options, c->separator, block});
}

static void any_block_size(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t block = 0; block < 40; block++)
            hold_case(&cases[i], block);
}

static void any_instructions(void **state) {
    (void)state;
    for (ind_simd simd = IND_SIMD_PLAIN; simd <= IND_SIMD_AVX2; simd++) {
        if (!ind_masks_use(simd))
            continue;
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
            for (size_t block = 0; block < 600; block += 97)
                hold_case(&cases[i], block);
    }
    ind_masks_use(IND_SIMD_BEST);
}

/* ---- quotes in columns that nobody reads ---- */

#define WITH_NOTE(note, id, after) note ";" id ";1;2025-01-02;" after "\n"

/* The first column is looked at for footers all the same; records with the same key are compared as wholes. */
static void quotes_nobody_reads(void **state) {
    (void)state;
    static const char *const tables[] = {
        WITH_NOTE("a", "1", "\"b \"\"c\"\"\"") WITH_NOTE("d", "2", "\"\"\"e\"\"\"") WITH_NOTE("f", "3", "\"\"\"\"")
            WITH_NOTE("g", "4", "\"\""),
        WITH_NOTE("\"a\"\"b\"", "1", "c") WITH_NOTE("\"\"\"\"", "2", "c") WITH_NOTE("\"Totalt \"\"x\"", "3", "c")
            WITH_NOTE("note", "4", "\"\"\"\""),
        WITH_NOTE("a", "\"1\"\"\"", "\"b\"\"c\"") WITH_NOTE("d", "2", "\"e\"\"\nf\"") WITH_NOTE("g", "3", "h"),
        WITH_NOTE("a", "1", "\"b\"\"c\"") WITH_NOTE("d", "2", "e\"f") WITH_NOTE("g", "3", "\"h\"\"\""),
        WITH_NOTE("a", "1", "\"b\"\"c\"") WITH_NOTE("a", "1", "\"b\"\"d\"") WITH_NOTE("a", "2", "\"b\"\"c\"")
            WITH_NOTE("a", "2", "\"b\"\"c\""),
        WITH_NOTE("a", "1", "\"b\"\"c\";") WITH_NOTE("a", "2", "\"b\"\"c\";x") WITH_NOTE("a", "x", "\"\xc3\xa4\"\"\"")
            WITH_NOTE("a", "4", "\"a\xcc\x88\"\"\""),
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (size_t block = 0; block < 80; block++)
            for (unsigned keys = 0; keys <= LANES_KEYS; keys += LANES_KEYS) {
                ind_buffer table = {0};
                ind_buffer_format(&table, "note;id;antal;datum;remark\n%s%s", tables[i], tables[i]);
                hold("quotes nobody reads", ind_buffer_str(&table), (lanes_way){0, keys, 0, block});
                ind_buffer_free(&table);
            }
}

/* ---- large tables: full caches, full batches, records over the edges of blocks and words ---- */

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Mostly plain, now and then anything. */
static const char *pick(uint32_t *random, const char *const *usual, size_t usuals, const char *const *odd,
                        size_t odds) {
    return next_random(random) % 40 == 0 ? odd[next_random(random) % odds] : usual[next_random(random) % usuals];
}

#define PICK(usual, odd) pick(&random, usual, sizeof usual / sizeof *usual, odd, sizeof odd / sizeof *odd)

static ind_buffer large_table(uint32_t random, size_t rows, const char *line_end) {
    static const char *const dates[] = {"2025-01-02", "2025-01-03", "2024-02-29", ""};
    static const char *const odd_dates[] = {"20250102",       "2025-02-30",  "NULL",
                                            "\"2025-01-02\"", " 2025-01-02", "9999-12-31"};
    static const char *const numbers[] = {"1,5", "2", "0,25", ""};
    static const char *const odd_numbers[] = {"-1,5", "1 000,5", "x", "2000", "\"1,5\""};
    static const char *const whole[] = {"1", "77", "104"};
    static const char *const odd_whole[] = {"", "-1", "1 000", "\"7\"", "x"};
    static const char *const jobs[] = {"l\xc3\xa4kare", "sjuksk\xc3\xb6terska", "kurator", "distriktssk\xc3\xb6terska"};
    static const char *const odd_jobs[] = {"\"a;b\"", "\"a\"\"b\"", "\"a\nb\"",  "a\"b",
                                           "",        " x ",        "a\xcc\x88", "\xe2\x80\x93"};
    static const char *const codes[] = {"0480", "0114", "2584"};
    static const char *const odd_codes[] = {"480", "1", "NULL", "\"0480\"", "\xc3\xa5"};
    ind_buffer out = {0};
    for (size_t i = 0; i < rows; i++) {
        unsigned id = next_random(&random) % 100 == 0 ? (unsigned)(next_random(&random) % rows) : (unsigned)i;
        ind_buffer_format(&out, "%u;p%u;%s;%s;", id, (unsigned)next_random(&random) % 9000, PICK(codes, odd_codes),
                          PICK(dates, odd_dates));
        ind_buffer_format(&out, "%s;%s;D%u;;", PICK(numbers, odd_numbers), PICK(whole, odd_whole),
                          (unsigned)next_random(&random) % 6000);
        ind_buffer_format(&out, "%s%u;K;%s;", PICK(jobs, odd_jobs), (unsigned)next_random(&random) % 2000,
                          PICK(numbers, odd_numbers));
        ind_buffer_format(&out, "%s%s", PICK(dates, odd_dates), line_end);
    }
    return out;
}

static void large_tables(void **state) {
    (void)state;
    static const size_t blocks[] = {0, 1000, 4096, 70000};
    static const char *const ends[] = {"\n", "\r\n", "\r", "\n"};
    for (size_t i = 0; i < 4; i++) {
        ind_buffer table = large_table((uint32_t)i, 12000, ends[i]);
        hold("large", ind_buffer_str(&table), (lanes_way){0, LANES_HEADER, 0, blocks[i]});
        hold("large, with keys", ind_buffer_str(&table), (lanes_way){0, LANES_HEADER | LANES_KEYS, 0, blocks[i]});
        ind_buffer_free(&table);
    }
}

/* ---- what both lanes say, not only that they say the same ---- */

static void expect_in(const char *name, ind_str text, lanes_way way, const char *want, bool there) {
    for (way.lane = IND_LANE_AUTOMATIC; way.lane <= IND_LANE_REFERENCE; way.lane++) {
        ind_buffer got = lanes_run(text, way);
        ind_buffer_add(&got, "", 1);
        if ((strstr(got.data, want) != NULL) != there)
            fail_msg("%s, lane %d, blocks of %zu: %s '%s' in\n%s", name, (int)way.lane, way.block,
                     there ? "no" : "there is", want, got.data);
        ind_buffer_free(&got);
    }
}

/* A record may have 200 bytes as written, with the first byte of its line end. */
static void length_of_a_record(void **state) {
    (void)state;
    static const char *const ends[] = {"\n", "\r\n", "\r", ""};
    static const size_t blocks[] = {0, 1, 64, 199, 200, 201};
    for (size_t length = 195; length <= 205; length++)
        for (size_t e = 0; e < 4; e++)
            for (unsigned quoted = 0; quoted < 2; quoted++)
                for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
                    ind_buffer text = {0};
                    ind_buffer_format(&text, "1;p;;;;7;;;;;;%s2;p;;;;7;;;%s", ends[e][0] == '\0' ? "\n" : ends[e],
                                      quoted ? "\"" : "");
                    size_t start = text.length - (quoted ? 12 : 11);
                    while (text.length - start < length - (quoted ? 4 : 3))
                        ind_buffer_text(&text, "x");
                    ind_buffer_format(&text, "%s;;;%s", quoted ? "\"" : "", ends[e]);
                    bool fits = length + (ends[e][0] != '\0') <= 200;
                    expect_in("length", ind_buffer_str(&text),
                              (lanes_way){.options = LANES_HEADER | LANES_SHORT_RECORDS, .block = blocks[b]},
                              "record_too_long", !fits);
                    ind_buffer_free(&text);
                }
}

/* The first line with the mark that came second, and both marks with their lines. */
static void lines_of_decimal_marks(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
    } tables[] = {
        {"1;;;;1;1;;;;;;\n2;;;;1,5;1;;;;;;\n3;;;;2;1;;;;;2.5;\n4;;;;2.5;1;;;;;;\n",
         "mixed_decimals:4:0 mixes decimal comma (line 3) and decimal point (line 4)\n"},
        {"1;;;;1;1;;;;;;\n\n2;;;;1.5;1;;;;;;\n3;;;;2;1;;;\"a\nb\";;3,25;\n4;;;;2,5;1;;;;;;\n",
         "mixed_decimals:5:0 mixes decimal comma (line 5) and decimal point (line 4)\n"},
    };
    static const size_t blocks[] = {0, 1, 40, 200};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++)
            expect_in("decimal marks", ind_str_of(tables[i].text),
                      (lanes_way){.options = LANES_HEADER, .block = blocks[b]}, tables[i].want, true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(length_of_a_record),  cmocka_unit_test(lines_of_decimal_marks),
        cmocka_unit_test(any_block_size),      cmocka_unit_test(any_instructions),
        cmocka_unit_test(quotes_nobody_reads), cmocka_unit_test(large_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
