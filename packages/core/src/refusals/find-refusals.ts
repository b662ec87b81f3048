import type { KnownRefusal, RefusalWords } from "./known-refusal.ts";

/** A rule decides before a status: it is of one record, where a status may be of any call. */
function isAbout(refusal: KnownRefusal, { rule, status }: RefusalWords): boolean {
  if (rule !== undefined) return refusal.rule === rule;
  if (status !== undefined) return refusal.status === Math.min(status, 500);
  return refusal.isGeneral !== true && refusal.words?.source !== "^";
}

function saysSo(refusal: KnownRefusal, said: RefusalWords): boolean {
  if (!isAbout(refusal, said)) return false;
  if (refusal.words === undefined) return said.rule !== undefined;
  return refusal.words.test(said.words ?? "");
}

/**
 * Finds what is known of a refusal.
 *
 * @param catalogue - The refusals of the channel's API, as its adapter exports them.
 * @param said - The rule and the channel's words of a problem, or the status and the words of an answer.
 * @returns Every refusal of the catalogue that was meant, as one answer may name several; empty when it
 * has none like it.
 * @example
 * ```ts
 * findRefusals(rebillyRefusals, { rule: "usage-limit-exceeded", words: "The usage would exceed the hard limit." });
 * ```
 */
export function findRefusals(
  catalogue: readonly KnownRefusal[],
  said: RefusalWords,
): readonly KnownRefusal[] {
  const found = catalogue.filter((refusal) => saysSo(refusal, said));
  const special = found.filter(({ isGeneral }) => isGeneral !== true);
  return special.length > 0 ? special : found.slice(0, 1);
}
