import { judgeSnapshot } from '../../../src/core/check-run/judge-snapshot.ts';
import type { CheckRun } from '../../../src/shared/domain/check-run.ts';
import { SNAPSHOT_SCHEMA } from '../../../src/shared/domain/schema-names.ts';
import type { Snapshot } from '../../../src/shared/domain/snapshot.ts';
import type { UsbDeviceFacts } from '../../../src/shared/domain/usb-facts.ts';
import { index, outcomes, station } from './facts.ts';
import { publication } from './judge.ts';

export const snapshotOf = (devices: UsbDeviceFacts[]): Snapshot => ({
  schema: SNAPSHOT_SCHEMA,
  takenAt: '2026-11-22T08:00:00.000+08:00',
  tool: 'test',
  platform: 'linux',
  demo: false,
  probes: outcomes(devices),
});

/** A run of a complete Index, begun so many milliseconds after a fixed instant. */
export const run = (afterMs = 0, devices = index()): CheckRun =>
  judgeSnapshot(snapshotOf(devices), station(null), publication, new Date(Date.UTC(2026, 10, 22) + afterMs), null);
