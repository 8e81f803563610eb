//! The words of a passage in the form in which quotations are compared.

use super::spelling;
use crate::facts::Quotation;
use crate::text::{Prose, Span, TokenKind};
use std::ops::Range;

/// One word. Contractions are two of them ("don't": "do", "not") over one span.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Lower case, straight apostrophes, American spelling, digits for small number words, no thousands separators.
    pub form: Box<str>,
    /// Byte range in its block's text.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
    /// Whether something was left out before it: an ellipsis, or words in brackets.
    pub gap: bool,
}

/// Reads the words of some tokens of a block and adds them to `out`.
pub fn read(
    prose: &Prose,
    quotations: &[Quotation],
    block: usize,
    tokens: Range<usize>,
    out: &mut Vec<Word>,
) {
    let mut gap = false;
    let mut bracket = false;
    let mut i = tokens.start;
    while i < tokens.end.min(prose.tokens.len()) {
        let span = prose.tokens[i].span;
        let word = prose.word(i);
        i += 1;
        if prose.kind(i - 1) == TokenKind::Mark {
            match word {
                "…" => gap = true,
                "." if prose.word(i) == "." => gap = true,
                // "[T]he": a letter in brackets belongs to its word.
                "[" if is_letter_in_brackets(prose, i) => {
                    let whole = span.join(prose.tokens[i + 2].span);
                    let form = format!("{}{}", prose.lower(i), prose.lower(i + 2));
                    push(&form, whole, block, quotations, &mut gap, out);
                    i += 3;
                }
                "[" => bracket = true,
                "]" => {
                    bracket = false;
                    gap = true;
                }
                "%" => push("percent", span, block, quotations, &mut gap, out),
                "&" => push("and", span, block, quotations, &mut gap, out),
                _ => {}
            }
            continue;
        }
        if bracket {
            continue;
        }
        let lower = prose.lower(i - 1);
        // What a transcript hears and a reporter leaves out.
        if matches!(
            &*lower,
            "uh" | "um" | "er" | "erm" | "uhm" | "hmm" | "ah" | "eh" | "mm"
        ) {
            continue;
        }
        if is_you_know(prose, i - 1) {
            i += 1;
            continue;
        }
        // "per cent" is one word elsewhere, "it's" two.
        if &*lower == "per" && &*prose.lower(i) == "cent" {
            let whole = prose.tokens.get(i).map_or(span, |t| span.join(t.span));
            push("percent", whole, block, quotations, &mut gap, out);
            i += 1;
            continue;
        }
        if &*lower == "'s" && i >= 2 && is_clitic(&prose.lower(i - 2)) {
            push("is", span, block, quotations, &mut gap, out);
            continue;
        }
        for part in lower.split('-').filter(|p| !p.is_empty()) {
            for form in expanded(part).into_iter().flatten() {
                push(form, span, block, quotations, &mut gap, out);
            }
        }
    }
}

/// Whether "you know" stands at a token between commas or at an end, where it means nothing.
fn is_you_know(prose: &Prose, token: usize) -> bool {
    let mark = |t: Option<usize>| {
        t.and_then(|t| prose.tokens.get(t))
            .is_none_or(|x| x.kind == TokenKind::Mark)
    };
    &*prose.lower(token) == "you"
        && &*prose.lower(token + 1) == "know"
        && prose.word(token + 2) == ","
        && mark(token.checked_sub(1))
}

/// Whether "'s" behind a word is "is", not a possessive.
fn is_clitic(lower: &str) -> bool {
    matches!(
        lower,
        "it" | "he" | "she" | "that" | "there" | "here" | "what" | "who" | "where" | "how" | "this"
    )
}

fn is_letter_in_brackets(prose: &Prose, letter: usize) -> bool {
    prose.word(letter).chars().count() == 1
        && prose.word(letter + 1) == "]"
        && prose
            .tokens
            .get(letter + 1)
            .zip(prose.tokens.get(letter + 2))
            .is_some_and(|(b, w)| b.span.end == w.span.start && w.kind == TokenKind::Word)
}

fn push(
    form: &str,
    span: Span,
    block: usize,
    quotations: &[Quotation],
    gap: &mut bool,
    out: &mut Vec<Word>,
) {
    let plain: Box<str> = if form.starts_with(|c: char| c.is_ascii_digit()) {
        form.replace(',', "").into()
    } else if let Some(digits) = small_number(form) {
        digits.into()
    } else {
        let stops = form.replace('.', "");
        let letters = if stops.is_ascii() {
            stops
        } else {
            deunicode::deunicode(&stops)
        };
        spelling::american(&letters).into()
    };
    out.push(Word {
        form: plain,
        span,
        block,
        quoted: quotations.iter().any(|q| q.inner.covers(span)),
        gap: std::mem::take(gap),
    });
}

/// A contraction's two words, or the word itself.
fn expanded(lower: &str) -> [Option<&str>; 2] {
    match lower {
        "can't" | "cannot" => return [Some("can"), Some("not")],
        "won't" => return [Some("will"), Some("not")],
        "shan't" => return [Some("shall"), Some("not")],
        "ain't" => return [Some("is"), Some("not")],
        "gonna" => return [Some("going"), Some("to")],
        "wanna" => return [Some("want"), Some("to")],
        "per" => return [Some("per"), None],
        _ => {}
    }
    for (ending, full) in [
        ("n't", "not"),
        ("'re", "are"),
        ("'m", "am"),
        ("'ll", "will"),
        ("'ve", "have"),
    ] {
        if let Some(base) = lower.strip_suffix(ending).filter(|b| !b.is_empty()) {
            return [Some(base), Some(full)];
        }
        if lower == ending {
            return [Some(full), None];
        }
    }
    [Some(lower), None]
}

fn small_number(lower: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 12] = [
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
        ("twenty", "20"),
    ];
    WORDS.iter().find(|(w, _)| *w == lower).map(|(_, d)| *d)
}
