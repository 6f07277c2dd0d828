import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openWorld } from '../../../src/core/world/world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { worldFile } from '../../worlds/generator/world-folders.ts';

/** A replayed world whose description says this of its PC. */
async function worldWith(pc: unknown) {
  const folder = temporaryFolder();
  cpSync(worldFile('index-usb2', 'snapshot.json'), path.join(folder, 'snapshot.json'));
  writeFileSync(path.join(folder, 'world.json'), JSON.stringify({ about: 'x', like: 'y', ...(pc !== null && { pc }) }));
  return await openWorld(folder);
}

it('a replayed world takes the names of its PC from its description, without fillers', async () => {
  expect(await worldWith({ vendor: 'ASUS', model: 'Default string' })).toMatchObject({
    value: { pc: { vendor: 'ASUS', model: null, boardVendor: null, board: null } },
  });
  expect(await worldWith(null)).toMatchObject({ ok: true, value: { pc: null } });
});

it('a name that is none is refused by its place', async () => {
  const { ok, problem } = (await worldWith({ model: 5 })) as { ok: boolean; problem: { params: object } };
  expect(ok).toBe(false);
  expect(problem.params).toMatchObject({ field: 'pc.model' });
});
