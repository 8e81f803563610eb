//! Reads framed messages and gives each to its handler in the order of arrival.

use super::Ending;
use super::adapter::Adapter;
use super::capabilities;
use super::main_loop::Turns;
use super::outbox::Outbox;
use serde_json::Value;
use std::future::Future;
use std::io::{BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use tokio::runtime::Handle;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::{ExitedError, LspService};
use tower_service::Service;

/// The longest header line that is read as one.
const HEADER_LIMIT: u64 = 4096;

type Handling = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

/// Serves until the client says `exit` or closes its end.
pub(super) fn serve(input: impl Read, turns: Turns, outbox: Outbox, runtime: &Handle) -> Ending {
    let (mut service, _socket) = LspService::build(|_| Adapter::new(turns.clone()))
        .custom_method("backread/text", Adapter::text)
        .custom_method("backread/evidence", Adapter::evidence)
        .custom_method("$/setTrace", Adapter::set_trace)
        .custom_method("window/workDoneProgress/cancel", Adapter::cancel_progress)
        .finish();
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut shut_down = false;
    loop {
        let body = match next_frame(&mut input) {
            Ok(Some(Frame::Message(body))) => body,
            Ok(Some(Frame::Garbled(why))) => {
                outbox.respond(&Response::from_error(
                    Id::Null,
                    error(ErrorCode::ParseError, why),
                ));
                continue;
            }
            Ok(None) | Err(_) => return Ending::EndOfInput,
        };
        match Incoming::read(&body) {
            Incoming::Request(request) => {
                let method = request.method();
                match method {
                    "exit" if shut_down => return Ending::Clean,
                    "exit" => return Ending::Abrupt,
                    "shutdown" => shut_down = true,
                    _ => {}
                }
                // Whatever follows `initialize` must find the server initialized; `exit` must find `shutdown` answered.
                let in_turn = matches!(method, "initialize" | "shutdown");
                let id = request.id().cloned();
                // tower-lsp keeps silent: notifications of this kind may be ignored, requests may not.
                if let Some(id) = id.clone().filter(|_| method.starts_with("$/")) {
                    outbox.respond(&Response::from_error(id, Error::method_not_found()));
                    continue;
                }
                let mut handling = service.call(request);
                if in_turn {
                    answer(&outbox, runtime.block_on(handling));
                    continue;
                }
                // The first poll makes the turn: here, in order. What is left is to wait for the answer.
                let mut context = Context::from_waker(Waker::noop());
                let polled =
                    catch_unwind(AssertUnwindSafe(|| handling.as_mut().poll(&mut context)));
                match polled {
                    Ok(Poll::Ready(response)) => answer(&outbox, response),
                    Ok(Poll::Pending) => spawn(runtime, handling, outbox.clone()),
                    Err(_) => {
                        if let Some(id) = id {
                            outbox.respond(&Response::from_error(id, Error::internal_error()));
                        }
                    }
                }
            }
            Incoming::Answer(id, result) => turns.send("answer", move |s| s.answer(&id, result)),
            Incoming::Bad(response) => outbox.respond(&response),
        }
    }
}

fn spawn(runtime: &Handle, handling: Handling, outbox: Outbox) {
    runtime.spawn(async move { answer(&outbox, handling.await) });
}

fn answer(outbox: &Outbox, response: Result<Option<Response>, ExitedError>) {
    if let Ok(Some(response)) = response {
        outbox.respond(&response);
    }
}

/// A message of the client.
enum Incoming {
    Request(Request),
    Answer(Id, Result<Value, Value>),
    /// No message of the protocol; the answer says so.
    Bad(Response),
}

impl Incoming {
    fn read(body: &[u8]) -> Incoming {
        let bad = |id, code, why: String| Incoming::Bad(Response::from_error(id, error(code, why)));
        let mut message = match serde_json::from_slice(body) {
            Ok(Value::Object(message)) => message,
            Ok(_) => {
                let why = "a message is one object".into();
                return bad(Id::Null, ErrorCode::InvalidRequest, why);
            }
            Err(e) => {
                return bad(
                    Id::Null,
                    ErrorCode::ParseError,
                    format!("malformed JSON: {e}"),
                );
            }
        };
        let id = match message.remove("id") {
            None => None,
            Some(id) => match serde_json::from_value::<Id>(id) {
                Ok(id) => Some(id),
                Err(_) => {
                    let why = "an id is a whole number or a string".into();
                    return bad(Id::Null, ErrorCode::InvalidRequest, why);
                }
            },
        };
        match (message.remove("method"), id) {
            (Some(Value::String(method)), id) => {
                let first = method == "initialize";
                let mut request = Request::build(method);
                // tower-lsp knows no parameters but absent ones for methods that take none.
                if let Some(mut params) = message.remove("params").filter(|p| !p.is_null()) {
                    if first {
                        capabilities::rename(&mut params);
                    }
                    request = request.params(params);
                }
                if let Some(id) = id {
                    request = request.id(id);
                }
                Incoming::Request(request.finish())
            }
            (None, Some(id)) if message.contains_key("error") => {
                Incoming::Answer(id, Err(message.remove("error").unwrap_or_default()))
            }
            (None, Some(id)) if message.contains_key("result") => {
                Incoming::Answer(id, Ok(message.remove("result").unwrap_or_default()))
            }
            (_, id) => bad(
                id.unwrap_or_default(),
                ErrorCode::InvalidRequest,
                "neither a request nor an answer".into(),
            ),
        }
    }
}

fn error(code: ErrorCode, message: String) -> Error {
    Error {
        code,
        message: message.into(),
        data: None,
    }
}

/// What stands between two headers.
#[derive(Debug, PartialEq)]
enum Frame {
    Message(Vec<u8>),
    /// No header that could be understood; reading goes on at the next one.
    Garbled(String),
}

/// The one header that there always is.
const LENGTH: &str = "content-length:";

/// The next frame; `None` at the end of input.
///
/// Behind a header that makes no sense nobody knows where the next one begins, since a body has no line end of its own:
/// what follows is searched for the name of the header, anywhere in a line.
fn next_frame(input: &mut impl BufRead) -> std::io::Result<Option<Frame>> {
    let mut length = None;
    let mut garbage: Option<String> = None;
    // The end of a line longer than the limit: the name may stand across it.
    let mut carried: Vec<u8> = Vec::new();
    loop {
        let mut line = std::mem::take(&mut carried);
        let mut limited = input.by_ref().take(HEADER_LIMIT);
        if limited.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if !line.ends_with(b"\n") {
            carried = line.split_off(line.len().saturating_sub(2 * LENGTH.len()));
        }
        let line = String::from_utf8_lossy(&line);
        let header = line.trim();
        if header.is_empty() {
            if let Some(length) = length {
                let mut body = Vec::new();
                if (input.by_ref().take(length).read_to_end(&mut body)? as u64) < length {
                    return Ok(None);
                }
                return Ok(Some(Frame::Message(body)));
            }
            if let Some(why) = garbage {
                return Ok(Some(Frame::Garbled(why)));
            }
        } else if let Some((_, value)) = header.to_ascii_lowercase().rsplit_once(LENGTH) {
            length = value.trim().parse::<u64>().ok();
            if length.is_none() {
                garbage = Some(format!("no length: `{header}`"));
            }
        } else if !header.to_ascii_lowercase().starts_with("content-type:") {
            garbage.get_or_insert_with(|| "no Content-Length header".into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(input: &[u8]) -> Vec<Result<String, ()>> {
        let mut input = BufReader::new(input);
        let mut out = Vec::new();
        while let Ok(Some(frame)) = next_frame(&mut input) {
            out.push(match frame {
                Frame::Message(body) => Ok(String::from_utf8(body).unwrap()),
                Frame::Garbled(_) => Err(()),
            });
        }
        out
    }

    #[test]
    fn frames_are_read_and_garbage_between_them_is_told() {
        for (input, expected) in [
            ("Content-Length: 2\r\n\r\n{}", vec![Ok("{}")]),
            (
                "content-length:2\r\nContent-Type: x; charset=utf-8\r\n\r\n{}Content-Length: 1\r\n\r\n1",
                vec![Ok("{}"), Ok("1")],
            ),
            (
                "Content-Length: 4\n\n{ } Content-Length: 2\r\n\r\n[]",
                vec![Ok("{ } "), Ok("[]")],
            ),
            (
                "nonsense\r\n\r\nContent-Length: 2\r\n\r\n{}",
                vec![Err(()), Ok("{}")],
            ),
            (
                "Content-Length: two\r\n\r\nContent-Length: 2\r\n\r\n{}",
                vec![Err(()), Ok("{}")],
            ),
            (
                "Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}",
                vec![Ok(""), Ok("{}")],
            ),
            (
                "Content-Length: -5\r\n\r\n{\"a\": [1,\n 2]}Content-Length: 2\r\n\r\n{}Content-Length: 2\r\n\r\n[]",
                vec![Err(()), Ok("{}"), Ok("[]")],
            ),
            // A body longer than its header says.
            (
                "Content-Length: 2\r\n\r\n{} \"more\": 1}Content-Length: 2\r\n\r\n[]",
                vec![Ok("{}"), Ok("[]")],
            ),
            ("Content-Length: 20\r\n\r\n{}", vec![]),
            ("Content-Length: 99999999999999999\r\n\r\n{}", vec![]),
            ("", vec![]),
        ] {
            let expected: Vec<Result<String, ()>> =
                expected.into_iter().map(|f| f.map(str::to_owned)).collect();
            assert_eq!(frames(input.as_bytes()), expected, "{input:?}");
        }
    }

    #[test]
    fn the_next_header_is_found_behind_any_garbage() {
        for length in HEADER_LIMIT - 40..HEADER_LIMIT + 40 {
            let garbage = "x".repeat(usize::try_from(length).unwrap());
            let input = format!("Content-Length: no\r\n\r\n{garbage}Content-Length: 2\r\n\r\n{{}}");
            assert_eq!(
                frames(input.as_bytes()),
                [Err(()), Ok("{}".to_owned())],
                "{length}"
            );
        }
    }

    #[test]
    fn messages_are_told_apart() {
        let kind = |body: &str| match Incoming::read(body.as_bytes()) {
            Incoming::Request(r) => format!("request {} {:?}", r.method(), r.id()),
            Incoming::Answer(id, result) => format!("answer {id} {}", result.is_ok()),
            Incoming::Bad(r) => format!("bad {}", r.error().unwrap().code.code()),
        };
        for (body, expected) in [
            (r#"{"jsonrpc":"2.0","method":"exit"}"#, "request exit None"),
            (
                r#"{"method":"a","id":1,"params":null}"#,
                "request a Some(Number(1))",
            ),
            (
                r#"{"method":"a","id":"x","params":[]}"#,
                "request a Some(String(\"x\"))",
            ),
            (r#"{"id":1,"result":null}"#, "answer 1 true"),
            (
                r#"{"id":1,"error":{"code":1,"message":"no"}}"#,
                "answer 1 false",
            ),
            (r#"{"id":1}"#, "bad -32600"),
            (r#"{"id":1.5,"method":"a"}"#, "bad -32600"),
            (r#"{"method":7}"#, "bad -32600"),
            (r#"[]"#, "bad -32600"),
            (r#"{"method":"#, "bad -32700"),
            ("\u{fffd}", "bad -32700"),
        ] {
            assert_eq!(kind(body), expected, "{body}");
        }
    }
}
