import type { Difference, DifferenceKind } from "../compare/difference.ts";
import type { Corrected } from "../corrections/corrections.ts";

/** The drift of one API. */
export interface Drift {
  readonly api: string;
  /** `info.version` of the upstream document. */
  readonly version: string;
  readonly drift: readonly Difference[];
  readonly known: readonly Corrected[];
}

const HEADINGS: Readonly<Record<DifferenceKind, string>> = {
  breaking: "Breaking: requests may be refused, or answers may not be what the types say",
  safe: "Safe: new or easier",
  undocumented: "Undocumented: said here, not upstream",
};

const SHOWN_OPERATIONS = 4;

function toLine({ place, aspect, ours, theirs, operations }: Difference): string {
  const [shown, more] = [
    operations.slice(0, SHOWN_OPERATIONS),
    operations.length - SHOWN_OPERATIONS,
  ];
  const names = `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `  ${place} · ${aspect}: ${ours} → ${theirs}${names === "" ? "" : `  (${names})`}`;
}

/**
 * Counts differences in words.
 *
 * @param many - How many there are.
 * @param what - What they are; "difference" when left out.
 * @returns The words, as "1 difference" or "2 differences".
 */
export function toCount(many: number, what = "difference"): string {
  return `${many} ${what}${many === 1 ? "" : "s"}`;
}

/**
 * Tells people what has drifted.
 *
 * @param result - The drift of one API.
 * @param isVerbose - Whether to list the known corrections too.
 * @returns Lines.
 */
export function toReport({ api, version, drift, known }: Drift, isVerbose: boolean): string {
  const verdict = drift.length === 0 ? "no drift" : toCount(drift.length);
  const lines = [
    `${api}, upstream version ${version}: ${verdict}; ${toCount(known.length, "known correction")}`,
  ];
  for (const kind of ["breaking", "safe", "undocumented"] as const) {
    const some = drift.filter((one) => one.kind === kind);
    if (some.length > 0) lines.push("", HEADINGS[kind], ...some.map(toLine));
  }
  if (isVerbose && known.length > 0) {
    lines.push("", "Known corrections, by their row in specs/");
    for (const [where, rows] of Map.groupBy(known, (one) => one.where)) {
      lines.push(` ${where}`, ...rows.map(({ difference }) => toLine(difference)));
    }
  }
  return `${lines.join("\n")}\n`;
}

/**
 * Tells programs what has drifted.
 *
 * @param results - The drift of each API.
 * @returns Plain JSON.
 */
export function toJson(results: readonly Drift[]): string {
  const plain = ({ edits: _, ...difference }: Difference) => difference;
  const value = results.map(({ drift, known, ...rest }) => ({
    ...rest,
    semver: adviseVersion(drift),
    drift: drift.map(plain),
    known: known.map(({ difference, where }) => ({ where, ...plain(difference) })),
  }));
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Advises how the client's version should grow when the drift is accepted.
 *
 * @param drift - The differences.
 * @returns `major` when something breaks, `minor` when something is new, `patch` for what only gets lost
 * from the document, `none` without drift.
 */
export function adviseVersion(
  drift: readonly Pick<Difference, "kind">[],
): "major" | "minor" | "none" | "patch" {
  if (drift.some(({ kind }) => kind === "breaking")) return "major";
  if (drift.some(({ kind }) => kind === "safe")) return "minor";
  return drift.length === 0 ? "none" : "patch";
}
