import { expect, it } from "vitest";
import { call, distributor } from "../testing/connect-requests.ts";
import { billing, CHUNK, openStage, RECORD } from "../testing/connect-stages.ts";

const token = distributor;

it("reads that lag show records, chunks, files and rules as they were", async () => {
  const { twin, clock, id } = await openStage("accepted");
  clock.advance(20);
  const rules = "/products/PRD-276-377-545/usage/rules";
  const look = async (path: string) =>
    (await call(twin, `GET ${path}`, { token })).json() as Promise<unknown>;
  const lookAtAll = async () => [
    await look(`/usage/records/${RECORD}`),
    await look(`/usage/chunks/${CHUNK}`),
    await look(`/usage/files/${id}`),
    await look(rules),
    await look("/usage/aggregates"),
  ];
  await look("/usage/files");
  twin.arm({ kind: "hide", milliseconds: 1000, path: "/usage/records" });
  const path = `/usage/records/${RECORD}/close`;
  await call(twin, `POST ${path}`, { token, body: billing });
  await call(twin, `POST ${rules}`, { token, body: { action: "manual" } });
  expect(await lookAtAll()).toMatchObject([
    { status: "approved" },
    { status: "ready", stats: { accepted: 1, closed: 0 } },
    { status: "accepted", records: { closed: 0 } },
    [],
    [{ accepted: 5 }],
  ]);
  expect(twin.usage()).toMatchObject([{ status: "closed" }]);
  clock.advance(1000);
  expect(await lookAtAll()).toMatchObject([
    { status: "closed", external_billing_id: "B1" },
    { status: "closed", stats: { accepted: 0, closed: 1 } },
    { status: "closed", records: { closed: 1 } },
    [{ action: "manual" }],
    [{ accepted: 5 }],
  ]);
});
