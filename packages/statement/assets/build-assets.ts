import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The file that {@link buildAssets} gives the content of. */
export const ASSETS_FILE: string = here("../src/generated/assets.ts");

async function buildScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here("filter-tables.ts")],
    bundle: true,
    format: "iife",
    minify: true,
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text.trim() ?? "";
}

async function buildStyle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here("style/page.css")],
    bundle: true,
    minify: true,
    target: "chrome123",
    write: false,
  });
  return outputFiles[0]?.text.trim() ?? "";
}

/**
 * Builds what the page carries in itself.
 *
 * @returns A module with the script and the style as text.
 */
export async function buildAssets(): Promise<string> {
  const [script, style] = await Promise.all([buildScript(), buildStyle()]);
  return `// Generated from packages/statement/assets by npm run generate. Do not edit.

/** The script of the page. */
export const SCRIPT: string = ${JSON.stringify(script)};

/** The style of the page. */
export const STYLE: string = ${JSON.stringify(style)};
`;
}
