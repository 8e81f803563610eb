//! The table of readings: sentences with every figure that is read in them, and those in which none is.

use super::{Figure, FigureKind};
use crate::facts::read_block;
use crate::text::BlockKind;
use std::fmt::Write;

/// One row a line: the sentence, a tab, its figures as [`shown`] prints them, with " ; " between; "-" for none.
const TABLE: &str = "src/facts/figure/readings.tsv";

/// A figure in one line: `text = Kind value [unit] low..high {first~second} @head >predicate part !right-form`,
/// what is not there left out.
fn shown(figure: &Figure, text: &str) -> String {
    let mut out = format!(
        "{} = {:?} {}",
        figure.span.of(text),
        figure.kind,
        figure.value.round_dp(6).normalize()
    );
    if let Some(unit) = &figure.unit {
        let _ = write!(out, " [{}]", unit.name);
    }
    let end = |v: Option<rust_decimal::Decimal>| {
        v.map_or(String::new(), |v| v.round_dp(6).normalize().to_string())
    };
    if (figure.low, figure.high) != (Some(figure.value), Some(figure.value)) {
        let _ = write!(out, " {}..{}", end(figure.low), end(figure.high));
    }
    if let Some((first, second)) = figure.range
        && (figure.kind == FigureKind::Score
            || (figure.low, figure.high) != (Some(first), Some(second)))
    {
        let _ = write!(out, " {{{}~{}}}", first.normalize(), second.normalize());
    }
    if !figure.measure.head.is_empty() {
        let _ = write!(out, " @");
        for modifier in &figure.measure.modifiers {
            let _ = write!(out, "{modifier} ");
        }
        let _ = write!(out, "{}", figure.measure.head);
    }
    if let Some(predicate) = &figure.measure.predicate {
        let _ = write!(out, " >{predicate}");
    }
    if figure.measure.part {
        let _ = write!(out, " part");
    }
    if let Some(right) = &figure.malformed {
        let _ = write!(out, " !{right}");
    }
    out
}

#[test]
fn the_table_is_read_as_it_says() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    let table = std::fs::read_to_string(path).expect("the table lies beside the code");
    let mut wrong = String::new();
    let mut rows = 0;
    for line in table
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        rows += 1;
        let (sentence, want) = line.split_once('\t').unwrap_or((line, ""));
        let block = read_block(sentence, BlockKind::Paragraph);
        let got: Vec<String> = block.figures.iter().map(|f| shown(f, sentence)).collect();
        let got = if got.is_empty() {
            "-".to_owned()
        } else {
            got.join(" ; ")
        };
        if got != want {
            let _ = writeln!(wrong, "{sentence}\n  want {want}\n  got  {got}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(rows >= 200, "{rows} rows");
}

#[test]
fn spans_lie_on_characters_inside_the_text() {
    let texts = [
        "Über 3½ Mio., £\u{a0}12\u{202f}000 – 40 %…",
        "२० people, ①, 𝟓𝟎 %, 5️⃣ 10٫5",
        "١٢٣ — 1/0, 0/0, 1e99, 9^99^99, -, %, $, £, $$5$$",
        "99999999999999999999999999999 trillion trillion trillion",
        "9999999999999999 quadrillion million billion and a half",
        "one one one and and a a half half third thirds of a of a million",
        "twenty - - five -five- five-",
    ];
    for text in texts {
        let block = read_block(text, BlockKind::Paragraph);
        for figure in &block.figures {
            assert!(figure.span.covers(figure.number), "{text}: {figure:?}");
            assert!(
                text.get(figure.span.start..figure.span.end).is_some(),
                "{text}: {figure:?}"
            );
            assert!(
                text.get(figure.number.start..figure.number.end).is_some(),
                "{text}: {figure:?}"
            );
        }
    }
}

/// A list of thousands of numbers is one sentence: what each of them counts is looked for near it alone.
#[test]
fn what_a_figure_counts_is_looked_for_near_it() {
    let list: Vec<String> = (300..700).map(|n| n.to_string()).collect();
    let text = format!("Officials counted {}.", list.join(", "));
    let read = read_block(text, BlockKind::Paragraph);
    let predicates: Vec<bool> = (read.figures.iter())
        .map(|f| f.measure.predicate.as_deref() == Some("count"))
        .collect();
    assert_eq!(predicates.len(), 400);
    assert_eq!(
        (predicates.first(), predicates.last()),
        (Some(&true), Some(&false))
    );
}
