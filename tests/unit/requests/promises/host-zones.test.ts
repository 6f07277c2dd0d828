import { expect, it } from 'vitest';
import { inOwnProcess } from '../../../support/program/own-process.ts';

/** Deadlines of thousands of instants, and the offset that the process believes in. */
const CODE = `
import { createHash } from 'node:crypto';
import { promisesFor } from './src/core/requests/promises/promises.ts';
import { at, civil, facts, rules } from './tests/support/request/promises.ts';
const hash = createHash('sha256');
const work = ['simple', 'complex', 'custom-resource', 'resource-change'];
const urgency = ['critical', 'major', 'normal'];
for (let count = 0; count < 4000; count += 1) {
  const filed = at('2025-12-20 00:00') + count * 11_411_411;
  const about = facts({ kind: count % 2 ? 'resource' : 'technical', work: work[count % 4], urgency: urgency[count % 3], level: 'core' });
  hash.update(JSON.stringify(promisesFor(about, { filed, 'remote-failed': filed, closed: filed }, rules)));
}
const [first] = promisesFor(facts(), { filed: at('2026-02-13 19:30') }, rules);
console.log(new Date(at('2026-07-01 12:00')).getHours(), civil(first.due), hash.digest('hex'));
`;

const ZONES = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Urumqi'];

it('every time zone of a PC gives the same deadlines', async () => {
  const said = await Promise.all(ZONES.map((zone) => inOwnProcess(CODE, ['env', `TZ=${zone}`])));
  const answers = said.map((line) => line.split(' '));
  expect(answers.map(([hour]) => Number(hour))).toEqual([12, 4, 0, 18, 10]);
  expect(answers[0]?.slice(1, 3)).toEqual(['2026-02-14', '09:30']);
  expect(new Set(said.map((line) => line.replace(/^\d+ /, ''))).size).toBe(1);
});
