import type { Problem } from "../problem.ts";

/** A refusal that a channel's API is known to give, or that its adapter foresees before anything is sent. */
export interface KnownRefusal extends Pick<Problem, "field"> {
  /** A stable name, in kebab case, unique among those of the API. */
  readonly id: string;
  /** Where it comes up; `before sending` means that the adapter's own check gives it. */
  readonly at: "any call" | "before sending" | "billing" | "changing" | "reading" | "sending";
  /** The rule of the problem that it becomes, where it becomes one. */
  readonly rule?: string;
  /** The HTTP status, where it is the answer to a request. */
  readonly status?: number;
  /** What the channel's words look like; absent where there are none. */
  readonly words?: RegExp;
  /** Words that look so: those of the API's documents, or of its twin. */
  readonly example?: string;
  /** Whether it only says what nothing more special says. */
  readonly isGeneral?: true;
  /** What it means to the vendor. */
  readonly meaning: string;
  /** What to do. */
  readonly fix: string;
  /** Whether sending again helps: after the fix, later without any, or never. */
  readonly retry: "after the fix" | "later" | "never";
  /**
   * Where it is known from: the vendor's documents, traffic that was seen, what follows from either without
   * being said, or this adapter's own check.
   */
  readonly basis: "documented" | "inferred" | "own check" | "seen";
}

/** What was said of a record or a call. */
export interface RefusalWords {
  /** The rule of the problem. */
  readonly rule?: string | undefined;
  /** The HTTP status. */
  readonly status?: number | undefined;
  /** The channel's own words. */
  readonly words?: string | undefined;
}
