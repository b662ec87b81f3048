import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sampleCatalogue, startTwin } from "@usage-billing/twins";
import { bundleFor } from "../bundle/bundle-for.ts";
import type { Instructions } from "../bundle/worker.ts";
import type { Servers } from "../suites/contract-suites.ts";
import type { SuiteResult } from "../suites/suite.ts";

/** What is used of miniflare, which is no dependency but fetched by the command. */
interface Miniflare {
  dispatchFetch(url: string, init: { method: string; body: string }): Promise<Response>;
  dispose(): Promise<void>;
}

const ENTRY = 'import { handle } from "./bundle/worker.ts"; export default { fetch: handle };';
const { connect, rebilly, twocheckout } = sampleCatalogue;

async function startTwins() {
  const started = {
    connect: await startTwin("connect"),
    rebilly: await startTwin("rebilly"),
    twocheckout: await startTwin("twocheckout"),
  };
  const [apiKey] = rebilly.apiKeys;
  const { merchantCode, secretKey, timeZone } = twocheckout;
  const twins: Instructions["twins"] = {
    connect: {
      baseUrl: started.connect.baseUrl,
      options: {
        apiKey: connect.credentials.vendor,
        product: "PRD-276-377-545",
        contract: "CRD-41560-05399-12345",
        currency: "USD",
      },
      subscription: "AS-1001-0000-0001",
      meter: "STORAGE-GB",
    },
    rebilly: {
      baseUrl: started.rebilly.baseUrl,
      options: { organizationId: rebilly.organizationId, apiKey },
      subscription: "sub_twin_storage_001",
    },
    twocheckout: {
      baseUrl: started.twocheckout.baseUrl,
      options: { merchantCode, secretKey, timeZone },
      subscription: "TWIN000001",
      meter: "STORAGE_MB",
    },
  };
  return { twins, close: () => Promise.all(Object.values(started).map((twin) => twin.close())) };
}

async function startWorker(folder: string, script: string): Promise<Miniflare> {
  const address = join(folder, "node_modules/miniflare/dist/src/index.js");
  const { Miniflare } = (await import(pathToFileURL(address).href)) as {
    readonly Miniflare: new (options: object) => Miniflare;
  };
  return new Miniflare({
    modules: true,
    script,
    compatibilityDate: "2026-07-01",
  });
}

/**
 * Reads which workerd miniflare brings.
 *
 * @param folder - Where the runtimes are.
 * @returns Its version.
 */
export function readWorkerVersion(folder: string): string {
  const path = join(folder, "node_modules/workerd/package.json");
  return JSON.parse(readFileSync(path, "utf8")).version;
}

/**
 * Runs the contract suites and a report through each adapter in a worker, bundled from the built
 * packages; mocks and twins are outside.
 *
 * @param folder - Where the runtimes are.
 * @param servers - What the suites need outside.
 * @returns How each suite went.
 */
export async function runWorker(folder: string, servers: Servers): Promise<readonly SuiteResult[]> {
  const entry = { text: ENTRY };
  const { text } = await bundleFor({ entry, platform: "worker", fromSources: false });
  const { twins, close } = await startTwins();
  const worker = await startWorker(folder, text);
  try {
    const body = JSON.stringify({ ...servers, twins } satisfies Instructions);
    const response = await worker.dispatchFetch("http://localhost/", { method: "POST", body });
    if (!response.ok) throw new Error(`the worker answers ${await response.text()}`);
    return (await response.json()) as readonly SuiteResult[];
  } finally {
    await worker.dispose();
    await close();
  }
}
