//! "According to", "in the words of", "as X put it", "reportedly", headlines with a colon.

use super::Attribution;
use super::cues::Class;
use super::phrase::Clauses;
use crate::text::{Span, Tag};
use std::ops::Range;

/// Adverbs that credit without naming anybody.
pub const HEARSAY: [&str; 7] = [
    "reportedly",
    "allegedly",
    "purportedly",
    "supposedly",
    "apparently",
    "ostensibly",
    "seemingly",
];

/// The words that the other forms begin with.
pub const CUES: [&str; 5] = ["according", "in", "under", "per", "as"];

/// Reads such a form whose cue begins at a token.
pub fn read(c: &Clauses, token: usize) -> Option<Attribution> {
    let colon_here = c.prose.word(token) == ":";
    if !colon_here && !c.is(token, &CUES) && !c.is(token, &HEARSAY) {
        return None;
    }
    let sentence = c.sentence(token);
    if c.is(token, &["according"]) && c.is(token + 1, &["to"]) {
        return framed(c, token, token + 2, &sentence);
    }
    if c.is(token, &["in"])
        && c.is(token + 1, &["the"])
        && c.is(token + 2, &["words", "opinion", "view", "eyes"])
        && c.is(token + 3, &["of"])
    {
        return framed(c, token, token + 4, &sentence);
    }
    if c.is(token, &["per"])
        && c.prose.word(token.wrapping_sub(1)) == ","
        && !matches!(c.prose.tag(token + 1), Tag::Noun | Tag::Numeral)
    {
        return framed(c, token, token + 1, &sentence);
    }
    if token == sentence.start && c.is(token, &["in", "under"]) {
        return document(c, token, &sentence);
    }
    if c.is(token, &["as"]) {
        return as_far(c, token, &sentence).or_else(|| as_put(c, token, &sentence));
    }
    if HEARSAY.contains(&c.lower(token)) {
        return hearsay(c, token, &sentence);
    }
    colon_here.then(|| colon(c, token, &sentence))?
}

/// A frame around or behind its content: "According to X, …", "…, according to X".
fn framed(
    c: &Clauses,
    token: usize,
    source: usize,
    sentence: &Range<usize>,
) -> Option<Attribution> {
    let end = source_end(c, source, sentence);
    if end == source {
        return None;
    }
    let before = token.checked_sub(1).filter(|&b| b >= sentence.start);
    let leads = before.is_none_or(|b| {
        c.is(b, &["but", "and", "yet"])
            || c.opens(b) && !c.together(b, token)
            || c.quotation(token).is_some() && c.opens(b)
    });
    let mut content = Vec::new();
    if leads {
        // "According to X, who …, the port is closed": content begins behind the last comma of the apposition.
        let mut comma = end;
        while comma < sentence.end && c.prose.word(comma) != "," {
            comma += 1;
        }
        let start = behind_apposition(c, comma, sentence);
        if start >= sentence.end {
            return None;
        }
        content.push(c.span(start..c.clause_end(start).max(start)));
    } else if let Some(b) = before {
        let last = if c.prose.word(b) == "," { b } else { b + 1 };
        if c.is(b, &["and", "but"]) || last <= sentence.start {
            return None;
        }
        let start = start_of_clause(c, last, sentence);
        let start = match c
            .quotation(last - 1)
            .filter(|_| c.closed_by(last - 1).is_some())
        {
            Some(q) => c.prose.tokens_in(q.span).start.min(start),
            None => start,
        };
        content.push(c.span(start..last));
        // "The port, according to X, is closed."
        if c.prose.word(end) == ","
            && end + 1 < sentence.end
            && !matches!(c.prose.tag(end + 1), Tag::Determiner | Tag::Pronoun)
            && c.is_finite(end + 1)
        {
            let rest = c.clause_end(end + 1);
            content.push(c.span(end + 1..rest));
        }
    }
    Some(Attribution {
        source: Some(c.span(source..end)),
        class: Class::Speech,
        cue: c.span(token..source),
        content,
    })
}

/// "In a Gallup poll, …", "Under the new law, …": a document that says it.
fn document(c: &Clauses, token: usize, sentence: &Range<usize>) -> Option<Attribution> {
    let end = (token + 1..sentence.end.min(token + 11)).find(|&t| c.prose.word(t) == ",")?;
    let head = c.phrase_end(token + 1, end).checked_sub(1)?;
    let documents: &[&str] = if c.is(token, &["in"]) {
        &[
            "poll",
            "polls",
            "surveys",
            "survey",
            "report",
            "study",
            "memo",
            "letter",
            "statement",
            "filing",
            "lawsuit",
        ]
    } else {
        &[
            "law",
            "laws",
            "rule",
            "rules",
            "regulation",
            "bill",
            "plan",
            "proposal",
            "agreement",
        ]
    };
    if !c.is(head, documents) || c.opens(end + 1) {
        return None;
    }
    let content = end + 1..c.clause_end((end + 1).min(sentence.end.saturating_sub(1)));
    // Of a poll what people say there is what it shows; of a letter it is who writes.
    let poll = c.is(head, &["poll", "polls", "survey", "surveys"]);
    (content.len() >= 3
        && content.clone().any(|t| c.is_finite(t))
        && (poll
            || !content
                .clone()
                .any(|t| c.verb(t).is_some_and(|v| v.takes('q')))))
    .then(|| Attribution {
        source: Some(c.span(token + 1..end)),
        class: Class::Evidence,
        cue: c.span(token..token + 1),
        content: vec![c.span(content)],
    })
}

/// Who is named behind "according to": to the comma, the full stop or the next clause.
fn source_end(c: &Clauses, start: usize, sentence: &Range<usize>) -> usize {
    let mut t = start;
    while t < sentence.end && c.together(t, start) {
        let word = c.prose.word(t);
        let stop = matches!(word, "," | ";" | "—" | ":" | "!" | "?")
            || word == "." && t + 1 >= sentence.end
            || c.is(t, &["which", "who", "that", "and", "but", "while"])
                && t > start
                && !c.is(t, &["and"])
            || c.is(t, &["and"])
                && !matches!(
                    c.prose.tag(t + 1),
                    Tag::ProperNoun | Tag::Noun | Tag::Determiner
                );
        if stop {
            break;
        }
        t += 1;
    }
    t
}

/// Skips "…, a farmer, " behind a name: where the clause proper begins.
fn behind_apposition(c: &Clauses, comma: usize, sentence: &Range<usize>) -> usize {
    let start = comma + 1;
    let second = (start..sentence.end.min(start + 16)).find(|&t| c.prose.word(t) == ",");
    if let Some(second) = second {
        let apposition = c.is(start, &["a", "an", "the", "who", "which", "whose"])
            && !(start + 1..second)
                .any(|t| c.is_finite(t) && !c.is(start, &["who", "which", "whose"]))
            || c.is(start, &["who", "which", "whose"]);
        if apposition {
            return second + 1;
        }
    }
    start
}

/// Where the clause that ends before `end` begins.
fn start_of_clause(c: &Clauses, end: usize, sentence: &Range<usize>) -> usize {
    let mut start = (sentence.start..end)
        .rev()
        .find(|&t| matches!(c.prose.word(t), ";" | "—"))
        .map_or(sentence.start, |t| t + 1);
    if c.is(start, &["but", "and", "yet"]) {
        start += 1;
    }
    start
}

/// "As Rivera put it, …", "as the council noted".
fn as_put(c: &Clauses, token: usize, sentence: &Range<usize>) -> Option<Attribution> {
    let verb = (token + 1..sentence.end.min(token + 10))
        .find(|&t| c.verb(t).is_some() || c.is(t, &["put", "puts"]))?;
    let put = c.is(verb, &["put", "puts"]) && c.is(verb + 1, &["it"]);
    if !put && !c.verb(verb).is_some_and(|v| v.takes('q') && v.takes('t')) {
        return None;
    }
    let source = c
        .subject_before(c.group(verb).start)
        .filter(|s| s.start > token)?;
    let after = if put { verb + 2 } else { verb + 1 };
    let leads = token == sentence.start || c.is(token.wrapping_sub(1), &["but", "and"]);
    let mut rest = None;
    let content = if leads {
        let comma = (after..sentence.end.min(after + 10))
            .find(|&t| matches!(c.prose.word(t), "," | ":"))?;
        let start = comma + 1;
        let end = c.clause_end(start);
        (end > start).then(|| c.span(start..end))?
    } else if c.prose.word(token - 1) == ","
        && (after >= sentence.end || matches!(c.prose.word(after), "." | "," | "!"))
    {
        // "The dam, as the board put it, will hold."
        let next = after + 1;
        if c.prose.word(after) == "," && next < sentence.end && c.is_finite(next) {
            rest = Some(c.span(next..c.clause_end(next))).filter(|r| !r.is_empty());
        }
        c.span(start_of_clause(c, token - 1, sentence)..token - 1)
    } else {
        return None;
    };
    Some(Attribution {
        source: Some(c.span(source)),
        class: Class::Speech,
        cue: c.span(token..after),
        content: std::iter::once(content).chain(rest).collect(),
    })
}

/// "As far as Rivera knows, the dam will hold": who knows no more than that.
fn as_far(c: &Clauses, token: usize, sentence: &Range<usize>) -> Option<Attribution> {
    if token != sentence.start || !c.is(token + 1, &["far"]) || !c.is(token + 2, &["as"]) {
        return None;
    }
    let comma = (token + 4..sentence.end.min(token + 16)).find(|&t| c.prose.word(t) == ",")?;
    let verb = comma - 1;
    let copula = c.is(verb, &["aware"]) && c.is(verb - 1, &["is", "are", "was", "were"]);
    let knows = copula || c.is(verb, &["know", "knows", "knew"]);
    let cue = if copula { verb - 1 } else { verb };
    let end = c.clause_end(comma + 1);
    (knows && cue > token + 3 && end > comma + 1).then(|| Attribution {
        source: Some(c.span(token + 3..cue)),
        class: Class::Speech,
        cue: c.span(cue..comma),
        content: vec![c.span(comma + 1..end)],
    })
}

/// "The company has reportedly sold it": the clause on both sides of the adverb.
fn hearsay(c: &Clauses, token: usize, sentence: &Range<usize>) -> Option<Attribution> {
    let subject = c
        .subject_before(auxiliary_before(c, token, sentence))
        .filter(|s| s.start >= sentence.start);
    let mut start = token + 1;
    if c.prose.word(start) == "," {
        start += 1;
    }
    let end = c.clause_end(start.min(sentence.end.saturating_sub(1)));
    let mut content: Vec<Span> = Vec::new();
    if let Some(subject) = subject {
        content.push(c.span(subject.start..token));
    }
    if end > start {
        content.push(c.span(start..end));
    }
    Some(Attribution {
        source: None,
        class: Class::Speech,
        cue: c.span(token..token + 1),
        content,
    })
}

fn auxiliary_before(c: &Clauses, token: usize, sentence: &Range<usize>) -> usize {
    let mut t = token;
    while t > sentence.start && c.prose.tag(t - 1) == Tag::Auxiliary {
        t -= 1;
    }
    t
}

/// "Poll: Voters want change", "Ana Rivera: I would sell the mill": a headline that names its source; "More from Ana Rivera: “…”".
fn colon(c: &Clauses, token: usize, sentence: &Range<usize>) -> Option<Attribution> {
    let start = token + 1;
    if start >= sentence.end {
        return None;
    }
    let named = |t: usize| c.is_word(t) && c.prose.word(t).starts_with(char::is_uppercase);
    let whole = sentence.start == 0 && sentence.end == c.prose.tokens.len();
    let all = token - sentence.start <= 5 && (sentence.start..token).all(named);
    let speaks = c.is(
        start,
        &[
            "i", "i'd", "i'm", "i'll", "i've", "we", "we'll", "we're", "my", "our",
        ],
    );
    let headline = whole && all && (c.is_headline(sentence.start) || speaks);
    let source = if headline {
        sentence.start..token
    } else {
        if !c.opens(start)
            || (sentence.start..token).any(|t| c.verb(t).is_some_and(|v| v.takes('q')))
        {
            return None;
        }
        // "Rivera, 43, of Selm: “…”": all of it where nothing else is told.
        let whole = named(sentence.start)
            && token - sentence.start <= 10
            && !(sentence.start..token).any(|t| c.is_finite(t) || c.quotation(t).is_some())
            && c.prose.word(sentence.start + 1).starts_with([',', '(']);
        let mut first = token;
        while !whole
            && first > sentence.start
            && (named(first - 1)
                || first < token && c.is(first - 1, &["and", "of", "the", "for", ".", "de", "van"]))
        {
            first -= 1;
        }
        while first < token && !named(first) {
            first += 1;
        }
        if whole {
            sentence.start..token
        } else {
            first..token
        }
    };
    if source.is_empty() || source.len() > 10 {
        return None;
    }
    let end = c.clause_end(start);
    (end > start).then(|| Attribution {
        source: Some(c.span(source)),
        class: Class::Speech,
        cue: c.span(token..token + 1),
        content: vec![c.span(start..end)],
    })
}
