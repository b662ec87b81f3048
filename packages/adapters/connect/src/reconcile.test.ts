import { describe, expect, it } from "vitest";
import { BILL, bring, chunkOf, LONG, openStage, recordOf } from "./__fixtures__/stage.ts";
import { fillReconciliation } from "./workbook/fill-reconciliation.ts";
import { streamReconciledRecords, streamReconciliation } from "./workbook/stream-reconciliation.ts";

describe("a reconciliation at the platform", () => {
  it("closes the records that a chunk's workbook names, once bills are filled in", async () => {
    const stage = await openStage();
    const { distributor, vendor, pass } = stage;
    await bring(stage, "accepted");
    await pass(LONG);
    const chunk = await distributor.chunks.download(await chunkOf(stage));
    const workbook = fillReconciliation(chunk, () => BILL);
    const { id, notes } = await distributor.reconciliations.upload(workbook, { note: "October" });
    expect(notes.uploaded).toBe("October");
    await pass(LONG);
    expect((await distributor.reconciliations.get(id)).status).toBe("processed");
    const record = await vendor.records.get(await recordOf(stage));
    expect(record).toMatchObject({ status: "closed", ...BILL });
    const processed = await distributor.reconciliations.downloadProcessed(id);
    expect(await Array.fromAsync(streamReconciledRecords(processed))).toMatchObject([BILL]);
    const uploaded = await distributor.reconciliations.downloadUploaded(id);
    expect(await Array.fromAsync(streamReconciledRecords(uploaded))).toMatchObject([BILL]);
  });

  it("is taken by the route of a single file as well", async () => {
    const stage = await openStage();
    const { distributor, id, pass } = stage;
    await bring(stage, "accepted");
    const records = [{ recordId: "r-01", ...BILL }];
    await distributor.files.uploadReconciliation(id, streamReconciliation(records));
    await pass(LONG);
    const record = await distributor.records.get(await recordOf(stage));
    expect(record).toMatchObject({ status: "closed", ...BILL });
    const held = await distributor.files.downloadReconciliation(id);
    expect(await Array.fromAsync(streamReconciledRecords(held))).toMatchObject([BILL]);
  });
});
