const REDACTED = "[redacted]";

/** Ways in which credentials of the three APIs appear in text, each with the part to keep first. */
const SECRET_PATTERNS: readonly RegExp[] = [
  // A token has a digit or a colon; the words "apiKey or token" are no secret.
  /(ApiKey\s+)[^\s"',;]*[\d:][^\s"',;]*/gi,
  /(Bearer\s+)[^\s"',;]{8,}/gi,
  /(REB-APIKEY["']?\s*[:=]\s*["']?)[^\s"',;]+/gi,
  /(hash=\\?["'])[^"'\\]+/gi,
  /([?&](?:sig|signature|token|api[-_]?key)=)[^&\s"']+/gi,
  /(\/\/)[^/\s:@]+:[^/\s@]+(?=@)/g,
];

/** A secret as it is, and as it stands in a URL or a JSON text. */
function formsOf(secret: string): readonly string[] {
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inUrl, inJson];
}

/**
 * Takes credentials out of a text.
 *
 * @param text - A text that may hold an authorization header, a signed link or a signature.
 * @param secrets - Values that must not be seen, wherever they stand.
 * @returns The text with every secret replaced.
 */
export function redactSecrets(text: string, secrets: readonly string[] = []): string {
  const withoutValues = secrets
    .filter((secret) => secret !== "")
    .flatMap(formsOf)
    .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
  return SECRET_PATTERNS.reduce(
    (rest, pattern) => rest.replace(pattern, `$1${REDACTED}`),
    withoutValues,
  );
}
