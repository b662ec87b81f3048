import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PageRun, runChromium } from "../src/page/run-chromium.ts";
import { type ContractServer, startContractServer } from "../src/parts/contract-server.ts";

let server: ContractServer;
let run: PageRun;

beforeAll(async () => {
  server = await startContractServer();
  run = await runChromium({ targets: server.targets, fromSources: true });
}, 120_000);
afterAll(() => server.close());

describe("the clients on a page in a browser", () => {
  it("make every call of their documents at servers of other origins", () => {
    const expected = Object.entries(server.targets).map(([api, { expectations }]) => ({
      suite: `contract: ${api}`,
      passed: expectations.length,
      failures: [],
    }));
    expect(run.results).toEqual(expected);
    expect(server.takeProblems()).toEqual([]);
  });

  it("keep to what servers of other origins permit", () => {
    expect(run.asked.some((path) => path.endsWith("/usages"))).toBe(true);
    expect(run.withoutPermission).toBe("refused");
  });
});
