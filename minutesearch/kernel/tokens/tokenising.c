/* Tokenising: the tokens of texts from the numbers of their chunks, as `terms.token_interner`, and the keys by which
   their postings are sorted, as `writing.segment_builder`. */
#include "kernel.h"

/* The chunks of texts by number, and what is known of each number: how many tokens it has, which are the first of them
   and how many positions it takes up; and of each token its form and its position in the chunk. */
typedef struct {
    const int32_t *numbers, *firsts, *counts, *widths, *forms, *places;
    const int64_t *ends;
    int64_t chunks, texts, known, tokens;
} Chunked;

/* Where the tokens go: the form, the text and the position of each, and how many positions each text has. */
typedef struct {
    int32_t *forms, *texts, *positions;
    int64_t *lengths;
} Tokens;

/* Counts the tokens of all texts; -1 if what is known does not fit them. */
static int64_t count_tokens(const Chunked *given) {
    int64_t all = 0;
    for (int64_t text = 0; text < given->texts; text++)
        if (given->ends[text] < 0 || given->ends[text + 1] < given->ends[text])
            return -1;
    if (given->ends[given->texts] > given->chunks)
        return -1;
    for (int64_t at = 0; at < given->chunks; at++) {
        int32_t number = given->numbers[at];
        if (number < 0 || number >= given->known)
            return -1;
        int64_t first = given->firsts[number], count = given->counts[number];
        if (first < 0 || count < 0 || first + count > given->tokens)
            return -1;
        all += count;
    }
    return all;
}

static void list_tokens(const Chunked *given, Tokens *out) {
    int64_t token = 0;
    for (int64_t text = 0; text < given->texts; text++) {
        int32_t position = 0;
        for (int64_t at = given->ends[text]; at < given->ends[text + 1]; at++) {
            int32_t number = given->numbers[at], first = given->firsts[number];
            for (int32_t each = first; each < first + given->counts[number]; each++, token++) {
                out->forms[token] = given->forms[each];
                out->texts[token] = (int32_t)text;
                out->positions[token] = position + given->places[each];
            }
            position += given->widths[number];
        }
        out->lengths[text] = position;
    }
}

/* tokenise_chunks((numbers, ends), (firsts, counts, widths), (forms, places)): the tokens of texts, whose chunks are
   numbers of what is known. Returns the form, the text and the position of each token (int32), text by text, and how many
   positions each text has (int64). */
PyObject *tokenise_chunks(PyObject *module, PyObject *arguments) {
    static const Spec CHUNKS[] = {{"numbers", INT32, false}, {"ends", INT64, false}};
    static const Spec KNOWN[] = {{"firsts", INT32, false}, {"counts", INT32, false}, {"widths", INT32, false}};
    static const Spec TOKENS[] = {{"forms", INT32, false}, {"places", INT32, false}};
    PyObject *chunks, *known, *tokens, *result = NULL;
    Array lent[7] = {0};
    int64_t count = -1;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOO", &chunks, &known, &tokens) || !borrow_all(&lent[0], chunks, CHUNKS, 2) ||
        !borrow_all(&lent[2], known, KNOWN, 3) || !borrow_all(&lent[5], tokens, TOKENS, 2))
        goto done;
    Chunked given = {.numbers = lent[0].data, .ends = lent[1].data, .firsts = lent[2].data, .counts = lent[3].data,
                     .widths = lent[4].data, .forms = lent[5].data, .places = lent[6].data, .chunks = lent[0].count,
                     .texts = lent[1].count - 1, .known = lent[2].count, .tokens = lent[5].count};
    if (given.texts >= 0 && lent[3].count == given.known && lent[4].count == given.known && lent[6].count == given.tokens) {
        Py_BEGIN_ALLOW_THREADS
        count = count_tokens(&given);
        Py_END_ALLOW_THREADS
    }
    if (count < 0) {
        PyErr_SetString(PyExc_ValueError, "the texts have chunks of which nothing is known");
        goto done;
    }
    void *room[4];
    result = PyTuple_New(4);
    for (int at = 0; at < 4; at++) {
        PyObject *bytes = result ? PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(at < 3 ? 4 * count : 8 * given.texts)) : NULL;
        if (!bytes || PyTuple_SetItem(result, at, bytes)) {
            Py_CLEAR(result);
            goto done;
        }
        room[at] = PyBytes_AsString(bytes);
    }
    Tokens out = {room[0], room[1], room[2], room[3]};
    Py_BEGIN_ALLOW_THREADS
    list_tokens(&given, &out);
    Py_END_ALLOW_THREADS
done:
    give_back(lent, 7);
    return result;
}

/* make_keys((forms, passages, positions), of_form, (field, shift of field, of passage, of position), keys): sets the key
   of each token: the part that follows from its form, and the others shifted to their places. */
PyObject *make_keys(PyObject *module, PyObject *arguments) {
    static const Spec SPECS[] = {{"forms", INT32, false}, {"passages", INT32, false}, {"positions", INT32, false}};
    PyObject *tokens, *of_form, *keys, *result = NULL;
    Array lent[5] = {0};
    int field, shifts[3];
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OO(iiii)O", &tokens, &of_form, &field, &shifts[0], &shifts[1], &shifts[2], &keys) ||
        !borrow_all(lent, tokens, SPECS, 3) || !borrow(&lent[3], of_form, UINT64, -1, false, "of_form") ||
        !borrow(&lent[4], keys, UINT64, lent[0].count, true, "keys"))
        goto done;
    bool is_sound = lent[1].count == lent[0].count && lent[2].count == lent[0].count;
    for (int at = 0; at < 3; at++)
        is_sound = is_sound && shifts[at] >= 0 && shifts[at] < 64;
    const int32_t *forms = lent[0].data, *passages = lent[1].data, *positions = lent[2].data;
    const uint64_t *parts = lent[3].data;
    uint64_t *out = lent[4].view.buf;
    Py_BEGIN_ALLOW_THREADS
    uint64_t all = is_sound ? (uint64_t)field << shifts[0] : 0;
    for (int64_t at = 0; is_sound && at < lent[0].count; at++) {
        is_sound = forms[at] >= 0 && forms[at] < lent[3].count;
        if (is_sound)
            out[at] = parts[forms[at]] | all | (uint64_t)passages[at] << shifts[1] | (uint64_t)positions[at] << shifts[2];
    }
    Py_END_ALLOW_THREADS
    if (is_sound)
        result = Py_NewRef(Py_None);
    else
        PyErr_SetString(PyExc_ValueError, "the tokens have forms that there are not");
done:
    give_back(lent, 5);
    return result;
}
