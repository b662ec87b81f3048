import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that breaks connections after it took a request, and counts what came. */
export interface BreakingServer {
  readonly url: string;
  close(): void;
}

/**
 * Starts the server on the loopback interface. `/well` answers and keeps the connection; `/seen/KEY`
 * tells how often `/break/KEY` was asked; `/break/KEY` takes the request and breaks the connection.
 *
 * @returns The running server.
 */
export async function startBreakingServer(): Promise<BreakingServer> {
  const seen = new Map<string, number>();
  const server = createServer(async (request, response) => {
    await request.toArray();
    const [, kind, key = ""] = (request.url ?? "").split("/");
    if (kind === "break") {
      seen.set(key, (seen.get(key) ?? 0) + 1);
      request.socket.destroy();
    } else {
      response.end(JSON.stringify(kind === "seen" ? (seen.get(key) ?? 0) : "well"));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
