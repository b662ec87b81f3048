import fc from "fast-check";
import { expect, it } from "vitest";
import { chooseSha256, type FastPlatform, hashText, sha256 } from "./sha256.ts";

it("hashes as everyone does", () => {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect([hashText("abc"), sha256("abc")]).toEqual([abc, abc]);
});

it("gives the same with and without the help of the platform", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 300 }),
      (text) => hashText(text) === sha256(text),
    ),
    { seed: 20261101 },
  );
});

it.each<[string, FastPlatform]>([
  ["no process", {}],
  ["a process without modules of its own", { process: {} }],
  ["no crypto", { process: { getBuiltinModule: () => undefined } }],
  ["a crypto that cannot hash at once", { process: { getBuiltinModule: () => ({}) } }],
])("hashes by itself where there is %s", (_case, platform) => {
  expect(chooseSha256(platform)).toBe(hashText);
});

it("lets the platform hash where it can", () => {
  const asked: unknown[] = [];
  const hash = (...input: string[]) => `hash of ${input}`;
  const getBuiltinModule = (name: string) => {
    asked.push(name);
    return { hash };
  };
  expect(chooseSha256({ process: { getBuiltinModule } })("abc")).toBe("hash of sha256,abc,hex");
  expect(asked).toEqual(["node:crypto"]);
});
