import type { ValidationError } from "@usage-billing/rebilly-client";

/**
 * Puts a problem body into words. No member of it is certain.
 *
 * @param body - The body of an error answer.
 * @returns Detail or title, then each invalid field with its message, parted by semicolons.
 */
export function describeProblem(body: unknown): string {
  const { title, detail, invalidFields } = body as Partial<ValidationError>;
  const fields = Array.isArray(invalidFields)
    ? invalidFields.map(({ field, message }) => [field, message].filter(Boolean).join(": "))
    : [];
  return [detail || title, ...fields].filter(Boolean).join("; ");
}
