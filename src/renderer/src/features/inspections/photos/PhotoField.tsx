import { Button, FileButton, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { base64Of } from '../../requests/keep-file.ts';
import { useTell } from '../words.ts';

interface PhotoFieldProps {
  readonly photos: readonly { readonly id: string; readonly label: string }[];
  /** @returns a data URL. */
  readonly load: (id: string) => Promise<string>;
  readonly onAdd: (base64: string) => Promise<Problem | null>;
  readonly onRemove: (id: string) => void;
  readonly label: string;
}

function Thumbnail({
  id,
  label,
  load,
}: {
  readonly id: string;
  readonly label: string;
  readonly load: PhotoFieldProps['load'];
}) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    load(id).then(setAddress, () => undefined);
  }, [id, load]);
  return address === null ? null : <img src={address} alt={label} height={96} />;
}

/** Photos of one item. */
export function PhotoField({ photos, load, onAdd, onRemove, label }: PhotoFieldProps) {
  const tell = useTell();
  return (
    <Group data-of={label}>
      <FileButton onChange={(file) => void (file !== null && base64Of(file).then(onAdd))} accept="image/*">
        {(props) => (
          <Button variant="default" {...props}>
            {tell('item.addPhoto')}
          </Button>
        )}
      </FileButton>
      {photos.map((photo) => (
        <Group key={photo.id}>
          <Thumbnail {...photo} load={load} />
          <Button variant="subtle" onClick={() => onRemove(photo.id)}>
            <Text span>{tell('item.removePhoto', { photo: photo.label })}</Text>
          </Button>
        </Group>
      ))}
    </Group>
  );
}
