"""The ranker, which scores passages as the sum of several parts and finds the best."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import Seed
from minutesearch.engine.embedded.matching.top_k import best_first, top_places
from minutesearch.engine.embedded.postings.bm25 import idf
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.ranking.context.concepts import QueryConcept, gather_concepts
from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.context.item_runs import add_up, best_of_item_run, score_neighbours
from minutesearch.engine.embedded.ranking.context.meeting_scores import (
    ALONE_WORDS,
    ITEM,
    MEETING,
    OPENING_COUNT,
    QUESTION_WORDS,
    WORDS,
)
from minutesearch.engine.embedded.ranking.context.positions import TextPositions
from minutesearch.engine.embedded.ranking.context.term_hits import TermHits
from minutesearch.engine.embedded.ranking.scoring.boolean import Matcher
from minutesearch.engine.embedded.ranking.scoring.candidates import Candidates, choose_meetings, gather_candidates
from minutesearch.engine.embedded.ranking.scoring.compiled_ranking import (
    Node,
    flat_tree,
    flatten_tree,
    rank_at_once,
)
from minutesearch.engine.embedded.ranking.scoring.context_features import (
    WeightedConcept,
    add_pairs,
    count_in,
    score_items,
)
from minutesearch.engine.embedded.ranking.scoring.coverage import (
    COVERING,
    Coverage,
    Steps,
    Way,
    cover,
    cover_parts,
    cover_words,
)
from minutesearch.engine.embedded.ranking.scoring.flat_query import FlatQuery
from minutesearch.engine.embedded.ranking.scoring.pairs import (
    COVERED_PHRASE_WEIGHT,
    PHRASE_WEIGHT,
    count_pairs,
    find_paired,
)
from minutesearch.engine.embedded.ranking.scoring.pairs import OPENING_COUNT as PHRASE_OPENING_COUNT
from minutesearch.engine.embedded.ranking.scoring.pairs import WEIGHT as PAIR_WEIGHT
from minutesearch.engine.embedded.ranking.scoring.passage_score import PassageScorer
from minutesearch.engine.embedded.ranking.scoring.relevance_feedback import RERANKED, FirstPass, score_feedback
from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock, make_block
from minutesearch.engine.embedded.ranking.scoring.top_passages import GroupOf, TopPassages
from minutesearch.engine.embedded.storage.bitpacking import Ints, firsts_of, sizes_of
from minutesearch.query.nodes import Query

__all__ = ["Ranker"]

#: The weights of the parts. All were chosen together on qmsum_train (1,095 questions) by hill climbing over: words
#: 0 to 1, stretch 0 to 1, item and meeting together 0 to 3, speaker 0 to 1; neighbours are the unit.
NEIGHBOURS, STRETCH, SPEAKER = 1.0, 1.0, 0.25

#: The weight of feedback against that of all parts by the query's own words: half, as in RM3's usual setting.
FEEDBACK = 0.5
#: How many of the best passages feedback leaves where they are. It finds more that is alike, and pushes the one
#: that is sought out of its place: the usual harm of RM3. Chosen on the classic collections from 0 to 3: with 3,
#: MRR@10 rises by 0.028 on time and by 0.006 on cran, and nDCG@10 by 0.016 and 0.004.
LEFT_FIRST = 3

#: What a passage loses that has a word in other forms only than the one typed, against the word's worth; and what
#: if nothing else is asked for, so that no context lifts "internal" above "international". Singular and plural are
#: one form. From 0 to 2 known items with one word wrong gain 0.02 MRR@10, headings lose 0.001. Where passages are
#: alone in their meeting other forms count as much: 0.7 takes 0.003 nDCG@10 on med and 0.005 on time.
OTHER_FORM, OTHER_FORM_ONLY = 1.4, 8.0

#: The share of its score that a procedural passage ("There were none") loses. Not tuned: no judged collection has
#: kinds.
PROCEDURAL = 0.5

#: At most so many remaining passages are scored without looking at bounds.
_FEW = 1024
#: How many passages are scored at once at most.
_MANY = 2**15
#: How many further meetings are looked at first, if any can hold one of the best passages.
_BATCH = 64
#: How many further passages are scored first by what they hold.
_FIRST = 256
#: How many passages a meeting has on average at least for its passages to be each other's context.
_CROWD = 2
#: By how much a bound must be lower to be safe, since scores are rounded: absolute, and relative to the bound.
_MARGIN = 1e-6, 1e-5


class Ranker:
    """Ranker of the passages that match one query.

    Args:
        tree: The query.
        matching: The passages that match it and all filters.
        matcher: The matcher, which has the hits of its nodes.
        cache: The context cache of the state.
        filters: The filters; with the tree and speakers they identify a request when it is repeated.
        speakers: The speakers that the query names, each with the certainty of it, from 0 to 1.
        is_question: Whether the query asks something, so that its own words say less about the answer.
        typed: The forms that count as typed of each word that is looked for by its stem.
        seeds: How many of the best passages may be seeds of feedback.
        feedback: The stems that the seeds have in common, with their shares; empty in the first pass.
        first_pass: The result kept from a first pass, for the second with the words of its seeds.
        check_time: Called now and then; raises an error once the deadline has passed.

    Attributes:
        seeds: The seeds of feedback among the best passages, set by `best`; empty if feedback would rank nothing.
    """

    def __init__(
        self,
        tree: Query,
        matching: DocSet,
        matcher: Matcher,
        cache: ContextCache,
        *,
        filters: Mapping[str, Query],
        speakers: Mapping[str, float],
        is_question: bool,
        typed: Mapping[str, tuple[str, ...]],
        seeds: int,
        feedback: Mapping[str, float],
        first_pass: FirstPass,
        check_time: Callable[[], None],
    ) -> None:
        self._tree = tree
        self._matching = matching
        self._matcher = matcher
        self._cache = cache
        self._layout = cache.layout
        # Where each passage is a meeting of its own, all of its context is itself.
        self._has_context = has_context = self._layout.count >= _CROWD * self._layout.stats.meetings
        self._own_weight = QUESTION_WORDS if is_question else WORDS if has_context else ALONE_WORDS
        self._covers = has_context and not is_question
        self._coverage: Coverage | None = None
        self.seeds: tuple[Seed, ...] = ()
        self._request = (tree, filters, speakers)
        self._seed_count = seeds
        self._feedback = feedback
        self._first_pass = first_pass
        self._check_time = check_time
        self._flat = flat = matcher.flat_of(tree)
        gathered = gather_concepts(tree) if flat is None else flat.concepts
        read = (matcher.read(each.terms) for each in gathered) if flat is None else flat.hits
        found = [(each, hits) for each, hits in zip(gathered, read, strict=True) if len(hits)]
        self._concepts: list[QueryConcept] = [each for each, _ in found]
        self._pairs = _pair(gathered, self._concepts)
        self._weighted = self._weigh(found)
        loss = OTHER_FORM_ONLY if len(self._concepts) == 1 else OTHER_FORM if has_context else 0.0
        self._kin = self._find_kin(typed, loss) if loss else []
        sure = add_up([each.worth for each in self._weighted])
        self._speakers = [
            (cache.having("said_by", name), SPEAKER * sure * share) for name, share in speakers.items()
        ]

    @cached_property
    def _passage_scorer(self) -> PassageScorer:
        return PassageScorer(self._matcher)

    @cached_property
    def _sums(self) -> npt.NDArray[np.float32]:
        """float32, shape (2, meetings): the scores of meetings, and upper bounds of those of their passages."""
        sums = np.zeros((2, len(self._layout.meeting_norms)), dtype=np.float32)
        for each in self._weighted:
            each.concept.meeting_scores.add(sums[0], sums[1], each.weight)
        return sums

    @property
    def _meetings(self) -> npt.NDArray[np.float32]:
        meetings: npt.NDArray[np.float32] = self._sums[0]
        return meetings

    @property
    def _max_scores(self) -> npt.NDArray[np.float32]:
        max_scores: npt.NDArray[np.float32] = self._sums[1]
        return max_scores

    @property
    def _opening_count(self) -> float:
        return 0.0 if self._coverage is None else OPENING_COUNT

    @property
    def _phrase_weights(self) -> tuple[float, float]:
        """What a pair in a row is worth in an item, and how many occurrences more where one opens."""
        if not self._covers:
            return 0.0, 0.0
        return PHRASE_WEIGHT if self._coverage is not None else COVERED_PHRASE_WEIGHT, PHRASE_OPENING_COUNT

    def _weigh(self, found: Sequence[tuple[QueryConcept, TermHits]]) -> list[WeightedConcept]:
        asked = [(concept.terms, hits) for concept, hits in found]
        concepts = self._cache.concepts(asked, self._own_weight, self._check_time)
        count = self._layout.count
        return [
            WeightedConcept(concept, asked.weight, asked.weight * idf(hits.frequency, count))
            for concept, (asked, hits) in zip(concepts, found, strict=True)
        ]

    def _find_kin(self, typed: Mapping[str, tuple[str, ...]], loss: float) -> list[tuple[DocSet, float]]:
        """Return the passages that have each plain word in other forms only than typed, and what they lose."""
        found = [
            ((word.terms[0], forms), each)
            for word, each in zip(self._concepts, self._weighted, strict=True)
            if word.stem is not None and (forms := typed.get(word.stem)) is not None
        ]
        asked = {key: each.concept.hits for key, each in found}
        sets = self._cache.with_other_forms(asked, self._check_time)
        return [(others, loss * each.worth) for others, (_, each) in zip(sets, found, strict=True) if len(others)]

    def best(self, wanted: int | None, group: GroupOf | None = None) -> ScoreBlock:
        """Return matching passages with their scores: at least as many of the best as are wanted.

        Context only ranks: it neither adds passages nor removes any.

        Args:
            wanted: How many passages, or groups, are wanted; None for all.
            group: A function that returns the group of each passage; at least the best of each is returned. None
                without groups.
        """
        if not self._weighted or not self._matching:
            return self._passage_scorer.rank(
                self._tree,
                self._matching,
                self._layout,
                wanted=wanted if group is None else None,
                check_time=self._check_time,
            )
        # Neighbours say better what a passage is about, where there are any.
        has_feedback = not self._has_context and (self._seed_count > 0 or len(self._feedback) > 0)
        block: ScoreBlock | None = None
        if has_feedback:
            # Feedback takes the best passages, whatever their groups.
            wanted = max(wanted, RERANKED) if wanted is not None and group is None else None
            group = None
        first_pass = self._first_pass
        if has_feedback and self._feedback:
            block = first_pass.take(self._request, wanted)
        if block is None:
            block = self._look_for_best(wanted, group)
        if has_feedback:
            self._feed_back(block)
            if self.seeds:
                first_pass.keep(self._request, wanted, block)
        return block

    def _look_for_best(self, wanted: int | None, group: GroupOf | None) -> ScoreBlock:
        if self._covers:
            self._coverage = self._cover() if self._flat is None else self._cover_parts(self._flat)
        if wanted is not None and group is None and (found := self._rank_at_once(wanted)) is not None:
            return found
        scores: npt.NDArray[np.floating] = self._meetings
        if self._coverage is not None:
            scores = self._prefer_covering(self._coverage)
        chosen = choose_meetings(self._meetings_with_matches(), scores, self._layout)
        best = TopPassages(wanted, self._layout.places, group)
        candidates = gather_candidates(chosen, self._layout)
        best.add(self._finish(self._look_around(candidates)))
        if self._coverage is None:
            self._look_further(chosen, best, wanted)
        else:
            self._look_for_covering(self._coverage, candidates, best, wanted)
        return best.block()

    def _cover(self) -> Coverage | None:
        return cover(self._tree, self._matching, self._matcher.hits_of, count=self._layout.count)

    def _cover_parts(self, flat: FlatQuery) -> Coverage | None:
        """Return the same for a flat query, of which only a union has passages that hold some and not all."""
        if flat.match_by != "any":
            return None

        tree, matching, hits_of, count = self._tree, self._matching, self._matcher.hits_of, self._layout.count

        # Not of this ranker, which keeps it: all that a query has made would wait for the garbage collector.
        def fill() -> Steps:
            whole = cover(tree, matching, hits_of, count=count)
            return np.zeros(matching.size, dtype=np.uint8) if whole is None else whole.held

        if flat.sizes is None:
            words = [(each.concept.hits, each.worth) for each in self._weighted]
            return cover_words(words, fill)
        there = {
            each.terms: Way(weighed.concept.hits, weighed.weight, weighed.worth, each.is_typed)
            for each, weighed in zip(self._concepts, self._weighted, strict=True)
        }
        parts = [
            [way for at in part if (way := there.get(flat.concepts[at].terms)) is not None]
            for part in flat.parts()
        ]
        return cover_parts([part for part in parts if part], fill)

    def _rank_at_once(self, wanted: int) -> ScoreBlock | None:
        """Return the best passages as the kernel finds them; None without it, or for a request beyond it."""
        tree: Sequence[Node] | None
        if self._flat is None:
            hits = [each.concept.hits for each in self._weighted]
            tree = flatten_tree(self._tree, self._matcher.hits_of, hits)
        else:
            tree = flat_tree(self._flat)
        if tree is None:
            return None
        positions = {stem: each.capsule for stem, each in self._find_positions().items()}
        return rank_at_once(
            self._layout,
            self._matching,
            tree,
            [(each.concept, each.weight, each.worth) for each in self._weighted],
            paired=[(positions[one], positions[other]) for one, other in self._pairs],
            kin=self._kin,
            speakers=self._speakers,
            coverage=self._coverage,
            opening_count=self._opening_count,
            phrase_weights=self._phrase_weights,
            weights=(self._own_weight, NEIGHBOURS, STRETCH, PROCEDURAL),
            wanted=wanted,
        )

    def _prefer_covering(self, coverage: Coverage) -> Floats:
        """Return the scores of meetings with the bonus of the passages that hold most of the query."""
        layout = self._layout
        top = top_places(coverage.held, COVERING)
        steps = np.zeros(len(self._meetings), dtype=np.uint8)
        np.maximum.at(steps, layout.meeting_of.take(layout.item_run_of.take(top)), coverage.held.take(top))
        return self._meetings + coverage.bonus.take(steps)

    def _look_for_covering(
        self, coverage: Coverage, done: Candidates, best: TopPassages, wanted: int | None
    ) -> None:
        """Score passages outside the candidates while any may be among the best, by what each of them holds.

        They have no item part, for which the words of all passages of an item would have to be read.
        """
        held, meeting_of, item_run_of = coverage.held, self._layout.meeting_of, self._layout.item_run_of
        held[done.ranges.passages] = 0
        beside = self._own_weight * self._passage_scorer.max_score_beside(self._tree) + add_up(
            [worth for _, worth in self._speakers]
        )
        highest = float(self._meetings.max(initial=0.0))
        # What the words of a passage can give it goes with what it holds of them.
        limits = coverage.bonus + self._own_weight * coverage.max_words
        batch = _FIRST
        while best.seen < len(self._matching):
            self._check_time()
            bound = best.bound() if wanted is not None else -np.inf
            least = bound - beside - _MARGIN[0] - _MARGIN[1] * abs(bound)
            level = max(int(np.searchsorted(limits, least - highest)), 1) if bound > -np.inf else 1
            passages = np.flatnonzero(held >= level) if level < len(limits) else np.empty(0, dtype=np.int64)
            if bound > -np.inf:
                meetings, steps = meeting_of[item_run_of[passages]], held[passages]
                # Two bounds of the same score: by what the passage holds, and by the best of its meeting.
                limit = np.minimum(
                    self._meetings[meetings] + limits[steps], self._max_scores[meetings] + coverage.bonus[steps]
                )
                kept = np.flatnonzero(limit >= least)
                if len(kept) > batch:
                    kept = np.sort(kept[top_places(limit[kept], batch)])
                    batch *= 8
                passages = passages[kept]
            if not len(passages):
                break
            self._score_many(passages, best)
            held[passages] = 0

    def _meetings_with_matches(self) -> Ints | None:
        """Return the meetings with a matching passage; None if so many match that nearly all have."""
        if not self._matching.is_few:
            return None
        having = np.zeros(len(self._meetings), dtype=bool)
        having[self._layout.meeting_of[self._layout.item_run_of[self._matching.numbers]]] = True
        return having.nonzero()[0]

    def _find_positions(self) -> dict[str, TextPositions]:
        """Return the positions in texts of the words of pairs."""
        if not self._pairs:
            return {}
        words = {one.stem: other.concept.hits for one, other in zip(self._concepts, self._weighted, strict=True)}
        asked = {stem: words[stem] for pair in self._pairs for stem in pair}
        return dict(zip(asked, self._cache.text_positions(asked, self._check_time), strict=True))

    def _score_passages(self, wanted: DocRanges) -> Floats:
        _, scores = self._passage_scorer.score(self._tree, wanted)
        return np.zeros(len(wanted)) if scores is None else self._own_weight * scores

    def _look_around(self, candidates: Candidates) -> ScoreBlock:
        """Score the passages of the best meetings with their context."""
        layout = self._layout
        counts = count_in(self._weighted, candidates.ranges)
        worths = [each.worth for each in self._weighted]
        item_runs = candidates.item_runs[candidates.first]
        items = score_items(
            self._weighted,
            candidates.ranges,
            item_runs,
            candidates.sizes,
            layout,
            opening_count=self._opening_count,
        )
        meeting_scores = self._meetings[layout.meeting_of[item_runs]].astype(np.float64)
        pairs = self._pairs
        if pairs and len(candidates):
            positions = self._find_positions()
            paired = count_pairs(pairs, candidates.ranges, positions)
            having = np.count_nonzero(paired, axis=1)
            is_there = having > 0
            paired, having = paired[is_there], having[is_there]
            if len(paired):
                in_a_row, opening_count = self._phrase_weights
                weights = PAIR_WEIGHT, PAIR_WEIGHT, 0.0
                add_pairs(paired, weights, items, meeting_scores, candidates, layout)
                if in_a_row:
                    phrases = count_pairs(pairs, candidates.ranges, positions, in_a_row=True)[is_there]
                    weights = in_a_row, 0.0, opening_count
                    add_pairs(phrases, weights, items, meeting_scores, candidates, layout)
                counts = np.concatenate([counts, paired])
                worths += [PAIR_WEIGHT * idf(int(each), layout.count) for each in having]
        neighbours = NEIGHBOURS * score_neighbours(
            counts,
            np.array(worths),
            words=len(self._weighted),
            windows=candidates.windows,
            norms=candidates.norms,
        )
        own = self._score_passages(candidates.ranges)
        at = np.flatnonzero(self._matching.has(candidates.ranges.passages))
        matched = np.zeros(len(own))
        matched[at] = own[at]
        best = STRETCH * best_of_item_run(neighbours + matched, candidates.first, candidates.sizes)
        place = np.repeat(np.arange(len(item_runs)), candidates.sizes)[at]
        block = make_block(
            candidates.ranges.passages[at],
            words=own[at],
            neighbours=neighbours[at],
            stretch=best[at],
            item=items[place],
            meeting=meeting_scores[place],
        )
        self._add_coverage(block)
        return block

    def _add_coverage(self, block: ScoreBlock) -> None:
        if self._coverage is not None:
            block.add("coverage", self._coverage.of(block.passages))

    def _look_further(self, done: Ints, best: TopPassages, wanted: int | None) -> None:
        """Score passages outside the candidates while any may be among the best (MaxScore pruning)."""
        is_open = np.ones(len(self._meetings), dtype=bool)
        is_open[done] = False
        # The bound of the parts that the max scores lack: own words outside of concepts, and speakers.
        own = self._own_weight * self._passage_scorer.max_score_beside(self._tree) + add_up(
            [worth for _, worth in self._speakers]
        )
        batch = _BATCH
        while (left := len(self._matching) - best.seen) > 0:
            self._check_time()
            if wanted is None or left <= _FEW:
                self._score_many(self._others(is_open), best)
                break
            bound = best.bound()
            chosen = np.flatnonzero(
                is_open & (self._max_scores >= bound - own - _MARGIN[0] - _MARGIN[1] * abs(bound))
            )
            if not len(chosen):
                break
            if len(chosen) > batch:
                chosen = chosen[top_places(self._max_scores[chosen], batch)]
                batch *= 4
            is_open[chosen] = False
            further = self._layout.ranges_of(chosen).passages
            self._score_many(self._matching.only(further), best)

    def _others(self, is_open: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ints:
        passages = self._matching.numbers
        others: Ints = passages[is_open[self._layout.meeting_of[self._layout.item_run_of[passages]]]]
        return others

    def _score_many(self, passages: Ints, best: TopPassages) -> None:
        """Score passages without their neighbours, in batches, since the hits of each take memory."""
        for begin in range(0, len(passages), _MANY):
            self._check_time()
            best.add(self._score_some(passages[begin : begin + _MANY]))

    def _score_some(self, passages: Ints) -> ScoreBlock:
        layout = self._layout
        item_runs = layout.item_run_of[passages]
        meeting_scores = self._meetings[layout.meeting_of[item_runs]].astype(np.float64)
        if self._coverage is not None:
            block = make_block(
                passages.astype(np.int64),
                words=self._score_passages(DocRanges.of_passages(passages)),
                coverage=self._coverage.of(passages),
                meeting=meeting_scores,
            )
            return self._finish(block)
        first = firsts_of(item_runs)
        having = item_runs[first]
        starts, ends = layout.item_run_starts[having], layout.item_run_ends[having]
        # Whole item runs, since an item's words are in all of its passages; adjoining ones are one range.
        apart = np.flatnonzero(starts[1:] != ends[:-1]) + 1
        ranges = DocRanges(starts[np.append(0, apart)], ends[np.append(apart, len(ends)) - 1])
        items = score_items(self._weighted, ranges, having, ends - starts, layout)
        block = make_block(
            passages.astype(np.int64),
            words=self._score_passages(ranges)[ranges.passages.searchsorted(passages)],
            item=np.repeat(items, sizes_of(first, len(item_runs))),
            meeting=meeting_scores,
        )
        return self._finish(block)

    def _finish(self, block: ScoreBlock) -> ScoreBlock:
        """Add the parts that depend on the passage alone, and return the block."""
        if self._speakers:
            surely = np.zeros(len(block.passages))
            for docs, worth in self._speakers:
                surely = np.maximum(surely, np.where(docs.has(block.passages), worth, 0.0))
            block.add("speaker", surely)
        if self._kin:
            lower = np.zeros(len(block.passages))
            for others, worth in self._kin:
                lower -= worth * others.has(block.passages)
            block.add("form", lower)
        self._sink(block)
        return block

    def _sink(self, block: ScoreBlock) -> None:
        procedural = self._layout.procedural
        if procedural is not None and (sinking := procedural[block.passages]).any():
            block.add("procedural", None)
            block.add("procedural", np.where(sinking, -PROCEDURAL * block.scores, 0.0))

    def _feed_back(self, block: ScoreBlock) -> None:
        """Score the best passages that are alone in their meeting by the words that the seeds have in common.

        In a first pass these words are not known yet, and only the seeds are chosen.
        """
        layout = self._layout
        # What is procedural has sunk already, so that the best are those that would be shown.
        best = best_first(block.scores, layout.places(block.passages), RERANKED)
        block.add("procedural", None)
        scores = block.scores
        sizes = layout.meeting_sizes[layout.meeting_of[layout.item_run_of[block.passages[best]]]]
        alone = best[sizes == 1]
        seeds = best[: self._seed_count][sizes[: self._seed_count] == 1]
        if len(alone) > 1:
            self.seeds = tuple(map(Seed, block.passages[seeds].tolist(), scores[seeds].tolist()))
        if self._feedback and len(alone) > 1:
            # Passages are looked up by ascending numbers, whatever the order of their scores.
            alone = alone[np.argsort(block.passages[alone])]
            added = np.zeros(len(block.passages))
            weight = FEEDBACK * (self._own_weight + NEIGHBOURS + STRETCH + ITEM + MEETING)
            added[alone] = weight * score_feedback(block.passages[alone], self._feedback, self._cache)
            added[best[:LEFT_FIRST]] = added.max(initial=0.0)
            block.add("feedback", added)
        self._sink(block)


def _pair(gathered: Sequence[QueryConcept], found: Sequence[QueryConcept]) -> list[tuple[str, str]]:
    """Return the pairs of words that rank, of all that a query asks for and of what the state has of it.

    A misspelt word, which the state has as the near words behind it, parts its neighbours: it was typed between
    them. A word that the state has in no way does not.
    """
    if all(each.is_typed for each in gathered):
        return find_paired(found)
    known, stems = set(found), {each.stem for each in found}
    between = [
        each
        for each, behind in zip_longest(gathered, gathered[1:])
        if each in known or (behind in known and not behind.is_typed)
    ]
    return [pair for pair in find_paired(between) if stems.issuperset(pair)]
