//! Function words that are several: "that", "to", "her", "have", "up".

use super::Word;
use super::context::View;
use crate::text::lexicon::VerbForm;
use crate::text::{Tag, TokenKind};

impl View<'_> {
    /// The tag of a word of the closed classes.
    pub(super) fn function_word(&self) -> Tag {
        let word = self.word();
        let lower = &*word.lower;
        let first = word.tags.first().unwrap_or(Tag::Noun);
        let next = self.next();
        match lower {
            "that" => self.that(),
            "to" => {
                if next.is_some_and(|n| self.is_infinitive(n)) {
                    Tag::Particle
                } else {
                    Tag::Preposition
                }
            }
            "'s" => {
                let subject = self.i > 0
                    && matches!(
                        &*self.words[self.i - 1].lower,
                        "it" | "he"
                            | "she"
                            | "that"
                            | "there"
                            | "who"
                            | "what"
                            | "here"
                            | "where"
                            | "how"
                            | "this"
                    );
                if subject {
                    Tag::Auxiliary
                } else {
                    Tag::Particle
                }
            }
            "there" => {
                let be = next
                    .is_some_and(|n| n.tags.first() == Some(Tag::Auxiliary) || &*n.lower == "'s");
                if be { Tag::Pronoun } else { Tag::Adverb }
            }
            "have" | "has" | "had" | "haven't" | "hasn't" | "hadn't" | "having" => {
                match self.next_but_adverbs() {
                    Some(n) if n.past || matches!(&*n.lower, "been" | "had" | "to") => {
                        Tag::Auxiliary
                    }
                    Some(n) if matches!(n.tags.first(), Some(Tag::Pronoun)) => Tag::Auxiliary,
                    Some(n) if n.kind == TokenKind::Mark => Tag::Auxiliary,
                    None => Tag::Auxiliary,
                    Some(_) => Tag::Verb,
                }
            }
            "do" | "does" | "did" => match self.next_but_adverbs() {
                Some(n)
                    if n.form == Some(VerbForm::Base)
                        || matches!(n.tags.first(), Some(Tag::Pronoun | Tag::Auxiliary))
                        || n.is_capitalised() =>
                {
                    Tag::Auxiliary
                }
                Some(n) if n.kind == TokenKind::Mark => Tag::Auxiliary,
                None => Tag::Auxiliary,
                Some(_) => Tag::Verb,
            },
            "like" | "save" | "given" | "provided" | "back" | "round" | "well" | "will"
            | "might" | "dare"
                if self.previous().is_some_and(|(_, t)| {
                    matches!(t, Tag::Determiner | Tag::Adjective | Tag::Particle)
                        || t == Tag::Auxiliary && word.tags.has(Tag::Verb)
                }) =>
            {
                let (at, previous) = self.previous().unwrap_or((0, Tag::Mark));
                let verb = matches!(previous, Tag::Auxiliary)
                    || previous == Tag::Particle && &*self.words[at].lower == "to";
                match (verb, word.tags.has(Tag::Noun)) {
                    (true, _) if word.tags.has(Tag::Verb) => Tag::Verb,
                    (false, true) => Tag::Noun,
                    _ => first,
                }
            }
            // A determiner needs its noun: "her men", but "met her".
            _ if word.tags.has(Tag::Determiner) && first != Tag::Conjunction => {
                if first == Tag::Adverb
                    && next.is_some_and(|n| {
                        matches!(n.tags.first(), Some(Tag::Adjective | Tag::Adverb))
                            || &*n.lower == "than"
                    })
                {
                    Tag::Adverb
                } else if self.nominal_next()
                    || next.is_some_and(|n| {
                        n.tags.first() == Some(Tag::Determiner)
                            || n.form.is_some() && !word.tags.has(Tag::Pronoun)
                    })
                {
                    Tag::Determiner
                } else if word.tags.has(Tag::Pronoun) {
                    Tag::Pronoun
                } else {
                    first
                }
            }
            // "up the river", but "gave up."
            _ if word.tags.has(Tag::Preposition) && word.tags.has(Tag::Adverb) => {
                let object = self.nominal_next()
                    || next.is_some_and(|n| {
                        matches!(
                            n.tags.first(),
                            Some(Tag::Determiner | Tag::Pronoun | Tag::Numeral)
                        ) || n.form == Some(VerbForm::Gerund)
                            || n.is_mark(&["$", "£", "€", "“", "\""])
                    });
                match (first, object) {
                    (Tag::Preposition, _) if next.is_some_and(|n| n.kind != TokenKind::Mark) => {
                        Tag::Preposition
                    }
                    (Tag::Adverb, true) if !matches!(lower, "so" | "when" | "where" | "once") => {
                        Tag::Preposition
                    }
                    (_, true) => first,
                    _ => Tag::Adverb,
                }
            }
            _ => first,
        }
    }

    /// "that": determiner, pronoun, or conjunction.
    fn that(&self) -> Tag {
        let verb_next = self.next_but_adverbs().is_some_and(|n| {
            n.tags.first() == Some(Tag::Auxiliary)
                || &*n.lower == "'s"
                || matches!(n.form, Some(VerbForm::Past | VerbForm::ThirdPerson))
                    && n.tags.first() == Some(Tag::Verb)
        });
        let after_noun = self
            .previous()
            .is_some_and(|(_, t)| matches!(t, Tag::Noun | Tag::ProperNoun | Tag::Pronoun));
        let after_verb = self
            .previous()
            .is_some_and(|(_, t)| matches!(t, Tag::Verb | Tag::Auxiliary));
        if verb_next {
            Tag::Pronoun
        } else if after_noun
            || after_verb
            || self.previous().is_some_and(|(_, t)| t == Tag::Adjective)
        {
            Tag::Preposition
        } else if self.nominal_next() && !self.is_name(self.i + 1) {
            Tag::Determiner
        } else {
            Tag::Preposition
        }
    }

    /// Whether a word behind "to" is its infinitive: "to end the war"; not "to school", "to Orlan".
    fn is_infinitive(&self, next: &Word) -> bool {
        if self.is_name(self.i + 1) || next.kind != TokenKind::Word {
            return false;
        }
        if matches!(&*next.lower, "be" | "have" | "do") {
            return true;
        }
        let tags = &next.tags;
        if next.form != Some(VerbForm::Base) || !tags.has(Tag::Verb) {
            // "to quickly end"
            return tags.first() == Some(Tag::Adverb)
                && self.words.get(self.i + 2).is_some_and(|w| {
                    w.form == Some(VerbForm::Base) && w.tags.first() == Some(Tag::Verb)
                });
        }
        if tags.first() == Some(Tag::Verb) {
            return true;
        }
        self.words.get(self.i + 2).is_some_and(|w| {
            self.is_name(self.i + 2)
                || matches!(
                    w.tags.first(),
                    Some(Tag::Determiner | Tag::Pronoun | Tag::Numeral)
                )
                || w.kind == TokenKind::Number
                || matches!(
                    &*w.lower,
                    "against" | "for" | "with" | "from" | "about" | "up" | "out" | "into" | "back"
                )
        })
    }
}
