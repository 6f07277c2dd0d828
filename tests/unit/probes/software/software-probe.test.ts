import { spawn } from 'node:child_process';
import { copyFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createFileHasher,
  createSoftwareProbe,
  type SoughtSoftware,
} from '../../../../src/core/probes/software/software-probe.ts';
import { listLinuxProcesses, findRunning } from '../../../../src/core/probes/software/running-programs.ts';
import { querySystemInformation } from '../../../../src/core/probes/systeminformation/query-system-information.ts';
import { softwareFactsSchema } from '../../../../src/shared/domain/software-facts.ts';
import { FOLDER, megabytesRead, noting, pcFolder, product } from '../../../support/pc/pc-folder.ts';

const signal = new AbortController().signal;
/** Of the text `abc`, from FIPS 180-4. */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const suite = product('vr-classroom', 'suite', [
  { platform: 'linux', folder: { path: '~/教学 平台' }, version: [{ json: 'product.json', field: 'version' }] },
]);
const released = (...files: string[]): SoughtSoftware['releases'][number] => ({
  product: 'vr-classroom',
  version: '3.4.2',
  files: files.map((path) => ({ path, sha256: ABC })),
});

describe('the teaching suite', () => {
  it('is found with version and the hash of every file that a release names', async () => {
    const pc = pcFolder({
      'home/教学 平台/product.json': { version: '3.4.2' },
      'home/教学 平台/bin/主程序': 'abc',
      'home/教学 平台/folder': FOLDER,
    });
    const releases = [
      released('bin/主程序', 'gone'),
      released('bin/主程序', 'folder'),
      { ...released('other'), product: 'other' },
    ];
    const probe = createSoftwareProbe({ products: [suite], releases, programs: [] }, pc.environment);
    const { facts } = await probe.read(signal);
    softwareFactsSchema.parse(facts);
    expect(facts).toMatchObject({
      lookedFor: ['vr-classroom'],
      found: [
        {
          version: { text: '3.4.2' },
          files: [
            { path: 'bin/主程序', sha256: ABC },
            { path: 'gone', sha256: null },
            { path: 'folder', sha256: null },
          ],
        },
      ],
      running: [],
    });
    expect(facts.troubles.map(({ place, code }) => [place, code])).toEqual([
      [pc.at('home/教学 平台/folder'), 'unreadable'],
      [pc.at('home/教学 平台/gone'), 'missing'],
    ]);
  });

  it('is not installed: nothing found, nothing hashed, no trouble', async () => {
    const probe = createSoftwareProbe(
      { products: [suite], releases: [released('x')], programs: [] },
      pcFolder().environment,
    );
    const { facts } = await probe.read(signal);
    expect(facts).toEqual({ lookedFor: ['vr-classroom'], found: [], troubles: [], running: [] });
  });
});

describe('hashing published files', () => {
  it('reads a file again only when its size or time has changed', async () => {
    const pc = pcFolder({ x: 'abc' });
    const hash = createFileHasher();
    const at = new Date('2026-01-01');
    const read = () => hash(pc.at('x'), signal, noting().report);
    utimesSync(pc.at('x'), at, at);
    expect(await read()).toBe(ABC);
    writeFileSync(pc.at('x'), 'abd');
    utimesSync(pc.at('x'), at, at);
    expect(await read()).toBe(ABC);
    utimesSync(pc.at('x'), at, new Date('2026-01-02'));
    expect(await read()).toBe('a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9');
    rmSync(pc.at('x'));
    expect(await read()).toBeNull();
  });

  it('stops when it is cancelled, in the middle of a file', async () => {
    const pc = pcFolder({ x: '' });
    truncateSync(pc.at('x'), 3 * 1024 ** 3);
    const { report, troubles } = noting();
    const megabytes = await megabytesRead(async () =>
      expect(await createFileHasher()(pc.at('x'), AbortSignal.timeout(50), report)).toBeNull(),
    );
    expect(megabytes).toBeLessThan(2500);
    expect(troubles).toHaveLength(1);
  });

  it('refuses a file over 4 GiB unread', async () => {
    const pc = pcFolder({ x: '' });
    truncateSync(pc.at('x'), 4 * 1024 ** 3 + 1);
    const { report, troubles } = noting();
    expect(await createFileHasher()(pc.at('x'), signal, report)).toBeNull();
    expect(troubles.map(({ code }) => code)).toEqual(['too-large']);
  });
});

describe('running programs', () => {
  it('are seen under the name they were started as, longer than the kernel keeps and with Chinese', async () => {
    const pc = pcFolder({ 'bin/x': '' });
    const names = ['ALVR Dashboard 课堂版.exe', 'short'];
    for (const name of names) {
      copyFileSync('/bin/sleep', pc.at(`bin/${name}`));
      const child = spawn(pc.at(`bin/${name}`), ['60']);
      onTestFinished(() => void child.kill());
    }
    const sought = ['alvr dashboard 课堂版.EXE', 'not-running.exe', 'short', 'ALVR Dashboard '];
    await expect.poll(() => findRunning(sought, signal)).toEqual(['alvr dashboard 课堂版.EXE', 'short']);
  });

  it('cannot be told where there is no /proc', async () => {
    expect(await listLinuxProcesses('/nowhere')).toBeNull();
    expect(await listLinuxProcesses(pcFolder({ 'proc/self': '' }).at('proc'))).toBeNull();
  });

  it('go by their Windows name when they run under Wine', async () => {
    const proc = {
      '7/comm': 'ALVR Dashboard.\n',
      '7/cmdline': 'C:\\Program Files\\ALVR\\ALVR Dashboard.exe\0--x\0',
      '8/comm': 'kthreadd\n',
    };
    const pc = pcFolder(Object.fromEntries(Object.entries(proc).map(([name, text]) => [`proc/${name}`, text])));
    expect(await listLinuxProcesses(pc.at('proc'))).toEqual(['ALVR Dashboard.exe', 'kthreadd']);
  });

  it('come through systeminformation in a worker where there is no /proc', async () => {
    const names = await querySystemInformation('processes', AbortSignal.timeout(20_000));
    expect(names.some((name) => /node/i.test(name))).toBe(true);
  }, 30_000);
});
