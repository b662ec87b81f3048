import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The file that {@link buildPage} gives the content of. */
export const ASSETS_FILE: string = here("../src/generated/assets.ts");

async function bundle(entry: string, target: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here(entry)],
    bundle: true,
    format: "esm",
    minify: true,
    target,
    write: false,
    legalComments: "none",
    // What the page takes of our packages has nothing of Node.js in it; the rest is left out.
    conditions: ["@usage-billing/source"],
    external: ["node:*"],
  });
  return outputFiles[0]?.text.trim() ?? "";
}

/**
 * Builds what the server gives the browser.
 *
 * @returns A module with script, style and icon as text.
 */
export async function buildPage(): Promise<string> {
  const [script, style] = await Promise.all([
    bundle("main.ts", "es2023"),
    bundle("style/page.css", "chrome123"),
  ]);
  const icon = readFileSync(here("icon.svg"), "utf8").trim();
  return `// Generated from packages/ui/page by npm run generate. Do not edit.

/** The script of the page. */
export const SCRIPT: string = ${JSON.stringify(script)};

/** The style of the page. */
export const STYLE: string = ${JSON.stringify(style)};

/** The icon of the page. */
export const ICON: string = ${JSON.stringify(icon)};
`;
}
