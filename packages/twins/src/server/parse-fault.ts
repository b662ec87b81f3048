import { createValidator } from "../json/create-validator.ts";
import type { Fault } from "./fault.ts";
import { InvalidFaultError } from "./invalid-fault-error.ts";
import { sabotages } from "./sabotage.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["kind"],
  properties: {
    kind: { enum: Object.keys(sabotages) },
    times: { type: "integer", minimum: 1 },
    method: { enum: ["GET", "POST", "PUT", "DELETE"] },
    path: { type: "string", pattern: "^/" },
    status: { type: "integer", minimum: 500, maximum: 599 },
    milliseconds: { type: "integer", minimum: 0, maximum: 600_000 },
    retryAfter: { type: "integer", minimum: 0, maximum: 86_400 },
  },
};

const validate = createValidator<Fault>("fault", schema);

/**
 * Checks a fault that came from outside.
 *
 * @param value - Any JSON value.
 * @returns The fault.
 * @throws {@link InvalidFaultError} When it is none; the message names every wrong member.
 */
export function parseFault(value: unknown): Fault {
  const result = validate(value);
  if ("problems" in result) throw new InvalidFaultError(result.problems);
  return result.value;
}
