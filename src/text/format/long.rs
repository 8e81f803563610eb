//! Paragraphs of a length that nobody writes: a book in one line. Cut at ends of sentences, so that what is done for a
//! paragraph never takes long.

use super::{Cut, Read};
use crate::text::{Block, Span};
use std::sync::Arc;

/// No longer blocks are made, as far as sentences allow.
const LONGEST: usize = 16 << 10;

/// Splits blocks that are longer than any paragraph.
pub fn split(read: Read) -> Read {
    if read.prose.iter().all(|prose| prose.len() <= LONGEST) {
        return read;
    }
    let mut out = Read::default();
    let mut cuts = read.cuts.into_iter().peekable();
    for (i, (block, prose)) in read.blocks.into_iter().zip(read.prose).enumerate() {
        while let Some(cut) = cuts.next_if(|c| c.blocks <= i) {
            let blocks = out.blocks.len();
            out.cuts.push(Cut { blocks, ..cut });
        }
        pieces(block, prose, &mut out);
    }
    let blocks = out.blocks.len();
    out.cuts.extend(cuts.map(|cut| Cut { blocks, ..cut }));
    out
}

fn pieces(block: Block, prose: Arc<str>, out: &mut Read) {
    let mut start = 0;
    let part = |out: &mut Read, start: usize, end: usize| {
        let span = Span::new(start, end).shift(block.span.start);
        out.push(span, block.kind, &prose[start..end]);
    };
    while prose.len() - start > LONGEST {
        let Some(end) = sentence_end(&prose, start + LONGEST) else {
            break;
        };
        let body = prose[start..end].trim_end().len();
        part(out, start, start + body);
        start = end;
    }
    if start == 0 {
        out.push(block.span, block.kind, prose);
    } else if start < prose.len() {
        part(out, start, prose.len());
    }
}

/// The beginning of the first sentence at or behind an offset: a capital or an opening mark behind a stop and a blank.
fn sentence_end(text: &str, from: usize) -> Option<usize> {
    let from = (from..text.len()).find(|&i| text.is_char_boundary(i))?;
    let rest = &text[from..];
    rest.match_indices(['.', '!', '?', '…'])
        .find_map(|(at, stop)| {
            let behind = &rest[at + stop.len()..];
            let closed = behind.trim_start_matches(['"', '”', '’', ')']);
            let next = closed.trim_start();
            (next.len() < closed.len() && next.starts_with(|c: char| c.is_uppercase() || c == '“'))
                .then(|| from + rest.len() - next.len())
        })
}

#[cfg(test)]
mod tests {
    use crate::text::{Document, Format};

    #[test]
    fn a_book_in_one_line_is_cut_at_sentences() {
        let text = "The ferry left at noon. “Nobody was hurt,” she said. ".repeat(2_000);
        let document = Document::new("book.txt", text.as_str(), Format::Plain);
        assert!(document.blocks.len() > 3);
        for (block, prose) in document.blocks.iter().zip(&document.prose) {
            assert_eq!(block.span.of(&text), &**prose);
            assert!(prose.len() < super::LONGEST + 100);
            assert!(prose.starts_with(['T', '“']), "{}", &prose[..20]);
            assert!(prose.ends_with('.'));
        }
        let total: usize = document.prose.iter().map(|prose| prose.len() + 1).sum();
        assert_eq!(total, text.len());
    }

    #[test]
    fn paragraphs_stay_whole() {
        let text = "The ferry left at noon. Nobody was hurt. ".repeat(100);
        let document = Document::new("long.txt", text.as_str(), Format::Plain);
        assert_eq!(document.blocks.len(), 1);
        let endless = "x".repeat(100_000);
        let document = Document::new("endless.txt", endless.as_str(), Format::Plain);
        assert_eq!(document.blocks.len(), 1);
    }
}
