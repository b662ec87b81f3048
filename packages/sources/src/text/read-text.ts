import { createReadStream } from "node:fs";
import { UnreadableInput } from "./unreadable-input.ts";

const CHUNK_BYTES = 1 << 16;

/** Is told how many more bytes of a file were read. */
export type OnBytes = (count: number) => void;

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

function encodingName(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "UTF-16 (little endian)";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "UTF-16 (big endian)";
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return "a ZIP archive or spreadsheet";
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gzip";
  return bytes.subarray(0, 512).includes(0) ? "binary" : undefined;
}

/** The line on which decoding fails, found by decoding the chunk line by line. */
function lineOfBadByte(bytes: Uint8Array, linesBefore: number): number {
  const strict = new TextDecoder("utf-8", { fatal: true });
  let line = linesBefore + 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    try {
      strict.decode(bytes.subarray(start, end), { stream: newline === -1 });
    } catch {
      return line;
    }
    start = end;
  }
  return line;
}

function missingFile(file: string, error: unknown): UnreadableInput {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
  const reasons: Record<string, string> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a folder, not a file",
    EACCES: "it may not be read",
  };
  const message = `cannot be read: ${reasons[code] ?? code}`;
  return new UnreadableInput({ file, rule: "unreadable-file", message });
}

/**
 * Decodes bytes as text, strictly as UTF-8; a byte order mark is dropped.
 *
 * @param pieces - The bytes.
 * @param name - What they come from, for messages.
 * @param onBytes - Is told of every piece that was read.
 * @returns The text, piece by piece.
 * @throws {@link UnreadableInput} When the bytes are not UTF-8.
 */
export async function* decodeText(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
  onBytes: OnBytes = () => {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const place = { file: name, lines: 0 };
  let size = 0;
  for await (const bytes of pieces) {
    const encoding = size === 0 ? encodingName(bytes) : undefined;
    if (encoding !== undefined) throw wrongEncoding(name, 1, `is ${encoding},`);
    size += bytes.length;
    onBytes(bytes.length);
    const text = decodeOrExplain(decoder, bytes, place);
    place.lines += countLines(text);
    yield text;
  }
  yield decodeOrExplain(decoder, undefined, place);
}

/**
 * Streams a file as text, strictly as UTF-8; a byte order mark is dropped.
 *
 * @param file - The file's path.
 * @param onBytes - Is told of every piece that was read.
 * @returns The text, piece by piece.
 * @throws {@link UnreadableInput} When the file is missing, is empty, or is not UTF-8.
 */
export async function* readText(file: string, onBytes: OnBytes = () => {}): AsyncGenerator<string> {
  let size = 0;
  const count = (bytes: number) => {
    size += bytes;
    onBytes(bytes);
  };
  try {
    yield* decodeText(createReadStream(file, { highWaterMark: CHUNK_BYTES }), file, count);
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw missingFile(file, error);
    throw error;
  }
  if (size === 0) {
    const message = "is empty; there is not even a header line";
    throw new UnreadableInput({ file, rule: "empty-file", message });
  }
}

function wrongEncoding(file: string, line: number, what: string): UnreadableInput {
  const message = `${what} not UTF-8 text`;
  const fix = "Save the file as UTF-8 (in spreadsheets: CSV UTF-8).";
  return new UnreadableInput({ file, line, rule: "wrong-encoding", message, fix });
}

function decodeOrExplain(
  decoder: TextDecoder,
  bytes: Uint8Array | undefined,
  place: { readonly file: string; readonly lines: number },
): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    const line = bytes === undefined ? place.lines + 1 : lineOfBadByte(bytes, place.lines);
    throw wrongEncoding(place.file, line, "has bytes that are");
  }
}
