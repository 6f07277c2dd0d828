import { Loader } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import { hasTexts, type LaterTexts, openTexts } from '../language/texts.ts';
import { useSay, useWording } from '../language/wording-context.ts';
import { Trouble } from './Trouble.tsx';

/**
 * A part that is loaded when it is first shown, with its texts in the language shown then: the first screen does not pay
 * for it. What cannot be loaded says so, and is asked for again when the part is next opened.
 * @param texts that it needs beside those of every screen.
 */
export function laterPart<Props extends object>(
  texts: LaterTexts | null,
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  let Part: ComponentType<Props> | null = null;

  return function LaterPart(props: Props) {
    const say = useSay();
    const { language } = useWording();
    /** What came of asking; a part that has come stays for good, and a language that was switched to has its texts. */
    const [asked, setAsked] = useState<'waiting' | 'loaded' | 'not-loaded'>('waiting');
    const isReady = Part !== null && (texts === null || hasTexts(language, texts));
    useEffect(() => {
      if (isReady) return undefined;
      let isWanted = true;
      const settle = (outcome: 'loaded' | 'not-loaded') => {
        if (isWanted) setAsked(outcome);
      };
      setAsked('waiting');
      Promise.all([load(), texts === null ? null : openTexts(language, texts)])
        .then(([module]) => {
          Part = module.default;
          settle('loaded');
        })
        .catch(() => settle('not-loaded'));
      return () => {
        isWanted = false;
      };
    }, [isReady, language]);

    if (Part !== null && isReady) return <Part {...props} />;
    if (asked === 'not-loaded') return <Trouble problems={[{ code: 'screen-not-loaded', params: {} }]} />;
    return <Loader aria-label={say('history.loading')} />;
  };
}
