import { resolve } from "node:path";
import { createProgram } from "./program.ts";
import { explainFailure } from "./specs-error.ts";

const folder = resolve(import.meta.dirname, "../../../specs");

try {
  await createProgram({
    folder,
    print: (text) => process.stdout.write(text),
    note: (text) => process.stderr.write(`${text}\n`),
    now: () => Date.now(),
  }).parseAsync();
} catch (error) {
  const { message, status } = explainFailure(error);
  if (message !== undefined) process.stderr.write(`${message}\n`);
  process.exitCode = status;
}
