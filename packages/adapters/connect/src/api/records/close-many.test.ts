import { UnsupportedOperationError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import {
  type BillingServer,
  type HeldRecord,
  startBilling,
} from "../../__fixtures__/billing-server.ts";
import { createTestApi } from "../../__fixtures__/test-api.ts";
import type { CloseManyOptions } from "./close-many.ts";
import type { Closing, ClosingResult } from "./closing.ts";

const approved: HeldRecord = { status: "approved" };

const recordsOf = (ids: readonly string[]) =>
  Object.fromEntries(ids.map((id) => [id, approved] as const));

const closingsOf = (ids: readonly string[]): Closing[] =>
  ids.map((id) => ({ id, billingId: `bill-${id}`, billingNote: "October" }));

function close(
  server: BillingServer,
  closings: Iterable<Closing> | AsyncIterable<Closing>,
  options: CloseManyOptions = {},
): Promise<ClosingResult[]> {
  return Array.fromAsync(createTestApi(server.url).records.closeMany(closings, options));
}

const statusesOf = (results: readonly ClosingResult[]) =>
  results.map(({ id, status }) => [id, status]);

describe("closeMany", () => {
  it("sends an array to the collection, with no record in the address, and tells of each", async () => {
    await using server = await startBilling({
      ...recordsOf(["a", "c"]),
      b: { status: "rejected" },
    });
    const results = await close(server, closingsOf(["a", "b", "c", "d"]));
    expect(results).toEqual([
      { id: "a", status: "closed" },
      {
        id: "b",
        status: "refused",
        error: "a rejected record cannot be closed",
        channelStatus: "rejected",
      },
      { id: "c", status: "closed" },
      { id: "d", status: "refused", error: "no such record", codes: "USG_404" },
    ]);
    expect(server.seen.map(({ method, url }) => [method, url])).toEqual([
      ["POST", "/usage/records/close-records"],
    ]);
    expect(JSON.parse(String(server.seen[0]?.body))[0]).toEqual({
      id: "a",
      external_billing_id: "bill-a",
      external_billing_note: "October",
    });
  });

  it("cuts what it is given into batches and reads no further than it sends", async () => {
    const ids = Array.from({ length: 5 }, (_, index) => `r${index}`);
    let read = 0;
    async function* source() {
      for (const closing of closingsOf(ids)) {
        read += 1;
        yield closing;
      }
    }
    await using server = await startBilling(recordsOf(ids));
    const closing = createTestApi(server.url).records.closeMany(source(), { batchSize: 2 });
    const seen: string[] = [];
    for await (const { id } of closing) {
      seen.push(id);
      if (seen.length === 1) expect([read, server.batches.length]).toEqual([2, 1]);
    }
    expect(seen).toEqual(ids);
    expect(server.batches).toEqual([["r0", "r1"], ["r2", "r3"], ["r4"]]);
  });

  it("keeps the order when several batches run at a time", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `r${index}`);
    await using server = await startBilling(recordsOf(ids));
    const progress: string[] = [];
    const results = await close(server, closingsOf(ids), {
      batchSize: 3,
      concurrency: 4,
      onProgress: (step) => progress.push(step),
    });
    expect(results.map(({ id }) => id)).toEqual(ids);
    expect(progress.at(-1)).toBe("20 records answered");
  });

  it("reads back what was closed when the answer is lost, and sends nothing twice", async () => {
    await using server = await startBilling(recordsOf(["a", "b"]), ["lose-answer"]);
    expect(statusesOf(await close(server, closingsOf(["a", "b"])))).toEqual([
      ["a", "closed"],
      ["b", "closed"],
    ]);
    expect(server.batches).toEqual([["a", "b"]]);
  });

  it.each(["drop", "fail"] as const)(
    "sends once more what a lost request (%s) left open",
    async (kind) => {
      const held = {
        ...recordsOf(["a"]),
        b: { status: "closed", external_billing_id: "bill-b", external_billing_note: "October" },
      };
      await using server = await startBilling(held, [kind]);
      expect(statusesOf(await close(server, closingsOf(["a", "b"])))).toEqual([
        ["a", "closed"],
        ["b", "closed"],
      ]);
      expect(server.batches).toEqual([["a", "b"], ["a"]]);
    },
  );

  it("says unknown when the second answer is lost too and the record is open", async () => {
    await using server = await startBilling(recordsOf(["a"]), ["drop", "drop"]);
    const [result] = await close(server, closingsOf(["a"]));
    expect(result).toMatchObject({ id: "a", status: "unknown" });
    expect(server.batches).toHaveLength(2);
  });

  it("finds out that the second request stored what its lost answer did not tell", async () => {
    await using server = await startBilling(recordsOf(["a"]), ["drop", "lose-answer"]);
    expect(statusesOf(await close(server, closingsOf(["a"])))).toEqual([["a", "closed"]]);
  });

  it("does not take a record closed under another bill for its own", async () => {
    const held = { a: { status: "closed", external_billing_id: "other" } };
    await using server = await startBilling(held, ["drop"]);
    expect(await close(server, closingsOf(["a"]))).toMatchObject([
      { id: "a", status: "refused", error: "it is closed under another bill (other)" },
    ]);
  });

  it("reads a record that the answer leaves out", async () => {
    await using server = await startBilling(recordsOf(["a", "b"]), ["leave-out-first"]);
    expect(statusesOf(await close(server, closingsOf(["a", "b"])))).toEqual([
      ["a", "closed"],
      ["b", "closed"],
    ]);
  });

  it("halves a batch that is refused as a whole", async () => {
    const ids = ["a", "b", "c", "d", "e"];
    await using server = await startBilling(recordsOf(ids), [
      { refuseAbove: 2 },
      { refuseAbove: 2 },
    ]);
    expect(statusesOf(await close(server, closingsOf(ids)))).toEqual(
      ids.map((id) => [id, "closed"]),
    );
    expect(server.batches[0]).toEqual(ids);
  });

  it("says of every record why the channel refused all of them", async () => {
    await using server = await startBilling(recordsOf(["a", "b"]), ["refuse", "refuse", "refuse"]);
    const results = await close(server, closingsOf(["a", "b"]));
    expect(statusesOf(results)).toEqual([
      ["a", "refused"],
      ["b", "refused"],
    ]);
    expect(results[0]).toMatchObject({ error: expect.stringContaining("too many records") });
  });

  it("does not send what the channel would refuse, and sends the others", async () => {
    await using server = await startBilling(recordsOf(["a", "b"]));
    const results = await close(server, [
      { id: "a", billingId: "1", billingNote: "x".repeat(201) },
      { id: "b", billingId: "2" },
      { id: "b", billingId: "3" },
      { id: " " },
      { id: "c", billingId: "4\n5" },
      { id: "d", billingNote: "<b>paid</b>" },
    ]);
    expect(statusesOf(results)).toEqual([
      ["a", "refused"],
      ["b", "closed"],
      ["b", "refused"],
      [" ", "refused"],
      ["c", "refused"],
      ["d", "refused"],
    ]);
    expect(results[0]).toMatchObject({
      error: expect.stringContaining("201 characters; the channel takes 200"),
    });
    expect(server.batches).toEqual([["b"]]);
  });

  it("asks before every request, and sends nothing when it is stopped", async () => {
    await using server = await startBilling(recordsOf(["a", "b", "c"]));
    let turns = 1;
    const beforeWrite = () => {
      if (turns === 0) throw new UnsupportedOperationError("the turn is over");
      turns -= 1;
    };
    const closing = createTestApi(server.url).records.closeMany(closingsOf(["a", "b", "c"]), {
      batchSize: 1,
      beforeWrite,
    });
    const seen: ClosingResult[] = [];
    await expect(
      (async () => {
        for await (const result of closing) seen.push(result);
      })(),
    ).rejects.toThrow("the turn is over");
    expect([seen.length, server.batches.length]).toEqual([1, 1]);
  });

  it.each([{ batchSize: 0 }, { concurrency: 0 }, { batchSize: 1.5 }])(
    "refuses %j",
    async (options) => {
      await using server = await startBilling({});
      await expect(close(server, closingsOf(["a"]), options)).rejects.toThrow(
        /whole numbers from 1/,
      );
    },
  );

  it("stops at the signal between batches", async () => {
    await using server = await startBilling(recordsOf(["a", "b"]));
    const stop = new AbortController();
    const closing = createTestApi(server.url).records.closeMany(closingsOf(["a", "b"]), {
      batchSize: 1,
      signal: stop.signal,
    });
    await expect(
      (async () => {
        for await (const _ of closing) stop.abort();
      })(),
    ).rejects.toThrow();
    expect(server.batches).toEqual([["a"]]);
  });
});
