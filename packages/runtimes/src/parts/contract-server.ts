import { contractDocuments } from "@usage-billing/contract-tests/contract-document";
import { contractFetch } from "@usage-billing/contract-tests/contract-fetch";
import { startMock } from "@usage-billing/contract-tests/start-mock";
import type { ContractTarget, ContractTargets } from "../suites/contract-suites.ts";
import { serveFetch } from "./serve-fetch.ts";

/** Mocks of the documents that other processes can call, with the judge before them. */
export interface ContractServer {
  readonly targets: ContractTargets;
  /** Tells what was wrong with the calls since the last time, and forgets it. */
  takeProblems(): readonly string[];
  close(): Promise<void>;
}

type ContractDocument = (typeof contractDocuments)["connect"];

async function startOne(document: ContractDocument) {
  const mock = await startMock(document);
  const contract = await contractFetch(document, { forward: mock.fetch });
  const server = await serveFetch(contract.fetch);
  const expectations = Object.values(document.operations).flatMap(({ id, responses }) =>
    Object.keys(responses).map((status) => [id, status] as const),
  );
  const target: ContractTarget = { url: server.url, expectations };
  const close = async () => {
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
