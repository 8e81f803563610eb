// The connection to one server. It lives as long as that server: one that died is followed by another client.

import * as vscode from "vscode";
import {
  CancellationToken,
  CloseAction,
  type CloseHandlerResult,
  type DocumentSelector,
  type DynamicFeature,
  ErrorAction,
  ErrorCodes,
  type ErrorHandler,
  ExecuteCommandRequest,
  type InitializeParams,
  LanguageClient,
  type Middleware,
  type ProgressToken,
  ResponseError,
  type ServerCapabilities,
  type StaticFeature,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from "vscode-languageclient/node";
import { applyEdit } from "./decisions";
import { SELECTOR } from "./drafts";
import type { Server } from "./server";
import * as settings from "./settings";

/** How far something is that takes the server a while. */
export type Progress = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** Who is told what passes through. */
export interface Listener {
  progressed(token: ProgressToken, progress: Progress): void;
  lookedAgain(): void;
}

/** The server's commands that the extension wraps. */
const OWN_COMMANDS = new Set(["backread.reindex"]);

/** How many times in a row reading or writing may fail before the server is given up. */
const ERRORS = 3;

/** A client of a server that was found; it is still to be started. */
export function connect(
  found: Server,
  extension: vscode.Extension<unknown>,
  log: vscode.LogOutputChannel,
  listener: Listener,
): LanguageClient {
  const run = { command: found.command, args: ["lsp"], options: { env: environment() } };
  return new Client("backread", "Backread", run, {
    documentSelector: SELECTOR,
    outputChannel: log,
    initializationOptions: () => settings.forServer(extension),
    // Who starts the client tells the user why that failed.
    initializationFailedHandler: () => false,
    errorHandler: new LeftToTheSession(),
    middleware: middleware(extension, listener),
  });
}

/** That of the editor. A level of the log that the user chose stands above the one in it. */
function environment(): NodeJS.ProcessEnv {
  const level = settings.chosen<string>("server.log");
  return level === undefined ? process.env : { ...process.env, BACKREAD_LOG: level };
}

function middleware(extension: vscode.Extension<unknown>, listener: Listener): Middleware {
  return {
    handleWorkDoneProgress: (token, progress, next) => {
      listener.progressed(token, progress);
      next(token, progress);
    },
    // The editor asks for these whenever a text changes, and whenever the server says that something else did.
    provideCodeLenses: (document, token, next) => {
      listener.lookedAgain();
      return next(document, token);
    },
    // The editor asks for what is missing in every action that is chosen; where that is a command, nothing is.
    resolveCodeAction: (action, token, next) => ("data" in action && action.data !== undefined ? next(action, token) : action),
    workspace: {
      // The session tells the server itself, and no server that it is about to stop.
      didChangeConfiguration: async () => {},
      handleApplyEdit: (params, next) => applyEdit(params, async (edit) => next(edit, CancellationToken.None)),
      // The server knows the keys of its configuration, not those of the extension.
      configuration: async (params, token, next) => {
        const answer = await next(params, token);
        if (!Array.isArray(answer)) return answer;
        return params.items.map(({ section, scopeUri }, i) => {
          if (section !== "backread") return answer[i] ?? null;
          return settings.forServer(extension, scopeUri ? vscode.Uri.parse(scopeUri, true) : undefined);
        });
      },
    },
  };
}

/** Keeps the client from starting a server again by itself: half-way up, it would leave one behind that nobody knows. */
class LeftToTheSession implements ErrorHandler {
  error(_error: Error, _message: unknown, count: number | undefined) {
    const action = (count ?? ERRORS + 1) <= ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown;
    return { action, handled: true };
  }

  closed(): CloseHandlerResult {
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}

/**
 * Whether it is the connection that failed, and not the server that refused. A server that dies is noticed later than the stream to it
 * closes: a request between the two fails with a code of the range that JSON-RPC keeps for the library itself.
 */
function ofConnection({ code }: ResponseError<unknown>): boolean {
  return code >= ErrorCodes.jsonrpcReservedErrorRangeStart && code <= ErrorCodes.jsonrpcReservedErrorRangeEnd;
}

/** A client that leaves those commands of the server alone which the extension has under the same name. */
class Client extends LanguageClient {
  /** The user is told what the server refuses. What goes wrong between the two is for the log: the session tells what it means. */
  override error(message: string, data?: unknown, notify?: boolean | "force"): void {
    const refused = this.isRunning() && data instanceof ResponseError && !ofConnection(data);
    super.error(message, data, refused ? notify : false);
  }

  protected override fillInitializeParams(params: InitializeParams): void {
    super.fillInitializeParams(params);
    // VS Code shows the findings above what the server says: they need not stand there twice.
    params.capabilities.experimental = { backread: { findingsInHover: true } };
  }

  override registerFeature(feature: StaticFeature | DynamicFeature<unknown>): void {
    if ("registrationType" in feature && feature.registrationType.method === ExecuteCommandRequest.method) {
      const initialize = feature.initialize.bind(feature);
      feature.initialize = (capabilities: ServerCapabilities<unknown>, selector: DocumentSelector | undefined) => {
        const provider = capabilities.executeCommandProvider;
        const commands = (provider?.commands ?? []).filter((command) => !OWN_COMMANDS.has(command));
        initialize({ ...capabilities, executeCommandProvider: { ...provider, commands } }, selector);
      };
    }
    super.registerFeature(feature);
  }
}
