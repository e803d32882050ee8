/* Stemming: the stems of many words, each as `analysis.stemming` makes it by the steps of `analysis.snowball`. */
#include "tokens/words.h"

/* Nothing longer is a word. */
enum { LONGEST_WORD = 64 };

/* A word on its way to its stem. A region is always what the word ends in, so its length says which. */
typedef struct {
    uint8_t text[LONGEST_WORD];
    int size, first_vowel, r1, r2;
} Stem;

/* What a suffix becomes: so many letters go, others come, and how long R2 is then if it was shorter than it. */
typedef struct {
    const char *suffix;
    int count;
    const char *letters;
    int otherwise;
} Rule;

static const Rule STEP_2[] = {
    {"ization", 7, "ize", 0}, {"ational", 7, "ate", 1}, {"fulness", 4, "", 0},    {"ousness", 7, "ous", 0},
    {"iveness", 7, "ive", 1}, {"tional", 2, "", 0},     {"biliti", 6, "ble", 0},  {"lessli", 2, "", 0},
    {"entli", 2, "", 0},      {"ation", 5, "ate", 1},   {"alism", 5, "al", 0},    {"aliti", 5, "al", 0},
    {"ousli", 5, "ous", 0},   {"iviti", 5, "ive", 1},   {"fulli", 2, "", 0},      {"enci", 1, "e", 0},
    {"anci", 1, "e", 0},      {"abli", 1, "e", 0},      {"izer", 4, "ize", 0},    {"ator", 4, "ate", 1},
    {"alli", 4, "al", 0},     {"bli", 3, "ble", 0},     {"ogi", 1, "", 0},        {"li", 2, "", 0},
};
static const Rule STEP_3[] = {
    {"ational", 7, "ate", 0}, {"tional", 2, "", 0}, {"alize", 3, "", 0}, {"icate", 5, "ic", 0}, {"iciti", 5, "ic", 0},
    {"ative", 5, "", 0},      {"ical", 4, "ic", 0}, {"ness", 4, "", 0},  {"ful", 3, "", 0},
};
static const char *const STEP_1A[] = {"sses", "ied", "ies", "us", "ss", "s"};
static const char *const STEP_1B[] = {"eedly", "ingly", "edly", "eed", "ing", "ed"};
static const char *const STEP_4[] = {"ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism",
                                     "ate",   "iti",  "ous",  "ive",  "ize",  "ion",  "al",  "er",  "ic"};
/* Words with a stem of their own: in the algorithm, or where they are no plurals of an abbreviation. */
static const char *const SPECIAL[][2] = {
    {"skis", "ski"},       {"skies", "sky"},      {"dying", "die"},        {"lying", "lie"},
    {"tying", "tie"},      {"idly", "idl"},       {"gently", "gentl"},     {"ugly", "ugli"},
    {"early", "earli"},    {"only", "onli"},      {"singly", "singl"},     {"sky", "sky"},
    {"news", "news"},      {"howe", "howe"},      {"atlas", "atlas"},      {"cosmos", "cosmos"},
    {"bias", "bias"},      {"andes", "andes"},    {"inning", "inning"},    {"innings", "inning"},
    {"outing", "outing"},  {"outings", "outing"}, {"canning", "canning"},  {"cannings", "canning"},
    {"herring", "herring"}, {"herrings", "herring"}, {"earring", "earring"}, {"earrings", "earring"},
    {"proceed", "proceed"}, {"proceeds", "proceed"}, {"proceeded", "proceed"}, {"proceeding", "proceed"},
    {"exceed", "exceed"},  {"exceeds", "exceed"}, {"exceeded", "exceed"},  {"exceeding", "exceed"},
    {"succeed", "succeed"}, {"succeeds", "succeed"}, {"succeeded", "succeed"}, {"succeeding", "succeed"},
    {"mrs", "mrs"},        {"nhs", "nhs"},
};

#define LENGTH(table) ((int)(sizeof(table) / sizeof *(table)))

static bool is_one_in(uint8_t letter, const char *letters) { return letter && strchr(letters, letter); }
static bool is_vowel(uint8_t letter) { return is_one_in(letter, "aeiouy"); }

/* Returns a letter counted from the end from 1, or 0 before the start, which is none of any. */
static uint8_t letter_of(const Stem *word, int place) { return place > word->size ? 0 : word->text[word->size - place]; }

static bool ends_in(const Stem *word, const char *suffix) {
    int size = (int)strlen(suffix);
    return size <= word->size && !memcmp(word->text + word->size - size, suffix, (size_t)size);
}

/* Returns the first of some suffixes that a word ends in; NULL if it ends in none. */
static const char *suffix_of(const Stem *word, const char *const *suffixes, int many) {
    for (int each = 0; each < many; each++)
        if (ends_in(word, suffixes[each]))
            return suffixes[each];
    return NULL;
}

static int at_least_none(int length) { return length > 0 ? length : 0; }

static void drop(Stem *word, int count) {
    word->size -= count;
    word->r1 = at_least_none(word->r1 - count);
    word->r2 = at_least_none(word->r2 - count);
}

/* Puts letters in the place of as many or more; a region shorter than `least` is left with nothing, or R2 with
   `otherwise`. */
static void swap(Stem *word, int count, const char *letters, int least, int otherwise) {
    int size = (int)strlen(letters);
    word->size += size - count;
    memcpy(word->text + word->size - size, letters, (size_t)size);
    word->r1 = word->r1 >= least ? word->r1 - count + size : 0;
    word->r2 = word->r2 >= least ? word->r2 - count + size : otherwise;
}

/* Returns where the first syllable at or behind a place ends: behind a consonant that follows a vowel; the length of the
   word if none does. */
static int end_of_syllable(const Stem *word, int from) {
    for (int at = from + 1; at < word->size; at++)
        if (is_vowel(word->text[at - 1]) && !is_vowel(word->text[at]))
            return at + 1;
    return word->size;
}

static bool begins_with(const Stem *word, const char *prefix) {
    size_t size = strlen(prefix);
    return (size_t)word->size >= size && !memcmp(word->text, prefix, size);
}

/* Marks each y that is a consonant, and finds the two regions. */
static void begin(Stem *word) {
    for (int at = 0; at < word->size; at++)
        if (word->text[at] == 'y' && (!at || is_vowel(word->text[at - 1])))
            word->text[at] = 'Y';
    word->first_vowel = 0;
    while (word->first_vowel < word->size && !is_vowel(word->text[word->first_vowel]))
        word->first_vowel++;
    int first = begins_with(word, "gener") || begins_with(word, "arsen") ? 5 : begins_with(word, "commun") ? 6 : 0;
    first = first ? first : end_of_syllable(word, 0);
    word->r1 = word->size - first;
    word->r2 = word->size - end_of_syllable(word, first);
}

static void step_1a(Stem *word) {
    const char *suffix = suffix_of(word, STEP_1A, LENGTH(STEP_1A));
    if (!suffix)
        return;
    if (!strcmp(suffix, "sses"))
        drop(word, 2);
    else if (suffix[0] == 'i')
        drop(word, word->size > 4 ? 2 : 1);
    else if (!strcmp(suffix, "s") && word->first_vowel < word->size - 2)
        drop(word, 1);
}

static bool ends_short(const Stem *word) {
    uint8_t last = letter_of(word, 1), second = letter_of(word, 2), third = letter_of(word, 3);
    if (word->size == 2)
        return is_vowel(second) && !is_vowel(last);
    return word->size > 2 && !is_one_in(last, "aeiouywxY") && is_vowel(second) && !is_vowel(third);
}

static void add_e(Stem *word) { word->text[word->size++] = 'e'; }

/* Gives back to what a suffix was cut from the e that it lost, or takes one of two letters from it. */
static void mend_root(Stem *word) {
    uint8_t last = letter_of(word, 1);
    if (ends_in(word, "at") || ends_in(word, "bl") || ends_in(word, "iz")) {
        add_e(word);
        word->r1++;
        word->r2 += word->size > 5 || word->r1 >= 3;
    } else if (last == letter_of(word, 2) && is_one_in(last, "bdfgmnprt")) {
        drop(word, 1);
    } else if (!word->r1 && ends_short(word)) {
        add_e(word);
        word->r2 += word->r2 > 0;
    }
}

static void step_1b(Stem *word) {
    const char *suffix = suffix_of(word, STEP_1B, LENGTH(STEP_1B));
    if (!suffix)
        return;
    int size = (int)strlen(suffix);
    if (!strncmp(suffix, "eed", 3)) {
        if (word->r1 >= size)
            swap(word, size, "ee", size, 0);
    } else if (word->first_vowel < word->size - size) {
        drop(word, size);
        mend_root(word);
    }
}

/* Takes the first rule of a step whose suffix a word ends in, if the suffix is in its region and may stand there. */
static void take_rule(Stem *word, const Rule *rules, int many, bool is_second) {
    int at = 0;
    while (at < many && !ends_in(word, rules[at].suffix))
        at++;
    if (at == many)
        return;
    const Rule *rule = &rules[at];
    int size = (int)strlen(rule->suffix);
    bool is_meant = is_second || strcmp(rule->suffix, "ative") ? word->r1 >= size : word->r2 >= size;
    if (is_second && !strcmp(rule->suffix, "ogi"))
        is_meant = is_meant && letter_of(word, 4) == 'l';
    else if (is_second && !strcmp(rule->suffix, "li"))
        is_meant = is_meant && is_one_in(letter_of(word, 3), "cdeghkmnrt");
    if (is_meant && *rule->letters)
        swap(word, rule->count, rule->letters, rule->count, rule->otherwise);
    else if (is_meant)
        drop(word, rule->count);
}

static void step_4(Stem *word) {
    const char *suffix = suffix_of(word, STEP_4, LENGTH(STEP_4));
    int size = suffix ? (int)strlen(suffix) : 0;
    if (suffix && word->r2 >= size && (strcmp(suffix, "ion") || is_one_in(letter_of(word, 4), "st")))
        drop(word, size);
}

static void step_5(Stem *word) {
    uint8_t last = letter_of(word, 1), second = letter_of(word, 2);
    bool is_long = word->size >= 4 && (is_one_in(second, "aeiouywxY") || !is_vowel(letter_of(word, 3)) ||
                                       is_vowel(letter_of(word, 4)));
    if (last == 'e' ? word->r2 >= 1 || (word->r1 >= 1 && is_long) : last == 'l' && second == 'l' && word->r2 >= 1)
        drop(word, 1);
}

static void take_steps(Stem *word) {
    begin(word);
    step_1a(word);
    step_1b(word);
    if (word->size > 2 && (letter_of(word, 1) | 0x20) == 'y' && !is_vowel(letter_of(word, 2)))
        swap(word, 1, "i", 1, 0);
    take_rule(word, STEP_2, LENGTH(STEP_2), true);
    take_rule(word, STEP_3, LENGTH(STEP_3), false);
    step_4(word);
    step_5(word);
    for (int at = 0; at < word->size; at++)
        word->text[at] = lower(word->text[at]);
}

/* --- words as they stand in texts */

static bool is_named(const uint8_t *word, int size, const char *name) {
    return (size_t)size == strlen(name) && !memcmp(word, name, (size_t)size);
}

/* Returns how long the figure of an ordinal or a decade is: of "18th", "1980s"; 0 if a word is none. */
static int figure_of(const uint8_t *word, int size) {
    int digits = 0;
    while (digits < size && is_digit(word[digits]))
        digits++;
    const uint8_t *end = word + digits;
    int left = size - digits;
    bool is_figure = is_named(end, left, "st") || is_named(end, left, "nd") || is_named(end, left, "rd") ||
                     is_named(end, left, "th") || is_named(end, left, "s");
    return is_figure ? digits : 0;
}

/* Whether a word of letters is an abbreviation without vowels in the plural. */
static bool is_vowelless_plural(const uint8_t *word, int size) {
    for (int at = 0; at < size; at++)
        if (is_vowel(word[at]))
            return false;
    return size > 2 && word[size - 1] == 's' && word[size - 2] != 's';
}

/* Stems a word of letters, and returns how long its stem is, which is put in its place. */
static int stem_letters(uint8_t *word, int size) {
    if (size <= 2)
        return size;
    for (int each = 0; each < LENGTH(SPECIAL); each++)
        if (is_named(word, size, SPECIAL[each][0])) {
            memcpy(word, SPECIAL[each][1], strlen(SPECIAL[each][1]));
            return (int)strlen(SPECIAL[each][1]);
        }
    if (is_vowelless_plural(word, size))
        return size - 1;
    Stem stem = {.size = size};
    memcpy(stem.text, word, (size_t)size);
    take_steps(&stem);
    /* What would be left with one letter loses a plural s at most. */
    if (stem.size < 2)
        return word[size - 1] == 's' ? size - 1 : size;
    memcpy(word, stem.text, (size_t)stem.size);
    return stem.size;
}

/* Puts the stem of a form where there is room for the form, and returns how long it is: 0 for a form that is left to
   others, since it may have letters beside those from a to z, or capitals. */
static int64_t stem_form(const uint8_t *form, int64_t size, uint8_t *out) {
    bool has_figure = false, is_of_letters = true;
    for (int64_t at = 0; at < size; at++) {
        if (form[at] >= 0x80 || (form[at] >= 'A' && form[at] <= 'Z'))
            return 0;
        has_figure = has_figure || is_digit(form[at]);
        is_of_letters = is_of_letters && (is_letter(form[at]) || form[at] == '\'');
    }
    int64_t end = size >= 2 && form[size - 2] == '\'' && form[size - 1] == 's' ? size - 2 : size, bare = 0;
    for (int64_t at = 0; at < end; at++)
        if (form[at] != '\'')
            out[bare++] = form[at];
    if (!bare) {
        memcpy(out, form, (size_t)size);
        return size;
    }
    if (has_figure && bare <= INT32_MAX && figure_of(out, (int)bare))
        return figure_of(out, (int)bare);
    return is_of_letters && bare <= LONGEST_WORD ? stem_letters(out, (int)bare) : bare;
}

/* Stems form after form; returns whether their ends are sound. */
static bool stem_all(const Array *data, const Array *ends, uint8_t *stems, int64_t *stem_ends) {
    const uint8_t *forms = data->data;
    const int64_t *at = ends->data;
    int64_t start = 0, done = 0;
    for (int64_t each = 0; each < ends->count; start = at[each++]) {
        if (at[each] < start || at[each] > data->count)
            return false;
        done += stem_form(forms + start, at[each] - start, stems + done);
        stem_ends[each] = done;
    }
    return true;
}

/* stem_forms(data, ends, stems, stem_ends): the stems of forms in lower case, one after the other, in as much room as
   the forms take, and where each ends; a form that it leaves to others has none. */
PyObject *stem_forms(PyObject *module, PyObject *arguments) {
    PyObject *data, *ends, *stems, *stem_ends, *result = NULL;
    Array lent[4] = {0};
    bool is_sound;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOOO", &data, &ends, &stems, &stem_ends) ||
        !borrow(&lent[0], data, BYTES, -1, false, "data") || !borrow(&lent[1], ends, INT64, -1, false, "ends") ||
        !borrow(&lent[2], stems, BYTES, lent[0].count, true, "stems") ||
        !borrow(&lent[3], stem_ends, INT64, lent[1].count, true, "stem_ends"))
        goto done;
    Py_BEGIN_ALLOW_THREADS
    is_sound = stem_all(&lent[0], &lent[1], lent[2].view.buf, lent[3].view.buf);
    Py_END_ALLOW_THREADS
    if (is_sound)
        result = Py_NewRef(Py_None);
    else
        PyErr_SetString(PyExc_ValueError, "the forms do not end within the data, one after the other");
done:
    give_back(lent, 4);
    return result;
}

/* stem_word(word): the stem of one word in lower case, as `stem_forms` finds it; empty for what is left to others. */
PyObject *stem_word(PyObject *module, PyObject *word) {
    uint8_t stem[256];
    Py_ssize_t size;
    (void)module;
    const char *text = PyUnicode_AsUTF8AndSize(word, &size);
    if (!text && !PyErr_ExceptionMatches(PyExc_UnicodeEncodeError))
        return NULL;
    /* Half of a pair of surrogates has no form in UTF-8. */
    PyErr_Clear();
    if (!text || size > (Py_ssize_t)sizeof stem)
        return PyUnicode_FromStringAndSize("", 0);
    return PyUnicode_FromStringAndSize((const char *)stem, stem_form((const uint8_t *)text, size, stem));
}
