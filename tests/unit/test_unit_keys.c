/* test_unit_keys.c - what a definition may say of units of several rows, of rows in other datasets and of follow-up;
 * what it may not, and where that is said.
 *
 * In the texts here ` stands for " and ^ stands before each place where a finding must be. */
#include "support/marks.h"

#define HEAD                                                                                                           \
    "{`format`:`indikator/1`,`id`:`m`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`lower`,`unit`:`percent`,\n"
#define OF(data, period) HEAD "`kind`:`proportion`,`data`:{`dataset`:`besok`" data "},`period`:{" period "},\n"
#define DAY "`date`:`datum`,`grain`:[`year`]"
#define EACH "`each`:true,`grain`:[`year`]"
#define PERSON ",`person`:`person_id`"
#define SHARE "`denominator`:`id is not null`,`numerator`:`svar is null`"
#define ROWS(more) OF(PERSON, DAY) SHARE "," more "}"
#define NOBODY(more) OF("", DAY) SHARE "," more "}"
#define STOCK(more) OF(PERSON, EACH) SHARE "," more "}"
#define MEAN(more)                                                                                                     \
    HEAD "`kind`:`mean`,`data`:{`dataset`:`besok`,`person`:`person_id`},`value`:`varde`,`period`:{" DAY "}," more "}"

/* ---- items ---- */

#define ITEMS(items) ROWS("`items`:" items)
#define ITEM(item) ITEMS("{`a`:" item "}")

static const marked_case items[] = {
    {"every take",
     ITEMS("{`a`:{`where`:`svar = '1'`,`value`:`antal`},`b`:{`where`:`true`,`value`:`datum`,`take`:`first`},"
           "`c`:{`where`:`true`,`value`:`varde`,`take`:`last`},`d`:{`where`:`true`,`value`:`slut`,`take`:`min`},"
           "`e`:{`where`:`true`,`value`:`antal`,`take`:`max`},`f`:{`where`:`true`,`value`:`varde`,`take`:`sum`},"
           "`g`:{`where`:`true`,`value`:`antal`,`take`:`mean`,`within`:[`enhet`,`datum`,`antal`]},"
           "`h`:{`where`:`true`,`take`:`count`},`i`:{`where`:`true`,`value`:`svar = '1'`,`take`:`only`},"
           "`j j`:{`where`:`true`,`value`:`enhet`,`x-why`:1}}"),
     "", NULL},
    {"used as what they are",
     OF(PERSON, DAY) "`denominator`:`t = 'A' and n > 0.5 and i = 1`,`numerator`:`d > date '2024-01-01' and not b`,"
                     "`missing`:{`numerator`:`not_met`},`groups`:{`g`:`t`},"
                     "`items`:{`t`:{`where`:`true`,`value`:`svar`},`n`:{`where`:`true`,`value`:`antal`,`take`:`mean`},"
                     "`i`:{`where`:`true`,`take`:`count`},`d`:{`where`:`true`,`value`:`datum`},"
                     "`b`:{`where`:`true`,`value`:`svar = 'J'`}}}",
     "", NULL},
    {"a mean is no whole number, and compares with one",
     OF(PERSON, DAY) "`denominator`:`weekday(^m) = 1`,`numerator`:`m = 1`,`missing`:{`numerator`:`not_met`},"
                     "`items`:{`m`:{`where`:`true`,`value`:`antal`,`take`:`mean`}}}",
     "type", NULL},
    {"a number of rows is never unknown, so that no policy is wanted",
     OF(PERSON, DAY) "`denominator`:`true`,`numerator`:`n >= 2`,`items`:{`n`:{`where`:`true`,`take`:`count`}}}", "",
     NULL},
    {"a sum of nothing is",
     OF(PERSON, DAY) "`denominator`:`true`,`numerator`:^`n >= 2`,"
                     "`items`:{`n`:{`where`:`true`,`value`:`antal`,`take`:`sum`}}}",
     "missing_policy", NULL},
    {"no object", ITEMS("^[]"), "wrong_type", "'items' is an object with 1 to 64 items"},
    {"none", ITEMS("^{}"), "too_many", "1 to 64"},
    {"an item that is no object", ITEM("^`svar`"), "wrong_type", "an item is {\"where\": condition"},
    {"another key, with a hint", ITEM("{`where`:`true`,`value`:`antal`,\n^`tak`:`sum`}"), "unknown_key",
     "the closest is 'take'"},
    {"no condition", ITEMS("{\n^`a`:{`value`:`antal`}}"), "missing_key", "an item has 'where'"},
    {"no value", ITEMS("{^`a`:{`where`:`true`}}"), "missing_key", "unless 'take' is 'count', 'value'"},
    {"a value that nobody reads", ITEMS("{^`a`:{`where`:`true`,`value`:`antal`,`take`:`count`}}"), "missing_key",
     "rows are counted without a value"},
    {"a take that there is not", ITEM("{`where`:`true`,`value`:`antal`,`take`:^`median`}"), "unknown_value",
     "only|first|last|min|max|sum|mean|count"},
    {"a take that is no text", ITEM("{`where`:`true`,`value`:`antal`,`take`:^1}"), "wrong_type", NULL},
    {"within, without a mean", ITEM("{`where`:`true`,`value`:`antal`,`take`:`sum`,^`within`:`enhet`}"), "unknown_key",
     "unless 'take' is 'mean'"},
    {"within what is no key", ITEM("{`where`:`true`,`value`:`antal`,`take`:`mean`,`within`:[`enhet`,^`varde`]}"),
     "type", NULL},
    {"within what there is not", ITEM("{`where`:`true`,`value`:`antal`,`take`:`mean`,`within`:`^enhett`}"),
     "unknown_name", "the closest is 'enhet'"},
    {"the least of texts", ITEM("{`where`:`true`,`value`:^`svar`,`take`:`min`}"), "type",
     "this is text, wanted a number or a date"},
    {"the greatest of conditions", ITEM("{`where`:`true`,`value`:^`svar = '1'`,`take`:`max`}"), "type",
     "wanted a number or a date"},
    {"the sum of days", ITEM("{`where`:`true`,`value`:^`datum`,`take`:`sum`}"), "type",
     "this is date, wanted a number"},
    {"the mean of texts", ITEM("{`where`:`true`,`value`:^`svar`,`take`:`mean`}"), "type", "wanted a number"},
    {"a list", ITEM("{`where`:`true`,`value`:^`diagnoser`}"), "type", NULL},
    {"a condition that is none", ITEM("{`where`:^`antal`,`value`:`antal`}"), "type", "wanted boolean"},
    {"a column that there is not", ITEM("{`where`:`^svarr = '1'`,`value`:`antal`}"), "unknown_name",
     "the closest is 'svar'"},
    {"a value and a take that do not fit, beside a place in it",
     ITEM("{`where`:`true`,`value`:`^antall`,`take`:`sum`}"), "unknown_name", NULL},
    {"named as a column", ITEMS("{^`antal`:{`where`:`true`,`value`:`antal`}}"), "duplicate_name",
     "dataset 'besok' has a column 'antal'"},
    {"named as a derived column", ITEMS("{^`lansdel`:{`where`:`true`,`value`:`antal`}}"), "duplicate_name", NULL},
    {"twice", ITEMS("{`a`:{`where`:`true`,`value`:`antal`},^`a`:{`where`:`true`,`value`:`antal`}}"), "duplicate_key",
     NULL},
    {"one of another", ITEMS("{`a`:{`where`:`true`,`value`:`antal`},`b`:{`where`:`true`,`value`:`^a`}}"),
     "unknown_name", NULL},
    {"in what chooses rows",
     OF(",`person`:`person_id`,`where`:`^a > 0`", DAY) SHARE ",`items`:{`a`:{`where`:`true`,`value`:`antal`}}}",
     "unknown_name", NULL},
    {"as the day of the period",
     OF(PERSON, "`date`:`^a`,`grain`:[`year`]") SHARE ",`items`:{`a`:{`where`:`true`,`value`:`datum`}}}",
     "unknown_name", NULL},
    {"of nobody", NOBODY("`items`:^{`a`:{`where`:`true`,`value`:`antal`}}"), "missing_role",
     "'data.person' is missing"},
    {"with once_per",
     ROWS("`items`:{`a`:{`where`:`true`,`value`:`antal`}},`once_per`:{`entity`:`person_id`,"
          "`take`:^`last`}"),
     "once_items", "'once_per' says nothing"},
};

static void reads_items(void **state) {
    (void)state;
    check_marked(items, sizeof items / sizeof *items);
}

static char many[64 * 1024];

/* COUNT times BEFORE, number, AFTER, with commas between. */
static const char *repeated(const char *head, const char *before, size_t count, const char *after, const char *tail) {
    size_t n = (size_t)snprintf(many, sizeof many, "%s", head);
    for (size_t i = 0; i < count; i++)
        n += (size_t)snprintf(many + n, sizeof many - n, "%s%s%zu%s", i == 0 ? "" : ",", before, i, after);
    snprintf(many + n, sizeof many - n, "%s", tail);
    return many;
}

static void counts_items(void **state) {
    (void)state;
    static const char tail[] = "}}";
    for (size_t count = IND_MAX_ITEMS; count <= IND_MAX_ITEMS + 1; count++) {
        bool good = count == IND_MAX_ITEMS;
        const char *head = good ? OF(PERSON, DAY) SHARE ",`items`:{" : OF(PERSON, DAY) SHARE ",`items`:^{";
        const char *text = repeated(head, "`a", count, "`:{`where`:`true`,`take`:`count`}", tail);
        check_marked(&(marked_case){"many items", text, good ? "" : "too_many", NULL}, 1);
    }
}

/* ---- rules about rows in other datasets ---- */

#define STAY "`dataset`:`vistelser`,`from`:`in_datum`,`to`:`ut_datum`"
#define COVERS ",`relation`:`covers`,`span`:[`datum`,`slut`]"
#define RULE(rule) ROWS("`require`:[" rule "]")

static const marked_case relations[] = {
    {"every key",
     ROWS("`require`:[{`id`:`a`," STAY ",`where`:`satt = 'X'`,`person`:`person_id`,`min`:2" COVERS ",`x-why`:1}],"
          "`exclude_if`:[{`id`:`b`,`dataset`:`besok`,`from`:`datum`,`relation`:`starts_within`,`span`:[`datum - 1`,"
          "`datum`]},{`id`:`c`," STAY ",`relation`:`overlaps`,`span`:[`add_months(datum, -1)`,`datum`]}]"),
     "", NULL},
    {"none", ROWS("`require`:[],`exclude_if`:[]"), "", NULL},
    {"days of the period",
     STOCK("`require`:[{`id`:`a`," STAY ",`relation`:`covers`,`span`:[`period.start`,"
           "`period.end`]}]"),
     "", NULL},
    {"days of items",
     ROWS("`items`:{`d`:{`where`:`true`,`value`:`datum`}},`require`:[{`id`:`a`," STAY
          ",`relation`:`covers`,`span`:[`d`,`d + 6`]}]"),
     "", NULL},
    {"of a mean", MEAN("`require`:[{`id`:`a`," STAY COVERS "}]"), "", NULL},
    {"no list", ROWS("`require`:^{}"), "wrong_type", "'require' must be an array"},
    {"a rule that is no object", RULE("^`a`"), "wrong_type", "a rule of 'require' is an object"},
    {"another key, with a hint", RULE("{`id`:`a`," STAY COVERS ",\n^`untill`:`ut_datum`}"), "unknown_key", NULL},
    {"no id", RULE("^{" STAY COVERS "}"), "missing_key", "'id' is missing"},
    {"an id that is no text", RULE("{`id`:^1," STAY COVERS "}"), "wrong_type", "'id' must be a text, got number"},
    {"no dataset", RULE("^{`id`:`a`,`from`:`in_datum`" COVERS "}"), "missing_key", "'dataset' is missing"},
    {"a dataset that there is not", RULE("{`id`:`a`,`dataset`:^`vistelsr`,`from`:`in_datum`" COVERS "}"),
     "unknown_dataset", "the closest is 'vistelser'"},
    {"no first day", RULE("^{`id`:`a`,`dataset`:`vistelser`" COVERS "}"), "missing_key", "'from' is missing"},
    {"a first day that is none", RULE("{`id`:`a`,`dataset`:`vistelser`,`from`:^`satt`" COVERS "}"), "type",
     "wanted date"},
    {"a last day that is none", RULE("{`id`:`a`,`dataset`:`vistelser`,`from`:`in_datum`,`to`:^`satt`" COVERS "}"),
     "type", "wanted date"},
    {"a column of the measure's own dataset", RULE("{`id`:`a`,`dataset`:`vistelser`,`from`:`^datum`" COVERS "}"),
     "unknown_name", NULL},
    {"a condition that is none", RULE("{`id`:`a`," STAY ",`where`:^`satt`" COVERS "}"), "type", "wanted boolean"},
    {"no relation", RULE("^{`id`:`a`," STAY ",`span`:[`datum`,`slut`]}"), "missing_key", "'relation' is missing"},
    {"a relation that there is not", RULE("{`id`:`a`," STAY ",`relation`:^`cover`,`span`:[`datum`,`slut`]}"),
     "unknown_value", "covers|overlaps|starts_within"},
    {"no span", RULE("^{`id`:`a`," STAY ",`relation`:`covers`}"), "missing_key", "'span' is missing"},
    {"a span of one day", RULE("{`id`:`a`," STAY ",`relation`:`covers`,`span`:^`datum`}"), "wrong_type", "two dates"},
    {"a span of three", RULE("{`id`:`a`," STAY ",`relation`:`covers`,`span`:^[`datum`,`slut`,`slut`]}"), "wrong_type",
     "two dates"},
    {"a span of a text", RULE("{`id`:`a`," STAY ",`relation`:`covers`,`span`:[`datum`,^`svar`]}"), "type",
     "wanted date"},
    {"a span of the other dataset", RULE("{`id`:`a`," STAY ",`relation`:`covers`,`span`:[`datum`,`^ut_datum`]}"),
     "unknown_name", NULL},
    {"min 0", RULE("{`id`:`a`," STAY COVERS ",`min`:^0}"), "out_of_range", "1 to 1000"},
    {"min 1000 and 1", ROWS("`require`:[{`id`:`a`," STAY COVERS ",`min`:1000},{`id`:`b`," STAY COVERS ",`min`:1}]"), "",
     NULL},
    {"min 1001", RULE("{`id`:`a`," STAY COVERS ",`min`:^1001}"), "out_of_range", NULL},
    {"min 1.5", RULE("{`id`:`a`," STAY COVERS ",`min`:^1.5}"), "out_of_range", NULL},
    {"min that is a text", RULE("{`id`:`a`," STAY COVERS ",`min`:^`2`}"), "out_of_range", NULL},
    {"min that is far too great", RULE("{`id`:`a`," STAY COVERS ",`min`:^1e300}"), "out_of_range", NULL},
    {"a person that there is not", RULE("{`id`:`a`," STAY ",`person`:`^personn`" COVERS "}"), "unknown_name", NULL},
    {"a person that is a day", RULE("{`id`:`a`," STAY ",`person`:^`in_datum`" COVERS "}"), "type", NULL},
    {"two columns beside one", RULE("{`id`:`a`," STAY ",`person`:^[`person_id`,`satt`]" COVERS "}"), "relation_person",
     "'person' names 2 columns, and 1 tell whose rows the measure counts"},
    {"one column beside two",
     OF(",`person`:[`person_id`,`kon`]", DAY) SHARE ",`require`:[{`id`:`a`," STAY ",`person`:^`person_id`" COVERS "}]}",
     "relation_person", "'person' names 1 columns, and 2 tell"},
    {"columns that the other dataset has not",
     OF(",`person`:[`person_id`,`^enhet`]", DAY) SHARE ",`require`:[{`id`:`a`," STAY COVERS "}]}", "unknown_name",
     NULL},
    {"of nobody", OF("", DAY) SHARE ",`require`:[^{`id`:`a`," STAY COVERS "}]}", "missing_key", "'person' is missing"},
    {"of nobody, though the rule names somebody",
     HEAD "`kind`:`proportion`,`data`:^{`dataset`:`besok`},`period`:{" DAY "}," SHARE ",`require`:[{`id`:`a`," STAY
          ",`person`:`person_id`" COVERS "}]}",
     "missing_role", "'data.person' is missing"},
    {"one id twice", ROWS("`require`:[{`id`:`a`," STAY COVERS "},^{`id`:`a`," STAY COVERS "}]"), "duplicate_name",
     "two rules of 'require' have the id 'a'"},
    {"the id of an exclusion",
     ROWS("`exclude`:[{`id`:`a`,`where`:`svar = '1'`}],`require`:[^{`id`:`a`," STAY COVERS "}]"), "duplicate_name",
     "another rule has the id 'a'"},
    {"the id of a requirement",
     ROWS("`exclude_if`:[^{`id`:`a`," STAY COVERS "}],`require`:[{`id`:`a`," STAY COVERS "}]"), "duplicate_name",
     "another rule has the id 'a'"},
    {"of a respondent, who is no person of another dataset",
     HEAD "`kind`:`survey_index`,`data`:{`dataset`:`besok`},`respondent`:`person_id`,`item`:`svar`,`points`:`varde`,"
          "`denominator`:`true`,`incomplete`:{`weights`:`equal`,`min_answered`:1},`period`:{" DAY "},"
          "`require`:[^{`id`:`a`," STAY COVERS "}]}",
     "missing_key", "'person' is missing"},
    {"bare columns of a window",
     HEAD "`kind`:`continuity`,`data`:{`dataset`:`besok`,`person`:`person_id`,`date`:`datum`},`provider`:`lakare`,"
          "`formula`:`coc`,`window`:{`months`:12,`incomplete`:`keep`},`min_contacts`:2,`same_day`:`keep_all`,"
          "`max_unknown_share`:0.1,`period`:{" EACH "},`require`:[{`id`:`a`," STAY
          ",`relation`:`covers`,`span`:[`^datum`,`start`]}]}",
     "unknown_name", NULL},
};

static void reads_relations(void **state) {
    (void)state;
    check_marked(relations, sizeof relations / sizeof *relations);
}

static void counts_relations(void **state) {
    (void)state;
    for (size_t count = IND_MAX_FEEDS - 1; count <= IND_MAX_FEEDS; count++) {
        const char *text =
            repeated(OF(PERSON, DAY) SHARE ",`require`:[", "{`id`:`a", count, "`," STAY COVERS "}", "]}");
        bench *b = bench_open();
        ind_measure *measure = NULL;
        ind_status status = ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", text), b->diag, &measure);
        assert_int_equal(status, count < IND_MAX_FEEDS ? IND_OK : IND_E_DEFINITION);
        if (status != IND_OK)
            assert_string_equal(ind_diag_at(b->diag, 0)->rule, "too_many");
        bench_close(b);
    }
}

/* ---- dedupe, once_per, follow_up ---- */

#define DEDUPE(by, more) "`dedupe`:{`by`:" by ",`date`:`datum`,`within_days`:3,`keep`:`first`,`chain`:`anchor`" more "}"
#define ONCE(entity, take, more) "`once_per`:{`entity`:" entity ",`take`:" take more "}"
#define FOLLOW(more) "`follow_up`:{`complete_until`:`leveranser`,`incomplete`:`keep`" more "}"

static const marked_case shapes[] = {
    {"dedupe", ROWS(DEDUPE("[`antal`,`person_id`,`slut`]", ",`differ`:[`enhet`,`lakare`]")), "", NULL},
    {"dedupe of two persons", ROWS(DEDUPE("^`enhet`", "")), "not_one_person",
     "'dedupe.by' must name the columns of 'data.person' too"},
    {"dedupe of two persons of two columns",
     OF(",`person`:[`person_id`,`kon`]", DAY) SHARE "," DEDUPE("^`person_id`", "") "}", "not_one_person", NULL},
    {"dedupe of nobody", NOBODY(DEDUPE("^`person_id`", "")), "missing_role", "'data.person' is missing"},
    {"dedupe by a number with decimals", ROWS(DEDUPE("[`person_id`,^`varde`]", "")), "type", NULL},
    {"dedupe by a list", ROWS(DEDUPE("[`person_id`,^`diagnoser`]", "")), "type", NULL},
    {"dedupe without days", ROWS("^`dedupe`:{`by`:`person_id`,`date`:`datum`,`keep`:`first`,`chain`:`anchor`}"),
     "missing_key", "'dedupe.within_days' is missing"},
    {"dedupe without the rest", ROWS("^^^^`dedupe`:{`within_days`:1}"),
     "missing_key missing_key missing_key missing_key", NULL},
    {"differ alone", ROWS("^^^^^`dedupe`:{`differ`:`enhet`}"),
     "missing_key missing_key missing_key missing_key missing_key", NULL},
    {"3650 days", ROWS("`dedupe`:{`by`:`person_id`,`date`:`datum`,`within_days`:3650,`keep`:`last`,`chain`:`chain`}"),
     "", NULL},
    {"3651 days", ROWS("`dedupe`:{`by`:`person_id`,`date`:`datum`,`within_days`:^3651,`keep`:`last`,`chain`:`chain`}"),
     "out_of_range", NULL},
    {"once per a day and a number", ROWS(ONCE("[`person_id`,`datum`,`antal`]", "`first`", "")), "", NULL},
    {"once per a day of nobody", NOBODY(ONCE("^[`enhet`,`datum`]", "`first`", "")), "missing_role",
     "'once_per' by a day or a number needs 'data.person'"},
    {"once per a number of nobody", NOBODY(ONCE("^`antal`", "`first`", "")), "missing_role", NULL},
    {"once per two persons", ROWS(ONCE("^`enhet`", "`any`", "")), "not_one_person",
     "'once_per.entity' must name the columns of 'data.person' too"},
    {"once without what", ROWS("^`once_per`:{`take`:`last`}"), "missing_key", "'once_per.entity' is missing"},
    {"once without which", ROWS("^`once_per`:{`entity`:`person_id`}"), "missing_key", "'once_per.take' is missing"},
    {"order alone", ROWS("^^`once_per`:{`order`:`datum`}"), "missing_key missing_key", NULL},
    {"the first of a stock", STOCK(ONCE("`person_id`", "^`first`", "")), "once_order", "'once_per.order' is missing"},
    {"the last of a stock", STOCK(ONCE("`person_id`", "^`last`", "")), "once_order", NULL},
    {"any of a stock needs no order", STOCK(ONCE("`person_id`", "`any`", "")), "", NULL},
    {"the last of a stock by its order", STOCK(ONCE("`person_id`", "`last`", ",`order`:`datum`")), "", NULL},
    {"an order that is another one in each period",
     STOCK(ONCE("`person_id`", "`last`", ",`order`:^`least(datum, period.end)`")), "once_order", "one order for all"},
    {"an order that is no day", ROWS(ONCE("`person_id`", "`last`", ",`order`:^`antal`")), "type", "wanted date"},
    {"a day of the period is never unknown, so that no policy is wanted",
     OF(PERSON, EACH) "`denominator`:`true`,`numerator`:`coalesce(slut, period.end) >= period.end`}", "", NULL},
    {"looking back", ROWS(ONCE("`person_id`", "`first`", ",`over`:`look_back`,`look_back_months`:12")), "", NULL},
    {"looking back how far?", ROWS(ONCE("`person_id`", "`first`", ",`over`:^`look_back`")), "look_back",
     "'once_per.look_back_months' is missing"},
    {"how far, without looking back", ROWS(ONCE("`person_id`", "`first`", ",`look_back_months`:^12")), "look_back",
     "'once_per.over' is not 'look_back'"},
    {"how far, over the period", ROWS(ONCE("`person_id`", "`first`", ",`over`:`period`,`look_back_months`:^12")),
     "look_back", NULL},
    {"looking back for the last", ROWS(ONCE("`person_id`", "^`last`", ",`over`:`look_back`,`look_back_months`:12")),
     "look_back", "looking back finds the first row alone"},
    {"looking back for any", ROWS(ONCE("`person_id`", "^`any`", ",`over`:`look_back`,`look_back_months`:12")),
     "look_back", NULL},
    {"looking back from a stock",
     STOCK(ONCE("`person_id`", "`first`", ",`order`:`datum`,`over`:^`look_back`,`look_back_months`:12")),
     "look_back_each", "lies in one period"},
    {"no months", ROWS(ONCE("`person_id`", "`first`", ",`over`:`look_back`,`look_back_months`:^0")), "out_of_range",
     NULL},
    {"a mean of any", MEAN(ONCE("`person_id`", "^`any`", "")), "once_take", "which this kind does not have"},
    {"a mean of all", MEAN(ONCE("`person_id`", "^`all`", "")), "once_take", NULL},
    {"a mean of the first", MEAN(ONCE("`person_id`", "`first`", "")), "", NULL},
    {"a ratio of any",
     HEAD "`kind`:`ratio`,`data`:{`dataset`:`besok`},`numerator_sum`:`antal`,`denominator_sum`:`antal`,"
          "`missing`:{`numerator`:`not_met`},`period`:{" DAY "}," ONCE("`person_id`", "^`any`", "") "}",
     "once_take", NULL},
    {"follow-up of days", NOBODY(FOLLOW(",`days`:30")), "", NULL},
    {"follow-up until a day", STOCK(FOLLOW(",`until`:`add_months(period.end, 1)`")), "", NULL},
    {"follow-up for how long?", ROWS("`follow_up`:^{`complete_until`:`leveranser`,`incomplete`:`keep`}"), "follow_up",
     "either 'days' or 'until'"},
    {"follow-up for both",
     ROWS("`follow_up`:^{`complete_until`:`leveranser`,`incomplete`:`keep`,`days`:1,`until`:`slut`}"), "follow_up",
     NULL},
    {"days after no day", STOCK(FOLLOW(",`days`:^30")), "follow_up_date", "are counted from 'period.date'"},
    {"follow-up without a policy", ROWS("^`follow_up`:{`days`:30,`complete_until`:`leveranser`}"), "missing_key",
     "'follow_up.incomplete' is missing"},
    {"follow-up in what?", ROWS("^`follow_up`:{`days`:30,`incomplete`:`keep`}"), "missing_key",
     "'follow_up.complete_until' is missing"},
    {"follow-up of a death, as in another kind", ROWS(FOLLOW(",`days`:30,^`death`:`keep`")), "unknown_key", NULL},
    {"follow-up until what is no day", ROWS(FOLLOW(",`until`:^`antal`")), "type", NULL},
};

static void reads_shapes(void **state) {
    (void)state;
    check_marked(shapes, sizeof shapes / sizeof *shapes);
}

/* ---- counts and quantiles ---- */

#define COUNT(data, period, more)                                                                                      \
    HEAD "`kind`:`count`,`data`:{`dataset`:`besok`" data "},`period`:{" period "}" more "}"
#define DISTINCT(entity, take, more) ",`distinct`:{`entity`:" entity ",`take`:" take more "}"
#define SUM(sum) ",`sum`:" sum
#define MISSING ",`missing`:{`sum`:`exclude`}"
#define QUANTILE(q, type)                                                                                              \
    HEAD "`kind`:`quantile`,`data`:{`dataset`:`besok`},`value`:`varde`,`q`:" q ",`quantile_type`:" type                \
         ",`period`:{" DAY "}}"

static const marked_case counts[] = {
    {"rows", COUNT("", DAY, ""), "", NULL},
    {"rows with an interval", COUNT("", DAY, ",`interval`:{`method`:`poisson`,`level`:[0.95]}"), "", NULL},
    {"an interval of another kind", COUNT("", DAY, ",`interval`:{`method`:^`wilson`}"), "unknown_value", NULL},
    {"persons", COUNT("", DAY, DISTINCT("`person_id`", "`first`", "")), "", NULL},
    {"persons in what group?", COUNT("", DAY, ",^`distinct`:{`entity`:`person_id`}"), "missing_key",
     "'distinct.take' is missing"},
    {"who is counted?", COUNT("", DAY, ",^`distinct`:{`take`:`first`}"), "missing_key", "'distinct.entity' is missing"},
    {"persons in any group", COUNT("", DAY, DISTINCT("`person_id`", "^`any`", "")), "unknown_value", NULL},
    {"persons and days", COUNT(PERSON, DAY, DISTINCT("[`person_id`,`datum`]", "`last`", "")), "", NULL},
    {"days of nobody", COUNT("", DAY, DISTINCT("^`datum`", "`last`", "")), "missing_role",
     "'distinct' by a day or a number needs 'data.person'"},
    {"units over persons", COUNT(PERSON, DAY, DISTINCT("^`enhet`", "`last`", "")), "not_one_person",
     "'distinct.entity' must name the columns"},
    {"once_per and distinct, each of its own",
     COUNT("", DAY, DISTINCT("`person_id`", "`last`", "") ",`once_per`:{`entity`:^`enhet`,`take`:`first`}"),
     "missing_role", "'once_per' and 'distinct' together need 'data.person'"},
    {"once_per and distinct",
     COUNT(PERSON, DAY, DISTINCT("`person_id`", "`last`", "") "," ONCE("[`person_id`,`enhet`]", "`first`", "")), "",
     NULL},
    {"and two orders",
     COUNT(PERSON, DAY,
           DISTINCT("`person_id`", "`last`", ",`order`:^`slut`") "," ONCE("[`person_id`,`enhet`]", "`first`", "")),
     "once_order", "rows have one order"},
    {"a count of any", COUNT("", DAY, "," ONCE("`person_id`", "^`any`", "")), "once_take", NULL},
    {"persons of a stock, in what order?", COUNT("", EACH, DISTINCT("^`person_id`", "`last`", "")), "once_order",
     "'distinct.order' is missing"},
    {"in an order that is another one in each period",
     COUNT("", EACH, DISTINCT("`person_id`", "`last`", ",`order`:^`least(datum, period.end)`")), "once_order",
     "one order for all"},
    {"persons of a stock", COUNT("", EACH, DISTINCT("`person_id`", "`last`", ",`order`:`datum`")), "", NULL},
    {"persons, and items of them",
     COUNT(PERSON, DAY, DISTINCT("^`person_id`", "`last`", "") ",`items`:{`a`:{`where`:`true`,`value`:`antal`}}"),
     "once_items", "'distinct' says nothing"},
    {"a sum", COUNT("", DAY, SUM("`antal`") MISSING), "", NULL},
    {"a sum of what is not known", COUNT("", DAY, SUM("^`antal`")), "missing_policy", "the number to be summed"},
    {"a sum of what is known", COUNT("", DAY, SUM("`coalesce(antal, 0)`")), "", NULL},
    {"a sum of parts", COUNT("", DAY, SUM("^`varde`") MISSING), "type", "a sum is of whole numbers"},
    {"a sum of persons", COUNT("", DAY, SUM("^`antal`") MISSING DISTINCT("`person_id`", "`last`", "")), "sum",
     "either persons are counted, or a sum is made"},
    {"a sum with an interval of events",
     COUNT("", DAY, SUM("`antal`") MISSING ",`interval`:{`method`:^`poisson`,`level`:[0.95]}"), "sum",
     "an interval of counted events"},
    {"a sum without an interval", COUNT("", DAY, SUM("`antal`") MISSING ",`interval`:{`method`:`none`}"), "", NULL},
    {"a policy without a sum", COUNT("", DAY, ",`missing`:{`sum`:^`exclude`}"), "sum", "which is not given"},
    {"a share of persons", ROWS("^`distinct`:{`entity`:`person_id`,`take`:`first`}"), "unknown_key", NULL},
    {"quantiles", QUANTILE("[0.5,0.025,0,1,0.975,0.9,0.1]", "9"), "", NULL},
    {"no quantile", QUANTILE("^[]", "7"), "too_few", "'q' names nothing"},
    {"a quantile that is no list", QUANTILE("^0.5", "7"), "wrong_type", NULL},
    {"one too many", QUANTILE("^[0.5,0.025,0,1,0.975,0.9,0.1,0.2]", "7"), "too_many", "at most 7 quantiles"},
    {"one twice", QUANTILE("[0.5,0.25,^0.5]", "7"), "repeated_value", "this quantile stands twice"},
    {"one without a name", QUANTILE("[0.5,^0.333]", "7"), "quantile_step", "a multiple of 0.005"},
    {"one that is in percent", QUANTILE("[^50]", "7"), "out_of_range", NULL},
    {"type 0", QUANTILE("[0.5]", "^0"), "out_of_range", NULL},
    {"type 10", QUANTILE("[0.5]", "^10"), "out_of_range", NULL},
    {"no type", "^" HEAD "`kind`:`quantile`,`data`:{`dataset`:`besok`},`value`:`varde`,`q`:[0.5],`period`:{" DAY "}}",
     "missing_key", "'quantile_type' is missing"},
    {"weights",
     HEAD "`kind`:`quantile`,`data`:{`dataset`:`besok`},`value`:`varde`,`q`:[0.5],`quantile_type`:7,^`weight`:`vikt`,"
          "`period`:{" DAY "}}",
     "unknown_key", NULL},
};

static void reads_counts(void **state) {
    (void)state;
    check_marked(counts, sizeof counts / sizeof *counts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_items),      cmocka_unit_test(counts_items), cmocka_unit_test(reads_relations),
        cmocka_unit_test(counts_relations), cmocka_unit_test(reads_shapes), cmocka_unit_test(reads_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
