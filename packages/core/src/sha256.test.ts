import fc from "fast-check";
import { expect, it } from "vitest";
import { hashText, sha256 } from "./sha256.ts";

it("hashes as everyone does", () => {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect([hashText("abc"), sha256("abc")]).toEqual([abc, abc]);
});

it("gives the same with and without the help of the platform", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(hashText(text)).toBe(sha256(text));
    }),
    { seed: 20261101 },
  );
});
