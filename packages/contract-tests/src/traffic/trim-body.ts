/** How much of a file is kept: enough to see what it is. */
const KEPT = 64;

/**
 * Shortens the files in a multipart body and leaves everything that frames them.
 *
 * @param body - The body, a character for each byte.
 * @param boundary - What separates its parts.
 * @returns The body with every part of a file cut to its first bytes.
 */
function trimParts(body: string, boundary: string): string {
  return body
    .split(`--${boundary}`)
    .map((part) => {
      const head = part.indexOf("\r\n\r\n");
      if (head === -1 || !/filename=/i.test(part.slice(0, head))) return part;
      return `${part.slice(0, head + 4 + KEPT)}\r\n`;
    })
    .join(`--${boundary}`);
}

/**
 * Takes out of a body what nobody judges: the bytes of files.
 *
 * @param contentType - The message's content type.
 * @param body - The body.
 * @returns JSON, forms and other text as they are; files cut to their first bytes.
 */
export function trimBody(contentType: string, body: Uint8Array): Uint8Array {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (boundary !== undefined) {
    return Buffer.from(trimParts(Buffer.from(body).toString("latin1"), boundary), "latin1");
  }
  return /json|^text\//i.test(contentType) || contentType === "" ? body : body.subarray(0, KEPT);
}
