import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { dataDescriptor, directoryHeader, endRecords, localHeader } from "./zip-records.ts";

const FOUR_GIGABYTES = 0xffff_ffff;
const small = { name: "a.xml", checksum: 7, packedSize: 10, size: 20, offset: 30 };
const bytesOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes);

describe("localHeader", () => {
  it("leaves checksum and sizes to the record behind the content", () => {
    const header = bytesOf(localHeader("a.xml"));
    expect(header.readUInt16LE(6)).toBe(8);
    expect(header.subarray(14, 26).toString("hex")).toBe("000000000000000000000000");
    expect(header.toString("latin1", 30)).toBe("a.xml");
  });
});

describe("dataDescriptor", () => {
  it("writes sizes of four bytes while they fit", () => {
    expect(bytesOf(dataDescriptor(small)).toString("hex")).toBe("504b0708070000000a00000014000000");
  });

  it("writes sizes of eight bytes when one does not fit", () => {
    const descriptor = bytesOf(dataDescriptor({ ...small, size: FOUR_GIGABYTES }));
    expect(descriptor.length).toBe(24);
    expect([descriptor.readBigUInt64LE(8), descriptor.readBigUInt64LE(16)]).toEqual([
      10n,
      BigInt(FOUR_GIGABYTES),
    ]);
  });
});

describe("directoryHeader", () => {
  it("has no extra field while everything fits", () => {
    const header = bytesOf(directoryHeader(small));
    expect([header.readUInt16LE(6), header.readUInt16LE(30), header.length]).toEqual([20, 0, 51]);
    expect(header.readUInt32LE(42)).toBe(30);
  });

  it("writes what does not fit into a ZIP64 field, in the field's order", () => {
    const large = { ...small, size: 2 ** 33, offset: 2 ** 34 };
    const header = bytesOf(directoryHeader(large));
    expect([header.readUInt16LE(6), header.readUInt16LE(30)]).toEqual([45, 20]);
    expect([header.readUInt32LE(20), header.readUInt32LE(24), header.readUInt32LE(42)]).toEqual([
      10,
      FOUR_GIGABYTES,
      FOUR_GIGABYTES,
    ]);
    const extra = header.subarray(51);
    expect([extra.readUInt16LE(0), extra.readUInt16LE(2)]).toEqual([1, 16]);
    expect([extra.readBigUInt64LE(4), extra.readBigUInt64LE(12)]).toEqual([2n ** 33n, 2n ** 34n]);
  });
});

describe("endRecords", () => {
  it("is one record while everything fits", () => {
    const end = bytesOf(endRecords({ entries: 3, size: 100, offset: 200 }));
    expect(end.length).toBe(22);
    expect([end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)]).toEqual([
      3, 100, 200,
    ]);
  });

  it("puts the records of ZIP64 before it when the directory starts behind 4 GB", () => {
    const end = bytesOf(endRecords({ entries: 3, size: 100, offset: 2 ** 33 }));
    expect(end.length).toBe(56 + 20 + 22);
    expect(end.readBigUInt64LE(48)).toBe(2n ** 33n);
    expect(end.readBigUInt64LE(56 + 8)).toBe(2n ** 33n + 100n);
    expect(end.readUInt32LE(56 + 20 + 16)).toBe(FOUR_GIGABYTES);
  });
});

/** The records field by field, as PKWARE's description of the format orders them. */
describe("the bytes of every record", () => {
  const hexOf = (bytes: Uint8Array): string => bytesOf(bytes).toString("hex");
  const name = "612e786d6c";

  it("of a local header", () => {
    const [version, flags, method, time, date] = ["1400", "0800", "0800", "0000", "2100"];
    expect(hexOf(localHeader("a.xml"))).toBe(
      `504b0304${version}${flags}${method}${time}${date}${"00".repeat(12)}05000000${name}`,
    );
  });

  it("of a directory header", () => {
    const shared = "14000800080000002100070000000a0000001400000005000000";
    expect(hexOf(directoryHeader(small))).toBe(
      `504b01021400${shared}${"00".repeat(10)}1e000000${name}`,
    );
    const shared64 = `2d000800080000002100070000000a000000ffffffff05000c00`;
    expect(hexOf(directoryHeader({ ...small, size: FOUR_GIGABYTES }))).toBe(
      `504b01022d00${shared64}${"00".repeat(10)}1e000000${name}01000800ffffffff00000000`,
    );
  });

  it("of the end", () => {
    const directory = { entries: 3, size: 100, offset: 200 };
    expect(hexOf(endRecords(directory))).toBe("504b0506000000000300030064000000c80000000000");
    const [entries, size, offset] = ["0300000000000000", "6400000000000000", "0000000002000000"];
    expect(hexOf(endRecords({ ...directory, offset: 2 ** 33 }))).toBe(
      [
        `504b06062c000000000000002d002d00${"00".repeat(8)}${entries}${entries}${size}${offset}`,
        "504b060700000000640000000200000001000000",
        "504b0506000000000300030064000000ffffffff0000",
      ].join(""),
    );
  });

  it.each([
    [{ entries: 65_534 }, 22],
    [{ entries: 65_535 }, 98],
    [{ size: FOUR_GIGABYTES - 1 }, 22],
    [{ size: FOUR_GIGABYTES }, 98],
    [{ offset: FOUR_GIGABYTES - 1 }, 22],
    [{ offset: FOUR_GIGABYTES }, 98],
  ])("of the end of %j are %i", (fields, length) => {
    expect(endRecords({ entries: 3, size: 100, offset: 200, ...fields })).toHaveLength(length);
  });

  it.each([{ size: FOUR_GIGABYTES }, { packedSize: FOUR_GIGABYTES }])(
    "of the sizes behind the content are eight each for %j",
    (fields) => {
      expect(dataDescriptor({ ...small, ...fields })).toHaveLength(24);
    },
  );
});
