import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/core/checks/list.ts';
import { resolveChecklist } from '../../../src/core/inspections/session/checklist.ts';
import { embeddedPublication } from '../../../src/core/publication/embedded.ts';
import { parseValidated } from '../../../src/core/published/layout.ts';
import { readDraft } from '../../../src/publisher/draft.ts';
import { type ChecklistItem, itemsOf } from '../../../src/shared/domain/inspection/checklist.ts';
import { inspectionKindSchema } from '../../../src/shared/domain/inspection/inspection-terms.ts';

const draft = readDraft('publication/draft');
if (!draft.ok) throw new Error(draft.problem.code);
const { checklists, guide, policy } = parseValidated(draft.value.documents);
const [quarterly, half, asked] = inspectionKindSchema.options.map((kind) => resolveChecklist(checklists, kind)!);
const itemsIn = (of = half): ChecklistItem[] => itemsOf(of!);
const isAutomatic = ({ method }: ChecklistItem) => method.kind === 'automatic';

/** Signed reports and comparisons of periods speak of items by id: none is renamed or used for something else. */
const PUBLISHED: Readonly<Record<string, string>> = {
  'quarterly-inspection': `
    power-sockets leakage-protector temperature humidity cleanliness fire-extinguishers fire-exits
    doors-windows play-area cable-routing ventilation lighting noise books-agree asset-labels storage
    chargers-batteries moves-recorded spare-parts suite-version-supported suite-files-genuine
    suite-headset-combination vendor-runtime openxr-runtime openxr-manifest-sound openxr-layers
    steamvr-version-supported steamvr-addons windows-version gpu-driver-version gpu-driver-unchanged
    matrix-current updates-outside-lessons headset-connected headset-parts headset-speed headset-path
    controllers-connected other-equipment devices-usable right-devices headset-firmware-supported
    controller-firmware-supported host-capable disk-space trial-wear sample-lesson disk-encrypted
    antivirus-running antivirus-up-to-date firewall-enabled no-automatic-logon lesson-account-limited
    system-patched screen-locks remote-access-controlled clock-synchronised logs-kept data-folder-protected
    no-student-data passwords-not-shown usb-sticks face-pad lenses head-strap headset-cable usb-connectors
    controller-body controller-batteries disinfecting-record hygiene-supplies base-station-mounting usage-log
    safety-notice emergency-plan short-manual fault-records-closed last-problems-closed training-record
    matrix-on-paper privacy-notice archive-complete`,
  'semi-annual-inspection': `
    emergency-lighting socket-wiring furniture warranty-list scrap-and-idle rollback-installers
    unused-software network-under-load pins-renewed backup-restorable retention-applied headset-housing
    pc-dust-fans term-plan improvement-record`,
  'on-request-inspection': `
    report-reproduced`,
};

/** Numbers of checks go up; operations take newer ones into the lists when inspectors are to answer them. */
const NEWEST_CHECK_THEN = 44;

describe('published inspection lists', () => {
  it('are of real depth', () => {
    expect(itemsIn(quarterly).length).toBeGreaterThanOrEqual(45);
    expect(itemsIn(quarterly).filter(isAutomatic).length).toBeGreaterThanOrEqual(20);
    expect(itemsIn(half).length).toBeGreaterThanOrEqual(52);
    expect(itemsIn(half).length).toBeGreaterThan(itemsIn(quarterly).length);
    expect(itemsIn(asked).length).toBeGreaterThan(itemsIn(quarterly).length);
  });

  it('have the sections of the regulation, each with something to do', () => {
    const ids = [
      'environment',
      'equipment-books',
      'software-versions',
      'device-fit',
      'data-security',
      'hygiene-wear',
      'documents',
    ];
    expect(quarterly!.sections.map(({ id }) => id)).toEqual(ids);
    expect(half!.sections.map(({ id }) => id)).toEqual(ids);
    expect(asked!.sections.map(({ id }) => id)).toEqual([...ids, 'reported']);
  });

  it('keep every id that was ever published', () => {
    for (const { id, sections } of checklists.checklists)
      expect(sections.flatMap(({ items }) => items.map((entry) => entry.id))).toEqual(
        PUBLISHED[id]?.trim().split(/\s+/),
      );
  });

  it('ask of an inspector at every seat no more than can be done at forty', () => {
    expect(itemsIn().filter((entry) => entry.asked === 'per-seat' && !isAutomatic(entry)).length).toBeLessThanOrEqual(
      12,
    );
  });

  it('use every check that there was when they were published', () => {
    const used = itemsIn().flatMap(({ method }) => (method.kind === 'automatic' ? method.checks : []));
    const unused = CHECKS.filter(({ id }) => !used.includes(id));
    expect(unused.filter(({ number }) => number <= NEWEST_CHECK_THEN)).toEqual([]);
    expect(used.filter((id, at) => used.indexOf(id) < at)).toEqual([]);
  });

  it('say of every item when it is normal, how bad it is otherwise and what to do', () => {
    for (const entry of [...itemsIn(), ...itemsIn(asked)])
      for (const words of [entry.text, entry.criterion, entry.advice, ...(entry.guide?.steps ?? [])]) {
        expect(words?.['zh-CN'], entry.id).toMatch(/\p{Script=Han}|^[\d～]/u);
        expect(words?.en, entry.id).toMatch(/^[^\p{Script=Han}]+$/u);
      }
    // An automatic item brings its findings as evidence, and needs a station.
    const byHand = itemsIn().filter((entry) => !isAutomatic(entry));
    expect(byHand.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
    expect(itemsIn().filter((entry) => isAutomatic(entry) && entry.asked !== 'per-seat')).toEqual([]);
  });

  it('measure temperature and humidity, and state the limits they check', () => {
    const measured = itemsIn().filter(({ method }) => method.kind === 'measured');
    expect(measured.map(({ id, method, criterion }) => [id, method, criterion!.en])).toEqual([
      [
        'temperature',
        { kind: 'measured', unit: '℃', min: 18, max: 28, possible: { from: -40, to: 60 }, decimals: 1 },
        '18–28 ℃',
      ],
      [
        'humidity',
        { kind: 'measured', unit: '%RH', min: 30, max: 70, possible: { from: 0, to: 100 }, decimals: 0 },
        '30–70 %',
      ],
    ]);
    expect(measured.every(({ evidence }) => evidence.includes('value'))).toBe(true);
  });

  it('name no standard: none of their limits is from one', () => {
    expect(JSON.stringify(checklists)).not.toMatch(/GB\/?T|JY\/T|国标|国家标准/);
  });

  it('never want a photo where students or passwords may be seen', () => {
    for (const id of ['no-student-data', 'passwords-not-shown'])
      expect(itemsIn().find((entry) => entry.id === id)?.evidence).toEqual(['note']);
  });

  it('compare the equipment with the books once', () => {
    expect(
      itemsIn()
        .filter(({ method }) => method.kind === 'books')
        .map(({ id }) => id),
    ).toEqual(['books-agree']);
  });
});

describe('published rules of inspections', () => {
  it('stop teaching for critical problems at half of the seats, and ask for more wherever something serious is open', () => {
    const { conclusion, severities, readings } = policy.inspectionRules;
    expect(conclusion.map(({ when, conclusion: proposed }) => [when, proposed])).toEqual([
      [{ severity: 'critical', problems: 1, seats: 0.5 }, 'out-of-use'],
      [{ severity: 'major', problems: 1 }, 'rectify'],
      [{ notInspected: 0.1 }, 'rectify'],
      [{ soundBelow: 0.9 }, 'rectify'],
      [undefined, 'passed'],
    ]);
    expect(Object.entries(severities).map(([severity, { workingDays }]) => [severity, workingDays])).toEqual([
      ['critical', 1],
      ['major', 3],
      ['minor', 10],
    ]);
    expect(readings).toEqual({ freshHours: 72, clockMinutes: 10 });
  });

  it('have advice for every section of the lists', () => {
    const advice = guide.advice ?? [];
    expect(advice.length).toBeGreaterThanOrEqual(18);
    const spokenOf = half!.sections.filter(({ id, items }) =>
      advice.some(
        ({ when }) =>
          when.sections?.includes(id) ||
          items.some(
            (entry) =>
              when.items?.includes(entry.id) ||
              (entry.method.kind === 'automatic' && entry.method.checks.some((check) => when.checks?.includes(check))),
          ),
      ),
    );
    expect(spokenOf).toEqual(half!.sections);
    for (const { id, text } of advice) {
      expect(text['zh-CN'], id).toMatch(/\p{Script=Han}.*。$/u);
      expect(text.en, id).toMatch(/^[^\p{Script=Han}]+\.$/u);
    }
  });

  it('are in the publication of the program, with what rules leave out filled in', async () => {
    const embedded = await embeddedPublication();
    if (!embedded.ok) throw new Error(embedded.problem.code);
    expect(embedded.value.inspectionRules).toEqual(policy.inspectionRules);
    expect(embedded.value.guide.advice.map(({ seats }) => seats)).toEqual(
      (guide.advice ?? []).map(({ seats = 1 }) => seats),
    );
    expect(new Set(embedded.value.guide.advice.map(({ seats }) => seats))).toContain(1);
  });
});
