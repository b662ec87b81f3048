import { UsageBillingError } from "@usage-billing/core";
import { beforeAll, describe, expect, it } from "vitest";
import { createCannedTransport } from "../src/canned-transport.ts";
import { contractDocuments, type DeclaredOperation } from "../src/contract-document.ts";
import { type AnswerGenerator, createAnswerGenerator } from "../src/generate-answer.ts";
import { adapterReads, type Read } from "./adapter-reads.ts";
import { type Api, clientCalls } from "./client-calls.ts";

/** Every second answer is a success; the others go through the errors that are declared. */
function toStatus({ responses }: DeclaredOperation, index: number): number {
  const statuses = Object.keys(responses).map(Number);
  const successes = statuses.filter((status) => status < 300);
  const errors = statuses.filter((status) => status >= 300);
  const half = Math.floor(index / 2);
  const chosen = index % 2 === 0 ? successes : errors;
  return chosen[half % chosen.length] ?? 200;
}

/** The code of the error that an adapter makes of a status; of others a call may make a refusal. */
function toErrorCode(status: number): string | undefined {
  if (status === 401 || status === 403) return "AUTHENTICATION";
  if (status === 429) return "RATE_LIMIT";
  return status >= 500 ? "CHANNEL_REQUEST" : undefined;
}

/** An error of the project's own classes is how adapters read errors; everything else is a failure. */
async function readThrough(read: Read, status: number): Promise<void> {
  const code = toErrorCode(status);
  try {
    const result = await read();
    // What closes many records tells of each, and does not throw.
    if (code !== undefined) expect(JSON.stringify(result)).toMatch(/"status":"(refused|unknown)"/);
  } catch (error) {
    if (status < 300 || !UsageBillingError.isInstance(error)) throw error;
    if (code !== undefined) expect(error.code).toBe(code);
  }
}

/**
 * Has generated answers of every operation read by client and adapter.
 *
 * @param count - How many answers an operation gives; their seeds are 0, 1, 2 …
 */
export function describeDynamicAnswers(count: number): void {
  describe.each(Object.keys(contractDocuments) as Api[])("%s", (api) => {
    const { operations } = contractDocuments[api];
    const transport = createCannedTransport();
    const calls = clientCalls[api]({ fetch: transport.fetch });
    const reads = adapterReads[api](transport);
    let generate: AnswerGenerator;

    beforeAll(async () => {
      generate = await createAnswerGenerator(contractDocuments[api]);
    });

    it.each(Object.values(operations))("reads what $id may answer", async (operation) => {
      const { id } = operation;
      for (let index = 0; index < count; index += 1) {
        const status = toStatus(operation, index);
        const answer = await generate({ operation: id, status, seed: `${id} ${index}` });
        transport.give(answer);
        const { data, error, response } = (await calls[id]?.({ headers: {} })) ?? {};
        expect(response?.status, `${id} ${index}`).toBe(status);
        if (answer.body !== undefined) expect(data ?? error).toBeDefined();
        const read = reads[id];
        if (read === undefined) continue;
        transport.give(answer);
        await readThrough(read, status);
        expect(transport.requests()).toBeGreaterThan(0);
      }
    });
  });
}
