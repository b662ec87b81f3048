import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Channel } from "@usage-billing/core";
import { createTransport } from "@usage-billing/http";
import {
  createTwoCheckoutChannel,
  type TwoCheckoutChannelOptions,
} from "../two-checkout-channel.ts";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

/** What the server answers: a status and JSON, or text as it is. */
export interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

/** A channel before a server that answers as it is told. */
export interface Answering {
  readonly channel: Channel;
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

/** A server on loopback, for answers that the twin does not give. */
async function listen(answer: (request: SeenRequest) => Answer, seen: SeenRequest[]) {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = await incoming.toArray();
    const url = new URL(incoming.url ?? "", "http://localhost");
    const request = { method: incoming.method ?? "", url, body: Buffer.concat(chunks).toString() };
    seen.push(request);
    const { status = 200, body } = answer(request);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/**
 * Makes a channel before a server that answers as it is told.
 *
 * @param answer - Gives the answer to a request.
 * @param options - What differs from the default channel.
 */
export async function answerWith(
  answer: (request: SeenRequest) => Answer,
  options: Partial<TwoCheckoutChannelOptions> = {},
): Promise<Answering> {
  const seen: SeenRequest[] = [];
  const server = await listen(answer, seen);
  const transport = createTransport();
  const channel = createTwoCheckoutChannel({
    merchantCode: "ACME",
    secretKey: "the-secret-key",
    timeZone: "Europe/Bucharest",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest/6.0`,
    transport,
    retries: 0,
    ...options,
  });
  const close = async () => {
    await transport.close();
    server.close();
    server.closeAllConnections();
  };
  return { channel, seen, close };
}
