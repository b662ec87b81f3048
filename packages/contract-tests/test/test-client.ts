import { expect } from "vitest";
import type { ContractDocument } from "../src/contract-document.ts";
import { type ContractFetch, contractFetch } from "../src/contract-fetch.ts";
import { type PrismMock, startMock } from "../src/start-mock.ts";
import type { CallInit, CallResult } from "./calls.ts";

/** A client before a Prism mock, with the judge between them. */
export interface ClientUnderTest {
  /** Calls an operation and asks the mock for a declared status; fails unless client and mock do as declared. */
  check(id: string, status: string, call: (init: CallInit) => Promise<CallResult>): Promise<void>;
  readonly contract: ContractFetch;
  readonly fetch: (request: Request) => Promise<Response>;
  close(): Promise<void>;
}

/** Whether a path has the form of a path of the document. */
function matchesTemplate(path: string, template: string): boolean {
  const pattern = template.replaceAll(/[.]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${pattern}$`).test(path);
}

/** Starts the mock of a document and the judge before it. */
export async function startClientTest(document: ContractDocument): Promise<ClientUnderTest> {
  const mock: PrismMock = await startMock(document);
  const contract = await contractFetch(document, { forward: mock.fetch });
  const requests: Request[] = [];
  return {
    contract,
    fetch(request) {
      requests.push(request.clone());
      return contract.fetch(request);
    },
    close: mock.close,
    async check(id, status, call) {
      const { data, error, response } = await call({ headers: { Prefer: `code=${status}` } });
      const operation = document.operations[id];
      const request = requests.pop();
      const path = new URL(request?.url ?? "").pathname.replace(document.serverPath, "");
      expect(response.status, JSON.stringify(error)).toBe(Number(status));
      expect(request?.method).toBe(operation?.method);
      expect(matchesTemplate(path, operation?.path ?? ""), path).toBe(true);
      const types = operation?.responses[status] ?? [];
      const type = response.headers.get("content-type")?.split(";")[0];
      if (types.length === 0) expect(type).toBeUndefined();
      else expect(types).toContain(type);
      expect(data === undefined).toBe(!response.ok || types.length === 0);
      expect(error === undefined).toBe(response.ok);
    },
  };
}

/** Every operation of a document with each of its declared statuses. */
export function listExpectations(document: ContractDocument): [id: string, status: string][] {
  return Object.values(document.operations).flatMap(({ id, responses }) =>
    Object.keys(responses).map((status): [string, string] => [id, status]),
  );
}
