import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { useReadOnly } from './ChangeableFields.tsx';

interface SaveBarProps {
  readonly label: string;
  readonly isChanged: boolean;
  readonly isSaving?: boolean;
  /** What to say once it is saved; null before. */
  readonly saved: string | null;
  /** Why it was not saved, as far as that is about no field. */
  readonly problem?: Problem | null;
  /** What saving will do besides. */
  readonly note?: string | null;
  /** Other buttons, before the one that saves. */
  readonly children?: ReactNode;
}

/** The end of a form, in sight however long the form is, with what became of saving it. */
export function SaveBar({ label, isChanged, isSaving, saved, problem = null, note = null, children }: SaveBarProps) {
  const t = useTexts('settings');
  const isReadOnly = useReadOnly();
  const isInSight = isChanged || saved !== null || problem !== null;
  // What is to be looked at only has nothing to save; what was typed before somebody locked has.
  if (isReadOnly && !isInSight) return null;
  return (
    <div className="save-bar" data-changed={isChanged || undefined} data-in-sight={isInSight || undefined}>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {note !== null && <p className="save-bar-note">{note}</p>}
      <output>{saved ?? (isChanged ? t('unsaved.mark') : '')}</output>
      {children}
      <Button type="submit" loading={isSaving ?? false}>
        {label}
      </Button>
    </div>
  );
}
