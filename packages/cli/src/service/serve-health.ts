import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CommandError } from "../command-error.ts";
import type { Address } from "./parse-address.ts";

/** Whether a service can work, and why not. */
export interface Readiness {
  isReady: boolean;
  reason?: string;
}

/** What the endpoints of a service tell. */
export interface HealthSource {
  /** Whether the service can work: it has read its ledger. */
  readonly readiness: () => Readonly<Readiness>;
  /** Prints the metrics. */
  readonly metrics: () => Promise<string>;
}

/** A server of health and metrics. */
export interface HealthServer {
  /** Where it listens. */
  readonly url: string;
  /** Ends it. */
  close(): Promise<void>;
}

const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function answerMetrics(response: ServerResponse, source: HealthSource): Promise<void> {
  const text = await source.metrics();
  response.writeHead(200, { "content-type": METRICS_TYPE }).end(text);
}

function answerReadiness(response: ServerResponse, { readiness }: HealthSource): void {
  const { isReady, reason } = readiness();
  answer(response, isReady ? 200 : 503, { status: isReady ? "ready" : "not ready", reason });
}

async function route(path: string, response: ServerResponse, source: HealthSource): Promise<void> {
  if (path === "/healthz") answer(response, 200, { status: "alive" });
  else if (path === "/readyz") answerReadiness(response, source);
  else if (path === "/metrics") await answerMetrics(response, source);
  else answer(response, 404, { error: "There are /healthz, /readyz and /metrics." });
}

function listen(server: Server, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "it is taken",
  EACCES: "it needs more rights",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "there is no such host",
};

/**
 * Serves health and metrics of a service until it is closed: `/healthz` says that the process is alive,
 * `/readyz` whether it can work, `/metrics` what it does, for Prometheus.
 *
 * @param address - Where to listen.
 * @param source - What to tell.
 * @returns The server.
 * @throws {@link CommandError} When nothing can listen there.
 */
export async function serveHealth(address: Address, source: HealthSource): Promise<HealthServer> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      answer(response, 405, { error: "Only GET and HEAD are answered." });
      return;
    }
    const path = request.url?.split("?")[0] ?? "";
    route(path, response, source).catch(() => response.destroy());
  });
  try {
    await listen(server, address);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new CommandError(
      `Nothing can listen at ${address.host}:${address.port}: ${REASONS[code] ?? code}. Give another address with --listen HOST:PORT.`,
    );
  }
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(":") ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
