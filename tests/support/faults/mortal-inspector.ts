import { spawn } from 'node:child_process';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { InspectionPc } from '../inspection/inspections.ts';
import { valueOf } from '../value-of.ts';
import { ROOT } from '../vrlab.ts';

const PROGRAM = path.join(import.meta.dirname, 'inspecting-process.ts');
const SEATS = 5;
const TOUCHES_IN_A_LIFE = 1_000_000;

/** A PC on which the program is killed while somebody inspects, again and again. */
export class MortalInspector {
  readonly pc = new InspectionPc();
  /** By program and seat: the last touch of which it said that it is stored. */
  readonly acknowledged = new Map<string, number>();
  readonly refused: string[] = [];
  id = '';
  #lives = 0;

  async begin(): Promise<this> {
    this.id = (await this.pc.begin()).header.id;
    return this;
  }

  /** Programs that answer at the same time, each killed so many milliseconds after its first word. */
  async live(...killAfterMs: number[]): Promise<void> {
    this.#lives += 1;
    await Promise.all(killAfterMs.map((after, program) => this.#live(`program-${program}`, after)));
  }

  async #live(program: string, killAfterMs: number): Promise<void> {
    const args = [PROGRAM, this.pc.folder, this.id, program, String(SEATS), String(this.#lives * TOUCHES_IN_A_LIFE)];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    let heard = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (heard += text));
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), killAfterMs));
    await new Promise((resolve) => child.once('close', resolve));
    // A line that was cut off was not said.
    for (const line of heard.split('\n').slice(0, -1)) {
      const [what, seat, touch] = line.split(' ') as [string, string, string];
      if (what === 'kept') this.acknowledged.set(`${program} seat:${seat}`, Number(touch));
      else this.refused.push(line);
    }
  }

  /** @returns acknowledged touches that are not there (nor a later one), and touches too many in flight; whether the file is whole. */
  async reckon() {
    const found = valueOf(await this.pc.sessions.get(this.id));
    const database = new Sqlite(databaseFileIn(this.pc.folder), { readonly: true });
    const rows = database
      .prepare<[], { item: string; subject: string; answer: string }>(
        "SELECT item, subject, answer FROM inspection_cells WHERE item LIKE 'program-%'",
      )
      .all();
    const integrity = database.pragma('integrity_check', { simple: true });
    database.close();
    const noteOf = new Map(
      rows.map(({ item, subject, answer }) => [
        `${item} ${subject}`,
        Number((JSON.parse(answer) as { note: string }).note),
      ]),
    );
    const lost = [...this.acknowledged].filter(([key, touch]) => (noteOf.get(key) ?? -1) < touch);
    const ahead = Object.values(
      Object.groupBy(
        [...noteOf].filter(([key, note]) => note > (this.acknowledged.get(key) ?? -1)),
        ([key]) => key.split(' ')[0]!,
      ),
    ).filter((keys) => keys!.length > 1);
    // What was in flight is known from now on.
    for (const [key, note] of noteOf) this.acknowledged.set(key, note);
    return { lost, ahead, integrity, state: found.header.state };
  }
}
