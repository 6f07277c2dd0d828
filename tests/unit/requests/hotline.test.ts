import { describe, expect, it } from 'vitest';
import { hotlineShown } from '../../../src/core/requests/hotline.ts';
import { hoursInWords } from '../../../src/shared/service-hours-words.ts';
import type { ServiceHours } from '../../../src/shared/domain/service-hours.ts';
import { type Teacher, teacherSchema } from '../../../src/shared/domain/teacher.ts';
import enScreen from '../../../src/shared/locales/en/screen.json' with { type: 'json' };
import zhScreen from '../../../src/shared/locales/zh-CN/screen.json' with { type: 'json' };
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';

const TEACHER = { schema: 'vrlab.teacher/1', contact: null, level: null };
const PUBLISHED = { hotline: '400-000-0000', hours: { from: '08:00', to: '20:00' } };
const HOURS: ServiceHours = [
  { days: [5, 1, 2, 3, 4], from: '08:00', to: '17:30' },
  { days: [6], from: '09:00', to: '12:00' },
];
const teacher = (fields: object): Teacher => teacherSchema.parse({ ...TEACHER, ...fields });

describe('the telephone of the service desk', () => {
  it('is the own one with its own hours, else the published one with the published hours', () => {
    expect(hotlineShown(teacher({ hotline: '021-1234567', hotlineHours: HOURS }), PUBLISHED)).toEqual({
      number: '021-1234567',
      hours: HOURS,
    });
    // Nobody knows when an own number is answered unless it was said.
    expect(hotlineShown(teacher({ hotline: '021-1234567' }), PUBLISHED)?.hours).toEqual([]);
    expect(hotlineShown(teacher({}), PUBLISHED)).toMatchObject({ number: '400-000-0000', hours: [{ to: '20:00' }] });
    expect(hotlineShown(null, { hours: PUBLISHED.hours })).toBeNull();
  });

  it('takes files of older releases, and no hours that are none', () => {
    expect(teacherSchema.safeParse(TEACHER).success).toBe(true);
    const wrong: ServiceHours = [{ days: [1], from: '17:00', to: '08:00' }];
    expect(teacherSchema.safeParse({ ...TEACHER, hotlineHours: wrong }).success).toBe(false);
    expect(teacherSchema.safeParse({ ...TEACHER, hotlineHours: [{ ...HOURS[0], days: [] }] }).success).toBe(false);
    expect(teacherSchema.safeParse({ ...TEACHER, hotlineHours: [{ ...HOURS[0], days: [1, 8] }] }).success).toBe(false);
  });

  it('says its hours in words of both languages', () => {
    const i18n = createI18n('zh-CN', { 'zh-CN': { screen: zhScreen }, en: { screen: enScreen } });
    expect(hoursInWords(HOURS, createWording(i18n, 'zh-CN'))).toBe('周一至周五 08:00–17:30、周六 09:00–12:00');
    expect(hoursInWords(HOURS, createWording(i18n, 'en'))).toBe('Mon to Fri 08:00–17:30, Sat 09:00–12:00');
    const always: ServiceHours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '24:00' }];
    expect(hoursInWords(always, createWording(i18n, 'zh-CN'))).toBe('每天 08:00–24:00');
  });
});
