import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { maskPersonal, personal, replacePersonal, withoutPersonal } from '../../../src/shared/domain/personal.ts';
import { serviceMessageSchema } from '../../../src/shared/domain/request-lifecycle.ts';
import { eventMessage, requestMessage } from '../../support/request/requests.ts';

describe('personal fields', () => {
  it('are found by their mark at any depth, and nothing else is touched', () => {
    const schema = z.object({
      people: z.array(z.object({ name: personal(z.string(), 'name').nullable(), note: z.string() })).optional(),
    });
    const value = {
      people: [
        { name: '欧阳娜娜', note: '欧阳娜娜' },
        { name: null, note: '' },
      ],
      foreign: '欧阳',
    };
    expect(withoutPersonal(schema, value)).toEqual({
      people: [
        { name: null, note: '欧阳娜娜' },
        { name: null, note: '' },
      ],
      foreign: '欧阳',
    });
  });

  it('of a request are its contact', () => {
    const seen: string[] = [];
    replacePersonal(serviceMessageSchema, requestMessage(), (value) => {
      seen.push(value);
      return value;
    });
    expect(seen).toEqual(['张三', '13812345678']);
  });

  it('of an event are the name of its author', () => {
    expect(replacePersonal(serviceMessageSchema, eventMessage(), maskPersonal)).toMatchObject({
      event: { author: { role: 'teacher', name: '张＊' } },
    });
  });

  it.each([
    ['张', 'name', '＊'],
    ['欧阳娜娜', 'name', '欧＊＊＊'],
    ['𬭎三', 'name', '𬭎＊'],
    ['13812345678', 'phone', '138＊＊＊＊5678'],
    ['8812', 'phone', '＊＊＊＊'],
    ['88123', 'phone', '＊＊＊23'],
    ['62345678', 'phone', '＊＊＊＊＊＊78'],
  ] as const)('%s (%s) is shown as %s', (value, kind, shown) => {
    expect(maskPersonal(value, kind)).toBe(shown);
  });
});
