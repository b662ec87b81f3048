import { formatConnectTime } from "../connect-state.ts";
import type { KnownItem } from "../records/connect-record.ts";
import type { Filterable, Filterables } from "../rql/filterable.ts";

/** A rule of a distributor. The twin keeps it but does not apply it: its grammar is not published. */
export interface UsageRule {
  readonly id: string;
  readonly product: string;
  readonly createdAt: number;
  item: KnownItem;
  action: string;
  rule: string | null;
  status: string;
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
    scope: "file",
    rule: rule.rule,
    status: rule.status,
    item: { id: rule.item.id, name: rule.item.name },
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

/** The properties by which rules can be filtered. */
export const ruleFilters: Filterables<UsageRule> = {
  action: searched("text", ({ action }) => action),
  id: searched("text+null", ({ id }) => id),
  "item.id": { ...searched("text+null", ({ item }) => item.id), isOrderable: true },
  "item.name": searched("text+null", ({ item }) => item.name),
  rule: searched("text+null", ({ rule }) => rule),
  scope: searched("text", () => "file"),
  status: searched("text", ({ status }) => status),
};
