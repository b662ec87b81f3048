import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { GeneratorUnavailableError, openGeneratorJar, verifyJar } from "./generator-jar.ts";

let folder: string;
let jar: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "usage-billing-jar-"));
  jar = join(folder, "1.0.0.jar");
  writeFileSync(jar, "bytes");
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it("takes the JAR whose hash is pinned and no other", () => {
  const pinned = `${createHash("sha256").update("bytes").digest("hex")}  1.0.0.jar\n`;
  expect(() => verifyJar(jar, pinned)).not.toThrow();
  writeFileSync(jar, "other bytes");
  expect(() => verifyJar(jar, pinned)).toThrow(GeneratorUnavailableError);
  expect(() => verifyJar(jar, pinned)).toThrow(/delete it, or review and pin the new one/);
});

/** Puts a Java on the PATH, and nothing else. */
function installJava(status: number): void {
  writeFileSync(join(folder, "java"), `#!/bin/sh\nexit ${status}\n`);
  chmodSync(join(folder, "java"), 0o755);
  vi.stubEnv("PATH", folder);
}

it("says that Java is missing or broken before it brings anything", () => {
  const bring = vi.fn();
  vi.stubEnv("PATH", folder);
  expect(() => openGeneratorJar({ jar, bring })).toThrow(/^Java 11 or later is not on the PATH$/);
  installJava(1);
  expect(() => openGeneratorJar({ jar, bring })).toThrow(/^Java 11 or later is not on the PATH$/);
  expect(bring).not.toHaveBeenCalled();
});

it("says that the JAR is missing when it cannot be brought", () => {
  installJava(0);
  const bring = vi.fn();
  const missing = join(folder, "none.jar");
  expect(() => openGeneratorJar({ jar: missing, bring })).toThrow(
    `OpenAPI Generator could not be downloaded to ${missing}; put it there yourself`,
  );
  expect(bring).toHaveBeenCalledOnce();
});

it("brings no JAR that is there, and takes none that is not pinned", () => {
  installJava(0);
  const bring = vi.fn();
  expect(() => openGeneratorJar({ jar, bring })).toThrow(/openapi-generator\.sha256 pins/);
  expect(bring).not.toHaveBeenCalled();
});
