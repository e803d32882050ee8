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

/* What elements may be: any whole numbers from 0 of one, two or four bytes, or exactly what NumPy calls so. */
typedef enum { UNSIGNED, BOOLS, INT32, INT64, FLOAT32, FLOAT64 } Kind;

/* Borrows an array, to be given back by `give_back`; with `count` other than -1 it must have so many elements.
   Returns false with a Python error set if it is of another kind or length. `name` is what the error calls it. */
bool borrow(Array *array, PyObject *given, Kind kind, int64_t count, bool writable, const char *name);

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

/* The functions of the module, each beside what it computes. */
PyObject *score_neighbours(PyObject *module, PyObject *arguments);

#endif
