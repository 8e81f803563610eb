//! Labels of a transcript: who speaks, at the head of a line: "IVO KRAL:", "Mr Kral:", "Q:".

use crate::facts::name::gazetteer;
use crate::text::{BlockKind, Prose, Span, TokenKind, lexicon};

/// Longest label, in bytes: a name with an office or a party.
const LONGEST: usize = 60;
/// Most words of a label, what stands in brackets left out.
const MOST_WORDS: usize = 5;

/// Offices whose bearers are labelled without a name.
const OFFICES: [&str; 22] = [
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "moderator",
    "interviewer",
    "host",
    "judge",
    "court",
    "prosecutor",
    "prosecution",
    "defence",
    "defense",
    "counsel",
    "clerk",
    "operator",
    "witness",
    "coroner",
    "presenter",
    "speaker",
    "mayor",
    "president",
];

/// How far a label alone proves that somebody speaks behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// "Q", "Question": who asks.
    Question,
    /// "A", "Answer": who answers.
    Answer,
    /// A person by title, given name or full name in capitals, or an office.
    Somebody,
    /// One word, not in common use: "Kral", or a town.
    Word,
    /// Anything else before a colon: in a transcript somebody else may speak behind it, but nobody knows who.
    Unclear,
}

/// A label and what it stands before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label {
    /// Who speaks, as written.
    pub speaker: Span,
    /// The words behind it, to the next label or the end of the block; empty where the label fills its block.
    pub words: Span,
    /// What it looks like.
    pub form: Form,
}

/// The labels of a block. Behind a line without one only a line that follows a full stop may have one.
pub fn read(prose: &Prose, kind: BlockKind) -> Vec<Label> {
    let text = &*prose.text;
    let mut out: Vec<Label> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let here = Span::new(start, start + line.len());
        start = here.end;
        let first = text[..here.start].trim().is_empty();
        let ended = || {
            text[..here.start]
                .trim_end()
                .ends_with(['.', '!', '?', ')', ']', '”', '"', ':', '…'])
        };
        if !first && (out.is_empty() || !ended()) {
            continue;
        }
        if let Some(label) =
            before_colon(text, here).or_else(|| alone(text, here, kind).filter(|_| first))
        {
            if let Some(last) = out.last_mut() {
                last.words.end = here.start.max(last.words.start);
            }
            out.push(Label {
                words: Span::new(label.words.start, text.len()).trimmed(text),
                ..label
            });
        }
    }
    for label in &mut out {
        label.words = label.words.trimmed(text);
    }
    out
}

/// Whether some words are spoken by somebody who says "I" or "we".
pub fn is_personal(prose: &Prose, words: Span, quoted: impl Fn(Span) -> bool) -> bool {
    prose.tokens_in(words).any(|t| {
        let is = || matches!(&*prose.lower(t), "i" | "we" | "my" | "our" | "me" | "us");
        // "World War I" is a number.
        let numbered = || {
            prose.word(t) == "I"
                && t > 1
                && prose.word(t - 1).starts_with(char::is_uppercase)
                && prose.word(t - 2).starts_with(char::is_uppercase)
        };
        let meant = || prose.word(t) != "US" && !numbered() && !quoted(prose.tokens[t].span);
        let short = prose.tokens[t].span.len() <= 3 && prose.kind(t) == TokenKind::Word;
        short && is() && meant()
    })
}

/// "IVO KRAL: …"
fn before_colon(text: &str, line: Span) -> Option<Label> {
    let body = line.of(text);
    let colon = body.bytes().take(LONGEST + 1).position(|b| b == b':')?;
    let behind = body[colon + 1..].chars().next();
    behind.is_none_or(char::is_whitespace).then_some(())?;
    let speaker = Span::new(line.start, line.start + colon).trimmed(text);
    Some(Label {
        speaker,
        words: Span::new(line.start + colon + 1, line.end),
        form: form(speaker.of(text)).or_else(|| unclear(speaker.of(text)))?,
    })
}

/// "THE SECRETARY OF STATE FOR HEALTH (JOHN HARDWICK)", "Tom Reyes, County Engineer", "SPEAKER 1".
fn unclear(label: &str) -> Option<Form> {
    let begins = label.starts_with(char::is_uppercase);
    (begins && !label.contains(['!', '?', '“', '"', ';'])).then_some(Form::Unclear)
}

/// "IVO KRAL" on a line of its own.
fn alone(text: &str, line: Span, kind: BlockKind) -> Option<Label> {
    let speaker = line.trimmed(text);
    let name = speaker.of(text);
    let plain = matches!(kind, BlockKind::Paragraph | BlockKind::Heading)
        && name.len() <= LONGEST
        && !name.ends_with(['.', '!', '?', ',', ';']);
    if !plain || !name.contains(' ') {
        return None;
    }
    let form = form(name).filter(|f| *f == Form::Somebody)?;
    Some(Label {
        speaker,
        words: Span::new(line.end, line.end),
        form,
    })
}

/// What the words before a colon look like; `None` where they label no speaker.
fn form(label: &str) -> Option<Form> {
    match label.trim_end_matches('.') {
        "Q" | "Question" | "QUESTION" => return Some(Form::Question),
        "A" | "Answer" | "ANSWER" => return Some(Form::Answer),
        _ => {}
    }
    // "KRAL (Reform):"
    let name = label.split('(').next()?.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let named = |w: &&str| {
        w.starts_with(char::is_uppercase)
            || matches!(*w, "de" | "van" | "von" | "der" | "al" | "bin" | "la")
    };
    let letters = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | ' ' | ',');
    if words.is_empty()
        || words.len() > MOST_WORDS
        || !words.iter().all(named)
        || !name.chars().all(letters)
    {
        return None;
    }
    let lower: Vec<String> = (words.iter())
        .map(|w| w.trim_matches(['.', ',']).to_lowercase())
        .collect();
    let last = lower.last()?;
    let whole = lower.join(" ");
    if !gazetteer::countries_of(&whole).is_empty()
        || gazetteer::organizations_of(&whole).next().is_some()
    {
        return None;
    }
    let office = lower
        .iter()
        .all(|w| w == "the" || OFFICES.contains(&w.as_str()));
    if office {
        return Some(Form::Somebody);
    }
    let titled = gazetteer::is_title(lower.first()?)
        && words.len() > 1
        && lexicon::closed_class(last).is_none();
    let common = |w: &String| lexicon::is_common_word(w);
    let given = words.len() > 1 && gazetteer::is_given_name(lower.first()?);
    let capitals = words.len() > 1 && !name.chars().any(char::is_lowercase);
    let shouted = capitals && (given || !lower.iter().any(common));
    let given = given && !common(last);
    if titled || shouted || given {
        return Some(Form::Somebody);
    }
    let word = words.len() == 1 && last.chars().count() > 2 && !common(last);
    let calendar = lexicon::is_month(last) || lexicon::is_weekday(last);
    (word && !calendar).then_some(Form::Word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<(String, String, Form)> {
        let prose = Prose::read(text);
        (read(&prose, BlockKind::Paragraph).iter())
            .filter(|l| l.form != Form::Unclear)
            .map(|l| {
                (
                    l.speaker.of(text).to_owned(),
                    l.words.of(text).to_owned(),
                    l.form,
                )
            })
            .collect()
    }

    /// A text with the speaker, words and form of each of its labels.
    type Row<'a> = (&'a str, &'a [(&'a str, &'a str, Form)]);

    #[test]
    fn who_speaks() {
        let rows: [Row; 9] = [
            (
                "IVO KRAL: I thank the chair.",
                &[("IVO KRAL", "I thank the chair.", Form::Somebody)],
            ),
            ("Mr Kral: No.", &[("Mr Kral", "No.", Form::Somebody)]),
            (
                "THE CHAIR: Order.",
                &[("THE CHAIR", "Order.", Form::Somebody)],
            ),
            (
                "KRAL (Reform): No.",
                &[("KRAL (Reform)", "No.", Form::Word)],
            ),
            (
                "Kral: We will not.",
                &[("Kral", "We will not.", Form::Word)],
            ),
            (
                "Q: Why?\nA: We had to.",
                &[
                    ("Q", "Why?", Form::Question),
                    ("A", "We had to.", Form::Answer),
                ],
            ),
            ("Maria Kral:", &[("Maria Kral", "", Form::Somebody)]),
            ("IVO KRAL", &[("IVO KRAL", "", Form::Somebody)]),
            (
                "IVO KRAL\nI thank the chair.",
                &[("IVO KRAL", "I thank the chair.", Form::Somebody)],
            ),
        ];
        for (text, expected) in rows {
            let expected: Vec<_> = (expected.iter())
                .map(|(s, w, f)| (s.to_string(), w.to_string(), *f))
                .collect();
            assert_eq!(labels(text), expected, "{text}");
        }
    }

    #[test]
    fn other_words_before_a_colon_label_nobody() {
        let rows = [
            "Update: The road is open.",
            "Note: We close at five.",
            "BREAKING NEWS: The dam holds.",
            "LONDON: The bank opened.",
            "France: We look at the vote.",
            "Monday: We open.",
            "Opening Hours: from nine",
            "The mayor said: we will not.",
            "At 10:30 we left.",
            "We know one thing: nobody came.",
            "IVO KRAL.",
            "https://example.org",
        ];
        for text in rows {
            assert_eq!(labels(text), [], "{text}");
        }
    }
}
