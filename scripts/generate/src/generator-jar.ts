import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const home = resolve(import.meta.dirname, "..");

/** OpenAPI Generator cannot be run on this machine: no Java, no JAR, or not the JAR that is pinned. */
export class GeneratorUnavailableError extends Error {
  override readonly name = "GeneratorUnavailableError";
}

interface WrapperConfig {
  readonly "generator-cli": { readonly version: string; readonly storageDir: string };
}

/** Where the pinned JAR is kept. */
function generatorJarPath(): string {
  const text = readFileSync(resolve(home, "openapitools.json"), "utf8");
  const { storageDir, version } = (JSON.parse(text) as WrapperConfig)["generator-cli"];
  return resolve(home, storageDir, `${version}.jar`);
}

/**
 * Compares a JAR with the hash that this repository pins.
 *
 * @param jar - Path of the JAR.
 * @param pinned - Text of a line of `openapi-generator.sha256`.
 * @throws {@link GeneratorUnavailableError} When the hashes differ.
 */
export function verifyJar(jar: string, pinned: string): void {
  const [expected] = pinned.trim().split(/\s+/);
  const actual = createHash("sha256").update(readFileSync(jar)).digest("hex");
  if (actual !== expected) {
    throw new GeneratorUnavailableError(
      `${jar} has the SHA-256 ${actual}, but openapi-generator.sha256 pins ${expected}; delete it, or review and pin the new one`,
    );
  }
}

/** Lets the npm wrapper download the pinned version, without running it. */
function download(): void {
  const wrapper = createRequire(import.meta.url).resolve(
    "@openapitools/openapi-generator-cli/main.js",
  );
  // The wrapper starts what it downloads. "-version" keeps Java from opening the JAR before it is verified.
  const env = { ...process.env, PWD: home, INIT_CWD: home, JAVA_OPTS: "-version" };
  spawnSync(process.execPath, [wrapper, "version"], { cwd: home, env, timeout: 300_000 });
}

/** Where the JAR is looked for, and what brings it. */
export interface JarSource {
  /** Its path. */
  readonly jar: string;
  /** Brings it there, or fails to. */
  readonly bring: () => void;
}

/**
 * Finds the pinned OpenAPI Generator, downloading it once, and verifies it.
 *
 * @param source - Where the JAR is looked for; the pinned one in the cache folder when left out.
 * @returns Path of the verified JAR.
 * @throws {@link GeneratorUnavailableError} When there is no Java, no JAR, or another JAR.
 */
export function openGeneratorJar(
  { jar, bring }: JarSource = { jar: generatorJarPath(), bring: download },
): string {
  if (spawnSync("java", ["-version"], { timeout: 60_000 }).status !== 0) {
    throw new GeneratorUnavailableError("Java 11 or later is not on the PATH");
  }
  if (!existsSync(jar)) bring();
  if (!existsSync(jar)) {
    throw new GeneratorUnavailableError(
      `OpenAPI Generator could not be downloaded to ${jar}; put it there yourself`,
    );
  }
  verifyJar(jar, readFileSync(resolve(home, "openapi-generator.sha256"), "utf8"));
  return jar;
}
