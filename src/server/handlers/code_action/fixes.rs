//! Fixes: those of the findings that touch a range, and all that are safe to make unseen.

use super::{Does, Offer, Remedy, touches};
use crate::finding::{Edit, Finding, Fix};
use crate::server::capabilities::FIX_ALL;
use crate::server::snapshot::Snapshot;
use crate::text::Span;
use tower_lsp::lsp_types::CodeActionKind;

/// The findings of which a place touches a span.
pub(super) fn touched(snapshot: &Snapshot, span: Span) -> Vec<Finding> {
    (snapshot.checked()).findings_at(|place| touches(place, span))
}

/// Adds the fixes of the findings that touch a span.
pub(super) fn offers<'a>(touched: &'a [Finding], span: Span, out: &mut Vec<Offer<'a>>) {
    for finding in touched {
        let fixes = offered(finding, span);
        let preferred = fixes.iter().position(|fix| fix.preferred);
        for (i, fix) in fixes.into_iter().enumerate() {
            let remedy = Remedy::Fix {
                code: finding.code.into(),
                start: span.start,
                end: span.end,
            };
            out.push(Offer {
                title: fix.title,
                kind: CodeActionKind::QUICKFIX,
                findings: vec![finding],
                preferred: Some(preferred == Some(i)),
                does: Does::Edit(remedy, fix.edits),
            });
        }
    }
}

/// The fixes of a finding as they are offered at one of its places: those that change that place, the ones of several
/// places also in part.
pub(super) fn offered(finding: &Finding, span: Span) -> Vec<Fix> {
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
    if out.is_empty() && finding.also.is_empty() {
        out.clone_from(&finding.fixes);
    }
    out
}

/// Every fix that is safe to apply unseen, without those that touch one before them: the findings and the edits; `None`
/// where nothing is.
pub(super) fn all(snapshot: &Snapshot) -> Option<(Vec<&Finding>, Vec<Edit>)> {
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
    (!findings.is_empty()).then_some((findings, edits))
}

/// The same as one action.
pub(super) fn fix_all(snapshot: &Snapshot) -> Option<Offer<'_>> {
    let (findings, edits) = all(snapshot)?;
    Some(Offer {
        title: match findings.len() {
            1 => "Fix the one problem that is safe to fix".into(),
            count => format!("Fix the {count} problems that are safe to fix"),
        },
        kind: CodeActionKind::new(FIX_ALL),
        findings,
        preferred: None,
        does: Does::Edit(Remedy::FixAll, edits),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
