import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogueSchema } from '../../../src/core/published/catalogue-schema.ts';
import { indexCatalogue } from '../../../src/core/published/catalogue.ts';
import { buildUdevRules } from '../../../src/core/devices/udev-rules.ts';
import { usb } from '../../support/pc/facts.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const catalogue = catalogueSchema.parse(JSON.parse(read('publication/draft/catalogue.json')));
const indexed = indexCatalogue(catalogue);

describe('the embedded catalogue', () => {
  it('fits its schema', () => {
    expect(catalogue.devices.length).toBeGreaterThanOrEqual(80);
  });

  it('names every entry once and only sources that it lists', () => {
    const ids = catalogue.devices.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const used = new Set([
      ...catalogue.devices.flatMap(({ sources }) => sources),
      ...(catalogue.headsetApps ?? []).map(({ source }) => source),
    ]);
    expect([...used].filter((source) => !(source in catalogue.sources))).toEqual([]);
    expect(Object.keys(catalogue.sources).filter((source) => !used.has(source))).toEqual([]);
  });

  it('refers only to modes, families, likenesses and models that exist', () => {
    const matchers = catalogue.devices
      .flatMap(({ parts }) => parts.flatMap(({ match }) => match))
      .filter((matcher) => typeof matcher !== 'string');
    const modes = [...matchers, ...Object.values(catalogue.families).flatMap(({ ids }) => ids)].flatMap(
      ({ mode }) => mode ?? [],
    );
    expect(modes.filter((mode) => !(mode in catalogue.modes))).toEqual([]);
    expect(matchers.filter((matcher) => 'family' in matcher && !(matcher.family in catalogue.families))).toEqual([]);
    for (const model of indexed.models.values())
      for (const covered of model.covers) expect(indexed.models.has(covered), covered).toBe(true);
  });

  it('gives every model an anchor, a clue or adb properties by which it can be found', () => {
    const found = new Set<string>(catalogue.devices.flatMap(({ id, adb }) => (adb === undefined ? [] : id)));
    for (const entry of catalogue.devices)
      for (const part of entry.parts)
        for (const written of part.match) {
          const matcher = typeof written === 'string' ? { usb: written } : written;
          if (part.anchor === true || ('anchor' in matcher && matcher.anchor === true)) found.add(entry.id);
        }
    expect(catalogue.devices.filter(({ id }) => !found.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('knows a SuperSpeed part of every model that a USB 2 link harms', () => {
    const families = Object.values(catalogue.families).flatMap(({ ids }) => ids);
    const isFast = (entry: (typeof catalogue.devices)[number]) =>
      indexed.models.get(entry.id)!.parts.some(({ speed }) => speed === 'super') ||
      (entry.parts.some(({ match }) => match.some((matcher) => typeof matcher !== 'string' && 'family' in matcher)) &&
        families.some(({ speed }) => speed === 'super'));
    const harmed = catalogue.devices.filter(({ id }) => indexed.models.get(id)!.onUsb2 !== null);
    expect(harmed.filter((entry) => !isFast(entry)).map(({ id }) => id)).toEqual([]);
  });

  it('prefers the rule with more conditions met', () => {
    const models = (product: string | null) =>
      indexed.candidaciesOf(usb('1-1', '2833:0186', { product })).toSorted((a, b) => b.specificity - a.specificity)[0]
        ?.model.id;
    expect(models('Quest 3')).toBe('quest-3');
    expect(models('Quest 3S')).toBe('quest-3s');
    expect(models('Quest Pro')).toBe('quest-pro');
    expect(models(null)).toBe('quest');
  });

  it('of an older release, without the newer keys, has their usual meaning', () => {
    const { vrNames, sharedIds, functions, compositions, bootSigns, virtualControllers, ...older } = catalogue;
    expect([vrNames, sharedIds, functions, compositions, bootSigns, virtualControllers]).not.toContain(undefined);
    const indexedOlder = indexCatalogue(older);
    expect(indexedOlder.candidaciesOf(usb('1-1', '05c6:9008')).every(({ shared, anchor }) => shared && !anchor)).toBe(
      true,
    );
    const adb = {
      number: 0,
      classCode: 0xff,
      subclassCode: 0x42,
      protocolCode: 1,
      endpointCount: 2,
      isochronous: false,
    };
    const device = usb('1-1', '2d40:00b7', { interfaces: [{ ...adb, driver: null }] });
    expect(indexedOlder.modeReader.standaloneModeOf(device, null)).toEqual({ mode: 'adb', needsSuperSpeed: false });
    expect(indexedOlder.isVirtualController('vhci_hcd.1')).toBe(true);
  });

  it('refuses a matcher that is no regular expression, naming the field', () => {
    const broken = structuredClone(catalogue);
    broken.devices[0]!.parts[0]!.match = [{ usb: '0bb4:2744', product: '(' }];
    const refused = catalogueSchema.safeParse(broken);
    expect(refused.success).toBe(false);
    expect(refused.error?.issues[0]?.path.slice(0, 2)).toEqual(['devices', 0]);
  });
});

describe('udev rules', () => {
  const rules = buildUdevRules(catalogue);

  it('are the ones in resources/linux (npm run udev-rules)', () => {
    expect(read('resources/linux/70-vrlab-check.rules')).toBe(rules);
  });

  it('give the seated user access to hidraw and usb nodes of headsets, and to no hub, audio chip or keyboard', () => {
    expect(rules).toContain(
      'KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="28de", ATTRS{idProduct}=="2300", TAG+="uaccess"',
    );
    expect(rules).toContain('SUBSYSTEM=="usb", ATTR{idVendor}=="2833", ATTR{idProduct}=="0186", TAG+="uaccess"');
    expect(rules).not.toMatch(/idVendor\}=="(0d8c|0424|05e3)"/);
    expect(rules).not.toContain('MODE="0666"');
  });
});
