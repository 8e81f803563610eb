//! What the client can do, resolved once into plain values, and what the server tells it in return.

use super::commands::Command;
use super::to_lsp;
use crate::text::Encoding;
use tower_lsp::lsp_types::*;

/// The kind of the source action that applies every safe fix.
pub(super) const FIX_ALL: &str = "source.fixAll.backread";

/// What matters of the client's capabilities. The default is the poorest client the protocol allows.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    /// What a column counts.
    pub encoding: Encoding,
    /// Hovers may be Markdown.
    pub markdown: bool,
    /// The editor shows findings in its hovers by itself, and says so (`experimental.backread.findingsInHover`).
    pub findings_in_hover: bool,
    /// Edits may name the version they are made for.
    pub versioned_edits: bool,
    /// Diagnostics may point to other places.
    pub related_information: bool,
    /// Diagnostics may link to a page.
    pub code_description: bool,
    /// Diagnostics may carry data.
    pub diagnostic_data: bool,
    /// Definitions may tell the range they start from.
    pub definition_links: bool,
    /// Outlines may be trees.
    pub symbol_trees: bool,
    /// Files may be watched on request.
    pub watches_files: bool,
    /// Watched files may be named relative to a folder outside the workspace.
    pub watches_anywhere: bool,
    /// Code actions may carry what they do; without it they are commands alone.
    pub code_action_literals: bool,
    /// Edits of code actions may be asked for when one was chosen.
    pub resolves_edits: bool,
    /// The server may ask for edits.
    pub applies_edits: bool,
    /// Edits may create files.
    pub creates_files: bool,
    /// Diagnostics are asked for, and asked for again when the server says so. A client that asks but cannot be told would
    /// not see that a source changed; diagnostics are pushed to it.
    pub pulls: bool,
    /// So are those of drafts that are not open.
    pub pulls_workspace: bool,
    /// Diagnostics of other documents may come along.
    pub related_documents: bool,
    /// Code lenses are asked for again when the server says so.
    pub refreshes_lenses: bool,
    /// Inlay hints are asked for again when the server says so.
    pub refreshes_hints: bool,
    /// Settings may be asked for.
    pub tells_settings: bool,
    /// The client says that settings changed when it is asked to.
    pub registers_settings: bool,
    /// Progress may be shown.
    pub progress: bool,
    /// Documents may be opened.
    pub shows_documents: bool,
}

impl Client {
    /// Resolves what the client sent, and what is known of one with its name.
    pub fn new(sent: &ClientCapabilities, name: &str) -> Client {
        let document = sent.text_document.clone().unwrap_or_default();
        let workspace = sent.workspace.clone().unwrap_or_default();
        let offered = sent
            .general
            .as_ref()
            .and_then(|g| g.position_encodings.as_deref());
        let diagnostics = document.publish_diagnostics.unwrap_or_default();
        let watching = workspace.did_change_watched_files.unwrap_or_default();
        let window = sent.window.clone().unwrap_or_default();
        let actions = document.code_action.unwrap_or_default();
        let edits = workspace.workspace_edit.unwrap_or_default();
        let resolves =
            |c: CodeActionCapabilityResolveSupport| c.properties.iter().any(|p| p == "edit");
        let refreshes = workspace.diagnostic.and_then(|d| d.refresh_support) == Some(true);
        let pulls = document.diagnostic.is_some() && refreshes;
        Client {
            encoding: negotiate(offered.unwrap_or_default()),
            markdown: (document.hover.and_then(|h| h.content_format))
                .is_some_and(|formats| formats.first() == Some(&MarkupKind::Markdown)),
            findings_in_hover: (sent.experimental.as_ref())
                .is_some_and(|e| e.pointer("/backread/findingsInHover") == Some(&true.into())),
            versioned_edits: edits.document_changes == Some(true),
            related_information: diagnostics.related_information == Some(true),
            code_description: diagnostics.code_description_support == Some(true),
            diagnostic_data: diagnostics.data_support == Some(true),
            definition_links: document
                .definition
                .is_some_and(|d| d.link_support == Some(true)),
            symbol_trees: (document.document_symbol)
                .is_some_and(|s| s.hierarchical_document_symbol_support == Some(true)),
            watches_files: watching.dynamic_registration == Some(true),
            watches_anywhere: watching.relative_pattern_support == Some(true),
            code_action_literals: actions.code_action_literal_support.is_some(),
            resolves_edits: actions.data_support == Some(true)
                && actions.resolve_support.is_some_and(resolves),
            applies_edits: workspace.apply_edit == Some(true),
            creates_files: edits.document_changes == Some(true)
                && (edits.resource_operations)
                    .is_some_and(|o| o.contains(&ResourceOperationKind::Create)),
            pulls,
            pulls_workspace: pulls && !asks_for_the_workspace_alone(name),
            related_documents: document.diagnostic.and_then(|d| d.related_document_support)
                == Some(true),
            refreshes_lenses: workspace.code_lens.and_then(|c| c.refresh_support) == Some(true),
            refreshes_hints: workspace.inlay_hint.and_then(|h| h.refresh_support) == Some(true),
            tells_settings: workspace.configuration == Some(true),
            registers_settings: (workspace.did_change_configuration)
                .is_some_and(|c| c.dynamic_registration == Some(true)),
            progress: window.work_done_progress == Some(true),
            shows_documents: window.show_document.is_some_and(|s| s.support),
        }
    }
}

/// Whether a client that is told to look again asks for the drafts that are not open, and leaves the open ones as they were:
/// Neovim 0.12 does, of a server that has the diagnostics of both.
fn asks_for_the_workspace_alone(name: &str) -> bool {
    name == "Neovim"
}

/// UTF-16 where the client offers it or says nothing, else the first that it offers and the server knows.
fn negotiate(offered: &[PositionEncodingKind]) -> Encoding {
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    if offered.contains(&PositionEncodingKind::UTF16) {
        return Encoding::Utf16;
    }
    offered.iter().find_map(known).unwrap_or_default()
}

/// Gives capabilities the names under which they are read: lsp-types knows `workspace.diagnostics` by the name that a
/// draft of the protocol had, and clients made with it send that one.
pub(super) fn rename(initialize: &mut serde_json::Value) {
    if let Some(serde_json::Value::Object(workspace)) =
        initialize.pointer_mut("/capabilities/workspace")
        && let Some(diagnostics) = workspace.remove("diagnostics")
    {
        workspace.insert("diagnostic".into(), diagnostics);
    }
}

/// What the server offers to a client.
pub(super) fn of_server(client: &Client) -> ServerCapabilities {
    let encoding = match client.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                ..TextDocumentSyncOptions::default()
            },
        )),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::new(FIX_ALL)]),
            resolve_provider: Some(client.resolves_edits),
            ..CodeActionOptions::default()
        })),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions::default()),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        diagnostic_provider: (client.pulls).then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some(to_lsp::SOURCE.into()),
                // A source or a configuration may be open too.
                inter_file_dependencies: true,
                workspace_diagnostics: client.pulls_workspace,
                ..DiagnosticOptions::default()
            })
        }),
        code_lens_provider: Some(CodeLensOptions {
            resolve_provider: Some(false),
        }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: Command::ALL.map(|c| c.name().to_owned()).into(),
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_taken_where_it_is_offered() {
        for (offered, taken) in [
            (&[][..], Encoding::Utf16),
            (&["utf-16"], Encoding::Utf16),
            (&["utf-8", "utf-32", "utf-16"], Encoding::Utf16),
            (&["utf-8", "utf-32"], Encoding::Utf8),
            (&["utf-32", "utf-8"], Encoding::Utf32),
            (&["utf-7", "utf-8"], Encoding::Utf8),
            (&["utf-7"], Encoding::Utf16),
        ] {
            let offered: Vec<PositionEncodingKind> = offered
                .iter()
                .map(|&name| PositionEncodingKind::from(name.to_owned()))
                .collect();
            assert_eq!(negotiate(&offered), taken, "{offered:?}");
        }
    }
}
