import { describe, expect, it } from "vitest";
import { WORKBOOK } from "../../__fixtures__/any-platform.ts";
import { answerJson, startServer } from "../../__fixtures__/local-server.ts";
import { createTestApi } from "../../__fixtures__/test-api.ts";
import { InvalidWorkbookError } from "../../workbook/invalid-workbook-error.ts";

/** A file that an upload moves on; the answer of the upload may be lost. */
function startFile(status: string, fault?: "before" | "after") {
  let now = status;
  return startServer((response, { method }) => {
    if (method === "GET") {
      answerJson(response, { id: "UF-1", status: now });
      return;
    }
    if (fault !== "before") now = "uploading";
    if (fault === undefined) answerJson(response, { id: "UF-1", status: now }, { status: 201 });
    else response.destroy();
  });
}

const writesOf = (seen: readonly { readonly method: string }[]) =>
  seen.filter(({ method }) => method === "POST").length;

describe("reupload", () => {
  it.each(["invalid", "ready", "rejected", "draft", "uploaded", "archived"])(
    "uploads to a file that is %s",
    async (status) => {
      await using server = await startFile(status);
      const file = await createTestApi(server.url).files.reupload("UF-1", WORKBOOK);
      expect(file.status).toBe("uploading");
    },
  );

  it.each(["processing", "pending", "accepted", "closed", "deleted"])(
    "names the rule for a file that is %s, and sends nothing",
    async (status) => {
      await using server = await startFile(status);
      const refused = createTestApi(server.url).files.reupload("UF-1", WORKBOOK);
      await expect(refused).rejects.toThrow(
        `UF-1 is ${status}: a workbook can be uploaded while it is draft, invalid, ready, rejected`,
      );
      expect(writesOf(server.seen)).toBe(0);
    },
  );

  it("finds a lost answer again in the file's state", async () => {
    await using server = await startFile("invalid", "after");
    const file = await createTestApi(server.url).files.reupload("UF-1", WORKBOOK);
    expect([file.status, writesOf(server.seen)]).toEqual(["uploading", 1]);
  });

  it("does not know what became of an upload that was cut and left no trace", async () => {
    await using server = await startFile("invalid", "before");
    await expect(createTestApi(server.url).files.reupload("UF-1", WORKBOOK)).rejects.toMatchObject({
      outcomeUnknown: true,
    });
    expect(writesOf(server.seen)).toBe(1);
  });
});

describe("upload", () => {
  it("refuses a workbook of 60 MB before it sends anything", async () => {
    await using server = await startFile("draft");
    const bytes = new Uint8Array(60_000_000);
    bytes.set(WORKBOOK);
    await expect(createTestApi(server.url).files.upload("UF-1", bytes)).rejects.toThrow(
      "UF-1.xlsx has 60,000,000 bytes, and only 50,000,000 are taken: split its rows over several files",
    );
    expect(server.seen).toHaveLength(0);
  });

  it("reads a stream no further than the limit", async () => {
    let pieces = 0;
    async function* endless() {
      while (true) {
        pieces += 1;
        yield pieces === 1 ? WORKBOOK : new Uint8Array(1_000_000);
      }
    }
    const { files } = createTestApi("http://127.0.0.1:1");
    await expect(files.upload("UF-1", endless())).rejects.toThrow(/more than 50,000,000 bytes/);
    expect(pieces).toBe(51);
  });

  it("refuses what is no workbook", async () => {
    const { files } = createTestApi("http://127.0.0.1:1");
    const json = new TextEncoder().encode("[]");
    const refused = files.upload("UF-1", json);
    await expect(refused).rejects.toBeInstanceOf(InvalidWorkbookError);
    await expect(refused).rejects.toThrow(/is no workbook/);
  });

  it.each([
    ["P only", "PX"],
    ["K only", "XK"],
    ["nothing", ""],
  ])("refuses what starts with %s", async (_case, text) => {
    const { files } = createTestApi("http://127.0.0.1:1");
    await expect(files.upload("UF-1", new TextEncoder().encode(text))).rejects.toThrow(
      'UF-1.xlsx is no workbook: an XLSX file starts with "PK"',
    );
  });

  it("takes a blob, and refuses one that is too long before it is read", async () => {
    await using server = await startFile("draft");
    const { files } = createTestApi(server.url);
    expect(await files.upload("UF-1", new Blob([new Uint8Array(WORKBOOK)]))).toMatchObject({
      status: "uploading",
    });
    const long = new Blob([new Uint8Array(50_000_001)]);
    let reads = 0;
    long.bytes = async () => {
      reads += 1;
      return new Uint8Array();
    };
    await expect(files.upload("UF-1", long)).rejects.toThrow("UF-1.xlsx has 50,000,001 bytes");
    expect(reads).toBe(0);
  });
});
