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
    bool failed;
} ind_builder;

/* An error at the value NODE (at its key if AT_KEY). */
void ind_builder_error(ind_builder *builder, const ind_json *node, bool at_key, const char *rule, const char *help,
                       const char *format, ...) __attribute__((format(printf, 6, 7)));

/* read_parameters.c: check keys, read every parameter but the expressions; sets up the feeds' datasets. */
void ind_builder_parameters(ind_builder *builder, const ind_kind_spec *kind);
/* find_param.c: make them be found fast; they have their specs. */
void ind_measure_index_params(ind_measure *measure);
/* The value at PATH below OBJECT ("event.day_to"); NULL if there is none. */
ind_json *ind_builder_find(const ind_json *object, const char *path);

/* feed_columns.c: the number of COLUMN among those of FEED, one of the measure's. */
uint32_t ind_builder_column(ind_builder *builder, ind_feed *feed, const ind_way_finder *finder, ind_column column);

/* expressions.c: compile the expressions of all parameters and groups. */
void ind_builder_bind(ind_builder *builder);
/* codesets.c, as long as the measure is compiled: it reads LIST. */
void ind_builder_note_codelist(ind_builder *builder, const ind_codelist *list);
/* Compile the text NODE; NULL after an error.  RESULT lists the types allowed, end with -1. */
const ind_expr *ind_builder_expression(ind_builder *builder, const ind_json *node, unsigned feed, ind_scope_kind scope,
                                       const int *allowed);

/* groups.c: "groups" and "by". */
void ind_builder_groups(ind_builder *builder, ind_param *param);
void ind_builder_by(ind_builder *builder, ind_param *param);

#endif
