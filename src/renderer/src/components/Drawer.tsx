import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../language/use-texts.ts';

interface DrawerProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** More about what is shown, from the right, over the screen: Escape and a touch beside it close it, and the focus is where it was. */
export function Drawer({ title, children, onClose }: DrawerProps) {
  const t = useTexts('screen');
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a dialog closes by Escape itself
    <dialog
      ref={dialog}
      className="drawer"
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className="drawer-content">
        <header className="drawer-head">
          <h2 id={heading}>{title}</h2>
          <CloseButton size="2.75rem" aria-label={t('close')} onClick={() => dialog.current?.close()} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
