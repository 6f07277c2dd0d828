import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import { useLocalized, useTexts } from '../../../language/use-texts.ts';
import { GuidePicture, isPictured } from '../pictures/GuidePicture.tsx';

/** How to look: steps beside a picture. */
export function ItemGuide({ item: { guide, text } }: { readonly item: ChecklistItem }) {
  const t = useTexts('inspections');
  const localized = useLocalized();
  if (guide === undefined) return null;
  return (
    <div className="item-card-main">
      {guide.steps.length > 0 && (
        <ol className="item-card-steps" aria-label={t('item.guide')}>
          {guide.steps.map((step) => (
            <li key={step.en}>{localized(step)}</li>
          ))}
        </ol>
      )}
      {guide.picture !== undefined && isPictured(guide.picture) && (
        <div className="item-card-picture">
          <GuidePicture picture={guide.picture} label={localized(text)} />
        </div>
      )}
    </div>
  );
}
