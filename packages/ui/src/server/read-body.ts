import type { IncomingMessage } from "node:http";
import { BadRequest } from "./bad-request.ts";

const LARGEST = 32_768;

/**
 * Reads what was sent with a request.
 *
 * @param request - The request.
 * @returns The JSON.
 * @throws {@link BadRequest} When it is too large or no JSON.
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > LARGEST) throw new BadRequest(413, "What was sent is too large.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new BadRequest(400, "What was sent is no JSON.");
  }
}
