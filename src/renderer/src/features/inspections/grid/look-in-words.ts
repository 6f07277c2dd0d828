import type { ResultLook } from '../items/ResultIcon.tsx';
import { useTell, useTerm } from '../words.ts';

/** What a sign of the grid says. */
export function useLookInWords(): (look: ResultLook) => string {
  const tell = useTell();
  const term = useTerm();
  return (look) => {
    if (look === 'open') return tell('outcome.open');
    return look === 'not-applicable' ? term('reason.not-applicable') : term(`outcome.${look}`);
  };
}
