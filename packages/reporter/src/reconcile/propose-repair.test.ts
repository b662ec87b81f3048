import { type ChannelCapabilities, Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { createHoldingChannel } from "./__fixtures__/holding-channel.ts";
import { proposeRepair } from "./propose-repair.ts";
import type { Difference, HeldSide, ReportedSide } from "./reconcile-types.ts";

const { capabilities } = createHoldingChannel();
const byFile: ChannelCapabilities = createHoldingChannel({ acceptance: true }).capabilities;

function reported(change: Partial<ReportedSide> = {}): ReportedSide {
  return {
    ...{ record: usageRecord(), state: "accepted", deliveryId: "delivery-1", reference: "ref-1" },
    ...change,
  };
}

function held(change: Partial<HeldSide> = {}): HeldSide {
  const { subscription, period } = usageRecord();
  const quantity = Quantity.parse("9");
  return { reference: "ref-1", subscription, period, quantity, status: "open", ...change };
}

const own = { reported: reported(), held: held() };
const foreign = { reported: reported(), held: held({ reference: "ref-9" }) };
const billed = { reported: reported(), held: held({ billingReference: "inv-1" }) };
const former = { reported: reported({ state: "retracted" }), held: held() };
const refused = { reported: reported({ state: "refused" }) };

describe("proposeRepair", () => {
  it.each<[Omit<Difference, "reason">, string]>([
    [{ kind: "missing-there", reported: reported() }, "send-again"],
    [{ kind: "missing-there", reported: reported({ billingReference: "inv-1" }) }, "ask"],
    [{ kind: "quantity-differs", ...own }, "correct"],
    [{ kind: "quantity-differs", ...foreign }, "ask"],
    [{ kind: "quantity-differs", ...billed }, "ask"],
    [{ kind: "altered", ...own }, "correct"],
    [{ kind: "duplicate", ...foreign }, "take-back"],
    [{ kind: "duplicate", ...billed }, "ask"],
    [{ kind: "unknown-here", held: held() }, "ask"],
    [{ kind: "unknown-here", ...former }, "take-back"],
    [{ kind: "unknown-here", ...own }, "ask"],
    [{ kind: "rejected", reported: reported() }, "take-word"],
    [{ kind: "rejected", ...refused }, "ask"],
    [{ kind: "trimmed", ...own }, "ask"],
    [{ kind: "closed-without-reference", ...own }, "ask"],
  ])("proposes for %j to %s", (difference, action) => {
    const proposal = proposeRepair({ ...difference, reason: "" }, capabilities);
    expect(proposal.action).toBe(action);
    expect(proposal.explanation).toMatch(/^[a-z]/);
  });

  it.each(["altered", "duplicate", "quantity-differs"] as const)(
    "leaves %s to a person where a whole file would be uploaded again",
    (kind) => {
      expect(proposeRepair({ kind, ...own, reason: "" }, byFile).action).toBe("ask");
    },
  );
});
