import type { TwinRequest } from "./exchange.ts";
import { type Answering, handleSafely } from "./handle-safely.ts";
import type { Reply } from "./reply.ts";
import { sabotages } from "./sabotage.ts";

/**
 * Answers a request, with the first fault that it meets.
 *
 * @param request - The request.
 * @param context - Handler, faults and clock.
 * @returns The answer, or what happens to the connection in place of one.
 */
export async function answerRequest(request: TwinRequest, context: Answering): Promise<Reply> {
  const fault = context.faults.take(request.method, request.path);
  if (fault === undefined) return handleSafely(request, context);
  return sabotages[fault.kind](fault, request, context);
}
