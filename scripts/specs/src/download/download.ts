import { SpecsError } from "../specs-error.ts";

/** The bounds of a download. */
export interface DownloadOptions {
  /** The longest time for all of it, in milliseconds; 60,000 by default. */
  readonly timeout?: number;
  /** The greatest size, in bytes; 32 MiB by default. */
  readonly maximumBytes?: number;
  /** The tag of the bytes that are known. */
  readonly etag?: string;
  /** Is told how many bytes have arrived, and of how many when the server says so. */
  readonly onProgress?: (bytes: number, total: number | undefined) => void;
}

/** What was downloaded. */
export type Download =
  | { readonly kind: "unchanged" }
  | { readonly kind: "document"; readonly bytes: Uint8Array; readonly etag?: string };

const MAXIMUM_REDIRECTS = 5;

function assertSameHost(from: string, to: URL): void {
  const { host, protocol } = new URL(from);
  if (to.host !== host) {
    throw new SpecsError(
      `${from} redirects to another host, ${to.host}; if that is right, put its address into sources.json`,
    );
  }
  if (protocol === "https:" && to.protocol !== "https:") {
    throw new SpecsError(
      `${from} redirects to ${to.protocol.replace(":", "")}, which is not secure`,
    );
  }
}

/** Follows redirects on the same host. */
async function request(url: string, headers: Record<string, string>, signal: AbortSignal) {
  let address = url;
  for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects += 1) {
    const response = await fetch(address, { headers, signal, redirect: "manual" });
    const location = response.headers.get("location");
    if (response.status < 301 || response.status > 308 || response.status === 304) return response;
    await response.body?.cancel();
    if (location === null)
      throw new SpecsError(`${address} answered ${response.status} without an address`);
    const next = new URL(location, address);
    assertSameHost(address, next);
    address = next.href;
  }
  throw new SpecsError(`${url} redirects more than ${MAXIMUM_REDIRECTS} times`);
}

function tooLarge(url: string, maximum: number): SpecsError {
  return new SpecsError(
    `${url} is larger than ${maximum} bytes; raise --maximum-bytes if that is right`,
  );
}

async function readBody(response: Response, url: string, options: DownloadOptions) {
  const { maximumBytes = 32 * 2 ** 20, onProgress } = options;
  const announced = response.headers.get("content-length");
  const total = announced === null ? undefined : Number(announced);
  if (total !== undefined && total > maximumBytes) throw tooLarge(url, maximumBytes);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maximumBytes) throw tooLarge(url, maximumBytes);
    chunks.push(chunk);
    onProgress?.(bytes, total);
  }
  return Buffer.concat(chunks);
}

function explain(url: string, error: unknown, timeout: number): unknown {
  if (error instanceof SpecsError || !(error instanceof Error)) return error;
  if (error.name === "TimeoutError") {
    return new SpecsError(`${url} did not answer whole within ${timeout / 1000} s`);
  }
  const cause = error.cause instanceof Error ? error.cause.message : error.message;
  return new SpecsError(`${url} could not be downloaded: ${cause}`);
}

/**
 * Downloads a document, within bounds of time and size, from one host only.
 *
 * @param url - Its address.
 * @param options - Bounds, known tag, progress.
 * @returns Its bytes; or that they are those that are known.
 * @throws {@link SpecsError} When there is no whole success from that host within the bounds.
 */
export async function download(url: string, options: DownloadOptions = {}): Promise<Download> {
  const { timeout = 60_000, etag } = options;
  const headers: Record<string, string> = { accept: "application/yaml, application/json, */*" };
  if (etag !== undefined) headers["if-none-match"] = etag;
  try {
    const response = await request(url, headers, AbortSignal.timeout(timeout));
    if (response.status === 304) return { kind: "unchanged" };
    if (!response.ok) {
      await response.body?.cancel();
      throw new SpecsError(`${url} answered ${response.status} ${response.statusText}`.trim());
    }
    const bytes = await readBody(response, url, options);
    const tag = response.headers.get("etag");
    return { kind: "document", bytes, ...(tag === null ? {} : { etag: tag }) };
  } catch (error) {
    throw explain(url, error, timeout);
  }
}
