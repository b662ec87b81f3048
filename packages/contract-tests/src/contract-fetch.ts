import type { ContractDocument } from "./contract-document.ts";
import type { Answer, Exchange } from "./exchange.ts";
import { createJudge, type Judgement, type Violation } from "./judge.ts";

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

/** What a contract fetch does beside judging. */
export interface ContractFetchOptions {
  /** Performs the requests. Default: the global `fetch`. */
  readonly forward?: (request: Request) => Promise<Response>;
  /** Sees every exchange with its judgement. */
  readonly observe?: (exchange: Exchange, judgement: Judgement) => void;
}

async function toExchange(request: Request): Promise<Exchange> {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    url: pathname + search,
    requestHeaders: Object.fromEntries(request.headers),
    requestBody: new Uint8Array(await request.clone().arrayBuffer()),
  };
}

async function toAnswer(response: Response): Promise<Answer> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.clone().arrayBuffer()),
  };
}

/**
 * Makes a fetch that lets Prism judge both sides of every exchange. Bytes go round Prism untouched.
 *
 * @param document - The document to hold the traffic to.
 * @param options - What performs the requests and who else sees them.
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
  { forward = fetch, observe }: ContractFetchOptions = {},
): Promise<ContractFetch> {
  const judge = await createJudge(document);
  const violations: Violation[] = [];
  const called = new Set<string>();
  const outside: string[] = [];
  const record = async (exchange: Exchange) => {
    const judgement = await judge(exchange);
    violations.push(...judgement.violations);
    if (judgement.operation !== undefined) called.add(judgement.operation);
    if (judgement.isOutside) outside.push(exchange.url.split("?")[0] ?? "");
    observe?.(exchange, judgement);
  };
  return {
    async fetch(request) {
      const exchange = await toExchange(request);
      try {
        const response = await forward(request);
        await record({ ...exchange, answer: await toAnswer(response) });
        return response;
      } catch (error) {
        // A request that got no answer was made all the same.
        await record(exchange);
        throw error;
      }
    },
    violations,
    called,
    outside,
  };
}
