import type { TwoCheckoutRefusal, TwoCheckoutWords } from "./two-checkout-refusal.ts";
import { twoCheckoutRefusals } from "./two-checkout-refusals.ts";

/** A rule decides before a status: it is of one record, where a status may be of any call. */
function isAbout(refusal: TwoCheckoutRefusal, { rule, status }: TwoCheckoutWords): boolean {
  if (rule !== undefined) return refusal.rule === rule;
  if (status !== undefined) return refusal.status === Math.min(status, 500);
  return refusal.isGeneral !== true && refusal.words?.source !== "^";
}

function saysSo(refusal: TwoCheckoutRefusal, said: TwoCheckoutWords): boolean {
  if (!isAbout(refusal, said)) return false;
  if (refusal.words === undefined) return said.rule !== undefined;
  return refusal.words.test(said.words ?? "");
}

/**
 * Finds what is known of a refusal.
 *
 * @param said - The rule and the channel's words of a problem, or the status and the words of an answer.
 * @returns Every refusal of the catalogue that was meant, as one answer may name several; empty when it
 * has none like it.
 * @example
 * ```ts
 * findTwoCheckoutRefusals({ rule: "outside-subscription", words: "Usage interval out of bounds" });
 * ```
 */
export function findTwoCheckoutRefusals(said: TwoCheckoutWords): readonly TwoCheckoutRefusal[] {
  const found = twoCheckoutRefusals.filter((refusal) => saysSo(refusal, said));
  const special = found.filter(({ isGeneral }) => isGeneral !== true);
  return special.length > 0 ? special : found.slice(0, 1);
}
