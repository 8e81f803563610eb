//! What the client may follow: `$/logTrace` as it asked for by `$/setTrace`, and `window/logMessage`.

use super::outbox::Outbox;
use std::time::Duration;
use tower_lsp::lsp_types::notification::{LogMessage, LogTrace};
use tower_lsp::lsp_types::{LogMessageParams, LogTraceParams, MessageType, TraceValue};

/// How much is told. Work beside the main loop takes a clone along: what holds is what the client wanted when it asked.
#[derive(Clone)]
pub(super) struct Trace {
    outbox: Outbox,
    level: TraceValue,
}

impl Trace {
    /// Nothing is traced until the client asks for it.
    pub fn new(outbox: Outbox) -> Trace {
        Trace {
            outbox,
            level: TraceValue::Off,
        }
    }

    /// As the client wants it from now on.
    pub fn set(&mut self, value: TraceValue) {
        self.level = value;
    }

    /// A request was answered.
    pub fn answered(&self, name: &str, took: Duration, details: impl FnOnce() -> String) {
        if self.level == TraceValue::Off {
            return;
        }
        self.outbox.notify::<LogTrace>(LogTraceParams {
            message: format!("{name}: answered in {:.1} ms", took.as_secs_f64() * 1e3),
            verbose: (self.level == TraceValue::Verbose).then(details),
        });
    }

    /// A line for the client's log.
    pub fn log(&self, typ: MessageType, message: impl Into<String>) {
        let message = message.into();
        self.outbox
            .notify::<LogMessage>(LogMessageParams { typ, message });
    }
}
