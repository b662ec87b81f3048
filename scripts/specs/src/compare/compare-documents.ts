import {
  type FoundOperation,
  isObject,
  type Json,
  listAt,
  listOperations,
  type OpenApiDocument,
  objectAt,
} from "../document/document.ts";
import { OperationComparison } from "./compare-operations.ts";
import { SchemaComparison } from "./compare-schemas.ts";
import { type Difference, type Found, graver, keyOf } from "./difference.ts";
import { Partners } from "./partners.ts";

/**
 * Gives what two documents call one operation alike: its method, and its path without the names of
 * its parameters and without a slash at the end.
 *
 * @param operation - The operation.
 * @returns The name.
 */
function routeOf({ method, path }: Pick<FoundOperation, "method" | "path">): string {
  return `${method} ${path.replaceAll(/\{[^}]+\}/g, "{}").replace(/\/$/, "")}`;
}

/** The tags of the committed operation whose path begins most like another's. */
function tagsBeside(path: string, ours: readonly FoundOperation[]): Json {
  const common = (other: string): number => {
    const parts = other.split("/");
    const differs = path.split("/").findIndex((part, at) => part !== parts[at]);
    return differs < 0 ? parts.length : differs;
  };
  const [nearest] = ours.toSorted((left, right) => common(right.path) - common(left.path));
  return nearest?.operation.tags ?? [];
}

function compareSets(documents: {
  readonly ours: OpenApiDocument;
  readonly theirs: OpenApiDocument;
}): readonly Found[] {
  const [ours, theirs] = [listOperations(documents.ours), listOperations(documents.theirs)];
  const known = new Set(ours.map(routeOf));
  const offered = new Set(theirs.map(routeOf));
  const { paths } = documents.ours;
  const gone = ours
    .filter((operation) => !offered.has(routeOf(operation)))
    .map(({ method, path }): Found => {
      const place = `${method} ${path}`;
      const edits = [{ node: paths, path: [path, method.toLowerCase()] }];
      return { kind: "breaking", place, aspect: "operation", ours: "there", theirs: "none", edits };
    });
  const added = theirs
    .filter((operation) => !known.has(routeOf(operation)))
    .map(({ method, path, operation, item }): Found => {
      const place = `${method} ${path}`;
      const parameters = [...listAt(item, "parameters"), ...listAt(operation, "parameters")];
      const tags = tagsBeside(path, ours);
      const value = { ...operation, tags, ...(parameters.length > 0 ? { parameters } : {}) };
      const own = ours.find((one) => routeOf({ ...one, method }) === routeOf({ method, path }));
      const edits = [{ node: paths, path: [own?.path ?? path, method.toLowerCase()], value }];
      return { kind: "safe", place, aspect: "operation", ours: "none", theirs: "there", edits };
    });
  return [...gone, ...added];
}

/** The components that an operation reaches. */
function reach(document: OpenApiDocument, start: Json): ReadonlySet<string> {
  const reached = new Set<string>();
  const open: Json[] = [start];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) open.push(...(value as readonly Json[]));
    if (!isObject(value)) continue;
    const [, kind = "", name = ""] =
      /^#\/components\/([^/]+)\/(.+)$/.exec(String(value.$ref ?? "")) ?? [];
    if (name !== "" && !reached.has(name)) {
      reached.add(name);
      open.push(objectAt(objectAt(document, "components"), kind)[name] ?? null);
    }
    for (const member of Object.values(value)) if (member !== undefined) open.push(member);
  }
  return reached;
}

function createToucher(ours: OpenApiDocument, operations: readonly FoundOperation[]) {
  const reaches = operations.map(({ method, path, operation, item }) => ({
    id: String(operation.operationId ?? `${method} ${path}`),
    place: `${method} ${path}`,
    components: reach(ours, [operation, item.parameters ?? null]),
  }));
  return (place: string): readonly string[] =>
    reaches
      .filter((one) => {
        const [component = ""] = place.split(/[.[|]/);
        return (
          place === one.place || place.startsWith(`${one.place} `) || one.components.has(component)
        );
      })
      .map(({ id }) => id)
      .toSorted();
}

/** Compares the operations that both documents have. */
function compareCommon(
  ours: OpenApiDocument,
  theirs: OpenApiDocument,
  partners: Partners,
): readonly Found[] {
  const schemas = new SchemaComparison({ ours, theirs }, partners);
  const comparison = new OperationComparison({ ours, theirs }, schemas);
  const byRoute = new Map(listOperations(theirs).map((one) => [routeOf(one), one]));
  for (const operation of listOperations(ours)) {
    const other = byRoute.get(routeOf(operation));
    if (other !== undefined) comparison.compare({ ours: operation, theirs: other });
  }
  return [...comparison.found, ...schemas.found];
}

/**
 * Finds out which components of two documents stand for each other.
 *
 * @param ours - The committed document.
 * @param theirs - The upstream document.
 * @returns The partners.
 */
export function pairComponents(ours: OpenApiDocument, theirs: OpenApiDocument): Partners {
  const partners = new Partners();
  compareCommon(ours, theirs, partners);
  return partners;
}

/** One difference per key, the gravest kind of it. */
function unite(found: readonly Found[]): readonly Found[] {
  const byKey = new Map<string, Found>();
  for (const one of found) {
    const key = keyOf(one);
    const other = byKey.get(key);
    byKey.set(key, other === undefined ? one : { ...one, kind: graver(one.kind, other.kind) });
  }
  return [...byKey].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}

/**
 * Compares what two documents of one API say, but not how they name operations, components and
 * schemes, nor their words.
 *
 * @param ours - The committed document.
 * @param theirs - The upstream document, pruned to the same paths.
 * @returns Every difference, in the order of its place.
 */
export function compareDocuments(
  ours: OpenApiDocument,
  theirs: OpenApiDocument,
): readonly Difference[] {
  const operations = listOperations(ours);
  const all = [
    ...compareSets({ ours, theirs }),
    ...compareCommon(ours, theirs, new Partners(pairComponents(ours, theirs))),
  ];
  const touch = createToucher(ours, operations);
  return unite(all).map((one) => ({ ...one, operations: touch(one.place) }));
}
