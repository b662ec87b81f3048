import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openZip } from "./zip-reader.ts";

const NOTE_FIELD = Buffer.from([0xfe, 0xca, 3, 0, 1, 2, 3]);

/** A file as other writers put it into an archive. */
interface ForeignFile {
  readonly name: string;
  readonly content: Buffer;
  readonly isStored?: boolean;
  /** The size that the directory tells, when it is not the true one. */
  readonly size?: number;
  /** Numbers that stand in a ZIP64 field of the directory, behind another field. */
  readonly large?: readonly ("size" | "packed" | "offset")[];
}

function numbers(...fields: readonly (readonly [bytes: number, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(8);
      field.writeBigUInt64LE(BigInt(value));
      return field.subarray(0, bytes);
    }),
  );
}

/** An archive whose headers have fields, comments and sizes that ours do not have. */
function foreignArchive(files: readonly ForeignFile[], comment = ""): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isStored = false, size = content.length, large = [] } of files) {
    const packed = isStored ? content : deflateRawSync(content);
    const shared = numbers([2, 20], [2, 0], [2, isStored ? 0 : 8], [4, 0], [4, crc32(content)]);
    const header = Buffer.concat([
      Buffer.from("PK\u0003\u0004", "latin1"),
      shared,
      numbers([4, packed.length], [4, size], [2, name.length], [2, NOTE_FIELD.length]),
      Buffer.from(name),
      NOTE_FIELD,
    ]);
    const told = { size, packed: packed.length, offset };
    const inPlace = (which: keyof typeof told) =>
      [4, large.includes(which) ? 0xffff_ffff : told[which]] as const;
    const elsewhere = numbers(...large.map((which) => [8, told[which]] as const));
    const zip64 = large.length === 0 ? [] : [numbers([2, 1], [2, elsewhere.length]), elsewhere];
    const extra = Buffer.concat([NOTE_FIELD, ...zip64]);
    directory.push(
      Buffer.from("PK\u0001\u0002", "latin1"),
      numbers([2, 20]),
      shared,
      numbers(inPlace("packed"), inPlace("size"), [2, name.length], [2, extra.length]),
      numbers([2, 5], [2, 0], [2, 0], [4, 0], inPlace("offset")),
      Buffer.from(name),
      extra,
      Buffer.from("words"),
    );
    bodies.push(header, packed);
    offset += header.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = numbers(
    [4, 0],
    [2, files.length],
    [2, files.length],
    [4, entries.length],
    [4, offset],
  );
  const start = Buffer.from("PK\u0005\u0006", "latin1");
  const words = Buffer.from(comment);
  return Buffer.concat([...bodies, entries, start, end, numbers([2, words.length]), words]);
}

const text = (content: Uint8Array | undefined): string => Buffer.from(content ?? []).toString();
const files = ["first", "second"].map((word, index) => ({
  name: `${word}.txt`,
  content: Buffer.from(`${word} file `.repeat(30)),
  isStored: index === 1,
}));

async function readBoth(archive: Buffer): Promise<readonly string[]> {
  const opened = openZip(archive);
  const read = files.map(({ name }) => text(opened.read(name)));
  const streamed = await Promise.all(
    files.map(async ({ name }) => Buffer.concat(await Array.fromAsync(opened.stream(name) ?? []))),
  );
  expect(streamed.map(String)).toEqual(read);
  return read;
}

describe("openZip of an archive of another writer", () => {
  const expected = files.map(({ content }) => String(content));

  it("passes over fields and comments, and reads what is not packed", async () => {
    expect(await readBoth(foreignArchive(files))).toEqual(expected);
  });

  it.each([1, 21, 22, 0xffff])("finds the end before a comment of %i bytes", async (length) => {
    expect(await readBoth(foreignArchive(files, "x".repeat(length)))).toEqual(expected);
  });

  it("looks for the end no further than a comment goes", () => {
    const archive = Buffer.concat([foreignArchive(files, "x".repeat(0xffff)), Buffer.from("x")]);
    expect(() => openZip(archive)).toThrow("the file is no workbook, or its end is missing");
  });

  it.each([
    [["size"]],
    [["packed"]],
    [["offset"]],
    [["size", "packed", "offset"]],
    [["size", "offset"]],
  ] as const)("takes %j from the field of ZIP64", async (large) => {
    const archive = foreignArchive(files.map((file) => ({ ...file, large })));
    expect(await readBoth(archive)).toEqual(expected);
  });

  it.each([true, false])(
    "refuses a file that is shorter than it declares; stored: %s",
    async (isStored) => {
      const content = Buffer.from("0".repeat(100));
      const opened = openZip(foreignArchive([{ name: "a", content, isStored, size: 101 }]));
      expect(() => opened.read("a")).toThrow("a in the workbook is damaged");
      const streamed = Array.fromAsync(opened.stream("a") ?? []);
      await expect(streamed).rejects.toThrow("a in the workbook is damaged");
    },
  );

  it("gives no more of a streamed file than it declares", async () => {
    const content = Buffer.alloc(200_000);
    const opened = openZip(foreignArchive([{ name: "a", content, isStored: true, size: 70_000 }]));
    const pieces: Uint8Array[] = [];
    const reading = async (): Promise<void> => {
      for await (const piece of opened.stream("a") ?? []) pieces.push(piece);
    };
    await expect(reading()).rejects.toThrow("a in the workbook is damaged");
    expect(Buffer.concat(pieces).length).toBeLessThanOrEqual(70_000);
  });

  it("tells bytes that were changed by their checksum alone", async () => {
    const archive = foreignArchive(files);
    const place = archive.indexOf("second file");
    archive.write("S", place);
    const opened = openZip(archive);
    expect(() => opened.read("second.txt")).toThrow("second.txt in the workbook is damaged");
    const streamed = Array.fromAsync(opened.stream("second.txt") ?? []);
    await expect(streamed).rejects.toThrow("second.txt in the workbook is damaged");
    expect(text(opened.read("first.txt"))).toBe(expected[0]);
  });

  it("unpacks four megabytes however well they are packed, but not a byte more", () => {
    const free = 4 * 1024 * 1024;
    const open = (length: number) =>
      openZip(foreignArchive([{ name: "a", content: Buffer.alloc(length) }])).read("a")?.length;
    expect(open(free)).toBe(free);
    expect(() => open(free + 1)).toThrow(`a in the workbook unpacks to ${free + 1} bytes: refused`);
  });

  it("reads 16 megabytes of a part at once, and streams more", () => {
    const most = 16 * 1024 * 1024;
    const archive = (length: number) => {
      const content = Buffer.alloc(length);
      return openZip(foreignArchive([{ name: "a", content, isStored: true }]));
    };
    expect(archive(most).read("a")).toHaveLength(most);
    expect(() => archive(most + 1).read("a")).toThrow("refused");
    expect(archive(most + 1).stream("a")).toBeDefined();
  });

  it("says that it is damaged when a place lies outside", () => {
    const archive = foreignArchive(files);
    archive.writeUInt32LE(archive.length, archive.length - 6);
    expect(() => openZip(archive)).toThrow(InvalidWorkbookError);
    expect(() => openZip(archive)).toThrow("the workbook is torn or damaged");
  });
});
