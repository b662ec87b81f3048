export type {
  LedgerUnderTest,
  TestFunction,
  TestLedgerOptions,
} from "./testing/ledger-under-test.ts";
export { testLedger } from "./testing/test-ledger.ts";
