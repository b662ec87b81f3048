import type { ConnectProduct } from "../../catalogue/catalogue.ts";
import { isJsonObject, type JsonObject } from "../../json/parse-json.ts";
import { jsonResponse, type TwinRequest } from "../../server/exchange.ts";
import { refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import { type Operation, readObject, readTextMember, refuseUnknown } from "../operation.ts";
import type { KnownItem } from "../records/connect-record.ts";
import { listItems } from "../rql/list-items.ts";
import { ruleFilters, toRuleJson, type UsageRule } from "./usage-rule.ts";

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  action: ["accept", "reject", "manual"],
  status: ["active", "deleted"],
};

function findProduct({ parameters }: TwinRequest, { directory }: ConnectState): ConnectProduct {
  return directory.findProduct(parameters["product"] ?? "") ?? refuseUnknown();
}

function findRule(request: TwinRequest, state: ConnectState): UsageRule {
  const rule = state.rules.get(request.parameters["id"] ?? "");
  return rule?.product === findProduct(request, state).id ? rule : refuseUnknown();
}

function readChoice(body: JsonObject, name: string): string | undefined {
  const choices = CHOICES[name] ?? [];
  const value = readTextMember(body, name);
  if (value === undefined || choices.includes(value)) return value;
  return refuse(`${name}: It must be one of ${choices.join(", ")}.`);
}

function readItem(body: JsonObject, product: ConnectProduct, state: ConnectState): KnownItem {
  const id = isJsonObject(body["item"]) ? readTextMember(body["item"], "id") : undefined;
  if (id === undefined) return refuse("item.id: This field is required.");
  const item = state.directory.findItem(product, "item.global_id", id);
  return item ?? refuse(`item: ${id} does not exist.`);
}

/** `GET /products/{product_pk}/usage/rules`. */
export const listRules: Operation = (request, state) => {
  const { id } = findProduct(request, state);
  const items = [...state.rules.values()].filter(({ product }) => product === id);
  return listItems(request.query, { items, filterables: ruleFilters, toJson: toRuleJson });
};

/** `POST /products/{product_pk}/usage/rules`. */
export const postRule: Operation = (request, state) => {
  const product = findProduct(request, state);
  const body = readObject(request);
  const now = state.context.clock.now();
  const rule: UsageRule = {
    id: state.ruleIds.next(now),
    product: product.id,
    createdAt: now,
    updatedAt: now,
    item: readItem(body, product, state),
    action: readChoice(body, "action") ?? refuse("action: This field is required."),
    rule: readTextMember(body, "rule") ?? null,
    status: readChoice(body, "status") ?? "active",
  };
  state.rules.set(rule.id, rule);
  return jsonResponse(201, toRuleJson(rule));
};

/** `GET /products/{product_pk}/usage/rules/{id}`. */
export const getRule: Operation = (request, state) =>
  jsonResponse(200, toRuleJson(findRule(request, state)));

/** `PUT /products/{product_pk}/usage/rules/{id}`: what is sent is changed. */
export const putRule: Operation = (request, state) => {
  const rule = findRule(request, state);
  const body = readObject(request);
  const item =
    body["item"] === undefined ? rule.item : readItem(body, findProduct(request, state), state);
  const action = readChoice(body, "action") ?? rule.action;
  const status = readChoice(body, "status") ?? rule.status;
  const condition = readTextMember(body, "rule") ?? rule.rule;
  const updatedAt = state.context.clock.now();
  Object.assign(rule, { item, action, status, rule: condition, updatedAt });
  return jsonResponse(200, toRuleJson(rule));
};

/** `DELETE /products/{product_pk}/usage/rules/{id}`: the rule stays visible as deleted. */
export const deleteRule: Operation = (request, state) => {
  findRule(request, state).status = "deleted";
  return { status: 204 };
};
