import { redactSecrets } from "@usage-billing/core";

/** Members whose text may look like a secret and is none. */
const HARMLESS: ReadonlySet<string> = new Set(["$schema"]);

function* walk(value: unknown, path: string): Generator<readonly [path: string, text: string]> {
  if (typeof value === "string") yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (path !== "" || !HARMLESS.has(name))
      yield* walk(member, path === "" ? name : `${path}.${name}`);
  }
}

/**
 * Finds credentials in a configuration: links with a password, keys and tokens.
 *
 * @param contents - The file's contents.
 * @returns What to do about each, by its member; never its value.
 */
export function findSecrets(contents: unknown): readonly string[] {
  return [...walk(contents, "")]
    .filter(([, text]) => redactSecrets(text) !== text)
    .map(
      ([path]) =>
        `${path} holds a credential; credentials come from environment variables, never from this file`,
    );
}
