import type { Instant } from "@usage-billing/core";
import type { Environment } from "./configuration/credentials.ts";

/** What a command gets from the process that runs it, so that it can be tested without one. */
export interface CommandContext {
  /** Environment variables. */
  readonly environment: Environment;
  /** Takes the command's result. */
  readonly print: (line: string) => void;
  /** Takes what is said on the way and what went wrong. */
  readonly warn: (line: string) => void;
  /** Whether somebody watches: progress is then a bar that moves. */
  readonly isTerminal: boolean;
  /** Asks the person who runs the command and gives the answer; absent where nobody is there to answer. */
  readonly ask?: (question: string) => Promise<string>;
  /** Tells the time; the machine's when left out. */
  readonly now?: () => Instant;
  /** Ends the command early. */
  readonly signal: AbortSignal;
  /** Sets the exit status of a command that ran to its end. */
  readonly end: (status: number) => void;
}
