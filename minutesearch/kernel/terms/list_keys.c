/* The occurrences of whole posting lists as sort keys, for merging: what `postings.postings_reader` reads of them,
   renumbered as `writing.segment_merger` does. */
#include "terms/terms.h"

/* The parts of a key, the highest first. */
enum { OF_STEM, OF_FIELD, OF_PASSAGE, OF_POSITION, OF_FORM, OF_KEY };
/* What is known of each list: its new stem, its first form and how many it has, and what the term dictionary says. */
enum { NEW_STEM, FIRST_FORM, FORM_COUNT, LIST_FIELDS, PASSAGE_COUNT, OCCURRENCE_COUNT, OWN_UNITS, OF_LIST };
/* The bytes of all lists, the offsets of those of which the sizes do not follow, and the new numbers. */
enum { GAP_ENDS = STREAMS, PLACE_ENDS, NEW_PASSAGES, NEW_FORMS, OF_LISTS };

typedef struct {
    const Array *lists, *all;
    int shifts[OF_KEY], bits[OF_KEY];
    uint64_t *keys;
    int64_t room, count;
    /* Where the next list's frequencies and forms begin. */
    int64_t marks, forms;
} Reading;

static int64_t whole_at(const Array *array, int64_t at) { return ((const int64_t *)array->data)[at]; }

/* Sets the units of a list in a stream with offsets; false if they lead astray. */
static bool find_units(Array *units, const Array *bytes, const Array *ends, int64_t list, int width) {
    int64_t begin = (int64_t)unsigned_at(ends, list) - unsigned_at(ends, 0);
    int64_t end = (int64_t)unsigned_at(ends, list + 1) - unsigned_at(ends, 0);
    if (width > 2 || begin < 0 || end < begin || end > bytes->count || (end - begin) % (1 << width))
        return false;
    *units = (Array){.data = (const uint8_t *)bytes->data + begin, .count = (end - begin) >> width, .width = 1 << width};
    return true;
}

/* Adds a key of so many parts; false if one of them does not fit. */
static bool add_key(Reading *reading, const int64_t parts[OF_KEY]) {
    uint64_t key = 0;
    if (reading->count >= reading->room)
        return false;
    for (int part = 0; part < OF_KEY; part++) {
        if (parts[part] < 0 || (reading->bits[part] < 63 && parts[part] >> reading->bits[part]))
            return false;
        key |= parts[part] ? (uint64_t)parts[part] << reading->shifts[part] : 0;
    }
    reading->keys[reading->count++] = key;
    return true;
}

/* Adds the occurrences of one list in passages that stay; false if the list does not add up. */
static bool read_list(Reading *reading, int64_t list) {
    const Array *lists = reading->lists, *all = reading->all;
    int64_t passages = unsigned_at(&lists[PASSAGE_COUNT], list), occurrences = unsigned_at(&lists[OCCURRENCE_COUNT], list);
    int64_t first_form = whole_at(&lists[FIRST_FORM], list), forms = whole_at(&lists[FORM_COUNT], list);
    int units = (int)unsigned_at(&lists[OWN_UNITS], list), bits = bits_for_forms(forms);
    bool has_marks = occurrences > passages;
    const uint8_t *marks = (const uint8_t *)all[FREQUENCIES].data + reading->marks;
    const uint8_t *numbers = (const uint8_t *)all[FORMS].data + reading->forms;
    Array gaps, places;
    reading->marks += has_marks ? (occurrences + 7) / 8 : 0;
    reading->forms += bits < 0 ? 0 : (occurrences * bits + 7) / 8;
    if (bits < 0 || occurrences < passages || reading->marks > all[FREQUENCIES].count ||
        reading->forms > all[FORMS].count || first_form < 0 || first_form + forms > all[NEW_FORMS].count ||
        !find_units(&gaps, &all[GAPS], &all[GAP_ENDS], list, units & 3) ||
        !find_units(&places, &all[PLACES], &all[PLACE_ENDS], list, units >> 2))
        return false;
    int64_t parts[OF_KEY] = {whole_at(&lists[NEW_STEM], list), unsigned_at(&lists[LIST_FIELDS], list)};
    int64_t gap_at = 0, place_at = 0, seen = 0, passage = 0;
    for (int64_t at = 0; at < occurrences; at++) {
        if (!has_marks || has_bit(marks, at)) {
            int64_t gap = next_number(&gaps, &gap_at);
            passage += gap;
            if (gap < (seen > 0) || passage >= all[NEW_PASSAGES].count)
                return false;
            parts[OF_PASSAGE] = whole_at(&all[NEW_PASSAGES], passage);
            seen++;
        }
        int64_t form = form_at(numbers, at, bits);
        parts[OF_POSITION] = next_number(&places, &place_at);
        if (!seen || form >= forms || parts[OF_POSITION] < 0)
            return false;
        parts[OF_FORM] = whole_at(&all[NEW_FORMS], first_form + form);
        if (parts[OF_PASSAGE] >= 0 && !add_key(reading, parts))
            return false;
    }
    return seen == passages && gap_at == gaps.count && place_at == places.count;
}

static bool read_bits(Reading *reading) {
    int shift = 0;
    for (int part = OF_FORM; part >= OF_STEM; shift += reading->bits[part--]) {
        reading->shifts[part] = shift;
        if (reading->bits[part] < 0 || reading->bits[part] > 64)
            return false;
    }
    return shift <= 64;
}

/* list_keys((stems, first forms, form counts, fields, passage counts, occurrence counts, units), (gaps, frequencies,
   positions, forms, ends of gaps, ends of positions, new passages, new forms), (bits of stem, field, passage, position,
   form), keys): sets the sort keys of the occurrences of some lists that follow each other, by the new numbers of their
   stems, passages and forms; those of a passage with a negative number are left out. Returns how many keys there are; -1
   if the lists do not add up, or do not fit, which is left to Python. */
PyObject *list_keys(PyObject *module, PyObject *arguments) {
    static const Spec LISTS[] = {{"stems", INT64, false},          {"first forms", INT64, false},
                                 {"form counts", INT64, false},    {"fields", UNSIGNED, false},
                                 {"passage counts", UNSIGNED, false}, {"occurrence counts", UNSIGNED, false},
                                 {"units", UNSIGNED, false}};
    static const Spec ALL[] = {{"gaps", BYTES, false},          {"frequencies", BYTES, false},
                               {"positions", BYTES, false},     {"forms", BYTES, false},
                               {"ends of gaps", UNSIGNED, false}, {"ends of positions", UNSIGNED, false},
                               {"new passages", INT64, false},  {"new forms", INT64, false}};
    PyObject *lists, *all, *keys;
    Array lent[OF_LIST + OF_LISTS + 1] = {0};
    Reading reading = {.lists = lent, .all = &lent[OF_LIST]};
    int *bits = reading.bits;
    bool is_sound = false, is_read;
    (void)module;
    is_read = PyArg_ParseTuple(arguments, "OO(iiiii)O", &lists, &all, &bits[0], &bits[1], &bits[2], &bits[3], &bits[4], &keys) &&
              borrow_all(lent, lists, LISTS, OF_LIST) && borrow_all(&lent[OF_LIST], all, ALL, OF_LISTS) &&
              borrow(&lent[OF_LIST + OF_LISTS], keys, UINT64, -1, true, "keys");
    if (is_read) {
        int64_t many = lent[0].count;
        reading.keys = lent[OF_LIST + OF_LISTS].view.buf;
        reading.room = lent[OF_LIST + OF_LISTS].count;
        is_sound = read_bits(&reading);
        for (int at = 1; at < OF_LIST; at++)
            is_sound = is_sound && lent[at].count == many;
        for (int at = GAP_ENDS; at <= PLACE_ENDS; at++)
            is_sound = is_sound && reading.all[at].count == many + 1;
        Py_BEGIN_ALLOW_THREADS
        for (int64_t list = 0; is_sound && list < many; list++)
            is_sound = read_list(&reading, list);
        Py_END_ALLOW_THREADS
    }
    give_back(lent, OF_LIST + OF_LISTS + 1);
    return is_read ? PyLong_FromLongLong(is_sound ? reading.count : -1) : NULL;
}
