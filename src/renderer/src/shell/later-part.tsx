import { Loader } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import { PanelFailed } from '../failures/PanelFailed.tsx';
import { useReportFailure } from '../failures/report-failure.ts';
import { hasTexts, type LaterTexts, openTexts } from '../language/texts.ts';
import { useSay, useWording } from '../language/wording-context.ts';
import type { ScreenName } from './screens.ts';

/**
 * A screen that is loaded when it is first shown, with its texts in the language shown then: the first screen does not pay
 * for it. What cannot be loaded says so, and is asked for again when somebody wants it or the screen is next opened.
 * @param texts that it needs beside those of every screen.
 */
export function laterPart<Props extends object>(
  name: ScreenName,
  texts: LaterTexts | null,
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  let Part: ComponentType<Props> | null = null;

  return function LaterPart(props: Props) {
    const say = useSay();
    const report = useReportFailure();
    const { language } = useWording();
    /** What came of asking; a part that has come stays for good, and a language that was switched to has its texts. */
    const [asked, setAsked] = useState<'waiting' | 'loaded' | 'not-loaded'>('waiting');
    const [tries, setTries] = useState(0);
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
        .catch((error: unknown) => {
          report({ source: 'loading', panel: name, error });
          settle('not-loaded');
        });
      return () => {
        isWanted = false;
      };
    }, [isReady, language, tries, report]);

    if (Part !== null && isReady) return <Part {...props} />;
    if (asked === 'not-loaded')
      return <PanelFailed title={say(`nav.${name}`)} notLoaded onRetry={() => setTries((now) => now + 1)} />;
    return <Loader aria-label={say('history.loading')} />;
  };
}
