import { expect, it } from "vitest";
import { startBreakingServer } from "../src/parts/breaking-server.ts";
import { runSuite } from "../src/suites/suite.ts";
import { listTransportCases } from "../src/suites/transport-cases.ts";

it("sends every write once on the Node.js that runs the tests", async () => {
  const server = await startBreakingServer();
  const result = await runSuite("transport", listTransportCases(server.url));
  server.close();
  expect(result).toEqual({ suite: "transport", passed: 4, failures: [] });
});
