import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const home = resolve(import.meta.dirname, "..");

// Straight to Java: the npm wrapper would start it twice more for each command.
function runJava(jar: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("java", ["-jar", jar, ...args], {
    cwd: home,
    encoding: "utf8",
    timeout: 300_000,
  });
  if (status !== 0) {
    throw new Error(`OpenAPI Generator failed: ${args.join(" ")}\n${stdout}\n${stderr}`);
  }
}

/**
 * Runs OpenAPI Generator's `validate` on a document.
 *
 * @param jar - Path of OpenAPI Generator.
 * @param specFile - Absolute path of the document.
 * @throws An error with the generator's words when the document is not valid.
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
 */
export function runGenerator(jar: string, specFile: string, output: string): void {
  runJava(jar, ["generate", "-i", specFile, "-c", "openapi-generator.yml", "-o", output]);
}
