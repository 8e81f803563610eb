// Finds the server: where the setting says, else the one that comes with the extension, else the one on the PATH.

import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";

/** Where a server was found. */
export type Origin = "setting" | "bundled" | "path";

export interface Server {
  readonly command: string;
  readonly origin: Origin;
  readonly version: string;
}

/** Why there is no server to run: one sentence for the user. */
export class NoServer extends Error {}

const PROGRAM = process.platform === "win32" ? "backread.exe" : "backread";

/** The server to run. `setting` is what the user wrote, `extension` the extension's folder. */
export async function find(setting: string, extension: string): Promise<Server> {
  if (setting.trim() !== "") {
    const command = await named(setting.trim());
    return { command, origin: "setting", version: await versionOf(command) };
  }
  const bundled = path.join(extension, "server", PROGRAM);
  if (await exists(bundled)) {
    return { command: bundled, origin: "bundled", version: await versionOf(bundled) };
  }
  const installed = await onPath(process.env["PATH"] ?? "");
  if (installed !== undefined) {
    return { command: installed, origin: "path", version: await versionOf(installed) };
  }
  throw new NoServer(
    "The Backread server was not found: none comes with this build of the extension, and none is on the PATH. " +
      "Install it with `cargo install --path .` in Backread's repository, or name it in the setting backread.server.path.",
  );
}

/** The program that the setting names. From a relative path a file of the project that is open could be run. */
async function named(setting: string): Promise<string> {
  const command = setting.replace(/^~(?=$|[\\/])/, homedir());
  if (!path.isAbsolute(command)) {
    throw new NoServer(`The setting backread.server.path takes an absolute path, or one that begins with ~/; "${setting}" is neither.`);
  }
  if (!(await exists(command))) {
    throw new NoServer(`There is no program at ${command}, where the setting backread.server.path looks for the server.`);
  }
  return command;
}

/** What to tell about a server of another version than the extension's; before 1.0 the second number counts too. */
export function mismatch(server: Server, extension: string): string | undefined {
  const series = (version: string) => {
    const [major = "", minor = ""] = version.split(".");
    return major === "0" ? `0.${minor}` : major;
  };
  if (series(server.version) === series(extension)) return undefined;
  return (
    `The Backread server at ${server.command} is version ${server.version}, this extension is made for ${extension}. ` +
    "Some things may not work until both are of one version."
  );
}

/** The server on the PATH. Relative entries lead into the project that is open, and are passed over. */
async function onPath(variable: string): Promise<string | undefined> {
  for (const folder of variable.split(path.delimiter).filter((f) => path.isAbsolute(f))) {
    const candidate = path.join(folder, PROGRAM);
    if (await exists(candidate)) return candidate;
  }
  return undefined;
}

async function exists(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** Asks a program for its version; one that cannot tell is no server. */
async function versionOf(command: string): Promise<string> {
  const { answer, problem } = await new Promise<{ answer: string; problem?: string }>((resolve) => {
    execFile(command, ["--version"], { timeout: 10_000, windowsHide: true }, (error, stdout) => {
      const answer = String(stdout);
      resolve(error ? { answer, problem: error.message.split("\n")[0] ?? "" } : { answer });
    });
  });
  const version = /^backread (\d+\.\d+\.\d+\S*)/.exec(answer)?.[1];
  if (version !== undefined) return version;
  const why = problem ?? `it answers \`--version\` with "${answer.trim().slice(0, 60)}"`;
  throw new NoServer(`${command} cannot be used as the Backread server: ${why}`);
}
