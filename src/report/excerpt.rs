//! Lines of a document for a terminal: cropped or folded around a span, with the span marked in columns.

use crate::text::{Encoding, LineIndex, Span};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Rows that a span wider than the terminal may take.
const MOST_ROWS: usize = 6;
/// Lines of the file that a span may be shown over.
const MOST_LINES: usize = 4;
const ELLIPSIS: &str = "…";

/// One row of a terminal and the row of marks under it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The line's number from 1; `None` where the line began on a row above.
    pub line: Option<usize>,
    /// What to print; nothing in it moves the cursor but by its width.
    pub text: String,
    /// Blanks and marks, no blanks at the end.
    pub marks: String,
}

/// What one grapheme cluster takes on a terminal.
struct Cell<'a> {
    shown: &'a str,
    width: usize,
    marked: bool,
}

impl Cell<'_> {
    fn blank(&self) -> bool {
        self.shown == " "
    }
}

/// The rows that show `span` of a text, each at most `width` columns wide.
pub fn rows(text: &str, lines: &LineIndex, span: Span, width: usize, mark: char) -> Vec<Row> {
    let line_of = |offset| lines.position(text, offset, Encoding::Utf8).line;
    let first = line_of(span.start);
    let last = line_of(span.end.saturating_sub(1).max(span.start));
    let mut out = Vec::new();
    for number in first..=last.min(first + MOST_LINES - 1) {
        let Some(range) = lines.line(text, number) else {
            continue;
        };
        let line = text[range.clone()].trim_end_matches(['\n', '\r']);
        let marked = span.start.saturating_sub(range.start)..span.end.saturating_sub(range.start);
        let cells = cells(line, marked);
        if cells.iter().all(Cell::blank) {
            continue;
        }
        for (i, row) in fold(&cells, width.max(20)).into_iter().enumerate() {
            out.push(Row {
                line: (i == 0).then_some(number + 1),
                text: row.iter().map(|c| c.shown).collect(),
                marks: marks(&row, mark),
            });
        }
    }
    if last >= first + MOST_LINES {
        out.push(Row {
            line: None,
            text: ELLIPSIS.to_owned(),
            marks: String::new(),
        });
    }
    out
}

fn cells(line: &str, marked: Range<usize>) -> Vec<Cell<'_>> {
    line.grapheme_indices(true)
        .map(|(start, grapheme)| {
            let shown = shown(grapheme);
            Cell {
                shown,
                width: shown.width(),
                marked: start < marked.end && marked.start < start + grapheme.len(),
            }
        })
        .collect()
}

/// A tab as one blank; what would move the cursor, colour the terminal or turn the direction of writing as a box.
fn shown(grapheme: &str) -> &str {
    let unsafe_to_print = |c: char| {
        c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
    };
    match grapheme {
        "\t" | " " => " ",
        "\u{FEFF}" => "",
        g if g.contains(unsafe_to_print) => "\u{FFFD}",
        g => g,
    }
}

fn marks(row: &[&Cell], mark: char) -> String {
    let mut out = String::new();
    for cell in row {
        let sign = if cell.marked { mark } else { ' ' };
        out.extend(std::iter::repeat_n(sign, cell.width));
    }
    out.truncate(out.trim_end().len());
    out
}

/// The part of a line worth showing, in rows.
fn fold<'c, 'a>(cells: &'c [Cell<'a>], width: usize) -> Vec<Vec<&'c Cell<'a>>> {
    let shown = window(cells, width);
    let mut row: Vec<&Cell> = Vec::new();
    let mut rows = Vec::new();
    if shown.start > first_word(cells) {
        row.push(&DOTS);
    }
    let mut used = row.len();
    let mut last_blank = None;
    for cell in &cells[shown.clone()] {
        if used + cell.width > width {
            let rest = match last_blank {
                Some(at) => row.split_off(at),
                None => Vec::new(),
            };
            rows.push(std::mem::replace(&mut row, rest));
            if row.first().is_some_and(|c| c.blank()) {
                row.remove(0);
            }
            used = row.iter().map(|c| c.width).sum();
            last_blank = None;
            if cell.blank() && row.is_empty() {
                continue;
            }
        }
        if cell.blank() {
            last_blank = Some(row.len());
        }
        used += cell.width;
        row.push(cell);
    }
    if cells[shown.end..].iter().any(|c| !c.blank()) {
        if used < width {
            row.push(&DOTS);
        } else {
            row.pop();
            row.push(&DOTS);
        }
    }
    rows.push(row);
    rows
}

static DOTS: Cell = Cell {
    shown: ELLIPSIS,
    width: 1,
    marked: false,
};

fn first_word(cells: &[Cell]) -> usize {
    cells.iter().position(|c| !c.blank()).unwrap_or(0)
}

/// The cells to show: the whole line where it fits, else the marked ones with as many whole words around as fit, a
/// third of them before.
fn window(cells: &[Cell], width: usize) -> Range<usize> {
    let first = first_word(cells);
    let from = cells.iter().position(|c| c.marked).unwrap_or(first);
    let to = cells.iter().rposition(|c| c.marked).map_or(from, |i| i + 1);
    let line = first.min(from)..cells.len();
    let width_of = |r: Range<usize>| cells[r].iter().map(|c| c.width).sum::<usize>();
    if width_of(line.clone()) <= width {
        return line;
    }
    let needed = width_of(from..to);
    if needed + 2 > width {
        let most = MOST_ROWS * width;
        let mut end = from;
        let mut used = 0;
        // To the end of the last word: a closing mark is not worth an ellipsis.
        while end < line.end && used + cells[end].width < most && (end < to || !cells[end].blank())
        {
            used += cells[end].width;
            end += 1;
        }
        let word = (line.start..from)
            .rfind(|&i| cells[i].blank())
            .map_or(line.start, |i| i + 1);
        let from = if from - word <= 2 { word } else { from };
        return from..end;
    }
    let spare = width - needed - 2;
    let before = width_of(line.start..from);
    let after = width_of(to..line.end);
    let give_before = before.min((spare / 3).max(spare.saturating_sub(after)));
    let give_after = after.min(spare - give_before);
    let (mut start, mut end, mut used) = (from, to, 0);
    while start > line.start && used + cells[start - 1].width <= give_before {
        start -= 1;
        used += cells[start].width;
    }
    used = 0;
    while end < line.end && used + cells[end].width <= give_after {
        used += cells[end].width;
        end += 1;
    }
    // Whole words only, save where the span itself begins or ends inside one.
    if start > line.start && !cells[start - 1].blank() {
        start = (start..from)
            .find(|&i| cells[i].blank())
            .map_or(from, |i| i + 1);
    }
    if end < line.end && !cells[end].blank() {
        end = (to..end).rfind(|&i| cells[i].blank()).unwrap_or(to);
    }
    while end > to && cells[end - 1].blank() {
        end -= 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(text: &str, words: &str, width: usize) -> String {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let rows = rows(text, &LineIndex::new(text), span, width, '^');
        rows.iter()
            .map(|r| {
                let number = r.line.map_or("  ".to_owned(), |n| format!("{n:2}"));
                format!("{number}|{}\n  |{}\n", r.text, r.marks)
            })
            .collect()
    }

    #[test]
    fn marks_stand_under_their_words_whatever_the_width_of_letters() {
        for (text, words, shown) in [
            ("Ten boats sank.", "Ten", " 1|Ten boats sank.\n  |^^^\n"),
            (
                "a\r\n\tTwo\tboats\r\n",
                "boats",
                " 2|Two boats\n  |    ^^^^^\n",
            ),
            (
                "漢字 and boats",
                "boats",
                " 1|漢字 and boats\n  |         ^^^^^\n",
            ),
            (
                "A cafe\u{301} and boats",
                "boats",
                " 1|A cafe\u{301} and boats\n  |           ^^^^^\n",
            ),
            ("👩‍👩‍👧 fled", "fled", " 1|👩‍👩‍👧 fled\n  |   ^^^^\n"),
            (
                "4\u{a0}000 boats",
                "boats",
                " 1|4\u{a0}000 boats\n  |      ^^^^^\n",
            ),
            ("\u{FEFF}Ten", "Ten", " 1|Ten\n  |^^^\n"),
            (
                "a \u{1b}[31m red",
                "red",
                " 1|a \u{FFFD}[31m red\n  |        ^^^\n",
            ),
        ] {
            assert_eq!(show(text, words, 40), shown, "{text:?}");
        }
    }

    #[test]
    fn a_long_line_is_cropped_at_words_around_the_span() {
        let text = "The harbour office at Aldhaven told reporters that twelve boats were lost in the storm of Monday night, and that more might follow.";
        assert_eq!(
            show(text, "twelve", 50),
            " 1|…that twelve boats were lost in the…\n  |      ^^^^^^\n"
        );
        assert_eq!(
            show(text, "follow", 50),
            " 1|…of Monday night, and that more might follow.\n  |                                      ^^^^^^\n"
        );
    }

    #[test]
    fn a_long_span_is_folded_into_rows() {
        let text = "He said: “We have lost more boats in this one night than in all of the last ten years,” and left.";
        assert_eq!(
            show(
                text,
                "“We have lost more boats in this one night than in all of the last ten years,”",
                40
            ),
            " 1|…“We have lost more boats in this one\n  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n  |night than in all of the last ten\n  |^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n  |years,”…\n  |^^^^^^^\n"
        );
    }

    #[test]
    fn a_span_over_several_lines_is_marked_on_each() {
        let text = "He said “we lost\nten boats” today.\n";
        assert_eq!(
            show(text, "“we lost\nten boats”", 40),
            " 1|He said “we lost\n  |        ^^^^^^^^\n 2|ten boats” today.\n  |^^^^^^^^^^\n"
        );
    }

    proptest! {
        #[test]
        fn no_row_is_wider_than_asked_and_some_mark_is_seen(text in "[a-z 漢é\u{301}\t\r\n“👩]{1,200}", a in 0usize..200, len in 1usize..80, width in 20usize..60) {
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let start = bounds[a.min(bounds.len() - 2)];
            let end = bounds[(a + len).min(bounds.len() - 1)].max(bounds[a.min(bounds.len() - 2) .. ].first().copied().unwrap_or(0));
            prop_assume!(start < end);
            for row in rows(&text, &LineIndex::new(&text), Span::new(start, end), width, '^') {
                prop_assert!(row.text.width() <= width, "{:?}", row);
                prop_assert!(row.marks.len() <= width);
            }
        }
    }
}
