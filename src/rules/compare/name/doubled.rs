//! A word written twice within a name.

use super::beside::Own;
use super::{Comparison, Verdict};
use crate::sources::names::{Place, plain};

/// At most so many places of the word are looked at.
const PLACES: usize = 200;

impl Own<'_> {
    /// "Harbour Harbour Office", where the sources have the word and never twice in a row.
    pub fn doubled(&self) -> Option<Comparison> {
        let prose = &self.facts.prose;
        let mut pairs = self
            .mention
            .tokens
            .clone()
            .zip(self.mention.tokens.clone().skip(1));
        let (one, two) = pairs.find(|&(a, b)| {
            prose.word(a).chars().count() > 2 && plain(prose.word(a)) == plain(prose.word(b))
        })?;
        let (_, word) = self.context.dossier.names().find(&plain(prose.word(one)))?;
        let twice = |place: &Place| {
            let source = self.context.dossier.source(place.source);
            (source.facts.blocks.get(place.block()))
                .is_some_and(|b| plain(b.prose.word(place.token() + 1)) == word.plain.as_ref())
        };
        if word.places.iter().take(PLACES).any(twice) || self.is_accepted() {
            return None;
        }
        let right = prose.word(one).to_string();
        let evidence = self.word_evidence(word);
        Some(self.found(
            Verdict::Garbled,
            prose.span_of(one..two + 1),
            Some(right),
            evidence,
            None,
        ))
    }
}
