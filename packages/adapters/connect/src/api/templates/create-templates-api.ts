import { type CallOptions, UnexpectedResponseError } from "@usage-billing/core";
import { type Api, callConnect } from "../connect-call.ts";
import { type DownloadOptions, downloadSigned } from "../downloads/download.ts";
import { pathId } from "../path-id.ts";
import { readText } from "../wire/read-value.ts";

/** Empty workbooks, one a product. All of it is for the vendor. */
export interface TemplatesApi {
  /** Asks for the signed link to a product's template; it expires, and wants no API key. */
  link(productId: string, options?: CallOptions): Promise<string>;
  /** Fetches a product's template. */
  download(productId: string, options?: DownloadOptions): Promise<Uint8Array>;
}

/**
 * Makes the operations on templates.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createTemplatesApi(api: Api): TemplatesApi {
  const { client, settings } = api;
  const operation = "getUsageTemplate";
  const link: TemplatesApi["link"] = async (productId, options = {}) => {
    const params = { path: { id: pathId(productId, "product") } };
    const { data, response } = await callConnect(settings, {
      operation,
      options,
      attempt: (signal) => client.GET("/usage/products/{id}/template", { signal, params }),
    });
    const found = readText(data.template_link);
    if (found !== undefined) return found;
    throw new UnexpectedResponseError({
      channel: settings.channel,
      operation,
      status: response.status,
      reason: "has no link",
      isWrite: false,
    });
  };
  return {
    link,
    download: async (productId, options = {}) =>
      downloadSigned(api, { renew: () => link(productId, options) }, options),
  };
}
