/* test_definition.c - what a definition may not say, and where it is said; variants; hashes; the catalogue.
 *
 * In the texts here ` stands for " and ^ stands before each place where a finding must be. */
#include "support/marks.h"

/* ---- definitions ---- */

#define START                                                                                                          \
    "{`format`:`indikator/1`,`id`:`m`,`version`:`1`,`title`:{`sv`:`Mått på "                                         \
    "åldern`,`en`:`t`},`better`:`lower`,`unit`:`percent`,\n"
#define ROW START "`kind`:`proportion`,`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},\n"
#define GOOD ROW "`denominator`:`id is not null`,`numerator`:`svar is null`"
#define PERIODS(lengths)                                                                                               \
    START "`kind`:`proportion`,`data`:{`dataset`:`besok`},`period`:{`date`:`datum`," lengths "},\n"                    \
          "`denominator`:`id is not null`,`numerator`:`svar is null`"
#define STAY                                                                                                           \
    START "`kind`:`readmission`,`data`:{`dataset`:`vistelser`,`person`:`person_id`,`start`:`in_datum`,`end`:`ut_"      \
          "datum`},"                                                                                                   \
          "`episode`:{`join_within_days`:1,`overlap`:`join`,`same_day`:`join`,`ongoing`:`event_only`},`count`:`"       \
          "episodes`,"                                                                                                 \
          "`event`:{`day_from`:1,`day_to`:30,`take`:`any_later_episode`,`event_may_be_index`:true},"                   \
          "`follow_up`:{`days`:30,`complete_until`:`leveranser`,`incomplete`:`keep`,`death`:`keep`,`moved`:`keep`},"   \
          "`period`:{`date`:`end`,`grain`:[`year`]},\n"
#define CONTINUITY                                                                                                     \
    START "`kind`:`continuity`,`provider`:`lakare`,`formula`:`coc`,`window`:{`months`:12,`incomplete`:`keep`},`min_"   \
          "contacts`:2,"                                                                                               \
          "`same_day`:`keep_all`,`max_unknown_share`:0.1,`period`:{`each`:true,`grain`:[`year`]},\n"

/* A stay and its event; DATA, EVENT and what is left of follow-up may lack or have too much. */
#define FOLLOWED(data, event, rest)                                                                                    \
    START "`kind`:`followed`,`data`:{`dataset`:`vistelser`,`person`:`person_id`,`start`:`in_datum`" data "},`count`:"  \
          "`index`,`period`:{`date`:`end`,`grain`:[`year`]},\n`event`:{" event "}" rest "}"
#define LASTS ",`end`:`ut_datum`"
#define VISIT "`dataset`:`besok`,`date`:`datum`,"
#define WEEK "`day_from`:0,`day_to`:7,"
#define REACH(days, incomplete)                                                                                        \
    ",\n`follow_up`:{`days`:" days ",`complete_until`:`leveranser`,`incomplete`:" incomplete                           \
    ",`death`:`keep`,`moved`:`keep`}"
#define FOLLOW REACH("7", "`keep`")

static const marked_case definitions[] = {
    {"nothing wrong", GOOD "}", "", NULL},
    {"keys of one's own, at any depth",
     GOOD ",`x-note`:1,`interval`:{`x-why`:[]},`groups`:{`x-g`:5},`exclude`:[{`id`:`a`,`where`:`svar = '1'`,`x-b`:1}]}",
     "", NULL},
    /* keys */
    {"unknown key, with a hint", GOOD ",\n  ^`desimals`:2}", "unknown_key", "the closest is 'decimals'"},
    {"unknown key, nothing near", GOOD ",^`zzzzzz`:2}", "unknown_key", "keys of your own begin with 'x-'"},
    {"unknown key inside, with a hint", GOOD ",`interval`:{`level`:[0.95],\n^`metod`:`none`}}", "unknown_key",
     "the closest is 'method'"},
    {"a key of another kind", GOOD ",^`item_weight`:`vikt`}", "unknown_key", NULL},
    {"a path is no key", GOOD ",^`reliability.min_denominator`:20}", "unknown_key", NULL},
    {"missing key", "^" ROW "`denominator`:`id is not null`}", "missing_key", "'numerator' is missing"},
    {"missing keys of the envelope",
     "^^^{`format`:`indikator/1`,`id`:`m`,`title`:{`sv`:`t`,`en`:`t`},`unit`:`percent`,"
     "`data`:{`dataset`:`besok`},`period`:{`grain`:[`year`]}}",
     "missing_key missing_key missing_key", "'better' is missing; one of higher|lower|neither|contextual"},
    {"missing key of an object that is there", GOOD ",\n^`once_per`:{`take`:`any`}}", "missing_key",
     "'once_per.entity' is missing"},
    {"missing key of an object that is not there",
     "^" START "`kind`:`proportion`,`data`:{`dataset`:`besok`},`denominator`:`id is not null`,"
     "`numerator`:`svar is null`}",
     "missing_key", "'period.grain' is missing"},
    /* types and ranges */
    {"a text wanted", GOOD ",`owner`:^1}", "wrong_type", "'owner' must be a text, got number"},
    {"an object wanted", GOOD ",`interval`:^5}", "wrong_type", "'interval' must be an object"},
    {"a whole number wanted", GOOD ",`decimals`:^`1`}", "out_of_range", "'decimals' must be a whole number 0 to 6"},
    {"a fraction", GOOD ",`decimals`:^1.5}", "out_of_range", NULL},
    {"out of range", GOOD ",`decimals`:^7}", "out_of_range", NULL},
    {"a number out of range", GOOD ",`interval`:{`level`:[0.95,^1]}}", "out_of_range",
     "'interval.level' must be 0.5 to 0.9999"},
    {"an array wanted", GOOD ",`interval`:{`level`:^0.95}}", "wrong_type", NULL},
    {"one of some texts", GOOD ",`status`:^`agreed`}", "unknown_value",
     "'status' must be one of proposal|decided|closed|open, got 'agreed'"},
    {"one of some texts, twice", GOOD ",`principal`:[`region`,^`region`]}", "repeated_value", NULL},
    {"a beginning of a choice", GOOD ",`status`:^`prop`}", "unknown_value", NULL},
    {"two choices at once", GOOD ",`status`:^`proposal|decided`}", "unknown_value", NULL},
    {"a day", GOOD ",`reviewed`:^`2024-02-30`}", "bad_date", NULL},
    {"a title without English",
     "{`format`:`indikator/1`,`id`:`m`,`version`:`1`,`title`:^{`sv`:`t`},`unit`:`count`,`better`:`lower`,"
     "`kind`:`mean`,`value`:`antal`,`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]}}",
     "missing_text", NULL},
    {"a title in German", GOOD ",`description`:{`sv`:`t`,`en`:`t`,^`de`:`t`}}", "unknown_key", NULL},
    {"an expression that is no text", ROW "`denominator`:^true,`numerator`:`svar is null`}", "wrong_type",
     "an expression is a text"},
    {"no object at all", "^[1]", "wrong_type", NULL},
    {"another format",
     "{`format`:^`indikator/2`,`id`:`m`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`unit`:`count`,`better`:`lower`,"
     "`kind`:`mean`,`value`:`antal`,`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]}}",
     "format_version", NULL},
    {"an id that is not the name of the file",
     "{`format`:`indikator/1`,`id`:^`n`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`unit`:`count`,"
     "`better`:`lower`,`kind`:`mean`,`value`:`antal`,`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`"
     "year`]}}",
     "name_is_file", NULL},
    {"too many levels", GOOD ",`interval`:{`level`:^[0.5,0.6,0.7,0.8,0.9]}}", "too_many", NULL},
    /* periods and series */
    {"broken years alone", PERIODS("`year_from`:4") "}", "", NULL},
    {"years pooled alone", PERIODS("`years`:3") "}", "", NULL},
    {"broken years, pooled", PERIODS("`grain`:[`month`,`rolling12`],`years`:3,`year_from`:9") "}", "", NULL},
    {"years of the calendar, pooled", PERIODS("`grain`:[`year`],`years`:3") "}", "", NULL},
    {"years of the calendar and broken ones, and which are pooled?",
     PERIODS("`grain`:[`month`,`year`],`year_from`:4,`years`:^3") "}", "which_years", NULL},
    {"no length of period",
     START "`kind`:`proportion`,`data`:{`dataset`:`besok`},`denominator`:`id is not null`,`numerator`:`svar is null`,"
           "^`period`:{`date`:`datum`}}",
     "missing_key", "'period.grain' is missing"},
    {"one year pooled", PERIODS("`years`:^1") "}", "out_of_range", "'period.years' must be a whole number 2 to 20"},
    {"too many years pooled", PERIODS("`years`:^21") "}", "out_of_range", NULL},
    {"years from January", PERIODS("`year_from`:^1") "}", "out_of_range",
     "'period.year_from' must be a whole number 2 to 12"},
    {"years from month 13", PERIODS("`year_from`:^13") "}", "out_of_range", NULL},
    {"the grain of a key", PERIODS("`grain`:[^`pooled_years`],`years`:3") "}", "unknown_value", NULL},
    {"a series", GOOD ",`series`:{`from`:`2015-01-01`,`to`:`2024-12-31`,`breaks`:[`2015-01-02`,`2024-12-31`]}}", "",
     NULL},
    {"a series of a day", GOOD ",`series`:{`from`:`2015-01-01`,`to`:`2015-01-01`}}", "", NULL},
    {"a series that ends before it begins", GOOD ",`series`:{`from`:`2015-01-01`,`to`:^`2014-12-31`}}", "series_order",
     NULL},
    {"a break on the first day", GOOD ",`series`:{`from`:`2015-01-01`,`breaks`:[^`2015-01-01`]}}", "break_outside",
     NULL},
    {"a break after the last day", GOOD ",`series`:{`to`:`2015-01-01`,`breaks`:[`2014-01-01`,^`2015-01-02`]}}",
     "break_outside", NULL},
    {"breaks in the wrong order", GOOD ",`series`:{`breaks`:[`2015-01-01`,^`2014-01-01`]}}", "day_order", NULL},
    {"a break twice", GOOD ",`series`:{`breaks`:[`2015-01-01`,^`2015-01-01`]}}", "repeated_value", NULL},
    {"no break", GOOD ",`series`:{`breaks`:^[]}}", "too_few", NULL},
    {"a break that is no day", GOOD ",`series`:{`breaks`:[^`2015`]}}", "bad_date", NULL},
    {"a break that is no text", GOOD ",`series`:{`breaks`:[^2015]}}", "wrong_type", NULL},
    {"a break without a list", GOOD ",`series`:{`breaks`:^`2015-01-01`}}", "wrong_type", NULL},
    /* names */
    {"unknown kind", START "`kind`:^`propotion`,`data`:{`dataset`:`besok`},`period`:{`grain`:[`year`]}}",
     "unknown_kind", "the closest is 'proportion'"},
    {"unknown dataset",
     START "`kind`:`proportion`,`data`:{`dataset`:^`besk`},`period`:{`date`:`datum`,`grain`:[`year`]},"
           "`denominator`:`id is not null`,`numerator`:`svar is null`}",
     "unknown_dataset", "the closest is 'besok'"},
    {"unknown column", ROW "`denominator`:`id is not null`,\n`numerator`:`kon = 'K' and ^svarr is null`}",
     "unknown_name", "the closest is 'svar'"},
    {"unknown look-up", ROW "`denominator`:`id is not null`,`numerator`:`^persner.kon is null`}", "unknown_name",
     "the closest is 'personer'"},
    {"unknown column of a look-up", ROW "`denominator`:`id is not null`,`numerator`:`^personer.kn is null`}",
     "unknown_name", "dataset 'personer' has no column 'kn'"},
    {"unknown codelist",
     ROW "`denominator`:`id is not null`,`numerator`:`coalesce(kommunkod, '') in codelist ^kommunar`}",
     "unknown_codelist", "the closest is 'kommuner'"},
    {"unknown function", ROW "`denominator`:`id is not null`,`numerator`:`^lenght(svar) is null`}", "unknown_function",
     "length"},
    {"unknown codelist of a group", GOOD ",`groups`:{`g`:{`codelist`:^`kommun`,`key`:`kommunkod`,`attribute`:`lan`}}}",
     "unknown_codelist", NULL},
    {"unknown attribute", GOOD ",`groups`:{`g`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:^`lanskode`}}}",
     "unknown_attribute", "the closest is 'lanskod'"},
    {"a group by codelist without key", GOOD ",`groups`:{`g`:^{`codelist`:`kommuner`,`attribute`:`lan`}}}",
     "missing_key", NULL},
    {"a group by codelist with more",
     GOOD ",`groups`:{`g`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lan`,^`name`:`lan`}}}", "unknown_key",
     NULL},
    {"unknown group", GOOD ",`groups`:{`kon`:`kon`},`by`:[[`kon`],\n[^`kn`]]}", "unknown_group",
     "the closest is 'kon'"},
    {"a group named twice", GOOD ",`groups`:{`kon`:`kon`},`by`:[[`kon`,^`kon`]]}", "repeated_value", NULL},
    {"a split twice", GOOD ",`groups`:{`kon`:`kon`,`e`:`enhet`},`by`:[[],[`e`,`kon`],^[`kon`,`e`]]}", "duplicate_split",
     "'by' has this split twice"},
    {"two bad splits are not alike", GOOD ",`groups`:{`kon`:`kon`},`by`:[[^`aaa`],[^`bbb`]]}",
     "unknown_group unknown_group", NULL},
    {"a group that is wrong is not unknown besides", GOOD ",`groups`:{`kon`:`^kn`},`by`:[[`kon`]]}", "unknown_name",
     NULL},
    {"splits of the wrong form", GOOD ",`groups`:{`kon`:`kon`},`by`:^[`kon`]}", "wrong_type", NULL},
    {"too many groups",
     GOOD ",`groups`:{`a`:`kon`,`b`:`kon`,`c`:`kon`,`d`:`kon`,`e`:`kon`,`f`:`kon`,`g`:`kon`,`h`:`kon`,^`i`:`kon`}}",
     "too_many", NULL},
    /* types of expressions */
    {"a condition wanted", ROW "`denominator`:`id is not null`,`numerator`:^`antal`}", "type",
     "this is integer, wanted boolean"},
    {"a group is text", GOOD ",`groups`:{`g`:^`antal`}}", "type", NULL},
    {"number and text", ROW "`denominator`:`antal = ^'1'`,`numerator`:`svar is null`}", "type", NULL},
    {"the place after escapes",
     ROW "`denominator`:`svar = '\\u00e5\\/\\ud83d\\ude00' and antal = ^'x'`,`numerator`:`svar is null`}", "type",
     NULL},
    {"the place after letters of two bytes",
     ROW "`denominator`:`svar = 'åäö' and antal = ^'x'`,`numerator`:`svar is null`}", "type", NULL},
    {"two errors in one expression and one in another",
     ROW "`denominator`:`^ab is null or ^cd is null`,`numerator`:`^ef is null`}",
     "unknown_name unknown_name unknown_name", NULL},
    /* scopes */
    {"a bare column on an episode", STAY "`index`:{`where`:`^planerad = 'N'`}}", "unknown_name",
     "write first.planerad or last.planerad"},
    {"roles and look-ups through the person stand bare",
     STAY "`index`:{`where`:`start < end and personer.kon = 'K'`},`groups`:{`kon`:`personer.kon`}}", "", NULL},
    {"no such column on an episode", STAY "`index`:{`where`:`^first.planerat = 'N'`}}", "unknown_name",
     "the closest is 'planerad'"},
    {"the period of an episode", STAY "`index`:{`where`:`end <= ^period.end`}}", "unknown_name",
     "there is no period here"},
    {"the period of a row", ROW "`denominator`:`datum <= ^period.end`,`numerator`:`svar is null`}", "unknown_name",
     "\"each\": true"},
    {"the period of a row where each is tested",
     START "`kind`:`proportion`,`data`:{`dataset`:`besok`},`period`:{`each`:true,`grain`:[`year`]},"
           "`denominator`:`datum <= period.end`,`numerator`:`svar is null`}",
     "", NULL},
    {"no such end of a period",
     START "`kind`:`proportion`,`data`:{`dataset`:`besok`},`period`:{`each`:true,`grain`:[`year`]},"
           "`denominator`:`datum <= ^period.stop`,`numerator`:`svar is null`}",
     "unknown_name", "period.start, period.end and period.as_of"},
    {"the period of a window",
     CONTINUITY "`data`:{`dataset`:`besok`,`person`:`person_id`,`date`:`datum`},`denominator`:`start <= period.end`}",
     "", NULL},
    {"a window's rows have no period",
     CONTINUITY "`data`:{`dataset`:`besok`,`person`:`person_id`,`date`:`datum`,`where`:`datum <= ^period.end`}}",
     "unknown_name", NULL},
    {"the candidate of a pair elsewhere", ROW "`denominator`:`^next.svar is null`,`numerator`:`svar is null`}",
     "unknown_name", NULL},
    {"the first row where there is one only", ROW "`denominator`:`^first.svar is null`,`numerator`:`svar is null`}",
     "unknown_name", NULL},
    /* rules across keys */
    {"two rules of one name", GOOD ",`exclude`:[{`id`:`a`,`where`:`svar = '1'`},\n^{`id`:`a`,`where`:`svar = '2'`}]}",
     "duplicate_name", "two rules of 'exclude' have the id 'a'"},
    {"a rule without condition", GOOD ",`exclude`:[^{`id`:`a`}]}", "wrong_type", NULL},
    {"a rule with more", GOOD ",`exclude`:[{`id`:`a`,`where`:`svar = '1'`,^`why`:`x`}]}", "unknown_key", NULL},
    {"both a date and each",
     START "`kind`:`proportion`,`data`:{`dataset`:`besok`},^`period`:{`date`:`datum`,`each`:true,`grain`:[`year`]},"
           "`denominator`:`id is not null`,`numerator`:`svar is null`}",
     "period", NULL},
    {"no policy for what may be unknown", ROW "`denominator`:`id is not null`,`numerator`:^`svar = 'J'`}",
     "missing_policy", NULL},
    {"an entity without columns", GOOD ",`once_per`:{`entity`:^[],`take`:`any`}}", "too_few", NULL},
    {"an entity of too many columns",
     GOOD ",`once_per`:{`take`:`any`,`entity`:^[`id`,`id`,`id`,`id`,`id`,`id`,`id`,`id`,`id`,`id`,`id`,`id`,"
          "`id`,`id`,`id`,`id`,`id`]}}",
     "too_many", "more than 16 columns"},
    {"days the wrong way about",
     START
     "`kind`:`readmission`,`data`:{`dataset`:`vistelser`,`person`:`person_id`,`start`:`in_datum`,`end`:`ut_datum`},"
     "`episode`:{`join_within_days`:1,`overlap`:`join`,`same_day`:`join`,`ongoing`:`event_only`},`count`:`episodes`,"
     "`event`:{`day_from`:8,`day_to`:^7,`take`:`any_later_episode`,`event_may_be_index`:true},"
     "`follow_up`:{`days`:30,`complete_until`:`leveranser`,`incomplete`:`keep`,`death`:`keep`,`moved`:`keep`},"
     "`period`:{`date`:`end`,`grain`:[`year`]}}",
     "window", NULL},
    /* followed: what is right */
    {"an event in a window", FOLLOWED(LASTS, VISIT WEEK "`take`:`any`", FOLLOW), "", NULL},
    {"an event on any day, and no follow-up", FOLLOWED(LASTS, "`dataset`:`besok`,`take`:`any`", ""), "", NULL},
    {"a window before the index, and no follow-up",
     FOLLOWED(LASTS, VISIT "`day_from`:-3650,`day_to`:0,`take`:`any`", ""), "", NULL},
    {"from the third day to the end",
     FOLLOWED(LASTS, VISIT "`day_from`:2,`day_to`:0,`from_day_of`:`start`,`take`:`any`", ""), "", NULL},
    {"columns of a row stand bare, or as the first or the last",
     FOLLOWED(LASTS, VISIT WEEK "`take`:`any`,`or`:`satt = '3' and first.satt = '3' and last.satt = '3'`",
              FOLLOW ",`groups`:{`k`:`kommunkod`}"),
     "", NULL},
    {"later rows",
     FOLLOWED(LASTS, "`where`:`first.planerad = 'N'`,`take`:`any_later_episode`,`event_may_be_index`:true", ""), "",
     NULL},
    /* ... and what is not */
    {"only the first day", FOLLOWED(LASTS, VISIT "`day_from`:^0,`take`:`any`", FOLLOW), "half_window", NULL},
    {"only the last day", FOLLOWED(LASTS, VISIT "`day_to`:^7,`take`:`any`", FOLLOW), "half_window", NULL},
    {"the last day before the first", FOLLOWED(LASTS, VISIT "`day_from`:8,`day_to`:^7,`take`:`any`", FOLLOW), "window",
     NULL},
    {"from the end back to the start",
     FOLLOWED(LASTS, VISIT "`day_from`:1,`day_to`:^0,`to_day_of`:`start`,`take`:`any`", FOLLOW), "window", NULL},
    {"a day too far away", FOLLOWED(LASTS, VISIT "`day_from`:^-3651,`day_to`:0,`take`:`any`", FOLLOW), "out_of_range",
     NULL},
    {"follow-up that is too short", FOLLOWED(LASTS, VISIT WEEK "`take`:`any`", REACH("^6", "`keep`")), "window", NULL},
    {"no follow-up of a window after the index", FOLLOWED(LASTS, VISIT "`day_from`:0,`day_to`:^1,`take`:`any`", ""),
     "no_follow_up", NULL},
    {"none, without follow-up", FOLLOWED(LASTS, VISIT "`day_from`:-7,`day_to`:0,`take`:^`none`", ""),
     "none_is_complete", NULL},
    {"none of those that are kept", FOLLOWED(LASTS, VISIT WEEK "`take`:`none`", REACH("7", "^`keep`")),
     "none_is_complete", NULL},
    {"a part of follow-up", FOLLOWED(LASTS, VISIT WEEK "`take`:`any`", ",\n^^^^`follow_up`:{`days`:7}"),
     "missing_key missing_key missing_key missing_key", NULL},
    {"a day and an interval", FOLLOWED(LASTS, VISIT "`start`:^`datum`,`end`:`slut`," WEEK "`take`:`any`", FOLLOW),
     "event_days", NULL},
    {"a start without an end", FOLLOWED(LASTS, "`dataset`:`besok`,`start`:^`datum`," WEEK "`take`:`any`", FOLLOW),
     "event_days", NULL},
    {"an end without a start", FOLLOWED(LASTS, "`dataset`:`besok`,`end`:^`slut`," WEEK "`take`:`any`", FOLLOW),
     "event_days", NULL},
    {"a window and no day", FOLLOWED(LASTS, "`dataset`:`besok`,`day_from`:^0,`day_to`:7,`take`:`any`", FOLLOW),
     "event_days", "a window needs to know when the event is"},
    {"the first on no day", FOLLOWED(LASTS, "`dataset`:`besok`,`take`:^`first`,`met`:`svar = 'J'`", ""), "event_days",
     "the order of events needs their days"},
    {"days that are none", FOLLOWED(LASTS, "`dataset`:`besok`,`date`:[`datum`,^`svar`]," WEEK "`take`:`any`", FOLLOW),
     "type", NULL},
    {"no days", FOLLOWED(LASTS, "`dataset`:`besok`,`date`:^[]," WEEK "`take`:`any`", FOLLOW), "too_few", NULL},
    {"a dataset that does not know the person",
     FOLLOWED(LASTS, "`dataset`:^`svar`,`date`:`dag`," WEEK "`take`:`any`", FOLLOW), "event_person",
     "say with 'event.person' whom its rows are about"},
    {"a person by another name",
     FOLLOWED(LASTS, "`dataset`:`svar`,`person`:`respondent`,`date`:`dag`," WEEK "`take`:`any`", FOLLOW), "", NULL},
    {"a person by more columns",
     FOLLOWED(LASTS, "`dataset`:`svar`,`person`:^[`enkat`,`respondent`],`date`:`dag`," WEEK "`take`:`any`", FOLLOW),
     "event_person", NULL},
    {"no such dataset", FOLLOWED(LASTS, "`dataset`:^`besokk`,`date`:`datum`," WEEK "`take`:`any`", FOLLOW),
     "unknown_dataset", NULL},
    {"a column of the index in a condition of the event",
     FOLLOWED(LASTS, VISIT WEEK "`where`:`^satt = '3'`,`take`:`any`", FOLLOW), "unknown_name", NULL},
    {"days of events that are later rows",
     FOLLOWED(LASTS, "`date`:^`in_datum`,`take`:`any_later_episode`,`event_may_be_index`:true", ""), "event_keys",
     NULL},
    {"later rows of which any is taken", FOLLOWED(LASTS, "`take`:^`any`,`event_may_be_index`:true", ""), "event_keys",
     NULL},
    {"may a later row be an index", FOLLOWED(LASTS, "`take`:^`next_episode`", ""), "event_keys", NULL},
    {"a later episode in a dataset", FOLLOWED(LASTS, VISIT WEEK "`take`:^`next_episode`", FOLLOW), "event_keys", NULL},
    {"events in a dataset that may be an index",
     FOLLOWED(LASTS, VISIT WEEK "`take`:`any`,`event_may_be_index`:^true", FOLLOW), "event_keys", NULL},
    {"the first, whatever it is", FOLLOWED(LASTS, VISIT WEEK "`take`:^`first`", FOLLOW), "event_keys",
     "the first or the last says no more than any"},
    {"the last of those that cover together",
     FOLLOWED(LASTS, VISIT WEEK "`take`:`last`,`met`:`svar = 'J'`,`relation`:^`covers`", FOLLOW), "event_keys", NULL},
    {"a relation to no window", FOLLOWED(LASTS, VISIT "`take`:`any`,`relation`:^`covers`", ""), "event_keys", NULL},
    {"days counted to no window", FOLLOWED(LASTS, VISIT "`take`:`any`,`to_day_of`:^`start`", ""), "event_keys", NULL},
    {"a day that overlaps", FOLLOWED(LASTS, VISIT WEEK "`take`:`any`,`relation`:^`overlaps`", FOLLOW), "event_keys",
     NULL},
    {"the start of one day", FOLLOWED("", VISIT WEEK "`take`:`any`,`from_day_of`:^`start`", FOLLOW), "event_keys",
     NULL},
    {"bare columns of an episode",
     FOLLOWED(LASTS, VISIT WEEK "`take`:`any`,`or`:`^satt = '3'`",
              FOLLOW ",`episode`:{`join`:`none`,`ongoing`:`event_only`}"),
     "unknown_name", "write first.satt or last.satt"},
};

static void refuses_bad_definitions(void **state) {
    (void)state;
    check_marked(definitions, sizeof definitions / sizeof *definitions);
}

/* ---- variants ---- */

#define PARENT                                                                                                         \
    "{`format`:`indikator/1`,`id`:`p`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`lower`,`unit`:`percent`,"    \
    "`kind`:`proportion`,`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},"                       \
    "`exclude`:[{`id`:`a`,`where`:`svar = '1'`}],`x-a/b`:{`c~d`:1},`denominator`:`id is not null`,`numerator`:`svar "  \
    "is null`}"
#define VARIANT(rest) "{`format`:`indikator/1`,`id`:`m`,`title`:{`sv`:`u`,`en`:`u`}," rest "}"

static const struct {
    const char *name, *text, *rules, *says;
} variants[] = {
    {"a value", VARIANT("`extends`:`p`,`set`:{`/data/dataset`:`besok`,`/decimals`:3,`/exclude/0/where`:`svar = '2'`}"),
     "", NULL},
    {"nothing changed", VARIANT("`extends`:`p`,`set`:{}"), "", NULL},
    {"escapes in a pointer", VARIANT("`extends`:`p`,`set`:{`/x-a~1b/c~0d`:2}"), "", NULL},
    {"a whole object", VARIANT("`extends`:`p`,`set`:{`/period`:{`date`:`datum`,`grain`:[`month`]}}"), "", NULL},
    {"unknown parent", VARIANT("`extends`:^`q`,`set`:{}"), "unknown_id", NULL},
    {"variant of a variant", VARIANT("`extends`:^`v`,`set`:{}"), "extends", "'v' is itself a variant"},
    {"variant of itself", VARIANT("`extends`:^`m`,`set`:{}"), "extends", NULL},
    {"a parent that is no text", VARIANT("`extends`:^1,`set`:{}"), "wrong_type", NULL},
    {"a pointer that leads nowhere", VARIANT("`extends`:`p`,`set`:{^`/event/day_to`:7}"), "pointer",
     "'/event/day_to' leads nowhere"},
    {"a pointer past an array", VARIANT("`extends`:`p`,`set`:{^`/exclude/1/where`:`x`}"), "pointer", NULL},
    {"a pointer to no element", VARIANT("`extends`:`p`,`set`:{^`/exclude/-1`:`x`}"), "pointer", NULL},
    {"a pointer into a text", VARIANT("`extends`:`p`,`set`:{^`/numerator/0`:`x`}"), "pointer", NULL},
    {"no slash", VARIANT("`extends`:`p`,`set`:{^`decimals`:1}"), "pointer_form", NULL},
    {"unknown key", VARIANT("`extends`:`p`,`set`:{},^`decimals`:1"), "unknown_key", "a variant has"},
    {"nothing to set", "^" VARIANT("`extends`:`p`"), "missing_key", NULL},
    {"no title", "^{`format`:`indikator/1`,`id`:`m`,`extends`:`p`,`set`:{}}", "missing_key", "'title' is missing"},
    {"a value that is wrong has its place in the variant", VARIANT("`extends`:`p`,`set`:{`/decimals`:^99}"),
     "out_of_range", NULL},
    {"a condition that is wrong too", VARIANT("`extends`:`p`,`set`:{\n`/numerator`:`^svarr is null`}"), "unknown_name",
     NULL},
    {"a key that no definition has", VARIANT("`extends`:`p`,`set`:{^`/decimal`:1}"), "unknown_key",
     "the closest is 'decimals'"},
};

static void expands_variants(void **state) {
    (void)state;
    bench *b = bench_open();
    bench_write(b, "pack/p.json", PARENT);
    bench_write(b, "pack/v.json",
                "{`format`:`indikator/1`,`id`:`v`,`title`:{`sv`:`u`,`en`:`u`},`extends`:`p`,`set`:{}}");
    bench_write(b, "pack/m.json", "{}");
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
        marked m = unmark(variants[i].text);
        ind_measure *measure = NULL;
        bench_reload(b);
        ind_status status = ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", m.text), b->diag, &measure);
        check_findings(b, variants[i].name, &m, variants[i].rules, variants[i].says);
        if ((status == IND_OK) != (m.count == 0))
            fail_msg("%s: status %d", variants[i].name, (int)status);
        if (measure != NULL &&
            (!ind_str_is(ind_measure_id(measure), "m") || !ind_str_is(ind_measure_title(measure, false), "u")))
            fail_msg("%s: id and title are not its own", variants[i].name);
    }
    bench_close(b);
}

/* What is set is in force, also in an array, and the parent stays as it is. */
static void changes_only_what_is_set(void **state) {
    (void)state;
    bench *b = bench_open();
    ind_measure *variant, *parent;
    const char *path = bench_write(b, "pack/p.json", PARENT);
    bench_reload(b);
    assert_int_equal(ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", variants[0].text), b->diag, &variant),
                     IND_OK);
    assert_int_equal(ind_measure_load(b->catalogue, path, b->diag, &parent), IND_OK);
    assert_int_equal(ind_measure_decimals(variant), 3);
    assert_int_equal(ind_measure_decimals(parent), 1);
    assert_string_not_equal(variant->logic_hash, parent->logic_hash);
    bench_close(b);
}

/* ---- hashes ---- */

#define HASHED(title, groups, numerator)                                                                               \
    "{`format`:`indikator/1`,`id`:`m`,`version`:`1`,`title`:{`sv`:`" title                                             \
    "`,`en`:`t`},`better`:`lower`,`unit`:`percent`,`kind`:`proportion`,"                                               \
    "`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`denominator`:`id is not "                  \
    "null`,`groups`:{" groups "},"                                                                                     \
    "`numerator`:`" numerator "`}"
#define PLAIN                                                                                                          \
    HASHED("t",                                                                                                        \
           "`status`:`kon`,`k`:`kommunkod`,`l`:{`codelist`:`lan`,`key`:`substr(kommunkod,1,2)`,`attribute`:`namn`}",   \
           "svar is null")

#define SERIES(breaks, why) GOOD ",`series`:{`breaks`:[" breaks "],`why`:{`sv`:`" why "`,`en`:`" why "`}}}"

static const struct {
    const char *name, *a, *b;
    bool same_hash, same_logic;
} hashes[] = {
    {"the same", PLAIN, PLAIN, true, true},
    {"other white space, order of keys and escapes", PLAIN,
     "{\n  `numerator` : `svar is nul\\u006c`,\n  "
     "`groups`:{`l`:{`attribute`:`namn`,`key`:`substr(kommunkod,1,2)`,`codelist`:`lan`},`k`:`kommunkod`,`status`:`kon`}"
     ","
     "`unit`:`percent`,`better`:`lower`,`title`:{`en`:`t`,`sv`:`t`},\n`version`:`1`,`id`:`m`,`format`:`indikator/"
     "1`,`denominator`:`id is not null`,"
     "`period`:{`grain`:[`year`],`date`:`datum`},`data`:{`dataset`:`besok`},`kind`:`proportion`}\n",
     true, true},
    {"another reason for a break", SERIES("`2020-01-01`", "a"), SERIES("`2020-01-01`", "b"), false, true},
    {"another break", SERIES("`2020-01-01`", "a"), SERIES("`2020-01-02`", "a"), false, false},
    {"another title", PLAIN,
     HASHED("u",
            "`status`:`kon`,`k`:`kommunkod`,`l`:{`codelist`:`lan`,`key`:`substr(kommunkod,1,2)`,`attribute`:`namn`}",
            "svar is null"),
     false, true},
    {"a note", PLAIN,
     HASHED("t",
            "`x-n`:1,`status`:`kon`,`k`:`kommunkod`,`l`:{`codelist`:`lan`,`key`:`substr(kommunkod,1,2)`,`attribute`:`"
            "namn`}",
            "svar is null"),
     false, true},
    {"another condition", PLAIN,
     HASHED("t",
            "`status`:`kon`,`k`:`kommunkod`,`l`:{`codelist`:`lan`,`key`:`substr(kommunkod,1,2)`,`attribute`:`namn`}",
            "kon is null"),
     false, false},
    {"a group whose name is that of a text", PLAIN,
     HASHED("t",
            "`status`:`enhet`,`k`:`kommunkod`,`l`:{`codelist`:`lan`,`key`:`substr(kommunkod,1,2)`,`attribute`:`namn`}",
            "svar is null"),
     false, false},
};

static void hash_of(bench *b, const char *text, char hash[44], char logic[44]) {
    ind_measure *measure;
    bench_reload(b);
    if (ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", text), b->diag, &measure) != IND_OK) {
        print_findings(b);
        fail_msg("not a definition");
    }
    memcpy(hash, measure->hash, 44);
    memcpy(logic, measure->logic_hash, 44);
}

static void hashes_what_counts(void **state) {
    (void)state;
    bench *b = bench_open();
    char hash[2][44], logic[2][44];
    for (size_t i = 0; i < sizeof hashes / sizeof *hashes; i++) {
        hash_of(b, hashes[i].a, hash[0], logic[0]);
        hash_of(b, hashes[i].b, hash[1], logic[1]);
        if ((strcmp(hash[0], hash[1]) == 0) != hashes[i].same_hash ||
            (strcmp(logic[0], logic[1]) == 0) != hashes[i].same_logic)
            fail_msg("%s: hash %s and %s, logic %s and %s", hashes[i].name, hash[0], hash[1], logic[0], logic[1]);
    }
    bench_close(b);
}

/* What the figures of HASHED depend on beside the definition. */
static const struct {
    const char *name, *file, *text;
    bool same_logic;
} surroundings[] = {
    {"a codelist of a group", "codelists/lan.csv", "# version: 1\nkod;namn\n18;Örebro\n", false},
    {"the codelist of a column", "codelists/kommuner.csv",
     "# version: 2\nkod;namn;lanskod;lan;giltig_fran;giltig_till\n0480;Nyköping;04;S;;\n", false},
    {"the schema of a look-up", "datasets/personer.json",
     "{`format`:`indikator-dataset/1`,`name`:`personer`,`title`:{`sv`:`p`,`en`:`p`},`fields`:["
     "{`name`:`person_id`,`type`:`string`},{`name`:`kon`,`type`:`string`,`x-indikator`:{`map`:{`1`:`M`}}},"
     "{`name`:`giltig_fran`,`type`:`date`},{`name`:`giltig_till`,`type`:`date`}],`primaryKey`:[`person_id`]}",
     false},
    {"a schema that is not read", "datasets/fragor.json",
     "{`format`:`indikator-dataset/1`,`name`:`fragor`,`title`:{`sv`:`f`,`en`:`f`},"
     "`fields`:[{`name`:`enkat`,`type`:`string`}]}",
     true},
};

static void hashes_what_is_read(void **state) {
    (void)state;
    static const char text[] = HASHED(
        "t",
        "`k`:`kommunkod`,`l`:{`codelist`:`lan`,`key`:`substr(kommunkod,1,2)`,`attribute`:`namn`},`kon`:`personer.kon`",
        "svar is null");
    for (size_t i = 0; i < sizeof surroundings / sizeof *surroundings; i++) {
        bench *b = bench_open();
        char hash[2][44], logic[2][44];
        hash_of(b, text, hash[0], logic[0]);
        bench_write(b, surroundings[i].file, surroundings[i].text);
        hash_of(b, text, hash[1], logic[1]);
        if ((strcmp(logic[0], logic[1]) == 0) != surroundings[i].same_logic)
            fail_msg("%s: logic %s and %s", surroundings[i].name, logic[0], logic[1]);
        bench_close(b);
    }
}

/* ---- the catalogue ---- */

#define SCHEMA(name, fields, rest)                                                                                     \
    "{`format`:`indikator-dataset/1`,`name`:`" name "`,`title`:{`sv`:`a`,`en`:`a`},`fields`:[" fields                  \
    "],`primaryKey`:[`id`]" rest "}"
#define REFERENCE(fields, target, names, rest)                                                                         \
    ",`foreignKeys`:[{`fields`:[" fields "],`reference`:{`resource`:`" target "`,`fields`:[" names "]}" rest "}]"
#define ID "{`name`:`id`,`type`:`string`}"

static const struct {
    const char *name, *a, *rule; /* the schema "a", which may point to "b" or to itself; RULE NULL: good */
} schemas[] = {
    {"a reference", SCHEMA("a", ID ",{`name`:`b`,`type`:`string`}", REFERENCE("`b`", "b", "`id`", "")), NULL},
    {"to itself", SCHEMA("a", ID ",{`name`:`over`,`type`:`string`}", REFERENCE("`over`", "a", "`id`", "")), NULL},
    {"in a circle", SCHEMA("a", ID, REFERENCE("`id`", "b", "`id`", "")), NULL},
    {"to nothing", SCHEMA("a", ID, REFERENCE("`id`", "c", "`id`", "")), "unknown_dataset"},
    {"to a field that is not there", SCHEMA("a", ID, REFERENCE("`id`", "b", "`idd`", "")), "foreign_key"},
    {"to a field of another type", SCHEMA("a", ID ",{`name`:`n`,`type`:`integer`}", REFERENCE("`n`", "b", "`id`", "")),
     "foreign_key"},
    {"from a derived column",
     SCHEMA("a", ID,
            REFERENCE("`d`", "b", "`id`",
                      "") ",`x-indikator`:{`derived`:[{`name`:`d`,`type`:`string`,`expression`:`substr(id, 1, 2)`}]}"),
     NULL},
    {"validity by days",
     SCHEMA("a", ID ",{`name`:`t`,`type`:`datetime`}",
            REFERENCE("`id`", "b", "`id`", ",`x-indikator`:{`valid`:{`at`:`t`,`from`:`f`,`to`:`g`}}")),
     NULL},
    {"validity by a text",
     SCHEMA("a", ID ",{`name`:`t`,`type`:`date`}",
            REFERENCE("`id`", "b", "`id`", ",`x-indikator`:{`valid`:{`at`:`t`,`from`:`id`,`to`:`g`}}")),
     "foreign_key"},
    {"a codelist that is not there", SCHEMA("a", "{`name`:`id`,`type`:`string`,`x-indikator`:{`codelist`:`nada`}}", ""),
     "unknown_codelist"},
};

static void checks_references(void **state) {
    (void)state;
    bench *b = bench_open();
    bench_write(
        b, "datasets/b.json",
        SCHEMA("b", ID ",{`name`:`f`,`type`:`date`},{`name`:`g`,`type`:`date`}", REFERENCE("`id`", "a", "`id`", "")));
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        bench_write(b, "datasets/a.json", schemas[i].a);
        bench_reload(b);
        const ind_dataset *a = ind_catalogue_dataset(b->catalogue, IND_STR("a"), b->diag);
        size_t count = ind_diag_count(b->diag);
        const char *rule = count == 0 ? NULL : ind_diag_at(b->diag, 0)->rule;
        if ((a == NULL) != (schemas[i].rule != NULL) || (rule != NULL) != (schemas[i].rule != NULL) ||
            (rule != NULL && strcmp(rule, schemas[i].rule) != 0)) {
            print_findings(b);
            fail_msg("%s: %s", schemas[i].name, rule == NULL ? "nothing said" : rule);
        }
        ind_catalogue_dataset(b->catalogue, IND_STR("a"), b->diag);
        if (ind_diag_count(b->diag) != count)
            fail_msg("%s: said twice", schemas[i].name);
    }
    bench_close(b);
}

/* A schema that is wrong is reported once, and never as missing. */
static void says_once_what_is_wrong_with_a_schema(void **state) {
    (void)state;
    bench *b = bench_open();
    ind_measure *measure;
    bench_write(b, "datasets/besok.json", "{}");
    bench_reload(b);
    const char *path = bench_write(b, "pack/m.json", GOOD "}");
    assert_int_equal(ind_measure_load(b->catalogue, path, b->diag, &measure), IND_E_DEFINITION);
    size_t count = ind_diag_count(b->diag);
    assert_true(count > 0);
    assert_int_equal(ind_measure_load(b->catalogue, path, b->diag, &measure), IND_E_DEFINITION);
    assert_int_equal(ind_diag_count(b->diag), count);
    bench_close(b);
}

static void finds_definitions(void **state) {
    (void)state;
    bench *b = bench_open();
    bench_folder(b, "other");
    bench_write(b, "pack/beta.json", "{}");
    bench_write(b, "pack/beta.test.json", "{}");
    bench_write(b, "pack/.hidden.json", "{}");
    bench_write(b, "pack/note.txt", "");
    bench_write(b, "README.md", "");
    bench_write(b, "other/alfa.json", "{}");
    bench_reload(b);
    assert_non_null(b->catalogue);
    assert_int_equal(ind_catalogue_measure_count(b->catalogue), 2);
    assert_true(ind_str_is(ind_catalogue_measure_id(b->catalogue, 0), "alfa"));
    assert_string_equal(ind_catalogue_measure_pack(b->catalogue, 0), "other");
    assert_int_equal(ind_catalogue_measure_find(b->catalogue, IND_STR("beta")), 1);
    assert_int_equal(ind_catalogue_measure_find(b->catalogue, IND_STR("gamma")), -1);
    assert_true(ind_str_is(ind_catalogue_measure_nearest(b->catalogue, IND_STR("bata")), "beta"));
    bench_write(b, "other/beta.json", "{}");
    bench_reload(b);
    assert_null(b->catalogue);
    assert_string_equal(ind_diag_at(b->diag, 0)->rule, "duplicate_id");
    assert_non_null(strstr(ind_diag_at(b->diag, 0)->place.file, "pack/beta.json")); /* the second by name */
    bench_close(b);
}

static void needs_its_folders(void **state) {
    (void)state;
    const char *folder = "/nonexistent/indicators";
    ind_diag *diag = ind_diag_new();
    ind_catalogue *catalogue;
    assert_int_equal(ind_catalogue_load(&folder, 1, diag, &catalogue), IND_E_SYSTEM);
    assert_null(catalogue);
    assert_int_equal(ind_catalogue_load(NULL, 0, diag, &catalogue), IND_OK);
    ind_catalogue_close(catalogue);
    ind_diag_free(diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_bad_definitions),
        cmocka_unit_test(expands_variants),
        cmocka_unit_test(changes_only_what_is_set),
        cmocka_unit_test(hashes_what_counts),
        cmocka_unit_test(hashes_what_is_read),
        cmocka_unit_test(checks_references),
        cmocka_unit_test(says_once_what_is_wrong_with_a_schema),
        cmocka_unit_test(finds_definitions),
        cmocka_unit_test(needs_its_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
