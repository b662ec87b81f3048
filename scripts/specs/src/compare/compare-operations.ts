import {
  type FoundOperation,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
} from "../document/document.ts";
import type { SchemaComparison } from "./compare-schemas.ts";
import type { Edit, Found } from "./difference.ts";
import { resolve } from "./flat-schema.ts";

/** Two operations of one method and path. */
export interface OperationPair {
  readonly ours: FoundOperation;
  readonly theirs: FoundOperation;
}

interface Side {
  readonly document: JsonObject;
  readonly found: FoundOperation;
}

/** Compares operations; what their schemas differ in is left to the comparison of schemas. */
export class OperationComparison {
  readonly found: Found[] = [];
  readonly #schemas: SchemaComparison;
  readonly #documents: { readonly ours: JsonObject; readonly theirs: JsonObject };

  /**
   * Begins a comparison.
   *
   * @param documents - The committed and the upstream document.
   * @param schemas - Where schemas are compared.
   */
  constructor(
    documents: { readonly ours: JsonObject; readonly theirs: JsonObject },
    schemas: SchemaComparison,
  ) {
    this.#documents = documents;
    this.#schemas = schemas;
  }

  /**
   * Compares two operations.
   *
   * @param pair - The operations.
   */
  compare({ ours, theirs }: OperationPair): void {
    const place = `${ours.method} ${ours.path}`;
    const left = { document: this.#documents.ours, found: ours };
    const right = { document: this.#documents.theirs, found: theirs };
    this.#compareParameters(place, left, right);
    this.#compareBodies(place, left, right);
    this.#compareAnswers(place, left, right);
    this.#compareSecurity(place, left, right);
  }

  #add(place: string, difference: Omit<Found, "place">): void {
    this.found.push({ place, ...difference });
  }

  #compareParameters(place: string, left: Side, right: Side): void {
    const [ours, theirs] = [parametersOf(left), parametersOf(right)];
    for (const [key, parameter] of ours) {
      const other = theirs.get(key);
      const at = `${place} ${key}`;
      if (other === undefined) {
        const edits = [removeParameter(left, parameter)];
        const sides = { ours: "there", theirs: "none" };
        this.#add(at, { kind: "undocumented", aspect: "parameter", ...sides, edits });
        continue;
      }
      this.#compareDemand(at, parameter, other);
      const holder = set(parameter, ["schema"], other.schema);
      const schemas = { ours: parameter.schema, theirs: other.schema, holder };
      this.#schemas.compare({ ...schemas, place: at, direction: "request" });
    }
    for (const [key, parameter] of theirs) {
      if (ours.has(key)) continue;
      const kind = parameter.required === true ? "breaking" : "safe";
      const path = ["parameters", String(parameter.name)];
      const edits = [{ node: left.found.operation, path, value: parameter }];
      const sides = { ours: "none", theirs: "there" };
      this.#add(`${place} ${key}`, { kind, aspect: "parameter", ...sides, edits });
    }
  }

  #compareDemand(place: string, ours: JsonObject, theirs: JsonObject): void {
    const [our, their] = [ours.required === true, theirs.required === true];
    if (our === their) return;
    const words = (required: boolean) => (required ? "required" : "optional");
    const kind = their ? "breaking" : "safe";
    const edits = [{ node: ours, path: ["required"], value: their }];
    this.#add(place, { kind, aspect: "required", ours: words(our), theirs: words(their), edits });
  }

  #compareBodies(place: string, left: Side, right: Side): void {
    const ours = bodyOf(left);
    const theirs = bodyOf(right);
    const at = `${place} body`;
    if (ours === undefined || theirs === undefined) {
      if (ours === theirs) return;
      const isDemanded = theirs !== undefined && theirs.required === true;
      const kind = isDemanded ? "breaking" : ours === undefined ? "safe" : "undocumented";
      const edits = [set(left.found.operation, ["requestBody"], theirs)];
      this.#add(at, { kind, aspect: "body", ...presence(ours, theirs), edits });
      return;
    }
    this.#compareDemand(at, ours, theirs);
    this.#compareContent(at, { ours, theirs, direction: "request" });
  }

  #compareContent(
    place: string,
    pair: {
      readonly ours: JsonObject;
      readonly theirs: JsonObject;
      readonly direction: "answer" | "request";
    },
  ): void {
    const [ours, theirs] = [objectAt(pair.ours, "content"), objectAt(pair.theirs, "content")];
    for (const type of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const [our, their] = [ours[type], theirs[type]];
      if (isObject(our) && isObject(their)) {
        const at = Object.keys(ours).length > 1 ? `${place} ${type}` : place;
        const holder = set(our, ["schema"], their.schema);
        const schemas = { ours: our.schema, theirs: their.schema, holder };
        this.#schemas.compare({ ...schemas, place: at, direction: pair.direction });
        continue;
      }
      const kind = our === undefined ? "safe" : "undocumented";
      const aspect = `media type ${type}`;
      const edits = [set(pair.ours, ["content", type], their)];
      this.#add(place, { kind, aspect, ...presence(our, their), edits });
    }
  }

  #compareAnswers(place: string, left: Side, right: Side): void {
    const ours = objectAt(left.found.operation, "responses");
    const theirs = objectAt(right.found.operation, "responses");
    for (const status of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const at = `${place} ${status}`;
      const [our, their] = [ours[status], theirs[status]];
      if (our === undefined || their === undefined) {
        const isSuccess = status.startsWith("2");
        const kind =
          our === undefined && isSuccess ? "breaking" : our === undefined ? "safe" : "undocumented";
        const edits = [set(ours, [status], their)];
        this.#add(at, { kind, aspect: "status", ...presence(our, their), edits });
        continue;
      }
      const pair = {
        ours: resolve(left.document, our).value,
        theirs: resolve(right.document, their).value,
      };
      this.#compareHeaders(at, pair);
      this.#compareContent(at, { ...pair, direction: "answer" });
    }
  }

  #compareHeaders(
    place: string,
    pair: { readonly ours: JsonObject; readonly theirs: JsonObject },
  ): void {
    const names = (answer: JsonObject) =>
      new Map(Object.keys(objectAt(answer, "headers")).map((name) => [name.toLowerCase(), name]));
    const [ours, theirs] = [names(pair.ours), names(pair.theirs)];
    for (const [key, name] of new Map([...theirs, ...ours])) {
      if (ours.has(key) && theirs.has(key)) continue;
      const kind = ours.has(key) ? "undocumented" : "safe";
      const aspect = `header ${name}`;
      const their = objectAt(pair.theirs, "headers")[name];
      const edits = [set(pair.ours, ["headers", name], ours.has(key) ? undefined : their)];
      this.#add(place, { kind, aspect, ...presence(ours.get(key), theirs.get(key)), edits });
    }
  }

  #compareSecurity(place: string, left: Side, right: Side): void {
    const [ours, theirs] = [securityOf(left), securityOf(right)];
    if (ours === theirs) return;
    // Which schemes mean the same is for a person to say.
    this.#add(place, { kind: "breaking", aspect: "security", ours, theirs, edits: [] });
  }
}

/** Puts a member where upstream has it, or takes it away. */
function set(node: JsonObject, path: readonly string[], value: Json | undefined): Edit {
  return { node, path, ...(value === undefined ? {} : { value }) };
}

function presence(ours: unknown, theirs: unknown): Pick<Found, "ours" | "theirs"> {
  const words = (value: unknown) => (value === undefined ? "none" : "there");
  return { ours: words(ours), theirs: words(theirs) };
}

/** A parameter is in a list, by its name; that of the path item or of the operation. */
function removeParameter({ document, found }: Side, parameter: JsonObject): Edit {
  const isIn = (holder: JsonObject) =>
    listAt(holder, "parameters").some((one) => resolve(document, one).value === parameter);
  const node = isIn(found.operation) ? found.operation : found.item;
  return { node, path: ["parameters", String(parameter.name)] };
}

function parametersOf({ document, found }: Side): ReadonlyMap<string, JsonObject> {
  const all = [...listAt(found.item, "parameters"), ...listAt(found.operation, "parameters")];
  const pathNames = [...found.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  return new Map(
    all.map((parameter) => {
      const { value } = resolve(document, parameter);
      const { name, in: where } = value;
      const at = pathNames.indexOf(String(name));
      // The names within a path are the documents' own; their place is what counts.
      const key = where === "path" ? `path parameter ${at + 1}` : `${where} parameter ${name}`;
      return [key, value];
    }),
  );
}

function bodyOf({ document, found }: Side): JsonObject | undefined {
  const { requestBody } = found.operation;
  return requestBody === undefined ? undefined : resolve(document, requestBody).value;
}

/** Security in words that do not depend on how a document names its schemes. */
function securityOf({ document, found }: Side): string {
  const schemes = objectAt(objectAt(document, "components"), "securitySchemes");
  const list = found.operation.security ?? document.security ?? [];
  const ways = (Array.isArray(list) ? (list as readonly Json[]) : []).map((way) =>
    (isObject(way) ? Object.keys(way) : [])
      .map((name) => {
        const { type, in: where, name: key, scheme } = objectAt(schemes, name);
        const words = [type, where, key, scheme].filter((word) => word !== undefined);
        return words.join(" ") || name;
      })
      .toSorted()
      .join(" and "),
  );
  return ways.toSorted().join(" or ") || "none";
}
