/* Strings: look-ups in the tables of strings of a file, as `storage.string_table`. */
#include "terms/terms.h"

bool string_at(const Table *table, int64_t place, int64_t *start, int64_t *end) {
    if (place < 0 || place + 1 >= table->at->count)
        return false;
    *start = unsigned_at(table->at, place), *end = unsigned_at(table->at, place + 1);
    return *start <= *end && *end <= table->text->count;
}

/* Compares the string at a place of a table with a text as bytes; sets `is_there` to false if the table has no such
   string. */
static int compare_text(const Table *table, int64_t place, const char *wanted, int64_t length, bool *is_there) {
    int64_t start, end;
    *is_there = string_at(table, place, &start, &end);
    if (!*is_there)
        return 0;
    int64_t least = end - start < length ? end - start : length;
    int order = memcmp((const uint8_t *)table->text->data + start, wanted, (size_t)least);
    return order ? order : (end - start > length) - (end - start < length);
}

int64_t find_place(const Table *table, const char *wanted, int64_t length) {
    int64_t low = 0, high = table->order ? table->order->count : table->at->count - 1;
    for (bool is_there = true; low < high;) {
        int64_t middle = low + (high - low) / 2;
        int64_t place = table->order ? unsigned_at(table->order, middle) : middle;
        int after = compare_text(table, place, wanted, length, &is_there);
        if (!is_there)
            return -1;
        if (after < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t find_string(const Table *table, const char *wanted, int64_t length) {
    int64_t place = find_place(table, wanted, length), count = table->at->count - 1;
    if (place < 0 || place == (table->order ? table->order->count : count))
        return place < 0 ? -1 : count;
    place = table->order ? unsigned_at(table->order, place) : place;
    bool is_there;
    int order = compare_text(table, place, wanted, length, &is_there);
    return !is_there ? -1 : order ? count : place;
}

/* find_text(text, at, order or None, wanted): the place of the first string of a table that does not come before a
   wanted one; with `order`, its place among these indices. -1 if an index leads astray. */
PyObject *find_text(PyObject *module, PyObject *arguments) {
    PyObject *text, *at, *order;
    Array lent[3] = {0};
    const char *wanted;
    Py_ssize_t length;
    int64_t place = -1;
    (void)module;
    if (PyArg_ParseTuple(arguments, "OOOy#", &text, &at, &order, &wanted, &length) &&
        borrow(&lent[0], text, BYTES, -1, false, "text") && borrow(&lent[1], at, UNSIGNED, -1, false, "at") &&
        (order == Py_None || borrow(&lent[2], order, UNSIGNED, -1, false, "order"))) {
        Table table = {&lent[0], &lent[1], order == Py_None ? NULL : &lent[2]};
        place = find_place(&table, wanted, length);
    }
    give_back(lent, 3);
    return PyErr_Occurred() ? NULL : PyLong_FromLongLong(place);
}
