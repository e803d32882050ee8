/* The dictionary: which posting lists a term has in the segments of a state, as `segment_reader` and `index_reader`. */
#include "terms/terms.h"

const char DICTIONARY[] = "minutesearch.Dictionary";

static const Spec SEGMENT_SPECS[] = {
    {"stems", BYTES, false},          {"stems", UNSIGNED, false},       {"forms", BYTES, false},
    {"forms", UNSIGNED, false},       {"form order", UNSIGNED, false},  {"forms of stems", UNSIGNED, false},
    {"lists of stems", UNSIGNED, false}, {"fields", UNSIGNED, false},   {"passages", UNSIGNED, false},
    {"occurrences", UNSIGNED, false}, {"widths", UNSIGNED, false},      {"gaps", UNSIGNED, false},
    {"frequencies", UNSIGNED, false}, {"positions", UNSIGNED, false},   {"forms", UNSIGNED, false},
    {"gaps", BYTES, false},           {"frequencies", BYTES, false},    {"positions", BYTES, false},
    {"forms", BYTES, false},          {"unseen", BYTES, false},         {"live", BOOLS, true},
};

static void free_dictionary(PyObject *capsule) {
    Dictionary *dictionary = PyCapsule_GetPointer(capsule, DICTIONARY);
    for (int64_t at = 0; at < dictionary->many; at++)
        give_back(dictionary->segments[at].lent, OF_SEGMENT);
    free(dictionary);
}

/* Returns whether each list has all that is said of lists; what it says is checked when it is read. */
static bool segment_fits(const Segment *segment) {
    int64_t lists = segment->lent[LIST_FIELD].count;
    bool fits = segment->lent[LIST_PASSAGES].count == lists && segment->lent[LIST_OCCURRENCES].count == lists &&
                segment->lent[LIST_WIDTHS].count == lists &&
                (!segment->lent[LIVE].data || segment->lent[LIVE].count == segment->size);
    for (int stream = 0; stream < STREAMS; stream++)
        fits = fits && segment->lent[STREAM_AT + stream].count == lists + 1 && segment->places[stream] >= 0;
    return fits;
}

/* make_dictionary(((size, (places), (the arrays of SEGMENT_SPECS)), ...)): the term dictionaries of a state's segments. */
PyObject *make_dictionary(PyObject *module, PyObject *arguments) {
    PyObject *given, *arrays;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!", &PyTuple_Type, &given))
        return NULL;
    Py_ssize_t many = PyTuple_Size(given), size;
    long long places[STREAMS];
    if (many > MOST_DICTIONARIES)
        return PyErr_Format(PyExc_ValueError, "there are more than %d segments", MOST_DICTIONARIES);
    Dictionary *dictionary = calloc(1, sizeof *dictionary + (size_t)many * sizeof *dictionary->segments);
    if (!dictionary)
        return PyErr_NoMemory();
    for (Py_ssize_t at = 0; at < many && !PyErr_Occurred(); at++) {
        Segment *segment = &dictionary->segments[dictionary->many++];
        if (!PyArg_ParseTuple(PyTuple_GetItem(given, at), "n(LLLL)O", &size, &places[0], &places[1], &places[2], &places[3],
                              &arrays) ||
            !borrow_all(segment->lent, arrays, SEGMENT_SPECS, OF_SEGMENT))
            break;
        segment->base = dictionary->size, segment->size = size;
        for (int stream = 0; stream < STREAMS; stream++)
            segment->places[stream] = places[stream];
        dictionary->size += size;
        if (size < 0 || dictionary->size > INT32_MAX || !segment_fits(segment))
            PyErr_SetString(PyExc_ValueError, "the arrays of a segment do not fit each other");
    }
    PyObject *capsule = PyErr_Occurred() ? NULL : PyCapsule_New(dictionary, DICTIONARY, free_dictionary);
    if (!capsule) {
        for (int64_t at = 0; at < dictionary->many; at++)
            give_back(dictionary->segments[at].lent, OF_SEGMENT);
        free(dictionary);
    }
    return capsule;
}

/* Returns the index of the stem that a form is of, given by its index; -1 if none has it. */
static int64_t stem_of(const Array *starts, int64_t form) {
    int64_t low = 0, high = starts->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (unsigned_at(starts, middle) <= form)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1 < starts->count - 1 ? low - 1 : -1;
}

/* Returns whether a form is one of several that are stored as one, with a zero between each two. */
static bool is_among(const Table *table, int64_t place, const char *wanted, int64_t length) {
    int64_t start, end;
    if (!string_at(table, place, &start, &end))
        return false;
    const char *text = (const char *)table->text->data + start, *last = text + (end - start), *zero;
    if (!memchr(text, 0, (size_t)(last - text)))
        return false;
    for (;; text = zero + 1) {
        zero = memchr(text, 0, (size_t)(last - text));
        int64_t size = (zero ? zero : last) - text;
        if (size == length && !memcmp(text, wanted, (size_t)length))
            return true;
        if (!zero)
            return false;
    }
}

static void add_form(Lists *lists, Forms *forms, int64_t number) {
    for (int at = 0; at < forms->many; at++)
        if (forms->numbers[at] == number)
            return;
    if (forms->many == MOST_FORMS)
        lists->is_sound = false;
    else
        forms->numbers[forms->many++] = number;
}

/* Returns the forms wanted of a stem, which none of may be wanted yet. */
static Forms *forms_of(Lists *lists, int64_t stem, int first) {
    for (int at = first; at < lists->wanted; at++)
        if (lists->forms[at].stem == stem)
            return &lists->forms[at];
    if (lists->wanted == MOST_DICTIONARIES) {
        lists->is_sound = false;
        return NULL;
    }
    lists->forms[lists->wanted] = (Forms){.stem = stem};
    return &lists->forms[lists->wanted++];
}

/* Adds a form as printed to what is wanted of a segment, from an index on; nothing if the segment does not have it. */
static void want_form(Lists *lists, const Segment *segment, const char *text, int64_t length, int from) {
    Table table = {&segment->lent[FORM_TEXT], &segment->lent[FORM_AT], &segment->lent[FORM_ORDER]};
    const Array *starts = &segment->lent[STEM_FORMS];
    int64_t number = find_string(&table, text, length), stem = number < 0 ? -1 : stem_of(starts, number);
    if (number == table.at->count - 1)
        return;
    Forms *forms = stem < 0 ? NULL : forms_of(lists, stem, from);
    if (!forms) {
        lists->is_sound = false;
        return;
    }
    int64_t first = unsigned_at(starts, stem), last = unsigned_at(starts, stem + 1);
    add_form(lists, forms, number - first);
    for (int64_t each = first; last - first > 2 && each < last; each++)
        if (is_among(&table, each, text, length))
            add_form(lists, forms, each - first);
    forms->are_all = forms->many == last - first;
    /* As `storage.bitpacking.bits_for`. */
    for (forms->bits = 0; forms->bits < 16 && (int64_t)1 << forms->bits < last - first;)
        forms->bits = forms->bits ? 2 * forms->bits : 1;
    lists->is_sound &= last - first <= 1 << 16;
}

/* Adds the posting lists of a stem in some text fields. */
static void add_lists(Lists *lists, const Segment *segment, int64_t stem, const Forms *forms, int fields) {
    const Array *starts = &segment->lent[STEM_LISTS];
    int64_t first = 0, last = -1;
    if (stem + 1 < starts->count)
        first = unsigned_at(starts, stem), last = unsigned_at(starts, stem + 1);
    if (last < first || last > segment->lent[LIST_FIELD].count || last - first > FIELDS) {
        lists->is_sound = false;
        return;
    }
    for (int64_t number = first, before = -1; number < last; number++) {
        List list = {.segment = segment, .number = number, .forms = forms && !forms->are_all ? forms : NULL};
        int64_t field = unsigned_at(&segment->lent[LIST_FIELD], number);
        list.passages = unsigned_at(&segment->lent[LIST_PASSAGES], number);
        list.occurrences = unsigned_at(&segment->lent[LIST_OCCURRENCES], number);
        list.widths = (int)unsigned_at(&segment->lent[LIST_WIDTHS], number);
        if (field <= before || field >= FIELDS || list.passages > segment->size || lists->many == MOST_LISTS) {
            lists->is_sound = false;
            return;
        }
        list.field = (int)(before = field);
        if (fields >> field & 1)
            lists->lists[lists->many++] = list;
    }
}

void find_lists(Lists *lists, const Dictionary *dictionary, const char *text, int64_t length, bool is_exact, int fields) {
    lists->is_sound = true, lists->many = lists->wanted = 0;
    for (int64_t at = 0; at < dictionary->many && lists->is_sound; at++) {
        const Segment *segment = &dictionary->segments[at];
        if (is_exact) {
            int from = lists->wanted;
            want_form(lists, segment, text, length, from);
            if (lists->is_sound && lists->wanted > from)
                add_lists(lists, segment, lists->forms[from].stem, &lists->forms[from], fields);
            continue;
        }
        Table table = {&segment->lent[STEM_TEXT], &segment->lent[STEM_AT], NULL};
        int64_t stem = find_string(&table, text, length);
        lists->is_sound = stem >= 0;
        if (stem >= 0 && stem < table.at->count - 1)
            add_lists(lists, segment, stem, NULL, fields);
    }
}

void find_forms(Lists *lists, const Segment *segment, PyObject *texts, int fields) {
    lists->is_sound = true, lists->many = lists->wanted = 0;
    for (Py_ssize_t at = 0; at < PyTuple_Size(texts) && lists->is_sound; at++) {
        char *text;
        Py_ssize_t length;
        lists->is_sound = !PyBytes_AsStringAndSize(PyTuple_GetItem(texts, at), &text, &length);
        if (lists->is_sound)
            want_form(lists, segment, text, length, 0);
    }
    for (int at = 0; at < lists->wanted && lists->is_sound; at++)
        add_lists(lists, segment, lists->forms[at].stem, &lists->forms[at], fields);
}

/* has_term(dictionary, text, is_exact): whether a live passage has a term in any text field; -1 if that is left to
   Python. */
PyObject *has_term(PyObject *module, PyObject *arguments) {
    PyObject *given;
    const char *text;
    Py_ssize_t length;
    int is_exact, has = 0;
    Lists lists;
    Room room = {0};
    (void)module;
    if (!PyArg_ParseTuple(arguments, "Oy#p", &given, &text, &length, &is_exact))
        return NULL;
    const Dictionary *dictionary = PyCapsule_GetPointer(given, DICTIONARY);
    if (!dictionary)
        return NULL;
    find_lists(&lists, dictionary, text, length, is_exact, (1 << FIELDS) - 1);
    for (int at = 0; at < lists.many && lists.is_sound && !has; at++) {
        Decoded decoded = {0};
        bool is_whole = !lists.lists[at].segment->lent[LIVE].data;
        lists.is_sound = is_whole || decode_list(&lists.lists[at], &decoded, &room);
        has = is_whole || decoded.count;
    }
    free_room(&room);
    return PyLong_FromLong(lists.is_sound ? has : -1);
}

/* find_term(dictionary, text, is_exact, fields): the posting lists of a term, segment by segment: of each its segment, its
   text field and its number. None if that is left to Python. */
PyObject *find_term(PyObject *module, PyObject *arguments) {
    PyObject *given;
    const char *text;
    Py_ssize_t length;
    int is_exact, fields;
    Lists lists;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "Oy#pi", &given, &text, &length, &is_exact, &fields))
        return NULL;
    const Dictionary *dictionary = PyCapsule_GetPointer(given, DICTIONARY);
    if (!dictionary)
        return NULL;
    find_lists(&lists, dictionary, text, length, is_exact, fields);
    if (!lists.is_sound)
        return Py_NewRef(Py_None);
    PyObject *found = PyTuple_New(lists.many);
    for (int at = 0; found && at < lists.many; at++) {
        const List *list = &lists.lists[at];
        PyObject *each = Py_BuildValue("niL", (Py_ssize_t)(list->segment - dictionary->segments), list->field,
                                       (long long)list->number);
        if (!each || PyTuple_SetItem(found, at, each))
            Py_CLEAR(found);
    }
    return found;
}
