/* Pairing: chunks of texts that follow each other made one, as `terms.pair_encoding`. */
#include "kernel.h"

/* A table of pairs: the pair in each slot, and its place among all pairs; -1 for a free slot. */
typedef struct {
    uint64_t *pairs;
    int32_t *places;
    int64_t mask;
    int shift;
} Pairs;

static int64_t slot_of(const Pairs *table, uint64_t pair) {
    return (int64_t)((pair * UINT64_C(0x9E3779B97F4A7C15)) >> table->shift);
}

/* Returns the place of a pair; -1 if it is none of the table. */
static int32_t place_of(const Pairs *table, uint64_t pair) {
    int64_t at = slot_of(table, pair);
    while (table->places[at] >= 0 && table->pairs[at] != pair)
        at = (at + 1) & table->mask;
    return table->places[at];
}

/* Makes a table that is at most half full; returns whether there is memory for it. */
static bool make_table(Pairs *table, const uint64_t *pairs, int64_t count) {
    table->mask = 1;
    for (table->shift = 63; table->mask + 1 < 2 * count; table->shift--)
        table->mask = 2 * table->mask + 1;
    size_t slots = (size_t)table->mask + 1;
    table->pairs = malloc(slots * sizeof *table->pairs);
    table->places = malloc(slots * sizeof *table->places);
    if (!table->pairs || !table->places)
        return false;
    memset(table->places, 0xFF, slots * sizeof *table->places);
    for (int64_t each = 0; each < count; each++) {
        int64_t at = slot_of(table, pairs[each]);
        while (table->places[at] >= 0 && table->pairs[at] != pairs[each])
            at = (at + 1) & table->mask;
        table->pairs[at] = pairs[each];
        table->places[at] = (int32_t)each;
    }
    return true;
}

/* Joins pairs in text after text, and sets where each ends then; returns whether their ends were sound. */
static bool join_all(const Pairs *table, const Array *numbers, const Array *ends, int32_t first, int32_t *out,
                     int64_t *out_ends) {
    const int32_t *number = numbers->data;
    const int64_t *end = ends->data;
    int64_t done = 0;
    for (int64_t text = 0; text < ends->count; text++) {
        int64_t at = text ? end[text - 1] : 0;
        if (at < 0 || end[text] < at || end[text] > numbers->count || (!text && end[0]))
            return false;
        while (at < end[text]) {
            int32_t place = -1;
            if (at + 1 < end[text])
                place = place_of(table, (uint64_t)(uint32_t)number[at] << 32 | (uint32_t)number[at + 1]);
            out[done++] = place < 0 ? number[at] : first + place;
            at += place < 0 ? 1 : 2;
        }
        out_ends[text] = done;
    }
    return true;
}

/* join_pairs((numbers, ends), pairs, first, out, out_ends): puts the chunks of texts where there is room for them, those
   two that are a pair as one, whose number is its place among the pairs counted from `first`; and where each text ends. */
PyObject *join_pairs(PyObject *module, PyObject *arguments) {
    static const Spec SPECS[] = {{"numbers", INT32, false}, {"ends", INT64, false}};
    PyObject *chunked, *pairs, *out, *out_ends, *result = NULL;
    Array lent[5] = {0};
    Pairs table = {0};
    int first;
    bool is_sound = false;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOiOO", &chunked, &pairs, &first, &out, &out_ends) ||
        !borrow_all(lent, chunked, SPECS, 2) || !borrow(&lent[2], pairs, UINT64, -1, false, "pairs") ||
        !borrow(&lent[3], out, INT32, lent[0].count, true, "out") ||
        !borrow(&lent[4], out_ends, INT64, lent[1].count, true, "out_ends"))
        goto done;
    if (lent[2].count > INT32_MAX / 4 || !make_table(&table, lent[2].data, lent[2].count)) {
        PyErr_NoMemory();
        goto done;
    }
    Py_BEGIN_ALLOW_THREADS
    is_sound = join_all(&table, &lent[0], &lent[1], first, lent[3].view.buf, lent[4].view.buf);
    Py_END_ALLOW_THREADS
    if (is_sound)
        result = Py_NewRef(Py_None);
    else
        PyErr_SetString(PyExc_ValueError, "the texts do not end within their chunks, one after the other");
done:
    free(table.pairs);
    free(table.places);
    give_back(lent, 5);
    return result;
}
