// What the page of the Evidence view is told to show, and what it tells back. No more than words: the page knows no editor.

import type { Relation } from "./protocol";

/** What the page shows. */
export interface Page {
  /** What to say where there is nothing to show. */
  readonly hint: string;
  /** The words looked at, and what was compared. */
  readonly heading: string;
  readonly subject: string;
  readonly findings: readonly PageFinding[];
  readonly passages: readonly PagePassage[];
}

/** A finding on the words looked at. */
export interface PageFinding {
  readonly severity: "error" | "warning" | "note" | "hint";
  readonly code: string;
  readonly message: string;
}

/** A passage of a source. */
export interface PagePassage {
  readonly relation: Relation;
  readonly agreement: string;
  readonly value: string;
  /** Who says it and where. */
  readonly where: string;
  /** The sentence: before the words that count, those words, after them. */
  readonly sentence: readonly [before: string, words: string, after: string];
}

/** What the page tells: it is there, or one of its entries was clicked. */
export type Told =
  | { readonly kind: "ready" }
  | { readonly kind: "finding"; readonly index: number }
  | { readonly kind: "passage"; readonly index: number };
