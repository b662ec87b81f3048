import { ChannelConnectionError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { startAltered } from "./__fixtures__/altered-platform.ts";
import { monthOfRecords, planOne } from "./__fixtures__/platform.ts";

const none = (): Response => Response.json([], { headers: { "Content-Range": "items 0-0/0" } });

describe("looking for the file of a delivery", () => {
  it("asks for its external id and product, and for the latest of those that were refused", async () => {
    const { alter, channel } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(1));
    const queries: string[] = [];
    alter.answer = ({ method, url }) => {
      if (method !== "GET" || !url.includes("/usage/files?")) return undefined;
      queries.push(decodeURIComponent(new URL(url).search));
      return none();
    };
    await channel.send(delivery);
    const [own = "", refused = ""] = queries;
    expect(own).toContain(`external_id=ub-${delivery.id}&`);
    expect(own).toContain("product.id=PRD-276-377-545&");
    expect(own).toContain("ne(status,deleted)");
    expect(refused).toContain("like(external_id,ub-*)");
    expect(refused).toContain("product.id=PRD-276-377-545&");
    expect(refused).toContain("contract.id=CRD-41560-05399-12345&");
    expect(refused).toContain("in(status,(invalid,rejected))");
    expect(refused).toContain("ordering(-created.at)");
    expect(refused).toContain("limit=20");
  });

  it("passes over deleted ones, also where the platform lists them", async () => {
    const { alter, channel } = await startAltered();
    alter.answer = () =>
      Response.json([{ id: "UF-1", status: "deleted" }], {
        headers: { "Content-Range": "items 0-0/1" },
      });
    expect(await channel.settle(planOne(channel, monthOfRecords(1)))).toEqual([
      { status: "absent", recordId: "r-01" },
    ]);
  });

  it("ends when the caller ends it", async () => {
    const { channel, requests } = await startAltered();
    const settling = channel.settle(planOne(channel, monthOfRecords(1)), {
      signal: AbortSignal.abort(),
    });
    await expect(settling).rejects.toBeInstanceOf(ChannelConnectionError);
    expect(requests).toEqual([]);
  });

  it("does not upload again what a ready file holds already", async () => {
    const { channel, requests } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(1));
    let isSubmitting = false;
    const sending = channel.send(delivery, {
      onProgress: (step) => {
        isSubmitting ||= step.includes("submitting");
      },
      beforeWrite: () => {
        if (isSubmitting) throw new Error("the process died");
      },
    });
    await expect(sending).rejects.toThrow("the process died");
    expect((await channel.settle(delivery))[0]?.status).toBe("pending");
    expect(requests.filter((request) => /upload\/?$/.test(request))).toHaveLength(1);
  });
});
