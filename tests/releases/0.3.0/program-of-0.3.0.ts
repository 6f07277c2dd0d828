// The program of release 0.3.0 on a PC of a lab, its commands, and the service desk beside it: what make.ts works with.
import { readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { createApp, type App } from '../../../src/core/app.ts';
import { fileSecretStore } from '../../../src/core/delivery/file-secret-store.ts';
import { setUpChannel } from '../../../src/core/delivery/set-up-channel.ts';
import { noHotPlug } from '../../../src/core/devices/hot-plug.ts';
import { createProbes } from '../../../src/core/probes/index.ts';
import { choosePublication } from '../../../src/core/publication/choose-publication.ts';
import { createChromiumPrinter } from '../../../src/core/reports/chromium-printer.ts';
import { confWriter } from '../../../src/core/settings/conf-writer.ts';
import { stationFileIn } from '../../../src/core/station/station-file.ts';
import { VERSION } from '../../../src/core/version.ts';
import { openWorld, worldProbes } from '../../../src/core/world/world.ts';
import type { Result } from '../../../src/shared/domain/result.ts';
import { stationSchema } from '../../../src/shared/domain/station.ts';
import { worldFile } from '../../worlds/generator/world-folders.ts';

/** Paths are stored in settings and records: these name no machine. */
export const LAB = '/srv/lab';
export const DATA = path.join(LAB, 'data');
export const STICK = path.join(LAB, 'stick');
export const OWN = path.join(LAB, 'own-root');
export const ROOT = path.resolve(import.meta.dirname, '../../..');
export const EMBEDDED = path.join(ROOT, 'resources/publication');
export const DRAFT = path.join(ROOT, 'publication/draft');
export const DEMO_KEYS = path.join(ROOT, 'publication/demo-keys');

// Publications are remembered outside the data folder as well: here in one of its own.
process.env['XDG_STATE_HOME'] = path.join(LAB, 'state');

export const never = new AbortController().signal;

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** A built command; whatever exit code it has. */
function built(command: string, ...args: string[]): string {
  try {
    return execFileSync(process.execPath, [path.join(ROOT, 'bin', command), ...args], { encoding: 'utf8', cwd: ROOT });
  } catch (cause) {
    const { stdout, stderr } = cause as { stdout: string; stderr: string };
    process.stderr.write(`${command} ${args.join(' ')}: ${stderr}\n`);
    return stdout;
  }
}
export const vrlab = (...args: string[]) => built('vrlab.mjs', ...args);
export const vrlabPublish = (...args: string[]) => built('vrlab-publish.mjs', ...args);

/** The program on a PC that looks as a world does, without being a demonstration. */
export async function pcLike(world: string, dataDirectory: string, printer = createChromiumPrinter()): Promise<App> {
  const chosen = valueOf(await choosePublication(dataDirectory));
  const { publication, problems, trust } = chosen;
  const opened = valueOf(await openWorld(worldFile(world, '.')));
  return createApp({
    version: VERSION,
    host: 'web',
    dataDirectory,
    stationFile: stationFileIn(dataDirectory),
    probes: worldProbes(opened, createProbes(publication, dataDirectory)),
    hotPlug: noHotPlug,
    publication,
    publicationProblems: problems,
    trust,
    settings: confWriter(dataDirectory, VERSION),
    secrets: fileSecretStore(dataDirectory),
    printer,
    world: null,
  });
}

export const stationOf = (world: string) =>
  stationSchema.parse(JSON.parse(readFileSync(worldFile(world, 'station.json'), 'utf8')));

export async function check(app: App): Promise<string> {
  const last = (await Array.fromAsync(app.check(never))).at(-1);
  if (last?.type !== 'finished') throw new Error(JSON.stringify(last));
  return last.run.id;
}

/** News of the service desk as a signed file. */
export function signedNews(name: string, request: string, id: string, type: string): string {
  const at = new Date().toISOString();
  const news = path.join(LAB, `${name}.json`);
  const signed = path.join(LAB, `${name}.signed.json`);
  const author = { role: 'desk', name: '李四' };
  const event = { id, request, type, at, author, text: '', plannedFor: null, satisfaction: null };
  writeFileSync(
    news,
    JSON.stringify({ schema: 'vrlab.request-updates/1', issuedAt: at, issuer: 'desk', updates: [event] }),
  );
  vrlabPublish('sign-updates', news, '--key', path.join(DEMO_KEYS, 'desk.pem'), '--out', signed);
  return signed;
}

export async function setUp(channel: object, secrets: object | undefined): Promise<void> {
  const setup = path.join(LAB, 'setup.json');
  writeFileSync(setup, JSON.stringify({ schema: 'vrlab.channel-setup/1', channel, secrets }));
  const settings = confWriter(DATA, VERSION);
  valueOf(await setUpChannel(setup, { dataDirectory: DATA, settings, secrets: fileSecretStore(DATA) }));
}
