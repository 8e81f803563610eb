//! Requests about a version of a document that is not checked yet. They are kept here, and not on a thread: whoever waits
//! for a slow draft holds up nobody else.

use super::adapter::Reply;
use super::decisions::failed;
use super::global_state::GlobalState;
use super::pool::Lane;
use super::snapshot::Snapshot;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::lsp_types::Url;

/// The protocol's code for a request whose document is another one by now.
const CONTENT_MODIFIED: i64 = -32801;

/// A request that waits, with the version it is about.
pub(super) struct Waiting {
    /// The version.
    pub snapshot: Arc<Snapshot>,
    request: Box<dyn Request>,
}

/// What can be done with a request whatever its answer is.
trait Request: Send {
    fn is_abandoned(&self) -> bool;
    fn answer(self: Box<Self>, snapshot: &Arc<Snapshot>);
    fn refuse(self: Box<Self>, why: Error);
}

struct Asked<T, A> {
    reply: Reply<T>,
    answer: A,
}

impl<T, A> Request for Asked<T, A>
where
    T: Send + 'static,
    A: FnOnce(&Arc<Snapshot>, Reply<T>) + Send + 'static,
{
    fn is_abandoned(&self) -> bool {
        self.reply.is_abandoned()
    }

    fn answer(self: Box<Self>, snapshot: &Arc<Snapshot>) {
        // Cancelled by the client while it waited.
        if !self.reply.is_abandoned() {
            (self.answer)(snapshot, self.reply);
        }
    }

    fn refuse(self: Box<Self>, why: Error) {
        self.reply.send(Err(why));
    }
}

impl Waiting {
    /// Whether nobody waits any more.
    pub fn is_abandoned(&self) -> bool {
        self.request.is_abandoned()
    }

    /// The document was closed.
    pub fn refuse_as_closed(self) {
        self.request.refuse(Error {
            code: ErrorCode::ServerError(CONTENT_MODIFIED),
            message: "the document was closed".into(),
            data: None,
        });
    }

    /// Its version could not be checked.
    pub fn refuse_as_failed(self) {
        self.request.refuse(failed("the text could not be checked"));
    }
}

impl GlobalState {
    /// Answers a request about a document beside the main loop, from the text as it is at this turn, once that is checked.
    pub fn answer_when_checked<T: Send + 'static>(
        &mut self,
        name: &'static str,
        uri: &Url,
        reply: Reply<T>,
        answer: impl FnOnce(&Arc<Snapshot>, Reply<T>) + Send + 'static,
    ) {
        let snapshot = self.snapshots.get(uri).map(|s| s.clone());
        let (Some(document), Some(snapshot)) = (self.documents.get_mut(uri), snapshot) else {
            reply.send(Err(Error::invalid_params(format!("{uri} is not open"))));
            return;
        };
        let request = Box::new(Asked { reply, answer });
        let waiting = Waiting { snapshot, request };
        if waiting.snapshot.checked.get().is_some() {
            self.answer_waiting(name, waiting);
        } else {
            document.waiting.push(waiting);
            self.check_next(uri);
        }
    }

    /// A document cannot be checked at all.
    pub fn refuse_waiting(&mut self, uri: &Url) {
        if let Some(document) = self.documents.get_mut(uri) {
            for waiting in std::mem::take(&mut document.waiting) {
                waiting.refuse_as_failed();
            }
        }
    }

    /// Answers a request whose version is checked.
    pub fn answer_waiting(&self, name: &'static str, waiting: Waiting) {
        let Waiting { snapshot, request } = waiting;
        let uri = snapshot.uri.clone();
        let job = move || request.answer(&snapshot);
        self.pool.spawn_for(Lane::Request, name, uri, job);
    }
}
