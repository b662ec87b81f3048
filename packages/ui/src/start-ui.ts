import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { UiOptions } from "./options.ts";
import { send, toFailure } from "./server/answer.ts";
import { judgeRequest } from "./server/guard.ts";
import { Routes } from "./server/routes.ts";
import { createToken, printCookie, type Token } from "./server/token.ts";
import { UiError } from "./ui-error.ts";

/** A page that is served. */
export interface UiServer {
  /** Where it is served; without the token. */
  readonly url: string;
  /** What to open in a browser. It has the token: show it to the person who may change the ledger, and log it nowhere. */
  readonly link: string;
  /** Whether a change is being made, which {@link UiServer.close} waits for. */
  readonly isBusy: boolean;
  /** Ends all connections at once, and waits for a change that is being made. */
  close(): Promise<void>;
}

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1"]);
const CONNECTIONS = 64;
const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "it is taken",
  EACCES: "it needs more rights",
  EADDRNOTAVAIL: "this machine has no such address",
};

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Refuses what does not come from our page, before anything of it is read. */
function guard(routes: Routes, token: Token) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const verdict = judgeRequest(request, token);
    if (verdict.kind === "refuse") {
      send(response, toFailure(verdict.status, verdict.message));
      return;
    }
    routes.touch();
    if (verdict.kind === "enter") {
      const headers = { location: "./", "set-cookie": printCookie(token) };
      send(response, { status: 303, type: "html", body: "", headers });
      return;
    }
    const left = new AbortController();
    response.once("close", () => left.abort());
    const { path, query } = verdict;
    send(response, await routes.answer(request, { path, query, signal: left.signal }));
  };
}

/**
 * Serves a ledger's page on this machine, for whoever has the link, until it is closed.
 *
 * @param options - The desk, and where to listen.
 * @returns The server.
 * @throws {@link UiError} When the address is not of this machine alone, or nothing can listen there.
 * @example
 * ```ts
 * const ui = await startUi({ desk, port: 7117 });
 * process.stderr.write(`${ui.link}\n`);
 * process.once("SIGINT", () => void ui.close());
 * ```
 */
export async function startUi(options: UiOptions): Promise<UiServer> {
  const { desk, port = 0, host = "127.0.0.1" } = options;
  if (!LOOPBACK.has(host)) {
    throw new UiError(
      `the page is served at 127.0.0.1 or ::1 only, not at ${host}; from another machine, open it through a tunnel such as ssh -L`,
    );
  }
  const token = createToken();
  const routes = new Routes(desk);
  const answer = guard(routes, token);
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      desk.onError?.(error);
      response.destroy();
    });
  });
  server.maxConnections = CONNECTIONS;
  try {
    await listen(server, port, host);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    const reason = REASONS[code] ?? code;
    throw new UiError(`the page cannot be served at port ${port}: ${reason}; give another port`);
  }
  await routes.prepare();
  const name = host.includes(":") ? `[${host}]` : host;
  const url = `http://${name}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    link: `${url}${token.path}?token=${token.secret}`,
    get isBusy() {
      return routes.changes.isBusy;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      routes.end();
      await routes.changes.finished();
      await closed;
    },
  };
}
