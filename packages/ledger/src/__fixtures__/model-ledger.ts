import type { DeliveryResult, RecordDecision } from "../model.ts";
import type { RecordState } from "../state-machine.ts";

/** What the model knows of a record. */
interface ModelRecord {
  state: RecordState;
  delivery?: string;
  quantity: number;
  last?: RecordState;
  replacedBy?: string;
  replaces?: string;
}

const OPEN: ReadonlySet<RecordState> = new Set(["sending", "unsent", "unknown", "ambiguous"]);
const HELD: ReadonlySet<RecordState> = new Set(["accepted", "pending", "partial"]);

/**
 * What a ledger should do, said again without its state machine: plain maps, one method for each
 * operation, which returns whether the ledger has to allow it.
 */
export class ModelLedger {
  readonly records = new Map<string, ModelRecord>();
  readonly deliveries = new Map<string, { state: string; planned: readonly string[] }>();

  membersOf(delivery: string): string[] {
    return [...this.records].filter(([, row]) => row.delivery === delivery).map(([id]) => id);
  }

  takeIn(id: string, quantity: number): "added" | "conflict" | "known" {
    const row = this.records.get(id);
    if (row === undefined || (row.state === "refused" && row.replaces === undefined)) {
      this.records.set(id, {
        state: "waiting",
        quantity,
        ...(row?.replacedBy && { replacedBy: row.replacedBy }),
      });
      return "added";
    }
    return row.quantity === quantity ? "known" : "conflict";
  }

  intend(delivery: string, ids: readonly string[]): boolean {
    const earlier = this.deliveries.get(delivery);
    const isFree =
      earlier === undefined ||
      (earlier.state === "settled" && this.membersOf(delivery).length === 0);
    if (!isFree || ids.some((id) => this.records.get(id)?.state !== "waiting")) return false;
    this.deliveries.set(delivery, { state: "sending", planned: ids });
    for (const id of ids) this.#set(id, { state: "sending", delivery });
    return true;
  }

  /** Resend and not-sent: only whole deliveries that nobody has said anything of. */
  moveWhole(delivery: string, to: "sending" | "unsent"): boolean {
    const row = this.deliveries.get(delivery);
    const members = this.membersOf(delivery);
    const allowed = new Set<RecordState | undefined>(["sending", "unknown"]);
    if (to === "sending") allowed.add("unsent");
    if (row === undefined || row.state === "settled") return false;
    if (to === "unsent" && row.state === "unsent") return false;
    if (members.length !== row.planned.length) return false;
    if (members.some((id) => !allowed.has(this.records.get(id)?.state))) return false;
    row.state = to;
    for (const id of members) this.#set(id, { state: to });
    return true;
  }

  settle({ deliveryId, outcomes }: DeliveryResult): boolean {
    const row = this.deliveries.get(deliveryId);
    if (row === undefined || row.state === "unsent") return false;
    for (const outcome of outcomes) {
      const isAmbiguous = outcome.status === "unknown" && (outcome.candidates?.length ?? 0) > 0;
      this.#tell(outcome.recordId, deliveryId, isAmbiguous ? "ambiguous" : outcome.status);
    }
    this.#close(deliveryId);
    return true;
  }

  follow({ deliveryId, outcomes }: DeliveryResult): boolean {
    if (!this.deliveries.has(deliveryId)) return false;
    for (const outcome of outcomes) {
      const { recordId, status } = outcome;
      const row = this.records.get(recordId);
      if (row === undefined || !(HELD.has(row.state) || row.state === "disputed")) continue;
      const isNothing = outcome.status === "unknown" && outcome.candidates === undefined;
      if (isNothing) continue;
      const isOther = status === "absent" || status === "unknown";
      this.#tell(recordId, deliveryId, isOther ? "disputed" : status);
    }
    return true;
  }

  decide(id: string, decision: RecordDecision): boolean {
    const row = this.records.get(id);
    if (row === undefined || !["unknown", "ambiguous", "disputed"].includes(row.state))
      return false;
    const { delivery = "" } = row;
    if (decision.kind === "dismissed") return false;
    if (decision.kind === "held") this.#set(id, { state: "accepted", last: "accepted" });
    else this.#release(id);
    this.#close(delivery);
    return true;
  }

  dismiss(id: string): boolean {
    const row = this.records.get(id);
    if (row?.state !== "refused") return false;
    row.state = "dismissed";
    this.#close(row.delivery ?? "");
    return true;
  }

  refuse(id: string): boolean {
    if (this.records.get(id)?.state !== "waiting") return false;
    this.#set(id, { state: "refused", last: "refused" });
    return true;
  }

  retract(id: string): boolean {
    if (!HELD.has(this.records.get(id)?.state ?? "waiting")) return false;
    this.#set(id, { state: "retracting" });
    return true;
  }

  endRetraction(id: string, result: "kept" | "retracted"): boolean {
    const row = this.records.get(id);
    if (row?.state !== "retracting") return false;
    this.#set(id, { state: result === "kept" ? (row.last ?? "waiting") : result });
    return true;
  }

  correct(id: string, by: string, quantity: number): boolean {
    const row = this.records.get(id);
    const other = this.records.get(by);
    if (row?.delivery === undefined || !HELD.has(row.state)) return false;
    if (other !== undefined && (other.quantity !== quantity || other.state !== "refused"))
      return false;
    const links = { ...(other?.replacedBy && { replacedBy: other.replacedBy }) };
    this.records.set(by, {
      ...links,
      state: "replacing",
      quantity,
      delivery: row.delivery,
      replaces: id,
    });
    this.#set(id, { state: "correcting", replacedBy: by });
    return true;
  }

  endCorrection(
    id: string,
    result: "corrected" | "kept" | "retracted",
    ended: RecordState | "absent",
  ): boolean {
    const row = this.records.get(id);
    if (row?.state !== "correcting" || row.replacedBy === undefined) return false;
    if (ended === "unknown" || (result === "kept" && ended !== "refused")) return false;
    const by = row.replacedBy;
    if (result === "kept") {
      row.state = row.last ?? "waiting";
      delete row.replacedBy;
    } else {
      row.state = result;
      delete this.records.get(by)?.replaces;
    }
    if (ended === "absent") this.#release(by);
    else this.#set(by, { state: ended, last: ended });
    return true;
  }

  #set(id: string, change: Partial<ModelRecord>): void {
    const row = this.records.get(id);
    if (row !== undefined) Object.assign(row, change);
  }

  #release(id: string): void {
    this.#set(id, { state: "waiting" });
    const row = this.records.get(id);
    delete row?.delivery;
    delete row?.last;
  }

  /** What a channel says of a record counts less the more is known already. */
  #tell(id: string, delivery: string, status: RecordState | "absent"): void {
    const row = this.records.get(id);
    if (row?.delivery !== delivery) return;
    const takes: Partial<Record<RecordState, string>> = {
      sending: "accepted pending partial refused unknown ambiguous absent",
      unknown: "accepted pending partial refused unknown ambiguous absent",
      ambiguous: "accepted pending partial refused ambiguous absent",
      accepted: "accepted refused disputed",
      pending: "accepted pending refused disputed",
      partial: "partial disputed",
      disputed: "accepted pending partial refused disputed",
    };
    if (!takes[row.state]?.split(" ").includes(status)) return;
    if (status === "absent") this.#release(id);
    else this.#set(id, { state: status, last: status });
  }

  #close(delivery: string): void {
    const row = this.deliveries.get(delivery);
    if (row === undefined) return;
    const isOpen = this.membersOf(delivery).some((id) =>
      OPEN.has(this.records.get(id)?.state ?? "waiting"),
    );
    row.state = isOpen ? "unknown" : "settled";
  }
}
