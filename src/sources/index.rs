//! An inverted index: stems to the sentences of the sources that hold them.

use crate::text::{Prose, TokenKind};
use rust_stemmers::{Algorithm, Stemmer};
use std::cell::RefCell;
use std::collections::HashMap;

/// Index of a sentence in the order of indexing.
pub type PassageId = u32;

/// Stems to sentences. Built once, then read only.
#[derive(Default, Debug)]
pub struct Index {
    postings: HashMap<Box<str>, Vec<PassageId>>,
    lengths: Vec<f32>,
}

thread_local! {
    static STEMS: RefCell<HashMap<Box<str>, Box<str>>> = RefCell::default();
}

/// The Snowball (Porter2) stem of a lower-case English word; digits lose their thousands separators.
pub fn stem(lower: &str) -> Box<str> {
    STEMS.with(|cache| {
        let mut cache = cache.borrow_mut();
        if let Some(hit) = cache.get(lower) {
            return hit.clone();
        }
        if cache.len() > 200_000 {
            cache.clear();
        }
        let out: Box<str> = if lower.starts_with(|c: char| c.is_ascii_digit()) {
            lower.replace(',', "").into()
        } else {
            Stemmer::create(Algorithm::English)
                .stem(lower)
                .as_ref()
                .into()
        };
        cache.insert(lower.into(), out.clone());
        out
    })
}

/// The distinct stems of some tokens that carry content: function words and marks left out.
pub fn content_stems(prose: &Prose, tokens: std::ops::Range<usize>) -> Vec<Box<str>> {
    let mut out: Vec<Box<str>> = tokens
        .filter(|&i| prose.kind(i) != TokenKind::Mark)
        .filter_map(|i| {
            let lower = prose.lower(i);
            crate::text::lexicon::closed_class(&lower)
                .is_none()
                .then(|| stem(&lower))
        })
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

impl Index {
    /// Adds the next sentence.
    pub fn push(&mut self, stems: &[Box<str>]) -> PassageId {
        let id = self.lengths.len() as PassageId;
        for s in stems {
            self.postings.entry(s.clone()).or_default().push(id);
        }
        self.lengths.push(stems.len() as f32);
        id
    }

    /// Number of sentences.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether nothing was indexed.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Sentences that hold a stem.
    pub fn with_stem(&self, stem: &str) -> &[PassageId] {
        self.postings.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Inverse document frequency of a stem, over sentences: ln(1 + N/n); a stem nowhere has the greatest.
    pub fn idf(&self, stem: &str) -> f32 {
        let n = self.with_stem(stem).len().max(1) as f32;
        (1.0 + self.len().max(1) as f32 / n).ln()
    }

    /// Sentences that share stems with a query, best first: the share of the query's weight (idf) that they hold,
    /// 0 to 1. At most `limit`; ties by order of indexing.
    pub fn search(&self, query: &[Box<str>], limit: usize) -> Vec<(PassageId, f32)> {
        let total: f32 = query.iter().map(|s| self.idf(s)).sum();
        if total <= 0.0 {
            return Vec::new();
        }
        let mut score: HashMap<PassageId, f32> = HashMap::new();
        for s in query {
            let weight = self.idf(s);
            for &id in self.with_stem(s) {
                *score.entry(id).or_default() += weight;
            }
        }
        let mut hits: Vec<(PassageId, f32)> =
            score.into_iter().map(|(id, w)| (id, w / total)).collect();
        hits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        hits.truncate(limit);
        hits
    }
}
