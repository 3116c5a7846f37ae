/* status_text.c - see status_text.h. */
#include "report/status_text.h"

#include <string.h>

typedef struct {
    const char *code, *sv;
} word;

/* The Swedish for CODE; a code without one stands for itself. */
static const char *say(const word *words, size_t count, const char *code, bool english) {
    for (size_t i = 0; !english && code != NULL && i < count; i++)
        if (strcmp(words[i].code, code) == 0)
            return words[i].sv;
    return code;
}
#define SAY(words, code, english) say(words, sizeof(words) / sizeof *(words), code, english)

const char *ind_status_text(ind_cell_status status, bool english) {
    static const word words[] = {{"ok", ""},
                                 {"unreliable", "för få för att redovisas"},
                                 {"no_data", "ingen i nämnaren"},
                                 {"not_delivered", "uppgifter ej levererade"},
                                 {"incomplete_follow_up", "uppföljningen inte klar"},
                                 {"not_applicable", "ej tillämpligt"},
                                 {"suppressed", "visas inte (sekretess)"}};
    return SAY(words, ind_cell_status_name(status), english);
}

const char *ind_reason_text(ind_cell_reason reason, bool english) {
    static const word words[] = {{"unreadable", "gick inte att läsa"},
                                 {"outside_series", "utanför tidsserien"},
                                 {"no_population", "befolkning saknas"},
                                 {"population_classes", "befolkningens åldersklasser passar inte"},
                                 {"few_events", "färre händelser än ett standardiserat tal kräver"},
                                 {"contradictory", "underlaget motsäger sig"},
                                 {"empty_column", "en kolumn är inte ifylld"}};
    return SAY(words, ind_cell_reason_name(reason), english);
}

const char *ind_no_interval_text(ind_interval_reason reason, bool english) {
    static const word words[] = {{"undefined", "inte definierat"},
                                 {"one_value", "ett enda värde"},
                                 {"one_person", "en enda person"},
                                 {"all_alike", "alla värden är lika"},
                                 {"few_values", "för få värden"},
                                 {"whole", "alla har svarat"},
                                 {"strata", "uppgifter saknas om ett stratum"},
                                 {"end_of_scale", "värdet är skalans ände"},
                                 {"no_events", "inga händelser"},
                                 {"not_whole", "inget helt antal"},
                                 {"not_published", "inget är publicerat"}};
    return SAY(words, ind_interval_reason_name(reason), english);
}

const char *ind_flag_text(unsigned flags, size_t index, bool english) {
    static const word words[] = {{"preliminary", "preliminärt"},
                                 {"incomplete_look_back", "underlaget börjar för sent"},
                                 {"partial", "ofullständigt underlag"},
                                 {"implausible", "utanför rimligt intervall, kontrollera"},
                                 {"data_findings", "anmärkning på underlaget"},
                                 {"series_break", "tidsseriebrott"},
                                 {"unweighted", "ovägd"},
                                 {"mixed", "blandad"},
                                 {"population_noise", "befolkningstalen har slumpmässigt brus"}};
    return SAY(words, ind_flag_name(flags, index), english);
}

const char *ind_unit_text(ind_str unit, bool english) {
    static const struct {
        const char *code, *sv, *en;
    } units[] = {{"percent", "procent", "percent"},
                 {"index", "index", "index"},
                 {"count", "antal", "count"},
                 {"days", "dagar", "days"},
                 {"persons", "personer", "persons"},
                 {"ratio", "kvot", "ratio"},
                 {"per_1000", "per 1 000", "per 1,000"},
                 {"per_10000", "per 10 000", "per 10,000"},
                 {"per_100000", "per 100 000", "per 100,000"},
                 {"points", "poäng", "points"},
                 {"per_inhabitant", "per invånare", "per inhabitant"},
                 {"days_per_inhabitant", "dagar per invånare", "days per inhabitant"},
                 {"sek", "kronor", "kronor"},
                 {"sek_per_person", "kronor per person", "kronor per person"}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (ind_str_is(unit, units[i].code))
            return english ? units[i].en : units[i].sv;
    return unit.data;
}

/* What the engine says in English, a "*" for what it names; the same in Swedish. */
static const struct {
    const char *en, *sv;
} reasons[] = {
    {"dataset '*' is not among the data", "datamängden '*' är inte levererad"},
    {"the definition has none of the grains asked for", "definitionen har ingen av de periodlängder som begärs"},
    {"no whole period inside the days asked for", "ingen hel period ligger i de dagar som begärs"},
    {"the definition has none of the splits asked for*", "definitionen har ingen av de indelningar som begärs"},
    {"the definition has no group that tells the areas asked for",
     "definitionen har ingen grupp med de områden som begärs"},
    {"no value of '*' in '*' could be read", "inget värde av '*' i '*' gick att läsa"}};

/* Does TEXT have the form of PATTERN?  Then what stands for each "*", two at most. */
static bool fits(const char *pattern, ind_str text, ind_str named[2]) {
    size_t at = 0, count = 0;
    for (; *pattern != '\0'; pattern++) {
        if (*pattern != '*') {
            if (at >= text.length || text.data[at++] != *pattern)
                return false;
            continue;
        }
        size_t start = at;
        while (at < text.length && (pattern[1] == '\0' || text.data[at] != pattern[1]))
            at++;
        named[count++] = (ind_str){text.data + start, at - start};
    }
    return at == text.length;
}

const char *ind_state_reason(ind_arena *arena, const ind_report_measure *m, bool english) {
    if (!english && m->state == IND_STATE_OPEN && m->about.open.sv.length > 0)
        return m->about.open.sv.data;
    for (size_t i = 0; !english && i < sizeof reasons / sizeof *reasons; i++) {
        ind_str named[2] = {{"", 0}, {"", 0}};
        if (!fits(reasons[i].en, m->reason, named))
            continue;
        const char *text = "";
        size_t next = 0;
        for (const char *at = reasons[i].sv; *at != '\0'; at++) {
            if (*at == '*')
                text = ind_arena_format(arena, "%s%.*s", text, IND_STR_ARGS(named[next]));
            else
                text = ind_arena_format(arena, "%s%c", text, *at);
            next += *at == '*';
        }
        return text;
    }
    return ind_arena_format(arena, "%.*s", IND_STR_ARGS(m->reason));
}
