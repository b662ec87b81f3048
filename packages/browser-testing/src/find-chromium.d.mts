/** Where to look for a browser. */
export interface Machine {
  /** The environment variables. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The operating system, as Node.js names it. */
  readonly platform?: NodeJS.Platform;
  /** Tells whether there is such a file. */
  readonly exists?: (file: string) => boolean;
}

/** The environment variable that names the browser to test in. */
export const CHROMIUM_VARIABLE: "USAGE_BILLING_CHROMIUM";

/** What to do where there is no Chromium. */
export const CHROMIUM_HELP: string;

/**
 * Finds a Chromium on this machine.
 *
 * @param machine - Where to look; by default this process' environment and platform.
 * @returns The path of its program; `undefined` when there is none.
 * @throws When the environment names a browser that is not there.
 */
export function findChromium(machine?: Machine): string | undefined;
