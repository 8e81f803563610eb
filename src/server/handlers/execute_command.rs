//! `workspace/executeCommand`. Whatever is changed is changed by the client, who is asked and not waited for.

use super::code_action::Deferred;
use super::code_lens::Figure;
use super::{evidence, looked_at};
use crate::rules;
use crate::server::adapter::Reply;
use crate::server::commands::{
    AcceptName, AtPlace, Command, HouseStyle, Ignore, OfDocument, argument,
};
use crate::server::decisions::{Decision, failed};
use crate::server::global_state::GlobalState;
use crate::server::{from_lsp, to_lsp};
use serde_json::Value;
use std::collections::HashMap;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::request::{ApplyWorkspaceEdit, ShowDocument, ShowMessageRequest};
use tower_lsp::lsp_types::*;

/// The most figures that are offered to go to.
const OFFERED: usize = 12;

pub(in crate::server) fn turn(
    state: &mut GlobalState,
    params: ExecuteCommandParams,
    reply: Reply<Option<Value>>,
) {
    let Some(command) = Command::of_name(&params.command) else {
        let problem = format!("no command `{}`", params.command);
        reply.send(Err(Error::invalid_params(problem)));
        return;
    };
    let arguments = params.arguments;
    match command {
        Command::AcceptName => {
            let read = argument(arguments).and_then(|a: AcceptName| {
                words(&a.name)?;
                Ok(a)
            });
            decide(state, reply, read, |a: AcceptName| {
                (a.uri, Decision::Accept(a.name))
            });
        }
        Command::HouseStyle => {
            let read = argument(arguments).and_then(|a: HouseStyle| {
                words(&a.house)?;
                words(&a.replaced)?;
                match a.house == a.replaced {
                    true => Err(Error::invalid_params("the spellings are the same")),
                    false => Ok(a),
                }
            });
            decide(state, reply, read, |a: HouseStyle| {
                let (house, replaced) = (a.house, a.replaced);
                (a.uri, Decision::House { house, replaced })
            });
        }
        Command::Ignore => {
            let read = argument(arguments).and_then(|a: Ignore| match rules::find(&a.rule) {
                Some(_) => words(&a.words).map(|()| a),
                None => Err(Error::invalid_params(format!("no rule `{}`", a.rule))),
            });
            decide(state, reply, read, |a: Ignore| {
                (a.uri.clone(), Decision::Ignore(a.into()))
            });
        }
        Command::Reindex => {
            let of = match arguments.first() {
                None | Some(Value::Null) => Ok(None),
                Some(_) => argument(arguments).map(Some),
            };
            with(reply, of, |of, reply| reindex(state, of, reply));
        }
        Command::ShowEvidence => with(reply, argument(arguments), |at, reply| {
            show_evidence(state, at, reply);
        }),
        Command::ShowFigures => with(reply, argument(arguments), |of: OfDocument, reply| {
            show_figures(state, &of.uri, reply);
        }),
        Command::ApplyFix => with(reply, argument(arguments), |fix: Deferred, reply| {
            apply_fix(state, fix, reply);
        }),
    }
}

/// Goes on where the argument makes sense.
fn with<A>(
    reply: Reply<Option<Value>>,
    read: Result<A>,
    then: impl FnOnce(A, Reply<Option<Value>>),
) {
    match read {
        Ok(argument) => then(argument, reply),
        Err(error) => reply.send(Err(error)),
    }
}

/// Refuses a decision about no words.
fn words(words: &str) -> Result<()> {
    match words.trim().is_empty() {
        true => Err(Error::invalid_params("there are no words")),
        false => Ok(()),
    }
}

fn decide<A>(
    state: &mut GlobalState,
    reply: Reply<Option<Value>>,
    read: Result<A>,
    decision: impl FnOnce(A) -> (Url, Decision),
) {
    with(reply, read, |argument, reply| {
        let (uri, decision) = decision(argument);
        state.decide(&uri, &decision, reply);
    });
}

/// Reads the sources of a document again, or those of all.
fn reindex(state: &mut GlobalState, of: Option<OfDocument>, reply: Reply<Option<Value>>) {
    let keys = match of {
        Some(OfDocument { uri }) => match state.documents.get(&uri) {
            // Where its home is still looked for, the sources will be read anyway.
            Some(document) => document.home.iter().cloned().collect(),
            None => {
                let problem = format!("{uri} is not open");
                reply.send(Err(Error::invalid_params(problem)));
                return;
            }
        },
        None => state.homes.keys().cloned().collect::<Vec<_>>(),
    };
    for key in keys {
        state.load(&key);
    }
    reply.send(Ok(None));
}

fn show_evidence(state: &mut GlobalState, at: AtPlace, reply: Reply<Option<Value>>) {
    let turns = state.turns.clone();
    let uri = at.text_document.uri;
    state.read("showEvidence", &uri, reply, move |snapshot| {
        let offset = from_lsp::asked_at(snapshot, at.position)?;
        let Some(answer) = evidence::answer(snapshot, offset) else {
            return Ok(None);
        };
        let strongest = looked_at::strongest(snapshot, offset);
        if let Some((_, evidence)) = strongest
            && let Some(place) = to_lsp::location(snapshot, &evidence)
        {
            let said = to_lsp::said(&evidence);
            turns.send("show a passage", move |s| show_place(s, place, said));
        }
        Ok(serde_json::to_value(answer).ok())
    });
}

/// Opens a place, or tells what stands there where the client cannot.
fn show_place(state: &mut GlobalState, place: Location, said: String) {
    if !state.client.shows_documents {
        let file = from_lsp::path(&place.uri);
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        state.show(MessageType::INFO, format!("{name}: {said}"));
        return;
    }
    state.outbox.request::<ShowDocument>(ShowDocumentParams {
        uri: place.uri,
        external: Some(false),
        take_focus: Some(true),
        selection: Some(place.range),
    });
}

/// Answers with all figures, and offers those to go to that are not simply supported.
fn show_figures(state: &mut GlobalState, uri: &Url, reply: Reply<Option<Value>>) {
    let turns = state.turns.clone();
    state.read("showFigures", uri, reply, move |snapshot| {
        let (title, figures) = super::code_lens::figures(snapshot);
        let offered: Vec<(String, Location)> = (figures.iter())
            .filter(|f| f.is_to_look_at(snapshot))
            .take(OFFERED)
            .map(|f: &Figure| (f.line(), f.location(snapshot)))
            .collect();
        turns.send("offer figures", move |s| offer(s, title, offered));
        Ok(serde_json::to_value(figures).ok())
    });
}

/// Has the user choose a place to go to.
fn offer(state: &mut GlobalState, message: String, offered: Vec<(String, Location)>) {
    let typ = MessageType::INFO;
    if offered.is_empty() {
        state.show(typ, message);
        return;
    }
    let item = |title: &String| MessageActionItem {
        title: title.clone(),
        properties: HashMap::new(),
    };
    let params = ShowMessageRequestParams {
        typ,
        message,
        actions: Some(offered.iter().map(|(title, _)| item(title)).collect()),
    };
    state.ask::<ShowMessageRequest>(params, move |state, chosen| {
        let title = chosen.flatten().map(|item| item.title);
        let place = offered.into_iter().find(|(t, _)| Some(t) == title.as_ref());
        if let Some((title, place)) = place {
            show_place(state, place, title);
        }
    });
}

/// Has the client make the edits of a code action.
fn apply_fix(state: &mut GlobalState, fix: Deferred, reply: Reply<Option<Value>>) {
    if !state.client.applies_edits {
        reply.send(Err(failed("the editor takes no edits from the server")));
        return;
    }
    let turns = state.turns.clone();
    let uri = fix.uri.clone();
    state.read("applyFix", &uri, reply, move |snapshot| {
        let edit = to_lsp::workspace_edit(snapshot, &fix.edits(snapshot)?);
        turns.send("apply a fix", move |s| {
            let label = Some(fix.title);
            let params = ApplyWorkspaceEditParams { label, edit };
            s.outbox.request::<ApplyWorkspaceEdit>(params);
        });
        Ok(None)
    });
}
