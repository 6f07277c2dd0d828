import { DEFAULT_LANGUAGE } from '../shared/domain/language.ts';
import path from 'node:path';
import { openLocalApp } from '../core/app/local-app.ts';
import { endOnUnexpected } from '../core/app/program-end.ts';
import { createIncidentLog } from '../core/incidents/incident-log.ts';
import { describeThrown } from '../core/incidents/incident.ts';
import { dataFolderProblem, defaultDataDirectory } from '../core/platform/data-directory.ts';
import { restartInWorld } from '../core/world/restart-in-world.ts';
import type { Problem } from '../shared/domain/problem.ts';
import { succeed } from '../shared/domain/result.ts';
import { createI18n } from '../shared/i18n.ts';
import { WEB_TEXTS } from '../shared/locales/hosts.ts';
import { createWording } from '../shared/wording.ts';
import { createConnectionLog } from './connection-log.ts';
import { readWebLaunchOptions } from './launch-options.ts';
import { openBrowser } from './open-browser.ts';
import { type WebHost, startWebHost } from './server.ts';

/** Bad usage, as in sysexits.h. */
const BAD_USAGE = 64;

const extra = { 'zh-CN': { web: WEB_TEXTS['zh-CN'] }, en: { web: WEB_TEXTS.en } };
const speak = createWording(createI18n(DEFAULT_LANGUAGE, extra), DEFAULT_LANGUAGE);

const note = (text: string) => void process.stderr.write(`${text}\n`);
const say = (title: string, next: string) => note(`${title}\n${next}`);

function sayProblem(problem: Problem): void {
  const { title, next } = speak.problem(problem);
  say(title, next);
}

function endWithProblem(problem: Problem): number {
  sayProblem(problem);
  return BAD_USAGE;
}

/** Nobody reads it where the terminal was closed. */
const connectionLog = createConnectionLog((fault, detail, unsaid) => {
  const times = unsaid === 0 ? '' : speak.t('web:connection.unsaid', { times: unsaid });
  note(`${speak.t(`web:connection.${fault}`, { detail })}${times}`);
});

async function main(): Promise<number | null> {
  const options = readWebLaunchOptions(process.argv.slice(2));
  if ('wrong' in options) {
    say(speak.t('web:badUsage', { detail: options.wrong }), speak.t('web:options'));
    return BAD_USAGE;
  }
  const { world, data, port } = options;
  const inner = world === undefined ? succeed(null) : await restartInWorld(world);
  if (!inner.ok) return endWithProblem(inner.problem);
  if (inner.value !== null) return inner.value;

  const opened = await openLocalApp({ dataDirectory: data, world });
  if (!opened.ok) return endWithProblem(opened.problem);
  logFailures(data);
  const app = opened.value;
  const started = await startWebHost(app, path.join(import.meta.dirname, '../renderer'), {
    port,
    log: connectionLog,
    launch: {
      refusal: [WEB_TEXTS['zh-CN'], WEB_TEXTS.en].map(({ launch }) => launch.refused).join('\n'),
      otherAccount: () => note(speak.t('web:launch.otherAccount')),
      usedTwice: () => note(`${speak.t('web:launch.usedTwice')}\n${host.url}`),
    },
  });
  if (!started.ok) {
    await app.close();
    return endWithProblem(started.problem);
  }
  const host = started.value;
  const unusable = dataFolderProblem(app.dataDirectory);
  if (unusable !== null) sayProblem(unusable);
  process.stdout.write(`${speak.t('web:openThis')}\n${host.url}\n`);
  app.deliver();
  endOnRequest(host, () => app.close());
  if (options.open) await openBrowser(host.launchAddress(), (detail) => note(speak.t('web:browserFailed', { detail })));
  return null;
}

/** What ends the program by surprise is logged before it does. @param data folder named on the command line. */
function logFailures(data: string | undefined): void {
  const usual = defaultDataDirectory();
  const folder = data ?? (usual.ok ? usual.value : null);
  if (folder === null) return;
  const log = createIncidentLog(folder);
  process.on('uncaughtExceptionMonitor', (error, origin) => {
    const kind = origin === 'unhandledRejection' ? 'unhandled-rejection' : 'uncaught-exception';
    log.add({ kind, where: 'web host', ...describeThrown(error), answer: 'ended' });
  });
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
