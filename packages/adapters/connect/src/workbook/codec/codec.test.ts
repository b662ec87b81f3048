import { deflateRawSync, inflateRawSync, crc32 as nodeCrc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes } from "../bytes.ts";
import { InvalidWorkbookError } from "../invalid-workbook-error.ts";
import { type Piece, TextCutter } from "../text-cutter.ts";
import { WorkbookWriter } from "../workbook-writer.ts";
import { openZip } from "../zip-reader.ts";
import type { Codec } from "./codec.ts";
import { createPlatformCodec } from "./platform-codec.ts";
import { findPlatformModules } from "./platform-modules.ts";
import { createPortableCodec } from "./portable-codec.ts";

const modules = findPlatformModules();
if (modules === undefined) throw new Error("Node.js has both modules");
const CODECS: readonly (readonly [name: string, codec: Codec])[] = [
  ["platform", createPlatformCodec(modules.zlib, modules.stream)],
  ["portable", createPortableCodec()],
];

/** A sheet that is packed in many pieces. */
const TEXT = Array.from(
  { length: 20_000 },
  (_, row) => `<row r="${row}"><c>AS-${(row * 7919) % 100_000}</c><c>${row}.25</c></row>`,
).join("");

function cut(text: string): readonly Piece[] {
  const cutter = new TextCutter();
  const pieces: Piece[] = [];
  for (let start = 0; start < text.length; start += 1_000) {
    const piece = cutter.add(text.slice(start, start + 1_000));
    if (piece !== undefined) pieces.push(piece);
  }
  return [...pieces, cutter.end()];
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  return concatBytes(await Array.fromAsync(pieces));
}

describe.each(CODECS)("the %s codec", (_, codec) => {
  const inputs = fc.uint8Array({ maxLength: 70_000 });
  const settings = { seed: 20261121, numRuns: 60 };

  it("packs what any zlib unpacks, in pieces that are joined", async () => {
    const packer = codec.createPacker();
    for (const file of [TEXT, "", "a second file of the same archive"]) {
      const pieces = cut(file);
      const packed: Uint8Array[] = [];
      for (const piece of pieces) packed.push(await packer.pack(piece));
      expect(inflateRawSync(concatBytes(packed)).toString()).toBe(file);
    }
    expect(cut(TEXT).length).toBeGreaterThan(5);
  });

  it("packs at once what it packs later", async () => {
    const [now, later] = [codec.createPacker(), codec.createPacker()];
    for (const piece of cut(TEXT)) expect(now.packNow(piece)).toEqual(await later.pack(piece));
  });

  it("unpacks what any zlib packed, at once and piece by piece", async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async (content) => {
        const packed = deflateRawSync(content);
        expect(Uint8Array.from(codec.unpack(packed, content.length))).toEqual(content);
        expect(await collect(codec.unpackStream(packed))).toEqual(content);
      }),
      settings,
    );
  });

  it("counts the CRC-32 that others count, from portion to portion", () => {
    fc.assert(
      fc.property(inputs, fc.nat(70_000), (content, at) => {
        const first = codec.crc32(content.subarray(0, at), 0);
        expect(codec.crc32(content.subarray(at), first)).toBe(nodeCrc32(content));
      }),
      settings,
    );
  });

  it("unpacks no more than it may, and nothing torn", async () => {
    const bomb = deflateRawSync(new Uint8Array(1_000_000));
    expect(() => codec.unpack(bomb, 999_999)).toThrow();
    const torn = deflateRawSync(TEXT).subarray(0, 5_000);
    expect(() => codec.unpack(torn, TEXT.length)).toThrow();
    await expect(collect(codec.unpackStream(torn))).rejects.toThrow();
  });

  it("writes workbooks that either codec reads, and refuses damaged ones", async () => {
    const writer = new WorkbookWriter(["records"], {
      packsNow: true,
      packer: codec.createPacker(),
    });
    writer.openSheet(["record_id"]);
    for (let row = 0; row < 5_000; row += 1) writer.addRow([`record ${row}`]);
    writer.closeSheetNow();
    writer.finish();
    const workbook = concatBytes(writer.takeNow());
    for (const [, reading] of CODECS) {
      const sheet = openZip(workbook, undefined, reading).stream("xl/worksheets/sheet1.xml");
      if (sheet === undefined) throw new Error("there is a sheet");
      expect(new TextDecoder().decode(await collect(sheet))).toContain("record 4999");
    }
    const damaged = Uint8Array.from(workbook);
    damaged[Math.floor(damaged.length / 2)] = (damaged[Math.floor(damaged.length / 2)] ?? 0) ^ 0x10;
    const read = async () => {
      const sheet = openZip(damaged, undefined, codec).stream("xl/worksheets/sheet1.xml");
      await collect(sheet ?? new Blob([]).stream());
    };
    await expect(read()).rejects.toThrow(InvalidWorkbookError);
  });
});
