/* Amounts: figures with their signs and units, as the patterns of `analysis.amounts` find them. */
#include "tokens/words.h"

int skip_alnum(const Source *source, int at) {
    while (is_alnum(at_of(source, at)))
        at++;
    return at;
}

int skip_letters(const Source *source, int at) {
    while (is_letter(at_of(source, at)))
        at++;
    return at;
}

int skip_digits(const Source *source, int at) {
    while (is_digit(at_of(source, at)))
        at++;
    return at;
}

int skip_spaces(const Source *source, int at, int most) {
    while (most-- > 0 && is_space(at_of(source, at)))
        at++;
    return at;
}

/* Whether a word ends before a place: what joins words in Python's patterns, the underscore too, does not follow. */
static bool ends_word(const Source *source, int at) { return !is_alnum(at_of(source, at)) && at_of(source, at) != '_'; }

int end_of_word(const Source *source, int at, const char *words) {
    int end = skip_alnum(source, at);
    if (end == at || !ends_word(source, end))
        return -1;
    while (*words) {
        int each = at;
        while (each < end && (uint8_t)*words == lower(source->text[each]))
            words++, each++;
        if (each == end && *words == ' ')
            return end;
        while (*words++ != ' ')
            ;
    }
    return -1;
}

int end_of_per_cent(const Source *source, int at) {
    static const char PER[] = "per";
    for (int each = 0; each < 3; each++)
        if (lower(at_of(source, at + each)) != (uint8_t)PER[each])
            return -1;
    int after = skip_spaces(source, at + 3, 2);
    return after == at + 3 ? -1 : end_of_word(source, after, "cent ");
}

/* Returns the end of "p.m", with or without the dot behind it; -1 if it does not stand at a place. */
static int end_of_dotted_time(const Source *source, int at, bool whole) {
    uint8_t first = lower(at_of(source, at));
    if ((first != 'a' && first != 'p') || at_of(source, at + 1) != '.' || lower(at_of(source, at + 2)) != 'm' ||
        !ends_word(source, at + 3))
        return -1;
    return whole && at_of(source, at + 3) == '.' ? at + 4 : at + 3;
}

int end_of_unit(const Source *source, int at, bool whole) {
    int after = skip_spaces(source, at, 2), end;
    if (at_of(source, after) == '%')
        return after + 1;
    int joint = at;
    while (joint < at + 2 && (is_space(at_of(source, joint)) || at_of(source, joint) == '-'))
        joint++;
    if (joint == at)
        return -1;
    end = end_of_word(source, joint,
                      "million millions billion billions trillion trillions thousand thousands bn mn tn ");
    if (end >= 0 || after == at)
        return end;
    if ((end = end_of_per_cent(source, after)) >= 0 || (end = end_of_word(source, after, "percent am pm ")) >= 0)
        return end;
    return end_of_dotted_time(source, after, whole);
}

/* Whether an amount may end before a place: no letter or figure follows, not even behind an apostrophe. */
static bool ends_amount(const Source *source, int at) {
    return !is_alnum(at_of(source, at)) && !(at_of(source, at) == '\'' && is_alnum(at_of(source, at + 1)));
}

/* Finds the unit behind a number that an amount may end with, and returns whether there is one, which may be empty. */
static bool find_unit(const Source *source, Amount *amount) {
    int ends[] = {end_of_unit(source, amount->unit, true), end_of_unit(source, amount->unit, false), -1,
                  skip_letters(source, amount->unit)};
    if (amount->currency && is_space(at_of(source, amount->unit)))
        ends[2] = end_of_word(source, amount->unit + 1, "m k ");
    for (int each = 0; each < 4; each++)
        if (ends[each] >= 0 && ends_amount(source, ends[each])) {
            amount->end = ends[each];
            return true;
        }
    return false;
}

/* Returns the end of a number with commas between its thousands; -1 if none stands at a place. */
static int end_of_thousands(const Source *source, int at) {
    int end = at;
    while (end < at + 3 && is_digit(at_of(source, end)))
        end++;
    int first = end;
    while (at_of(source, end) == ',' && is_digit(at_of(source, end + 1)) && is_digit(at_of(source, end + 2)) &&
           is_digit(at_of(source, end + 3)))
        end += 4;
    return end == first || is_digit(at_of(source, end)) ? -1 : end;
}

/* Returns the end of a number with points or colons in it. */
static int end_of_number(const Source *source, int at) {
    at = skip_digits(source, at);
    while ((at_of(source, at) == '.' || at_of(source, at) == ':') && is_digit(at_of(source, at + 1)))
        at = skip_digits(source, at + 1);
    return at;
}

bool read_amount(const Source *source, int at, Amount *amount) {
    amount->currency = is_currency(at_of(source, at)) ? source->text[at] : 0;
    if (amount->currency)
        at = skip_spaces(source, at + 1, 1);
    amount->number = at;
    if (!is_digit(at_of(source, at)))
        return false;
    int thousands = end_of_thousands(source, at);
    if (thousands >= 0 && at_of(source, thousands) == '.' && is_digit(at_of(source, thousands + 1))) {
        amount->unit = skip_digits(source, thousands + 1);
        if (find_unit(source, amount))
            return true;
    }
    amount->unit = thousands;
    if (thousands >= 0 && find_unit(source, amount))
        return true;
    amount->unit = end_of_number(source, at);
    return find_unit(source, amount);
}
