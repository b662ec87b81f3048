// Generated from specs/rebilly.yml by npm run generate. Do not edit.
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
  getStatus: {
    id: "getStatus",
    method: "GET",
    path: "/status",
    tag: "Status",
    authenticated: false,
    query: [],
    requestMediaTypes: [],
    responses: {
      "200": ["application/json"],
      "429": ["application/json", "application/problem+json"],
      "500": ["application/json", "application/problem+json"],
      "503": ["application/json", "application/problem+json"],
    },
  },
  createUsage: {
    id: "createUsage",
    method: "POST",
    path: "/usages",
    tag: "Usage",
    authenticated: true,
    query: [],
    requestMediaTypes: ["application/json"],
    responses: {
      "201": ["application/json"],
      "400": ["application/json", "application/problem+json"],
      "401": ["application/json", "application/problem+json"],
      "403": ["application/json", "application/problem+json"],
      "409": ["application/json", "application/problem+json"],
      "422": ["application/json", "application/problem+json"],
      "429": ["application/json", "application/problem+json"],
      "500": ["application/json", "application/problem+json"],
      "503": ["application/json", "application/problem+json"],
    },
  },
  deleteUsage: {
    id: "deleteUsage",
    method: "DELETE",
    path: "/usages/{id}",
    tag: "Usage",
    authenticated: true,
    query: [],
    requestMediaTypes: [],
    responses: {
      "204": [],
      "400": ["application/json", "application/problem+json"],
      "401": ["application/json", "application/problem+json"],
      "403": ["application/json", "application/problem+json"],
      "404": ["application/json", "application/problem+json"],
      "409": ["application/json", "application/problem+json"],
      "429": ["application/json", "application/problem+json"],
      "500": ["application/json", "application/problem+json"],
      "503": ["application/json", "application/problem+json"],
    },
  },
  getUsage: {
    id: "getUsage",
    method: "GET",
    path: "/usages/{id}",
    tag: "Usage",
    authenticated: true,
    query: [],
    requestMediaTypes: [],
    responses: {
      "200": ["application/json"],
      "400": ["application/json", "application/problem+json"],
      "401": ["application/json", "application/problem+json"],
      "403": ["application/json", "application/problem+json"],
      "404": ["application/json", "application/problem+json"],
      "429": ["application/json", "application/problem+json"],
      "500": ["application/json", "application/problem+json"],
      "503": ["application/json", "application/problem+json"],
    },
  },
  listUsages: {
    id: "listUsages",
    method: "GET",
    path: "/usages",
    tag: "Usage",
    authenticated: true,
    paging: "offset",
    query: ["filter", "sort", "limit", "offset", "q"],
    requestMediaTypes: [],
    responses: {
      "200": ["application/json"],
      "400": ["application/json", "application/problem+json"],
      "401": ["application/json", "application/problem+json"],
      "403": ["application/json", "application/problem+json"],
      "422": ["application/json", "application/problem+json"],
      "429": ["application/json", "application/problem+json"],
      "500": ["application/json", "application/problem+json"],
      "503": ["application/json", "application/problem+json"],
    },
  },
};
