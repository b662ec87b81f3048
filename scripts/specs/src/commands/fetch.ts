import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { toOpenApi30 } from "../convert/to-openapi30.ts";
import { listOperations } from "../document/document.ts";
import { missingPrefixes, prune } from "../document/prune.ts";
import { readDocument } from "../document/read-document.ts";
import { type Download, download } from "../download/download.ts";
import { readLock, writeLock } from "../lock.ts";
import { pickSources, readSources, type Source } from "../sources.ts";
import { SpecsError } from "../specs-error.ts";
import { isFetchedFrom, keepFetched, type Origin, type Workplace } from "../workplace.ts";

/** Options of `specs fetch`. */
export interface FetchOptions {
  /** A file or an address to read instead of the one in `sources.json`. */
  readonly from?: string;
  /** The longest time for a download, in milliseconds. */
  readonly timeout: number;
  /** The greatest size, in bytes. */
  readonly maximumBytes: number;
}

function readFrom(file: string, { maximumBytes }: FetchOptions): Download {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) throw new SpecsError(`there is no file ${file}`);
    if (!found.isFile()) throw new SpecsError(`${file} is no file`);
    if (found.size > maximumBytes) {
      throw new SpecsError(`${file} is larger than ${maximumBytes} bytes`);
    }
    return { kind: "document", bytes: readFileSync(file) };
  } catch (error) {
    if (error instanceof SpecsError) throw error;
    throw new SpecsError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function createProgress({ note }: Workplace, name: string) {
  const step = 2 ** 20;
  let next = step;
  return (bytes: number, total: number | undefined) => {
    if (bytes < next) return;
    next += step;
    const megabytes = (count: number) => (count / step).toFixed(1);
    note(`${name}: ${megabytes(bytes)}${total === undefined ? "" : ` of ${megabytes(total)}`} MiB`);
  };
}

async function load(
  workplace: Workplace,
  { api, ...origin }: Origin & { readonly api: string },
  options: FetchOptions,
): Promise<Download> {
  if (!/^https?:\/\//.test(origin.address)) return readFrom(origin.address, options);
  const { folder } = workplace;
  // A tag of another address, or of other paths that were kept, says nothing about what is wanted now.
  const etag = isFetchedFrom(folder, api, origin) ? readLock(folder)[api]?.etag : undefined;
  return download(origin.address, {
    ...options,
    ...(etag === undefined ? {} : { etag }),
    onProgress: createProgress(workplace, api),
  });
}

async function fetchOne(
  workplace: Workplace,
  [api, source]: readonly [string, Source],
  options: FetchOptions,
): Promise<void> {
  const { folder, print, note, now } = workplace;
  const address = options.from ?? source.url;
  if (address === null) {
    print(`${api}: no document can be downloaded whole; bundle it and give it with --from\n`);
    return;
  }
  const origin = { address, prefixes: source.prefixes };
  const loaded = await load(workplace, { api, ...origin }, options);
  if (loaded.kind === "unchanged") {
    print(`${api}: unchanged at ${address}\n`);
    return;
  }
  const whole = readDocument(address, loaded.bytes);
  const document = toOpenApi30(address, prune(address, whole, source.prefixes));
  for (const prefix of missingPrefixes(whole, source.prefixes)) {
    note(`${api}: nothing under ${prefix}; if it was renamed, change prefixes in sources.json`);
  }
  keepFetched(folder, api, { document, origin });
  const version = String(whole.info.version ?? "unknown");
  const sha256 = createHash("sha256").update(loaded.bytes).digest("hex");
  const fetched = new Date(now()).toISOString().slice(0, 10);
  const { etag } = loaded;
  writeLock(folder, api, { version, sha256, fetched, ...(etag === undefined ? {} : { etag }) });
  const [kept, all] = [listOperations(document).length, listOperations(whole).length];
  print(`${api}: version ${version}, ${kept} of ${all} operations kept, sha256 ${sha256}\n`);
}

/**
 * Fetches upstream documents, keeps what is used of them, and notes their versions and hashes.
 *
 * @param workplace - Where to work.
 * @param api - The API; all when absent.
 * @param options - Other source, bounds.
 * @throws {@link SpecsError} When a document cannot be fetched or used. What was fetched before stays.
 */
export async function fetchDocuments(
  workplace: Workplace,
  api: string | undefined,
  options: FetchOptions,
): Promise<void> {
  if (options.from !== undefined && api === undefined) {
    throw new SpecsError("--from needs the API that the document is of");
  }
  for (const picked of pickSources(readSources(workplace.folder), api)) {
    await fetchOne(workplace, picked, options);
  }
}
