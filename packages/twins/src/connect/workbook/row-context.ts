import type { Directory } from "../directory.ts";
import type { UsageFile } from "../files/usage-file.ts";
import type { Category } from "./usage-workbook.ts";

/** What rows are checked against. */
export interface RowContext {
  readonly file: UsageFile;
  readonly directory: Directory;
  readonly categories: readonly Category[];
  /** How often each record id occurs in the file. */
  readonly occurrences: ReadonlyMap<string, number>;
  /** The record ids of checked files that are not deleted, with the file of each. */
  readonly holders: ReadonlyMap<string, UsageFile>;
  /** When the rows are checked, as the platform prints it. */
  readonly createdAt: string;
}
