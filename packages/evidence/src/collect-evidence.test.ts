import { describe, expect, it } from "vitest";
import { NOW, OPTIONS, openToldLedger, readLines } from "./__fixtures__/told-ledger.ts";
import { sha256 } from "./chain.ts";
import { collectEvidence } from "./collect-evidence.ts";
import { verifyEvidence } from "./verify-evidence.ts";

const CANARY = "canary-4f1c2c8e";

describe("evidence of a record", () => {
  it("goes from the source row to the billing reference, with the bytes sent", async () => {
    const { text, head, entries } = await collectEvidence(
      await openToldLedger(),
      { record: "a" },
      OPTIONS,
    );
    const lines = readLines(text);
    expect(lines.map(({ kind, fact }) => fact ?? kind)).toEqual([
      "evidence",
      "source",
      "taken-in",
      "intent",
      "bytes",
      "outcome",
      "settlement",
      "channel-state",
      "standing",
      "end",
    ]);
    expect(lines[0]).toMatchObject({
      about: { record: "a" },
      format: 1,
      madeAt: new Date(NOW).toISOString().replace(".000Z", "Z"),
      madeBy: { "usage-billing": "1.2.3" },
    });
    expect(lines[1]).toMatchObject({ file: "usage.csv", line: 2, record: "a" });
    expect(lines[4]).toMatchObject({
      body: Buffer.from('{"of":"a"}').toString("base64"),
      delivery: "d-1",
      sha256: sha256('{"of":"a"}'),
      size: 10,
    });
    expect(lines[8]).toMatchObject({
      billingReference: "invoice_7",
      reference: "usage_a",
      state: "accepted",
    });
    expect(entries).toBe(lines.length);
    expect(verifyEvidence(Buffer.from(text))).toEqual({
      isSound: true,
      problems: [],
      head,
      lines: 10,
      about: { record: "a" },
    });
  });

  it("tells of a delivery that others went with only what is the record's", async () => {
    const { text } = await collectEvidence(await openToldLedger(), { record: "b" }, OPTIONS);
    const outcome = readLines(text).find(({ fact }) => fact === "outcome");
    expect(outcome?.["body"]).toMatchObject({ outcomes: [{ recordId: "b" }] });
    expect(text).not.toContain("no such plan");
  });

  it("is the same file when it is made again at the same time", async () => {
    const ledger = await openToldLedger();
    const once = await collectEvidence(ledger, { record: "a" }, OPTIONS);
    expect(await collectEvidence(ledger, { record: "a" }, OPTIONS)).toEqual(once);
  });
});

describe("evidence of a delivery", () => {
  it("has all of its records, and each fact once", async () => {
    const { text } = await collectEvidence(await openToldLedger(), { delivery: "d-2" }, OPTIONS);
    const lines = readLines(text);
    expect(lines.map(({ kind, fact }) => fact ?? kind)).toEqual([
      "evidence",
      "source",
      "source",
      "taken-in",
      "taken-in",
      "intent",
      "bytes",
      "outcome",
      "standing",
      "standing",
      "end",
    ]);
    expect(lines[7]?.["body"]).toMatchObject({ outcomes: [{ recordId: "b" }, { recordId: "c" }] });
    expect(verifyEvidence(Buffer.from(text)).isSound).toBe(true);
  });
});

describe("what no evidence is given of", () => {
  it.each([
    [{ record: "z" }, 'knows no record "z"'],
    [{ delivery: "z" }, 'knows no delivery "z"'],
  ])("%j", async (subject, words) => {
    const error = collectEvidence(await openToldLedger(), subject, OPTIONS);
    await expect(error).rejects.toThrow(words);
  });
});

describe("credentials", () => {
  it.each([
    [`the key ${CANARY} is wrong`, [CANARY]],
    [`Authorization: ApiKey SU-1:${CANARY}`, []],
    [`Bearer ${CANARY}`, []],
  ])("are taken out of %j", async (refusal, secrets) => {
    const ledger = await openToldLedger({ refusal });
    const options = { ...OPTIONS, secrets };
    const { text } = await collectEvidence(ledger, { record: "c" }, options);
    expect(text).not.toContain(CANARY);
    expect(text).toContain("[redacted]");
    expect(verifyEvidence(Buffer.from(text)).isSound).toBe(true);
  });

  it("keep bytes that hold one from being written", async () => {
    const ledger = await openToldLedger({ body: `{"key":"${CANARY}"}` });
    const options = { ...OPTIONS, secrets: [CANARY] };
    const error = await collectEvidence(ledger, { record: "b" }, options).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "EVIDENCE" });
    expect(String(error)).not.toContain(CANARY);
  });
});
