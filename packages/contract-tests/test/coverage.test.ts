import { describe, expect, it } from "vitest";
import { createCannedTransport } from "../src/canned-transport.ts";
import { contractDocuments } from "../src/contract-document.ts";
import { contractFetch } from "../src/contract-fetch.ts";
import { type Coverage, measureCoverage, type PartKind } from "../src/coverage/coverage.ts";
import thresholds from "../src/coverage/thresholds.json" with { type: "json" };
import { createAnswerGenerator } from "../src/generate-answer.ts";
import { type Api, clientCalls } from "./client-calls.ts";
import { listExpectations } from "./test-client.ts";

/** Two seeds a status: one answer may have null where there is more to see. */
const SEEDS = ["one", "two"];

/** Calls every operation for every declared status, with answers that have all that they may have. */
async function exercise(api: Api, coverage: Coverage) {
  const document = contractDocuments[api];
  const transport = createCannedTransport();
  const { add: observe } = coverage;
  const contract = await contractFetch(document, { forward: transport.fetch, observe });
  const calls = clientCalls[api]({ fetch: contract.fetch });
  const generate = await createAnswerGenerator(document);
  for (const [operation, declared] of listExpectations(document)) {
    const status = Number(declared);
    for (const seed of SEEDS) {
      transport.give(await generate({ operation, status, seed }));
      await calls[operation]?.({ headers: {} });
    }
  }
  return contract;
}

function toPercent(parts: ReadonlyMap<string, boolean>): number {
  const exercised = [...parts.values()].filter(Boolean).length;
  return (100 * exercised) / parts.size;
}

describe.each(Object.keys(contractDocuments) as Api[])("the %s document", (api) => {
  it("is exercised by its client", async () => {
    const coverage = await measureCoverage(contractDocuments[api]);
    const contract = await exercise(api, coverage);
    expect(contract.violations).toEqual([]);
    for (const [kind, threshold] of Object.entries(thresholds[api])) {
      const parts = coverage.parts[kind as PartKind];
      const percent = toPercent(parts);
      const missing = [...parts].filter(([, done]) => !done).map(([name]) => name);
      console.info(`${api}: ${percent.toFixed(1)} % of ${parts.size} ${kind}`);
      expect(percent, `not exercised: ${missing.join(", ")}`).toBeGreaterThanOrEqual(threshold);
    }
  });
});

it("counts only what was seen", async () => {
  const document = contractDocuments.rebilly;
  const coverage = await measureCoverage(document);
  const transport = createCannedTransport();
  const { add: observe } = coverage;
  const contract = await contractFetch(document, { forward: transport.fetch, observe });
  const body = { status: "ok" };
  transport.give({ status: 200, headers: { "content-type": "application/json" }, body });
  await clientCalls.rebilly({ fetch: contract.fetch })["getStatus"]?.({ headers: {} });
  const seen = Object.values(coverage.parts).map((parts) =>
    [...parts].filter(([, done]) => done).map(([name]) => name),
  );
  expect(seen).toEqual([["getStatus"], ["getStatus 200"], [], ["getStatus 200 .status"]]);
});
