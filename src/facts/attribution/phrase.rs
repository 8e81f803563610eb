//! Phrases without a parser: where a subject begins, who is told, what stands inside quotation marks.

use super::cues::{Cue, Frames, Verb};
use crate::facts::Quotation;
use crate::text::lexicon::{self, VerbForm};
use crate::text::{Prose, Span, Tag, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// Most words before "and" in a subject of two: "the tired old mayor of …".
const LONGEST_JOINED: usize = 6;

/// Most tokens that are read as one sentence: a list of thousands of words without a stop must not be read over for each of
/// its words.
const LONGEST_SENTENCE: usize = 300;

/// A block with what every reader of attributions asks of it.
pub struct Clauses<'a> {
    /// The block.
    pub prose: &'a Prose,
    /// Its quotations.
    pub quotations: &'a [Quotation],
    /// For each token the outermost quotation it stands in, marks counted in.
    inside: Vec<Option<usize>>,
    /// Each token in lower case.
    lower: Vec<Cow<'a, str>>,
    /// What each token can be among the words that report: its place among `found`, from 1 on; 0 for most.
    cues: Vec<u32>,
    found: Vec<Cue>,
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
        let tokens = 0..prose.tokens.len();
        let lower: Vec<Cow<str>> = tokens.map(|t| prose.lower(t)).collect();
        let mut found = Vec::new();
        let words = lower.iter().zip(&prose.tokens);
        let cues = words.map(|(lower, token)| {
            let is_word = token.kind == TokenKind::Word;
            match is_word.then(|| Cue::crediting(lower)).flatten() {
                Some(cue) => {
                    found.push(cue);
                    found.len() as u32
                }
                None => 0,
            }
        });
        Clauses {
            prose,
            quotations,
            inside,
            cues: cues.collect(),
            found,
            lower,
        }
    }

    /// What a token can be among the words that report, where it is one of them.
    fn cue(&self, token: usize) -> Option<&Cue> {
        let place = *self.cues.get(token)?;
        self.found.get((place as usize).checked_sub(1)?)
    }

    /// Whether some attribution may be read at a token: its cue, as far as the word alone tells.
    pub fn may_credit(&self, token: usize) -> bool {
        match self.prose.kind(token) {
            TokenKind::Word => self.cue(token).is_some(),
            _ => matches!(self.prose.word(token), ":") || self.prose.word(token).contains('-'),
        }
    }

    /// The outermost quotation that a token stands in, its marks counted in.
    pub fn quotation(&self, token: usize) -> Option<&'a Quotation> {
        let i = (*self.inside.get(token)?)?;
        self.quotations.get(i)
    }

    /// Tokens of the sentence that a token stands in, or of a part of it where nobody's sentence is so long.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let at = self.prose.tokens.get(token).map_or(0, |t| t.span.start);
        let sentence = self.prose.sentences.get(self.prose.sentence_at(at));
        let whole = sentence.map_or(0..0, |s| s.tokens.clone());
        if whole.len() <= LONGEST_SENTENCE {
            return whole;
        }
        let parts = token.saturating_sub(whole.start) / LONGEST_SENTENCE;
        let start = whole.start + parts * LONGEST_SENTENCE;
        start.min(whole.end)..whole.end.min(start + LONGEST_SENTENCE)
    }

    /// A token's text in lower case.
    pub fn lower(&self, token: usize) -> &str {
        self.lower.get(token).map_or("", |lower| lower)
    }

    /// A token read as a verb that reports, wherever it stands.
    pub fn report(&self, token: usize) -> Option<Verb> {
        self.cue(token)?.verb
    }

    /// A token read as a noun that reports.
    pub fn reporting_noun(&self, token: usize) -> Option<Frames> {
        self.cue(token)?.noun
    }

    /// A token read as an adjective that names a stance.
    pub fn stance(&self, token: usize) -> Option<Frames> {
        self.cue(token)?.adjective
    }

    /// Whether a token is one of some words.
    pub fn is(&self, token: usize, words: &[&str]) -> bool {
        let Some(lower) = self.lower.get(token) else {
            return false;
        };
        let first = lower.as_bytes().first();
        words
            .iter()
            .any(|w| w.len() == lower.len() && w.as_bytes().first() == first && *w == &**lower)
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
            } else if is_weekday(self.lower(b)) {
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
            // "Rivera, the head of the mill's museum, Old Selm, said": all of it is one apposition.
            let first = (sentence.start..open).find(|&t| self.prose.word(t) == ",");
            if let Some(first) = first
                && (self.prose.tag(first + 1) == Tag::Numeral
                    || self.is(
                        first + 1,
                        &["a", "an", "the", "who", "which", "whose", "now"],
                    ))
                && self.phrase_start(first, &sentence) == Some(sentence.start)
            {
                return Some(sentence.start..b);
            }
            let head = self.phrase_start(open, &sentence)?;
            return Some(head..b);
        }
        if matches!(self.prose.word(b), "—" | "–" | "-") {
            // "Rivera — who runs the mill — told": what stands before the first dash of the pair.
            let open = (sentence.start..b)
                .rev()
                .take(25)
                .find(|&t| matches!(self.prose.word(t), "—" | "–" | "-"))?;
            let head = self.phrase_start(open, &sentence)?;
            return Some(head..b);
        }
        let start = self.phrase_start(last, &sentence)?;
        Some(self.with_relative(start, &sentence).unwrap_or(start)..last)
    }

    /// "A miller who spoke on the quay said": where the noun begins whose relative clause a phrase ends, without commas.
    fn with_relative(&self, start: usize, sentence: &Range<usize>) -> Option<usize> {
        let who = (sentence.start + 1..start)
            .rev()
            .take(16)
            .take_while(|&t| {
                self.together(t, start) && (self.is_word(t) || self.prose.word(t) == "-")
            })
            .find(|&t| {
                self.is(
                    t,
                    &[
                        "who", "what", "that", "which", "and", "but", "because", "when",
                    ],
                )
            })?;
        let verb = who + 1;
        if !self.is(who, &["who"])
            || verb >= start
            || !self.is_finite(verb) && self.prose.tag(verb) != Tag::Adverb
        {
            return None;
        }
        // Another report inside: "people who say the board lied".
        let reports = (verb..start).any(|t| {
            self.report(t).is_some_and(|v| v.takes('b') || v.takes('q'))
                && self.prose.tag(t) == Tag::Verb
        });
        if reports && !self.is(verb, &["spoke"]) {
            return None;
        }
        matches!(self.prose.tag(who - 1), Tag::Noun | Tag::ProperNoun)
            .then(|| self.phrase_start(who, sentence))?
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
                // The phrase stands inside.
                if depth == 0 {
                    break;
                }
                depth -= 1;
            } else if word == "-" && self.is_spaced(b) && depth == 0 {
                // "Selm - The board said": a dateline.
                break;
            } else if depth > 0 || matches!(word, "." | "'" | "’" | "/" | "%" | "$" | "-" | "&") {
            } else if !self.is_word(b) {
                break;
            } else {
                let lower = self.lower(b);
                let tag = self.prose.tag(b);
                let stop = match tag {
                    // "Aides said": a verb in "-s" right before another verb is a plural noun.
                    Tag::Verb if b == first && lower.ends_with('s') && !self.is(end, &["to"]) => {
                        false
                    }
                    // "Grant also mocked the plan", "Grant aides said": a name that is a verb too.
                    Tag::Verb
                        if word.starts_with(char::is_uppercase)
                            && (b == first || b == sentence.start)
                            && lexicon::verb_form(lower) == Some(VerbForm::Base) =>
                    {
                        false
                    }
                    // "those surveyed say", "a letter filed on Monday says": a participle behind its noun.
                    Tag::Verb if b == first && self.is_reduced(b, sentence) => false,
                    Tag::Verb => {
                        let noun_like = !lower.ends_with("ed") && !self.is_word_of_verb(b)
                            || self.prose.tag(start) == Tag::Noun && lower.ends_with("ing");
                        !noun_like
                    }
                    Tag::Pronoun => {
                        !(self.is(b + 1, &["of"]) || self.is(b, &["those"]) && start == first)
                    }
                    Tag::Auxiliary | Tag::Adverb => true,
                    Tag::Conjunction => {
                        !self.joins(b, lower) && !self.joins_subjects(b, lower, sentence)
                    }
                    Tag::Preposition => {
                        !matches!(
                            lower,
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
                            lower,
                            "in" | "on" | "at" | "by" | "to" | "for" | "with" | "from" | "against"
                        ) && !self.has_head_before(b, sentence)
                    }
                    _ => matches!(
                        lower,
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

    /// Whether a mark stands between blanks.
    fn is_spaced(&self, t: usize) -> bool {
        let (text, span) = (&self.prose.text, self.prose.tokens[t].span);
        let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
        blank(text[..span.start].chars().next_back()) && blank(text[span.end..].chars().next())
    }

    /// Whether a past participle stands right behind the noun that it is said of.
    fn is_reduced(&self, t: usize, sentence: &Range<usize>) -> bool {
        lexicon::verb_form(self.lower(t)) == Some(VerbForm::Past)
            && t > sentence.start
            && (matches!(self.prose.tag(t - 1), Tag::Noun) || self.is(t - 1, &["those"]))
    }

    fn is_word_of_verb(&self, t: usize) -> bool {
        matches!(
            lexicon::verb_form(self.lower(t)),
            Some(VerbForm::Past | VerbForm::ThirdPerson | VerbForm::Base)
        )
    }

    /// "and" between two nouns of one subject, not between two clauses.
    fn joins(&self, t: usize, lower: &str) -> bool {
        if !matches!(lower, "and" | "or" | "nor") {
            return false;
        }
        let Some(before) = t.checked_sub(1) else {
            return false;
        };
        matches!(self.prose.tag(before), Tag::ProperNoun)
            && matches!(self.prose.tag(t + 1), Tag::ProperNoun)
            || matches!(self.prose.tag(before), Tag::Noun | Tag::Adjective)
                && (matches!(self.prose.tag(t + 1), Tag::Noun | Tag::Adjective)
                    || self.is(t + 1, &["his", "her", "their", "its"]))
    }

    /// "Rivera and the builders": where nothing but a noun phrase stands before "and" in the sentence.
    fn joins_subjects(&self, t: usize, lower: &str, sentence: &Range<usize>) -> bool {
        let noun = |x: usize| {
            matches!(
                self.prose.tag(x),
                Tag::Noun | Tag::ProperNoun | Tag::Adjective | Tag::Determiner | Tag::Particle
            ) || self.is(x, &["both", "neither", "’s", "'s"])
        };
        matches!(lower, "and" | "nor")
            && t > sentence.start
            && t - sentence.start <= LONGEST_JOINED
            && matches!(self.prose.tag(t - 1), Tag::Noun | Tag::ProperNoun)
            && matches!(self.prose.tag(t + 1), Tag::Determiner | Tag::ProperNoun)
            && (sentence.start..t).all(noun)
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
                        !(is_weekday(lower) || t > start && matches!(lower, "that" | "this"))
                    }
                    Tag::Particle => matches!(word, "'s" | "’s"),
                    Tag::Pronoun => t == start,
                    // "of northern pilots.": a plural that is a verb too.
                    Tag::Verb => {
                        t > start
                            && lower.ends_with('s')
                            && !self.is_word(t + 1)
                            && matches!(self.prose.tag(t - 1), Tag::Adjective | Tag::Determiner)
                    }
                    Tag::Preposition => {
                        t > start && matches!(lower, "of" | "for" | "from" | "at" | "with")
                    }
                    Tag::Conjunction => t > start && self.joins(t, lower),
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

    /// The span of some tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.prose.span_of(tokens)
    }
}

/// Whether a lower-case word names a day.
pub fn is_weekday(lower: &str) -> bool {
    lexicon::is_weekday(lower) || matches!(lower, "yesterday" | "today")
}
