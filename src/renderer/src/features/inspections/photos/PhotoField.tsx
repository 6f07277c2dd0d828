import { Button, FileButton, Image, Text, UnstyledButton } from '@mantine/core';
import IconCamera from '@tabler/icons-react/icons/IconCamera';
import IconPhotoPlus from '@tabler/icons-react/icons/IconPhotoPlus';
import { Drawer } from '../../../components/Drawer.tsx';
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
  /** In one line of small buttons and pictures, where there is little room. */
  readonly compact?: boolean;
  /** Why a photo is asked for; null where none is. */
  readonly wanted?: string | null;
}

/** Photos of equipment, taken with the camera or chosen from files, and re-encoded before they leave the screen. */
export function PhotoField({ label, photos, load, onAdd, onRemove, compact = false, wanted = null }: PhotoFieldProps) {
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

  const takeText = t('inspections:photos.take');
  const chooseText = t('inspections:photos.choose');
  const Shown = compact ? SmallPhoto : Thumbnail;
  return (
    <section
      className="photo-field"
      data-compact={compact || undefined}
      aria-label={t('inspections:photos.of', { label })}
    >
      {!compact && <p>{t('inspections:photos.equipmentOnly')}</p>}
      <div className="photo-buttons">
        <Button
          ref={takeButton}
          variant="default"
          mih={44}
          leftSection={<IconCamera size={20} aria-hidden />}
          title={t('inspections:photos.equipmentOnly')}
          disabled={working}
          onClick={() => setShooting(true)}
        >
          {takeText}
        </Button>
        <FileButton multiple accept="image/*" onChange={(files) => void add(files)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              mih={44}
              leftSection={<IconPhotoPlus size={20} aria-hidden />}
              title={t('inspections:photos.fromElsewhere')}
              disabled={working}
            >
              {chooseText}
            </Button>
          )}
        </FileButton>
        {working && <Text component="output">{t('inspections:photos.working')}</Text>}
        {photos.length > 0 && (
          <ul className="photo-list">
            {photos.map((photo) => (
              <Shown key={photo.id} id={photo.id} label={photo.label} load={load} onRemove={onRemove} />
            ))}
          </ul>
        )}
      </div>
      {wanted !== null && photos.length === 0 && <p className="photo-wanted">{wanted}</p>}
      {problems.map(({ name, problem }) => (
        <Notice tone="attention" key={`${name} ${problem.code}`} role="alert">
          <Text fw={600}>{problemText(problem).title}</Text>
          {name === '' ? problemText(problem).next : `${name}: ${problemText(problem).next}`}
        </Notice>
      ))}
      {shooting && (
        <CameraDialog
          onClose={close}
          onTaken={(photo) => {
            close();
            void add([photo]);
          }}
        />
      )}
    </section>
  );
}

interface ThumbnailProps {
  readonly id: string;
  readonly label: string;
  /** @returns a data URL. */
  readonly load: (id: string) => Promise<string>;
  readonly onRemove: (id: string) => void;
}

/** @returns the data URL of a photo; null until it is loaded. */
function usePhoto({ id, load }: Pick<ThumbnailProps, 'id' | 'load'>): string | null {
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
  return address;
}

function Thumbnail({ id, label, load, onRemove }: ThumbnailProps) {
  const { t } = useWording();
  const address = usePhoto({ id, load });
  return (
    <li className="photo-thumbnail">
      <Image src={address} alt={label} h={120} fit="contain" bg="var(--color-sunken)" radius="sm" />
      <Button
        variant="default"
        mih={44}
        aria-label={t('inspections:photos.removeNamed', { label })}
        onClick={() => onRemove(id)}
      >
        {t('inspections:photos.remove')}
      </Button>
    </li>
  );
}

/** As small as a button; what it shows, and its removal, are one touch away. */
function SmallPhoto({ id, label, load, onRemove }: ThumbnailProps) {
  const { t } = useWording();
  const address = usePhoto({ id, load });
  const [opened, setOpened] = useState(false);
  return (
    <li className="photo-small">
      <img src={address ?? undefined} alt={label} />
      <UnstyledButton aria-label={t('inspections:photos.look', { label })} onClick={() => setOpened(true)} />
      {opened && (
        <Drawer title={label} onClose={() => setOpened(false)}>
          <img className="photo-large" src={address ?? undefined} alt={label} />
          <Button
            variant="default"
            aria-label={t('inspections:photos.removeNamed', { label })}
            onClick={() => onRemove(id)}
          >
            {t('inspections:photos.remove')}
          </Button>
        </Drawer>
      )}
    </li>
  );
}
