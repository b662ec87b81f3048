import { expect, it } from "vitest";
import type { TestSpecification, Vitest } from "vitest/node";
import { ShortestFirst } from "./shortest-first.ts";

it("plays the files first that are new or were done soonest", async () => {
  const times: Readonly<Record<string, number>> = { long: 900, short: 20 };
  const getTestSpecificationResult = ({ moduleId }: TestSpecification) => {
    const duration = times[moduleId];
    return duration === undefined ? undefined : { duration, failed: moduleId === "long" };
  };
  const context = { cache: { getTestSpecificationResult } } as unknown as Vitest;
  const files = ["long", "new", "short"].map((moduleId) => ({ moduleId }) as TestSpecification);
  const sorted = await new ShortestFirst(context).sort(files);
  expect(sorted.map(({ moduleId }) => moduleId)).toEqual(["new", "short", "long"]);
});
