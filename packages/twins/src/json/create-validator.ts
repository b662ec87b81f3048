import { Ajv, type ErrorObject } from "ajv";

/** The value, or what is wrong with it. */
export type Validated<Value> =
  | { readonly value: Value }
  | { readonly problems: readonly [string, ...string[]] };

/** Writes `/connect/products/0/id` as `connect.products[0].id`. */
function toPath(pointer: string, subject: string): string {
  const path = pointer.replace(/\/(\d+)(?=\/|$)/g, "[$1]").replaceAll("/", ".");
  return path.replace(/^\./, "") || subject;
}

function toProblem(subject: string, { instancePath, message, params }: ErrorObject): string {
  const detail: Record<string, unknown> = params;
  const allowed = detail["allowedValues"];
  const extra = detail["additionalProperty"];
  const hint = Array.isArray(allowed) ? `: ${allowed.join(", ")}` : "";
  const name = typeof extra === "string" ? ` (${extra})` : "";
  return `${toPath(instancePath, subject)} ${message ?? "is wrong"}${hint}${name}`;
}

/**
 * Makes a check of JSON values against a JSON Schema.
 *
 * @param subject - What the value is called in problems about the whole of it.
 * @param schema - The JSON Schema, which must describe `Value`.
 * @returns The check; it reports every problem, each with the path of the wrong member.
 */
export function createValidator<Value>(
  subject: string,
  schema: object,
): (value: unknown) => Validated<Value> {
  const validate = new Ajv({ allErrors: true }).compile<Value>(schema);
  return (value) => {
    if (validate(value)) return { value };
    const [first = `${subject} is wrong`, ...others] = (validate.errors ?? []).map((error) =>
      toProblem(subject, error),
    );
    return { problems: [first, ...others] };
  };
}
