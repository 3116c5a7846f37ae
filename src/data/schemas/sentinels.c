/* sentinels.c - a list of what was met. */
#include "data/schemas/sentinels.h"

enum { BIRTHS = 3 }; /* at the end of the list */

static const int32_t days[] = {
    -719162, /* 0001-01-01, start of .NET, and of Oracle's and Python's calendars */
    -719161, /* 0001-01-02, the same, through a time zone */
    -313430, /* 1111-11-11, typed in */
    -79257,  /* 1753-01-01, start of SQL Server's datetime */
    -62091,  /* 1800-01-01, start of some journals */
    -25569,  /* 1899-12-30, day 0 of OLE and Access */
    -25568,  /* 1899-12-31, day 0 of spreadsheets */
    -25567,  /* 1900-01-01, start of SQL Server's smalldatetime, and of spreadsheets */
    -25566,  /* 1900-01-02, the same, through a time zone */
    29219,   /* 2049-12-31 */
    39968,   /* 2079-06-06, end of smalldatetime */
    47117,   /* 2099-01-01 */
    47481,   /* 2099-12-31 */
    47482,   /* 2100-01-01 */
    47846,   /* 2100-12-31 */
    84005,   /* 2199-12-31 */
    84006,   /* 2200-01-01 */
    92093,   /* 2222-02-22 */
    106751,  /* 2262-04-11, end of pandas' time stamps */
    120529,  /* 2299-12-31 */
    193579,  /* 2500-01-01 */
    375835,  /* 2999-01-01 */
    376199,  /* 2999-12-31 */
    376200,  /* 3000-01-01 */
    376564,  /* 3000-12-31 */
    741441,  /* 3999-12-31 */
    741442,  /* 4000-01-01 */
    1001859, /* 4712-12-31, end of Oracle's dates */
    1106685, /* 5000-01-01 */
    1471926, /* 5999-12-31 */
    1837169, /* 6999-12-31 */
    2202411, /* 7999-12-31 */
    2526968, /* 8888-08-08 */
    2527113, /* 8888-12-31 */
    2567654, /* 8999-12-31 */
    2567655, /* 9000-01-01 */
    2932531, /* 9998-12-31 */
    2932532, /* 9999-01-01 */
    2932783, /* 9999-09-09 */
    2932866, /* 9999-12-01 */
    2932895, /* 9999-12-30 */
    2932896, /* 9999-12-31 */
    /* births */
    -25202, /* 1901-01-01 */
    -3653,  /* 1960-01-01, day 0 of SAS and Stata */
    0,      /* 1970-01-01, day 0 of Unix */
};

const int32_t *ind_sentinels(size_t *count) {
    *count = sizeof days / sizeof *days;
    return days;
}

const int32_t *ind_sentinels_of_births(size_t *count) {
    *count = sizeof days / sizeof *days - BIRTHS;
    return days;
}
