import { resolve } from "node:path";

/** A path as a shell and systemd read it. */
function quote(path: string): string {
  if (/^[\w@%+=:,./-]+$/.test(path)) return path;
  return `"${path.replaceAll(/["\\]/g, "\\$&")}"`;
}

/**
 * Gives the command line that reports what is due, for a scheduler.
 *
 * @param config - The configuration's path, as the user gave it.
 * @returns The command line, with the path made absolute: schedulers run it in a folder of their own.
 */
export function createReportCommandLine(config: string): string {
  return `usage-billing report --due --config ${quote(resolve(config))}`;
}
