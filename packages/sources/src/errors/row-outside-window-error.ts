import { SourceError } from "./source-error.ts";

/** Thrown when a row covers time that does not belong to the window. */
export class RowOutsideWindowError extends SourceError {
  override readonly code = "SOURCE_ROW_OUTSIDE_WINDOW" as const;
}
