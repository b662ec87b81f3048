import type { ConnectProduct } from "../../catalogue/catalogue.ts";
import { isJsonObject, type JsonObject } from "../../json/parse-json.ts";
import { jsonResponse, type TwinRequest } from "../../server/exchange.ts";
import { refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import { type Operation, readObject, readTextMember, refuseUnknown } from "../operation.ts";
import type { KnownItem } from "../records/connect-record.ts";
import { listItems } from "../rql/list-items.ts";
import { parseCondition } from "./parse-condition.ts";
import { placeRule } from "./place-rule.ts";
import { ruleFilters, toRuleJson, type UsageRule } from "./usage-rule.ts";

const MAXIMUM_LENGTH = 2000;
const actions = ["accept", "reject", "manual"] as const;
const scopes = ["record", "file"] as const;
const statuses = ["active", "deleted"] as const;

function findProduct({ parameters }: TwinRequest, { directory }: ConnectState): ConnectProduct {
  return directory.findProduct(parameters["product"] ?? "") ?? refuseUnknown();
}

function findRule(request: TwinRequest, state: ConnectState): UsageRule {
  const product = findProduct(request, state).id;
  const wanted = request.parameters["id"];
  const found = state.rules.find((rule) => rule.product === product && rule.id === wanted);
  return found ?? refuseUnknown();
}

function readChoice<Choice extends string>(
  body: JsonObject,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = readTextMember(body, name);
  const found = choices.find((choice) => choice === value);
  if (value === undefined || found !== undefined) return found;
  return refuse(`${name}: It must be one of ${choices.join(", ")}.`);
}

function readItem(body: JsonObject, product: ConnectProduct, state: ConnectState): KnownItem {
  const id = isJsonObject(body["item"]) ? readTextMember(body["item"], "id") : undefined;
  if (id === undefined) return refuse("item.id: This field is required.");
  const item = state.directory.findItem(product, "item.global_id", id);
  return item ?? refuse(`item: ${id} does not exist.`);
}

function readRule(body: JsonObject): string | undefined {
  const rule = readTextMember(body, "rule");
  if ((rule?.length ?? 0) <= MAXIMUM_LENGTH) return rule;
  return refuse(`rule: Ensure this field has no more than ${MAXIMUM_LENGTH} characters.`);
}

/** `GET /products/{product_pk}/usage/rules`: in the order in which they are tried. */
export const listRules: Operation = (request, state) => {
  const { id } = findProduct(request, state);
  const items = state.rules.filter(({ product }) => product === id);
  return listItems(request.query, { items, filterables: ruleFilters, toJson: toRuleJson });
};

/** `POST /products/{product_pk}/usage/rules`: with an item it decides on records, without on files. */
export const postRule: Operation = (request, state) => {
  const product = findProduct(request, state);
  const body = readObject(request);
  const now = state.agenda.now();
  const item = body["item"] == null ? undefined : readItem(body, product, state);
  const condition = readRule(body) ?? null;
  const rule: UsageRule = {
    product: product.id,
    createdAt: now,
    updatedAt: now,
    item,
    scope: readChoice(body, "scope", scopes) ?? (item === undefined ? "file" : "record"),
    action: readChoice(body, "action", actions) ?? refuse("action: This field is required."),
    rule: condition,
    holds: parseCondition(condition),
    status: readChoice(body, "status", statuses) ?? "active",
    id: state.ids.rule.next(now),
  };
  state.rules = [...state.rules, rule];
  return jsonResponse(201, toRuleJson(rule));
};

/** `GET /products/{product_pk}/usage/rules/{id}`. */
export const getRule: Operation = (request, state) =>
  jsonResponse(200, toRuleJson(findRule(request, state)));

/** `PUT /products/{product_pk}/usage/rules/{id}`: what is sent is changed. */
export const putRule: Operation = (request, state) => {
  const rule = findRule(request, state);
  const body = readObject(request);
  const condition = readRule(body) ?? rule.rule;
  const changes = {
    item: body["item"] == null ? rule.item : readItem(body, findProduct(request, state), state),
    scope: readChoice(body, "scope", scopes) ?? rule.scope,
    action: readChoice(body, "action", actions) ?? rule.action,
    status: readChoice(body, "status", statuses) ?? rule.status,
    rule: condition,
    holds: parseCondition(condition),
    updatedAt: state.agenda.now(),
  };
  state.rules = placeRule(state.rules, rule, body["gravity"]);
  Object.assign(rule, changes);
  return jsonResponse(200, toRuleJson(rule));
};

/** `DELETE /products/{product_pk}/usage/rules/{id}`: the rule stays visible as deleted. */
export const deleteRule: Operation = (request, state) => {
  findRule(request, state).status = "deleted";
  return { status: 204 };
};
