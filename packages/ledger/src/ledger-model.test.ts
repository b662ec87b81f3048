import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelLedger } from "./__fixtures__/model-ledger.ts";
import { randomChoices, type Step, toStep } from "./__fixtures__/random-steps.ts";
import { createTemporaryFolder } from "./__fixtures__/temporary-folder.ts";
import type { Ledger } from "./index.ts";
import { collect } from "./testing/sample-records.ts";

/** Runs a step on both; both have to allow it or both refuse it. */
async function runStep(step: Step, model: ModelLedger, ledger: Ledger): Promise<boolean> {
  const isAllowed = step.expect(model);
  const failure = await step.perform(ledger).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect([step.name, failure === undefined]).toEqual([step.name, isAllowed]);
  if (failure !== undefined) expect(failure).toMatchObject({ code: "LEDGER" });
  return isAllowed;
}

async function compare(model: ModelLedger, ledger: Ledger): Promise<void> {
  const records = await collect(ledger.records());
  const actual = records.map(({ record, state, deliveryId, replacedBy }) => {
    const quantity = Number(record.quantity.toString());
    return [record.recordId, { state, quantity, delivery: deliveryId, replacedBy }];
  });
  const expected = [...model.records].map(([id, row]) => {
    const { state, quantity, delivery, replacedBy } = row;
    return [id, { state, quantity, delivery, replacedBy }];
  });
  expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
  for (const [id, { state }] of model.deliveries) {
    expect((await ledger.delivery(id))?.state).toBe(state);
  }
}

describe("a ledger under random operations", () => {
  it("does as the model does, and its log gives the same state after every step", async () => {
    const seen = new Set<string>();
    let allowed = 0;
    await fc.assert(
      fc.asyncProperty(randomChoices, async (sequence) => {
        const folder = createTemporaryFolder();
        try {
          const [model, ledger] = [new ModelLedger(), folder.open()];
          for (const choices of sequence) {
            const step = toStep(model, choices);
            if (!(await runStep(step, model, ledger))) continue;
            allowed += 1;
            await compare(model, ledger);
            for (const { state } of model.records.values()) seen.add(state);
            expect(await ledger.verify()).toMatchObject({ differenceCount: 0 });
          }
        } finally {
          await folder.remove();
        }
      }),
      { seed: 20261122, numRuns: 25, endOnFailure: true },
    );
    expect([...seen].toSorted()).toEqual(
      [
        ...[
          "accepted",
          "ambiguous",
          "corrected",
          "correcting",
          "dismissed",
          "disputed",
          "partial",
          "pending",
        ],
        ...["refused", "replacing", "retracted", "retracting", "sending", "unknown", "unsent"],
        "waiting",
      ].toSorted(),
    );
    expect(allowed).toBeGreaterThan(500);
  }, 60_000);
});
