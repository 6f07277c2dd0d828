import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks for a PIN without showing it. @returns null where there is no terminal to ask in, and where Ctrl+C was pressed. */
export async function askPin(question: string): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  // Readline echoes into its output: this one swallows it.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const ended = new AbortController();
  reader.once('SIGINT', () => ended.abort());
  process.stderr.write(question);
  try {
    return (await reader.question('', { signal: ended.signal })).trim();
  } catch {
    return null;
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

/** The first line of what comes in by a pipe; in a terminal it is asked for. */
export async function readPin(question: string): Promise<string | null> {
  if (process.stdin.isTTY) return await askPin(question);
  for await (const line of createInterface({ input: process.stdin })) return line.trim();
  return null;
}
