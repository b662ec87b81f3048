import { Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { WORKBOOK } from "../__fixtures__/any-platform.ts";
import { answerJson, startServer } from "../__fixtures__/local-server.ts";
import { createTestApi } from "../__fixtures__/test-api.ts";
import type { ConnectUsage } from "../connect-usage.ts";

/** Serves one page and knows no total: a second page with the same items ends the list. */
const startList = (items: readonly object[]) =>
  startServer((response) => answerJson(response, items));

type List = (usage: ConnectUsage) => AsyncIterable<{ readonly raw: unknown }>;

describe("a list", () => {
  it.each<[string, List]>([
    ["files", ({ files }) => files.list()],
    ["records", ({ records }) => records.list()],
    ["chunks", ({ chunks }) => chunks.list()],
    ["reconciliations", ({ reconciliations }) => reconciliations.list()],
    ["categories", ({ categories }) => categories.list("UF-1")],
    ["rules", ({ rules }) => rules("PRD-1").list()],
  ])("of %s tells its items apart by their ids, however they change", async (_name, list) => {
    let reads = 0;
    await using server = await startServer((response) => {
      reads += 1;
      answerJson(response, [{ id: "a", name: `read ${reads}` }]);
    });
    const found = await Array.fromAsync(list(createTestApi(server.url)));
    expect(found).toMatchObject([{ id: "a", raw: { id: "a", name: "read 1" } }]);
    expect(reads).toBe(2);
  });

  it("of categories gives their words", async () => {
    const category = { id: "CAT-1", name: "Compute", description: "" };
    await using server = await startList([category]);
    const { categories } = createTestApi(server.url);
    expect(await Array.fromAsync(categories.list("UF-1"))).toEqual([
      { id: "CAT-1", name: "Compute", raw: category },
    ]);
  });

  it("of aggregates tells them apart by asset and item, and else by all that is in them", async () => {
    const of = (asset?: string, item?: string, consumed = "1.5") => ({
      asset: asset === undefined ? undefined : { id: asset },
      item: item === undefined ? undefined : { id: item },
      consumed,
    });
    const items = [of("a", "1"), of("a", "2"), of("b", "1"), of("a"), of(undefined, "1"), of()];
    let reads = 0;
    await using server = await startServer((response) => {
      reads += 1;
      const [first, ...rest] = items;
      answerJson(response, [{ ...first, consumed: `${reads}.5` }, ...rest]);
    });
    const found = await Array.fromAsync(createTestApi(server.url).aggregates.list());
    expect(found.map(({ asset, item }) => [asset?.id, item?.id])).toEqual(
      items.map(({ asset, item }) => [asset?.id, item?.id]),
    );
    expect([found[0]?.consumed, reads]).toEqual([Quantity.parse("1.5"), 2]);
  });

  it("knows by its own name what can be filtered", async () => {
    const usage = createTestApi("http://127.0.0.1:1");
    const odd = (name: string) =>
      ({ filter: { kind: "comparison", lookup: "eq", property: name, value: "x" } }) as never;
    const lists: readonly (readonly [string, AsyncIterable<unknown>])[] = [
      ["files", usage.files.list(odd("x"))],
      ["records", usage.records.list(odd("x"))],
      ["chunks", usage.chunks.list(odd("x"))],
      ["reconciliations", usage.reconciliations.list(odd("x"))],
      ["aggregates", usage.aggregates.list(odd("x"))],
      ["categories", usage.categories.list("UF-1", odd("x"))],
      ["rules", usage.rules("PRD-1").list(odd("x"))],
    ];
    for (const [name, list] of lists) {
      await expect(Array.fromAsync(list)).rejects.toThrow(`Connect cannot filter ${name} by "x"`);
    }
  });
});

describe("waiting", () => {
  it("for a chunk ends with the reason why it failed", async () => {
    await using server = await startServer((response) =>
      answerJson(response, { id: "UFC-1", status: "failed", error: { detail: "disk" } }),
    );
    const failed = createTestApi(server.url).chunks.waitFor("UFC-1", ["ready"]);
    await expect(failed).rejects.toThrow(/^chunk file UFC-1 is failed, not ready, .*: disk$/);
  });

  it.each<[string, (usage: ConnectUsage) => Promise<unknown>]>([
    ["getUsageChunk", ({ chunks }) => chunks.waitFor("1", ["ready"], { deadline: 1 })],
    [
      "getUsageReconciliation",
      ({ reconciliations }) => reconciliations.waitFor("1", ["processed"], { deadline: 1 }),
    ],
    ["getUsageFile", ({ files }) => files.waitFor("1", ["ready"], { deadline: 1 })],
  ])("names %s when it was in vain", async (operation, wait) => {
    await using server = await startServer((response) =>
      answerJson(response, { id: "1", status: "processing" }),
    );
    await expect(wait(createTestApi(server.url))).rejects.toMatchObject({
      code: "CHANNEL_CONNECTION",
      operation,
    });
  });
});

describe("the upload of a reconciliation", () => {
  it("carries workbook and note", async () => {
    await using server = await startServer((response) => answerJson(response, { id: "1" }));
    const { reconciliations } = createTestApi(server.url);
    await reconciliations.upload(WORKBOOK, { note: "October" });
    const { body, headers } = server.seen[0] ?? expect.fail("no request");
    const type = headers["content-type"] ?? "";
    const form = await new Response(new Uint8Array(body), {
      headers: { "content-type": type },
    }).formData();
    expect([...form.keys()].toSorted()).toEqual(["recon_file", "upload_note"]);
    expect(form.get("upload_note")).toBe("October");
  });

  it("refuses a note that the platform would refuse", async () => {
    const { reconciliations } = createTestApi("http://127.0.0.1:1");
    const refused = reconciliations.upload(WORKBOOK, { note: "x".repeat(201) });
    await expect(refused).rejects.toThrow("the reconciliation: note has 201 characters");
  });
});
