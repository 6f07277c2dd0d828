import { expect, it } from 'vitest';
import { typeset } from '../../../../src/renderer/src/language/typeset.ts';

it('keeps names of products and plugs on one line', () => {
  expect(typeset('Meta Quest 3 只连上了 USB 2，换 USB-C 线', ['Meta Quest 3'])).toBe(
    'Meta\u00a0Quest\u00a03 只连上了 USB\u00a02，换 USB\u2011C 线',
  );
  expect(typeset('Plug it in.')).toBe('Plug it in.');
});

it('sets no space after full-width punctuation', () => {
  expect(typeset('VR 教学平台（演示产品） 3.2.0 不能用。 另有 2 项。')).toBe(
    'VR 教学平台（演示产品）3.2.0 不能用。另有 2 项。',
  );
});
