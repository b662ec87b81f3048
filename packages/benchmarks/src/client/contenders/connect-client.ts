import { createConnectClient } from "@usage-billing/connect-client";
import { createTransport } from "@usage-billing/http";
import type { ConnectContender } from "../contender.ts";
import { apiKey, connectPath, usageFile } from "../samples.ts";

export const connect: ConnectContender = (url) => {
  const { fetch, Request } = createTransport();
  const client = createConnectClient({ baseUrl: url + connectPath, apiKey, fetch, Request });
  const { id, ...body } = usageFile;
  const path = { id };
  return {
    POST: async () => (await client.POST("/usage/files", { body })).data?.id,
    GET: async () => (await client.GET("/usage/files/{id}", { params: { path } })).data?.id,
  };
};
