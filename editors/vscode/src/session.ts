// One server and the connection to it, started and stopped as the user wants.

import * as vscode from "vscode";
import {
  type ApplyWorkspaceEditResult,
  type DocumentSelector,
  type DynamicFeature,
  ExecuteCommandRequest,
  type InitializeParams,
  LanguageClient,
  type ProgressToken,
  type ServerCapabilities,
  State,
  type StaticFeature,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from "vscode-languageclient/node";
import { applyEdit } from "./decisions";
import { SELECTOR } from "./drafts";
import * as server from "./server";
import * as settings from "./settings";

/** How the session is. */
export type Status =
  | { readonly kind: "stopped" }
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly server: server.Server; readonly warning?: string; readonly reading?: Reading }
  | { readonly kind: "failed"; readonly message: string };

/** How far the server is with reading the sources. */
export interface Reading {
  readonly percentage: number;
  readonly message: string;
}

/** Milliseconds after which a server that died is not coming back by itself. */
const STUCK = 10_000;

const INSTALLING = "https://github.com/backread/backread/blob/main/docs/editors/vscode.md";

export class Session implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel("Backread", { log: true });
  private readonly changed = new vscode.EventEmitter<Status>();
  private readonly subscriptions: vscode.Disposable[] = [this.log, this.changed];
  private client: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();
  private current: Status = { kind: "stopped" };
  private readonly readings = new Map<ProgressToken, Reading>();

  /** Told whenever the session starts, stops or fails. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly context: vscode.ExtensionContext) {
    this.subscriptions.push(vscode.workspace.onDidChangeConfiguration((change) => this.configured(change)));
  }

  get status(): Status {
    return this.current;
  }

  /** Starts the server; never fails, but may end in the status "failed". */
  start(): Promise<void> {
    return this.lineUp(() => this.launch());
  }

  /** Stops the server and starts it again: another one, if the settings say so. */
  restart(): Promise<void> {
    return this.lineUp(async () => {
      await this.halt();
      await this.launch();
    });
  }

  /** Has the sources read again. */
  async reindex(): Promise<void> {
    if (!(await this.command("backread.reindex"))) await this.restart();
  }

  /** Has the server run one of its commands; false where it knows none of that name. */
  async command(command: string, argument?: unknown): Promise<boolean> {
    const offered = this.client?.initializeResult?.capabilities.executeCommandProvider?.commands ?? [];
    if (!offered.includes(command)) return false;
    const params = { command, arguments: argument === undefined ? [] : [argument] };
    await this.client?.sendRequest(ExecuteCommandRequest.type, params).catch((error: Error) => {
      void vscode.window.showErrorMessage(`Backread: ${error.message}`);
    });
    return true;
  }

  /** Asks the server; undefined where none runs or it has no answer. */
  async request<T>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<T | undefined> {
    if (this.client?.state !== State.Running) return undefined;
    try {
      // A token that is undefined would count as another parameter.
      const more = token === undefined ? [] : [token];
      return ((await this.client.sendRequest(method, params, ...more)) as T | null) ?? undefined;
    } catch (error) {
      if (!token?.isCancellationRequested) this.log.debug(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** A position as the server counts it. */
  at(document: vscode.TextDocument, position: vscode.Position): unknown {
    return this.client?.code2ProtocolConverter.asTextDocumentPositionParams(document, position);
  }

  /** Parameters that ask for the code actions of a range. */
  actionsAt(document: vscode.TextDocument, range: vscode.Range): unknown {
    const convert = this.client?.code2ProtocolConverter;
    return {
      textDocument: convert?.asTextDocumentIdentifier(document),
      range: convert?.asRange(range),
      context: { diagnostics: [] },
    };
  }

  showLog(): void {
    this.log.show();
  }

  dispose(): void {
    void this.lineUp(() => this.halt());
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Starts and stops one after the other, whoever asks. */
  private lineUp(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step, step);
    return this.queue;
  }

  private async launch(): Promise<void> {
    if (this.client !== undefined) return;
    this.become({ kind: "starting" });
    try {
      const found = await server.find(settings.own("server.path", ""), this.context.extensionPath);
      this.log.info(`server: ${found.command} (${found.origin}), version ${found.version}`);
      this.client = this.connect(found);
      await this.client.start();
      const warning = server.mismatch(found, this.context.extension.packageJSON.version as string);
      this.become({ kind: "running", server: found, ...(warning === undefined ? {} : { warning }) });
      if (warning !== undefined) this.complain(warning, "warning");
    } catch (error) {
      this.client = undefined;
      const message =
        error instanceof server.NoServer ? error.message : `The Backread server did not start: ${String(error)}`;
      this.become({ kind: "failed", message });
      this.complain(message, "error");
    }
  }

  private async halt(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.readings.clear();
    if (client === undefined) return;
    // One that is gone already needs no goodbye.
    await client.dispose(2000).catch((error: unknown) => this.log.debug(`stopping: ${String(error)}`));
    this.become({ kind: "stopped" });
  }

  private connect(found: server.Server): LanguageClient {
    const env = { BACKREAD_LOG: settings.own("server.log", "warn"), ...process.env };
    const own = () => settings.forServer(this.context.extension);
    const client = new Client(
      "backread",
      "Backread",
      { command: found.command, args: ["lsp"], options: { env } },
      {
        documentSelector: SELECTOR,
        outputChannel: this.log,
        initializationOptions: own,
        middleware: {
          handleWorkDoneProgress: (token, params, next) => {
            this.progressed(token, params);
            next(token, params);
          },
          workspace: {
            handleApplyEdit: async (params, next) => applyEdit(params, async (p) => (await next(p, new vscode.CancellationTokenSource().token)) as ApplyWorkspaceEditResult),
            // The server knows the keys of its configuration, not those of the extension.
            configuration: async (params, token, next) => {
              const answer = await next(params, token);
              if (!Array.isArray(answer)) return answer;
              return params.items.map((item, i) => (item.section === "backread" ? own() : (answer[i] ?? null)));
            },
          },
        },
      },
    );
    client.onDidChangeState(({ newState }) => {
      // While it is started or stopped on purpose, others tell how it went.
      if (client !== this.client) return;
      if (newState === State.Stopped && this.current.kind === "running") {
        this.readings.clear();
        this.become({ kind: "failed", message: "The Backread server stopped. Its log may tell why." });
        // The client starts it again by itself. Where that is stuck half-way, another client does it.
        setTimeout(() => {
          if (client === this.client && client.state === State.Starting) void this.restart();
        }, STUCK);
      } else if (newState === State.Running && this.current.kind === "failed") {
        this.become({ kind: "running", server: found });
      }
    });
    return client;
  }

  private configured(change: vscode.ConfigurationChangeEvent): void {
    if (!change.affectsConfiguration("backread")) return;
    if (change.affectsConfiguration("backread.server")) {
      void this.restart();
    } else if (this.client?.state === State.Running) {
      const sent = { settings: { backread: settings.forServer(this.context.extension) } };
      void this.client.sendNotification("workspace/didChangeConfiguration", sent);
    }
  }

  /** The server reads sources, or is done with it. */
  private progressed(token: ProgressToken, params: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void {
    if (params.kind === "end") {
      this.readings.delete(token);
    } else {
      const before = this.readings.get(token);
      const { percentage = before?.percentage ?? 0, message = before?.message ?? "" } = params;
      this.readings.set(token, { percentage, message });
    }
    if (this.current.kind !== "running") return;
    const { reading: _, ...rest } = this.current;
    const [reading] = this.readings.values();
    this.become(reading === undefined ? rest : { ...rest, reading });
  }

  private become(status: Status): void {
    this.current = status;
    void vscode.commands.executeCommand("setContext", "backread.running", status.kind === "running");
    this.changed.fire(status);
  }

  /** Tells the user, with what can be done about it. */
  private complain(message: string, severity: "warning" | "error"): void {
    const show = severity === "error" ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
    this.log[severity === "error" ? "error" : "warn"](message);
    void show(message, "Open the Setting", "How to Install", "Show the Log").then((choice) => {
      if (choice === "Open the Setting") {
        void vscode.commands.executeCommand("workbench.action.openSettings", "backread.server.path");
      } else if (choice === "How to Install") {
        void vscode.env.openExternal(vscode.Uri.parse(INSTALLING));
      } else if (choice === "Show the Log") {
        this.showLog();
      }
    });
  }
}

/** A client that leaves those commands of the server alone which the extension has under the same name. */
class Client extends LanguageClient {
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

/** The server's commands that the extension wraps. */
const OWN_COMMANDS = new Set(["backread.reindex"]);

