import { SourceError } from "./source-error.ts";

/** Thrown when a database cannot be reached or a command fails; the same reading may succeed later. */
export class SourceUnavailableError extends SourceError {
  override readonly code = "SOURCE_UNAVAILABLE" as const;
  override readonly retryable = true;
}
