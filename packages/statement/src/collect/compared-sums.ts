import type { ComparedAmounts } from "../statement.ts";
import { Sum } from "./sums.ts";

/** What this statement, the one before it and the ledger say of the same. */
export class ComparedSums {
  readonly stated: Sum = new Sum();
  readonly elsewhere: Sum = new Sum();
  readonly ledger: Sum = new Sum();

  /** Whether the statements have together what the ledger has. */
  get agree(): boolean {
    const both = new Sum();
    both.addSum(this.stated);
    both.addSum(this.elsewhere);
    const [one, other] = [both.toAmount(), this.ledger.toAmount()];
    return one.records === other.records && one.quantity === other.quantity;
  }

  /** The sums as data. */
  toAmounts(): ComparedAmounts {
    const { stated, elsewhere, ledger } = this;
    return {
      stated: stated.toAmount(),
      elsewhere: elsewhere.toAmount(),
      ledger: ledger.toAmount(),
    };
  }
}
