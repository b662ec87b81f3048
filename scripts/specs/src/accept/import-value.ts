import { isObject, type Json, type JsonObject, objectAt } from "../document/document.ts";

/** What stands where this project has not found its own words yet. */
export const NO_WORDS = "Not described yet: new in the upstream document.";

/** Upstream's words, which are not taken over. */
const WORDS = new Set(["description", "summary"]);
const ASIDES = new Set(["example", "examples", "externalDocs", "title", "x-codeSamples"]);

/** Members that are named by an author: what looks like a word there is a name. */
const NAMED = new Set(["properties", "schemas", "headers", "content", "responses", "parameters"]);

function toName(name: string): string {
  const parts = name.split(/[^A-Za-z0-9]+/).filter((part) => part !== "");
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
}

/** An operation's id as this project writes them: in camel case. */
function toId(name: string): string {
  const camel = toName(name);
  return camel.charAt(0).toLowerCase() + camel.slice(1);
}

/** Brings parts of an upstream document into the committed one: its structure, not its words. */
export class Importer {
  /** The components that had to be brought along, by kind and name. */
  readonly components = new Map<string, Map<string, Json>>();
  readonly #theirs: JsonObject;
  readonly #known: JsonObject;
  readonly #ours: ReadonlyMap<string, string>;
  readonly #names = new Map<string, string>();

  /**
   * Begins.
   *
   * @param ours - The committed document.
   * @param theirs - The upstream document.
   * @param partners - By each component of the committed document the one of upstream.
   */
  constructor(ours: JsonObject, theirs: JsonObject, partners: ReadonlyMap<string, string>) {
    this.#theirs = theirs;
    this.#known = objectAt(ours, "components");
    this.#ours = new Map([...partners].map(([our, their]) => [their, our]));
  }

  /**
   * Brings a value.
   *
   * @param value - A part of the upstream document.
   * @param isNamed - Whether its members are named by the author.
   * @returns The same structure with references to components of the committed document.
   */
  bring(value: Json, isNamed = false): Json {
    if (Array.isArray(value)) return (value as readonly Json[]).map((item) => this.bring(item));
    if (!isObject(value)) return value;
    if (typeof value.$ref === "string") return { $ref: this.#bringReference(value.$ref) };
    const entries = Object.entries(value)
      .filter(([key]) => isNamed || !ASIDES.has(key))
      .map(([key, member]) => {
        if (key === "operationId" && typeof member === "string") return [key, toId(member)];
        const isWord = !isNamed && WORDS.has(key) && typeof member === "string";
        return [key, isWord ? NO_WORDS : this.bring(member ?? null, !isNamed && NAMED.has(key))];
      });
    return Object.fromEntries(entries) as Json;
  }

  #bringReference(reference: string): string {
    const [, kind = "", name = ""] = /^#\/components\/([^/]+)\/(.+)$/.exec(reference) ?? [];
    const partner = this.#ours.get(name);
    if (partner !== undefined && objectAt(this.#known, kind)[partner] !== undefined) {
      return `#/components/${kind}/${partner}`;
    }
    const key = `${kind}/${name}`;
    const earlier = this.#names.get(key);
    if (earlier !== undefined) return `#/components/${kind}/${earlier}`;
    const own = this.#freeName(kind, toName(name));
    this.#names.set(key, own);
    const group = this.components.get(kind) ?? new Map<string, Json>();
    this.components.set(kind, group);
    const value = objectAt(objectAt(this.#theirs, "components"), kind)[name] ?? {};
    group.set(own, this.bring(value));
    return `#/components/${kind}/${own}`;
  }

  #freeName(kind: string, wanted: string): string {
    const taken = new Set([
      ...Object.keys(objectAt(this.#known, kind)),
      ...(this.components.get(kind)?.keys() ?? []),
    ]);
    let name = wanted;
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`;
    return name;
  }
}
