import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedger } from "@usage-billing/ledger";
import { expect, it } from "vitest";
import { defaultColumns } from "../input/columns.ts";
import { fingerprint, type InputRequest } from "./check-input.ts";
import { InputPlan } from "./input-plan.ts";
import { takeIn } from "./take-in.ts";

it("refuses a file that was written to after it was checked", async () => {
  const folder = mkdtempSync(join(tmpdir(), "take-in-"));
  const file = join(folder, "usage.csv");
  const ledger = openLedger(join(folder, "ledger.db"));
  const request: InputRequest = {
    files: [file],
    configuration: {
      file: join(folder, "usage-billing.config.json"),
      source: "tests",
      ledger: { kind: "file", file: join(folder, "ledger.db") },
      columns: defaultColumns,
      namedColumns: [],
      channels: new Map(),
      sources: new Map(),
    },
    channels: new Map(),
  };
  try {
    writeFileSync(file, "subscription,quantity,start,end\n");
    const fingerprints = new Map([[file, fingerprint(file)]]);
    const checked = {
      plan: new InputPlan(request.channels),
      seen: { has: () => false },
      fingerprints,
    };
    const sink = { ledger, signal: new AbortController().signal };
    await expect(takeIn(request, checked, sink)).resolves.toMatchObject({ added: 0 });
    writeFileSync(
      file,
      "subscription,quantity,start,end\ns,1,2026-10-01T00:00Z,2026-10-02T00:00Z\n",
    );
    await expect(takeIn(request, checked, sink)).rejects.toThrow(/changed after it was checked/);
  } finally {
    await ledger.close();
    rmSync(folder, { recursive: true });
  }
});
