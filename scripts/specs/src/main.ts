import { resolve } from "node:path";
import { createProgram } from "./program.ts";
import { SpecsError } from "./specs-error.ts";

const folder = resolve(import.meta.dirname, "../../../specs");

try {
  await createProgram({
    folder,
    print: (text) => process.stdout.write(text),
    note: (text) => process.stderr.write(`${text}\n`),
    now: () => Date.now(),
  }).parseAsync();
} catch (error) {
  if (!(error instanceof SpecsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
