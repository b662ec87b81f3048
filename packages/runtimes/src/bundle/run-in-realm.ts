import { createContext, runInContext } from "node:vm";

/** What every browser and worker has, and all that a program in the bare realm gets. */
const WEB = {
  AbortController,
  AbortSignal,
  Blob,
  File,
  FormData,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
  clearTimeout,
  fetch,
  setTimeout,
};

/**
 * Runs a bundled program where there is nothing of Node.js: no `process`, no `Buffer`, no modules.
 *
 * @param text - The program; its exports are in the variable `bundle`.
 * @returns The exports.
 */
export function runInRealm(text: string): unknown {
  return runInContext(`${text}\nbundle;`, createContext({ ...WEB }));
}
