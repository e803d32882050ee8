/* What reading terms shares: the term dictionaries of a state's segments, and the posting lists of a term in them. */
#ifndef MINUTESEARCH_TERMS_H
#define MINUTESEARCH_TERMS_H
#include "scoring/look.h"

/* The byte streams that posting lists are stored in. */
typedef enum { GAPS, FREQUENCIES, PLACES, FORMS, STREAMS } Stream;

/* What a segment lends, in this order; `seen` says of each block of its file whether it is still to be verified. */
typedef enum {
    STEM_TEXT, STEM_AT, FORM_TEXT, FORM_AT, FORM_ORDER, STEM_FORMS, STEM_LISTS, LIST_FIELD, LIST_PASSAGES,
    LIST_OCCURRENCES, LIST_WIDTHS, STREAM_AT, STREAM_DATA = STREAM_AT + STREAMS, UNSEEN = STREAM_DATA + STREAMS, LIVE,
    OF_SEGMENT
} Lent;

/* A segment: `TermDictionary` with its streams, whose offsets in the file are `places`. */
typedef struct {
    Array lent[OF_SEGMENT];
    int64_t base, size, places[STREAMS];
} Segment;

/* The segments of a state, which has so many passages. */
typedef struct {
    int64_t size, many;
    Segment segments[];
} Dictionary;

extern const char DICTIONARY[];

enum { MOST_FORMS = 16, MOST_LISTS = MOST_DICTIONARIES * FIELDS };

/* The forms wanted of a stem, by their numbers under it, and how many bits the number of one takes in a list. */
typedef struct {
    int64_t stem;
    int many, bits;
    bool are_all;
    int64_t numbers[MOST_FORMS];
} Forms;

/* The posting list of a term in one text field of a segment; `forms` is NULL where all forms of the stem are wanted. */
typedef struct {
    const Segment *segment;
    const Forms *forms;
    int64_t number, passages, occurrences;
    int field, widths;
} List;

/* The posting lists of a term, segment by segment, the fields of each ascending. What is not sound, or not verified
   yet, is left to Python, which says what is wrong. */
typedef struct {
    bool is_sound;
    int many, wanted;
    Forms forms[MOST_DICTIONARIES];
    List lists[MOST_LISTS];
} Lists;

/* Finds the lists of a stem, or of a form as printed, in some text fields, given as bits. */
void find_lists(Lists *lists, const Dictionary *dictionary, const char *text, int64_t length, bool is_exact, int fields);

/* Adds the lists of some forms in one segment, which count as one. */
void find_forms(Lists *lists, const Segment *segment, PyObject *texts, int fields);

/* The passages of a list, numbered in the state, and how often each has the term; NULL where each has it once. */
typedef struct {
    int64_t count;
    int32_t *passages;
    uint32_t *counts;
} Decoded;

/* Decodes the live passages of a list; false if it does not add up or is not verified yet. */
bool decode_list(const List *list, Decoded *decoded, Room *room);

/* The steps of that: all passages with their counts; the bytes of a list in a stream; and leaving out what is removed. */
bool decode_all(const List *list, Decoded *decoded, Room *room);
bool read_stream(const List *list, Stream stream, int width, Array *units);
void keep_live(const Segment *segment, Decoded *decoded);

/* Returns the number that begins at a unit, and moves past it: the greatest unit says that it goes on in the next.
   -1 beyond the end. */
static inline int64_t next_number(const Array *units, int64_t *at) {
    int64_t number = 0, most = ((int64_t)1 << 8 * units->width) - 1;
    while (*at < units->count) {
        int64_t unit = unsigned_at(units, (*at)++);
        number += unit;
        if (unit != most)
            return number;
    }
    return -1;
}

/* Sets the numbers of a list, of which some go on in further units; false if there are not as many, or more. */
bool decode_numbers(const Array *units, int64_t count, uint32_t *numbers);

/* Returns the number of the form of an occurrence: a byte has a whole number of them, or it has two bytes. */
static inline uint32_t form_at(const uint8_t *data, int64_t at, int bits) {
    if (!bits)
        return 0;
    if (bits == 16)
        return (uint32_t)data[2 * at] << 8 | data[2 * at + 1];
    int64_t bit = at * bits;
    return data[bit >> 3] >> (8 - bits - (bit & 7)) & ((1 << bits) - 1);
}

/* What is found of a term in one text field of a segment. */
typedef struct {
    int field;
    Decoded decoded;
} InList;

enum { MOST_WORDS = 16 };

/* Finds words in a row: sets the parts that have any; returns how many, -1 if a list does not add up or is not verified. */
int find_rows(const Dictionary *dictionary, const char *const *texts, const Py_ssize_t *lengths, int words, bool is_exact,
              int fields, InList *parts, Room *room);

/* As `Table` in Python: strings in one stretch of bytes, with an order for those that are not sorted. */
typedef struct {
    const Array *text, *at, *order;
} Table;

/* Returns the place of the first string that does not come before a wanted one, -1 if an index leads astray. */
int64_t find_place(const Table *table, const char *wanted, int64_t length);

/* Returns the index of a string in a table, the number of its strings if it has none such, -1 if an index leads astray. */
int64_t find_string(const Table *table, const char *wanted, int64_t length);

/* Sets where a string begins and ends; false if it is not in the table. */
bool string_at(const Table *table, int64_t place, int64_t *start, int64_t *end);

#endif
