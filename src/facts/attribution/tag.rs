//! Tags: "…," Rivera said; "…," said Rivera; "…," she added, "…".

use super::Attribution;
use super::cues::{Class, Verb};
use super::phrase::Clauses;
use crate::text::lexicon::VerbForm;
use crate::text::{Span, Tag};
use std::ops::Range;

/// Reads a tag whose verb stands at a token.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    let verb = c.verb(token)?;
    if verb.form == VerbForm::Gerund && c.is(token, &["saying"]) {
        return relay(c, token, verb);
    }
    let finite = matches!(
        verb.form,
        VerbForm::Past | VerbForm::ThirdPerson | VerbForm::Base
    );
    if !finite || !(verb.takes('q') || verb.takes('t')) || verb.class == Class::Appearance {
        return None;
    }
    behind(c, token, verb)
        .or_else(|| inverted(c, token, verb))
        .or_else(|| between(c, token, verb))
}

/// Verbs that pass on what another says.
const RELAYS: [&str; 8] = [
    "quoted", "quotes", "quoting", "quote", "cited", "cites", "citing", "cite",
];

/// The one whose words a relay gives: "quoted Rivera as saying", "cited the party as saying". The token is "saying".
pub fn relayed(c: &Clauses, token: usize) -> Option<Range<usize>> {
    let end = if c.is(token.checked_sub(1)?, &["as"]) {
        token - 1
    } else {
        token
    };
    let sentence = c.sentence(token);
    let relay = (sentence.start..end)
        .rev()
        .take(12)
        .find(|&t| c.is(t, &RELAYS))?;
    // "was quoted by the agency as saying": the subject speaks.
    let group = c.group(relay);
    if group.passive && (relay + 1 == end || c.is(relay + 1, &["by", "in"])) {
        return c.subject_before(group.start);
    }
    let mut commas = (relay + 1..end).filter(|&t| c.prose.word(t) == ",");
    // "quoted the mayor, Ana Rivera, as saying": an apposition between two commas.
    let (first, last) = (commas.next(), commas.next());
    match (first, last, commas.next()) {
        (None, ..) if relay + 1 < end => Some(relay + 1..end),
        (Some(first), Some(last), None) if first > relay + 1 && last + 1 == end => {
            Some(relay + 1..last)
        }
        _ => None,
    }
}

/// "…," the agency quoted Rivera as saying.
fn relay(c: &Clauses, token: usize, verb: Verb) -> Option<Attribution> {
    let sentence = c.sentence(token);
    let speaker = relayed(c, token)?;
    if !c.ends_tag(token + 1, &sentence) {
        return None;
    }
    if speaker.end > token || !c.is(speaker.start.checked_sub(1)?, &RELAYS) {
        return None;
    }
    let agency = c.subject_before(c.group(speaker.start - 1).start)?;
    let content = reported_before(c, agency.start.checked_sub(1)?, &sentence)?;
    Some(Attribution {
        source: Some(c.span(speaker.clone())),
        class: verb.class,
        cue: c.span(speaker.start - 1..token + 1),
        content: vec![content],
    })
}

/// "…, Rivera said" with nothing reported behind it.
fn behind(c: &Clauses, token: usize, verb: Verb) -> Option<Attribution> {
    let sentence = c.sentence(token);
    let group = c.group(token);
    if group.infinitive || group.passive {
        return None;
    }
    let mut after = addressee_end(c, token + 1, verb, &sentence);
    let source = c.subject_before(group.start)?;
    let mut before = source.start.checked_sub(1)?;
    // "…, or so the builders say."
    if c.is(before, &["so"]) && before > sentence.start + 2 {
        before -= if c.is(before - 1, &["or"]) { 2 } else { 1 };
    }
    // "told the station Radio Selm": the name belongs to who is told.
    if after > token + 1 && c.prose.tag(after) == Tag::ProperNoun {
        after = c.phrase_end(after, sentence.end);
    }
    // "…, she pointed out."
    if after == token + 1 && c.is(after, &["out"]) && verb.takes_preposition("out") {
        after += 1;
    }
    let resumes = |t: usize| c.opens(t) || c.prose.word(t) == "," && c.opens(t + 1);
    let content = reported_before(c, before, &sentence)?;
    let quoted = c.closed_by(before).is_some()
        || c.prose.word(before) == "," && before > 0 && c.closed_by(before - 1).is_some();
    let adverbial = quoted && after < sentence.end && c.prose.tag(after) == Tag::Preposition;
    if !(c.ends_tag(after, &sentence) || quoted && resumes(after) || adverbial)
        || !quoted && verb.class != Class::Speech && !verb.takes('b')
    {
        return None;
    }
    let mut content = vec![content];
    content.extend(resumed(c, after, &sentence));
    Some(Attribution {
        source: Some(c.span(source)),
        class: verb.class,
        cue: c.span(group.start..token + 1),
        content,
    })
}

/// "The solution, Rivera said, was simple": between two commas of what is reported.
fn between(c: &Clauses, token: usize, verb: Verb) -> Option<Attribution> {
    let sentence = c.sentence(token);
    let group = c.group(token);
    if group.infinitive || group.passive || verb.class == Class::Evidence {
        return None;
    }
    let source = c.subject_before(group.start)?;
    let open = source
        .start
        .checked_sub(1)
        .filter(|&o| o > sentence.start)?;
    let close = addressee_end(c, token + 1, verb, &sentence);
    let (left, right) = (c.prose.word(open), c.prose.word(close));
    // "The solution (engineers say) was simple."
    let commas = close < sentence.end
        && matches!(
            (left, right),
            (",", ",") | ("(", ")") | ("—", "—") | ("–", "–")
        );
    if !commas || close + 1 >= sentence.end || !c.together(open, close) {
        return None;
    }
    let start = match left {
        "—" | "–" => sentence.start,
        _ => clause_start(c, open, &sentence),
    };
    let start = skip_conjunction(c, start);
    let end = c.clause_end(close + 1);
    if start >= open
        || end <= close + 1
        || c.quotation(start).is_some() != c.quotation(open).is_some()
    {
        return None;
    }
    Some(Attribution {
        source: Some(c.span(source)),
        class: verb.class,
        cue: c.span(group.start..token + 1),
        content: vec![c.span(start..open), c.span(close + 1..end)],
    })
}

/// "…," said Rivera, a farmer.
fn inverted(c: &Clauses, token: usize, verb: Verb) -> Option<Attribution> {
    if !verb.takes('q') {
        return None;
    }
    let sentence = c.sentence(token);
    if let Some(opening) = opening(c, token, verb, &sentence) {
        return Some(opening);
    }
    let before = token.checked_sub(1)?;
    let content = reported_before(c, before, &sentence)?;
    let end = c.phrase_end(token + 1, sentence.end);
    if end == token + 1
        || matches!(c.prose.tag(token + 1), Tag::Pronoun)
            && !c.is(token + 1, &["he", "she", "they", "i", "we"])
    {
        return None;
    }
    if c.is(token + 1, &["that", "this", "it"]) {
        return None;
    }
    // "…, say its builders.": only at the end, for "say" may go on with what is said.
    let ends = end >= sentence.end || !c.is_word(end) && end + 1 >= sentence.end;
    if verb.form == VerbForm::Base && !(ends && c.lower(end - 1).ends_with(['s', 'e', 'n'])) {
        return None;
    }
    let quoted = c.closed_by(before).is_some();
    // "Oda, who was there, told the Courier": nobody speaks behind a verb of telling.
    if verb.takes('o') && !verb.takes('w') || c.is(token, &["told", "tells", "tell"]) {
        return None;
    }
    // Without marks the verb must close the sentence with its subject: "…, said Rivera" against "…, said he would".
    if !quoted
        && (token + 2..sentence.end.min(end + 3))
            .any(|t| t >= end && c.is_finite(t) && !c.is(t - 1, &["who", "which", "that"]))
    {
        return None;
    }
    let mut content = vec![content];
    let comma = (end..sentence.end).find(|&t| c.opens(t));
    content.extend(comma.and_then(|t| resumed(c, t, &sentence)));
    Some(Attribution {
        source: Some(c.span(token + 1..end)),
        class: verb.class,
        cue: c.span(token..token + 1),
        content,
    })
}

/// "Said Rivera: “…”": the verb first, then who says it.
fn opening(c: &Clauses, token: usize, verb: Verb, sentence: &Range<usize>) -> Option<Attribution> {
    let end = c.phrase_end(token + 1, sentence.end);
    let finite = matches!(verb.form, VerbForm::Past | VerbForm::ThirdPerson);
    if token != sentence.start || !finite || end == token + 1 || c.prose.word(end) != ":" {
        return None;
    }
    let last = c.clause_end(end + 1);
    (last > end + 1).then(|| Attribution {
        source: Some(c.span(token + 1..end)),
        class: verb.class,
        cue: c.span(token..token + 1),
        content: vec![c.span(end + 1..last)],
    })
}

/// Skips who is told: "told reporters", "asked him".
pub fn addressee_end(c: &Clauses, start: usize, verb: Verb, sentence: &Range<usize>) -> usize {
    if !verb.takes('o') {
        return start;
    }
    let limit = sentence.end.min(start + 9);
    let mut t = start;
    while t < limit {
        let stop = t == start && c.prose.tag(t) == Tag::Preposition
            || !c.is_word(t) && !matches!(c.prose.word(t), "'s" | "’s" | "-")
            || c.opens(t)
            || c.is(
                t,
                &[
                    "that", "if", "whether", "how", "what", "why", "when", "where", "who", "to",
                    "on", "in", "at", "during", "after", "about", "there",
                ],
            )
            || t > start && matches!(c.prose.tag(t), Tag::Pronoun)
            || t > start
                && matches!(c.prose.tag(t), Tag::Determiner)
                && !c.is(t - 1, &["of", "for", "at", "from"])
            || t > start
                && c.prose.tag(t) == Tag::ProperNoun
                && c.prose.tag(t - 1) == Tag::Noun
                && !c.is_headline(t)
            || super::phrase::is_weekday(c.lower(t));
        if stop {
            break;
        }
        t += 1;
    }
    t
}

/// What is reported before a tag: the quotation or clause that a token closes.
fn reported_before(c: &Clauses, before: usize, sentence: &Range<usize>) -> Option<Span> {
    let comma = c.prose.word(before) == ",";
    let closing = if c.closed_by(before).is_some() {
        Some(before)
    } else if comma && before > 0 && c.closed_by(before - 1).is_some() {
        Some(before - 1)
    } else {
        None
    };
    if let Some(mark) = closing {
        let q = c.closed_by(mark)?;
        // A quotation inside may close with it: «… then I go back to the mill,’ ” she said».
        let words = q.inner.of(&c.prose.text);
        let last = words
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '"' | '”'))
            .chars()
            .next_back()?;
        // "the “heroes” said": a term, not the end of what was said.
        if !comma && !matches!(last, ',' | '.' | '!' | '?' | '…' | '-' | '—' | ';') {
            return None;
        }
        let first = c.prose.tokens_in(q.span).start;
        let start = lead_in(c, first);
        return Some(c.span(start..mark + 1));
    }
    if !comma || before <= sentence.start {
        return None;
    }
    let start = skip_conjunction(c, clause_start(c, before, sentence));
    // A bare adverbial is no claim: "On Monday, the minister said".
    let clause = start..before;
    let finite = clause.clone().any(|t| c.is_finite(t));
    let adverbial = c.is(
        start,
        &[
            "in", "on", "at", "when", "after", "before", "while", "as", "if", "during", "since",
            "although", "though", "because", "asked", "speaking", "like", "by", "for", "with",
            "despite", "until", "once", "to",
        ],
    ) && !clause.clone().any(|t| c.prose.word(t) == ",");
    // Headlines' verbs hide as nouns; a tag that closes the sentence shows that something was said.
    let closes = || {
        clause.len() >= 4
            && sentence.end.saturating_sub(before) <= 5
            && !matches!(c.prose.tag(start), Tag::Preposition)
    };
    // "Not so, said Kell."
    let answer = clause.start == sentence.start
        && clause.len() <= 3
        && c.is(
            clause.start,
            &["not", "no", "yes", "never", "nonsense", "wrong", "true"],
        )
        && sentence.end.saturating_sub(before) <= 6;
    ((finite || answer || closes()) && (answer || clause.len() >= 2) && !adverbial)
        .then(|| c.span(clause))
}

/// Where the clause that a comma closes begins: the sentence's start, or behind an earlier tag of the same sentence.
fn clause_start(c: &Clauses, before: usize, sentence: &Range<usize>) -> usize {
    (sentence.start..before)
        .rev()
        .find(|&t| {
            matches!(c.prose.word(t), ";" | "—") || c.prose.word(t) == ":" && t > sentence.start
        })
        .map_or(sentence.start, |t| t + 1)
}

/// Words before a quotation in its own sentence belong to what is said: «Right now, the port is “closed for good,” she said».
fn lead_in(c: &Clauses, first: usize) -> usize {
    let sentence = c.sentence(first);
    if sentence.start >= first {
        return first;
    }
    let lead = sentence.start..first;
    let marks = lead
        .clone()
        .any(|t| c.quotation(t).is_some() || matches!(c.prose.word(t), ":" | ";" | "—"));
    let other = lead.clone().any(|t| {
        c.verb(t)
            .is_some_and(|v| v.class == Class::Speech && v.takes('q'))
    });
    if marks || other {
        return first;
    }
    skip_conjunction(c, sentence.start)
}

fn skip_conjunction(c: &Clauses, start: usize) -> usize {
    if c.is(start, &["but", "and", "yet", "still", "however"]) {
        let next = start + 1;
        if c.prose.word(next) == "," {
            next + 1
        } else {
            next
        }
    } else {
        start
    }
}

/// What is reported behind a tag in its own sentence: «…,” she said, “and it will stay so.”»
fn resumed(c: &Clauses, after: usize, sentence: &Range<usize>) -> Option<Span> {
    let comma = (after..sentence.end).find(|&t| c.prose.word(t) == "," || c.opens(t))?;
    let start = if c.opens(comma) { comma } else { comma + 1 };
    if start >= sentence.end {
        return None;
    }
    // Only a quotation, or a clause with a conjunction right behind a short tag, goes on with what was said.
    if c.opens(start) || comma == after && c.is(start, &["and", "but", "because", "so"]) {
        let end = c.clause_end(start);
        return (end > start).then(|| c.span(start..end));
    }
    None
}
