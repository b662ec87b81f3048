import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openZip } from "./zip-reader.ts";
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
    expect(() => openZip(archive("0".repeat(8 * 1024 * 1024))).read("a.txt")).toThrow(
      /unpacks to 8388608 bytes/,
    );
  });

  it("refuses a file that unpacks to more than it declares", () => {
    const lying = archive("0".repeat(10_000));
    const directory = lying.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    lying.writeUInt32LE(10, directory + 24);
    expect(() => openZip(lying).read("a.txt")).toThrow(InvalidWorkbookError);
  });

  it("refuses anything that is not an archive", () => {
    expect(() => openZip(Buffer.from("<html>Sign in</html>".repeat(10)))).toThrow(/no workbook/);
  });
});
