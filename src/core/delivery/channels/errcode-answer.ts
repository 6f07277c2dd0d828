import { z } from 'zod';
import type { RobotAnswer } from './robot.ts';

const errcodeSchema = z.object({ errcode: z.int(), errmsg: z.string().default('') });

/** `{ errcode, errmsg }`, as WeCom and DingTalk answer. */
export function errcodeAnswer(json: unknown): RobotAnswer | null {
  const { data } = errcodeSchema.safeParse(json);
  return data === undefined ? null : { code: data.errcode, text: data.errmsg };
}
