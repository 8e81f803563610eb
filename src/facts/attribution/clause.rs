//! Where a reported clause ends, and the writer speaks again.

use super::cues::Class;
use super::phrase::{Clauses, is_weekday};
use crate::text::Tag;
use crate::text::lexicon::VerbForm;
use std::ops::Range;

impl Clauses<'_> {
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
                if let Some(verb) = self.report(next)
                    && verb.form == VerbForm::Gerund
                    && verb.class == Class::Speech
                {
                    return true;
                }
                // ", said Rivera", "Rivera, quoting the board, said": another report.
                if self.new_report(next, sentence) && self.prose.tag(next) == Tag::Verb {
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
            && self.report(t).is_some_and(|v| {
                v.class == Class::Speech
                    && matches!(v.form, VerbForm::Past | VerbForm::ThirdPerson)
                    && (v.takes('t') || v.takes('q'))
            })
            && !self.is(t + 1, &["by"])
    }

    /// Whether a short subject with a verb of speech ends the sentence from a token on.
    fn is_tag(&self, start: usize, sentence: &Range<usize>) -> bool {
        let limit = sentence.end.min(start + 9);
        (start + 1..limit).any(|t| {
            self.report(t).is_some_and(|v| {
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
            lower,
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
        ) || is_weekday(lower)
            || self.prose.tag(next) == Tag::Adverb;
        adverbial && !(next..sentence.end.min(next + 14)).any(|t| self.is(t, &["that", "whether"]))
    }
}
