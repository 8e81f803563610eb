//! What the house may decide about a finding: a spelling is right, a spelling is the house's, the finding is not to be seen
//! again, here or anywhere.

use super::{Does, Offer, Remedy, touches};
use crate::engine::ignore;
use crate::facts::document::fold_blanks;
use crate::finding::{Edit, Finding};
use crate::server::commands::Command;
use crate::server::snapshot::Snapshot;
use crate::text::Span;
use serde_json::json;
use tower_lsp::lsp_types::CodeActionKind;

/// The rules about how a name is spelt: the house may accept what they report.
const SPELLING: [&str; 5] = [
    "name-garbled",
    "name-truncated",
    "name-acronym",
    "name-variant",
    "name-unsupported",
];

/// The rule about accepted spellings, of which a house chooses one.
const VARIANT: &str = "name-variant";

/// Adds what can be decided about the findings that touch a span.
pub(super) fn offers<'a>(
    snapshot: &Snapshot,
    touched: &'a [Finding],
    span: Span,
    out: &mut Vec<Offer<'a>>,
) {
    for finding in touched {
        about(snapshot, finding, span, out);
    }
}

fn about<'a>(snapshot: &Snapshot, finding: &'a Finding, span: Span, out: &mut Vec<Offer<'a>>) {
    let mut add = |title: String, does: Does| {
        // One comment, or one word in the configuration, may serve several findings of a line.
        if let Some(same) = out
            .iter_mut()
            .find(|o| o.title == title && o.does.is_same(&does))
        {
            return same.findings.push(finding);
        }
        out.push(Offer {
            title,
            kind: CodeActionKind::QUICKFIX,
            findings: vec![finding],
            preferred: Some(false),
            does,
        });
    };
    let uri = &snapshot.uri;
    let document = snapshot.document();
    let code = finding.code;
    let words = fold_blanks(finding.span.of(&document.text));
    if SPELLING.contains(&code) {
        let argument = json!({"uri": uri, "name": words});
        let title = format!("Accept the spelling “{words}”");
        add(title, Does::Run(Command::AcceptName, argument));
    }
    let other = (finding.fixes.first())
        .and_then(|fix| fix.edits.first())
        .map(|edit| &edit.text)
        .filter(|other| code == VARIANT && **other != words);
    if let Some(other) = other {
        for (house, replaced) in [(&words, other), (other, &words)] {
            let argument = json!({"uri": uri, "house": house, "replaced": replaced});
            let title = format!("Make “{house}” the house style");
            add(title, Does::Run(Command::HouseStyle, argument));
        }
    }
    let place = (std::iter::once(&finding.span).chain(&finding.also))
        .find(|place| touches(**place, span))
        .unwrap_or(&finding.span);
    if let Some(edit) = silence(snapshot, place.start, code) {
        let (code, at) = (code.to_owned(), place.start);
        let title = format!("Ignore {code} in this paragraph");
        add(title, Does::Edit(Remedy::Silence { code, at }, vec![edit]));
    }
    // A name is recognised wherever it stands, a figure only with what it counts.
    let words = match code.starts_with("name-") {
        true => fold_blanks(place.of(&document.text)),
        false => ignore::words(document, *place),
    };
    let argument = json!({"uri": uri, "rule": code, "words": words});
    let title = format!("Ignore {code} at “{}” in all drafts", short(&words));
    add(title, Does::Run(Command::Ignore, argument));
}

/// The edit that silences a rule in the paragraph of an offset.
pub(super) fn silence(snapshot: &Snapshot, offset: usize, code: &str) -> Option<Edit> {
    ignore::silence(snapshot.document(), offset, code)
}

/// As much of some words as a menu has room for.
fn short(words: &str) -> String {
    crate::server::to_lsp::cut(words, 30)
}
