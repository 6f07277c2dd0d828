import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../support/vrlab.ts';

const SCREENS = path.join(ROOT, 'src/renderer/src');
const TOKENS = 'design/tokens.css';

/** Names that CSS knows as colours and that would be written by hand. */
const NAMED =
  'white|black|red|green|blue|orange|yellow|purple|violet|gray|grey|silver|gold|teal|indigo|pink|brown|navy|cyan|lime';
const COLOURS = [
  // `#2f6bff`, but neither an id of the page nor a piece of an address (`#/check`).
  /#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b/gi,
  /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(/gi,
  new RegExp(
    String.raw`\b(?:color|background(?:-color)?|fill|stroke|border(?:-\w+)*|outline)\s*:\s*[^;]*(?<![\w-])(?:${NAMED})(?![\w-])`,
    'gi',
  ),
  new RegExp(String.raw`\b(?:c|bg|color|fill|stroke)="(?:${NAMED})(?:\.\d)?"`, 'g'),
];

const coloursIn = (text: string): string[] => COLOURS.flatMap((colour) => text.match(colour) ?? []);

test('a colour that is written by hand is found', () => {
  for (const written of [
    '<Text c="red">',
    "style={{ color: '#fff' }}",
    'a { background: white }',
    'b { border: 1px solid rgb(1 2 3) }',
  ])
    expect(coloursIn(written), written).toHaveLength(1);
  for (const fine of ["goTo('#/check')", 'a { color: var(--color-text) }', 'b { white-space: nowrap }', 'href="#main"'])
    expect(coloursIn(fine), fine).toEqual([]);
});

test('every colour of the screens comes from the tokens', async () => {
  const files = (await readdir(SCREENS, { recursive: true })).filter(
    (file) => /\.(?:tsx?|css)$/.test(file) && file !== TOKENS,
  );
  expect(files.length).toBeGreaterThan(80);
  const strays: string[] = [];
  for (const file of files)
    for (const colour of coloursIn(await readFile(path.join(SCREENS, file), 'utf8'))) strays.push(`${file}: ${colour}`);
  expect(strays).toEqual([]);
});

test('every token that is used is declared, and every one that is declared is used', async () => {
  const declared = new Set<string>();
  const used = new Set<string>();
  for (const file of await readdir(SCREENS, { recursive: true })) {
    if (!/\.(?:tsx?|css)$/.test(file)) continue;
    const text = await readFile(path.join(SCREENS, file), 'utf8');
    for (const [, name] of text.matchAll(/var\((--[\w-]+)/g)) used.add(name!);
    if (file === TOKENS) for (const [, name] of text.matchAll(/^ +(--[\w-]+):/gm)) declared.add(name!);
  }
  const isToken = (name: string) => /^--(?:color|space|text|radius|shadow)-/.test(name) && !name.endsWith('-');
  expect([...used].filter((name) => isToken(name) && !declared.has(name))).toEqual([]);
  expect([...declared].filter((name) => !used.has(name))).toEqual([]);
  expect(declared.size).toBeGreaterThan(40);
});
