import { useMemo } from 'react';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { ResultLook } from '../items/ResultIcon.tsx';
import { useWording } from '../../../language/wording-context.ts';
import { useSubjectName, useTell, useTerm } from '../words.ts';

/** What a sign of the grid says. */
export function useLookInWords(): (look: ResultLook) => string {
  const tell = useTell();
  const term = useTerm();
  return (look) => {
    if (look === 'open') return tell('outcome.open');
    return look === 'not-applicable' ? term('reason.not-applicable') : term(`outcome.${look}`);
  };
}

/** Everything a grid says of its cells. */
export function useGridWords(subjects: readonly Subject[]) {
  const tell = useTell();
  const name = useSubjectName();
  const inWords = useLookInWords();
  const { language } = useWording();
  // The functions are new at every drawing; their words change with the language only.
  return useMemo(
    () => ({
      names: subjects.map(name),
      words: {
        normal: inWords('normal'),
        abnormal: inWords('abnormal'),
        'not-inspected': inWords('not-inspected'),
        'not-applicable': inWords('not-applicable'),
        open: inWords('open'),
        'not-asked': tell('grid.notAsked'),
      },
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- see above
    [subjects, language],
  );
}
