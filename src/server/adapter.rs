//! tower-lsp's trait: every method lines up a turn before it waits for anything, and waits for nothing but its answer.

use super::drafts::Request;
use super::from_lsp;
use super::global_state::GlobalState;
use super::handlers;
use super::main_loop::Turns;
use super::pull::Pull;
use super::snapshot::Snapshot;
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{LanguageServer, async_trait};

/// The way back of an answer.
pub(super) struct Reply<T>(oneshot::Sender<Result<T>>);

impl<T> Reply<T> {
    /// A way back with its end, for tests.
    #[cfg(test)]
    pub fn channel() -> (Reply<T>, oneshot::Receiver<Result<T>>) {
        let (sender, receiver) = oneshot::channel();
        (Reply(sender), receiver)
    }

    /// Whether nobody waits any more: the client cancelled.
    pub fn is_abandoned(&self) -> bool {
        self.0.is_closed()
    }

    /// Answers.
    pub fn send(self, answer: Result<T>) {
        // Whoever is gone needs no answer.
        drop(self.0.send(answer));
    }
}

/// The server as tower-lsp sees it.
pub(super) struct Adapter {
    turns: Turns,
}

impl Adapter {
    /// An adapter that lines up turns.
    pub fn new(turns: Turns) -> Adapter {
        Adapter { turns }
    }

    /// `backread/text`: the text as the server has it, for tests and for those who doubt it.
    pub async fn text(&self, params: TextDocumentIdentifier) -> Result<handlers::text::Text> {
        self.ask("text", move |s, reply| {
            let snapshot = s.snapshot(&params.uri);
            reply.send(snapshot.map(|snapshot| handlers::text::answer(&snapshot)));
        })
        .await
    }

    /// `backread/evidence`: who says what about the fact at a position, for an editor's own view.
    pub async fn evidence(
        &self,
        at: TextDocumentPositionParams,
    ) -> Result<Option<handlers::evidence::Evidence>> {
        self.read_at("evidence", at, |s, offset| {
            Ok(handlers::evidence::answer(s, offset))
        })
        .await
    }

    /// `$/setTrace`: how much of the server's work the client wants to follow.
    pub async fn set_trace(&self, params: SetTraceParams) {
        self.turns
            .send("setTrace", move |s| s.trace.set(params.value));
    }

    /// `window/workDoneProgress/cancel`: reading sources takes too long.
    pub async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        self.turns
            .send("cancel", move |s| s.cancel_progress(&params.token));
    }

    /// Lines up a turn that is answered.
    async fn ask<T: Send + 'static>(
        &self,
        name: &'static str,
        turn: impl FnOnce(&mut GlobalState, Reply<T>) + Send + 'static,
    ) -> Result<T> {
        let (sender, receiver) = oneshot::channel();
        self.turns
            .send(name, move |state| turn(state, Reply(sender)));
        // The answer is lost when its turn or job panicked.
        receiver
            .await
            .unwrap_or_else(|_| Err(Error::internal_error()))
    }

    /// Lines up a request about a document, answered beside the main loop from the text as of its turn.
    async fn read<T: Send + 'static>(
        &self,
        name: &'static str,
        uri: Url,
        answer: impl FnOnce(&Snapshot) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.ask(name, move |state, reply| {
            state.read(name, &uri, reply, answer)
        })
        .await
    }

    /// The same for a request about a place of a document.
    async fn read_at<T: Send + 'static>(
        &self,
        name: &'static str,
        at: TextDocumentPositionParams,
        answer: impl FnOnce(&Snapshot, usize) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.read(name, at.text_document.uri, move |s| {
            answer(s, from_lsp::asked_at(s, at.position)?)
        })
        .await
    }
}

#[async_trait]
impl LanguageServer for Adapter {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        self.ask("initialize", move |s, reply| {
            reply.send(Ok(handlers::initialize::turn(s, params)));
        })
        .await
    }

    async fn initialized(&self, _: InitializedParams) {
        self.turns.send("initialized", |s| {
            s.watch();
            s.watch_settings();
            s.ask_for_settings();
        });
    }

    async fn shutdown(&self) -> Result<()> {
        self.ask("shutdown", |_, reply| reply.send(Ok(()))).await
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.turns
            .send("didOpen", move |s| handlers::did_open::turn(s, params));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.turns
            .send("didChange", move |s| handlers::did_change::turn(s, &params));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.turns
            .send("didSave", move |s| handlers::did_save::turn(s, &params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.turns
            .send("didClose", move |s| handlers::did_close::turn(s, &params));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.turns.send("didChangeWatchedFiles", move |s| {
            handlers::did_change_watched_files::turn(s, &params);
        });
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.turns.send("didChangeConfiguration", move |s| {
            handlers::did_change_configuration::turn(s, &params);
        });
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.turns.send("didChangeWorkspaceFolders", move |s| {
            handlers::did_change_workspace_folders::turn(s, &params);
        });
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.read_at("hover", at, |s, offset| {
            Ok(handlers::hover::answer(s, offset))
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.read("codeAction", uri, move |s| {
            let span = from_lsp::asked_in(s, params.range)?;
            let only = params.context.only.as_deref();
            Ok(Some(handlers::code_action::answer(s, span, only)))
        })
        .await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        // It was whole when it was offered.
        if action.data.is_none() {
            return Ok(action);
        }
        let uri = handlers::code_action::deferred(&action)?.uri;
        self.read("codeAction/resolve", uri, move |s| {
            handlers::code_action::resolve(s, action)
        })
        .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        self.ask("executeCommand", move |s, reply| {
            handlers::execute_command::turn(s, params, reply);
        })
        .await
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let (uri, previous) = (params.text_document.uri, params.previous_result_id);
        self.ask("diagnostic", move |s, reply| {
            s.pull(&uri, Pull { previous, reply });
        })
        .await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let known = params.previous_result_ids.into_iter();
        let previous = known.map(|known| (known.uri, known.value)).collect();
        self.ask("workspace/diagnostic", move |s, reply| {
            s.pull_workspace(Request { previous, reply });
        })
        .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.read("codeLens", params.text_document.uri, |s| {
            Ok(Some(handlers::code_lens::answer(s)))
        })
        .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.read("inlayHint", params.text_document.uri, move |s| {
            let within = from_lsp::asked_in(s, params.range)?;
            Ok(Some(handlers::inlay_hint::answer(s, within)))
        })
        .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.read("documentLink", params.text_document.uri, |s| {
            Ok(Some(handlers::document_link::answer(s)))
        })
        .await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<Vec<SymbolInformation>>> {
        self.ask("symbol", move |s, reply| {
            handlers::symbol::turn(s, params.query, reply);
        })
        .await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.read_at("definition", at, |s, offset| {
            Ok(handlers::definition::answer(s, offset))
        })
        .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.ask("references", move |s, reply| {
            handlers::references::turn(s, params, reply);
        })
        .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.read_at("documentHighlight", at, |s, offset| {
            Ok(Some(handlers::document_highlight::answer(s, offset)))
        })
        .await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.read("documentSymbol", params.text_document.uri, |s| {
            Ok(Some(handlers::document_symbol::answer(s)))
        })
        .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        self.read_at("completion", at, |s, offset| {
            Ok(handlers::completion::answer(s, offset).map(CompletionResponse::List))
        })
        .await
    }

    async fn prepare_rename(
        &self,
        at: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.read_at("prepareRename", at, |s, offset| {
            Ok(handlers::rename::prepare(s, offset))
        })
        .await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position;
        self.read_at("rename", at, move |s, offset| {
            handlers::rename::answer(s, offset, &params.new_name)
        })
        .await
    }
}
