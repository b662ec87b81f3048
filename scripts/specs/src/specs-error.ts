/** What is wrong with an upstream document, its address or what is kept of it; for people. */
export class SpecsError extends Error {
  override readonly name = "SpecsError";
}
