/* rules_table.h - the table of rules, private to this folder; others ask through indikator/rules.h. */
#ifndef IND_RULES_H
#define IND_RULES_H

#include "indikator/rules.h"

extern const ind_check_rule ind_rule_table[];
extern const size_t ind_rule_table_count;

#endif
