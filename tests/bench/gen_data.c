/* gen_data.c - makes four CSV files of care data for measurements.  Everything in them is made up.
 *
 *   gen_data [--rows N] [--seed N] [--dir DIR] [--quoted PPM] [--breaks PPM] [--quote-all] [--crlf] [--bom]
 *
 *   --rows N      N contacts, N/5 stays, 2N/5 home-care visits, N/5 survey answers (100000 unless given)
 *   --seed N      the same seed and size give the same bytes on every machine: integers only, no clock
 *   --quoted PPM  rows in a million whose free field needs quotes (20000, that is 2 %)
 *   --breaks PPM  rows in a million whose free field has a line break (0)
 *   --quote-all   every field of every record in quotes;  --crlf  lines end CR LF;  --bom  a mark in front
 *
 * UTF-8, semicolons, a header, "" for a quote inside quotes, decimal comma, empty = unknown.
 *
 *   vardkontakter   in order of datum, 2024-10-01..2025-12-31; half of the contacts are those of few persons, and a
 *                   doctor's patient meets the same doctor in 25-90 % of the visits
 *   vardtillfallen  in order of utskrivningsdatum, ongoing last; admitted in 2025.  A person's stays follow each
 *                   other: transfers on the day or the day after, readmissions after 2-30 days, later ones
 *   enkatsvar       twenty questions a respondent, 6 % of them not answered, a weight a respondent
 *   hemtjanstbesok  in order of day, 2025-09-29..2025-10-26; a user has about 75 visits by a team of 6-27
 *
 * A person is a function of its number: nothing is kept of it, and it is the same in every file. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct {
    uint64_t rows, seed;
    const char *folder;
    uint32_t quoted, breaks; /* in a million */
    bool quote_all, crlf, bom;
} options = {.rows = 100000, .seed = 1, .folder = ".", .quoted = 20000};

static void fail(const char *what) {
    perror(what);
    exit(1);
}

/* ---- chance ---- */

/* A number that looks random and depends on X only (the last step of splitmix64). */
static uint64_t scramble(uint64_t x) {
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static uint64_t chance_state;

static void chance_begin(uint64_t file) {
    chance_state = scramble(options.seed * 1000 + file);
}

static uint64_t chance(void) {
    chance_state += UINT64_C(0x9e3779b97f4a7c15);
    return scramble(chance_state);
}

/* 0..N-1 */
static uint32_t pick(uint32_t n) {
    return (uint32_t)((chance() >> 32) * n >> 32);
}

static bool happens(uint32_t percent) {
    return pick(100) < percent;
}

/* 0..N-1 for great N */
static uint64_t pick_of(uint64_t n) {
    return (chance() >> 24) % n;
}

/* ---- output ---- */

enum { OUT_SIZE = 1 << 20, RECORD_MAX = 1 << 13 };
static struct {
    FILE *file;
    char *data;
    size_t length;
    bool begun; /* the record has a field */
} out;

static void flush(void) {
    if (fwrite(out.data, 1, out.length, out.file) != out.length)
        fail("write");
    out.length = 0;
}

static void put_raw(const char *text, size_t length) {
    memcpy(out.data + out.length, text, length);
    out.length += length;
}

static void put_char(char c) {
    out.data[out.length++] = c;
}

static void field(const char *text) {
    bool quotes = options.quote_all || strpbrk(text, ";\"\n") != NULL;
    if (out.begun)
        put_char(';');
    out.begun = true;
    if (!quotes) {
        put_raw(text, strlen(text));
        return;
    }
    put_char('"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            put_char('"');
        put_char(*text);
    }
    put_char('"');
}

/* PREFIX and a number of at least WIDTH digits. */
static void field_id(const char *prefix, uint64_t number, int width) {
    char text[32], *at = text + sizeof text;
    *--at = '\0';
    for (int digits = 0; digits < width || number > 0; digits++, number /= 10)
        *--at = (char)('0' + number % 10);
    at -= strlen(prefix);
    memcpy(at, prefix, strlen(prefix));
    field(at);
}

static void end_record(void) {
    if (options.crlf)
        put_char('\r');
    put_char('\n');
    out.begun = false;
    if (out.length > OUT_SIZE - RECORD_MAX)
        flush();
}

/* NAMES: the header, "a;b;c". */
static void open_file(const char *name, const char *names) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.csv", options.folder, name);
    out.file = fopen(path, "wb");
    if (out.file == NULL)
        fail(path);
    if (out.data == NULL && (out.data = malloc(OUT_SIZE)) == NULL)
        fail("memory");
    if (options.bom)
        put_raw("\xEF\xBB\xBF", 3);
    while (*names != '\0') {
        char one[64];
        size_t length = strcspn(names, ";");
        snprintf(one, sizeof one, "%.*s", (int)length, names);
        field(one);
        names += length + (names[length] == ';');
    }
    end_record();
}

static void close_file(void) {
    flush();
    if (fclose(out.file) != 0)
        fail("close");
}

/* ---- days: 0 is 2024-10-01 ---- */

enum { DAYS = 700, NEW_YEAR = 92, YEAR_END = NEW_YEAR + 364, FIRST_VISIT_DAY = 363 /* 2025-09-29 */ };
static char day_text[DAYS][11];

static void make_days(void) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned year = 2024, month = 10, day = 1;
    for (int i = 0; i < DAYS; i++) {
        char text[32];
        snprintf(text, sizeof text, "%04u-%02u-%02u", year, month, day);
        memcpy(day_text[i], text, 10);
        if (++day <= (unsigned)lengths[month - 1]) /* no February of a leap year in the range */
            continue;
        day = 1;
        month = month == 12 ? 1 : month + 1;
        year += month == 1;
    }
}

/* ---- municipalities ---- */

enum { KOMMUNER = 290, SHARES = 1 << 16 };
static const char kommun_codes[] =
    "01140115011701200123012501260127012801360138013901400160016201630180018101820183018401860187018801910192"
    "03050319033003310360038003810382"
    "042804610480048104820483048404860488"
    "0509051205130560056105620563058005810582058305840586"
    "0604061706420643066206650680068206830684068506860687"
    "07600761076307640765076707800781"
    "082108340840086008610862088008810882088308840885"
    "0980"
    "10601080108110821083"
    "12141230123112331256125712601261126212631264126512661267127012721273127512761277127812801281128212831284"
    "1285128612871290129112921293"
    "131513801381138213831384"
    "14011402140714151419142114271430143514381439144014411442144314441445144614471452146014611462146314651466"
    "14701471147214731480148114821484148514861487148814891490149114921493149414951496149714981499"
    "1715173017371760176117621763176417651766178017811782178317841785"
    "181418601861186218631864188018811882188318841885"
    "1904190719601961196219801981198219831984"
    "202120232026202920312034203920612062208020812082208320842085"
    "2101210421212132216121802181218221832184"
    "2260226222802281228222832284"
    "23032305230923132321232623612380"
    "240124032404240924172418242124222425246024622463248024812482"
    "25052506251025132514251825212523256025802581258225832584";
static struct {
    char code[5];
    uint32_t size;              /* about thousands of people */
    uint32_t first_unit, units; /* health centres */
} kommuner[KOMMUNER];
static uint16_t kommun_of_share[SHARES]; /* people are spread over it by size */
static uint32_t all_units;

static uint32_t size_of(const char *code, size_t index) {
    static const struct {
        char code[5];
        uint32_t size;
    } cities[] = {{"0180", 990}, {"1480", 600}, {"1280", 360}, {"0380", 245},
                  {"0580", 167}, {"1880", 160}, {"2418", 3},   {"2403", 3}};
    for (size_t i = 0; i < sizeof cities / sizeof *cities; i++)
        if (strcmp(code, cities[i].code) == 0)
            return cities[i].size;
    uint64_t u = scramble(index + 4711) >> 54; /* 0..1023, cubed: few are large */
    return (uint32_t)(4 + u / 30 + 100 * u * u * u / (UINT64_C(1) << 30));
}

static void make_kommuner(void) {
    uint64_t total = 0, so_far = 0;
    for (size_t i = 0; i < KOMMUNER; i++) {
        memcpy(kommuner[i].code, kommun_codes + 4 * i, 4);
        kommuner[i].size = size_of(kommuner[i].code, i);
        kommuner[i].units = 1 + kommuner[i].size / 9;
        kommuner[i].first_unit = all_units;
        all_units += kommuner[i].units;
        total += kommuner[i].size;
    }
    size_t share = 0;
    for (size_t i = 0; i < KOMMUNER; i++) {
        so_far += kommuner[i].size;
        while (share < so_far * SHARES / total)
            kommun_of_share[share++] = (uint16_t)i;
    }
}

/* ---- persons ---- */

typedef struct {
    uint64_t id; /* twelve digits */
    uint32_t kommun, unit, doctor, loyalty;
    uint32_t born; /* year */
    char sex[2];   /* 1 man, 2 woman */
    bool chronic;
} person;

/* Age in 2025 from a random number: even to 60, fewer and fewer above. */
static uint32_t age_of(uint64_t random) {
    uint32_t u = (uint32_t)(random & 1023);
    if (u < 680)
        return u * 60 / 680;
    if (u < 860)
        return 60 + (u - 680) * 15 / 180;
    if (u < 970)
        return 75 + (u - 860) * 10 / 110;
    return 85 + (u - 970) * 18 / 54;
}

/* SICK: of those in care, who are older. */
static person person_of(uint64_t number, bool sick) {
    uint64_t a = scramble(number + options.seed * UINT64_C(0x9e3779b97f4a7c15)), b = scramble(a + 1);
    uint32_t age = age_of(a >> 16), other = age_of(a >> 26);
    if (sick && (a >> 36 & 3) != 0 && other > age)
        age = other;
    person p = {.id = UINT64_C(100000000000) + number * UINT64_C(31415926537) % UINT64_C(900000000000),
                .kommun = kommun_of_share[a % SHARES],
                .doctor = (uint32_t)(b >> 32) % 8,
                .loyalty = 25 + (uint32_t)(b >> 40) % 66,
                .born = 2025 - age,
                .sex = {(a >> 40) % 100 < (age > 80 ? 60 : 50) ? '2' : '1'},
                .chronic = b % 128 < 8 + age};
    p.unit = kommuner[p.kommun].first_unit + (uint32_t)(b >> 8) % kommuner[p.kommun].units;
    return p;
}

/* ---- codes and free texts ---- */

static const char *some_diagnosis(void) {
    static const char *const codes[] = {"I109", "E119", "J069", "M545", "F419", "I509", "J189", "I489", "J449", "N390",
                                        "K219", "R104", "M179", "F329", "H259", "S720", "I639", "I219", "L309", "R074",
                                        "J459", "G439", "M751", "E785", "D649", "K590", "R519", "C509", "C619", "N189"};
    uint32_t a = pick(30), b = pick(30);
    return codes[a < b ? a : b];
}

/* A field that now and then needs quotes; else a diagnosis in PERCENT of the rows. */
static void free_field(uint32_t percent) {
    static const char *const notes[] = {"Ringer åter; provsvar väntas",     "Säger sig vara \"lite yr\" på morgonen",
                                        "Ny tid om 3 veckor; sköterska",    "Receptet förnyat; \"Waran\" utsatt",
                                        "Remiss till ögon; kö ca 90 dagar", "Hör illa; ring anhörig"};
    char list[64];
    if (pick(1000000) < options.breaks) {
        field("Första raden;\nandra raden");
    } else if (pick(1000000) >= options.quoted) {
        field(happens(percent) ? some_diagnosis() : "");
    } else if (happens(70)) {
        const char *one = some_diagnosis(), *two = some_diagnosis(), *three = pick(2) == 0 ? "" : some_diagnosis();
        snprintf(list, sizeof list, "%s;%s%s%s", one, two, *three == '\0' ? "" : ";", three);
        field(list);
    } else {
        field(notes[pick(6)]);
    }
}

/* ---- the files ---- */

static void make_contacts(uint64_t rows) {
    static const char *const professions[] = {"läkare",        "sjuksköterska", "undersköterska",
                                              "fysioterapeut", "psykolog",      "kurator"};
    static const char *const forms[] = {"besök", "telefon", "digital", "hembesök"};
    uint64_t persons = rows / 6 + 300;
    chance_begin(1);
    open_file("vardkontakter",
              "person_id;datum;enhet_id;vardgivare_id;yrkeskategori;kontaktform;kommunkod;kon;alder;kronisk;diagnoser");
    for (uint64_t i = 0; i < rows; i++) {
        uint64_t day = i * (YEAR_END + 1) / rows, number = pick_of(persons);
        if (happens(50)) /* few persons: the product of two evenly spread numbers is mostly small */
            number = number * pick(1024) / 1024;
        person p = person_of(number, false);
        uint32_t u = pick(100), profession = u < 42 ? 0 : u < 75 ? 1 : u < 83 ? 2 : u < 91 ? 3 : u < 96 ? 4 : 5;
        uint32_t v = pick(100), form = v < 58 ? 0 : v < 82 ? 1 : v < 95 ? 2 : 3;
        bool own_doctor = profession == 0 && happens(p.loyalty);
        uint32_t unit = own_doctor || happens(92) ? p.unit : pick(all_units);
        uint32_t who = own_doctor ? p.doctor : profession == 0 ? pick(14) : 16 + profession * 8 + pick(8);
        field_id("", p.id, 12);
        field(day_text[day]);
        field_id("VC", unit, 4);
        field_id("V", (uint64_t)unit * 64 + who, 6);
        field(professions[profession]);
        field(forms[form]);
        field(kommuner[p.kommun].code);
        field(p.sex);
        uint32_t year = day < NEW_YEAR ? 2024 : 2025;
        field_id("", year > p.born ? year - p.born : 0, 1);
        field(p.chronic ? "1" : "0");
        free_field(56);
        end_record();
    }
    close_file();
}

typedef struct {
    uint32_t person;
    uint16_t admitted, discharged, ready; /* days; ONGOING, NEVER */
    uint8_t planned, to, unit;
} stay;
enum { ONGOING = DAYS, NEVER = DAYS + 1 };
enum { HOME, NURSING_HOME, SHORT_TERM, OTHER_WARD, DEAD };

static uint32_t length_of_stay(void) {
    uint32_t u = pick(1000);
    return u < 60 ? 0 : u < 350 ? 1 + pick(2) : u < 750 ? 2 + pick(4) : u < 950 ? 5 + pick(9) : 12 + pick(40);
}

static uint8_t discharged_to(uint32_t age) {
    uint32_t u = pick(1000);
    if (u < (age >= 80 ? 55u : age >= 65 ? 30u : 8u))
        return DEAD;
    if (u >= 925)
        return OTHER_WARD;
    if (age >= 65 && happens(age >= 80 ? 22 : 8))
        return NURSING_HOME;
    return age >= 80 && happens(10) ? SHORT_TERM : HOME;
}

/* All stays of one person, at most ROOM; how many. */
static size_t stays_of(uint32_t number, stay *stays, size_t room) {
    person p = person_of(number, true);
    uint32_t age = 2025 - p.born, frail = 6u + (age >= 65 ? 6 : 0) + (age >= 80 ? 5 : 0) + (p.chronic ? 4 : 0);
    uint32_t day = NEW_YEAR + pick(365);
    size_t count = 0;
    bool planned = happens(33), after_day_stay = false;
    while (day <= YEAR_END && count < room) {
        uint32_t length = length_of_stay();
        if (after_day_stay && length == 0)
            length = 1; /* no two stays with the same days */
        stay *s = &stays[count++];
        uint32_t end = day + length;
        *s = (stay){.person = number,
                    .admitted = (uint16_t)day,
                    .discharged = (uint16_t)end,
                    .ready = NEVER,
                    .planned = planned,
                    .to = discharged_to(age),
                    .unit = (uint8_t)pick(8)};
        if (age >= 65 && length > 0 && happens(70)) {
            uint32_t waits = pick(7) < 3 ? 0 : 1 + pick(4);
            s->ready = (uint16_t)(end - (waits < length ? waits : length));
        }
        if (end > YEAR_END) {
            s->discharged = ONGOING;
            if (s->ready > YEAR_END)
                s->ready = NEVER;
            break;
        }
        if (s->to == DEAD)
            break;
        bool transfer = s->to == OTHER_WARD, again = !transfer && happens(frail);
        if (!transfer && !again && !happens(28))
            break;
        planned = happens(transfer || again ? 20 : 33);
        day = end + (transfer ? pick(2) : again ? 2 + pick(29) : 31 + pick(150));
        after_day_stay = day == end && length == 0;
    }
    return count;
}

static void write_stay(const stay *s) {
    static const char *const places[] = {"ordinärt boende", "särskilt boende", "korttidsboende", "annan vårdenhet",
                                         "avliden"};
    person p = person_of(s->person, true);
    bool ended = s->discharged != ONGOING;
    field_id("", p.id, 12);
    field(kommuner[p.kommun].code);
    field(p.sex);
    field_id("", p.born, 4);
    field_id("SJ", p.kommun / 4 * 8 + s->unit, 4);
    field(day_text[s->admitted]);
    field(ended ? day_text[s->discharged] : "");
    field(s->planned ? "planerad" : "oplanerad");
    field(ended ? places[s->to] : "");
    field(some_diagnosis());
    free_field(40);
    field(s->ready == NEVER ? "" : day_text[s->ready]);
    end_record();
}

static void make_stays(uint64_t rows) {
    stay *stays = calloc(rows + 1, sizeof *stays);
    uint32_t *order = calloc(rows + 1, sizeof *order);
    if (stays == NULL || order == NULL)
        fail("memory");
    chance_begin(2);
    size_t count = 0;
    for (uint32_t number = 0; count < rows; number++)
        count += stays_of(number, stays + count, rows - count);
    size_t next[ONGOING + 2] = {0}; /* sorted by counting the days of discharge */
    for (size_t i = 0; i < rows; i++)
        next[stays[i].discharged + 1]++;
    for (size_t d = 0; d <= ONGOING; d++)
        next[d + 1] += next[d];
    for (size_t i = 0; i < rows; i++)
        order[next[stays[i].discharged]++] = (uint32_t)i;
    open_file("vardtillfallen",
              "person_id;kommunkod;kon;fodelsear;enhet_id;inskrivningsdatum;utskrivningsdatum;inskrivningssatt;"
              "utskriven_till;huvuddiagnos;bidiagnoser;utskrivningsklar_datum");
    for (size_t i = 0; i < rows; i++)
        write_stay(&stays[order[i]]);
    close_file();
    free(stays);
    free(order);
}

static void make_answers(uint64_t rows) {
    static const char *const age_groups[] = {"18-29", "30-49", "50-64", "65-74", "75-84", "85+"};
    static const char *const answers[] = {"1", "2", "3", "4", "5"};
    chance_begin(3);
    open_file("enkatsvar", "respondent_id;kommunkod;kon;aldersgrupp;fraga_id;svar;vikt;kommentar");
    for (uint64_t i = 0; i < rows; i++) {
        uint64_t respondent = i / 20, trait = scramble(respondent + options.seed * 31);
        person p = person_of(respondent + 50000000, false);
        uint32_t age = 2025 - p.born;
        char weight[16];
        field_id("R", respondent, 8);
        field(kommuner[p.kommun].code);
        field(p.sex);
        field(age_groups[age < 30 ? 0 : age < 50 ? 1 : age < 65 ? 2 : age < 75 ? 3 : age < 85 ? 4 : 5]);
        field_id("F", i % 20 + 1, 2);
        uint32_t u = pick(100) + (uint32_t)(trait % 25); /* some are pleased with everything */
        field(happens(6) ? "" : answers[u < 8 ? 0 : u < 20 ? 1 : u < 45 ? 2 : u < 85 ? 3 : 4]);
        uint32_t thousandths = 400 + (uint32_t)(trait >> 32) % 2600;
        snprintf(weight, sizeof weight, "%u,%03u", thousandths / 1000, thousandths % 1000);
        field(weight);
        free_field(0);
        end_record();
    }
    close_file();
}

static void make_visits(uint64_t rows) {
    static const char *const tasks[] = {"omvårdnad", "dusch", "inköp", "tillsyn"};
    uint64_t users = rows / 75 + 20;
    chance_begin(4);
    open_file("hemtjanstbesok", "brukare_id;personal_id;starttid;kommunkod;insatser");
    for (uint64_t i = 0; i < rows; i++) {
        uint64_t day = FIRST_VISIT_DAY + i * 28 / rows, user = pick_of(users);
        uint64_t other = pick_of(users);
        if (happens(50) && other < user)
            user = other; /* some need more help than others */
        person p = person_of(user + 90000000, true);
        uint64_t trait = scramble(user + options.seed * 7);
        uint32_t team = kommuner[p.kommun].first_unit * 2 + (uint32_t)(trait % (1 + kommuner[p.kommun].size / 6));
        uint32_t size = 6 + (uint32_t)(trait >> 20) % 22, a = pick(size), b = pick(size);
        uint32_t hour = happens(96) ? 7 + pick(15) : (22 + pick(9)) % 24, minute = pick(12) * 5;
        char text[64];
        field_id("B", user * 31415927 % 100000000, 8);
        field_id("P", (uint64_t)team * 32 + (a < b ? a : b), 6);
        snprintf(text, sizeof text, "%sT%02u:%02u:00", day_text[day], hour, minute);
        field(text);
        field(kommuner[p.kommun].code);
        const char *task = tasks[pick(4)];
        snprintf(text, sizeof text, "%s%s%s", task, ";", tasks[pick(4)]);
        field(pick(1000000) < options.quoted ? text : task);
        end_record();
    }
    close_file();
}

/* ---- command line ---- */

static uint64_t number_of(const char *text) {
    char *end;
    uint64_t value = strtoull(text, &end, 10);
    if (*text == '\0' || *end != '\0') {
        fprintf(stderr, "gen_data: not a number: %s\n", text);
        exit(2);
    }
    return value;
}

static void usage(void) {
    fprintf(stderr, "usage: gen_data [--rows N] [--seed N] [--dir DIR] [--quoted PPM] [--breaks PPM] [--quote-all] "
                    "[--crlf] [--bom]\n");
    exit(2);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i];
        bool *flag = strcmp(name, "--quote-all") == 0 ? &options.quote_all
                     : strcmp(name, "--crlf") == 0    ? &options.crlf
                     : strcmp(name, "--bom") == 0     ? &options.bom
                                                      : NULL;
        if (flag != NULL) {
            *flag = true;
            continue;
        }
        const char *value = ++i < argc ? argv[i] : NULL;
        if (value == NULL)
            usage();
        if (strcmp(name, "--rows") == 0)
            options.rows = number_of(value);
        else if (strcmp(name, "--seed") == 0)
            options.seed = number_of(value);
        else if (strcmp(name, "--dir") == 0)
            options.folder = value;
        else if (strcmp(name, "--quoted") == 0)
            options.quoted = (uint32_t)number_of(value);
        else if (strcmp(name, "--breaks") == 0)
            options.breaks = (uint32_t)number_of(value);
        else
            usage();
    }
    make_days();
    make_kommuner();
    make_contacts(options.rows);
    make_stays(options.rows / 5);
    make_answers(options.rows / 5);
    make_visits(options.rows * 2 / 5);
    free(out.data);
    return 0;
}
