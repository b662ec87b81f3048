import { type Channel, UnsupportedOperationError, type UsageRecord } from "@usage-billing/core";
import { call } from "../memory-server.ts";
import type { Defect, Defects } from "../memory-world.ts";

/** A check that overlooks what one rule forbids. */
const overlooking =
  (forbidden: RegExp): Defect =>
  ({ right }) => ({
    check: (record) => right.check(record).filter(({ rule }) => !forbidden.test(rule)),
  });

/** Bytes that something else than the records decides. */
const writing =
  (write: (records: readonly UsageRecord[]) => string): Defect =>
  ({ right }) => ({
    plan: (records) => {
      const body = new TextEncoder().encode(write(records));
      return right.plan(records).map((delivery) => ({ ...delivery, body }));
    },
  });

/** What can be wrong with a channel before it sends anything. */
export const defectsBeforeSending: Defects = {
  "has every part of a channel": {
    "cannot correct yet": ({ right }) => ({
      correct: async (sent, ...rest) => {
        if (sent.reference !== "kit") return right.correct(sent, ...rest);
        throw new UnsupportedOperationError("correct is not written yet: change what is held");
      },
    }),
  },
  "declares what makes sense": {
    "sends single records by threes": ({ right }) => {
      const { capabilities } = right;
      const batch = { shape: "single", maximumRecords: 3 } as const;
      return { capabilities: { ...capabilities, batch } } satisfies Partial<Channel>;
    },
  },
  "finds no problem with usage that fits": {
    "finds a problem where there is none": ({ right, isOwn }) => ({
      check: (record) =>
        isOwn(record) ? [{ rule: "odd", field: "record", message: "odd" }] : right.check(record),
    }),
  },
  "refuses quantities that its capabilities forbid": {
    "overlooks decimals": overlooking(/^too-many-decimals$/),
    "overlooks the minimum": overlooking(/^negative-quantity|quantity-too-small$/),
    "overlooks the maximum": overlooking(/^quantity-too-great$/),
    "plans what it finds problems in": ({ right }) => ({
      plan: (records) => {
        const { capabilities } = right;
        const isRefused = records.some(({ quantity }) => quantity.decimals > capabilities.decimals);
        return isRefused ? [] : right.plan(records);
      },
    }),
  },
  "refuses times that are finer than it keeps": { "overlooks times": overlooking(/^time/) },
  "wants a meter where its capabilities say so": { "overlooks meters": overlooking(/^missing/) },
  "plans the same deliveries and bytes whatever the order": {
    "writes records in the order in which they come": writing((records) =>
      records.map(({ recordId }) => recordId).join(),
    ),
  },
  "plans the same bytes in every time zone of the machine": {
    "writes local times": writing((records) =>
      records
        .map(({ period }) => new Date(period.start).toString())
        .sort()
        .join(),
    ),
  },
  "plans every record into exactly one delivery of its key": {
    "names another key": () => ({ deliveryKey: () => "other" }),
    "loses a record": ({ right, isOwn }) => ({
      plan: (records) => right.plan(records.some(isOwn) ? records.slice(1) : records),
    }),
    "plans for another channel": ({ right, isOwn }) => ({
      plan: (records) =>
        right
          .plan(records)
          .map((one) => (one.records.some(isOwn) ? { ...one, channel: "other" } : one)),
    }),
  },
  "splits what is too much for one delivery": {
    "puts all records of a key together": ({ right, isOwn }) => ({
      plan: (records) =>
        right.plan(records).map((one) => (one.records.some(isOwn) ? { ...one, records } : one)),
    }),
  },
  "gives every delivery an id of its own": {
    "gives the key for an id": ({ right, isOwn }) => ({
      plan: (records) =>
        right.plan(records).map((one) => (one.records.some(isOwn) ? { ...one, id: one.key } : one)),
    }),
  },
  "checks and plans without any effect": {
    "asks the server when it checks": ({ right, memory, isOwn }) => ({
      check: (record) => {
        const request = { operation: "check", isWrite: false, handle: () => undefined };
        if (isOwn(record)) void call(memory, request);
        return right.check(record);
      },
    }),
    "sorts the records that it is given": ({ right }) => ({
      plan: (records) =>
        right.plan((records as UsageRecord[]).sort((a, b) => (a.recordId < b.recordId ? -1 : 1))),
    }),
  },
};
