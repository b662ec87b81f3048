const SECRET_HEADERS = new Set([
  "authorization",
  "reb-apikey",
  "x-avangate-authentication",
  "cookie",
]);

/**
 * Takes credentials out of headers. The word that names their kind stays, because documents ask for it.
 *
 * @param headers - The headers of a request.
 * @returns The same headers without credentials.
 */
export function hideSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]): [string, string] => {
    if (!SECRET_HEADERS.has(name.toLowerCase())) return [name, value];
    const kind = /^[A-Za-z]+ /.exec(value)?.[0] ?? "";
    return [name, value === "" ? "" : `${kind}hidden`];
  });
  return Object.fromEntries(shown);
}
