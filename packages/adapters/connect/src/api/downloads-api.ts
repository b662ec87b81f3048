import { UnexpectedResponseError } from "@usage-billing/core";
import { callOperation, type Transport } from "@usage-billing/http";
import type { CallSettings } from "./connect-call.ts";

/** Fetches what the API hands out as signed links. */
export interface DownloadsApi {
  /**
   * Fetches a signed link at once and without the API key, which must not reach the storage host.
   *
   * @param link - The link, fresh: it expires within seconds or minutes.
   * @param signal - Ends the call early.
   * @returns The bytes.
   * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When there is no answer, or an error.
   */
  fetch(link: string, signal?: AbortSignal): Promise<Uint8Array>;
}

const OPERATION = "download of a signed link";
const DOWNLOAD_TIMEOUT = 300_000;

function checkLink(channel: string, link: string): void {
  if (/^https?:/i.test(link) && URL.canParse(link)) return;
  throw new UnexpectedResponseError({
    channel,
    operation: OPERATION,
    status: 200,
    reason: "holds a link that is no web address",
    isWrite: false,
  });
}

/**
 * Makes the downloads.
 *
 * @param transport - How requests are sent.
 * @param settings - What all calls share.
 * @returns The downloads.
 */
export function createDownloadsApi(transport: Transport, settings: CallSettings): DownloadsApi {
  return {
    fetch: async (link, signal) => {
      checkLink(settings.channel, link);
      const { data } = await callOperation({
        ...settings,
        operation: OPERATION,
        method: "GET",
        signal,
        timeout: Math.max(settings.timeout, DOWNLOAD_TIMEOUT),
        attempt: async (signal) => {
          const response = await transport.fetch(new transport.Request(link, { signal }));
          if (!response.ok) return { error: await response.text(), response };
          return { data: new Uint8Array(await response.arrayBuffer()), response };
        },
      });
      return data;
    },
  };
}
