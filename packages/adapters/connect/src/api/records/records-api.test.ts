import { UnexpectedResponseError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { answerJson, type LocalServer, startServer } from "../../__fixtures__/local-server.ts";
import { createTestApi } from "../../__fixtures__/test-api.ts";
import type { ExactRecord } from "./from-connect-record.ts";

/** Serves a list whose pages are cut to two records, whatever is asked for. */
function startList(ids: readonly string[], total = ids.length): Promise<LocalServer> {
  return startServer((response, { url }) => {
    const offset = Number(/offset=(\d+)/.exec(url)?.[1]);
    const page = ids.slice(offset, offset + 2).map((id) => ({ id }));
    const range = `items ${offset}-${Math.max(0, offset + page.length - 1)}/${total}`;
    answerJson(response, page, { headers: { "Content-Range": range } });
  });
}

async function listAll({ url }: LocalServer): Promise<ExactRecord[]> {
  const records = createTestApi(url).records.list({
    filter: (where) => where.in("asset.id", ["AS-1", "AS-2"]),
  });
  return Array.fromAsync(records, ({ raw }) => raw);
}

describe("createRecordsApi", () => {
  it("reads every page, however short, in a fixed order", async () => {
    await using server = await startList(["a", "b", "c", "d", "e"]);
    expect((await listAll(server)).map(({ id }) => id)).toEqual(["a", "b", "c", "d", "e"]);
    expect(server.seen.map(({ url }) => url)).toEqual(
      [0, 2, 4].map(
        (offset) =>
          `/usage/records?in(asset.id,(AS-1,AS-2))&ordering(created_time,usage_start_time)&limit=1000&offset=${offset}`,
      ),
    );
  });

  it("reads an empty list, which says items 0-0/0", async () => {
    await using server = await startList([]);
    expect(await listAll(server)).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  it("keeps quantities and amounts exact", async () => {
    await using server = await startServer((response) =>
      answerJson(
        response,
        '[{"id":"a","usage":12345678901234567.12345678,"amount":0.10,"tier":1}]',
      ),
    );
    expect(await listAll(server)).toEqual([
      { id: "a", usage: "12345678901234567.12345678", amount: "0.10", tier: 1 },
    ]);
  });

  it("stops when the server ignores the offset and tells no total", async () => {
    await using server = await startServer((response) => answerJson(response, [{ id: "a" }]));
    expect(await listAll(server)).toHaveLength(1);
    expect(server.seen).toHaveLength(2);
  });

  it("tells when pages shifted and records were missed", async () => {
    await using server = await startList(["a", "b", "b", "c"]);
    await expect(listAll(server)).rejects.toThrow(UnexpectedResponseError);
  });
});
