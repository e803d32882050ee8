/* Arrays: the borrowing of what Python lends, with every claim about it checked once. */
#include "kernel.h"

static const struct {
    const char *formats;
    const char *name;
    int width;
} KINDS[] = {
    [UNSIGNED] = {"BHIL", "unsigned integers", 0}, [PASSAGES] = {"ilq", "int32 or int64", 0},
    [BYTES] = {"B", "uint8", 1},                   [BOOLS] = {"?", "bools", 1},
    [INT32] = {"il", "int32", 4},                  [INT64] = {"lq", "int64", 8},
    [UINT64] = {"LQ", "uint64", 8},                [FLOAT32] = {"f", "float32", 4},
    [FLOAT64] = {"d", "float64", 8},
};

static bool is_of_kind(const Py_buffer *view, Kind kind) {
    const char *format = view->format;
    /* NumPy marks arrays that are not aligned, which `unsigned_at` reads all the same. */
    if (*format == '@' || *format == '=' || *format == '^' || *format == '<')
        format++;
    if (!*format || format[1] || !strchr(KINDS[kind].formats, *format))
        return false;
    if (kind == UNSIGNED)
        return view->itemsize == 1 || view->itemsize == 2 || view->itemsize == 4;
    if (kind == PASSAGES)
        return view->itemsize == 4 || view->itemsize == 8;
    return view->itemsize == KINDS[kind].width;
}

bool borrow(Array *array, PyObject *given, Kind kind, int64_t count, bool writable, const char *name) {
    int flags = PyBUF_FORMAT | PyBUF_C_CONTIGUOUS | (writable ? PyBUF_WRITABLE : 0);
    if (PyObject_GetBuffer(given, &array->view, flags))
        return false;
    array->data = array->view.buf;
    array->width = (int)array->view.itemsize;
    if (!is_of_kind(&array->view, kind)) {
        PyErr_Format(PyExc_TypeError, "%s must be an array of %s", name, KINDS[kind].name);
        return false;
    }
    array->count = array->view.len / array->view.itemsize;
    if (count != -1 && array->count != count) {
        PyErr_Format(PyExc_ValueError, "%s must have %lld elements, and has %lld", name, (long long)count,
                     (long long)array->count);
        return false;
    }
    return true;
}

bool borrow_all(Array *arrays, PyObject *tuple, const Spec *specs, int many) {
    if (!PyTuple_Check(tuple) || PyTuple_Size(tuple) != many) {
        PyErr_Format(PyExc_TypeError, "a tuple of %d arrays is needed", many);
        return false;
    }
    for (int at = 0; at < many; at++) {
        PyObject *given = PyTuple_GetItem(tuple, at);
        if (specs[at].or_none && given == Py_None)
            continue;
        if (!borrow(&arrays[at], given, specs[at].kind, -1, false, specs[at].name))
            return false;
    }
    return true;
}

void give_back(Array *arrays, int many) {
    for (int at = 0; at < many; at++)
        PyBuffer_Release(&arrays[at].view);
}
