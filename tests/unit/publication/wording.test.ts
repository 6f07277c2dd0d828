import { expect, it } from 'vitest';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';

it('shows the problem that caused another one by its own title', () => {
  const wording = createWording(createI18n('en', { 'zh-CN': {}, en: {} }), 'en');
  const { title } = wording.problem({
    code: 'publication-kept-passed-over',
    params: { version: '7.9', because: 'publication-mismatch', file: 'targets/x.json', detail: 'SHA-256' },
  });
  expect(title).toBe(
    "The kept publication 7.9 is not used: The publication's file targets/x.json does not agree with what was signed (SHA-256)",
  );
});
