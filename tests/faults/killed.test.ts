import { describe, expect, it } from 'vitest';
import { DEADLY_POINTS } from '../support/faults/deadly-points.ts';
import { MortalPc, WHOLE } from '../support/faults/mortal-pc.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const KILLS = 60;

describe('a program that is killed', () => {
  it.each(DEADLY_POINTS)('at "%s", five times, has lost nothing and sends all of it', async (point) => {
    const pc = await new MortalPc(temporaryFolder()).listen();
    for (const times of [0, 1, 2, 5, 9]) await pc.live({ point, times });
    expect(pc.deaths).toBe(5);
    expect(await pc.reckon()).toMatchObject(WHOLE);
    expect(pc.complaints).toEqual([]);
  });

  it('while the desk has the message and has not answered', async () => {
    const pc = await new MortalPc(temporaryFolder()).listen();
    for (const killAtArrival of [1, 2, 3, 7, 12]) await pc.live({ killAtArrival });
    const found = await pc.reckon();
    expect(found).toMatchObject(WHOLE);
    expect(found.repeated).toBeGreaterThanOrEqual(5);
  });

  it(`${KILLS} times at any moment`, async () => {
    const pc = await new MortalPc(temporaryFolder()).listen();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const from = kill % 4 === 0 ? 'start' : 'first word';
      await pc.live({ from, killAfterMs: Math.random() * 800 });
    }
    expect(pc.deaths).toBe(KILLS);
    expect(pc.acknowledged.size).toBeGreaterThan(KILLS);
    expect(await pc.reckon()).toMatchObject(WHOLE);
  });

  it('twice at once, two programs on one folder', async () => {
    const pc = await new MortalPc(temporaryFolder()).listen();
    const life = () => ({ from: 'first word', killAfterMs: Math.random() * 1000 }) as const;
    for (let pair = 0; pair < 8; pair += 1) await pc.live(life(), life());
    expect(pc.acknowledged.size).toBeGreaterThan(16);
    expect(await pc.reckon()).toMatchObject(WHOLE);
  });
});

describe('two programs that send at once', () => {
  it('send every message once', async () => {
    const pc = await new MortalPc(temporaryFolder()).listen();
    await pc.live({ most: 300, leave: true });
    await pc.live({ most: 0 }, { most: 0 }, { most: 0 });
    expect(pc.receiver.arrivals.size).toBe(600);
    const found = await pc.reckon();
    expect(found).toMatchObject(WHOLE);
    // The first program left while it was sending one.
    expect(found.repeated).toBeLessThanOrEqual(1);
  });
});
