//! The role that the draft gives a name, against the roles that the sources give it.

use super::beside::{Own, Theirs};
use super::office::Office;
use super::similarity::is_spelling_variant;
use super::{Comparison, Verdict};
use std::collections::HashSet;

impl<'a> Own<'a> {
    /// A nation, body or office beside a name that every source contradicts.
    pub fn role_contradicted(&self) -> Option<Comparison> {
        let own = Office::of(&self.mention.role.as_ref()?.text)?;
        let bearers = self.bearers()?;
        let held: Vec<(Theirs, Office)> = bearers
            .iter()
            .filter_map(|t| Some((*t, Office::of(&t.mention.role.as_ref()?.text)?)))
            .collect();
        self.other_nation(&own, &held)
            .or_else(|| self.other_office(&own, &held))
            .or_else(|| self.office_of_another(&own, &bearers, &held))
    }

    /// The sources' mentions of the person: the same last name, the same first name or none.
    fn bearers(&self) -> Option<Vec<Theirs<'a>>> {
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
        same.retain(|t| {
            t.words().len() < 2 || self.words.len() < 2 || t.words().first() == self.words.first()
        });
        Some(same)
    }

    /// The same office of another nation.
    fn other_nation(&self, own: &Office, held: &[(Theirs<'a>, Office)]) -> Option<Comparison> {
        let agrees = |(_, office): &(Theirs, Office)| !office.nations.is_disjoint(&own.nations);
        if own.nations.is_empty() || held.iter().any(agrees) {
            return None;
        }
        let against = (held.iter())
            .filter(|(_, office)| office.title == own.title && !office.nations.is_empty());
        self.contradicted_by(&against.map(|(t, _)| *t).collect::<Vec<_>>())
    }

    /// An office that nobody holds together with the one that each source gives.
    fn other_office(&self, own: &Office, held: &[(Theirs<'a>, Office)]) -> Option<Comparison> {
        let compatible = |(_, office): &(Theirs, Office)| {
            office.past || office.usual.is_some() && !own.excludes(office)
        };
        // A bare surname may be borne by two of the sources' people.
        let firsts: HashSet<_> = (held.iter())
            .filter(|(t, _)| t.words().len() > 1)
            .map(|(t, _)| t.words().first())
            .collect();
        if own.past || held.iter().any(compatible) || self.words.len() < 2 && firsts.len() > 1 {
            return None;
        }
        let against = held.iter().filter(|(_, office)| own.excludes(office));
        self.contradicted_by(&against.map(|(t, _)| *t).collect::<Vec<_>>())
    }

    fn contradicted_by(&self, against: &[Theirs<'a>]) -> Option<Comparison> {
        let role = self.mention.role.as_ref()?;
        let theirs = against.first()?;
        let their_role = theirs.mention.role.as_ref()?;
        let comparable = role.span.end <= self.mention.span.start
            && their_role.span.end <= theirs.mention.span.start;
        Some(self.found(
            Verdict::Role,
            role.span,
            comparable.then(|| their_role.text.clone()),
            self.roles(against),
            Some(format!(
                "{} is {} in the sources",
                theirs.mention.text, their_role.text
            )),
        ))
    }

    /// An office that the sources give to somebody else, and to this person never, though they name the person.
    fn office_of_another(
        &self,
        own: &Office,
        bearers: &[Theirs<'a>],
        held: &[(Theirs<'a>, Office)],
    ) -> Option<Comparison> {
        if !own.has_one_holder()
            || bearers.is_empty()
            || held.iter().any(|(_, o)| o.title == own.title)
        {
            return None;
        }
        let last = self.words.last()?;
        let is_other = |t: &Theirs| {
            let role = t.mention.role.as_ref().and_then(|r| Office::of(&r.text));
            role.is_some_and(|office| own.is_same_post(&office))
                && (t.words().last())
                    .is_some_and(|l| !is_spelling_variant(l, last) && !self.words.contains(l))
        };
        let others: Vec<Theirs> = self
            .titled(&own.title)
            .into_iter()
            .filter(is_other)
            .collect();
        let theirs = others.first()?;
        let role = self.mention.role.as_ref()?;
        let mut found = self.found(
            Verdict::Role,
            role.span,
            None,
            self.roles(&others),
            Some(format!(
                "in the sources {} has this office, and {} has none",
                theirs.mention.text, self.mention.text
            )),
        );
        found.doubtful = true;
        Some(found)
    }

    /// The passages with name and role, four at most.
    fn roles(&self, all: &[Theirs<'a>]) -> Vec<crate::finding::Evidence> {
        all.iter()
            .take(4)
            .filter_map(|t| {
                let role = t.mention.role.as_ref()?;
                Some(t.evidence(self.context, role.span.join(t.mention.span)))
            })
            .collect()
    }
}
