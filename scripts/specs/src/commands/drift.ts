import { compareDocuments } from "../compare/compare-documents.ts";
import { readCorrections, sortOut } from "../corrections/corrections.ts";
import { type Drift, toJson, toReport } from "../report/report-drift.ts";
import { pickSources, readSources, type Source } from "../sources.ts";
import { SpecsError } from "../specs-error.ts";
import { isFetched, readCommitted, readFetched, type Workplace } from "../workplace.ts";

/** Options of `specs drift`. */
export interface DriftOptions {
  /** Whether to print JSON. */
  readonly json: boolean;
  /** Whether to list the known corrections. */
  readonly verbose: boolean;
}

/**
 * Compares a committed document with the fetched one.
 *
 * @param folder - The folder of the documents.
 * @param api - The API.
 * @param source - Its entry in `sources.json`.
 * @returns What has drifted, and what is known.
 */
export function findDrift(folder: string, api: string, source: Source): Drift {
  const theirs = readFetched(folder, api);
  const { document } = readCommitted(folder, source);
  const sorted = sortOut(compareDocuments(document, theirs), readCorrections(folder, api));
  return { api, version: String(theirs.info.version ?? "unknown"), ...sorted };
}

/**
 * Tells what differs between committed and fetched documents.
 *
 * @param workplace - Where to work.
 * @param api - The API; all that were fetched when absent.
 * @param options - Form.
 * @returns Whether anything differs that is no known correction.
 * @throws {@link SpecsError} When nothing was fetched.
 */
export function showDrift(
  { folder, print, note }: Workplace,
  api: string | undefined,
  options: DriftOptions,
): boolean {
  const picked = pickSources(readSources(folder), api);
  const ready = picked.filter(([name]) => api !== undefined || isFetched(folder, name));
  if (ready.length === 0) throw new SpecsError("nothing was fetched; run: npm run specs -- fetch");
  for (const [name] of picked) {
    if (!ready.some(([other]) => other === name)) note(`${name}: not fetched, not compared`);
  }
  const results = ready.map(([name, source]) => findDrift(folder, name, source));
  if (options.json) print(toJson(results));
  else for (const result of results) print(toReport(result, options.verbose));
  return results.some(({ drift }) => drift.length > 0);
}
