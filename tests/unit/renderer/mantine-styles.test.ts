import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../support/vrlab.ts';

const RENDERER = path.join(ROOT, 'src/renderer/src');
const SHEETS = path.join(ROOT, 'node_modules/@mantine/core/styles');

it('brings the style sheet of every Mantine component a screen uses', () => {
  const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => readFileSync(path.join(RENDERER, file), 'utf8'));
  const used = sources.flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names]) =>
      names!.split(',').map((name) => name.trim().split(' ')[0]!),
    ),
  );
  const styled = [...new Set(used)].filter((name) => existsSync(path.join(SHEETS, `${name}.css`)));
  expect(styled.length).toBeGreaterThan(15);
  const brought = readFileSync(path.join(RENDERER, 'design/mantine.css'), 'utf8');
  expect(styled.filter((name) => !brought.includes(`/${name}.css'`))).toEqual([]);
});
