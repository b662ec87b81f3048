import { UnexpectedResponseError, UnsupportedOperationError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { answerJson, type LocalServer, startServer } from "../../__fixtures__/local-server.ts";
import { createTestApi } from "../../__fixtures__/test-api.ts";
import type { ListQuery } from "./list-query.ts";

/** Serves a list as the platform's own library pages it: pages are cut to a greatest size. */
function startList(ids: readonly string[], maximum = 2, total = ids.length): Promise<LocalServer> {
  return startServer((response, { url }) => {
    const offset = Number(/offset=(\d+)/.exec(url)?.[1] ?? 0);
    const limit = Math.min(Number(/limit=(\d+)/.exec(url)?.[1] ?? maximum), maximum);
    const page = ids.slice(offset, offset + limit).map((id) => ({ id }));
    const last = page.length === 0 ? offset : offset + page.length - 1;
    const range = total === 0 ? "items 0-0/0" : `items ${offset}-${last}/${total}`;
    answerJson(response, page, { headers: { "Content-Range": range } });
  });
}

async function idsOf({ url }: LocalServer, query: ListQuery<"files"> = {}): Promise<string[]> {
  return Array.fromAsync(createTestApi(url).files.list(query), ({ id }) => id);
}

const pagesOf = ({ seen }: LocalServer) =>
  seen.map(({ url }) => /limit=\d+&offset=\d+/.exec(url)?.[0]);

describe("a list", () => {
  it("is empty at items 0-0/0, which a list of one says as well", async () => {
    await using none = await startList([]);
    expect(await idsOf(none)).toEqual([]);
    await using one = await startList(["a"]);
    expect(await idsOf(one)).toEqual(["a"]);
    expect([none.seen.length, one.seen.length]).toEqual([1, 1]);
  });

  it("goes on from what arrived, when pages are cut to a maximum", async () => {
    await using server = await startList(["a", "b", "c", "d", "e"]);
    expect(await idsOf(server)).toEqual(["a", "b", "c", "d", "e"]);
    expect(pagesOf(server)).toEqual([
      "limit=1000&offset=0",
      "limit=1000&offset=2",
      "limit=1000&offset=4",
    ]);
  });

  it("asks for no page behind a total that is a whole number of pages", async () => {
    await using server = await startList(["a", "b", "c", "d"]);
    await idsOf(server, { pageSize: 2 });
    expect(pagesOf(server)).toEqual(["limit=2&offset=0", "limit=2&offset=2"]);
  });

  it("is empty beyond its end", async () => {
    await using server = await startList(["a", "b"]);
    expect(await idsOf(server, { offset: 7 })).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  it("starts where it is told and ends at a limit", async () => {
    await using server = await startList(["a", "b", "c", "d", "e"]);
    expect(await idsOf(server, { offset: 1, limit: 3 })).toEqual(["b", "c", "d"]);
    expect(pagesOf(server)).toEqual(["limit=3&offset=1", "limit=3&offset=3"]);
  });

  it("never asks for a limit of 0, which the platform does not do well", async () => {
    await using server = await startList(["a"]);
    expect(await idsOf(server, { limit: 0 })).toEqual([]);
    expect(server.seen).toHaveLength(0);
  });

  it("asks for no more than a thousand at a time", async () => {
    await using server = await startList(["a"], 1000);
    await idsOf(server, { pageSize: 5000 });
    expect(pagesOf(server)).toEqual(["limit=1000&offset=0"]);
  });

  it("reads only as far as it is asked", async () => {
    await using server = await startList(["a", "b", "c", "d", "e"]);
    for await (const { id } of createTestApi(server.url).files.list()) if (id === "b") break;
    expect(server.seen).toHaveLength(1);
  });

  it("goes on to an empty page where no total is told, or one that is no number", async () => {
    await using server = await startServer((response, { url }) => {
      const offset = Number(/offset=(\d+)/.exec(url)?.[1]);
      const headers = { "Content-Range": "items 0-1/*" };
      answerJson(response, offset < 2 ? [{ id: `f-${offset}` }] : [], { headers });
    });
    expect(await idsOf(server)).toEqual(["f-0", "f-1"]);
    expect(server.seen).toHaveLength(3);
  });

  it("ends when the offset is ignored and no total is told", async () => {
    await using server = await startServer((response) => answerJson(response, [{ id: "a" }]));
    expect(await idsOf(server)).toEqual(["a"]);
    expect(server.seen).toHaveLength(2);
  });

  it("does not pass off one full page as the whole list when the offset is ignored", async () => {
    await using server = await startServer((response) =>
      answerJson(response, [{ id: "a" }, { id: "b" }]),
    );
    await expect(idsOf(server, { pageSize: 2 })).rejects.toThrow(
      /the same 2 items again from item 2 on .* nobody knows where the list ends/,
    );
    expect(server.seen).toHaveLength(2);
  });

  it("gives each item once and tells when some were missed", async () => {
    await using server = await startList(["a", "b", "b", "c"]);
    await expect(idsOf(server)).rejects.toThrow(/the list changed while it was read/);
  });

  it.each([{ results: [] }, "text", [null], [["a"], 1]])("is not %j", async (body) => {
    await using server = await startServer((response) =>
      answerJson(response, JSON.stringify(body)),
    );
    await expect(idsOf(server)).rejects.toThrow(UnexpectedResponseError);
  });

  it.each([{ limit: -1 }, { offset: -1 }, { pageSize: 0 }, { limit: 1.5 }])(
    "refuses %j before it asks",
    async (query) => {
      await expect(idsOf({ url: "http://127.0.0.1:1" } as LocalServer, query)).rejects.toThrow(
        UnsupportedOperationError,
      );
    },
  );

  it("ends with the signal of its query", async () => {
    await using server = await startList(["a"]);
    const ended = idsOf(server, { signal: AbortSignal.abort() });
    await expect(ended).rejects.toMatchObject({ outcomeUnknown: false });
    expect(server.seen).toHaveLength(0);
  });

  it.each([
    [{ limit: -1 }, "limit of a list is -1: it takes 0 or more"],
    [{ offset: 0.5 }, "offset of a list is 0.5: it takes 0 or more"],
    [{ pageSize: 0 }, "pageSize of a list is 0: it takes 1 or more"],
  ])("says of %j what it takes", async (query, message) => {
    await expect(idsOf({ url: "http://127.0.0.1:1" } as LocalServer, query)).rejects.toThrow(
      message,
    );
  });

  it("takes a filter as data, an order, a choice of members and a page of one", async () => {
    await using server = await startList(["a"]);
    await idsOf(server, {
      filter: { kind: "comparison", lookup: "eq", property: "status", value: "ready" },
      ordering: ["-created.at"],
      select: ["-records"],
      search: "October",
      pageSize: 1,
    });
    expect(server.seen[0]?.url).toBe(
      "/usage/files?status=ready&search=October&select(-records)&ordering(-created.at)&limit=1&offset=0",
    );
  });

  it("says how many items were missed, and counts what was left out at the start", async () => {
    await using server = await startList(["a", "b", "b", "c"]);
    await expect(idsOf(server)).rejects.toMatchObject({
      message:
        "connect answered listUsageFiles with 200 and a body that lists 4 items of which pages gave only 3: the list changed while it was read",
      outcomeUnknown: false,
    });
    await using three = await startList(["a", "b", "c"]);
    expect(await idsOf(three, { offset: 2 })).toEqual(["c"]);
  });

  it("tells items without an id apart by all that is in them", async () => {
    const items = [{ name: "x" }, { name: "y" }, { name: "x" }];
    await using server = await startServer((response) => answerJson(response, items));
    const names = createTestApi(server.url).files.list();
    expect(await Array.fromAsync(names, ({ name }) => name)).toEqual(["x", "y", "x"]);
  });

  it("says which answer was no list", async () => {
    await using server = await startServer((response) =>
      answerJson(response, [7], { status: 206 }),
    );
    await expect(idsOf(server)).rejects.toMatchObject({
      message: "connect answered listUsageFiles with 206 and a body that is no list",
      outcomeUnknown: false,
    });
  });
});
