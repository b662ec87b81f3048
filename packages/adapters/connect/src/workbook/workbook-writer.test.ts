import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { WorkbookWriter } from "./workbook-writer.ts";
import { createZip } from "./zip-writer.ts";

/** A text that packs badly, the same every time. */
function noise(seed: number): string {
  const numbers = new Uint32Array(600);
  let state = seed;
  for (let index = 0; index < numbers.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    numbers[index] = state;
  }
  return Buffer.from(numbers.buffer).toString("base64url");
}

/** A workbook that ends with so many rows: its bound before it is closed, and its bytes. */
async function writeRows(count: number) {
  const writer = new WorkbookWriter(["records"]);
  writer.openSheet(["a"]);
  for (let row = 0; row < count; row += 1) writer.addRow([noise(row)]);
  const bound = writer.sizeBound;
  await writer.closeSheet();
  writer.finish();
  let bytes = 0;
  for (let part = await writer.take(); part !== undefined; part = await writer.take()) {
    bytes += part.length;
  }
  return { bound, bytes };
}

describe("the bound of a workbook's size", () => {
  it.each([0, 1, 20, 40, 80])("holds when it ends with %i rows that pack badly", async (count) => {
    const { bound, bytes } = await writeRows(count);
    expect(bytes).toBeLessThanOrEqual(bound);
  });
});

describe("a writer whose packer fails", () => {
  it("tells whoever takes the bytes, and whoever waits", async () => {
    const packer = {
      packNow: () => new Uint8Array(),
      pack: () => Promise.reject(new Error("no memory")),
    };
    const writer = new WorkbookWriter(["records"], { packer });
    for (let part = await writer.take(); writer.isFull; part = await writer.take()) {
      expect(part).toBeInstanceOf(Uint8Array);
    }
    writer.openSheet(["a"]);
    await expect(writer.closeSheet()).rejects.toThrow("no memory");
  });
});

describe("the end of an archive", () => {
  it("says where the directory starts and how long it is", () => {
    const files = ["a.xml", "b/c.xml"].map((name) => ({ name, content: Buffer.from("text") }));
    const bytes = Buffer.from(createZip(files));
    const end = bytes.lastIndexOf("PK\u0005\u0006");
    const [size, offset] = [bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)];
    expect(bytes.toString("latin1", offset, offset + 4)).toBe("PK\u0001\u0002");
    expect(offset + size).toBe(end);
  });
});
