import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { InvalidNameError } from "./invalid-name-error.ts";

const templates = resolve(import.meta.dirname, "../templates");

/** Where the files of each folder of templates go, from the repository's root. */
const places: Readonly<Record<string, (name: string) => string>> = {
  adapter: (name) => `packages/adapters/${name}`,
  specs: () => "specs",
};

/** `meter-well` as `MeterWell`. */
function toTypeName(name: string): string {
  return name
    .split("-")
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join("");
}

/** `meter-well` as `meterWell`. */
function toValueName(name: string): string {
  const type = toTypeName(name);
  return `${type.slice(0, 1).toLowerCase()}${type.slice(1)}`;
}

/**
 * Makes the files of a channel that is still to be written.
 *
 * @param name - The channel's id in kebab case; folders and types are named after it.
 * @returns The contents by path from the repository's root.
 * @throws {@link InvalidNameError} When the name cannot be one of a folder and a type.
 */
export function createChannelFiles(name: string): ReadonlyMap<string, string> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new InvalidNameError(name);
  const files = new Map<string, string>();
  for (const [folder, place] of Object.entries(places)) {
    const found = readdirSync(join(templates, folder), { recursive: true, withFileTypes: true });
    for (const entry of found.filter((one) => one.isFile())) {
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(join(templates, folder).length + 1).replace(/\.txt$/, "");
      const fill = (text: string): string =>
        text
          .replaceAll("__name__", name)
          .replaceAll("__Name__", toTypeName(name))
          .replaceAll("__valueName__", toValueName(name));
      files.set(`${place(name)}/${fill(path)}`, fill(readFileSync(file, "utf8")));
    }
  }
  return new Map([...files].sort());
}
