import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../support/vrlab.ts';

const PAGES = globSync(['*.md', '{docs,src,tests,publication}/**/*.md'], { cwd: ROOT }).filter(
  (page) => !page.includes('node_modules') && page !== 'CHANGELOG.md',
);

/** `[text](place)` and the part of a page that it may name. */
const LINK = /\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\)/g;

const headingsIn = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );

it('pages link to what is there', () => {
  expect(PAGES.length).toBeGreaterThan(40);
  const broken = PAGES.flatMap((page) => {
    const text = readFileSync(path.join(ROOT, page), 'utf8').replaceAll(/^```.*?^```/gms, '');
    return [...text.matchAll(LINK)].flatMap(([link, place = '', heading]) => {
      const target = place === '' ? path.join(ROOT, page) : path.resolve(ROOT, path.dirname(page), decodeURI(place));
      if (!existsSync(target)) return [`${page} ${link}`];
      return heading === undefined || !target.endsWith('.md') || headingsIn(target).includes(heading)
        ? []
        : [`${page} ${link}`];
    });
  });
  expect(broken).toEqual([]);
});
