/* Postings: the passages of a term in the whole state, decoded in one go, as `postings_reader` and `term_hits`. */
#include "terms/terms.h"

/* Decodes gaps of a byte each, none of which goes on: most lists, as fast as they can be read. */
static bool decode_bytes(const uint8_t *gaps, int64_t count, int64_t size, int64_t base, int32_t *passages) {
    int64_t passage = 0;
    bool is_sound = true;
    for (int64_t at = 0; at < count; at++) {
        passage += gaps[at];
        is_sound &= (gaps[at] || !at) && gaps[at] != 255;
        passages[at] = (int32_t)(passage + base);
    }
    return is_sound && passage < size;
}

/* Sets the passages of a list from its gaps, each once and below the size, as many as there are gaps. */
static bool decode_gaps(const Array *units, int64_t count, int64_t size, int64_t base, int32_t *passages) {
    int64_t at = 0, passage = 0;
    if (units->width == 1 && units->count == count)
        return decode_bytes(units->data, count, size, base, passages);
    for (int64_t each = 0; each < count; each++) {
        int64_t gap = next_number(units, &at);
        passage += gap;
        if (gap < (each > 0) || passage >= size)
            return false;
        passages[each] = (int32_t)(passage + base);
    }
    return at == units->count;
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
        is_sound = decode_gaps(&units, lent[1].count, size, 0, lent[1].view.buf);
    }
    give_back(lent, 2);
    return PyBool_FromLong(is_sound);
}

bool decode_numbers(const Array *units, int64_t count, uint32_t *numbers) {
    int64_t at = 0;
    for (int64_t each = 0; each < count; each++) {
        int64_t number = next_number(units, &at);
        if (number < 0 || number > UINT32_MAX)
            return false;
        numbers[each] = (uint32_t)number;
    }
    return at == units->count;
}

/* unpack_numbers(data, width, numbers): sets the numbers of a list, of which some go on in further units; returns whether
   there are as many and no more. */
PyObject *unpack_numbers(PyObject *module, PyObject *arguments) {
    PyObject *data, *numbers;
    Array lent[2] = {0};
    int width;
    bool is_sound = false;
    (void)module;
    if (PyArg_ParseTuple(arguments, "OiO", &data, &width, &numbers) && borrow(&lent[0], data, BYTES, -1, false, "data") &&
        borrow(&lent[1], numbers, UNSIGNED, -1, true, "numbers") && width >= 0 && width <= 2 &&
        lent[0].count % (1 << width) == 0 && lent[1].width == 4) {
        Array units = {.data = lent[0].data, .count = lent[0].count >> width, .width = 1 << width};
        is_sound = decode_numbers(&units, lent[1].count, lent[1].view.buf);
    }
    give_back(lent, 2);
    return PyErr_Occurred() ? NULL : PyBool_FromLong(is_sound);
}

/* count_before(counts, before): sets how many there are before every 64th count. */
PyObject *count_before(PyObject *module, PyObject *arguments) {
    PyObject *counts, *before;
    Array lent[2] = {0};
    int64_t all = 0;
    (void)module;
    if (PyArg_ParseTuple(arguments, "OO", &counts, &before) && borrow(&lent[0], counts, UNSIGNED, -1, false, "counts") &&
        borrow(&lent[1], before, INT32, lent[0].count / 64 + 1, true, "before"))
        for (int64_t at = 0; at / 64 < lent[1].count && at <= lent[0].count; at++) {
            if (at % 64 == 0)
                ((int32_t *)lent[1].view.buf)[at / 64] = (int32_t)all;
            all += at < lent[0].count ? unsigned_at(&lent[0], at) : 0;
        }
    give_back(lent, 2);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* Of passages with counts (NULL for one each) keeps those with an occurrence of a wanted form, and how many: `found` may
   be `passages`, and `often` may be `counts`. Returns how many passages, or -1 if the list does not add up. */
static int64_t select_in(const int32_t *passages, const Array *counts, int64_t count, const Array *forms, int bits,
                         int64_t occurrences, const int64_t *wanted, int64_t many, int32_t *found, uint32_t *often) {
    int64_t seen = 0, kept = 0;
    if (bits < 0 || bits > 16 || (bits & (bits - 1)) || occurrences < 0 || forms->count < (occurrences * bits + 7) / 8)
        return -1;
    for (int64_t at = 0; at < count; at++) {
        int64_t last = seen + (counts ? unsigned_at(counts, at) : 1);
        uint32_t having = 0;
        if (last > occurrences)
            return -1;
        for (; seen < last; seen++) {
            int64_t form = form_at(forms->data, seen, bits);
            for (int64_t each = 0; each < many; each++)
                having += wanted[each] == form;
        }
        if (having) {
            found[kept] = passages[at];
            if (often)
                often[kept] = having;
            kept++;
        }
    }
    return seen == occurrences ? kept : -1;
}

/* select_forms(passages, counts or None, forms, bits, occurrences, wanted, found, often): sets the passages that have an
   occurrence of a wanted form, and how many; returns how many passages, or -1 if the list does not add up. */
PyObject *select_forms(PyObject *module, PyObject *arguments) {
    PyObject *given[6];
    Array lent[6] = {0};
    int bits;
    long long occurrences;
    int64_t many = -1;
    (void)module;
    if (PyArg_ParseTuple(arguments, "OOOiLOOO", &given[0], &given[1], &given[2], &bits, &occurrences, &given[3], &given[4], &given[5]) &&
        borrow(&lent[0], given[0], INT32, -1, false, "passages") &&
        (given[1] == Py_None || borrow(&lent[1], given[1], UNSIGNED, lent[0].count, false, "counts")) &&
        borrow(&lent[2], given[2], BYTES, -1, false, "forms") && borrow(&lent[3], given[3], INT64, -1, false, "wanted") &&
        borrow(&lent[4], given[4], INT32, lent[0].count, true, "found") &&
        borrow(&lent[5], given[5], UNSIGNED, lent[0].count, true, "often") && lent[5].width == 4)
        many = select_in(lent[0].data, lent[1].data ? &lent[1] : NULL, lent[0].count, &lent[2], bits, occurrences,
                         lent[3].data, lent[3].count, lent[4].view.buf, lent[5].view.buf);
    give_back(lent, 6);
    return PyErr_Occurred() ? NULL : PyLong_FromLongLong(many);
}

bool read_stream(const List *list, Stream stream, int width, Array *units) {
    const Segment *segment = list->segment;
    const Array *at = &segment->lent[STREAM_AT + stream], *data = &segment->lent[STREAM_DATA + stream];
    const Array *unseen = &segment->lent[UNSEEN];
    int64_t start = unsigned_at(at, list->number), end = unsigned_at(at, list->number + 1);
    if (end < start || end > data->count || width > 2 || (end - start) % (1 << width))
        return false;
    int64_t last = (segment->places[stream] + end + 0xFFFF) >> 16;
    for (int64_t block = (segment->places[stream] + start) >> 16; block < last; block++)
        if (block >= unseen->count || ((const uint8_t *)unseen->data)[block])
            return false;
    *units = (Array){.data = (const uint8_t *)data->data + start, .count = (end - start) >> width, .width = 1 << width};
    return true;
}

/* Sets how often each passage of a list has its term, of which one bit for each occurrence says where it begins; false if
   that is not as often as the list says in all. */
static bool decode_counts(const Array *marks, const List *list, uint32_t *counts) {
    const uint8_t *bytes = marks->data;
    int64_t passages = 0, begin = 0;
    if (marks->count != (list->occurrences + 7) / 8 || !marks->count || !(bytes[0] & 0x80))
        return false;
    for (int64_t at = 0; at < marks->count; at++)
        for (uint32_t left = bytes[at]; left;) {
            int bit = __builtin_clz(left) - 24;
            int64_t place = 8 * at + bit;
            if (passages == list->passages || place >= list->occurrences)
                return false;
            if (passages)
                counts[passages - 1] = (uint32_t)(place - begin);
            passages++, begin = place;
            left &= 0x7Fu >> bit;
        }
    counts[passages - 1] = (uint32_t)(list->occurrences - begin);
    return passages == list->passages;
}

void keep_live(const Segment *segment, Decoded *decoded) {
    const bool *live = segment->lent[LIVE].data;
    int64_t kept = 0;
    for (int64_t at = 0; live && at < decoded->count; at++) {
        if (!live[decoded->passages[at] - segment->base])
            continue;
        decoded->passages[kept] = decoded->passages[at];
        if (decoded->counts)
            decoded->counts[kept] = decoded->counts[at];
        kept++;
    }
    decoded->count = live ? kept : decoded->count;
}

bool decode_all(const List *list, Decoded *decoded, Room *room) {
    Array units;
    *decoded = (Decoded){.count = list->passages, .passages = take_room(room, list->passages, sizeof *decoded->passages)};
    if (!decoded->passages || !read_stream(list, GAPS, list->widths & 3, &units) ||
        !decode_gaps(&units, list->passages, list->segment->size, list->segment->base, decoded->passages))
        return false;
    if (list->occurrences != list->passages) {
        decoded->counts = take_room(room, list->passages, sizeof *decoded->counts);
        if (!decoded->counts || !read_stream(list, FREQUENCIES, 0, &units) ||
            !decode_counts(&units, list, decoded->counts))
            return false;
    }
    return true;
}

bool decode_list(const List *list, Decoded *decoded, Room *room) {
    Array units;
    if (!decode_all(list, decoded, room))
        return false;
    if (list->forms) {
        Array counts = {.data = decoded->counts, .count = decoded->count, .width = sizeof *decoded->counts};
        if (!read_stream(list, FORMS, 0, &units))
            return false;
        decoded->count = select_in(decoded->passages, decoded->counts ? &counts : NULL, decoded->count, &units,
                                   list->forms->bits, list->occurrences, list->forms->numbers, list->forms->many,
                                   decoded->passages, decoded->counts);
        if (decoded->count < 0)
            return false;
    }
    keep_live(list->segment, decoded);
    return true;
}

/* --- a term in the whole state */

/* What a term has in one text field: its lists, and the arrays that Python gets of them, which `FieldPostings` says. */
typedef struct {
    int field, lists;
    const Decoded *decoded[MOST_DICTIONARIES];
    int64_t count;
    bool has_counts, is_dense;
    int width;
    PyObject *passages, *counts;
} InField;

typedef struct {
    int64_t size, listed, count;
    int fields;
    InField field[FIELDS];
    bool has_bits;
    PyObject *bits, *numbers;
    int32_t *merged;
} Term;

/* A word that more than one in so many passages have is kept as a number for each passage, and a set that at least one
   in so many have as bits: `field_postings` and `doc_set` say why. */
enum { DENSE = 4, SPARSE = 32 };

static void measure_field(InField *field, int64_t size) {
    uint32_t most = 1;
    for (int at = 0; at < field->lists; at++) {
        const Decoded *decoded = field->decoded[at];
        field->count += decoded->count;
        field->has_counts |= decoded->counts != NULL;
        for (int64_t each = 0; decoded->counts && each < decoded->count; each++)
            most = decoded->counts[each] > most ? decoded->counts[each] : most;
    }
    field->is_dense = field->count * DENSE > size;
    field->width = most <= 0xFF ? 1 : most <= 0xFFFF ? 2 : 4;
}

/* Decodes the lists of a word; returns how many, -1 if one does not add up or is not verified yet. */
static int decode_word(const Lists *lists, InList *parts, Room *room) {
    for (int at = 0; at < lists->many; at++) {
        parts[at].field = lists->lists[at].field;
        if (!decode_list(&lists->lists[at], &parts[at].decoded, room))
            return -1;
    }
    return lists->is_sound ? lists->many : -1;
}

/* Puts what is found in each text field together. */
static void gather_fields(Term *term, const InList *parts, int many) {
    for (int field = 0; field < FIELDS; field++) {
        InField *found = &term->field[term->fields];
        *found = (InField){.field = field};
        for (int at = 0; at < many; at++)
            if (parts[at].field == field)
                found->decoded[found->lists++] = &parts[at].decoded;
        if (!found->lists)
            continue;
        measure_field(found, term->size);
        term->listed += found->count;
        term->has_bits |= found->is_dense;
        term->fields++;
    }
    term->has_bits |= term->listed * SPARSE >= term->size;
}

/* Lists the passages that have a term in any of several text fields. */
static bool merge_fields(Term *term, Room *room) {
    int64_t cursors[FIELDS] = {0};
    int parts[FIELDS] = {0};
    if (!(term->merged = take_room(room, term->listed, sizeof *term->merged)))
        return false;
    for (;;) {
        int32_t lowest = INT32_MAX;
        for (int pass = 0; pass < 2; pass++)
            for (int at = 0; at < term->fields; at++) {
                const InField *field = &term->field[at];
                while (parts[at] < field->lists && cursors[at] == field->decoded[parts[at]]->count)
                    parts[at]++, cursors[at] = 0;
                if (parts[at] == field->lists)
                    continue;
                int32_t passage = field->decoded[parts[at]]->passages[cursors[at]];
                if (!pass && passage < lowest)
                    lowest = passage;
                else if (pass && passage == lowest)
                    cursors[at]++;
            }
        if (lowest == INT32_MAX)
            return true;
        term->merged[term->count++] = lowest;
    }
}

static PyObject *new_bytes(int64_t count, int width) { return PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(count * width)); }

/* Makes the arrays that Python gets, still to be filled; false with a Python error set. */
static bool make_arrays(Term *term) {
    bool are_made = true;
    for (int at = 0; at < term->fields; at++) {
        InField *field = &term->field[at];
        int64_t counts = field->is_dense ? term->size : field->count;
        are_made = are_made && (field->is_dense || (field->passages = new_bytes(field->count, 4))) &&
                   (!(field->is_dense || field->has_counts) || (field->counts = new_bytes(counts, field->width)));
    }
    if (term->has_bits)
        are_made = are_made && (term->bits = new_bytes((term->size + 63) / 64, 8));
    else if (term->fields > 1)
        are_made = are_made && (term->numbers = new_bytes(term->count, 4));
    return are_made;
}

static void fill_field(const InField *field, int64_t size, uint8_t *passages, uint8_t *counts) {
    int64_t begin = 0;
    if (field->is_dense)
        memset(counts, 0, (size_t)(size * field->width));
    for (int part = 0; part < field->lists; part++) {
        const Decoded *decoded = field->decoded[part];
        if (passages && decoded->count)
            memcpy(passages + 4 * begin, decoded->passages, 4 * (size_t)decoded->count);
        for (int64_t at = 0; counts && at < decoded->count; at++)
            put_number(counts, field->is_dense ? decoded->passages[at] : begin + at, field->width,
                       decoded->counts ? decoded->counts[at] : 1);
        begin += decoded->count;
    }
}

static void fill_bits(Term *term, uint8_t *bits) {
    int64_t end = (term->size + 63) / 64 * 8;
    memset(bits, 0, (size_t)end);
    for (int field = 0; field < term->fields; field++)
        for (int part = 0; part < term->field[field].lists; part++) {
            const Decoded *decoded = term->field[field].decoded[part];
            for (int64_t at = 0; at < decoded->count; at++)
                bits[decoded->passages[at] >> 3] |= (uint8_t)(0x80 >> (decoded->passages[at] & 7));
        }
    term->count = 0;
    for (int64_t at = 0; at < end; at += 8) {
        uint64_t word;
        memcpy(&word, bits + at, 8);
        term->count += __builtin_popcountll(word);
    }
}

static uint8_t *start_of(PyObject *bytes) { return bytes ? (uint8_t *)PyBytes_AsString(bytes) : NULL; }

/* Fills the arrays, which nobody else has yet. */
static void fill_arrays(Term *term) {
    uint8_t *passages[FIELDS], *counts[FIELDS], *bits = start_of(term->bits), *numbers = start_of(term->numbers);
    for (int at = 0; at < term->fields; at++)
        passages[at] = start_of(term->field[at].passages), counts[at] = start_of(term->field[at].counts);
    Py_BEGIN_ALLOW_THREADS
    for (int at = 0; at < term->fields; at++)
        fill_field(&term->field[at], term->size, passages[at], counts[at]);
    if (bits)
        fill_bits(term, bits);
    else if (numbers && term->count)
        memcpy(numbers, term->merged, 4 * (size_t)term->count);
    else
        term->count = term->listed;
    Py_END_ALLOW_THREADS
}

static PyObject *or_none(PyObject *object) { return object ? object : Py_None; }

static PyObject *build_term(const Term *term) {
    PyObject *fields = PyTuple_New(term->fields);
    for (int at = 0; fields && at < term->fields; at++) {
        const InField *field = &term->field[at];
        PyObject *each = Py_BuildValue("iOOiL", field->field, or_none(field->passages), or_none(field->counts), field->width,
                                       (long long)field->count);
        if (!each || PyTuple_SetItem(fields, at, each))
            Py_CLEAR(fields);
    }
    PyObject *numbers = term->numbers ? term->numbers : term->has_bits || !term->fields ? NULL : term->field[0].passages;
    return fields ? Py_BuildValue("NOOL", fields, or_none(term->bits), or_none(numbers), (long long)term->count) : NULL;
}

/* Finds and decodes a word, or words in a row; false if a list does not add up or is not verified yet. */
static bool decode_term(Term *term, const Dictionary *dictionary, const char *const *texts, const Py_ssize_t *lengths,
                        int words, bool is_exact, int fields, Room *room) {
    InList *parts = take_raw(room, MOST_LISTS, sizeof *parts);
    int many = -1;
    term->size = dictionary->size;
    if (parts && words == 1) {
        Lists lists;
        find_lists(&lists, dictionary, texts[0], lengths[0], is_exact, fields);
        many = decode_word(&lists, parts, room);
    } else if (parts)
        many = find_rows(dictionary, texts, lengths, words, is_exact, fields, parts, room);
    if (many < 0)
        return false;
    gather_fields(term, parts, many);
    return term->has_bits || term->fields < 2 || merge_fields(term, room);
}

/* read_term(dictionary, (text, ...), is_exact, fields): what a word, or words in a row, have in each text field, given as
   bits, and in any: (((field, passages or None, counts or None, their width, how many passages), ...), bits or None,
   numbers or None, how many passages), the arrays as bytes. None if there are more words than the kernel looks for, or if
   a list does not add up or is not verified yet, which is left to Python. */
PyObject *read_term(PyObject *module, PyObject *arguments) {
    PyObject *given, *words, *result = NULL;
    const char *texts[MOST_WORDS];
    Py_ssize_t lengths[MOST_WORDS], many;
    int is_exact, fields;
    bool is_sound;
    Room room = {0};
    Term term = {0};
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OO!pi", &given, &PyTuple_Type, &words, &is_exact, &fields))
        return NULL;
    const Dictionary *dictionary = PyCapsule_GetPointer(given, DICTIONARY);
    if (!dictionary)
        return NULL;
    if ((many = PyTuple_Size(words)) < 1 || many > MOST_WORDS)
        return Py_NewRef(Py_None);
    for (Py_ssize_t at = 0; at < many; at++) {
        char *text;
        if (PyBytes_AsStringAndSize(PyTuple_GetItem(words, at), &text, &lengths[at]))
            return NULL;
        texts[at] = text;
    }
    Py_BEGIN_ALLOW_THREADS
    is_sound = decode_term(&term, dictionary, texts, lengths, (int)many, is_exact, fields, &room);
    Py_END_ALLOW_THREADS
    if (room.failed)
        PyErr_NoMemory();
    else if (!is_sound)
        result = Py_NewRef(Py_None);
    else if (make_arrays(&term)) {
        fill_arrays(&term);
        result = build_term(&term);
    }
    for (int at = 0; at < FIELDS; at++) {
        Py_XDECREF(term.field[at].passages);
        Py_XDECREF(term.field[at].counts);
    }
    Py_XDECREF(term.bits);
    Py_XDECREF(term.numbers);
    free_room(&room);
    return result;
}
