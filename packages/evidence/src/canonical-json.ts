function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.sort(([left], [right]) => (left < right ? -1 : 1));
  // Built by entries, so that a member named __proto__ stays one.
  return Object.fromEntries(sorted.map(([name, member]) => [name, sortMembers(member)]));
}

/**
 * Writes JSON in the one form that evidence knows: members in the order of their names, no white space.
 *
 * @param value - Plain JSON.
 * @returns The text; equal values give equal texts.
 */
export function toCanonicalJson(value: unknown): string {
  return JSON.stringify(sortMembers(value));
}
