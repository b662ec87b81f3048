type CanBeAbsent<Members> = {
  [Name in keyof Members]: undefined extends Members[Name] ? Name : never;
}[keyof Members];

/** Members without a value become members that are not there. */
export type Present<Members> = Omit<Members, CanBeAbsent<Members>> & {
  [Name in CanBeAbsent<Members>]?: Exclude<Members[Name], undefined>;
};

/**
 * Leaves out the members that have no value.
 *
 * @param members - An object.
 * @returns A copy without the members that are `undefined`.
 */
export function present<Members extends object>(members: Members): Present<Members> {
  const filled = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(filled) as Present<Members>;
}
