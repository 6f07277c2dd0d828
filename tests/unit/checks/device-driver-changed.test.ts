import { expect, it } from 'vitest';
import { contextAt } from '../../../src/core/checks/context.ts';
import { runChecks } from '../../../src/core/checks/run-checks.ts';
import type { UsbDriver } from '../../../src/shared/domain/usb-facts.ts';
import { outcomes, usb } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';

const MICROSOFT: UsbDriver = {
  service: 'HidUsb',
  provider: 'Microsoft',
  version: '10.0.22621.1',
  date: '2006-06-21',
  inf: 'input.inf',
};
const VALVE: UsbDriver = { ...MICROSOFT, provider: 'Valve', version: '2.1', inf: 'oem12.inf' };

const radio = (driver: UsbDriver | undefined, key = '14.0-3', serial: string | null = 'W1') =>
  outcomes([
    usb(key, '28de:2101', { ports: [3], serial, product: 'Watchman Dongle', ...(driver !== undefined && { driver }) }),
  ]);

function judge(before: UsbDriver | undefined, after: UsbDriver | undefined, moved?: string) {
  const now = radio(after, moved);
  const lastGood = { startedAt: '2026-11-20T08:00:00+08:00', snapshot: { probes: radio(before) } };
  const context = contextAt(new Date('2026-11-22T08:00:00+08:00'), publication, { station: null }, lastGood as never);
  const found = runChecks(now, context).findings.find(({ check }) => check === 'device-driver-changed')!;
  return { outcome: found.outcome, cause: found.cause, evidence: found.evidence };
}

it('another driver than at the last good run is a warning, with both of them', () => {
  expect(judge(MICROSOFT, VALVE)).toMatchObject({
    outcome: 'warn',
    cause: 'driver-replaced',
    evidence: { before: 'Microsoft, 10.0.22621.1, 2006-06-21, input.inf', driver: 'Valve, 2.1, 2006-06-21, oem12.inf' },
  });
});

it('the same driver passes, also in another socket', () => {
  expect(judge(MICROSOFT, MICROSOFT).outcome).toBe('pass');
  expect(judge(MICROSOFT, MICROSOFT, '14.0-7').outcome).toBe('pass');
  expect(judge(MICROSOFT, VALVE, '14.0-7').outcome).toBe('warn');
});

it('where a system does not tell, nothing is compared', () => {
  expect(judge(undefined, VALVE).outcome).toBe('not-applicable');
  expect(judge(MICROSOFT, undefined).outcome).toBe('not-applicable');
});
