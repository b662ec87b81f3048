import { readFile } from "node:fs/promises";
import {
  type Catalogue,
  parseCatalogue,
  sampleCatalogue,
  startTwin,
  type Twin,
} from "@usage-billing/twins";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../context.ts";

/** What `usage-billing twin` takes. */
export interface TwinOptions {
  /** The port of the first twin; any free one when left out. */
  readonly port?: number;
  /** A file with the products, assets and subscriptions that the twins know. */
  readonly catalogue?: string;
  readonly json?: boolean;
}

const APIS = ["connect", "rebilly", "twocheckout"] as const;
type Api = (typeof APIS)[number];

function chooseApis(name: string): readonly Api[] {
  if (name === "all") return APIS;
  const api = APIS.find((one) => one === name);
  if (api !== undefined) return [api];
  throw new CommandError(`There is no twin "${name}". There are: ${APIS.join(", ")}, all.`);
}

async function readCatalogue(file: string | undefined): Promise<Catalogue> {
  if (file === undefined) return sampleCatalogue;
  try {
    return parseCatalogue(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw new CommandError(`The catalogue ${file} cannot be used: ${(error as Error).message}`);
  }
}

async function start(api: Api, port: number, catalogue: Catalogue): Promise<Twin> {
  try {
    return await startTwin(api, { port, catalogue });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    const reason = code === "EACCES" ? "needs more rights" : "is taken";
    throw new CommandError(
      `Port ${port} ${reason}. Give another with --port, or none for a free one.`,
    );
  }
}

const LAST_PORT = 65_535;

function choosePort({ port = 0 }: TwinOptions, at: number): number {
  if (port === 0) return 0;
  if (port + at <= LAST_PORT) return port + at;
  throw new CommandError(
    `There is no port ${port + at}: each twin takes the next port after --port ${port}. Give a lower one, or none for free ones.`,
  );
}

async function startAll(apis: readonly Api[], options: TwinOptions): Promise<Twin[]> {
  const catalogue = await readCatalogue(options.catalogue);
  const twins: Twin[] = [];
  try {
    for (const [at, api] of apis.entries()) {
      twins.push(await start(api, choosePort(options, at), catalogue));
    }
  } catch (error) {
    await Promise.all(twins.map((twin) => twin.close()));
    throw error;
  }
  return twins;
}

const CREDENTIALS: Readonly<Record<Api, (catalogue: Catalogue) => string>> = {
  connect: ({ connect }) => `USAGE_BILLING_CONNECT_API_KEY='${connect.credentials.vendor}'`,
  rebilly: ({ rebilly }) => `USAGE_BILLING_REBILLY_API_KEY='${rebilly.apiKeys[0]}'`,
  twocheckout: ({ twocheckout }) =>
    `USAGE_BILLING_TWOCHECKOUT_SECRET_KEY='${twocheckout.secretKey}'`,
};

/** On Connect the same variable decides which of two parties somebody is. */
function describeOtherParty(api: Api, { connect }: Catalogue): readonly string[] {
  const { distributor } = connect.credentials;
  if (api !== "connect" || distributor === undefined) return [];
  return [`# as distributor: export USAGE_BILLING_CONNECT_API_KEY='${distributor}'`];
}

function describeTwin({ api, baseUrl, url }: Twin, catalogue: Catalogue): readonly string[] {
  return [
    `# ${api}: what it holds is at ${url}/_twin/usage, what it knows at ${url}/_twin/catalogue`,
    `export USAGE_BILLING_${api.toUpperCase()}_BASE_URL='${baseUrl}'`,
    `export ${CREDENTIALS[api](catalogue)}`,
    ...describeOtherParty(api, catalogue),
  ];
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/**
 * Starts local twins and keeps them until the command is ended.
 *
 * @param name - An API, or `all`.
 * @param options - The command's options.
 * @param context - Where output goes, and the signal that ends the twins.
 */
export async function runTwins(
  name: string,
  options: TwinOptions,
  context: CommandContext,
): Promise<void> {
  const twins = await startAll(chooseApis(name), options);
  const catalogue = await readCatalogue(options.catalogue);
  if (options.json === true) {
    const list = twins.map(({ api, url, baseUrl }) => ({ api, url, baseUrl }));
    context.print(JSON.stringify(list));
  } else {
    for (const twin of twins) for (const line of describeTwin(twin, catalogue)) context.print(line);
    context.warn("The twins run until Ctrl-C.");
  }
  await untilAborted(context.signal);
  await Promise.all(twins.map((twin) => twin.close()));
}
