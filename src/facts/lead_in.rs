//! What a block owes to the one that leads to it: "Rivera said:" before a quotation or a list, and signatures under quotations.

use super::{Attribution, BlockFacts, DocumentFacts, quotation};
use crate::text::{BlockKind, Span};

/// Most items of a list, and most paragraphs of a block quotation, that belong together.
const LONGEST: usize = 60;

/// How far [`DocumentFacts::from_afar`] looks: to the block that leads to such a run, and whom a pronoun there takes up.
pub const AFAR: usize = LONGEST + 8;

impl DocumentFacts {
    /// What an attribution without content announces: the items of the list behind it, the paragraphs of the block quotation, the
    /// quotation that opens the next block, or that block's first sentence.
    pub fn announced(&self, block: usize) -> Vec<(usize, Span)> {
        let Some(next) = self.blocks.get(block + 1) else {
            return Vec::new();
        };
        if is_run(next.kind) {
            return (block + 1..self.blocks.len())
                .take(LONGEST)
                .take_while(|&b| self.blocks[b].kind == next.kind)
                .filter(|&b| !is_signature(&self.blocks[b]))
                .map(|b| (b, Span::new(0, self.blocks[b].prose.text.trim_end().len())))
                .collect();
        }
        let first = next.quotations.first().filter(|q| q.span.start == 0);
        let sentence = || next.prose.sentences.first().map(|s| s.span);
        let content = first.map(|q| q.span).or_else(sentence);
        content.map(|c| (block + 1, c)).into_iter().collect()
    }

    /// Who is announced at the end of the block that leads to a block: "Rivera went on:".
    pub fn announced_by(&self, block: usize) -> Option<String> {
        let (before, announcing) = self.announcing(block)?;
        self.named(before, announcing.source?)
    }

    /// Whether a block is an item of a list.
    pub fn is_listed(&self, block: usize) -> bool {
        self.blocks
            .get(block)
            .is_some_and(|b| b.kind == BlockKind::ListItem)
    }

    /// The block that leads to a block: the one before it, or before the list or block quotation that it is part of.
    pub fn lead_in(&self, block: usize) -> Option<usize> {
        let kind = self.blocks.get(block)?.kind;
        let mut before = block.checked_sub(1)?;
        while is_run(kind) && block - before <= LONGEST && self.blocks[before].kind == kind {
            before = before.checked_sub(1)?;
        }
        Some(before)
    }

    /// The block that leads to the list right above a block: what stands below a list still speaks of it.
    pub fn lead_in_above(&self, block: usize) -> Option<usize> {
        let above = block.checked_sub(1).filter(|&b| self.is_listed(b))?;
        (!self.is_listed(block)).then(|| self.lead_in(above))?
    }

    /// Who signs the block quotation that a block is part of, in a line of its own below: "— Ana Rivera, engineer".
    pub fn signed_by(&self, block: usize) -> Option<String> {
        let quote = |b: &usize| self.blocks[*b].kind == BlockKind::BlockQuote;
        let mut run = (block..self.blocks.len()).take(LONGEST).take_while(quote);
        let signature = run.find_map(|b| quotation::signature(&self.blocks[b].prose.text));
        let name = signature?.split([',', '(']).next()?.trim();
        (!name.is_empty()).then(|| name.to_owned())
    }

    /// Whether a block may rest on what stands far from it: it is part of a list or a quotation, stands below a list, or holds
    /// a quotation that goes on.
    pub fn reaches_afar(&self, block: usize) -> bool {
        let kind = |b: usize| self.document.blocks.get(b).map(|b| b.kind);
        let below = block.checked_sub(1).and_then(kind) == Some(BlockKind::ListItem);
        below || kind(block).is_some_and(is_run) || self.is_open(block)
    }

    /// What a block rests on that may stand far from it, for those few that have such: who leads to the list or the quotation
    /// that it is part of, who signs it, and who is named where it closes.
    pub fn from_afar(&self, block: usize) -> Option<[Option<String>; 4]> {
        self.reaches_afar(block).then(|| {
            let below = self.lead_in_above(block);
            let before = (below.or_else(|| self.lead_in(block)))
                .map(|b| self.blocks[b].prose.text.to_string());
            [
                before,
                self.announced_by(block),
                self.signed_by(block),
                self.speaker_ahead(block),
            ]
        })
    }

    /// The attribution without content that leads to a block.
    fn announcing(&self, block: usize) -> Option<(usize, &Attribution)> {
        let before = self.lead_in(block)?;
        let mut attributions = self.blocks.get(before)?.attributions.iter();
        Some((before, attributions.find(|a| a.content.is_empty())?))
    }
}

/// Whether blocks of a kind that follow each other are one list or one quotation.
fn is_run(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem | BlockKind::BlockQuote)
}

/// Whether a block holds nothing but who is quoted.
fn is_signature(facts: &BlockFacts) -> bool {
    facts.kind == BlockKind::BlockQuote
        && quotation::signature(&facts.prose.text).is_some()
        && facts.quotations.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Format};
    use std::sync::Arc;

    fn holder_of(text: &str, words: &str) -> Option<String> {
        let facts = DocumentFacts::read(Arc::new(Document::new("a.md", text, Format::Markdown)));
        let at = text.find(words)?;
        let block = facts.document.block_at(at)?;
        let start = at - facts.document.blocks[block].span.start;
        facts.holder(block, Span::new(start, start + words.len()))
    }

    #[test]
    fn lists_and_block_quotations_belong_to_who_leads_to_them() {
        let list = "Ana Rivera said:\n\n- the mole leans;\n- 40 lamps are dark;\n- the crew has 3 boats.\n\nThe 9 clerks left.";
        let quote = "Oda wrote:\n\n> The lamps went out.\n>\n> We lost 40 boats.";
        let signed = "The hall fell silent.\n\n> The ship is here. It has 40 guns.\n>\n> — Kenji Mori, captain\n\nThe 9 clerks left.";
        let line = "The hall fell silent.\n\n> The ship is here. It has 40 guns.  \n> — Kenji Mori, captain";
        let rows = [
            (list, "the mole leans", Some("Ana Rivera")),
            (list, "40", Some("Ana Rivera")),
            (list, "3 boats", Some("Ana Rivera")),
            (list, "9", None),
            (quote, "The lamps", Some("Oda")),
            (quote, "40", Some("Oda")),
            (signed, "40", Some("Kenji Mori")),
            (signed, "9", None),
            (line, "40", Some("Kenji Mori")),
            ("The list is long.\n\n- 40 lamps are dark.", "40", None),
        ];
        for (text, words, expected) in rows {
            assert_eq!(
                holder_of(text, words).as_deref(),
                expected,
                "{words} in {text}"
            );
        }
    }
}
