import { createTransport } from "@usage-billing/http";
import { onTestFinished } from "vitest";
import type { ConnectOptions } from "../connect-options.ts";
import { type Platform, startPlatform } from "./platform.ts";

/** Members of a usage file as the platform answers it; `undefined` stands for one that it leaves out. */
export type ShownFile = Readonly<Record<string, unknown>>;

/** What reaches the channel in place of what the platform says; tests set it when its time has come. */
export interface Alterations {
  /** Members of a single file that are shown otherwise. */
  file?: (shown: ShownFile) => ShownFile;
  /** An answer that the platform does not give itself. */
  answer?: (request: Request) => Promise<Response | undefined> | Response | undefined;
}

/** A platform that shows something else than it holds. */
export interface AlteredPlatform extends Platform {
  readonly alter: Alterations;
  /** The requests of the channel: method and path. */
  readonly requests: readonly string[];
}

const FILE = /\/usage\/files\/UF[^/]*$/;

/**
 * Shows a state in place of another.
 *
 * @param status - The state that the file has.
 * @param instead - The state that is shown then.
 * @returns The alteration of a file.
 */
export const showing =
  (status: string, instead: string) =>
  (shown: ShownFile): ShownFile => ({
    status: shown["status"] === status ? instead : shown["status"],
  });

/**
 * Refuses requests to a path.
 *
 * @param path - What their path matches.
 * @param words - What the platform says.
 * @param status - The status of the answer.
 * @returns The alteration of an answer.
 */
export const refusing =
  (path: RegExp, words: string, status = 400) =>
  ({ url }: Request): Response | undefined =>
    path.test(new URL(url).pathname)
      ? Response.json({ error_code: "USG_999", errors: [words] }, { status })
      : undefined;

/**
 * Starts a platform whose answers can be altered on their way; it ends with the test.
 *
 * @param options - Options of the channel.
 * @returns The platform; as it is until something is altered.
 */
export async function startAltered(
  options: Partial<ConnectOptions> = {},
): Promise<AlteredPlatform> {
  const transport = createTransport();
  onTestFinished(() => transport.close());
  const alter: Alterations = {};
  const requests: string[] = [];
  const fetch: typeof transport.fetch = async (request) => {
    const { pathname } = new URL(request.url);
    requests.push(`${request.method} ${pathname.replace(/^\/public\/v1/, "")}`);
    const instead = await alter.answer?.(request);
    if (instead !== undefined) return instead;
    const response = await transport.fetch(request);
    if (request.method !== "GET" || !FILE.test(pathname) || !response.ok) return response;
    const shown = (await response.json()) as ShownFile;
    return Response.json({ ...shown, ...alter.file?.(shown) });
  };
  const platform = await startPlatform({
    options: { transport: { ...transport, fetch }, ...options },
  });
  return { ...platform, alter, requests };
}
