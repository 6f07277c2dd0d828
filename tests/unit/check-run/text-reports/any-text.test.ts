import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSnapshot } from '../../../../src/core/check-run/judge-snapshot.ts';
import { snapshotSchema } from '../../../../src/shared/domain/snapshot.ts';
import type { CheckRun } from '../../../../src/shared/domain/check-run.ts';
import { index, station } from '../../../support/pc/facts.ts';
import { dice, mutatedText } from '../../../support/fuzz/mutate.ts';
import { publication } from '../../../support/pc/judge.ts';
import { snapshotOf } from '../../../support/pc/runs.ts';
import { NOW, sent, snapshotFrom } from '../../../support/reports/read-text.ts';
import { largeTexts } from '../../../support/reports/large-texts.ts';
import {
  DMESG_TROUBLE,
  LSUSB,
  LSUSB_TREE,
  LSUSB_VERBOSE,
  NEW_LSUSB_TREE,
  PNPUTIL,
  STEAMVR,
} from '../../../support/reports/sample-texts.ts';
import { GERMAN, INDEX_PORTS, treeText } from '../../../support/reports/usb-tree-view-text.ts';

const TEXTS = {
  steamvr: STEAMVR,
  usbtreeview: treeText(INDEX_PORTS),
  'usbtreeview in German': treeText(INDEX_PORTS, GERMAN),
  pnputil: PNPUTIL,
  lsusb: LSUSB,
  'lsusb -t': LSUSB + LSUSB_TREE,
  'lsusb -tv': NEW_LSUSB_TREE,
  'lsusb -v': LSUSB_VERBOSE,
  dmesg: DMESG_TROUBLE,
  snapshot: JSON.stringify(snapshotOf(index())),
};
const judge = (text: string | Uint8Array, expected: Parameters<typeof station>[0] = null): CheckRun =>
  judgeSnapshot(snapshotFrom(text), station(expected), publication, NOW, null);

describe.each(Object.entries(TEXTS))('%s', (_, text) => {
  it('cut anywhere is read or refused by name', () => {
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        const read = sent(Buffer.from(text).subarray(0, length));
        const isGood = read.ok
          ? snapshotSchema.safeParse(read.value).success
          : /^text-report-|^file-not-json$/.test(read.problem.code);
        expect(isGood).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('reads the same with line ends of Windows, in UTF-16, quoted and in colours', () => {
    const plain = snapshotFrom(text);
    expect(snapshotFrom(text.replaceAll('\n', '\r\n'))).toEqual(plain);
    expect(snapshotFrom(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toEqual(plain);
    const isJson = text.startsWith('{');
    expect(snapshotFrom(isJson ? text : text.replaceAll(/^/gm, '> '))).toEqual(plain);
    expect(snapshotFrom(text.replaceAll(/^(?=.)/gm, '\u001B[32m').replaceAll(/$/gm, '\u001B[0m'))).toEqual(plain);
  });
});

it('what is none of the known texts is refused by name', () => {
  for (const text of [
    '',
    'hello',
    '{"schema":"vrlab.field-report/1"}',
    '<html>',
    'Bus',
    '\0\0\0',
    'a: b\n'.repeat(1000),
    '='.repeat(100_000),
  ])
    expect(sent(text)).toMatchObject({
      ok: false,
      problem: { code: 'text-report-unknown', params: { file: 'sent/text.txt' } },
    });
  expect(sent('{"schema":"vrlab.snapshot/1"')).toMatchObject({ problem: { code: 'file-not-json' } });
});

it('damaged anywhere is refused, or gives facts that are valid and can be judged', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(TEXTS)), fc.integer(), (text, seed) => {
      const read = sent(mutatedText(text, dice(seed)));
      const judged = read.ok
        ? judgeSnapshot(snapshotSchema.parse(read.value), station(null), publication, NOW, null).findings
        : [read.problem.code];
      expect(judged).not.toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it('endless lines take no time', () => {
  const lines = ['\\', ' ', '1 ', '.sys (', 'hci.', '=', 'x#USBROOT(0)', '12 ', ': '].map((piece) =>
    piece.repeat(100_000),
  );
  const began = performance.now();
  for (const text of Object.values(TEXTS)) {
    const rows = text.split('\n');
    const half = Math.floor(rows.length / 2);
    sent([...rows.slice(0, half), ...lines, ...rows.slice(half)].join('\n'));
  }
  expect(performance.now() - began).toBeLessThan(20_000);
});

it.each(Object.entries(largeTexts()))('5 MB of %s are read', (_, text) => {
  expect(text.length).toBeGreaterThan(4_900_000);
  expect(sent(text)).toMatchObject({ ok: true });
});

it('a list that no PC can have is refused', () => {
  const crowd = Array.from(
    { length: 3000 },
    (_, at) => `Bus 001 Device ${String(at % 1000).padStart(3, '0')}: ID 28de:${String(at).padStart(4, '0')}`,
  );
  const spread = crowd.map((line, at) => line.replace('001', String(1 + Math.floor(at / 100)).padStart(3, '0')));
  expect(sent(spread.join('\n'))).toMatchObject({ problem: { code: 'text-report-crowded', params: { count: 3000 } } });
});

it('a snapshot says which text it comes from, and what is not in it is no fact', () => {
  const { report, probes } = snapshotFrom(TEXTS['lsusb -t']);
  expect(report).toMatchObject({ file: 'text.txt', dated: false });
  expect(probes.usb.sources).toEqual(['lsusb -t + lsusb: text.txt']);
  for (const id of ['hid', 'host', 'runtimes', 'software', 'adb'] as const)
    expect(probes[id]).toMatchObject({ status: 'unsupported', error: { code: 'not-in-report' } });
  expect(snapshotFrom(TEXTS.snapshot).report).toBeUndefined();
});

describe('a list with gaps', () => {
  it('proves what it names and nothing by what it leaves out', () => {
    const { findings, devices, verdict } = judge(LSUSB, [{ model: 'valve-index', count: 2 }]);
    const outcomeOf = (check: string) => findings.find((finding) => finding.check === check)?.outcome;
    expect(outcomeOf('headset-present')).toBe('unknown');
    expect(outcomeOf('headset-complete')).toBe('unknown');
    expect(outcomeOf('headset-usb-speed')).toBe('unknown');
    expect(verdict).toBe('unknown');
    expect(devices.filter(({ model }) => model === 'valve-index')).toHaveLength(1);
    expect(devices.flatMap(({ parts }) => parts).filter(({ key }) => key === null)).toEqual([]);
  });

  it('shows a headset that is in it as present', () => {
    const { findings, devices } = judge(LSUSB_VERBOSE);
    expect(devices).toMatchObject([{ model: 'rift-dk1', port: null }]);
    expect(findings.find(({ check }) => check === 'headset-present')).toMatchObject({ outcome: 'pass' });
  });

  it('a whole list with places is judged as a look at the PC is', () => {
    const { findings } = judge(LSUSB + LSUSB_TREE, [{ model: 'valve-index', count: 2 }]);
    expect(findings.find(({ check }) => check === 'headset-present')).toMatchObject({ outcome: 'fail' });
  });
});
