import { expect, it } from 'vitest';
import { joinOneCause } from '../../../../src/core/inspections/conclusion/join-one-cause.ts';
import { cell, answered } from '../../../support/inspection/inspection-material.ts';
import type { Cell } from '../../../../src/shared/domain/inspection/cell.ts';

const said = (text: string) => ({ 'zh-CN': text, en: text });

/** A cell that the program found abnormal by that cause. */
function abnormalBy(item: string, seat: string, cause: string, subject = 'headset#1'): Cell {
  const finding = { check: item, subject, outcome: 'fail', params: {}, cause, said: said(item) };
  const automatic = { outcome: 'abnormal', reason: null, at: '2026-11-22T09:00:00+08:00', run: null };
  return cell(item, seat, { automatic: { ...automatic, findings: [finding] } as never });
}

const problemOf = (cells: readonly Cell[]) => ({
  item: cells[0]!.item,
  text: said(cells[0]!.item),
  severity: 'critical' as const,
  subjects: cells.map(({ subject }) => subject),
  found: cells.map(({ subject, item }) => ({ subject, said: said(item) })),
  impact: said('影响'),
  action: said('处理'),
  owner: 'service' as const,
  deadline: '2026-12-01',
  since: 'new' as const,
  request: null,
});

const join = (...items: readonly (readonly Cell[])[]) =>
  joinOneCause(items.map(problemOf), new Map(items.map((cells) => [cells[0]!.item, cells]))).map(
    ({ item, includes }) => [item, includes?.map((one) => one.item) ?? []],
  );

it('items that one cause made abnormal at a seat are one problem', () => {
  const parts = [abnormalBy('parts', '1', 'usb2')];
  expect(join(parts, [abnormalBy('speed', '1', 'usb2')])).toEqual([['parts', ['speed']]]);
  expect(join(parts, [abnormalBy('speed', '1', 'hub')])).toEqual([
    ['parts', []],
    ['speed', []],
  ]);
});

it('an item with another place, another device or an inspector behind it stays a problem of its own', () => {
  const parts = [abnormalBy('parts', '1', 'usb2')];
  for (const speed of [
    [abnormalBy('speed', '1', 'usb2'), abnormalBy('speed', '2', 'usb2')],
    [abnormalBy('speed', '1', 'usb2', 'headset#2')],
    [{ ...abnormalBy('speed', '1', 'usb2'), answer: answered('abnormal') }],
  ])
    expect(join(parts, speed)).toHaveLength(2);
});
