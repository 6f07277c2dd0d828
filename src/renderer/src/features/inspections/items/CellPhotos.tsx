import { useCallback } from 'react';
import type { Cell } from '../../../../../shared/domain/inspection/cell.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { PhotoField } from '../photos/PhotoField.tsx';
import type { SessionControl } from '../session/use-session.ts';

interface CellPhotosProps {
  readonly control: SessionControl;
  readonly cell: Cell;
  /** What the photos are of. */
  readonly label: string;
  readonly wanted: boolean;
}

/** Photos of equipment that belong to this item. */
export function CellPhotos({ control, cell: { item, subject, photos }, label, wanted }: CellPhotosProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const { id } = control.session.header;
  const load = useCallback(
    async (photo: string) => {
      const file = await client.inspections.photo({ id, photo });
      return file.ok ? `data:image/jpeg;base64,${file.value.base64}` : '';
    },
    [client, id],
  );
  return (
    <PhotoField
      compact
      label={label}
      wanted={wanted ? t('item.photoWanted') : null}
      photos={photos.map((photo, position) => ({ id: photo, label: t('item.photo', { position: position + 1 }) }))}
      load={load}
      onAdd={(base64) => control.edit(() => client.inspections.addPhoto({ id, item, subject, base64 }))}
      onRemove={(photo) => void control.edit(() => client.inspections.removePhoto({ id, photo }))}
    />
  );
}
