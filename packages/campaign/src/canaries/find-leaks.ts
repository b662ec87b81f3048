import { inspect } from "node:util";

/** A secret that was seen where it must not be. */
export interface Leak {
  /** The name of the secret. */
  readonly secret: string;
  /** How it was written: plain, or so that it can be read all the same. */
  readonly form: string;
  /** Where it was seen. */
  readonly place: string;
}

/** Something that leaves the process, by the name of where it was seen. */
export interface Exhibit {
  readonly place: string;
  readonly value: unknown;
}

/** The part of a secret that nobody must learn: tokens carry a public id before a colon. */
function coreOf(secret: string): string {
  return secret.slice(secret.lastIndexOf(":") + 1);
}

/** Every way to write a secret that can be read back without a key. */
function formsOf(secret: string): readonly (readonly [form: string, text: string])[] {
  const bytes = Buffer.from(secret);
  return [
    ["plain", secret],
    ["URI-encoded", encodeURIComponent(secret)],
    ["JSON", JSON.stringify(secret).slice(1, -1)],
    // Without the last letters, which depend on what follows.
    ["base64", bytes.toString("base64").replace(/.?=*$/, "").slice(0, -2)],
    ["hexadecimal", bytes.toString("hex")],
    ["backwards", [...secret].reverse().join("")],
  ];
}

function toJson(value: unknown): string {
  const seen = new WeakSet<object>();
  try {
    return (
      JSON.stringify(value, (_, part: unknown) => {
        if (typeof part === "bigint") return String(part);
        if (typeof part !== "object" || part === null) return part;
        if (seen.has(part)) return "again";
        seen.add(part);
        return part;
      }) ?? ""
    );
  } catch {
    return "";
  }
}

/** Everything that an error says, down its causes. */
function wordsOf(value: unknown): readonly string[] {
  const words: string[] = [];
  for (let part = value; part instanceof Error; part = part.cause) {
    words.push(
      part.message,
      part.stack ?? "",
      String(part),
      toJson(Object.getOwnPropertyDescriptors(part)),
    );
  }
  return words;
}

/** All texts that a value can become. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString("latin1")];
  const depths = { depth: Number.POSITIVE_INFINITY, maxStringLength: null, maxArrayLength: null };
  return [
    inspect(value, { ...depths, showHidden: true, getters: true }),
    toJson(value),
    ...wordsOf(value),
  ];
}

/**
 * Looks for secrets in what leaves the process.
 *
 * @param exhibits - What was seen.
 * @param secrets - The secrets by name.
 * @returns Each leak once.
 */
export function findLeaks(
  exhibits: readonly Exhibit[],
  secrets: Readonly<Record<string, string>>,
): readonly Leak[] {
  const wanted = Object.entries(secrets).flatMap(([secret, value]) =>
    formsOf(coreOf(value)).map(([form, text]) => ({ secret, form, text })),
  );
  return exhibits.flatMap(({ place, value }) => {
    const texts = textsOf(value);
    return wanted
      .filter(({ text }) => texts.some((seen) => seen.includes(text)))
      .map(({ secret, form }) => ({ secret, form, place }));
  });
}
