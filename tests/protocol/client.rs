//! An editor's side of the protocol.

use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// How long anything may take before a test fails: generous, since machines that run tests are busy.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// A running server and what it said so far.
pub struct Client {
    server: Child,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// What was received and not asked for yet, in order.
    unread: Vec<Value>,
    /// Opens the server's standard output, for a client that does not read from the start; how long it rests after each
    /// message.
    start_reading: Option<Sender<Duration>>,
    /// Whether the server's own requests are answered.
    answers: bool,
    /// What is answered to them, by method, where it is not what [`usual_answer`] says.
    own_answers: HashMap<String, Value>,
    /// Whether the server waits to be asked for diagnostics.
    pulls: bool,
    requests: i64,
}

impl Client {
    /// Starts the server and reads what it says.
    pub fn start() -> Client {
        let mut client = Client::start_silent();
        client.read_on();
        client
    }

    /// Starts the server and leaves what it says unread.
    pub fn start_silent() -> Client {
        Client::start_with(&[])
    }

    /// Starts the server with more arguments, and leaves what it says unread.
    pub fn start_with(arguments: &[&str]) -> Client {
        let mut server = Command::new(env!("CARGO_BIN_EXE_backread"))
            .arg("lsp")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = server.stdin.take();
        let output = server.stdout.take().unwrap();
        let (send, incoming) = channel();
        let (start_reading, gate) = channel();
        std::thread::spawn(move || {
            if let Ok(rest) = gate.recv() {
                read_all(BufReader::with_capacity(512, output), &send, rest);
            }
        });
        Client {
            server,
            input,
            incoming,
            unread: Vec::new(),
            start_reading: Some(start_reading),
            answers: true,
            own_answers: HashMap::new(),
            pulls: false,
            requests: 0,
        }
    }

    /// Begins to read.
    pub fn read_on(&mut self) {
        self.read_at(Duration::ZERO);
    }

    /// Begins to read, and rests after each message.
    pub fn read_on_slowly(&mut self) {
        self.read_at(Duration::from_micros(300));
    }

    fn read_at(&mut self, rest: Duration) {
        if let Some(gate) = self.start_reading.take() {
            gate.send(rest).unwrap();
        }
    }

    /// From now on the server's own requests stay unanswered.
    pub fn never_answer(&mut self) {
        self.answers = false;
    }

    /// From now on the server's requests of a method are answered with a value.
    pub fn answer_with(&mut self, method: &str, result: Value) {
        self.own_answers.insert(method.to_owned(), result);
    }

    /// Whether the server waits to be asked for diagnostics.
    pub fn pulls(&self) -> bool {
        self.pulls
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    /// Sends a body with its header.
    pub fn send_body(&mut self, body: &str) {
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send_body(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string());
    }

    /// Sends a request; its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.requests += 1;
        let id = self.requests;
        self.send_body(
            &json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string(),
        );
        id
    }

    /// The answer to a request: its result, or its error.
    pub fn answer(&mut self, id: i64) -> Result<Value, Value> {
        let mut message = self.wait_for(&format!("the answer to {id}"), |m| {
            m["id"] == id && m.get("method").is_none()
        });
        match message.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(message["result"].take()),
        }
    }

    /// Sends a request and waits for its result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The first message, received already or to come, that is wanted.
    pub fn wait_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(i) = self.unread.iter().position(&wanted) {
            return self.unread.remove(i);
        }
        let end = Instant::now() + DEADLINE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(message) = self.incoming.recv_timeout(left) else {
                panic!("no {what}; unread: {:#?}", self.unread);
            };
            if self.answers
                && let Some(method) = message["method"].as_str()
                && let Some(id) = message.get("id")
            {
                let own = self.own_answers.get(method).cloned();
                let result = own.unwrap_or_else(|| usual_answer(method, &message["params"]));
                self.send_body(&json!({"jsonrpc": "2.0", "id": id, "result": result}).to_string());
            }
            if wanted(&message) {
                return message;
            }
            self.unread.push(message);
        }
    }

    /// All messages received so far, without waiting.
    pub fn received(&mut self) -> &[Value] {
        self.unread.extend(self.incoming.try_iter());
        &self.unread
    }

    /// Initializes with parameters as they are; the result.
    pub fn initialize(&mut self, params: Value) -> Value {
        let result = self.request("initialize", params);
        self.pulls = result["capabilities"].get("diagnosticProvider").is_some();
        self.notify("initialized", json!({}));
        result
    }

    /// Initializes as a client that can do what matters here.
    pub fn initialize_plainly(&mut self, root: &str) -> Value {
        self.initialize(json!({
            "processId": null, "rootUri": root, "workspaceFolders": [{"uri": root, "name": "desk"}],
            "capabilities": {
                "workspace": {"applyEdit": true, "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
                "textDocument": {
                    "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true, "dataSupport": true,
                                           "versionSupport": true},
                    "hover": {"contentFormat": ["markdown", "plaintext"]},
                    "definition": {"linkSupport": true},
                    "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
                    "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}}},
                },
            },
        }))
    }

    /// Opens a document.
    pub fn open(&mut self, uri: &str, language: &str, version: i64, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": language, "version": version, "text": text}}),
        );
    }

    /// Changes a document.
    pub fn change(&mut self, uri: &str, version: i64, changes: Value) {
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}),
        );
    }

    /// The next diagnostics of a version of a document.
    pub fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        self.published(uri, |m| m["params"]["version"] == version)
    }

    /// The diagnostics of a version of a document once one with `code` is among them: the first ones may come before the
    /// sources are loaded.
    pub fn findings(&mut self, uri: &str, version: i64, code: &str) -> Vec<Value> {
        self.published(uri, |m| {
            let diagnostics = m["params"]["diagnostics"].as_array().unwrap();
            m["params"]["version"] == version && diagnostics.iter().any(|d| d["code"] == code)
        })
    }

    /// The diagnostics of the newest version of a document once they are wanted, told or asked for as the client does it.
    pub fn shown(
        &mut self,
        uri: &str,
        version: i64,
        wanted: impl Fn(&[Value]) -> bool,
    ) -> Vec<Value> {
        if !self.pulls {
            return self.published(uri, |m| {
                let diagnostics = m["params"]["diagnostics"].as_array().unwrap();
                m["params"]["version"] == version && wanted(diagnostics)
            });
        }
        loop {
            let report = self.pull(uri, None);
            let items = report["items"].as_array().unwrap();
            if wanted(items) {
                return items.clone();
            }
            self.wait_for("a wish to be asked again", |m| {
                m["method"] == "workspace/diagnostic/refresh"
            });
        }
    }

    /// Asks for the diagnostics of a document.
    pub fn pull(&mut self, uri: &str, previous: Option<&Value>) -> Value {
        let mut params = json!({"textDocument": {"uri": uri}, "identifier": "backread"});
        if let Some(previous) = previous {
            params["previousResultId"] = previous.clone();
        }
        self.request("textDocument/diagnostic", params)
    }

    /// The next diagnostics of a document that are wanted; those before them are forgotten.
    pub fn published(&mut self, uri: &str, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
        let of_document = |m: &Value| {
            m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri
        };
        let known = self.unread.iter().position(|m| of_document(m) && wanted(m));
        let mut i = 0;
        self.unread.retain(|m| {
            i += 1;
            !of_document(m) || known.is_some_and(|known| i > known)
        });
        let what = format!("diagnostics of {uri}");
        let mut message = self.wait_for(&what, |m| of_document(m) && wanted(m));
        if known.is_none() {
            self.unread.retain(|m| !of_document(m));
        }
        serde_json::from_value(message["params"]["diagnostics"].take()).unwrap()
    }

    /// The server's text of a document and its version.
    pub fn text(&mut self, uri: &str) -> (String, i64) {
        let answer = self.request("backread/text", json!({"uri": uri}));
        (
            answer["text"].as_str().unwrap().to_owned(),
            answer["version"].as_i64().unwrap(),
        )
    }

    /// Closes the server's standard input.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// How the server ended. Its standard output ends with it, so waiting for that is waiting for both.
    pub fn ended(mut self) -> ExitStatus {
        self.read_on();
        let end = Instant::now() + DEADLINE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.incoming.recv_timeout(left) {
                Ok(_) => {}
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => panic!("the server stays"),
            }
        }
        self.server.wait().unwrap()
    }

    /// Says goodbye as the protocol wants, with standard input left open; how the server ended.
    pub fn leave(mut self) -> ExitStatus {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        self.ended()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // Gone already where the test ended it.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// What an editor answers that does what it is asked to.
fn usual_answer(method: &str, params: &Value) -> Value {
    match method {
        "workspace/configuration" => {
            let items = params["items"].as_array().unwrap();
            items.iter().map(|_| Value::Null).collect()
        }
        "workspace/applyEdit" => json!({"applied": true}),
        "window/showDocument" => json!({"success": true}),
        _ => Value::Null,
    }
}

fn read_all(mut output: impl BufRead, send: &Sender<Value>, rest: Duration) {
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if output.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        if output.read_exact(&mut body).is_err() {
            return;
        }
        let message = serde_json::from_slice(&body).unwrap();
        if send.send(message).is_err() {
            return;
        }
        if !rest.is_zero() {
            std::thread::sleep(rest);
        }
    }
}

/// Applies a text edit of LSP (UTF-16) to a text, as an editor would. Written apart from the server's way of doing it.
pub fn apply(text: &str, range: &Value, new: &str) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (start, end) = (at(&units, &range["start"]), at(&units, &range["end"]));
    let mut out = units[..start].to_vec();
    out.extend(new.encode_utf16());
    out.extend_from_slice(&units[end..]);
    String::from_utf16(&out).unwrap()
}

fn at(units: &[u16], position: &Value) -> usize {
    let (cr, lf) = (u16::from(b'\r'), u16::from(b'\n'));
    let mut left = position["line"].as_u64().unwrap();
    let mut i = 0;
    while left > 0 {
        let end = units[i] == lf || (units[i] == cr && units.get(i + 1) != Some(&lf));
        left -= u64::from(end);
        i += 1;
    }
    i + usize::try_from(position["character"].as_u64().unwrap()).unwrap()
}

/// Applies a workspace edit to the text of one document.
pub fn apply_edit(text: &str, uri: &str, edit: &Value) -> String {
    let edits = match edit.get("documentChanges") {
        Some(changes) => {
            assert_eq!(changes[0]["textDocument"]["uri"], uri);
            changes[0]["edits"].as_array().unwrap()
        }
        None => edit["changes"][uri].as_array().unwrap(),
    };
    let mut edits: Vec<&Value> = edits.iter().collect();
    // From the end, so that positions stay right.
    edits.sort_by_key(|e| {
        let start = &e["range"]["start"];
        std::cmp::Reverse((start["line"].as_u64(), start["character"].as_u64()))
    });
    edits.iter().fold(text.to_owned(), |text, e| {
        apply(&text, &e["range"], e["newText"].as_str().unwrap())
    })
}
