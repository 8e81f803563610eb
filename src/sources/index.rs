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
    static STEMS: RefCell<FxHashMap<Box<str>, Stem>> = RefCell::default();
    /// One score a sentence, all 0 between searches.
    static SCORES: RefCell<Vec<f32>> = RefCell::default();
}

/// What is kept of a word that was stemmed.
struct Stem {
    stem: Box<str>,
    /// It is no function word.
    content: bool,
}

impl Stem {
    fn of(lower: &str) -> Stem {
        let stem = if lower.starts_with(|c: char| c.is_ascii_digit()) {
            lower.replace(',', "").into()
        } else {
            Stemmer::create(Algorithm::English).stem(lower).into()
        };
        Stem {
            stem,
            content: crate::text::lexicon::closed_class(lower).is_none(),
        }
    }

    /// Reads something off the stem of a word, lower case, which is made once a thread.
    fn read<T>(lower: &str, what: impl FnOnce(&Stem) -> T) -> T {
        STEMS.with_borrow_mut(|cache| {
            if let Some(hit) = cache.get(lower) {
                return what(hit);
            }
            if cache.len() > 200_000 {
                cache.clear();
            }
            what(cache.entry(lower.into()).or_insert(Stem::of(lower)))
        })
    }
}

/// The Snowball (Porter2) stem of a lower-case English word; digits lose their thousands separators.
pub fn stem(lower: &str) -> Box<str> {
    Stem::read(lower, |s| s.stem.clone())
}

/// The distinct stems of some tokens that carry content: function words and marks left out.
pub fn content_stems(prose: &Prose, tokens: std::ops::Range<usize>) -> Vec<Box<str>> {
    let mut out: Vec<Box<str>> = tokens
        .filter(|&i| prose.kind(i) != TokenKind::Mark)
        .filter_map(|i| Stem::read(&prose.lower(i), |s| s.content.then(|| s.stem.clone())))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

impl Index {
    /// Adds the next sentence.
    pub fn push(&mut self, stems: &[Box<str>]) -> PassageId {
        let id = self.sentences.len() as PassageId;
        let mut terms: Vec<TermId> = Vec::with_capacity(stems.len());
        for s in stems {
            let term = self.term(s).unwrap_or_else(|| {
                let next = self.postings.len() as TermId;
                self.terms.insert(s.clone(), next);
                self.postings.push(Vec::new());
                next
            });
            if let Some(postings) = self.postings.get_mut(term as usize) {
                postings.push(id);
            }
            terms.push(term);
        }
        terms.sort_unstable();
        self.sentences.push(terms.into());
        id
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
            let mut words = stems(text);
            words.sort_unstable();
            words.dedup();
            index.push(&words);
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
