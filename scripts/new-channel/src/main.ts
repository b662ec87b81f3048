// pnpm new:channel NAME [--root FOLDER]: writes the files of a further channel.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { InvalidNameError } from "./invalid-name-error.ts";
import { writeChannel } from "./write-channel.ts";

function run(): number {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { root: { type: "string", default: resolve(import.meta.dirname, "../../..") } },
  });
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0) {
    console.error("usage: pnpm new:channel NAME");
    return 2;
  }
  const { written, existing } = writeChannel(values.root, name);
  if (existing.length > 0) {
    console.error(
      `Nothing is written, because these files are there already:\n${existing.join("\n")}`,
    );
    return 1;
  }
  console.log(written.join("\n"));
  console.log("\nNext: pnpm install, then follow docs/adding-a-channel.md.");
  return 0;
}

try {
  process.exitCode = run();
} catch (error) {
  if (!(error instanceof InvalidNameError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
