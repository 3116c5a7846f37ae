/* builder.h - what the files of this folder share while one definition is compiled. */
#ifndef IND_BUILDER_H
#define IND_BUILDER_H

#include "definition/ways.h"

typedef struct {
    ind_catalogue *catalogue;
    ind_arena *arena;
    ind_measure *measure;
    ind_diag *diag;
    ind_leave leave;
    bool of_rows; /* the expression at hand is asked of rows, before there are items */
    bool failed;
} ind_builder;

/* An error at the value NODE (at its key if AT_KEY). */
void ind_builder_error(ind_builder *builder, const ind_json *node, bool at_key, const char *rule, const char *help,
                       const char *format, ...) __attribute__((format(printf, 6, 7)));

/* The value at PATH below OBJECT ("event.day_to"); NULL if there is none. */
ind_json *ind_builder_find(const ind_json *object, const char *path);
/* The dataset that NODE names; NULL after an error. */
const ind_dataset *ind_builder_dataset(ind_builder *builder, const ind_json *node);
/* Says of a key of ITEM that is none of "a|b|c" that it is unknown, with the nearest. */
void ind_builder_only_keys(ind_builder *builder, const ind_json *item, const char *keys);
/* Which of "a|b|c" TEXT is; -1: none. */
int ind_choice_of(const char *choices, ind_str text);
/* The same of NODE; -1 after an error, which calls it KEY. */
int ind_builder_choice(ind_builder *builder, const ind_json *node, const char *key, const char *choices);

/* read_parameters.c: check keys, read every parameter but the expressions; sets up the feeds' datasets. */
void ind_builder_parameters(ind_builder *builder, const ind_kind_spec *kind);
/* find_param.c: make them be found fast; they have their specs. */
void ind_measure_index_params(ind_measure *measure);

/* feed_columns.c: the number of COLUMN among those of FEED, one of the measure's. */
uint32_t ind_builder_column(ind_builder *builder, ind_feed *feed, const ind_way_finder *finder, ind_column column);

/* expressions.c: compile the expressions of all parameters and groups. */
void ind_builder_bind(ind_builder *builder);
/* codesets.c, as long as the measure is compiled: it reads LIST. */
void ind_builder_note_codelist(ind_builder *builder, const ind_codelist *list);
/* Compile the text NODE; NULL after an error.  RESULT lists the types allowed, end with -1. */
const ind_expr *ind_builder_expression(ind_builder *builder, const ind_json *node, unsigned feed, ind_scope_kind scope,
                                       const int *allowed);

/* names.c: let PERSON of a further feed be looked up where the first feed looks its own up, so that ids that the table
 * does not have are found. */
void ind_builder_hold_against_table(ind_builder *builder, unsigned feed, const ind_expr *person);

/* read_relations.c: rules about other datasets.  First what they are, which gives each its feed; then their
 * expressions. */
void ind_builder_relations(ind_builder *builder, ind_param *param);
void ind_builder_bind_relations(ind_builder *builder, ind_param *param);
/* NODE, an object, has texts in both languages and no others; errors call it NAME. */
void ind_builder_title(ind_builder *builder, const ind_json *node, const char *name);
/* read_notes.c: what is not known, and what has changed. */
void ind_builder_facts(ind_builder *builder, ind_param *param);
void ind_builder_changes(ind_builder *builder, ind_param *param);
/* read_levels.c: ordered classes of a value. */
void ind_builder_levels(ind_builder *builder, ind_param *param);
/* read_items.c: named values of an entity. */
void ind_builder_items(ind_builder *builder, ind_param *param);
/* names.c: the expressions of NODE, one or an array of them. */
const ind_expr *const *ind_builder_columns(ind_builder *builder, const ind_json *node, const char *key, unsigned feed,
                                           const int *allowed, size_t *count);
/* Conditions, dates, labels: what an expression may be, for ind_builder_expression. */
extern const int ind_conditions[], ind_dates[], ind_labels[], ind_keys[];

/* groups.c: "groups" and "by". */
void ind_builder_groups(ind_builder *builder, ind_param *param);
/* Says so if EXPR, a group of the rows of FEED, tells who somebody is. */
bool ind_builder_tells_who(ind_builder *builder, const ind_json *node, const ind_expr *expr, unsigned feed);
/* Says that none has the name, and which one comes near; nothing of one that is there and has been found faulty. */
void ind_builder_no_group(ind_builder *builder, const ind_json *node, ind_str name, bool at_key);
/* match_groups.c: what the groups, which are known, are in the rows that are counted beside. */
void ind_builder_match(ind_builder *builder);
void ind_builder_limits(ind_builder *builder, ind_param *param);
void ind_builder_by(ind_builder *builder, ind_param *param);

#endif
