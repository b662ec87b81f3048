import { createLogger } from "@stoplight/prism-core";
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpMockConfig,
  type IHttpResponse,
} from "@stoplight/prism-http";
import type { ContractDocument } from "./contract-document.ts";

const logger = createLogger("prism", { level: "silent" });

/** Which answer is wanted. */
export interface WantedAnswer {
  /** The operation's id. */
  readonly operation: string;
  readonly status: number;
  /** The same seed gives the same answer. */
  readonly seed: string;
}

/** An answer that fits the document, made of nothing but its schemas. */
export interface GeneratedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What was generated, JSON as a value. */
  readonly body: unknown;
}

/** Generates answers of one document. */
export type AnswerGenerator = (wanted: WantedAnswer) => Promise<GeneratedAnswer>;

const ACCOUNT_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** What every workbook begins with; a document knows of bytes only that they are bytes. */
const ARCHIVE = "PK\u0003\u0004";

/** A pattern allows the 31st of every month; what such text stands for is a day of the calendar. */
function toRealTime(text: string, century: number): string {
  const [year = 0, month = 0, day = 0, ...time] = text.split(/\D/).map(Number);
  const real = new Date(Date.UTC(century + (year % 100), month - 1, Math.min(day, 28), ...time));
  return real.toISOString().slice(0, 19).replace("T", " ");
}

/** No schema says that ids are not empty, nor that an end is not before its start. */
function withSense(name: string, value: unknown): unknown {
  if (name === "id" && value === "") return "0";
  if (typeof value !== "string" || !ACCOUNT_TIME.test(value)) return value;
  return toRealTime(value, name === "UsageEnd" ? 2100 : 2000);
}

function toConfig(seed: string, status: number): IHttpMockConfig {
  return {
    checkSecurity: false,
    errors: false,
    isProxy: false,
    mock: { dynamic: true, seed, code: status },
    upstreamProxy: undefined,
    // The request only names the operation; nothing in it is of interest.
    validateRequest: false,
    validateResponse: true,
  };
}

function toGenerated({ statusCode, headers = {}, body }: IHttpResponse): GeneratedAnswer {
  const text = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  const isWorkbook = /spreadsheet/.test(headers["Content-type"] ?? "");
  const value: unknown =
    typeof body === "object" ? JSON.parse(JSON.stringify(body), withSense) : body;
  return {
    status: statusCode,
    headers: Object.fromEntries(text),
    body: isWorkbook ? `${ARCHIVE}${value}` : value,
  };
}

/**
 * Makes a generator of answers: Prism's dynamic mock without a server, with a seed of its own for every answer.
 *
 * @param document - The document.
 * @returns The generator.
 */
export async function createAnswerGenerator(document: ContractDocument): Promise<AnswerGenerator> {
  const operations = await getHttpOperationsFromSpec(document.file);
  return async ({ operation, status, seed }) => {
    const resource = operations.find(({ iid }) => iid === operation);
    if (resource === undefined) throw new Error(`the document has no operation ${operation}`);
    const config = toConfig(seed, status);
    const path = resource.path.replaceAll(/\{\w+\}/g, "1");
    const method = resource.method.toLowerCase() as "get";
    const prism = createInstance(config, { logger });
    const result = await prism.request({ method, url: { path } }, [resource], config)();
    if (result._tag === "Left") throw result.left;
    return toGenerated(result.right.output);
  };
}
