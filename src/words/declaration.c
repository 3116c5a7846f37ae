/* declaration.c - a definition under the headings of a quality declaration of official statistics (SCB-FS 2016:17):
 * five main components with their parts.
 *
 * What the definition says of itself is put in order, nothing is added: a part that it says nothing about says so. */
#include "words/declaration.h"

#include <string.h>

typedef struct {
    const char *number;
    ind_bilingual title;
    bool main;            /* a component, with nothing of its own but its parts */
    const char *sections; /* ids of the sections that go there ... */
    const char *keys;     /* ... and keys, which go before their section; a key stands for those below it too */
} heading;

static const heading headings[] = {
    {"1", {"Relevans", "Relevance"}, true, "", ""},
    {"1.1",
     {"Ändamål och informationsbehov", "Purpose and information needs"},
     false,
     "",
     "purpose target_text target compare target_area indicator perspective principal"},
    {"1.2.1",
     {"Objekt och population", "Objects and population"},
     false,
     "data units relations episodes denominator counted population",
     ""},
    {"1.2.2", {"Variabler", "Variables"}, false, "numerator event numerator_data time", ""},
    {"1.2.3", {"Statistiska mått", "Statistical measures"}, false, "measure value index sums standardise marks", ""},
    {"1.2.4", {"Redovisningsgrupper", "Groups reported"}, false, "reporting", "by groups area_perspective"},
    {"1.2.5", {"Referenstider", "Reference times"}, false, "", "period"},
    {"2", {"Tillförlitlighet", "Reliability"}, true, "", ""},
    {"2.1", {"Tillförlitlighet totalt", "Reliability overall"}, false, "uncertainty", "plausible"},
    {"2.2", {"Osäkerhetskällor", "Sources of uncertainty"}, false, "frame limitations open_facts", "open"},
    {"2.3",
     {"Preliminär statistik jämförd med slutlig", "Preliminary statistics compared with final"},
     false,
     "follow_up",
     "follow_up"},
    {"3", {"Aktualitet och punktlighet", "Timeliness and punctuality"}, true, "", ""},
    {"3.1", {"Framställningstid", "Production time"}, false, "", ""},
    {"3.2", {"Frekvens", "Frequency"}, false, "", "updated"},
    {"3.3", {"Punktlighet", "Punctuality"}, false, "", ""},
    {"4", {"Tillgänglighet och tydlighet", "Accessibility and clarity"}, true, "", ""},
    {"4.1", {"Tillgång till statistiken", "Access to the statistics"}, false, "", "source_system owner"},
    {"4.4", {"Dokumentation", "Documentation"}, false, "origin", ""},
    {"5", {"Jämförbarhet och samanvändbarhet", "Comparability and coherence"}, true, "", ""},
    {"5.1", {"Jämförbarhet över tid", "Comparability over time"}, false, "", "series changes signals"},
    {"5.2", {"Jämförbarhet mellan grupper", "Comparability between groups"}, false, "", "funnel"},
    {"5.3", {"Samanvändbarhet i övrigt", "Coherence in general"}, false, "comparable", ""},
};
enum { HEADINGS = sizeof headings / sizeof *headings, WITHOUT_HEADING = 4 /* "1.2.3" */ };

/* Is KEY one of the words of LIST, or below one ("period.grain" below "period")? */
static bool is_among(const char *list, const char *key, size_t length) {
    while (*list != '\0') {
        size_t word = strcspn(list, " ");
        if (word <= length && strncmp(list, key, word) == 0 && (word == length || key[word] == '.'))
            return true;
        list += word + (list[word] == ' ');
    }
    return false;
}

static size_t heading_of(const ind_words_section *section, const ind_words_item *item) {
    for (size_t h = 0; h < HEADINGS; h++)
        if (is_among(headings[h].keys, item->key, strcspn(item->key, " ")))
            return h;
    for (size_t h = 0; h < HEADINGS; h++)
        if (is_among(headings[h].sections, section->id, strlen(section->id)))
            return h;
    return WITHOUT_HEADING;
}

/* Those of heading H, in the order that they are told in; what belongs to an item before goes with it. */
static size_t put_items(const ind_words *words, size_t h, ind_buffer *out) {
    size_t count = 0;
    for (size_t s = 0; s < words->count; s++) {
        const ind_words_section *section = &words->sections[s];
        size_t of = WITHOUT_HEADING;
        for (size_t i = 0; i < section->count; i++) {
            of = section->items[i].sub ? of : heading_of(section, &section->items[i]);
            if (of != h)
                continue;
            ind_words_markdown_item(out, &section->items[i]);
            count++;
        }
    }
    return count;
}

void ind_words_declaration(const ind_words *words, ind_buffer *out) {
    ind_words_markdown_title(words, words->english ? "Quality declaration: " : "Kvalitetsdeklaration: ", out);
    for (size_t h = 0; h < HEADINGS; h++) {
        ind_buffer_format(out, "\n%s %s %s\n", headings[h].main ? "##" : "###", headings[h].number,
                          ind_words_pick(words, headings[h].title));
        if (headings[h].main)
            continue;
        ind_buffer_text(out, "\n");
        if (put_items(words, h, out) == 0)
            ind_buffer_text(out, words->english ? "The definition says nothing about this.\n"
                                                : "Definitionen säger inget om detta.\n");
    }
}
