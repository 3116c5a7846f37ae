/* data_rules.c - every rule about data: what "run" and "validate" say of files, records, cells and deliveries.  Longer
 * texts are in docs/explanation/data-quality.md. */
#include "indikator/rules.h"

static const ind_data_rule rules[] = {
    {"cannot_read", "error", "a file of data cannot be read",
     "The system did not let the program open or read it; the message says why. Status 7."},
    {"changed_file", "error", "a file changed while it was read",
     "What was read first and what was read later may belong to two deliveries. Wait until the file is complete and "
     "run once more."},
    {"truncated_file", "error", "a compressed file is cut off",
     "Some records are missing, and nobody knows how many. Get the file once more."},
    {"corrupt_file", "error", "a compressed file is damaged",
     "Its checksum or its form is wrong. Get the file once more."},
    {"not_csv", "error", "a file of another format",
     "It is a workbook, an archive or the like. Export it as CSV; the help says how."},
    {"empty_file", "error", "an empty file", "There is not even a header. An empty delivery is a header without rows."},
    {"no_header", "error", "no header below the lines above it",
     "The file ends before the header that '--dialect preamble=N' says. Count the lines above the header again."},
    {"ambiguous_separator", "error", "two signs could separate the columns",
     "Both give as many known columns. Say which it is with '--dialect separator=...'."},
    {"bad_separator", "error", "a line 'sep=' with a separator that is not known",
     "Known are semicolon, comma and tab. Export the file with one of them."},
    {"unknown_encoding", "error", "an encoding that is not known",
     "Known are utf-8, windows-1252 and utf-16. Correct '--dialect encoding=...' or the schema."},
    {"bad_encoding", "error", "bytes that are no text in the encoding of the file",
     "Export the file as UTF-8, or say its encoding with '--dialect encoding=...'."},
    {"mixed_encodings", "error", "UTF-8 and Windows-1252 in one file",
     "Files of two systems were joined, and å, ä and ö of one of them would be misread. Give the files one by one, or "
     "say the encoding with '--dialect encoding=...'."},
    {"double_encoded", "error", "text that was converted to UTF-8 twice",
     "Such text (Ã¥ for å) matches no code. Export the file again without the second conversion."},
    {"mixed_decimals", "error", "decimal comma and decimal point in one file",
     "Nobody knows what 1,234 means then. Export all numbers with one mark."},
    {"doubtful_decimals", "error", "marks that may stand for thousands or for decimals",
     "A column has three digits behind every mark, beside whole numbers above 99. Say what the mark is with '--dialect "
     "decimal=comma' or 'decimal=point'."},
    {"unterminated_quote", "error", "a quote that is never closed",
     "From there on nobody knows what is a record. Write a quote inside a quoted cell twice."},
    {"record_too_long", "error", "a record that is longer than a record can be",
     "Most often a quote is not closed, or the file is not CSV. Look at the line that the message names."},
    {"swallowed_records", "error", "a quoted cell that holds what look like records",
     "A stray quote opened a cell that closes many lines later, so that the records between would be lost. Remove the "
     "stray quotes, or write each quote inside a quoted cell twice."},
    {"header_between", "error", "a second header with other columns, or in another order",
     "Files were joined, and below the second header values would be read in the wrong columns. Give the files one by "
     "one."},
    {"too_many_columns", "error", "a header of more columns than can be read",
     "Most often the separator is wrong or a line break was lost. Look at the first line."},
    {"no_known_column", "error", "no column that the schema knows",
     "The header is missing, or it is the file of another dataset. Add the header, or give the file to its own "
     "dataset."},
    {"duplicate_column", "error", "two columns with one name",
     "Nobody knows which of them counts. Remove or rename one; letter case, spaces and units in brackets do not tell "
     "names apart."},
    {"missing_column", "error, warning or note", "a column of the schema is not in the file",
     "Without a required column the file is refused. An optional one that a measure reads is unknown in every row, or "
     "has its default, which is a warning; one that nothing reads is a note. Ask the supplier for the column, or "
     "correct its name."},
    {"unknown_column", "note", "a column that is not in the schema",
     "It is not read. If it is one of the schema's under another name, rename it or add an alias to the schema."},
    {"unnamed_column", "note", "a column without a name",
     "It is not read. Give it a name if it is one of the schema's."},
    {"duplicate_keys", "error", "records with one key in a pipe",
     "Repeated keys are settled in a second reading, and a pipe cannot be read twice. Give a file."},
    {"read_twice", "error", "a pipe that is needed twice",
     "Two readings need the dataset, and a pipe cannot be read twice. Give a file."},
    {"records_do_not_add_up", "error", "records are not rows, rejected and duplicates",
     "A fault of the program, never of the data. Please report it."},
    {"too_many_rejected", "error", "more records are rejected than may be",
     "What is left would not be the delivery. Look at the other findings of the file, and correct them at the "
     "supplier; 'max_rejected' of the schema, or '--max-rejected PERCENT', sets another limit."},
    {"ragged_record", "error", "a record with more or fewer fields than the header",
     "It is rejected. Most often a separator or a line break stands in a cell without quotes."},
    {"nul_byte", "error", "a NUL byte in a record",
     "The record is rejected; in a header the file is refused. If the file is UTF-16, say so with '--dialect "
     "encoding=utf-16'."},
    {"repeated_header", "error", "the header once more in mid-file",
     "The record is rejected. Files were joined; the rest is read. Take the line away."},
    {"empty_row", "note", "nothing but separators and blanks", "The row is skipped and not counted as a record."},
    {"conflicting_key", "error", "two records with one key and other content",
     "No later delivery tells which is right, so all of them are rejected. Let the supplier correct them, or say in "
     "the dataset of deliveries which file is the later."},
    {"duplicate_record", "note", "the same record once more", "It counts once. Nothing has to be done."},
    {"superseded_record", "note", "a record that a later delivery replaces",
     "Same key, other content: the delivery that was taken out last counts."},
    {"left_over_record", "warning", "a record that the later delivery of its days has not got",
     "It is dropped: the later delivery has struck it out. A delivery of the type that adds, by the schema "
     "of the dataset of deliveries, does not."},
    {"missing_value", "error", "a required value is missing", "The record is rejected. Let the supplier fill it in."},
    {"lost_digits", "error or warning", "an identifier or a code that a program has rounded",
     "1,98E+11 has lost its digits for good. Export the column as text, without opening the file in a spreadsheet."},
    {"bad_date", "warning", "not a date",
     "The value is unknown; in a required column the record is rejected. Want YYYY-MM-DD or YYYYMMDD; day and month "
     "are never guessed."},
    {"bad_datetime", "warning", "not a date with time",
     "The value is unknown; in a required column the record is rejected. Want YYYY-MM-DDThh:mm."},
    {"bad_integer", "warning", "not a whole number",
     "The value is unknown; in a required column the record is rejected. Correct it at the supplier."},
    {"bad_number", "warning", "not a number",
     "The value is unknown; in a required column the record is rejected. The decimal mark is the same in the whole "
     "file."},
    {"unknown_code", "warning", "not in the codelist, or not an allowed value",
     "The value is unknown; in a required column the record is rejected. Correct it, or add the code to the list if it "
     "is a right one. Letter case does not count."},
    {"bad_code", "warning", "not the form of a code of the column",
     "The value is unknown; in a required column the record is rejected. A code of ICD-10 has a letter and two digits, "
     "then up to four."},
    {"out_of_range", "warning", "below the minimum or above the maximum of the schema",
     "The value is unknown; in a required column the record is rejected. Correct it, or the limits of the schema."},
    {"sentinel_date", "warning", "a date that systems write where there is none",
     "1900-01-01, 1753-01-01, 1970-01-01 and the like are no days on which something happened: the value is unknown, "
     "and in a required column the record is rejected. Let the supplier leave the cell empty where there is no date."},
    {"wrong_order", "warning", "days in an order that cannot be",
     "Such as admitted after death, or discharged after the data were taken out. The values stay, and the measures "
     "that "
     "read both days have the flag data_findings. Let the supplier correct the day that is wrong."},
    {"implausible", "warning", "cells lie outside what the definition calls plausible",
     "The whole interval of the value does, or without interval the value, on at least 100. Such cells have the flag "
     "implausible. Look at the deliveries, or correct 'plausible' of the definition."},
    {"long_open", "note or warning", "an end that is empty though the row began long ago",
     "Longer than 'longest_open' of the schema before the data were taken out. A row without an end is taken as not "
     "ended, so a lost date changes figures. Over the limit of unreadable values (and at least five) it is a warning, "
     "and the measures have the flag data_findings. Ask the supplier for the dates."},
    {"end_of_data", "note", "a row from which on nothing is data",
     "It begins as 'ends_at' of the schema, or of '--dialect', says. If there are data behind it, give a longer "
     "beginning."},
    {"stray_quote", "warning", "a quote where none should be",
     "Text stands behind a quote that seemed to close its cell, or a quote inside is not doubled. It is read as it "
     "stands. Write each quote inside a quoted cell twice."},
    {"list_separator", "note or warning", "a list with another separator than |",
     "It is read as a list if its codes are known or have a form (a note), else the value is unknown (a warning). "
     "Write | between the values."},
    {"missing_lookup", "warning", "no row with that key in the table it points at",
     "All that is looked up there is unknown. Deliver the rows that are missing, or correct the keys."},
    {"missing_marker", "note", "a text that stands for no value",
     "null, NaN, '.', #N/A, uppgift saknas and the like are read as no value, unless the column has the text as a "
     "code."},
    {"invisible_sign", "note", "blanks or signs that nobody sees", "They were taken off. Nothing has to be done."},
    {"padded_code", "note", "a code that had lost its leading zeros",
     "480 was taken as 0480. Export the column as text."},
    {"partial_date", "note", "a year or a month that was completed",
     "1944 or 1944-05 was completed as the schema says."},
    {"open_date", "note", "a date that means that there is none yet",
     "9999-12-31 and the like are read as no date yet."},
    {"ids_alike", "warning", "identifiers that differ only in how they are written",
     "Letter case, blanks, hyphens, leading zeros and the like. They are counted, never joined: one person may be two. "
     "Let the supplier write them in one way."},
    {"person_numbers", "error", "personal identity numbers where pseudonyms are meant",
     "Status 4; with '--allow-personnummer' a warning. Let the supplier send pseudonyms, made with a key that stays "
     "there."},
    {"perhaps_person_numbers", "note", "some identifiers would pass as personal identity numbers",
     "Too few to be such numbers, as some pseudonyms of ten or twelve digits pass. Look at the column if you did not "
     "expect that form."},
    {"unreadable", "warning", "values of a column could not be read, or found no row",
     "A measure reads the column. Over the limit (1 % of a supplier's year, or 'max_unreadable' of the schema, and at "
     "least five) the cells are not delivered; below it the measure has the flag data_findings. Look at the findings "
     "of its cells."},
    {"empty_column", "warning", "a column that a measure reads has no value",
     "Nobody has given any, or a supplier none for a year: then its cells, and the sums that they enter, are not "
     "delivered. Else its values are unknown, or the default of the schema in every row; the measure has the flag "
     "data_findings. Ask the supplier for the values."},
    {"comment_measure", "warning", "comments are on measures that the catalogue has not",
     "They are left out. Look for the id in 'indikator list --ids'."},
    {"comment_area", "warning", "comments are on areas that no codelist knows",
     "They are left out. An area is the code of a municipality or a county, or empty for all."},
    {"comment_period", "warning", "comments are on periods that are none",
     "They are left out. A period is written as in the report: 2024, 2024-Q1, 2024-03."},
    {"comment_names", "warning", "comments have what looks like a personal identity number",
     "They are left out, and nothing of them is shown. A comment is read by everybody who reads the figure."},
    {"default_beside_values", "error or warning", "a default would stand beside values",
     "A column with a default is empty in some rows or missing in one file. Beside values of another size the run ends "
     "with status 4; beside those of its own size the default stands, with a warning. Give all rows a value, or none "
     "of them."},
    {"row_count", "error", "other numbers of rows than the delivery says",
     "The number of rows that was told is not the number of records. Get the file once more, or correct the delivery's "
     "row."},
    {"unknown_supplier", "warning", "a delivery from an area that no codelist knows",
     "It counts for no county. Correct the supplier's code, or add it to a codelist that declares a hierarchy."},
    {"delivery_days", "error", "days of a delivery in an order that cannot be",
     "An 'uttagsdatum' before 'period_fran', or a 'period_till' before it. Correct the row."},
    {"beyond_extraction", "warning", "a delivery that reaches further than the day it was taken out",
     "Nothing can be complete after 'uttagsdatum', so completeness ends there. Correct the row of the delivery."},
    {"delivery_gap", "warning", "days between two deliveries of a supplier that nobody delivered",
     "Cells of these days are partial or not delivered. Ask for the days, or add their row to the dataset of "
     "deliveries."},
    {"missing_supplier", "warning", "a kommun has delivered nothing while others of its county have",
     "Its cells are not delivered. Ask for the delivery, or add its row to the dataset of deliveries."},
    {"overlapping_deliveries", "warning", "deliveries of the same days whose files are not named",
     "Rows that the later one has struck out cannot be told and stay. Name the files in the dataset of deliveries."},
    {"outside_deliveries", "warning", "rows of years of which their supplier has delivered nothing",
     "The dates are wrong, or the deliveries are. The measures have the flag data_findings. Look at the date that the "
     "message names."},
    {"county_not_delivered", "note or warning", "rows of a county that nothing was delivered of",
     "They are in the figures of all, and nobody knows whether the county's data are complete. Over the limit of "
     "unreadable values (1 %, or 'max_unreadable' of the schema, and at least five) a warning, and the measures have "
     "the flag data_findings. Add the deliveries of the county to the dataset that tells of them."},
    {"shrinkage", "error", "a later delivery would remove more than a fifth of an earlier one",
     "The later file may be cut off, or be an addition. Look at it; '--accept-shrinkage' takes it as it is, 'typ' "
     "TILLAGG makes it an addition."},
    {"bad_weight", "error", "a weight is unknown or negative",
     "The definition calls it an error ('missing.weight'). Let the supplier correct it, or leave such rows out there."},
    {"unknown_numerator", "error", "a term of a ratio, or a number to be summed, is unknown",
     "The definition calls it an error ('missing'). Let the supplier correct it, or leave such rows out there."},
    {"unknown_condition", "error or warning", "a condition of an event, of joining or of what is counted is unknown",
     "It reads values that are missing: such an episode is no event, such stays are not joined, and of such an index "
     "it "
     "is unknown whether it is met; such rows are not in a sum (said from five, and one in a hundred, on). The measure "
     "has the flag data_findings. Find out why they are missing, or say with "
     "'missing' of the definition what that means; "
     "it may call it an error."},
    {"no_period", "warning", "rows that are in no period",
     "Their day is unknown, so that they are in no figure. Look at the findings of the column; where a missing day is "
     "meant, such as of a stay that has not ended, say so in 'where'."},
    {"no_entity", "warning", "rows of nobody known",
     "The column that tells whom the row is about is empty or could not be read, so that the row is not followed."},
    {"no_event_day", "warning", "rows of events on no known day",
     "They cannot be told to lie before, in or after a window, and are the event of nobody. Look at the findings of "
     "the column; where a missing day is meant, say so in 'event.where'."},
    {"no_event_entity", "warning", "rows of events of nobody known",
     "The column that tells whom the row is about is empty or could not be read, so that the row is the event of "
     "nobody."},
    {"event_order", "warning", "an event ends before it begins",
     "One of its days is wrong. It is no event of the person; the measure has the flag data_findings."},
    {"nobody_paired", "warning", "nothing has two values to compare",
     "Not one of those that are judged, five or more, has both an earlier and a later value. It may be so, in the "
     "first "
     "round; or what names them is written in another way in the two. The measure has the flag data_findings."},
    {"pair_contradicts", "warning", "rows of one day with different values",
     "Of an object in a round, or measurements of a person, and nothing tells which of them holds: neither does, and "
     "the "
     "pair is lost. The measure has the flag data_findings. 'data.order' of the definition may say which row is "
     "later."},
    {"no_first_day", "warning", "rows of another dataset without a first day",
     "'from' of 'require' or 'exclude_if' is unknown, so that the rows are not looked at: who is required to have them "
     "may be left out, who must not have them may count."},
    {"nobody_related", "warning", "nobody has a row in another dataset",
     "Not one of those that are followed, five or more, has a row that 'require' asks for, or 'exclude_if' where it "
     "finds five or more. Identifiers "
     "may be written in another way there, or the file be another one. The measure has the flag data_findings."},
    {"not_told_apart", "warning", "rows that cannot be told from others",
     "A column of 'once_per' or of 'dedupe' is unknown, or the day that orders the rows. With once_per they do not "
     "count; with dedupe they are merged with none, and an event may count twice. The measure has the flag "
     "data_findings."},
    {"no_code_book", "warning", "a round of a survey of which the code book has no questions",
     "Nobody has then answered all of them: the answered ones weigh the same. Let the code book be delivered."},
    {"not_in_code_book", "warning", "answers to questions that the code book does not have in their round",
     "'denominator' and 'code_book.where' should mean the same questions."},
    {"outside_scope", "warning", "answers of somebody who is not to answer",
     "The codelist of 'scope' has no such code that is valid in the period: the row does not count. The code may be "
     "written in another way, or the list be that of other years."},
    {"no_frame", "warning", "respondents in groups of which the sample has no row",
     "There is no response rate where they are, nor in sums with them."},
    {"frame_too_small", "warning", "more have answered than were asked",
     "The sample is of other groups or rounds than the answers, or a row of it is missing. There is no response rate."},
    {"bad_frame", "warning", "a number of the sample is unknown or negative", "The row is not counted."},
    {"nothing_counts", "warning", "no row counts, so that every number is 0",
     "There are rows, five or more, or the file is empty, and none is counted in the days of the run: by a count, or "
     "above the line of a ratio that has a dataset of its own there, or in a rate or its population. It may be so; or "
     "a column holds something else "
     "than it is meant to, or the file is of other days. The measure has the flag data_findings."},
    {"population_unknown", "warning", "rows of a population without number, year or class",
     "How many there are is unknown, or below 0. A table by year has no value for what they are of (no_population); a "
     "row "
     "that is held against periods is left out. The measure has the flag data_findings."},
    {"population_classes", "warning", "classes of a population that do not make up the ages of a rate",
     "A class has some of the ages of the measure and others, or a class is missing, or one stands twice: what they "
     "are of "
     "has no value (population_classes). Ask for one-year classes, or choose the rows in 'population.where'."},
    {"no_population", "warning", "a population that is not in the table",
     "The table has the year, but not for some groups that it has in other years; or it does not have the year, and "
     "'population.if_missing' says that no other stands for it. Cells with them have no value (no_population)."},
    {"earlier_population", "warning", "the population of the year before stands for one that is not out",
     "'population.if_missing' says so. The cells are preliminary, and change when the year is in the table."},
    {"outside_population", "warning", "events in areas that have no population",
     "The areas lie in wholes that have delivered events, but the table of the population does not have them in any "
     "period of the run: their events count in no cell, not in that of the whole either."},
    {"negative_weight", "warning", "rows with a negative weight",
     "They do not count, and the cells that they would be in show no value (not_delivered, contradictory), for nobody "
     "knows what it would be. The measure has the flag data_findings. Correct the weight at the supplier."},
    {"unknown_period", "warning", "published values of what is no period",
     "The text is none of 2024, 2024-Q1, 2024-T1, 2024-H1 and 2024-03, or two of them with '..' between. The rows are "
     "in "
     "no figure."},
    {"unknown_group_code", "warning", "published values with a code that no list has",
     "Of an area, say. The rows are in no figure: without their area they would be taken as those of the country."},
    {"no_figure", "warning", "published rows with neither a value nor a mark",
     "Their cells are not_delivered, with the reason unreadable."},
    {"unknown_mark", "warning", "a mark instead of a published value that the definition does not name",
     "Or that it names twice. The cells are not_delivered, with the reason unreadable. Say in 'marks' what it means."},
    {"figure_and_mark", "warning", "a published value and a mark that there is none",
     "Neither is shown: the cells are not_delivered, with the reason contradictory."},
    {"bad_limits", "warning", "a published interval that cannot be",
     "The margin is negative, the value lies outside its limits, or one of two limits is missing. The value is not "
     "shown: the cells are not_delivered, with the reason contradictory."},
    {"figure_alone", "warning", "published values without a margin or a term that others have",
     "They are shown without it. Perhaps a column was cut, or the publisher gives it only for some."},
    {"two_figures", "warning", "two published values of the same",
     "Rows for the same period and groups say different things. Neither is shown: the cells are not_delivered, with "
     "the "
     "reason contradictory. Let the supplier say which holds."},
    {"row_sum", "warning", "numbers of a row that do not add up",
     "By the sums of the schema. The values stay, and the measures that read one of them have the flag data_findings. "
     "Which of the numbers is wrong, nobody knows: ask the supplier."},
    {"column_sum", "warning", "numbers of a column that are more than their total",
     "By the sums of the schema: the row of the total has less than the other rows of the file together, or, where it "
     "is "
     "to be the same, another number. Empty cells are no number. The measures that read the column have the flag "
     "data_findings."},
    {"no_total", "warning", "a file without the row of the total",
     "The sums of the schema hold the columns against it, and cannot. Look at how the row is called."},
    {"no_group", "note or warning", "rows without a value of a group",
     "They are in the figures of all, and in the cell of the unknown where the group is shown. A warning where it is "
     "over the limit of unreadable values (1 %, or 'max_unreadable' of the schema, and at least five)."},
    {"mixed_series", "warning", "periods with days before and after a break of the series",
     "'series.breaks' of the definition names the day. Their cells mix two ways of measuring and have the flag "
     "series_break."},
    {"no_whole_period", "warning", "a grain that was asked for has no whole period",
     "The days of --period hold no whole period of it, so that it has no cells. Other grains of the measure may have."},
    {"no_open_period", "warning", "no period that goes on is shown",
     "Of the dataset of the measure nothing tells how far the data reach, so that a period that goes on would look "
     "like "
     "a whole one. Give --complete-until, or a row in the dataset of deliveries."},
    {"open_stay_followed", "warning", "a stay without end is followed by later ones of the person",
     "Its end was hardly registered; 'episode.open' of the definition says what is made of it."},
    {"after_death", "warning", "a stay begins after the day of death",
     "One of the days is wrong, or persons have been mixed up. The stay counts; the measure has the flag "
     "data_findings."},
    {"torn_item", "warning", "rows give one item two values",
     "An item that takes 'only' one value is then unknown, and counted as that. Another 'take' says which of the "
     "values "
     "is meant; else let the supplier correct it."},
    {"shared_item", "warning", "a row is chosen for two items",
     "Their conditions overlap: the same answer stands for two questions. Make them exclude each other."},
    {"rows_differ", "warning", "rows of one unit contradict each other in what is read of it",
     "Such as two kommuner of one respondent: the first row decides. Let the supplier correct it."},
    {"contradiction", "warning", "a fact of one person or respondent differs between its rows",
     "Such as two days of death: the earliest is taken, and the status is 1. Let the supplier correct it."},
    {"overflow", "error or warning", "a calculation leaves its range",
     "An integer beyond 64 bits, a number too large or a day outside the years 1 to 9999 is unknown; a sum that is too "
     "large ends the run. Look at the values, or ask for the range first in the definition."},
    {"not_computed", "error or warning", "a measure is not computed",
     "The message says what it lacks. Status 1; with '--require-all' an error and 4."},
    {"open", "note", "a measure is open",
     "No public rule is known for it, and the definition says why. Nothing is lost."},
    {"skipped", "warning", "a measure is left out, as it does not tell what was asked for",
     "Such as areas with '--area'. The other measures are computed."},
};

size_t ind_data_rule_count(void) {
    return sizeof rules / sizeof *rules;
}

const ind_data_rule *ind_data_rule_at(size_t index) {
    return &rules[index];
}

const ind_data_rule *ind_data_rule_find(ind_str id) {
    for (size_t i = 0; i < ind_data_rule_count(); i++)
        if (ind_str_is(id, rules[i].id))
            return &rules[i];
    return NULL;
}
