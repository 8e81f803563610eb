// What VS Code starts and stops: the parts, put together.

import * as vscode from "vscode";
import * as commands from "./commands";
import { EvidenceView } from "./evidence/view";
import { Session } from "./session";
import { Sources } from "./sources";
import { StatusItem } from "./status";

/** What other extensions, and the tests, may ask. */
export interface Api {
  readonly session: Session;
  readonly evidence: EvidenceView;
  readonly status: StatusItem;
}

let running: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const session = new Session(context);
  const sources = new Sources(session);
  const evidence = new EvidenceView(session, sources, context.extensionUri);
  const status = new StatusItem(session, sources);
  context.subscriptions.push(session, sources, evidence, status, commands.register(session, sources, evidence));
  running = session;
  await session.start();
  return { session, evidence, status };
}

/** VS Code waits for this, not for what is disposed after it. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}
