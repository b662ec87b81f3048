import { SourceError } from "./source-error.ts";

/** Thrown when a source ends in the middle, or was written to while it was read. */
export class CutOffSourceError extends SourceError {
  override readonly code = "SOURCE_CUT_OFF" as const;
  override readonly retryable = true;
}
