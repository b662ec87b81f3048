import { type Delivery, deriveDeliveryId, type UsageRecord } from "@usage-billing/core";
import type { Defect, DefectsByTest } from "../memory-harness.ts";

/** A check that overlooks what one rule forbids. */
const overlooking =
  (forbidden: RegExp): Defect =>
  ({ check }) => ({ check: (record) => check(record).filter(({ rule }) => !forbidden.test(rule)) });

/** Plans that are changed once they are right. */
const replanning =
  (change: (delivery: Delivery) => Partial<Delivery>): Defect =>
  ({ plan }) => ({
    plan: (records) => plan(records).map((delivery) => ({ ...delivery, ...change(delivery) })),
  });

function planUnchecked(records: readonly UsageRecord[]): readonly Delivery[] {
  return records.map((record) => {
    const { recordId, subscription: key } = record;
    const id = deriveDeliveryId("memory", key, [recordId]);
    return { id, channel: "memory", key, records: [record], body: Buffer.from(recordId) };
  });
}

/** What can be wrong with planning. */
export const planningDefects: DefectsByTest = {
  "finds no problem with records that it takes": {
    "finds problems everywhere": () => ({
      check: () => [{ rule: "odd", field: "record", message: "odd" }],
    }),
  },
  "refuses quantities that its capabilities forbid": {
    "overlooks decimals": overlooking(/^too-many-decimals$/),
    "overlooks the minimum": overlooking(/^negative-quantity|quantity-too-small$/),
    "overlooks the maximum": overlooking(/^quantity-too-great$/),
    "plans without checking": () => ({ plan: planUnchecked }),
  },
  "refuses times that are finer than it keeps": { "overlooks times": overlooking(/^time/) },
  "wants a meter where its capabilities say so": { "overlooks meters": overlooking(/^missing/) },
  "plans the same deliveries and bytes whatever the order": {
    "writes bytes by the order of the records": ({ plan }) => ({
      plan: (records) => {
        const body = Buffer.from(records.map(({ recordId }) => recordId).join());
        return plan(records).map((delivery) => ({ ...delivery, body }));
      },
    }),
    "orders deliveries by the order of the records": ({ plan }) => ({
      plan: (records) => records.flatMap((record) => plan([record])),
    }),
  },
  "plans every record into exactly one delivery of its key": {
    "loses a record": ({ plan }) => ({ plan: (records) => plan(records.slice(1)) }),
    "plans records twice": ({ plan }) => ({
      plan: (records) => plan(records).flatMap((one) => [one, { ...one, id: `${one.id}-2` }]),
    }),
    "gives all deliveries the same id": replanning(() => ({ id: "same" })),
    "names another channel": replanning(() => ({ channel: "other" })),
    "names another key": replanning(() => ({ key: "other" })),
  },
  "splits what is too much for one delivery": {
    "plans deliveries that are too great": ({ plan }) => ({
      plan: (records) => {
        const groups = Map.groupBy(plan(records), ({ key }) => key).values();
        return [...groups].flatMap(([first, ...rest]) => {
          const joined = [first, ...rest].flatMap((delivery) => delivery?.records ?? []);
          return first === undefined ? [] : { ...first, records: joined };
        });
      },
    }),
  },
};
