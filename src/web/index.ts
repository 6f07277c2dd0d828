import path from 'node:path';
import { parseArgs } from 'node:util';
import { openLocalApp } from '../core/local-app.ts';
import { confWriter } from '../core/settings/conf-writer.ts';
import { DEFAULT_LANGUAGE } from '../core/settings/preferences.ts';
import { enterWorld } from '../core/world/enter-world.ts';
import { WEB_TEXTS } from '../shared/locales/web.ts';
import { createI18n, createWording } from '../shared/wording.ts';
import { startWebHost } from './server.ts';

/** Bad usage, as in sysexits.h. */
const BAD_USAGE = 64;

async function main(): Promise<number | null> {
  const { values } = parseArgs({
    options: {
      world: { type: 'string' },
      data: { type: 'string' },
      port: { type: 'string' },
      open: { type: 'boolean' },
    },
    strict: false,
  });
  const text = (name: 'world' | 'data' | 'port') => (typeof values[name] === 'string' ? values[name] : undefined);
  const world = text('world');
  const inner = world === undefined ? null : await enterWorld(world);
  if (inner !== null) return inner;

  const extra = { 'zh-CN': { web: WEB_TEXTS['zh-CN'] }, en: { web: WEB_TEXTS.en } };
  const speak = createWording(createI18n(DEFAULT_LANGUAGE, extra), DEFAULT_LANGUAGE);
  const opened = await openLocalApp({ host: 'web', settings: confWriter, dataDirectory: text('data'), world });
  if (!opened.ok) {
    const { title, next } = speak.problem(opened.problem);
    process.stderr.write(`${title}\n${next}\n`);
    return BAD_USAGE;
  }
  const { app } = opened.value;
  const host = await startWebHost(app, path.join(import.meta.dirname, '../renderer'), Number(text('port') ?? 0));
  process.stdout.write(`${speak.t('web:openThis')}\n${host.url}\n`);
  if (values.open === true) {
    const { default: open } = await import('open');
    await open(host.url);
  }
  const stop = () => void host.close().then(() => (app.close(), process.exit(0)));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return null;
}

const code = await main();
if (code !== null) process.exit(code);
