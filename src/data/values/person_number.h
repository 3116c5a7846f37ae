/* person_number.h - does a text have the form of a Swedish personal identity number?
 *
 * Personnummer and samordningsnummer (day + 60), with 10 or 12 digits, with '-', '+' or nothing before the last four,
 * also interim numbers with a letter there; reserve numbers of Region Stockholm (99...) and Västra Götaland (K, M or
 * X). The date must exist and the check digit be right (Luhn's, over the ten digits without century).  Of ten digits
 * drawn at random 0.7 % pass. */
#ifndef IND_PERSON_NUMBER_H
#define IND_PERSON_NUMBER_H

#include "indikator/text.h"

bool ind_is_person_number(ind_str text);
/* Ten or twelve digits, with or without a sign before the last four: valid or not. */
bool ind_has_person_number_shape(ind_str text);

#endif
