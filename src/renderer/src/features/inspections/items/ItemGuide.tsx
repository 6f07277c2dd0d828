import { List } from '@mantine/core';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import { GuidePicture } from '../pictures/GuidePicture.tsx';
import { useSaid, useTell } from '../words.ts';

/** How to look: picture and steps. */
export function ItemGuide({ item: { guide, text } }: { readonly item: ChecklistItem }) {
  const tell = useTell();
  const said = useSaid();
  if (guide === undefined || (guide.picture === undefined && guide.steps.length === 0)) return null;
  return (
    <details open>
      <summary>{tell('item.guide')}</summary>
      {guide.picture !== undefined && <GuidePicture picture={guide.picture} label={said(text)} />}
      {guide.steps.length > 0 && (
        <List type="ordered" withPadding>
          {guide.steps.map((step) => (
            <List.Item key={step.en}>{said(step)}</List.Item>
          ))}
        </List>
      )}
    </details>
  );
}
