import { Agent, request, setGlobalDispatcher } from "undici";
import type { ConnectContender } from "../contender.ts";
import { apiKey, connectPath, rebillyPath, usage, usageFile } from "../samples.ts";

interface Calls {
  readonly url: string;
  readonly body: object;
  readonly id: string;
  readonly headers: Record<string, string>;
}

// The settings of our transport, so that only what is built on top makes a difference.
setGlobalDispatcher(new Agent({ connections: 64, allowH2: false }));

async function send(url: string, options: Parameters<typeof request>[1]): Promise<string> {
  const { body } = await request(url, options);
  return ((await body.json()) as { id: string }).id;
}

function connect({ url, body, id, headers }: Calls): ReturnType<ConnectContender> {
  const postHeaders = { ...headers, "content-type": "application/json" };
  return {
    POST: () => send(url, { method: "POST", headers: postHeaders, body: JSON.stringify(body) }),
    GET: () => send(`${url}/${id}`, { headers }),
  };
}

export const connectRebilly: ConnectContender = (url) => {
  const { id, ...body } = usage;
  const headers = { "reb-apikey": apiKey };
  return connect({ url: `${url}${rebillyPath}/usages`, body, id, headers });
};

export const connectConnect: ConnectContender = (url) => {
  const { id, ...body } = usageFile;
  const headers = { authorization: `ApiKey ${apiKey}` };
  return connect({ url: `${url}${connectPath}/usage/files`, body, id, headers });
};
