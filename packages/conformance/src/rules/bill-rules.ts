import assert from "node:assert/strict";
import { UnsupportedOperationError } from "@usage-billing/core";
import { type Bench, recordAt, recordsOf, type Subject } from "../bench.ts";
import { assertStored, listAll } from "../facts.ts";
import { assertHeld, pick, sendAll } from "../outcomes.ts";
import type { Case, Rule } from "../rule.ts";

/** Cases that need a server that can bill. */
const billed =
  (name: string, run: (bench: Bench) => Promise<void>) =>
  ({ world }: Subject): readonly Case[] =>
    world.canBill ? [[name, run]] : [];

async function bill({ server }: Bench): Promise<void> {
  assert.ok(server.bill, "a world that can bill has a server with a method bill");
  await server.bill();
}

async function followsToTheBill(bench: Bench): Promise<void> {
  const { channel } = bench;
  const { deliveries } = await sendAll(bench, recordsOf(bench, 3));
  await bill(bench);
  for (const delivery of deliveries) {
    const followed = await channel.follow(delivery);
    assertHeld(channel, delivery.records, followed);
    for (const outcome of followed) {
      const reference = outcome.status === "accepted" ? outcome.billingReference : undefined;
      assert.equal(Boolean(reference), channel.capabilities.closing, "the bill is not as declared");
    }
  }
}

async function listsTheBill(bench: Bench): Promise<void> {
  await sendAll(bench, recordsOf(bench, 3));
  await bill(bench);
  const held = await listAll(bench, bench.channel);
  assert.equal(held.length, 3, "billed usage is not listed");
  for (const { billingReference } of held) {
    assert.equal(Boolean(billingReference), bench.capabilities.closing);
  }
}

async function keepsFromRetraction(bench: Bench): Promise<void> {
  const records = recordsOf(bench, 3);
  const sent = await sendAll(bench, records);
  const change = pick(sent, recordAt(bench, 0));
  await bill(bench);
  await assert.rejects(bench.channel.retract(change), UnsupportedOperationError);
  await assertStored(bench, records, "billed usage was changed");
}

async function keepsFromCorrection(bench: Bench): Promise<void> {
  const records = recordsOf(bench, 3);
  const sent = await sendAll(bench, records);
  const change = pick(sent, recordAt(bench, 0));
  await bill(bench);
  const replacement = recordAt(bench, 0, { recordId: `${bench.tag}-0-new`, quantity: "12" });
  await assert.rejects(bench.channel.correct(change, replacement), UnsupportedOperationError);
  await assertStored(bench, records, "billed usage was changed");
}

/** What must be so once usage is billed. */
export const billRules: readonly Rule[] = [
  { name: "follows usage to its bill", cases: billed("three records", followsToTheBill) },
  { name: "lists the bill of usage", cases: billed("three records", listsTheBill) },
  { name: "takes nothing back that is billed", cases: billed("one of three", keepsFromRetraction) },
  { name: "corrects nothing that is billed", cases: billed("one of three", keepsFromCorrection) },
];
