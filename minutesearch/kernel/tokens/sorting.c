/* Sorting: the keys of occurrences, by their bytes from the lowest on (radix sort), as NumPy's sort in place. */
#include "kernel.h"

enum { DIGIT = 11, VALUES = 1 << DIGIT };

/* Moves keys into another array, sorted by one digit; keys with the same digit stay in their order. */
static void move_by_digit(const uint64_t *keys, uint64_t *moved, int64_t count, int shift) {
    int64_t places[VALUES] = {0}, place = 0;
    for (int64_t at = 0; at < count; at++)
        places[keys[at] >> shift & (VALUES - 1)]++;
    for (int value = 0; value < VALUES; value++) {
        int64_t many = places[value];
        places[value] = place;
        place += many;
    }
    for (int64_t at = 0; at < count; at++)
        moved[places[keys[at] >> shift & (VALUES - 1)]++] = keys[at];
}

/* Sorts keys by the bits from `shift` to before `bits`; `room` is an array of the same size. */
static void sort_all(uint64_t *keys, uint64_t *room, int64_t count, int shift, int bits) {
    uint64_t *from = keys, *to = room;
    for (; shift < bits; shift += DIGIT) {
        move_by_digit(from, to, count, shift);
        uint64_t *other = from;
        from = to;
        to = other;
    }
    if (from != keys)
        memcpy(keys, from, (size_t)count * sizeof *keys);
}

/* Returns whether keys are in the order of their lowest bits, those that are least of all left out. */
static bool is_ordered(const uint64_t *keys, int64_t count, int bits, int least) {
    uint64_t mask = bits > 63 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
    for (int64_t at = 1; at < count; at++)
        if ((keys[at] & mask) >> least < (keys[at - 1] & mask) >> least)
            return false;
    return true;
}

/* Sorts keys that are in order but for their least bits: few are alike in all others. */
static void sort_neighbours(uint64_t *keys, int64_t count) {
    for (int64_t at = 1; at < count; at++) {
        uint64_t key = keys[at];
        int64_t to = at;
        for (; to > 0 && keys[to - 1] > key; to--)
            keys[to] = keys[to - 1];
        keys[to] = key;
    }
}

/* sort_keys(keys, low, least): sorts an array of uint64 in place; quickly if they are in the order of their `low` lowest
   bits but for the `least` lowest. */
PyObject *sort_keys(PyObject *module, PyObject *arguments) {
    PyObject *given;
    Array keys = {0};
    int low, least;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "Oii", &given, &low, &least) || !borrow(&keys, given, UINT64, -1, true, "keys")) {
        give_back(&keys, 1);
        return NULL;
    }
    uint64_t *data = keys.view.buf, all = 0, *room = malloc((size_t)keys.count * sizeof *room + 1);
    if (room) {
        Py_BEGIN_ALLOW_THREADS
        int bits = 0;
        for (int64_t at = 0; at < keys.count; at++)
            all |= data[at];
        while (bits < 64 && all >> bits)
            bits++;
        bool is_quick = least >= 0 && least < 64 && low > least && is_ordered(data, keys.count, low, least);
        sort_all(data, room, keys.count, is_quick ? low : 0, bits);
        if (is_quick)
            sort_neighbours(data, keys.count);
        Py_END_ALLOW_THREADS
    }
    free(room);
    give_back(&keys, 1);
    return room ? Py_NewRef(Py_None) : PyErr_NoMemory();
}
