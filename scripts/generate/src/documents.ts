import { resolve } from "node:path";

/** An OpenAPI document and the client package that is generated from it. */
export interface ApiDocument {
  /** File name in `specs/`. */
  readonly spec: string;
  /** Folder of the client package, from the repository's root. */
  readonly client: string;
}

/** The root folder of this repository. */
export const repository: string = resolve(import.meta.dirname, "../../..");

/** Every document of `specs/` and where its client lives. */
export const documents: readonly ApiDocument[] = [
  { spec: "connect-openapi30.yml", client: "packages/clients/connect" },
  { spec: "rebilly.yml", client: "packages/clients/rebilly" },
  { spec: "twocheckout.yml", client: "packages/clients/twocheckout" },
];

/** The folders of a client package that hold generated files and nothing else. */
export const generatedFolders: readonly string[] = ["src/generated", "docs"];

/**
 * Names the OpenAPI document of a client.
 *
 * @param document - The document.
 * @returns The absolute path of its file.
 */
export function specFile(document: ApiDocument): string {
  return resolve(repository, "specs", document.spec);
}
