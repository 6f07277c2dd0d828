import { setTimeout as sleep } from 'node:timers/promises';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { HotPlugChange, LiveState } from '../../shared/domain/check-run.ts';
import type { ProbeOutcome, ProbeOutcomes } from '../../shared/domain/snapshot.ts';
import { NOT_TAKEN } from '../../shared/domain/probe-ids.ts';
import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';
import { usbIdOf } from '../../shared/domain/usb-id.ts';
import type { LastGoodRun, StationContext } from '../checks/check.ts';
import { contextAt } from '../checks/context.ts';
import { runChecks } from '../checks/run-checks.ts';
import { recogniseDevices } from '../devices/recognise.ts';
import { Feed } from '../platform/feed.ts';
import type { HotPlugSource } from '../probes/hot-plug.ts';
import type { Probes } from '../probes/probe.ts';
import { factsOf, runProbe } from '../probes/run-probe.ts';
import type { Publication } from '../published/publication.ts';

/** A headset brings its parts up over one to two seconds; judging earlier would call it incomplete. */
const SETTLED_AFTER_MS = 1500;

/** Where there is nothing to ask, or it answers, that takes less; one that is silent must not hold up what is plain to see. */
const HEADSETS_WITHIN_MS = 300;

export interface LiveStationDependencies {
  readonly probes: Probes;
  readonly publication: Publication;
  readonly hotPlug: HotPlugSource;
  readonly readStation: () => Promise<StationContext>;
  readonly lastGoodRun: () => Promise<LastGoodRun | null>;
}

/** Follows what is connected while somebody watches; idle otherwise. */
export class LiveStation {
  readonly #deps: LiveStationDependencies;
  readonly #states = new Feed<LiveState>();
  #current: LiveState | null = null;
  /** What was there when it was last quiet; a change is told against it, however many looks it takes to settle. */
  #quiet: readonly UsbDeviceFacts[] | null = null;
  #steady: Promise<Pick<ProbeOutcomes, 'host' | 'runtimes' | 'software'>> | null = null;
  /** As they last answered. */
  #headsets: ProbeOutcome<'adb'> = NOT_TAKEN;
  /** Ends with the next look, and with the last watcher. */
  #asking = new AbortController();
  #watchers = 0;
  #stop: (() => void) | null = null;
  #starting: Promise<void> | null = null;
  #looking = false;
  #lookAgain = false;
  #settle: NodeJS.Timeout | null = null;

  constructor(deps: LiveStationDependencies) {
    this.#deps = deps;
  }

  /** Current state first, then every change until the signal is aborted. */
  async *watch(signal: AbortSignal): AsyncGenerator<LiveState> {
    const changes = this.#states.follow(signal);
    this.#watchers += 1;
    try {
      await (this.#starting ??= this.#start());
      // What was published while starting is in the queue as well.
      const first = this.#current;
      if (first !== null) yield first;
      for await (const state of changes) if (state !== first) yield state;
    } finally {
      this.#watchers -= 1;
      if (this.#watchers === 0) this.close();
    }
  }

  close(): void {
    this.#stop?.();
    if (this.#settle !== null) clearTimeout(this.#settle);
    this.#stop = null;
    this.#starting = null;
    this.#settle = null;
    this.#current = null;
    this.#quiet = null;
    this.#asking.abort();
    this.#headsets = NOT_TAKEN;
  }

  /** The station or its expected equipment changed: judge again. */
  refresh(): void {
    if (this.#watchers > 0) void this.#judge();
  }

  async #start(): Promise<void> {
    this.#stop = await this.#deps.hotPlug.subscribe(() => this.#onEvent());
    await this.#judge();
  }

  #onEvent(): void {
    this.#asking.abort();
    if (this.#settle !== null) clearTimeout(this.#settle);
    this.#settle = setTimeout(() => void this.#judge(), SETTLED_AFTER_MS);
    void this.#look();
  }

  /** Shows at once what is there now; events that arrive meanwhile are answered by one more look. */
  async #look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    try {
      do {
        this.#lookAgain = false;
        const usb = await runProbe(this.#deps.probes.usb, new AbortController().signal);
        const facts = usb.status === 'ok' ? usb.facts : null;
        const devices = facts === null ? [] : recogniseDevices(facts, null, this.#deps.publication.catalogue).devices;
        const change = this.#changeTo(facts?.devices ?? []);
        this.#publish({ settling: true, change, usb: facts, devices: [...devices], findings: null, verdict: null });
      } while (this.#lookAgain);
    } finally {
      this.#looking = false;
    }
  }

  async #judge(): Promise<void> {
    const { probes, publication, readStation } = this.#deps;
    const never = new AbortController().signal;
    // The PC and its software do not change by plugging; they are asked once per watch.
    this.#steady ??= probeSteady(probes, never);
    this.#asking.abort();
    const asking = (this.#asking = new AbortController());
    const connected = runProbe(probes.usb, never);
    const answers = runProbe(probes.adb, asking.signal, { usb: factsOf(connected) });
    const [usb, hid, steady, station] = await Promise.all([
      connected,
      runProbe(probes.hid, never),
      this.#steady,
      readStation(),
    ]);
    const context = contextAt(new Date(), publication, station, await this.#deps.lastGoodRun());
    const now = usb.status === 'ok' ? usb.facts.devices : [];
    const change = this.#changeTo(now);
    const publish = (adb: ProbeOutcome<'adb'>) => {
      const { devices, findings, verdict } = runChecks({ usb, hid, ...steady, adb }, context);
      this.#publish({
        settling: false,
        change,
        usb: usb.status === 'ok' ? usb.facts : null,
        devices: [...devices],
        findings: [...findings],
        verdict,
      });
    };
    const inTime = await Promise.race([answers, sleep(HEADSETS_WITHIN_MS, null, { ref: false })]);
    this.#quiet = now;
    if (inTime === null || asking.signal.aborted) {
      publish(this.#headsets);
      void this.#publishLater(answers, asking.signal, publish);
    } else publish((this.#headsets = inTime));
  }

  /** Headsets that take their time are judged when they have answered, unless something was plugged meanwhile. */
  async #publishLater(
    answers: Promise<ProbeOutcome<'adb'>>,
    outdated: AbortSignal,
    publish: (adb: ProbeOutcome<'adb'>) => void,
  ): Promise<void> {
    const adb = await answers;
    if (outdated.aborted) return;
    this.#headsets = adb;
    publish(adb);
  }

  #changeTo(now: readonly UsbDeviceFacts[]): HotPlugChange | null {
    return this.#quiet === null ? null : changeBetween(this.#quiet, now);
  }

  #publish(state: Omit<LiveState, 'at' | 'watching'>): void {
    this.#current = {
      at: formatInstant(new Date()),
      watching: this.#stop === null ? 'unavailable' : 'active',
      ...state,
    };
    this.#states.push(this.#current);
  }
}

async function probeSteady(probes: Probes, signal: AbortSignal) {
  const [host, runtimes, software] = await Promise.all([
    runProbe(probes.host, signal),
    runProbe(probes.runtimes, signal),
    runProbe(probes.software, signal),
  ]);
  return { host, runtimes, software };
}

function changeBetween(before: readonly UsbDeviceFacts[], after: readonly UsbDeviceFacts[]): HotPlugChange {
  const identity = (device: UsbDeviceFacts) => `${device.key}/${device.address}/${usbIdOf(device)}`;
  const nameOf = (device: UsbDeviceFacts) => device.product ?? usbIdOf(device);
  const had = new Set(before.map(identity));
  const has = new Set(after.map(identity));
  return {
    attached: after.filter((device) => !had.has(identity(device))).map(nameOf),
    detached: before.filter((device) => !has.has(identity(device))).map(nameOf),
  };
}
