/* Reading: lists, texts and totals out of what a file holds, as `postings_reader`, `token_store` and `term_hits`. */
#include "look.h"

/* Returns the number that begins at a unit, and moves past it: the greatest unit says that it goes on in the next.
   -1 beyond the end. */
static int64_t next_number(const Array *units, int64_t *at) {
    int64_t number = 0, most = ((int64_t)1 << 8 * units->width) - 1;
    while (*at < units->count) {
        int64_t unit = unsigned_at(units, (*at)++);
        number += unit;
        if (unit != most)
            return number;
    }
    return -1;
}

/* decode_passages(data, width, size, passages): sets the passages of a list from its gaps; returns whether they are
   as many, each once and below the size. */
PyObject *decode_passages(PyObject *module, PyObject *arguments) {
    PyObject *data, *passages;
    Array lent[2] = {0};
    Py_ssize_t size;
    int width;
    bool is_sound = false;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OinO", &data, &width, &size, &passages) ||
        !borrow(&lent[0], data, BYTES, -1, false, "data") || !borrow(&lent[1], passages, INT32, -1, true, "passages")) {
        give_back(lent, 2);
        return NULL;
    }
    if (width >= 0 && width <= 2 && lent[0].count % (1 << width) == 0) {
        Array units = {.data = lent[0].data, .count = lent[0].count >> width, .width = 1 << width};
        int64_t at = 0, passage = 0, gap, count = 0;
        int32_t *found = lent[1].view.buf;
        for (is_sound = true; is_sound && count < lent[1].count; count++) {
            gap = next_number(&units, &at);
            passage += gap;
            is_sound = gap >= (count > 0) && passage < size;
            found[count] = (int32_t)passage;
        }
        is_sound = is_sound && at == units.count;
    }
    give_back(lent, 2);
    return PyBool_FromLong(is_sound);
}

/* Returns a number of up to 16 bits that begins at any bit; the bytes that hold it are there. */
static uint32_t bits_at(const uint8_t *data, int64_t bit, int bits) {
    uint32_t number = 0;
    for (int64_t at = bit; at < bit + bits; at++)
        number = number << 1 | (data[at >> 3] >> (7 - (at & 7)) & 1);
    return number;
}

/* select_forms(passages, counts or None, forms, bits, occurrences, wanted, found, often): sets the passages that have an
   occurrence of a wanted form, and how many; returns how many passages, or -1 if the list does not add up. */
PyObject *select_forms(PyObject *module, PyObject *arguments) {
    PyObject *given[6];
    Array lent[6] = {0};
    int bits;
    long long occurrences;
    int64_t many = -1, seen = 0;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOOiLOOO", &given[0], &given[1], &given[2], &bits, &occurrences, &given[3], &given[4], &given[5]) ||
        !borrow(&lent[0], given[0], INT32, -1, false, "passages") ||
        (given[1] != Py_None && !borrow(&lent[1], given[1], UNSIGNED, lent[0].count, false, "counts")) ||
        !borrow(&lent[2], given[2], BYTES, -1, false, "forms") || !borrow(&lent[3], given[3], INT64, -1, false, "wanted") ||
        !borrow(&lent[4], given[4], INT32, lent[0].count, true, "found") ||
        !borrow(&lent[5], given[5], UNSIGNED, lent[0].count, true, "often"))
        goto done;
    if (bits >= 0 && bits <= 16 && lent[5].width == 4) {
        const int64_t *wanted = lent[3].data;
        int64_t bit = 0, end = 8 * lent[2].count;
        many = 0;
        for (int64_t at = 0; at < lent[0].count && many >= 0; at++) {
            int64_t count = lent[1].data ? unsigned_at(&lent[1], at) : 1;
            uint32_t often = 0;
            seen += count;
            if (bit + count * bits > end) {
                many = -1;
                break;
            }
            for (; count; count--, bit += bits) {
                int64_t form = bits_at(lent[2].data, bit, bits);
                for (int64_t each = 0; each < lent[3].count; each++)
                    often += wanted[each] == form;
            }
            if (often) {
                ((int32_t *)lent[4].view.buf)[many] = ((const int32_t *)lent[0].data)[at];
                ((uint32_t *)lent[5].view.buf)[many++] = often;
            }
        }
        many = seen == occurrences ? many : -1;
    }
done:
    give_back(lent, 6);
    return PyErr_Occurred() ? NULL : PyLong_FromLongLong(many);
}

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

/* Compares the string at a place of a table with a text as bytes; sets `is_there` to false if the table has no such
   string. */
static int compare_text(const Array *text, const Array *at, int64_t place, const char *wanted, int64_t length, bool *is_there) {
    int64_t start = 0, end = -1;
    if (place + 1 < at->count)
        start = unsigned_at(at, place), end = unsigned_at(at, place + 1);
    if (end < start || end > text->count) {
        *is_there = false;
        return 0;
    }
    int64_t least = end - start < length ? end - start : length;
    int order = memcmp((const uint8_t *)text->data + start, wanted, (size_t)least);
    return order ? order : (end - start > length) - (end - start < length);
}

/* A sorted table of strings: with an order, the indices of its strings in the order of their bytes. */
typedef struct {
    Array lent[3];
    bool is_ordered;
} Table;

static bool borrow_table(Table *table, PyObject *text, PyObject *at, PyObject *order) {
    table->is_ordered = order == Py_None;
    return borrow(&table->lent[0], text, BYTES, -1, false, "text") && borrow(&table->lent[1], at, UNSIGNED, -1, false, "at") &&
           (table->is_ordered || borrow(&table->lent[2], order, UNSIGNED, -1, false, "order"));
}

/* Returns the place of the first string that does not come before a wanted one, -1 if an index leads astray. */
static int64_t find_place(const Table *table, const char *wanted, int64_t length) {
    const Array *text = &table->lent[0], *at = &table->lent[1], *order = &table->lent[2];
    int64_t low = 0, high = table->is_ordered ? at->count - 1 : order->count;
    for (bool is_there = true; low < high;) {
        int64_t middle = low + (high - low) / 2;
        int64_t place = table->is_ordered ? middle : unsigned_at(order, middle);
        int after = compare_text(text, at, place, wanted, length, &is_there);
        if (!is_there)
            return -1;
        if (after < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* find_text(text, at, order or None, wanted): the place of the first string of a table that does not come before a
   wanted one; with `order`, its place among these indices. -1 if an index leads astray. */
PyObject *find_text(PyObject *module, PyObject *arguments) {
    PyObject *text, *at, *order;
    Table table = {0};
    const char *wanted;
    Py_ssize_t length;
    int64_t place = -1;
    (void)module;
    if (PyArg_ParseTuple(arguments, "OOOy#", &text, &at, &order, &wanted, &length) && borrow_table(&table, text, at, order))
        place = find_place(&table, wanted, length);
    give_back(table.lent, 3);
    return PyErr_Occurred() ? NULL : PyLong_FromLongLong(place);
}

/* any_has(((text, at, order or None), ...), wanted): whether any of some tables has a string. */
PyObject *any_has(PyObject *module, PyObject *arguments) {
    PyObject *tables, *text, *at, *order;
    const char *wanted;
    Py_ssize_t length;
    bool is_found = false;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!y#", &PyTuple_Type, &tables, &wanted, &length))
        return NULL;
    for (Py_ssize_t each = 0; each < PyTuple_Size(tables) && !is_found && !PyErr_Occurred(); each++) {
        Table table = {0};
        if (PyArg_ParseTuple(PyTuple_GetItem(tables, each), "OOO", &text, &at, &order) && borrow_table(&table, text, at, order)) {
            int64_t place = find_place(&table, wanted, length);
            int64_t count = table.is_ordered ? table.lent[1].count - 1 : table.lent[2].count;
            bool is_there = place >= 0 && place < count;
            if (is_there)
                place = table.is_ordered ? place : unsigned_at(&table.lent[2], place);
            is_found = is_there && !compare_text(&table.lent[0], &table.lent[1], place, wanted, length, &is_there) && is_there;
        }
        give_back(table.lent, 3);
    }
    return PyErr_Occurred() ? NULL : PyBool_FromLong(is_found);
}

/* The next item run that a field of a word has, and how often. */
typedef struct {
    const Field *field;
    int64_t at;
    int32_t run;
    float often;
} Runs;

/* Moves on to the next item run of a field; its number is the greatest there is after the last. */
static void next_run(Runs *runs, const Layout *layout, const float *units, int title) {
    const Field *field = runs->field;
    uint64_t sum = 0, first = 0;
    runs->run = INT32_MAX;
    for (; runs->at < field->count; runs->at++) {
        int64_t passage = field->passages ? field->passages[runs->at] : runs->at;
        uint32_t count = field->counts ? unsigned_at(field->counts, runs->at) : 1;
        if (!count)
            continue;
        int32_t run = layout->item_run_of[passage];
        if (runs->run == INT32_MAX)
            runs->run = run, first = count;
        if (run != runs->run)
            break;
        sum += count;
    }
    /* Every passage of an item has its title; the item has it once. */
    runs->often = (float)(field->number == title ? first : sum) * units[field->number];
}

/* The sums of a word by meeting: how often, and the bound of its score in an item of the run of passages that is
   looked at, and of all runs before. Several sources may tell of one meeting; the sum of their bounds is one too. */
typedef struct {
    float *counts, *current, *earlier;
    int32_t *meetings;
    int64_t many;
} Sums;

/* Adds up a word's frequency over the fields of each item run, and over the item runs of each meeting. Returns how
   many item runs have it. */
static int64_t add_up(const Hits *hits, const Layout *layout, const float *units, int title, Sums *sums) {
    Runs runs[FIELDS];
    int64_t item_runs = 0;
    int32_t before = -1;
    for (int at = 0; at < hits->fields; at++) {
        runs[at] = (Runs){.field = &hits->field[at]};
        next_run(&runs[at], layout, units, title);
    }
    for (;; item_runs++) {
        int32_t run = INT32_MAX;
        float often = 0.0f;
        for (int at = 0; at < hits->fields; at++)
            run = runs[at].run < run ? runs[at].run : run;
        if (run == INT32_MAX)
            return item_runs;
        for (int at = 0; at < hits->fields; at++)
            if (runs[at].run == run) {
                often += runs[at].often;
                next_run(&runs[at], layout, units, title);
            }
        int32_t meeting = layout->meeting_of[run];
        float worth = often / (often + layout->item_norms[run]);
        if (sums->counts[meeting] == 0.0f)
            sums->meetings[sums->many++] = meeting;
        sums->counts[meeting] += often;
        if (meeting != before) {
            sums->earlier[meeting] += sums->current[meeting];
            sums->current[meeting] = worth;
        } else if (worth > sums->current[meeting])
            sums->current[meeting] = worth;
        before = meeting;
    }
}

static uint32_t highest_count(const Field *field) {
    uint32_t most = field->counts ? 0 : 1;
    for (int64_t at = 0; field->counts && at < field->count; at++)
        most = unsigned_at(field->counts, at) > most ? unsigned_at(field->counts, at) : most;
    return most;
}

static int compare_numbers(const void *one, const void *other) {
    int32_t left = *(const int32_t *)one, right = *(const int32_t *)other;
    return (left > right) - (left < right);
}

/* Sets the sums of each meeting, and the bound of what a passage of it scores by its own words. */
static void write_sums(const Hits *hits, const Layout *layout, const float *units, float k1, const float *max_weights,
                       Sums *sums, Array *lent) {
    int32_t *meetings = lent[1].view.buf;
    float *counts = lent[2].view.buf, *of_items = lent[3].view.buf, *of_passages = lent[4].view.buf;
    float most[FIELDS];
    for (int field = 0; field < hits->fields; field++)
        most[field] = (float)highest_count(&hits->field[field]);
    qsort(sums->meetings, (size_t)sums->many, sizeof *sums->meetings, compare_numbers);
    for (int64_t at = 0; at < sums->many; at++) {
        int32_t meeting = meetings[at] = sums->meetings[at];
        float weighed = 0.0f;
        counts[at] = sums->counts[meeting];
        of_items[at] = sums->earlier[meeting] + sums->current[meeting];
        for (int field = 0; field < hits->fields; field++) {
            int number = hits->field[field].number;
            float often = counts[at] / units[number];
            weighed += max_weights[number * layout->meetings + meeting] * (often < most[field] ? often : most[field]);
        }
        of_passages[at] = weighed / (weighed + k1) * hits->factor;
    }
}

/* sum_meetings(hits, layout, (units), title, k1, max_weights, meetings, counts, item_max_scores, passage_max_scores):
   sets the totals of a word of the index; returns how many item runs have it, and how many meetings. */
PyObject *sum_meetings(PyObject *module, PyObject *arguments) {
    PyObject *hits_given, *layout_given, *given[5], *result = NULL;
    Array lent[5] = {0};
    Room room = {0};
    float units[FIELDS], k1;
    int title;
    int64_t item_runs;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OO(ffff)ifOOOOO", &hits_given, &layout_given, &units[0], &units[1], &units[2], &units[3],
                          &title, &k1, &given[0], &given[1], &given[2], &given[3], &given[4]))
        return NULL;
    const Hits *hits = PyCapsule_GetPointer(hits_given, HITS);
    const Layout *layout = hits ? PyCapsule_GetPointer(layout_given, LAYOUT) : NULL;
    if (!layout || !borrow(&lent[0], given[0], FLOAT32, FIELDS * layout->meetings, false, "max_weights") ||
        !borrow(&lent[1], given[1], INT32, -1, true, "meetings") ||
        !borrow(&lent[2], given[2], FLOAT32, lent[1].count, true, "counts") ||
        !borrow(&lent[3], given[3], FLOAT32, lent[1].count, true, "item_max_scores") ||
        !borrow(&lent[4], given[4], FLOAT32, lent[1].count, true, "passage_max_scores"))
        goto done;
    Sums sums = {.counts = take_room(&room, 3 * layout->meetings, sizeof *sums.counts),
                 .meetings = take_room(&room, layout->meetings, sizeof *sums.meetings)};
    if (room.failed) {
        PyErr_NoMemory();
        goto done;
    }
    sums.current = sums.counts + layout->meetings, sums.earlier = sums.current + layout->meetings;
    Py_BEGIN_ALLOW_THREADS
    item_runs = hits->size == layout->size ? add_up(hits, layout, units, title, &sums) : 0;
    if (sums.many <= lent[1].count)
        write_sums(hits, layout, units, k1, lent[0].data, &sums, lent);
    Py_END_ALLOW_THREADS
    if (hits->size != layout->size || sums.many > lent[1].count)
        PyErr_SetString(PyExc_ValueError, "the hits are of another state, or of more meetings than there is room for");
    else
        result = Py_BuildValue("LL", (long long)item_runs, (long long)sums.many);
done:
    free_room(&room);
    give_back(lent, 5);
    return result;
}

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
