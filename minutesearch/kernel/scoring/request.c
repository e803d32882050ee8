/* Requests: what Python asks of a ranking, checked before any of it is used. */
#include "scoring/look.h"

static bool refuse(const char *why) {
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, why);
    return false;
}

/* Every tuple of a request has a limit; returns how many it has, -1 with an error set if they are more. */
static int many_of(PyObject *tuple, int most) {
    Py_ssize_t many = PyTuple_Check(tuple) ? PyTuple_Size(tuple) : -1;
    return many >= 0 && many <= most ? (int)many : (refuse("a request has a part that is no tuple or is too long"), -1);
}

static bool read_settings(Ranking *ranking, PyObject *given) {
    if (many_of(given, SETTINGS) != SETTINGS)
        return refuse("settings are missing");
    for (int at = 0; at < SETTINGS; at++)
        ranking->settings[at] = PyFloat_AsDouble(PyTuple_GetItem(given, at));
    return !PyErr_Occurred();
}

static bool read_concepts(Ranking *ranking, PyObject *given) {
    ranking->concepts = many_of(given, MOST_CONCEPTS);
    for (int at = 0; at < ranking->concepts; at++) {
        PyObject *hits, *scores;
        if (!PyArg_ParseTuple(PyTuple_GetItem(given, at), "OOdd", &hits, &scores, &ranking->weights[at], &ranking->worths[at]) ||
            !(ranking->hits[at] = PyCapsule_GetPointer(hits, HITS)) ||
            !(ranking->scores[at] = PyCapsule_GetPointer(scores, SCORES)))
            return false;
        if (ranking->hits[at]->size != ranking->layout->size || ranking->scores[at]->all != ranking->layout->meetings)
            return refuse("hits or scores are of another state");
    }
    return ranking->concepts > 0 || refuse("nothing is asked for");
}

static bool read_tree(Ranking *ranking, PyObject *given) {
    ranking->nodes = many_of(given, MOST_NODES);
    for (int at = 0; at < ranking->nodes; at++) {
        Node *node = &ranking->tree[at];
        int kind;
        if (!PyArg_ParseTuple(PyTuple_GetItem(given, at), "idii", &kind, &node->boost, &node->end, &node->concept))
            return false;
        if (kind < WORD || kind > BOTH || node->end <= at || node->end > ranking->nodes || node->concept < 0 ||
            node->concept >= ranking->concepts)
            return refuse("a node of the tree leads outside of it");
        node->kind = (NodeKind)kind;
    }
    return ranking->nodes > 0 || refuse("the tree is empty");
}

static bool read_pairs(Ranking *ranking, PyObject *given) {
    ranking->pairs = many_of(given, MOST_CONCEPTS);
    for (int at = 0; at < ranking->pairs; at++) {
        PyObject *left, *right;
        if (!PyArg_ParseTuple(PyTuple_GetItem(given, at), "OO", &left, &right) ||
            !(ranking->left[at] = PyCapsule_GetPointer(left, POSITIONS)) ||
            !(ranking->right[at] = PyCapsule_GetPointer(right, POSITIONS)))
            return false;
        if (ranking->left[at]->size != ranking->layout->size || ranking->right[at]->size != ranking->layout->size)
            return refuse("positions are of another state");
    }
    return ranking->pairs >= 0;
}

/* Reads sets of passages, each with a number; every one may lend two arrays. Returns how many, -1 with an error set. */
static int read_sets(Docs *docs, double *numbers_of, PyObject *given, Array *lent, int64_t size) {
    int many = many_of(given, MOST_DOCS);
    for (int at = 0; at < many; at++) {
        PyObject *bits, *numbers;
        if (!PyArg_ParseTuple(PyTuple_GetItem(given, at), "OOd", &bits, &numbers, &numbers_of[at]) ||
            !read_docs(&docs[at], lent + 2 * at, bits, numbers, size))
            return -1;
    }
    return many;
}

/* Reads what the passages that match hold of the query: None if that does not count, or (held or None, ((concept, steps,
   is_other), ...), bonus, cubes, max_words, lost or -1). `lent` has room for two. */
static bool read_coverage(Ranking *ranking, PyObject *given, Array *lent) {
    PyObject *held, *parts, *cubes;
    Share shares[MOST_CONCEPTS];
    int lost;
    double bonus, max_words;
    if (given == Py_None)
        return !ranking->is_united;
    if (!PyArg_ParseTuple(given, "OOdOdi", &held, &parts, &bonus, &cubes, &max_words, &lost) ||
        !borrow(&lent[0], cubes, FLOAT64, 256, false, "cubes"))
        return false;
    for (int steps = 0; steps < 256; steps++) {
        double share = (steps + (double)lost) / 255.0;
        ranking->bonus[steps] = bonus * ((const double *)lent[0].data)[steps];
        ranking->max_words[steps] = max_words * (lost < 0 || share > 1.0 ? 1.0 : share);
    }
    if (held != Py_None) {
        if (ranking->is_united || !borrow(&lent[1], held, BYTES, ranking->layout->size, false, "held"))
            return false;
        return copy_steps(ranking, lent[1].data);
    }
    int many = many_of(parts, MOST_CONCEPTS);
    for (int at = 0; at < many; at++) {
        Share *share = &shares[at];
        if (!PyArg_ParseTuple(PyTuple_GetItem(parts, at), "iip", &share->concept, &share->steps, &share->is_other))
            return false;
        if (share->concept < 0 || share->concept >= ranking->concepts || (!at && share->is_other))
            return refuse("there is no such concept, or nothing that it is another way of");
    }
    return many > 0 && add_shares(ranking, shares, many);
}

/* Returns a tuple of two, whose references it takes; a page has seventy, and Py_BuildValue takes three times as long. */
static PyObject *make_pair(PyObject *name, PyObject *value) {
    PyObject *pair = value ? PyTuple_New(2) : NULL;
    if (!pair) {
        Py_DECREF(name);
        Py_XDECREF(value);
        return NULL;
    }
    /* They take the reference even where they fail, which they do not for a new tuple. */
    return PyTuple_SetItem(pair, 0, name) || PyTuple_SetItem(pair, 1, value) ? (Py_DECREF(pair), NULL) : pair;
}

/* Returns (passage, score, None, ((name, value), ...)) with the parts that are not 0, NULL with an error set. */
static PyObject *make_row(const Row *row, PyObject *names) {
    int many = 0, put = 0;
    for (int part = 0; part < PARTS; part++)
        many += row->parts[part] != 0.0;
    PyObject *parts = PyTuple_New(many);
    for (int part = 0; parts && part < PARTS; part++) {
        if (row->parts[part] == 0.0)
            continue;
        PyObject *each = make_pair(Py_NewRef(PyTuple_GetItem(names, part)), PyFloat_FromDouble(row->parts[part]));
        if (!each || PyTuple_SetItem(parts, put++, each))
            Py_CLEAR(parts);
    }
    return parts ? Py_BuildValue("LdON", (long long)row->passage, row->score, Py_None, parts) : NULL;
}

static PyObject *make_rows(const Ranking *ranking, PyObject *names) {
    PyObject *rows = PyList_New((Py_ssize_t)ranking->kept);
    for (int64_t at = 0; rows && at < ranking->kept; at++) {
        PyObject *row = make_row(&ranking->rows[at], names);
        if (!row || PyList_SetItem(rows, (Py_ssize_t)at, row))
            Py_CLEAR(rows);
    }
    return rows;
}

/* rank(layout, settings, concepts, tree, pairs, kin, speakers, coverage, (bits, numbers, count), beside, wanted, names):
   the best passages, best first, each as (passage, score, None, ((name of a part, value), ...)), and how many match; None if
   the positions do not fit the passages. Where neither bits nor numbers are given, all that hold anything match. */
PyObject *rank_request(PyObject *module, PyObject *arguments) {
    PyObject *layout, *settings, *concepts, *tree, *pairs, *kin, *speakers, *coverage, *bits, *numbers, *names;
    Py_ssize_t total, wanted;
    double beside;
    Array lent[4 * MOST_DOCS + 4] = {0};
    PyObject *result = NULL;
    bool fits = true;
    (void)module;
    Ranking *ranking = calloc(1, sizeof *ranking);
    if (!ranking)
        return PyErr_NoMemory();
    if (!PyArg_ParseTuple(arguments, "OOOOOOOO(OOn)dnO", &layout, &settings, &concepts, &tree, &pairs, &kin, &speakers,
                          &coverage, &bits, &numbers, &total, &beside, &wanted, &names) ||
        !(ranking->layout = PyCapsule_GetPointer(layout, LAYOUT)))
        goto done;
    ranking->total = total;
    ranking->wanted = wanted;
    ranking->is_united = bits == Py_None && numbers == Py_None;
    if (many_of(names, PARTS) != PARTS ? !refuse("a part has no name")
        : (total < 0 || wanted < 0) ? !refuse("nothing is negative")
                                  : !read_settings(ranking, settings) || !read_concepts(ranking, concepts) ||
                                        !read_tree(ranking, tree) || !read_pairs(ranking, pairs) || (ranking->kin = read_sets(ranking->others, ranking->losses, kin, lent, ranking->layout->size)) < 0 ||
                                        (ranking->speakers = read_sets(ranking->spoken, ranking->sure, speakers, lent + 2 * MOST_DOCS, ranking->layout->size)) < 0 ||
                                        (!ranking->is_united && !read_docs(&ranking->matching, lent + 4 * MOST_DOCS, bits, numbers, ranking->layout->size)) ||
                                        !read_coverage(ranking, coverage, lent + 4 * MOST_DOCS + 2)) {
        if (ranking->room.failed)
            PyErr_NoMemory();
        else
            refuse("not so many match");
        goto done;
    }
    Py_BEGIN_ALLOW_THREADS
    fits = rank_best(ranking, beside);
    Py_END_ALLOW_THREADS
    if (ranking->room.failed)
        PyErr_NoMemory();
    else
        result = fits ? Py_BuildValue("NL", make_rows(ranking, names), (long long)ranking->total) : Py_NewRef(Py_None);
done:
    free_room(&ranking->room);
    free(ranking);
    give_back(lent, 4 * MOST_DOCS + 4);
    return result;
}

/* score_passages(layout, settings, (hits, ...), tree, passages, scores): sets the scores of passages, given ascending,
   by their own words. */
PyObject *score_passages(PyObject *module, PyObject *arguments) {
    PyObject *layout, *settings, *hits, *tree, *given, *scores;
    Array lent[2] = {0};
    PyObject *result = NULL;
    (void)module;
    Ranking *ranking = calloc(1, sizeof *ranking);
    if (!ranking)
        return PyErr_NoMemory();
    Room *room = &ranking->room;
    if (!PyArg_ParseTuple(arguments, "OOOOOO", &layout, &settings, &hits, &tree, &given, &scores) ||
        !(ranking->layout = PyCapsule_GetPointer(layout, LAYOUT)) || !read_settings(ranking, settings) ||
        !borrow(&lent[0], given, INT64, -1, false, "passages") ||
        !borrow(&lent[1], scores, FLOAT64, lent[0].count, true, "scores"))
        goto done;
    ranking->concepts = many_of(hits, MOST_CONCEPTS);
    for (int at = 0; at < ranking->concepts; at++)
        if (!(ranking->hits[at] = PyCapsule_GetPointer(PyTuple_GetItem(hits, at), HITS)) ||
            (ranking->hits[at]->size != ranking->layout->size && !refuse("hits are of another state")))
            goto done;
    if (ranking->concepts < 0 || !read_tree(ranking, tree))
        goto done;
    int64_t count = lent[0].count, before = -1;
    int32_t *starts = take_room(room, 2 * count, sizeof *starts), *ends = starts + count;
    for (int64_t at = 0; at < count && !room->failed; at++) {
        int64_t passage = ((const int64_t *)lent[0].data)[at];
        if (passage <= before || passage >= ranking->layout->size) {
            refuse("passages must ascend below the size");
            goto done;
        }
        before = passage;
        starts[at] = (int32_t)passage, ends[at] = (int32_t)passage + 1;
    }
    Py_BEGIN_ALLOW_THREADS
    Look look;
    if (!room->failed && look_at(&look, ranking, starts, ends, count, 0, room))
        score_words(&look, ranking, NULL, lent[1].view.buf, room);
    Py_END_ALLOW_THREADS
    result = room->failed ? PyErr_NoMemory() : Py_NewRef(Py_None);
done:
    free_room(room);
    free(ranking);
    give_back(lent, 2);
    return result;
}
