// `backread/evidence`: what the server answers about the fact at a position.

import type { Location, Range } from "vscode-languageclient/node";

export const METHOD = "backread/evidence";

export type Relation = "supports" | "differs" | "qualifies";

/** The figure, name or quotation, and every passage that speaks of it. */
export interface Evidence {
  readonly range: Range;
  readonly text: string;
  readonly kind: "figure" | "name" | "quotation" | null;
  readonly subject: string;
  readonly rows: readonly Row[];
}

/** One passage. */
export interface Row {
  readonly value: string;
  readonly holder: string | null;
  readonly relation: Relation;
  readonly note: string | null;
  readonly source: string;
  readonly location: Location | null;
  readonly excerpt: string;
}
