import { CommanderError } from "commander";

/** What is wrong with an upstream document, its address or what is kept of it; for people. */
export class SpecsError extends Error {
  override readonly name = "SpecsError";
}

/** How a command ends that threw. */
export interface Failure {
  /** What is left to say; nothing when the parser of the command line has said it. */
  readonly message?: string;
  /** The exit status. */
  readonly status: number;
}

/**
 * Tells what a command that threw says, and how it ends.
 *
 * @param error - What it threw.
 * @returns Status 2 for what people can mend, 0 when help was asked for.
 * @throws What is neither: a defect.
 */
export function explainFailure(error: unknown): Failure {
  if (error instanceof SpecsError) return { message: error.message, status: 2 };
  if (error instanceof CommanderError) return { status: error.exitCode === 0 ? 0 : 2 };
  throw error;
}
