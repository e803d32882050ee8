/* Numbering: the chunks of a text looked up in the table of those that are known, as `terms.hash_table`. */
#include "kernel.h"

enum { LONGEST = 16, AT_ONCE = 16, UNKNOWN_CHUNK = -1, LONG_CHUNK = -2 };

/* `HashTable`: the words by number, and a power of two of slots with the number of a word, or 0. So many words have a
   number already, of as many as there is room for; the table may be half full. */
typedef struct {
    uint64_t *first, *second;
    int32_t *slots;
    int64_t known, words, mask;
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

/* Returns the number of a word that is to be looked for from a place on. One that has none gets the next, as
   `HashTable.number` gives them, until there is no more room for words; it then is UNKNOWN_CHUNK, as all new ones after
   it. A slot that leads nowhere counts as free. */
static int32_t number_of(Table *table, Word word, int64_t at) {
    if (!word.first && !word.second)
        return 0;
    for (int64_t tries = 0; tries <= table->mask; at = (at + 1) & table->mask, tries++) {
        int32_t number = table->slots[at];
        if (number <= 0 || number >= table->words)
            break;
        if (table->first[number] == word.first && table->second[number] == word.second)
            return number;
    }
    if (table->known >= table->words || 2 * table->known > table->mask) {
        table->words = table->known;
        return UNKNOWN_CHUNK;
    }
    table->first[table->known] = word.first;
    table->second[table->known] = word.second;
    table->slots[at] = (int32_t)table->known;
    return (int32_t)table->known++;
}

/* Returns the 16 bytes from a place on as a word, with zeros behind the end of what is left. */
static Word read_bytes(const uint8_t *text, int64_t left) {
    uint64_t bytes[2] = {0, 0};
    if (left >= LONGEST)
        memcpy(bytes, text, LONGEST);
    else
        memcpy(bytes, text, (size_t)left);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return (Word){__builtin_bswap64(bytes[0]), __builtin_bswap64(bytes[1])};
#else
    return (Word){bytes[0], bytes[1]};
#endif
}

/* Marks the zero bytes of a number by their highest bits: the lowest of them for certain, and none where there is none. */
static uint64_t zeros_in(uint64_t bytes) {
    return (bytes - UINT64_C(0x0101010101010101)) & ~bytes & UINT64_C(0x8080808080808080);
}

static uint64_t first_bytes(int64_t count) { return count >= 8 ? UINT64_MAX : (UINT64_C(1) << 8 * count) - 1; }

/* Returns the offset of the first space in a text of so many bytes, which begins with those of a word; their number if
   there is none. Most chunks are shorter than a word, and looking for the space elsewhere takes longer. */
static int64_t find_space(const uint8_t *text, int64_t left, Word word) {
    static const uint64_t SPACES = UINT64_C(0x2020202020202020);
    uint64_t found = zeros_in(word.first ^ SPACES);
    if (found)
        return __builtin_ctzll(found) >> 3;
    found = zeros_in(word.second ^ SPACES);
    if (found)
        return 8 + (__builtin_ctzll(found) >> 3);
    if (left <= LONGEST)
        return left;
    const uint8_t *space = memchr(text + LONGEST, ' ', (size_t)(left - LONGEST));
    return space ? space - text : left;
}

/* Cuts a word off behind its size, at most 16 bytes; returns whether it has no zero byte, which would cut it off too. */
static bool cut_off(Word *word, int64_t size) {
    uint64_t first = first_bytes(size), second = first_bytes(size > 8 ? size - 8 : 0);
    bool is_whole = !zeros_in(word->first | ~first) && !zeros_in(word->second | ~second);
    word->first = is_whole ? word->first & first : 0;
    word->second = is_whole ? word->second & second : 0;
    return is_whole;
}

/* Looks up some words at once: the memory of all slots is asked for before the first is read, and that of all words
   before the first is compared, since waiting for it is most of what a look-up takes. */
static void number_some(Table *table, const Word *words, const bool *is_short, int count, int32_t *numbers) {
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
static int64_t number_all(Table *table, const Array *data, int32_t *numbers, int64_t *ends, int64_t room) {
    const uint8_t *text = data->data;
    int64_t done = 0, start = 0;
    while (start <= data->count) {
        Word words[AT_ONCE];
        bool is_short[AT_ONCE];
        int count = 0;
        for (; count < AT_ONCE && start <= data->count; count++) {
            if (done + count == room)
                return -1;
            words[count] = read_bytes(text + start, data->count - start);
            int64_t size = find_space(text + start, data->count - start, words[count]);
            ends[done + count] = start + size;
            is_short[count] = size <= LONGEST && cut_off(&words[count], size);
            start += size + 1;
        }
        number_some(table, words, is_short, count, numbers + done);
        done += count;
    }
    return done;
}

/* Borrows the words and slots of a table that has so many words; returns whether they are one, with a Python error set
   if they are not. */
static bool borrow_table(Table *table, Array *lent, PyObject *const *words, long long known) {
    if (!borrow(&lent[0], words[0], UINT64, -1, true, "first") ||
        !borrow(&lent[1], words[1], UINT64, lent[0].count, true, "second") ||
        !borrow(&lent[2], words[2], INT32, -1, true, "slots"))
        return false;
    *table = (Table){lent[0].view.buf, lent[1].view.buf, lent[2].view.buf, known, lent[0].count, lent[2].count - 1, 64};
    while (table->shift > 0 && (int64_t)1 << (64 - table->shift) < lent[2].count)
        table->shift--;
    if (known >= 1 && known <= lent[0].count && lent[0].count <= INT32_MAX && lent[2].count >= 2 &&
        (int64_t)1 << (64 - table->shift) == lent[2].count)
        return true;
    PyErr_SetString(PyExc_ValueError, "the words have no table of a power of two");
    return false;
}

/* number_words((first, second), (first, second, slots), known, numbers): sets the number of each of some words, and puts
   new ones into the table, which has so many; it is -1 where there is no room for them. Returns how many words the table
   has then. */
PyObject *number_words(PyObject *module, PyObject *arguments) {
    PyObject *given[2], *words[3], *numbers, *result = NULL;
    Array lent[6] = {0};
    Table table;
    long long known;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "(OO)(OOO)LO", &given[0], &given[1], &words[0], &words[1], &words[2], &known,
                          &numbers) ||
        !borrow_table(&table, lent, words, known) || !borrow(&lent[3], numbers, INT32, -1, true, "numbers") ||
        !borrow(&lent[4], given[0], UINT64, lent[3].count, false, "first") ||
        !borrow(&lent[5], given[1], UINT64, lent[3].count, false, "second"))
        goto done;
    const uint64_t *first = lent[4].data, *second = lent[5].data;
    int32_t *number = lent[3].view.buf;
    static const bool ALL_SHORT[AT_ONCE] = {true, true, true, true, true, true, true, true,
                                            true, true, true, true, true, true, true, true};
    Py_BEGIN_ALLOW_THREADS
    for (int64_t at = 0; at < lent[3].count; at += AT_ONCE) {
        Word some[AT_ONCE];
        int count = lent[3].count - at < AT_ONCE ? (int)(lent[3].count - at) : AT_ONCE;
        for (int each = 0; each < count; each++)
            some[each] = (Word){first[at + each], second[at + each]};
        number_some(&table, some, ALL_SHORT, count, number + at);
    }
    Py_END_ALLOW_THREADS
    result = PyLong_FromLongLong(table.known);
done:
    give_back(lent, 6);
    return result;
}

/* number_chunks(text, (first, second, slots), known, numbers, ends): cuts a text at its spaces, and sets where each chunk
   ends and its number as `number_words` does; it is -2 for one that is too long for the table or has a zero byte. */
PyObject *number_chunks(PyObject *module, PyObject *arguments) {
    PyObject *text, *words[3], *numbers, *ends, *result = NULL;
    Array lent[6] = {0};
    Table table;
    long long known;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O(OOO)LOO", &text, &words[0], &words[1], &words[2], &known, &numbers, &ends) ||
        !borrow_table(&table, lent, words, known) || !borrow(&lent[3], text, BYTES, -1, false, "text") ||
        !borrow(&lent[4], numbers, INT32, -1, true, "numbers") ||
        !borrow(&lent[5], ends, INT64, lent[4].count, true, "ends"))
        goto done;
    int64_t count;
    Py_BEGIN_ALLOW_THREADS
    count = number_all(&table, &lent[3], lent[4].view.buf, lent[5].view.buf, lent[4].count);
    Py_END_ALLOW_THREADS
    if (count == lent[4].count)
        result = PyLong_FromLongLong(table.known);
    else
        PyErr_SetString(PyExc_ValueError, "there is room for another number of chunks");
done:
    give_back(lent, 6);
    return result;
}
