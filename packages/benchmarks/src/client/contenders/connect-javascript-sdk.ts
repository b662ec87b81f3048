import { createRequire } from "node:module";
import type { ConnectContender } from "../contender.ts";
import { apiKey, connectPath, usageFile } from "../samples.ts";

/** What is used of the package, which comes without types. Its npm release has no usage calls. */
interface GenericResource {
  create(body: unknown): Promise<{ id: string }>;
  get(id: string): Promise<{ id: string }>;
}

const require = createRequire(import.meta.url);
const { ConnectClient } = require("@cloudblueconnect/connect-javascript-sdk") as {
  ConnectClient: new (url: string, apiKey: string) => object;
};
const Resource = require("@cloudblueconnect/connect-javascript-sdk/lib/connect/api/base") as new (
  client: object,
  path: string,
) => GenericResource;

export const connect: ConnectContender = (url) => {
  const client = new ConnectClient(url + connectPath, `ApiKey ${apiKey}`);
  const files = new Resource(client, "/usage/files");
  const { id, ...body } = usageFile;
  return {
    POST: async () => (await files.create(body)).id,
    GET: async () => (await files.get(id)).id,
  };
};
