// The page of the Evidence view: shows what it is told, tells what was clicked. Text is only ever set as text.

import type { Page, PageFinding, PagePassage, Told } from "../src/evidence/page";

declare function acquireVsCodeApi(): { postMessage(told: Told): void };

const editor = acquireVsCodeApi();

function element(tag: string, style: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  if (style !== "") made.className = style;
  made.append(...children);
  return made;
}

function finding({ severity, code, message }: PageFinding, index: number): HTMLElement {
  const style = severity === "hint" ? "hint-finding" : severity;
  return entry(style, { kind: "finding", index }, element("span", "", message), element("span", "tag", `${severity} · ${code}`));
}

function passage({ relation, agreement, value, where, sentence }: PagePassage, index: number): HTMLElement {
  const [before, words, after] = sentence;
  const told: Told = { kind: "passage", index };
  const top = element("span", "", element("span", "value", value), " ", element("span", "tag", agreement));
  const said = element("span", "sentence", before, ...(words === "" ? [] : [element("mark", "", words)]), after);
  return entry(relation, told, top, element("span", "where", where), said);
}

function entry(style: string, told: Told, ...children: Node[]): HTMLElement {
  const button = element("button", style, ...children);
  button.addEventListener("click", () => editor.postMessage(told));
  return element("li", "", button);
}

function show({ hint, heading, subject, findings, passages }: Page): void {
  const parts: Node[] = [];
  if (heading !== "") parts.push(element("h1", "", heading));
  if (subject !== "") parts.push(element("p", "subject", subject));
  if (findings.length > 0) parts.push(element("ul", "", ...findings.map(finding)));
  if (passages.length > 0) parts.push(element("ul", "", ...passages.map(passage)));
  if (hint !== "") parts.push(element("p", "hint", hint));
  document.body.replaceChildren(...parts);
}

window.addEventListener("message", (event: MessageEvent<Page>) => show(event.data));
editor.postMessage({ kind: "ready" });
