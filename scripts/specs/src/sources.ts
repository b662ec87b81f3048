import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { SpecsError } from "./specs-error.ts";

/** Where one document comes from and what is kept of it. */
export interface Source {
  /** The committed document, in the folder of `sources.json`. */
  readonly file: string;
  /** The upstream document; null when there is none that can be downloaded whole. */
  readonly url: string | null;
  /** The version that was followed. */
  readonly version: string;
  /** The paths that are kept: each with everything under it. */
  readonly prefixes: readonly string[];
}

/** `specs/sources.json`. */
export interface Sources {
  readonly documents: Readonly<Record<string, Source>>;
}

const validate = new Ajv({ allErrors: true }).compile<Sources>({
  type: "object",
  required: ["documents"],
  properties: {
    documents: {
      type: "object",
      additionalProperties: {
        type: "object",
        required: ["file", "url", "version", "prefixes"],
        properties: {
          file: { type: "string", pattern: "^[\\w.-]+\\.yml$" },
          url: { type: "string", pattern: "^https?://", nullable: true },
          version: { type: "string" },
          prefixes: { type: "array", minItems: 1, items: { type: "string", pattern: "^/" } },
        },
      },
    },
  },
});

/**
 * Reads `sources.json`.
 *
 * @param folder - The folder of the documents.
 * @returns The sources by API.
 * @throws {@link SpecsError} When it cannot be read or is not what it should be.
 */
export function readSources(folder: string): Sources {
  const file = resolve(folder, "sources.json");
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new SpecsError(`${file} cannot be read: ${(error as Error).message}`);
  }
  if (validate(value)) return value;
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
  throw new SpecsError(`${file} is not right: ${problems.join("; ")}`);
}

/**
 * Picks the sources that a command is about.
 *
 * @param sources - All of them.
 * @param api - The one that was asked for; all when absent.
 * @returns Name and source of each.
 * @throws {@link SpecsError} When it is not one of them.
 */
export function pickSources(
  sources: Sources,
  api: string | undefined,
): readonly [string, Source][] {
  const all = Object.entries(sources.documents);
  if (api === undefined) return all;
  const picked = all.filter(([name]) => name === api);
  if (picked.length > 0) return picked;
  const names = all.map(([name]) => name).join(", ");
  throw new SpecsError(`there is no API "${api}" in sources.json; it knows ${names}`);
}
