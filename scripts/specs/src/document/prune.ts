import { SpecsError } from "../specs-error.ts";
import {
  isObject,
  type Json,
  type JsonObject,
  listOperations,
  type OpenApiDocument,
  objectAt,
} from "./document.ts";

/** `#/components/schemas/Usage` as its two names. */
function toComponent(name: string, reference: string): readonly [kind: string, name: string] {
  const parts = /^#\/components\/([^/]+)\/([^/]+)$/.exec(reference);
  const [, kind, encoded] = parts ?? [];
  if (kind === undefined || encoded === undefined) {
    throw new SpecsError(
      `${name} refers to ${reference}; only references to its own components are followed, so bundle it first`,
    );
  }
  const unescaped = decodeURIComponent(encoded).replaceAll("~1", "/").replaceAll("~0", "~");
  return [kind, unescaped];
}

/** Gathers what is referred to, and what that refers to. */
class Collector {
  readonly kept = new Map<string, Map<string, Json>>();
  readonly #name: string;
  readonly #components: JsonObject;

  constructor(name: string, document: OpenApiDocument) {
    this.#name = name;
    this.#components = objectAt(document, "components");
  }

  /** Keeps a component by its kind and name. */
  keep(kind: string, name: string): void {
    const open: Json[] = [];
    this.#want(`#/components/${kind}/${name}`, open);
    this.follow(open);
  }

  /** Walks without recursion over references, so that deep chains are no matter. */
  follow(start: Json): void {
    const open: Json[] = [start];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      if (isObject(value)) this.#followObject(value, open);
      else if (Array.isArray(value)) for (const item of value as readonly Json[]) open.push(item);
    }
  }

  #followObject(value: JsonObject, open: Json[]): void {
    if (typeof value.$ref === "string") this.#want(value.$ref, open);
    for (const mapped of Object.values(objectAt(objectAt(value, "discriminator"), "mapping"))) {
      if (typeof mapped === "string" && mapped.startsWith("#")) this.#want(mapped, open);
    }
    for (const member of Object.values(value)) if (member !== undefined) open.push(member);
  }

  #want(reference: string, open: Json[]): void {
    const [kind, name] = toComponent(this.#name, reference);
    const group = this.kept.get(kind) ?? new Map<string, Json>();
    if (group.has(name)) return;
    const value = objectAt(this.#components, kind)[name];
    if (value === undefined)
      throw new SpecsError(`${this.#name} refers to ${reference}, which is not there`);
    this.kept.set(kind, group.set(name, value));
    open.push(value);
  }

  components(): JsonObject {
    return Object.fromEntries(
      [...this.kept].map(([kind, group]) => [kind, Object.fromEntries(group)]),
    );
  }
}

function isKept(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

/**
 * Lists the prefixes that a document has nothing under.
 *
 * @param document - The document.
 * @param prefixes - The paths to keep.
 * @returns Those without a path.
 */
export function missingPrefixes(
  document: OpenApiDocument,
  prefixes: readonly string[],
): readonly string[] {
  const paths = Object.keys(document.paths);
  return prefixes.filter((prefix) => !paths.some((path) => isKept(path, [prefix])));
}

function assertUniqueIds(name: string, document: OpenApiDocument): void {
  const seen = new Map<string, string>();
  for (const { method, path, operation } of listOperations(document)) {
    const { operationId } = operation;
    if (typeof operationId !== "string") continue;
    const place = `${method} ${path}`;
    const other = seen.get(operationId);
    if (other !== undefined) {
      throw new SpecsError(
        `${name} gives the operation id ${operationId} to ${other} and to ${place}`,
      );
    }
    seen.set(operationId, place);
  }
}

function usedSchemes(document: OpenApiDocument, paths: JsonObject): readonly string[] {
  const own = listOperations({ paths }).map(
    ({ operation }) => operation.security ?? document.security,
  );
  const lists = [document.security, ...own].filter((list) =>
    Array.isArray(list),
  ) as readonly Json[][];
  const names = lists.flat().flatMap((entry) => (isObject(entry) ? Object.keys(entry) : []));
  return [...new Set(names)];
}

function keepTags(document: OpenApiDocument, paths: JsonObject): readonly Json[] | undefined {
  if (!Array.isArray(document.tags)) return undefined;
  const used = new Set(listOperations({ paths }).flatMap(({ operation }) => operation.tags ?? []));
  return (document.tags as readonly Json[]).filter(
    (tag) => isObject(tag) && used.has(tag.name as Json),
  );
}

/**
 * Keeps some paths of a document, with everything that they refer to and nothing else.
 *
 * @param name - What to call the document in messages.
 * @param document - The document.
 * @param prefixes - The paths to keep, each with everything under it.
 * @returns A document with only these.
 * @throws {@link SpecsError} When nothing is kept, a reference leads nowhere or elsewhere,
 * or two of the kept operations share an id.
 */
export function prune(
  name: string,
  document: OpenApiDocument,
  prefixes: readonly string[],
): OpenApiDocument {
  if (missingPrefixes(document, prefixes).length === prefixes.length) {
    throw new SpecsError(
      `${name} has no path under ${prefixes.join(", ")}; is it the right document?`,
    );
  }
  const paths = Object.fromEntries(
    Object.entries(document.paths).filter(([path]) => isKept(path, prefixes)),
  );
  const { openapi, info, servers, security } = document;
  const collector = new Collector(name, document);
  collector.follow(paths);
  for (const scheme of usedSchemes(document, paths)) collector.keep("securitySchemes", scheme);
  const tags = keepTags(document, paths);
  const pruned: OpenApiDocument = {
    openapi,
    info,
    ...(servers === undefined ? {} : { servers }),
    ...(security === undefined ? {} : { security }),
    ...(tags === undefined ? {} : { tags }),
    paths,
    components: collector.components(),
  };
  assertUniqueIds(name, pruned);
  return pruned;
}
