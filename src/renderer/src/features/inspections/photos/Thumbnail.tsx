import { Button, Image, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWording } from '../../../language/wording-context.ts';

interface ThumbnailProps {
  readonly id: string;
  readonly label: string;
  /** @returns a data URL. */
  readonly load: (id: string) => Promise<string>;
  readonly onRemove: (id: string) => void;
}

export function Thumbnail({ id, label, load, onRemove }: ThumbnailProps) {
  const { t } = useWording();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void load(id).then((loaded) => {
      if (!gone) setAddress(loaded);
    });
    return () => {
      gone = true;
    };
  }, [id, load]);
  return (
    <Stack component="li" gap={4} w={160}>
      <Image src={address} alt={label} h={120} fit="contain" bg="#eef1f6" radius="sm" />
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
