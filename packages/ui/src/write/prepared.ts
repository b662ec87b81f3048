import type { Ledger } from "@usage-billing/ledger";
import type { UiDesk } from "../options.ts";
import type { ResultView } from "../views.ts";

/** What a change is prepared with. */
export interface Preparation {
  readonly ledger: Ledger;
  readonly desk: UiDesk;
}

/** A change that can be done. */
export interface Prepared {
  readonly title: string;
  /** What is going to happen, as sentences. */
  readonly steps: readonly string[];
  /** What somebody should be sure of. */
  readonly warning?: string;
  /** Does it, with the ledger that it was prepared with. */
  readonly perform: () => Promise<ResultView>;
}
