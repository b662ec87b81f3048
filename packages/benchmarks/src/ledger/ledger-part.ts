/** The measurements of one storage. */
export interface LedgerPart {
  /**
   * Measures and prints.
   *
   * @param rounds - How often to measure everything, in turn.
   * @param print - Takes one line or several.
   * @returns Whether every target is met.
   */
  run(rounds: number, print: (text: string) => void): Promise<boolean>;
}
