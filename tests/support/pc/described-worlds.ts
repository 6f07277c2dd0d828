import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { contextAt } from '../../../src/core/checks/context.ts';
import { CHECKS } from '../../../src/core/checks/list.ts';
import { runChecks } from '../../../src/core/checks/run-checks.ts';
import { describedFacts } from '../../../src/core/world/described/described-facts.ts';
import { type WorldDescription, anyDescriptionSchema } from '../../../src/core/world/described/world-description.ts';
import type { RecognisedDevice } from '../../../src/shared/domain/device.ts';
import { type Finding, verdictSchema } from '../../../src/shared/domain/finding.ts';
import type { HidFacts } from '../../../src/shared/domain/hid-facts.ts';
import type { UsbFacts } from '../../../src/shared/domain/usb-facts.ts';
import { outcomes, station } from './facts.ts';
import { publication } from './judge.ts';

export const DESCRIBED_FOLDER = path.resolve(import.meta.dirname, '../../worlds/described');

/** What has to come out of a described world, as far as USB and HID decide it. */
export const expectationSchema = z.strictObject({
  verdict: verdictSchema,
  /** `viture@1-2 [boot] -lighthouse`: subject, mode, missing parts. */
  devices: z.array(z.string()),
  /** `unexpected-vr-device warn unknown-device`. */
  troubles: z.array(z.string()),
});
export type Expectation = z.infer<typeof expectationSchema>;

export interface DescribedWorld {
  readonly name: string;
  readonly kind: string;
  readonly file: string;
  readonly description: WorldDescription;
  readonly expect: Expectation;
}

const notesSchema = z.object({
  kind: z.string(),
  expect: expectationSchema,
});

export const describedWorlds: readonly DescribedWorld[] = readdirSync(DESCRIBED_FOLDER)
  .filter((name) => name.endsWith('.json'))
  .toSorted()
  .map((name) => {
    const file = path.join(DESCRIBED_FOLDER, name);
    const written: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return {
      ...notesSchema.parse(written),
      name: name.slice(0, -'.json'.length),
      file,
      description: anyDescriptionSchema.parse(written),
    };
  });

/** Checks that look at nothing but what is plugged in: those of the PC and its software have worlds of their own. */
const DEVICE_CHECKS = CHECKS.filter(({ needs }) => needs.every((probe) => probe === 'usb' || probe === 'hid'));
const DEVICE_CHECK_IDS: ReadonlySet<string> = new Set(DEVICE_CHECKS.map(({ id }) => id));

type Told = Pick<RecognisedDevice, 'subject' | 'mode'> & { readonly missing: readonly string[] };

/** Brings an answer, of this process or of a printed report, into the form of an expectation. */
export const briefly = (
  devices: readonly Told[],
  findings: readonly (Pick<Finding, 'check' | 'outcome'> & { readonly cause: string | null })[],
): Omit<Expectation, 'verdict'> => ({
  devices: devices.map(({ subject, mode, missing }) =>
    [subject, mode === null ? '' : `[${mode}]`, ...missing.map((role) => `-${role}`)]
      .filter((it) => it !== '')
      .join(' '),
  ),
  troubles: findings
    .filter(({ check, outcome }) => DEVICE_CHECK_IDS.has(check) && outcome !== 'pass' && outcome !== 'not-applicable')
    .map(({ check, outcome, cause }) => `${check} ${outcome} ${cause}`),
});

/** Judges what a PC with these devices is fit for, by the checks that look at nothing else. */
export function judgeDevices(usb: UsbFacts, hid: HidFacts, equipment: WorldDescription['equipment']): Expectation {
  const seat = equipment === undefined ? null : station(equipment);
  const context = contextAt(new Date('2026-11-22T08:00:00+08:00'), publication, { station: seat }, null);
  const { devices, findings, verdict } = runChecks(outcomes(usb, { hid: hid.devices }), context, DEVICE_CHECKS);
  const shown = devices.map(({ subject, mode, parts }) => ({
    subject,
    mode,
    missing: parts.filter(({ key }) => key === null).map(({ role }) => role),
  }));
  return { verdict, ...briefly(shown, findings) };
}

/** Judges a described world in this process, through the parser of the probe, without umockdev. */
export function judgeDescribed(description: WorldDescription): Expectation {
  const { usb, hid } = describedFacts(description, (...id) => publication.catalogue.lists(...id));
  return judgeDevices(usb, hid, description.equipment);
}
