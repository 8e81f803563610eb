//! Phrases and clauses without a parser: where a subject begins, where a clause ends, what stands inside quotation marks.

use super::cues::Verb;
use crate::facts::Quotation;
use crate::text::lexicon::{self, VerbForm};
use crate::text::{Prose, Span, Tag, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// A block with what every reader of attributions asks of it.
pub struct Clauses<'a> {
    /// The block.
    pub prose: &'a Prose,
    /// Its quotations.
    pub quotations: &'a [Quotation],
    /// For each token the outermost quotation it stands in, marks counted in.
    inside: Vec<Option<usize>>,
}

impl<'a> Clauses<'a> {
    /// Lays the quotations over the tokens.
    pub fn new(prose: &'a Prose, quotations: &'a [Quotation]) -> Self {
        let mut inside = vec![None; prose.tokens.len()];
        for (i, q) in quotations.iter().enumerate().filter(|(_, q)| !q.nested) {
            for slot in &mut inside[prose.tokens_in(q.span)] {
                *slot = Some(i);
            }
        }
        Clauses {
            prose,
            quotations,
            inside,
        }
    }

    /// The outermost quotation that a token stands in, its marks counted in.
    pub fn quotation(&self, token: usize) -> Option<&'a Quotation> {
        let i = (*self.inside.get(token)?)?;
        self.quotations.get(i)
    }

    /// Tokens of the sentence that a token stands in.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let at = self.prose.tokens.get(token).map_or(0, |t| t.span.start);
        self.prose
            .sentences
            .get(self.prose.sentence_at(at))
            .map_or(0..0, |s| s.tokens.clone())
    }

    /// A token's text in lower case.
    pub fn lower(&self, token: usize) -> Cow<'a, str> {
        self.prose.lower(token)
    }

    /// Whether a token is one of some words.
    pub fn is(&self, token: usize, words: &[&str]) -> bool {
        token < self.prose.tokens.len() && words.contains(&&*self.lower(token))
    }

    /// Whether a token is a word or number.
    pub fn is_word(&self, token: usize) -> bool {
        token < self.prose.tokens.len() && self.prose.kind(token) != TokenKind::Mark
    }

    /// Whether a token opens a quotation.
    pub fn opens(&self, token: usize) -> bool {
        self.quotation(token)
            .is_some_and(|q| q.opened && self.prose.tokens[token].span.start == q.span.start)
    }

    /// The quotation that a token closes.
    pub fn closed_by(&self, token: usize) -> Option<&'a Quotation> {
        self.quotation(token)
            .filter(|q| q.closed && self.prose.tokens[token].span.end == q.span.end)
    }

    /// Whether two neighbouring tokens stand in the same quotation, or both in none.
    pub fn together(&self, a: usize, b: usize) -> bool {
        self.inside.get(a) == self.inside.get(b)
    }

    /// Whether a word is a finite verb or auxiliary by its form.
    pub fn is_finite(&self, token: usize) -> bool {
        if !self.is_word(token) {
            return false;
        }
        match self.prose.tag(token) {
            Tag::Auxiliary => true,
            Tag::Verb => {
                let lower = self.lower(token);
                !lower.ends_with("ing") && !self.is(token.wrapping_sub(1), &["to"])
            }
            _ => {
                let lower = self.lower(token);
                lower.ends_with("n't")
                    || lower.ends_with("'re")
                    || lower.ends_with("'ll")
                    || lower.ends_with("'ve")
                    || lower.ends_with("'m")
                    || lower.ends_with("'d")
            }
        }
    }

    /// Whether a verb to report stands at a token, and is one: not "the claims", "a reported 300".
    pub fn verb(&self, token: usize) -> Option<Verb> {
        if self.prose.kind(token) != TokenKind::Word {
            return None;
        }
        let verb = Verb::at(self.prose, token)?;
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
        let form = Verb::at(self.prose, verb).map(|v| v.form);
        let mut t = verb;
        let mut be_nearest = None;
        while let Some(b) = t.checked_sub(1).filter(|&b| self.together(b, verb)) {
            let lower = self.lower(b);
            let tag = self.prose.tag(b);
            let auxiliary = tag == Tag::Auxiliary
                || lower.ends_with("n't")
                || matches!(
                    &*lower,
                    "'ve" | "'re" | "'ll" | "'d" | "'m" | "being" | "get" | "got"
                );
            let particle = matches!(
                &*lower,
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
                && (matches!(&*lower, "'s"))
                && self.is(
                    b.wrapping_sub(1),
                    &["he", "she", "it", "that", "who", "there"],
                );
            if auxiliary || contracted {
                if be_nearest.is_none() {
                    be_nearest = Some(
                        matches!(
                            &*lower,
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
            } else if &*lower == "to"
                && (t == verb || be_nearest.is_some())
                && tag != Tag::ProperNoun
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

    /// The noun phrase that ends right before a token, as a subject: its tokens. Appositions and relative clauses between
    /// commas belong to it.
    pub fn subject_before(&self, end: usize) -> Option<Range<usize>> {
        let sentence = self.sentence(end.min(self.prose.tokens.len().saturating_sub(1)));
        let quotation = self.inside.get(end).copied().flatten();
        let mut last = end;
        // Adverbs and weekdays between subject and verb: "Rivera on Monday said".
        loop {
            let b = last.checked_sub(1)?;
            if b < sentence.start {
                return None;
            }
            let adverb = self.prose.tag(b) == Tag::Adverb;
            if adverb {
                last = b;
            } else if is_weekday(&self.lower(b)) {
                last = if self.is(b.wrapping_sub(1), &["on", "late", "early", "last"]) {
                    b - 1
                } else {
                    b
                };
            } else {
                break;
            }
        }
        let b = last.checked_sub(1)?;
        if self.inside.get(b).copied().flatten() != quotation {
            return None;
        }
        if self.prose.word(b) == "," {
            // "…, a friend of the family, said": what stands before the first comma of the pair.
            let open = (sentence.start..b)
                .rev()
                .take(25)
                .find(|&t| self.prose.word(t) == "," || self.boundary(t))?;
            if self.prose.word(open) != "," || open == sentence.start {
                return None;
            }
            let head = self.phrase_start(open, &sentence)?;
            return Some(head..b);
        }
        let start = self.phrase_start(last, &sentence)?;
        Some(start..last)
    }

    fn boundary(&self, t: usize) -> bool {
        matches!(self.prose.word(t), ";" | ":" | "—" | "–")
            || self.opens(t)
            || self.closed_by(t).is_some()
    }

    /// Where the noun phrase that ends before `end` begins.
    fn phrase_start(&self, end: usize, sentence: &Range<usize>) -> Option<usize> {
        let mut start = end;
        let first = end.checked_sub(1)?;
        if !self.is_word(first) && self.prose.word(first) != ")" && self.prose.word(first) != "%" {
            return None;
        }
        // A pronoun is its own phrase.
        if self.prose.tag(first) == Tag::Pronoun {
            return Some(first);
        }
        let mut depth = 0;
        while let Some(b) = start.checked_sub(1).filter(|&b| b >= sentence.start) {
            if !self.together(b, first) {
                break;
            }
            let word = self.prose.word(b);
            if word == ")" {
                depth += 1;
            } else if word == "(" {
                depth -= 1;
            } else if depth > 0 || matches!(word, "." | "'" | "’" | "/" | "%" | "$" | "-" | "&") {
            } else if !self.is_word(b) {
                break;
            } else {
                let lower = self.lower(b);
                let tag = self.prose.tag(b);
                let stop = match tag {
                    Tag::Verb => {
                        let noun_like = !lower.ends_with("ed") && !self.is_word_of_verb(b)
                            || self.prose.tag(start) == Tag::Noun && lower.ends_with("ing");
                        !noun_like
                    }
                    Tag::Pronoun => !self.is(b + 1, &["of"]),
                    Tag::Auxiliary | Tag::Adverb => true,
                    Tag::Conjunction => !self.joins(b, &lower),
                    Tag::Preposition => {
                        !matches!(
                            &*lower,
                            "of" | "for"
                                | "at"
                                | "with"
                                | "from"
                                | "in"
                                | "on"
                                | "to"
                                | "by"
                                | "against"
                        ) || matches!(
                            &*lower,
                            "in" | "on" | "at" | "by" | "to" | "for" | "with" | "from" | "against"
                        ) && !self.has_head_before(b, sentence)
                    }
                    _ => matches!(
                        &*lower,
                        "that"
                            | "because"
                            | "when"
                            | "while"
                            | "as"
                            | "if"
                            | "but"
                            | "although"
                            | "though"
                            | "since"
                            | "after"
                            | "before"
                            | "where"
                    ),
                };
                if stop {
                    break;
                }
            }
            start = b;
        }
        while start < end
            && (!self.is_word(start) && self.prose.word(start) != "$"
                || self.is(start, &["and", "or", "but"]))
        {
            start += 1;
        }
        (start < end).then_some(start)
    }

    fn is_word_of_verb(&self, t: usize) -> bool {
        matches!(
            lexicon::verb_form(&self.lower(t)),
            Some(VerbForm::Past | VerbForm::ThirdPerson | VerbForm::Base)
        )
    }

    /// "and" between two nouns of one subject, not between two clauses.
    fn joins(&self, t: usize, lower: &str) -> bool {
        if lower != "and" && lower != "or" {
            return false;
        }
        let Some(before) = t.checked_sub(1) else {
            return false;
        };
        matches!(self.prose.tag(before), Tag::ProperNoun)
            && matches!(self.prose.tag(t + 1), Tag::ProperNoun)
            || matches!(self.prose.tag(before), Tag::Noun | Tag::Adjective)
                && matches!(self.prose.tag(t + 1), Tag::Noun | Tag::Adjective)
    }

    /// Whether a prepositional phrase hangs on a noun: "a spokesman for the port", not "On the day the port said".
    fn has_head_before(&self, preposition: usize, sentence: &Range<usize>) -> bool {
        preposition.checked_sub(1).is_some_and(|b| {
            b >= sentence.start && matches!(self.prose.tag(b), Tag::Noun | Tag::ProperNoun)
        })
    }

    /// The subject of the clause that a participle ("…, saying") hangs on: the first noun phrase of the sentence that a verb follows.
    pub fn main_subject(&self, before: usize) -> Option<Range<usize>> {
        let sentence = self.sentence(before);
        let quotation = self.inside.get(before).copied().flatten();
        (sentence.start..before)
            .filter(|&t| self.inside.get(t).copied().flatten() == quotation)
            .find(|&t| self.is_finite(t) && t > sentence.start)
            .and_then(|t| {
                let group = if self.prose.tag(t) == Tag::Auxiliary {
                    t
                } else {
                    self.group(t).start
                };
                self.subject_before(group)
            })
    }

    /// One past the last token of the noun phrase that begins at a token: who is told, who says in "said Rivera, a farmer".
    pub fn phrase_end(&self, start: usize, limit: usize) -> usize {
        let mut t = start;
        while t < limit && self.together(t, start) {
            let word = self.prose.word(t);
            let lower = self.lower(t);
            let goes_on = if self.is_word(t) {
                match self.prose.tag(t) {
                    Tag::Noun
                    | Tag::ProperNoun
                    | Tag::Adjective
                    | Tag::Determiner
                    | Tag::Numeral => {
                        !(is_weekday(&lower) || t > start && matches!(&*lower, "that" | "this"))
                    }
                    Tag::Particle => matches!(word, "'s" | "’s"),
                    Tag::Pronoun => t == start,
                    Tag::Preposition => {
                        t > start && matches!(&*lower, "of" | "for" | "from" | "at" | "with")
                    }
                    Tag::Conjunction => t > start && self.joins(t, &lower),
                    _ => false,
                }
            } else {
                t > start
                    && matches!(word, "-" | "." | "/" | "'" | "’" | "&")
                    && t + 1 < limit
                    && (word != "." || self.prose.word(t.saturating_sub(1)).len() <= 4)
                    || word == "("
                    || word == ")"
            };
            if !goes_on {
                break;
            }
            t += 1;
            if self.prose.tag(t - 1) == Tag::Pronoun {
                break;
            }
        }
        t
    }

    /// One past the last token of a reported clause that begins at a token: to the end of its sentence, or to where the writer
    /// speaks again. A quotation is never cut.
    pub fn clause_end(&self, start: usize) -> usize {
        let sentence = self.sentence(start);
        let outer = self.quotation(start).filter(|_| !self.opens(start));
        let mut end = sentence.end;
        let mut t = start;
        while t < sentence.end {
            if let Some(q) = self
                .quotation(t)
                .filter(|q| outer.is_none_or(|o| !std::ptr::eq(o, *q)))
            {
                // To the mark that closes it, even where that stands in a later sentence.
                let after = self.prose.tokens_in(q.span).end;
                if after > sentence.end {
                    return after;
                }
                t = after.max(t + 1);
                let last = q.inner.of(&self.prose.text).chars().next_back();
                if t < sentence.end && last == Some(',') && !self.is(t, &["and", "but", "or"]) {
                    return t;
                }
                continue;
            }
            if outer.is_some() && !self.together(t, start) {
                end = t;
                break;
            }
            if t > start && self.ends_before(t, &sentence) {
                end = t;
                break;
            }
            t += 1;
        }
        // A full stop is no part of what is said.
        while end > start
            && !self.is_word(end - 1)
            && !matches!(self.prose.word(end - 1), ")" | "%" | "]")
            && self.closed_by(end - 1).is_none()
        {
            end -= 1;
        }
        end
    }

    /// Whether the writer speaks again from a token on.
    fn ends_before(&self, t: usize, sentence: &Range<usize>) -> bool {
        match self.prose.word(t) {
            ";" | "—" => return true,
            "-" | "–" => {
                let token = self.prose.tokens[t].span;
                let blank = |o: Option<char>| o.is_some_and(char::is_whitespace);
                return blank(self.prose.text[..token.start].chars().next_back())
                    && (blank(self.prose.text[token.end..].chars().next())
                        || self.prose.word(t + 1) == "-");
            }
            "," => {
                let next = t + 1;
                if next >= sentence.end {
                    return true;
                }
                if self.is(
                    next,
                    &[
                        "according",
                        "reports",
                        "while",
                        "though",
                        "although",
                        "whereas",
                    ],
                ) {
                    return true;
                }
                // ", adding that", ", citing": a new attribution of the same source.
                if let Some(verb) = Verb::at(self.prose, next)
                    && verb.form == VerbForm::Gerund
                    && verb.class == super::cues::Class::Speech
                {
                    return true;
                }
                // ", but he did": unless "but that" goes on.
                if self.is(next, &["but"]) && !self.is(next + 1, &["that"]) {
                    return true;
                }
                if self.is(next, &["and", "but"]) {
                    return self.new_report(next + 1, sentence);
                }
                // A tag behind the clause: ", the ministry said".
                return self.is_tag(next, sentence);
            }
            _ => {}
        }
        self.is(t, &["and", "but"]) && self.new_report(t + 1, sentence)
    }

    /// Whether a finite verb of speech without subject stands at a token: "… and said", "and has since denied".
    fn new_report(&self, start: usize, sentence: &Range<usize>) -> bool {
        let mut t = start;
        while t < sentence.end
            && t < start + 4
            && (matches!(self.prose.tag(t), Tag::Adverb)
                || matches!(self.prose.tag(t), Tag::Auxiliary) && t == start)
        {
            t += 1;
        }
        t < sentence.end
            && Verb::at(self.prose, t).is_some_and(|v| {
                v.class == super::cues::Class::Speech
                    && matches!(v.form, VerbForm::Past | VerbForm::ThirdPerson)
                    && (v.takes('t') || v.takes('q'))
            })
            && !self.is(t + 1, &["by"])
    }

    /// Whether a short subject with a verb of speech ends the sentence from a token on.
    fn is_tag(&self, start: usize, sentence: &Range<usize>) -> bool {
        let limit = sentence.end.min(start + 9);
        (start + 1..limit).any(|t| {
            Verb::at(self.prose, t).is_some_and(|v| {
                v.takes('q') && matches!(v.form, VerbForm::Past | VerbForm::ThirdPerson)
            }) && self
                .subject_before(self.group(t).start)
                .is_some_and(|s| s.start <= start + 1)
                && self.ends_tag(t + 1, sentence)
        })
    }

    /// Whether nothing that could be reported follows a tag's verb: the sentence ends, a comma, an adverbial.
    pub fn ends_tag(&self, next: usize, sentence: &Range<usize>) -> bool {
        if next >= sentence.end || !self.is_word(next) && !self.opens(next) {
            return next >= sentence.end
                || matches!(
                    self.prose.word(next),
                    "." | "," | ";" | "!" | "?" | "—" | "-"
                );
        }
        if self.opens(next) {
            return false;
        }
        let lower = self.lower(next);
        let adverbial = matches!(
            &*lower,
            "in" | "on"
                | "at"
                | "during"
                | "after"
                | "before"
                | "when"
                | "as"
                | "via"
                | "through"
                | "from"
                | "last"
                | "earlier"
                | "late"
                | "later"
                | "of"
                | "about"
                | "to"
                | "by"
                | "with"
                | "while"
                | "this"
                | "yesterday"
                | "today"
                | "recently"
                | "again"
                | "shortly"
                | "upon"
                | "following"
        ) || is_weekday(&lower)
            || self.prose.tag(next) == Tag::Adverb;
        adverbial && !(next..sentence.end.min(next + 14)).any(|t| self.is(t, &["that", "whether"]))
    }

    /// The span of some tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.prose.span_of(tokens)
    }
}

/// A verb with its auxiliaries.
pub struct Group {
    /// Its first token.
    pub start: usize,
    /// "was said".
    pub passive: bool,
    /// "to say".
    pub infinitive: bool,
}

/// Whether a lower-case word names a day.
pub fn is_weekday(lower: &str) -> bool {
    matches!(
        lower,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "yesterday"
            | "today"
    )
}
