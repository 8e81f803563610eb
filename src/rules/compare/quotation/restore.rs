//! The fix of a changed quotation: the edits that restore the source's own words, read again before they are offered.

use super::mend::{ours_text, shorten, theirs_text};
use super::spelling;
use super::words;
use super::{Change, Comparison, Counterpart, Word};
use crate::facts::document::fold_blanks;
use crate::finding::{Edit, Fix};
use crate::rules::Context;
use crate::text::{Prose, Span, Tag, TokenKind};

/// A fix that writes the source's words where the draft's differ, with the marks that the source has beside them, and touches
/// nothing else. It is offered only where the quotation, read again, has the source's words.
pub fn fix(context: &Context, comparison: &Comparison, counterpart: &Counterpart) -> Option<Fix> {
    if counterpart.joined.is_some() {
        return None;
    }
    let text = &context.draft.blocks[comparison.block].prose.text;
    let (changes, pairs) = whole_changes(text, comparison, counterpart);
    let title = match changes.as_slice() {
        [] => return None,
        [one] => {
            let text = shorten(&theirs_text(context, counterpart, one));
            if text.is_empty() {
                format!(
                    "Leave out “{}”",
                    shorten(&ours_text(context, comparison, one))
                )
            } else {
                format!("Write “{text}” as in the source")
            }
        }
        _ => "Restore the source’s words".to_string(),
    };
    let mending = Mending {
        context,
        comparison,
        counterpart,
        pairs,
        text,
    };
    let edits: Vec<(Span, String)> = (changes.iter())
        .map(|change| mending.edit(change))
        .collect::<Option<_>>()?;
    if !mending.restores(&changes, &edits) {
        return None;
    }
    let place = |(span, text)| Edit {
        span: context.draft.in_file(comparison.block, span),
        text,
    };
    Some(Fix {
        title,
        preferred: true,
        safe: true,
        edits: edits.into_iter().map(place).collect(),
    })
}

/// The changes, each of whole words as written: of "hadn't" and "wo not" no half stays behind. What a source has outside its
/// marks at the end of a quotation is a change as well.
fn whole_changes(
    text: &str,
    comparison: &Comparison,
    counterpart: &Counterpart,
) -> (Vec<Change>, Vec<(usize, usize)>) {
    let (ours, theirs) = (&comparison.words, &counterpart.words);
    let mut changes = counterpart.alignment.changes.clone();
    let mut pairs = counterpart.alignment.matched.clone();
    if changes.is_empty() {
        return (changes, pairs);
    }
    // "nobody, absolutely nobody, came": of a word said twice the one outside the marks stays.
    let set_off = |i: usize| {
        (ours.get(i).zip(ours.get(i + 1))).is_some_and(|(a, b)| {
            a.span.end <= b.span.start
                && !(text.get(a.span.end..b.span.start))
                    .unwrap_or_default()
                    .trim()
                    .is_empty()
        })
    };
    for change in &mut changes {
        let (first, next) = (change.ours.start, change.ours.end);
        let same = (ours.get(first).zip(ours.get(next))).is_some_and(|(a, b)| a.form == b.form);
        if same
            && change.theirs.is_empty()
            && !change.ours.is_empty()
            && set_off(first)
            && set_off(next)
            && let Some(pair) = (pairs.iter_mut()).find(|p| **p == (next, change.theirs.start))
        {
            pair.0 = first;
            change.ours = first + 1..next + 1;
            change.theirs = pair.1 + 1..pair.1 + 1;
        }
    }
    if let Some(run) = (counterpart.outside.iter()).find(|run| run.end == ours.len())
        && let Some(&(i, j)) = pairs.iter().rfind(|(i, _)| *i < run.start)
    {
        pairs.retain(|(o, _)| *o <= i);
        changes.retain(|c| c.ours.end <= i + 1 && c.theirs.end <= j + 1);
        changes.push(Change {
            ours: i + 1..ours.len(),
            theirs: j + 1..j + 1,
        });
    }
    loop {
        let torn = pairs.iter().position(|&(i, j)| {
            siblings(ours, i).any(|x| pairs.iter().all(|p| p.0 != x))
                || siblings(theirs, j).any(|x| pairs.iter().all(|p| p.1 != x))
        });
        let Some((i, j)) = torn.map(|at| pairs.remove(at)) else {
            break;
        };
        changes.push(Change {
            ours: i..i + 1,
            theirs: j..j + 1,
        });
    }
    changes.sort_by_key(|c| (c.ours.start, c.theirs.start));
    let mut out: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        match out.last_mut() {
            Some(last)
                if change.ours.start <= last.ours.end && change.theirs.start <= last.theirs.end =>
            {
                last.ours.end = last.ours.end.max(change.ours.end);
                last.theirs.end = last.theirs.end.max(change.theirs.end);
            }
            _ => out.push(change),
        }
    }
    (out, pairs)
}

/// The words read from the same token as one of them, itself left out.
fn siblings(words: &[Word], at: usize) -> impl Iterator<Item = usize> {
    let same = move |i: &usize| {
        *i != at
            && (words.get(*i).zip(words.get(at)))
                .is_some_and(|(a, b)| a.span == b.span && a.block == b.block)
    };
    (at.saturating_sub(3)..at + 4).filter(same)
}

/// A quotation that is set right by one of its counterparts.
struct Mending<'a> {
    context: &'a Context<'a>,
    comparison: &'a Comparison,
    counterpart: &'a Counterpart,
    /// The words that stay, index into the quotation's and the counterpart's.
    pairs: Vec<(usize, usize)>,
    /// The text of the quotation's block.
    text: &'a str,
}

impl Mending<'_> {
    /// What a change's place gets, as a span of the block and the new text.
    fn edit(&self, change: &Change) -> Option<(Span, String)> {
        let words = &self.comparison.words;
        let theirs = self.counterpart.words.get(change.theirs.clone())?;
        if self.counterpart.quoted && theirs.iter().any(|w| !w.quoted) {
            return None;
        }
        let text = in_style(self.context, self.comparison, self.counterpart, change);
        let span = |i: usize| words.get(i).map(|w| w.span);
        let before = change.ours.start.checked_sub(1).and_then(span);
        let after = span(change.ours.end);
        let whole = (change.ours.end.checked_sub(1))
            .filter(|_| !change.ours.is_empty())
            .and_then(|last| Some(span(change.ours.start)?.join(span(last)?)));
        match (whole, change.theirs.is_empty()) {
            (Some(whole), false) => Some(self.exchanged(change, whole, before, after, &text)),
            (None, false) => self.put_in(change, before, after, &text),
            (Some(whole), true) => self.left_out(change, whole, before, after),
            (None, true) => None,
        }
    }

    /// Words for words, with the marks on either side where they differ.
    fn exchanged(
        &self,
        change: &Change,
        whole: Span,
        before: Option<Span>,
        after: Option<Span>,
        text: &str,
    ) -> (Span, String) {
        let (mut place, mut out) = (whole, text.to_string());
        let other = |gap: Span, theirs: Option<String>| {
            theirs.filter(|t| self.is_plain(gap) && !alike(t, gap.of(self.text)))
        };
        if let Some(before) = before
            && let Some(gap) = other(Span::new(before.end, whole.start), self.gap_before(change))
        {
            place.start = before.end;
            out.insert_str(0, &gap);
        }
        if let Some(after) = after
            && let Some(gap) = other(Span::new(whole.end, after.start), self.gap_behind(change))
        {
            place.end = after.start;
            out.push_str(&gap);
        }
        (place, out)
    }

    /// Words that were left out, put in again.
    fn put_in(
        &self,
        change: &Change,
        before: Option<Span>,
        after: Option<Span>,
        text: &str,
    ) -> Option<(Span, String)> {
        let (lead, tail) = (self.gap_before(change), self.gap_behind(change));
        let blank = || " ".to_string();
        match (before, after) {
            (Some(before), Some(after)) => {
                let gap = Span::new(before.end, after.start);
                let ours = gap.of(self.text);
                Some(match (lead, tail) {
                    (Some(lead), Some(tail)) if !alike(&lead, ours) && self.is_plain(gap) => {
                        if alike(&tail, ours) {
                            (Span::new(gap.start, gap.start), format!("{lead}{text}"))
                        } else {
                            (gap, format!("{lead}{text}{tail}"))
                        }
                    }
                    (_, tail) => {
                        let tail = tail.unwrap_or_else(blank);
                        (Span::new(gap.end, gap.end), format!("{text}{tail}"))
                    }
                })
            }
            (None, Some(after)) => {
                // What began the quotation begins it no more: its first letter is the source's.
                let first = after.of(self.text).chars().next()?;
                let theirs = self.counterpart.words.get(change.theirs.end)?;
                let begins = theirs.span.of(self.source_text(theirs)).chars().next()?;
                let same = first.to_lowercase().eq(begins.to_lowercase());
                let letter = if same { begins } else { first };
                let place = Span::new(after.start, after.start + first.len_utf8());
                let tail = tail.unwrap_or_else(blank);
                Some((place, format!("{text}{tail}{letter}")))
            }
            (Some(before), None) => {
                let lead = lead.unwrap_or_else(blank);
                Some((Span::new(before.end, before.end), format!("{lead}{text}")))
            }
            (None, None) => None,
        }
    }

    /// Words that were added go together with the marks that set them off.
    fn left_out(
        &self,
        change: &Change,
        whole: Span,
        before: Option<Span>,
        after: Option<Span>,
    ) -> Option<(Span, String)> {
        let nothing = String::new;
        match (before, after) {
            (Some(before), Some(after)) => {
                let lead = Span::new(before.end, whole.start);
                let tail = Span::new(whole.end, after.start);
                let is_blank = |gap: Span| gap.of(self.text).trim().is_empty();
                match self.gap_before(change) {
                    Some(gap) if alike(&gap, lead.of(self.text)) => {
                        Some((Span::new(whole.start, after.start), nothing()))
                    }
                    Some(gap) if alike(&gap, tail.of(self.text)) => {
                        Some((Span::new(before.end, whole.end), nothing()))
                    }
                    Some(gap) if self.is_plain(lead) && self.is_plain(tail) => {
                        Some((Span::new(before.end, after.start), gap))
                    }
                    None if is_blank(tail) => {
                        Some((Span::new(whole.start, after.start), nothing()))
                    }
                    None if is_blank(lead) => Some((Span::new(before.end, whole.end), nothing())),
                    _ => None,
                }
            }
            (Some(before), None) => {
                let behind = &self.text[whole.end..self.comparison.quotation.inner.end];
                let bracket = behind.chars().next().filter(|c| matches!(c, ')' | ']'));
                let end = whole.end + bracket.map_or(0, char::len_utf8);
                Some((Span::new(before.end, end), nothing()))
            }
            // What follows begins the quotation now, with the capital that went.
            (None, Some(after)) => {
                let first = after.of(self.text).chars().next()?;
                let capital = whole.of(self.text).starts_with(char::is_uppercase);
                Some(if capital && first.is_lowercase() {
                    (
                        Span::new(whole.start, after.start + first.len_utf8()),
                        first.to_uppercase().collect(),
                    )
                } else {
                    (Span::new(whole.start, after.start), nothing())
                })
            }
            (None, None) => None,
        }
    }

    /// What the source has between a change and the word before it, where that agrees.
    fn gap_before(&self, change: &Change) -> Option<String> {
        let (i, j) = (
            change.ours.start.checked_sub(1)?,
            change.theirs.start.checked_sub(1)?,
        );
        // Where nothing stands in the source, both neighbours must.
        let behind = (change.ours.end, change.theirs.end);
        let bare = change.theirs.is_empty();
        (self.agrees(i, j) && (!bare || self.agrees(behind.0, behind.1)))
            .then(|| self.gap(j))
            .flatten()
    }

    /// What the source has between a change and the word behind it, where that agrees.
    fn gap_behind(&self, change: &Change) -> Option<String> {
        self.agrees(change.ours.end, change.theirs.end)
            .then(|| self.gap(change.theirs.end.checked_sub(1)?))
            .flatten()
    }

    fn agrees(&self, ours: usize, theirs: usize) -> bool {
        self.pairs.contains(&(ours, theirs))
    }

    /// The blanks and marks behind one of the source's words, where nothing else stands there: no quotation mark, no word that
    /// was passed over, no sign that words were left out.
    fn gap(&self, word: usize) -> Option<String> {
        let (one, next) = (
            self.counterpart.words.get(word)?,
            self.counterpart.words.get(word + 1)?,
        );
        let text = self.source_text(one);
        if one.block != next.block || one.span.end > next.span.start {
            return None;
        }
        let gap = Span::new(one.span.end, next.span.start).of(text);
        is_bare(gap).then(|| fold_blanks_inside(gap))
    }

    fn source_text(&self, word: &Word) -> &str {
        let facts = &self.context.dossier.source(self.counterpart.source).facts;
        (facts.blocks.get(word.block)).map_or("", |b| &b.prose.text)
    }

    /// Whether a gap of the draft holds blanks and marks alone, no markup either.
    fn is_plain(&self, gap: Span) -> bool {
        let draft = self.context.draft;
        let written = (draft.in_file(self.comparison.block, gap)).of(&draft.document.text);
        is_bare(gap.of(self.text))
            && written
                .split_whitespace()
                .eq(gap.of(self.text).split_whitespace())
    }

    /// Whether the edits, made, leave the quotation with the source's words where it differed and its own elsewhere.
    fn restores(&self, changes: &[Change], edits: &[(Span, String)]) -> bool {
        let inner = self.comparison.quotation.inner;
        let mut made = String::new();
        let mut at = inner.start;
        for (span, text) in edits {
            if span.start < at || span.end > inner.end {
                return false;
            }
            made.push_str(&self.text[at..span.start]);
            made.push_str(text);
            at = span.end;
        }
        made.push_str(&self.text[at..inner.end]);
        let prose = Prose::read(made);
        let mut read = Vec::new();
        words::read(&prose, &[], 0, 0..prose.tokens.len(), &mut read);
        let (ours, theirs) = (&self.comparison.words, &self.counterpart.words);
        let mut wanted: Vec<&str> = Vec::new();
        let mut at = 0;
        for change in changes {
            let (Some(kept), Some(new)) = (
                ours.get(at..change.ours.start),
                theirs.get(change.theirs.clone()),
            ) else {
                return false;
            };
            wanted.extend(kept.iter().chain(new).map(|w| &*w.form));
            at = change.ours.end;
        }
        wanted.extend(ours.iter().skip(at).map(|w| &*w.form));
        let double = |pair: &[crate::text::Token]| {
            let mark = |t: &crate::text::Token| {
                t.kind == TokenKind::Mark && matches!(t.span.of(&prose.text), "," | ";" | "—" | "–")
            };
            pair.iter().all(mark)
        };
        read.iter().map(|w| &*w.form).eq(wanted) && !prose.tokens.windows(2).any(double)
    }
}

/// Whether what stands between two words is blanks and marks that mean nothing beyond the sentence.
fn is_bare(gap: &str) -> bool {
    !gap.contains("..")
        && !gap.contains(|c: char| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    '"' | '“'
                        | '”'
                        | '„'
                        | '«'
                        | '»'
                        | '‘'
                        | '’'
                        | '\''
                        | '['
                        | ']'
                        | '…'
                        | '*'
                        | '_'
                )
        })
}

/// Whether two gaps between words are one but for blanks and the kind of dash.
fn alike(a: &str, b: &str) -> bool {
    let plain = |gap: &str| -> String {
        gap.chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if matches!(c, '-' | '–') { '—' } else { c })
            .collect()
    };
    plain(a) == plain(b)
}

/// A gap with each run of blanks as one, those at its ends kept.
fn fold_blanks_inside(gap: &str) -> String {
    let mut out = fold_blanks(gap.trim());
    if gap.starts_with(char::is_whitespace) {
        out.insert(0, ' ');
    }
    if gap.ends_with(char::is_whitespace) && !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// The source's words in the draft's marks, spelling convention and case.
fn in_style(
    context: &Context,
    comparison: &Comparison,
    counterpart: &Counterpart,
    change: &Change,
) -> String {
    let mut text = theirs_text(context, counterpart, change);
    let draft = &context.draft.blocks[comparison.block].prose.text;
    let quotation = &comparison.quotation;
    let curly = |s: &str| s.contains(['’', '“', '”']);
    if curly(quotation.span.of(draft)) {
        text = text.replace('\'', "’");
    } else if quotation.span.of(draft).contains(['"', '\'']) {
        text = text.replace('’', "'");
    }
    if text.chars().any(char::is_alphabetic) {
        text = in_convention(context, &text);
    }
    if change.ours.start == 0
        && let (Some(ours), Some(theirs)) = (
            comparison.words.first(),
            counterpart.words.get(change.theirs.start),
        )
    {
        let upper = ours.span.of(draft).starts_with(char::is_uppercase);
        let facts = &context.dossier.source(counterpart.source).facts.blocks[theirs.block];
        let token = facts.prose.token_at(theirs.span.start);
        let proper = facts.prose.tag(token) == Tag::ProperNoun || theirs.form.as_ref() == "i";
        let mut chars = text.chars();
        if let Some(first) = chars.next() {
            if upper && first.is_lowercase() {
                text = first.to_uppercase().chain(chars).collect();
            } else if !upper && first.is_uppercase() && !proper && !change.ours.is_empty() {
                text = first.to_lowercase().chain(chars).collect();
            }
        }
    }
    text
}

/// A source's spelling in the draft's convention, where the draft shows one and the word has two.
fn in_convention(context: &Context, text: &str) -> String {
    let words = text.split(' ');
    if !words
        .clone()
        .any(|w| spelling::convention(&w.to_lowercase()).is_some())
    {
        return text.to_string();
    }
    let Some(convention) = context.convention() else {
        return text.to_string();
    };
    words
        .map(|w| {
            let lower = w.to_lowercase();
            match spelling::written(&lower, convention) {
                other if *other == *lower => w.to_string(),
                other if w.starts_with(char::is_uppercase) => {
                    let mut chars = other.chars();
                    chars
                        .next()
                        .map(|c| c.to_uppercase().chain(chars).collect())
                        .unwrap_or_default()
                }
                other => other.into_owned(),
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}
