/* Texts: put together from the numbers of their chunks, as `terms.token_store`. */
#include "kernel.h"

/* Copies the chunks of a text, with a space between each two; returns its length, -1 if one is not there. `out` may be
   NULL to find the length. */
static int64_t join(const Array *units, int64_t escape, const Array *text, const Array *at, uint8_t *out) {
    int64_t length = 0;
    for (int64_t unit = 0, many = 0; unit < units->count; unit++, many++) {
        int64_t chunk = unsigned_at(units, unit);
        if (chunk >= escape) {
            if (++unit == units->count)
                return -1;
            chunk = (chunk - escape + 1) * escape + unsigned_at(units, unit);
        }
        if (chunk + 1 >= at->count)
            return -1;
        int64_t start = unsigned_at(at, chunk), end = unsigned_at(at, chunk + 1);
        if (end < start || end > text->count)
            return -1;
        if (many && out)
            out[length] = ' ';
        length += many > 0;
        if (out)
            memcpy(out + length, (const uint8_t *)text->data + start, (size_t)(end - start));
        length += end - start;
    }
    return length;
}

/* join_chunks(units, escape, text, at): the bytes of a text from the numbers of its chunks, two bytes each; None if
   one is not there. */
PyObject *join_chunks(PyObject *module, PyObject *arguments) {
    PyObject *given[3], *result = NULL;
    Array lent[3] = {0};
    Py_ssize_t escape;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OnOO", &given[0], &escape, &given[1], &given[2]) ||
        !borrow(&lent[0], given[0], UNSIGNED, -1, false, "units") || !borrow(&lent[1], given[1], BYTES, -1, false, "text") ||
        !borrow(&lent[2], given[2], UNSIGNED, -1, false, "at"))
        goto done;
    int64_t length = escape > 0 ? join(&lent[0], escape, &lent[1], &lent[2], NULL) : -1;
    if (length < 0)
        result = Py_NewRef(Py_None);
    /* What is mapped from a file may change in between, but not where it is copied to. */
    else if ((result = PyBytes_FromStringAndSize(NULL, length)))
        join(&lent[0], escape, &lent[1], &lent[2], (uint8_t *)PyBytes_AsString(result));
done:
    give_back(lent, 3);
    return result;
}
