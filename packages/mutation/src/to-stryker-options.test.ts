import { expect, it } from "vitest";
import { findTargets } from "./targets.ts";
import { toStrykerOptions } from "./to-stryker-options.ts";

const choices = { only: [], concurrency: 1, force: false };

function optionsOf(name: string, only: readonly string[] = []) {
  const [target] = findTargets([name]);
  if (target === undefined) throw new TypeError(`no target ${name}`);
  return toStrykerOptions(target, { ...choices, only });
}

it("breaks the sources of a target and plays its tests alone", () => {
  const { mutate, testFiles, thresholds } = optionsOf("connect-api");
  const folder = "packages/adapters/connect/src";
  expect(mutate).toEqual([
    `${folder}/api/**/*.ts`,
    `!${folder}/**/*.test.ts`,
    `!${folder}/**/__fixtures__/**`,
  ]);
  expect(testFiles).toEqual([`${folder}/api/**/!(conformance).test.ts`]);
  expect(thresholds?.break).toBe(85);
});

it("breaks only what was asked for, and keeps reports apart", () => {
  const { mutate, jsonReporter } = optionsOf("core", ["errors/*.ts", "period.ts"]);
  expect(mutate?.slice(0, 2)).toEqual([
    "packages/core/src/errors/*.ts",
    "packages/core/src/period.ts",
  ]);
  expect(jsonReporter?.fileName).toContain("core.json");
  expect(optionsOf("http").jsonReporter?.fileName).toContain("http.json");
});

it("names no test files where static mutants are played, which would meet none of them", () => {
  expect(optionsOf("core")).not.toHaveProperty("testFiles");
  expect(optionsOf("core")).toMatchObject({
    ignoreStatic: false,
    vitest: { configFile: "packages/mutation/isolated.vitest.config.ts", dir: "packages/core" },
  });
  expect(optionsOf("http")).toMatchObject({
    ignoreStatic: true,
    vitest: { configFile: "packages/mutation/shortest-first.vitest.config.ts" },
  });
  for (const adapter of ["rebilly", "connect"]) {
    expect(optionsOf(`${adapter}-refusals`)).toMatchObject({
      ignoreStatic: false,
      vitest: { dir: `packages/adapters/${adapter}/src/refusals` },
    });
  }
});
