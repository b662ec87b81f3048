import { isJsonObject, type JsonValue } from "../../json/parse-json.ts";
import { refuse } from "../connect-error.ts";
import type { UsageRule } from "./usage-rule.ts";

/**
 * Gives a rule its place in the order in which rules are tried.
 *
 * @param rules - All rules, in their order.
 * @param rule - One of them.
 * @param gravity - `{"after": id}` of the rule that it is to stand behind, `{"after": null}` for the
 * first place; nothing leaves it where it is.
 * @returns The rules in their new order.
 * @throws {@link Refusal} 400 when there is no such rule of the product.
 */
export function placeRule(
  rules: readonly UsageRule[],
  rule: UsageRule,
  gravity: JsonValue | undefined,
): readonly UsageRule[] {
  if (gravity == null) return rules;
  if (!isJsonObject(gravity)) return refuse("gravity: Not an object.");
  const others = rules.filter((other) => other !== rule);
  const after = gravity["after"];
  if (after === null) return [rule, ...others];
  const place = others.findIndex(({ id, product }) => id === after && product === rule.product);
  if (place === -1) return refuse("gravity.after: There is no such rule.");
  return others.toSpliced(place + 1, 0, rule);
}
