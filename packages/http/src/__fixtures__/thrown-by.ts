/** Waits for a promise to reject and gives back its reason. */
export async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  const value = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (value === undefined) throw new Error("expected a rejection");
  return value.error;
}
