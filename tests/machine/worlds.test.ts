import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { snapshotSchema } from '../../src/shared/domain/snapshot.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { vrlab } from '../support/vrlab.ts';
import { expectedWorldSchema, pinnedPartOf } from '../worlds/generator/expected-world.ts';
import { umockdevText } from '../worlds/generator/umockdev.ts';
import { describedWorld, worldFile, worldNames } from '../worlds/generator/world-folders.ts';

const EXIT = { ready: 0, usable: 1, 'not-ready': 2, unknown: 3 } as const;
const read = (name: string, file: string): unknown => JSON.parse(readFileSync(worldFile(name, file), 'utf8'));

describe.each(worldNames())('world %s', (name) => {
  const expected = expectedWorldSchema.parse(read(name, 'expected.json'));

  it('is what its description says (npm run worlds)', () => {
    expect(readFileSync(worldFile(name, 'usb.umockdev'), 'utf8')).toBe(umockdevText(describedWorld(name)));
  });

  it('gives the expected verdict, devices and findings through the real native libraries', async () => {
    const data = temporaryFolder();
    const { code, stdout, stderr } = await vrlab(['check', '--json', '--world', worldFile(name, '.'), '--data', data]);
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Parameters<typeof pinnedPartOf>[0] & { demo: boolean };
    expect(pinnedPartOf(report)).toEqual(expected);
    expect(report.demo).toBe(true);
    expect(code).toBe(EXIT[expected.verdict]);
  });

  it('gives the same from its saved snapshot, where there is no umockdev', async () => {
    snapshotSchema.parse(read(name, 'snapshot.json'));
    const env = { PATH: '/nonexistent' };
    const args = ['check', '--json', '--world', worldFile(name, '.'), '--data', temporaryFolder()];
    const { code, stdout } = await vrlab(args, { env });
    expect(pinnedPartOf(JSON.parse(stdout) as Parameters<typeof pinnedPartOf>[0])).toEqual(expected);
    expect(code).toBe(EXIT[expected.verdict]);
  });
});
