import { Button } from '@mantine/core';
import { useTexts } from '../../language/use-texts.ts';

interface SaveBarProps {
  readonly label: string;
  readonly isChanged: boolean;
  /** What to say once it is saved; null before. */
  readonly saved: string | null;
}

/** The end of a form, in sight however long the form is. */
export function SaveBar({ label, isChanged, saved }: SaveBarProps) {
  const t = useTexts('settings');
  return (
    <div className="save-bar" data-changed={isChanged || undefined}>
      <output>{saved ?? (isChanged ? t('unsaved.mark') : '')}</output>
      <Button type="submit">{label}</Button>
    </div>
  );
}
