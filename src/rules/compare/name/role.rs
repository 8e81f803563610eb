//! The role that the draft gives a name, against the roles that the sources give it.

use super::beside::{Own, Theirs};
use super::similarity::is_spelling_variant;
use super::{Comparison, Verdict};
use crate::facts::name::gazetteer;
use std::collections::BTreeSet;

impl Own<'_> {
    /// A nation or body in the role that no source gives, while sources give another for the same office.
    pub fn role_contradicted(&self) -> Option<Comparison> {
        let role = self.mention.role.as_ref()?;
        let own = Office::of(&role.text)?;
        if own.nations.is_empty() || own.title.is_empty() {
            return None;
        }
        let last = self.words.last()?;
        let mut same: Vec<Theirs> = self
            .all_theirs(last)
            .filter(|t| t.words().last() == Some(last))
            .collect();
        if same.iter().all(|t| t.mention.role.is_none()) {
            let names = self.context.dossier.names();
            for id in names.near(last, 12) {
                if let Some(word) = names.word(id)
                    && is_spelling_variant(last, &word.plain)
                {
                    same.extend(
                        self.all_theirs(&word.plain)
                            .filter(|t| t.words().last().is_some_and(|l| **l == *word.plain)),
                    );
                }
            }
        }
        let mut against: Vec<(Theirs, Office)> = Vec::new();
        for theirs in same {
            let Some(office) = theirs
                .mention
                .role
                .as_ref()
                .and_then(|r| Office::of(&r.text))
            else {
                continue;
            };
            if !office.nations.is_disjoint(&own.nations) {
                return None;
            }
            if office.title == own.title && !office.nations.is_empty() {
                against.push((theirs, office));
            }
        }
        // The same first name, or none on one side.
        against.retain(|(t, _)| {
            t.words().len() < 2 || self.words.len() < 2 || t.words().first() == self.words.first()
        });
        let (theirs, _) = against.first()?;
        let their_role = theirs.mention.role.as_ref()?;
        let before = role.span.end <= self.mention.span.start;
        let comparable = before && their_role.span.end <= theirs.mention.span.start;
        let evidence = against
            .iter()
            .take(4)
            .filter_map(|(t, _)| {
                Some(t.evidence(
                    self.context,
                    t.mention.role.as_ref()?.span.join(t.mention.span),
                ))
            })
            .collect();
        Some(self.found(
            Verdict::Role,
            role.span,
            comparable.then(|| their_role.text.clone()),
            evidence,
            Some(format!(
                "{} is {} in the sources",
                theirs.mention.text, their_role.text
            )),
        ))
    }
}

/// A role taken apart: the office and the nations it names.
#[derive(Debug)]
struct Office {
    title: String,
    nations: BTreeSet<usize>,
}

impl Office {
    fn of(role: &str) -> Option<Office> {
        let words: Vec<String> = role
            .split(|c: char| c.is_whitespace() || c == ',' || c == '-')
            .map(|w| {
                let w = w.to_lowercase().replace('’', "'");
                w.trim_end_matches("'s").trim_end_matches('\'').to_string()
            })
            .filter(|w| !w.is_empty())
            .collect();
        let title = words
            .iter()
            .rev()
            .find(|w| gazetteer::is_title(w))
            .map(|w| {
                if w.len() > 4 {
                    w.trim_end_matches('s').to_string()
                } else {
                    w.clone()
                }
            })?;
        let mut nations = BTreeSet::new();
        let mut i = 0;
        while i < words.len() {
            let two = words.get(i..i + 2).map(|w| w.join(" ")).unwrap_or_default();
            let pair = gazetteer::countries_of(&two);
            let (list, step) = if pair.is_empty() {
                (gazetteer::countries_of(&words[i]), 1)
            } else {
                (pair, 2)
            };
            nations.extend(list.iter().map(|&(id, _)| id));
            i += step;
        }
        Some(Office { title, nations })
    }
}
