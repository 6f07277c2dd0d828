import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../../language/use-texts.ts';
import { useLeaveGuard } from '../../shell/leave-guard.ts';

/**
 * Asks before changes are lost that were not saved, by whichever way a place is left.
 * @param save resolves to whether it was saved. @returns the question, to be put into the form.
 */
export function useUnsaved(isChanged: boolean, save: () => Promise<boolean>): ReactNode {
  const guard = useLeaveGuard();
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  useEffect(() => {
    if (!isChanged) return undefined;
    guard.set((next) => setGoOn(() => next));
    return () => guard.set(null);
  }, [guard, isChanged]);
  if (goOn === null) return null;
  const leave = () => {
    guard.set(null);
    goOn();
  };
  return (
    <UnsavedDialog
      onStay={() => setGoOn(null)}
      onDiscard={leave}
      onSave={async () => {
        if (await save()) leave();
        else setGoOn(null);
      }}
    />
  );
}

interface UnsavedDialogProps {
  readonly onStay: () => void;
  readonly onDiscard: () => void;
  readonly onSave: () => Promise<void>;
}

function UnsavedDialog({ onStay, onDiscard, onSave }: UnsavedDialogProps) {
  const t = useTexts('settings');
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="question" aria-labelledby={heading} onClose={onStay}>
      <h2 id={heading}>{t('unsaved.heading')}</h2>
      <p>{t('unsaved.help')}</p>
      <div className="question-actions">
        <Button data-autofocus onClick={() => void onSave()}>
          {t('unsaved.save')}
        </Button>
        <Button variant="default" color="failed" onClick={onDiscard}>
          {t('unsaved.discard')}
        </Button>
        <Button variant="default" onClick={onStay}>
          {t('unsaved.stay')}
        </Button>
      </div>
    </dialog>
  );
}
