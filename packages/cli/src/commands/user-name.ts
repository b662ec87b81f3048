import { userInfo } from "node:os";

/**
 * Names who runs the command, for what the ledger keeps of a person's decisions.
 *
 * @returns The name of this machine's user; some containers have none.
 */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown user";
  }
}
