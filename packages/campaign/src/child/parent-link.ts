import type { Clock } from "@usage-billing/http";
import type { ChildMessage, ParentMessage } from "./job.ts";

type Question =
  | Omit<Extract<ChildMessage, { kind: "arm" }>, "id">
  | Omit<Extract<ChildMessage, { kind: "sleep" }>, "id">;

/** How a process speaks with its parent, which has the twins and the clock. */
export interface ParentLink {
  /** The parent's clock. */
  readonly clock: Clock;
  /** Says something. */
  tell(message: ChildMessage): void;
  /** Asks for something, and waits until it is done. */
  ask(question: Question): Promise<void>;
  /** Sets the time, at the begin of a life. */
  setTime(now: number): void;
  /** Hands on an answer of the parent. */
  receive(message: Extract<ParentMessage, { kind: "go-on" }>): void;
}

function send(message: ChildMessage): void {
  if (process.send === undefined)
    throw new Error("this process needs a parent that it can speak with");
  process.send(message);
}

/**
 * Makes the link.
 *
 * @returns The link.
 */
export function createParentLink(): ParentLink {
  const waiting = new Map<number, () => void>();
  let lastId = 0;
  let now = 0;
  const ask: ParentLink["ask"] = (question) =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      send({ ...question, id: lastId });
    });
  return {
    clock: {
      now: () => now,
      sleep: async (milliseconds, signal) => {
        signal?.throwIfAborted();
        await ask({ kind: "sleep", milliseconds });
      },
    },
    tell: send,
    ask,
    setTime: (time) => {
      now = time;
    },
    receive: (message) => {
      now = Math.max(now, message.now);
      waiting.get(message.id)?.();
      waiting.delete(message.id);
    },
  };
}
