// Runs every check, also after one has failed, and ends with one line: N passed, N failed.
import { resolve } from "node:path";
import { CHECKS } from "./checks.ts";
import { runCheck } from "./run-check.ts";

const root = resolve(import.meta.dirname, "../../..");
const results = CHECKS.map((check) => ({ name: check.name, passed: runCheck(root, check) }));
const failed = results.filter(({ passed }) => !passed);

for (const { name } of failed) console.log(`failed: ${name}`);
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
