import { resolve } from "node:path";

/** The root folder of this repository. */
export const repository: string = resolve(import.meta.dirname, "../../..");
