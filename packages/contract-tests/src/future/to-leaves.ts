/**
 * Lists every value in a result by its path. What has no members of its own to show, such as an exact quantity,
 * is shown as text; members named `raw` hold the answer as it came and are left out.
 *
 * @param value - The result.
 * @param path - Where it stands.
 * @returns The values as text, by path.
 */
export function toLeaves(value: unknown, path = ""): Map<string, string> {
  if (value === undefined) return new Map();
  const isPlain =
    typeof value === "object" &&
    value !== null &&
    (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);
  if (!isPlain) return new Map([[path, String(value)]]);
  const parts = Object.entries(value).filter(([name]) => name !== "raw");
  return new Map(parts.flatMap(([name, part]) => [...toLeaves(part, `${path}.${name}`)]));
}
