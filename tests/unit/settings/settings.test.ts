import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveExpected } from '../../../src/core/check-run/learn-equipment.ts';
import { readLanguage } from '../../../src/core/settings/preferences.ts';
import {
  createConfWriter,
  readStation,
  saveStation,
  stationFileIn,
} from '../../../src/core/settings/settings-files.ts';
import { index, outcomes, station, usb } from '../../support/pc/facts.ts';
import { assess } from '../../support/pc/judge.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const good = station([{ model: 'valve-index', count: 1 }]);

describe('the station file', () => {
  it('is written by conf and read back validated', async () => {
    const folder = temporaryFolder();
    const file = stationFileIn(folder);
    expect(await readStation(file)).toEqual({ ok: true, value: null });
    expect(await saveStation(file, good, createConfWriter(folder, '0.1.0'))).toEqual({ ok: true, value: good });
    expect(await readStation(file)).toEqual({ ok: true, value: good });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(good);
  });

  it.each([
    ['{"schema": "vrlab.station/1", ', 'file-not-json', undefined],
    [JSON.stringify({ ...good, seat: '' }), 'file-invalid-field', 'seat'],
    [JSON.stringify({ ...good, campusZone: 'moon' }), 'file-invalid-field', 'campusZone'],
    [JSON.stringify({ ...good, expected: [{ model: 'x', count: 0 }] }), 'file-invalid-field', 'expected.0.count'],
    [JSON.stringify({ ...good, schema: 'vrlab.station/2' }), 'file-newer-schema', 'schema'],
    [JSON.stringify([]), 'file-invalid-field', '/'],
    ['null', 'file-invalid-field', '/'],
  ])('names file and field when it cannot be used: %s', async (text, code, field) => {
    const file = path.join(temporaryFolder(), 'station.json');
    writeFileSync(file, text);
    const result = await readStation(file);
    expect(result).toMatchObject({
      ok: false,
      problem: { code, params: { file, ...(field !== undefined && { field }) } },
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('reads a file saved by Windows Notepad, with its byte order mark', async () => {
    const file = path.join(temporaryFolder(), 'station.json');
    writeFileSync(file, `\uFEFF${JSON.stringify(good)}`);
    expect(await readStation(file)).toEqual({ ok: true, value: good });
  });

  it('is not overwritten when it is newer', async () => {
    const folder = temporaryFolder();
    const file = stationFileIn(folder);
    const text = '{"schema": "vrlab.station/9", "seats": []}';
    writeFileSync(file, text);
    expect((await saveStation(file, good, createConfWriter(folder, '0.1.0'))).ok).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['station.json']);
  });

  it.each(['{"schema": ', JSON.stringify({ ...good, seat: '' }), 'null', ''])(
    'can be saved anew when it is damaged, and is kept beside the new one: %s',
    async (text) => {
      const folder = temporaryFolder();
      const file = stationFileIn(folder);
      writeFileSync(file, text);
      expect(await saveStation(file, good, createConfWriter(folder, '0.1.0'))).toEqual({ ok: true, value: good });
      expect(await readStation(file)).toEqual({ ok: true, value: good });
      const [backup] = readdirSync(folder).filter((name) => name.startsWith('station.json.damaged-'));
      expect(readFileSync(path.join(folder, backup!), 'utf8')).toBe(text);
    },
  );

  it('stays where it is when it is damaged and cannot be saved anew', async () => {
    const folder = temporaryFolder();
    const file = stationFileIn(folder);
    writeFileSync(file, '{"schema": ');
    const refusing = { write: () => Promise.reject(new Error('disk full')) };
    expect((await saveStation(file, good, refusing)).ok).toBe(false);
    expect(readdirSync(folder)).toEqual(['station.json']);
  });

  it('says so when it cannot be written', async () => {
    const file = path.join(temporaryFolder(), 'station.json');
    const refusing = { write: () => Promise.reject(new Error('disk full')) };
    expect(await saveStation(file, good, refusing)).toMatchObject({
      ok: false,
      problem: { code: 'station-not-saved', params: { file, detail: 'disk full' } },
    });
  });
});

describe('learning the connected equipment', () => {
  it('counts models and leaves out what could not be identified', () => {
    const { devices } = assess(
      outcomes([...index('2'), ...index('3'), usb('1-9', '28de:2300'), usb('1-8', 'f182:0003')]),
    );
    expect(deriveExpected(devices)).toEqual([
      { model: 'valve-index', count: 2 },
      { model: 'leap-motion', count: 1 },
    ]);
  });

  it('makes the same station pass', () => {
    const probes = outcomes(index());
    const learned = station(deriveExpected(assess(probes).devices));
    expect(assess(probes, learned).findings.find(({ check }) => check === 'headset-present')?.outcome).toBe('pass');
  });
});

describe('the language preference', () => {
  it('is Chinese until chosen, and again when the choice cannot be read', async () => {
    const folder = temporaryFolder();
    expect(await readLanguage(folder)).toBe('zh-CN');
    await createConfWriter(folder, '0.1.0').write('preferences', { language: 'en' });
    expect(await readLanguage(folder)).toBe('en');
    writeFileSync(path.join(folder, 'preferences.json'), '{"language":"tlh"}');
    expect(await readLanguage(folder)).toBe('zh-CN');
  });
});
