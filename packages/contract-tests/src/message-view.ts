import type { IHttpNameValues } from "@stoplight/prism-http";

/**
 * Groups query parameters as Prism takes them.
 *
 * @param parameters - The query.
 * @returns Each name with its value, or with all of them when it is repeated.
 */
export function toPrismQuery(parameters: URLSearchParams): IHttpNameValues {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/**
 * Reads a body as Prism has to see it. Prism reads text only, so that bytes are shown to it as Latin-1 and never
 * sent on by it.
 *
 * @param contentType - The message's content type.
 * @param bytes - The message's body.
 * @returns JSON as a value, everything else (broken JSON too) as text; undefined for an empty body.
 */
export function toPrismBody(contentType: string | null, bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const text = Buffer.from(bytes).toString("latin1");
  if (!/^application\/([\w.-]+\+)?json\b/i.test(contentType ?? "")) return text;
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return text;
  }
}
