/** A JavaScript runtime whose program npm has. */
export interface Runtime {
  readonly name: string;
  /** The package, with its exact version: name as installed, and what is installed. */
  readonly installed: readonly [name: string, spec: string];
  /** The program in that package, and what it needs to run a module of ours. */
  readonly command: readonly string[];
}

/** The runtimes that run the suites as programs; Node.js 24 is what the command itself runs on. */
export const RUNTIMES: readonly Runtime[] = [
  {
    name: "Node.js 22",
    installed: ["node-22", "npm:node@22.23.3"],
    command: ["node_modules/node-22/bin/node"],
  },
  {
    name: "Node.js 24",
    installed: ["node-24", "npm:node@24.21.0"],
    command: ["node_modules/node-24/bin/node"],
  },
  {
    name: "Node.js 26",
    installed: ["node-26", "npm:node@26.10.0"],
    command: ["node_modules/node-26/bin/node"],
  },
  { name: "Bun", installed: ["bun", "1.4.5"], command: ["node_modules/bun/bin/bun.exe"] },
  {
    name: "Deno",
    installed: ["deno", "2.9.6"],
    command: [
      "node_modules/deno/deno",
      "run",
      "--allow-all",
      "--no-lock",
      "--node-modules-dir=manual",
    ],
  },
];

/** Brings `workerd`, the runtime of Cloudflare's workers. */
export const MINIFLARE: readonly [name: string, spec: string] = ["miniflare", "4.20260730.0"];
