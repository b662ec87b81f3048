import { createLogger } from "@stoplight/prism-core";
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpProxyConfig,
  type IHttpRequest,
  type IHttpResponse,
} from "@stoplight/prism-http";
import type { ContractDocument } from "./contract-document.ts";
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

/** A fetch whose exchanges are held to an OpenAPI document. */
export interface ContractFetch {
  /** Performs a request and hands its answer on as it is, whatever the judgement. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** What broke the document so far. */
  readonly violations: readonly Violation[];
  /** Ids of the operations that were called so far. */
  readonly called: ReadonlySet<string>;
  /** Paths of requests that went past the API's server, such as signed links: not judged. */
  readonly outside: readonly string[];
}

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

/** What judging needs, and where it writes what it finds. */
interface Court {
  readonly document: ContractDocument;
  readonly operations: Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;
  readonly forward: (request: Request) => Promise<Response>;
  readonly violations: Violation[];
  readonly called: Set<string>;
}

async function toPrismRequest(request: Request, path: string): Promise<IHttpRequest> {
  const bytes = new Uint8Array(await request.clone().arrayBuffer());
  const body = toPrismBody(request.headers.get("content-type"), bytes);
  return {
    method: request.method.toLowerCase() as IHttpRequest["method"],
    url: { path, query: toPrismQuery(new URL(request.url).searchParams) },
    headers: { ...Object.fromEntries(request.headers), "content-length": String(bytes.length) },
    ...(body !== undefined && { body }),
  };
}

async function toPrismResponse(response: Response): Promise<IHttpResponse> {
  const bytes = new Uint8Array(await response.clone().arrayBuffer());
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: toPrismBody(response.headers.get("content-type"), bytes),
  };
}

/** Names in a query that an operation does not declare. RQL functions, which have parentheses, are not names. */
function findUndeclared(request: Request, declared: readonly string[] = []): string[] {
  const names = new Set(new URL(request.url).searchParams.keys());
  return [...names].filter((name) => !declared.includes(name) && !name.includes("("));
}

/** Performs a request between Prism's look at it and at its answer. */
async function judge(court: Court, request: Request, path: string): Promise<Response> {
  const { called, document, forward, operations, violations } = court;
  const exchange = `${request.method} ${path}`;
  let answer: Response | undefined;
  const send: Forward =
    (...routed) =>
    () =>
    async () => {
      const id = routed[3]?.iid ?? "";
      if (routed[3] !== undefined) called.add(id);
      for (const name of findUndeclared(request, document.operations[id]?.query)) {
        const where = `query.${name}`;
        violations.push({ exchange, side: "request", where, message: "is not declared" });
      }
      answer = await forward(request);
      return { _tag: "Right", right: await toPrismResponse(answer) };
    };
  const prism = createInstance(config, { logger, forward: send });
  const result = await prism.request(await toPrismRequest(request, path), operations)();
  if (answer === undefined) throw new Error(`Prism did not let ${exchange} pass`);
  if (result._tag === "Left") throw result.left;
  const { input, output } = result.right.validations;
  for (const [side, found] of [
    ["request", input],
    ["response", output],
  ] as const) {
    for (const { path: at, message } of found) {
      violations.push({ exchange, side, where: at?.join(".") ?? "", message });
    }
  }
  return answer;
}

/**
 * Makes a fetch that lets Prism judge both sides of every exchange and adds what Prism lets pass: query
 * parameters that the document does not declare. Bytes go round Prism untouched.
 *
 * @param document - The document to hold the traffic to.
 * @param forward - Performs the requests. Default: the global `fetch`.
 * @returns The fetch, with its findings.
 * @example
 * ```ts
 * const contract = await contractFetch(contractDocuments.rebilly);
 * const client = createRebillyClient({ ...account, baseUrl: twin.baseUrl, fetch: contract.fetch });
 * await client.GET("/usages");
 * expect(contract.violations).toEqual([]);
 * ```
 */
export async function contractFetch(
  document: ContractDocument,
  forward: (request: Request) => Promise<Response> = fetch,
): Promise<ContractFetch> {
  const operations = await getHttpOperationsFromSpec(document.file);
  const court: Court = { document, operations, forward, violations: [], called: new Set() };
  const outside: string[] = [];
  return {
    fetch(request) {
      const { pathname } = new URL(request.url);
      const path = pathname.replace(document.serverPath, "");
      const isKnown = path !== pathname || operations.some((operation) => operation.path === path);
      if (isKnown) return judge(court, request, path);
      outside.push(pathname);
      return forward(request);
    },
    violations: court.violations,
    called: court.called,
    outside,
  };
}
