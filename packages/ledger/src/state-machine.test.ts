import { describe, expect, it } from "vitest";
import {
  deliveryMachine,
  nextState,
  recordMachine,
  type StateMachine,
  type StateRule,
} from "./state-machine.ts";

type Rules = Readonly<Record<string, StateRule<string, string>>>;

function followers(rules: Rules, state: string): string[] {
  return Object.values(rules[state]?.on ?? {})
    .map((step) => step?.[1])
    .filter((next) => next !== undefined);
}

/** Every state that can come after these, and these. */
function reachable(rules: Rules, from: readonly string[]): Set<string> {
  const found = new Set(from);
  for (const state of found) for (const next of followers(rules, state)) found.add(next);
  return found;
}

function inspect(machine: StateMachine<string, string>): {
  readonly unreachable: string[];
  readonly deadEnds: string[];
  readonly unnamed: string[];
} {
  const rules: Rules = machine.states;
  const names = Object.keys(rules);
  const found = reachable(rules, machine.initial);
  const isFinal = (state: string): boolean => rules[state]?.final === true;
  return {
    unreachable: names.filter((state) => !found.has(state)),
    deadEnds: names.filter((state) => ![...reachable(rules, [state])].some(isFinal)),
    unnamed: [...found].filter((state) => !names.includes(state)),
  };
}

const SOUND = { unreachable: [], deadEnds: [], unnamed: [] };

describe("the state machines", () => {
  it("have no state that cannot be reached and none that leads to no end", () => {
    expect(inspect(recordMachine as unknown as StateMachine<string, string>)).toEqual(SOUND);
    expect(inspect(deliveryMachine as unknown as StateMachine<string, string>)).toEqual(SOUND);
  });

  it("would be found out if they had", () => {
    const states: Rules = {
      start: { final: false, on: { go: ["reporter", "loop"] } },
      loop: { final: false, on: { go: ["reporter", "loop"] } },
      lonely: { final: true, on: {} },
    };
    expect(inspect({ initial: ["start"], states })).toEqual({
      unreachable: ["lonely"],
      deadEnds: ["start", "loop"],
      unnamed: [],
    });
  });

  it("never let a record be sent again that the channel may hold", () => {
    for (const state of [
      "accepted",
      "pending",
      "partial",
      "disputed",
      "retracting",
      "correcting",
    ] as const) {
      expect(nextState(recordMachine, state, "resend")).toBeUndefined();
      expect(nextState(recordMachine, state, "intend")).toBeUndefined();
      expect(nextState(recordMachine, state, "absent")).toBeUndefined();
    }
    expect(nextState(recordMachine, "unknown", "intend")).toBeUndefined();
  });
});
