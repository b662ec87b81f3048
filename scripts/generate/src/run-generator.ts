import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** OpenAPI Generator refused a document or failed at it. */
export class GeneratorFailedError extends Error {
  override readonly name = "GeneratorFailedError";
}

const home = resolve(import.meta.dirname, "..");

// Straight to Java: the npm wrapper would start it twice more for each command.
function runJava(jar: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("java", ["-jar", jar, ...args], {
    cwd: home,
    encoding: "utf8",
    timeout: 300_000,
  });
  if (status !== 0) {
    throw new GeneratorFailedError(`${stdout}${stderr}\nfailed: ${args.join(" ")}`);
  }
}

/**
 * Runs OpenAPI Generator's `validate` on a document.
 *
 * @param jar - Path of OpenAPI Generator.
 * @param specFile - Absolute path of the document.
 * @throws {@link GeneratorFailedError} With the generator's words when the document is not valid.
 */
export function validateDocument(jar: string, specFile: string): void {
  runJava(jar, ["validate", "-i", specFile]);
}

/**
 * Generates a document's operations table and Markdown reference with this package's templates.
 *
 * @param jar - Path of OpenAPI Generator.
 * @param specFile - Absolute path of the document.
 * @param output - Folder to write to.
 * @throws {@link GeneratorFailedError} When the generator fails.
 */
export function runGenerator(jar: string, specFile: string, output: string): void {
  runJava(jar, ["generate", "-i", specFile, "-c", "openapi-generator.yml", "-o", output]);
}
