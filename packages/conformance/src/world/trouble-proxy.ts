import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createTroubleList } from "./trouble-list.ts";
import type { Trouble, Troubles } from "./world.ts";

/** A server between a channel and its server that spoils what it is told to. */
export interface TroubleProxy extends Troubles {
  /** Where the channel reaches it: the server's address with another host. */
  readonly baseUrl: string;
  /** Ends it. */
  close(): Promise<void>;
}

/** A call on its way through the proxy. */
interface Passage {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly body: Buffer;
}

interface ServerAnswer {
  readonly answer: IncomingMessage;
  readonly body: Buffer;
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = await message.toArray();
  return Buffer.concat(pieces);
}

/** Asks the server itself; its host is named, so that links which it makes lead to it. */
function forward(target: URL, { incoming, body }: Passage, agent: Agent): Promise<ServerAnswer> {
  return new Promise((resolve, reject) => {
    const { method, url, headers } = incoming;
    const options = { agent, method, path: url, headers: { ...headers, host: target.host } };
    const sent = request({ ...options, hostname: target.hostname, port: target.port }, (answer) => {
      readAll(answer).then((read) => resolve({ answer, body: read }), reject);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

function passOn({ outgoing }: Passage, { answer, body }: ServerAnswer): void {
  const { "transfer-encoding": _, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 502, headers);
  outgoing.end(body);
}

async function spoil(
  trouble: Trouble,
  passage: Passage,
  ask: () => Promise<ServerAnswer>,
): Promise<void> {
  const { incoming, outgoing } = passage;
  if (trouble.kind === "stall") {
    trouble.onArrival();
    return;
  }
  if (trouble.kind === "answer") {
    if (trouble.stored) await ask();
    const headers = { "content-type": "application/json", ...trouble.headers };
    outgoing.writeHead(trouble.status, headers).end(trouble.body ?? "{}");
    return;
  }
  if (trouble.kind === "lose-answer") await ask();
  incoming.socket.resetAndDestroy();
}

/**
 * Starts a proxy in front of a server, on a free port of this machine.
 *
 * @param upstream - The server's address.
 * @returns The running proxy.
 */
export async function startTroubleProxy(upstream: string): Promise<TroubleProxy> {
  const target = new URL(upstream);
  const agent = new Agent({ keepAlive: true });
  const troubles = createTroubleList();
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const passage: Passage = { incoming, outgoing, body: await readAll(incoming) };
    const ask = (): Promise<ServerAnswer> => forward(target, passage, agent);
    const trouble = troubles.take(!/^(GET|HEAD)$/.test(incoming.method ?? ""));
    if (trouble === undefined) passOn(passage, await ask());
    else await spoil(trouble, passage, ask);
  };
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const base = new URL(upstream);
  base.host = `127.0.0.1:${port}`;
  return {
    arm: troubles.arm,
    seen: troubles.seen,
    baseUrl: base.href.replace(/\/$/, upstream.endsWith("/") ? "/" : ""),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}
