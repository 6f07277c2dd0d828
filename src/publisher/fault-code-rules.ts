import { modelNumberOf } from '../core/requests/fault-code/fields.ts';
import type { DraftRule } from './check-draft.ts';

/** Stands in the demonstration draft, which everybody has: whoever knows it can make codes that look genuine. */
export const DEMO_KEY = Buffer.from('VR Lab Check demo fault code key').toString('base64');

/** Fault codes name a model by a short number: two models must not share one, or the code names both. */
export const distinctModelNumbers: DraftRule = function* ({ catalogue: { devices } }) {
  const firstWith = new Map<number, string>();
  for (const [at, { id }] of devices.entries()) {
    const number = modelNumberOf(id);
    const other = firstWith.get(number) ?? id;
    firstWith.set(number, other);
    if (other !== id)
      yield {
        file: 'catalogue.json',
        field: `devices.${at}.id`,
        code: 'same-fault-code-number',
        params: { id, other },
      };
  }
};

export const secretFaultCodeKeys: DraftRule = function* ({ policy }, { demo }) {
  if (demo) return;
  for (const [at, { id, key }] of policy.faultCodes.keys.entries())
    if (key === DEMO_KEY)
      yield { file: 'policy.json', field: `faultCodes.keys.${at}.key`, code: 'demo-fault-code-key', params: { id } };
};
