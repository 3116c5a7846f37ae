/* nearest_group.c - the group that was meant by a name in --by that no measure has.
 *
 * Groups are often called by the beginning of their name ("kommun" for "kommunkod"), and that is misspelled as often
 * as the whole: where no name is near, beginnings of about the same length are offered. */
#include "base/hint.h"
#include "engine/plan/plan.h"

enum { SHORTEST_MISSPELLED = 4 };

static bool is_group(const ind_measure *measure, ind_str name) {
    for (size_t g = 0; g < measure->group_count; g++)
        if (ind_str_equal(measure->groups[g].name, name))
            return true;
    return false;
}

static void offer_beginnings(ind_hint *hint, ind_str group) {
    size_t length = hint->wanted.length, slack = length >= SHORTEST_MISSPELLED ? 1 : 0;
    for (size_t n = length - slack; n <= length + slack && n < group.length; n++)
        if (slack > 0 || ind_str_starts(group, hint->wanted))
            ind_hint_offer(hint, (ind_str){group.data, n});
}

/* The group of any of JOBS that is nearest to NAME; empty: none is near, or NAME is a group itself. */
static ind_str nearest(const ind_job *jobs, size_t count, ind_str name) {
    ind_hint whole = ind_hint_start(name), beginning = whole;
    ind_str best = {0};
    size_t distance = SIZE_MAX;
    for (size_t j = 0; j < count; j++) {
        if (is_group(jobs[j].measure, name))
            return (ind_str){0};
        for (size_t g = 0; g < jobs[j].measure->group_count; g++) {
            ind_str group = jobs[j].measure->groups[g].name;
            ind_hint_offer(&whole, group);
            offer_beginnings(&beginning, group);
            if (beginning.distance < distance) {
                distance = beginning.distance;
                best = group;
            }
        }
    }
    return whole.distance <= distance ? ind_hint_best(&whole) : best;
}

bool ind_nearest_group(const ind_job *jobs, size_t count, const char *names, ind_str *name, ind_str *group) {
    for (size_t length; *names != '\0'; names += length + (names[length] == ',')) {
        length = strcspn(names, ",");
        *name = (ind_str){names, length};
        *group = nearest(jobs, count, *name);
        if (group->length > 0)
            return true;
    }
    return false;
}
