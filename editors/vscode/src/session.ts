// One server and the connection to it, started and stopped as the user wants.

import * as vscode from "vscode";
import { ExecuteCommandRequest, type LanguageClient, type ProgressToken, State } from "vscode-languageclient/node";
import { connect, type Progress } from "./client";
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

/** Milliseconds within which a server that is started has to answer. */
const PATIENCE = 10_000;

/** A server that died is started again, but not the last of so many within so many milliseconds. */
const DEATHS = 5;
const WITHIN = 3 * 60_000;

const INSTALLING = "https://github.com/backread/backread/blob/main/docs/editors/vscode.md";

export class Session implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel("Backread", { log: true });
  private readonly changed = new vscode.EventEmitter<Status>();
  private readonly lookingAgain = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[] = [this.log, this.changed, this.lookingAgain];
  private client: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();
  private current: Status = { kind: "stopped" };
  private readonly readings = new Map<ProgressToken, Reading>();
  /** When servers died lately. */
  private deaths: number[] = [];
  /** What the user was last warned of. */
  private warned: string | undefined;

  /** Told whenever the session starts, stops or fails. */
  readonly onDidChange = this.changed.event;

  /** Told whenever a draft is looked at anew: its text changed, or what it is held against. */
  readonly onDidLookAgain = this.lookingAgain.event;

  constructor(private readonly context: vscode.ExtensionContext) {
    this.subscriptions.push(vscode.workspace.onDidChangeConfiguration((change) => this.configured(change)));
  }

  get status(): Status {
    return this.current;
  }

  /** Why nothing can be said of a draft now; undefined while the server runs. */
  get trouble(): string | undefined {
    switch (this.current.kind) {
      case "running":
        return undefined;
      case "failed":
        return this.current.message;
      case "starting":
        return "The Backread server is starting.";
      case "stopped":
        return "The Backread server is not running.";
    }
  }

  /** Starts the server; never fails, but may end in the status "failed". */
  start(): Promise<void> {
    return this.lineUp(() => this.launch());
  }

  /** Stops the server, and is done when it is gone. */
  stop(): Promise<void> {
    return this.lineUp(() => this.halt());
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

  /** Lets go of everything, once the server is gone: until then there may be something to log. */
  async dispose(): Promise<void> {
    await this.stop();
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
      const found = await server.find(settings.chosen("server.path") ?? "", this.context.extensionPath);
      this.log.info(`server: ${found.command} (${found.origin}), version ${found.version}`);
      this.client = this.connect(found);
      await inTime(this.client.start());
      this.runs(found);
    } catch (error) {
      await this.drop();
      const why = error instanceof Error ? error.message : String(error);
      const message = error instanceof server.NoServer ? why : `The Backread server did not start: ${why}. Its log may tell more.`;
      this.become({ kind: "failed", message });
      this.complain(message, "error");
    }
  }

  /** The server is up. A warning is shown once, not with every server that follows one that died. */
  private runs(found: server.Server): void {
    const warning = server.mismatch(found, this.context.extension.packageJSON.version as string);
    this.become({ kind: "running", server: found, ...(warning === undefined ? {} : { warning }) });
    if (warning !== undefined && warning !== this.warned) this.complain(warning, "warning");
    this.warned = warning;
  }

  private async halt(): Promise<void> {
    if (this.client === undefined) return;
    await this.drop();
    this.become({ kind: "stopped" });
  }

  /** Lets go of the client, and of its server where that still runs. */
  private async drop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.readings.clear();
    // One that is gone already, or never came up, needs no goodbye.
    await client?.dispose(2000).catch((error: unknown) => this.log.debug(`stopping: ${String(error)}`));
  }

  private connect(found: server.Server): LanguageClient {
    const client = connect(found, this.context.extension, this.log, {
      progressed: (token, progress) => this.progressed(token, progress),
      lookedAgain: () => this.lookingAgain.fire(),
    });
    client.onDidChangeState(({ newState }) => {
      // While it is started or stopped on purpose, others tell how it went.
      if (client === this.client && newState === State.Stopped && this.current.kind === "running") this.died();
    });
    return client;
  }

  /** The server ended by itself: another one is started, unless they keep dying. */
  private died(): void {
    const now = Date.now();
    this.deaths = [...this.deaths.filter((death) => now - death < WITHIN), now];
    if (this.deaths.length < DEATHS) {
      this.become({ kind: "failed", message: "The Backread server stopped. Its log may tell why." });
      void this.restart();
      return;
    }
    this.deaths = [];
    const message = `The Backread server stopped ${DEATHS} times within a few minutes and is not started again. Its log may tell why.`;
    this.become({ kind: "failed", message });
    this.complain(message, "error");
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
  private progressed(token: ProgressToken, params: Progress): void {
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

/** What comes of a start, or an error: behind one that hangs, nothing else could be started or stopped. */
async function inTime(start: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE / 1000} seconds`)), PATIENCE);
  });
  await Promise.race([start, late]).finally(() => clearTimeout(timer));
}
