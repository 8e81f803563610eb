//! What was read in a document, for people: a list a kind, a line a fact.

use super::text::{counted, place};
use crate::facts::document::{FactId, fold_blanks};
use crate::facts::{BlockFacts, DocumentFacts, Figure};
use crate::text::Span;
use anstyle::{AnsiColor, Style};
use rust_decimal::Decimal;
use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const HEAD: Style = Style::new().bold();
const PLACE: Style = AnsiColor::BrightBlue.on_default();
/// Columns of the words of a fact; longer words are cropped.
const WORDS: usize = 34;

/// One line: where, the words, what was understood.
struct Line {
    at: usize,
    words: String,
    read: Vec<String>,
}

/// All facts of a document.
pub fn facts(facts: &DocumentFacts) -> String {
    let kinds = [
        ("figure", figures(facts)),
        ("date", dates(facts)),
        ("name", names(facts)),
        ("quotation", quotations(facts)),
        ("attribution", attributions(facts)),
    ];
    let counts: Vec<String> = kinds
        .iter()
        .map(|(noun, lines)| counted(lines.len(), noun))
        .collect();
    let mut out = format!("{}: {}\n", facts.document.path.display(), counts.join(", "));
    for (noun, lines) in kinds.iter().filter(|(_, lines)| !lines.is_empty()) {
        let (first, rest) = noun.split_at(1);
        let _ = writeln!(out, "\n{HEAD}{}{rest}s{HEAD:#}", first.to_uppercase());
        for line in lines {
            let (row, column) = place(&facts.document, line.at);
            let at = format!("{row}:{column}");
            let words = crop(&line.words, WORDS);
            let pad = " ".repeat(WORDS.saturating_sub(words.width()));
            let text = format!("{words}{pad}  {}", line.read.join(" · "));
            let _ = writeln!(out, "{PLACE}{at:>7}{PLACE:#}  {}", text.trim_end());
        }
    }
    out
}

/// The facts of one kind, all blocks, in order of the document.
fn each<'a, T: 'a>(
    facts: &'a DocumentFacts,
    list: impl Fn(&'a BlockFacts) -> &'a [T],
    line: impl Fn(FactId, &'a BlockFacts, &'a T) -> Line,
) -> Vec<Line> {
    let mut out = Vec::new();
    for (block, b) in facts.blocks.iter().enumerate() {
        for (index, fact) in list(b).iter().enumerate() {
            out.push(line(FactId { block, index }, b, fact));
        }
    }
    out
}

fn words(block: &BlockFacts, span: Span) -> String {
    fold_blanks(span.of(&block.prose.text))
}

fn figures(facts: &DocumentFacts) -> Vec<Line> {
    let line = |block: usize, b: &BlockFacts, f: &Figure| {
        let mut read = vec![value(f)];
        read.extend(f.unit.as_ref().map(|u| u.name.clone()));
        read.extend((!f.measure.head.is_empty()).then(|| f.measure.head.clone()));
        read.extend(facts.holder(block, f.number));
        Line {
            at: facts.in_file(block, f.span).start,
            words: words(b, f.span),
            read,
        }
    };
    let blocks = facts.blocks.iter().enumerate();
    blocks
        .flat_map(|(i, b)| b.quantities().map(move |f| line(i, b, f)))
        .collect()
}

fn dates(facts: &DocumentFacts) -> Vec<Line> {
    each(
        facts,
        |b| &b.dates,
        |id, b, d| Line {
            at: facts.in_file(id.block, d.span).start,
            words: words(b, d.span),
            read: vec![d.iso()],
        },
    )
}

fn names(facts: &DocumentFacts) -> Vec<Line> {
    let mut out = each(
        facts,
        |b| &b.names,
        |id, _, n| {
            let mut read = vec![n.kind.as_str().to_owned()];
            read.extend(
                facts
                    .entity_of(id)
                    .map(|e| e.canonical.clone())
                    .filter(|c| *c != n.text),
            );
            read.extend(n.role.as_ref().map(|r| r.text.clone()));
            Line {
                at: facts.in_file(id.block, n.span).start,
                words: n.text.clone(),
                read,
            }
        },
    );
    let titled = facts.titled().iter().filter_map(|t| {
        Some(Line {
            at: facts.in_file(t.block, t.span).start,
            words: words(facts.blocks.get(t.block)?, t.span),
            read: vec![facts.canonical_of(t.bearer)?.to_owned()],
        })
    });
    out.extend(titled);
    out.sort_by_key(|line| line.at);
    out
}

fn quotations(facts: &DocumentFacts) -> Vec<Line> {
    each(
        facts,
        |b| &b.quotations,
        |id, b, q| {
            let mut read: Vec<String> = q.speaker.map(|s| words(b, s)).into_iter().collect();
            read.extend((!q.closed).then(|| "no closing mark".to_owned()));
            Line {
                at: facts.in_file(id.block, q.span).start,
                words: words(b, q.inner),
                read,
            }
        },
    )
}

fn attributions(facts: &DocumentFacts) -> Vec<Line> {
    let mut out = each(
        facts,
        |b| &b.attributions,
        |id, b, a| {
            let content: Vec<String> = a.content.iter().map(|&c| words(b, c)).collect();
            Line {
                at: facts.in_file(id.block, a.cue).start,
                words: a
                    .source
                    .map_or_else(|| "nobody named".to_owned(), |s| words(b, s)),
                read: vec![words(b, a.cue), crop(&content.join(" … "), 2 * WORDS)],
            }
        },
    );
    out.extend(facts.labelled().map(|(turn, block, label, cue)| {
        let text = |block: usize, span: Span| fold_blanks(facts.text(block, span));
        Line {
            at: facts.in_file(turn.block, turn.words).start,
            words: text(block, label),
            read: vec![
                text(block, cue),
                crop(&text(turn.block, turn.words), 2 * WORDS),
            ],
        }
    }));
    out.sort_by_key(|line| line.at);
    out
}

/// "13,000", or the interval where a hedge makes it one.
fn value(figure: &Figure) -> String {
    let (value, low, high) = (figure.value, figure.low, figure.high);
    match (low, high) {
        (Some(low), Some(high)) if low == high => grouped(value),
        (Some(low), Some(high)) => {
            format!("{} ({} to {})", grouped(value), grouped(low), grouped(high))
        }
        (Some(low), None) => format!("{} ({} or more)", grouped(value), grouped(low)),
        (None, Some(high)) => format!("{} ({} or less)", grouped(value), grouped(high)),
        (None, None) => grouped(value),
    }
}

/// With commas between thousands.
fn grouped(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_str()), |d| ("-", d));
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out + rest
}

/// At most `width` columns, with an ellipsis where something was left out.
fn crop(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    // By grapheme: a heart with its variation selector is wider than its characters.
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used >= width {
            break;
        }
        out.push_str(grapheme);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cropped_fits() {
        for text in ["❤️".repeat(40), "ẹ́".repeat(80), "漢字".repeat(40)] {
            for width in 1..12 {
                assert!(crop(&text, width).width() <= width, "{text} {width}");
            }
        }
    }

    #[test]
    fn thousands_are_grouped() {
        for (value, text) in [
            ("13000", "13,000"),
            ("999", "999"),
            ("-1234567.50", "-1,234,567.5"),
            ("0.25", "0.25"),
        ] {
            assert_eq!(grouped(value.parse().unwrap()), text);
        }
    }

    #[test]
    fn long_words_are_cropped_by_columns() {
        assert_eq!(crop("twelve boats", 7), "twelve…");
        assert_eq!(crop("漢字漢字", 5), "漢字…");
        assert_eq!(crop("boats", 5), "boats");
    }
}
