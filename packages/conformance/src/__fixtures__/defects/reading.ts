import type { CallOptions, Channel, Delivery, HeldUsage, Settlement } from "@usage-billing/core";
import { call } from "../memory-server.ts";
import type { Defect, Defects, Sound } from "../memory-world.ts";

type Look = "settle" | "follow";

/** Changes what is said of a rule's own records when they are read back. */
const looking =
  (name: Look, change: (one: Settlement, count: number) => Settlement): Defect =>
  ({ right, isOwn }) => {
    let count = 0;
    const look: Channel[Look] = async (delivery, options) => {
      const settled = await right[name](delivery, options);
      count += 1;
      return settled.map((one) => (isOwn(one) ? change(one, count) : one));
    };
    return { [name]: look };
  };

const accept = ({ recordId }: Settlement): Settlement => ({
  status: "accepted",
  recordId,
  reference: "made up",
});

const acceptAbsent = (one: Settlement): Settlement => (one.status === "absent" ? accept(one) : one);

/** Whether a rule's own records are on the server. */
function isItsTurn({ memory, isOwn }: Sound): boolean {
  return memory.holdings.some(({ record }) => isOwn(record));
}

/** Lists otherwise while a rule's own records are there. */
const listing =
  (change: (right: Channel["list"]) => Channel["list"]): Defect =>
  (sound) => ({
    list: (query, options) =>
      (isItsTurn(sound) ? change(sound.right.list) : sound.right.list)(query, options),
  });

/** Changes every piece of usage that is listed. */
const showing = (change: (usage: HeldUsage) => HeldUsage): Defect =>
  listing(
    (list) =>
      async function* (query, options) {
        for await (const usage of list(query, options)) yield change(usage);
      },
  );

const onlyFirst = (most: number): Defect =>
  listing(
    (list) =>
      async function* (query, options) {
        let left = most;
        for await (const usage of list(query, options)) {
          if (left > 0) yield usage;
          left -= 1;
        }
      },
  );

async function settleAlike(
  { right, memory, isOwn }: Sound,
  delivery: Delivery,
  options: CallOptions | undefined,
): Promise<readonly Settlement[]> {
  const settled = await right.settle(delivery, options);
  return settled.map((one): Settlement => {
    const record = delivery.records.find(({ recordId }) => recordId === one.recordId);
    const isAlike = memory.holdings.some(
      ({ usage }) =>
        usage.subscription === record?.subscription && usage.period.start === record.period.start,
    );
    return isOwn(one) && isAlike ? accept(one) : one;
  });
}

/** What can be wrong with settling, following and listing. */
export const defectsOfReading: Defects = {
  "settles what was sent to the same references": {
    "finds nothing": looking("settle", ({ recordId }) => ({ status: "absent", recordId })),
    "settles to another reference": looking("settle", accept),
  },
  "settles the same twice": {
    "forgets what it found": looking("settle", (one, count) =>
      count === 1 ? one : { status: "absent", recordId: one.recordId },
    ),
  },
  "settles what was not sent as absent": {
    "believes what it is asked": looking("settle", acceptAbsent),
  },
  "takes no other usage for a record": {
    "looks at the place alone": (sound) => ({
      settle: (delivery, options) => settleAlike(sound, delivery, options),
    }),
  },
  "follows what it holds": {
    "loses track": looking("follow", ({ recordId }) => ({ status: "absent", recordId })),
  },
  "follows nothing that was not sent": {
    "believes what it is asked": looking("follow", acceptAbsent),
  },
  "lists what starts in a half-open window": {
    "lists beyond the window": listing(
      (list) => (query) => list({ ...query, from: 0, to: Date.UTC(2100, 0, 1) }),
    ),
    "leaves the start of the window out": listing(
      (list) => (query) => list({ ...query, from: query.from + 1 }),
    ),
    "takes the end of the window in": listing(
      (list) => (query) => list({ ...query, to: query.to + 1 }),
    ),
  },
  "lists the subscriptions that it is asked for, each usage once": {
    "lists every subscription": listing(
      (list) =>
        ({ from, to }) =>
          list({ from, to }),
    ),
    "lists a subscription as often as it is named": listing(
      (list) =>
        async function* (query) {
          for (const subscription of query.subscriptions ?? []) {
            yield* list({ ...query, subscriptions: [subscription] });
          }
        },
    ),
  },
  "lists usage with": {
    "makes record ids up": showing((usage) => ({ ...usage, recordId: "made up" })),
    "names another channel": showing((usage) => ({ ...usage, channel: "other" })),
    "says that all is billed": showing((usage) => ({ ...usage, billingReference: "bill-0" })),
  },
  "lists the references that it gave": {
    "lists other references": showing((usage) => ({ ...usage, reference: `${usage.reference}-0` })),
  },
  "lists past every wall": { "turns one page": onlyFirst(25) },
  "lets a list be left": { "ends after one piece": onlyFirst(1) },
  "reads without a write": {
    "marks what it follows": ({ right, memory, isOwn }) => ({
      follow: async (delivery, options) => {
        const request = { operation: "mark", isWrite: true, handle: () => undefined };
        if (memory.holdings.some(({ record }) => isOwn(record))) await call(memory, request);
        return right.follow(delivery, options);
      },
    }),
  },
};
