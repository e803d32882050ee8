/* Packing: sorted keys of occurrences into posting lists, as `postings.postings_writer` packs them. */
#include "kernel.h"

/* The parts of a key, the highest first; and what tells the lists apart, and the passages in them. */
enum { STEM, AREA, PASSAGE, POSITION, FORM, PARTS, LIST = PARTS, POSTING, KINDS };
/* The streams of a list: numbers in units, but for the frequencies, which have one bit for each occurrence, and the forms,
   which have as many to a number as their stem needs. */
enum { GAPS, FREQUENCIES, PLACES, FORMS, STREAMS, PACKED = FORMS };
enum { WIDTHS = 3 };

typedef struct {
    int shift;
    uint64_t mask;
} Part;

typedef struct {
    const uint64_t *keys;
    int64_t count;
    Part parts[KINDS];
} Keys;

/* How many numbers a list has, and how many more units each width takes for its large ones. */
typedef struct {
    int64_t count, over[WIDTHS];
} Measure;

/* What is found of all lists: by list, and of each stream its bytes, how many each list takes, and its units. */
typedef struct {
    int32_t *stems;
    uint8_t *areas, *widths[STREAMS], *data[STREAMS];
    int64_t *passages, *occurrences, *sizes[STREAMS];
} Lists;

static uint64_t part_of(const Keys *keys, int64_t at, int part) {
    return keys->keys[at] >> keys->parts[part].shift & keys->parts[part].mask;
}

static Part part_at(int shift, int bits) {
    if (shift > 63 || !bits)
        return (Part){0, 0};
    return (Part){shift, bits > 63 ? UINT64_MAX : (UINT64_C(1) << bits) - 1};
}

/* Returns whether keys ascend, and sets how many lists they make. */
static bool count_lists(const Keys *keys, int64_t *lists) {
    *lists = keys->count > 0;
    for (int64_t at = 1; at < keys->count; at++) {
        if (keys->keys[at] < keys->keys[at - 1])
            return false;
        *lists += part_of(keys, at, LIST) != part_of(keys, at - 1, LIST);
    }
    return true;
}

/* --- numbers in units of one, two or four bytes, of which the greatest goes on in the next, as `storage.bitpacking` */

static const uint64_t MOST[WIDTHS] = {0xFF, 0xFFFF, 0xFFFFFFFF};

static void measure(Measure *list, uint64_t number) {
    list->count++;
    for (int width = 0; width < WIDTHS && number >= MOST[width]; width++)
        list->over[width] += (int64_t)(number / MOST[width]);
}

static int64_t size_in(const Measure *list, int width) { return (list->count + list->over[width]) << width; }

static int best_width(const Measure *list) {
    int best = 0;
    for (int width = 1; width < WIDTHS; width++)
        best = size_in(list, width) < size_in(list, best) ? width : best;
    return best;
}

static uint8_t *put_unit(uint8_t *out, uint64_t number, int width) {
    put_number(out, 0, 1 << width, (uint32_t)number);
    return out + (1 << width);
}

static uint8_t *put_in_units(uint8_t *out, uint64_t number, int width) {
    for (; number >= MOST[width]; number -= MOST[width])
        out = put_unit(out, MOST[width], width);
    return put_unit(out, number, width);
}

/* --- lists */

/* Goes through the keys of one list: measures its numbers, or where there is something to write to, writes them. Returns
   where the list ends. */
static inline int64_t walk_list(const Keys *keys, int64_t from, Measure *lists, const Lists *out, int64_t list) {
    uint64_t own = part_of(keys, from, LIST), passage = 0, pending = 0;
    int64_t at = from;
    int left = 0, bits = out ? out->widths[FORMS][list] : 0;
    uint8_t *ends[STREAMS];
    for (int stream = 0; out && stream < STREAMS; stream++)
        ends[stream] = out->data[stream];
    bool is_counted = out && out->sizes[FREQUENCIES][list];
    for (; at < keys->count && part_of(keys, at, LIST) == own; at++) {
        uint64_t next = part_of(keys, at, PASSAGE), position = part_of(keys, at, POSITION);
        bool is_first = at == from || next != passage;
        if (is_first) {
            if (out)
                ends[GAPS] = put_in_units(ends[GAPS], next - passage, out->widths[GAPS][list]);
            else
                measure(&lists[GAPS], next - passage);
            passage = next;
        }
        if (!out) {
            measure(&lists[PLACES], position);
            continue;
        }
        ends[PLACES] = put_in_units(ends[PLACES], position, out->widths[PLACES][list]);
        if (is_counted) {
            uint8_t *marks = ends[FREQUENCIES] + (at - from) / 8;
            int bit = 7 - (int)((at - from) % 8);
            *marks = (uint8_t)((bit == 7 ? 0 : *marks) | is_first << bit);
        }
        pending = bits ? pending << bits | (part_of(keys, at, FORM) & ((UINT64_C(1) << bits) - 1)) : 0;
        for (left += bits; left >= 8; left -= 8)
            *ends[FORMS]++ = (uint8_t)(pending >> (left - 8));
    }
    if (left)
        *ends[FORMS] = (uint8_t)(pending << (8 - left));
    return at;
}

/* Measures all lists; returns whether each has forms of which there is a number. */
static bool measure_lists(const Keys *keys, const Array *form_counts, Lists *lists, int64_t totals[STREAMS]) {
    int64_t list = 0;
    for (int64_t at = 0; at < keys->count; list++) {
        Measure found[PACKED] = {0};
        uint64_t stem = part_of(keys, at, STEM);
        int bits = stem < (uint64_t)form_counts->count ? bits_for_forms(((const int64_t *)form_counts->data)[stem]) : -1;
        if (bits < 0)
            return false;
        lists->stems[list] = (int32_t)stem;
        lists->areas[list] = (uint8_t)part_of(keys, at, AREA);
        at = walk_list(keys, at, found, NULL, 0);
        lists->passages[list] = found[GAPS].count;
        lists->occurrences[list] = found[PLACES].count;
        for (int stream = GAPS; stream < PACKED; stream += PLACES - GAPS) {
            int width = best_width(&found[stream]);
            lists->widths[stream][list] = (uint8_t)width;
            lists->sizes[stream][list] = size_in(&found[stream], width);
        }
        bool is_counted = found[PLACES].count > found[GAPS].count;
        lists->widths[FREQUENCIES][list] = is_counted;
        lists->sizes[FREQUENCIES][list] = is_counted ? (found[PLACES].count + 7) / 8 : 0;
        lists->widths[FORMS][list] = (uint8_t)bits;
        lists->sizes[FORMS][list] = (found[PLACES].count * bits + 7) / 8;
        for (int stream = 0; stream < STREAMS; stream++)
            totals[stream] += lists->sizes[stream][list];
    }
    return true;
}

static void write_lists(const Keys *keys, Lists *lists) {
    int64_t list = 0;
    for (int64_t at = 0; at < keys->count; list++) {
        at = walk_list(keys, at, NULL, lists, list);
        for (int stream = 0; stream < STREAMS; stream++)
            lists->data[stream] += lists->sizes[stream][list];
    }
}

/* Adds room for so many bytes to a tuple, and returns where it is; NULL with an error set if there is no memory. */
static void *make_room(PyObject *tuple, int at, int64_t size) {
    PyObject *bytes = tuple ? PyBytes_FromStringAndSize(NULL, (Py_ssize_t)size) : NULL;
    if (!bytes || PyTuple_SetItem(tuple, at, bytes))
        return NULL;
    return PyBytes_AsString(bytes);
}

static bool make_lists(Lists *lists, PyObject *tuple, int64_t many) {
    bool made = (lists->stems = make_room(tuple, 0, many * 4)) && (lists->areas = make_room(tuple, 1, many)) &&
                (lists->passages = make_room(tuple, 2, many * 8)) && (lists->occurrences = make_room(tuple, 3, many * 8));
    for (int stream = 0; made && stream < STREAMS; stream++)
        made = (lists->sizes[stream] = make_room(tuple, 5 + 3 * stream, many * 8)) &&
               (lists->widths[stream] = make_room(tuple, 6 + 3 * stream, many));
    return made;
}

static bool read_keys(Keys *keys, const Array *given, const int bits[PARTS]) {
    int shift = 0, all = bits[STEM] + bits[AREA] + bits[PASSAGE] + bits[POSITION] + bits[FORM];
    for (int part = FORM; part >= STEM; shift += bits[part--]) {
        if (bits[part] < 0 || bits[part] > 64 || all > 64)
            return false;
        keys->parts[part] = part_at(shift, bits[part]);
    }
    keys->parts[POSTING] = part_at(bits[POSITION] + bits[FORM], bits[STEM] + bits[AREA] + bits[PASSAGE]);
    keys->parts[LIST] = part_at(bits[PASSAGE] + bits[POSITION] + bits[FORM], bits[STEM] + bits[AREA]);
    keys->keys = given->data;
    keys->count = given->count;
    return bits[STEM] <= 31 && bits[AREA] <= 8;
}

/* pack_postings(keys, (bits of stem, field, passage, position, form), form_counts): sorted keys as posting lists. Returns
   of each list its stem (int32), field (uint8), how many passages and occurrences it has (int64), and of its gaps,
   frequencies, positions and forms all bytes, how many of them are each list's (int64) and its units (uint8). */
PyObject *pack_postings(PyObject *module, PyObject *arguments) {
    PyObject *given, *form_counts, *result = NULL;
    Array lent[2] = {0};
    Keys keys;
    Lists lists;
    int bits[PARTS];
    int64_t many = 0, totals[STREAMS] = {0};
    bool is_sound = false;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O(iiiii)O", &given, &bits[0], &bits[1], &bits[2], &bits[3], &bits[4], &form_counts) ||
        !borrow(&lent[0], given, UINT64, -1, false, "keys") || !borrow(&lent[1], form_counts, INT64, -1, false, "form_counts"))
        goto done;
    if (read_keys(&keys, &lent[0], bits)) {
        Py_BEGIN_ALLOW_THREADS
        is_sound = count_lists(&keys, &many);
        Py_END_ALLOW_THREADS
    }
    if (is_sound) {
        result = PyTuple_New(4 + 3 * STREAMS);
        if (!make_lists(&lists, result, many))
            goto failed;
        Py_BEGIN_ALLOW_THREADS
        is_sound = measure_lists(&keys, &lent[1], &lists, totals);
        Py_END_ALLOW_THREADS
    }
    if (!is_sound) {
        PyErr_SetString(PyExc_ValueError, "the keys do not ascend, or have stems or forms that there are not");
        goto failed;
    }
    for (int stream = 0; stream < STREAMS; stream++)
        if (!(lists.data[stream] = make_room(result, 4 + 3 * stream, totals[stream])))
            goto failed;
    Py_BEGIN_ALLOW_THREADS
    write_lists(&keys, &lists);
    Py_END_ALLOW_THREADS
    goto done;
failed:
    Py_CLEAR(result);
done:
    give_back(lent, 2);
    return result;
}
