import type { ChannelCapabilities } from "@usage-billing/core";
import { expect, it } from "vitest";
import { CAPABILITY_ROWS } from "./capability-rows.ts";
import { CHANNELS } from "./channels.ts";

/** The fields of the capabilities that the rows read. */
function readFields(capabilities: ChannelCapabilities): Set<string | symbol> {
  const read = new Set<string | symbol>();
  const spy = new Proxy(capabilities, {
    get(target, field) {
      read.add(field);
      return Reflect.get(target, field);
    },
  });
  for (const { answer } of CAPABILITY_ROWS) answer(spy);
  return read;
}

it.each(CHANNELS)("says everything that $title's capabilities hold", ({ capabilities }) => {
  expect([...readFields(capabilities)]).toEqual(expect.arrayContaining(Object.keys(capabilities)));
});

it("gives different answers for different channels", () => {
  const answers = CHANNELS.map(({ capabilities }) =>
    CAPABILITY_ROWS.map(({ answer }) => answer(capabilities)).join(),
  );
  expect(new Set(answers).size).toBe(CHANNELS.length);
});
