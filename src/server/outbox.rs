//! What goes to the client: an unbounded queue, written by a thread of its own, so that a client that does not read
//! holds up nothing.

use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tower_lsp::jsonrpc::Response;
use tower_lsp::lsp_types::Url;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::request::Request;

enum Mail {
    Message(Vec<u8>),
    /// What is to be said of a document, as it is when its turn comes.
    Diagnostics(Url),
    Finish(Sender<()>),
}

/// The queue's inlet. Posting never blocks.
#[derive(Clone)]
pub(super) struct Outbox {
    queue: Sender<Mail>,
    unsent: Unsent,
    requests: Arc<AtomicU64>,
}

/// Diagnostics that are queued: of a document the newest only, however long the client does not read.
type Unsent = Arc<Mutex<HashMap<Url, Vec<u8>>>>;

fn lock(unsent: &Unsent) -> MutexGuard<'_, HashMap<Url, Vec<u8>>> {
    unsent.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The writing thread's end.
pub(super) struct Writer {
    queue: Sender<Mail>,
}

/// Starts the writing thread; `closed` is called when the client's end is gone.
pub(super) fn start(
    output: impl Write + Send + 'static,
    closed: impl FnOnce() + Send + 'static,
) -> std::io::Result<(Outbox, Writer)> {
    let (queue, mail) = mpsc::channel();
    let unsent = Unsent::default();
    let diagnostics = unsent.clone();
    std::thread::Builder::new()
        .name("writer".into())
        .spawn(move || {
            if let Err(error) = write_all(output, &mail, &diagnostics) {
                tracing::info!("the client does not read any more: {error}");
                closed();
            }
        })?;
    let outbox = Outbox {
        queue: queue.clone(),
        unsent,
        requests: Arc::default(),
    };
    Ok((outbox, Writer { queue }))
}

fn write_all(output: impl Write, mail: &Receiver<Mail>, unsent: &Unsent) -> std::io::Result<()> {
    let mut output = std::io::BufWriter::with_capacity(1 << 16, output);
    while let Ok(first) = mail.recv() {
        // What has gathered meanwhile goes out in one piece.
        let mut next = Some(first);
        while let Some(item) = next {
            match item {
                Mail::Message(body) => write_framed(&mut output, &body)?,
                Mail::Diagnostics(uri) => {
                    let body = lock(unsent).remove(&uri);
                    if let Some(body) = body {
                        write_framed(&mut output, &body)?;
                    }
                }
                Mail::Finish(done) => {
                    output.flush()?;
                    let _ = done.send(());
                    return Ok(());
                }
            }
            next = mail.try_recv().ok();
        }
        output.flush()?;
    }
    Ok(())
}

fn write_framed(output: &mut impl Write, body: &[u8]) -> std::io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(body)
}

impl Outbox {
    /// Answers a request of the client.
    pub fn respond(&self, response: &Response) {
        self.post(response);
    }

    /// Tells the client something.
    pub fn notify<N: Notification>(&self, params: N::Params) {
        self.post(&json!({"jsonrpc": "2.0", "method": N::METHOD, "params": value(params)}));
    }

    /// Asks the client something. The answer is not waited for: it comes as a turn of its own, or never.
    pub fn request<R: Request>(&self, params: R::Params) -> String {
        let id = format!("backread/{}", self.requests.fetch_add(1, Ordering::Relaxed));
        self.post(
            &json!({"jsonrpc": "2.0", "id": id, "method": R::METHOD, "params": value(params)}),
        );
        id
    }

    /// Says what a document has, in a message that is JSON already. It stands in for one that was not sent yet.
    pub fn publish(&self, uri: &Url, message: String) {
        let before = lock(&self.unsent).insert(uri.clone(), message.into_bytes());
        if before.is_none() {
            drop(self.queue.send(Mail::Diagnostics(uri.clone())));
        }
    }

    fn post(&self, message: &impl Serialize) {
        match serde_json::to_vec(message) {
            // The writer is gone when the client is.
            Ok(body) => drop(self.queue.send(Mail::Message(body))),
            Err(error) => tracing::error!("a message could not be written: {error}"),
        }
    }
}

fn value(params: impl Serialize) -> Value {
    serde_json::to_value(params).unwrap_or_else(|error| {
        tracing::error!("parameters could not be written: {error}");
        Value::Null
    })
}

impl Writer {
    /// Writes what is queued and ends, or gives up when the client takes longer than `patience` to read it.
    pub fn finish(self, patience: Duration) {
        let (done, finished) = mpsc::channel();
        if self.queue.send(Mail::Finish(done)).is_ok()
            && finished.recv_timeout(patience) == Err(RecvTimeoutError::Timeout)
        {
            tracing::info!("the client left messages unread");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::jsonrpc::Id;

    /// An output that blocks until it is opened.
    #[derive(Clone)]
    struct Gate(Arc<Mutex<Vec<u8>>>);

    impl Write for Gate {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn posting_does_not_wait_for_a_client_that_does_not_read() {
        let gate = Gate(Arc::default());
        let closed = gate.0.lock().unwrap();
        let (outbox, writer) = start(gate.clone(), || {}).unwrap();
        for i in 0..1000 {
            outbox.respond(&Response::from_ok(Id::Number(i), "x".repeat(1000).into()));
        }
        drop(closed);
        writer.finish(Duration::from_secs(10));
        let written = String::from_utf8(gate.0.lock().unwrap().clone()).unwrap();
        assert_eq!(written.matches("Content-Length: ").count(), 1000);
        let last = written.rfind("\"id\":999").unwrap();
        assert!(written.rfind("\"id\":998").unwrap() < last);
    }

    #[test]
    fn of_what_a_document_has_only_the_newest_waits_for_a_client_that_does_not_read() {
        let gate = Gate(Arc::default());
        let closed = gate.0.lock().unwrap();
        let (outbox, writer) = start(gate.clone(), || {}).unwrap();
        // More than the writer holds by itself: from here on it waits for the gate.
        let long = "x".repeat(1 << 17);
        outbox.respond(&Response::from_ok(Id::Number(1), long.into()));
        let [one, other] = ["file:///a.md", "file:///b.md"].map(|uri| Url::parse(uri).unwrap());
        for i in 0..1000 {
            outbox.publish(&one, format!("{{\"one\":{i}}}"));
            outbox.publish(&other, format!("{{\"other\":{i}}}"));
        }
        drop(closed);
        writer.finish(Duration::from_secs(10));
        let written = String::from_utf8(gate.0.lock().unwrap().clone()).unwrap();
        for document in ["one", "other"] {
            assert!(written.contains(&format!("{{\"{document}\":999}}")));
            // The writer may have taken one before it came to the gate.
            assert!(written.matches(document).count() <= 2);
        }
    }

    #[test]
    fn finishing_gives_up_on_a_client_that_never_reads() {
        let gate = Gate(Arc::default());
        let _closed = gate.0.lock().unwrap();
        let (outbox, writer) = start(gate.clone(), || {}).unwrap();
        outbox.respond(&Response::from_ok(
            Id::Number(1),
            "x".repeat(1 << 17).into(),
        ));
        writer.finish(Duration::from_millis(20));
    }
}
