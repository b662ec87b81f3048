import type { IncomingMessage } from "node:http";
import { isSecret, readCookies, type Token } from "./token.ts";

/** What is to be done with a request. */
export type Verdict =
  | { readonly kind: "admit"; readonly path: string; readonly query: URLSearchParams }
  | { readonly kind: "enter" }
  | { readonly kind: "refuse"; readonly status: number; readonly message: string };

const NO_TOKEN =
  'This page needs the link that "usage-billing ui" printed. Open that link again; a new start prints a new one.';

/** Names under which this machine knows itself; a name of somebody else's that leads here is none of them. */
const HOSTS: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

function refuse(status: number, message: string): Verdict {
  return { kind: "refuse", status, message };
}

function isOwnHost(host: string | undefined): boolean {
  const [, name = ""] = /^(\[[^\]]+\]|[^:[\]]+)(?::\d{1,5})?$/.exec(host ?? "") ?? [];
  return HOSTS.has(name.toLowerCase());
}

/** Browsers say where a request comes from; programs that are no browsers have no other site's page in them. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

function judgeWrite({ headers }: IncomingMessage): Verdict | undefined {
  if (headers.origin !== `http://${headers.host}`) {
    return refuse(403, "Changes are taken from this page only; the Origin is another one.");
  }
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") return undefined;
  return refuse(415, "Changes are sent as application/json.");
}

/** Reads the target; one that is no path of ours is nothing. */
function readTarget({ url = "" }: IncomingMessage): URL | undefined {
  return url.startsWith("/") && URL.canParse(url, "http://ui")
    ? new URL(url, "http://ui")
    : undefined;
}

function judgeEntry(request: IncomingMessage, offered: string, token: Token): Verdict {
  if (!isSecret(token, offered)) return refuse(401, NO_TOKEN);
  if (!isOwnHost(request.headers.host)) return refuse(403, "This Host is not served.");
  return { kind: "enter" };
}

/**
 * Decides whether a request is answered: it has the token, comes to a name of this machine, and, when it
 * changes something, from this very page.
 *
 * @param request - The request.
 * @param token - The token.
 * @returns What to do with it. Without the token, whatever else is wrong, it is 401.
 */
export function judgeRequest(request: IncomingMessage, token: Token): Verdict {
  const { headers, method = "" } = request;
  const target = readTarget(request);
  if (target === undefined || !target.pathname.startsWith(token.path)) {
    return refuse(401, NO_TOKEN);
  }
  const path = target.pathname.slice(token.path.length);
  const offered = target.searchParams.get("token");
  if (offered !== null && path === "" && method === "GET") {
    return judgeEntry(request, offered, token);
  }
  const cookies = readCookies(headers.cookie);
  if (!cookies.some((cookie) => isSecret(token, cookie))) return refuse(401, NO_TOKEN);
  if (!isOwnHost(headers.host)) return refuse(403, "This Host is not served.");
  if (isFromElsewhere(request)) return refuse(403, "Only this page may ask.");
  if (method !== "GET" && method !== "POST") return refuse(405, "Only GET and POST are answered.");
  const refusal = method === "POST" ? judgeWrite(request) : undefined;
  return refusal ?? { kind: "admit", path, query: target.searchParams };
}
