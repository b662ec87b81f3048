import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Where publint and attw are installed. */
const tools = join(import.meta.dirname, "../node_modules/.bin");

/** What a reader of the published package expects in it, and what serves only our tests. */
const REQUIRED: readonly string[] = ["LICENSE", "README.md", "package.json"];
const UNWANTED = /\.test(-d)?\.|(^|\/)(__fixtures__|test)\//;

/** What pnpm says of a tarball that it wrote. */
interface Pack {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

function run(command: readonly [string, ...string[]], cwd: string) {
  const [program, ...args] = command;
  const shell = process.platform === "win32";
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8", shell });
  const problems = status === 0 ? [] : [`${basename(program)}\n${stdout}${stderr}`];
  return { stdout, problems };
}

function judgeContent({ files }: Pack): readonly string[] {
  const paths = files.map(({ path }) => path);
  const missing = REQUIRED.filter((path) => !paths.includes(path));
  const unwanted = paths.filter((path) => UNWANTED.test(path));
  return [
    ...missing.map((path) => `would be published without ${path}`),
    ...unwanted.map((path) => `would publish ${path}`),
  ];
}

function judgeExports({ filename }: Pack, folder: string): readonly string[] {
  return [
    ...run([join(tools, "publint"), "run", filename, "--strict"], folder).problems,
    ...run([join(tools, "attw"), filename, "--profile", "esm-only"], folder).problems,
  ];
}

/**
 * Packs a built package and checks what the pack holds, and its `exports` against it by publint and attw.
 *
 * @param folder - The package's folder.
 * @returns What is wrong; empty when nothing is.
 */
export function checkPackage(folder: string): readonly string[] {
  const scratch = mkdtempSync(join(tmpdir(), "packed-"));
  try {
    const { stdout, problems } = run(
      ["pnpm", "pack", "--json", "--pack-destination", scratch],
      folder,
    );
    if (problems.length > 0) return problems.map((problem) => `${folder}: ${problem}`);
    const pack = JSON.parse(stdout) as Pack;
    return [...judgeContent(pack), ...judgeExports(pack, folder)].map(
      (problem) => `${folder}: ${problem}`,
    );
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
