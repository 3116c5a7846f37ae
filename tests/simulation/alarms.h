/* alarms.h - how often a chart or a comparison says something where nothing has happened and nobody differs. */
#ifndef ALARMS_H
#define ALARMS_H

#include "chance.h"

#include <stdbool.h>

enum { IND_ALARM_ANY, IND_ALARM_BEYOND_LIMITS, IND_ALARM_LONG_RUN, IND_ALARM_FEW_CROSSINGS, IND_ALARMS };

typedef struct {
    int points, n; /* of a series; of a point or an area */
    double p;
    bool unequal; /* areas are of different sizes, n on average */
} alarm_setting;

/* One series drawn, or one county; what it says goes into ALARM, all false before. */
void alarms_of_months(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]);  /* a run chart */
void alarms_of_rolling(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]); /* of sums of 12 months */
void alarms_of_p_chart(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]);
void alarms_of_areas(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]); /* 12, each with the rest */
/* The same of persons with 1 to 5 rows, n <= 200 of them in an area; of the rest the effective number is taken as a
 * report does that has only the cells: its rows times the whole's effective number per row. */
void alarms_of_clustered_areas(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]);

#endif
