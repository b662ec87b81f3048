import type { KnownRefusal } from "@usage-billing/core";
import { answersToUsage } from "./answers.ts";
import { answersToCalls } from "./calls.ts";
import { ownChecks } from "./own-checks.ts";

/**
 * Every refusal that 2Checkout is known to give, with what it means and what to do about it. Its list of
 * errors for usage could not be read: its words are looked for, not compared.
 */
export const twoCheckoutRefusals: readonly KnownRefusal[] = [
  ...ownChecks,
  ...answersToUsage,
  ...answersToCalls,
];
