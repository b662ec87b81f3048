import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** Runs the command where no Java can be found. */
function runWithoutJava(...args: string[]) {
  const { CI: _, ...env } = process.env;
  return spawnSync(process.execPath, [resolve(import.meta.dirname, "cli.ts"), ...args], {
    encoding: "utf8",
    env: { ...env, PATH: "" },
    timeout: 60_000,
  });
}

it("names the documents when told of another", () => {
  const { status, stderr, stdout } = runWithoutJava("--check", "rebily.yml");
  expect(stderr).toBe(
    "There is no document rebily.yml; there are: connect-openapi30.yml, rebilly.yml, twocheckout.yml\n",
  );
  expect([status, stdout]).toEqual([2, ""]);
});

describe("the command without Java", () => {
  it("checks the types of all documents and says what it could not check", () => {
    const { status, stderr, stdout } = runWithoutJava("--check");
    expect(stderr).toContain("Not checked: operations.ts, docs/ and the documents' validity");
    expect(stderr).toContain("Java 11 or later is not on the PATH");
    expect(stdout).toContain("rebilly.yml: types as generated");
    expect(status).toBe(0);
  });

  it("fails when told to be strict, and when it should write", () => {
    const strict = runWithoutJava("--check", "--strict", "rebilly.yml");
    expect(strict.status).toBe(1);
    expect(strict.stderr).toContain("--strict, as in CI, takes that for a failure.");
    expect(runWithoutJava("rebilly.yml").status).toBe(1);
  });
});
