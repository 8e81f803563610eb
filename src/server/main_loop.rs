//! One thread owns the state and runs the turns in order.

use super::global_state::GlobalState;
use super::outbox::Outbox;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};

/// A turn that takes longer than this is logged: it holds up every other.
const LONG_TURN: Duration = Duration::from_millis(100);

/// One thing that happened: a message of the client, or the result of a job.
struct Turn {
    name: &'static str,
    run: Box<dyn FnOnce(&mut GlobalState) + Send>,
}

/// Where turns are lined up. Sending never blocks.
#[derive(Clone)]
pub(super) struct Turns(Sender<Turn>);

impl Turns {
    /// Lines up a turn.
    pub fn send(&self, name: &'static str, run: impl FnOnce(&mut GlobalState) + Send + 'static) {
        let run = Box::new(run);
        if self.0.send(Turn { name, run }).is_err() {
            tracing::debug!("{name} came after the end");
        }
    }
}

/// Starts the thread.
pub(super) fn start(outbox: Outbox) -> std::io::Result<Turns> {
    let (sender, receiver) = mpsc::channel::<Turn>();
    let turns = Turns(sender);
    let mut state = GlobalState::new(turns.clone(), outbox)?;
    std::thread::Builder::new()
        .name("main loop".into())
        .spawn(move || {
            while let Ok(turn) = receiver.recv() {
                let began = Instant::now();
                if catch_unwind(AssertUnwindSafe(|| (turn.run)(&mut state))).is_err() {
                    tracing::error!("the turn `{}` panicked; the next one goes on", turn.name);
                }
                let took = began.elapsed();
                if took > LONG_TURN {
                    tracing::warn!("the turn `{}` took {took:?}", turn.name);
                }
            }
        })?;
    Ok(turns)
}
