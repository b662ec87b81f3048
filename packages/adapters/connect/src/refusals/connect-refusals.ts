import type { KnownRefusal } from "@usage-billing/core";
import { billingRefusals } from "./billing.ts";
import { answersToCalls } from "./calls.ts";
import { fileRefusals } from "./files.ts";
import { ownChecks } from "./own-checks.ts";
import { rowRefusals } from "./rows.ts";

/**
 * Every refusal that Connect is known to give, with what it means and what to do about it. One of its row
 * codes is public: its other words are looked for, not compared.
 */
export const connectRefusals: readonly KnownRefusal[] = [
  ...ownChecks,
  ...rowRefusals,
  ...fileRefusals,
  ...billingRefusals,
  ...answersToCalls,
];
