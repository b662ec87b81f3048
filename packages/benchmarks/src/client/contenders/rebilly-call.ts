import { callOperation, createTransport } from "@usage-billing/http";
import { createRebillyClient } from "@usage-billing/rebilly-client";
import type { ConnectContender } from "../contender.ts";
import { apiKey, organizationId, usage } from "../samples.ts";

/** The way of the adapters: with a time limit, retries and errors around every call. */
export const connect: ConnectContender = (baseUrl) => {
  const { fetch, Request } = createTransport();
  const client = createRebillyClient({ baseUrl, organizationId, apiKey, fetch, Request });
  const { id, ...body } = usage;
  const common = { channel: "rebilly", secrets: [apiKey] };
  const post = {
    ...common,
    operation: "createUsage",
    method: "POST",
    attempt: (signal: AbortSignal) => client.POST("/usages", { body, signal }),
  };
  const get = {
    ...common,
    operation: "getUsage",
    method: "GET",
    attempt: (signal: AbortSignal) =>
      client.GET("/usages/{id}", { params: { path: { id } }, signal }),
  };
  return {
    POST: async () => (await callOperation(post)).data.id,
    GET: async () => (await callOperation(get)).data.id,
  };
};
