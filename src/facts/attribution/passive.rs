//! Verbs whose subject is not who says it: passives with and without an auxiliary, and verbs whose object feels it.

use super::Attribution;
use super::cues::Verb;
use super::phrase::{Clauses, is_weekday};
use super::reported::{before_comma, has_clause, skip_adverbials};
use crate::text::Tag;
use crate::text::lexicon::VerbForm;
use std::ops::Range;

/// "The storm worried the farmers", "it amazes her that the dam held": who feels it is the object.
pub fn felt(
    c: &Clauses,
    token: usize,
    verb: Verb,
    subject: Option<Range<usize>>,
    sentence: &Range<usize>,
) -> Option<Attribution> {
    let subject = subject?;
    let end = c.phrase_end(token + 1, sentence.end);
    let group = c.group(token);
    // "a stunning victory": an adjective.
    if verb.form == VerbForm::Gerund && c.prose.tag(token.saturating_sub(1)) != Tag::Auxiliary {
        return None;
    }
    if end == token + 1 || c.is(token + 1, &["that", "about", "it"]) || group.infinitive {
        return None;
    }
    let dummy = subject.len() == 1 && c.is(subject.start, &["it"]);
    let content = if dummy {
        if !c.is(end, &["that", "how", "to", "when"]) {
            return None;
        }
        end..c.clause_end(end)
    } else {
        subject
    };
    Some(Attribution {
        source: Some(c.span(token + 1..end)),
        class: verb.class,
        cue: c.span(group.start..token + 1),
        content: vec![c.span(content)],
    })
}

/// "the plan, backed by farmers", "a loss first reported by the Courier", "Asked by Rivera about the dam, …".
pub fn reduced(
    c: &Clauses,
    token: usize,
    verb: Verb,
    sentence: &Range<usize>,
) -> Option<Attribution> {
    if verb.form != VerbForm::Past || !c.is(token + 1, &["by"]) {
        return None;
    }
    let first = token + 2;
    let end = c.phrase_end(first, sentence.end);
    // "said by telephone", "warned by Monday": no agent.
    let means = c.is(
        first,
        &[
            "telephone",
            "phone",
            "email",
            "e-mail",
            "letter",
            "hand",
            "text",
            "video",
            "fax",
            "post",
            "mail",
            "way",
            "default",
            "now",
            "then",
        ],
    ) || is_weekday(c.lower(first))
        || c.prose.tag(first) == Tag::Numeral
        || c.lower(first).ends_with("ing");
    if end == first || means {
        return None;
    }
    let mut opens = token;
    while opens > sentence.start && c.prose.tag(opens - 1) == Tag::Adverb {
        opens -= 1;
    }
    let opens = opens == sentence.start
        || c.is(opens - 1, &["when", "if", "as", "once"]) && opens - 1 == sentence.start;
    let content = if opens {
        let about = behind_apposition(c, end, sentence);
        if !c.is(
            about,
            &["about", "on", "over", "whether", "if", "how", "why", "what"],
        ) {
            return None;
        }
        let last = before_comma(c, about, c.clause_end(about));
        about..last
    } else {
        let mut last = token;
        while last > sentence.start && c.prose.tag(last - 1) == Tag::Adverb {
            last -= 1;
        }
        if last > sentence.start && c.prose.word(last - 1) == "," {
            last -= 1;
        }
        let noun = c.subject_before(last)?;
        if !(verb.takes('n') || verb.takes('t') && verb.takes('q')) {
            return None;
        }
        noun
    };
    (!content.is_empty()).then(|| Attribution {
        source: Some(c.span(first..end)),
        class: verb.class,
        cue: c.span(token..first),
        content: vec![c.span(content)],
    })
}

/// Skips "…, the mayor of Selm," behind an agent.
fn behind_apposition(c: &Clauses, end: usize, sentence: &Range<usize>) -> usize {
    if c.prose.word(end) != "," {
        return end;
    }
    (end + 1..sentence.end.min(end + 12))
        .find(|&t| c.prose.word(t) == ",")
        .map_or(end, |t| t + 1)
}

/// "was accused of", "is expected to", "it was reported that", "were told the port would close".
pub fn read(
    c: &Clauses,
    token: usize,
    verb: Verb,
    group: usize,
    subject: Option<Range<usize>>,
    sentence: &Range<usize>,
) -> Option<Attribution> {
    let mut t = token + 1;
    let mut source = None;
    if c.is(t, &["by"]) {
        let end = c.phrase_end(t + 1, sentence.end);
        if end > t + 1 {
            source = Some(c.span(t + 1..end));
            t = end;
        }
    }
    let mut t = skip_adverbials(c, t, sentence);
    let about = behind_apposition(c, t, sentence);
    if source.is_some()
        && c.is(
            about,
            &["about", "on", "over", "whether", "if", "how", "why"],
        )
    {
        t = about;
    }
    let cue = c.span(group..token + 1);
    let dummy = subject
        .as_ref()
        .is_some_and(|s| c.is(s.start, &["it"]) && s.len() == 1);
    let told = verb.takes('o');
    let clause = c.opens(t)
        || c.is(t, &["that", "to", "whether", "if", "how", "what", "why"])
        || !told && c.is(t, &["as", "of", "for", "about", "with"])
        || (source.is_some() || told) && c.is(t, &["about", "on", "over"])
        || told
            && t < sentence.end
            && has_clause(c, t, sentence)
            && c.is_word(t)
            && c.prose.tag(t) != Tag::Preposition;
    let content_from = clause.then_some(t);
    let Some(from) = content_from else {
        // "The plan was criticised by farmers": the subject is what it is about.
        let (source, subject) = (source?, subject?);
        return verb.takes('n').then(|| Attribution {
            source: Some(source),
            class: verb.class,
            cue,
            content: vec![c.span(subject)],
        });
    };
    let end = c.clause_end(from);
    if end <= from {
        return None;
    }
    // "was seen as a threat by farmers": the agent stands last.
    if source.is_none() && c.is(from, &["as"]) {
        let by = (from + 1..end).rev().find(|&x| c.is(x, &["by"]));
        source = by.and_then(|by| {
            let last = c.phrase_end(by + 1, end);
            (last > by + 1 && !c.is_word(last)).then(|| c.span(by + 1..last))
        });
    }
    let mut content = Vec::new();
    if !dummy && !told {
        content.extend(subject.map(|s| c.span(s)));
    }
    content.push(c.span(from..end));
    Some(Attribution {
        source,
        class: verb.class,
        cue,
        content,
    })
}
