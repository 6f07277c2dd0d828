import { Button, Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContractClient } from '../../../../shared/contract.ts';
import type { RemovableDrive, StickEntry } from '../../../../shared/domain/kiosk.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { decodeBase64 } from '../../connection/files.ts';
import { answerLost } from '../../connection/settle-call.ts';
import { useTexts } from '../../language/use-texts.ts';

interface StickFilesProps {
  readonly kiosk: Pick<ContractClient['kiosk'], 'drives' | 'files' | 'take'>;
  /** Names a field takes, as its `accept` has them; empty: all. */
  readonly accept: string;
  readonly onTake: (file: File) => void;
  readonly onClose: () => void;
}

/** A place on a stick, by its names from the root. */
interface Place {
  readonly drive: string;
  readonly names: readonly string[];
}

/** In the place of the system's window to choose a file: what is on the sticks that are plugged in, and nothing else. */
export function StickFiles({ kiosk, accept, onTake, onClose }: StickFilesProps) {
  const t = useTexts('kiosk');
  const dialog = useRef<HTMLDialogElement>(null);
  const [drives, setDrives] = useState<readonly RemovableDrive[]>([]);
  const [place, setPlace] = useState<Place | null>(null);
  const [entries, setEntries] = useState<readonly StickEntry[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = useCallback(() => void kiosk.drives().then(setDrives, () => setDrives([])), [kiosk]);
  useEffect(() => {
    dialog.current?.showModal();
    look();
  }, [look]);

  const open = async (next: Place) => {
    const listed = await kiosk.files({ drive: next.drive, names: [...next.names] }).catch(answerLost);
    setProblem(listed.ok ? null : listed.problem);
    if (!listed.ok) return;
    setPlace(next);
    setEntries(listed.value.filter(({ kind, name }) => kind === 'folder' || isAccepted(name, accept)));
  };
  const take = async ({ drive, names }: Place) => {
    const taken = await kiosk.take({ drive, names: [...names] }).catch(answerLost);
    setProblem(taken.ok ? null : taken.problem);
    if (!taken.ok) return;
    onTake(new File([decodeBase64(taken.value.base64)], taken.value.fileName));
    dialog.current?.close();
  };
  const up = () => {
    if (place !== null && place.names.length > 0) void open({ ...place, names: place.names.slice(0, -1) });
    else setPlace(null);
  };

  return (
    <dialog ref={dialog} className="kiosk-dialog" aria-label={t('files.heading')} onClose={onClose}>
      <Stack gap="sm">
        <h2>{t('files.heading')}</h2>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {place === null ? (
          <>
            {drives.length === 0 && <Text>{t('files.noDrive')}</Text>}
            {drives.map(({ folder, name }) => (
              <Button key={folder} variant="default" onClick={() => void open({ drive: folder, names: [] })}>
                {name}
              </Button>
            ))}
            <Button variant="default" onClick={look}>
              {t('kept.look')}
            </Button>
          </>
        ) : (
          <>
            <Text>{place.names.at(-1) ?? place.drive}</Text>
            <Button variant="default" onClick={up}>
              {t('files.up')}
            </Button>
            {entries.length === 0 && <Text>{t('files.nothing')}</Text>}
            <ul className="kiosk-files">
              {entries.map(({ name, kind }) => {
                const next = { drive: place.drive, names: [...place.names, name] };
                return (
                  <li key={name}>
                    <Button
                      variant="subtle"
                      fullWidth
                      justify="flex-start"
                      onClick={() => void (kind === 'folder' ? open(next) : take(next))}
                    >
                      {kind === 'folder' ? t('files.folder', { name }) : name}
                    </Button>
                  </li>
                );
              })}
            </ul>
          </>
        )}
        <Button variant="default" onClick={() => dialog.current?.close()}>
          {t('leave.stay')}
        </Button>
      </Stack>
    </dialog>
  );
}

/** Endings of `.csv,.xlsx`; kinds of media such as `image/*` are left to the field itself. */
function isAccepted(name: string, accept: string): boolean {
  const endings = accept
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  if (endings.length === 0 || endings.some((part) => !part.startsWith('.'))) return true;
  return endings.some((ending) => name.toLowerCase().endsWith(ending));
}
