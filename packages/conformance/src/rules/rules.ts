import type { Rule } from "../rule.ts";
import { billRules } from "./bill-rules.ts";
import { changeRules } from "./change-rules.ts";
import { checkRules } from "./check-rules.ts";
import { controlRules } from "./control-rules.ts";
import { errorRules } from "./error-rules.ts";
import { holdRules } from "./hold-rules.ts";
import { listRules } from "./list-rules.ts";
import { lostRules } from "./lost-rules.ts";
import { outcomeRules } from "./outcome-rules.ts";
import { partRules } from "./part-rules.ts";
import { planRules } from "./plan-rules.ts";
import { secretRules } from "./secret-rules.ts";
import { settleRules } from "./settle-rules.ts";
import { waitRules } from "./wait-rules.ts";

/** All that the kit proves of a channel, in the order in which a channel is best written. */
export const RULES: readonly Rule[] = [
  ...partRules,
  ...checkRules,
  ...planRules,
  ...holdRules,
  ...outcomeRules,
  ...settleRules,
  ...listRules,
  ...lostRules,
  ...errorRules,
  ...waitRules,
  ...secretRules,
  ...controlRules,
  ...changeRules,
  ...billRules,
];

/**
 * Gives what the ids of a rule's records begin with, so that a server's log tells which rule sent them.
 *
 * @param index - The rule's place in {@link RULES}.
 * @returns The tag.
 */
export function tagOf(index: number): string {
  return `kit${String(index + 1).padStart(2, "0")}`;
}
