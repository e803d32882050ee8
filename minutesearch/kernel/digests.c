/* Digests of many texts: BLAKE2b without a key (RFC 7693), as `hashlib.blake2b`, and letters for their bits. */
#include "kernel.h"

enum { BLOCK = 128, ROUNDS = 10, MOST_BYTES = 64, SPELT = 5 };

static const uint64_t START[8] = {
    UINT64_C(0x6a09e667f3bcc908), UINT64_C(0xbb67ae8584caa73b), UINT64_C(0x3c6ef372fe94f82b), UINT64_C(0xa54ff53a5f1d36f1),
    UINT64_C(0x510e527fade682d1), UINT64_C(0x9b05688c2b3e6c1f), UINT64_C(0x1f83d9abfb41bd6b), UINT64_C(0x5be0cd19137e2179),
};
static const uint8_t ORDER[ROUNDS][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};
/* Crockford's base 32 in lower case, as `digests`. */
static const char LETTERS[] = "0123456789abcdefghjkmnpqrstvwxyz";

static uint64_t turned(uint64_t number, int by) { return number >> by | number << (64 - by); }

/* All of a block is done in registers, for which every place has to be known when this is compiled. */
#define AT_ONCE static inline __attribute__((always_inline)) void

AT_ONCE mix(uint64_t *v, int a, int b, int c, int d, uint64_t x, uint64_t y) {
    v[a] += v[b] + x;
    v[d] = turned(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = turned(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = turned(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = turned(v[b] ^ v[c], 63);
}

AT_ONCE take_round(uint64_t *v, const uint64_t *m, const uint8_t *order) {
    mix(v, 0, 4, 8, 12, m[order[0]], m[order[1]]);
    mix(v, 1, 5, 9, 13, m[order[2]], m[order[3]]);
    mix(v, 2, 6, 10, 14, m[order[4]], m[order[5]]);
    mix(v, 3, 7, 11, 15, m[order[6]], m[order[7]]);
    mix(v, 0, 5, 10, 15, m[order[8]], m[order[9]]);
    mix(v, 1, 6, 11, 12, m[order[10]], m[order[11]]);
    mix(v, 2, 7, 8, 13, m[order[12]], m[order[13]]);
    mix(v, 3, 4, 9, 14, m[order[14]], m[order[15]]);
}

static uint64_t number_at(const uint8_t *bytes) {
    uint64_t number;
    memcpy(&number, bytes, sizeof number);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    number = __builtin_bswap64(number);
#endif
    return number;
}

static void compress(uint64_t *state, const uint8_t *block, uint64_t done, bool is_last) {
    uint64_t v[16], m[16];
    for (int at = 0; at < 8; at++)
        v[at] = state[at], v[at + 8] = START[at];
    for (int at = 0; at < 16; at++)
        m[at] = number_at(block + 8 * at);
    v[12] ^= done;
    v[14] = is_last ? ~v[14] : v[14];
    take_round(v, m, ORDER[0]);
    take_round(v, m, ORDER[1]);
    take_round(v, m, ORDER[2]);
    take_round(v, m, ORDER[3]);
    take_round(v, m, ORDER[4]);
    take_round(v, m, ORDER[5]);
    take_round(v, m, ORDER[6]);
    take_round(v, m, ORDER[7]);
    take_round(v, m, ORDER[8]);
    take_round(v, m, ORDER[9]);
    take_round(v, m, ORDER[0]);
    take_round(v, m, ORDER[1]);
    for (int at = 0; at < 8; at++)
        state[at] ^= v[at] ^ v[at + 8];
}

/* Puts the digest of some bytes, `size` bytes long, where there is room for it. */
static void digest(const uint8_t *data, size_t length, uint8_t *out, int size) {
    uint64_t state[8];
    uint8_t last[BLOCK] = {0};
    size_t done = 0;
    memcpy(state, START, sizeof state);
    state[0] ^= 0x01010000 ^ (uint64_t)size;
    for (; length - done > BLOCK; done += BLOCK)
        compress(state, data + done, done + BLOCK, false);
    memcpy(last, data + done, length - done);
    compress(state, last, length, true);
    for (int at = 0; at < size; at++)
        out[at] = (uint8_t)(state[at / 8] >> 8 * (at % 8));
}

/* Puts a letter for each five bits of some bytes, whose number five divides. */
static void spell(const uint8_t *bytes, int size, uint8_t *out) {
    for (int at = 0; at < size; at += SPELT) {
        uint64_t bits = 0;
        for (int each = 0; each < SPELT; each++)
            bits = bits << 8 | bytes[at + each];
        for (int shift = 35; shift >= 0; shift -= 5)
            *out++ = (uint8_t)LETTERS[bits >> shift & 31];
    }
}

/* Returns how many bytes a character takes that Python's `str.split` takes for a space; 0 for any other. */
static size_t space_at(const uint8_t *text, size_t left) {
    if (*text < 0x80)
        return *text == ' ' || (*text >= '\t' && *text <= '\r') || (*text >= 0x1C && *text <= 0x1F);
    if (left > 1 && *text == 0xC2)
        return text[1] == 0x85 || text[1] == 0xA0 ? 2 : 0;
    if (left < 3 || (*text & 0xF0) != 0xE0)
        return 0;
    uint32_t point = (uint32_t)(*text & 0x0F) << 12 | (uint32_t)(text[1] & 0x3F) << 6 | (text[2] & 0x3F);
    bool is_space = point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
                    point == 0x202F || point == 0x205F || point == 0x3000;
    return is_space ? 3 : 0;
}

/* Puts the words of a text, with one space between them, where there is room for the text; returns their length. */
static size_t space_out(const uint8_t *text, size_t size, uint8_t *out) {
    size_t done = 0;
    bool is_due = false;
    for (size_t at = 0; at < size;) {
        size_t space = space_at(text + at, size - at);
        if (space) {
            is_due = done > 0;
            at += space;
            continue;
        }
        if (is_due)
            out[done++] = ' ';
        is_due = false;
        out[done++] = text[at++];
    }
    return done;
}

/* Whether a text may have other spaces than one between two words; most have none, which is told many bytes at a time. */
static bool may_be_spaced(const uint8_t *text, size_t size) {
    uint8_t found = 0;
    for (size_t at = 0; at < size; at++)
        found |= (uint8_t)((text[at] < ' ') | (text[at] >= 0x80));
    for (size_t at = 1; at < size; at++)
        found |= (uint8_t)((text[at] == ' ') & (text[at - 1] == ' '));
    return found || (size && (text[0] == ' ' || text[size - 1] == ' '));
}

/* Digests a text in UTF-8, or its words; returns whether there was memory for them. */
static bool digest_text(const uint8_t *text, size_t size, bool is_spaced, uint8_t *out, int bytes) {
    if (!is_spaced || !may_be_spaced(text, size)) {
        digest(text, size, out, bytes);
        return true;
    }
    uint8_t room[1024], *words = size <= sizeof room ? room : malloc(size);
    if (words)
        digest(words, space_out(text, size, words), out, bytes);
    if (words != room)
        free(words);
    return words != NULL;
}

/* digest_texts(texts, size, is_spelt, is_spaced): the digests of a list of texts in UTF-8, one after the other, as bytes
   of which each has `size`; or a letter for each five bits of them. Of texts that are to be spaced, those of their words
   with one space between them. */
PyObject *digest_texts(PyObject *module, PyObject *arguments) {
    PyObject *texts, *result = NULL;
    int size, is_spelt, is_spaced;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!ipp", &PyList_Type, &texts, &size, &is_spelt, &is_spaced))
        return NULL;
    if (size < 1 || size > MOST_BYTES || (is_spelt && size % SPELT))
        return PyErr_Format(PyExc_ValueError, "digests have 1 to %d bytes, and those that are spelt fives of them", MOST_BYTES);
    Py_ssize_t count = PyList_Size(texts), each = is_spelt ? size / SPELT * 8 : size;
    result = PyBytes_FromStringAndSize(NULL, count * each);
    uint8_t *out = result ? (uint8_t *)PyBytes_AsString(result) : NULL, bytes[MOST_BYTES];
    for (Py_ssize_t at = 0; result && at < PyList_Size(texts) && at < count; at++, out += each) {
        PyObject *text = PyList_GetItem(texts, at);
        /* Half of a pair of surrogates, which a caller's record may have, has a form in UTF-8 too. */
        PyObject *encoded = PyUnicode_Check(text) ? PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass") : NULL;
        if (!encoded) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_TypeError, "texts must be a list of texts");
            Py_CLEAR(result);
            break;
        }
        const uint8_t *data = (const uint8_t *)PyBytes_AsString(encoded);
        if (!digest_text(data, (size_t)PyBytes_Size(encoded), is_spaced, bytes, size)) {
            PyErr_NoMemory();
            Py_CLEAR(result);
        } else if (is_spelt) {
            spell(bytes, size, out);
        } else {
            memcpy(out, bytes, (size_t)size);
        }
        Py_DECREF(encoded);
    }
    return result;
}
