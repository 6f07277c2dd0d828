import path from 'node:path';
import { dataFolderProblem } from '../core/data-directory.ts';
import { openLocalApp } from '../core/local-app.ts';
import { endOnUnexpected } from '../core/program-end.ts';
import { confWriter } from '../core/settings/conf-writer.ts';
import { DEFAULT_LANGUAGE } from '../core/settings/preferences.ts';
import { enterWorld } from '../core/world/enter-world.ts';
import type { Problem } from '../shared/domain/problem.ts';
import { succeed } from '../shared/domain/result.ts';
import { WEB_TEXTS } from '../shared/locales/web.ts';
import { createI18n } from '../shared/i18n.ts';
import { createWording } from '../shared/wording.ts';
import { createIncidentLog } from './incident-log.ts';
import { readWebLaunchOptions } from './launch-options.ts';
import { startWebHost, type WebHost } from './server.ts';

/** Bad usage, as in sysexits.h. */
const BAD_USAGE = 64;

const extra = { 'zh-CN': { web: WEB_TEXTS['zh-CN'] }, en: { web: WEB_TEXTS.en } };
const speak = createWording(createI18n(DEFAULT_LANGUAGE, extra), DEFAULT_LANGUAGE);

const say = (title: string, next: string) => void process.stderr.write(`${title}\n${next}\n`);

function sayProblem(problem: Problem): void {
  const { title, next } = speak.problem(problem);
  say(title, next);
}

function endWithProblem(problem: Problem): number {
  sayProblem(problem);
  return BAD_USAGE;
}

/** Nobody reads it where the terminal is gone. */
const incidents = createIncidentLog((incident, detail, unsaid) => {
  const times = unsaid === 0 ? '' : speak.t('web:incident.unsaid', { times: unsaid });
  process.stderr.write(`${speak.t(`web:incident.${incident}`, { detail })}${times}\n`);
});

async function main(): Promise<number | null> {
  const options = readWebLaunchOptions(process.argv.slice(2));
  if ('wrong' in options) {
    say(speak.t('web:badUsage', { detail: options.wrong }), speak.t('web:options'));
    return BAD_USAGE;
  }
  const { world, data, port } = options;
  const inner = world === undefined ? succeed(null) : await enterWorld(world);
  if (!inner.ok) return endWithProblem(inner.problem);
  if (inner.value !== null) return inner.value;

  const opened = await openLocalApp({ host: 'web', settings: confWriter, dataDirectory: data, world });
  if (!opened.ok) return endWithProblem(opened.problem);
  const { app } = opened.value;
  const started = await startWebHost(app, path.join(import.meta.dirname, '../renderer'), port, incidents);
  if (!started.ok) {
    await app.close();
    return endWithProblem(started.problem);
  }
  const host = started.value;
  const unusable = dataFolderProblem(opened.value.dataDirectory);
  if (unusable !== null) sayProblem(unusable);
  process.stdout.write(`${speak.t('web:openThis')}\n${host.url}\n`);
  app.deliver();
  if (options.open) {
    const { default: open } = await import('open');
    await open(host.url);
  }
  endOnRequest(host, () => app.close());
  return null;
}

/** Ctrl+C may arrive more than once: from the terminal, and passed on by the program that started this one. */
function endOnRequest(host: WebHost, close: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void host
      .close()
      .then(close)
      .then(() => process.exit(0));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
}

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
endOnUnexpected((detail) => speak.t('web:unexpected', { detail }));
const code = await main();
if (code !== null) process.exit(code);
