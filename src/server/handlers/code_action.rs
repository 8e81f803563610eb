//! `textDocument/codeAction`: fixes of the findings that touch the range. Computed from the server's own state: clients
//! send diagnostics that are stale or stripped.

use crate::finding::{Edit, Finding, Fix};
use crate::server::capabilities::FIX_ALL;
use crate::server::snapshot::Snapshot;
use crate::server::{from_lsp, to_lsp};
use crate::text::Span;
use tower_lsp::lsp_types::*;

pub(in crate::server) fn answer(
    snapshot: &Snapshot,
    params: &CodeActionParams,
) -> CodeActionResponse {
    if snapshot.is_source {
        return Vec::new();
    }
    let mut out = Vec::new();
    let only = params.context.only.as_deref();
    if only.is_none_or(|only| wanted(only, CodeActionKind::QUICKFIX.as_str())) {
        let span = from_lsp::span(snapshot.document(), params.range, snapshot.client.encoding);
        quick_fixes(snapshot, span, &mut out);
    }
    // Source actions are asked for by name: they have no place in the menu at the caret.
    if only.is_some_and(|only| wanted(only, FIX_ALL)) {
        out.extend(fix_all(snapshot));
    }
    out.into_iter()
        .map(CodeActionOrCommand::CodeAction)
        .collect()
}

/// Whether one of the kinds asked for is `kind` or stands above it: "source" is above "source.fixAll".
fn wanted(only: &[CodeActionKind], kind: &str) -> bool {
    only.iter().any(|asked| {
        let rest = kind.strip_prefix(asked.as_str());
        asked.as_str().is_empty() || rest.is_some_and(|r| r.is_empty() || r.starts_with('.'))
    })
}

fn quick_fixes(snapshot: &Snapshot, span: Span, out: &mut Vec<CodeAction>) {
    for finding in &snapshot.checked().findings {
        let touched = std::iter::once(&finding.span)
            .chain(&finding.also)
            .any(|place| touches(*place, span));
        if !touched {
            continue;
        }
        let preferred = finding.fixes.iter().position(|fix| fix.preferred);
        for (i, fix) in finding.fixes.iter().enumerate() {
            out.push(to_lsp::quick_fix(
                snapshot,
                finding,
                fix,
                preferred == Some(i),
            ));
            out.extend(
                only_here(fix, span).map(|here| to_lsp::quick_fix(snapshot, finding, &here, false)),
            );
        }
    }
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// Of a fix in several places, the part at the caret.
fn only_here(fix: &Fix, span: Span) -> Option<Fix> {
    let edits: Vec<Edit> = (fix.edits.iter())
        .filter(|edit| touches(edit.span, span))
        .cloned()
        .collect();
    (!edits.is_empty() && edits.len() < fix.edits.len()).then(|| Fix {
        title: format!("{}, here only", fix.title),
        edits,
        ..fix.clone()
    })
}

/// Every fix that is safe to apply unseen, as one action; none where nothing is.
fn fix_all(snapshot: &Snapshot) -> Option<CodeAction> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut findings: Vec<&Finding> = Vec::new();
    for finding in &snapshot.checked().findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.safe) else {
            continue;
        };
        let clash = |edit: &Edit| edits.iter().any(|other| touches(edit.span, other.span));
        if !fix.edits.iter().any(clash) {
            edits.extend(fix.edits.iter().cloned());
            findings.push(finding);
        }
    }
    edits.sort_by_key(|edit| edit.span);
    let count = findings.len();
    (count > 0).then(|| CodeAction {
        title: match count {
            1 => "Fix the one problem that is safe to fix".into(),
            _ => format!("Fix the {count} problems that are safe to fix"),
        },
        kind: Some(CodeActionKind::new(FIX_ALL)),
        diagnostics: Some(
            (findings.iter())
                .map(|finding| to_lsp::diagnostic(snapshot, finding))
                .collect(),
        ),
        edit: Some(to_lsp::workspace_edit(snapshot, &edits)),
        ..CodeAction::default()
    })
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

    #[test]
    fn a_fix_of_several_places_can_be_made_in_one() {
        let edit = |start, end| Edit {
            span: Span::new(start, end),
            text: "Ibsen".into(),
        };
        let fix = Fix {
            title: "Replace with Ibsen".into(),
            preferred: true,
            safe: false,
            edits: vec![edit(0, 5), edit(20, 25)],
        };
        let here = only_here(&fix, Span::new(22, 22)).unwrap();
        assert_eq!(here.edits, [edit(20, 25)]);
        assert_eq!(here.title, "Replace with Ibsen, here only");
        assert_eq!(only_here(&fix, Span::new(10, 12)), None);
        assert_eq!(only_here(&fix, Span::new(0, 30)), None);
    }
}
