import { BadRequest } from "../server/bad-request.ts";
import type { ChangeRequest } from "../views.ts";

const LONGEST = 1_000;
const MOST_RECORDS = 50;

type Members = Readonly<Record<string, unknown>>;

function refuse(what: string): never {
  throw new BadRequest(400, what);
}

function readText(members: Members, name: string): string {
  const value = members[name];
  if (typeof value !== "string" || value.length > LONGEST) {
    return refuse(`"${name}" has to be a text of at most ${LONGEST} characters.`);
  }
  return value.trim();
}

type Named<Name extends string> = { readonly [Key in Name]?: string };

function readOptional<Name extends string>(members: Members, name: Name): Named<Name> {
  const found: { [Key in Name]?: string } = {};
  if (members[name] === undefined) return found;
  const text = readText(members, name);
  if (text === "") return refuse(`"${name}" is empty.`);
  found[name] = text;
  return found;
}

function readReason(members: Members): string {
  const reason = readText(members, "reason");
  return reason === "" ? refuse("Say why. The reason is kept in the ledger.") : reason;
}

function readRetry({ recordIds }: Members): ChangeRequest {
  const isList = Array.isArray(recordIds) && recordIds.every((id) => typeof id === "string");
  if (!isList || recordIds.length === 0) return refuse("Say which records are to be sent again.");
  const different = [...new Set(recordIds as readonly string[])];
  if (different.length <= MOST_RECORDS) return { kind: "retry", recordIds: different };
  return refuse(
    `At most ${MOST_RECORDS} records at a time; more with "usage-billing failed retry --channel ID".`,
  );
}

function readDecide(members: Members): ChangeRequest {
  const recordId = readText(members, "recordId");
  const reason = readReason(members);
  return { kind: "decide", recordId, reason, ...readOptional(members, "reference") };
}

function readDismiss(members: Members): ChangeRequest {
  const recordId = readText(members, "recordId");
  return { kind: "dismiss", recordId, reason: readReason(members) };
}

function readCorrect(members: Members): ChangeRequest {
  const change = {
    ...readOptional(members, "quantity"),
    ...readOptional(members, "period"),
    ...readOptional(members, "meter"),
    ...(members["delete"] === true ? ({ delete: true } as const) : {}),
  };
  if (Object.keys(change).length !== 1) {
    return refuse("Say what is to be otherwise, one at a time: quantity, period, meter or delete.");
  }
  const recordId = readText(members, "recordId");
  return { kind: "correct", recordId, ...change, reason: readReason(members) };
}

/**
 * Reads what is asked to be done.
 *
 * @param body - JSON that somebody sent.
 * @returns The request.
 * @throws {@link BadRequest} When it is none.
 */
export function readRequest(body: unknown): ChangeRequest {
  const members: Members = typeof body === "object" && body !== null ? { ...body } : {};
  switch (members["kind"]) {
    case "retry":
      return readRetry(members);
    case "decide":
      return readDecide(members);
    case "dismiss":
      return readDismiss(members);
    case "correct":
      return readCorrect(members);
    default:
      return refuse('"kind" has to be retry, decide, dismiss or correct.');
  }
}
