import { describe, expect, it } from 'vitest';
import { appliesAtSeat, appliesToLab } from '../../../../src/core/inspections/session/item-condition.ts';
import type { CheckRun } from '../../../../src/shared/domain/check-run.ts';
import type { Station } from '../../../../src/shared/domain/station.ts';
import type { Subject } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { checklistItem, publishing } from '../../../support/inspection/inspection-dependencies.ts';
import { InspectionPc, NORMAL, reopened } from '../../../support/inspection/inspections.ts';
import { index, station } from '../../../support/pc/facts.ts';
import { publication } from '../../../support/pc/judge.ts';
import { run } from '../../../support/pc/runs.ts';
import { valueOf } from '../../../support/value-of.ts';

const HEADSET = { equipment: 'headset' } as const;
const runAt = (expected: Station['expected'], devices = index()): CheckRun => ({
  ...run(0, devices),
  station: station(expected),
});

describe('the condition of an item', () => {
  const judged = (of: CheckRun) => appliesAtSeat(HEADSET, of, publication.catalogue);
  const vive = [{ model: 'htc-vive', count: 1 }];
  const noUsb = runAt([], []);
  const blind: CheckRun = {
    ...noUsb,
    snapshot: {
      ...noUsb.snapshot,
      probes: { ...noUsb.snapshot.probes, usb: { ...noUsb.snapshot.probes.usb, status: 'failed' } as never },
    },
  };

  it.each([
    ['connected, whatever is registered', runAt(null), 'yes'],
    ['neither connected nor registered', runAt([], []), 'no'],
    ['registered and not connected', runAt(vive, []), 'unknown'],
    ['nothing ever registered, nothing connected', runAt(null, []), 'unknown'],
    ['a model nobody knows is registered', runAt([{ model: 'no-such-model', count: 1 }], []), 'unknown'],
    ['USB could not be read', blind, 'unknown'],
  ] as const)('%s: %#', (_what, of, applies) => {
    expect(judged(of)).toBe(applies);
  });

  it('tells stand-alone headsets from those on a cable', () => {
    const of = (equipment: 'standalone-headset' | 'tethered-headset' | 'controllers') =>
      appliesAtSeat({ equipment }, runAt([]), publication.catalogue);
    expect([of('tethered-headset'), of('standalone-headset'), of('controllers')]).toEqual(['yes', 'no', 'yes']);
  });

  it('holds for the lab where it holds at any seat, and is unknown while one seat is', () => {
    expect(appliesToLab(['no', 'yes', 'unknown'])).toBe('yes');
    expect(appliesToLab(['no', 'unknown'])).toBe('unknown');
    expect(appliesToLab(['no', 'no'])).toBe('no');
    expect(appliesToLab([])).toBe('unknown');
  });
});

it('where a seat has no headset its conditional items become not applicable by themselves, and the inspector may overrule', async () => {
  const SEAT: Subject = 'seat:03';
  const items = [
    checklistItem({ id: 'wear', appliesWhen: HEADSET }),
    checklistItem({ id: 'hall', asked: 'per-lab', appliesWhen: HEADSET }),
  ];
  const pc = new InspectionPc({ published: publishing(items) });
  pc.reading = runAt([], []);
  const { header, cells, counts } = await pc.begin();
  expect(cells.map(({ automatic }) => automatic)).toMatchObject([
    { outcome: 'not-applicable', reason: null, run: pc.reading.id, unmet: HEADSET },
    { outcome: 'not-applicable' },
  ]);
  expect(counts).toMatchObject({ asked: 0, notApplicable: 2, open: 0 });
  const said = valueOf(await pc.sessions.answer(header.id, 'wear', SEAT, NORMAL));
  expect(said.counts).toMatchObject({ asked: 1, normal: 1 });

  // The headset was in the cupboard: read again, the items are open.
  valueOf(await pc.sessions.answer(header.id, 'wear', SEAT, null));
  pc.reading = { ...runAt([]), id: run(1).id };
  await Array.fromAsync(pc.sessions.readAgain(header.id, new AbortController().signal));
  expect((await reopened(pc.folder, header.id)).counts).toMatchObject({ asked: 2, open: 2 });
});
