/* What the steps of ranking share: the request, passages looked at together, and room that is freed at once. */
#ifndef MINUTESEARCH_LOOK_H
#define MINUTESEARCH_LOOK_H
#include "kernel.h"
#include "room.h"

/* The tuned constants, which Python hands over, so that each is written once. */
typedef enum {
    OWN_WEIGHT, PASSAGE_K1, REACH, LENDING, NEIGHBOURS_K1, COVERED, MEETING_K1, TITLE_COUNT, ITEM, MEETING, OPENING,
    OPENING_COUNT, NEIGHBOURS, STRETCH, PROCEDURAL, PAIR_WEIGHT, DISTANCE, PHRASE_WEIGHT, PHRASE_OPENING,
    CANDIDATES, MEETINGS, ENOUGH, COVERING, TITLE, UNITS, SETTINGS = UNITS + FIELDS
} Setting;

/* A node of the query, before its children: what a passage scores by its own words. */
typedef enum { WORD, ANY, ALL, BOTH } NodeKind;
typedef struct {
    NodeKind kind;
    double boost;
    /* The index after the node's last descendant, and the concept of a word. */
    int end, concept;
} Node;

enum { MOST_NODES = 4 * MOST_CONCEPTS, MOST_DOCS = 16, PARTS = 9, STRIDE = 64 };

/* How much of the query a passage has with a concept, in steps; whether it is another way to have what the share before
   is of, which gives no more. */
typedef struct {
    int concept, steps, is_other;
} Share;

/* A passage with the parts of its score, in the order in which they are added. */
typedef enum { WORDS, COVERAGE, FORM, AROUND, BEST, OF_ITEM, OF_MEETING, SPEAKER, SINKING } Part;
typedef struct {
    double key, score, parts[PARTS];
    int64_t passage, place;
} Row;

typedef struct {
    const Layout *layout;
    double settings[SETTINGS];
    int concepts;
    const Hits *hits[MOST_CONCEPTS];
    const Scores *scores[MOST_CONCEPTS];
    double weights[MOST_CONCEPTS], worths[MOST_CONCEPTS];
    int nodes;
    Node tree[MOST_NODES];
    int pairs;
    const Positions *left[MOST_CONCEPTS], *right[MOST_CONCEPTS];
    Docs matching;
    int64_t total;
    /* Whether all that hold anything match; how many they are is counted here. */
    bool is_united;
    /* Passages that have a word in other forms only, and what they lose; of speakers, and what they gain. */
    int kin, speakers;
    Docs others[MOST_DOCS], spoken[MOST_DOCS];
    double losses[MOST_DOCS], sure[MOST_DOCS];
    /* Where in each of them the last look ended: most looks are at a passage soon behind. */
    int64_t of_others[MOST_DOCS], of_spoken[MOST_DOCS];
    /* The steps that each passage holds of the query, with zeros behind: none if it does not match; and the most of each
       stride. NULL without coverage. And by steps: the bonus and the most by own words. */
    uint8_t *steps, *maxima;
    double bonus[256], max_words[256];
    float *meetings, *max_scores;
    /* Which meetings have a passage that matches; NULL where so many match that nearly all have. */
    uint8_t *having;
    Row *rows;
    /* How many passages are wanted, have been scored, and are kept. */
    int64_t wanted, seen, kept;
    Room room;
} Ranking;

/* Passages looked at together, renumbered from 0, with what each concept has in them: row after row. */
typedef struct {
    int64_t ranges, count;
    int32_t *starts, *ends, *passages;
    /* Scores of words by field are weighted frequencies, before saturation. */
    float *scores, *titles;
    double *frequencies;
} Look;

/* An item run in a look: its first passage and the one after its last, renumbered; and whether any of them is to be
   scored, without which nobody asks for its context. */
typedef struct {
    int64_t first, end;
    bool is_wanted;
} Run;

/* Makes a look of ranges, whose starts and ends are kept, with room for more rows of frequencies behind those of the
   concepts; false if there is no room. */
bool look_at(Look *look, const Ranking *ranking, int32_t *starts, int32_t *ends, int64_t ranges, int64_t more, Room *room);

/* Adds the scores of the items of a look, whole item runs, in whose opening passages a word counts as so many more. */
void score_items(const Look *look, const Ranking *ranking, const Run *runs, int64_t many, double opening, double *items);

/* Sets the scores of those passages of a look that are wanted by own words, as the tree adds them; of all where these are
   not given. */
void score_words(const Look *look, const Ranking *ranking, const uint8_t *wanted, double *scores, Room *room);

/* Where the positions of a word begin in each passage of a look, how many there are, and how many in all. */
typedef struct {
    const Positions *positions;
    int64_t *starts;
    uint32_t *counts;
    int64_t all;
} Located;

/* Locates a word that is not located yet; false if its positions do not fit, which nothing in a sound index does. */
bool locate_word(Located *located, const Positions *positions, const Look *look, Room *room);

/* Counts how often the words of a pair are close in each passage. */
void count_pair(const Look *look, const Located *left, const Located *right, int64_t distance, double *counts);

/* Counts how often they stand in a row, in their order, in each passage where they are close. */
void count_phrase(const Look *look, const Located *left, const Located *right, const double *close, double *counts);

static inline int meeting_of(const Layout *layout, int64_t passage) {
    return layout->meeting_of[layout->item_run_of[passage]];
}

/* As `context.item_runs.score_neighbours`, given the windows of layout->around. */
bool score_around(const Look *look, const Ranking *ranking, const Run *runs, int64_t many, const double *frequencies,
                  const double *worths, int64_t concepts, double *scores, Room *room);

/* Ranks a request that is checked; false if the positions do not fit the passages. */
bool rank_best(Ranking *ranking, double beside);

/* Takes the steps that each passage holds of the query, given; false if there is no room, or not as many hold any as match. */
bool copy_steps(Ranking *ranking, const uint8_t *held);

/* Adds up what each passage that matches holds, made of the shares of the words that it has, at least one step; false as
   for `copy_steps`. */
bool add_shares(Ranking *ranking, const Share *shares, int many);

#endif
