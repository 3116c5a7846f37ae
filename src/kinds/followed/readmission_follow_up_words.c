/* readmission_follow_up_words.c - follow-up in sentences. */
#include "kinds/followed/followed.h"

static void say_moved(ind_words *w) {
    long long days = ind_words_integer(w, "follow_up.days");
    if (ind_words_is(w, "follow_up.moved", "keep"))
        ind_words_say(w, "follow_up.moved", "En indexepisod är kvar även om personen flyttar ut under uppföljningen.",
                      "An index episode stays even if the person moves away during follow-up.");
    else
        ind_words_say(w, "follow_up.moved",
                      "En indexepisod räknas inte om personen flyttar ut under uppföljningen, dag 0 till dag %lld, med "
                      "eller utan händelse.",
                      "An index episode is left out if the person moves away during follow-up, day 0 to day %lld, with "
                      "or without an event.",
                      days);
}

static void say_death(ind_words *w) {
    long long days = ind_words_integer(w, "follow_up.days");
    if (ind_words_is(w, "follow_up.death", "keep"))
        ind_words_say(w, "follow_up.death", "En indexepisod är kvar även om personen avlider under uppföljningen.",
                      "An index episode stays even if the person dies during follow-up.");
    else
        ind_words_say(
            w, "follow_up.death",
            "En indexepisod utan händelse räknas inte om personen avlider under uppföljningen, dag 0 till dag %lld.",
            "An index episode without event is left out if the person dies during follow-up, day 0 to day %lld.", days);
}

void ind_readmission_say_follow_up(ind_words *w) {
    ind_words_begin(w, "follow_up", "Uppföljning", "Follow-up");
    ind_words_say(w, "follow_up.days", "Varje indexepisod följs i %s efter sin sista dag.",
                  "Every index episode is followed for %s after its last day.",
                  ind_words_days(w, ind_words_integer(w, "follow_up.days")));
    ind_words_say(
        w, "follow_up.complete_until",
        "Hur långt uppgifterna räcker står i datamängden %s (den av länets leveranser som slutar "
        "tidigast avgör) eller anges vid körningen; det avgörs aldrig av den senaste dagen i uppgifterna.",
        "How far the data reach is stated in the dataset %s (the delivery of the county that ends first "
        "decides) or is given to the run; the latest day seen in the data never decides.",
        ind_words_format(w, "%.*s", IND_STR_ARGS(ind_measure_param(w->measure, "follow_up.complete_until")->text)));
    say_moved(w);
    if (ind_words_is(w, "follow_up.incomplete", "exclude_index"))
        ind_words_say(w, "follow_up.incomplete",
                      "En indexepisod vars uppföljning inte ryms i uppgifterna räknas inte, även om en händelse redan "
                      "har setts. Värdet märks då som preliminärt.",
                      "An index episode whose follow-up reaches beyond the data is left out, even if an event has been "
                      "seen. The value is then marked as preliminary.");
    else if (ind_words_is(w, "follow_up.incomplete", "keep"))
        ind_words_say(
            w, "follow_up.incomplete",
            "En indexepisod vars uppföljning inte ryms i uppgifterna räknas ändå, och värdet märks som preliminärt.",
            "An index episode whose follow-up reaches beyond the data counts all the same, and the value is marked as "
            "preliminary.");
    else
        ind_words_say(w, "follow_up.incomplete",
                      "Om uppföljningen av någon indexepisod inte ryms i uppgifterna visas inget värde.",
                      "If the follow-up of any index episode reaches beyond the data, no value is shown.");
    say_death(w);
}
