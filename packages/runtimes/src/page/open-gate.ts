import { type LocalServer, serveFetch } from "../parts/serve-fetch.ts";

/** A server before another one, which lets pages of one origin call that one. */
export interface Gate extends LocalServer {
  /** Paths about which browsers asked before they sent the request itself. */
  readonly asked: readonly string[];
}

/** The answer to a browser that asks whether a page may send a request. */
function toPermission(headers: Headers): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": headers.get("access-control-request-method") ?? "",
      "access-control-allow-headers": headers.get("access-control-request-headers") ?? "",
    },
  });
}

/**
 * Opens a gate: it gives the permissions of the cross-origin protocol, which the
 * mocks do not give, and passes everything else on.
 *
 * @param target - The origin of the server behind it.
 * @param origin - The origin of the pages that may call it.
 * @returns The running gate.
 */
export async function openGate(target: string, origin: string): Promise<Gate> {
  const asked: string[] = [];
  const answer = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const { headers, method } = request;
    if (method === "OPTIONS" && headers.has("access-control-request-method")) {
      asked.push(pathname);
      return toPermission(headers);
    }
    const body = request.body === null ? null : await request.arrayBuffer();
    return fetch(target + pathname + search, { method, headers, body });
  };
  const server = await serveFetch(async (request) => {
    const { body, headers, status } = await answer(request);
    const allowed = new Headers(headers);
    allowed.set("access-control-allow-origin", origin);
    allowed.set("access-control-expose-headers", "*");
    return new Response(body, { status, headers: allowed });
  });
  return { ...server, asked };
}
