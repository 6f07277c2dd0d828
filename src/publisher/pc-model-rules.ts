import { isNamed, isSameModel, nameOfPc } from '../shared/pc-identity.ts';
import type { DraftRule } from './check-draft.ts';

/** A row that no PC can match, or that another one before it matches first. */
export const distinctPcModels: DraftRule = function* ({ catalogue: { pcModels = [] } }) {
  for (const [at, { pc }] of pcModels.entries()) {
    const place = { file: 'catalogue.json', field: `pcModels.${at}.pc` } as const;
    if (!isNamed(pc)) yield { ...place, code: 'nameless-pc-model', params: {} };
    else if (pcModels.slice(0, at).some((before) => isSameModel(before.pc, pc)))
      yield { ...place, code: 'same-pc-model', params: { name: nameOfPc(pc) ?? '' } };
  }
};
