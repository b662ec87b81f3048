import {
  compareGenerated,
  type Difference,
  type GeneratedFiles,
  readGenerated,
} from "./generated-files.ts";
import { schemaPath } from "./render-document.ts";

/** What a check looks at. */
export interface CheckOptions {
  /** Absolute path of the client package. */
  readonly packageFolder: string;
  /** Its generated folders. */
  readonly folders: readonly string[];
  /** What the generators make. */
  readonly expected: GeneratedFiles;
  /** Whether OpenAPI Generator's files are left out, because it could not be run. */
  readonly typesOnly: boolean;
}

/**
 * Compares the committed files of one client with what the generators make.
 *
 * @param options - What to compare.
 * @returns Every difference; none when the package is as generated.
 */
export function checkGenerated(options: CheckOptions): Difference[] {
  const { packageFolder, folders, expected, typesOnly } = options;
  const actual = [...readGenerated(packageFolder, folders)];
  const considered = typesOnly ? actual.filter(([path]) => path === schemaPath) : actual;
  return compareGenerated(expected, new Map(considered));
}
