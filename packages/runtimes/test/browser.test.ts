import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleFor } from "../src/bundle/bundle-for.ts";
import { runInRealm } from "../src/bundle/run-in-realm.ts";
import { type ContractServer, startContractServer } from "../src/parts/contract-server.ts";
import type { listContractSuites } from "../src/suites/contract-suites.ts";
import { runSuite } from "../src/suites/suite.ts";

let server: ContractServer;
beforeAll(async () => {
  server = await startContractServer();
});
afterAll(() => server.close());

describe("the clients bundled for a browser", () => {
  it("make every call of their documents where there is nothing of Node.js", async () => {
    const entry = { file: "suites/contract-suites.ts" };
    const { text, imports } = await bundleFor({ entry, platform: "browser", fromSources: true });
    expect(imports).toEqual([]);
    const program = runInRealm(text) as { listContractSuites: typeof listContractSuites };
    const suites = program.listContractSuites(server.targets);
    expect(Object.keys(suites)).toEqual([
      "contract: connect",
      "contract: rebilly",
      "contract: twocheckout",
    ]);
    for (const [name, cases] of Object.entries(suites)) {
      const result = await runSuite(name, cases);
      expect(result).toEqual({ suite: name, passed: cases.length, failures: [] });
    }
    expect(server.takeProblems()).toEqual([]);
  });
});

describe("what runs everywhere, bundled for a worker", () => {
  it.each([
    "connect-client",
    "rebilly-client",
    "twocheckout-client",
    "core",
    "http",
    "connect",
    "rebilly",
    "twocheckout",
  ])("needs nothing of Node.js: %s", async (name) => {
    const entry = { text: `export * from "@usage-billing/${name}";` };
    const { imports } = await bundleFor({ entry, platform: "worker", fromSources: true });
    expect(imports).toEqual([]);
  });
});

describe("the bare realm", () => {
  it("has nothing of Node.js", () => {
    const names = ["process", "Buffer", "require", "global", "setImmediate"];
    const program = `var bundle = ${JSON.stringify(names)}.filter((name) => name in globalThis);`;
    expect([...(runInRealm(program) as string[])]).toEqual([]);
  });
});
