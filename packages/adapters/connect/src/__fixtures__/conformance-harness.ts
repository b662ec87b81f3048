import type { ChannelHarness } from "@usage-billing/conformance";
import type { Channel } from "@usage-billing/core";
import { createTransport, type Transport } from "@usage-billing/http";
import { type Platform, startPlatform } from "./platform.ts";
import { usageRecord } from "./usage-record.ts";

const records = [
  usageRecord(),
  usageRecord({ recordId: "r-2", meter: "SEAT-PRO", quantity: "7", end: "2026-11-01T00:00:00Z" }),
  usageRecord({
    recordId: "r-3",
    subscription: "AS-1001-0000-0002",
    quantity: "123456789012.3456",
    start: "2026-10-31T23:59:59Z",
    end: "2026-11-01T00:00:00Z",
  }),
];

/** Loses the answer of the next write and the look after it, from which `send` alone would recover. */
function createLosingTransport(arm: (kind: "lose-answer" | "server-error") => void) {
  const transport = createTransport();
  let state: "armed" | "lost" | "calm" = "calm";
  const fetch: Transport["fetch"] = (request) => {
    const isWrite = request.method !== "GET";
    if (state === "armed" && isWrite) {
      state = "lost";
      arm("lose-answer");
    } else if (state === "lost") {
      state = "calm";
      arm("server-error");
    }
    return transport.fetch(request);
  };
  return {
    transport: { ...transport, fetch },
    lose: () => {
      state = "armed";
    },
  };
}

/** Connect lets a vendor change a file only after the distributor has rejected it. */
function rejectBeforeChange({ call, channel, files }: Platform): Channel {
  const reject = async (): Promise<void> => {
    for (const { id } of await files()) {
      await call("POST", `/usage/files/${id}/reject`, { rejection_note: "Please correct" });
    }
  };
  return {
    ...channel,
    retract: async (...change) => {
      await reject();
      return channel.retract(...change);
    },
    correct: async (...change) => {
      await reject();
      return channel.correct(...change);
    },
  };
}

/**
 * Starts the twin of the platform with a channel in front of it, for the conformance suite.
 *
 * @returns The harness.
 */
export async function startHarness(): Promise<ChannelHarness> {
  const { transport, lose } = createLosingTransport((kind) => platform.twin.arm({ kind }));
  const platform: Platform = await startPlatform({ options: { transport } });
  return {
    channel: rejectBeforeChange(platform),
    records,
    window: { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) },
    loseNextAnswer: lose,
    close: async () => {
      await transport.close();
      await platform.twin.close();
    },
  };
}
