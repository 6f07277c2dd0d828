import { UnstyledButton } from '@mantine/core';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import type { InspectionReport } from '../../../../../shared/domain/inspection/inspection-report.ts';
import { Notice } from '../../../components/Notice.tsx';
import { useLocalized, useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import type { Cells, Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { reasonsIn, type UninspectedItem, uninspectedItems } from './uninspected-items.ts';

interface NotInspectedProps {
  readonly control: Pick<SessionControl, 'session'> & { readonly cells: Cells };
  readonly report: Pick<InspectionReport, 'toInspect'> | null;
  readonly onOpen: (spot: Spot) => void;
}

/** What nobody could tell, item by item, each a way to it; and that it decides, where it does. Nothing where all was inspected. */
export function NotInspected({ control: { session, cells }, report, onOpen }: NotInspectedProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const { list } = useWording();
  const items = uninspectedItems(session.checklist, cells);
  if (items.length === 0) return null;
  const decides = report?.toInspect !== undefined;
  const reasons = reasonsIn(items).map((reason) => term(`reason.${reason}`));
  const listed = (
    <details className="not-inspected" open={decides}>
      <summary>{t('notInspected.count', { count: items.length, reasons: list(reasons) })}</summary>
      <ul>
        {items.map((item) => (
          <li key={item.item}>
            <ItemButton item={item} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </details>
  );
  if (!decides) return listed;
  return (
    <Notice tone="attention" title={t('notInspected.decides')}>
      {listed}
    </Notice>
  );
}

function ItemButton({ item, onOpen }: { readonly item: UninspectedItem; readonly onOpen: (spot: Spot) => void }) {
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const { list, labelled } = useWording();
  const why = [...Map.groupBy(item.places, ({ reason }) => reason)].map(([reason, places]) =>
    labelled(list(places.map(({ subject }) => name(subject))), term(`reason.${reason}`)),
  );
  return (
    <UnstyledButton
      className="not-inspected-item"
      onClick={() => onOpen({ item: item.item, subject: item.places[0]!.subject })}
    >
      <strong>{localized(item.text)}</strong>
      <span>{list(why)}</span>
      <IconChevronRight size={20} aria-hidden />
    </UnstyledButton>
  );
}
