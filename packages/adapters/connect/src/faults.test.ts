import type { Channel, Delivery, Settlement } from "@usage-billing/core";
import { createTransport } from "@usage-billing/http";
import type { FaultKind } from "@usage-billing/twins";
import { describe, expect, it, onTestFinished } from "vitest";
import { monthOfRecords, planOne, startPlatform } from "./__fixtures__/platform.ts";

/** Starts a platform on which the request of this number meets a fault. */
async function startFaulty(kind: FaultKind | undefined, number: number) {
  const transport = createTransport();
  onTestFinished(() => transport.close());
  let requests = 0;
  const fetch: typeof transport.fetch = (request) => {
    requests += 1;
    if (kind !== undefined && requests === number) platform.twin.arm({ kind });
    return transport.fetch(request);
  };
  const platform = await startPlatform({ options: { transport: { ...transport, fetch } } });
  return { platform, countRequests: () => requests };
}

/** Does what a reporter does: sends, settles whatever is not known, and sends again only what is absent. */
async function report(channel: Channel, delivery: Delivery): Promise<readonly Settlement[]> {
  let settled: readonly Settlement[] = await channel.send(delivery).catch(() => []);
  for (let round = 0; round < 3; round += 1) {
    const [first] = settled;
    if (first?.status === "pending") return settled;
    const again = first?.status === "absent" ? channel.send(delivery) : channel.settle(delivery);
    settled = await again.catch(() => []);
  }
  return settled;
}

describe("any request that fails", () => {
  it.each<FaultKind>(["rate-limit", "server-error", "reset-before-storing", "lose-answer"])(
    "leaves one file with every record once, for %s",
    async (kind) => {
      const { platform, countRequests } = await startFaulty(undefined, 0);
      await report(platform.channel, planOne(platform.channel, monthOfRecords(3)));
      const requests = countRequests();
      expect(requests).toBeGreaterThan(6);
      for (let number = 1; number <= requests; number += 1) {
        const faulty = (await startFaulty(kind, number)).platform;
        const delivery = planOne(faulty.channel, monthOfRecords(3));
        const settled = await report(faulty.channel, delivery);
        const usage = faulty.twin.usage().map(({ recordId, status }) => `${recordId} ${status}`);
        const seen = [
          number,
          settled.map(({ status }) => status),
          (await faulty.files()).length,
          usage,
        ];
        const held = ["r-01 pending", "r-02 pending", "r-03 pending"];
        expect(seen).toEqual([number, ["pending", "pending", "pending"], 1, held]);
      }
    },
  );
});

/** A platform at which a request of a run that has ended arrives right before the same request of this one. */
async function startOvertaken(path: RegExp) {
  const transport = createTransport();
  onTestFinished(() => transport.close());
  let isOvertaken = false;
  const fetch: typeof transport.fetch = async (request) => {
    if (!isOvertaken && request.method === "POST" && path.test(new URL(request.url).pathname)) {
      isOvertaken = true;
      const earlier = await transport.fetch(request.clone());
      expect(earlier.ok).toBe(true);
    }
    return transport.fetch(request);
  };
  return startPlatform({ options: { transport: { ...transport, fetch } } });
}

describe("a request of a run that has ended", () => {
  it.each([
    ["uploads", /\/upload\/?$/],
    ["submits", /\/submit\/?$/],
  ])("%s late, and nothing counts as refused that the platform holds", async (_, path) => {
    const { channel, twin, files } = await startOvertaken(path);
    const delivery = planOne(channel, monthOfRecords(3));
    const sent = await channel.send(delivery);
    expect(sent.map(({ status }) => status)).not.toContain("refused");
    const settled = await channel.settle(delivery);
    expect(settled.map(({ status }) => status)).toEqual(["pending", "pending", "pending"]);
    expect(await files()).toMatchObject([{ status: "pending" }]);
    expect(twin.usage()).toHaveLength(3);
  });
});
