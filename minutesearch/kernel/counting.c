/* Counting: how many passages have each value of a keyword field, as `index_reader.IndexReader.count_all`. */
#include "kernel.h"

/* The values of a segment: the set of values of each passage, the members of each set, and the number of each value in
   the state. */
typedef struct {
    int64_t base;
    Array lent[4];
} Table;

enum { CODES, SETS_AT, MEMBERS, NUMBERS };

static const Spec TABLE_SPECS[] = {
    {"codes", UNSIGNED, false}, {"sets_at", INT64, false}, {"members", INT64, false}, {"numbers", INT64, false},
};

/* Adds the passages of a segment, from an index on, to the counts; returns the index after the last of them, -1 if a
   number leads astray. `in_sets` has room for the sets, and is zeroed. */
static int64_t count_in(const Table *table, const int32_t *passages, int64_t at, int64_t count, int64_t *in_sets,
                        int64_t *counts, int64_t values) {
    const Array *codes = &table->lent[CODES], *members = &table->lent[MEMBERS], *numbers = &table->lent[NUMBERS];
    const int64_t *sets_at = table->lent[SETS_AT].data, sets = table->lent[SETS_AT].count - 1;
    for (; at < count && passages[at] < table->base + codes->count; at++) {
        uint32_t set = unsigned_at(codes, passages[at] - table->base);
        if (set >= sets)
            return -1;
        in_sets[set]++;
    }
    for (int64_t set = 0; set < sets; set++) {
        if (!in_sets[set])
            continue;
        if (sets_at[set] < 0 || sets_at[set + 1] > members->count)
            return -1;
        for (int64_t each = sets_at[set]; each < sets_at[set + 1]; each++) {
            int64_t member = ((const int64_t *)members->data)[each];
            int64_t number = member >= 0 && member < numbers->count ? ((const int64_t *)numbers->data)[member] : -1;
            if (number < 0 || number >= values)
                return -1;
            counts[number] += in_sets[set];
        }
    }
    return at;
}

/* Counts in one segment after the other; returns whether all is sound. */
static bool count_all(const Table *tables, Py_ssize_t many, const int32_t *passages, int64_t count, const Array *counts) {
    int64_t at = 0;
    for (Py_ssize_t each = 0; each < many && at >= 0; each++) {
        int64_t sets = tables[each].lent[SETS_AT].count - 1;
        int64_t *in_sets = calloc((size_t)(sets > 0 ? sets : 0) + 1, sizeof *in_sets);
        bool begins = in_sets && (at == count || passages[at] >= tables[each].base);
        at = begins ? count_in(&tables[each], passages, at, count, in_sets, counts->view.buf, counts->count) : -1;
        free(in_sets);
    }
    return at == count;
}

/* count_values(size, (bits, numbers), total, ((base, (codes, sets_at, members, numbers)), ...), counts): adds how many
   passages of a set have each value; returns whether what is given is sound. */
PyObject *count_values(PyObject *module, PyObject *arguments) {
    PyObject *bits, *numbers, *given, *into, *arrays;
    Py_ssize_t size, total, many = 0;
    Array lent[3] = {0};
    Docs docs = {0};
    bool is_sound = false;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "n(OO)nO!O", &size, &bits, &numbers, &total, &PyTuple_Type, &given, &into))
        return NULL;
    Table *tables = calloc((size_t)PyTuple_Size(given) + 1, sizeof *tables);
    int32_t *passages = total >= 0 ? malloc(((size_t)total + 1) * sizeof *passages) : NULL;
    if (!tables || !passages) {
        PyErr_NoMemory();
        goto done;
    }
    if (!read_docs(&docs, lent, bits, numbers, size) || !borrow(&lent[2], into, INT64, -1, true, "counts"))
        goto done;
    for (; many < PyTuple_Size(given); many++) {
        long long base;
        if (!PyArg_ParseTuple(PyTuple_GetItem(given, many), "LO", &base, &arrays) ||
            !borrow_all(tables[many].lent, arrays, TABLE_SPECS, 4)) {
            many++;
            goto done;
        }
        tables[many].base = base;
    }
    Py_BEGIN_ALLOW_THREADS
    is_sound = list_docs(&docs, size, passages, total) && count_all(tables, many, passages, total, &lent[2]);
    Py_END_ALLOW_THREADS
done:
    for (Py_ssize_t each = 0; tables && each < many; each++)
        give_back(tables[each].lent, 4);
    free(tables);
    free(passages);
    give_back(lent, 3);
    return PyErr_Occurred() ? NULL : PyBool_FromLong(is_sound);
}
