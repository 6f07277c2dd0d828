import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { GuidePicture } from '../../../../../../src/renderer/src/features/inspections/pictures/GuidePicture.tsx';
import { GUIDE_PICTURES } from '../../../../../../src/shared/domain/inspection/guide-pictures.ts';

const drawn = (picture: string) => renderToStaticMarkup(createElement(GuidePicture, { picture, label: '看镜片 <1>' }));

it.each(GUIDE_PICTURES)('%s is a drawing without words, with an accent and a name', (id) => {
  const svg = drawn(id);
  expect(svg).toContain('viewBox="0 0 240 160"');
  expect(svg).toContain('aria-label="看镜片 &lt;1&gt;"');
  expect(svg).not.toMatch(/<text|<image|<foreignObject/);
  expect(svg).toContain('mantine-primary-color');
});

it('no two are the same', () => {
  expect(new Set(GUIDE_PICTURES.map(drawn)).size).toBe(GUIDE_PICTURES.length);
});

it.each(['hologram', 'constructor', ''])('a picture this program does not have (%s) is left out', (id) => {
  expect(drawn(id)).toBe('');
});
