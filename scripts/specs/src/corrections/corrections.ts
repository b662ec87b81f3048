import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Difference, keyOf } from "../compare/difference.ts";

/** One row of the tables of corrections, with the differences that it gives the reason of. */
export interface Correction {
  /** The first cell of the row. */
  readonly where: string;
  /** Differences as {@link keyOf} names them; `*` stands for any text. */
  readonly differences: readonly string[];
}

/** A difference that is known and meant. */
export interface Corrected {
  readonly difference: Difference;
  /** The row that gives the reason. */
  readonly where: string;
}

function toPattern(difference: string): RegExp {
  const parts = difference.split("*").map((part) => part.replaceAll(/[.?+^$()[\]{}|\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

/**
 * Reads `corrections.json`.
 *
 * @param folder - The folder of the documents.
 * @param api - The API.
 * @returns Its corrections; none when there are none.
 */
export function readCorrections(folder: string, api: string): readonly Correction[] {
  const text = readFileSync(resolve(folder, "corrections.json"), "utf8");
  return (JSON.parse(text) as Record<string, readonly Correction[]>)[api] ?? [];
}

/**
 * Tells differences that are known and meant from drift.
 *
 * @param differences - All differences.
 * @param corrections - What is known.
 * @returns Both, in their order.
 */
export function sortOut(
  differences: readonly Difference[],
  corrections: readonly Correction[],
): { readonly drift: readonly Difference[]; readonly known: readonly Corrected[] } {
  const patterns = corrections.map(({ where, differences: texts }) => ({
    where,
    patterns: texts.map(toPattern),
  }));
  const drift: Difference[] = [];
  const known: Corrected[] = [];
  for (const difference of differences) {
    const key = keyOf(difference);
    const row = patterns.find((one) => one.patterns.some((pattern) => pattern.test(key)));
    if (row === undefined) drift.push(difference);
    else known.push({ difference, where: row.where });
  }
  return { drift, known };
}
