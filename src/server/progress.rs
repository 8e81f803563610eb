//! Progress while sources are read: begun where there is much to read and the client agreed, counted in percent, and
//! ended early where the client says so.

use super::global_state::GlobalState;
use super::main_loop::Turns;
use crate::engine;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tower_lsp::lsp_types::notification::Progress as ProgressNotification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::*;

/// Fewer files are read before anybody could look.
const MANY: usize = 200;

/// Between two reports lie at least so many percent.
const STEP: usize = 5;

/// How far one reading of sources is; shared with the thread that reads.
#[derive(Default)]
pub(super) struct Meter {
    token: String,
    files: AtomicUsize,
    read: AtomicUsize,
    cancelled: AtomicBool,
}

impl Meter {
    /// Whether the client wants it to end.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    fn percentage(&self) -> usize {
        let files = self.files.load(Ordering::Relaxed).max(1);
        (self.read.load(Ordering::Relaxed) * 100 / files).min(100)
    }

    /// Takes down what the reader tells; what a client should see becomes a turn.
    pub fn tell(self: &Arc<Self>, progress: engine::Progress, turns: &Turns) {
        match progress {
            engine::Progress::Files(files) => {
                self.files.store(files, Ordering::Relaxed);
                if files >= MANY {
                    let meter = self.clone();
                    turns.send("reading begins", move |s| s.begin_progress(meter));
                }
            }
            engine::Progress::Read(_) => {
                let before = self.percentage();
                self.read.fetch_add(1, Ordering::Relaxed);
                let now = self.percentage();
                let many = self.files.load(Ordering::Relaxed) >= MANY;
                if many && before / STEP != now / STEP {
                    let meter = self.clone();
                    turns.send("reading goes on", move |s| s.report_progress(&meter));
                }
            }
        }
    }
}

/// What the client is shown.
#[derive(Default)]
pub(super) struct Progress {
    count: usize,
    /// Readings under way, by token, and whether the client was told that they began.
    under_way: HashMap<String, (Arc<Meter>, bool)>,
}

impl GlobalState {
    /// The meter of a reading that begins.
    pub fn new_meter(&mut self) -> Arc<Meter> {
        self.progress.count += 1;
        let token = format!("backread/reading/{}", self.progress.count);
        Arc::new(Meter {
            token,
            ..Meter::default()
        })
    }

    fn begin_progress(&mut self, meter: Arc<Meter>) {
        if !self.client.progress {
            return;
        }
        let token = meter.token.clone();
        let under_way = &mut self.progress.under_way;
        under_way.insert(token.clone(), (meter, false));
        let params = WorkDoneProgressCreateParams {
            token: NumberOrString::String(token.clone()),
        };
        self.ask::<WorkDoneProgressCreate>(params, move |state, agreed| {
            // Over already, or not wanted: then there is nothing to show.
            let Some((meter, begun)) = state.progress.under_way.get_mut(&token) else {
                return;
            };
            if agreed.is_none() {
                state.progress.under_way.remove(&token);
                return;
            }
            *begun = true;
            let meter = meter.clone();
            let files = meter.files.load(Ordering::Relaxed);
            state.send_progress(
                &meter,
                WorkDoneProgress::Begin(WorkDoneProgressBegin {
                    title: "Reading sources".into(),
                    cancellable: Some(true),
                    message: Some(format!("{files} files")),
                    percentage: Some(percent(&meter)),
                }),
            );
        });
    }

    fn report_progress(&mut self, meter: &Meter) {
        if let Some((_, true)) = self.progress.under_way.get(&meter.token) {
            let read = meter.read.load(Ordering::Relaxed);
            let files = meter.files.load(Ordering::Relaxed);
            self.send_progress(
                meter,
                WorkDoneProgress::Report(WorkDoneProgressReport {
                    cancellable: Some(true),
                    message: Some(format!("{read} of {files} files")),
                    percentage: Some(percent(meter)),
                }),
            );
        }
    }

    /// A reading is over.
    pub fn end_progress(&mut self, meter: &Meter) {
        if let Some((_, true)) = self.progress.under_way.remove(&meter.token) {
            let message = match meter.is_cancelled() {
                true => "cancelled".to_owned(),
                false => format!("{} files", meter.read.load(Ordering::Relaxed)),
            };
            self.send_progress(
                meter,
                WorkDoneProgress::End(WorkDoneProgressEnd {
                    message: Some(message),
                }),
            );
        }
    }

    /// The client wants a reading to end.
    pub fn cancel_progress(&mut self, token: &NumberOrString) {
        if let NumberOrString::String(token) = token
            && let Some((meter, _)) = self.progress.under_way.get(token)
        {
            meter.cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn send_progress(&self, meter: &Meter, value: WorkDoneProgress) {
        self.outbox.notify::<ProgressNotification>(ProgressParams {
            token: NumberOrString::String(meter.token.clone()),
            value: ProgressParamsValue::WorkDone(value),
        });
    }
}

fn percent(meter: &Meter) -> u32 {
    u32::try_from(meter.percentage()).unwrap_or(100)
}
