import findMyWay from "find-my-way";
import type { Handler, TwinRequest, TwinResponse } from "./exchange.ts";
import type { Dialect, Route } from "./twin-api.ts";

const METHODS = ["GET", "POST", "PUT", "DELETE"] as const;

/** The router keeps handlers as its routes' `store`; it is never asked to call them itself. */
const unused = (): void => {};

/**
 * Makes the function that finds the handler of a request.
 *
 * @param routes - The operations; a trailing slash makes no difference.
 * @param dialect - How the API says that there is no such path or method.
 * @returns A handler for any request.
 */
export function createRouter(routes: readonly Route[], dialect: Dialect): Handler {
  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 500 });
  for (const { method, path, handle } of routes) {
    router.on(method as (typeof METHODS)[number], path, unused, handle);
  }
  const find = (method: string, path: string) =>
    router.find(method as (typeof METHODS)[number], path);
  const refuse = ({ path }: TwinRequest): TwinResponse =>
    METHODS.some((method) => find(method, path) !== null)
      ? dialect.methodNotAllowed()
      : dialect.notFound();

  return (request) => {
    const found = find(request.method, request.path);
    if (found === null) return refuse(request);
    const handle = found.store as Handler;
    const parameters = found.params as Record<string, string>;
    return handle({ ...request, parameters });
  };
}
