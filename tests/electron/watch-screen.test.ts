import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Incident } from '../../src/core/incidents/incident.ts';
import { watchScreen } from '../../src/main/recovery/watch-screen.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const kept: Incident[] = [];
  const seen = { reloads: 0, ended: 0, stops: 0, destroyed: false };
  const contents = Object.assign(new EventEmitter(), {
    reload: () => void (seen.reloads += 1),
    forcefullyCrashRenderer() {
      seen.ended += 1;
      contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
    },
  });
  const window = { webContents: contents, isDestroyed: () => seen.destroyed } as unknown as BrowserWindow;
  const log = { folder: '', add: (it: Incident) => kept.push(it) > 0, read: () => [], dropBefore: () => true };
  watchScreen(window, log, () => void (seen.stops += 1));
  const crash = () => contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 });
  return { contents, seen, kept, crash };
}

test('a crashed screen comes back after 1, 2, 5 and 10 seconds, and then no more', () => {
  const { seen, kept, crash } = watched();
  for (const [place, seconds] of [1, 2, 5, 10].entries()) {
    crash();
    vi.advanceTimersByTime(seconds * 1000 - 1);
    expect(seen.reloads).toBe(place);
    vi.advanceTimersByTime(1);
    expect(seen.reloads).toBe(place + 1);
  }
  expect(seen.stops).toBe(0);
  crash();
  vi.advanceTimersByTime(60_000);
  expect(seen).toMatchObject({ reloads: 4, stops: 1 });
  expect(kept.map(({ answer }) => answer)).toEqual(['reloaded', 'reloaded', 'reloaded', 'reloaded', 'stopped']);
  expect(kept[0]).toMatchObject({ kind: 'screen-gone', where: 'crashed 139' });
});

test('a screen that crashes once an hour comes back every time', () => {
  const { seen, crash } = watched();
  for (let hour = 0; hour < 20; hour += 1) {
    crash();
    vi.advanceTimersByTime(3_600_000);
  }
  expect(seen).toMatchObject({ reloads: 20, stops: 0 });
});

test('a screen that hangs is ended and comes back', () => {
  const { contents, seen, kept } = watched();
  contents.emit('unresponsive');
  vi.advanceTimersByTime(9999);
  expect(seen.ended).toBe(0);
  vi.advanceTimersByTime(1001);
  expect(seen).toMatchObject({ ended: 1, reloads: 1 });
  expect(kept).toEqual([expect.objectContaining({ kind: 'screen-unresponsive', answer: 'reloaded' })]);
});

test('a screen that answers again in time is left alone', () => {
  const { contents, seen, kept } = watched();
  contents.emit('unresponsive');
  vi.advanceTimersByTime(5000);
  contents.emit('responsive');
  vi.advanceTimersByTime(60_000);
  expect(seen).toMatchObject({ ended: 0, reloads: 0 });
  expect(kept).toEqual([]);
});

test('a window that was closed meanwhile is not reloaded', () => {
  const { seen, crash } = watched();
  crash();
  seen.destroyed = true;
  vi.advanceTimersByTime(60_000);
  expect(seen.reloads).toBe(0);
});
