//! The language server: what an editor asks for, answered from drafts, dossiers and findings.
//!
//! A message goes one way. `transport` reads it and polls its handler in the order of arrival; `adapter` turns it,
//! without waiting for anything, into a `main_loop::Turn`; the main loop owns `global_state` and runs the turns one
//! by one; work that takes time goes to the `pool` over an immutable `snapshot`; what comes of it comes back as a
//! turn or as an answer; `outbox` writes from its own thread. Nobody waits for the client.
//!
//! tower-lsp gives the typed methods, the life cycle and cancellation. Its `serve` is not used: it bounds what it reads
//! ahead, ends at malformed JSON and stays when `exit` comes. LSP positions exist in `to_lsp` and `from_lsp` alone.

mod adapter;
mod asked;
mod capabilities;
mod commands;
mod decisions;
mod documents;
mod drafts;
mod edit;
mod editor;
mod from_lsp;
mod global_state;
mod handlers;
mod homes;
mod main_loop;
mod outbox;
mod pool;
mod progress;
mod publisher;
mod pull;
mod rendered;
mod snapshot;
mod to_lsp;
mod trace;
mod transport;
mod typing;
mod waiting;
mod watch;

use std::io::{Read, Write};
use std::sync::mpsc;
use std::time::Duration;

/// How long the last messages may take to be read by a client that is going away.
const FAREWELL: Duration = Duration::from_secs(1);

/// How a session ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// The client said `shutdown`, then `exit`.
    Clean,
    /// The client said `exit` alone: the protocol wants exit code 1.
    Abrupt,
    /// The client closed its end. Several never say `shutdown`.
    EndOfInput,
}

/// Serves one client until it leaves. Threads still at work are left to the end of the process.
pub fn run(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> std::io::Result<Ending> {
    // Only answers wait here, for a channel each; one thread carries them all.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("answers")
        .build()?;
    let (ended, end) = mpsc::channel();
    let closed = ended.clone();
    let (outbox, writer) = outbox::start(output, move || {
        let _ = closed.send(Ending::EndOfInput);
    })?;
    let turns = main_loop::start(outbox.clone())?;
    let handle = runtime.handle().clone();
    std::thread::Builder::new()
        .name("reader".into())
        .spawn(move || {
            let _ = ended.send(transport::serve(input, turns, outbox, &handle));
        })?;
    let ending = end.recv().unwrap_or(Ending::EndOfInput);
    writer.finish(FAREWELL);
    runtime.shutdown_background();
    Ok(ending)
}
