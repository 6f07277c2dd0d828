/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openLocalApp } from '../../src/core/app/local-app.ts';
import { createPlainSecretStore } from '../../src/core/signing/secrets-file.ts';
import { type Checklist, itemsOf } from '../../src/shared/domain/inspection/checklist.ts';
import zh from '../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import zhScreen from '../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { launchBrowser, runWebHost } from '../../tests/support/chromium/browser.ts';
import { worldFile } from '../../tests/worlds/generator/world-folders.ts';
import { type Figure, atMost } from './figure.ts';

const SEATS = 100;
const STEPS = 120;

const WORLD = worldFile('lab-seat-01', '.');
const ANSWERS = [
  { outcome: 'normal', reason: null, value: null, note: '' },
  { outcome: 'abnormal', reason: null, value: null, note: '' },
  { outcome: 'not-inspected', reason: 'in-use', value: null, note: '' },
] as const;

/** A quarterly inspection of a hundred seats, made by the core; every result is somewhere in it. */
async function inspectionOfLab(data: string): Promise<Checklist> {
  const opened = await openLocalApp({ secrets: createPlainSecretStore, dataDirectory: data, world: WORLD });
  if (!opened.ok) throw new Error(opened.problem.code);
  const app = opened.value;
  const inspections = await app.inspections();
  const begun = await Array.fromAsync(inspections.start('quarterly', '', new AbortController().signal));
  const last = begun.at(-1);
  if (last?.type !== 'finished') throw new Error(JSON.stringify(last));
  const { header, checklist } = last.session;
  for (let seat = 2; seat <= SEATS; seat += 1) await inspections.addSeat(header.id, String(seat).padStart(2, '0'));
  for (const [at, { id }] of itemsOf(checklist).entries()) {
    const answer = ANSWERS[at % (ANSWERS.length + 1)];
    if (answer !== undefined) await inspections.answerOpen(header.id, { item: id, subject: null }, answer);
  }
  await app.close();
  return checklist;
}

/** There and back by both ways at once, a step a frame. */
async function scrollThere(steps: number): Promise<void> {
  const grid = document.querySelector('[role="grid"]')!;
  const ways = { left: grid.scrollWidth - grid.clientWidth, top: grid.scrollHeight - grid.clientHeight };
  if (ways.left < 1000 || ways.top < 1000) throw new Error('the grid does not scroll');
  for (let step = 1; step <= steps * 2; step += 1) {
    const share = step <= steps ? step / steps : 2 - step / steps;
    grid.scrollTo(ways.left * share, ways.top * share);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Time on a core in microseconds: what other programs take of the machine in between is not the page's. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** @returns milliseconds of the longest task of the page's main thread. */
function longestTask(trace: string): number {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: readonly TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && mains.has(`${pid} ${tid}`));
  if (tasks.length < STEPS) throw new Error('the trace holds no tasks of the page');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** The grid of a hundred seats and every item of the quarterly list, scrolled both ways frame by frame: the longest task the page had. */
export async function inspectionGrid(): Promise<Figure[]> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'vrlab-bench-'));
  const checklist = await inspectionOfLab(data);
  const host = await runWebHost(['--world', WORLD, '--data', data]);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    await page.goto(host.url);
    await page.getByRole('button', { name: zhScreen.nav.inspections, exact: true }).click();
    await page.getByRole('button', { name: /^继续/ }).click();
    await page.getByRole('button', { name: zh.screens.views.grid, exact: true }).click();
    await page.getByRole('grid').waitFor();
    await page.waitForTimeout(1000);
    await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
    await page.evaluate(scrollThere, STEPS);
    const name = `grid of ${SEATS} seats and ${itemsOf(checklist).length} items, longest task while scrolling`;
    const longest = longestTask((await browser.stopTracing()).toString());
    return [atMost(name, longest, 50, 'ms', 0)];
  } finally {
    await browser.close();
    await host.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
