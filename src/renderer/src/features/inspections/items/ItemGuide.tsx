import { List } from '@mantine/core';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import { useLocalized, useTexts } from '../../../language/use-texts.ts';
import { GuidePicture } from '../pictures/GuidePicture.tsx';

/** How to look: picture and steps. */
export function ItemGuide({ item: { guide, text } }: { readonly item: ChecklistItem }) {
  const t = useTexts('inspections');
  const localized = useLocalized();
  if (guide === undefined || (guide.picture === undefined && guide.steps.length === 0)) return null;
  return (
    <details open>
      <summary>{t('item.guide')}</summary>
      {guide.picture !== undefined && <GuidePicture picture={guide.picture} label={localized(text)} />}
      {guide.steps.length > 0 && (
        <List type="ordered" withPadding>
          {guide.steps.map((step) => (
            <List.Item key={step.en}>{localized(step)}</List.Item>
          ))}
        </List>
      )}
    </details>
  );
}
