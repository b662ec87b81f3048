import type { UsageRule } from "@usage-billing/connect-client";
import { type ConnectEvents, fromEvents } from "../wire/from-events.ts";
import { fromReference, type Reference } from "../wire/from-reference.ts";
import { present } from "../wire/present.ts";
import { readText, readWord, type Word } from "../wire/read-value.ts";

/** What a rule does. */
export type RuleAction = "accept" | "reject" | "manual";
/** Whether a rule is in force. */
export type RuleStatus = "active" | "deleted";

/** A rule by which the platform accepts or rejects submitted usage. */
export interface ConnectRule {
  readonly id: string;
  /** What it does, in lower case; new words are possible. */
  readonly action: Word<RuleAction>;
  readonly status: Word<RuleStatus>;
  /** Whether it decides about records or whole files. */
  readonly scope?: Word<"record" | "file">;
  /** The condition; its language is not public. */
  readonly rule?: string;
  readonly item?: Reference;
  readonly events: ConnectEvents;
  /** What the channel answered, with members that are not named here. */
  readonly raw: UsageRule;
}

/**
 * Reads a rule, tolerantly.
 *
 * @param rule - What the channel answers.
 * @returns The rule.
 */
export function fromUsageRule(rule: UsageRule): ConnectRule {
  return {
    id: rule.id,
    action: readWord<RuleAction>(rule.action),
    status: readWord<RuleStatus>(rule.status),
    ...present({
      scope: readText(rule.scope)?.toLowerCase(),
      rule: readText(rule.rule),
      item: fromReference(rule.item),
    }),
    events: fromEvents(rule.events),
    raw: rule,
  };
}
