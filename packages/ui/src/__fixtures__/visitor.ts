import { type IncomingHttpHeaders, request } from "node:http";
import type { UiServer } from "../start-ui.ts";

/** What was answered. */
export interface Visit {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body as JSON. */
  readonly view: Readonly<Record<string, never>>;
}

/** What is sent beside the path. */
export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Asks a server, with any headers, also those that a browser decides itself.
 *
 * @param url - The address.
 * @param sending - Method, headers, body.
 * @returns The answer.
 */
export function visit(url: string, sending: Sending = {}): Promise<Visit> {
  const { method = "GET", headers = {}, body = "" } = sending;
  const { promise, resolve, reject } = Promise.withResolvers<Visit>();
  const asked = request(url, { method, headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("error", reject);
    response.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const { statusCode: status = 0, headers: received } = response;
      const view = text.startsWith("{") ? JSON.parse(text) : {};
      resolve({ status, headers: received, body: text, view });
    });
  });
  asked.on("error", reject);
  asked.end(body);
  return promise;
}

/** Somebody who opened the link. */
export interface Visitor {
  /** Where the page is. */
  readonly base: string;
  readonly cookie: string;
  get(path: string): Promise<Visit>;
  post(path: string, body: unknown): Promise<Visit>;
}

/**
 * Opens the link as a browser does.
 *
 * @param ui - The server.
 * @returns The visitor.
 */
export async function enter({ url, link }: UiServer): Promise<Visitor> {
  const { headers } = await visit(link);
  const cookie = headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
  const base = new URL("./", link).href;
  return {
    base,
    cookie,
    get: (path) => visit(`${base}${path}`, { headers: { cookie } }),
    post: (path, body) =>
      visit(`${base}${path}`, {
        method: "POST",
        headers: { cookie, origin: url, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}
