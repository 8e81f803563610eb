//! Plain text: a paragraph a line, or hard-wrapped lines between blank ones.

use super::{Cut, Read};
use crate::text::{BlockKind, Span};

/// Lines longer than this are never the lines of a wrapped paragraph.
const WIDEST: usize = 100;
/// A wrapped paragraph is at least this wide.
const NARROWEST: usize = 40;

/// Every line that is not blank is a paragraph, save that lines which were wrapped to a width make one together:
/// its text keeps the line ends as they are. Reads from an offset on.
pub fn blocks(text: &str, from: usize) -> Read {
    let mut out = Read::default();
    let mut run: Vec<Span> = Vec::new();
    let mut start = from;
    for line in text[from..].split_inclusive(['\n', '\r']) {
        // The "\n" of "\r\n" comes as a line of its own: it neither ends nor fills the run.
        let line_feed = line == "\n" && text[..start].ends_with('\r');
        let body = line.trim_end();
        let lead = body.len() - body.trim_start().len();
        if lead < body.len() {
            if run.is_empty() {
                out.cuts.push(Cut {
                    offset: start,
                    blocks: out.blocks.len(),
                });
            }
            run.push(Span::new(start + lead, start + body.len()));
        } else if !line_feed {
            push_run(text, &mut run, &mut out);
        }
        start += line.len();
    }
    push_run(text, &mut run, &mut out);
    out
}

/// Tells headlines among some blocks.
pub fn mark_headings(read: &mut Read) {
    for (block, prose) in read.blocks.iter_mut().zip(&read.prose) {
        if is_heading(prose) {
            block.kind = BlockKind::Heading;
        }
    }
}

fn push_run(text: &str, run: &mut Vec<Span>, out: &mut Read) {
    let wrapped = is_wrapped(text, run);
    let joined = match (run.first(), run.last()) {
        (Some(&a), Some(&b)) if wrapped => vec![a.join(b)],
        _ => run.clone(),
    };
    run.clear();
    for span in joined {
        out.push(span, BlockKind::Paragraph, span.of(text));
    }
}

/// Whether lines that follow each other were wrapped to a width: no line had room for the next one's first word, and
/// sentences run on over line ends.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let [full @ .., last] = lines else {
        return false;
    };
    let length = |s: &Span| s.of(text).chars().count();
    let Some(width) = full.iter().map(length).max() else {
        return false;
    };
    if !(NARROWEST..=WIDEST).contains(&width) || length(last) > WIDEST {
        return false;
    }
    let mut running_on = 0;
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let next = next.of(text);
        let word = next.split_whitespace().next().unwrap_or_default();
        if length(line) + 1 + word.chars().count() <= width || is_list_mark(word) {
            return false;
        }
        let line = line.of(text);
        running_on += usize::from(!ends_terminally(line) && next.starts_with(char::is_lowercase));
    }
    running_on * 3 >= full.len()
}

fn is_list_mark(word: &str) -> bool {
    matches!(word, "-" | "*" | "•" | "–" | "—" | ">" | "+")
        || word
            .strip_suffix(['.', ')'])
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a line ends as a sentence does.
pub(crate) fn ends_terminally(line: &str) -> bool {
    line.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '\'' | '’' | ')' | ']' | '»')
    })
    .ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Whether a line is a headline: short, no full stop, nearly every longer word with a capital.
fn is_heading(line: &str) -> bool {
    if line.len() > 150 || ends_terminally(line) {
        return false;
    }
    let (mut long, mut capitalised) = (0, 0);
    for word in line.split(|c: char| !c.is_alphanumeric()) {
        if word.chars().count() > 3 && word.starts_with(char::is_alphabetic) {
            long += 1;
            capitalised += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    long >= 3 && capitalised * 10 >= long * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Format;

    fn blocks(text: &str) -> Read {
        super::super::read(text, Format::Plain).0
    }

    fn proses(text: &str) -> Vec<String> {
        let read = blocks(text);
        for (block, prose) in read.blocks.iter().zip(&read.prose) {
            assert_eq!(block.span.of(text), &**prose);
        }
        read.prose.iter().map(|prose| prose.to_string()).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        let cases: [(&str, &[&str]); 7] = [
            ("One.\nTwo.\n\nThree.", &["One.", "Two.", "Three."]),
            ("One.\r\nTwo.\rThree.", &["One.", "Two.", "Three."]),
            (" \u{a0}One. \n\n", &["One."]),
            ("", &[]),
            ("\n\n \n", &[]),
            (
                "Share\nLeave a reply\nPrint this page",
                &["Share", "Leave a reply", "Print this page"],
            ),
            (
                "The mill by the river burnt down on the night of the flood.\nNobody knew why it burnt.",
                &[
                    "The mill by the river burnt down on the night of the flood.",
                    "Nobody knew why it burnt.",
                ],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(proses(text), expected, "{text:?}");
        }
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let first = "The mill by the river burnt down on the night of the\nflood, and the men who had worked in it since they were\nyoung stood by.";
        for ending in ["\n", "\r\n", "\r"] {
            let text = format!("{first}\n\nNobody spoke.\n").replace('\n', ending);
            assert_eq!(
                proses(&text),
                [first.replace('\n', ending), "Nobody spoke.".to_owned()],
                "{ending:?}"
            );
        }
    }

    #[test]
    fn lists_are_not_wrapped_lines() {
        let text = "- the mill by the river burnt down on the night of the\n- flood, and the men who had worked in it";
        assert_eq!(proses(text).len(), 2);
    }

    #[test]
    fn headlines_are_headings() {
        let kinds = |text| {
            blocks(text)
                .blocks
                .iter()
                .map(|b| b.kind)
                .collect::<Vec<_>>()
        };
        use BlockKind::{Heading, Paragraph};
        assert_eq!(
            kinds("Mill Burns After Flood in Orlan\nThe mill burnt."),
            [Heading, Paragraph]
        );
        assert_eq!(kinds("Mill Burns After Flood in Orlan"), [Paragraph]);
        assert_eq!(
            kinds("The mill burnt after the flood\nIt stood long"),
            [Paragraph, Paragraph]
        );
    }
}
