import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { Manifest } from "../../../checks/src/repository.ts";
import type { FindInstalled } from "./installed-packages.ts";

/** A version of a package that was published. */
export interface Publication {
  readonly manifest: Manifest;
  readonly tarball: Uint8Array;
  readonly access: string | undefined;
}

/** A registry of this machine alone: it takes what is published and hands it out again. */
export interface LocalRegistry extends AsyncDisposable {
  readonly url: string;
  /** What was published, by name. */
  readonly publications: ReadonlyMap<string, Publication>;
}

/** What a client sends to publish a version. */
interface Upload {
  readonly name: string;
  readonly access?: string;
  readonly versions: Readonly<Record<string, Manifest>>;
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>;
}

/** A version that is handed out: `pack` gives its tarball. */
interface Offer {
  readonly manifest: Manifest;
  pack(): Promise<Uint8Array>;
}

function toPublication(upload: Upload): Publication {
  const [manifest] = Object.values(upload.versions);
  const [attachment] = Object.values(upload._attachments);
  if (manifest === undefined || attachment === undefined) throw new Error("An empty upload");
  const tarball = Buffer.from(attachment.data, "base64");
  return { manifest, tarball, access: upload.access };
}

function toPackument(name: string, offers: readonly Offer[], url: string): unknown {
  const versions = offers.map(({ manifest }) => {
    const tarball = `${url}/-/tarball/${encodeURIComponent(name)}/${manifest.version}`;
    return [manifest.version, { ...manifest, dist: { tarball } }] as const;
  });
  return {
    name,
    "dist-tags": { latest: versions.at(-1)?.[0] },
    versions: Object.fromEntries(versions),
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/**
 * Starts a registry on the loopback interface.
 *
 * @param findInstalled - Gives the packages of others.
 * @returns The registry; it ends when it is disposed of.
 */
export async function startLocalRegistry(findInstalled: FindInstalled): Promise<LocalRegistry> {
  const publications = new Map<string, Publication>();
  const offersOf = (name: string): readonly Offer[] => {
    const published = publications.get(name);
    if (published === undefined) return findInstalled(name);
    return [{ manifest: published.manifest, pack: async () => published.tarball }];
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const [first = "", kind, name = "", version] = (request.url ?? "").slice(1).split("/");
    if (first === "-" && kind === "tarball") {
      const offers = offersOf(decodeURIComponent(name));
      const offer = offers.find(({ manifest }) => manifest.version === version);
      if (offer === undefined) return answer(response, 404, {});
      return void response.end(await offer.pack());
    }
    const wanted = decodeURIComponent((request.url ?? "").slice(1));
    if (request.method === "PUT") {
      const upload = (await json(request)) as Upload;
      publications.set(upload.name, toPublication(upload));
      return answer(response, 201, { ok: true });
    }
    const offers = request.method === "GET" ? offersOf(wanted) : [];
    if (offers.length === 0) return answer(response, 404, { error: "Not found" });
    return answer(response, 200, toPackument(wanted, offers, url));
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      answer(response, 500, { error: String(error) }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    publications,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
