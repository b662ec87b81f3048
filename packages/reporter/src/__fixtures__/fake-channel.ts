import {
  AuthenticationError,
  type Channel,
  type ChannelCapabilities,
  ChannelConnectionError,
  ChannelRequestError,
  checkRecord,
  type Delivery,
  deriveDeliveryId,
  type Outcome,
  Quantity,
  RateLimitError,
  type RefusedOutcome,
  type Settlement,
  type UsageRecord,
} from "@usage-billing/core";

/** What goes wrong when a delivery is sent. */
export type Fault =
  | "none"
  | "refused-connection"
  | "lost-before-storing"
  | "lost-after-storing"
  | "lost-half-way"
  | "times-out"
  | "gateway-times-out"
  | "defect-before-storing"
  | "defect-after-storing"
  | "answers-unknown"
  | "answers-nothing"
  | "trims"
  | "refuses"
  | "refuses-file"
  | "unauthenticated"
  | "rate-limit";

/** What goes wrong when a delivery is read back. */
export type SettleFault =
  | "none"
  | "refused-connection"
  | "unknown"
  | "half-unknown"
  | "defect"
  | "shows-nothing";

/** What a fake channel holds of one record. */
export interface Holding {
  readonly record: UsageRecord;
  readonly reference: string;
  stored: Quantity;
}

/** A channel in memory that does what its script says. */
export interface FakeChannel extends Channel {
  /** Everything that was ever stored and is held still; a record that was billed twice is here twice. */
  readonly holdings: Holding[];
  /** The bodies that were sent, with the delivery's id. */
  readonly sent: { readonly id: string; readonly body: string }[];
  /** How many times it was read back. */
  readonly readBacks: number;
  /** Faults of the next sends; none when it is empty. */
  readonly faults: Fault[];
  /** Faults of the next read-backs. */
  readonly settleFaults: SettleFault[];
  /** Faults of the next retractions and corrections: before or after they took effect. */
  readonly changeFaults: ("lost-after" | "lost-before" | "none" | "refused-connection")[];
  /** What it says when it is followed, by record; what it holds by default. */
  readonly followed: Map<string, Settlement>;
}

/** What a test says of its fake channel. */
export interface FakeOptions {
  readonly id?: string;
  readonly maximumRecords?: number;
  readonly onSend?: (delivery: Delivery) => void | Promise<void>;
  /** A record that it always finds at fault, so that it refuses every delivery with it. */
  readonly atFault?: string;
  /** Changes by uploading everything again, so that a change can be called again. */
  readonly isUploadedAgain?: boolean;
}

const CALL = { operation: "createUsage" } as const;

function lost(channel: string, outcomeUnknown: boolean): ChannelConnectionError {
  const reason = outcomeUnknown ? "connection reset" : "connection refused";
  return new ChannelConnectionError({ channel, ...CALL, reason, outcomeUnknown });
}

function timedOut(channel: string): ChannelConnectionError {
  const call = { channel, ...CALL, reason: "no answer within 30 s" };
  return new ChannelConnectionError({ ...call, outcomeUnknown: true, abandoned: true });
}

function capabilitiesOf(maximumRecords: number, isUploadedAgain: boolean): ChannelCapabilities {
  return {
    decimals: 3,
    minimumQuantity: "0",
    meter: "required",
    batch: { shape: "array", maximumRecords },
    time: "period",
    timeResolution: 1,
    correction: isUploadedAgain ? "upload-again" : "update",
    retraction: isUploadedAgain ? "upload-again" : "delete",
    partialQuantity: true,
    acceptance: false,
    closing: false,
    recordIdReadBack: true,
  };
}

function planBatches(
  id: string,
  maximumRecords: number,
  records: readonly UsageRecord[],
): readonly Delivery[] {
  const ordered = [...records].sort((left, right) => (left.recordId < right.recordId ? -1 : 1));
  const count = Math.ceil(ordered.length / maximumRecords);
  return Array.from({ length: count }, (_, index) => {
    const part = ordered.slice(index * maximumRecords, (index + 1) * maximumRecords);
    const key = part[0]?.subscription ?? "";
    const ids = part.map(({ recordId }) => recordId);
    const body = new TextEncoder().encode(JSON.stringify(part));
    return { id: deriveDeliveryId(id, key, ids), channel: id, key, records: part, body };
  });
}

/** The part of a fake channel that keeps usage. */
class Store {
  readonly holdings: Holding[] = [];
  #count = 0;

  put(records: readonly UsageRecord[], stored?: Quantity): Holding[] {
    const added = records.map((record) => {
      this.#count += 1;
      return { record, reference: `ref-${this.#count}`, stored: stored ?? record.quantity };
    });
    this.holdings.push(...added);
    return added;
  }

  find(recordId: string): Holding | undefined {
    return this.holdings.find(({ record }) => record.recordId === recordId);
  }

  remove(recordId: string): void {
    const index = this.holdings.findIndex(({ record }) => record.recordId === recordId);
    if (index >= 0) this.holdings.splice(index, 1);
  }
}

function toOutcome({ record, reference, stored }: Holding): Outcome {
  const { recordId, quantity } = record;
  if (stored.equals(quantity)) return { status: "accepted", recordId, reference };
  return { status: "partial", recordId, reference, sent: quantity, stored };
}

function toRefusal({ recordId }: UsageRecord): RefusedOutcome {
  const problem = { rule: "unknown-subscription", field: "subscription", message: "no such one" };
  return { status: "refused", recordId, problem };
}

/** One record is at fault, the others are refused with it. */
function refuseFile(records: readonly UsageRecord[], atFault: string): readonly Outcome[] {
  return records.map((record) => ({
    ...toRefusal(record),
    ...(record.recordId === atFault ? {} : { becauseOf: [atFault] }),
  }));
}

function send(store: Store, delivery: Delivery, fault: Fault): readonly Outcome[] {
  const { channel: id, records } = delivery;
  const answer = { channel: id, ...CALL, detail: "no", isWrite: true };
  switch (fault) {
    case "refused-connection":
      throw lost(id, false);
    case "unauthenticated":
      throw new AuthenticationError({ ...answer, status: 401 });
    case "rate-limit":
      throw new RateLimitError({ ...answer, status: 429 });
    case "lost-before-storing":
      throw lost(id, true);
    case "defect-before-storing":
      throw new TypeError("fake is not a function");
    case "refuses":
      return records.map(toRefusal);
    case "refuses-file":
      return refuseFile(records, records[0]?.recordId ?? "");
    case "trims":
      return store.put(records, Quantity.parse("0.05")).map(toOutcome);
    case "lost-half-way":
      store.put(records.slice(0, Math.ceil(records.length / 2)));
      throw lost(id, true);
    default:
      return afterStoring(id, store.put(records), fault);
  }
}

function afterStoring(id: string, stored: readonly Holding[], fault: Fault): readonly Outcome[] {
  if (fault === "lost-after-storing") throw lost(id, true);
  if (fault === "times-out") throw timedOut(id);
  if (fault === "gateway-times-out") {
    throw new ChannelRequestError({ channel: id, ...CALL, status: 504, detail: "", isWrite: true });
  }
  if (fault === "defect-after-storing") throw new TypeError("fake is undefined");
  if (fault === "answers-nothing") return [];
  if (fault !== "answers-unknown") return stored.map(toOutcome);
  const reason = "the answer did not say";
  return stored.map(({ record: { recordId } }) => ({ status: "unknown", recordId, reason }));
}

function readBack(store: Store, delivery: Delivery, fault: SettleFault): readonly Settlement[] {
  if (fault === "refused-connection") throw lost(delivery.channel, false);
  if (fault === "defect") throw new TypeError("fake is not iterable");
  return delivery.records.map(({ recordId }) => {
    if (fault === "unknown") return { status: "unknown", recordId, reason: "ambiguous" };
    const held = fault === "shows-nothing" ? undefined : store.find(recordId);
    if (held !== undefined) return toOutcome(held);
    const reason = "not seen yet";
    if (fault === "half-unknown") return { status: "unknown", recordId, reason };
    return { status: "absent", recordId };
  });
}

/** Makes a channel in memory. */
export function createFakeChannel(options: FakeOptions = {}): FakeChannel {
  const { id = "fake", maximumRecords = 3, onSend, isUploadedAgain = false, atFault } = options;
  const capabilities = capabilitiesOf(maximumRecords, isUploadedAgain);
  const store = new Store();
  const sent: FakeChannel["sent"] = [];
  const faults: Fault[] = [];
  const settleFaults: SettleFault[] = [];
  const changeFaults: FakeChannel["changeFaults"] = [];
  const followed: FakeChannel["followed"] = new Map();
  let readBacks = 0;

  function change(effect: () => void): void {
    const fault = changeFaults.shift() ?? "none";
    if (fault === "refused-connection") throw lost(id, false);
    if (fault !== "lost-before") effect();
    if (fault !== "none") throw lost(id, true);
  }

  return {
    id,
    capabilities,
    ...{ holdings: store.holdings, sent, faults, settleFaults, changeFaults, followed },
    get readBacks() {
      return readBacks;
    },
    check: (record) => checkRecord(record, capabilities),
    deliveryKey: ({ subscription }) => subscription,
    plan: (records) => planBatches(id, maximumRecords, records),
    send: async (delivery) => {
      await onSend?.(delivery);
      sent.push({ id: delivery.id, body: new TextDecoder().decode(delivery.body) });
      const isAtFault = delivery.records.some(({ recordId }) => recordId === atFault);
      if (isAtFault && atFault !== undefined) return refuseFile(delivery.records, atFault);
      return send(store, delivery, faults.shift() ?? "none");
    },
    settle: async (delivery) => {
      readBacks += 1;
      return readBack(store, delivery, settleFaults.shift() ?? "none");
    },
    follow: async (delivery) =>
      readBack(store, delivery, "none").map(
        (settlement) => followed.get(settlement.recordId) ?? settlement,
      ),
    list: async function* () {},
    retract: async ({ record }) => change(() => store.remove(record.recordId)),
    correct: async ({ record }, replacement) => {
      change(() => {
        if (isUploadedAgain && store.find(replacement.recordId) !== undefined) return;
        store.remove(record.recordId);
        store.put([replacement]);
      });
      const held = store.find(replacement.recordId);
      return held === undefined ? toRefusal(replacement) : toOutcome(held);
    },
  };
}
