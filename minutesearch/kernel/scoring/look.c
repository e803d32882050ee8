/* Looks: what words have in some ranges of passages, as `term_hits`, `context_features`, `passage_score` and `pairs`. */
#include "scoring/look.h"

static void look_in_field(const Field *field, const Docs *docs, const Look *look, const Ranking *ranking, float *scores,
                          double *frequencies, float *titles) {
    /* Kept here, since what is written below might be any of it. */
    const float *table = ranking->layout->tables[field->number];
    const Array lengths = ranking->layout->lengths[field->number], counts = field->counts ? *field->counts : (Array){0};
    const int32_t *passages = field->passages;
    const bool is_title = field->number == (int)ranking->settings[TITLE];
    const double unit = is_title ? 0.0 : ranking->settings[UNITS + field->number];
    int64_t at = 0, next = 0;
    for (int64_t range = 0; range < look->ranges; range++) {
        int64_t start = look->starts[range], end = look->ends[range];
        /* A look at a bit takes a tenth of a search. */
        if (end - start == 1 && docs->bits && !has_bit(docs->bits, start)) {
            at++;
            continue;
        }
        next = passages ? first_not_below(passages, next, field->count, start) : start;
        for (; passages ? next < field->count && passages[next] < end : next < end; next++) {
            int64_t passage = passages ? passages[next] : next, local = at + passage - start;
            float often = counts.data ? (float)unsigned_at(&counts, next) : 1.0f;
            if (often == 0.0f)
                continue;
            scores[local] += table[unsigned_at(&lengths, passage)] * often;
            frequencies[local] += often * unit;
            if (is_title)
                titles[local] = often;
        }
        at += end - start;
    }
}

static void look_in_joined(const Hits *hits, const Look *look, float *scores, double *frequencies, float *titles) {
    int64_t at = 0, cursor = 0;
    for (int64_t range = 0; range < look->ranges; range++) {
        cursor = first_not_below(hits->passages, cursor, hits->joined, look->starts[range]);
        for (; cursor < hits->joined && hits->passages[cursor] < look->ends[range]; cursor++) {
            int64_t local = at + hits->passages[cursor] - look->starts[range];
            scores[local] = hits->scores[cursor];
            frequencies[local] = hits->frequencies[cursor];
            titles[local] = hits->titles ? hits->titles[cursor] : 0.0f;
        }
        at += look->ends[range] - look->starts[range];
    }
}

bool look_at(Look *look, const Ranking *ranking, int32_t *starts, int32_t *ends, int64_t ranges, int64_t more, Room *room) {
    *look = (Look){.ranges = ranges, .starts = starts, .ends = ends};
    for (int64_t range = 0; range < ranges; range++)
        look->count += ends[range] - starts[range];
    int64_t count = look->count, all = count * ranking->concepts, at = 0;
    look->passages = take_raw(room, count, sizeof *look->passages);
    look->scores = take_room(room, all, sizeof *look->scores);
    look->titles = take_room(room, all, sizeof *look->titles);
    look->frequencies = take_raw(room, all + more * count, sizeof *look->frequencies);
    if (room->failed)
        return false;
    memset(look->frequencies, 0, (size_t)all * sizeof *look->frequencies);
    for (int64_t range = 0; range < ranges; range++)
        for (int32_t passage = starts[range]; passage < ends[range]; passage++)
            look->passages[at++] = passage;
    for (int concept = 0; concept < ranking->concepts; concept++) {
        const Hits *hits = ranking->hits[concept];
        float *scores = look->scores + concept * count, *titles = look->titles + concept * count;
        double *frequencies = look->frequencies + concept * count;
        for (int field = 0; field < hits->fields; field++)
            look_in_field(&hits->field[field], &hits->docs, look, ranking, scores, frequencies, titles);
        if (!hits->fields)
            look_in_joined(hits, look, scores, frequencies, titles);
    }
    return true;
}

void score_items(const Look *look, const Ranking *ranking, const Run *runs, int64_t many, double opening, double *items) {
    const Layout *layout = ranking->layout;
    double k1 = ranking->settings[MEETING_K1];
    int64_t openings = opening != 0.0 ? (int64_t)ranking->settings[OPENING] : 0;
    for (int concept = 0; concept < ranking->concepts; concept++) {
        const double *frequencies = look->frequencies + concept * look->count;
        const float *titles = look->titles + concept * look->count;
        double worth = ranking->weights[concept] * ranking->scores[concept]->item_worth;
        for (int64_t each = 0; each < many; each++) {
            const Run *run = &runs[each];
            double count = 0.0;
            if (!run->is_wanted)
                continue;
            for (int64_t at = run->first; at < run->end; at++)
                count += frequencies[at];
            for (int64_t at = run->first; at < run->end && at < run->first + openings; at++)
                count += opening * frequencies[at];
            count += ranking->settings[TITLE_COUNT] * titles[run->first];
            double norm = layout->item_norms[layout->item_run_of[look->passages[run->first]]];
            items[each] += count / (count + norm) * (k1 + 1.0) * worth;
        }
    }
}

/* What some passages score by each concept alone: row after row. */
typedef struct {
    const Ranking *ranking;
    int64_t count;
    float *scores;
} Own;

/* Sets what passages of a look score by each concept, those at some places or all of them; false if there is no room. */
static bool read_own(Own *own, const Look *look, const int32_t *places, Room *room) {
    float k1 = (float)own->ranking->settings[PASSAGE_K1];
    if (!(own->scores = take_raw(room, own->count * own->ranking->concepts, sizeof *own->scores)))
        return false;
    for (int concept = 0; concept < own->ranking->concepts; concept++) {
        const Hits *hits = own->ranking->hits[concept];
        const float *weighed = look->scores + concept * look->count;
        float *scores = own->scores + concept * own->count, factor = hits->factor;
        for (int64_t at = 0; at < own->count; at++)
            scores[at] = weighed[places ? places[at] : at];
        /* Where a word is not, 0 stays 0; without a look at each there are four in a step. */
        for (int64_t at = 0; hits->fields && at < own->count; at++)
            scores[at] = scores[at] / (scores[at] + k1) * factor;
    }
    return true;
}

/* Sets the scores of a node, and which passages it is found in: once its children are known, by its kind. */
static void score_node(const Own *own, int at, double *scores, uint8_t *found, Room *room) {
    const Node *node = &own->ranking->tree[at];
    int64_t count = own->count;
    if (node->kind == WORD) {
        const float *of_word = own->scores + node->concept * count;
        for (int64_t each = 0; each < count; each++) {
            scores[each] = (double)of_word[each] * node->boost;
            found[each] = of_word[each] != 0.0f;
        }
        return;
    }
    double *more = take_raw(room, count, sizeof *more);
    uint8_t *also = take_raw(room, count, sizeof *also);
    if (room->failed)
        return;
    memset(scores, 0, (size_t)count * sizeof *scores);
    memset(found, node->kind == ALL, (size_t)count);
    for (int child = at + 1; child < node->end && !room->failed; child = own->ranking->tree[child].end) {
        bool is_first = child == at + 1;
        const Node *word = &own->ranking->tree[child];
        if (node->kind == ANY && word->kind == WORD) {
            /* Most nodes of most queries: in one go. */
            const float *of_word = own->scores + word->concept * count;
            double boost = word->boost;
            for (int64_t each = 0; each < count; each++) {
                scores[each] += (double)of_word[each] * boost;
                found[each] |= of_word[each] != 0.0f;
            }
            continue;
        }
        score_node(own, child, more, also, room);
        for (int64_t each = 0; each < count; each++) {
            if (node->kind == BOTH && !is_first && !found[each])
                continue;
            scores[each] += more[each];
            if (node->kind == ALL)
                found[each] &= also[each];
            else if (node->kind == ANY || is_first)
                found[each] |= also[each];
        }
    }
    for (int64_t each = 0; each < count; each++)
        scores[each] = node->kind == ALL && !found[each] ? 0.0 : scores[each] * node->boost;
}

void score_words(const Look *look, const Ranking *ranking, const uint8_t *wanted, double *scores, Room *room) {
    Own own = {.ranking = ranking, .count = wanted ? 0 : look->count};
    int32_t *places = take_raw(room, wanted ? look->count : 0, sizeof *places);
    for (int64_t at = 0; wanted && places && at < look->count; at++) {
        places[own.count] = (int32_t)at;
        own.count += wanted[at] != 0;
    }
    double *found_scores = take_raw(room, own.count, sizeof *found_scores);
    uint8_t *found = take_raw(room, own.count, sizeof *found);
    if (room->failed || !read_own(&own, look, wanted ? places : NULL, room))
        return;
    score_node(&own, 0, found_scores, found, room);
    for (int64_t at = 0; at < own.count && !room->failed; at++)
        scores[wanted ? places[at] : at] = found_scores[at] * ranking->settings[OWN_WEIGHT];
}

/* Returns the number of positions before a passage, given by its index in the list. */
static int64_t start_of(const Positions *positions, int64_t at) {
    int64_t block = at / 64 * 64, start;
    if (!positions->counts)
        return at;
    start = positions->before[at / 64];
    for (; block < at; block++)
        start += unsigned_at(positions->counts, block);
    return start;
}

/* Sets where the positions in each passage of a look begin, and how many there are. Returns how many in all; -1 if
   the list has fewer. */
static int64_t locate(const Positions *positions, const Look *look, int64_t *starts, uint32_t *counts) {
    int64_t local = 0, cursor = 0, all = 0;
    for (int64_t range = 0; range < look->ranges; range++) {
        int64_t first = look->starts[range], end = look->ends[range], begin = -1;
        cursor = positions->passages ? first_not_below(positions->passages, cursor, positions->count, first) : first;
        for (; cursor < positions->count; cursor++) {
            int64_t passage = positions->passages ? positions->passages[cursor] : cursor;
            if (passage >= end)
                break;
            begin = begin < 0 ? start_of(positions, cursor) : begin;
            uint32_t count = positions->counts ? unsigned_at(positions->counts, cursor) : 1;
            if (begin < 0 || begin + count > positions->all)
                return -1;
            starts[local + passage - first] = begin;
            counts[local + passage - first] = count;
            begin += count;
            all += count;
        }
        local += end - first;
    }
    return all;
}

static int64_t position_at(const Positions *positions, int64_t at) {
    int segment = 0;
    while (at >= positions->in[segment + 1].begin)
        segment++;
    return unsigned_at(&positions->in[segment].lent, at - positions->in[segment].begin);
}

/* Returns how many of the positions of one word in a passage have one of another so many positions further on. */
static int64_t count_close(const Positions *one, int64_t start, uint32_t count, const Positions *other, int64_t from,
                           uint32_t others, int64_t least, int64_t most) {
    int64_t close = 0, next = 0;
    for (uint32_t at = 0; at < count; at++) {
        int64_t place = position_at(one, start + at);
        while (next < others && position_at(other, from + next) < place + least)
            next++;
        close += next < others && position_at(other, from + next) <= place + most;
    }
    return close;
}

bool locate_word(Located *located, const Positions *positions, const Look *look, Room *room) {
    if (located->positions == positions)
        return true;
    /* Where there are none, nobody asks where they begin. */
    *located = (Located){positions, take_raw(room, look->count, sizeof *located->starts),
                         take_room(room, look->count, sizeof *located->counts), 0};
    if (!room->failed)
        located->all = locate(positions, look, located->starts, located->counts);
    return located->all >= 0;
}

void count_pair(const Look *look, const Located *left, const Located *right, int64_t distance, double *counts) {
    /* The rarer word of the two is counted. */
    const Located *one = left->all <= right->all ? left : right, *other = one == left ? right : left;
    for (int64_t at = 0; at < look->count; at++)
        counts[at] = one->counts[at] && other->counts[at]
                         ? (double)count_close(one->positions, one->starts[at], one->counts[at], other->positions,
                                               other->starts[at], other->counts[at], -distance, distance)
                         : 0.0;
}

void count_phrase(const Look *look, const Located *left, const Located *right, const double *close, double *counts) {
    for (int64_t at = 0; at < look->count; at++)
        counts[at] = close[at] != 0.0 ? (double)count_close(left->positions, left->starts[at], left->counts[at],
                                                            right->positions, right->starts[at], right->counts[at], 1, 1)
                                      : 0.0;
}
