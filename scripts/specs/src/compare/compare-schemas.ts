import { type Json, type JsonObject, listAt, objectAt } from "../document/document.ts";
import type { DifferenceKind, Edit, Found } from "./difference.ts";
import { type FlatSchema, flatten, LIMITS, partWith, typeOf } from "./flat-schema.ts";
import type { Partners } from "./partners.ts";

/** Whether a schema describes what is sent or what comes back. */
export type Direction = "request" | "answer";

/** Two schemas for the same thing. */
export interface SchemaPair {
  readonly ours: Json | undefined;
  readonly theirs: Json | undefined;
  readonly place: string;
  readonly direction: Direction;
  /** Where ours stands, to put theirs there as a whole; absent where that cannot be done. */
  readonly holder?: Edit;
  /** What is done about every difference in it, when a shared component must not be changed. */
  readonly instead?: Edit;
}

interface FlatPair {
  readonly ours: FlatSchema;
  readonly theirs: FlatSchema;
  readonly place: string;
  readonly direction: Direction;
  /** What is done about every difference in it, when a shared component must not be changed. */
  readonly instead?: Edit;
}

/** What makes two schemas of different types differ in everything else too. */
const WHOLE = [
  "type",
  "format",
  "items",
  "properties",
  "required",
  "allOf",
  "anyOf",
  "oneOf",
  "enum",
  ...LIMITS,
];

function show(value: unknown): string {
  if (value === undefined) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function setWord(schema: FlatSchema, word: string, value: Json | undefined): Edit {
  const node = partWith(schema, (part) => part[word] !== undefined);
  return { node, path: [word], ...(value === undefined ? {} : { value }) };
}

/** Compares schemas of two documents, each pair of components once per direction. */
export class SchemaComparison {
  readonly found: Found[] = [];
  readonly #ours: JsonObject;
  readonly #theirs: JsonObject;
  readonly #partners: Partners;
  readonly #seen = new Set<string>();

  /**
   * Begins a comparison.
   *
   * @param documents - The committed and the upstream document.
   * @param partners - Which components stand for each other.
   */
  constructor(
    documents: { readonly ours: JsonObject; readonly theirs: JsonObject },
    partners: Partners,
  ) {
    this.#ours = documents.ours;
    this.#theirs = documents.theirs;
    this.#partners = partners;
  }

  /**
   * Compares two schemas and everything in them.
   *
   * @param pair - The schemas, and where they are.
   */
  compare(pair: SchemaPair): void {
    const open: SchemaPair[] = [pair];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const ours = flatten(this.#ours, next.ours);
      const theirs = flatten(this.#theirs, next.theirs);
      const isUsual = this.#partners.meet(ours.component, theirs.component);
      // A component is one place, unless upstream has another schema here than it has elsewhere.
      const place = isUsual && ours.component !== undefined ? ours.component : next.place;
      if (!this.#isNew({ ...next, place }, theirs.component)) continue;
      const isShared = !isUsual && ours.component !== undefined;
      const instead = next.instead ?? (isShared ? next.holder : undefined);
      const { direction } = next;
      const flat = { ours, theirs, place, direction };
      this.#compareFlat(instead === undefined ? flat : { ...flat, instead }, open);
    }
  }

  #isNew({ place, direction }: SchemaPair, theirs: string | undefined): boolean {
    const key = `${direction} ${place} ${theirs ?? ""}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #compareFlat(pair: FlatPair, open: SchemaPair[]): void {
    this.#compareNull(pair);
    if (this.#hasOtherType(pair)) return;
    for (const word of ["format", ...LIMITS]) this.#compareWord(pair, word);
    this.#compareValues(pair);
    this.#compareOwnMembers(pair, open);
    this.#compareOtherMembers(pair);
    this.#compareRest(pair, open);
  }

  #add({ instead }: FlatPair, difference: Found): void {
    this.found.push(instead === undefined ? difference : { ...difference, edits: [instead] });
  }

  #hasOtherType(pair: FlatPair): boolean {
    const { ours, theirs, place } = pair;
    const [our, their] = [typeOf(ours), typeOf(theirs)];
    if (our === their) return false;
    const edits = WHOLE.map((word) => setWord(ours, word, theirs.words[word]));
    this.#add(pair, { kind: "breaking", place, aspect: "type", ours: our, theirs: their, edits });
    return true;
  }

  #compareNull(pair: FlatPair): void {
    const { ours, theirs, place, direction } = pair;
    if (ours.nullable === theirs.nullable) return;
    const isWider = theirs.nullable === (direction === "answer");
    const words = (nullable: boolean) => (nullable ? "may be null" : "never null");
    this.#add(pair, {
      kind: isWider ? "breaking" : "safe",
      place,
      aspect: "null",
      ours: words(ours.nullable),
      theirs: words(theirs.nullable),
      edits: [setWord(ours, "nullable", theirs.nullable ? true : undefined)],
    });
  }

  #compareWord(pair: FlatPair, word: string): void {
    const { ours, theirs, place, direction } = pair;
    const [our, their] = [show(ours.words[word]), show(theirs.words[word])];
    if (our === their) return;
    const narrows = direction === "request" && their !== "none";
    const kind = their === "none" ? "undocumented" : narrows ? "breaking" : "safe";
    const edits = [setWord(ours, word, theirs.words[word])];
    this.#add(pair, { kind, place, aspect: word, ours: our, theirs: their, edits });
  }

  #compareValues(pair: FlatPair): void {
    const { ours, theirs, place, direction } = pair;
    const [our, their] = [ours.values?.map(show), theirs.values?.map(show)];
    if (our === undefined && their === undefined) return;
    const edits = [setWord(ours, "enum", theirs.values)];
    const add = (kind: DifferenceKind, sides: Pick<Found, "aspect" | "ours" | "theirs">) =>
      this.#add(pair, { kind, place, edits, ...sides });
    if (our === undefined || their === undefined) {
      const narrows = direction === "request" && their !== undefined;
      const kind = their === undefined ? "undocumented" : narrows ? "breaking" : "safe";
      const list = (values: readonly string[] | undefined) => values?.join(" ") ?? "any value";
      add(kind, { aspect: "values", ours: list(our), theirs: list(their) });
      return;
    }
    for (const value of their.filter((one) => !our.includes(one))) {
      add(direction === "answer" ? "breaking" : "safe", {
        aspect: "value",
        ours: "none",
        theirs: value,
      });
    }
    for (const value of our.filter((one) => !their.includes(one))) {
      const kind = direction === "request" ? "breaking" : "undocumented";
      add(kind, { aspect: "value", ours: value, theirs: "none" });
    }
  }

  #compareOwnMembers(pair: FlatPair, open: SchemaPair[]): void {
    const { ours, theirs, direction, instead } = pair;
    for (const [name, schema] of ours.properties) {
      const other = theirs.properties.get(name);
      const place = `${pair.place}.${name}`;
      const node = partWith(ours, (part) => objectAt(part, "properties")[name] !== undefined);
      const path = ["properties", name];
      if (other !== undefined) {
        this.#compareRequired({ ...pair, place }, name);
        const holder = { node, path, value: other };
        const within = instead === undefined ? {} : { instead };
        open.push({ ours: schema, theirs: other, place, direction, holder, ...within });
        continue;
      }
      const isPromised = direction === "answer" && ours.required.has(name);
      const kind = isPromised ? "breaking" : "undocumented";
      const edits = [{ node, path }, ...this.#setRequired(ours, name, false)];
      this.#add(pair, { kind, place, aspect: "member", ours: "there", theirs: "none", edits });
    }
  }

  #compareOtherMembers(pair: FlatPair): void {
    const { ours, theirs, direction } = pair;
    for (const [name, value] of theirs.properties) {
      if (ours.properties.has(name)) continue;
      const isRequired = theirs.required.has(name);
      const kind = direction === "request" && isRequired ? "breaking" : "safe";
      const node = partWith(ours, (part) => part.properties !== undefined);
      const added = { node, path: ["properties", name], value };
      const edits = [added, ...(isRequired ? this.#setRequired(ours, name, true) : [])];
      const place = `${pair.place}.${name}`;
      this.#add(pair, { kind, place, aspect: "member", ours: "none", theirs: "there", edits });
    }
  }

  #setRequired(ours: FlatSchema, name: string, isRequired: boolean): readonly Edit[] {
    if (ours.required.has(name) === isRequired) return [];
    const node = partWith(ours, (part) => listAt(part, "required").includes(name));
    const path = ["required", name];
    return [{ node, path, ...(isRequired ? { value: name } : {}) }];
  }

  #compareRequired(pair: FlatPair, name: string): void {
    const { ours, theirs, place, direction } = pair;
    const [our, their] = [ours.required.has(name), theirs.required.has(name)];
    if (our === their) return;
    const kind = their === (direction === "request") ? "breaking" : "safe";
    const words = (required: boolean) => (required ? "required" : "optional");
    const edits = this.#setRequired(ours, name, their);
    const sides = { ours: words(our), theirs: words(their) };
    this.#add(pair, { kind, place, aspect: "required", ...sides, edits });
  }

  #compareRest(pair: FlatPair, open: SchemaPair[]): void {
    const { ours, theirs, place, direction, instead } = pair;
    const within = { direction, ...(instead === undefined ? {} : { instead }) };
    if (ours.items !== undefined && theirs.items !== undefined) {
      const holder = { ...setWord(ours, "items", theirs.items) };
      const items = { ours: ours.items, theirs: theirs.items, holder };
      open.push({ ...items, place: `${place}[]`, ...within });
    }
    if (typeof ours.additional === "object" && typeof theirs.additional === "object") {
      const holder = { ...setWord(ours, "additionalProperties", theirs.additional) };
      const values = { ours: ours.additional, theirs: theirs.additional, holder };
      open.push({ ...values, place: `${place}.*`, ...within });
    }
    const replaced = ["oneOf", "anyOf"].map((word) => setWord(ours, word, theirs.words[word]));
    if (ours.choices.length !== theirs.choices.length) {
      const sides = { ours: String(ours.choices.length), theirs: String(theirs.choices.length) };
      this.#add(pair, { kind: "breaking", place, aspect: "choices", ...sides, edits: replaced });
      return;
    }
    for (const [at, choice] of ours.choices.entries()) {
      const [holder] = replaced.filter(({ value }) => value !== undefined);
      const choices = { ours: choice, theirs: theirs.choices[at], place: `${place}|${at}` };
      open.push({ ...choices, ...within, ...(holder === undefined ? {} : { holder }) });
    }
  }
}
