import { Button, FileButton, Group, Image, Stack, Text } from '@mantine/core';
import { Notice } from '../../../components/Notice.tsx';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useWording } from '../../../language/use-texts.ts';
import { CameraDialog } from './CameraDialog.tsx';
import { preparePhoto } from './prepare-photo.ts';

interface PhotoFieldProps {
  /** What the photos are of, e.g. the item of the list. */
  readonly label: string;
  readonly photos: readonly { readonly id: string; readonly label: string }[];
  /** @returns a data URL. */
  readonly load: (id: string) => Promise<string>;
  /** @returns why it was not stored; null when it was. */
  readonly onAdd: (base64: string) => Promise<Problem | null>;
  readonly onRemove: (id: string) => void;
}

/** Photos of equipment, taken with the camera or chosen from files, and re-encoded before they leave the screen. */
export function PhotoField({ label, photos, load, onAdd, onRemove }: PhotoFieldProps) {
  const { t, problem: problemText } = useWording();
  const [shooting, setShooting] = useState(false);
  const takeButton = useRef<HTMLButtonElement>(null);
  const [working, setWorking] = useState(false);
  const [problems, setProblems] = useState<readonly { name: string; problem: Problem }[]>([]);

  const close = () => {
    setShooting(false);
    takeButton.current?.focus();
  };

  const add = async (files: readonly Blob[]) => {
    setWorking(true);
    setProblems([]);
    for (const file of files) {
      const photo = await preparePhoto(file);
      const problem = photo.ok ? await onAdd(photo.value.base64) : photo.problem;
      const name = file instanceof File ? file.name : '';
      if (problem !== null) setProblems((before) => [...before, { name, problem }]);
    }
    setWorking(false);
  };

  return (
    <Stack gap="xs" component="section" aria-label={t('inspections:photos.of', { label })}>
      <Text c="var(--color-text-secondary)">{t('inspections:photos.equipmentOnly')}</Text>
      <Group gap="xs">
        <Button ref={takeButton} variant="default" mih={44} disabled={working} onClick={() => setShooting(true)}>
          {t('inspections:photos.take')}
        </Button>
        <FileButton multiple accept="image/*" onChange={(files) => void add(files)}>
          {(props) => (
            <Button {...props} variant="default" mih={44} disabled={working}>
              {t('inspections:photos.choose')}
            </Button>
          )}
        </FileButton>
        {working && <Text component="output">{t('inspections:photos.working')}</Text>}
      </Group>
      {problems.map(({ name, problem }) => (
        <Notice tone="attention" key={`${name} ${problem.code}`} role="alert">
          <Text fw={600}>{problemText(problem).title}</Text>
          {name === '' ? problemText(problem).next : `${name}: ${problemText(problem).next}`}
        </Notice>
      ))}
      {photos.length > 0 && (
        <Group component="ul" gap="sm" align="flex-start" m={0} p={0} style={{ listStyle: 'none' }}>
          {photos.map((photo) => (
            <Thumbnail key={photo.id} id={photo.id} label={photo.label} load={load} onRemove={onRemove} />
          ))}
        </Group>
      )}
      {shooting && (
        <CameraDialog
          onClose={close}
          onTaken={(photo) => {
            close();
            void add([photo]);
          }}
        />
      )}
    </Stack>
  );
}

interface ThumbnailProps {
  readonly id: string;
  readonly label: string;
  /** @returns a data URL. */
  readonly load: (id: string) => Promise<string>;
  readonly onRemove: (id: string) => void;
}

function Thumbnail({ id, label, load, onRemove }: ThumbnailProps) {
  const { t } = useWording();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let removed = false;
    void load(id).then((loaded) => {
      if (!removed) setAddress(loaded);
    });
    return () => {
      removed = true;
    };
  }, [id, load]);
  return (
    <Stack component="li" gap={4} w={160}>
      <Image src={address} alt={label} h={120} fit="contain" bg="var(--color-sunken)" radius="sm" />
      <Button
        variant="default"
        mih={44}
        aria-label={t('inspections:photos.removeNamed', { label })}
        onClick={() => onRemove(id)}
      >
        {t('inspections:photos.remove')}
      </Button>
    </Stack>
  );
}
