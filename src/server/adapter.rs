//! tower-lsp's trait: every method lines up a turn before it waits for anything, and waits for nothing but its answer.

use super::global_state::GlobalState;
use super::handlers;
use super::main_loop::Turns;
use super::snapshot::Snapshot;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{LanguageServer, async_trait};

/// The way back of an answer.
pub(super) struct Reply<T>(oneshot::Sender<Result<T>>);

impl<T> Reply<T> {
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
        let uri = params.uri;
        self.read("text", uri, handlers::text::answer).await
    }

    /// `backread/evidence`: who says what about the fact at a position, for an editor's own view.
    pub async fn evidence(
        &self,
        at: TextDocumentPositionParams,
    ) -> Result<Option<handlers::evidence::Evidence>> {
        self.read("evidence", at.text_document.uri, move |s| {
            Ok(handlers::evidence::answer(s, at.position))
        })
        .await
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
        self.turns.send("initialized", GlobalState::watch);
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
            handlers::did_change_configuration::turn(s, params);
        });
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.turns.send("didChangeWorkspaceFolders", move |s| {
            handlers::did_change_workspace_folders::turn(s, params);
        });
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.read("hover", at.text_document.uri, move |s| {
            Ok(handlers::hover::answer(s, at.position))
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.read("codeAction", uri, move |s| {
            Ok(Some(handlers::code_action::answer(s, &params)))
        })
        .await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.read("definition", at.text_document.uri, move |s| {
            Ok(handlers::definition::answer(s, at.position))
        })
        .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        self.read("references", at.text_document.uri, move |s| {
            Ok(Some(handlers::references::answer(s, at.position)))
        })
        .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.read("documentHighlight", at.text_document.uri, move |s| {
            Ok(Some(handlers::document_highlight::answer(s, at.position)))
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
        self.read("completion", at.text_document.uri, move |s| {
            Ok(handlers::completion::answer(s, at.position).map(CompletionResponse::List))
        })
        .await
    }

    async fn prepare_rename(
        &self,
        at: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.read("prepareRename", at.text_document.uri, move |s| {
            Ok(handlers::rename::prepare(s, at.position))
        })
        .await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position;
        self.read("rename", at.text_document.uri, move |s| {
            handlers::rename::answer(s, at.position, &params.new_name)
        })
        .await
    }
}
