/* sentinels.h - dates that systems write where there is none. */
#ifndef IND_SENTINELS_H
#define IND_SENTINELS_H

#include <stddef.h>
#include <stdint.h>

/* The days that nobody means in any column of dates, unless its schema says otherwise. */
const int32_t *ind_sentinels(size_t *count);
/* The same without those on which people of our time were born. */
const int32_t *ind_sentinels_of_births(size_t *count);

#endif
