import { sha256 } from "./chain.ts";
import type { EvidenceEntry } from "./evidence-entry.ts";

/** An entry that was read, with its line. */
export interface ReadEntry {
  readonly line: number;
  readonly entry: EvidenceEntry;
}

type Of<Kind extends EvidenceEntry["kind"]> = Extract<EvidenceEntry, { kind: Kind }>;

/** What is told of a problem in what entries say. */
export type Tell = (line: number, message: string) => void;

function pick<Kind extends EvidenceEntry["kind"]>(
  read: readonly ReadEntry[],
  kind: Kind,
): readonly { readonly line: number; readonly entry: Of<Kind> }[] {
  return read.flatMap(({ line, entry }) =>
    entry.kind === kind ? [{ line, entry: entry as Of<Kind> }] : [],
  );
}

function checkBytes(read: readonly ReadEntry[], tell: Tell): void {
  for (const { line, entry } of pick(read, "bytes")) {
    const bytes = Buffer.from(entry.body, "base64");
    if (bytes.toString("base64") !== entry.body) tell(line, "the bytes are no proper base64");
    if (bytes.byteLength !== entry.size) {
      tell(line, `the bytes are ${bytes.byteLength}, and the entry says ${entry.size}`);
    }
    const digest = sha256(bytes);
    if (digest !== entry.sha256) {
      tell(line, `the bytes have SHA-256 ${digest}, and the entry says ${entry.sha256}`);
    }
  }
}

/** The ledger hashed the bytes before they were sent; the file must hold just these. */
function checkIntents(read: readonly ReadEntry[], tell: Tell): void {
  const bytes = new Map(pick(read, "bytes").map(({ entry }) => [entry.delivery, entry]));
  for (const { line, entry } of pick(read, "fact")) {
    if (entry.fact !== "intent") continue;
    const { sha256: intended } = entry.body as { readonly sha256?: unknown };
    const sent = bytes.get(entry.delivery ?? "");
    if (sent === undefined) tell(line, `the bytes of delivery ${entry.delivery} are not there`);
    else if (sent.sha256 !== intended) {
      tell(
        line,
        `delivery ${entry.delivery} was to be sent with SHA-256 ${String(intended)}, and its bytes have ${sent.sha256}`,
      );
    }
  }
}

function checkOrder(read: readonly ReadEntry[], tell: Tell): void {
  const facts = pick(read, "fact");
  for (const [index, { line, entry }] of facts.entries()) {
    const before = facts[index - 1]?.entry;
    if (before === undefined) continue;
    if (entry.sequence <= before.sequence) tell(line, "the facts are not in the ledger's order");
    if (Date.parse(entry.at) < Date.parse(before.at))
      tell(line, "the fact is older than the one before it");
  }
}

/** Whether a fact says, anywhere in it, what a standing claims. */
function isSaid(facts: readonly { readonly entry: Of<"fact"> }[], claim: string): boolean {
  const text = JSON.stringify(claim);
  return facts.some(({ entry }) => JSON.stringify(entry.body).includes(text));
}

function checkStandings(read: readonly ReadEntry[], tell: Tell): void {
  const facts = pick(read, "fact");
  for (const { line, entry } of pick(read, "standing")) {
    for (const name of ["reference", "billingReference"] as const) {
      const claim = entry[name];
      if (claim !== undefined && !isSaid(facts, claim)) {
        tell(line, `no fact says the ${name} ${claim}`);
      }
    }
    const isKnown =
      facts.some(({ entry: fact }) => fact.fact === "taken-in" && fact.record === entry.record) ||
      facts.some(({ entry: fact }) => fact.fact === "correction-intent");
    if (!isKnown) tell(line, `no fact says that record ${entry.record} was taken in`);
  }
}

/**
 * Checks what the entries of a sound chain say: bytes against their hashes and intents, the order of facts,
 * and that what is claimed at the end was said before.
 *
 * @param read - The entries.
 * @param tell - Is told of every problem.
 */
export function checkContents(read: readonly ReadEntry[], tell: Tell): void {
  const [first] = read;
  if (first?.entry.kind !== "evidence") tell(1, "the file does not begin as evidence does");
  else if (first.entry.format !== 1)
    tell(1, `the file has form ${String(first.entry.format)}; this program reads 1`);
  checkBytes(read, tell);
  checkIntents(read, tell);
  checkOrder(read, tell);
  checkStandings(read, tell);
}
