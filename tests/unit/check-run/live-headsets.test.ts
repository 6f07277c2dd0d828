import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LiveStation } from '../../../src/core/check-run/live-station.ts';
import type { Probe, Probes } from '../../../src/core/probes/probe.ts';
import type { LiveState } from '../../../src/shared/domain/check-run.ts';
import { answering, GOOD_HOST, index, NO_ADB, NO_RUNTIMES, NO_SOFTWARE } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';

/** A station whose headsets answer as the test says. */
function stationWith(adb: Probe<'adb'>) {
  const plugs = new EventEmitter();
  const probes: Probes = {
    usb: answering('usb', { devices: index() }),
    hid: answering('hid', { devices: [] }),
    host: answering('host', GOOD_HOST),
    runtimes: answering('runtimes', NO_RUNTIMES),
    software: answering('software', NO_SOFTWARE),
    security: { id: 'security', deadlineMs: 1, read: () => Promise.reject(new Error('not asked for')) },
    adb,
  };
  const live = new LiveStation({
    probes,
    publication,
    hotPlug: {
      subscribe(onEvent) {
        plugs.on('plug', onEvent);
        return Promise.resolve(() => void plugs.off('plug', onEvent));
      },
    },
    readStation: () => Promise.resolve({ station: null }),
    lastGoodRun: () => Promise.resolve(null),
  });
  return { live, plugs };
}

const asked = (read: Probe<'adb'>['read']): Probe<'adb'> => ({ id: 'adb', deadlineMs: 30_000, read });
const facts = { facts: NO_ADB, sources: [] };

/** States until there are so many. */
async function states(live: LiveStation, count: number): Promise<LiveState[]> {
  const seen: LiveState[] = [];
  for await (const state of live.watch(new AbortController().signal)) {
    seen.push(state);
    if (seen.length === count) break;
  }
  return seen;
}

describe('headsets of the live state', () => {
  it('that answer at once are judged with everything else', async () => {
    let usbKeys: readonly string[] | undefined;
    const { live } = stationWith(
      asked(async (_, sameRun) => {
        usbKeys = (await sameRun?.usb)?.devices.map(({ key }) => key);
        return facts;
      }),
    );
    expect(await states(live, 1)).toMatchObject([{ settling: false }]);
    expect(usbKeys).toEqual(index().map(({ key }) => key));
  });

  it('that take their time hold nothing up, and are judged when they have answered', async () => {
    const late = Promise.withResolvers<typeof facts>();
    const { live } = stationWith(asked(() => late.promise));
    const watched = states(live, 2);
    await sleep(600);
    late.resolve(facts);
    const [first, second] = await watched;
    expect(first).toMatchObject({ settling: false, devices: [{ model: 'valve-index' }] });
    expect(second).toMatchObject({ settling: false, verdict: first!.verdict, change: first!.change });
  });

  it('are asked no more once something was plugged, or nobody watches', async () => {
    const signals: AbortSignal[] = [];
    const { live, plugs } = stationWith(
      asked((signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      }),
    );
    let count = 0;
    for await (const state of live.watch(new AbortController().signal)) {
      count += 1;
      if (count === 1) plugs.emit('plug');
      if (signals.length === 2 && !state.settling) break;
    }
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });
});
