//! `textDocument/codeLens`: at the top, how many figures the draft has and how they stand; a click lists them.

use crate::engine::{FigureStanding, Standing};
use crate::facts::document::fold_blanks;
use crate::server::commands::Command;
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use crate::text::Span;
use serde::Serialize;
use serde_json::json;
use tower_lsp::lsp_types::{CodeLens, Location};

pub(in crate::server) fn answer(snapshot: &Snapshot) -> Vec<CodeLens> {
    if !snapshot.is_draft() || !snapshot.editor.code_lens {
        return Vec::new();
    }
    let (title, figures) = figures(snapshot);
    if figures.is_empty() {
        return Vec::new();
    }
    let command = Command::ShowFigures.with(title, json!({"uri": snapshot.uri}));
    vec![CodeLens {
        range: to_lsp::range_of(snapshot, Span::new(0, 0)),
        command: Some(command),
        data: None,
    }]
}

/// A figure of the draft and how it stands.
#[derive(Serialize)]
pub(super) struct Figure {
    /// Where.
    range: to_lsp::Place,
    /// Its words.
    text: String,
    /// "supported", "contested", "conflict" or "unsupported".
    standing: &'static str,
    /// How many sources agree.
    agree: usize,
    /// How many give another value.
    differ: usize,
    #[serde(skip)]
    of: FigureStanding,
}

impl Figure {
    /// Whether the sources have something to say of it that is worth a look: not that they simply agree.
    pub fn is_to_look_at(&self, snapshot: &Snapshot) -> bool {
        self.of.standing != Standing::Supported && !snapshot.engine.dossier.is_empty()
    }

    /// The figure in one line.
    pub fn line(&self) -> String {
        format!("{}: {}", self.text, label(&self.of))
    }

    /// Where it stands.
    pub fn location(&self, snapshot: &Snapshot) -> Location {
        let range = to_lsp::range_of(snapshot, self.of.span);
        Location::new(snapshot.uri.clone(), range)
    }
}

/// The figures of a draft, and how many stand how.
pub(super) fn figures(snapshot: &Snapshot) -> (String, Vec<Figure>) {
    let checked = snapshot.checked();
    let all = snapshot.engine.figures(checked);
    let text = &snapshot.document().text;
    let title = match snapshot.engine.dossier.is_empty() {
        true if snapshot.sources_pending => {
            format!("{}; the sources are being read", count(all.len()))
        }
        true => format!("{}; no sources to hold them against", count(all.len())),
        false => summary(&all),
    };
    let figures = all.into_iter().map(|of| Figure {
        range: to_lsp::place(snapshot, of.span),
        text: fold_blanks(of.span.of(text)),
        standing: of.standing.as_str(),
        agree: of.agree,
        differ: of.differ,
        of,
    });
    (title, figures.collect())
}

fn count(figures: usize) -> String {
    match figures {
        1 => "1 figure".into(),
        n => format!("{n} figures"),
    }
}

/// "14 figures: 11 supported, 2 contested, 1 in conflict".
fn summary(all: &[FigureStanding]) -> String {
    let parts: Vec<String> = [
        (Standing::Supported, "supported"),
        (Standing::Contested, "contested"),
        (Standing::Conflict, "in conflict"),
        (Standing::Unsupported, "in no source"),
    ]
    .into_iter()
    .map(|(standing, words)| (all.iter().filter(|f| f.standing == standing).count(), words))
    .filter(|(n, _)| *n > 0)
    .map(|(n, words)| format!("{n} {words}"))
    .collect();
    format!("{}: {}", count(all.len()), parts.join(", "))
}

/// How a figure stands, in a few words: "2 sources agree, 1 differs".
pub(super) fn label(figure: &FigureStanding) -> String {
    let agree = match figure.agree {
        0 => String::new(),
        1 => "1 source agrees".into(),
        n => format!("{n} sources agree"),
    };
    let differ = match (figure.differ, agree.is_empty()) {
        (0, _) => String::new(),
        (1, true) => "1 source differs".into(),
        (n, true) => format!("{n} sources differ"),
        (1, false) => ", 1 differs".into(),
        (n, false) => format!(", {n} differ"),
    };
    match figure.standing {
        Standing::Supported if agree.is_empty() => "in the sources".into(),
        Standing::Unsupported => "in no source".into(),
        _ => agree + &differ,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(standing: Standing, agree: usize, differ: usize) -> FigureStanding {
        FigureStanding {
            span: Span::new(0, 1),
            standing,
            agree,
            differ,
        }
    }

    #[test]
    fn figures_are_counted_by_how_they_stand() {
        use Standing::{Conflict, Contested, Supported, Unsupported};
        let all = [
            figure(Supported, 1, 0),
            figure(Contested, 2, 1),
            figure(Supported, 3, 0),
            figure(Conflict, 0, 1),
        ];
        assert_eq!(
            summary(&all),
            "4 figures: 2 supported, 1 contested, 1 in conflict"
        );
        assert_eq!(
            summary(&[figure(Unsupported, 0, 0)]),
            "1 figure: 1 in no source"
        );
    }

    #[test]
    fn a_label_tells_who_agrees() {
        for (standing, agree, differ, expected) in [
            (Standing::Supported, 1, 0, "1 source agrees"),
            (Standing::Supported, 3, 0, "3 sources agree"),
            (Standing::Supported, 0, 0, "in the sources"),
            (Standing::Contested, 2, 1, "2 sources agree, 1 differs"),
            (Standing::Contested, 1, 2, "1 source agrees, 2 differ"),
            (Standing::Conflict, 0, 1, "1 source differs"),
            (Standing::Conflict, 0, 4, "4 sources differ"),
            (Standing::Unsupported, 0, 0, "in no source"),
        ] {
            assert_eq!(label(&figure(standing, agree, differ)), expected);
        }
    }
}
