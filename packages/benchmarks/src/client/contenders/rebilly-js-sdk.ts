import { createRequire } from "node:module";
import type { ConnectContender } from "../contender.ts";
import { apiKey, organizationId, usage } from "../samples.ts";

/** What is used of the package, whose own types do not compile as an ES module (TS1203). */
interface Member {
  readonly fields: { readonly id: string };
}
interface RebillySdk {
  RebillyAPI(options: object): {
    readonly usages: {
      create(request: { data: object }): Promise<Member>;
      get(request: { id: string }): Promise<Member>;
    };
  };
}

const { RebillyAPI } = createRequire(import.meta.url)("rebilly-js-sdk") as RebillySdk;

export const connect: ConnectContender = (url) => {
  const api = RebillyAPI({ apiKey, organizationId, urls: { live: url, sandbox: url } });
  const { id, ...data } = usage;
  return {
    POST: async () => (await api.usages.create({ data })).fields.id,
    GET: async () => (await api.usages.get({ id })).fields.id,
  };
};
