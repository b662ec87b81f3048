import { formatInstant, type Instant, redactSecrets } from "@usage-billing/core";
import type { Ledger, LedgerEntry, LedgerRecord } from "@usage-billing/ledger";
import { chainEntries, sha256 } from "./chain.ts";
import { collectFacts } from "./collect-facts.ts";
import type { EvidenceEntry, EvidenceFile } from "./evidence-entry.ts";
import { EvidenceError } from "./evidence-error.ts";

/** What evidence is asked for. */
export type EvidenceSubject = { readonly record: string } | { readonly delivery: string };

/** What {@link collectEvidence} takes beside the ledger. */
export interface EvidenceOptions {
  /** When the file is made, UTC, in milliseconds since 1970. */
  readonly now: Instant;
  /** The programs that make it, with their versions. */
  readonly madeBy: Readonly<Record<string, string>>;
  /** Credentials, which must not be in the file; what looks like one is taken out in any case. */
  readonly secrets?: readonly string[];
}

async function findRecordIds(ledger: Ledger, subject: EvidenceSubject): Promise<readonly string[]> {
  if ("record" in subject) {
    const held = await ledger.record(subject.record);
    if (held !== undefined) return [subject.record];
    throw new EvidenceError(`the ledger ${ledger.file} knows no record "${subject.record}"`);
  }
  const held = await ledger.delivery(subject.delivery);
  if (held !== undefined) return held.delivery.records.map(({ recordId }) => recordId);
  throw new EvidenceError(`the ledger ${ledger.file} knows no delivery "${subject.delivery}"`);
}

/** Takes out what looks like a credential, and known ones, of every text in a value. */
function redactAll(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return redactSecrets(value, secrets);
  if (Array.isArray(value)) return value.map((member) => redactAll(member, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, redactAll(member, secrets)]),
  );
}

function toSource({ record }: LedgerRecord): readonly EvidenceEntry[] {
  if (record.source === undefined) return [];
  const { file, line } = record.source;
  return [{ kind: "source", record: record.recordId, file, line }];
}

function toFact(entry: LedgerEntry): EvidenceEntry {
  const { sequence, at, kind: fact, recordId, deliveryId, body } = entry;
  return {
    kind: "fact",
    fact,
    sequence,
    at: formatInstant(at),
    ...(recordId === undefined ? {} : { record: recordId }),
    ...(deliveryId === undefined ? {} : { delivery: deliveryId }),
    body,
  };
}

function toStanding({ record, state, reference, outcome }: LedgerRecord): EvidenceEntry {
  const billed = outcome?.status === "accepted" ? outcome.billingReference : undefined;
  return {
    kind: "standing",
    record: record.recordId,
    state,
    ...(reference === undefined ? {} : { reference }),
    ...(billed === undefined ? {} : { billingReference: billed }),
  };
}

/** The bytes cannot be shortened: their hash is what counts. */
function refuseSecrets(bytes: Uint8Array, delivery: string, secrets: readonly string[]): void {
  const text = Buffer.from(bytes).toString("utf8");
  if (redactSecrets(text, secrets) === redactSecrets(text)) return;
  throw new EvidenceError(
    `the bytes of delivery ${delivery} hold a credential of this configuration, so no evidence is written of it; change the credential`,
  );
}

async function toBytes(
  ledger: Ledger,
  { deliveryId = "" }: LedgerEntry,
  secrets: readonly string[],
): Promise<readonly EvidenceEntry[]> {
  const held = await ledger.delivery(deliveryId);
  if (held === undefined) return [];
  const { body } = held.delivery;
  refuseSecrets(body, deliveryId, secrets);
  const base64 = Buffer.from(body).toString("base64");
  const digest = sha256(body);
  return [
    { kind: "bytes", delivery: deliveryId, body: base64, size: body.byteLength, sha256: digest },
  ];
}

/**
 * Writes what the ledger knows of a record, or of all records of a delivery, as a chain that verifies offline:
 * where each was read from, every fact, the bytes of every intent, and where each stands.
 *
 * @param ledger - The ledger; nothing in it is changed.
 * @param subject - The record or the delivery.
 * @param options - Time, versions and credentials.
 * @returns The file, and the hash that stands for it.
 * @throws {@link EvidenceError} When the ledger does not know it, or a credential would be in the file.
 * @example
 * ```ts
 * const { text, head } = await collectEvidence(ledger, { record: "4f1c2c" }, { now, madeBy });
 * ```
 */
export async function collectEvidence(
  ledger: Ledger,
  subject: EvidenceSubject,
  { now, madeBy, secrets = [] }: EvidenceOptions,
): Promise<EvidenceFile> {
  const recordIds = await findRecordIds(ledger, subject);
  const records: LedgerRecord[] = [];
  for (const recordId of recordIds) {
    const held = await ledger.record(recordId);
    if (held !== undefined) records.push(held);
  }
  const facts: EvidenceEntry[] = [];
  for (const entry of await collectFacts(ledger, recordIds)) {
    facts.push(toFact(entry));
    if (entry.kind === "intent") facts.push(...(await toBytes(ledger, entry, secrets)));
  }
  const madeAt = formatInstant(now);
  const entries = [
    { kind: "evidence", format: 1, about: subject, madeAt, madeBy } as const,
    ...records.flatMap(toSource),
    ...facts,
    ...records.map(toStanding),
  ];
  return chainEntries(
    entries.map((entry) =>
      // Base64 is no text in which a credential could be seen, and must stay as it is.
      entry.kind === "bytes" ? entry : (redactAll(entry, secrets) as EvidenceEntry),
    ),
  );
}
