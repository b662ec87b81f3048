/** Makes the text of a generated part from what stands after its name. */
export type Section = (argument: string) => string;

const PART = /(<!-- generated: (\S+)(?: (\S+))? -->)[\s\S]*?(<!-- \/generated -->)/g;
const MARKER = /<!-- \/?generated\b/g;

/**
 * Writes the generated parts of a Markdown text anew.
 *
 * A part stands between `<!-- generated: NAME ARGUMENT -->` and `<!-- /generated -->`.
 *
 * @param text - The Markdown text.
 * @param sections - What the names stand for.
 * @returns The text with every part as it should be.
 * @throws Error When a name is unknown, or a marker has no counterpart.
 */
export function fillGenerated(text: string, sections: Readonly<Record<string, Section>>): string {
  let parts = 0;
  const filled = text.replace(PART, (_match, ...groups) => {
    const [begin = "", name = "", argument = "", end = ""] = groups as (string | undefined)[];
    const section = sections[name];
    if (section === undefined) throw new Error(`nothing generates "${name}"`);
    parts += 1;
    return `${begin}\n\n${section(argument)}\n\n${end}`;
  });
  if (text.match(MARKER)?.length !== (parts === 0 ? undefined : parts * 2)) {
    throw new Error("a generated part does not end, or ends without a beginning");
  }
  return filled;
}
