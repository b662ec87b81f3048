import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that says back everything that it was sent, in the ways in which servers do. */
export interface Mirror {
  readonly url: string;
  close(): Promise<void>;
}

type Manner = (response: ServerResponse, sent: string) => void;

/** Answers with a text that looks like JSON or markup where it does. */
function answer(response: ServerResponse, status: number, body: string): void {
  const isJson = /^[[{]/.test(body);
  const type = isJson ? "application/json" : "text/html";
  response.writeHead(status, { "content-type": type }).end(body);
}

/** One manner after the other. */
const MANNERS: readonly Manner[] = [
  (response, sent) =>
    answer(response, 400, JSON.stringify({ error_code: "VAL_001", errors: [sent] })),
  (response, sent) =>
    answer(response, 401, JSON.stringify({ title: "Unauthorized", detail: sent })),
  (response, sent) => answer(response, 500, `<html><title>${sent}</title></html>`),
  (response, sent) => answer(response, 409, JSON.stringify({ message: sent, error: sent })),
  (response, sent) => answer(response, 200, `{"broken": "${sent.replaceAll('"', "")}`),
  (response, sent) => answer(response, 422, sent),
  (response, sent) => answer(response, 200, JSON.stringify([{ unexpected: sent }])),
  (response, sent) => {
    response.writeHead(302, { location: `/elsewhere?said=${encodeURIComponent(sent)}` }).end();
  },
  (response, sent) => {
    response.writeHead(400, { "x-echo": encodeURIComponent(sent) }).end();
  },
  (response) => response.destroy(),
];

/**
 * Starts the server.
 *
 * @returns The server, on a free port of this machine.
 */
export async function startMirror(): Promise<Mirror> {
  let count = 0;
  const server = createServer((request: IncomingMessage, response) => {
    const sent = Object.entries(request.headers)
      .map(([name, value]) => `${name}=${value}`)
      .join("; ");
    const manner = MANNERS[count % MANNERS.length];
    count += 1;
    request.resume().once("end", () => manner?.(response, `${request.url} ${sent}`));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
