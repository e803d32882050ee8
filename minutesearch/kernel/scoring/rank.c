/* Ranking: the best passages of a query, as `scoring.ranker.Ranker` finds them, in one call. */
#include "scoring/look.h"
#include <math.h>

/* --- the best so far: a heap with the worst of them on top, equal scores by their place in reading order */

static bool is_worse(const Row *one, const Row *other) {
    return one->key != other->key ? one->key < other->key : one->place > other->place;
}

static void sink(Row *rows, int64_t count, int64_t at) {
    for (int64_t child; (child = 2 * at + 1) < count; at = child) {
        child += child + 1 < count && is_worse(&rows[child + 1], &rows[child]);
        if (!is_worse(&rows[child], &rows[at]))
            return;
        Row kept = rows[at];
        rows[at] = rows[child], rows[child] = kept;
    }
}

static void keep(Ranking *ranking, const Row *row) {
    Row *rows = ranking->rows;
    if (ranking->kept < ranking->wanted) {
        int64_t at = ranking->kept++;
        for (; at && is_worse(row, &rows[(at - 1) / 2]); at = (at - 1) / 2)
            rows[at] = rows[(at - 1) / 2];
        rows[at] = *row;
    } else if (ranking->kept && is_worse(&rows[0], row)) {
        rows[0] = *row;
        sink(rows, ranking->kept, 0);
    }
}

static int compare_rows(const void *one, const void *other) { return is_worse(one, other) ? 1 : -1; }

/* Returns the score that others must reach, less what rounding may hide; far below all until enough are kept. */
static double bound(const Ranking *ranking) {
    if (ranking->kept < ranking->wanted)
        return -INFINITY;
    double score = ranking->rows[0].score;
    return score - 2e-6 - 1e-5 * fabs(score);
}

/* Adds what depends on a match alone, sums the parts up, and keeps the row if it is among the best. `least` is the score
   that it must reach without what it gains as a speaker's. */
static void finish(Ranking *ranking, int64_t passage, double least, Row *row) {
    const Layout *layout = ranking->layout;
    row->passage = passage;
    ranking->seen++;
    row->parts[COVERAGE] = ranking->steps ? ranking->bonus[ranking->steps[passage]] : 0.0;
    if (least > 0.0) {
        /* Most do not reach it, and what else there is only lowers what is above 0. */
        double most = 0.0;
        for (int part = 0; part < SINKING; part++)
            most += row->parts[part];
        if (most < least)
            return;
    }
    for (int at = 0; at < ranking->kin; at++)
        if (docs_have(&ranking->others[at], passage, &ranking->of_others[at]))
            row->parts[FORM] -= ranking->losses[at];
    for (int at = 0; at < ranking->speakers; at++)
        if (ranking->sure[at] > row->parts[SPEAKER] && docs_have(&ranking->spoken[at], passage, &ranking->of_spoken[at]))
            row->parts[SPEAKER] = ranking->sure[at];
    for (int part = 0; part < SINKING; part++)
        row->score += row->parts[part];
    if (layout->procedural && layout->procedural[passage]) {
        row->parts[SINKING] = -ranking->settings[PROCEDURAL] * row->score;
        row->score += row->parts[SINKING];
    }
    row->key = rint(row->score * 1e9);
    row->place = layout->ranks ? layout->ranks[passage] : passage;
    keep(ranking, row);
}

/* --- the passages that match, and what each holds of the query */

/* Makes the maxima of the steps held; false if not as many passages hold any as are to match. */
static bool count_held(Ranking *ranking) {
    int64_t strides = ranking->layout->size / STRIDE + 1, total = 0;
    uint8_t *maxima = ranking->maxima = take_room(&ranking->room, strides + 8, 1);
    for (int64_t at = 0; maxima && at < strides; at++) {
        const uint8_t *steps = ranking->steps + at * STRIDE;
        uint8_t most = 0, many = 0;
        for (int each = 0; each < STRIDE; each++) {
            most = steps[each] > most ? steps[each] : most;
            many += steps[each] != 0;
        }
        maxima[at] = most;
        total += many;
    }
    if (ranking->is_united)
        ranking->total = total;
    return maxima && total == ranking->total;
}

bool copy_steps(Ranking *ranking, const uint8_t *held) {
    int64_t size = ranking->layout->size;
    if (!(ranking->steps = take_room(&ranking->room, size + STRIDE + 8, 1)))
        return false;
    memcpy(ranking->steps, held, (size_t)size);
    return count_held(ranking);
}

/* Adds so many steps to what each passage of a set holds: of a bitmap eight at once, each of which has a byte of its own.
   Before the first set nothing was written there. */
static void add_share(const Docs *docs, uint8_t steps, int64_t size, bool is_first, uint8_t *restrict held) {
    const uint8_t *bits = docs->bits;
    uint64_t spread[256], eight;
    if (is_first && !bits)
        memset(held, 0, (size_t)size);
    for (int64_t at = 0; !bits && at < docs->count; at++)
        held[passage_at(&docs->numbers, at)] += steps;
    for (int byte = 0; bits && byte < 256; byte++) {
        uint8_t own[8];
        for (int bit = 0; bit < 8; bit++)
            own[bit] = byte >> (7 - bit) & 1 ? steps : 0;
        memcpy(&spread[byte], own, 8);
    }
    for (int64_t at = 0; bits && is_first && at < (size + 7) / 8; at++)
        memcpy(held + 8 * at, &spread[bits[at]], 8);
    for (int64_t at = 0; bits && !is_first && at < (size + 7) / 8; at++) {
        memcpy(&eight, held + 8 * at, 8);
        eight += spread[bits[at]];
        memcpy(held + 8 * at, &eight, 8);
    }
}

/* Returns a set as a bitmap: its own, or one made in the room given. */
static const uint8_t *as_bits(const Docs *docs, int64_t size, uint8_t *room) {
    if (docs->bits)
        return docs->bits;
    memset(room, 0, (size_t)size / 8 + 8);
    for (int64_t at = 0; at < docs->count; at++)
        room[passage_at(&docs->numbers, at) >> 3] |= (uint8_t)(0x80 >> (passage_at(&docs->numbers, at) & 7));
    return room;
}

/* Takes a set out of another way to have the same, and adds it to those that have it in any way. */
static void take_rest(const Docs *docs, int64_t size, uint8_t *taken, uint8_t *rest) {
    const uint8_t *bits = as_bits(docs, size, rest);
    for (int64_t at = 0; at < (size + 7) / 8; at++) {
        uint8_t all = bits[at];
        rest[at] = all & (uint8_t)~taken[at];
        taken[at] |= all;
    }
}

/* Leaves the steps of the passages that match alone, at least one each. */
static void keep_matches(const uint8_t *bits, int64_t size, uint8_t *restrict held) {
    const uint64_t ones = UINT64_C(0x0101010101010101), low = 0x7f * ones;
    uint64_t spread[256], eight;
    for (int byte = 0; byte < 256; byte++) {
        uint8_t own[8];
        for (int bit = 0; bit < 8; bit++)
            own[bit] = byte >> (7 - bit) & 1 ? 0xff : 0;
        memcpy(&spread[byte], own, 8);
    }
    for (int64_t at = 0; at < (size + 7) / 8; at++) {
        memcpy(&eight, held + 8 * at, 8);
        uint64_t none = ~(((eight & low) + low) | eight | low) >> 7;
        eight = (eight | none) & spread[bits[at]];
        memcpy(held + 8 * at, &eight, 8);
    }
}

/* Leaves no passage of a set without a step. */
static void touch(const Docs *docs, int64_t size, uint8_t *held) {
    for (int64_t at = 0; docs->bits && at < size; at++)
        held[at] += has_bit(docs->bits, at) && !held[at];
    for (int64_t at = 0; !docs->bits && at < docs->count; at++)
        held[passage_at(&docs->numbers, at)] += !held[passage_at(&docs->numbers, at)];
}

bool add_shares(Ranking *ranking, const Share *shares, int many) {
    int64_t size = ranking->layout->size;
    /* A bitmap ends at a whole word. */
    uint8_t *held = ranking->steps = take_raw(&ranking->room, size + STRIDE + 8, 1);
    uint8_t *taken = take_raw(&ranking->room, size / 8 + 8, 1), *rest = take_raw(&ranking->room, size / 8 + 8, 1);
    if (ranking->room.failed)
        return false;
    for (int at = 0; at < many; at++) {
        Docs docs = ranking->hits[shares[at].concept]->docs;
        /* Of several ways to have one part of the query the first counts, which is the best. */
        if (shares[at].is_other || (at + 1 < many && shares[at + 1].is_other)) {
            if (!shares[at].is_other)
                memset(taken, 0, (size_t)size / 8 + 8);
            take_rest(&docs, size, taken, rest);
            docs.bits = rest;
        }
        add_share(&docs, (uint8_t)shares[at].steps, size, !at, held);
    }
    if (!ranking->is_united)
        keep_matches(as_bits(&ranking->matching, size, rest), size, held);
    /* What is worth next to nothing has no step to give. */
    for (int at = 0; ranking->is_united && at < many; at++)
        if (!shares[at].steps)
            touch(&ranking->hits[shares[at].concept]->docs, size, held);
    /* A bitmap may not be sound, and have passages beyond the last. */
    memset(held + size, 0, STRIDE + 8);
    return count_held(ranking);
}

/* Returns the index of the first byte, from one on, that is at least as high as a level; the end where there is none. Seven
   bytes behind the end are read. */
static int64_t next_high(const uint8_t *bytes, int64_t from, int64_t end, int level) {
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
    for (uint64_t eight; from < end && level < 256; from += 8) {
        memcpy(&eight, bytes + from, 8);
        uint64_t below = (eight | high) - ones * (uint64_t)(level & 0x7f);
        uint64_t found = (level & 0x80 ? eight & below : eight | below) & high;
        if (!found)
            continue;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        from += __builtin_ctzll(found) / 8;
#else
        from += __builtin_clzll(found) / 8;
#endif
        return from < end ? from : end;
    }
    return end;
}

/* Returns the next passage, from one on, that holds as much as a level, at least one step; the size where there is none. */
static int64_t next_of_level(const Ranking *ranking, int64_t at, int level) {
    int64_t size = ranking->layout->size, strides = size / STRIDE + 1;
    while (at < size) {
        int64_t stride = at / STRIDE, end = (stride + 1) * STRIDE;
        if (ranking->maxima[stride] >= level && (at = next_high(ranking->steps, at, end, level)) < end)
            break;
        at = next_high(ranking->maxima, stride + 1, strides, level) * STRIDE;
    }
    return at < size ? at : size;
}

/* Returns the next passage, from one on, that matches and holds as much as a level where steps are held; the size where
   there is none. `cursor` is where the last look ended. */
static int64_t next_match(const Ranking *ranking, int64_t at, int level, int64_t *cursor) {
    const Docs *docs = &ranking->matching;
    int64_t size = ranking->layout->size;
    if (ranking->steps)
        return next_of_level(ranking, at, level);
    if (!docs->bits) {
        while (*cursor < docs->count && passage_at(&docs->numbers, *cursor) < at)
            ++*cursor;
        return *cursor < docs->count ? passage_at(&docs->numbers, *cursor) : size;
    }
    for (uint64_t word; at < size; at = (at / 64 + 1) * 64)
        if ((word = word_of_bits(docs->bits, at / 64) << at % 64))
            return at + __builtin_clzll(word) < size ? at + __builtin_clzll(word) : size;
    return size;
}

/* Returns the item run of a passage behind those of another run, or of that one. To look up the runs of passages one by
   one takes longer than all else that is done with them. */
static int64_t run_from(const Layout *layout, int64_t run, int64_t passage) {
    run = first_not_below(layout->item_ends, run, layout->item_runs, passage + 1);
    return run < layout->item_runs ? run : layout->item_runs - 1;
}

/* Returns the passage behind an item run that a passage is in, of which all are of one meeting; one at least is gone on. */
static int64_t end_of_item(const Layout *layout, int64_t run, int64_t passage) {
    int64_t end = layout->item_ends[run];
    return end > passage && end <= layout->size ? end : passage + 1;
}

/* Returns the highest level that so many passages reach, 1 if fewer match. */
static int find_level(const Ranking *ranking, int64_t wanted) {
    int64_t strides = ranking->layout->size / STRIDE + 1, counts[256] = {0}, over = 0;
    int least = 255, level = 255;
    for (int64_t at = 0; at < strides; at++)
        counts[ranking->maxima[at]]++;
    /* Where so many strides have a passage that reaches it, so many passages do. */
    for (; least > 1 && (over += counts[least]) < wanted; least--)
        ;
    memset(counts, 0, sizeof counts);
    /* What is left to be counted is above it: mostly few. */
    for (int64_t at = 0; (at = next_of_level(ranking, at, least + 1)) < ranking->layout->size; at++)
        counts[ranking->steps[at]]++;
    for (over = 0; level > least && (over += counts[level]) < wanted; level--)
        ;
    return level;
}

/* --- whole meetings */

static void add_meetings(Ranking *ranking) {
    /* Kept here, since what is written might be any of it. */
    float *meetings = ranking->meetings, *bounds = ranking->max_scores;
    for (int concept = 0; concept < ranking->concepts; concept++) {
        const Scores *scores = ranking->scores[concept];
        float weight = (float)ranking->weights[concept], step = (float)(ranking->weights[concept] * scores->step);
        const float *own = scores->meetings;
        const uint8_t *steps = scores->max_scores;
        int64_t count = scores->count;
        for (int64_t at = 0; scores->having && at < count; at++) {
            int64_t meeting = unsigned_at(scores->having, at);
            meetings[meeting] += own[at] * weight;
            bounds[meeting] += (float)steps[at] * step;
        }
        for (int64_t at = 0; !scores->having && at < count; at++) {
            meetings[at] += own[at] * weight;
            bounds[at] += (float)steps[at] * step;
        }
    }
}

/* Adds to a copy of the meetings' scores the bonus of the passages that hold most of the query. */
static void prefer_covering(const Ranking *ranking, double *scores) {
    int level = find_level(ranking, (int64_t)ranking->settings[COVERING]);
    double *bonus = scores + ranking->layout->meetings;
    for (int64_t at = 0, end, run = 0; (at = next_of_level(ranking, at, level)) < ranking->layout->size; at = end) {
        run = run_from(ranking->layout, run, at);
        int meeting = ranking->layout->meeting_of[run];
        uint8_t most = 0;
        end = end_of_item(ranking->layout, run, at);
        for (int64_t each = at; each < end; each++)
            most = ranking->steps[each] > most ? ranking->steps[each] : most;
        double own = ranking->bonus[most];
        bonus[meeting] = own > bonus[meeting] ? own : bonus[meeting];
    }
    for (int64_t meeting = 0; meeting < ranking->layout->meetings; meeting++)
        scores[meeting] += bonus[meeting];
}

typedef struct {
    double score;
    int32_t number;
} Scored;

/* Of two the one that comes later: the lower score, or the higher number. */
static bool is_later(const Scored *one, const Scored *other) {
    return one->score != other->score ? one->score < other->score : one->number > other->number;
}

static void sift(Scored *heap, int64_t count, int64_t at) {
    for (int64_t child; (child = 2 * at + 1) < count; at = child) {
        child += child + 1 < count && is_later(&heap[child], &heap[child + 1]);
        if (!is_later(&heap[at], &heap[child]))
            return;
        Scored kept = heap[at];
        heap[at] = heap[child], heap[child] = kept;
    }
}

static void make_heap(Scored *heap, int64_t count) {
    for (int64_t at = count / 2 - 1; at >= 0; at--)
        sift(heap, count, at);
}

static Scored pop(Scored *heap, int64_t *count) {
    Scored first = heap[0];
    heap[0] = heap[--*count];
    sift(heap, *count, 0);
    return first;
}

enum { MAXIMA = 64 };

/* Moves the highest to the front and returns how many they are: mostly some times the number of maxima. The lowest of the
   maxima of so many strides is a bound that as many reach. */
static int64_t keep_best(Scored *scored, int64_t count) {
    double maxima[MAXIMA], least = INFINITY;
    int64_t kept = 0;
    for (int at = 0; at < MAXIMA; at++)
        maxima[at] = -INFINITY;
    for (int64_t at = 0; at < count; at++)
        maxima[at % MAXIMA] = scored[at].score > maxima[at % MAXIMA] ? scored[at].score : maxima[at % MAXIMA];
    for (int at = 0; at < MAXIMA; at++)
        least = maxima[at] < least ? maxima[at] : least;
    for (int64_t at = 0; at < count; at++)
        if (scored[at].score >= least) {
            Scored other = scored[kept];
            scored[kept++] = scored[at], scored[at] = other;
        }
    return kept;
}

static int compare_numbers(const void *one, const void *other) {
    int32_t left = *(const int32_t *)one, right = *(const int32_t *)other;
    return (left > right) - (left < right);
}

/* Finds the meetings with a passage that matches. */
static void find_having(Ranking *ranking) {
    if (ranking->total * 32 >= ranking->layout->size ||
        !(ranking->having = take_room(&ranking->room, ranking->layout->meetings, 1)))
        return;
    for (int64_t at = 0, run = 0, cursor = 0; (at = next_match(ranking, at, 1, &cursor)) < ranking->layout->size;) {
        run = run_from(ranking->layout, run, at);
        ranking->having[ranking->layout->meeting_of[run]] = 1;
        at = end_of_item(ranking->layout, run, at);
    }
}

/* Chooses the best meetings, as `candidates.choose_meetings` does: ascending; returns how many. */
static int64_t choose_meetings(Ranking *ranking, int32_t *chosen) {
    const Layout *layout = ranking->layout;
    int64_t count = 0, many = 0, before = 0;
    double *scores = take_room(&ranking->room, 2 * layout->meetings, sizeof *scores);
    Scored *heap = take_raw(&ranking->room, layout->meetings, sizeof *heap);
    if (ranking->room.failed)
        return 0;
    for (int64_t meeting = 0; meeting < layout->meetings; meeting++)
        scores[meeting] = ranking->meetings[meeting];
    if (ranking->steps)
        prefer_covering(ranking, scores);
    const int64_t candidates = (int64_t)ranking->settings[CANDIDATES];
    const bool are_all = layout->count > candidates && layout->meetings > 1;
    const uint8_t *having = ranking->having;
    for (int64_t meeting = 0; meeting < layout->meetings; meeting++)
        if (having ? having[meeting] : are_all || scores[meeting] != 0.0)
            heap[count++] = (Scored){scores[meeting], (int32_t)meeting};
    if (layout->count <= candidates || count <= 1) {
        for (; many < count; many++)
            chosen[many] = heap[many].number;
        return many;
    }
    /* The others would end the choice: most meetings have none of a rare word. */
    int64_t all = count;
    count = 0;
    for (int64_t at = 0; at < all; at++)
        if (heap[at].score > 0.0)
            heap[count++] = heap[at];
    /* Few are popped, so that the others need no order. */
    int64_t best_of = keep_best(heap, count), others = count - best_of;
    make_heap(heap, count = best_of);
    while (count || others) {
        if (!count) {
            heap += best_of, count = others, others = 0;
            make_heap(heap, count);
        }
        Scored best = pop(heap, &count);
        bool are_enough = many >= (int64_t)ranking->settings[MEETINGS] && before >= (int64_t)ranking->settings[ENOUGH];
        before += layout->sizes[best.number];
        if (are_enough || (many && before > candidates))
            break;
        chosen[many++] = best.number;
    }
    qsort(chosen, (size_t)many, sizeof *chosen, compare_numbers);
    return many;
}

/* Makes a look of whole meetings, given ascending. */
static bool look_at_meetings(Look *look, const Ranking *ranking, const int32_t *meetings, int64_t many, Room *room) {
    const Layout *layout = ranking->layout;
    int64_t ranges = 0, at = 0;
    for (int64_t each = 0; each < many; each++)
        ranges += layout->runs_at[meetings[each] + 1] - layout->runs_at[meetings[each]];
    int32_t *runs = take_room(room, ranges, sizeof *runs), *starts = take_room(room, 2 * ranges, sizeof *starts);
    if (room->failed)
        return false;
    for (int64_t each = 0; each < many; each++)
        for (int64_t run = layout->runs_at[meetings[each]]; run < layout->runs_at[meetings[each] + 1]; run++)
            runs[at++] = (int32_t)layout->runs_of[run];
    qsort(runs, (size_t)ranges, sizeof *runs, compare_numbers);
    for (at = 0; at < ranges; at++) {
        starts[at] = layout->run_starts[runs[at]];
        starts[ranges + at] = layout->run_ends[runs[at]];
    }
    return look_at(look, ranking, starts, starts + ranges, ranges, ranking->pairs, room);
}

/* Finds the item runs of a look, as far as any passage in them is wanted: one that matches, or any where these are not
   given. Returns how many runs there are. */
static int64_t find_runs(const Look *look, const Layout *layout, const uint8_t *matches, Run *runs) {
    int64_t many = 0;
    for (int64_t range = 0, at = 0; range < look->ranges; range++)
        for (int64_t passage = look->starts[range], end; passage < look->ends[range]; passage = end, many++) {
            int64_t last = layout->item_ends[layout->item_run_of[passage]];
            end = last > passage && last < look->ends[range] ? last : look->ends[range];
            runs[many] = (Run){at, at + end - passage, !matches};
            for (; at < runs[many].end; at++)
                runs[many].is_wanted |= matches && matches[at];
        }
    return many;
}

/* --- pairs and neighbours */

static double idf(int64_t found, int64_t total) { return log1p(((double)(total - found) + 0.5) / ((double)found + 0.5)); }

/* What pairs give the items and meetings of the candidates, as `context_features.add_pairs` adds it. */
static bool add_pairs(Ranking *ranking, const Look *look, const double *paired, int64_t pairs, double in_item,
                      double in_meeting, double opening, const Run *runs, int64_t many, double *items, double *meetings) {
    const Layout *layout = ranking->layout;
    Room *room = &ranking->room;
    double k1 = ranking->settings[MEETING_K1];
    int64_t openings = opening != 0.0 ? (int64_t)ranking->settings[OPENING] : 0;
    double *in_items = take_room(room, 4 * many, sizeof *in_items), *in_meetings = take_room(room, layout->meetings, 8);
    if (room->failed)
        return false;
    double *of_items = in_items + many, *of_meetings = of_items + many, *opened = of_meetings + many;
    for (int64_t pair = 0; pair < pairs; pair++) {
        int64_t having = 0, having_meetings = 0;
        for (int64_t run = 0; run < many; run++) {
            int meeting = layout->meeting_of[layout->item_run_of[look->passages[runs[run].first]]];
            in_items[run] = 0.0;
            for (int64_t at = runs[run].first; at < runs[run].end; at++)
                in_items[run] += paired[pair * look->count + at];
            opened[run] = in_items[run];
            for (int64_t at = runs[run].first; at < runs[run].end && at < runs[run].first + openings; at++)
                opened[run] += opening * paired[pair * look->count + at];
            having += in_items[run] != 0.0;
            having_meetings += in_items[run] != 0.0 && in_meetings[meeting] == 0.0;
            in_meetings[meeting] += in_items[run];
        }
        double rare = idf(having, layout->all_item_runs), rare_meetings = idf(having_meetings, layout->all_meetings);
        for (int64_t run = 0; run < many; run++) {
            int item = layout->item_run_of[look->passages[runs[run].first]];
            double count = opened[run], all = in_meetings[layout->meeting_of[item]];
            of_items[run] += count / (count + layout->item_norms[item]) * (k1 + 1.0) * rare;
            of_meetings[run] += all / (all + layout->meeting_norms[layout->meeting_of[item]]) * (k1 + 1.0) * rare_meetings;
        }
        for (int64_t run = 0; run < many; run++)
            in_meetings[layout->meeting_of[layout->item_run_of[look->passages[runs[run].first]]]] = 0.0;
    }
    for (int64_t run = 0; run < many; run++) {
        items[run] += ranking->settings[ITEM] * in_item * of_items[run];
        meetings[run] += ranking->settings[MEETING] * in_meeting * of_meetings[run];
    }
    return true;
}

/* Returns whether each passage of a look matches; NULL if there is no room. */
static const uint8_t *find_matches(Ranking *ranking, const Look *look) {
    uint8_t *matches = take_room(&ranking->room, look->count, 1);
    int64_t local = 0, cursor = 0;
    for (int64_t range = 0; matches && range < look->ranges; range++) {
        int64_t start = look->starts[range], end = look->ends[range];
        for (int64_t at = start; ranking->steps && at < end; at++)
            matches[local + at - start] = ranking->steps[at] != 0;
        for (int64_t at = start; !ranking->steps && (at = next_match(ranking, at, 1, &cursor)) < end; at++)
            matches[local + at - start] = 1;
        local += end - start;
    }
    return matches;
}

/* Scores the passages of the best meetings with their context; false if the positions do not fit. */
static bool look_around(Ranking *ranking, const int32_t *chosen, int64_t many, double beside) {
    const Layout *layout = ranking->layout;
    Room *room = &ranking->room;
    Look look;
    if (!look_at_meetings(&look, ranking, chosen, many, room))
        return true;
    int64_t count = look.count;
    Run *runs = take_raw(room, count, sizeof *runs);
    const uint8_t *matches = find_matches(ranking, &look);
    double *frequencies = look.frequencies;
    double *worths = take_room(room, ranking->concepts + ranking->pairs, sizeof *worths);
    double *around = take_room(room, count, sizeof *around), *own = take_raw(room, count, sizeof *own);
    if (room->failed)
        return true;
    int64_t many_runs = find_runs(&look, layout, matches, runs), concepts = ranking->concepts;
    double *items = take_room(room, many_runs, sizeof *items), *meetings = take_room(room, many_runs, sizeof *meetings);
    if (room->failed)
        return true;
    score_items(&look, ranking, runs, many_runs, ranking->settings[OPENING_COUNT], items);
    for (int64_t run = 0; run < many_runs; run++)
        meetings[run] = ranking->meetings[meeting_of(layout, look.passages[runs[run].first])];
    memcpy(worths, ranking->worths, (size_t)concepts * sizeof *worths);
    Located left = {0}, right = {0};
    double weight = ranking->settings[PAIR_WEIGHT], of_phrase = ranking->settings[PHRASE_WEIGHT];
    double *phrases = take_raw(room, of_phrase != 0.0 ? ranking->pairs * count : 0, sizeof *phrases);
    for (int pair = 0; pair < ranking->pairs; pair++) {
        int64_t having = 0, known = concepts - ranking->concepts;
        double *counts = frequencies + concepts * count;
        /* The second word of a pair mostly is the first of the next. */
        left = right;
        if (!locate_word(&left, ranking->left[pair], &look, room) || !locate_word(&right, ranking->right[pair], &look, room))
            return false;
        if (room->failed)
            return true;
        count_pair(&look, &left, &right, (int64_t)ranking->settings[DISTANCE], counts);
        for (int64_t at = 0; at < count; at++)
            having += counts[at] != 0.0;
        if (having && of_phrase != 0.0)
            count_phrase(&look, &left, &right, counts, phrases + known * count);
        if (having)
            worths[concepts++] = weight * idf(having, layout->count);
    }
    int64_t pairs = concepts - ranking->concepts;
    const double *paired = frequencies + ranking->concepts * count;
    if (pairs && (!add_pairs(ranking, &look, paired, pairs, weight, weight, 0.0, runs, many_runs, items, meetings) ||
                  (of_phrase != 0.0 &&
                   !add_pairs(ranking, &look, phrases, pairs, of_phrase, 0.0, ranking->settings[PHRASE_OPENING], runs, many_runs, items, meetings))))
        return true;
    score_words(&look, ranking, matches, own, room);
    if (!score_around(&look, ranking, runs, many_runs, frequencies, worths, concepts, around, room))
        return true;
    for (int64_t run = 0; run < many_runs; run++) {
        double best = -INFINITY, weight = ranking->settings[NEIGHBOURS];
        for (int64_t at = runs[run].first; runs[run].is_wanted && at < runs[run].end; at++) {
            around[at] *= weight;
            double score = around[at] + (matches[at] ? own[at] : 0.0);
            best = score > best ? score : best;
        }
        double least = bound(ranking) - beside;
        for (int64_t at = runs[run].first; at < runs[run].end; at++)
            if (matches[at]) {
                Row row = {0};
                row.parts[WORDS] = own[at], row.parts[AROUND] = around[at], row.parts[OF_ITEM] = items[run];
                row.parts[BEST] = ranking->settings[STRETCH] * best, row.parts[OF_MEETING] = meetings[run];
                finish(ranking, look.passages[at], least, &row);
            }
    }
    return true;
}

/* --- passages outside of the candidates, by bounds */

/* Returns what a match can score at most, by the steps that it holds of the query and by the best of its meeting, without
   what it gains as a speaker's, or loses. */
static double limit_of(const Ranking *ranking, int steps, int meeting, const double *limits) {
    double limit = ranking->max_scores[meeting];
    if (ranking->steps) {
        double by_words = ranking->meetings[meeting] + limits[steps];
        limit += ranking->bonus[steps];
        limit = by_words < limit ? by_words : limit;
    }
    return limit;
}

/* Lists the matches outside of the candidates that may be among the best, as a heap; returns how many there are.
   Marks as done the meetings of which no passage can be. */
static int64_t list_further(Ranking *ranking, uint8_t *done, double least, Scored *heap) {
    double limits[256], highest = 0.0;
    int64_t count = 0;
    int level = ranking->steps ? 1 : 0;
    for (int steps = 0; steps < 256; steps++)
        limits[steps] = ranking->bonus[steps] + ranking->settings[OWN_WEIGHT] * ranking->max_words[steps];
    bool is_open = false;
    for (int64_t meeting = 0; meeting < ranking->layout->meetings; meeting++) {
        done[meeting] |= ranking->max_scores[meeting] + ranking->bonus[255] < least;
        is_open |= !done[meeting];
        if (!done[meeting] && ranking->meetings[meeting] > highest)
            highest = ranking->meetings[meeting];
    }
    while (ranking->steps && level < 256 && limits[level] + highest < least)
        level++;
    int64_t run = 0, cursor = 0, size = ranking->layout->size, end = 0;
    int meeting = 0, needed = level;
    for (int64_t at = 0; is_open && (at = next_match(ranking, at, needed, &cursor)) < size; at++) {
        if (at >= end) {
            if (needed > level) {
                /* What the item before needed says nothing of this one. */
                at = end - 1, needed = level;
                continue;
            }
            run = run_from(ranking->layout, run, at);
            meeting = ranking->layout->meeting_of[run], end = end_of_item(ranking->layout, run, at);
        }
        int steps = ranking->steps ? ranking->steps[at] : 0;
        double limit = limit_of(ranking, steps, meeting, limits);
        if (done[meeting] || limit < least) {
            /* Nor does anything in the item that holds no more. */
            if (done[meeting] || !ranking->steps)
                at = end - 1;
            else
                needed = steps + 1;
            continue;
        }
        for (int each = 0; each < ranking->kin && limit >= least; each++)
            limit -= docs_have(&ranking->others[each], at, &ranking->of_others[each]) ? ranking->losses[each] : 0.0;
        /* There is room for as many as are said to match. */
        if (limit >= least && count < ranking->total)
            heap[count++] = (Scored){limit, (int32_t)at};
    }
    make_heap(heap, count);
    return count;
}

/* Makes a look of matches, given ascending: of them alone, or of the whole item runs that they are in. */
static bool look_at_some(Look *look, const Ranking *ranking, const int32_t *matches, int64_t some, Room *room) {
    const Layout *layout = ranking->layout;
    int32_t *starts = take_raw(room, 2 * some, sizeof *starts), *ends = starts + some;
    int64_t ranges = 0;
    for (int64_t at = 0; at < some && !room->failed; at++) {
        int32_t passage = matches[at], run = layout->item_run_of[passage];
        int32_t start = ranking->steps ? passage : layout->item_starts[run];
        if (ranges && start < ends[ranges - 1])
            continue;
        starts[ranges] = start;
        ends[ranges++] = ranking->steps ? start + 1 : layout->item_ends[run];
    }
    return !room->failed && look_at(look, ranking, starts, ends, ranges, 0, room);
}

/* Scores matches without their neighbours; with coverage without their items too, for which the words of all
   passages of an item would have to be read. */
static void score_some(Ranking *ranking, const int32_t *matches, int64_t some, double least, Room *room) {
    const Layout *layout = ranking->layout;
    Look look;
    if (!look_at_some(&look, ranking, matches, some, room))
        return;
    Run *runs = take_raw(room, look.count, sizeof *runs);
    int64_t many = 0, run = 0, at = 0;
    double *items = take_room(room, look.count, sizeof *items), *own = take_raw(room, look.count, sizeof *own);
    if (room->failed)
        return;
    score_words(&look, ranking, NULL, own, room);
    if (!ranking->steps) {
        many = find_runs(&look, layout, NULL, runs);
        score_items(&look, ranking, runs, many, 0.0, items);
    }
    for (int64_t each = 0; each < some && !room->failed; each++) {
        int32_t passage = matches[each];
        while (at < look.count && look.passages[at] < passage)
            at++;
        while (run + 1 < many && runs[run + 1].first <= at)
            run++;
        if (at == look.count || look.passages[at] != passage)
            continue;
        Row row = {0};
        row.parts[WORDS] = own[at], row.parts[OF_ITEM] = many ? items[run] : 0.0;
        row.parts[OF_MEETING] = ranking->meetings[meeting_of(layout, passage)];
        finish(ranking, passage, least, &row);
    }
}

/* Scores matches outside of the candidates, best bound first, while any may be among the best. */
static void look_further(Ranking *ranking, uint8_t *done, double beside) {
    Scored *heap = take_raw(&ranking->room, ranking->total, sizeof *heap);
    if (!heap)
        return;
    int64_t count = list_further(ranking, done, bound(ranking) - beside, heap);
    /* More and more at once: in the order of their numbers they are found fast. */
    for (int64_t chunk = CHUNK; count && !ranking->room.failed; chunk *= 8) {
        double least = bound(ranking) - beside;
        int64_t some = 0, many = chunk < count ? chunk : count;
        int32_t *matches = take_room(&ranking->room, many, sizeof *matches);
        while (matches && some < many && heap[0].score >= least)
            matches[some++] = pop(heap, &count).number;
        if (some) {
            qsort(matches, (size_t)some, sizeof *matches, compare_numbers);
            score_some(ranking, matches, some, least, &ranking->room);
        } else
            count = 0;
    }
}

bool rank_best(Ranking *ranking, double beside) {
    const Layout *layout = ranking->layout;
    Room *room = &ranking->room;
    int32_t *chosen = take_room(room, layout->meetings, sizeof *chosen);
    uint8_t *done = take_room(room, layout->meetings, 1);
    ranking->meetings = take_room(room, layout->meetings, sizeof *ranking->meetings);
    ranking->max_scores = take_room(room, layout->meetings, sizeof *ranking->max_scores);
    ranking->rows = take_room(room, ranking->wanted, sizeof *ranking->rows);
    if (room->failed)
        return true;
    add_meetings(ranking);
    find_having(ranking);
    int64_t many = choose_meetings(ranking, chosen);
    for (int64_t at = 0; at < many; at++)
        done[chosen[at]] = 1;
    if (!room->failed && !look_around(ranking, chosen, many, beside))
        return false;
    if (room->failed)
        return true;
    if (ranking->seen < ranking->total)
        look_further(ranking, done, beside);
    qsort(ranking->rows, (size_t)ranking->kept, sizeof *ranking->rows, compare_rows);
    return true;
}
