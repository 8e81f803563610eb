//! `textDocument/rename` and `prepareRename`: another name for somebody, everywhere in the draft, whatever part of the name
//! a mention uses.

use super::fact_at::{Fact, FactAt, fact_at};
use crate::facts::document::fold_blanks;
use crate::facts::{BlockFacts, NameMention};
use crate::finding::Edit;
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use crate::text::{Span, TokenKind};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{PrepareRenameResponse, WorkspaceEdit};

/// The name at a position, where there is one to rename.
pub(in crate::server) fn prepare(
    snapshot: &Snapshot,
    offset: usize,
) -> Option<PrepareRenameResponse> {
    if !snapshot.is_draft() {
        return None;
    }
    let at = name_at(snapshot, offset)?;
    Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: to_lsp::range_of(snapshot, at.span),
        placeholder: at.words(&snapshot.checked().facts),
    })
}

/// The edits that give the name at a position another.
pub(in crate::server) fn answer(
    snapshot: &Snapshot,
    offset: usize,
    new_name: &str,
) -> Result<Option<WorkspaceEdit>> {
    let new_name = fold_blanks(new_name);
    if new_name.is_empty() {
        return Err(Error::invalid_params("a name has at least one letter"));
    }
    if !snapshot.is_draft() {
        return Ok(None);
    }
    let edits = edits(snapshot, offset, &new_name);
    Ok(edits.map(|edits| to_lsp::workspace_edit(snapshot, &edits)))
}

/// The name at an offset, or the one that ends there: the caret may stand behind its last letter.
fn name_at(snapshot: &Snapshot, offset: usize) -> Option<FactAt<'_>> {
    let facts = &snapshot.checked().facts;
    // An office that stands for somebody is no name of his.
    let name = |at| {
        fact_at(facts, at).filter(|f| match f.fact {
            Fact::Name(name, id) => f.span == facts.in_file(id.block, name.span),
            _ => false,
        })
    };
    name(offset).or_else(|| {
        let before = facts.document.text.get(..offset)?.chars().next_back()?;
        name(offset - before.len_utf8())
    })
}

fn edits(snapshot: &Snapshot, offset: usize, new_name: &str) -> Option<Vec<Edit>> {
    let facts = &snapshot.checked().facts;
    let Fact::Name(name, id) = name_at(snapshot, offset)?.fact else {
        return None;
    };
    let renaming = Renaming::new(&words_of(facts.blocks.get(id.block)?, name), new_name);
    let itself = [id];
    let mentions = (facts.entity_of(id)).map_or(&itself[..], |entity| &entity.mentions);
    let mut out: Vec<Edit> = Vec::new();
    for mention in mentions {
        let Some(block) = facts.blocks.get(mention.block) else {
            continue;
        };
        let Some(name) = block.names.get(mention.index) else {
            continue;
        };
        let words = words_of(block, name);
        out.extend(renaming.of(&words).into_iter().map(|(span, text)| Edit {
            span: facts.in_file(mention.block, span),
            text,
        }));
    }
    out.sort_by_key(|edit| edit.span);
    out.dedup_by_key(|edit| edit.span);
    Some(out)
}

/// The words of a mention, each at its place in the block.
fn words_of<'a>(block: &'a BlockFacts, name: &NameMention) -> Vec<(Span, &'a str)> {
    let prose = &block.prose;
    (name.tokens.clone())
        .filter(|&i| prose.kind(i) != TokenKind::Mark)
        .filter_map(|i| Some((prose.tokens.get(i)?.span, prose.word(i))))
        .collect()
}

/// What becomes of the words of a name.
struct Renaming<'a> {
    old: Vec<&'a str>,
    new: Vec<&'a str>,
}

impl<'a> Renaming<'a> {
    fn new(old: &[(Span, &'a str)], new_name: &'a str) -> Renaming<'a> {
        Renaming {
            old: old.iter().map(|(_, word)| *word).collect(),
            new: new_name.split(' ').collect(),
        }
    }

    /// The edits of a mention of these words. The name as a whole becomes the new one; of a longer or shorter form of it
    /// the words that it shares are changed, and others, such as a middle initial, are left.
    fn of(&self, words: &[(Span, &str)]) -> Vec<(Span, String)> {
        let whole = words.len() == self.old.len()
            && (words.iter().zip(&self.old)).all(|((_, word), old)| is_same(word, old));
        if whole && self.old.len() != self.new.len() {
            let (Some((first, _)), Some((last, _))) = (words.first(), words.last()) else {
                return Vec::new();
            };
            let shouted = words.iter().all(|(_, word)| is_shouted(word))
                && !self.old.iter().all(|old| is_shouted(old));
            let new = self.new.join(" ");
            let new = if shouted { new.to_uppercase() } else { new };
            return vec![(first.join(*last), new)];
        }
        (words.iter())
            .filter_map(|&(span, word)| {
                let at = self.old.iter().position(|old| is_same(word, old))?;
                let new = self.counterpart(at)?;
                let shouted = is_shouted(word) && !is_shouted(self.old.get(at)?);
                let new = if shouted {
                    new.to_uppercase()
                } else {
                    new.to_owned()
                };
                (new != word).then_some((span, new))
            })
            .collect()
    }

    /// What stands for one word of the old name: the word at its place, or the surname for the surname and the given name
    /// for the given name where the new name has more words or fewer.
    fn counterpart(&self, at: usize) -> Option<&'a str> {
        if self.old.len() == self.new.len() || at + 1 < self.old.len() && at > 0 {
            return self.new.get(at).copied();
        }
        let surname = at + 1 == self.old.len();
        let word = if surname {
            self.new.last()
        } else {
            self.new.first()
        };
        word.copied()
    }
}

fn is_same(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// Whether a word stands in capitals: "KELLERDAHL", not "K".
fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text with their places.
    fn words(text: &str) -> Vec<(Span, &str)> {
        (text.split(' '))
            .map(|word| {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                (Span::new(start, start + word.len()), word)
            })
            .collect()
    }

    #[test]
    fn every_form_of_a_name_follows() {
        for (old, new, mention, expected) in [
            ("Otto Dorn", "Otto Dorne", "Otto Dorn", "Otto Dorne"),
            ("Otto Dorn", "Karl Holm", "Dorn", "Holm"),
            ("Otto Dorn", "Karl Holm", "Otto", "Karl"),
            ("Otto Dorn", "Karl Holm", "DORN", "HOLM"),
            ("Otto Dorn", "Karl Holm", "Otto J. Dorn", "Karl J. Holm"),
            ("Otto Dorn", "Karl van Holm", "Otto Dorn", "Karl van Holm"),
            ("Otto Dorn", "Karl van Holm", "Dorn", "Holm"),
            ("Otto Dorn", "Holm", "Otto Dorn", "Holm"),
            ("Dorn", "Holm", "Otto Dorn", "Otto Holm"),
            ("Dorn", "Karl Holm", "Dorn", "Karl Holm"),
            ("Dorn", "Holm", "Otto", "Otto"),
            ("NATO", "EFTA", "NATO", "EFTA"),
        ] {
            let mut out = mention.to_owned();
            for (span, text) in Renaming::new(&words(old), new)
                .of(&words(mention))
                .iter()
                .rev()
            {
                out.replace_range(span.start..span.end, text);
            }
            assert_eq!(out, expected, "{mention} when {old} becomes {new}");
        }
    }
}
