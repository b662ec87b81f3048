/** One bench of the command line. */
export interface Bench {
  /** What it measures, in a few words. */
  readonly summary: string;
  /**
   * Measures and prints.
   *
   * @param rounds - How often to measure everything, in turn.
   * @param print - Takes one line or several.
   * @returns Whether every target is met.
   */
  run(rounds: number, print: (text: string) => void): Promise<boolean>;
}
