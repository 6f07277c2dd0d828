import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLocalApp } from '../../../src/core/app/local-app.ts';
import {
  findRestoringProduct,
  isOnDrive,
  judgeDisk,
  restoringDisk,
  restoringProblem,
} from '../../../src/core/probes/host/restoring-disk.ts';
import { NO_REGISTRY, type Registry, type RegistryKey } from '../../../src/core/platform/registry.ts';
import { KNOWN_RESTORING_PRODUCTS } from '../../../src/core/published/restoring-products.ts';
import policy from '../../../publication/draft/policy.json' with { type: 'json' };
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const withService = (service: string, kind: 'key' | 'refused' = 'key'): Registry => ({
  ...NO_REGISTRY,
  key: (key): RegistryKey => {
    if (!key.endsWith(`\\${service}`)) return { kind: 'absent' };
    return kind === 'key' ? { kind, valueNames: [], subKeys: [] } : { kind, detail: '5' };
  },
});
const DATA = 'C:\\ProgramData\\VR Lab Check';

describe('a disk that is put back at every start', () => {
  it('is suspected by the service of its product, also where that may not be read', () => {
    const find = (registry: Registry) => findRestoringProduct(registry, KNOWN_RESTORING_PRODUCTS);
    expect(find(NO_REGISTRY)).toBeNull();
    expect(find(withService('DFServ'))).toBe('Deep Freeze');
    expect(find(withService('uwfvol', 'refused'))).toBe('Windows Unified Write Filter');
    expect(findRestoringProduct(withService('DF5Serv'), policy.restoringProducts)).toMatch(/Deep Freeze/);
    expect([isOnDrive(DATA, 'c:'), isOnDrive('D:\\vrlab', 'C:')]).toEqual([true, false]);
  });

  it.each([
    // product, declared, on the disk of the system → whether the start warns, and of what
    ['Deep Freeze', null, true, 'data-folder-put-back'],
    ['Deep Freeze', null, false, null],
    ['Deep Freeze', 'none', true, null],
    ['Deep Freeze', 'all', false, 'data-folder-put-back-declared'],
    [null, 'system', true, 'data-folder-put-back-declared'],
    [null, 'system', false, null],
    [null, 'all', false, 'data-folder-put-back-declared'],
  ] as const)('%s, declared %s, data on the disk of the system %s: %s', (product, declared, isOnSystem, code) => {
    const disk = judgeDisk(product, declared, isOnSystem);
    expect(disk === null ? null : (restoringProblem(disk, DATA)?.code ?? null)).toBe(code);
  });

  it('is nothing where there is neither a sign nor a declaration', () => {
    expect([judgeDisk(null, null, true), judgeDisk(null, 'none', true)]).toEqual([null, null]);
  });

  it.runIf(process.platform === 'linux')('is told from another file system on Linux', async () => {
    const there = existsSync('/dev/shm') ? '/dev/shm/vrlab-none/data' : '/proc/none';
    expect(await restoringDisk(there, 'system', [])).toMatchObject({ isDataPutBack: false });
    expect(await restoringDisk('/vrlab-none/data', 'system', [])).toMatchObject({ isDataPutBack: true });
  });
});

it('what is declared is said at every start, until it is taken back', async () => {
  const folder = path.join(temporaryFolder(), 'data');
  mkdirSync(folder);
  const codes = async () => {
    const app = valueOf(await openLocalApp({ dataDirectory: folder }));
    try {
      const { problems } = await app.about();
      const found = (await app.examine()).find(({ id }) => id.endsWith('-disk'));
      return [problems.map(({ code }) => code).filter((code) => code.includes('put-back')), found?.state];
    } finally {
      await app.close();
    }
  };
  const declare = async (putBack: 'all' | 'none') => {
    const app = valueOf(await openLocalApp({ dataDirectory: folder }));
    await app.about();
    valueOf(await app.putBackDisk.declare(putBack));
    expect((await app.putBackDisk.problem()) === null).toBe(putBack === 'none');
    await app.close();
  };
  await declare('all');
  expect(await codes()).toEqual([['data-folder-put-back-declared'], 'problem']);
  await declare('none');
  expect(await codes()).toEqual([[], undefined]);
}, 60_000);
