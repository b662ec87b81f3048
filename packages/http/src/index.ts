export type { Attempt, OperationCall, OperationResult } from "./call/operation-call.ts";
export { callOperation } from "./call-operation.ts";
export { type Clock, systemClock } from "./clock.ts";
export { parseExact } from "./json/parse-exact.ts";
export { stringifyExact } from "./json/stringify-exact.ts";
export { type NumberedList, type NumberedPage, pagesByNumber } from "./paging/pages-by-number.ts";
export { type OffsetList, type OffsetPage, pagesByOffset } from "./paging/pages-by-offset.ts";
export { type HeaderReader, parseRetryAfter } from "./parse-retry-after.ts";
export {
  createTransport,
  type Transport,
  type TransportOptions,
} from "./transport/create-transport.ts";
export { TransportError } from "./transport/transport-error.ts";
