import { type Document, isSeq, parseDocument, visit, YAMLMap, YAMLSeq } from "yaml";
import type { Edit } from "../compare/difference.ts";
import { resolve } from "../compare/flat-schema.ts";
import { isObject, type Json, type JsonObject } from "../document/document.ts";
import type { Importer } from "./import-value.ts";

type Path = readonly (number | string)[];

/** Where each object of a document is. */
function indexPaths(document: JsonObject): ReadonlyMap<JsonObject, Path> {
  const paths = new Map<JsonObject, Path>();
  const open: [Json, Path][] = [[document, []]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, path] = next;
    if (Array.isArray(value)) {
      for (const [at, item] of (value as readonly Json[]).entries())
        open.push([item, [...path, at]]);
    }
    if (!isObject(value)) continue;
    paths.set(value, path);
    for (const [key, member] of Object.entries(value)) open.push([member ?? null, [...path, key]]);
  }
  return paths;
}

/** Lists whose items have a name; an edit's path has that instead of their number. */
const NAMED_LISTS = new Set(["parameters", "required"]);

function nameOf(document: JsonObject, item: Json): string {
  if (typeof item === "string") return item;
  return String(resolve(document, item).value.name);
}

/** Gives `{ a: b }` its spaces and `[a, b]` none, as the documents have them. */
class SpacedMap extends YAMLMap {
  override toString(...[context, ...rest]: Parameters<YAMLMap["toString"]>): string {
    return super.toString(context && { ...context, flowCollectionPadding: " " }, ...rest);
  }
}

class DenseSeq extends YAMLSeq {
  override toString(...[context, ...rest]: Parameters<YAMLSeq["toString"]>): string {
    return super.toString(context && { ...context, flowCollectionPadding: "" }, ...rest);
  }
}

function keepSpaces(yaml: Document): void {
  visit(yaml, {
    Map: (_key, map) => void Object.setPrototypeOf(map, SpacedMap.prototype),
    Seq: (_key, seq) => void Object.setPrototypeOf(seq, DenseSeq.prototype),
  });
}

/** Changes the text of a document and leaves the rest of it, comments included, as it is. */
class Editor {
  readonly #yaml: Document;
  readonly #document: JsonObject;
  readonly #importer: Importer;
  readonly #paths: ReadonlyMap<JsonObject, Path>;

  constructor(text: string, document: JsonObject, importer: Importer) {
    this.#yaml = parseDocument(text);
    this.#document = document;
    this.#importer = importer;
    this.#paths = indexPaths(document);
  }

  apply({ node, path, value }: Edit): void {
    const base = this.#paths.get(node);
    if (base === undefined) return;
    const [list, name] = path;
    if (path.length === 2 && list !== undefined && name !== undefined && NAMED_LISTS.has(list)) {
      this.#changeList([...base, list], name, value);
      return;
    }
    if (value === undefined) this.#remove([...base, ...path]);
    else this.#set([...base, ...path], this.#importer.bring(value));
  }

  #set(path: Path, value: Json): void {
    this.#yaml.setIn(path, this.#yaml.createNode(value));
  }

  #remove(path: Path): void {
    if (!this.#yaml.hasIn(path)) return;
    this.#yaml.deleteIn(path);
    const parent = this.#yaml.getIn(path.slice(0, -1)) as
      | { items?: readonly unknown[] }
      | undefined;
    if (parent?.items?.length === 0) this.#yaml.deleteIn(path.slice(0, -1));
  }

  #changeList(path: Path, name: string, value: Json | undefined): void {
    const list = this.#yaml.getIn(path);
    const items = isSeq(list) ? (list.toJSON() as readonly Json[]) : [];
    const at = items.findIndex((item) => nameOf(this.#document, item) === name);
    if (value === undefined) {
      if (at >= 0) this.#remove([...path, at]);
      return;
    }
    if (at >= 0) return;
    const brought = this.#importer.bring(value);
    if (isSeq(list)) this.#yaml.addIn(path, this.#yaml.createNode(brought));
    else this.#set(path, [brought]);
  }

  addComponents(): void {
    for (const [kind, group] of this.#importer.components) {
      for (const [name, value] of group) this.#set(["components", kind, name], value);
    }
  }

  toText(): string {
    keepSpaces(this.#yaml);
    return this.#yaml.toString({ lineWidth: 100, minContentWidth: 0 });
  }
}

/**
 * Makes a document say what upstream says, in some places.
 *
 * @param text - The committed document's YAML.
 * @param document - The same, read.
 * @param change - The edits, and what brings upstream's values over.
 * @returns The changed YAML; what is not changed reads as before, comments included.
 */
export function applyEdits(
  text: string,
  document: JsonObject,
  { edits, importer }: { readonly edits: readonly Edit[]; readonly importer: Importer },
): string {
  const editor = new Editor(text, document, importer);
  for (const edit of edits) editor.apply(edit);
  editor.addComponents();
  return editor.toText();
}
