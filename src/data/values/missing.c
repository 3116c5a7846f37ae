/* missing.c - the markers of SQL, pandas, R, SAS, MySQL, spreadsheets and Swedish systems.
 *
 * A list for all columns, since a system that writes its marker writes it everywhere.  Which of them a column uses as
 * a code is known there (convert.c). */
#include "data/values/missing.h"

#include "data/text/alike.h"

static const struct {
    ind_str text;
    bool unknown;
} markers[] = {
#define NOTHING(text)                                                                                                  \
    { {text, sizeof text - 1}, false }
#define UNKNOWN(text)                                                                                                  \
    { {text, sizeof text - 1}, true }
    NOTHING("null"),
    NOTHING("(null)"),
    NOTHING("<null>"),
    NOTHING("[null]"),
    NOTHING("nul"),
    NOTHING("\\n"), /* MySQL; in capitals */
    NOTHING("na"),
    NOTHING("<na>"),
    NOTHING("n/a"),
    NOTHING("n.a."),
    NOTHING("n.a"),
    NOTHING("#n/a"),
    NOTHING("#na"),
    NOTHING("#n/d"),
    NOTHING("nan"),
    NOTHING("-nan"),
    NOTHING("nat"),
    NOTHING("none"),
    NOTHING("nil"),
    NOTHING("undefined"),
    NOTHING("(tom)"),
    NOTHING("(tomt)"),
    NOTHING("(blank)"),
    NOTHING("."),
    NOTHING(".."),
    NOTHING("..."),
    NOTHING("._"),
    NOTHING("-"),
    NOTHING("--"),
    NOTHING("---"),
    NOTHING("\xe2\x80\x93"), /* dashes */
    NOTHING("\xe2\x80\x94"),
    NOTHING("\xe2\x80\xa6"),
    NOTHING("#null!"),
    NOTHING("#saknas!"),
    UNKNOWN("?"),
    UNKNOWN("??"),
    UNKNOWN("???"),
    UNKNOWN("unknown"),
    UNKNOWN("unk"),
    UNKNOWN("missing"),
    UNKNOWN("not available"),
    UNKNOWN("not known"),
    UNKNOWN("saknas"),
    UNKNOWN("okand"),
    UNKNOWN("okant"),
    UNKNOWN("okanda"),
    UNKNOWN("ej kand"),
    UNKNOWN("ej kant"),
    UNKNOWN("ej angivet"),
    UNKNOWN("ej angiven"),
    UNKNOWN("ej angett"),
    UNKNOWN("ej angiva"),
    UNKNOWN("inte angivet"),
    UNKNOWN("inte angiven"),
    UNKNOWN("uppgift saknas"),
    UNKNOWN("uppg saknas"),
    UNKNOWN("uppg. saknas"),
    UNKNOWN("uppgifter saknas"),
    UNKNOWN("ingen uppgift"),
    UNKNOWN("varde saknas"),
    UNKNOWN("data saknas"),
    UNKNOWN("ej registrerad"),
    UNKNOWN("ej registrerat"),
    UNKNOWN("ej ifyllt"),
    UNKNOWN("ej tillganglig"),
    UNKNOWN("ej tillgangligt"),
    UNKNOWN("#ref!"),
    UNKNOWN("#value!"),
    UNKNOWN("#name?"),
    UNKNOWN("#num!"),
    UNKNOWN("#div/0!"),
    UNKNOWN("#referens!"),
    UNKNOWN("#vardefel!"),
    UNKNOWN("#namn?"),
    UNKNOWN("#ogiltigt!"),
    UNKNOWN("#division/0!"),
#undef NOTHING
#undef UNKNOWN
};

/* SAS has ".A" to ".Z" too; they are as many numbers behind those of the table. */
enum { MARKERS = sizeof markers / sizeof *markers };

size_t ind_missing_count(void) {
    return MARKERS;
}

ind_str ind_missing_text(size_t marker) {
    return markers[marker].text;
}

bool ind_missing_is_unknown(int marker) {
    return marker >= 0 && marker < MARKERS && markers[marker].unknown;
}

bool ind_missing_never(ind_str text) {
    if (text.length == 0 || text.length > IND_MISSING_LONGEST)
        return true;
    char last = text.data[text.length - 1];
    return (text.data[0] >= '0' && text.data[0] <= '9') || (last >= '0' && last <= '9');
}

/* A byte above 0x7F may be part of a letter with a mark, which counts as the letter alone. */
static bool begins_like_marker(char first) {
    bool found = ((unsigned char)first & 0x80) != 0;
    for (int i = 0; i < MARKERS && !found; i++)
        found = markers[i].text.data[0] == first;
    return found;
}

static int find(ind_str plain) {
    for (int i = 0; i < MARKERS; i++)
        if (markers[i].text.data[0] == plain.data[0] && ind_str_equal(markers[i].text, plain))
            return i;
    bool sas = plain.length == 2 && plain.data[0] == '.' && plain.data[1] >= 'a' && plain.data[1] <= 'z';
    return sas ? MARKERS + plain.data[1] - 'a' : IND_MISSING_NONE;
}

int ind_missing_marker(ind_str text) {
    if (ind_missing_never(text))
        return IND_MISSING_NONE;
    char small[IND_MISSING_LONGEST] = {0};
    bool high = false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        small[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        high = high || ((unsigned char)c & 0x80) != 0;
    }
    if (!begins_like_marker(small[0]))
        return IND_MISSING_NONE;
    if (!high)
        return find((ind_str){small, text.length});
    ind_buffer plain = {0};
    ind_alike_word(text, &plain);
    int found = find(ind_buffer_str(&plain));
    ind_buffer_free(&plain);
    return found;
}
