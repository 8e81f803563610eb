//! `workspace/symbol`: the names of the sources, each with the place where it stands first.

use crate::facts::name::plain;
use crate::server::adapter::Reply;
use crate::server::capabilities::Client;
use crate::server::global_state::GlobalState;
use crate::server::pool::Lane;
use crate::server::snapshot::address;
use crate::server::to_lsp;
use crate::sources::Dossier;
use crate::sources::names::NameForm;
use std::sync::Arc;
use tower_lsp::lsp_types::{Location, SymbolInformation, SymbolKind};

/// The most names in one answer; more letters bring others.
const SHOWN: usize = 200;

pub(in crate::server) fn turn(
    state: &mut GlobalState,
    query: String,
    reply: Reply<Option<Vec<SymbolInformation>>>,
) {
    let mut dossiers: Vec<Arc<Dossier>> = Vec::new();
    for home in state.homes.values() {
        let dossier = &home.engine.dossier;
        if !dossiers.iter().any(|d| Arc::ptr_eq(d, dossier)) {
            dossiers.push(dossier.clone());
        }
    }
    let client = state.client.clone();
    state.pool.spawn(Lane::Request, "symbol", move || {
        if !reply.is_abandoned() {
            reply.send(Ok(Some(names(&dossiers, &query, &client))));
        }
    });
}

/// The names that a query finds, those most mentioned first.
fn names(dossiers: &[Arc<Dossier>], query: &str, client: &Client) -> Vec<SymbolInformation> {
    let query: Vec<String> = (query.split(['-', ' ']))
        .map(|word| plain(word).into_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let mut found: Vec<(&Dossier, &NameForm)> = Vec::new();
    for dossier in dossiers {
        let forms = dossier.names().forms().iter();
        found.extend(
            forms
                .filter(|form| is_found(&form.words, &query))
                .map(|form| (&**dossier, form)),
        );
    }
    found.sort_by(|(_, a), (_, b)| {
        (b.mentions.len().cmp(&a.mentions.len())).then_with(|| a.words.cmp(&b.words))
    });
    let symbols = found
        .into_iter()
        .filter_map(|(dossier, form)| symbol(dossier, form, client));
    symbols.take(SHOWN).collect()
}

/// Whether each word of a query begins a word of the name.
fn is_found(words: &[Box<str>], query: &[String]) -> bool {
    (query.iter()).all(|asked| words.iter().any(|word| word.starts_with(asked.as_str())))
}

#[allow(deprecated, reason = "the field must be given")]
fn symbol(dossier: &Dossier, form: &NameForm, client: &Client) -> Option<SymbolInformation> {
    let id = form.mentions.first()?;
    let facts = &dossier.source(id.source).facts;
    let mention = (facts.blocks.get(id.fact.block)?.names).get(id.fact.index)?;
    let span = facts.in_file(id.fact.block, mention.span);
    let range = to_lsp::range(&facts.document, span, client.encoding);
    let file = facts.document.path.file_name();
    Some(SymbolInformation {
        name: mention.text.clone(),
        kind: SymbolKind::OBJECT,
        tags: None,
        deprecated: None,
        location: Location::new(address(&facts.document.path)?, range),
        container_name: file.map(|name| name.to_string_lossy().into_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_the_beginnings_of_its_words() {
        let words: Vec<Box<str>> = vec!["tobias".into(), "kellerdahl".into()];
        for (query, expected) in [
            (&[][..], true),
            (&["kel"], true),
            (&["kel", "tob"], true),
            (&["ellerdahl"], false),
            (&["tob", "x"], false),
        ] {
            let query: Vec<String> = query.iter().map(|&w| w.to_owned()).collect();
            assert_eq!(is_found(&words, &query), expected, "{query:?}");
        }
    }
}
