import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, defaultServerConditions } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const OWN_NAME = "build-tasks.ts";

function entries(): Readonly<Record<string, string>> {
  const tasks = readdirSync(here)
    .filter((file) => file !== OWN_NAME)
    .map((file) => [`tasks/${basename(file, ".ts")}`, join(here, file)]);
  return Object.fromEntries([["workbook-process", join(here, "../workbook-process.ts")], ...tasks]);
}

/**
 * Builds the other tasks and our packages to JavaScript, as users run them: a process that takes the
 * types out of the sources itself needs some 40 MB for that alone. It is a task, because on Linux a
 * process begins with the greatest memory of the one that starts it, and this one needs much.
 *
 * @param _ - Nothing.
 * @param folder - Where to, below `node_modules`, so that the libraries of others are found.
 */
export async function run(_: number, folder: string): Promise<void> {
  const conditions = ["@usage-billing/source", ...defaultServerConditions];
  await build({
    configFile: false,
    logLevel: "warn",
    ssr: { noExternal: [/^@usage-billing\//], resolve: { conditions } },
    build: {
      ssr: true,
      outDir: folder,
      minify: false,
      target: "node24",
      rollupOptions: { input: entries(), output: { entryFileNames: "[name].js" } },
    },
  });
}
