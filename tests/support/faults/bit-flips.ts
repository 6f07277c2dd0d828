import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { copyOf, fillJournal, seenIn } from '../store/journal-pc.ts';

const REQUESTS = 12;

/** Names and phone numbers lie outside the chain: they have to be erased one day. */
const withoutPeople = (seen: unknown): string =>
  JSON.stringify(seen, (key, value: unknown) => (key === 'contact' || key === 'name' ? null : value));

/** What a person sees: requests with words, states and deliveries; or that something is wrong. */
async function shown(folder: string): Promise<{ readonly list: string; readonly isReported: boolean }> {
  const { session, requests, problems, list } = await seenIn(folder);
  const examined = problems.length > 0 ? null : await session.examine();
  const found = problems.length > 0 || examined !== null ? null : await requests.examine();
  session.close();
  const unreadable = list.ok && list.value.some((one) => 'problem' in one);
  return {
    list: withoutPeople(list.ok ? list.value : null),
    isReported: problems.length > 0 || !list.ok || unreadable || examined !== null || found !== null,
  };
}

/**
 * Opens a database of requests with one wrong bit, at so many places of the file.
 * @returns the places where something that people see is other than it was and nothing is reported.
 */
export async function silentFlips(folder: string, count: number): Promise<{ silent: string[]; reported: number }> {
  const whole = path.join(folder, 'whole');
  await fillJournal(whole, REQUESTS);
  const { list } = await shown(copyOf(whole, path.join(folder, 'read')));
  const bytes = readFileSync(databaseFileIn(whole));
  const silent: string[] = [];
  let reported = 0;
  for (let flip = 0; flip < count; flip += 1) {
    const at = Math.floor(((bytes.length - 1) * (flip + 0.5)) / count);
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(at) ^ (1 << (flip % 8)), at);
    const to = copyOf(whole, path.join(folder, `flip-${flip}`));
    writeFileSync(databaseFileIn(to), altered);
    const seen = await shown(to);
    if (seen.isReported) reported += 1;
    else if (seen.list !== list) silent.push(`byte ${at}, bit ${flip % 8}`);
    rmSync(to, { recursive: true, force: true });
  }
  return { silent, reported };
}
