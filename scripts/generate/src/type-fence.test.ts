import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { repository } from "./documents.ts";
import { renderSchema } from "./render-schema.ts";

const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "usage-billing-fence-"));
  cpSync(join(repository, "packages/clients/rebilly/src/generated"), folder, { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Compiles both generators' output together and returns what the compiler says. */
function compile() {
  const flags = ["--noEmit", "--strict", "--allowImportingTsExtensions", "--module", "nodenext"];
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, ...flags, "--target", "es2024", join(folder, "operations.ts")],
    { cwd: folder, encoding: "utf8", timeout: 60_000 },
  );
  return { status, stdout };
}

describe("the table and the types", () => {
  it("compile together as generated", () => {
    expect(compile()).toEqual({ status: 0, stdout: "" });
  });

  it("do not compile when the table lacks an operation", () => {
    const path = join(folder, "operations.ts");
    const table = readFileSync(path, "utf8");
    const shorter = table.replace(/\n {2}getStatus: \{\n.*?\n {2}\},/s, "");
    expect(shorter).not.toBe(table);
    writeFileSync(path, shorter);
    const { status, stdout } = compile();
    expect(status).not.toBe(0);
    expect(stdout).toContain("Property 'getStatus' is missing");
  });

  it("do not compile when the types lack an operation", async () => {
    const document = readFileSync(join(repository, "specs/rebilly.yml"), "utf8");
    const shorter = document.replace(/\n {2}\/status:\n.*?(?=\n {2}\/usages:)/s, "");
    expect(shorter).not.toBe(document);
    const path = join(folder, "shorter.yml");
    writeFileSync(path, shorter);
    writeFileSync(join(folder, "schema.ts"), await renderSchema(path));
    const { status, stdout } = compile();
    expect(status).not.toBe(0);
    expect(stdout).toContain("'getStatus' does not exist in type");
  });
});
