import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Probe, ProbeFailure, type Probes } from '../../../src/core/probes/probe.ts';
import { runProbe, runProbes, type ProbeProgress } from '../../../src/core/probes/run-probe.ts';
import { LESSON_PROBE_IDS } from '../../../src/shared/domain/probe-ids.ts';
import { answering, NO_ADB, NO_RUNTIMES, NO_SOFTWARE } from '../../support/pc/facts.ts';

const facts = { devices: [] };
const probe = (read: Probe<'usb'>['read'], deadlineMs = 1000): Probe<'usb'> => ({ id: 'usb', deadlineMs, read });
const never = new AbortController().signal;

describe('a probe run', () => {
  it('ends with facts and their sources', async () => {
    const outcome = await runProbe(
      probe(() => Promise.resolve({ facts, sources: ['here'] })),
      never,
    );
    expect(outcome).toMatchObject({ status: 'ok', facts, sources: ['here'] });
  });

  it('keeps expected failures apart from surprises', async () => {
    const refused = probe(() =>
      Promise.reject(new ProbeFailure('usb-subsystem-missing', 'no /sys', { status: 'unsupported' })),
    );
    expect(await runProbe(refused, never)).toMatchObject({
      status: 'unsupported',
      error: { code: 'usb-subsystem-missing', detail: 'no /sys' },
    });
    const surprised = probe(() => Promise.reject(new TypeError('oops')));
    expect(await runProbe(surprised, never)).toMatchObject({
      status: 'failed',
      error: { code: 'unexpected', detail: 'oops' },
    });
    const throwing = probe(() => {
      throw new Error('at once');
    });
    expect(await runProbe(throwing, never)).toMatchObject({ status: 'failed', error: { detail: 'at once' } });
  });

  it('ends at its deadline though the look goes on, and tells the look to stop', async () => {
    let told = false;
    const slow = probe(async (signal) => {
      signal.addEventListener('abort', () => (told = true));
      await sleep(5000, undefined, { ref: false });
      return { facts, sources: [] };
    }, 30);
    expect(await runProbe(slow, never)).toMatchObject({ status: 'timeout', error: { code: 'deadline' } });
    expect(told).toBe(true);
  });

  it('ends when the user cancels, also before it began', async () => {
    const cancel = new AbortController();
    const waiting = runProbe(
      probe(() => new Promise(() => undefined)),
      cancel.signal,
    );
    cancel.abort();
    expect(await waiting).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
    expect(
      await runProbe(
        probe(() => new Promise(() => undefined)),
        cancel.signal,
      ),
    ).toMatchObject({ error: { code: 'cancelled' } });
  });

  it('runs all at once, each failing alone, and tells progress', async () => {
    const progress: ProbeProgress[] = [];
    const usb = probe(() => Promise.reject(new Error('broken')));
    const probes: Probes = {
      usb,
      hid: answering('hid', facts),
      host: answering('host', { os: null, cpu: null, memory: null, gpus: null, disks: null }),
      runtimes: answering('runtimes', NO_RUNTIMES),
      software: answering('software', NO_SOFTWARE),
      adb: answering('adb', NO_ADB),
      security: { id: 'security', deadlineMs: 1000, read: () => Promise.reject(new Error('not asked for')) },
    };
    const outcomes = await runProbes(probes, never, (step) => progress.push(step));
    expect([outcomes.usb.status, outcomes.hid.status, outcomes.host.status]).toEqual(['failed', 'ok', 'ok']);
    expect(progress.slice(0, 3).map(({ state }) => state)).toEqual(['started', 'started', 'started']);
    expect(progress.filter(({ state }) => state === 'finished')).toHaveLength(LESSON_PROBE_IDS.length);
  });

  it('lets headsets be asked with the USB devices of the same run, and without where they could not be read', async () => {
    const seen: unknown[] = [];
    const adb: Probe<'adb'> = {
      id: 'adb',
      deadlineMs: 1000,
      read: async (_, sameRun) => (seen.push(await sameRun?.usb), { facts: NO_ADB, sources: [] }),
    };
    const rest = {
      hid: answering('hid', facts),
      host: answering('host', { os: null, cpu: null, memory: null, gpus: null, disks: null }),
      runtimes: answering('runtimes', NO_RUNTIMES),
      software: answering('software', NO_SOFTWARE),
      security: probe(() => Promise.reject(new Error('not asked for'))) as never,
      adb,
    };
    await runProbes({ ...rest, usb: answering('usb', facts) }, never);
    await runProbes({ ...rest, usb: probe(() => Promise.reject(new Error('broken'))) }, never);
    expect(seen).toEqual([facts, null]);
  });
});
