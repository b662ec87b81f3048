import { readFileSync } from "node:fs";

/** Who runs the server. */
export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Finds somebody to run the server as, because it refuses to run as root.
 *
 * @returns The user; `undefined` when this process is not root.
 * @throws Error - When the machine has neither `postgres` nor `nobody`.
 */
export function findUnprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const users = new Map(lines.map((line) => [line.split(":")[0], line.split(":")]));
  const found = users.get("postgres") ?? users.get("nobody");
  if (found === undefined) throw new Error("neither postgres nor nobody is a user here");
  return { uid: Number(found[2]), gid: Number(found[3]) };
}
