import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Quantity } from "@usage-billing/core";
import { expect, it } from "vitest";
import { createPlanners } from "./create-planners.ts";
import { loadConfiguration } from "./load-configuration.ts";

it("hands a channel on Connect its schema and its days", async () => {
  const folder = mkdtempSync(join(tmpdir(), "connect-options-"));
  try {
    const file = join(folder, "usage-billing.config.json");
    const connect = {
      api: "connect",
      product: "PRD-276-377-545",
      contract: "CRD-41560-05399-12345",
      currency: "USD",
      schema: "PR",
      period: { from: "2026-10-01", to: "2026-10-31" },
    };
    writeFileSync(file, JSON.stringify({ channels: { connect } }));
    const channel = createPlanners(await loadConfiguration(file), ["connect"]).get("connect");
    const problems = channel?.check({
      recordId: "r-1",
      channel: "connect",
      subscription: "AS-1001-0000-0001",
      meter: "STORAGE-GB",
      quantity: Quantity.parse("1"),
      period: { start: Date.UTC(2026, 10, 1), end: Date.UTC(2026, 10, 2) },
    });
    expect(problems?.map(({ field, rule }) => [field, rule])).toEqual(
      expect.arrayContaining([
        ["period", "outside-period"],
        ["amount", expect.any(String)],
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
