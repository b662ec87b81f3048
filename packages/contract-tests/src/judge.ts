import { createLogger } from "@stoplight/prism-core";
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpProxyConfig,
  type IHttpRequest,
  type IHttpResponse,
} from "@stoplight/prism-http";
import type { ContractDocument } from "./contract-document.ts";
import type { Answer, Exchange } from "./exchange.ts";
import { toPrismBody, toPrismQuery } from "./message-view.ts";

type Forward = NonNullable<NonNullable<Parameters<typeof createInstance>[1]>["forward"]>;

/** One way in which an exchange broke the document. */
export interface Violation {
  /** Method and path of the request. */
  readonly exchange: string;
  readonly side: "request" | "response";
  /** Where in the message, with dots; empty when it is the message as a whole. */
  readonly where: string;
  readonly message: string;
}

/** What the judge says of an exchange. */
export interface Judgement {
  /** Id of the operation; absent when the document has none for the request. */
  readonly operation?: string;
  /** Whether the request went past the API's server, such as a signed link: not judged. */
  readonly isOutside: boolean;
  readonly violations: readonly Violation[];
}

/** Holds exchanges to an OpenAPI document. */
export type Judge = (exchange: Exchange) => Promise<Judgement>;

const config: IHttpProxyConfig = {
  checkSecurity: true,
  // Violations are reported beside the answer, not in its place.
  errors: false,
  isProxy: true,
  mock: { dynamic: false },
  upstream: new URL("http://not-used.invalid"),
  upstreamProxy: undefined,
  validateRequest: true,
  validateResponse: true,
};

const logger = createLogger("prism", { level: "silent" });

function toPrismRequest(exchange: Exchange, path: string, query: URLSearchParams): IHttpRequest {
  const { method, requestHeaders, requestBody } = exchange;
  const body = toPrismBody(requestHeaders["content-type"] ?? null, requestBody);
  return {
    method: method.toLowerCase() as IHttpRequest["method"],
    url: { path, query: toPrismQuery(query) },
    headers: { ...requestHeaders, "content-length": String(requestBody.length) },
    ...(body !== undefined && { body }),
  };
}

function toPrismResponse({ status, headers, body }: Answer): IHttpResponse {
  const view = toPrismBody(headers["content-type"] ?? null, body);
  return { statusCode: status, headers: { ...headers }, body: view };
}

/** Names in a query that an operation does not declare. RQL functions, which have parentheses, are not names. */
function findUndeclared(query: URLSearchParams, declared: readonly string[]): string[] {
  const names = new Set(query.keys());
  return [...names].filter((name) => !declared.includes(name) && !name.includes("("));
}

/**
 * Makes a judge. It is Prism as a proxy, with what was recorded in place of the server, and adds what Prism
 * lets pass: query parameters that the document does not declare.
 *
 * @param document - The document to hold exchanges to.
 * @returns The judge.
 */
export async function createJudge(document: ContractDocument): Promise<Judge> {
  const operations = await getHttpOperationsFromSpec(document.file);
  const isPathOf = (path: string) => operations.some((operation) => operation.path === path);
  return async (exchange) => {
    const { pathname, searchParams } = new URL(exchange.url, "http://server.invalid");
    const path = pathname.replace(document.serverPath, "");
    if (path === pathname && !isPathOf(path)) return { isOutside: true, violations: [] };
    const { answer = { status: 200, headers: {}, body: new Uint8Array() } } = exchange;
    let operation: string | undefined;
    const forward: Forward =
      (...routed) =>
      () =>
      async () => {
        operation = routed[3]?.iid;
        return { _tag: "Right", right: toPrismResponse(answer) };
      };
    const prism = createInstance(config, { logger, forward });
    const result = await prism.request(toPrismRequest(exchange, path, searchParams), operations)();
    if (result._tag === "Left") throw result.left;
    const { input, output } = result.right.validations;
    const name = `${exchange.method} ${path}`;
    const violations: Violation[] = [];
    const declared = document.operations[operation ?? ""]?.query ?? [];
    for (const parameter of findUndeclared(searchParams, declared)) {
      const where = `query.${parameter}`;
      violations.push({ exchange: name, side: "request", where, message: "is not declared" });
    }
    for (const [side, found] of [
      ["request", input],
      ["response", exchange.answer === undefined ? [] : output],
    ] as const) {
      for (const { path: at, message } of found) {
        violations.push({ exchange: name, side, where: at?.join(".") ?? "", message });
      }
    }
    return { isOutside: false, violations, ...(operation !== undefined && { operation }) };
  };
}
