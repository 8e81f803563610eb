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
    if !snapshot.is_draft() {
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
        let fixes = offered(finding, span);
        let preferred = fixes.iter().position(|fix| fix.preferred);
        for (i, fix) in fixes.iter().enumerate() {
            let preferred = preferred == Some(i);
            out.push(to_lsp::quick_fix(snapshot, finding, fix, preferred));
        }
    }
}

/// The fixes of a finding as they are offered at one of its places: those that change that place, the ones of several
/// places also in part.
fn offered(finding: &Finding, span: Span) -> Vec<Fix> {
    let mut out: Vec<Fix> = Vec::new();
    for fix in &finding.fixes {
        let here: Vec<Edit> = (fix.edits.iter())
            .filter(|edit| touches(edit.span, span))
            .cloned()
            .collect();
        let somewhere_else = here.is_empty() && !finding.also.is_empty();
        if somewhere_else {
            continue;
        }
        out.push(fix.clone());
        let part = !here.is_empty() && here.len() < fix.edits.len();
        if part && finding.fixes.iter().all(|f| f.edits != here) {
            // The same words at another place may have a title already.
            let same = |f: &&Fix| matches!(&f.edits[..], [edit] if edit.text == here[0].text);
            let sibling = finding.fixes.iter().find(same);
            out.push(Fix {
                title: sibling.map_or_else(
                    || format!("{}, here only", fix.title),
                    |sibling| sibling.title.clone(),
                ),
                preferred: sibling.is_some_and(|sibling| sibling.preferred),
                safe: fix.safe,
                edits: here,
            });
        }
    }
    if out.is_empty() {
        out.clone_from(&finding.fixes);
    }
    out
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
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

    fn finding(fixes: Vec<Fix>, also: Vec<Span>) -> Finding {
        Finding {
            code: "name-garbled",
            severity: crate::finding::Severity::Warning,
            message: String::new(),
            span: Span::new(0, 5),
            also,
            evidence: Vec::new(),
            fixes,
        }
    }

    fn fix(title: &str, preferred: bool, places: &[usize]) -> Fix {
        let edit = |&start: &usize| Edit {
            span: Span::new(start, start + 5),
            text: "Ibsen".into(),
        };
        Fix {
            title: title.into(),
            preferred,
            safe: false,
            edits: places.iter().map(edit).collect(),
        }
    }

    fn shown(finding: &Finding, at: usize) -> Vec<(String, bool, Vec<usize>)> {
        let places = |fix: &Fix| fix.edits.iter().map(|e| e.span.start).collect();
        (offered(finding, Span::new(at, at)).iter())
            .map(|fix| (fix.title.clone(), fix.preferred, places(fix)))
            .collect()
    }

    #[test]
    fn a_fix_of_several_places_can_be_made_in_one() {
        let all = finding(
            vec![fix("Write Ibsen", true, &[0, 20])],
            vec![Span::new(20, 25)],
        );
        let here = |at| {
            vec![
                ("Write Ibsen".into(), true, vec![0, 20]),
                ("Write Ibsen, here only".into(), false, vec![at]),
            ]
        };
        assert_eq!(shown(&all, 2), here(0));
        assert_eq!(shown(&all, 22), here(20));
    }

    #[test]
    fn a_fix_of_one_place_moves_to_the_place_at_hand() {
        let two = finding(
            vec![
                fix("Write Ibsen", true, &[0]),
                fix("Write Ibsen everywhere", false, &[0, 20]),
            ],
            vec![Span::new(20, 25)],
        );
        let everywhere = ("Write Ibsen everywhere".into(), false, vec![0, 20]);
        assert_eq!(
            shown(&two, 2),
            [("Write Ibsen".into(), true, vec![0]), everywhere.clone()]
        );
        assert_eq!(
            shown(&two, 22),
            [everywhere, ("Write Ibsen".into(), true, vec![20])]
        );
    }

    #[test]
    fn a_fix_that_lies_beside_the_finding_is_offered() {
        let beside = finding(vec![fix("Add the source", true, &[40])], vec![]);
        assert_eq!(
            shown(&beside, 2),
            [("Add the source".into(), true, vec![40])]
        );
    }
}
