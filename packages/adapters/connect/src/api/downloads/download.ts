import { ChannelRequestError, UnexpectedResponseError } from "@usage-billing/core";
import { type Attempt, callOperation } from "@usage-billing/http";
import { type Api, type CallSettings, callConnect } from "../connect-call.ts";
import type { OperationId } from "../operation-roles.ts";

/** Options of a download. */
export interface DownloadOptions {
  /** Ends the call early. */
  readonly signal?: AbortSignal;
}

const LINK = "download of a signed link";
/** Large workbooks take longer than other calls, in milliseconds. */
export const WORKBOOK_TIMEOUT = 300_000;
/** Statuses by which storage says that a link is over. */
const EXPIRED: readonly number[] = [400, 401, 403, 404, 410];

function unreadable(settings: CallSettings, operation: string, reason: string): Error {
  const { channel } = settings;
  return new UnexpectedResponseError({ channel, operation, status: 200, reason, isWrite: false });
}

/** A workbook is a ZIP archive; JSON or a page of a gateway is not. */
function requireWorkbook(settings: CallSettings, operation: string, bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return bytes;
  throw unreadable(settings, operation, "is no workbook");
}

/**
 * Fetches a signed link at once and without the API key, which must not reach the storage host.
 *
 * @param api - What the operations work with.
 * @param link - The link, fresh: it expires within seconds or minutes.
 * @param options - Signal.
 * @returns The bytes of the workbook.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When there is no answer, or an error.
 */
async function fetchLink(
  { transport, settings }: Api,
  link: string,
  { signal }: DownloadOptions,
): Promise<Uint8Array> {
  if (!/^https?:/i.test(link) || !URL.canParse(link)) {
    throw unreadable(settings, LINK, "holds a link that is no web address");
  }
  const { data } = await callOperation({
    ...settings,
    operation: LINK,
    method: "GET",
    signal,
    // The link itself opens the file, so it is a secret too.
    secrets: [...settings.secrets, link],
    timeout: Math.max(settings.timeout, WORKBOOK_TIMEOUT),
    attempt: async (signal) => {
      const response = await transport.fetch(new transport.Request(link, { signal }));
      if (!response.ok) return { error: await response.text(), response };
      return { data: new Uint8Array(await response.arrayBuffer()), response };
    },
  });
  return requireWorkbook(settings, LINK, data);
}

/** A link that can be had anew. */
export interface RenewableLink {
  /** The link that is known already, where there is one. */
  readonly link?: string | undefined;
  /** Asks for a fresh one. */
  readonly renew: () => Promise<string>;
}

/**
 * Fetches what a signed link gives; when it has expired, a fresh one is asked for, once.
 *
 * @param api - What the operations work with.
 * @param source - The link, and how to get another.
 * @param options - Signal.
 * @returns The bytes of the workbook.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the fresh link does not work either.
 */
export async function downloadSigned(
  api: Api,
  { link, renew }: RenewableLink,
  options: DownloadOptions,
): Promise<Uint8Array> {
  try {
    return await fetchLink(api, link ?? (await renew()), options);
  } catch (error) {
    const hasExpired = error instanceof ChannelRequestError && error.operation === LINK;
    if (!hasExpired || !EXPIRED.includes(error.status)) throw error;
  }
  return fetchLink(api, await renew(), options);
}

/**
 * Fetches a workbook that the API answers itself.
 *
 * @param api - What the operations work with.
 * @param operation - The operation's id in the OpenAPI document.
 * @param call - Makes the request; and the signal.
 * @returns The bytes of the workbook.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When there is no answer, or an error.
 */
export async function downloadDirect(
  { settings }: Api,
  operation: OperationId,
  call: DownloadOptions & {
    readonly attempt: (signal: AbortSignal) => Promise<Attempt<ArrayBuffer>>;
  },
): Promise<Uint8Array> {
  const { data } = await callConnect(settings, {
    operation,
    options: call,
    timeout: Math.max(settings.timeout, WORKBOOK_TIMEOUT),
    attempt: call.attempt,
  });
  return requireWorkbook(settings, operation, new Uint8Array(data));
}
