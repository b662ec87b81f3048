/** What a task found out. */
export type Figures = Readonly<Record<string, number>>;

// Runs one task and says what it found out.
const [name = "", count = "", file = ""] = process.argv.slice(2);
const place = new URL(`tasks/${name}.ts`, import.meta.url);
const task: { run(count: number, file: string): Promise<Figures> } = await import(place.href);
console.log(JSON.stringify(await task.run(Number(count), file)));
