import { Button, Fieldset, Grid, Group, NativeSelect, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { Panel } from '../../../failures/Panel.tsx';
import { useTexts } from '../../../language/use-texts.ts';
import {
  type Cells,
  countsWhere,
  isOpen,
  keyOf,
  sectionsFor,
  type Spot,
  spotAfter,
  spotsOf,
  subjectsOf,
} from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { AcrossSeats } from './AcrossSeats.tsx';
import { AnswerRemaining } from './AnswerRemaining.tsx';
import { ItemPanel } from './ItemPanel.tsx';
import { SectionNav } from './SectionNav.tsx';

const MODES = ['by-seat', 'by-item'] as const;
export type ItemMode = (typeof MODES)[number];

interface ItemsViewProps {
  readonly control: SessionControl;
  readonly at: Spot;
  readonly onAt: (spot: Spot) => void;
  readonly mode: ItemMode;
  readonly onMode: (mode: ItemMode) => void;
}

/** Sections on the left; on the right one item of one seat, or one item of all seats. */
export function ItemsView({ control, at, onAt, mode, onMode }: ItemsViewProps) {
  const t = useTexts('inspections');
  const { session, cells } = control;
  const narrow = useMediaQuery('(max-width: 62em)') ?? false;
  const bySeat = mode === 'by-seat';
  const sections = bySeat ? sectionsFor(session.checklist, at.subject) : session.checklist.sections;
  const item = itemsOf(session.checklist).find(({ id }) => id === at.item);
  const spots = spotsOf(session);
  const next = spotAfter(spots, at, (spot) => isOpen(cells.get(keyOf(spot))));
  const choose = (id: string) => {
    // An item of the lab moves to the lab, whatever seat was chosen before.
    const subject = subjectsOf(session).find((one) => cells.has(keyOf({ item: id, subject: one })));
    const here = { item: id, subject: at.subject };
    onAt(cells.has(keyOf(here)) || subject === undefined ? here : { item: id, subject });
  };
  const sectionNav = <SectionNav sections={sections} cells={cells} at={at} bySeat={bySeat} onChoose={choose} />;
  return (
    <Stack gap="md">
      <Group gap="xl" align="flex-end">
        <Fieldset variant="unstyled" legend={t('items.mode')}>
          <Group gap="xs">
            {MODES.map((name) => (
              <Button
                key={name}
                variant={name === mode ? 'light' : 'default'}
                aria-pressed={name === mode}
                onClick={() => onMode(name)}
              >
                {t(`items.${name}`)}
              </Button>
            ))}
          </Group>
        </Fieldset>
        {bySeat && <SubjectPicker session={session} cells={cells} at={at} onAt={onAt} />}
      </Group>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }}>
          {narrow ? (
            <details>
              <summary>{t('items.sections')}</summary>
              {sectionNav}
            </details>
          ) : (
            sectionNav
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          {item !== undefined && bySeat && (
            <Panel key={keyOf(at)} name="item" title={t('views.items')}>
              <ItemPanel
                control={control}
                item={item}
                at={at}
                next={next}
                before={spotAfter(spots, at, () => true, -1)}
                onAt={onAt}
              />
            </Panel>
          )}
          {item !== undefined && !bySeat && (
            <AcrossSeats
              key={item.id}
              control={control}
              item={item}
              onOpen={(subject) => {
                onMode('by-seat');
                onAt({ item: item.id, subject });
              }}
            />
          )}
          {bySeat && <AnswerRemaining key={at.subject} control={control} item={null} subject={at.subject} />}
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

interface SubjectPickerProps {
  readonly session: InspectionSession;
  readonly cells: Cells;
  readonly at: Spot;
  readonly onAt: (spot: Spot) => void;
}

/** Chooses the seat, each with its progress; works the same with 5 and with 100 seats. */
function SubjectPicker({ session, cells, at, onAt }: SubjectPickerProps) {
  const t = useTexts('inspections');
  const name = useSubjectName();
  const subjects = subjectsOf(session);
  const place = subjects.indexOf(at.subject);
  const all = [...cells.values()];
  const go = (subject: Subject | undefined) => {
    if (subject === undefined) return;
    const items = sectionsFor(session.checklist, subject).flatMap((section) => section.items);
    const open = items.find(({ id }) => isOpen(cells.get(`${id}\n${subject}`)));
    const first = open ?? items[0];
    if (first !== undefined) onAt({ item: first.id, subject });
  };
  return (
    <Group align="flex-end" gap="xs">
      <NativeSelect
        label={t('items.subject')}
        size="lg"
        value={at.subject}
        onChange={(event) => go(event.currentTarget.value)}
        data={subjects.map((subject) => {
          const { asked, open, abnormal } = countsWhere(all, (cell) => cell.subject === subject);
          return {
            value: subject,
            label: t(abnormal > 0 ? 'items.subjectAbnormal' : 'items.subjectProgress', {
              subject: name(subject),
              said: asked - open,
              asked,
              abnormal,
            }),
          };
        })}
      />
      <Button variant="default" disabled={place <= 0} onClick={() => go(subjects[place - 1])}>
        {t('items.subjectBefore')}
      </Button>
      <Button variant="default" disabled={place >= subjects.length - 1} onClick={() => go(subjects[place + 1])}>
        {t('items.subjectNext')}
      </Button>
    </Group>
  );
}
