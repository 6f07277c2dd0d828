import { Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { type Cell, resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import type { ItemOutcome } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';
import { PhotoField } from '../photos/PhotoField.tsx';
import { keyOf, type Spot } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { AnswerFields, OutcomeButtons, ReasonChoice } from './AnswerFields.tsx';
import { ItemGuide } from './ItemGuide.tsx';
import { lookOf, ResultIcon } from './ResultIcon.tsx';
import { useAnswerDraft } from './use-answer-draft.ts';

interface ItemPanelProps {
  readonly control: SessionControl;
  readonly item: ChecklistItem;
  readonly at: Spot;
  /** The next open one; null when none is left. */
  readonly next: Spot | null;
  readonly before: Spot | null;
  readonly onAt: (spot: Spot) => void;
}

/** One item of one seat: guide, what the program found, and the inspector's answer. */
export function ItemPanel({ control, item, at, next, before, onAt }: ItemPanelProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const heading = useRef<HTMLHeadingElement>(null);
  const cell = control.cells.get(keyOf(at));
  const draft = useAnswerDraft(control, item, at);
  useEffect(() => {
    // Not when the inspection has just been opened, because its heading is read out then; nor while the seat is being chosen with the arrow keys.
    if (document.activeElement?.matches('h2, select') !== true) heading.current?.focus();
  }, []);
  if (cell === undefined) return null;
  const result = resultOf(cell);

  const press = (event: KeyboardEvent) => {
    const pressed = keyPressed(event);
    if (pressed === null) return;
    event.preventDefault();
    if (pressed === 'next' && next !== null) onAt(next);
    else if (pressed === 'before' && before !== null) onAt(before);
    else if (pressed !== 'next' && pressed !== 'before') draft.choose(pressed);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- shortcuts for the buttons inside
    <div onKeyDown={press}>
      <Paper withBorder p="md" component="section" aria-label={localized(item.text)}>
        <Stack gap="md">
          <div>
            <Text c="var(--color-text-secondary)">{`${name(at.subject)} · ${term(`method.${item.method.kind}`)}`}</Text>
            <Title order={3} ref={heading} tabIndex={-1} className="inspection-item-heading">
              {localized(item.text)}
            </Title>
            {item.criterion !== undefined && (
              <Text>{t('item.criterion', { criterion: localized(item.criterion) })}</Text>
            )}
          </div>
          <ItemGuide item={item} />
          <FoundByProgram cell={cell} item={item} />
          <AnswerFields item={item} draft={draft} field="value" />
          <OutcomeButtons
            chosen={draft.asking ? 'not-inspected' : (result?.outcome ?? null)}
            byProgram={result?.by === 'program' && !draft.asking}
            proposed={draft.proposed}
            onChoose={draft.choose}
          />
          {(draft.asking || cell.answer?.outcome === 'not-inspected') && (
            <ReasonChoice
              chosen={draft.asking ? null : (cell.answer?.reason ?? null)}
              focused={draft.asking}
              onChoose={draft.giveReason}
            />
          )}
          <AnswerFields item={item} draft={draft} field="note" />
          <CellPhotos
            control={control}
            cell={cell}
            label={localized(item.text)}
            wanted={item.evidence.includes('photo')}
          />
          {cell.answer !== null && cell.automatic !== null && (
            <Button variant="default" onClick={draft.withdraw}>
              {t('item.takeBack')}
            </Button>
          )}
          <Group justify="space-between">
            <Button variant="default" disabled={before === null} onClick={() => before !== null && onAt(before)}>
              {t('item.before')}
            </Button>
            {next === null ? (
              <Text fw={600}>{t('item.noneLeft')}</Text>
            ) : (
              <Button size="xl" onClick={() => onAt(next)}>
                {t('item.next')}
              </Button>
            )}
          </Group>
          <Text fz="sm" c="var(--color-text-secondary)">
            {t('item.keys')}
          </Text>
        </Stack>
      </Paper>
    </div>
  );
}

/** What the program determined by itself, when and in which check; or that it has no data. */
function FoundByProgram({ cell: { automatic }, item }: { readonly cell: Cell; readonly item: ChecklistItem }) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const { kind } = item.method;
  if (automatic === null) {
    if (kind === 'automatic') return <Text fw={600}>{t('item.noReading')}</Text>;
    return kind === 'books' ? <Text fw={600}>{t('item.noBooks')}</Text> : null;
  }
  const { outcome, reason, at, run, findings } = automatic;
  return (
    <Stack gap={4} className="inspection-found">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <ResultIcon look={lookOf(automatic)} />
        <Text fw={600}>
          {t('item.found', {
            outcome:
              reason === null
                ? term(`outcome.${outcome}`)
                : `${term(`outcome.${outcome}`)} · ${term(`reason.${reason}`)}`,
          })}
        </Text>
      </Group>
      {findings.length > 0 && (
        <List>
          {findings.map((finding) => (
            <List.Item key={`${finding.check} ${finding.subject}`}>{localized(finding.said)}</List.Item>
          ))}
        </List>
      )}
      <Text c="var(--color-text-secondary)" fz="sm" style={{ overflowWrap: 'anywhere' }}>
        {run === null
          ? t('item.foundInBooks', { time: formatTime(at) })
          : t('item.foundBy', { time: formatTime(at), run: run.slice(-8) })}
      </Text>
    </Stack>
  );
}

interface CellPhotosProps {
  readonly control: SessionControl;
  readonly cell: Cell;
  /** What the photos are of. */
  readonly label: string;
  readonly wanted: boolean;
}

/** Photos of equipment that belong to this item. */
function CellPhotos({ control, cell: { item, subject, photos }, label, wanted }: CellPhotosProps) {
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
    <Stack gap={4}>
      {wanted && <Text>{t('item.photoWanted')}</Text>}
      <PhotoField
        label={label}
        photos={photos.map((photo, position) => ({
          id: photo,
          label: t('item.photo', { position: position + 1 }),
        }))}
        load={load}
        onAdd={(base64) => control.edit(() => client.inspections.addPhoto({ id, item, subject, base64 }))}
        onRemove={(photo) => void control.edit(() => client.inspections.removePhoto({ id, photo }))}
      />
    </Stack>
  );
}

type Pressed = ItemOutcome | 'next' | 'before';

const BY_KEY: Readonly<Record<string, Pressed>> = {
  '1': 'normal',
  '2': 'abnormal',
  '3': 'not-inspected',
  '4': 'not-applicable',
  ArrowRight: 'next',
  ArrowLeft: 'before',
};

/** Meaning of a key in an item; null for other keys, and in fields. */
function keyPressed({ key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): Pressed | null {
  if (altKey || ctrlKey || metaKey) return null;
  if (target instanceof Element && target.matches('input, textarea, select')) return null;
  return BY_KEY[key] ?? null;
}
