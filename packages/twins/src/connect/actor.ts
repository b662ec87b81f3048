import type { ConnectState } from "./connect-state.ts";

/** When something happened, and who did it; the platform's own doings have nobody. */
export interface EventMark {
  readonly at: string;
  readonly by?: { readonly id: string; readonly name: string };
}

/** Where something is done, and for whom. */
export interface Actor {
  readonly state: ConnectState;
  /** The caller's `Authorization`; absent when the platform does it by itself. */
  readonly token?: string | undefined;
}

/**
 * Names the owner of a token, from the token's own text.
 *
 * @param token - The value of `Authorization`.
 * @returns The service user; nobody without a token.
 */
export function actorOf(token: string | undefined): EventMark["by"] {
  const id = token?.replace(/^ApiKey /, "").split(":")[0];
  return id === undefined ? undefined : { id, name: "Twin user" };
}
