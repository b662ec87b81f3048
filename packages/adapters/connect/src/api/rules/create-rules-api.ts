import type { UsageRule, UsageRuleUpdate } from "@usage-billing/connect-client";
import type { CallOptions } from "@usage-billing/core";
import { callForItem } from "../call-for-item.ts";
import { checkTexts, RULE_LENGTH } from "../check-notes.ts";
import { type Api, callConnect } from "../connect-call.ts";
import { createLister } from "../list/create-lister.ts";
import type { ListQuery } from "../list/list-query.ts";
import { pathId } from "../path-id.ts";
import { present } from "../wire/present.ts";
import { readText } from "../wire/read-value.ts";
import {
  type ConnectRule,
  fromUsageRule,
  type RuleAction,
  type RuleStatus,
} from "./from-usage-rule.ts";

/** A rule to be made. */
export interface NewRule {
  /** What it does. */
  readonly action: RuleAction;
  /** The item's id that it is about; all items when there is none. */
  readonly item?: string;
  /** The condition, up to 2,000 characters; its language is not public. */
  readonly rule?: string;
  /** Whether it is in force. */
  readonly status?: RuleStatus;
}

/** A change to a rule. */
export interface RuleChange extends Partial<NewRule> {
  /** The rule after which it comes from now on. */
  readonly after?: string;
}

/** The rules by which the platform accepts or rejects usage of one product. All of it is for the distributor. */
export interface RulesApi {
  /** Lists rules, page after page, in the order in which they are tried. */
  list(query?: ListQuery<"rules">): AsyncIterable<ConnectRule>;
  /** Reads a rule. */
  get(id: string, options?: CallOptions): Promise<ConnectRule>;
  /** Makes a rule. */
  create(rule: NewRule, options?: CallOptions): Promise<ConnectRule>;
  /** Changes a rule. */
  update(id: string, change: RuleChange, options?: CallOptions): Promise<ConnectRule>;
  /** Deletes a rule. */
  delete(id: string, options?: CallOptions): Promise<void>;
}

function toRuleBody({ action, item, rule, status, after }: RuleChange): UsageRuleUpdate {
  checkTexts("the usage rule", [{ field: "rule", value: rule, maximum: RULE_LENGTH }]);
  return present({
    action,
    rule,
    status,
    item: item === undefined ? undefined : { id: item },
    gravity: after === undefined ? undefined : { after },
  });
}

const PATH = "/products/{product_pk}/usage/rules";
const ITEM_PATH = "/products/{product_pk}/usage/rules/{id}";

type Changes = Pick<RulesApi, "create" | "update" | "delete">;

function createChanges(
  api: Api,
  product: string,
  readRule: (id: string, options: CallOptions) => Promise<ConnectRule>,
): Changes {
  const { client, settings } = api;
  const paramsOf = (id: string) => ({
    path: { product_pk: product, id: pathId(id, "usage rule") },
  });
  return {
    create: async (rule, options = {}) => {
      const body = toRuleBody(rule);
      const params = { path: { product_pk: product } };
      return callForItem(api, {
        operation: "createUsageRule",
        options,
        read: fromUsageRule,
        attempt: (signal) => client.POST(PATH, { signal, params, body }),
      });
    },
    update: async (id, change, options = {}) => {
      const params = paramsOf(id);
      const body = toRuleBody(change);
      return callForItem(api, {
        operation: "updateUsageRule",
        options,
        read: fromUsageRule,
        reread: () => readRule(id, options),
        attempt: (signal) => client.PUT(ITEM_PATH, { signal, params, body }),
      });
    },
    delete: async (id, options = {}) => {
      const params = paramsOf(id);
      await callConnect(settings, {
        operation: "deleteUsageRule",
        options,
        acceptEmpty: true,
        attempt: (signal) => client.DELETE(ITEM_PATH, { signal, params }),
      });
    },
  };
}

/**
 * Makes the operations on the usage rules of a product.
 *
 * @param api - What the operations work with.
 * @param productId - The product.
 * @returns The operations.
 * @throws {@link UnsupportedOperationError} When the id is empty.
 */
export function createRulesApi(api: Api, productId: string): RulesApi {
  const { client } = api;
  const product = pathId(productId, "product");
  const readRule = async (id: string, options: CallOptions = {}): Promise<ConnectRule> => {
    const params = { path: { product_pk: product, id: pathId(id, "usage rule") } };
    return callForItem(api, {
      operation: "getUsageRule",
      options,
      read: fromUsageRule,
      attempt: (signal) => client.GET(ITEM_PATH, { signal, params }),
    });
  };
  return {
    list: createLister(api, {
      list: "rules",
      operation: "listUsageRules",
      fetch: (query, signal) =>
        client.GET(PATH, {
          signal,
          params: { path: { product_pk: product } },
          querySerializer: () => query,
          parseAs: "text",
        }),
      read: (rule: UsageRule) => fromUsageRule(rule),
      identify: ({ id }) => readText(id),
    }),
    get: readRule,
    ...createChanges(api, product, readRule),
  };
}
