//! Verbs in their place: whether a word that may report is a verb here, and the auxiliaries that belong to it.

use super::cues::Verb;
use super::phrase::Clauses;
use crate::text::lexicon::VerbForm;
use crate::text::{Tag, TokenKind};
use std::ops::Range;

/// A verb with its auxiliaries.
pub struct Group {
    /// Its first token.
    pub start: usize,
    /// "was said".
    pub passive: bool,
    /// "to say".
    pub infinitive: bool,
}

impl Clauses<'_> {
    /// Whether a verb to report stands at a token, and is one: not "the claims", "a reported 300".
    pub fn verb(&self, token: usize) -> Option<Verb> {
        if self.prose.kind(token) != TokenKind::Word {
            return None;
        }
        let verb = self.report(token)?;
        if self.prose.word(token).starts_with(char::is_uppercase) {
            let first = self.sentence(token).start == token
                || token.checked_sub(1).is_some_and(|t| self.opens(t));
            let headline = self.is_headline(token);
            if !first && !headline {
                return None;
            }
        }
        let before = token.checked_sub(1).filter(|&b| self.together(b, token));
        let Some(before) = before else {
            return Some(verb);
        };
        let tag = self.prose.tag(before);
        if self.is_indefinite(before, verb.form) {
            return Some(verb);
        }
        let determined = matches!(tag, Tag::Determiner | Tag::Adjective | Tag::Numeral)
            && !self.is(before, &["that", "this", "all", "both", "who", "which"])
            || self.is(
                before,
                &[
                    "'s", "of", "the", "a", "an", "his", "her", "their", "its", "no",
                ],
            )
            || self.prose.word(before) == "’s";
        let noun_too = matches!(verb.form, VerbForm::Base | VerbForm::ThirdPerson);
        if determined && (noun_too || verb.form == VerbForm::Past && tag == Tag::Determiner) {
            return None;
        }
        if noun_too
            && tag == Tag::Preposition
            && !self.is(before, &["to", "that", "as", "than", "if"])
        {
            return None;
        }
        Some(verb)
    }

    /// Whether a word that often stands before a noun is a subject: "no one knows", "many say".
    fn is_indefinite(&self, t: usize, form: VerbForm) -> bool {
        match form {
            VerbForm::ThirdPerson => {
                self.is(t, &["one"])
                    && t > 0
                    && self.is(t - 1, &["no", "any", "every", "some", "each"])
            }
            VerbForm::Base => {
                self.is(t, &["many", "few", "most", "several", "others", "some"])
                    && self.sentence(t).start == t
            }
            _ => false,
        }
    }

    /// Who does what a verb says: its subject, that of the main verb for an infinitive, a participle or a second verb.
    pub fn subject_of(&self, verb: usize, form: VerbForm) -> Option<Range<usize>> {
        let group = self.group(verb);
        let subject = self.subject_before(group.start);
        let joined = group.start.checked_sub(1).is_some_and(|b| {
            self.is(b, &["and", "but", "or"])
                || self.prose.word(b) == "," && form != VerbForm::Gerund
        });
        let modifies_noun = form == VerbForm::Gerund
            && group.start.checked_sub(1).is_some_and(|b| {
                self.is_word(b) && matches!(self.prose.tag(b), Tag::Noun | Tag::ProperNoun)
            });
        if modifies_noun {
            subject
        } else if group.infinitive || form == VerbForm::Gerund || joined && subject.is_none() {
            self.main_subject(group.start)
        } else {
            subject
        }
    }

    /// Whether a verb group hangs on another verb: an infinitive, a participle, the second of two.
    pub fn depends(&self, verb: usize, form: VerbForm) -> bool {
        let group = self.group(verb);
        let joined = group
            .start
            .checked_sub(1)
            .is_some_and(|b| self.is(b, &["and", "but", "or"]) || self.prose.word(b) == ",");
        group.infinitive || form == VerbForm::Gerund || joined
    }

    /// Whether the words beside a token are written with capitals, as headlines are.
    pub fn is_headline(&self, token: usize) -> bool {
        let range = self.sentence(token);
        let words: Vec<&str> = range
            .filter(|&t| self.prose.kind(t) == TokenKind::Word && self.prose.word(t).len() > 4)
            .map(|t| self.prose.word(t))
            .collect();
        words.len() >= 3
            && words
                .iter()
                .filter(|w| w.starts_with(char::is_uppercase))
                .count()
                * 4
                >= words.len() * 3
    }

    /// The verb group that ends in a token: its first auxiliary or adverb, and whether it is passive, negated, an infinitive.
    pub fn group(&self, verb: usize) -> Group {
        let mut group = Group {
            start: verb,
            passive: false,
            infinitive: false,
        };
        let form = self.report(verb).map(|v| v.form);
        let mut t = verb;
        let mut be_nearest = None;
        while let Some(b) = t.checked_sub(1).filter(|&b| self.together(b, verb)) {
            let lower = self.lower(b);
            let tag = self.prose.tag(b);
            let auxiliary = tag == Tag::Auxiliary
                || lower.ends_with("n't")
                || matches!(
                    lower,
                    "'ve" | "'re" | "'ll" | "'d" | "'m" | "being" | "get" | "got"
                );
            let particle = matches!(
                lower,
                "not"
                    | "never"
                    | "also"
                    | "once"
                    | "again"
                    | "even"
                    | "just"
                    | "only"
                    | "already"
                    | "still"
                    | "long"
                    | "first"
                    | "later"
                    | "all"
                    | "both"
                    | "often"
                    | "then"
                    | "now"
                    | "too"
                    | "soon"
                    | "yet"
                    | "ever"
            ) || tag == Tag::Adverb;
            let contracted = be_nearest.is_none()
                && (matches!(lower, "'s"))
                && self.is(
                    b.wrapping_sub(1),
                    &["he", "she", "it", "that", "who", "there"],
                );
            if auxiliary || contracted {
                if be_nearest.is_none() {
                    be_nearest = Some(
                        matches!(
                            lower,
                            "be" | "is"
                                | "are"
                                | "was"
                                | "were"
                                | "been"
                                | "being"
                                | "am"
                                | "'re"
                                | "'m"
                                | "get"
                                | "got"
                                | "isn't"
                                | "wasn't"
                                | "aren't"
                                | "weren't"
                        ) || contracted,
                    );
                }
                group.start = b;
            } else if lower == "to" && (t == verb || be_nearest.is_some()) && tag != Tag::ProperNoun
            {
                group.infinitive = true;
                group.start = b;
            } else if !particle {
                break;
            }
            t = b;
        }
        group.passive = be_nearest == Some(true) && form == Some(VerbForm::Past);
        group
    }
}
