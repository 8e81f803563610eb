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

function list(label: string, entries: HTMLElement[]): HTMLElement[] {
  if (entries.length === 0) return [];
  const made = element("ul", "", ...entries);
  made.setAttribute("aria-label", label);
  return [made];
}

function line(tag: string, style: string, words: string): HTMLElement[] {
  return words === "" ? [] : [element(tag, style, words)];
}

/** What is looked at is read out when it changes, the lists only to who goes there. */
function show({ hint, heading, subject, findings, passages }: Page): void {
  const focused = buttons().findIndex((button) => button === document.activeElement);
  part("header").replaceChildren(...line("h1", "", heading), ...line("p", "subject", subject), ...line("p", "hint", hint));
  part("main").replaceChildren(...list("Findings", findings.map(finding)), ...list("Passages", passages.map(passage)));
  // Who goes through the list by keys stays there while a draft or a source changes.
  if (focused >= 0) buttons()[Math.min(focused, buttons().length - 1)]?.focus();
}

function part(tag: "header" | "main"): HTMLElement {
  return document.querySelector(tag) ?? document.body;
}

function buttons(): HTMLButtonElement[] {
  return [...document.querySelectorAll("button")];
}

let shown = "";

window.addEventListener("message", (event: MessageEvent<Page>) => {
  // The same page comes again with whatever changed elsewhere.
  const page = JSON.stringify(event.data);
  if (page === shown) return;
  shown = page;
  show(event.data);
});
editor.postMessage({ kind: "ready" });
