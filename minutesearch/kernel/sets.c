/* Sets: unions of sets of passages, as `postings.doc_set`. */
#include "kernel.h"

/* unite_sets(size, ((bits, numbers), ...), bits): sets the bitmap of a union; returns how many passages it has. */
PyObject *unite_sets(PyObject *module, PyObject *arguments) {
    PyObject *sets, *given, *bits, *numbers;
    Array out = {0};
    Py_ssize_t size;
    int64_t count = -1;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "nO!O", &size, &PyTuple_Type, &sets, &given) ||
        !borrow(&out, given, BYTES, (size + 63) / 64 * 8, true, "bits"))
        goto done;
    uint8_t *united = out.view.buf;
    memset(united, 0, (size_t)out.count);
    for (Py_ssize_t each = 0; each < PyTuple_Size(sets); each++) {
        Docs docs = {0};
        Array lent[2] = {0};
        bool is_sound = PyArg_ParseTuple(PyTuple_GetItem(sets, each), "OO", &bits, &numbers) &&
                        read_docs(&docs, lent, bits, numbers, size);
        for (int64_t at = 0; is_sound && docs.bits && at < out.count; at++)
            united[at] |= docs.bits[at];
        for (int64_t at = 0; is_sound && !docs.bits && at < docs.count; at++)
            united[passage_at(&docs.numbers, at) >> 3] |= (uint8_t)(0x80 >> (passage_at(&docs.numbers, at) & 7));
        give_back(lent, 2);
        if (!is_sound)
            goto done;
    }
    count = 0;
    for (int64_t at = 0; at + 8 <= out.count; at += 8) {
        uint64_t word;
        memcpy(&word, united + at, 8);
        count += __builtin_popcountll(word);
    }
done:
    give_back(&out, 1);
    return count < 0 ? NULL : PyLong_FromLongLong(count);
}

/* merge_sets(((None, numbers), ...), numbers): sets the union of sparse sets; returns how many passages it has. */
PyObject *merge_sets(PyObject *module, PyObject *arguments) {
    PyObject *sets, *given, *bits, *numbers;
    Array lent[MOST_CONCEPTS + 1] = {0};
    int64_t cursors[MOST_CONCEPTS] = {0}, count = -1;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!O", &PyTuple_Type, &sets, &given) || !borrow(&lent[0], given, INT64, -1, true, "numbers"))
        goto done;
    Py_ssize_t many = PyTuple_Size(sets);
    if (many > MOST_CONCEPTS)
        PyErr_SetString(PyExc_ValueError, "there are too many sets");
    for (Py_ssize_t each = 0; each < many && !PyErr_Occurred(); each++)
        if (PyArg_ParseTuple(PyTuple_GetItem(sets, each), "OO", &bits, &numbers))
            borrow(&lent[each + 1], numbers, PASSAGES, -1, false, "numbers");
    if (PyErr_Occurred())
        goto done;
    for (count = 0;;) {
        int64_t lowest = INT64_MAX;
        for (Py_ssize_t each = 0; each < many; each++)
            if (cursors[each] < lent[each + 1].count && passage_at(&lent[each + 1], cursors[each]) < lowest)
                lowest = passage_at(&lent[each + 1], cursors[each]);
        if (lowest == INT64_MAX || count == lent[0].count)
            break;
        ((int64_t *)lent[0].view.buf)[count++] = lowest;
        for (Py_ssize_t each = 0; each < many; each++)
            while (cursors[each] < lent[each + 1].count && passage_at(&lent[each + 1], cursors[each]) == lowest)
                cursors[each]++;
    }
done:
    give_back(lent, MOST_CONCEPTS + 1);
    return count < 0 ? NULL : PyLong_FromLongLong(count);
}
