//! An inverted index: stems to the sentences of the sources that hold them.

use crate::text::{Prose, TokenKind};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Index of a sentence in the order of indexing.
pub type PassageId = u32;

/// How often a search looks whether it can end, at most.
const LOOKS: usize = 64;

/// Number of a stem in its index.
pub type TermId = u32;

/// Stems to sentences, and back. Built once, then read only.
#[derive(Default, Debug, Serialize, Deserialize)]
pub struct Index {
    terms: FxHashMap<Box<str>, TermId>,
    postings: Vec<Vec<PassageId>>,
    sentences: Vec<Box<[TermId]>>,
}

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::default();
    /// One score a sentence, all 0 between searches.
    static SCORES: RefCell<Vec<f32>> = RefCell::default();
}

/// What is kept of a word that was stemmed: the number of its stem.
#[derive(Clone, Copy)]
struct Stemmed {
    stem: u32,
    /// It is no function word.
    content: bool,
}

/// The stems of the words that were met so far, each made once.
#[derive(Default)]
struct Stems {
    words: FxHashMap<Box<str>, Stemmed>,
    numbers: FxHashMap<Box<str>, u32>,
    stems: Vec<Box<str>>,
    /// The text that each stem was last met in, and its place there.
    met: Vec<(u32, u32)>,
    texts: u32,
}

/// More words than this are forgotten and stemmed again: a bound on memory, not on texts.
const KEPT: usize = 200_000;

impl Stems {
    /// The stem of a lower-case word. Numbers hold until the next words are made room for.
    fn of(&mut self, lower: &str) -> Stemmed {
        match self.words.get(lower) {
            Some(&known) => known,
            None => self.add(lower),
        }
    }

    fn add(&mut self, lower: &str) -> Stemmed {
        let stem: Box<str> = if lower.starts_with(|c: char| c.is_ascii_digit()) {
            lower.replace(',', "").into()
        } else {
            Stemmer::create(Algorithm::English).stem(lower).into()
        };
        let number = match self.numbers.get(&stem) {
            Some(&number) => number,
            None => {
                let number = self.stems.len() as u32;
                self.numbers.insert(stem.clone(), number);
                self.stems.push(stem);
                self.met.push((0, 0));
                number
            }
        };
        let stemmed = Stemmed {
            stem: number,
            content: crate::text::lexicon::closed_class(lower).is_none(),
        };
        self.words.insert(lower.into(), stemmed);
        stemmed
    }

    fn text(&self, number: u32) -> &str {
        self.stems.get(number as usize).map_or("", |stem| stem)
    }

    /// Forgets all where it is too much.
    fn make_room(&mut self) {
        if self.words.len() > KEPT {
            *self = Stems::default();
        }
    }

    /// The place of a stem in the text that is being read.
    fn place_in(&mut self, text: &mut SentenceStems, number: u32) -> u32 {
        let (Some(stem), Some(met)) = (
            self.stems.get(number as usize),
            self.met.get_mut(number as usize),
        ) else {
            return 0;
        };
        if met.0 != self.texts {
            *met = (self.texts, text.stems.len() as u32);
            text.stems.push(stem.clone());
        }
        met.1
    }

    /// The numbers of the stems of some tokens that carry content.
    fn content(&mut self, prose: &Prose, tokens: std::ops::Range<usize>, out: &mut Vec<u32>) {
        for token in tokens.filter(|&i| prose.kind(i) != TokenKind::Mark) {
            let word = self.of(&prose.lower(token));
            if word.content {
                out.push(word.stem);
            }
        }
    }
}

/// The Snowball (Porter2) stem of a lower-case English word; digits lose their thousands separators.
pub fn stem(lower: &str) -> Box<str> {
    STEMS.with_borrow_mut(|stems| {
        stems.make_room();
        let word = stems.of(lower);
        stems.text(word.stem).into()
    })
}

/// The distinct stems of some tokens that carry content: function words and marks left out.
pub fn content_stems(prose: &Prose, tokens: std::ops::Range<usize>) -> Vec<Box<str>> {
    STEMS.with_borrow_mut(|stems| {
        stems.make_room();
        let mut numbers = Vec::new();
        stems.content(prose, tokens, &mut numbers);
        numbers.sort_unstable();
        numbers.dedup();
        let texts = numbers.into_iter().map(|number| stems.text(number).into());
        let mut out: Vec<Box<str>> = texts.collect();
        out.sort_unstable();
        out
    })
}

/// The stems of the sentences of a text, to be indexed: each stem once, and each sentence as the places of its own.
#[derive(Default)]
pub struct SentenceStems {
    /// In the order of the text.
    stems: Vec<Box<str>>,
    /// The places of each sentence's distinct stems; the sentences one after the other.
    places: Vec<u32>,
    /// One past the last place of each sentence.
    ends: Vec<usize>,
}

impl SentenceStems {
    /// Those of some sentences, each with its block.
    pub fn of<'p>(
        sentences: impl Iterator<Item = (&'p Prose, std::ops::Range<usize>)>,
    ) -> SentenceStems {
        STEMS.with_borrow_mut(|stems| {
            stems.make_room();
            stems.texts += 1;
            let mut out = SentenceStems::default();
            let mut numbers = Vec::new();
            for (prose, tokens) in sentences {
                numbers.clear();
                stems.content(prose, tokens, &mut numbers);
                numbers.sort_unstable();
                numbers.dedup();
                for &number in &numbers {
                    let place = stems.place_in(&mut out, number);
                    out.places.push(place);
                }
                out.ends.push(out.places.len());
            }
            out
        })
    }

    /// The sentences, each as places among the stems.
    fn sentences(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .filter_map(|(start, &end)| self.places.get(start..end))
    }
}

impl Index {
    /// Adds the next sentences.
    pub fn push(&mut self, text: &SentenceStems) {
        // Each stem is looked up once a text.
        let mut terms: Vec<Option<TermId>> = text.stems.iter().map(|s| self.term(s)).collect();
        let mut fresh: Vec<u32> = Vec::new();
        let stem = |place: u32| text.stems.get(place as usize).map_or("", |stem| stem);
        for sentence in text.sentences() {
            let id = self.sentences.len() as PassageId;
            let is_fresh = |place: &u32| terms.get(*place as usize) == Some(&None);
            fresh.clear();
            fresh.extend(sentence.iter().copied().filter(is_fresh));
            // New stems of one sentence are numbered by their letters, whatever order they were read in.
            fresh.sort_unstable_by(|&a, &b| stem(a).cmp(stem(b)));
            for &place in &fresh {
                if let Some(slot) = terms.get_mut(place as usize) {
                    *slot = Some(self.new_term(stem(place)));
                }
            }
            let known = |&place: &u32| terms.get(place as usize).copied().flatten();
            let mut own: Vec<TermId> = sentence.iter().filter_map(known).collect();
            for &term in &own {
                if let Some(postings) = self.postings.get_mut(term as usize) {
                    postings.push(id);
                }
            }
            own.sort_unstable();
            self.sentences.push(own.into());
        }
    }

    fn new_term(&mut self, stem: &str) -> TermId {
        let next = self.postings.len() as TermId;
        self.terms.insert(stem.into(), next);
        self.postings.push(Vec::new());
        next
    }

    /// Number of sentences.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether nothing was indexed.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The number of a stem; `None` where no sentence holds it.
    pub fn term(&self, stem: &str) -> Option<TermId> {
        self.terms.get(stem).copied()
    }

    /// The stems of a sentence by number, in ascending order.
    pub fn terms_of(&self, passage: PassageId) -> &[TermId] {
        self.sentences
            .get(passage as usize)
            .map_or(&[], |terms| terms)
    }

    /// Sentences that hold a stem.
    pub fn with_stem(&self, stem: &str) -> &[PassageId] {
        self.term(stem)
            .and_then(|term| self.postings.get(term as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// Inverse document frequency of a stem, over sentences: ln(1 + N/n); a stem nowhere has the greatest.
    pub fn idf(&self, stem: &str) -> f32 {
        let n = self.with_stem(stem).len().max(1) as f32;
        (1.0 + self.len().max(1) as f32 / n).ln()
    }

    /// Sentences that share stems with a query, best first: the share of the query's weight (idf) that they hold,
    /// 0 to 1. At most `limit`; ties by order of indexing.
    ///
    /// Rare stems come first; once a sentence that holds only the stems left could no longer be among the best, no new
    /// sentence is admitted and common stems only add to those at hand, by their own lists of stems (MaxScore: Turtle
    /// and Flood 1995).
    pub fn search(&self, query: &[Box<str>], limit: usize) -> Vec<(PassageId, f32)> {
        let mut total: f32 = 0.0;
        let mut terms: Vec<(f32, TermId, &[PassageId])> = Vec::with_capacity(query.len());
        for stem in query {
            let weight = self.idf(stem);
            total += weight;
            if let Some(term) = self.term(stem)
                && let Some(postings) = self.postings.get(term as usize)
            {
                terms.push((weight, term, postings));
            }
        }
        if total <= 0.0 || limit == 0 {
            return Vec::new();
        }
        terms.sort_by_key(|t| t.2.len());
        let mut left: f32 = terms.iter().map(|t| t.0).sum();
        // What the best can have so far; and for the words of a page without a stop not every one asks who they are.
        let (mut gone, step) = (0.0, terms.len() / LOOKS + 1);
        SCORES.with_borrow_mut(|scores| {
            scores.resize(self.len().max(scores.len()), 0.0);
            let mut found: Vec<PassageId> = Vec::new();
            let mut rest = terms.as_slice();
            while let Some(((weight, _, ids), others)) = rest.split_first() {
                let due = (terms.len() - rest.len()).is_multiple_of(step);
                if due && gone >= left && nth_best(scores, &found, limit) >= left {
                    break;
                }
                rest = others;
                left -= weight;
                gone += weight;
                for &id in *ids {
                    let score = &mut scores[id as usize];
                    if *score > 0.0 {
                        *score += weight;
                    } else {
                        *score = *weight;
                        found.push(id);
                    }
                }
            }
            // What could not reach the best with all that is left needs no look at its words; the slack is for rounding.
            let least = nth_best(scores, &found, limit) - left * 1.001 - 1e-3;
            let mut hits: Vec<(PassageId, f32)> = Vec::with_capacity(found.len());
            for id in found {
                let mut score = std::mem::take(&mut scores[id as usize]);
                if score < least {
                    continue;
                }
                let theirs = self.terms_of(id);
                for (weight, term, _) in rest {
                    if theirs.binary_search(term).is_ok() {
                        score += weight;
                    }
                }
                hits.push((id, score / total));
            }
            let best = |a: &(PassageId, f32), b: &(PassageId, f32)| {
                b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
            };
            if hits.len() > limit {
                hits.select_nth_unstable_by(limit - 1, best);
                hits.truncate(limit);
            }
            hits.sort_unstable_by(best);
            hits
        })
    }
}

/// The `n`th greatest score of some sentences; 0 where there are fewer.
fn nth_best(scores: &[f32], found: &[PassageId], n: usize) -> f32 {
    if found.len() < n {
        return 0.0;
    }
    let mut values: Vec<f32> = found.iter().map(|&id| scores[id as usize]).collect();
    *values
        .select_nth_unstable_by(n - 1, |a, b| b.total_cmp(a))
        .1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(words: &str) -> Vec<Box<str>> {
        words.split_whitespace().map(Into::into).collect()
    }

    /// What `search` must give, by looking at every sentence.
    fn every_sentence(index: &Index, texts: &[&str], query: &[Box<str>]) -> Vec<(PassageId, f32)> {
        let total: f32 = query.iter().map(|s| index.idf(s)).sum();
        let mut hits: Vec<(PassageId, f32)> = (texts.iter().enumerate())
            .map(|(i, text)| {
                let held = query.iter().filter(|s| stems(text).contains(s));
                (
                    i as PassageId,
                    held.map(|s| index.idf(s)).sum::<f32>() / total,
                )
            })
            .filter(|h| h.1 > 0.0)
            .collect();
        hits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        hits
    }

    #[test]
    fn the_best_of_a_pruned_search_are_the_best_of_all() {
        let texts = [
            "boat sink harbour",
            "boat boat storm",
            "storm town",
            "town mayor speak",
            "boat town storm harbour",
            "mayor boat",
            "town",
            "storm",
            "boat",
            "harbour town mayor",
            "speak boat town",
            "boat storm",
            "page1 page7 boat",
            "page7 page150",
        ];
        let mut index = Index::default();
        for text in texts {
            let prose = Prose::read(text);
            let all = 0..prose.tokens.len();
            index.push(&SentenceStems::of(std::iter::once((&prose, all))));
        }
        let page: String = (0..200).map(|i| format!("page{i} ")).collect();
        for query in [
            "boat",
            "boat town",
            "harbour storm boat",
            "mayor speak town boat nowhere",
            "nowhere",
            &format!("{page} boat town storm"),
        ] {
            let query = stems(query);
            let all = every_sentence(&index, &texts, &query);
            for limit in [1, 2, 3, 20] {
                let got = index.search(&query, limit);
                assert_eq!(got.len(), all.len().min(limit), "{query:?} {limit}");
                for (got, want) in got.iter().zip(&all) {
                    assert!(
                        (got.1 - want.1).abs() < 1e-5,
                        "{query:?} {limit}: {got:?}, not {want:?}"
                    );
                }
            }
        }
    }
}
