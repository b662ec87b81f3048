import { gzipSync } from "node:zlib";
import { bundleFor } from "../bundle/bundle-for.ts";
import { runInRealm } from "../bundle/run-in-realm.ts";
import type { ContractTargets, listContractSuites } from "../suites/contract-suites.ts";
import { runSuite, type SuiteResult } from "../suites/suite.ts";

/** The size of a client in a page. */
export interface BundleSize {
  readonly client: string;
  /** Bytes of the bundled and minified client with what it imports. */
  readonly bytes: number;
  /** Bytes of it as gzip packs it. */
  readonly packed: number;
}

const CLIENTS = ["connect-client", "rebilly-client", "twocheckout-client"] as const;

/**
 * Runs the contract suites of the clients from a bundle for browsers, in a realm that has nothing of
 * Node.js.
 *
 * @param targets - The mocks.
 * @returns How each suite went.
 */
export async function runBrowser(targets: ContractTargets): Promise<readonly SuiteResult[]> {
  const entry = { file: "suites/contract-suites.ts" };
  const { text } = await bundleFor({ entry, platform: "browser", fromSources: false });
  const program = runInRealm(text) as { listContractSuites: typeof listContractSuites };
  const results: SuiteResult[] = [];
  for (const [name, cases] of Object.entries(program.listContractSuites(targets))) {
    results.push(await runSuite(name, cases));
  }
  return results;
}

/**
 * Measures the clients as bundlers put them into a page.
 *
 * @returns Their sizes.
 */
export function measureBundles(): Promise<readonly BundleSize[]> {
  return Promise.all(
    CLIENTS.map(async (client) => {
      const entry = { text: `export * from "@usage-billing/${client}";` };
      const options = { entry, platform: "browser", fromSources: false, minify: true } as const;
      const { text } = await bundleFor(options);
      const bytes = Buffer.byteLength(text);
      return { client, bytes, packed: gzipSync(text).length };
    }),
  );
}
