import { formatConnectTime } from "../connect-state.ts";
import type { KnownItem } from "../records/connect-record.ts";
import type { Filterable, Filterables } from "../rql/filterable.ts";
import type { Condition } from "./parse-condition.ts";

/** What a rule decides on: each record of its item, or the whole file. */
export type RuleScope = "record" | "file";

/** What a rule does; `manual` leaves the decision to a person. */
export type RuleAction = "accept" | "reject" | "manual";

/** A rule of a distributor. */
export interface UsageRule {
  readonly id: string;
  readonly product: string;
  readonly createdAt: number;
  scope: RuleScope;
  /** Rules without an item look at every record. */
  item: KnownItem | undefined;
  action: RuleAction;
  rule: string | null;
  holds: Condition;
  status: "active" | "deleted";
  updatedAt: number;
}

/**
 * Writes a rule as the API shows it.
 *
 * @param rule - The rule.
 * @returns A JSON value.
 */
export function toRuleJson(rule: UsageRule): Readonly<Record<string, unknown>> {
  return {
    id: rule.id,
    action: rule.action,
    scope: rule.scope,
    rule: rule.rule,
    status: rule.status,
    ...(rule.item === undefined ? {} : { item: { id: rule.item.id, name: rule.item.name } }),
    events: {
      created: { at: formatConnectTime(rule.createdAt) },
      updated: { at: formatConnectTime(rule.updatedAt) },
    },
  };
}

const searched = (
  lookups: "text" | "text+null",
  read: Filterable<UsageRule>["read"],
): Filterable<UsageRule> => ({ lookups, isSearched: true, read });

/** The properties by which rules can be filtered, as the API's own document lists them. */
export const ruleFilters: Filterables<UsageRule> = {
  action: searched("text", ({ action }) => action),
  id: searched("text+null", ({ id }) => id),
  "item.id": { ...searched("text+null", ({ item }) => item?.id ?? null), isOrderable: true },
  "item.name": searched("text+null", ({ item }) => item?.name ?? null),
  rule: searched("text+null", ({ rule }) => rule),
  scope: searched("text", ({ scope }) => scope),
  status: searched("text", ({ status }) => status),
};
