/* Other forms: the passages that have a word in none of the forms that count as typed, as `term_hits.find_other_forms`. */
#include "terms/terms.h"

/* Which passages of a state have one of the forms: a bit each, or all that have the word in a whole segment, where the
   word has no other form. */
typedef struct {
    uint8_t *bits;
    bool any, whole[MOST_DICTIONARIES];
} Exact;

/* Marks what a segment has of the forms; false if a list does not add up or is not verified yet. */
static bool mark_segment(Exact *exact, int64_t at, const Lists *lists, Room *room) {
    exact->whole[at] = lists->many > 0;
    for (int each = 0; each < lists->many; each++)
        exact->whole[at] &= !lists->lists[each].forms;
    for (int each = 0; each < lists->many && !exact->whole[at]; each++) {
        Decoded decoded;
        if (!decode_list(&lists->lists[each], &decoded, room))
            return false;
        for (int64_t passage = 0; passage < decoded.count; passage++)
            exact->bits[decoded.passages[passage] >> 3] |= (uint8_t)(0x80 >> (decoded.passages[passage] & 7));
        exact->any |= decoded.count > 0;
    }
    return true;
}

/* Lists the passages with the word that have none of the forms; returns how many, 0 if none has any of the forms. */
static int64_t list_others(Exact *exact, const Dictionary *dictionary, const int32_t *having, int64_t count, int32_t *others) {
    int64_t many = 0, segment = 0;
    for (int64_t at = 0; at < count; at++) {
        while (having[at] >= dictionary->segments[segment].base + dictionary->segments[segment].size)
            segment++;
        exact->any |= exact->whole[segment];
        if (!exact->whole[segment] && !has_bit(exact->bits, having[at]))
            others[many++] = having[at];
    }
    return exact->any ? many : 0;
}

/* find_other_forms(dictionary, (forms, ...), fields, (bits, numbers, count)): of the passages with a word those that have
   none of some forms of it in some text fields, given as bits: int32 as bytes. Nothing if none has any of the forms; None
   if a list does not add up or is not verified yet, which is left to Python. */
PyObject *find_other_forms(PyObject *module, PyObject *arguments) {
    PyObject *given, *forms, *bits, *numbers, *result = NULL;
    int fields;
    Py_ssize_t count;
    Docs docs = {0};
    Array lent[2] = {0};
    Lists lists;
    Room room = {0};
    Exact exact = {0};
    bool is_sound = true;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OO!i(OOn)", &given, &PyTuple_Type, &forms, &fields, &bits, &numbers, &count))
        return NULL;
    const Dictionary *dictionary = PyCapsule_GetPointer(given, DICTIONARY);
    if (!dictionary || !read_docs(&docs, lent, bits, numbers, dictionary->size))
        goto done;
    int32_t *having = count >= 0 && count <= dictionary->size ? take_room(&room, count, sizeof *having) : NULL;
    int32_t *others = take_room(&room, count, sizeof *others);
    exact.bits = take_room(&room, (dictionary->size + 7) / 8, 1);
    if (!having || room.failed || !list_docs(&docs, dictionary->size, having, count)) {
        PyErr_SetString(PyExc_ValueError, "not so many passages have the word");
        goto done;
    }
    for (int64_t at = 0; at < dictionary->many && is_sound; at++) {
        find_forms(&lists, &dictionary->segments[at], forms, fields);
        is_sound = lists.is_sound && mark_segment(&exact, at, &lists, &room);
    }
    if (PyErr_Occurred())
        goto done;
    int64_t many = is_sound ? list_others(&exact, dictionary, having, count, others) : 0;
    result = is_sound ? PyBytes_FromStringAndSize((const char *)others, (Py_ssize_t)(4 * many)) : Py_NewRef(Py_None);
done:
    free_room(&room);
    give_back(lent, 2);
    return result;
}
