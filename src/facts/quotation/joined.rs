//! Paragraphs in the middle of a quotation whose opening mark is not repeated: only the paragraphs around them tell.

use super::{Marks, Quotation};
use crate::facts::{BlockFacts, transcript};
use crate::text::{BlockKind, Span};

/// Most paragraphs that a mark may stand open for; a lost mark must not swallow a page.
const LONGEST: usize = 8;

/// How the quotations of a block begin and end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edges {
    heading: bool,
    /// It holds a quotation of its own.
    any: bool,
    /// The first one closes a quotation that was opened before.
    closes: bool,
    /// The last one stays open.
    opens: bool,
    /// Any stays open.
    open: bool,
    /// Somebody says "I" or "we" outside its quotations.
    personal: bool,
    /// A line of it looks like a speaker's label.
    labelled: bool,
}

impl Edges {
    /// Those of a block.
    pub fn of(facts: &BlockFacts) -> Edges {
        let mut own = facts.quotations.iter().filter(|q| is_own(q)).peekable();
        let first = own.peek().copied();
        Edges {
            heading: facts.kind == BlockKind::Heading,
            any: first.is_some(),
            closes: first.is_some_and(|q| !q.opened && q.closed),
            opens: own.last().is_some_and(|q| q.opened && !q.closed),
            open: facts.quotations.iter().any(|q| q.opened && !q.closed),
            personal: transcript::says_i(facts, Span::new(0, facts.prose.text.len())),
            labelled: transcript::is_labelled(facts),
        }
    }

    /// Whether any of its quotations stays open.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether somebody says "I" or "we" in the block outside its quotations.
    pub fn is_personal(&self) -> bool {
        self.personal
    }

    /// Whether a line of the block looks like a speaker's label.
    pub fn is_labelled(&self) -> bool {
        self.labelled
    }
}

/// The blocks without any mark that stand between one whose last quotation stays open and one that begins by closing it.
pub fn joined(blocks: &[Edges]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut open = None;
    for (i, edges) in blocks.iter().enumerate() {
        if edges.heading || open.is_some_and(|o| i - o > LONGEST) {
            open = None;
        }
        match open {
            // Nothing of its own: it may stand in the middle.
            Some(_) if !edges.any => continue,
            Some(opened) if edges.closes => out.extend(opened + 1..i),
            _ => {}
        }
        open = edges.opens.then_some(i);
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
