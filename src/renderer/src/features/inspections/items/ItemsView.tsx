import { Button, Fieldset, Grid, Group, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import { Panel } from '../../../failures/Panel.tsx';
import { isOpen, keyOf, sectionsFor, type Spot, spotAfter, spotsOf, subjectsOf } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useTell } from '../words.ts';
import { AcrossSeats } from './AcrossSeats.tsx';
import { ItemPanel } from './ItemPanel.tsx';
import { SectionNav } from './SectionNav.tsx';
import { SubjectPicker } from './SubjectPicker.tsx';
import { TakeOpen } from './TakeOpen.tsx';

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
  const tell = useTell();
  const { session, cells } = control;
  const narrow = useMediaQuery('(max-width: 62em)') ?? false;
  const bySeat = mode === 'by-seat';
  const sections = bySeat ? sectionsFor(session.checklist, at.subject) : session.checklist.sections;
  const item = itemsOf(session.checklist).find(({ id }) => id === at.item);
  const spots = spotsOf(session);
  const next = spotAfter(spots, at, (spot) => isOpen(cells.get(keyOf(spot))));
  const choose = (id: string) => {
    // An item of the lab is asked of the lab, whatever seat was looked at before.
    const subject = subjectsOf(session).find((one) => cells.has(keyOf({ item: id, subject: one })));
    const here = { item: id, subject: at.subject };
    onAt(cells.has(keyOf(here)) || subject === undefined ? here : { item: id, subject });
  };
  const sectionNav = <SectionNav sections={sections} cells={cells} at={at} bySeat={bySeat} onChoose={choose} />;
  return (
    <Stack gap="md">
      <Group gap="xl" align="flex-end">
        <Fieldset variant="unstyled" legend={tell('items.mode')}>
          <Group gap="xs">
            {MODES.map((name) => (
              <Button
                key={name}
                variant={name === mode ? 'light' : 'default'}
                aria-pressed={name === mode}
                onClick={() => onMode(name)}
              >
                {tell(`items.${name}`)}
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
              <summary>{tell('items.sections')}</summary>
              {sectionNav}
            </details>
          ) : (
            sectionNav
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          {item !== undefined && bySeat && (
            <Panel key={keyOf(at)} name="item" title={tell('views.items')}>
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
          {bySeat && <TakeOpen key={at.subject} control={control} item={null} subject={at.subject} />}
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
