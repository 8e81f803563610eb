//! What waits while somebody writes: a problem in the word at the caret is told when the writer has left the word, so that
//! nothing is underlined before it is written, and nothing flickers.

use super::main_loop::Turns;
use super::rendered::Piece;
use crate::text::{Encoding, Span};
use ropey::Rope;
use std::collections::HashMap;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, Url};

/// After so long without a key a word counts as left: the protocol does not tell where the caret is.
const PAUSE: Duration = Duration::from_millis(800);

/// The byte at which a writer goes on after some changes were made; `None` where they were no typing inside a word.
pub(super) fn caret(
    text: &Rope,
    changes: &[TextDocumentContentChangeEvent],
    encoding: Encoding,
) -> Option<usize> {
    let [change] = changes else {
        return None;
    };
    if change.text.chars().any(char::is_whitespace) {
        return None;
    }
    let start = super::from_lsp::character(text, change.range?.start, encoding);
    let end = (start + change.text.chars().count()).min(text.len_chars());
    Some(text.char_to_byte(end))
}

/// The word at a byte of a text, digits with their separators too.
fn word(text: &str, caret: usize) -> Span {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | ',' | '.' | '%');
    let (before, behind) = (
        text.get(..caret).unwrap_or_default(),
        text.get(caret..).unwrap_or_default(),
    );
    let start = before.trim_end_matches(inside).len();
    let end = text.len() - behind.trim_start_matches(inside).len();
    let written = text.get(start..end).unwrap_or_default();
    let stop = |c: char| !c.is_alphanumeric() && c != '%';
    let lead = written.len() - written.trim_start_matches(stop).len();
    let rest = written.trim_matches(stop).len();
    Span::new(start + lead, start + lead + rest)
}

/// The diagnostics that are told while the caret stands at a byte: all but those in its word that were not told before.
pub(super) fn told(text: &str, caret: usize, found: &[Piece], before: &[Piece]) -> Vec<Piece> {
    let word = word(text, caret);
    // A mark behind the word, or the first letter of the next: it was left.
    let left = caret < word.start || caret > word.end || word.is_empty();
    let waits = |piece: &Piece| {
        !left
            && piece.at.is_some_and(|at| {
                let beside = at.span.start <= word.end && word.start <= at.span.end;
                let same = |b: &Piece| {
                    b.at.is_some_and(|b| b.code == at.code && b.start == at.start)
                };
                beside && !before.iter().any(same)
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
    use crate::server::rendered::Place;

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
