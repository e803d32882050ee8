/* Neighbours: the words in and around each candidate, as `context.item_runs.score_neighbours` scores them. */
#include "scoring/look.h"

/* The candidates with their windows, and how far and how much a passage borrows from its neighbours. */
typedef struct {
    int64_t count;
    const int32_t *points, *back, *ahead;
    const float *norms;
    double reach, lending;
    /* The item runs, beyond which no window reaches. */
    const Run *runs;
    int64_t many;
} Windows;

/* Two numbers that are computed at once: a running total of frequencies, and of each times the middle of its passage; or a
   score, and how much of the words of the query is there. */
typedef double Two __attribute__((vector_size(16)));

/* Returns the first of some numbers that is not 0, -1 if all are. */
static int64_t find_first(const double *numbers, int64_t start, int64_t end) {
    while (start < end && numbers[start] == 0.0)
        start++;
    return start < end ? start : -1;
}

/* Adds the scores of one concept in one item run, and how much of it is there, each with its worth. */
static void add_concept(const double *own, const Windows *windows, int64_t start, int64_t end, Two worths, Two *totals,
                        Two *scores) {
    /* Kept here, since what is written below might be any of it. */
    const int32_t *points = windows->points, *back = windows->back, *ahead = windows->ahead;
    const float *norms = windows->norms;
    const double reach = 2.0 * windows->reach, lending = windows->lending / (2.0 * windows->reach);
    /* Most words are in few passages, and in the windows of few: from `low` on up to `high`. */
    int64_t head = find_first(own, start, end), tail = end - 1, low = head, high;
    if (head < 0)
        return;
    while (own[tail] == 0.0)
        tail--;
    while (low > start && low - 1 + ahead[low - 1] >= head)
        low--;
    for (high = tail + 1; high < end && high - back[high] <= tail;)
        high++;
    /* Whole numbers and halves: exact. */
    Two total = {0.0, 0.0};
    for (int64_t at = low - back[low]; at <= head; at++)
        totals[at] = total;
    for (int64_t at = head; at < high + ahead[high - 1]; at++) {
        Two more = {own[at], own[at] * points[at]};
        totals[at + 1] = total += more;
    }
    for (int64_t at = low; at < high; at++) {
        int64_t first = at - back[at], last = at + ahead[at] + 1;
        /* Most passages have no word around. */
        if (totals[last][0] == totals[first][0])
            continue;
        Two before = totals[at] - totals[first], behind = totals[last] - totals[at + 1];
        double around = (reach - points[at]) * before[0];
        around += before[1];
        around += (reach + points[at]) * behind[0];
        around -= behind[1];
        around *= lending;
        around += own[at];
        Two parts = {around, around}, wholes = {around + norms[at], around + 1.0};
        scores[at] += worths * (parts / wholes);
    }
}

/* Adds the scores of all concepts, one after the other, and how much of the words of the query is there. */
static void add_concepts(const double *frequencies, const double *worths, int64_t concepts, int64_t words,
                         const Windows *windows, Two *totals, Two *scores) {
    for (int64_t concept = 0; concept < concepts; concept++) {
        const double *own = frequencies + concept * windows->count;
        Two both = {worths[concept], concept >= words ? 0.0 : concepts == 1 ? 1.0 : worths[concept]};
        for (const Run *run = windows->runs; run < windows->runs + windows->many; run++)
            if (run->is_wanted)
                add_concept(own, windows, run->first, run->end, both, totals, scores);
    }
}

static bool windows_fit(const Windows *windows) {
    for (const Run *run = windows->runs; run < windows->runs + windows->many; run++)
        for (int64_t at = run->first; run->is_wanted && at < run->end; at++)
            if (windows->back[at] < 0 || windows->back[at] > at || windows->ahead[at] < 0 ||
                windows->ahead[at] >= windows->count - at)
                return false;
    return true;
}

/* Reads the windows of the runs that are wanted; of a rare word these are few. */
static void read_windows(const Look *look, const int32_t *around, const Run *runs, int64_t many, int32_t *numbers,
                         float *norms) {
    for (const Run *run = runs; run < runs + many; run++)
        for (int64_t at = run->first; run->is_wanted && at < run->end; at++) {
            const int32_t *own = around + 4 * (int64_t)look->passages[at];
            for (int64_t part = 0; part < 3; part++)
                numbers[part * look->count + at] = own[part];
            memcpy(&norms[at], &own[3], sizeof *norms);
        }
}

static void finish(const Two *parts, double *scores, int64_t count, double worth, double saturation, double coverage) {
    for (int64_t at = 0; at < count; at++) {
        double share = parts[at][1] / worth;
        scores[at] = parts[at][0] * saturation;
        scores[at] *= share * coverage + (1.0 - coverage);
    }
}

bool score_around(const Look *look, const Ranking *ranking, const Run *runs, int64_t many, const double *frequencies,
                  const double *worths, int64_t concepts, double *scores, Room *room) {
    int64_t count = look->count;
    const double *settings = ranking->settings;
    int32_t *numbers = take_raw(room, 3 * count, sizeof *numbers);
    float *norms = take_raw(room, count, sizeof *norms);
    Two *totals = take_room(room, count + 1, sizeof *totals), *parts = take_room(room, count, sizeof *parts);
    double worth = 0.0;
    if (room->failed)
        return false;
    read_windows(look, ranking->layout->around, runs, many, numbers, norms);
    Windows windows = {count, numbers, numbers + count, numbers + 2 * count, norms, settings[REACH], settings[LENDING],
                       runs, many};
    /* They fit, since meetings are whole, unless the layout is not sound; then there are no neighbours. */
    if (!windows_fit(&windows))
        memset(numbers + count, 0, 2 * (size_t)count * sizeof *numbers);
    for (int at = 0; at < ranking->concepts; at++)
        worth += worths[at];
    worth = concepts == 1 ? 1.0 : worth > 1e-9 ? worth : 1e-9;
    add_concepts(frequencies, worths, concepts, ranking->concepts, &windows, totals, parts);
    finish(parts, scores, count, worth, settings[NEIGHBOURS_K1] + 1.0, settings[COVERED]);
    return true;
}

/* score_neighbours(frequencies, worths, words, points, back, ahead, norms, (reach, lending, k1, coverage), scores):
   sets `scores`. */
PyObject *score_neighbours(PyObject *module, PyObject *arguments) {
    PyObject *given[7];
    Array arrays[7] = {0};
    Windows windows = {0};
    double k1, coverage, worth = 0.0;
    Py_ssize_t words;
    PyObject *result = NULL;
    Room room = {0};
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOnOOOO(dddd)O", &given[0], &given[1], &words, &given[2], &given[3], &given[4],
                          &given[5], &windows.reach, &windows.lending, &k1, &coverage, &given[6]))
        return NULL;
    if (!borrow(&arrays[6], given[6], FLOAT64, -1, true, "scores"))
        goto done;
    int64_t count = windows.count = arrays[6].count;
    if (!borrow(&arrays[1], given[1], FLOAT64, -1, false, "worths") ||
        !borrow(&arrays[0], given[0], FLOAT64, arrays[1].count * count, false, "frequencies") ||
        !borrow(&arrays[2], given[2], INT32, count, false, "points") ||
        !borrow(&arrays[3], given[3], INT32, count, false, "back") ||
        !borrow(&arrays[4], given[4], INT32, count, false, "ahead") ||
        !borrow(&arrays[5], given[5], FLOAT32, count, false, "norms"))
        goto done;
    int64_t concepts = arrays[1].count;
    const double *worths = arrays[1].data;
    windows.points = arrays[2].data, windows.back = arrays[3].data, windows.ahead = arrays[4].data;
    windows.norms = arrays[5].data;
    /* What is beyond the windows is told by them alone. */
    Run all = {0, count, true};
    windows.runs = &all, windows.many = 1;
    if (words < 0 || words > concepts || !windows_fit(&windows)) {
        PyErr_SetString(PyExc_ValueError, "words or windows go beyond what is given");
        goto done;
    }
    Two *totals = take_room(&room, count + 1, sizeof *totals), *parts = take_room(&room, count, sizeof *parts);
    if (room.failed) {
        PyErr_NoMemory();
        goto done;
    }
    for (int64_t at = 0; at < words; at++)
        worth += worths[at];
    worth = concepts == 1 ? 1.0 : worth > 1e-9 ? worth : 1e-9;
    Py_BEGIN_ALLOW_THREADS
    add_concepts(arrays[0].data, worths, concepts, words, &windows, totals, parts);
    finish(parts, arrays[6].view.buf, count, worth, k1 + 1.0, coverage);
    Py_END_ALLOW_THREADS
    result = Py_NewRef(Py_None);
done:
    free_room(&room);
    give_back(arrays, 7);
    return result;
}
