import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../../src/core/app/app.ts';
import type { HotPlugSource } from '../../../src/core/probes/hot-plug.ts';
import type { Probe, Probes } from '../../../src/core/probes/probe.ts';
import { fixedPublication } from '../../../src/core/publication/publication-in-use.ts';
import { createConfWriter, stationFileIn } from '../../../src/core/settings/settings-files.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import type { LiveState } from '../../../src/shared/domain/check-run.ts';
import { fail } from '../../../src/shared/domain/result.ts';
import type { UsbDeviceFacts } from '../../../src/shared/domain/usb-facts.ts';
import { NO_ADB, NO_SOFTWARE, answering, hidraw, index, outcomes, station } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { linuxRuntimes } from '../../support/pc/linux-pc.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const nodes = [hidraw('1-2.3.1', '28de:2102'), hidraw('1-2.3.2', '28de:2300')];

const never = new AbortController().signal;

/** An app over a PC whose devices the test decides, with plug events at its call. */
function appWith(devices: () => UsbDeviceFacts[], slow?: Probe<'usb'>) {
  const folder = temporaryFolder();
  const plugs = new EventEmitter();
  const good = outcomes([]);
  if (good.host.status !== 'ok') throw new Error('the standard PC is well');
  const { facts: host } = good.host;
  const probes: Probes = {
    usb: slow ?? {
      id: 'usb',
      deadlineMs: 1000,
      read: () => Promise.resolve({ facts: { devices: devices() }, sources: [] }),
    },
    hid: {
      id: 'hid',
      deadlineMs: 1000,
      read: () => Promise.resolve({ facts: { devices: devices().length > 0 ? nodes : [] }, sources: [] }),
    },
    host: answering('host', host),
    runtimes: answering('runtimes', linuxRuntimes()),
    software: answering('software', NO_SOFTWARE),
    adb: answering('adb', NO_ADB),
    security: { id: 'security', deadlineMs: 1000, read: () => Promise.reject(new Error('not asked for')) },
  };
  const hotPlug: HotPlugSource = {
    subscribe(onEvent) {
      plugs.on('plug', onEvent);
      return Promise.resolve(() => void plugs.off('plug', onEvent));
    },
  };
  const app = createApp({
    version: 'test',
    dataDirectory: folder,
    logDirectory: folder,
    accessFolder: folder,
    stationFile: stationFileIn(folder),
    probes,
    hotPlug,
    publicationInUse: fixedPublication(publication),
    settings: createConfWriter(folder, '0.0.0'),
    secrets: createPlainSecretStore(folder),
    printer: { print: () => Promise.resolve(fail('no-printer')) },
    world: null,
  });
  onTestFinished(() => app.close());
  return { app, plugs, folder };
}

describe('a check', () => {
  it('tells progress, judges, and keeps the run before it says that it is finished', async () => {
    const { app } = appWith(() => index());
    const steps = await Array.fromAsync(app.check(never));
    const last = steps.at(-1);
    expect(last).toMatchObject({ type: 'finished', run: { verdict: 'ready' }, keeping: { kept: 'database' } });
    expect(await app.runs.list(5)).toMatchObject({ ok: true, value: [{ verdict: 'ready' }] });
    // How the PC is secured is looked at in inspections only.
    expect(JSON.stringify(steps)).not.toContain('security');
  });

  it.each(['by leaving', 'by its signal'])('that is cancelled %s stops its probes and keeps nothing', async (how) => {
    let stopped = false;
    const slow: Probe<'usb'> = {
      id: 'usb',
      deadlineMs: 5000,
      read: (signal) => new Promise(() => signal.addEventListener('abort', () => (stopped = true))),
    };
    const { app, folder } = appWith(() => [], slow);
    const user = new AbortController();
    const steps: string[] = [];
    for await (const step of app.check(user.signal)) {
      steps.push(step.type);
      if (how === 'by leaving') break;
      user.abort();
    }
    expect(stopped).toBe(true);
    expect(steps).not.toContain('finished');
    expect(existsSync(databaseFileIn(folder))).toBe(false);
  });

  it('is unknown at most when the station file cannot be used, live as well', async () => {
    const { app, folder } = appWith(() => index());
    writeFileSync(stationFileIn(folder), '{"schema": ');
    const last = (await Array.fromAsync(app.check(never))).at(-1);
    const unreadable = { check: 'headset-present', outcome: 'unknown', cause: 'station-unreadable' };
    expect(last).toMatchObject({ run: { verdict: 'unknown', station: null } });
    expect(last?.type === 'finished' && last.run.findings).toContainEqual(expect.objectContaining(unreadable));
    for await (const state of app.live(new AbortController().signal)) {
      expect(state.verdict).toBe('unknown');
      expect(state.findings).toContainEqual(expect.objectContaining(unreadable));
      break;
    }
    expect((await app.about()).problems).toMatchObject([{ code: 'file-not-json' }]);
  });

  it('judges by the station saved before', async () => {
    const { app } = appWith(() => index());
    expect(await app.saveStation(station([{ model: 'quest-3', count: 1 }]))).toMatchObject({ ok: true });
    const last = (await Array.fromAsync(app.check(never))).at(-1);
    expect(last).toMatchObject({ run: { verdict: 'not-ready', station: { seat: '03' } } });
    expect(await app.learnEquipment()).toEqual({ ok: true, value: [{ model: 'valve-index', count: 1 }] });
  });
});

describe('fault codes', () => {
  const failed = { check: 'headset-present', outcome: 'fail', subject: { kind: 'seat' }, sameStation: true };
  const codeOf = async (app: ReturnType<typeof appWith>['app']) => {
    const last = (await Array.fromAsync(app.check(never))).at(-1);
    if (last?.type !== 'finished') throw new Error('not finished');
    const codes = await app.faultCodesOf(last.run.id);
    const at = last.run.findings.findIndex(({ outcome }) => outcome === 'fail');
    return { run: last.run, keeping: last.keeping, code: (codes.ok ? codes.value[at] : null) ?? '' };
  };

  it('of a run are read again by any app of the same publication', async () => {
    const { app } = appWith(() => []);
    await app.saveStation(station(null));
    const { run, code } = await codeOf(app);
    expect(await app.readFaultCode(code)).toMatchObject({ ok: true, value: failed });
    expect(await appWith(() => []).app.readFaultCode(code)).toMatchObject({ ok: true, value: { sameStation: null } });
    await Array.fromAsync(app.check(never));
    expect(await app.faultCodesOf(run.id)).toMatchObject({
      ok: true,
      value: expect.arrayContaining([code]) as string[],
    });
    expect(await app.faultCodesOf('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toMatchObject({
      ok: false,
      problem: { code: 'run-not-found' },
    });
  });

  it('are there also when the run could not be kept', async () => {
    const { app, folder } = appWith(() => []);
    mkdirSync(databaseFileIn(folder));
    writeFileSync(path.join(folder, 'runs-beside-database'), 'no folder');
    const { keeping, code } = await codeOf(app);
    expect(keeping.kept).toBe('nowhere');
    expect(await app.readFaultCode(code)).toMatchObject({ ok: true });
  });
});

describe('the live state', () => {
  it('comes judged at first, at once and unjudged at a plug, judged again when it is quiet', async () => {
    let connected: UsbDeviceFacts[] = [];
    const { app, plugs } = appWith(() => connected);
    const states: LiveState[] = [];
    for await (const state of app.live(new AbortController().signal)) {
      states.push(state);
      if (states.length === 1) {
        connected = index();
        plugs.emit('plug', 0);
      }
      if (states.length > 1 && !state.settling) break;
    }
    expect(states[0]).toMatchObject({ settling: false, verdict: 'not-ready', change: null, watching: 'active' });
    expect(states[1]).toMatchObject({
      settling: true,
      verdict: null,
      findings: null,
      devices: [{ model: 'valve-index' }],
    });
    expect(states.at(-1)).toMatchObject({ settling: false, verdict: 'ready', change: { detached: [] } });
    expect(states.at(-1)?.change?.attached).toHaveLength(5);
    expect(plugs.listenerCount('plug')).toBe(0);
  });

  it('is judged again when the station changes, and keeps no record', async () => {
    const { app } = appWith(() => index());
    const verdicts: unknown[] = [];
    for await (const state of app.live(new AbortController().signal)) {
      verdicts.push(state.verdict);
      if (verdicts.length === 2) break;
      await app.saveStation(station([{ model: 'quest-3', count: 1 }]));
    }
    expect(verdicts).toEqual(['ready', 'not-ready']);
    expect(await app.runs.list(5)).toEqual({ ok: true, value: [] });
  });

  it('serves several watchers and stops listening with the last', async () => {
    const { app, plugs } = appWith(() => []);
    const [one, two] = [new AbortController(), new AbortController()];
    const [first, second] = [app.live(one.signal), app.live(two.signal)];
    await Promise.all([first.next(), second.next()]);
    expect(plugs.listenerCount('plug')).toBe(1);
    one.abort();
    await first.next();
    expect(plugs.listenerCount('plug')).toBe(1);
    two.abort();
    await second.next();
    expect(plugs.listenerCount('plug')).toBe(0);
  });
});

describe('the language', () => {
  it('is kept for the next start', async () => {
    const { app } = appWith(() => []);
    expect(await app.about()).toMatchObject({ language: 'zh-CN', problems: [] });
    expect(await app.setLanguage('en')).toMatchObject({ language: 'en' });
    expect(await app.about()).toMatchObject({ language: 'en' });
  });

  it('is switched when it cannot be kept, which is told until it can', async () => {
    const { app, folder } = appWith(() => []);
    const file = path.join(folder, 'preferences.json');
    mkdirSync(file);
    const about = await app.setLanguage('en');
    expect(about).toMatchObject({ language: 'en', problems: [{ code: 'preferences-not-saved', params: { folder } }] });
    rmdirSync(file);
    expect(await app.setLanguage('zh-CN')).toMatchObject({ language: 'zh-CN', problems: [] });
  });
});
