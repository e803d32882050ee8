/* Capsules: what ranking keeps of a state and of its words, borrowed and checked once. */
#include "kernel.h"

const char LAYOUT[] = "minutesearch.Layout", HITS[] = "minutesearch.Hits", SCORES[] = "minutesearch.Scores",
           POSITIONS[] = "minutesearch.Positions";

static bool refuse(const char *why) {
    PyErr_SetString(PyExc_ValueError, why);
    return false;
}

/* Frees what a capsule keeps; each begins with the arrays that it borrowed. */
static void free_lent(void *kept, size_t many) {
    give_back(kept, (int)many);
    PyMem_Free(kept);
}

static void free_layout(PyObject *capsule) { free_lent(PyCapsule_GetPointer(capsule, LAYOUT), 22); }
static void free_hits(PyObject *capsule) { free_lent(PyCapsule_GetPointer(capsule, HITS), 2 * FIELDS + 6); }
static void free_scores(PyObject *capsule) { free_lent(PyCapsule_GetPointer(capsule, SCORES), 3); }

static void let_go(Positions *positions) {
    for (int at = 0; at < positions->segments; at++)
        give_back(&positions->in[at].lent, 1);
    free_lent(positions, 3);
}

static void free_positions(PyObject *capsule) { let_go(PyCapsule_GetPointer(capsule, POSITIONS)); }

/* Returns a capsule, or frees what it would keep where it is not sound or cannot be made. */
static PyObject *sealed(bool is_sound, void *kept, const char *name, PyCapsule_Destructor destructor, size_t many) {
    PyObject *capsule = is_sound ? PyCapsule_New(kept, name, destructor) : NULL;
    if (!capsule)
        free_lent(kept, many);
    return capsule;
}

static bool all_below(const int32_t *numbers, int64_t count, int64_t end) {
    uint32_t most = 0;
    for (int64_t at = 0; at < count; at++)
        most = (uint32_t)numbers[at] > most ? (uint32_t)numbers[at] : most;
    return !count || most < end;
}

static bool is_ascending(const int32_t *numbers, int64_t count, int64_t end) {
    bool rises = true;
    for (int64_t at = 1; at < count; at++)
        rises &= numbers[at] > numbers[at - 1];
    return rises && (!count || (numbers[0] >= 0 && numbers[count - 1] < end));
}

static bool are_ranges(const int32_t *starts, const int32_t *ends, int64_t count, int64_t size) {
    int64_t before = 0;
    for (int64_t at = 0; at < count; at++) {
        if (starts[at] < before || ends[at] <= starts[at] || ends[at] > size)
            return false;
        before = ends[at];
    }
    return true;
}

bool read_docs(Docs *docs, Array *lent, PyObject *bits, PyObject *numbers, int64_t size) {
    if (bits != Py_None) {
        if (!borrow(&lent[0], bits, BYTES, (size + 63) / 64 * 8, false, "bits"))
            return false;
        docs->bits = lent[0].data;
        return true;
    }
    if (!borrow(&lent[1], numbers, PASSAGES, -1, false, "numbers"))
        return false;
    docs->numbers = lent[1];
    docs->count = lent[1].count;
    bool rises = lent[1].width == 4 ? is_ascending(lent[1].data, docs->count, size) : true;
    for (int64_t at = 0, before = -1; lent[1].width == 8 && rises && at < docs->count; at++) {
        int64_t passage = passage_at(&docs->numbers, at);
        rises = passage > before && passage < size;
        before = passage;
    }
    return rises || refuse("numbers must ascend below the size");
}

bool list_docs(const Docs *docs, int64_t size, int32_t *passages, int64_t count) {
    int64_t many = 0;
    if (!docs->bits)
        for (; many < docs->count && many < count; many++)
            passages[many] = (int32_t)passage_at(&docs->numbers, many);
    for (int64_t at = 0; docs->bits && at * 64 < size; at++) {
        uint64_t word = word_of_bits(docs->bits, at);
        while (word && many + 4 <= count)
            /* Four at once, of which those that are not there are written over: how many there are is hard to foretell. */
            for (int each = 0; each < 4; each++) {
                int bit = __builtin_clzll(word | 1);
                passages[many] = (int32_t)(at * 64 + bit);
                many += word != 0;
                word &= ~(UINT64_C(1) << 63 >> bit);
            }
        for (; word; word &= ~(UINT64_C(1) << 63 >> __builtin_clzll(word))) {
            if (many == count)
                return false;
            passages[many++] = (int32_t)(at * 64 + __builtin_clzll(word));
        }
    }
    return many == count && (docs->bits || docs->count == count) && (!count || passages[count - 1] < size);
}

static const Spec LAYOUT_SPECS[] = {
    {"item_run_of", INT32, false},
    {"meeting_of", INT32, false},
    {"around", INT32, false},
    {"item_run_norms", FLOAT32, false},
    {"meeting_norms", FLOAT32, false},
    {"item_run_starts", INT32, false},
    {"item_run_ends", INT32, false},
    {"meeting_run_starts", INT32, false},
    {"meeting_run_ends", INT32, false},
    {"meeting_runs", INT64, false},
    {"meeting_runs_at", INT64, false},
    {"meeting_sizes", INT64, false},
    {"ranks", INT32, true},
    {"procedural", BOOLS, true},
    {"lengths", UNSIGNED, false},
    {"lengths", UNSIGNED, false},
    {"lengths", UNSIGNED, false},
    {"lengths", UNSIGNED, false},
    {"table", FLOAT32, false},
    {"table", FLOAT32, false},
    {"table", FLOAT32, false},
    {"table", FLOAT32, false},
};

static bool weights_fit(const Array *lengths, const Array *table, int64_t size) {
    uint32_t most = 0;
    if (lengths->count != size)
        return false;
    for (int64_t at = 0; at < size; at++) {
        uint32_t length = unsigned_at(lengths, at);
        most = length > most ? length : most;
    }
    return !size || most < table->count;
}

static bool runs_fit(const Layout *layout) {
    const Array *lent = layout->lent;
    if (lent[8].count != layout->runs || lent[9].count != layout->runs || lent[10].count != layout->meetings + 1 ||
        lent[11].count != layout->meetings || !are_ranges(layout->run_starts, layout->run_ends, layout->runs, layout->size))
        return false;
    for (int64_t at = 0; at < layout->runs; at++)
        if (layout->runs_of[at] < 0 || layout->runs_of[at] >= layout->runs)
            return false;
    for (int64_t at = 0; at < layout->meetings; at++)
        if (layout->runs_at[at] < 0 || layout->runs_at[at + 1] < layout->runs_at[at])
            return false;
    return layout->runs_at[layout->meetings] <= layout->runs;
}

static bool layout_fits(const Layout *layout) {
    const Array *lent = layout->lent;
    int64_t size = layout->size;
    if (lent[2].count != 4 * size || lent[3].count != layout->item_runs || lent[5].count != layout->item_runs ||
        lent[6].count != layout->item_runs || (layout->ranks && lent[12].count != size) ||
        (layout->procedural && lent[13].count != size) ||
        (layout->item_runs && !all_below(layout->item_run_of, size, layout->item_runs)) ||
        !all_below(layout->meeting_of, layout->item_runs, layout->meetings) ||
        !are_ranges(layout->item_starts, layout->item_ends, layout->item_runs, size) || !runs_fit(layout))
        return false;
    for (int field = 0; field < FIELDS; field++)
        if (!weights_fit(&lent[14 + field], &lent[18 + field], size))
            return false;
    return true;
}

/* make_layout((passages, item runs and meetings of the collection), (the arrays of LAYOUT_SPECS)): the layout of a
   state, which may be a part of the collection. */
PyObject *make_layout(PyObject *module, PyObject *arguments) {
    PyObject *given;
    Py_ssize_t count, item_runs, meetings;
    Layout *layout = PyMem_Calloc(1, sizeof *layout);
    (void)module;
    if (!layout)
        return PyErr_NoMemory();
    Array *lent = layout->lent;
    bool is_sound = PyArg_ParseTuple(arguments, "(nnn)O", &count, &item_runs, &meetings, &given) && borrow_all(lent, given, LAYOUT_SPECS, 22);
    if (is_sound) {
        layout->count = count, layout->all_item_runs = item_runs, layout->all_meetings = meetings;
        layout->size = lent[0].count, layout->item_runs = lent[1].count;
        layout->meetings = lent[4].count, layout->runs = lent[7].count;
        layout->item_run_of = lent[0].data, layout->meeting_of = lent[1].data, layout->around = lent[2].data;
        layout->item_norms = lent[3].data, layout->meeting_norms = lent[4].data;
        layout->item_starts = lent[5].data, layout->item_ends = lent[6].data;
        layout->run_starts = lent[7].data, layout->run_ends = lent[8].data;
        layout->runs_of = lent[9].data, layout->runs_at = lent[10].data, layout->sizes = lent[11].data;
        layout->ranks = lent[12].data, layout->procedural = lent[13].data, layout->lengths = &lent[14];
        for (int field = 0; field < FIELDS; field++)
            layout->tables[field] = lent[18 + field].data;
        is_sound = layout_fits(layout) || refuse("the arrays of the layout do not fit each other");
    }
    return sealed(is_sound, layout, LAYOUT, free_layout, 22);
}

static bool read_field(Field *field, Array *lent, PyObject *given, int64_t size) {
    PyObject *passages, *counts;
    Py_ssize_t count;
    if (!PyArg_ParseTuple(given, "iOOn", &field->number, &passages, &counts, &count))
        return false;
    if (field->number < 0 || field->number >= FIELDS)
        return refuse("there is no such text field");
    if (passages == Py_None) {
        field->count = size;
        field->counts = &lent[1];
        return borrow(&lent[1], counts, UNSIGNED, size, false, "counts");
    }
    if (!borrow(&lent[0], passages, INT32, -1, false, "passages"))
        return false;
    field->passages = lent[0].data;
    field->count = lent[0].count;
    if (counts != Py_None) {
        field->counts = &lent[1];
        if (!borrow(&lent[1], counts, UNSIGNED, field->count, false, "counts"))
            return false;
    }
    return is_ascending(field->passages, field->count, size) || refuse("passages must ascend below the size");
}

static bool read_joined(Hits *hits, PyObject *given) {
    PyObject *passages, *scores, *frequencies, *titles;
    Array *lent = hits->lent + 2 * FIELDS;
    if (!PyArg_ParseTuple(given, "OOOO", &passages, &scores, &frequencies, &titles) ||
        !borrow(&lent[0], passages, INT32, -1, false, "passages"))
        return false;
    hits->joined = lent[0].count;
    if (!borrow(&lent[1], scores, FLOAT32, hits->joined, false, "scores") ||
        !borrow(&lent[2], frequencies, FLOAT32, hits->joined, false, "frequencies") ||
        (titles != Py_None && !borrow(&lent[3], titles, FLOAT32, hits->joined, false, "titles")))
        return false;
    hits->passages = lent[0].data, hits->scores = lent[1].data;
    hits->frequencies = lent[2].data, hits->titles = lent[3].data;
    return is_ascending(hits->passages, hits->joined, hits->size) || refuse("passages must ascend below the size");
}

/* make_hits(size, ((field, passages, counts, count), ...), joined or None, factor, (bits, numbers)): a term's hits. */
PyObject *make_hits(PyObject *module, PyObject *arguments) {
    PyObject *fields, *joined, *bits, *numbers;
    Py_ssize_t size;
    double factor;
    Hits *hits = PyMem_Calloc(1, sizeof *hits);
    (void)module;
    if (!hits)
        return PyErr_NoMemory();
    bool is_sound = PyArg_ParseTuple(arguments, "nO!Od(OO)", &size, &PyTuple_Type, &fields, &joined, &factor, &bits, &numbers);
    if (is_sound) {
        hits->size = size;
        hits->factor = (float)factor;
        hits->fields = (int)PyTuple_Size(fields);
        is_sound = hits->fields <= FIELDS || refuse("there are too many fields");
        for (int at = 0; is_sound && at < hits->fields; at++)
            is_sound = read_field(&hits->field[at], hits->lent + 2 * at, PyTuple_GetItem(fields, at), size);
        is_sound = is_sound && (joined == Py_None || read_joined(hits, joined)) &&
                   read_docs(&hits->docs, hits->lent + 2 * FIELDS + 4, bits, numbers, size);
    }
    return sealed(is_sound, hits, HITS, free_hits, 2 * FIELDS + 6);
}

static const Spec SCORES_SPECS[] = {{"having", UNSIGNED, true}, {"meetings", FLOAT32, false}, {"max_scores", BYTES, false}};

/* make_scores(all, (having, meetings, max_scores), step, item_worth): what a concept gives `all` meetings. */
PyObject *make_scores(PyObject *module, PyObject *arguments) {
    PyObject *given;
    Py_ssize_t all;
    Scores *scores = PyMem_Calloc(1, sizeof *scores);
    (void)module;
    if (!scores)
        return PyErr_NoMemory();
    Array *lent = scores->lent;
    bool is_sound = PyArg_ParseTuple(arguments, "nOdd", &all, &given, &scores->step, &scores->item_worth) &&
                    borrow_all(lent, given, SCORES_SPECS, 3);
    if (is_sound) {
        scores->all = all;
        scores->count = lent[1].count;
        scores->having = lent[0].data ? &lent[0] : NULL;
        scores->meetings = lent[1].data, scores->max_scores = lent[2].data;
        bool fits = lent[2].count == scores->count && (scores->having ? lent[0].count : all) == scores->count;
        for (int64_t at = 0; fits && scores->having && at < scores->count; at++)
            fits = unsigned_at(scores->having, at) < all;
        is_sound = fits || refuse("the scores are of meetings that there are not");
    }
    return sealed(is_sound, scores, SCORES, free_scores, 3);
}

static const Spec POSITIONS_SPECS[] = {{"passages", INT32, true}, {"counts", UNSIGNED, true}, {"before", INT32, true}};

/* make_positions(size, (passages, counts, before), (positions, ...)): the positions of a stem, segment by segment. */
PyObject *make_positions(PyObject *module, PyObject *arguments) {
    PyObject *given, *parts;
    Py_ssize_t size;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "nOO!", &size, &given, &PyTuple_Type, &parts))
        return NULL;
    Py_ssize_t segments = PyTuple_Size(parts);
    if (segments > MOST_SEGMENTS)
        return PyErr_Format(PyExc_ValueError, "there are more than %d segments", MOST_SEGMENTS);
    /* Room for what there is: thousands of these are kept. */
    Positions *positions = PyMem_Calloc(1, sizeof *positions + (size_t)(segments + 1) * sizeof *positions->in);
    if (!positions)
        return PyErr_NoMemory();
    Array *lent = positions->lent;
    bool is_sound = borrow_all(lent, given, POSITIONS_SPECS, 3);
    if (is_sound) {
        positions->size = size;
        positions->passages = lent[0].data;
        positions->counts = lent[1].data ? &lent[1] : NULL;
        positions->before = lent[2].data;
        positions->count = positions->passages ? lent[0].count : size;
        is_sound = (positions->passages || positions->counts) &&
                   (!positions->counts || (lent[1].count == positions->count && lent[2].count == positions->count / 64 + 1)) &&
                   (!positions->passages || is_ascending(positions->passages, positions->count, size));
        is_sound = is_sound || refuse("the positions do not fit the passages");
    }
    while (is_sound && positions->segments < segments) {
        InSegment *in = &positions->in[positions->segments++];
        is_sound = borrow(&in->lent, PyTuple_GetItem(parts, positions->segments - 1), UNSIGNED, -1, false, "positions");
        in[1].begin = in->begin + in->lent.count;
    }
    positions->all = positions->in[positions->segments].begin;
    PyObject *capsule = is_sound ? PyCapsule_New(positions, POSITIONS, free_positions) : NULL;
    if (!capsule)
        let_go(positions);
    return capsule;
}
