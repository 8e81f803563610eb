//! What the words around a word make of it.

use super::Word;
use crate::text::lexicon::VerbForm;
use crate::text::{Tag, TokenKind};

/// The tag of word `i`: `before` holds the tags of the words before it, `fixed` what capitals decided.
pub fn tag(words: &[Word], before: &[Tag], fixed: &[Option<Tag>], i: usize) -> Tag {
    let view = View {
        words,
        before,
        fixed,
        i,
    };
    let word = &words[i];
    let first = word.tags.first().unwrap_or(Tag::Noun);
    match first {
        Tag::Noun | Tag::Verb | Tag::Adjective | Tag::Adverb => {
            if word.closed().is_some() {
                return view.function_word();
            }
            view.open_class()
        }
        Tag::ProperNoun => {
            // A name written small, or a common word that is better known as one ("china").
            if word.tags.has(Tag::Noun) || word.tags.has(Tag::Verb) {
                view.open_class()
            } else {
                Tag::ProperNoun
            }
        }
        _ => view.function_word(),
    }
}

/// One word among the others.
pub(super) struct View<'a> {
    pub(super) words: &'a [Word<'a>],
    pub(super) before: &'a [Tag],
    pub(super) fixed: &'a [Option<Tag>],
    pub(super) i: usize,
}

impl<'a> View<'a> {
    pub(super) fn word(&self) -> &Word<'a> {
        &self.words[self.i]
    }

    pub(super) fn next(&self) -> Option<&Word<'a>> {
        self.words.get(self.i + 1)
    }

    pub(super) fn is_name(&self, i: usize) -> bool {
        self.fixed.get(i).copied().flatten() == Some(Tag::ProperNoun)
    }

    /// The tag before, quotation marks skipped; `None` at the beginning and after a stop of any kind.
    pub(super) fn previous(&self) -> Option<(usize, Tag)> {
        let at = (0..self.i).rev().find(|&j| {
            !(self.before[j] == Tag::Mark
                && self.words[j].is_mark(&["\"", "“", "”", "‘", "’", "'"]))
        })?;
        (self.before[at] != Tag::Mark).then_some((at, self.before[at]))
    }

    /// The tag before, adverbs and "not" skipped too.
    fn previous_but_adverbs(&self) -> Option<(usize, Tag)> {
        let at = (0..self.i).rev().find(|&j| {
            !matches!(self.before[j], Tag::Adverb)
                && &*self.words[j].lower != "not"
                && !self.words[j].is_mark(&["\"", "“", "”", "‘", "’", "'"])
        })?;
        (self.before[at] != Tag::Mark).then_some((at, self.before[at]))
    }

    /// Whether a noun phrase goes on behind word `i`: the next word is no function word and can be noun or adjective.
    pub(super) fn nominal_next(&self) -> bool {
        self.nominal_at(self.i + 1)
    }

    fn nominal_at(&self, i: usize) -> bool {
        self.is_name(i)
            || self.words.get(i).is_some_and(|w| {
                w.is_nominal() && (w.closed().is_none() || w.tags.has(Tag::Adjective))
            })
    }

    /// The first word behind `i` that is no adverb and not "not".
    pub(super) fn next_but_adverbs(&self) -> Option<&Word<'a>> {
        self.words
            .iter()
            .skip(self.i + 1)
            .find(|w| w.tags.first() != Some(Tag::Adverb) && &*w.lower != "not")
    }

    /// A noun, verb, adjective or adverb.
    fn open_class(&self) -> Tag {
        let word = self.word();
        let tags = &word.tags;
        let first = match tags.first() {
            Some(Tag::ProperNoun) | None => {
                if tags.has(Tag::Noun) {
                    Tag::Noun
                } else {
                    Tag::Verb
                }
            }
            Some(tag) => tag,
        };
        let can_be_noun = tags.has(Tag::Noun);
        let can_be_adjective = tags.has(Tag::Adjective);
        let verb = tags.has(Tag::Verb).then_some(word.form).flatten();
        let participle = matches!(verb, Some(VerbForm::Past | VerbForm::Gerund));
        if tags.iter().filter(|&t| t != Tag::ProperNoun).count() == 1 && !participle {
            return first;
        }
        let previous = self.previous();
        match previous.map(|(at, tag)| (tag, &*self.words[at].lower)) {
            Some((Tag::Particle, "to")) if verb == Some(VerbForm::Base) => return Tag::Verb,
            Some((Tag::Determiner | Tag::Adjective | Tag::Numeral, _))
            | Some((Tag::Particle, "'s")) => {
                return self.in_noun_phrase(can_be_noun, can_be_adjective, verb, first);
            }
            Some((Tag::Preposition, cue))
                if !matches!(
                    cue,
                    "that" | "if" | "because" | "while" | "as" | "than" | "when"
                ) =>
            {
                if verb == Some(VerbForm::Gerund) && !(self.nominal_next() && can_be_adjective) {
                    let act = matches!(
                        cue,
                        "by" | "without" | "after" | "before" | "since" | "when"
                    ) && self.nominal_next()
                        || self.next().is_some_and(|n| {
                            matches!(n.tags.first(), Some(Tag::Determiner | Tag::Pronoun))
                        });
                    return if can_be_noun && first == Tag::Noun && !act {
                        Tag::Noun
                    } else {
                        Tag::Verb
                    };
                }
                return self.in_noun_phrase(can_be_noun, can_be_adjective, verb, first);
            }
            _ => {}
        }
        match self.previous_but_adverbs() {
            Some((at, Tag::Auxiliary)) => {
                if let Some(tag) = self.after_auxiliary(&self.words[at].lower, verb, first) {
                    return tag;
                }
            }
            Some((_, Tag::Pronoun))
                if matches!(
                    verb,
                    Some(VerbForm::Base | VerbForm::Past | VerbForm::ThirdPerson)
                ) =>
            {
                return Tag::Verb;
            }
            Some((at, Tag::Noun | Tag::ProperNoun)) => {
                if let Some(tag) = self.after_noun(at, verb, first) {
                    return tag;
                }
            }
            _ => {}
        }
        // "armed men", "rising prices": a participle right before a noun that follows nothing.
        if participle && self.nominal_next() && can_be_adjective && first != Tag::Verb {
            return Tag::Adjective;
        }
        if verb == Some(VerbForm::Past) {
            return if can_be_adjective && self.nominal_next() && !self.is_name(self.i + 1) {
                Tag::Adjective
            } else {
                Tag::Verb
            };
        }
        // "comes home and eats a loaf"
        let joined = previous.is_some_and(|(_, t)| t == Tag::Conjunction);
        if verb == Some(VerbForm::ThirdPerson)
            && joined
            && self
                .next()
                .is_some_and(|n| matches!(n.tags.first(), Some(Tag::Determiner | Tag::Pronoun)))
        {
            return Tag::Verb;
        }
        if verb == Some(VerbForm::Gerund) {
            // "leaving her", "Speaking in Orlan": a clause of its own.
            let object = self.next().is_some_and(|n| {
                matches!(
                    n.tags.first(),
                    Some(Tag::Determiner | Tag::Pronoun | Tag::Numeral)
                ) || n.kind == TokenKind::Number
                    || self.is_name(self.i + 1)
                    || matches!(n.tags.first(), Some(Tag::Preposition))
                        && previous.is_none()
                        && &*n.lower != "of"
            });
            if object {
                return Tag::Verb;
            }
        }
        if can_be_adjective && can_be_noun {
            let before_noun = self.nominal_next() && !self.verb_only_next();
            let after_noun =
                first == Tag::Adjective && previous.is_some_and(|(_, t)| t == Tag::Noun);
            return if before_noun || after_noun {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
        first
    }

    /// Behind a determiner, adjective, number, possessive or preposition.
    fn in_noun_phrase(
        &self,
        can_be_noun: bool,
        can_be_adjective: bool,
        verb: Option<VerbForm>,
        first: Tag,
    ) -> Tag {
        let more = self.nominal_next() && !self.finite_verb_next();
        let participle = matches!(verb, Some(VerbForm::Past | VerbForm::Gerund));
        match (more, can_be_adjective, can_be_noun) {
            (true, _, _) if verb == Some(VerbForm::Past) => Tag::Adjective,
            (_, false, false) if participle => {
                if more {
                    Tag::Adjective
                } else {
                    Tag::Verb
                }
            }
            (true, true, true) if first == Tag::Noun && !participle => Tag::Noun,
            (true, true, _) => Tag::Adjective,
            // "the killing spree": a noun before a noun stays one; "the missing men" is an adjective by its entry.
            (true, false, true) => Tag::Noun,
            (false, _, true) => Tag::Noun,
            (false, true, false) => Tag::Adjective,
            _ if first == Tag::Adverb => Tag::Adverb,
            _ => first,
        }
    }

    /// Whether the next word is more likely the sentence's verb than the noun phrase's next noun.
    fn finite_verb_next(&self) -> bool {
        self.next().is_some_and(|n| {
            !self.is_name(self.i + 1)
                && n.tags.first() == Some(Tag::Verb)
                && matches!(n.form, Some(VerbForm::Past | VerbForm::ThirdPerson))
        })
    }

    fn verb_only_next(&self) -> bool {
        self.next().is_some_and(|n| {
            n.tags.has(Tag::Verb) && !n.tags.has(Tag::Noun) && !n.tags.has(Tag::Adjective)
        })
    }

    /// Behind an auxiliary, adverbs skipped.
    fn after_auxiliary(&self, auxiliary: &str, verb: Option<VerbForm>, first: Tag) -> Option<Tag> {
        let be = matches!(
            auxiliary,
            "be" | "am"
                | "is"
                | "are"
                | "was"
                | "were"
                | "been"
                | "being"
                | "isn't"
                | "aren't"
                | "wasn't"
                | "weren't"
                | "'s"
                | "'re"
                | "'m"
                | "ain't"
        );
        let have = matches!(
            auxiliary,
            "have" | "has" | "had" | "having" | "haven't" | "hasn't" | "hadn't" | "'ve"
        );
        match verb {
            Some(_) if self.word().past && (be || have) => Some(Tag::Verb),
            Some(VerbForm::Gerund) if be => Some(Tag::Verb),
            Some(VerbForm::Base) if !be && !have => Some(Tag::Verb),
            Some(VerbForm::Base) if have && first == Tag::Verb => Some(Tag::Verb),
            _ if be && self.word().tags.has(Tag::Adjective) && !self.nominal_next() => {
                Some(Tag::Adjective)
            }
            _ => None,
        }
    }

    /// Behind a noun or name, adverbs skipped.
    fn after_noun(&self, noun: usize, verb: Option<VerbForm>, first: Tag) -> Option<Tag> {
        let word = self.word();
        let noun_too = word.tags.has(Tag::Noun);
        // What follows a verb and seldom a noun's own plural.
        let object_next = self.next().is_some_and(|n| {
            matches!(
                n.tags.first(),
                Some(Tag::Determiner | Tag::Pronoun | Tag::Numeral | Tag::Adverb)
            ) || n.kind == TokenKind::Number
                || self.is_name(self.i + 1)
                || matches!(&*n.lower, "that" | "to" | "how" | "whether")
        });
        let plural_subject = self.before[noun] == Tag::Noun
            && self.words[noun].lower.ends_with('s')
            || matches!(
                &*self.words[noun].lower,
                "police" | "people" | "men" | "women" | "children" | "experts"
            );
        match verb? {
            VerbForm::Past => {
                // "the US armed forces": an adjective inside a name's phrase.
                let inside = word.tags.first() == Some(Tag::Adjective)
                    && self.nominal_next()
                    && !object_next;
                Some(if inside { Tag::Adjective } else { Tag::Verb })
            }
            VerbForm::Gerund if !noun_too || first == Tag::Verb => Some(Tag::Verb),
            VerbForm::Gerund => object_next.then_some(Tag::Verb),
            VerbForm::ThirdPerson if !noun_too => Some(Tag::Verb),
            // "Quill says", "the mill rapidly loses"
            VerbForm::ThirdPerson
                if first == Tag::Verb && self.before[noun] == Tag::ProperNoun
                    || noun + 1 < self.i && self.words[self.i - 1].lower.ends_with("ly") =>
            {
                Some(Tag::Verb)
            }
            VerbForm::ThirdPerson => Some(
                if object_next && !plural_subject && !self.finite_verb_later() {
                    Tag::Verb
                } else {
                    Tag::Noun
                },
            ),
            VerbForm::Base if !noun_too && !word.tags.has(Tag::Adjective) => Some(Tag::Verb),
            VerbForm::Base => {
                (plural_subject && (object_next || first == Tag::Verb) && !self.finite_verb_later())
                    .then_some(Tag::Verb)
                    .or_else(|| noun_too.then_some(Tag::Noun))
            }
        }
    }

    /// Whether an auxiliary or a plain past form stands later in the clause: then this word is hardly its verb.
    fn finite_verb_later(&self) -> bool {
        self.words
            .iter()
            .enumerate()
            .skip(self.i + 1)
            .take(6)
            .take_while(|(_, w)| {
                w.kind != TokenKind::Mark
                    && !matches!(
                        w.tags.first(),
                        Some(Tag::Preposition | Tag::Conjunction | Tag::Pronoun | Tag::Determiner)
                    )
            })
            .any(|(j, w)| {
                !self.is_name(j)
                    && (w.tags.first() == Some(Tag::Auxiliary)
                        || w.form == Some(VerbForm::Past) && w.tags.first() == Some(Tag::Verb))
            })
    }
}
