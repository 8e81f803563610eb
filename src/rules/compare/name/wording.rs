//! One name in other words than the sources': legal form written out, words joined or split, initials, middle names, order.

use super::beside::{Own, Theirs};
use super::part::shares_start;
use super::{Comparison, Verdict};
use crate::facts::NameKind;
use crate::facts::name::gazetteer;
use crate::facts::name::vocabulary::is_particle;
use crate::sources::names::plain;
use crate::text::lexicon;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The number of a company's legal form by each of its wordings, plain, words joined.
static LEGAL_FORMS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let rows = include_str!("legal_forms.txt").lines();
    (rows.filter(|row| !row.starts_with('#')).enumerate())
        .flat_map(|(form, row)| row.split_whitespace().map(move |wording| (wording, form)))
        .collect()
});

fn legal_form(joined: &str) -> Option<usize> {
    LEGAL_FORMS.get(joined).copied()
}

/// A company's name without its legal forms, and those forms.
fn company(words: &[Box<str>]) -> (String, Vec<usize>) {
    let mut rest: Vec<&str> = words
        .iter()
        .map(|w| &**w)
        .filter(|w| !matches!(*w, "the" | "and" | "&"))
        .collect();
    let mut forms = Vec::new();
    let longest = 4;
    'strip: loop {
        for n in (1..=longest.min(rest.len().saturating_sub(1))).rev() {
            let end = rest.len() - n;
            if let Some(form) = rest.get(end..).and_then(|w| legal_form(&w.concat())) {
                forms.push(form);
                rest.truncate(end);
                continue 'strip;
            }
            if let Some(form) = rest.get(..n).and_then(|w| legal_form(&w.concat())) {
                forms.push(form);
                rest.drain(..n);
                continue 'strip;
            }
        }
        break;
    }
    forms.sort_unstable();
    (rest.concat(), forms)
}

impl Own<'_> {
    /// The sources' wording of the same name, where it differs in more than capitals and hyphens.
    pub fn worded_otherwise(&self) -> Option<Comparison> {
        let names = self.context.dossier.names();
        if self.is_accepted()
            || self
                .theirs(self.words.first()?)
                .any(|t| t.words() == self.words && t.mention.text == self.mention.text)
        {
            return None;
        }
        let joined = self.words.concat();
        let own_company = company(&self.words);
        let mut seen: Vec<&[Box<str>]> = Vec::new();
        let keys: Vec<&Box<str>> = self
            .words
            .iter()
            .filter(|w| {
                lexicon::closed_class(w).is_none() && legal_form(w).is_none() && w.len() > 1
            })
            .collect();
        for key in keys.iter().take(2).chain(keys.last()) {
            for theirs in self.theirs(key) {
                if seen.contains(&theirs.words()) || theirs.mention.text == self.mention.text {
                    continue;
                }
                seen.push(theirs.words());
                if self.same_company(&own_company, theirs)
                    || self.same_person(theirs)
                    || self.same_but_for_articles(theirs)
                {
                    return Some(self.answer(Verdict::Variant, theirs));
                }
            }
        }
        let form = names.form_of_letters(&joined)?;
        if self.words.len() < 2 && form.words.len() < 2 || *form.words == *self.words {
            return None;
        }
        // "J. K. Marlow" and "J.K. Marlow" are written alike.
        let initials = |words: &[Box<str>]| {
            (words.split_last()).is_some_and(|(_, rest)| rest.concat().chars().count() <= 3)
        };
        if self.words.last() == form.words.last() && initials(&self.words) && initials(&form.words)
        {
            return None;
        }
        let theirs = self
            .theirs(form.words.first()?)
            .find(|t| *t.words() == *form.words)?;
        // "Co-operation" and "Cooperation" are written alike too.
        let unhyphened = |text: &str| text.replace('-', "").to_lowercase();
        if unhyphened(&self.mention.text) == unhyphened(&theirs.mention.text) {
            return None;
        }
        // Two words that ran together within the name are a slip as well.
        let ran_together = self.words.len() < form.words.len() && self.has_inner_capital();
        Some(self.answer(
            if ran_together {
                Verdict::Garbled
            } else {
                Verdict::Variant
            },
            theirs,
        ))
    }

    /// Whether a word that no source has carries a capital inside: "SergeiPolvanov".
    fn has_inner_capital(&self) -> bool {
        let prose = &self.facts.prose;
        self.mention.tokens.clone().any(|i| {
            let word = prose.word(i);
            let run = word
                .chars()
                .zip(word.chars().skip(1))
                .any(|(a, b)| a.is_lowercase() && b.is_uppercase());
            run && !self.context.dossier.names().has(&plain(word))
        })
    }

    fn answer(&self, verdict: Verdict, theirs: Theirs) -> Comparison {
        let evidence = vec![theirs.evidence(self.context, theirs.mention.span)];
        self.found(
            verdict,
            self.mention.span,
            Some(theirs.text()),
            evidence,
            None,
        )
    }

    /// The same company with its legal form written otherwise.
    fn same_company(&self, own: &(String, Vec<usize>), theirs: Theirs) -> bool {
        let other = company(theirs.words());
        !own.1.is_empty() && own.0 == other.0 && own.1 == other.1
    }

    /// The same name with an article more or less inside: "Federation of the River Unions".
    fn same_but_for_articles(&self, theirs: Theirs) -> bool {
        let (own, other) = (&self.words[..], theirs.words());
        let words = |all: &'_ [Box<str>]| {
            all.iter()
                .filter(|w| &***w != "the")
                .cloned()
                .collect::<Vec<_>>()
        };
        own.len() != other.len() && own.first() == other.first() && words(own) == words(other)
    }

    /// The same person with an initial for a name, a name for its short form, parts in another order, or with more parts.
    fn same_person(&self, theirs: Theirs) -> bool {
        let (own, other) = (&self.words[..], theirs.words());
        if own.len() < 2 || other.len() < 2 || !self.may_be_person() || own == other {
            return false;
        }
        if own
            .iter()
            .chain(other)
            .any(|w| gazetteer::is_country(w, gazetteer::Sense::Name))
        {
            return false;
        }
        if own.len() == other.len() {
            let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
            let short = |a: &str, b: &str| {
                a.chars().count() >= 2
                    && b.starts_with(a)
                    && shares_start(a, b)
                    && gazetteer::is_given_name(a)
            };
            let differing: Vec<(&str, &str)> = own
                .iter()
                .zip(other)
                .filter(|(a, b)| a != b)
                .map(|(a, b)| (&**a, &**b))
                .collect();
            if own.last() == other.last()
                && differing.len() == 1
                && differing.iter().all(|(a, b)| {
                    initial(a, b)
                        || short(a, b)
                        || short(b, a)
                        || gazetteer::are_one_given_name(a, b)
                })
            {
                return true;
            }
            // "bin" between two names makes one the father: there the order decides.
            if own.iter().any(|w| is_particle(w)) {
                return false;
            }
            let (mut a, mut b) = (own.to_vec(), other.to_vec());
            a.sort_unstable();
            b.sort_unstable();
            return a == b;
        }
        // More parts on one side, the first and last the same: a middle name more is remarkable, one less is not.
        let (long, short) = if own.len() > other.len() {
            (own, other)
        } else {
            (other, own)
        };
        let extra = long
            .iter()
            .filter(|w| !short.contains(w) && !is_particle(w) && w.chars().count() > 1)
            .count();
        // A family name behind the whole of a name that the sources have.
        if own.len() > other.len() && own.starts_with(other) {
            return [self.kind(), theirs.kind(self.context)].contains(&NameKind::Person)
                && !own.iter().any(|w| matches!(&**w, "of" | "for"));
        }
        long.first() == short.first()
            && long.last() == short.last()
            && is_subsequence(short, long)
            && extra >= if own.len() > other.len() { 1 } else { 2 }
            && !long.iter().any(|w| matches!(&**w, "of" | "for"))
    }
}

fn is_subsequence(short: &[Box<str>], long: &[Box<str>]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|w| rest.any(|l| l == w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_are_told_from_names() {
        let words = |s: &str| -> Vec<Box<str>> { s.split(' ').map(Into::into).collect() };
        let same = |a: &str, b: &str| company(&words(a)) == company(&words(b));
        for (a, b, yes) in [
            ("brenning limited", "brenning ltd", true),
            ("oao severpeat", "severpeat open joint stock company", true),
            ("the brenning company", "brenning co", true),
            ("brenning ag", "brenning gmbh", false),
            ("brenning ltd", "branning ltd", false),
        ] {
            assert_eq!(same(a, b), yes, "{a} / {b}");
        }
    }
}
