/* Numbering: the chunks of a text looked up in the table of those that are known, as `terms.hash_table`. */
#include "kernel.h"

enum { LONGEST = 16, AT_ONCE = 16, UNKNOWN_CHUNK = -1, LONG_CHUNK = -2 };

/* `HashTable`: the words by number, and a power of two of slots with the number of a word, or 0. */
typedef struct {
    const uint64_t *first, *second;
    const int32_t *slots;
    int64_t words, mask;
    int shift;
} Table;

/* A short word as two numbers, its first byte the lowest of the first. */
typedef struct {
    uint64_t first, second;
} Word;

/* Returns the place of a word in the table, by `HashTable._hash`. */
static int64_t place_of(const Table *table, Word word) {
    uint64_t mixed = word.first * 0xD1342543DE82EF95u ^ word.second * 0xF1357AEA2E62A9C5u;
    mixed = (mixed ^ mixed >> 29) * 0xD1342543DE82EF95u;
    return (int64_t)(mixed >> table->shift);
}

/* Returns the number of a word that is to be looked for from a place on, UNKNOWN_CHUNK if it has none. A slot that leads
   nowhere counts as free. */
static int32_t number_of(const Table *table, Word word, int64_t at) {
    if (!word.first && !word.second)
        return 0;
    for (int64_t tries = 0; tries <= table->mask; at = (at + 1) & table->mask, tries++) {
        int32_t number = table->slots[at];
        if (number <= 0 || number >= table->words)
            return UNKNOWN_CHUNK;
        if (table->first[number] == word.first && table->second[number] == word.second)
            return number;
    }
    return UNKNOWN_CHUNK;
}

/* Reads a word of at most 16 bytes; whether it has no zero byte, which would cut it off. */
static bool read_word(const uint8_t *text, int64_t size, Word *word) {
    uint8_t bytes[LONGEST] = {0};
    memcpy(bytes, text, (size_t)size);
    word->first = word->second = 0;
    for (int at = 7; at >= 0; at--) {
        word->first = word->first << 8 | bytes[at];
        word->second = word->second << 8 | bytes[at + 8];
    }
    return !memchr(text, 0, (size_t)size);
}

/* Looks up some words at once: the memory of all slots is asked for before the first is read, and that of all words
   before the first is compared, since waiting for it is most of what a look-up takes. */
static void number_some(const Table *table, const Word *words, const bool *is_short, int count, int32_t *numbers) {
    int64_t places[AT_ONCE];
    for (int each = 0; each < count; each++) {
        places[each] = place_of(table, words[each]);
        __builtin_prefetch(&table->slots[places[each]]);
    }
    for (int each = 0; each < count; each++) {
        int32_t number = table->slots[places[each]];
        number = number > 0 && number < table->words ? number : 0;
        __builtin_prefetch(&table->first[number]);
        __builtin_prefetch(&table->second[number]);
    }
    for (int each = 0; each < count; each++)
        numbers[each] = is_short[each] ? number_of(table, words[each], places[each]) : LONG_CHUNK;
}

/* Cuts a text at its spaces, and sets where each chunk ends and its number; returns how many chunks there are, -1 if
   there are more than there is room for. */
static int64_t number_all(const Table *table, const Array *data, int32_t *numbers, int64_t *ends, int64_t room) {
    const uint8_t *text = data->data;
    int64_t done = 0, start = 0;
    while (start <= data->count) {
        Word words[AT_ONCE] = {0};
        bool is_short[AT_ONCE];
        int count = 0;
        for (; count < AT_ONCE && start <= data->count; count++) {
            const uint8_t *space = memchr(text + start, ' ', (size_t)(data->count - start));
            int64_t end = space ? space - text : data->count;
            if (done + count == room)
                return -1;
            ends[done + count] = end;
            is_short[count] = end - start <= LONGEST && read_word(text + start, end - start, &words[count]);
            start = end + 1;
        }
        number_some(table, words, is_short, count, numbers + done);
        done += count;
    }
    return done;
}

/* number_chunks(text, (first, second, slots), numbers, ends): cuts a text at its spaces, and sets where each chunk ends
   and its number: -1 for one that has none yet, -2 for one that is too long for the table or has a zero byte. Returns
   whether there are as many chunks as there is room for. */
PyObject *number_chunks(PyObject *module, PyObject *arguments) {
    static const Spec SPECS[] = {{"first", UINT64, false}, {"second", UINT64, false}, {"slots", INT32, false}};
    PyObject *text, *arrays, *numbers, *ends, *result = NULL;
    Array lent[6] = {0};
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOOO", &text, &arrays, &numbers, &ends) || !borrow_all(lent, arrays, SPECS, 3) ||
        !borrow(&lent[3], text, BYTES, -1, false, "text") || !borrow(&lent[4], numbers, INT32, -1, true, "numbers") ||
        !borrow(&lent[5], ends, INT64, lent[4].count, true, "ends"))
        goto done;
    Table table = {lent[0].data, lent[1].data, lent[2].data, lent[0].count, lent[2].count - 1, 64};
    while (table.shift > 0 && (int64_t)1 << (64 - table.shift) < lent[2].count)
        table.shift--;
    if (lent[1].count != lent[0].count || lent[2].count < 2 || (int64_t)1 << (64 - table.shift) != lent[2].count) {
        PyErr_SetString(PyExc_ValueError, "the words have no table of a power of two");
        goto done;
    }
    int64_t count;
    Py_BEGIN_ALLOW_THREADS
    count = number_all(&table, &lent[3], lent[4].view.buf, lent[5].view.buf, lent[4].count);
    Py_END_ALLOW_THREADS
    result = PyBool_FromLong(count == lent[4].count);
done:
    give_back(lent, 6);
    return result;
}
