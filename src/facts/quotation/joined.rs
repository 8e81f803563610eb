//! Paragraphs in the middle of a quotation whose opening mark is not repeated: only the paragraphs around them tell.

use super::{Marks, Quotation};
use crate::facts::BlockFacts;
use crate::text::BlockKind;
use std::sync::Arc;

/// Most paragraphs that a mark may stand open for; a lost mark must not swallow a page.
const LONGEST: usize = 8;

/// The blocks without any mark that stand between one whose last quotation stays open and one that begins by closing it.
pub fn joined(blocks: &[Arc<BlockFacts>]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut open = None;
    for (i, facts) in blocks.iter().enumerate() {
        let mut own = facts.quotations.iter().filter(|q| is_own(q)).peekable();
        let first = own.peek().copied();
        if facts.kind == BlockKind::Heading || open.is_some_and(|o| i - o > LONGEST) {
            open = None;
        }
        match (open, first) {
            // Nothing of its own: it may stand in the middle.
            (Some(_), None) => continue,
            (Some(opened), Some(q)) if !q.opened && q.closed => out.extend(opened + 1..i),
            _ => {}
        }
        open = own.last().filter(|q| q.opened && !q.closed).map(|_| i);
    }
    out
}

fn is_own(q: &Quotation) -> bool {
    !q.nested && matches!(q.marks, Marks::Double | Marks::Guillemets)
}

#[cfg(test)]
mod tests {
    use crate::facts::DocumentFacts;
    use crate::text::{Document, Format};
    use std::sync::Arc;

    #[test]
    fn paragraphs_between_an_opening_and_a_closing_mark() {
        let rows: [(&str, &[usize]); 7] = [
            ("“One.\n\nTwo.\n\nThree,” she said.", &[1]),
            ("“One.\n\nTwo.\n\nThree.\n\nFour,” she said.", &[1, 2]),
            ("\"One.\n\nTwo.\n\nThree,\" she said.", &[1]),
            ("“One.\n\n“Two.\n\n“Three,” she said.", &[]),
            ("“One.\n\nTwo,” she said.", &[]),
            ("“One.\n\nTwo.\n\n“Three,” she said.", &[]),
            ("One.\n\nTwo.\n\nThree.", &[]),
        ];
        for (text, expected) in rows {
            let document = Document::new("a.txt", text, Format::Plain);
            let facts = DocumentFacts::read(Arc::new(document));
            let found: Vec<usize> = (0..facts.blocks.len())
                .filter(|&b| facts.is_spoken(b))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
