import { answerJson, type LocalServer, startServer } from "./local-server.ts";

/** A record as the server keeps it. */
export interface HeldRecord {
  readonly status: string;
  readonly external_billing_id?: string;
  readonly external_billing_note?: string;
}

/** What the server does with one request that closes records. */
export type Behaviour =
  | "store"
  | "lose-answer"
  | "drop"
  | "fail"
  | "refuse"
  | "leave-out-first"
  | { readonly refuseAbove: number };

/** A server that closes records. */
export interface BillingServer extends LocalServer {
  readonly records: ReadonlyMap<string, HeldRecord>;
  /** The ids of each request that closes records. */
  readonly batches: readonly (readonly string[])[];
}

type Item = HeldRecord & { readonly id: string };

function closeOne(records: Map<string, HeldRecord>, item: Item): object {
  const { id, external_billing_id, external_billing_note } = item;
  const held = records.get(id);
  if (held === undefined) return { id, error_codes: "USG_404", error_details: "no such record" };
  if (held.status !== "approved") {
    return { id, status: held.status, error_details: `a ${held.status} record cannot be closed` };
  }
  const bill = { external_billing_id, external_billing_note };
  records.set(id, { status: "closed", ...JSON.parse(JSON.stringify(bill)) });
  return { id, status: "closed" };
}

/**
 * Starts a server that holds records and closes them.
 *
 * @param held - The records.
 * @param behaviours - What it does with one request after the other; it stores all further ones.
 * @returns The server.
 */
export async function startBilling(
  held: Readonly<Record<string, HeldRecord>>,
  behaviours: readonly Behaviour[] = [],
): Promise<BillingServer> {
  const records = new Map(Object.entries(held));
  const batches: string[][] = [];
  const server = await startServer((response, { method, url, body }) => {
    if (method === "GET") {
      const id = url.split("/").at(-1) ?? "";
      const record = records.get(id);
      if (record === undefined) answerJson(response, { errors: ["none"] }, { status: 404 });
      else answerJson(response, { id, ...record });
      return;
    }
    const items = JSON.parse(body.toString()) as Item[];
    const behaviour = behaviours[batches.length] ?? "store";
    batches.push(items.map(({ id }) => id));
    const refuses = typeof behaviour === "object" && items.length > behaviour.refuseAbove;
    if (behaviour === "refuse" || refuses) {
      answerJson(response, { errors: ["too many records"] }, { status: 400 });
      return;
    }
    if (behaviour === "fail") {
      answerJson(response, { errors: ["down"] }, { status: 503 });
      return;
    }
    if (behaviour === "drop") {
      response.destroy();
      return;
    }
    const results = items.map((item) => closeOne(records, item));
    if (behaviour === "lose-answer") response.destroy();
    else {
      const told = behaviour === "leave-out-first" ? results.slice(1) : results;
      answerJson(response, told, { status: 206 });
    }
  });
  return Object.assign(server, { records, batches });
}
