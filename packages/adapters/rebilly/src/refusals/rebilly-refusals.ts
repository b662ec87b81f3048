import type { KnownRefusal } from "@usage-billing/core";
import { answersToUsage } from "./answers.ts";
import { answersToCalls } from "./calls.ts";
import { ownChecks } from "./own-checks.ts";

/**
 * Every refusal that Rebilly is known to give, with what it means and what to do about it. Rebilly publishes
 * statuses and the form of an error, no list of messages: its words are looked for, not compared.
 */
export const rebillyRefusals: readonly KnownRefusal[] = [
  ...ownChecks,
  ...answersToUsage,
  ...answersToCalls,
];
