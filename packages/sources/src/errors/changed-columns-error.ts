import { SourceError } from "./source-error.ts";

/** Thrown when a source has other columns than it had before, or than it has to have. */
export class ChangedColumnsError extends SourceError {
  override readonly code = "SOURCE_COLUMNS_CHANGED" as const;
}
