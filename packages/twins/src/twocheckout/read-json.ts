import { type JsonValue, parseJson } from "../json/parse-json.ts";
import { bodyText, Refusal, type TwinRequest } from "../server/exchange.ts";
import { badRequest } from "./problem.ts";

/**
 * Reads the body of a request.
 *
 * @param request - The request.
 * @returns The JSON value; nothing for an empty body.
 * @throws {@link Refusal} 400 when the body is not JSON.
 */
export function readJson(request: TwinRequest): JsonValue | undefined {
  const text = bodyText(request);
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch {
    throw new Refusal(badRequest("The body is not JSON."));
  }
}
