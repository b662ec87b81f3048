import { expect, it } from "vitest";
import { runSuite } from "./suite.ts";

it("runs every test and tells which failed and why", async () => {
  const order: string[] = [];
  const result = await runSuite("sample", [
    { name: "one", run: async () => void order.push("one") },
    { name: "two", run: () => Promise.reject(new TypeError("broken")) },
    { name: "three", run: async () => void order.push("three") },
  ]);
  expect(order).toEqual(["one", "three"]);
  expect(result).toEqual({ suite: "sample", passed: 2, failures: ["two: TypeError: broken"] });
});

it("fails without any test", async () => {
  expect(await runSuite("empty", [])).toMatchObject({ passed: 0, failures: ["there is no test"] });
});
