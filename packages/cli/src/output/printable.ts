const LONGEST = 400;

// Line breaks and escape sequences in a file or an answer must not move the cursor or colour the terminal.
const CONTROL = /\p{Cc}/gu;

function escapeControl(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/**
 * Makes text from outside fit to be printed: control characters are shown as escapes, and of a text
 * that is longer than 400 characters only its beginning and its end are kept.
 *
 * @param text - A text that may hold anything, for example a cell of a file or a channel's words.
 * @returns One line.
 */
export function toPrintable(text: string): string {
  const half = LONGEST / 2;
  const short =
    text.length > LONGEST
      ? `${text.slice(0, half)}…(${text.length - LONGEST} more characters)…${text.slice(-half)}`
      : text;
  return short.replaceAll(CONTROL, escapeControl);
}
