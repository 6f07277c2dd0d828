import { expect, it } from 'vitest';
import { MortalInspector } from '../support/faults/mortal-inspector.ts';

const KILLS = 60;

it(`a program killed ${KILLS} times at any touch has every touch it has acknowledged`, async () => {
  const mortal = await new MortalInspector().begin();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const programs = kill % 3 === 0 ? 2 : 1;
    await mortal.live(...Array.from({ length: programs }, () => Math.random() * 250));
    expect(await mortal.reckon()).toEqual({ lost: [], ahead: [], integrity: 'ok', state: 'open' });
  }
  expect(mortal.refused).toEqual([]);
});
