import { describe, expect, it } from 'vitest';
import { deliveryStateSchema } from '../../../src/shared/domain/delivery.ts';
import { LANGUAGES } from '../../../src/shared/domain/language.ts';
import type { Problem } from '../../../src/shared/domain/problem.ts';
import { requestEventTypeSchema, requestStateSchema } from '../../../src/shared/domain/request-lifecycle.ts';
import { OUTGOING_TEXTS } from '../../../src/shared/locales/outgoing.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';

describe.each(LANGUAGES)('%s', (language) => {
  const instance = createI18n(language, OUTGOING_TEXTS);

  it('words every state and event of a request and every state of a delivery', () => {
    const keys = [
      ...requestStateSchema.options.map((state) => `states.${state}`),
      ...requestEventTypeSchema.options.map((event) => `events.${event}`),
      ...deliveryStateSchema.options.map((state) => `delivery.state.${state}`),
    ];
    expect(keys.filter((key) => !instance.exists(`requests:${key}`))).toEqual([]);
  });

  it('says state and event in words where an event is refused', () => {
    const problem: Problem = { code: 'request-event-not-allowed', params: { state: 'withdrawn', event: 'closed' } };
    const { title } = createWording(instance, language).problem(problem);
    for (const key of ['states.withdrawn', 'events.closed']) expect(title).toContain(instance.t(`requests:${key}`));
  });
});
