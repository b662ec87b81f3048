const LONGEST = 500;

/** Members in which error bodies say what is wrong, in the order in which they are read. */
const TELLING_MEMBERS = ["detail", "message", "title", "error", "errors", "error_code"] as const;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function describeText(text: string): string {
  const isMarkup = /^\s*<(!doctype|html|\?xml|head|body)/i.test(text);
  if (!isMarkup) return shorten(text);
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
  return title ? `an HTML page, "${shorten(title)}"` : "an HTML page";
}

function describeObject(body: object): string {
  for (const name of TELLING_MEMBERS) {
    const value: unknown = Reflect.get(body, name);
    if (typeof value === "string" && value.trim() !== "") return shorten(value);
    if (Array.isArray(value) && value.length > 0)
      return shorten(value.map(describeError).join("; "));
  }
  return Object.keys(body).length === 0 ? "" : shorten(JSON.stringify(body));
}

/**
 * Puts the body of an error answer into words, whatever it turns out to be: gateways answer with
 * HTML or with nothing where a document promises JSON.
 *
 * @param error - The body, parsed where it was JSON.
 * @returns One line of at most about 500 characters; empty when there is nothing to say.
 */
export function describeError(error: unknown): string {
  if (typeof error === "string") return describeText(error);
  if (typeof error !== "object" || error === null)
    return error === undefined || error === null ? "" : String(error);
  return describeObject(error);
}
