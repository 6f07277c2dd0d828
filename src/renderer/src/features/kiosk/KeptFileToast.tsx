import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { RemovableDrive } from '../../../../shared/domain/kiosk.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import type { KeptFileOnScreen } from '../../../../shared/kiosk-contract.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useTexts } from '../../language/use-texts.ts';

interface KeptFileToastProps {
  readonly kept: KeptFileOnScreen;
  readonly drives: () => Promise<readonly RemovableDrive[]>;
  /** @returns where it is now. */
  readonly onCopy: (file: string, drive: string) => Promise<Result<string>>;
  readonly onClose: () => void;
}

/** Says where a file went that was kept without asking, and takes it along on a stick. */
export function KeptFileToast({ kept, drives, onCopy, onClose }: KeptFileToastProps) {
  const t = useTexts('kiosk');
  const [found, setFound] = useState<readonly RemovableDrive[]>([]);
  const [copied, setCopied] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = useCallback(() => void drives().then(setFound, () => setFound([])), [drives]);
  // Once: whoever plugs a stick in later presses the button.
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(look, []);
  const name = kept.file.split(/[\\/]/).at(-1)!;
  const copy = async (drive: string) => {
    const done = await onCopy(name, drive);
    setProblem(done.ok ? null : done.problem);
    setCopied(done.ok ? done.value : null);
  };
  return (
    <div className="toast-place">
      <div className="toast kiosk-kept">
        <output>
          {copied !== null
            ? t('kept.copied', { place: copied })
            : t(kept.isWhole ? 'kept.done' : 'kept.failed', { file: kept.file })}
        </output>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {kept.isWhole && copied === null && (
          <>
            {found.length === 0 && <span>{t('kept.noDrive')}</span>}
            {found.map(({ folder, name: drive }) => (
              <Button key={folder} onClick={() => void copy(folder)}>
                {t('kept.toDrive', { drive })}
              </Button>
            ))}
            {found.length === 0 && (
              <Button variant="default" onClick={look}>
                {t('kept.look')}
              </Button>
            )}
          </>
        )}
        <Button variant="default" onClick={onClose}>
          {t('screen:close')}
        </Button>
      </div>
    </div>
  );
}
