import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTexts } from '../language/use-texts.ts';
import './undo-toast.css';

/** How long something can be taken back. */
const UNDO_MS = 8000;

interface PendingAction {
  /** What has been done, e.g. that a draft was deleted. */
  readonly label: string;
  /** Does it for good. */
  readonly commit: () => unknown;
}

export interface Undo {
  readonly pending: PendingAction | null;
  /** Does something in a while, or as soon as something else is done, or the screen is left. */
  readonly act: (action: PendingAction) => void;
  readonly takeBack: () => void;
}

/** Something that is done at once for whoever looks, and for good only when it can no longer be taken back. */
export function useUndo(): Undo {
  const [pending, setPending] = useState<PendingAction | null>(null);
  const waiting = useRef<PendingAction | null>(null);
  const hold = useCallback((action: PendingAction | null) => {
    waiting.current = action;
    setPending(action);
  }, []);
  const commit = useCallback(() => {
    const action = waiting.current;
    waiting.current = null;
    action?.commit();
  }, []);
  useEffect(() => {
    if (pending === null) return undefined;
    const timer = setTimeout(() => {
      commit();
      setPending(null);
    }, UNDO_MS);
    return () => clearTimeout(timer);
  }, [pending, commit]);
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
      commit();
    };
  }, [commit]);
  return {
    pending,
    act(action) {
      commit();
      // Asked for before the screen was left, and allowed only now.
      if (isLeft.current) action.commit();
      else hold(action);
    },
    takeBack: () => hold(null),
  };
}

/** Says what was done, with the button that takes it back. */
export function UndoToast({ undo: { pending, takeBack } }: { readonly undo: Undo }) {
  const t = useTexts('screen');
  return (
    <output className="toast-place" data-toast="undo">
      {pending !== null && (
        <div className="toast">
          <span>{pending.label}</span>
          <Button variant="default" onClick={takeBack}>
            {t('undo')}
          </Button>
        </div>
      )}
    </output>
  );
}
