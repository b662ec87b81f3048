import {
  type CallOptions,
  ChannelRequestError,
  UnexpectedResponseError,
  UsageBillingError,
} from "@usage-billing/core";
import { type Api, callConnect } from "../connect-call.ts";
import { requireList } from "../list/require-list.ts";
import { type Closing, type ClosingResult, toClosureItem } from "./closing.ts";
import { fromClosureResults } from "./from-closure-results.ts";
import { readRecord } from "./read-record.ts";

/** Statuses by which a batch is refused as a whole, for its size or for a part of it. */
const REFUSED_WHOLE: readonly number[] = [400, 413, 422];
/** How many records are read back at a time. */
const READ_BACK = 8;

type Results = ReadonlyMap<string, ClosingResult>;

async function sendBatch(
  { client, settings }: Api,
  batch: readonly Closing[],
  options: CallOptions,
): Promise<Results> {
  const operation = "closeUsageRecords";
  const { data, response } = await callConnect(settings, {
    operation,
    options,
    attempt: (signal) =>
      client.POST("/usage/records/close-records", { signal, body: batch.map(toClosureItem) }),
  });
  return fromClosureResults(requireList(data, { channel: settings.channel, operation, response }));
}

/** Whether a record bears the bill that was sent; a bill that was not sent is not compared. */
function hasBill(
  { billingId, billingNote }: Closing,
  held: { readonly billingId?: string; readonly billingNote?: string },
): boolean {
  const isSame = (sent: string | undefined, there: string | undefined): boolean =>
    sent === undefined || sent === "" || sent === there;
  return isSame(billingId, held.billingId) && isSame(billingNote, held.billingNote);
}

/** What the channel holds of a record: closed with our bill, with another, or not closed. */
async function readBack(
  api: Api,
  closing: Closing,
  options: CallOptions,
): Promise<ClosingResult | "open"> {
  const { id } = closing;
  try {
    const record = await readRecord(api, id, options);
    if (record.status !== "closed") return "open";
    if (hasBill(closing, record)) return { id, status: "closed" };
    const error = `it is closed under another bill (${record.billingId ?? "no billing id"})`;
    return { id, status: "refused", error, channelStatus: record.status };
  } catch (error) {
    if (!UsageBillingError.isInstance(error)) throw error;
    return { id, status: "unknown", error: error.message, cause: error };
  }
}

async function readBackAll(
  api: Api,
  closings: readonly Closing[],
  options: CallOptions,
): Promise<ReadonlyMap<string, ClosingResult | "open">> {
  const found = new Map<string, ClosingResult | "open">();
  for (let first = 0; first < closings.length; first += READ_BACK) {
    const part = closings.slice(first, first + READ_BACK);
    const results = await Promise.all(part.map((closing) => readBack(api, closing, options)));
    for (const [index, { id }] of part.entries()) found.set(id, results[index] ?? "open");
  }
  return found;
}

function toFailures(batch: readonly Closing[], error: UsageBillingError): readonly ClosingResult[] {
  const status = error.outcomeUnknown ? "unknown" : "refused";
  return batch.map(({ id }) => ({ id, status, error: error.message, cause: error }));
}

/** Of a record that the answer leaves out nothing is known: it is read. */
async function completeResults(
  api: Api,
  { batch, results }: { readonly batch: readonly Closing[]; readonly results: Results },
  options: CallOptions,
): Promise<readonly ClosingResult[]> {
  const found = await readBackAll(
    api,
    batch.filter(({ id }) => !results.has(id)),
    options,
  );
  return batch.map(({ id }): ClosingResult => {
    const result = results.get(id) ?? found.get(id);
    if (result !== undefined && result !== "open") return result;
    return { id, status: "refused", error: "the channel did not speak of it and left it open" };
  });
}

/**
 * After a lost answer the records are read: those that are closed are said to be, the others are sent
 * once more. The first request may still arrive; what the second is refused for is read again.
 */
async function settleBatch(
  api: Api,
  { batch, lost }: { readonly batch: readonly Closing[]; readonly lost: UsageBillingError },
  options: CallOptions,
): Promise<readonly ClosingResult[]> {
  const found = await readBackAll(api, batch, options);
  const open = batch.filter(({ id }) => found.get(id) === "open");
  const results = new Map(found);
  try {
    const again = open.length === 0 ? new Map() : await sendBatch(api, open, options);
    for (const { id } of open) results.set(id, again.get(id) ?? "open");
  } catch (error) {
    if (!UsageBillingError.isInstance(error) || wasStopped(error, options)) throw error;
    for (const failure of toFailures(open, error)) results.set(failure.id, failure);
  }
  const doubtful = open.filter(({ id }) => isDoubtful(results.get(id)));
  for (const [id, result] of await readBackAll(api, doubtful, options)) {
    if (result !== "open") results.set(id, result);
  }
  return batch.map(({ id }): ClosingResult => {
    const result = results.get(id);
    if (result !== undefined && result !== "open") return result;
    return { id, status: "unknown", error: lost.message, cause: lost };
  });
}

const isDoubtful = (result: ClosingResult | "open" | undefined): boolean =>
  result === undefined || result === "open" || result.status !== "closed";

const wasStopped = (error: unknown, { signal }: CallOptions): boolean =>
  signal?.aborted === true && !(error instanceof ChannelRequestError);

/**
 * Closes a batch of records.
 *
 * @param api - What the operations work with.
 * @param batch - Records, each once.
 * @param options - Signal, and what is asked before a write.
 * @returns A result a record, in their order. What fails is told there and not thrown, except by a
 * signal that ended the call, and by what was asked before a write.
 */
export async function closeBatch(
  api: Api,
  batch: readonly Closing[],
  options: CallOptions,
): Promise<readonly ClosingResult[]> {
  try {
    return await completeResults(
      api,
      { batch, results: await sendBatch(api, batch, options) },
      options,
    );
  } catch (error) {
    if (!UsageBillingError.isInstance(error)) throw error;
    if (error instanceof ChannelRequestError && REFUSED_WHOLE.includes(error.status)) {
      return closeHalves(api, { batch, refusal: error }, options);
    }
    const isLost = error.outcomeUnknown || error instanceof UnexpectedResponseError;
    return isLost ? settleBatch(api, { batch, lost: error }, options) : toFailures(batch, error);
  }
}

/** Nothing of a refused batch is stored, so its parts can be sent. */
async function closeHalves(
  api: Api,
  { batch, refusal }: { readonly batch: readonly Closing[]; readonly refusal: ChannelRequestError },
  options: CallOptions,
): Promise<readonly ClosingResult[]> {
  if (batch.length === 1) return toFailures(batch, refusal);
  const middle = Math.ceil(batch.length / 2);
  const first = await closeBatch(api, batch.slice(0, middle), options);
  return [...first, ...(await closeBatch(api, batch.slice(middle), options))];
}
