import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that a test owns. */
export interface LocalServer extends AsyncDisposable {
  readonly url: string;
  /** The paths that were asked for, in order. */
  readonly seen: readonly string[];
}

/**
 * Starts a server on a free port of loopback.
 *
 * @param listener - Answers its requests.
 * @returns The server.
 */
export async function startServer(listener: RequestListener): Promise<LocalServer> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? "");
    listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
