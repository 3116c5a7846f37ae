/* outline.h - reads outlines, of a catalogue and of a report. */
#ifndef IND_DEFINITION_OUTLINE_H
#define IND_DEFINITION_OUTLINE_H

#include "base/json_read.h"
#include "indikator/outline.h"

/* What is in NODE, an object with the members "id", "title", "areas", "target_areas"; all lives in ARENA.
 * False with findings. */
bool ind_outline_read(ind_arena *arena, const ind_json *node, ind_diag *diag, ind_outline *out);
/* The file at PATH, called NAME: "format": "indikator-outline/1", and the above. */
ind_status ind_outline_load(ind_arena *arena, const char *path, ind_str name, ind_diag *diag, ind_outline *out,
                            const ind_json **file);

#endif
