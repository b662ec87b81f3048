import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between a ledger and its server, and cuts connections at the worst moment. */
export interface CuttingProxy {
  readonly port: number;
  /**
   * Cuts the next connection that commits what has a text in it: before the server gets it, or after,
   * so that only its answer is lost.
   */
  cutNext(moment: "after" | "before"): void;
  /**
   * Keeps the next commit that has the text in it from the server, and lets nobody in until something is done.
   * The connection is left open meanwhile.
   */
  holdNext(meanwhile: () => Promise<void>): void;
  /** How many connections were cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

/** What happens to the next commit: its connection is cut, or it is kept until something is done. */
type Wanted = "after" | "before" | (() => Promise<void>);

/** What all connections share. */
interface Scene {
  readonly serverPort: number;
  readonly marker: string;
  readonly sockets: Set<Socket>;
  wanted: Wanted | undefined;
  cuts: number;
  /** Whoever wants to connect waits for this. */
  held: Promise<void>;
}

/** Takes what is wanted for a message, where it is the one. */
function takeWanted(scene: Scene, chunk: Buffer): Wanted | undefined {
  const text = chunk.toString("latin1");
  if (!text.includes("COMMIT") || !text.includes(scene.marker)) return undefined;
  const { wanted } = scene;
  scene.wanted = undefined;
  if (wanted !== undefined) scene.cuts += 1;
  return wanted;
}

async function join(scene: Scene, client: Socket): Promise<void> {
  client.on("error", () => undefined);
  await scene.held;
  const server = connect(scene.serverPort, "127.0.0.1");
  let isLost = false;
  for (const socket of [client, server]) {
    scene.sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => scene.sockets.delete(socket));
  }
  client.on("data", (chunk) => {
    const wanted = takeWanted(scene, chunk);
    if (wanted === "after") isLost = true;
    if (wanted === "before") {
      server.destroy();
      client.destroy();
    } else if (typeof wanted === "function") scene.held = wanted();
    else server.write(chunk);
  });
  server.on("data", (chunk) => {
    if (!isLost) client.write(chunk);
    else client.destroy();
  });
  server.on("close", () => client.destroy());
  client.on("close", () => server.end());
}

/**
 * Starts a proxy.
 *
 * @param serverPort - The server's port on loopback.
 * @param marker - What the client's message has in it when it is to be cut, such as a record's id.
 * @returns The proxy.
 */
export async function startCuttingProxy(serverPort: number, marker: string): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  const held = Promise.resolve();
  const scene: Scene = { serverPort, marker, sockets, wanted: undefined, cuts: 0, held };
  const listener = createServer((client) => join(scene, client));
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    port: (listener.address() as AddressInfo).port,
    cutNext: (moment) => {
      scene.wanted = moment;
    },
    holdNext: (meanwhile) => {
      scene.wanted = meanwhile;
    },
    get cuts() {
      return scene.cuts;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, "close");
    },
  };
}
