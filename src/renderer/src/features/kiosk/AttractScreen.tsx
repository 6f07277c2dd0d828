import { useEffect, useRef } from 'react';
import { useTexts } from '../../language/use-texts.ts';

/** Over everything when nobody is there: dim, and it says what to do. The first touch or key ends it and does nothing else. */
export function AttractScreen({ onWake }: { readonly onWake: () => void }) {
  const t = useTexts('kiosk');
  const screen = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    screen.current?.showModal();
  }, []);
  return (
    <dialog
      ref={screen}
      className="attract"
      aria-label={t('attract.heading')}
      onClose={onWake}
      onKeyDown={(event) => {
        event.preventDefault();
        onWake();
      }}
    >
      <AttractPicture onWake={onWake} />
    </dialog>
  );
}

/** Apart, so that it can be looked at without a dialog. */
export function AttractPicture({ onWake }: { readonly onWake: () => void }) {
  const t = useTexts('kiosk');
  return (
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- its words are further inside
    <button type="button" className="attract-picture" onClick={onWake}>
      <span className="attract-drift">
        <span className="attract-product">{t('screen:product')}</span>
        <span className="attract-heading">{t('attract.heading')}</span>
        <span>{t('attract.touch')}</span>
      </span>
    </button>
  );
}
