import { createTransport } from "@usage-billing/http";
import type { Case } from "./suite.ts";

/** Everything that changes something at a channel. */
const WRITES = ["POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * Lists tests of what the transport of this runtime does when a kept-alive connection breaks under a
 * request. Some platforms send it again by themselves, which would bill twice.
 *
 * @param url - The server that breaks connections.
 * @returns A test for each method that writes.
 */
export function listTransportCases(url: string): readonly Case[] {
  const run = crypto.randomUUID();
  return WRITES.map((method) => ({
    name: `sends a ${method} once when the connection breaks`,
    async run() {
      const { fetch, Request, close } = createTransport();
      const ask = async (path: string) => (await fetch(new Request(`${url}/${path}`))).json();
      const key = `${run}-${method}`;
      await ask("well");
      const init = { method, body: "{}" };
      const broken = await fetch(new Request(`${url}/break/${key}`, init)).catch(() => undefined);
      const times = await ask(`seen/${key}`);
      await close();
      if (broken !== undefined) throw new Error("the connection did not break");
      if (times !== 1) throw new Error(`it was sent ${times} times`);
    },
  }));
}
