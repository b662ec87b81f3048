import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openZip } from "./zip-reader.ts";
import { directoryHeader, endRecords, localHeader } from "./zip-records.ts";
import { createZip } from "./zip-writer.ts";

const archive = (content: string): Buffer =>
  Buffer.from(createZip([{ name: "a.txt", content: Buffer.from(content) }]));

describe("openZip", () => {
  it("reads what createZip wrote", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z/.]{1,20}$/), fc.uint8Array()), {
          selector: ([name]) => name,
          maxLength: 5,
        }),
        (files) => {
          const opened = openZip(createZip(files.map(([name, content]) => ({ name, content }))));
          for (const [name, content] of files) {
            expect(Buffer.compare(opened.read(name) ?? Buffer.alloc(1), content)).toBe(0);
          }
        },
      ),
      { seed: 20261001, numRuns: 100 },
    );
  });

  it("has nothing under another name", () => {
    expect(openZip(archive("x")).read("b.txt")).toBeUndefined();
  });

  it("refuses an archive that is cut off anywhere", () => {
    const whole = archive("some text that is packed");
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => openZip(whole.subarray(0, length)).read("a.txt")).toThrow(InvalidWorkbookError);
    }
  });

  it("refuses a file whose bytes were changed", () => {
    const damaged = archive("some text that is packed");
    damaged.writeUInt8(damaged.readUInt8(40) ^ 1, 40);
    expect(() => openZip(damaged).read("a.txt")).toThrow(InvalidWorkbookError);
  });

  it("refuses a file that unpacks to more than 400 times its size", () => {
    const content = Buffer.alloc(8 * 1024 * 1024);
    const packed = deflateRawSync(content, { level: 9 });
    const record = {
      name: "a.txt",
      checksum: crc32(content),
      packedSize: packed.length,
      size: content.length,
      offset: 0,
    };
    const header = localHeader("a.txt");
    const directory = directoryHeader(record);
    const offset = header.length + packed.length;
    const end = endRecords({ entries: 1, size: directory.length, offset });
    const bomb = openZip(Buffer.concat([header, packed, directory, end]));
    expect(() => bomb.read("a.txt")).toThrow(/unpacks to 8388608 bytes/);
    expect(() => bomb.stream("a.txt")).toThrow(/unpacks to 8388608 bytes/);
  });

  it("refuses a file that unpacks to more than it declares", () => {
    const lying = archive("0".repeat(10_000));
    const directory = lying.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    lying.writeUInt32LE(10, directory + 24);
    expect(() => openZip(lying).read("a.txt")).toThrow(InvalidWorkbookError);
  });

  it("says that a file has a password, or is of the time before XLSX", () => {
    const encrypted = archive("some text");
    const directory = encrypted.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    encrypted.writeUInt16LE(encrypted.readUInt16LE(directory + 8) | 1, directory + 8);
    expect(() => openZip(encrypted).read("a.txt")).toThrow("a.txt in the workbook is encrypted");
    const old = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(512)]);
    expect(() => openZip(old)).toThrow(
      "the file is no XLSX workbook or has a password: save it as XLSX without a password",
    );
  });

  it("refuses a file that is packed in an unknown way", () => {
    const other = archive("some text");
    const directory = other.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    other.writeUInt16LE(14, directory + 10);
    expect(() => openZip(other).read("a.txt")).toThrow("packed in an unknown way");
  });

  it("refuses two files of one name, and names that differ between directory and file", () => {
    const content = Buffer.from("x");
    const entries = ["a.txt", "A.TXT"].map((name) => ({ name, content }));
    expect(() => openZip(createZip(entries))).toThrow("holds a.txt twice");
    const renamed = archive("x");
    renamed.write("b", renamed.lastIndexOf("a.txt"), "latin1");
    expect(() => openZip(renamed)).toThrow("points to the wrong b.txt");
  });

  it("finds files whose names are spelled otherwise", () => {
    const content = Buffer.from("x");
    const opened = openZip(createZip([{ name: "Folder\\A.txt", content }]));
    expect(opened.read("folder/a.TXT")).toEqual(content);
  });

  it("refuses a directory that lists fewer files than there are", () => {
    const entries = ["a.txt", "b.txt"].map((name) => ({ name, content: Buffer.from("x") }));
    const short = Buffer.from(createZip(entries));
    short.writeUInt16LE(1, short.length - 12);
    expect(() => openZip(short)).toThrow("the directory of the workbook is broken");
  });

  it("refuses anything that is not an archive", () => {
    expect(() => openZip(Buffer.from("<html>Sign in</html>".repeat(10)))).toThrow(/no workbook/);
    for (const length of [0, 3, 21])
      expect(() => openZip(Buffer.alloc(length))).toThrow(
        "the file is no workbook, or its end is missing",
      );
  });

  it.each([
    ["PK\u0001\u0002", "the directory of the workbook is broken"],
    ["PK\u0003\u0004", "the directory of the workbook points to the wrong a.txt"],
  ])("refuses an archive whose record %j is none", (signature, words) => {
    const broken = archive("some text that is packed");
    broken.write("XX", broken.lastIndexOf(Buffer.from(signature, "latin1")), "latin1");
    expect(() => openZip(broken)).toThrow(words);
  });

  it("finds a directory by ZIP64 where its place alone is too large, and only by its locator", () => {
    const plain = archive("some text that is packed");
    const offset = plain.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    const size = plain.length - 22 - offset;
    const end = Buffer.from(endRecords({ entries: 1, size, offset: 0xffff_ffff }));
    end.writeBigUInt64LE(BigInt(offset), 48);
    end.writeBigUInt64LE(BigInt(offset + size), 56 + 8);
    const large = Buffer.concat([plain.subarray(0, -22), end]);
    expect(openZip(large).read("a.txt")).toEqual(openZip(plain).read("a.txt"));
    large.write("XX", large.length - 42, "latin1");
    expect(() => openZip(large)).toThrow("the workbook is torn or damaged");
  });

  it("says of a stream that cannot be unpacked that it is damaged", async () => {
    const torn = archive("some text that is packed");
    torn.writeUInt8(0xff, 35);
    const streamed = Array.fromAsync(openZip(torn).stream("a.txt") ?? []);
    await expect(streamed).rejects.toThrow("the workbook is torn or damaged");
  });

  it("finds files by the records of ZIP64", () => {
    const content = Buffer.from("some text that is packed");
    const packed = deflateRawSync(content);
    const header = localHeader("a.txt");
    const directory = Buffer.from(
      directoryHeader({
        name: "a.txt",
        checksum: crc32(content),
        packedSize: packed.length,
        size: 2 ** 33,
        offset: 0,
      }),
    );
    // The size stands in the ZIP64 field; only a small one can be tried.
    directory.writeBigUInt64LE(BigInt(content.length), directory.length - 8);
    const offset = header.length + packed.length;
    const place = { entries: 0xffff, size: directory.length, offset };
    const end = Buffer.from(endRecords(place));
    end.writeBigUInt64LE(1n, 32);
    const opened = openZip(Buffer.concat([header, packed, directory, end]));
    expect(Buffer.from(opened.read("a.txt") ?? []).toString()).toBe("some text that is packed");
  });

  it("streams what it reads at once", async () => {
    const content = "0123456789".repeat(100_000);
    const pieces = await Array.fromAsync(openZip(archive(content)).stream("a.txt") ?? []);
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).toString()).toBe(content);
    expect(openZip(archive("x")).stream("b.txt")).toBeUndefined();
  });

  it("refuses more than the caller wants of one file, or of any", () => {
    const opened = openZip(archive("some text"), 100);
    expect(() => opened.stream("a.txt", 8)).toThrow("unpacks to 9 bytes: refused");
    expect(() => openZip(archive("some text"), 8).stream("a.txt", 100)).toThrow("9 bytes");
    expect(opened.stream("a.txt", 9)).toBeDefined();
  });

  it("refuses a streamed file that unpacks to more than it declares", async () => {
    const lying = archive("0".repeat(10_000));
    const directory = lying.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    lying.writeUInt32LE(10, directory + 24);
    await expect(Array.fromAsync(openZip(lying).stream("a.txt") ?? [])).rejects.toThrow(
      /a\.txt in the workbook is damaged/,
    );
  });
});
