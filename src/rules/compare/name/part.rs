//! Parts of a person's name: the last one missing, the first one somebody else's.

use super::beside::{Own, Theirs};
use super::garble::is_accepted;
use super::{Comparison, Verdict};
use crate::facts::name::{acronym, gazetteer};
use crate::facts::{NameKind, NameMention};
use crate::text::lexicon;
use std::collections::HashSet;

impl Own<'_> {
    /// A name with its last part cut off, where every source has it whole.
    pub fn truncated(&self) -> Option<Comparison> {
        if self.words.len() < 2 || !self.may_be_person() || self.is_accepted() {
            return None;
        }
        let first = self.words.first()?;
        let mut whole: Vec<Theirs> = Vec::new();
        for theirs in self.theirs(first) {
            if theirs.words() == self.words || theirs.words().ends_with(&self.words) {
                return None;
            }
            if theirs.words().len() == self.words.len() + 1
                && theirs.words().starts_with(&self.words)
                && theirs.kind(self.context) == NameKind::Person
            {
                whole.push(theirs);
            }
        }
        // The wording used most; the first of those used alike.
        let right = whole
            .iter()
            .rev()
            .max_by_key(|t| t.form.mentions.len())
            .map(|t| t.mention.text.clone())?;
        // Known by the first part alone once introduced, in the order given name first.
        let surname_first = self.theirs(first).any(|t| t.words().len() == 1);
        let introduced = (self.context.names().first(&right))
            .is_some_and(|first| first < (self.block, self.mention.span.start));
        if introduced && !surname_first {
            return None;
        }
        let evidence = self.evidence(&whole);
        Some(self.found(
            Verdict::Truncated,
            self.mention.span,
            Some(right),
            evidence,
            None,
        ))
    }

    /// A surname of the sources with a first name that none of them gives its bearer.
    pub fn first_name(&self) -> Option<Comparison> {
        let (first, last) = (self.words.first()?, self.words.last()?);
        let prose = &self.facts.prose;
        let token = self.mention.tokens.start;
        let written = prose.word(token);
        if self.words.len() < 2
            || self.words.len() > 3
            || !self.may_be_person()
            || first.chars().count() < 2
            || acronym::is_acronym(written)
            || !(gazetteer::is_given_name(first) || lexicon::is_known_name(first))
            || gazetteer::is_title(first)
            || gazetteer::is_world_word(last)
            || self.context.dossier.names().has(first)
            || is_accepted(self.context, written)
        {
            return None;
        }
        let bearers: Vec<Theirs> = self
            .theirs(last)
            .filter(|t| t.words().last() == Some(last) && (2..=4).contains(&t.words().len()))
            .filter(|t| matches!(t.kind(self.context), NameKind::Person | NameKind::Unknown))
            .collect();
        let given: HashSet<&str> = bearers
            .iter()
            .filter_map(|t| t.words().first())
            .map(|w| &**w)
            .collect();
        // Two bearers with several first names: anybody may be meant.
        let [other] = given.iter().copied().collect::<Vec<_>>()[..] else {
            return None;
        };
        if !(gazetteer::is_given_name(other)
            || bearers
                .iter()
                .any(|t| t.kind(self.context) == NameKind::Person))
            || shares_start(first, other)
            || gazetteer::are_one_given_name(first, other)
        {
            return None;
        }
        let theirs = bearers.first()?;
        let right = theirs
            .facts
            .prose
            .word(theirs.mention.tokens.start)
            .to_string();
        // The draft may name both: a relative.
        if self.context.names().holds(&right) {
            return None;
        }
        // The same role makes him the same man; without it he may be a relative whom no source names.
        let role = |m: &NameMention| m.role.as_ref().map(|r| r.text.to_lowercase());
        let same_role = role(self.mention).is_some_and(|own| {
            bearers
                .iter()
                .any(|t| role(t.mention).is_some_and(|r| r == own))
        });

        let span = prose.tokens.get(token)?.span;
        let evidence = self.evidence(&bearers);
        let verdict = if same_role {
            Verdict::Garbled
        } else {
            Verdict::Unsupported
        };
        Some(self.found(verdict, span, Some(right), evidence, None))
    }
}

/// "Ben" and "Benjamin", "Jo" and "Joanna": one may be short for the other.
pub fn shares_start(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= 3 || shared == a.chars().count().min(b.chars().count())
}
