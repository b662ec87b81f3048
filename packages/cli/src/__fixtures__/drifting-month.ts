import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnectChannel } from "@usage-billing/connect";
import { type Channel, Quantity, type UsageRecord } from "@usage-billing/core";
import { type Clock, createTransport } from "@usage-billing/http";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { createReporter, type Difference, reconcile } from "@usage-billing/reporter";
import { type Catalogue, sampleCatalogue, startTwin, type Twin } from "@usage-billing/twins";
import { createTwoCheckoutChannel } from "@usage-billing/twocheckout";

/** The APIs. */
export type Api = "connect" | "rebilly" | "twocheckout";

/** What is done to one record of a month, or to what the channel holds of it. */
export type Plant =
  | "altered"
  | "closed"
  | "doubled"
  | "in-flight"
  | "lost"
  | "none"
  | "off-by-a-thousandth"
  | "refused"
  | "rejected"
  | "stranger"
  | "taken-back"
  | "trimmed";

/** One record of a month: whose, when and how much. */
export interface Sown {
  readonly place: number;
  readonly hour: number;
  readonly units: number;
  readonly plant: Plant;
}

const HOUR = 3_600_000;
const OCTOBER = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) } as const;
const NOW = Math.max(Date.now(), OCTOBER.end + HOUR);

const catalogue: Catalogue = {
  ...sampleCatalogue,
  connect: { ...sampleCatalogue.connect, processingTime: 0 },
  rebilly: {
    ...sampleCatalogue.rebilly,
    subscriptions: [
      ...sampleCatalogue.rebilly.subscriptions,
      ...Array.from({ length: 40 }, (_, at) => ({ id: `sub_short_${at}`, hardLimit: "0.5" })),
    ],
  },
};

/** A clock that waits for no more than the twin needs. */
const clock: Clock = {
  now: () => NOW,
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

const METERS = { connect: "STORAGE-GB", rebilly: undefined, twocheckout: "API_CALLS" } as const;

function createChannel(api: Api, baseUrl: string): Channel {
  const transport = createTransport();
  const { connect, rebilly, twocheckout } = sampleCatalogue;
  switch (api) {
    case "connect": {
      const [product] = connect.products;
      const [contract] = connect.contracts;
      const file = { product: product?.id ?? "", contract: contract?.id ?? "", currency: "USD" };
      return createConnectChannel({
        ...{ ...file, apiKey: connect.credentials.vendor, baseUrl, transport, clock },
        deadline: 60_000_000,
      });
    }
    case "rebilly": {
      const { organizationId, apiKeys } = rebilly;
      return createRebillyChannel({ organizationId, apiKey: apiKeys[0] ?? "", baseUrl, transport });
    }
    case "twocheckout": {
      const { merchantCode, secretKey, timeZone } = twocheckout;
      return createTwoCheckoutChannel({ merchantCode, secretKey, timeZone, baseUrl, transport });
    }
  }
}

function subscriptionOf(api: Api, { place, plant }: Sown): string {
  if (plant === "refused") return api === "connect" ? "AS-9999-9999-9999" : `nobody${place}`;
  if (plant === "trimmed") return `sub_short_${place}`;
  const number = String(place + 1);
  if (api === "connect") return `AS-1001-0000-${number.padStart(4, "0")}`;
  return api === "rebilly"
    ? `sub_twin_calls_${number.padStart(3, "0")}`
    : `TWIN${number.padStart(6, "0")}`;
}

/** The unit in which a channel differs at least. */
function stepOf(api: Api): string {
  return { connect: "0.0001", rebilly: "0.001", twocheckout: "1" }[api];
}

/** A month at one twin, with a ledger, and what somebody did to it. */
export class DriftingMonth {
  readonly api: Api;
  readonly twin: Twin;
  readonly channel: Channel;
  readonly ledger: Ledger;
  readonly #folder: string;

  private constructor(api: Api, twin: Twin, channel: Channel) {
    this.api = api;
    this.twin = twin;
    this.channel = channel;
    this.#folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "month-"));
    this.ledger = openLedger(join(this.#folder, "ledger.db"));
  }

  /** Begins a month at a twin that holds nothing. */
  static begin(api: Api, twin: Twin): DriftingMonth {
    twin.reset();
    return new DriftingMonth(api, twin, createChannel(api, twin.baseUrl));
  }

  /** Makes a record of what was sown. */
  record(sown: Sown, recordId: string, shift = 0): UsageRecord {
    const start = OCTOBER.start + sown.hour * HOUR + shift;
    const meter = METERS[this.api];
    const step = Quantity.parse(stepOf(this.api));
    let quantity = Quantity.parse(String(sown.units));
    if (this.api !== "twocheckout") quantity = quantity.plus(step);
    return {
      ...{ recordId, channel: this.channel.id, subscription: subscriptionOf(this.api, sown) },
      ...(meter === undefined ? {} : { meter }),
      ...{ quantity, period: { start, end: start + HOUR / 2 } },
      ...(sown.plant === "trimmed" ? { acceptPartial: true } : {}),
    };
  }

  /** Reports records. */
  async report(records: readonly UsageRecord[]): Promise<void> {
    const channels = new Map([[this.channel.id, this.channel]]);
    const reporter = createReporter({ channels, ledger: this.ledger, clock });
    await reporter.takeIn(records);
    const { channels: done } = await reporter.report();
    for (const { error } of done) if (error !== undefined) throw error;
  }

  /** Only takes records in. */
  async takeIn(records: readonly UsageRecord[]): Promise<void> {
    const channels = new Map([[this.channel.id, this.channel]]);
    await createReporter({ channels, ledger: this.ledger, clock }).takeIn(records);
  }

  /** Takes a record back as the ledger's owner does. */
  async retract(recordId: string): Promise<void> {
    const channels = new Map([[this.channel.id, this.channel]]);
    await createReporter({ channels, ledger: this.ledger, clock }).retract(recordId);
  }

  /** Writes usage at the channel past the ledger. */
  async write(record: UsageRecord): Promise<void> {
    for (const delivery of this.channel.plan([record])) {
      const [outcome] = await this.channel.send(delivery);
      if (outcome?.status !== "accepted" && outcome?.status !== "pending") {
        throw new Error(`the twin did not take it: ${JSON.stringify(outcome)}`);
      }
    }
  }

  /** Deletes usage at the channel past the ledger. */
  async remove(recordId: string): Promise<void> {
    await this.channel.retract(await this.#sent(recordId));
  }

  /** Changes a quantity by the smallest step there is, past the ledger. */
  async alter(record: UsageRecord): Promise<void> {
    const quantity = record.quantity.plus(Quantity.parse(stepOf(this.api)));
    const changed = { ...record, quantity };
    if (this.api === "twocheckout") {
      await this.channel.correct(await this.#sent(record.recordId), changed);
      return;
    }
    await this.remove(record.recordId);
    await this.write(changed);
  }

  async #sent(recordId: string) {
    const sent = await this.ledger.sentRecord(recordId);
    if (sent === undefined) throw new Error(`${recordId} is not held`);
    return sent;
  }

  /** Does something to a Connect record as the distributor. */
  async review(record: UsageRecord, action: "accept-and-close" | "reject"): Promise<void> {
    const held = this.twin
      .usage()
      .find(({ recordId, status }) => recordId === record.recordId && status !== "rejected");
    const headers = {
      authorization: sampleCatalogue.connect.credentials.distributor ?? "",
      "content-type": "application/json",
    };
    const isClosing = action === "accept-and-close";
    const url = `${this.twin.baseUrl}/usage/records/${held?.reference}${isClosing ? "/close" : ""}`;
    const body = isClosing ? { external_billing_note: "Billed" } : { status: "rejected" };
    const method = isClosing ? "POST" : "PUT";
    const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  }

  /** Accepts every file that waits, as the distributor. */
  async acceptFiles(): Promise<void> {
    const { distributor = "" } = sampleCatalogue.connect.credentials;
    const headers = { authorization: distributor, "content-type": "application/json" };
    const list = await fetch(`${this.twin.baseUrl}/usage/files?status=pending&limit=100`, {
      headers,
    });
    for (const { id } of (await list.json()) as readonly { readonly id: string }[]) {
      const url = `${this.twin.baseUrl}/usage/files/${id}/accept`;
      const body = JSON.stringify({ acceptance_note: "Fine" });
      const answer = await fetch(url, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    }
  }

  /** Compares, and gives what differs in short, ordered, with the verdict. */
  async reconcile(): Promise<{ readonly verdict: string; readonly found: readonly string[] }> {
    const { channel, ledger } = this;
    const compared = await reconcile({ channel, ledger, period: OCTOBER, clock });
    try {
      const found = await Array.fromAsync(compared.differences(), nameOf);
      return { verdict: compared.verdict, found: found.sort() };
    } finally {
      compared.close();
    }
  }

  async end(): Promise<void> {
    await this.ledger.close();
    rmSync(this.#folder, { recursive: true });
  }
}

function nameOf({ kind, reported, held }: Difference): string {
  const { quantity, period } = held ?? reported?.record ?? {};
  const place = `${period?.start}: ${quantity}`;
  return reported === undefined ? `${kind} ${place}` : `${kind} ${reported.record.recordId}`;
}

/** Starts a twin that knows subscriptions with a small allowance. */
export function startMonthTwin(api: Api): Promise<Twin> {
  return startTwin(api, { catalogue });
}
