import { UnreadableInput } from "../text/unreadable-input.ts";
import { ChangedColumnsError } from "./changed-columns-error.ts";
import { CutOffSourceError } from "./cut-off-source-error.ts";
import { RowOutsideWindowError } from "./row-outside-window-error.ts";
import { SourceError } from "./source-error.ts";
import { SourceUnavailableError } from "./source-unavailable-error.ts";

const CLASSES: Readonly<Record<string, typeof SourceError>> = {
  "changed-columns": ChangedColumnsError,
  "changed-while-read": CutOffSourceError,
  "cut-off": CutOffSourceError,
  "outside-window": RowOutsideWindowError,
  unavailable: SourceUnavailableError,
};

/**
 * Names the source in an error of its reading.
 *
 * @param source - The source's name.
 * @param error - What was thrown.
 * @returns A {@link SourceError} for what is wrong with the input; anything else as it is.
 */
export function toSourceError(source: string, error: unknown): unknown {
  if (!(error instanceof UnreadableInput)) return error;
  const { problem, cause } = error;
  const Class = CLASSES[problem.rule] ?? SourceError;
  return new Class(source, problem, cause === undefined ? {} : { cause });
}
