//! `textDocument/codeAction` and `codeAction/resolve`: fixes of the findings that touch the range, and what the house may
//! decide about them. Computed from the server's own state: clients send diagnostics that are stale or stripped.

mod fixes;
mod house;

use crate::finding::{Edit, Finding};
use crate::server::capabilities::FIX_ALL;
use crate::server::commands::Command;
use crate::server::decisions::failed;
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionResponse, Url,
};

/// What a code action does to the draft, as it is found again when the action is chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "do")]
pub(in crate::server) enum Remedy {
    /// A fix of the finding of a code, offered at a place under the action's title.
    Fix {
        code: String,
        start: usize,
        end: usize,
    },
    /// Every fix that is safe to make unseen.
    FixAll,
    /// A comment that silences a code in the block of a place.
    Silence { code: String, at: usize },
}

/// A code action whose edits are made when it is chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::server) struct Deferred {
    /// The draft.
    pub uri: Url,
    /// Its version: of another text the offsets mean nothing.
    version: i32,
    /// What the menu showed.
    pub title: String,
    remedy: Remedy,
}

impl Deferred {
    /// The edits, where the text is still the one that the action was offered for.
    pub fn edits(&self, snapshot: &Snapshot) -> Result<Vec<Edit>> {
        if snapshot.version != self.version {
            return Err(Error::content_modified());
        }
        let edits = match &self.remedy {
            Remedy::Fix { code, start, end } => {
                let span = Span::new(*start, *end.max(start));
                let touched = fixes::touched(snapshot, span);
                (touched.iter())
                    .filter(|finding| finding.code == code)
                    .flat_map(|finding| fixes::offered(finding, span))
                    .find(|fix| fix.title == self.title)
                    .map(|fix| fix.edits)
            }
            Remedy::FixAll => fixes::all(snapshot).map(|(_, edits)| edits),
            Remedy::Silence { code, at } => house::silence(snapshot, *at, code).map(|e| vec![e]),
        };
        edits.ok_or_else(|| failed("there is nothing to change any more"))
    }
}

/// One entry of the menu.
struct Offer<'a> {
    title: String,
    kind: CodeActionKind,
    findings: Vec<&'a Finding>,
    preferred: Option<bool>,
    does: Does,
}

/// What an entry does.
enum Does {
    /// Changes the draft.
    Edit(Remedy, Vec<Edit>),
    /// Runs a command.
    Run(Command, serde_json::Value),
}

impl Does {
    /// Whether two entries come to the same, though they may have been offered at two places.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Edit(_, ours), Self::Edit(_, theirs)) => ours == theirs,
            (Self::Run(command, ours), Self::Run(other, theirs)) => {
                command == other && ours == theirs
            }
            _ => false,
        }
    }
}

pub(in crate::server) fn answer(
    snapshot: &Snapshot,
    span: Span,
    only: Option<&[CodeActionKind]>,
) -> CodeActionResponse {
    if !snapshot.is_draft() {
        return Vec::new();
    }
    let touched;
    let mut offers = Vec::new();
    if only.is_none_or(|only| wanted(only, CodeActionKind::QUICKFIX.as_str())) {
        touched = fixes::touched(snapshot, span);
        fixes::offers(&touched, span, &mut offers);
        house::offers(snapshot, &touched, span, &mut offers);
    }
    // Source actions are asked for by name: they have no place in the menu at the caret.
    if only.is_some_and(|only| wanted(only, FIX_ALL)) {
        offers.extend(fixes::fix_all(snapshot));
    }
    (offers.into_iter())
        .map(|offer| shown(snapshot, offer))
        .collect()
}

/// Gives an action that was chosen its edits.
pub(in crate::server) fn resolve(
    snapshot: &Snapshot,
    mut action: CodeAction,
) -> Result<CodeAction> {
    let deferred = deferred(&action)?;
    action.edit = Some(to_lsp::workspace_edit(snapshot, &deferred.edits(snapshot)?));
    Ok(action)
}

/// What an action carries until it is chosen.
pub(in crate::server) fn deferred(action: &CodeAction) -> Result<Deferred> {
    let data = action.data.clone().unwrap_or_default();
    serde_json::from_value(data).map_err(|error| Error::invalid_params(error.to_string()))
}

/// Whether one of the kinds asked for is `kind` or stands above it: "source" is above "source.fixAll".
fn wanted(only: &[CodeActionKind], kind: &str) -> bool {
    only.iter().any(|asked| {
        let rest = kind.strip_prefix(asked.as_str());
        asked.as_str().is_empty() || rest.is_some_and(|r| r.is_empty() || r.starts_with('.'))
    })
}

/// An entry as this client understands it.
fn shown(snapshot: &Snapshot, offer: Offer) -> CodeActionOrCommand {
    let title = offer.title;
    let mut action = CodeAction {
        title: title.clone(),
        kind: Some(offer.kind),
        diagnostics: Some(
            (offer.findings.iter())
                .map(|finding| to_lsp::diagnostic(snapshot, finding))
                .collect(),
        ),
        is_preferred: offer.preferred,
        ..CodeAction::default()
    };
    let deferred = |remedy| {
        let deferred = Deferred {
            uri: snapshot.uri.clone(),
            version: snapshot.version,
            title: title.clone(),
            remedy,
        };
        // Plain data: writing it does not fail.
        serde_json::to_value(deferred).unwrap_or_default()
    };
    let client = &snapshot.client;
    match offer.does {
        Does::Run(command, argument) if client.code_action_literals => {
            action.command = Some(command.with(title.clone(), argument));
        }
        Does::Run(command, argument) => return command.with(title, argument).into(),
        Does::Edit(remedy, _) if !client.code_action_literals => {
            let argument = deferred(remedy);
            return Command::ApplyFix.with(title, argument).into();
        }
        Does::Edit(remedy, _) if client.resolves_edits => action.data = Some(deferred(remedy)),
        Does::Edit(_, edits) => action.edit = Some(to_lsp::workspace_edit(snapshot, &edits)),
    }
    action.into()
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_wanted_by_its_name_or_one_above_it() {
        for (asked, kind, expected) in [
            ("quickfix", "quickfix", true),
            ("", "quickfix", true),
            ("source", FIX_ALL, true),
            ("source.fixAll", FIX_ALL, true),
            (FIX_ALL, FIX_ALL, true),
            ("source.fix", FIX_ALL, false),
            ("source.fixAll.backread.more", FIX_ALL, false),
            ("refactor", "quickfix", false),
        ] {
            let only = [CodeActionKind::from(asked.to_owned())];
            assert_eq!(wanted(&only, kind), expected, "{asked} {kind}");
        }
    }
}
