/* Phrases: the passages of the whole state that have some words in a row, as `matching.phrases`. */
#include "terms/terms.h"

/* The occurrences of one word of a phrase in a text field of a segment. `units` are its positions where none goes on in a
   further unit; else they are decoded. */
typedef struct {
    const List *list;
    Decoded decoded;
    Array units, forms;
    uint32_t *positions;
    /* The passage that is looked at, the first of its occurrences, and the one that was looked at last. */
    int64_t at, start, next;
} Occurrences;

static bool decode_row(Occurrences *row, const List *list, Room *room) {
    *row = (Occurrences){.list = list};
    if (!decode_all(list, &row->decoded, room) || !read_stream(list, PLACES, list->widths >> 2, &row->units))
        return false;
    if (row->units.count != list->occurrences) {
        row->positions = take_raw(room, list->occurrences, sizeof *row->positions);
        if (!row->positions || !decode_numbers(&row->units, list->occurrences, row->positions))
            return false;
    }
    return !list->forms || (read_stream(list, FORMS, 0, &row->forms) &&
                            row->forms.count >= (list->occurrences * list->forms->bits + 7) / 8);
}

static int64_t count_at(const Occurrences *row, int64_t at) { return row->decoded.counts ? row->decoded.counts[at] : 1; }

static int64_t position_of(const Occurrences *row, int64_t occurrence) {
    return row->positions ? row->positions[occurrence] : unsigned_at(&row->units, occurrence);
}

static bool is_wanted(const Occurrences *row, int64_t occurrence) {
    const Forms *forms = row->list->forms;
    bool is_there = !forms;
    for (int each = 0; forms && each < forms->many; each++)
        is_there |= form_at(row->forms.data, occurrence, forms->bits) == forms->numbers[each];
    return is_there;
}

/* Moves on to a passage, or the first after it; returns whether the word is in that passage. */
static bool move_to(Occurrences *row, int32_t passage) {
    for (; row->at < row->decoded.count && row->decoded.passages[row->at] < passage; row->at++)
        row->start += count_at(row, row->at);
    row->next = row->start;
    return row->at < row->decoded.count && row->decoded.passages[row->at] == passage;
}

/* Returns whether a word stands at a position of its passage, where it is asked for ever higher ones. */
static bool stands_at(Occurrences *row, int64_t position) {
    int64_t end = row->start + count_at(row, row->at);
    while (row->next < end && position_of(row, row->next) < position)
        row->next++;
    return row->next < end && position_of(row, row->next) == position && is_wanted(row, row->next);
}

/* Returns how often the words stand in a row in the passage that all rows look at; -1 if positions do not ascend. */
static int64_t count_rows(Occurrences *rows, int words) {
    int64_t often = 0;
    for (int word = 0; word < words; word++)
        for (int64_t at = rows[word].start + 1; at < rows[word].start + count_at(&rows[word], rows[word].at); at++)
            if (position_of(&rows[word], at) <= position_of(&rows[word], at - 1))
                return -1;
    Occurrences *first = &rows[0];
    for (int64_t at = first->start; at < first->start + count_at(first, first->at); at++) {
        bool is_row = is_wanted(first, at);
        for (int word = 1; word < words && is_row; word++)
            is_row = stands_at(&rows[word], position_of(first, at) + word);
        often += is_row;
    }
    return often;
}

/* Finds the rows of words in one text field of a segment; false if a list does not add up or is not verified yet. */
static bool find_in_field(const List *const *lists, int words, Decoded *found, Room *room) {
    Occurrences *rows = take_room(room, words, sizeof *rows);
    const Occurrences *rarest = rows;
    for (int word = 0; word < words; word++) {
        if (!rows || !decode_row(&rows[word], lists[word], room))
            return false;
        if (rows[word].decoded.count < rarest->decoded.count)
            rarest = &rows[word];
    }
    *found = (Decoded){0, take_raw(room, rarest->decoded.count, sizeof *found->passages),
                       take_raw(room, rarest->decoded.count, sizeof *found->counts)};
    for (int64_t at = 0; at < rarest->decoded.count && !room->failed; at++) {
        int32_t passage = rarest->decoded.passages[at];
        bool have_all = true;
        for (int word = 0; word < words && have_all; word++)
            have_all = move_to(&rows[word], passage);
        int64_t often = have_all ? count_rows(rows, words) : 0;
        if (often < 0)
            return false;
        if (often) {
            found->passages[found->count] = passage;
            found->counts[found->count++] = (uint32_t)often;
        }
    }
    keep_live(lists[0]->segment, found);
    return !room->failed;
}

/* Sets the list of each word in one text field of a segment; false if a word has none there. */
static bool lists_in(const Lists *lists, int words, const Segment *segment, int field, const List **found) {
    for (int word = 0; word < words; word++) {
        found[word] = NULL;
        for (int at = 0; at < lists[word].many; at++)
            if (lists[word].lists[at].segment == segment && lists[word].lists[at].field == field)
                found[word] = &lists[word].lists[at];
        if (!found[word])
            return false;
    }
    return true;
}

int find_rows(const Dictionary *dictionary, const char *const *texts, const Py_ssize_t *lengths, int words, bool is_exact,
              int fields, InList *parts, Room *room) {
    Lists *lists = take_raw(room, words, sizeof *lists);
    int many = 0;
    for (int word = 0; word < words; word++) {
        if (!lists)
            return -1;
        find_lists(&lists[word], dictionary, texts[word], lengths[word], is_exact, fields);
        if (!lists[word].is_sound)
            return -1;
    }
    for (int64_t segment = 0; segment < dictionary->many; segment++)
        for (int field = 0; field < FIELDS; field++) {
            const List *found[MOST_WORDS];
            Decoded decoded;
            if (!lists_in(lists, words, &dictionary->segments[segment], field, found))
                continue;
            if (!find_in_field(found, words, &decoded, room))
                return -1;
            if (decoded.count)
                parts[many++] = (InList){field, decoded};
        }
    return many;
}
