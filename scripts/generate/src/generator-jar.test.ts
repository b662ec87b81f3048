import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { GeneratorUnavailableError, verifyJar } from "./generator-jar.ts";

let folder: string;
let jar: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "usage-billing-jar-"));
  jar = join(folder, "1.0.0.jar");
  writeFileSync(jar, "bytes");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it("takes the JAR whose hash is pinned and no other", () => {
  const pinned = `${createHash("sha256").update("bytes").digest("hex")}  1.0.0.jar\n`;
  expect(() => verifyJar(jar, pinned)).not.toThrow();
  writeFileSync(jar, "other bytes");
  expect(() => verifyJar(jar, pinned)).toThrow(GeneratorUnavailableError);
  expect(() => verifyJar(jar, pinned)).toThrow(/delete it, or review and pin the new one/);
});
