/* near.h - a number that must be what was worked out by hand. */
#ifndef IND_TEST_NEAR_H
#define IND_TEST_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* GOT is WANT, or differs by at most BY. */
#define assert_near(GOT, WANT, BY)                                                                                     \
    do {                                                                                                               \
        double got_ = (GOT), want_ = (WANT);                                                                           \
        if (!(fabs(got_ - want_) <= (BY)))                                                                             \
            fail_msg("%s is %.17g, want %.17g", #GOT, got_, want_);                                                    \
    } while (0)

#endif
