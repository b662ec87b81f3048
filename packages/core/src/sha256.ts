import { sha256 as hashAnywhere } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** What Node.js and the runtimes that follow it have and others lack. */
export interface FastPlatform {
  /** The running process, where there is one. */
  readonly process?: {
    getBuiltinModule?(
      name: "node:crypto",
    ): { hash?(algorithm: "sha256", text: string, encoding: "hex"): string } | undefined;
  };
}

const encoder = new TextEncoder();

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
 * Finds the fastest way to hash a text.
 *
 * @param platform - What the runtime offers.
 * @returns The runtime's own hash, or {@link hashText} where it has none.
 */
export function chooseSha256(platform: FastPlatform): (text: string) => string {
  const hash = platform.process?.getBuiltinModule?.("node:crypto")?.hash;
  return hash === undefined ? hashText : (text) => hash("sha256", text, "hex");
}

/**
 * Hashes a text as {@link hashText} does, by the platform where that is faster.
 *
 * @param text - The text.
 * @returns The SHA-256 as 64 lower-case hexadecimal digits.
 */
export const sha256: (text: string) => string = chooseSha256(globalThis as FastPlatform);
