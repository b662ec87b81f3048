import { sha256 as hashAnywhere } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** What Node.js and the runtimes that follow it have and others lack. */
interface FastPlatform {
  readonly process?: {
    getBuiltinModule?(name: "node:crypto"): {
      hash?(algorithm: "sha256", text: string, encoding: "hex"): string;
    };
  };
}

const encoder = new TextEncoder();
const crypto = (globalThis as FastPlatform).process?.getBuiltinModule?.("node:crypto");
const hash = crypto?.hash;

/**
 * Hashes a text at once, in any JavaScript runtime.
 *
 * @param text - The text; its UTF-8 is hashed.
 * @returns The SHA-256 as 64 lower-case hexadecimal digits.
 */
export function hashText(text: string): string {
  return bytesToHex(hashAnywhere(encoder.encode(text)));
}

/**
 * Hashes a text as {@link hashText} does, by the platform where that is faster.
 *
 * @param text - The text.
 * @returns The SHA-256 as 64 lower-case hexadecimal digits.
 */
export const sha256: (text: string) => string =
  hash === undefined ? hashText : (text) => hash("sha256", text, "hex");
