//! What waits while somebody writes: a problem in the word or figure at the caret is told when the writer has left it, an
//! open quotation when the paragraph is left, so that nothing is underlined before it is written, and nothing flickers.

use super::main_loop::Turns;
use super::rendered::{Piece, Place};
use crate::facts::figure::number_words::{NumberWord, classify};
use crate::rules;
use crate::text::{Encoding, Span};
use ropey::Rope;
use std::collections::HashMap;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, Url};

/// After so long without a key a word counts as left: the protocol does not tell where the caret is.
const PAUSE: Duration = Duration::from_millis(800);

/// Behind a figure and before the word at the caret so many words may stand: "5 per ce", "1,400 dock ha".
const COUNTED: usize = 1;

/// The rules of quotations.
const OF_QUOTATIONS: &str = "quote-";

/// The rule of which nothing is told while somebody writes in the paragraph: a quotation is opened before it is closed.
const OPEN_QUOTATION: &str = "quote-unbalanced";

/// The byte at which a writer goes on after some changes were made; `None` where they were no typing of a word or a blank.
pub(super) fn caret(
    text: &Rope,
    changes: &[TextDocumentContentChangeEvent],
    encoding: Encoding,
) -> Option<usize> {
    let [change] = changes else {
        return None;
    };
    if change.text.contains(char::is_whitespace) && !change.text.trim().is_empty() {
        return None;
    }
    let range = change.range?;
    let start = super::from_lsp::character(text, range.start.min(range.end), encoding);
    let end = (start + change.text.chars().count()).min(text.len_chars());
    Some(text.char_to_byte(end))
}

/// What a writer is in the middle of: the word at a byte of a text, with the figure that it may belong to. `None` where
/// the last word was left.
fn unfinished(text: &str, caret: usize) -> Option<Span> {
    let before = text.get(..caret)?;
    let word = word(text, caret);
    let inside = word.start <= caret && caret <= word.end && !word.is_empty();
    let mut start = if inside {
        word.start
    } else if before.ends_with(is_blank) {
        caret
    } else if word.end < caret && goes_on_behind_mark(text, word, caret) {
        word.start
    } else {
        return None;
    };
    // "$4.2 millio", "forty-two million pou", "4.30 p", "one hundred and f", "5 per ce"
    while let Some(part) = figure_before(before.get(..start)?) {
        start = part;
    }
    (start < caret || inside).then(|| Span::new(start, word.end.max(caret)))
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

/// Whether the mark that was written last may be a part of what stands before it: the separator of "1,4", "4.2" and
/// "4:30", the stop of "4.30 p.m".
fn goes_on_behind_mark(text: &str, word: Span, caret: usize) -> bool {
    let written = word.of(text);
    match text.get(word.end..caret) {
        Some("," | "." | ":" | "/" | "-" | "–") if written.ends_with(is_digit) => true,
        Some(".") => {
            let last = written.rsplit('.').next().unwrap_or_default();
            let before = text.get(..word.start).unwrap_or_default();
            last.chars().count() == 1 && figure_before(before).is_some()
        }
        _ => false,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Where a figure begins that the words belong to with which a text ends, a blank behind them: [`COUNTED`] words at most
/// stand behind it.
fn figure_before(text: &str) -> Option<usize> {
    let mut rest = text;
    for _ in 0..=COUNTED {
        let end = rest.trim_end_matches(is_blank).len();
        let head = rest.get(..end).filter(|_| end < rest.len())?;
        let start = head.trim_end_matches(is_inside).len();
        let word = head.get(start..)?;
        // What ends in a mark ended what was said.
        if !word.ends_with(|c: char| c.is_alphanumeric() || c == '%') {
            return None;
        }
        if is_number(word) {
            return Some(start);
        }
        rest = head.get(..start)?;
    }
    None
}

/// Whether a word is a number, or a part of one.
fn is_number(word: &str) -> bool {
    let counts = |part: &str| {
        !matches!(
            classify(part),
            None | Some(NumberWord::A | NumberWord::And | NumberWord::Point)
        )
    };
    word.contains(is_digit) || word.split('-').any(counts)
}

/// Whether a character may stand inside a word, or a figure with its signs and separators.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '\'' | '’' | '-' | '–' | ',' | '.' | ':' | '/' | '%' | '$' | '£' | '€' | '¥'
        )
}

/// The word at a byte of a text, digits with their separators too.
fn word(text: &str, caret: usize) -> Span {
    let (before, behind) = (
        text.get(..caret).unwrap_or_default(),
        text.get(caret..).unwrap_or_default(),
    );
    let start = before.trim_end_matches(is_inside).len();
    let end = text.len() - behind.trim_start_matches(is_inside).len();
    let written = text.get(start..end).unwrap_or_default();
    let stop = |c: char| !c.is_alphanumeric() && c != '%';
    let lead = written.len() - written.trim_start_matches(stop).len();
    let rest = written.trim_matches(stop).len();
    Span::new(start + lead, start + lead + rest)
}

/// Whether two bytes of a text lie in one paragraph.
fn is_one_paragraph(text: &str, a: usize, b: usize) -> bool {
    let between = text.get(a.min(b)..a.max(b)).unwrap_or_default();
    let mut lines = between.split('\n').skip(1).peekable();
    // What stands behind the last line end is a line that may have only begun.
    !std::iter::from_fn(|| lines.next().filter(|_| lines.peek().is_some()))
        .any(|line| line.trim().is_empty())
}

/// The diagnostics that are told while the caret stands at a byte: all but those that rest on what is not finished there and
/// were not told before.
pub(super) fn told(text: &str, caret: usize, found: &[Piece], before: &[Piece]) -> Vec<Piece> {
    let unfinished = unfinished(text, caret);
    let rests_on = |at: &Place, unfinished: Span| {
        let beside = at.span.start <= unfinished.end && unfinished.start <= at.span.end;
        // What compares the places of a draft is told of one of them, whichever was written last.
        let of_draft = || rules::find(at.code).is_some_and(|r| r.rule.of_draft.is_some());
        beside || of_draft()
    };
    // Up to its closing mark, whatever stands behind the opening one seems to be quoted.
    let open = (found.iter().filter_map(|piece| piece.at))
        .filter(|at| at.code == OPEN_QUOTATION && is_one_paragraph(text, at.span.start, caret))
        .map(|at| at.span.start)
        .min();
    let is_in_open = |at: &Place| {
        let behind =
            |open: usize| open < at.span.end && is_one_paragraph(text, open, at.span.start);
        at.code.starts_with(OF_QUOTATIONS) && open.is_some_and(behind)
    };
    let waits = |piece: &Piece| {
        piece.at.is_some_and(|at| {
            let same = |b: &Piece| {
                b.at.is_some_and(|b| b.code == at.code && b.start == at.start)
            };
            (is_in_open(&at) || unfinished.is_some_and(|u| rests_on(&at, u)))
                && !before.iter().any(same)
        })
    };
    found.iter().filter(|p| !waits(p)).cloned().collect()
}

/// Tells the main loop when a writer has paused.
pub(super) struct Clock(Sender<(Url, u64)>);

impl Clock {
    /// Starts it.
    pub fn start(turns: Turns) -> std::io::Result<Clock> {
        let (sender, receiver) = channel::<(Url, u64)>();
        std::thread::Builder::new()
            .name("clock".into())
            .spawn(move || {
                let mut waiting: HashMap<Url, (Instant, u64)> = HashMap::new();
                loop {
                    let next = waiting.values().map(|(at, _)| *at).min();
                    let told = match next {
                        Some(at) => {
                            receiver.recv_timeout(at.saturating_duration_since(Instant::now()))
                        }
                        None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
                    };
                    match told {
                        Ok((uri, generation)) => {
                            waiting.insert(uri, (Instant::now() + PAUSE, generation));
                        }
                        Err(RecvTimeoutError::Timeout) => {
                            let now = Instant::now();
                            waiting.retain(|uri, (at, generation)| {
                                let (over, uri, generation) =
                                    (*at <= now, uri.clone(), *generation);
                                if over {
                                    turns.send("pause", move |s| s.paused(&uri, generation));
                                }
                                !over
                            });
                        }
                        Err(RecvTimeoutError::Disconnected) => return,
                    }
                }
            })?;
        Ok(Clock(sender))
    }

    /// Something of this generation of a document waits for its writer to pause.
    pub fn wait(&self, uri: &Url, generation: u64) {
        if self.0.send((uri.clone(), generation)).is_err() {
            tracing::error!("the clock has stopped");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::server::capabilities::Client;
    use crate::server::documents::OpenDocument;
    use crate::server::editor::EditorSettings;
    use crate::server::snapshot::{Role, Snapshot};
    use crate::sources::{Dossier, load::read_source};
    use std::path::Path;
    use std::sync::{Arc, OnceLock};
    use tower_lsp::lsp_types::{Position, Range, TextDocumentItem};

    fn piece(code: &'static str, start: usize, end: usize) -> Piece {
        let at = Some(Place {
            code,
            span: Span::new(start, end),
            start: (0, start),
        });
        Piece {
            json: code.into(),
            at,
        }
    }

    /// The sources of what is typed below.
    const SOURCES: [&str; 2] = [
        "HALVEN, March 3 (Wire) - The Halven harbour board said on Tuesday that 1,400 dock hands had walked out. \
         Harbour master Ilsebet Kranvoll told reporters that the basin would stay closed for nine days. \
         “We will not move a single crane until the crews are safe,” Kranvoll said.\n\n\
         The walkout cost the town $4.2 million, treasurer Dorian Vashti said. About 45 per cent of the freight was lost. \
         Some 23,500 crates waited on the quay, 2.75 tons each. The meeting began at 4.30 p.m. on Tuesday.\n",
        "Some 1,400 dock hands have walked out at Halven, the harbour board said. The harbour master, Ilsebet Kranvoll, \
         said the basin would remain closed for nine days. The walkout has cost the town $4.2 million, according to \
         treasurer Dorian Vashti. It lost 45 per cent of its freight. One hundred and twenty boats were kept out.\n",
    ];

    /// A draft that somebody types in, and what is shown of it.
    struct Desk {
        document: OpenDocument,
        engine: Engine,
        client: Arc<Client>,
        shown: Vec<Piece>,
    }

    impl Desk {
        fn new(text: &str) -> Desk {
            let sources = (SOURCES.iter().enumerate())
                .map(|(i, text)| read_source(Path::new(&format!("{i}.txt")), (*text).to_owned()))
                .collect();
            let item = TextDocumentItem::new(address(), "markdown".into(), 0, text.into());
            Desk {
                document: OpenDocument::new("/desk/draft.md".into(), &item),
                engine: Engine {
                    settings: Arc::default(),
                    dossier: Arc::new(Dossier::new(sources)),
                },
                client: Arc::new(Client {
                    encoding: Encoding::Utf8,
                    ..Client::default()
                }),
                shown: Vec::new(),
            }
        }

        fn snapshot(&mut self) -> Snapshot {
            self.document.generation += 1;
            Snapshot {
                uri: address(),
                path: self.document.path.clone(),
                format: self.document.format,
                version: self.document.version,
                generation: self.document.generation,
                text: self.document.text.clone(),
                caret: self.document.caret,
                role: Role::Draft,
                engine: self.engine.clone(),
                sources_pending: false,
                client: self.client.clone(),
                editor: EditorSettings::default(),
                memo: self.document.memo.clone(),
                checked: OnceLock::new(),
            }
        }

        /// Replaces some characters of a line.
        fn edit(&mut self, line: u32, from: usize, to: usize, text: &str) {
            let at = |column: usize| Position::new(line, u32::try_from(column).unwrap());
            let change = TextDocumentContentChangeEvent {
                range: Some(Range::new(at(from), at(to))),
                range_length: None,
                text: text.to_owned(),
            };
            let client = self.client.clone();
            self.document.apply(0, &[change], &client);
            self.show();
        }

        fn show(&mut self) {
            let snapshot = self.snapshot();
            let rendered = snapshot.rendered();
            self.shown = match snapshot.caret {
                Some(caret) => {
                    let text = &snapshot.document().text;
                    told(text, caret, rendered.pieces(), &self.shown)
                }
                None => rendered.pieces().to_vec(),
            };
        }

        fn pause(&mut self) {
            self.document.caret = None;
            self.show();
        }

        fn codes(&self) -> Vec<&'static str> {
            (self.shown.iter())
                .filter_map(|p| p.at.map(|at| at.code))
                .collect()
        }
    }

    fn address() -> Url {
        Url::parse("file:///desk/draft.md").unwrap()
    }

    /// What is right is typed key by key, at the end of a text and between other words: nothing is ever shown of it.
    #[test]
    fn nothing_flickers_while_right_words_are_typed() {
        let mut wrong = Vec::new();
        for (before, typed, behind) in [
            (
                "The Halven harbour board said ",
                "1,400",
                " dock hands had walked out.",
            ),
            (
                "The Halven harbour board said ",
                "1,400 dock hands had walked out. ",
                "",
            ),
            (
                "The walkout cost the town ",
                "$4.2 million",
                ", treasurer Dorian Vashti said.",
            ),
            (
                "The walkout cost the town ",
                "$4.2 million, treasurer Dorian Vashti said. ",
                "",
            ),
            (
                "The walkout cost the town $",
                "4.2",
                " million, treasurer Dorian Vashti said.",
            ),
            ("Some ", "23,500 crates", " waited on the quay."),
            ("Crates of ", "2.75 tons", " each waited on the quay."),
            ("About ", "45 per cent", " of the freight was lost."),
            ("About ", "45 per cent of the freight was lost. ", ""),
            ("The meeting began at 4", ".30", " p.m. on Tuesday."),
            ("The meeting began at ", "4.30 p.m. on Tuesday. ", ""),
            ("", "One hundred and twenty boats were kept out. ", ""),
            (
                "The basin would stay closed for ",
                "nine days",
                ", Ilsebet Kranvoll said.",
            ),
            (
                "",
                "“We will not move a single crane until the crews are safe,” Kranvoll said. ",
                "",
            ),
            (
                "Kranvoll spoke. ",
                "“We will not move a single crane until the crews are safe,”",
                " Kranvoll said.",
            ),
            (
                "",
                "Harbour master Ilsebet Kranvoll told reporters that the basin would stay closed for nine days. ",
                "",
            ),
            (
                "",
                "The Halven harbour board said 1,400 dock hands had walked out. The walkout cost the town $4.2 million. ",
                "",
            ),
        ] {
            let mut desk = Desk::new(&format!("# Halven\n\n{before}{behind}\n"));
            // What is told of the text that nothing was typed in yet is no matter here.
            let mut column = before.len();
            for c in typed.chars() {
                desk.edit(2, column, column, c.encode_utf8(&mut [0; 4]));
                column += c.len_utf8();
                if !desk.shown.is_empty() {
                    let typed = typed.get(..column - before.len()).unwrap();
                    wrong.push(format!("{before}[{typed}]{behind}: {:?}", desk.codes()));
                }
            }
            desk.pause();
            if !desk.shown.is_empty() {
                wrong.push(format!(
                    "{before}{typed}{behind} is right: {:?}",
                    desk.codes()
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// What is wrong waits until the writer is through with it, by going on or by a pause, and then stays.
    #[test]
    fn what_is_wrong_is_told_once_it_is_written() {
        for (typed, code, from) in [
            (
                "The Halven harbour board said 1,900 dock hands had",
                "figure-conflict",
                "1,900 dock hands ",
            ),
            (
                "The walkout cost the town $5.2 million, treasurer",
                "figure-conflict",
                "million,",
            ),
            (
                "Harbour master Ilsebet Kranvohl told reporters",
                "name-variant",
                "Kranvohl ",
            ),
        ] {
            let mut desk = Desk::new("# Halven\n\n\n");
            for (column, c) in typed.char_indices() {
                desk.edit(2, column, column, c.encode_utf8(&mut [0; 4]));
                let so_far = typed.get(..=column).unwrap();
                let expected = so_far.contains(from);
                let codes = desk.codes();
                assert_eq!(codes.contains(&code), expected, "{so_far}: {codes:?}");
            }
        }
        let mut desk = Desk::new("# Halven\n\n\n");
        desk.edit(2, 0, 0, "“");
        desk.edit(2, "“".len(), "“".len(), "W");
        assert!(desk.shown.is_empty());
        desk.pause();
        assert_eq!(desk.codes(), [OPEN_QUOTATION]);
        desk.edit(2, "“W".len(), "“W".len(), "e");
        assert_eq!(desk.codes(), [OPEN_QUOTATION], "what is shown stays");
        // The next paragraph was begun.
        let mut desk = Desk::new("# Halven\n\n“W\n\n");
        desk.edit(4, 0, 0, "T");
        assert_eq!(desk.codes(), [OPEN_QUOTATION]);
    }

    #[test]
    fn what_is_not_finished_at_the_caret() {
        for (text, expected) in [
            ("about 1,", Some("1,")),
            ("about 1,4", Some("1,4")),
            ("for $4.", Some("4.")),
            ("for $4.2 ", Some("$4.2 ")),
            ("for $4.2 mil", Some("$4.2 mil")),
            ("at 4.30 p.", Some("4.30 p.")),
            ("at 4:", Some("4:")),
            ("some 45 per ce", Some("45 per ce")),
            ("one hundred and f", Some("one hundred and f")),
            ("forty-two ", Some("forty-two ")),
            ("in 1912. ", None),
            ("in 1912, ", None),
            ("It came.", None),
            ("It came ", None),
            ("salt and p", Some("p")),
            ("ten men ", Some("ten men ")),
            ("ten men came ", None),
            ("ten men.", None),
            ("", None),
        ] {
            let found = unfinished(text, text.len()).map(|span| span.of(text));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_word_at_the_caret() {
        for (text, caret, expected) in [
            ("Tobias Kelerdal came.", 9, "Kelerdal"),
            ("Tobias Kelerdal came.", 15, "Kelerdal"),
            ("Tobias Kelerdal came.", 7, "Kelerdal"),
            ("It came. Then", 8, "came"),
            ("about 1,200.", 9, "1,200"),
            ("“Tobias’s boat”", 5, "Tobias’s"),
            ("a  b", 2, ""),
            ("", 0, ""),
        ] {
            assert_eq!(word(text, caret).of(text), expected, "{text} at {caret}");
        }
    }

    #[test]
    fn a_problem_in_the_word_that_is_written_waits() {
        let text = "Tobias Kelerdal came to the harbour.";
        let found = [piece("name", 7, 15), piece("claim", 16, 20)];
        let codes = |caret: usize, before: &[Piece]| -> Vec<String> {
            let told = told(text, caret, &found, before);
            told.iter().map(|p| p.json.to_string()).collect()
        };
        assert_eq!(codes(12, &[]), ["claim"]);
        assert_eq!(codes(15, &[]), ["claim"]);
        assert_eq!(
            codes(12, &[piece("name", 7, 14)]),
            ["name", "claim"],
            "what is shown stays"
        );
        assert_eq!(codes(12, &[piece("figure", 7, 14)]), ["claim"]);
        assert_eq!(codes(30, &[]), ["name", "claim"]);
    }
}
