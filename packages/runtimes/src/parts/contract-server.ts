import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { contractDocuments } from "@usage-billing/contract-tests/contract-document";
import { type ContractFetch, contractFetch } from "@usage-billing/contract-tests/contract-fetch";
import { startMock } from "@usage-billing/contract-tests/start-mock";
import type { ContractTarget, ContractTargets } from "../suites/contract-suites.ts";

/** Mocks of the documents that other processes can call, with the judge before them. */
export interface ContractServer {
  readonly targets: ContractTargets;
  /** Tells what was wrong with the calls since the last time, and forgets it. */
  takeProblems(): readonly string[];
  close(): Promise<void>;
}

type ContractDocument = (typeof contractDocuments)["connect"];

const BODILESS: readonly number[] = [204, 304];

async function toRequest(incoming: IncomingMessage, url: string): Promise<Request> {
  const { headers, method = "GET" } = incoming;
  const sent = Buffer.concat(await incoming.toArray());
  const given = Object.entries(headers).filter(([name]) => name !== "host");
  return new Request(url + (incoming.url ?? ""), {
    method,
    headers: given.map(([name, value]) => [name, String(value)] as [string, string]),
    body: sent.length === 0 ? null : sent,
  });
}

async function pass(contract: ContractFetch, request: Request, response: ServerResponse) {
  const answer = await contract.fetch(request);
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = Object.fromEntries(answer.headers);
  delete headers["transfer-encoding"];
  delete headers["content-encoding"];
  const length = BODILESS.includes(answer.status) ? {} : { "content-length": body.length };
  response.writeHead(answer.status, { ...headers, ...length });
  response.end(body);
}

async function startOne(document: ContractDocument) {
  const mock = await startMock(document);
  const contract = await contractFetch(document, { forward: mock.fetch });
  const server = createServer((incoming, response) => {
    toRequest(incoming, url)
      .then((request) => pass(contract, request, response))
      .catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const expectations = Object.values(document.operations).flatMap(({ id, responses }) =>
    Object.keys(responses).map((status) => [id, status] as const),
  );
  const target: ContractTarget = { url, expectations };
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await mock.close();
  };
  return { contract, target, close };
}

/**
 * Starts a Prism mock of every document on the loopback interface, with the judge before it.
 *
 * @returns The running mocks.
 */
export async function startContractServer(): Promise<ContractServer> {
  const running = {
    connect: await startOne(contractDocuments.connect),
    rebilly: await startOne(contractDocuments.rebilly),
    twocheckout: await startOne(contractDocuments.twocheckout),
  };
  const all = Object.values(running);
  let known = 0;
  const listProblems = () =>
    all.flatMap(({ contract }) => [
      ...contract.violations.map((violation) => JSON.stringify(violation)),
      ...contract.outside.map((request) => `outside the document: ${request}`),
    ]);
  return {
    targets: {
      connect: running.connect.target,
      rebilly: running.rebilly.target,
      twocheckout: running.twocheckout.target,
    },
    takeProblems() {
      const problems = listProblems();
      const found = problems.slice(known);
      known = problems.length;
      return found;
    },
    async close() {
      for (const { close } of all) await close();
    },
  };
}
