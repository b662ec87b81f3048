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
  /** How many connections were cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

/**
 * Starts a proxy.
 *
 * @param serverPort - The server's port on loopback.
 * @param marker - What the client's message has in it when it is to be cut, such as a record's id.
 * @returns The proxy.
 */
export async function startCuttingProxy(serverPort: number, marker: string): Promise<CuttingProxy> {
  let wanted: "after" | "before" | undefined;
  let cuts = 0;
  const sockets = new Set<Socket>();

  function join(client: Socket): void {
    const server = connect(serverPort, "127.0.0.1");
    let isLost = false;
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    client.on("data", (chunk) => {
      const text = chunk.toString("latin1");
      if (wanted === undefined || !text.includes("COMMIT") || !text.includes(marker)) {
        server.write(chunk);
        return;
      }
      cuts += 1;
      const moment = wanted;
      wanted = undefined;
      isLost = true;
      if (moment === "before") {
        server.destroy();
        client.destroy();
      } else server.write(chunk);
    });
    server.on("data", (chunk) => {
      if (!isLost) client.write(chunk);
      else client.destroy();
    });
    server.on("close", () => client.destroy());
    client.on("close", () => server.end());
  }

  const listener = createServer(join);
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    port: (listener.address() as AddressInfo).port,
    cutNext: (moment) => {
      wanted = moment;
    },
    get cuts() {
      return cuts;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, "close");
    },
  };
}
