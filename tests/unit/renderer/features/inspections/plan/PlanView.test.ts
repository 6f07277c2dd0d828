import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import texts from '../../../../../../src/shared/locales/zh-CN/inspections.json' with { type: 'json' };
import { ROOT } from '../../../../../support/vrlab.ts';

const FOLDER = path.join(ROOT, 'src/renderer/src/features/inspections/plan');

it('the plan has every text its components ask for', () => {
  const asked = readdirSync(FOLDER).flatMap((file) =>
    [...readFileSync(path.join(FOLDER, file), 'utf8').matchAll(/\bt\(\s*['`]([\w.-]+)(['`]|\$)/g)].map(
      (match) => match[1]!,
    ),
  );
  expect(asked.length).toBeGreaterThan(15);
  const found = (key: string): unknown =>
    key
      .split('.')
      .reduce<unknown>((at, part) => (part === '' ? at : (at as Record<string, unknown>)[part]), texts.plan);
  expect(asked.filter((key) => found(key) === undefined)).toEqual([]);
});
