import { expect, it } from "vitest";
import { entryPointsOf, writeImports } from "./entry-points.ts";

it("lists the modules of a package, not its JSON files", () => {
  const exports = {
    ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./testing": { default: "./dist/testing.js" },
    "./package.json": "./package.json",
  };
  expect(entryPointsOf({ name: "@usage-billing/http", version: "0.1.0", exports })).toEqual([
    "@usage-billing/http",
    "@usage-billing/http/testing",
  ]);
});

it("writes a module that fails when an entry point exports nothing", async () => {
  const toUrl = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
  const good = toUrl("export const a = 1;");
  await import(toUrl(writeImports([good])));
  await expect(import(toUrl(writeImports([good, toUrl("export {};")])))).rejects.toThrow(
    "An entry point exports nothing",
  );
});
