// Generated from specs/twocheckout.yml by npm run generate. Do not edit.
import type { operations as Operations, paths as Paths } from "./schema.ts";

/** What a program may ask about an operation while it runs; the types of its data are in schema.ts. */
export interface OperationFacts {
  /** The operation's id in the OpenAPI document. */
  readonly id: keyof Operations;
  readonly method: "DELETE" | "GET" | "PATCH" | "POST" | "PUT";
  /** Path template, relative to the server. */
  readonly path: keyof Paths;
  readonly tag: string;
  /** Whether the operation needs credentials. */
  readonly authenticated: boolean;
  /** What selects a page of a list (`x-paging` in the document): how many items to skip, or a page's number. */
  readonly paging?: "offset" | "page";
  /** Names of the declared query parameters. */
  readonly query: readonly string[];
  /** Media types of the request's body; empty when there is none. */
  readonly requestMediaTypes: readonly string[];
  /** Declared statuses, with the media types of their bodies. */
  readonly responses: { readonly [status: string]: readonly string[] };
}

/** Every operation of the API by its id. */
export const operations: { readonly [Name in keyof Operations]: OperationFacts } = {
  addSubscriptionUsages: {
    id: "addSubscriptionUsages",
    method: "POST",
    path: "/subscriptions/{SubscriptionReference}/usages/",
    tag: "Usage",
    authenticated: true,
    query: [],
    requestMediaTypes: ["application/json"],
    responses: {
      "200": ["application/json"],
      "400": ["application/json"],
      "401": ["application/json"],
      "403": ["application/json"],
      "404": ["application/json"],
      "429": ["application/json"],
      "500": ["application/json"],
      "503": ["application/json"],
    },
  },
  deleteSubscriptionUsages: {
    id: "deleteSubscriptionUsages",
    method: "DELETE",
    path: "/subscriptions/{SubscriptionReference}/usages/",
    tag: "Usage",
    authenticated: true,
    query: ["UsageReference", "OptionCode", "IntervalStart", "IntervalEnd"],
    requestMediaTypes: [],
    responses: {
      "200": [],
      "400": ["application/json"],
      "401": ["application/json"],
      "403": ["application/json"],
      "404": ["application/json"],
      "429": ["application/json"],
      "500": ["application/json"],
      "503": ["application/json"],
    },
  },
  listSubscriptionUsages: {
    id: "listSubscriptionUsages",
    method: "GET",
    path: "/subscriptions/{SubscriptionReference}/usages/",
    tag: "Usage",
    authenticated: true,
    paging: "page",
    query: ["IntervalStart", "IntervalEnd", "Page", "Limit", "OptionCode", "RenewalOrderReference"],
    requestMediaTypes: [],
    responses: {
      "200": ["application/json"],
      "400": ["application/json"],
      "401": ["application/json"],
      "403": ["application/json"],
      "404": ["application/json"],
      "429": ["application/json"],
      "500": ["application/json"],
      "503": ["application/json"],
    },
  },
  updateSubscriptionUsage: {
    id: "updateSubscriptionUsage",
    method: "PUT",
    path: "/subscriptions/{SubscriptionReference}/usages/{UsageReference}/",
    tag: "Usage",
    authenticated: true,
    query: [],
    requestMediaTypes: ["application/json"],
    responses: {
      "200": ["application/json"],
      "400": ["application/json"],
      "401": ["application/json"],
      "403": ["application/json"],
      "404": ["application/json"],
      "429": ["application/json"],
      "500": ["application/json"],
      "503": ["application/json"],
    },
  },
};
