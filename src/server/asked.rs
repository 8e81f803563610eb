//! Requests of the server to the client. Nobody waits for them: what is to be done with an answer is kept until it comes,
//! which may be never.

use super::global_state::GlobalState;
use serde_json::Value;
use std::collections::HashMap;
use tower_lsp::jsonrpc::Id;
use tower_lsp::lsp_types::request::Request;

type Then = Box<dyn FnOnce(&mut GlobalState, Result<Value, Value>) + Send>;

/// What is to be done with the answers of the client, by the id of the request.
#[derive(Default)]
pub(super) struct Asked(HashMap<String, Then>);

impl GlobalState {
    /// Asks the client something; `then` is a turn of its own when the answer comes, `None` where the client declined.
    pub fn ask<R: Request>(
        &mut self,
        params: R::Params,
        then: impl FnOnce(&mut GlobalState, Option<R::Result>) + Send + 'static,
    ) {
        let id = self.outbox.request::<R>(params);
        let name = R::METHOD;
        let read = move |state: &mut GlobalState, result: Result<Value, Value>| {
            let answer = result.and_then(|value| {
                serde_json::from_value(value).map_err(|error| Value::String(error.to_string()))
            });
            if let Err(error) = &answer {
                tracing::info!("the client declined {name}: {error}");
            }
            then(state, answer.ok());
        };
        self.asked.0.insert(id, Box::new(read));
    }

    /// The client answered a request of the server.
    pub fn answer(&mut self, id: &Id, result: Result<Value, Value>) {
        let then = match id {
            Id::String(id) => self.asked.0.remove(id),
            _ => None,
        };
        match (then, result) {
            (Some(then), result) => then(self, result),
            (None, Err(error)) => tracing::info!("the client declined {id}: {error}"),
            (None, Ok(_)) => {}
        }
    }
}
