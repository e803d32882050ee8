/* Sets: unions and intersections of sets of passages, as `postings.doc_set`. */
#include "kernel.h"

/* Fewer than one in so many passages are listed; `doc_set` keeps more as a bitmap. */
enum { SPARSE = 32 };

typedef struct {
    int many;
    int64_t size;
    Docs docs[MOST_CONCEPTS];
    Array lent[2 * MOST_CONCEPTS];
} Sets;

static bool read_sets(Sets *sets, PyObject *given) {
    PyObject *bits, *numbers;
    Py_ssize_t many = PyTuple_Size(given);
    if (many < 1 || many > MOST_CONCEPTS || sets->size < 0) {
        PyErr_SetString(PyExc_ValueError, "there are no sets, or too many");
        return false;
    }
    for (; sets->many < many; sets->many++)
        if (!PyArg_ParseTuple(PyTuple_GetItem(given, sets->many), "OO", &bits, &numbers) ||
            !read_docs(&sets->docs[sets->many], sets->lent + 2 * sets->many, bits, numbers, sets->size))
            return false;
    return true;
}

static void unite(const Sets *sets, uint8_t *bits, int64_t bytes) {
    memset(bits, 0, (size_t)bytes);
    for (int each = 0; each < sets->many; each++) {
        const Docs *docs = &sets->docs[each];
        for (int64_t at = 0; docs->bits && at < bytes; at++)
            bits[at] |= docs->bits[at];
        for (int64_t at = 0; !docs->bits && at < docs->count; at++) {
            int64_t passage = passage_at(&docs->numbers, at);
            bits[passage >> 3] |= (uint8_t)(0x80 >> (passage & 7));
        }
    }
}

static void intersect(const Sets *sets, uint8_t *bits, int64_t bytes) {
    memcpy(bits, sets->docs[0].bits, (size_t)bytes);
    for (int each = 1; each < sets->many; each++)
        for (int64_t at = 0; at < bytes; at++)
            bits[at] &= sets->docs[each].bits[at];
}

/* Returns the shortest of the sets that are lists; -1 if all are bitmaps. */
static int find_shortest(const Sets *sets) {
    int shortest = -1;
    for (int each = 0; each < sets->many; each++)
        if (!sets->docs[each].bits && (shortest < 0 || sets->docs[each].count < sets->docs[shortest].count))
            shortest = each;
    return shortest;
}

/* Lists the passages of one set that all others have; returns how many. */
static int64_t list_common(const Sets *sets, int listed, int32_t *passages) {
    int64_t cursors[MOST_CONCEPTS] = {0}, count = 0;
    for (int64_t at = 0; at < sets->docs[listed].count; at++) {
        int64_t passage = passage_at(&sets->docs[listed].numbers, at);
        bool is_common = true;
        for (int each = 0; each < sets->many && is_common; each++)
            is_common = each == listed || docs_have(&sets->docs[each], passage, &cursors[each]);
        passages[count] = (int32_t)passage;
        count += is_common;
    }
    return count;
}

static PyObject *join_as_list(const Sets *sets, int listed) {
    int32_t *passages = malloc(sizeof *passages * ((size_t)sets->docs[listed].count + 1));
    if (!passages)
        return PyErr_NoMemory();
    int64_t count = list_common(sets, listed, passages);
    PyObject *joined = Py_BuildValue("Oy#L", Py_None, (const char *)passages, (Py_ssize_t)(4 * count), (long long)count);
    free(passages);
    return joined;
}

static PyObject *join_as_bits(const Sets *sets, bool needs_all) {
    int64_t bytes = (sets->size + 63) / 64 * 8, count = 0;
    PyObject *made = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)bytes);
    if (!made)
        return NULL;
    uint8_t *bits = (uint8_t *)PyBytes_AsString(made);
    (needs_all ? intersect : unite)(sets, bits, bytes);
    for (int64_t at = 0; at < bytes; at += 8) {
        uint64_t word;
        memcpy(&word, bits + at, 8);
        count += __builtin_popcountll(word);
    }
    if (count * SPARSE >= sets->size)
        return Py_BuildValue("NOL", made, Py_None, (long long)count);
    PyObject *numbers = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(4 * count));
    Docs docs = {.bits = bits};
    if (numbers && !list_docs(&docs, sets->size, (int32_t *)PyBytes_AsString(numbers), count)) {
        PyErr_SetString(PyExc_ValueError, "a bitmap has passages beyond the last");
        Py_CLEAR(numbers);
    }
    Py_DECREF(made);
    return numbers ? Py_BuildValue("ONL", Py_None, numbers, (long long)count) : NULL;
}

/* join_sets(size, ((bits, numbers), ...), needs_all): the intersection of sets, or their union, as (bits or None, numbers
   or None, how many): bytes of a bitmap, or of int32 where there are few. */
PyObject *join_sets(PyObject *module, PyObject *arguments) {
    PyObject *given, *joined = NULL;
    Sets sets = {0};
    Py_ssize_t size;
    int needs_all;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "nO!p", &size, &PyTuple_Type, &given, &needs_all))
        return NULL;
    sets.size = size;
    if (read_sets(&sets, given)) {
        int listed = needs_all ? find_shortest(&sets) : -1;
        joined = listed < 0 ? join_as_bits(&sets, needs_all) : join_as_list(&sets, listed);
    }
    give_back(sets.lent, 2 * MOST_CONCEPTS);
    return joined;
}
