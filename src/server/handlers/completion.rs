//! `textDocument/completion`: the start of a name brings the names of the sources that go on so, with the role they have there.

use crate::facts::name::plain;
use crate::facts::{NameKind, NameMention};
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use crate::sources::names::NameForm;
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList,
    CompletionTextEdit, TextEdit,
};

/// The most names offered at once; more letters bring others.
const OFFERED: usize = 40;

/// The most words of a name that may stand before the caret.
const WORDS_BEFORE: usize = 3;

pub(in crate::server) fn answer(snapshot: &Snapshot, offset: usize) -> Option<CompletionList> {
    if !snapshot.is_draft() {
        return None;
    }
    let before = snapshot.document().text.get(..offset)?;
    // The most words that some name of the sources begins with: "Ilse Tav" rather than "Tav" alone.
    let mut starts: Vec<usize> = starts(before);
    let mut found = Vec::new();
    let mut start = offset;
    while let Some(at) = starts.pop() {
        found = names(snapshot, before.get(at..)?);
        if !found.is_empty() {
            start = at;
            break;
        }
    }
    let typed = before.get(start..)?;
    let range = to_lsp::range_of(snapshot, Span::new(start, offset));
    let is_incomplete = found.len() > OFFERED;
    let items = (found.into_iter().take(OFFERED).enumerate())
        .map(|(rank, name)| CompletionItem {
            label: name.text.to_owned(),
            label_details: name.role.map(|role| CompletionItemLabelDetails {
                detail: None,
                description: Some(role.to_owned()),
            }),
            kind: Some(CompletionItemKind::TEXT),
            detail: name.role.map(str::to_owned),
            sort_text: Some(format!("{rank:03}")),
            // An editor filters by what it would replace: a surname brings the full name too.
            filter_text: Some(format!("{typed} {}", name.text)),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
                range,
                name.text.to_owned(),
            ))),
            ..CompletionItem::default()
        })
        .collect();
    Some(CompletionList {
        is_incomplete,
        items,
    })
}

/// Where a name that ends with a text may begin: its last word, and capitalised words before it, nearest first.
fn starts(before: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut end = before.len();
    while out.len() < WORDS_BEFORE {
        let word = before.get(..end).unwrap_or_default();
        let start = word
            .char_indices()
            .rev()
            .take_while(|&(_, c)| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.'))
            .last()
            .map_or(end, |(at, _)| at);
        let first = before.get(start..end).and_then(|w| w.chars().next());
        if !first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase()) {
            break;
        }
        out.push(start);
        match before.get(..start).and_then(|rest| rest.strip_suffix(' ')) {
            Some(rest) => end = rest.len(),
            None => break,
        }
    }
    out
}

/// A name of the sources.
struct Offer<'a> {
    text: &'a str,
    role: Option<&'a str>,
}

/// The names of the sources that begin as typed, those most mentioned first; then the full names of those whose later
/// word does.
fn names<'s>(snapshot: &'s Snapshot, typed: &str) -> Vec<Offer<'s>> {
    let dossier = &snapshot.engine.dossier;
    let typed: Vec<String> = (typed.split(['-', ' ']))
        .map(|word| plain(word).into_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let mut weight: HashMap<&str, (bool, usize, Option<&str>)> = HashMap::new();
    for form in dossier.names().forms() {
        let Some(at) = begins(form, &typed) else {
            continue;
        };
        let mentions = || {
            (form.mentions.iter()).filter_map(|id| {
                let facts = &dossier.source(id.source).facts;
                let mention = facts.blocks.get(id.fact.block)?.names.get(id.fact.index)?;
                Some((facts, id, mention))
            })
        };
        let Some((facts, id, first)) = mentions().next() else {
            continue;
        };
        let role = mentions()
            .find_map(|(_, _, m)| Some(&*m.role.as_ref()?.text))
            .or_else(|| mentions().find_map(|(_, _, m)| kind(m)));
        let full = (facts.entity_of(id.fact)).map_or(&*first.text, |entity| &*entity.canonical);
        // The name as this wording has it, and the fullest form of the same one.
        let itself = (at == 0).then_some(&*first.text);
        for text in itself
            .into_iter()
            .chain((full != first.text).then_some(full))
            .chain((at > 0 && full == first.text).then_some(full))
        {
            let entry = weight.entry(text).or_default();
            entry.0 |= at == 0;
            entry.1 += form.mentions.len();
            entry.2 = entry.2.or(role);
        }
    }
    let mut out: Vec<_> = weight.into_iter().collect();
    out.sort_by(|(a, (a_begins, a_count, _)), (b, (b_begins, b_count, _))| {
        (b_begins.cmp(a_begins))
            .then(b_count.cmp(a_count))
            .then(a.cmp(b))
    });
    let mut seen = HashSet::new();
    out.into_iter()
        .filter(|(text, _)| seen.insert(text.to_lowercase()))
        .map(|(text, (_, _, role))| Offer { text, role })
        .collect()
}

/// At which of its words a name goes on as typed.
fn begins(form: &NameForm, typed: &[String]) -> Option<usize> {
    let (last, whole) = typed.split_last()?;
    (form.words.windows(typed.len())).position(|words| {
        let (Some(word), Some(rest)) = (words.last(), words.get(..whole.len())) else {
            return false;
        };
        word.starts_with(last.as_str()) && rest.iter().zip(whole).all(|(a, b)| **a == **b)
    })
}

/// What a mention tells of whom or what it names, where it tells anything.
fn kind(mention: &NameMention) -> Option<&str> {
    (mention.kind != NameKind::Unknown).then(|| mention.kind.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_at_its_capitals() {
        for (before, expected) in [
            ("said Ilse Tav", &["Tav", "Ilse Tav"][..]),
            ("said tav", &[]),
            ("Said ", &[]),
            ("the Port of Mar", &["Mar"]),
            ("al-Dur", &[]),
            ("J. P. Sta", &["Sta", "P. Sta", "J. P. Sta"]),
            ("Ангел", &["Ангел"]),
            ("", &[]),
        ] {
            let found: Vec<&str> = starts(before).iter().map(|&at| &before[at..]).collect();
            assert_eq!(found, expected, "{before}");
        }
    }
}
