/* Totals: what a word has in item runs and meetings, and what it gives them, as `term_hits` and `meeting_scores`. */
#include "scoring/look.h"
#include <math.h>

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

/* Puts the meetings that have a word in order: they are sorted where they are few, else listed anew. */
static void order_meetings(Sums *sums, int64_t meetings) {
    int64_t many = 0;
    if (sums->many * 32 < meetings)
        qsort(sums->meetings, (size_t)sums->many, sizeof *sums->meetings, compare_numbers);
    else
        for (int64_t meeting = 0; meeting < meetings; meeting++)
            if (sums->counts[meeting] != 0.0f)
                sums->meetings[many++] = (int32_t)meeting;
}

/* Returns the bound of what any passage of a meeting scores by its own words. */
static float bound_passages(const Hits *hits, const Layout *layout, const float *units, float k1, const float *max_weights,
                            const float *most, int32_t meeting, float count) {
    float weighed = 0.0f;
    for (int field = 0; field < hits->fields; field++) {
        int number = hits->field[field].number;
        float often = count / units[number];
        weighed += max_weights[number * layout->meetings + meeting] * (often < most[field] ? often : most[field]);
    }
    return weighed / (weighed + k1) * hits->factor;
}

/* How a word's frequencies become scores: the tuned constants, what the collection has, and the weights in meetings. */
typedef struct {
    float units[FIELDS], passage_k1;
    int title;
    double k1, own_weight, item, meeting;
    int64_t item_runs, meetings;
    const float *max_weights;
} Weighing;

static double idf(int64_t found, int64_t total) { return log1p(((double)(total - found) + 0.5) / ((double)found + 0.5)); }

/* Sets what the word gives each of its meetings, and the bounds of their passages; returns the highest of these. */
static float score_each(const Hits *hits, const Layout *layout, const Weighing *weighing, const Sums *sums, double item_worth,
                        float *scores, float *bounds) {
    float most[FIELDS], highest = 0.0f, worth = (float)(weighing->meeting * idf(weighing->meetings, layout->all_meetings));
    float of_items = (float)(item_worth * (weighing->k1 + 1.0)), own = (float)weighing->own_weight;
    float saturation = (float)(weighing->k1 + 1.0);
    for (int field = 0; field < hits->fields; field++)
        most[field] = (float)highest_count(&hits->field[field]);
    for (int64_t at = 0; at < sums->many; at++) {
        int32_t meeting = sums->meetings[at];
        float count = sums->counts[meeting], score = count / (count + layout->meeting_norms[meeting]);
        score *= saturation;
        scores[at] = score *= worth;
        float bound = score + of_items * (sums->earlier[meeting] + sums->current[meeting]);
        bound += own * bound_passages(hits, layout, weighing->units, weighing->passage_k1, weighing->max_weights, most, meeting, count);
        bounds[at] = bound;
        highest = bound > highest ? bound : highest;
    }
    return highest;
}

/* The scores of fewer than one in so many meetings are kept for these alone; bounds are kept in so many steps:
   `meeting_scores` says why. */
enum { FEW = 8, STEPS = 254 };

/* Writes the scores of meetings, for all of them or for those that have the word, as Python gets them. */
static PyObject *build_scores(const Layout *layout, const Sums *sums, double item_worth, const float *scores,
                              const float *bounds, float highest) {
    bool are_few = sums->many * FEW < layout->meetings;
    int64_t count = are_few ? sums->many : layout->meetings;
    int width = layout->meetings <= 0xFF ? 1 : layout->meetings <= 0xFFFF ? 2 : 4;
    double step = (double)highest / STEPS;
    PyObject *having = are_few ? PyBytes_FromStringAndSize(NULL, count * width) : Py_NewRef(Py_None);
    PyObject *of_meetings = PyBytes_FromStringAndSize(NULL, count * 4), *max_scores = PyBytes_FromStringAndSize(NULL, count);
    PyObject *result = NULL;
    if (having && of_meetings && max_scores) {
        uint8_t *numbers = are_few ? (uint8_t *)PyBytes_AsString(having) : NULL;
        uint8_t *out = (uint8_t *)PyBytes_AsString(of_meetings), *steps = (uint8_t *)PyBytes_AsString(max_scores);
        memset(out, 0, (size_t)count * 4);
        memset(steps, 0, (size_t)count);
        for (int64_t at = 0; at < sums->many; at++) {
            int64_t place = are_few ? at : sums->meetings[at];
            memcpy(out + 4 * place, &scores[at], 4);
            if (step != 0.0)
                steps[place] = (uint8_t)ceilf(bounds[at] / (float)step);
            if (are_few)
                put_number(numbers, at, width, (uint32_t)sums->meetings[at]);
        }
        result = Py_BuildValue("ddOiOO", item_worth, step, having, width, of_meetings, max_scores);
    }
    Py_XDECREF(having);
    Py_XDECREF(of_meetings);
    Py_XDECREF(max_scores);
    return result;
}

/* score_meetings(hits, layout, (units), title, (passage_k1, k1, own_weight, item, meeting), (item_runs, meetings) or None,
   max_weights): what a word gives items and meetings: the worth of items, the step of bounds, the meetings that have it
   (None for all) and how many bytes the number of one takes, their scores, and the bounds of their passages in steps, as
   bytes. The collection may have the word in more item runs and meetings than this part of it. */
PyObject *score_meetings(PyObject *module, PyObject *arguments) {
    PyObject *hits_given, *layout_given, *of_collection, *given, *result = NULL;
    Array lent = {0};
    Room room = {0};
    Weighing weighing;
    long long item_runs = 0, meetings = 0;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OO(ffff)i(fdddd)OO", &hits_given, &layout_given, &weighing.units[0], &weighing.units[1],
                          &weighing.units[2], &weighing.units[3], &weighing.title, &weighing.passage_k1, &weighing.k1,
                          &weighing.own_weight, &weighing.item, &weighing.meeting, &of_collection, &given) ||
        (of_collection != Py_None && !PyArg_ParseTuple(of_collection, "LL", &item_runs, &meetings)))
        return NULL;
    const Hits *hits = PyCapsule_GetPointer(hits_given, HITS);
    const Layout *layout = hits ? PyCapsule_GetPointer(layout_given, LAYOUT) : NULL;
    if (!layout || !borrow(&lent, given, FLOAT32, FIELDS * layout->meetings, false, "max_weights"))
        goto done;
    if (hits->size != layout->size || !hits->fields) {
        PyErr_SetString(PyExc_ValueError, "the hits are of another state, or of no text field");
        goto done;
    }
    weighing.max_weights = lent.data;
    Sums sums = {.counts = take_room(&room, 3 * layout->meetings, sizeof *sums.counts),
                 .meetings = take_room(&room, layout->meetings, sizeof *sums.meetings)};
    float *scores = take_room(&room, 2 * layout->meetings, sizeof *scores), highest;
    double item_worth;
    if (room.failed) {
        PyErr_NoMemory();
        goto done;
    }
    sums.current = sums.counts + layout->meetings, sums.earlier = sums.current + layout->meetings;
    Py_BEGIN_ALLOW_THREADS
    weighing.item_runs = add_up(hits, layout, weighing.units, weighing.title, &sums);
    weighing.meetings = sums.many;
    if (of_collection != Py_None)
        weighing.item_runs = item_runs, weighing.meetings = meetings;
    order_meetings(&sums, layout->meetings);
    item_worth = weighing.item * idf(weighing.item_runs, layout->all_item_runs);
    highest = score_each(hits, layout, &weighing, &sums, item_worth, scores, scores + layout->meetings);
    Py_END_ALLOW_THREADS
    result = build_scores(layout, &sums, item_worth, scores, scores + layout->meetings, highest);
done:
    free_room(&room);
    give_back(&lent, 1);
    return result;
}
