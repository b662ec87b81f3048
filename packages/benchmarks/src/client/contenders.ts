import type { ConnectContender } from "./contender.ts";

/** Loads every contender by its name, only where it is measured. The order is that of the table. */
export const contenders: Readonly<Record<string, () => Promise<ConnectContender>>> = {
  "rebilly-js-sdk": async () => (await import("./contenders/rebilly-js-sdk.ts")).connect,
  "rebilly-client": async () => (await import("./contenders/rebilly-client.ts")).connect,
  "rebilly-client, callOperation": async () =>
    (await import("./contenders/rebilly-call.ts")).connect,
  "undici.request, Rebilly's calls": async () =>
    (await import("./contenders/undici-request.ts")).connectRebilly,
  "connect-javascript-sdk": async () =>
    (await import("./contenders/connect-javascript-sdk.ts")).connect,
  "connect-client": async () => (await import("./contenders/connect-client.ts")).connect,
  "undici.request, Connect's calls": async () =>
    (await import("./contenders/undici-request.ts")).connectConnect,
};
