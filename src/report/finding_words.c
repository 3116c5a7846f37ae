/* finding_words.c - the sentences, and how a message is known again: the texts between the holes stand in it in their
 * order, and what stands in the holes are the values. */
#include "report/finding_words.h"

enum { MOST_VALUES = 6 };

const ind_finding_words ind_all_finding_words[] = {
    /* the file */
    {"cannot_read", "cannot open: {}", "kan inte öppnas: {1}"},
    {"cannot_read", "cannot read: {}", "kan inte läsas: {1}"},
    {"cannot_read", "is a directory, not a file", "är en mapp, inte en fil"},
    {"changed_file", "changed while it was read", "ändrades medan den lästes"},
    {"truncated_file", "ends in the middle of its {} data", "slutar mitt i sina {1}-data"},
    {"corrupt_file", "the {} data are corrupt near byte {}: {}", "{1}-data är skadade nära byte {2}: {3}"},
    {"not_csv", "is an xlsx or zip file, not CSV", "är en xlsx- eller zip-fil, inte CSV"},
    {"not_csv", "is an xls file, not CSV", "är en xls-fil, inte CSV"},
    {"not_csv", "is a gzip file in a compressed file, not CSV", "är en gzip-fil i en packad fil, inte CSV"},
    {"not_csv", "is a zstd file in a compressed file, not CSV", "är en zstd-fil i en packad fil, inte CSV"},
    {"empty_file", "empty file", "tom fil"},
    {"read_twice", "dataset '{}' is needed twice, and a pipe cannot be read twice",
     "datamängden '{1}' behövs två gånger, och ett rör kan inte läsas två gånger"},
    {"duplicate_keys", "some records of dataset '{}' have the same key, and a pipe cannot be read twice",
     "poster i datamängden '{1}' har samma nyckel, och ett rör kan inte läsas två gånger"},
    /* encoding */
    {"unknown_encoding", "unknown encoding '{}'", "okänd teckenkodning '{1}'"},
    {"mixed_encodings", "mixes UTF-8 (line {}) and Windows-1252 (line {})",
     "blandar UTF-8 (rad {1}) och Windows-1252 (rad {2})"},
    {"mixed_encodings", "mixes UTF-8 and Windows-1252", "blandar UTF-8 och Windows-1252"},
    {"bad_encoding", "is not valid UTF-8", "är inte giltig UTF-8"},
    {"bad_encoding", "is neither valid UTF-8 nor Windows-1252", "är varken giltig UTF-8 eller Windows-1252"},
    {"double_encoded", "has letters that were converted to UTF-8 twice",
     "har bokstäver som har gjorts om till UTF-8 två gånger"},
    /* header */
    {"no_header", "no header after {} preamble lines", "ingen rubrik efter {1} inledande rader"},
    {"ambiguous_separator", "{} and {} could both separate the columns", "både {1} och {2} kan skilja kolumnerna åt"},
    {"bad_separator", "the line 'sep=' does not name a separator", "raden 'sep=' anger inget skiljetecken"},
    {"nul_byte", "the header has NUL bytes", "rubriken har NUL-tecken"},
    {"no_known_column", "no known column; is the header missing?", "ingen känd kolumn; saknas rubriken?"},
    {"too_many_columns", "the header has {} columns, at most {} are read",
     "rubriken har {1} kolumner, högst {2} läses"},
    {"duplicate_column", "column '{}' occurs twice in the header (fields {} and {})",
     "kolumnen '{1}' står två gånger i rubriken (fält {2} och {3})"},
    {"duplicate_column", "{} columns have the name of another one; the first {} are shown",
     "{1} kolumner heter som en annan; de första {2} visas"},
    {"missing_column", "column '{}' of dataset '{}' is missing", "kolumnen '{1}' i datamängden '{2}' saknas"},
    {"missing_column", "is not in the file, so its values are unknown", "finns inte i filen, så dess värden är okända"},
    {"unnamed_column", "a column without a name was not read", "en kolumn utan namn lästes inte"},
    {"unknown_column", "is not in the schema and was not read", "finns inte i schemat och lästes inte"},
    {"unknown_column", "was not read, as another column has the field's own name",
     "lästes inte, eftersom en annan kolumn har fältets eget namn"},
    /* records */
    {"unterminated_quote", "the quote that opens here is never closed", "citattecknet som börjar här avslutas aldrig"},
    {"record_too_long", "the quote that opens here makes a record of more than {} bytes",
     "citattecknet som börjar här ger en post på mer än {1} byte"},
    {"record_too_long", "the record has more than {} bytes", "posten har mer än {1} byte"},
    {"swallowed_records", "the quote that opens here closes on line {}, and what looks like records stands between",
     "citattecknet som börjar här avslutas på rad {1}, och däremellan står sådant som ser ut som poster"},
    {"header_between", "a second header with other columns, or in another order, than the one on line {}",
     "en andra rubrik med andra kolumner, eller i annan ordning, än den på rad {1}"},
    {"too_many_rejected", "supplier '{}': {} of {} records ({} %) are rejected, more than {} %",
     "lämnaren '{1}': {2} av {3} poster ({4} %) avvisas, mer än {5} %"},
    {"too_many_rejected", "one supplier: {} of {} records ({} %) are rejected, more than {} %",
     "en lämnare: {1} av {2} poster ({3} %) avvisas, mer än {4} %"},
    {"too_many_rejected", "{} of {} records ({} %) are rejected, more than {} %",
     "{1} av {2} poster ({3} %) avvisas, mer än {4} %"},
    {"nul_byte", "has a NUL byte", "har ett NUL-tecken"},
    {"repeated_header", "repeats the header", "upprepar rubriken"},
    {"ragged_record", "has one field more than the header", "har ett fält mer än rubriken"},
    {"ragged_record", "does not have as many fields as the header", "har inte lika många fält som rubriken"},
    {"duplicate_record", "occurs more than once", "står mer än en gång"},
    {"superseded_record", "is replaced by a later delivery", "ersätts av en senare leverans"},
    {"conflicting_key", "has the key of another record and other content",
     "har samma nyckel som en annan post och annat innehåll"},
    {"left_over_record", "is left over from an earlier delivery: the later one of these days has not got it",
     "är kvar från en tidigare leverans: den senare för samma dagar har den inte"},
    {"stray_quote", "has text behind a quote that seemed to close it",
     "har text efter ett citattecken som såg ut att avsluta den"},
    {"empty_row", "has nothing but separators and blanks", "har bara skiljetecken och blanktecken"},
    {"end_of_data", "begins as the rows behind the data do, so nothing is read from here on",
     "börjar som raderna efter data, så härifrån läses inget"},
    {"footer", "begins as rows that are no data do", "börjar som rader som inte är data"},
    /* cells */
    {"missing_value", "is required and missing", "måste ha ett värde och saknar det"},
    {"bad_code", "does not have the form of a code of this column", "har inte formen av en kod i den här kolumnen"},
    {"unknown_code", "is not in the codelist", "finns inte i kodlistan"},
    {"unknown_code", "has a value that is not in the codelist, which is left out",
     "har ett värde som inte finns i kodlistan, och det är utelämnat"},
    {"unknown_code", "is not an allowed value", "är inget tillåtet värde"},
    {"padded_code", "had lost its leading zeros", "hade tappat sina inledande nollor"},
    {"list_separator", "has another sign than | between its values, and was read as a list",
     "har ett annat tecken än | mellan sina värden, och lästes som en lista"},
    {"list_separator", "has another sign than | between its values", "har ett annat tecken än | mellan sina värden"},
    {"lost_digits", "is in scientific notation, so digits are lost",
     "står i tiopotensform, så siffror har gått förlorade"},
    {"open_date", "means that there is no date yet", "betyder att det inte finns något datum än"},
    {"sentinel_date", "is a date that systems write where there is none",
     "är ett datum som system skriver när det inte finns något"},
    {"out_of_range", "is outside the range that the schema allows", "ligger utanför det som schemat tillåter"},
    {"bad_date", "is not a date (want YYYY-MM-DD)", "är inget datum (ÅÅÅÅ-MM-DD väntas)"},
    {"bad_date", "says that the date is not known, where an empty one says that there is none",
     "säger att datumet är okänt, där ett tomt säger att det inte finns något"},
    {"bad_datetime", "says that the date is not known, where an empty one says that there is none",
     "säger att tidpunkten är okänd, där en tom säger att det inte finns någon"},
    {"partial_date", "is a year or a month and was completed", "är ett år eller en månad och kompletterades"},
    {"bad_datetime", "is not a date with time (want YYYY-MM-DDThh:mm)",
     "är inget datum med tid (ÅÅÅÅ-MM-DDThh:mm väntas)"},
    {"bad_integer", "is not a whole number", "är inget heltal"},
    {"bad_number", "is not a number", "är inget tal"},
    {"bad_number", "is not a number with the decimal mark of the file", "är inget tal med filens decimaltecken"},
    {"missing_marker", "was read as no value", "lästes som inget värde"},
    {"invisible_sign", "had blanks or signs that nobody sees, which were taken off",
     "hade blanktecken eller tecken som ingen ser, som togs bort"},
    {"missing_lookup", "has no row in '{}'", "har ingen rad i '{1}'"},
    {"wrong_order", "is earlier than '{}'", "är tidigare än '{1}'"},
    {"wrong_order", "is later than '{}'", "är senare än '{1}'"},
    {"wrong_order", "is later than the day when the data were taken out", "är senare än dagen då uppgifterna togs ut"},
    {"long_open", "is empty more than {} days after '{}', when the data were taken out",
     "är tomt mer än {1} dagar efter '{2}', när uppgifterna togs ut"},
    {"ids_alike",
     "has {} identifiers that differ from another only in letter case, blanks, hyphens, leading zeros, a trailing '.0' "
     "or the like",
     "har {1} identiteter som skiljer sig från en annan bara i skiftläge, blanktecken, bindestreck, inledande nollor, "
     "'.0' på slutet eller liknande"},
    {"ids_alike",
     "has {} identifiers that differ from another of the same entity only in letter case, blanks, hyphens, leading "
     "zeros, a trailing '.0' or the like",
     "har {1} identiteter som skiljer sig från en annan i samma enhet bara i skiftläge, blanktecken, bindestreck, "
     "inledande nollor, '.0' på slutet eller liknande"},
    {"ids_alike",
     "has {} identifiers that differ from another in the first 5,000 lines only in letter case, blanks, hyphens, "
     "leading zeros, a trailing '.0' or the like",
     "har {1} identiteter som på de första 5 000 raderna skiljer sig från en annan bara i skiftläge, blanktecken, "
     "bindestreck, inledande nollor, '.0' på slutet eller liknande"},
    /* numbers and columns as a whole */
    {"mixed_decimals", "mixes decimal comma (line {}) and decimal point (line {})",
     "blandar decimalkomma (rad {1}) och decimalpunkt (rad {2})"},
    {"mixed_decimals", "mixes decimal comma and decimal point", "blandar decimalkomma och decimalpunkt"},
    {"doubtful_decimals",
     "'{}' has numbers with three digits behind their mark and whole ones above 99: thousands, or decimals?",
     "'{1}' har tal med tre siffror efter tecknet och heltal över 99: tusental eller decimaler?"},
    {"default_beside_values",
     "'{}' of '{}' is empty in {} rows beside {} with values of another size: those cannot have its default {}",
     "'{1}' i '{2}' är tom i {3} rader bredvid {4} med värden av annan storlek: de kan inte få standardvärdet {5}"},
    {"default_beside_values", "'{}' of '{}' is empty in {} rows beside {} with a value: those have its default {}",
     "'{1}' i '{2}' är tom i {3} rader bredvid {4} med ett värde: de får standardvärdet {5}"},
    {"shrinkage", "a later delivery ('{}') would remove {} of its {} records, more than {} %",
     "en senare leverans ('{1}') skulle ta bort {2} av dess {3} poster, mer än {4} %"},
    {NULL, NULL, NULL}};

static bool starts(ind_str text, ind_str with) {
    return text.length >= with.length && memcmp(text.data, with.data, with.length) == 0;
}

/* Where PART stands in TEXT from AT on; SIZE_MAX: nowhere.  The LAST part stands at the end. */
static size_t find(ind_str text, size_t at, ind_str part, bool last) {
    if (last)
        return text.length >= at + part.length &&
                       memcmp(text.data + text.length - part.length, part.data, part.length) == 0
                   ? text.length - part.length
                   : SIZE_MAX;
    for (; at + part.length <= text.length; at++)
        if (memcmp(text.data + at, part.data, part.length) == 0)
            return at;
    return SIZE_MAX;
}

/* The values of MESSAGE, if it is EN with its holes filled. */
static bool match(ind_str message, const char *en, ind_str values[MOST_VALUES], size_t *count) {
    const char *hole = strstr(en, "{}");
    ind_str part = {en, hole == NULL ? strlen(en) : (size_t)(hole - en)};
    *count = 0;
    if (!starts(message, part))
        return false;
    size_t at = part.length;
    while (hole != NULL && *count < MOST_VALUES) {
        const char *from = hole + 2;
        hole = strstr(from, "{}");
        part = (ind_str){from, hole == NULL ? strlen(from) : (size_t)(hole - from)};
        size_t found = find(message, at, part, hole == NULL);
        if (found == SIZE_MAX)
            return false;
        values[(*count)++] = (ind_str){message.data + at, found - at};
        at = found + part.length;
    }
    return at == message.length;
}

static const char *fill(ind_arena *arena, const char *sv, const ind_str *values, size_t count) {
    ind_buffer out = {0};
    for (; *sv != '\0'; sv++) {
        size_t number = sv[0] == '{' && sv[1] >= '1' && sv[1] <= '9' && sv[2] == '}' ? (size_t)(sv[1] - '0') : 0;
        if (number == 0 || number > count) {
            ind_buffer_add(&out, sv, 1);
            continue;
        }
        ind_buffer_add(&out, values[number - 1].data, values[number - 1].length);
        sv += 2;
    }
    const char *text = ind_arena_str(arena, ind_buffer_str(&out)).data;
    ind_buffer_free(&out);
    return text;
}

const char *ind_finding_in_swedish(ind_arena *arena, const char *rule, const char *message) {
    ind_str values[MOST_VALUES];
    size_t count;
    for (const ind_finding_words *words = ind_all_finding_words; words->rule != NULL; words++)
        if (strcmp(words->rule, rule) == 0 && match(ind_str_of(message), words->en, values, &count))
            return fill(arena, words->sv, values, count);
    return NULL;
}
