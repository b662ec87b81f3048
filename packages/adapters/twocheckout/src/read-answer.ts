import {
  type UnexpectedAnswer,
  UnexpectedResponseError,
  UsageBillingError,
} from "@usage-billing/core";

/** The errors of the call itself, which already say everything. */
const OF_THE_CALL: ReadonlySet<string> = new Set(["AUTHENTICATION", "CHANNEL_REQUEST"]);

/**
 * Reads an answer of success. One that cannot be read says nothing about what was stored, so the error
 * of a write leaves its outcome unknown.
 *
 * @param answer - Where the answer came from.
 * @param read - Reads it; whatever it throws means that the answer is not as documented.
 * @returns What was read.
 * @throws {@link UnexpectedResponseError} When it cannot be read.
 */
export function readAnswer<Value>(
  answer: Omit<UnexpectedAnswer, "reason">,
  read: () => Value,
): Value {
  try {
    return read();
  } catch (cause) {
    if (UsageBillingError.isInstance(cause) && OF_THE_CALL.has(cause.code)) throw cause;
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new UnexpectedResponseError({ ...answer, reason: `cannot be read: ${words}` }, { cause });
  }
}
