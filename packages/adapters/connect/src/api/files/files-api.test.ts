import { Buffer } from "node:buffer";
import { ChannelRequestError, UnexpectedResponseError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { answerJson, startServer } from "../../__fixtures__/local-server.ts";
import { createTestApi, TEST_KEY } from "../../__fixtures__/test-api.ts";

/** Every byte value, after the two by which a ZIP archive starts. */
const workbookBytes = Uint8Array.from({ length: 4096 }, (_, index) =>
  index < 2 ? ([0x50, 0x4b][index] ?? 0) : (index * 31) % 256,
);
const NEW_FILE = { product: "PRD-276-377-545", contract: "CRD-41560-05399-12345", name: "October" };
const DRAFT = { id: "UF-1", status: "draft" };

describe("createFilesApi", () => {
  it("lists files by external id and product, ordered for paging", async () => {
    await using server = await startServer((response) => answerJson(response, [DRAFT]));
    const found = createTestApi(server.url).files.list({
      filter: (where) =>
        where.and(
          where.eq("external_id", "ub-0a1b"),
          where.eq("product.id", "PRD-276-377-545"),
          where.ne("status", "deleted"),
        ),
    });
    expect(await Array.fromAsync(found)).toMatchObject([DRAFT]);
    expect(server.seen[0]?.url).toBe(
      "/usage/files?external_id=ub-0a1b&product.id=PRD-276-377-545&ne(status,deleted)&ordering(created.at,id)&limit=1000&offset=0",
    );
    expect(server.seen[0]?.headers.authorization).toBe(TEST_KEY);
  });

  it("uploads the workbook as a multipart file, byte for byte, not as JSON", async () => {
    const bytes = workbookBytes;
    await using server = await startServer((response) =>
      answerJson(response, { id: "UF-1", status: "uploading" }, { status: 201 }),
    );
    const state = await createTestApi(server.url).files.upload("UF-1", bytes);
    const { body, headers, url } = server.seen[0] ?? expect.fail("no request");
    expect([url, state.status]).toEqual(["/usage/files/UF-1/upload", "uploading"]);
    const form = await new Response(new Uint8Array(body), {
      headers: { "content-type": headers["content-type"] ?? "" },
    }).formData();
    const part = form.get("usage_file") as File;
    expect([...form.keys()]).toEqual(["usage_file"]);
    expect(part.name).toBe("UF-1.xlsx");
    expect(part.type).toMatch(/spreadsheetml\.sheet$/);
    expect(Buffer.compare(Buffer.from(await part.arrayBuffer()), bytes)).toBe(0);
  });

  it.each([200, 201])("submits an empty object, never null, and takes %i", async (status) => {
    await using server = await startServer((response) =>
      answerJson(response, { id: "UF-1", status: "pending" }, { status }),
    );
    expect(await createTestApi(server.url).files.submit("UF-1")).toMatchObject({
      status: "pending",
    });
    expect(server.seen[0]?.body.toString()).toBe("{}");
    expect(server.seen[0]?.url).toBe("/usage/files/UF-1/submit");
  });

  it("deletes by an action, not by the HTTP method", async () => {
    await using server = await startServer((response) =>
      answerJson(response, { id: "UF-1", status: "deleted" }),
    );
    await createTestApi(server.url).files.delete("UF-1");
    expect(server.seen.map(({ method, url }) => [method, url])).toEqual([
      ["POST", "/usage/files/UF-1/delete"],
    ]);
  });

  it("puts the channel's error into words and never shows the key", async () => {
    await using server = await startServer((response) =>
      answerJson(
        response,
        { error_code: "VAL_001", errors: ["contract: unknown", TEST_KEY] },
        { status: 400 },
      ),
    );
    const error = await createTestApi(server.url)
      .files.create(NEW_FILE)
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ChannelRequestError);
    expect(error.detail).toMatch(/^VAL_001: contract: unknown; /);
    expect(String(error.message)).not.toContain("test-token");
  });

  it("reads errors whose code is null or whose body is empty", async () => {
    await using server = await startServer((response, _, count) => {
      if (count === 1)
        answerJson(response, { error_code: null, errors: ["bad query"] }, { status: 400 });
      else response.writeHead(400).end();
    });
    const { files } = createTestApi(server.url);
    await expect(files.get("UF-1")).rejects.toMatchObject({ detail: "bad query" });
    await expect(files.get("UF-1")).rejects.toMatchObject({ status: 400 });
  });

  it("does not repeat a creation that failed with 502, which may have been stored", async () => {
    await using server = await startServer((response) => response.writeHead(502).end());
    await expect(createTestApi(server.url).files.create(NEW_FILE)).rejects.toMatchObject({
      outcomeUnknown: true,
    });
    expect(server.seen).toHaveLength(1);
  });

  it("refuses a list that is none", async () => {
    await using server = await startServer((response) => answerJson(response, { results: [] }));
    await expect(Array.fromAsync(createTestApi(server.url).files.list())).rejects.toThrow(
      /no list/,
    );
  });

  it("refuses an answer without an id", async () => {
    await using server = await startServer((response) => answerJson(response, {}, { status: 201 }));
    await expect(createTestApi(server.url).files.create(NEW_FILE)).rejects.toThrow(
      UnexpectedResponseError,
    );
  });

  it.each([
    ["rejected", { rejection_note: "wrong month", error_detail: "unused" }, /wrong month/],
    ["invalid", { rejection_note: "unused", error_detail: "3 rows are wrong" }, /3 rows are wrong/],
  ])(
    "does not wait for ever for a file that is %s, and says why",
    async (status, words, message) => {
      await using server = await startServer((response) =>
        answerJson(response, { id: "UF-1", status, ...words }),
      );
      await expect(createTestApi(server.url).files.waitFor("UF-1", ["ready"])).rejects.toThrow(
        message,
      );
    },
  );

  it("waits for those very states where they are wanted, or no dead ends", async () => {
    const states = ["invalid", "ready"];
    await using server = await startServer((response, _request, count) =>
      answerJson(response, { id: "UF-1", status: states[count - 1] ?? "ready" }),
    );
    const { files } = createTestApi(server.url);
    expect(await files.waitFor("UF-1", ["ready"], { deadEnds: [] })).toMatchObject({
      status: "ready",
    });
  });

  it("takes an update that is answered with nothing", async () => {
    await using server = await startServer((response) => response.writeHead(204).end());
    await createTestApi(server.url).files.update("UF-1", { note: "x" });
    expect(server.seen.map(({ method }) => method)).toEqual(["PUT"]);
  });

  it("does not know what became of a creation whose answer names no file", async () => {
    await using server = await startServer((response) => answerJson(response, {}, { status: 201 }));
    await expect(createTestApi(server.url).files.create(NEW_FILE)).rejects.toMatchObject({
      operation: "createUsageFile",
      outcomeUnknown: true,
      message: expect.stringContaining("has no file id"),
    });
  });

  it("names a reconciliation workbook after its file", async () => {
    await using server = await startServer((response) => answerJson(response, DRAFT));
    await createTestApi(server.url).files.uploadReconciliation("UF-1", workbookBytes);
    expect(server.seen[0]?.body.toString("latin1")).toContain(
      'name="recon_file"; filename="UF-1-reconciliation.xlsx"',
    );
  });

  it("uploads again to the file that was read a moment ago, without reading it", async () => {
    await using server = await startServer((response) => answerJson(response, DRAFT));
    const { files } = createTestApi(server.url);
    const file = await files.get("UF-1");
    await files.reupload(file, workbookBytes);
    expect(server.seen.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });
});
