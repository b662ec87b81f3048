import { describe, expect, it } from "vitest";
import { createCannedTransport } from "../src/canned-transport.ts";
import { contractDocuments } from "../src/contract-document.ts";
import { contractFetch } from "../src/contract-fetch.ts";
import type { Exchange } from "../src/exchange.ts";
import { createAnswerGenerator } from "../src/generate-answer.ts";
import { createJudge } from "../src/judge.ts";
import { breakRule } from "../src/negative/break-rule.ts";
import { listRules, nameRule } from "../src/negative/list-rules.ts";
import { type Api, clientCalls } from "./client-calls.ts";

/** One good exchange of every operation. */
async function exchangeAll(api: Api): Promise<ReadonlyMap<string, Exchange>> {
  const document = contractDocuments[api];
  const generate = await createAnswerGenerator(document);
  const good = new Map<string, Exchange>();
  const transport = createCannedTransport();
  const contract = await contractFetch(document, {
    forward: transport.fetch,
    observe: (exchange, { operation = "" }) => good.set(operation, exchange),
  });
  const calls = clientCalls[api]({ fetch: contract.fetch });
  for (const [operation, { responses }] of Object.entries(document.operations)) {
    const status = Math.min(...Object.keys(responses).map(Number));
    transport.give(await generate({ operation, status, seed: "negative" }));
    await calls[operation]?.({ headers: {} });
  }
  expect(contract.violations).toEqual([]);
  return good;
}

describe.each(Object.keys(contractDocuments) as Api[])("a request to %s", async (api) => {
  const document = contractDocuments[api];
  const rules = await listRules(document);
  const judge = await createJudge(document);
  const good = await exchangeAll(api);

  it.each(rules.map((rule) => [nameRule(rule), rule] as const))(
    "is refused: %s",
    async (_, rule) => {
      const exchange = good.get(rule.operation);
      const operation = document.operations[rule.operation];
      if (exchange === undefined || operation === undefined) throw new Error("there is no call");
      const { violations } = await judge(breakRule(exchange, rule, operation));
      const name = rule.at.match(/[^.[\]]+$/)?.[0] ?? "";
      const { part } = rule;
      const found = violations.map(({ side, where, message }) => `${side} ${where} ${message}`);
      expect(found).not.toEqual([]);
      for (const text of found)
        expect(text).toMatch(new RegExp(`^request .*${part}.*${name}`, "i"));
    },
  );
});
