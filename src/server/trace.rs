//! What the client may follow: `$/logTrace` as it asked for by `$/setTrace`, and `window/logMessage`.

use super::outbox::Outbox;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;
use tower_lsp::lsp_types::notification::{LogMessage, LogTrace};
use tower_lsp::lsp_types::{LogMessageParams, LogTraceParams, MessageType, TraceValue};

/// How much is told, shared with those who work beside the main loop.
#[derive(Clone)]
pub(super) struct Trace {
    outbox: Outbox,
    level: Arc<AtomicU8>,
}

const OFF: u8 = 0;
const MESSAGES: u8 = 1;
const VERBOSE: u8 = 2;

impl Trace {
    /// Nothing is traced until the client asks for it.
    pub fn new(outbox: Outbox) -> Trace {
        Trace {
            outbox,
            level: Arc::default(),
        }
    }

    /// As the client wants it from now on.
    pub fn set(&self, value: TraceValue) {
        let level = match value {
            TraceValue::Off => OFF,
            TraceValue::Messages => MESSAGES,
            TraceValue::Verbose => VERBOSE,
        };
        self.level.store(level, Ordering::Relaxed);
    }

    /// A request was answered.
    pub fn answered(&self, name: &str, took: Duration, details: impl FnOnce() -> String) {
        let level = self.level.load(Ordering::Relaxed);
        if level == OFF {
            return;
        }
        self.outbox.notify::<LogTrace>(LogTraceParams {
            message: format!("{name}: answered in {:.1} ms", took.as_secs_f64() * 1e3),
            verbose: (level == VERBOSE).then(details),
        });
    }

    /// A line for the client's log.
    pub fn log(&self, typ: MessageType, message: impl Into<String>) {
        let message = message.into();
        self.outbox
            .notify::<LogMessage>(LogMessageParams { typ, message });
    }
}
