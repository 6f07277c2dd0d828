import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/shared/domain/snapshot.ts';
import { stationSchema } from '../../../src/shared/domain/station.ts';
import { HID_INTERFACE, hidraw, index, outcomes, station, usb } from '../../support/pc/facts.ts';
import { assess, judged, publication } from '../../support/pc/judge.ts';
import { readFileSync } from 'node:fs';
import { worldFile } from '../../worlds/generator/world-folders.ts';

const complete = outcomes(index(), { hid: [hidraw('1-2.3.1', '28de:2102'), hidraw('1-2.3.2', '28de:2300')] });
const indexAnd = (model: string) =>
  station([
    { model: 'valve-index', count: 1 },
    { model, count: 1 },
  ]);

describe('equipment-present', () => {
  it.each([
    ['leap-motion', 'fail', 'equipment-not-seen', 'not-ready'],
    ['nolo-cv1', 'fail', 'equipment-not-seen', 'not-ready'],
    ['htc-face-tracker', 'fail', 'equipment-not-seen', 'not-ready'],
    ['realsense-t265', 'fail', 'equipment-not-seen', 'not-ready'],
    ['htc-vive-tracker-2018', 'warn', 'equipment-seldom-on-usb', 'usable'],
    ['tundra-tracker', 'warn', 'equipment-seldom-on-usb', 'usable'],
    ['valve-base-station', 'warn', 'equipment-seldom-on-usb', 'usable'],
    ['valve-indx', 'unknown', 'model-not-in-catalogue', 'unknown'],
  ] as const)('%s that is not there: %s', (model, outcome, cause, verdict) => {
    expect(judged('equipment-present', complete, indexAnd(model))).toEqual([[outcome, `${model}@station`, cause]]);
    expect(assess(complete, indexAnd(model)).verdict).toBe(verdict);
  });

  it('passes what is there, and does not apply where nothing of the kind belongs', () => {
    const both = outcomes([...index(), usb('1-8', 'f182:0003')]);
    expect(judged('equipment-present', both, indexAnd('leap-motion'))).toEqual([['pass', 'leap-motion@station', null]]);
    expect(judged('equipment-present', complete, station([{ model: 'valve-index', count: 1 }]))[0]?.[0]).toBe(
      'not-applicable',
    );
    expect(judged('equipment-present', complete)[0]?.[0]).toBe('not-applicable');
  });

  it('leaves no model of the catalogue unjudged: alone expected and absent, it is never ready', () => {
    const nothing = outcomes([usb('1-1', '046d:c077', { interfaces: [HID_INTERFACE] })]);
    const ready = [...publication.catalogue.models.keys()].filter(
      (model) => assess(nothing, station([{ model, count: 1 }])).verdict === 'ready',
    );
    expect(ready).toEqual([]);
  });
});

describe('a connected device stands for one expected device', () => {
  const snapshot = (world: string) =>
    (JSON.parse(readFileSync(worldFile(world, 'snapshot.json'), 'utf8')) as Snapshot).probes;
  const presence = (probes: Snapshot['probes'], ...models: string[]) =>
    judged('headset-present', probes, station(models.map((model) => ({ model, count: 1 })))).map(
      ([outcome]) => outcome,
    );

  it('so one Quest is not three', () => {
    const found = presence(snapshot('quest-link-usb2'), 'quest-2', 'quest-3', 'quest-pro');
    expect(found.toSorted()).toEqual(['fail', 'fail', 'warn']);
  });

  it('and moves aside for one that can stand nowhere else', () => {
    const open = usb('1-1', '2833:0137');
    const quest3 = usb('1-3', '2833:0137', { product: 'Quest 3' });
    for (const devices of [
      [open, quest3],
      [quest3, open],
    ]) {
      expect(presence(outcomes(devices), 'quest-3', 'quest-2')).toEqual(['pass', 'warn']);
      expect(presence(outcomes(devices), 'quest-2', 'quest-3')).toEqual(['warn', 'pass']);
    }
  });

  it('and a model that is written twice is two of it', () => {
    const twice = stationSchema.parse(
      station([
        { model: 'valve-index', count: 1 },
        { model: 'valve-index', count: 1 },
      ]),
    );
    expect(twice.expected).toEqual([{ model: 'valve-index', count: 2 }]);
    expect(judged('headset-present', outcomes(index()), twice)[0]?.[0]).toBe('fail');
    expect(stationSchema.parse(twice)).toEqual(twice);
  });
});
