/* test_levels.c - what a definition may say of levels, of published values and of weights; and where values are held
 * against limits.
 *
 * In the texts here ` stands for " and ^ stands before each place where a finding must be. */
#include "support/kind_cases.h"
#include "support/marks.h"

#define HEAD                                                                                                           \
    "{`format`:`indikator/1`,`id`:`m`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`lower`,`unit`:`points`,\n"
#define TITLE "`title`:{`sv`:`t`,`en`:`t`}"
#define LEVELS(levels)                                                                                                 \
    HEAD "`kind`:`mean`,`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`value`:`antal`,\n"      \
         "`levels`:" levels "}"
#define FIRST "{`id`:`A`," TITLE "}"
#define MEAN(more)                                                                                                     \
    HEAD "`kind`:`mean`,`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`value`:`antal`" more "}"
#define PERIOD "`period`:{`each`:true,`label`:`enhet`,`grain`:[`year`]}"
#define PUBLISHED(period, more) HEAD "`kind`:`published`,`data`:{`dataset`:`besok`},`value`:`antal`," period more "}"

static const marked_case keys[] = {
    {"two levels", LEVELS("[" FIRST ",{`id`:`B`," TITLE ",`from`:1.5,`colour`:`#09af00`,`x-why`:1}]"), "", NULL},
    {"below nothing", LEVELS("[" FIRST ",{`id`:`B`," TITLE ",`above`:-2},{`id`:`C`," TITLE ",`from`:0}]"), "", NULL},
    {"no list", LEVELS("^{}"), "wrong_type", "'levels' must be an array"},
    {"one", LEVELS("^[" FIRST "]"), "too_few", NULL},
    {"no object", LEVELS("[" FIRST ",^1]"), "wrong_type", NULL},
    {"a limit in the first", LEVELS("[{`id`:`A`," TITLE ",`from`:^0},{`id`:`B`," TITLE ",`from`:1}]"), "levels",
     "the first level has no limit"},
    {"no limit in the second", LEVELS("[" FIRST ",^{`id`:`B`," TITLE "}]"), "levels", "either 'from' or 'above'"},
    {"both", LEVELS("[" FIRST ",^{`id`:`B`," TITLE ",`from`:1,`above`:1}]"), "levels", "either 'from' or 'above'"},
    {"a limit that is none", LEVELS("[" FIRST ",{`id`:`B`," TITLE ",`from`:^`1`}]"), "wrong_type", NULL},
    {"a limit beyond all", LEVELS("[" FIRST ",{`id`:`B`," TITLE ",`from`:^1e13}]"), "wrong_type", NULL},
    {"the wrong order", LEVELS("[" FIRST ",{`id`:`B`," TITLE ",`from`:2},^{`id`:`C`," TITLE ",`from`:1}]"),
     "level_order", NULL},
    {"the same limit", LEVELS("[" FIRST ",{`id`:`B`," TITLE ",`from`:2},^{`id`:`C`," TITLE ",`above`:2}]"),
     "level_order", NULL},
    {"one id twice", LEVELS("[" FIRST ",{`id`:^`A`," TITLE ",`from`:2}]"), "repeated_value", NULL},
    {"no id", LEVELS("[" FIRST ",^{" TITLE ",`from`:2}]"), "missing_key", NULL},
    {"no title", LEVELS("[" FIRST ",^{`id`:`B`,`from`:2}]"), "missing_text", NULL},
    {"half a title", LEVELS("[" FIRST ",{`id`:`B`,`title`:^{`sv`:`t`},`from`:2}]"), "missing_text", NULL},
    {"another key", LEVELS("[" FIRST ",{`id`:`B`," TITLE ",`from`:2,^`color`:`#000000`}]"), "unknown_key",
     "the closest is 'colour'"},
    {"a colour by name", LEVELS("[" FIRST ",{`id`:`B`," TITLE ",`from`:2,`colour`:^`red`}]"), "levels", "six digits"},
    {"a colour in capitals", LEVELS("[" FIRST ",{`id`:`B`," TITLE ",`from`:2,`colour`:^`#AA0000`}]"), "levels",
     "six digits"},

    {"what no weights mean", MEAN(",`weight`:`antal`,`missing`:{`all_weights`:`equal`}"), "", NULL},
    {"without weights", MEAN(",`missing`:{`all_weights`:^`equal`}"), "all_weights", NULL},
    {"another choice", MEAN(",`weight`:`antal`,`missing`:{`all_weights`:^`alike`}"), "unknown_value", NULL},
    {"how far apart", MEAN(",`spread`:[`min`,`max`,`range`,`sd`]"), "", NULL},
    {"how far apart as the value", MEAN(",`statistic`:`range`,`interval`:{`method`:`none`}"), "", NULL},
    {"an interval of it", MEAN(",`statistic`:`range`,`interval`:{`method`:^`t`}"), "no_interval_of_range", NULL},
    {"another statistic", MEAN(",`statistic`:^`median`"), "unknown_value", NULL},
    {"no spread at all", MEAN(",`spread`:^[]"), "too_few", NULL},
    {"twice the same", MEAN(",`spread`:[`min`,^`min`]"), "repeated_value", NULL},
    {"another spread", MEAN(",`spread`:[^`mean`]"), "unknown_value", NULL},

    {"a published value", PUBLISHED(PERIOD, ""), "", NULL},
    {"with its margin", PUBLISHED(PERIOD, ",`margin`:`antal`,`interval`:{`method`:`published`,`level`:[0.9]}"), "",
     NULL},
    {"with its limits",
     PUBLISHED(PERIOD, ",`low`:`antal`,`high`:`antal`,`interval`:{`method`:`published`,`level`:[0.9]}"), "", NULL},
    {"with one of them", PUBLISHED(PERIOD, ",`low`:^`antal`,`interval`:{`method`:`published`,`level`:[0.9]}"),
     "published_interval", "its margin or by its two limits"},
    {"with both kinds",
     PUBLISHED(PERIOD,
               ",`margin`:^`antal`,`low`:`antal`,`high`:`antal`,`interval`:{`method`:`published`,`level`:[0.9]}"),
     "published_interval", NULL},
    {"a margin of no level", PUBLISHED(PERIOD, ",`margin`:^`antal`"), "published_interval", "one confidence level"},
    {"of two levels", PUBLISHED(PERIOD, ",`margin`:^`antal`,`interval`:{`method`:`published`,`level`:[0.9,0.95]}"),
     "published_interval", "one confidence level"},
    {"an interval that nothing gives", PUBLISHED(PERIOD, ",`interval`:{`method`:^`published`,`level`:[0.9]}"),
     "published_interval", "nothing says where it is"},
    {"an interval of ours", PUBLISHED(PERIOD, ",`interval`:{`method`:^`wilson`,`level`:[0.9]}"), "unknown_value", NULL},
    {"no text for the period", PUBLISHED("^`period`:{`each`:true,`grain`:[`year`]}", ""), "missing_key", NULL},
    {"a day for the period", PUBLISHED("`period`:^{`date`:`datum`,`label`:`enhet`,`grain`:[`year`]}", ""),
     "published_rows", "'period.each' must be true"},
    {"rows taken once",
     PUBLISHED("`period`:^{`each`:true,`label`:`enhet`,`grain`:[`year`]}",
               ",`once_per`:{`entity`:`enhet`,`take`:`first`,`order`:`datum`}"),
     "published_rows", "that of one row"},
    {"marks of nothing", PUBLISHED(PERIOD, ",^`marks`:{`suppressed`:`kon = 'K'`}"), "missing_key", NULL},
    {"marks", PUBLISHED(PERIOD, ",`marks`:{`of`:`kon`,`suppressed`:`kon = 'K'`,`no_data`:`kon = 'M'`}"), "", NULL},
    {"too few of what", PUBLISHED(PERIOD, ",`reliability`:{`min_denominator`:^2}"), "published_base", NULL},
    {"too few", PUBLISHED(PERIOD, ",`terms`:{`denominator`:`antal`},`reliability`:{`min_denominator`:2}"), "", NULL},
    {"a mean over areas", PUBLISHED(PERIOD, ",`groups`:{`k`:`kommunkod`},`beside`:{`whole`:true,`mean_of`:`k`}"), "",
     NULL},
    {"a mean over what is no group", PUBLISHED(PERIOD, ",`beside`:{`mean_of`:^`k`}"), "unknown_group", NULL},
    {"a mean over what are no areas", PUBLISHED(PERIOD, ",`groups`:{`k`:`kon`},`beside`:{`mean_of`:^`k`}"), "mean_of",
     NULL},
};

static void reads_keys(void **state) {
    (void)state;
    check_marked(keys, sizeof keys / sizeof *keys);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
