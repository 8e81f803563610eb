//! The commands that the server offers, for code actions, lenses and whoever wants to bind a key to one.

use crate::config::Ignored;
use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{self, TextDocumentPositionParams, Url};

/// A command; all take one object, and answer with null unless said otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Command {
    /// `{uri, name}`: the spelling of a name is right.
    AcceptName,
    /// `{uri, house, replaced}`: a spelling is the house's.
    HouseStyle,
    /// `{uri, rule, words, reason?}`: a finding is not to be seen again, in any draft of the house.
    Ignore,
    /// `{uri}` or nothing: the sources of a draft, or all, are read again.
    Reindex,
    /// `{textDocument, position}`: the strongest passage is opened; answers as `backread/evidence`.
    ShowEvidence,
    /// `{uri}`: the figures that are not simply supported are offered to go to; answers with all figures.
    ShowFigures,
    /// What a code action carries: applied by way of the client, for one that knows commands only.
    ApplyFix,
}

impl Command {
    /// All of them.
    pub const ALL: [Command; 7] = [
        Command::AcceptName,
        Command::HouseStyle,
        Command::Ignore,
        Command::Reindex,
        Command::ShowEvidence,
        Command::ShowFigures,
        Command::ApplyFix,
    ];

    /// Its name in the protocol.
    pub fn name(self) -> &'static str {
        match self {
            Command::AcceptName => "backread.acceptName",
            Command::HouseStyle => "backread.houseStyle",
            Command::Ignore => "backread.ignore",
            Command::Reindex => "backread.reindex",
            Command::ShowEvidence => "backread.showEvidence",
            Command::ShowFigures => "backread.showFigures",
            Command::ApplyFix => "backread.applyFix",
        }
    }

    /// The command of a name.
    pub fn of_name(name: &str) -> Option<Command> {
        Command::ALL.into_iter().find(|c| c.name() == name)
    }

    /// The command with its argument, as a menu or a lens holds it.
    pub fn with(self, title: impl Into<String>, argument: Value) -> lsp_types::Command {
        lsp_types::Command {
            title: title.into(),
            command: self.name().into(),
            arguments: Some(vec![argument]),
        }
    }
}

/// The argument of [`Command::AcceptName`].
#[derive(Deserialize)]
pub(super) struct AcceptName {
    /// The draft.
    pub uri: Url,
    /// The spelling.
    pub name: String,
}

/// The argument of [`Command::HouseStyle`].
#[derive(Deserialize)]
pub(super) struct HouseStyle {
    /// The draft.
    pub uri: Url,
    /// The house's spelling.
    pub house: String,
    /// The spelling that it replaces.
    pub replaced: String,
}

/// The argument of [`Command::Ignore`].
#[derive(Deserialize)]
pub(super) struct Ignore {
    /// The draft.
    pub uri: Url,
    /// The rule's code.
    pub rule: String,
    /// The draft's words.
    pub words: String,
    /// Why, for people.
    #[serde(default)]
    pub reason: String,
}

impl From<Ignore> for Ignored {
    fn from(ignore: Ignore) -> Ignored {
        Ignored {
            rule: ignore.rule,
            words: ignore.words,
            reason: ignore.reason,
        }
    }
}

/// The argument of [`Command::ShowFigures`], and of [`Command::Reindex`] for one draft.
#[derive(Deserialize)]
pub(super) struct OfDocument {
    /// The draft.
    pub uri: Url,
}

/// The argument of [`Command::ShowEvidence`].
pub(super) type AtPlace = TextDocumentPositionParams;

/// Reads the argument of a command.
pub(super) fn argument<T: for<'a> Deserialize<'a>>(arguments: Vec<Value>) -> Result<T> {
    let first = arguments.into_iter().next().unwrap_or_default();
    serde_json::from_value(first).map_err(|error| Error::invalid_params(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_known_by_its_name() {
        for command in Command::ALL {
            assert!(command.name().starts_with("backread."));
            assert_eq!(Command::of_name(command.name()), Some(command));
        }
        assert_eq!(Command::of_name("backread.unheardOf"), None);
    }
}
