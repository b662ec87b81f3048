import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { ContractDocument } from "../contract-document.ts";
import type { Exchange } from "../exchange.ts";
import type { Judgement } from "../judge.ts";
import { toPrismBody } from "../message-view.ts";
import { findProperties, listProperties, type Schema } from "./schema-properties.ts";

/** The kinds of parts that a document is made of. */
export type PartKind = "operations" | "statuses" | "parameters" | "properties";

/** How much of a document was exercised. */
export interface Coverage {
  /** Takes note of an exchange. */
  readonly add: (exchange: Exchange, judgement: Judgement) => void;
  /** Every part of the document by kind, with whether it was exercised. */
  readonly parts: Readonly<Record<PartKind, ReadonlyMap<string, boolean>>>;
}

type Operation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type Parts = Record<PartKind, Map<string, boolean>>;

/** A message of an operation: its request, or its answer with one status. */
interface Message {
  readonly name: string;
  readonly schemas: readonly Schema[];
}

function toMessages({ iid, request, responses }: Operation): Message[] {
  const toSchemas = (contents: readonly { schema?: unknown }[] = []) =>
    contents.flatMap(({ schema }) => (schema === undefined ? [] : [schema as Schema]));
  return [
    { name: `${iid} request`, schemas: toSchemas(request?.body?.contents) },
    ...responses.map(({ code, contents }) => ({
      name: `${iid} ${code}`,
      schemas: toSchemas(contents),
    })),
  ];
}

function toParameters({ iid, request = {} }: Operation): string[] {
  const { path = [], query = [] } = request;
  return [
    ...path.map(({ name }) => `${iid} path ${name}`),
    ...query.map(({ name }) => `${iid} query ${name}`),
  ];
}

function readForm(body: unknown): Record<string, unknown> {
  const names = String(body).matchAll(/^content-disposition: form-data; name="([^"]+)"/gim);
  return Object.fromEntries([...names].map(([, name = ""]) => [name, ""]));
}

function readBody(headers: Readonly<Record<string, string>>, bytes: Uint8Array): unknown {
  const type = headers["content-type"] ?? "";
  const body = toPrismBody(type, bytes);
  return type.startsWith("multipart/form-data") ? readForm(body) : body;
}

/** Properties of a request that only answers have are not asked for, and the other way round. */
function listMessage(message: Message): string[] {
  const isRequest = message.name.endsWith(" request");
  const hidden = isRequest ? "readOnly" : "writeOnly";
  return message.schemas.flatMap((schema) => [...listProperties(schema, hidden)]);
}

function createParts(operations: readonly Operation[], messages: Map<string, Message>): Parts {
  const toMap = (names: string[]) => new Map(names.map((name): [string, boolean] => [name, false]));
  const properties = [...messages.values()].flatMap((message) =>
    listMessage(message).map((property) => `${message.name} ${property}`),
  );
  return {
    operations: toMap(operations.flatMap(({ iid = "" }) => iid)),
    statuses: toMap(operations.flatMap((o) => o.responses.map(({ code }) => `${o.iid} ${code}`))),
    parameters: toMap(operations.flatMap(toParameters)),
    properties: toMap(properties),
  };
}

/**
 * Begins to measure how much of a document is exercised.
 *
 * @param document - The document.
 * @returns The measure, at nothing.
 */
export async function measureCoverage(document: ContractDocument): Promise<Coverage> {
  const operations = await getHttpOperationsFromSpec(document.file);
  const messages = new Map(
    operations.flatMap(toMessages).map((message): [string, Message] => [message.name, message]),
  );
  const parts = createParts(operations, messages);
  const mark = (kind: PartKind, name: string) => {
    if (parts[kind].has(name)) parts[kind].set(name, true);
  };
  const markBody = (name: string, body: unknown) => {
    for (const schema of messages.get(name)?.schemas ?? []) {
      for (const property of findProperties(schema, body))
        mark("properties", `${name} ${property}`);
    }
  };
  return {
    parts,
    add(exchange, { operation: id }) {
      const { answer, requestBody, requestHeaders, url } = exchange;
      const operation = operations.find(({ iid }) => iid === id);
      if (operation === undefined) return;
      mark("operations", `${id}`);
      for (const { name } of operation.request?.path ?? [])
        mark("parameters", `${id} path ${name}`);
      const { searchParams } = new URL(url, "http://server.invalid");
      for (const name of searchParams.keys()) mark("parameters", `${id} query ${name}`);
      markBody(`${id} request`, readBody(requestHeaders, requestBody));
      if (answer === undefined) return;
      mark("statuses", `${id} ${answer.status}`);
      markBody(`${id} ${answer.status}`, readBody(answer.headers, answer.body));
    },
  };
}
