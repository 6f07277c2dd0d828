import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../../language/use-texts.ts';
import { useLeaveGuard } from '../../shell/leave-guard.ts';

/** A question that is open. */
interface Asked {
  /** Does what was about to happen. */
  readonly goOn: () => void;
  /** Which question since the form was opened. */
  readonly count: number;
}

/**
 * Asks before changes are lost that were not saved, by whichever way a place is left.
 * @param save resolves to whether it was saved. @returns the question, to be put into the form.
 */
export function useUnsaved(isChanged: boolean, save: () => Promise<boolean>): ReactNode {
  const guard = useLeaveGuard();
  const [asked, setAsked] = useState<Asked | null>(null);
  const count = useRef(0);
  useEffect(() => {
    if (!isChanged) return undefined;
    guard.set((goOn) => setAsked({ goOn, count: ++count.current }));
    return () => guard.set(null);
  }, [guard, isChanged]);
  if (asked === null) return null;
  const leave = () => {
    guard.set(null);
    asked.goOn();
  };
  // A question asked meanwhile stays.
  const stay = () => setAsked((now) => (now === asked ? null : now));
  return (
    <UnsavedDialog
      // A person who closes the question may be asked anew before it has left the page.
      key={asked.count}
      onStay={stay}
      onDiscard={leave}
      onSave={async () => {
        if (await save()) leave();
        else stay();
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
