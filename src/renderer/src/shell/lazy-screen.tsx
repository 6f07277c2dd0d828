import { Loading } from '../components/Loading.tsx';
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import type { Language } from '../../../shared/domain/language.ts';
import { NotLoaded } from '../failures/Panel.tsx';
import { type LazyTexts, requireTexts } from '../language/texts.ts';
import { useTexts, useWording } from '../language/use-texts.ts';

/**
 * A screen that is loaded when it is first opened, together with its texts in the language shown then, so that the first
 * screen does not pay for it. When it cannot be loaded, the panel around it says so and offers to try again.
 * @param texts that it needs beside those of every screen. @param waiting what is there meanwhile.
 */
export function lazyScreen<Props extends object>(
  texts: LazyTexts | null,
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  waiting?: ReactNode,
): ComponentType<Props> {
  let current: ComponentType<Props> | null = null;

  const create = (language: Language) =>
    lazy(async () => {
      try {
        const [module] = await Promise.all([load(), requireTexts(language, texts)]);
        return module;
      } catch (cause) {
        // React.lazy never retries after a failure: the next time the screen is opened it gets a new component.
        current = null;
        throw new NotLoaded(cause);
      }
    }) as ComponentType<Props>;

  return function LazyScreen(props: Props) {
    const t = useTexts('screen');
    const { language } = useWording();
    const [Screen] = useState(() => (current ??= create(language)));
    return (
      <Suspense fallback={waiting === undefined ? <Loading label={t('history.loading')} /> : waiting}>
        <Screen {...props} />
      </Suspense>
    );
  };
}
