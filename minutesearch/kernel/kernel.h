/* What all parts of the kernel share: arrays that Python lends, and how a number of one is read. */
#ifndef MINUTESEARCH_KERNEL_H
#define MINUTESEARCH_KERNEL_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* An array that Python lends for the time of a call. What it holds may be a stranger's: it says nothing of itself
   but where it lies, how many elements it has and how wide each is. */
typedef struct {
    Py_buffer view;
    const void *data;
    int64_t count;
    int width;
} Array;

/* What elements may be: whole numbers from 0 of one, two or four bytes, numbers of passages of four or eight, or
   exactly what NumPy calls so. */
typedef enum { UNSIGNED, PASSAGES, BYTES, BOOLS, INT32, INT64, UINT64, FLOAT32, FLOAT64 } Kind;

/* Borrows an array, to be given back by `give_back`; with `count` other than -1 it must have so many elements.
   Returns false with a Python error set if it is of another kind or length. `name` is what the error calls it. */
bool borrow(Array *array, PyObject *given, Kind kind, int64_t count, bool writable, const char *name);

/* What an array of several must be; `or_none` says that None may stand in its place, which leaves it zeroed. */
typedef struct {
    const char *name;
    Kind kind;
    bool or_none;
} Spec;

/* Borrows the arrays of a tuple, each as its spec says. Returns false with a Python error set. */
bool borrow_all(Array *arrays, PyObject *tuple, const Spec *specs, int many);

/* Gives arrays back; one that was never borrowed must be zeroed. */
void give_back(Array *arrays, int many);

/* Returns an element of an array of whole numbers from 0. Arrays mapped from a file need not be aligned. */
static inline uint32_t unsigned_at(const Array *array, int64_t at) {
    const uint8_t *data = array->data;
    uint16_t two;
    uint32_t four;
    switch (array->width) {
    case 1:
        return data[at];
    case 2:
        memcpy(&two, data + 2 * at, 2);
        return two;
    default:
        memcpy(&four, data + 4 * at, 4);
        return four;
    }
}

/* Writes an element of an array of whole numbers from 0, so many bytes wide. */
static inline void put_number(uint8_t *out, int64_t at, int width, uint32_t number) {
    uint16_t two = (uint16_t)number;
    if (width == 1)
        out[at] = (uint8_t)number;
    else if (width == 2)
        memcpy(out + 2 * at, &two, 2);
    else
        memcpy(out + 4 * at, &number, 4);
}

/* Returns how many bits the number of a form takes beside so many others of its stem; -1 if there are too many. */
static inline int bits_for_forms(int64_t forms) {
    static const int BITS[] = {0, 1, 2, 4, 8, 16};
    for (int each = 0; each < 6; each++)
        if (forms <= INT64_C(1) << BITS[each])
            return BITS[each];
    return -1;
}

/* Returns the number of a passage out of an array of kind PASSAGES. */
static inline int64_t passage_at(const Array *array, int64_t at) {
    return array->width == 4 ? ((const int32_t *)array->data)[at] : ((const int64_t *)array->data)[at];
}

/* --- What ranking keeps of a state and of its words: arrays borrowed for as long as a capsule lives, and checked
   when it is made, so that no number in them leads outside of another. */

/* A word is looked up in so many segments at once: a search in a cluster ranks up to 192, each of one meeting. */
enum { FIELDS = 4, MOST_CONCEPTS = 64, MOST_SEGMENTS = 64, MOST_DICTIONARIES = 256, CHUNK = 64 };

/* A set of passages, as `DocSet` keeps it: a bitmap, or sorted numbers. */
typedef struct {
    const uint8_t *bits;
    Array numbers;
    int64_t count;
} Docs;

/* `context.layout.Layout` with the weights of occurrences. */
typedef struct {
    Array lent[22];
    int64_t size, item_runs, meetings, runs;
    /* How many passages, item runs and meetings the collection has of which this may be a part. */
    int64_t count, all_item_runs, all_meetings;
    const int32_t *item_run_of, *meeting_of, *around, *item_starts, *item_ends, *run_starts, *run_ends, *ranks;
    const float *item_norms, *meeting_norms, *tables[FIELDS];
    const int64_t *runs_of, *runs_at, *sizes;
    const uint8_t *procedural;
    const Array *lengths;
} Layout;

/* The postings of a word in one text field: a list, or a frequency for every passage where `passages` is NULL. */
typedef struct {
    int number;
    int64_t count;
    const int32_t *passages;
    const Array *counts;
} Field;

/* `context.term_hits.FieldedHits`; or JoinedHits, which has no fields but scores. */
typedef struct {
    Array lent[2 * FIELDS + 6];
    int64_t size;
    int fields;
    Field field[FIELDS];
    float factor;
    int64_t joined;
    const int32_t *passages;
    const float *scores, *frequencies, *titles;
    Docs docs;
} Hits;

/* `context.meeting_scores.MeetingScores`. */
typedef struct {
    Array lent[3];
    int64_t count, all;
    const Array *having;
    const float *meetings;
    const uint8_t *max_scores;
    double step, item_worth;
} Scores;

/* The positions of a stem in one segment, and how many there are in those before. */
typedef struct {
    Array lent;
    int64_t begin;
} InSegment;

/* `context.positions.TextPositions`; behind its segments is one more, which begins where all end. */
typedef struct {
    Array lent[3];
    int64_t size, count, all;
    const int32_t *passages, *before;
    const Array *counts;
    int segments;
    InSegment in[];
} Positions;

extern const char LAYOUT[], HITS[], SCORES[], POSITIONS[];

/* Reads a set given as (bits or None, numbers or None); what it lends is put into two arrays. */
bool read_docs(Docs *docs, Array *lent, PyObject *bits, PyObject *numbers, int64_t size);

/* Lists the passages of a set; false if there are not exactly so many, or one is not below the size. */
bool list_docs(const Docs *docs, int64_t size, int32_t *passages, int64_t count);

/* Returns 64 bits of a bitmap, the first passage as the highest. */
static inline uint64_t word_of_bits(const uint8_t *bits, int64_t at) {
    uint64_t word;
    memcpy(&word, bits + 8 * at, 8);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    /* Byte by byte it takes eight times as long: compilers do not see that it is one swap. */
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline bool has_bit(const uint8_t *bits, int64_t passage) {
    return bits[passage >> 3] >> (7 - (passage & 7)) & 1;
}

/* Returns the index of the first number in a sorted list that is not below a passage. */
static inline int64_t first_not_below(const int32_t *passages, int64_t from, int64_t count, int64_t passage) {
    int64_t step = 1, high = from;
    while (high < count && passages[high] < passage) {
        from = high + 1;
        high += step;
        step *= 2;
    }
    high = high < count ? high : count;
    while (from < high) {
        int64_t middle = from + (high - from) / 2;
        if (passages[middle] < passage)
            from = middle + 1;
        else
            high = middle;
    }
    return from;
}

/* Returns whether a set has a passage, looking first where the last look ended. */
static inline bool docs_have(const Docs *docs, int64_t passage, int64_t *cursor) {
    if (docs->bits)
        return has_bit(docs->bits, passage);
    int64_t low = *cursor, step = 1;
    if (low && passage_at(&docs->numbers, low - 1) >= passage)
        low = 0;
    int64_t high = low;
    while (high < docs->count && passage_at(&docs->numbers, high) < passage) {
        low = high + 1;
        high += step;
        step *= 2;
    }
    high = high < docs->count ? high : docs->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (passage_at(&docs->numbers, middle) < passage)
            low = middle + 1;
        else
            high = middle;
    }
    *cursor = low;
    return low < docs->count && passage_at(&docs->numbers, low) == passage;
}

/* The functions of the module, each beside what it computes. */
PyObject *make_layout(PyObject *module, PyObject *arguments);
PyObject *make_hits(PyObject *module, PyObject *arguments);
PyObject *make_scores(PyObject *module, PyObject *arguments);
PyObject *make_positions(PyObject *module, PyObject *arguments);
PyObject *decode_passages(PyObject *module, PyObject *arguments);
PyObject *unpack_numbers(PyObject *module, PyObject *arguments);
PyObject *count_before(PyObject *module, PyObject *arguments);
PyObject *select_forms(PyObject *module, PyObject *arguments);
PyObject *join_chunks(PyObject *module, PyObject *arguments);
PyObject *find_text(PyObject *module, PyObject *arguments);
PyObject *make_dictionary(PyObject *module, PyObject *arguments);
PyObject *has_term(PyObject *module, PyObject *arguments);
PyObject *find_term(PyObject *module, PyObject *arguments);
PyObject *read_term(PyObject *module, PyObject *arguments);
PyObject *find_other_forms(PyObject *module, PyObject *arguments);
PyObject *score_meetings(PyObject *module, PyObject *arguments);
PyObject *count_values(PyObject *module, PyObject *arguments);
PyObject *join_sets(PyObject *module, PyObject *arguments);
PyObject *score_passages(PyObject *module, PyObject *arguments);
PyObject *rank_request(PyObject *module, PyObject *arguments);
PyObject *score_neighbours(PyObject *module, PyObject *arguments);
PyObject *cut_chunks(PyObject *module, PyObject *arguments);
PyObject *number_chunks(PyObject *module, PyObject *arguments);
PyObject *number_words(PyObject *module, PyObject *arguments);
PyObject *sort_keys(PyObject *module, PyObject *arguments);
PyObject *digest_texts(PyObject *module, PyObject *arguments);
PyObject *stem_forms(PyObject *module, PyObject *arguments);
PyObject *stem_word(PyObject *module, PyObject *word);
PyObject *tokenise_chunks(PyObject *module, PyObject *arguments);
PyObject *join_pairs(PyObject *module, PyObject *arguments);
PyObject *make_keys(PyObject *module, PyObject *arguments);
PyObject *list_keys(PyObject *module, PyObject *arguments);
PyObject *pack_postings(PyObject *module, PyObject *arguments);

#endif
