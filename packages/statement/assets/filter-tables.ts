// Runs in the page. Every table that a form of the page belongs to can be narrowed down to the rows that
// hold some words and have some values; without scripts all rows are shown and the forms are not.

/** A form, the table that it narrows down, and where it says what is left. */
interface Filter {
  readonly form: HTMLFormElement;
  readonly rows: readonly HTMLTableRowElement[];
  readonly texts: readonly string[];
  readonly output: HTMLOutputElement;
}

function matches(row: HTMLTableRowElement, form: HTMLFormElement): boolean {
  return [...form.querySelectorAll("select")].every(
    ({ name, value }) => value === "" || row.dataset[name] === value,
  );
}

function apply({ form, rows, texts, output }: Filter): void {
  const words = form.querySelector("input")?.value.toLowerCase().split(/\s+/) ?? [];
  let shown = 0;
  for (const [index, row] of rows.entries()) {
    const text = texts[index] ?? "";
    const fits = matches(row, form) && words.every((word) => text.includes(word));
    row.hidden = !fits;
    if (fits) shown += 1;
  }
  output.value = `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown`;
}

function prepare(form: HTMLFormElement): void {
  const table = document.getElementById(form.dataset["table"] ?? "");
  const output = form.querySelector("output");
  if (!(table instanceof HTMLTableElement) || output === null) return;
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const texts = rows.map((row) => (row.textContent ?? "").toLowerCase());
  const filter = { form, rows, texts, output };
  form.hidden = false;
  form.addEventListener("input", () => apply(filter));
  form.addEventListener("reset", () => setTimeout(() => apply(filter)));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply(filter);
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-table]")) prepare(form);
