import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { index, station } from '../support/pc/facts.ts';
import { snapshotOf } from '../support/pc/runs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ROOT, vrlab } from '../support/vrlab.ts';

describe('bad input', () => {
  const folder = path.join(ROOT, 'test-artifacts', 'bad-input');
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const cut = JSON.stringify(snapshotOf(index())).slice(0, 900);
  const newer = JSON.stringify({ ...snapshotOf(index()), schema: 'vrlab.snapshot/7' });
  const wrongKey = JSON.stringify({ ...snapshotOf(index()), takenAt: 5 });

  it.each([
    [['check', '--snapshot', write('cut.json', cut)], ['cut.json']],
    [
      ['check', '--snapshot', write('newer.json', newer)],
      ['newer.json', 'vrlab.snapshot/7', 'schema'],
    ],
    [
      ['check', '--snapshot', write('field.json', wrongKey)],
      ['field.json', 'takenAt'],
    ],
    [['check', '--snapshot', path.join(folder, 'absent.json')], ['absent.json']],
    [
      ['check', '--station', write('seat.json', JSON.stringify({ ...station(null), seat: 7 }))],
      ['seat.json', 'seat'],
    ],
    [['check', '--publication', folder], ['timestamp.json']],
    [['check', '--station', path.join(folder, 'nowhere.json')], ['nowhere.json']],
    ...(['watch', 'devices'] as const).map((command): [string[], string[]] => [
      [command, '--station', write('seat.json', JSON.stringify({ ...station(null), seat: 7 }))],
      ['seat.json', 'seat'],
    ]),
    ...['1900-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '1', '2026'].map((takenAt): [string[], string[]] => [
      ['check', '--snapshot', write(`${takenAt.slice(0, 4)}.json`, JSON.stringify({ ...snapshotOf([]), takenAt }))],
      [`${takenAt.slice(0, 4)}.json`, 'takenAt'],
    ]),
    [['check', '--snapshot', '/dev/zero'], ['/dev/zero']],
    [['snapshot', '/dev/zero'], ['/dev/zero']],
    [['check', '--world', folder], ['bad-input']],
    [['check', '--colour'], ['--colour']],
    [['check', '--json=yes'], ['--json']],
    [['check', '--snapshot'], ['--snapshot']],
    [['check', 'extra'], ['extra']],
    [['chekc'], ['chekc']],
    [
      ['check', '--lang', 'fr'],
      ['fr', 'zh-CN'],
    ],
    [['--json', 'chekc'], ['chekc']],
    [['--json'], ['vrlab <']],
    [['--station', 'a', 'snapshot'], ['--station']],
    [
      ['check', '--watch', '--save-snapshot', 'a'],
      ['--watch', '--save-snapshot'],
    ],
    [
      ['check', '--snapshot', 'a', '--watch'],
      ['--snapshot', '--watch'],
    ],
  ])('%o ends with 64 and names what is wrong', async (args, named) => {
    for (const language of ['zh-CN', 'en']) {
      const given = args.includes('--lang') ? args : [...args, '--lang', language];
      const { code, stdout, stderr } = await vrlab([...given, '--data', path.join(folder, 'data')]);
      expect([code, stdout]).toEqual([64, '']);
      for (const name of named) expect(stderr).toContain(name);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });

  it.each(['check', 'watch'])('leaves a station file alone that it cannot read: %s', async (command) => {
    const data = temporaryFolder();
    const file = path.join(data, 'station.json');
    writeFileSync(file, '{ "schema": "vrlab.station/1", "school": ');
    const { code, stderr } = await vrlab([command, '--data', data]);
    expect(code).toBe(64);
    expect(stderr).toContain(file);
    expect(readFileSync(file, 'utf8')).toBe('{ "schema": "vrlab.station/1", "school": ');
  });
});
