import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { decodeXml, parseXml, parseXmlStream } from "./parse-xml.ts";

async function* inPortions(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.slice(start, start + size);
}

const WORDS = "<a>Größe 量 😀</a>";

describe("decodeXml", () => {
  it.each([1, 2, 3, 5, 1000])("joins signs that are cut, in portions of %i bytes", async (size) => {
    const portions = await Array.fromAsync(decodeXml(inPortions(Buffer.from(WORDS), size)));
    expect(portions.join("")).toBe(WORDS);
  });

  it("refuses what is not UTF-8, and a sign that is cut at the end", async () => {
    for (const bytes of [Buffer.from([0x3c, 0xff]), Buffer.from("<a>é").subarray(0, 4)]) {
      await expect(Array.fromAsync(decodeXml(inPortions(bytes, 10)))).rejects.toThrow("not UTF-8");
    }
  });
});

describe.each([
  ["parseXml", async (bytes: Uint8Array, heard: string[]) => parseXml(bytes, hear(heard))],
  [
    "parseXmlStream",
    (bytes: Uint8Array, heard: string[]) => parseXmlStream(inPortions(bytes, 3), hear(heard)),
  ],
] as const)("%s", (_, parse) => {
  it("tells tags, attributes and texts", async () => {
    const heard: string[] = [];
    await parse(Buffer.from(`<x:r id="1"> ${WORDS} </x:r>`), heard);
    expect(heard).toEqual(['<r id="1"', "<a", ">a", ">r"]);
  });

  it("refuses XML that ends too early, in a tag or in a sign", async () => {
    await expect(parse(Buffer.from("<a><b></b>"), [])).rejects.toThrow("it ends too early");
    await expect(parse(Buffer.from("<a></a><!--"), [])).rejects.toThrow("it ends too early");
    await expect(parse(Buffer.from("<a></a>é").subarray(0, 8), [])).rejects.toThrow("not UTF-8");
  });
});

function hear(heard: string[]) {
  return {
    onOpen: (name: string, attributes: string) => {
      heard.push(`<${name}${attributes}`);
    },
    onClose: (name: string) => {
      heard.push(`>${name}`);
    },
  };
}
