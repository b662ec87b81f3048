import type { DecisionGrounds, EntryKind, RecordDecision, RevisionResult } from "../model.ts";
import { fromWindowJson, toWindowJson } from "../window-json.ts";
import type { Fact } from "./facts.ts";
import { readStatedOutcome } from "./stated-outcome.ts";

/** A row of the log, with ids as text. */
export interface FactRow {
  readonly kind: EntryKind;
  readonly recordId: string | undefined;
  readonly deliveryId: string | undefined;
  /** Where a record that was taken in, or a delivery, belongs. */
  readonly channel: string | undefined;
  readonly deliveryKey: string | undefined;
  readonly body: string;
}

/**
 * Writes what the log's `body` holds of a fact.
 *
 * @param fact - The fact.
 * @returns JSON that {@link fromFactRow} reads back.
 */
export function toFactBody(fact: Fact): string {
  switch (fact.kind) {
    case "taken-in":
    case "offered-again":
      return fact.content;
    case "refused-before-sending":
      return fact.outcome.text;
    case "intent": {
      const { deliveryId, sha256, recordIds } = fact;
      return JSON.stringify({ delivery: deliveryId, sha256, records: recordIds });
    }
    case "account":
      return JSON.stringify({ channel: fact.channel, account: fact.account });
    case "window":
      return toWindowJson(fact);
    case "not-sent":
      return JSON.stringify({ reason: fact.reason });
    case "step":
      return JSON.stringify({ steps: fact.steps });
    case "outcome":
    case "settlement":
    case "channel-state":
      return `{"outcomes":[${fact.outcomes.map(({ text }) => text).join()}]}`;
    case "decision": {
      const { decision, reason, by } = fact;
      return JSON.stringify({ decision, reason, by });
    }
    case "retraction-outcome":
      return JSON.stringify({ result: fact.result });
    case "correction-intent":
      return JSON.stringify({
        ...{ record: fact.original, replacement: fact.replacement },
        ...fact.grounds,
      });
    case "revision": {
      const { result, original: record, replacement, credit, grounds } = fact;
      return JSON.stringify({ result, record, replacement, credit, ...grounds });
    }
    case "correction-outcome":
      return `{"record":${JSON.stringify(fact.result)},"replacement":${fact.replacement.text}}`;
    case "retraction-intent":
      return JSON.stringify({ ...fact.grounds });
    case "resend":
    case "absent":
      return "{}";
  }
}

/** Everything that a body may hold; which parts it has follows from the kind. */
interface Body {
  readonly recordId: string;
  readonly channel: string;
  readonly account: string;
  readonly delivery: string;
  readonly sha256: string;
  readonly records: readonly string[];
  readonly reason: string;
  readonly steps: readonly string[];
  readonly outcomes: readonly unknown[];
  readonly decision: RecordDecision;
  readonly by: string;
  readonly result: "kept" | "retracted" | RevisionResult;
  readonly credit?: string;
  readonly record: string;
  readonly replacement: unknown;
}

/** Who wanted it and why, where that was said. */
function readGrounds({ reason, by }: Partial<Body>): { readonly grounds?: DecisionGrounds } {
  return reason === undefined || by === undefined ? {} : { grounds: { reason, by } };
}

function readRevision(recordId: string, json: Body): Fact {
  const { record: original, replacement, credit, reason, by } = json;
  return {
    kind: "revision",
    recordId,
    result: json.result as RevisionResult,
    original,
    ...(replacement === undefined ? {} : { replacement: replacement as string }),
    ...(credit === undefined ? {} : { credit }),
    grounds: { reason, by },
  };
}

/**
 * Reads a fact back.
 *
 * @param row - The row of the log.
 * @returns The fact, an intent's without its bytes.
 */
export function fromFactRow(row: FactRow): Fact {
  const { kind, channel = "", deliveryKey = "", body } = row;
  const json = JSON.parse(body) as Body;
  const deliveryId = row.deliveryId ?? json.delivery;
  const recordId = row.recordId ?? json.recordId;
  switch (kind) {
    case "taken-in":
      return { kind, recordId, channel: json.channel, deliveryKey, content: body };
    case "offered-again": {
      const left = row.deliveryId === undefined ? {} : { deliveryId: row.deliveryId };
      return { kind, recordId, ...left, channel: json.channel, deliveryKey, content: body };
    }
    case "refused-before-sending":
      return { kind, recordId, outcome: readStatedOutcome(json) };
    case "intent": {
      const { sha256, records } = json;
      return { kind, deliveryId, channel, deliveryKey, sha256, recordIds: records };
    }
    case "account":
      return { kind, channel: json.channel, account: json.account };
    case "window":
      return { kind, ...fromWindowJson(body) };
    case "not-sent":
      return { kind, deliveryId, reason: json.reason };
    case "step":
      return { kind, deliveryId, steps: json.steps };
    case "outcome":
    case "settlement":
    case "channel-state":
      return { kind, deliveryId, outcomes: json.outcomes.map(readStatedOutcome) };
    case "decision": {
      const { decision, reason, by } = json;
      const place = deliveryId === undefined ? {} : { deliveryId };
      return { kind, recordId, ...place, decision, reason, by };
    }
    case "retraction-outcome":
      return { kind, recordId, result: json.result as "kept" | "retracted" };
    case "correction-intent": {
      const replacement = json.replacement as string;
      const both = { original: json.record, replacement };
      return { kind, recordId, deliveryId, ...both, ...readGrounds(json) };
    }
    case "correction-outcome": {
      const result = json.record as "corrected" | "kept" | "retracted";
      return { kind, recordId, result, replacement: readStatedOutcome(json.replacement) };
    }
    case "resend":
      return { kind, deliveryId };
    case "revision":
      return readRevision(recordId, json);
    case "retraction-intent":
      return { kind, recordId, deliveryId, ...readGrounds(json) };
    case "absent":
      return { kind, recordId, deliveryId };
  }
}
