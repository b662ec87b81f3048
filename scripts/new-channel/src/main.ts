// pnpm new:channel NAME [--root FOLDER]: writes the files of a further channel.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { formatFiles } from "./format-files.ts";
import { InvalidNameError } from "./invalid-name-error.ts";
import { writeChannel } from "./write-channel.ts";

const repository = resolve(import.meta.dirname, "../../..");

function readCommandLine() {
  const options = { root: { type: "string", default: repository } } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [name, ...rest] = positionals;
  return name === undefined || rest.length > 0 ? undefined : { name, root: values.root };
}

/** What was asked for; nothing when the command line says something else, as `--help`. */
function findRequest() {
  try {
    return readCommandLine();
  } catch {
    return undefined;
  }
}

function run(): number {
  const request = findRequest();
  if (request === undefined) {
    console.error("usage: pnpm new:channel NAME");
    return 2;
  }
  const { written, existing } = writeChannel(request.root, request.name);
  if (existing.length > 0) {
    console.error(
      `Nothing is written, because these files are there already:\n${existing.join("\n")}`,
    );
    return 1;
  }
  formatFiles({ repository, root: request.root, paths: written });
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
