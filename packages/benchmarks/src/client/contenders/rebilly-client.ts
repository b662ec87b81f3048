import { createTransport } from "@usage-billing/http";
import { createRebillyClient } from "@usage-billing/rebilly-client";
import type { ConnectContender } from "../contender.ts";
import { apiKey, organizationId, usage } from "../samples.ts";

export const connect: ConnectContender = (baseUrl) => {
  const { fetch, Request } = createTransport();
  const client = createRebillyClient({ baseUrl, organizationId, apiKey, fetch, Request });
  const { id, ...body } = usage;
  return {
    POST: async () => (await client.POST("/usages", { body })).data?.id,
    GET: async () => (await client.GET("/usages/{id}", { params: { path: { id } } })).data?.id,
  };
};
