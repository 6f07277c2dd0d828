import { Loader } from '@mantine/core';
import { type ComponentType, Suspense, use, useEffect } from 'react';
import type { Language } from '../../../shared/domain/language.ts';
import { hasTexts, type LaterTexts, openTexts } from '../language/texts.ts';
import { useSay, useWording } from '../language/wording-context.ts';
import { Trouble } from './Trouble.tsx';

const NotLoaded = () => <Trouble problems={[{ code: 'screen-not-loaded', params: {} }]} />;

/**
 * A part that is loaded when it is first shown, with its texts in the language shown then: the first screen does not pay
 * for it. What cannot be loaded says so, and is asked for again when the part is next opened.
 * @param texts that it needs beside those of every screen.
 */
export function laterPart<Props extends object>(
  texts: LaterTexts | null,
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  let part: ComponentType<Props> | null = null;
  const asked = new Map<Language, Promise<ComponentType<Props>>>();

  const ask = (language: Language): Promise<ComponentType<Props>> => {
    const before = asked.get(language);
    if (before !== undefined) return before;
    const loading = Promise.all([load(), texts === null ? null : openTexts(language, texts)]).then(
      ([module]) => (part = module.default),
      () => NotLoaded,
    );
    asked.set(language, loading);
    return loading;
  };

  function Loaded(props: Props) {
    const { language } = useWording();
    // A language that was switched to has brought these texts with it: asking would hide the part for a moment.
    const Part = part !== null && (texts === null || hasTexts(language, texts)) ? part : use(ask(language));
    useEffect(
      () => () => {
        if (Part === NotLoaded) asked.delete(language);
      },
      [Part, language],
    );
    return <Part {...props} />;
  }

  return function LaterPart(props: Props) {
    const say = useSay();
    return (
      <Suspense fallback={<Loader aria-label={say('history.loading')} />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
