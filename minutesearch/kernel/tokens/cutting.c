/* Cutting: chunks of text into the forms that they are found by, as `analysis.fast.chunks` and `analysis.shapes`. */
#include "tokens/words.h"

/* Bytes that grow; `failed` says that there was no memory, and nothing more is added then. */
typedef struct {
    uint8_t *data;
    size_t size, room;
    bool failed;
} Bytes;

/* What is found, one chunk after the other: the bytes of all forms, where each ends, and its position in its chunk; and
   of each chunk how many forms it has, -1 for one that is left to others, how many positions, and what may go on. */
typedef struct {
    Bytes forms, ends, places, counts, widths, reaches, reached;
} Found;

typedef enum { WORD, AMOUNT, PERCENT, INITIALS, AMPERSAND } PieceKind;

/* One word or amount of a run; what joins it to the piece before begins at `joint`. */
typedef struct {
    PieceKind kind;
    int joint, start, end;
    Amount amount;
} Piece;

/* A form while it is put together: what is longer than is kept is dropped. */
typedef struct {
    uint8_t text[LONGEST_FORM];
    int size;
} Form;

static void add_bytes(Bytes *bytes, const void *data, size_t size) {
    if (bytes->failed)
        return;
    if (bytes->room - bytes->size < size) {
        size_t room = 2 * bytes->room + size + 256;
        uint8_t *grown = realloc(bytes->data, room);
        if (!grown) {
            bytes->failed = true;
            return;
        }
        bytes->data = grown;
        bytes->room = room;
    }
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

static void add_number(Bytes *bytes, int32_t number) { add_bytes(bytes, &number, sizeof number); }

/* --- forms */

static void add_letter(Form *form, uint8_t letter) {
    if (form->size < LONGEST_FORM)
        form->text[form->size++] = lower(letter);
}

static void add_text(Form *form, const char *text) {
    while (*text)
        add_letter(form, (uint8_t)*text++);
}

/* Adds part of a text, without the signs that are to be left out. */
static void add_part(Form *form, const Source *source, int from, int to, const char *without) {
    for (int at = from; at < to; at++)
        if (!strchr(without, source->text[at]))
            add_letter(form, source->text[at]);
}

/* Keeps a form with its position, in UTF-8. */
static void keep(Found *found, const Form *form, int place) {
    for (int at = 0; at < form->size; at++) {
        if (form->text[at] == POUND)
            add_bytes(&found->forms, "\xC2\xA3", 2);
        else if (form->text[at] == EURO)
            add_bytes(&found->forms, "\xE2\x82\xAC", 3);
        else
            add_bytes(&found->forms, form->text + at, 1);
    }
    int64_t end = (int64_t)found->forms.size;
    add_bytes(&found->ends, &end, sizeof end);
    add_number(&found->places, place);
}

/* Adds the number of an amount: without commas, and with points for colons. */
static void add_amount_number(Form *form, const Source *run, const Amount *amount) {
    for (int at = amount->number; at < amount->unit; at++)
        if (run->text[at] != ',')
            add_letter(form, run->text[at] == ':' ? '.' : run->text[at]);
}

/* Returns the unit of an amount as one word. */
static Form unit_of(const Source *run, const Amount *amount) {
    Form unit = {.size = 0};
    for (int at = amount->unit; at < amount->end; at++)
        if (!is_space(run->text[at]) && run->text[at] != '.' && run->text[at] != '-')
            add_letter(&unit, run->text[at]);
    return unit;
}

static bool is_one_of(const Form *form, const char *words) {
    Source source = {form->text, form->size};
    return form->size && end_of_word(&source, 0, words) == form->size;
}

/* Adds a unit as the short name of its magnitude, or as it is. */
static void add_magnitude(Form *form, const Form *unit) {
    if (is_one_of(unit, "m mn million millions "))
        add_letter(form, 'm');
    else if (is_one_of(unit, "bn billion billions "))
        add_text(form, "bn");
    else if (is_one_of(unit, "k thousand thousands "))
        add_letter(form, 'k');
    else if (is_one_of(unit, "tn trillion trillions "))
        add_text(form, "tn");
    else
        for (int at = 0; at < unit->size; at++)
            add_letter(form, unit->text[at]);
}

static bool is_percent(const Form *unit) {
    return (unit->size == 1 && unit->text[0] == '%') || is_one_of(unit, "percent ");
}

/* Returns the form that says most of an amount. */
static Form amount_form(const Source *run, const Amount *amount, bool with_currency, bool with_unit) {
    Form form = {.size = 0}, unit = unit_of(run, amount);
    if (with_currency && amount->currency)
        add_letter(&form, amount->currency);
    add_amount_number(&form, run, amount);
    if (with_unit && is_percent(&unit))
        add_letter(&form, '%');
    else if (with_unit)
        add_magnitude(&form, &unit);
    return form;
}

/* Keeps the forms of an amount, as `amounts.amount_forms` lists them; those without a currency sign are not twice. */
static void keep_amount(Found *found, const Source *run, const Amount *amount, int place) {
    Form unit = unit_of(run, amount), percent = {.size = 0}, form;
    bool has_unit = amount->end > amount->unit, is_time = is_one_of(&unit, "am pm ");
    uint8_t first = at_of(run, amount->unit);
    bool is_apart = has_unit && (is_space(first) || first == '-');
    form = amount_form(run, amount, !is_time, true);
    keep(found, &form, place);
    if (is_percent(&unit) || is_time) {
        form = amount_form(run, amount, false, false);
        keep(found, &form, place);
        if (is_time && is_apart)
            keep(found, &unit, place);
        add_text(&percent, "percent");
        if (!is_time)
            keep(found, &percent, place);
        return;
    }
    if (amount->currency) {
        form = amount_form(run, amount, false, true);
        keep(found, &form, place);
    }
    for (int with = amount->currency != 0; is_apart && with >= 0; with--) {
        form = amount_form(run, amount, with, false);
        keep(found, &form, place);
    }
    if (is_apart)
        keep(found, &unit, place);
}

/* Returns the form that says most of a piece. */
static Form first_form(const Source *run, const Piece *piece) {
    Form form = {.size = 0}, unit;
    switch (piece->kind) {
    case AMOUNT:
        unit = unit_of(run, &piece->amount);
        return amount_form(run, &piece->amount, !is_one_of(&unit, "am pm "), true);
    case PERCENT:
        add_text(&form, "percent");
        break;
    case AMPERSAND:
        add_text(&form, "and");
        break;
    default:
        add_part(&form, run, piece->start, piece->end, piece->kind == INITIALS ? "." : "");
    }
    return form;
}

/* --- pieces and typed words */

/* Returns the end of letters one by one with dots between them, and the dot behind; -1 if none stand at a place. */
static int end_of_initials(const Source *run, int at) {
    int end = at + 1;
    if (!is_letter(at_of(run, at)))
        return -1;
    while (at_of(run, end) == '.' && is_letter(at_of(run, end + 1)))
        end += 2;
    if (end == at + 1 || is_alnum(at_of(run, end)))
        return -1;
    return at_of(run, end) == '.' ? end + 1 : end;
}

/* Returns the end of a word with its apostrophes. */
static int end_of_letters(const Source *run, int at) {
    int end = skip_alnum(run, at);
    while (end > at && at_of(run, end) == '\'' && is_alnum(at_of(run, end + 1)))
        end = skip_alnum(run, end + 1);
    return end;
}

static int skip_sign(const Source *source, int at, uint8_t sign) {
    while (at_of(source, at) == sign)
        at++;
    return at;
}

/* Reads the piece at a place, and returns whether there is one. */
static bool read_piece(const Source *run, int at, Piece *piece) {
    int end = end_of_per_cent(run, at);
    piece->start = at;
    piece->kind = PERCENT;
    if (end < 0)
        end = skip_sign(run, at, '%');
    if (end == at && read_amount(run, at, &piece->amount)) {
        piece->kind = AMOUNT;
        end = piece->amount.end;
    }
    if (end == at && end_of_initials(run, at) >= 0) {
        piece->kind = INITIALS;
        end = end_of_initials(run, at);
    }
    if (end == at) {
        piece->kind = WORD;
        end = end_of_letters(run, at);
    }
    if (end == at) {
        piece->kind = AMPERSAND;
        end = skip_sign(run, at, '&');
    }
    piece->end = end;
    return end > at;
}

static bool is_joined_by(const Source *run, const Piece *piece, uint8_t sign) {
    return piece->start == piece->joint + 1 && run->text[piece->joint] == sign;
}

static bool is_joint(const Source *run, const Piece *piece) {
    return is_joined_by(run, piece, '-') || is_joined_by(run, piece, '/') || piece->kind == AMPERSAND;
}

/* Whether two pieces are of one typed word. */
static bool belongs(const Source *run, const Piece *left, const Piece *right) {
    if (is_joined_by(run, right, '.'))
        return is_letter(run->text[left->end - 1]) && is_letter(run->text[right->start]);
    return is_joint(run, right) || left->kind == AMPERSAND;
}

/* Whether a run is an address, whose parts are one typed word. */
static bool is_address(const Source *run) {
    for (int at = 0; at < run->size; at++)
        if (run->text[at] == '@' || (run->text[at] == ':' && at_of(run, at + 1) == '/' && at_of(run, at + 2) == '/'))
            return true;
    return lower(at_of(run, 0)) == 'w' && lower(at_of(run, 1)) == 'w' && lower(at_of(run, 2)) == 'w' &&
           at_of(run, 3) == '.';
}

/* Puts the pieces of a typed word together as written; returns whether that adds anything to them. */
static bool join_pieces(const Source *run, const Piece *pieces, int count, bool address, Form *joined) {
    int start = pieces[0].start, end = pieces[count - 1].end;
    bool adds = false;
    joined->size = 0;
    if (address) {
        add_part(joined, run, start, end, "");
        return memchr(run->text, '@', (size_t)run->size) != NULL;
    }
    for (int each = 0; each < count; each++)
        adds = adds || is_joint(run, &pieces[each]);
    if (count == 1 || !adds || end - start > LONGEST_FORM)
        return false;
    for (int each = 0; each < count; each++) {
        const Piece *piece = &pieces[each];
        Form form = first_form(run, piece);
        bool is_dropped = each && is_joined_by(run, piece, '-') &&
                          !(is_digit(run->text[pieces[each - 1].end - 1]) && is_digit(run->text[piece->start]));
        if (each && !is_dropped)
            add_part(joined, run, piece->joint, piece->start, "");
        if (each && piece->kind == AMPERSAND)
            add_letter(joined, '&');
        else
            for (int at = 0; at < form.size; at++)
                add_letter(joined, form.text[at]);
    }
    return true;
}

/* Keeps the forms of a typed word; returns how many positions it takes up. */
static int keep_typed_word(Found *found, const Source *run, const Piece *pieces, int count, bool address, int place) {
    Form form;
    if (join_pieces(run, pieces, count, address, &form))
        keep(found, &form, place);
    for (int each = 0; each < count; each++) {
        if (pieces[each].kind == AMOUNT) {
            keep_amount(found, run, &pieces[each].amount, place + each);
        } else {
            form = first_form(run, &pieces[each]);
            keep(found, &form, place + each);
        }
    }
    return count;
}

/* Keeps the forms of a run of characters; returns how many positions they take up. `pieces` has room for them. */
static int keep_run(Found *found, const Source *run, Piece *pieces, int place) {
    bool address = is_address(run);
    int count = 0, width = 0, before = 0;
    for (int at = 0; at < run->size;) {
        Piece piece;
        if (!read_piece(run, at, &piece)) {
            at++;
            continue;
        }
        piece.joint = before;
        if (count && !address && !belongs(run, &pieces[count - 1], &piece)) {
            width += keep_typed_word(found, run, pieces, count, false, place + width);
            count = 0;
        }
        pieces[count++] = piece;
        at = before = piece.end;
    }
    return count ? width + keep_typed_word(found, run, pieces, count, address, place + width) : width;
}

/* --- runs and chunks */

static bool is_inner_sign(uint8_t sign) { return sign && strchr("-'/&.,:@+", sign); }

/* Returns the end of the run at a place, `shapes.RUN`; the place itself if there is none. */
static int end_of_run(const Source *source, int at) {
    int end = end_of_per_cent(source, at), body = at;
    if (end >= 0)
        return end;
    if (is_currency(at_of(source, at)))
        body = skip_spaces(source, at + 1, 1);
    if (body > at && !is_digit(at_of(source, body)))
        return at;
    end = skip_alnum(source, body);
    if (end == body) {
        uint8_t sign = at_of(source, at);
        return sign == '&' || sign == '%' ? skip_sign(source, at, sign) : at;
    }
    for (;;) {
        if (is_inner_sign(at_of(source, end)) && is_alnum(at_of(source, end + 1)))
            end = skip_alnum(source, end + 1);
        else if (at_of(source, end) == ':' && at_of(source, end + 1) == '/' && at_of(source, end + 2) == '/' &&
                 is_alnum(at_of(source, end + 3)))
            end = skip_alnum(source, end + 3);
        else
            break;
    }
    if (is_digit(source->text[end - 1])) {
        int unit = end_of_unit(source, end, true);
        if (unit < 0 && is_space(at_of(source, end)))
            unit = end_of_word(source, end + 1, "m k ");
        return unit < 0 ? end : unit;
    }
    return at_of(source, end - 2) == '.' && at_of(source, end) == '.' ? end + 1 : end;
}

enum { FIGURE = 1, CURRENCY = 2, PER = 4, ANY = 7 };

/* Returns bits for what of a text may go on behind it. */
static uint8_t reaches_of(const Source *bare) {
    uint8_t last = at_of(bare, bare->size - 1), before = at_of(bare, bare->size - 2);
    int from = bare->size - 3;
    bool is_per = lower(at_of(bare, from)) == 'p' && lower(before) == 'e' && lower(last) == 'r';
    return (uint8_t)((is_digit(last) || (last == '-' && is_digit(before)) ? FIGURE : 0) |
                     (is_currency(last) ? CURRENCY : 0) | (is_per ? PER : 0));
}

/* Leaves out the signs behind a text that is a word of letters besides: an underscore is no part of it there. */
static Source without_signs(const Source *bare) {
    int letters = skip_letters(bare, 0), at = letters;
    while (at_of(bare, at) && strchr("*(),;:!?\"'[]{}<>=|~_", at_of(bare, at)))
        at++;
    return (Source){bare->text, letters && at == bare->size ? letters : bare->size};
}

/* Returns bits for what may have gone on into a text. */
static uint8_t reached_of(const Source *bare) {
    int at = at_of(bare, 0) == '-';
    uint8_t first = lower(at_of(bare, at));
    bool is_time = (first == 'a' || first == 'p') && at_of(bare, at + 1) == '.' && lower(at_of(bare, at + 2)) == 'm' &&
                   !is_alnum(at_of(bare, at + 3)) && at_of(bare, at + 3) != '_';
    bool is_unit = first == '%' || is_time ||
                   end_of_word(bare, at, "million millions billion billions trillion trillions thousand thousands bn mn "
                                         "tn per percent am pm m k ") >= 0;
    bool is_cent = lower(at_of(bare, 0)) == 'c' && lower(at_of(bare, 1)) == 'e' && lower(at_of(bare, 2)) == 'n' &&
                   lower(at_of(bare, 3)) == 't';
    return (uint8_t)((is_unit ? FIGURE : 0) | (is_digit(at_of(bare, 0)) ? CURRENCY : 0) | (is_cent ? PER : 0));
}

/* Brings a chunk in UTF-8 to one byte a character; -1 if it has a character that is none of ours. */
static int normalise(const uint8_t *chunk, int64_t size, const uint8_t *table, uint8_t *text) {
    int count = 0;
    for (int64_t at = 0; at < size; count++) {
        uint32_t point = chunk[at];
        int more = point < 0x80 ? 0 : point >> 5 == 6 ? 1 : point >> 4 == 14 ? 2 : -1;
        if (more < 0 || at + more >= size)
            return -1;
        if (more == 1)
            point = (point & 0x1F) << 6 | (chunk[at + 1] & 0x3F);
        else if (more == 2)
            point = (point & 0x0F) << 12 | (uint32_t)(chunk[at + 1] & 0x3F) << 6 | (chunk[at + 2] & 0x3F);
        text[count] = table[point];
        if (text[count] == FOREIGN)
            return -1;
        at += 1 + more;
    }
    return count;
}

static void cut_chunk(Found *found, const Source *source, Piece *pieces) {
    Source bare = *source;
    size_t before = found->places.size;
    int width = 0;
    for (int at = 0; at < source->size;) {
        int end = end_of_run(source, at);
        Source run = {source->text + at, end - at};
        if (end > at)
            width += keep_run(found, &run, pieces, width);
        at = end > at ? end : at + 1;
    }
    while (bare.size && is_space(bare.text[0]))
        bare.text++, bare.size--;
    while (bare.size && is_space(bare.text[bare.size - 1]))
        bare.size--;
    uint8_t reaches = bare.size ? reaches_of(&bare) : ANY, reached = ANY;
    Source core = bare.size == source->size ? without_signs(&bare) : bare;
    if (bare.size)
        reached = reached_of(&core);
    add_number(&found->counts, (int32_t)((found->places.size - before) / sizeof(int32_t)));
    add_number(&found->widths, width);
    add_bytes(&found->reaches, &reaches, 1);
    add_bytes(&found->reached, &reached, 1);
}

/* Cuts chunk after chunk; returns whether their ends are sound. */
static bool cut_all(Found *found, const Array *data, const Array *ends, const uint8_t *table) {
    static const Source NOTHING = {(const uint8_t *)"", 0};
    uint8_t text[LONGEST_CHUNK];
    Piece pieces[LONGEST_CHUNK + 1];
    const int64_t *at = ends->data;
    for (int64_t each = 0; each + 1 < ends->count; each++) {
        if (at[each] < 0 || at[each + 1] < at[each] || at[each + 1] > data->count)
            return false;
        int64_t size = at[each + 1] - at[each];
        int count = size > LONGEST_CHUNK ? -1 : normalise((const uint8_t *)data->data + at[each], size, table, text);
        Source source = {text, count};
        cut_chunk(found, count < 0 ? &NOTHING : &source, pieces);
        if (count < 0 && !found->counts.failed)
            memset(found->counts.data + found->counts.size - sizeof(int32_t), 0xFF, sizeof(int32_t));
    }
    return true;
}

/* cut_chunks(data, ends, table): returns the bytes of all forms, their ends (int64) and positions (int32), and of each
   chunk how many forms it has (int32; -1 for one to be cut otherwise), how many positions (int32), and the bits of what
   may go on behind it and into it (uint8). The table has a byte for each of the first 65,536 code points. */
PyObject *cut_chunks(PyObject *module, PyObject *arguments) {
    PyObject *data, *ends, *table, *result = NULL;
    Array lent[3] = {0};
    Found found = {0};
    bool is_sound = false;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOO", &data, &ends, &table) || !borrow(&lent[0], data, BYTES, -1, false, "data") ||
        !borrow(&lent[1], ends, INT64, -1, false, "ends") || !borrow(&lent[2], table, BYTES, 65536, false, "table"))
        goto done;
    Py_BEGIN_ALLOW_THREADS
    is_sound = cut_all(&found, &lent[0], &lent[1], lent[2].data);
    Py_END_ALLOW_THREADS
    Bytes *all[] = {&found.forms, &found.ends, &found.places, &found.counts, &found.widths, &found.reaches, &found.reached};
    bool failed = false;
    for (int each = 0; each < 7; each++)
        failed = failed || all[each]->failed;
    if (!is_sound)
        PyErr_SetString(PyExc_ValueError, "the chunks do not end within the data, one after the other");
    else if (failed)
        PyErr_NoMemory();
    else
        result = PyTuple_New(7);
    for (int each = 0; result && each < 7; each++) {
        PyObject *bytes = PyBytes_FromStringAndSize((const char *)all[each]->data, (Py_ssize_t)all[each]->size);
        if (!bytes || PyTuple_SetItem(result, each, bytes))
            Py_CLEAR(result);
    }
    for (int each = 0; each < 7; each++)
        free(all[each]->data);
done:
    give_back(lent, 3);
    return result;
}
