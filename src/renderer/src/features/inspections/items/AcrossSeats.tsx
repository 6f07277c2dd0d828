import { Button, Group, Text, Title, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { type Cell, isOtherwise, resultOf, settledResultOf } from '../../../../../shared/domain/inspection/cell.ts';
import { alwaysApplies, type ChecklistItem } from '../../../../../shared/domain/inspection/checklist.ts';
import {
  type ItemOutcome,
  itemOutcomeSchema,
  type Subject,
} from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useLocalized, useTerms, useTexts } from '../../../language/use-texts.ts';
import { keyOf, subjectsOf } from '../session/cells.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { AnswerRemaining } from './AnswerRemaining.tsx';
import { ItemGuide } from './ItemGuide.tsx';
import { lookOf, ResultIcon } from './ResultIcon.tsx';

/** What needs a value or a reason, also for deciding otherwise than the program, is filled in in the item itself. */
function needsMore(item: ChecklistItem, cell: Cell, outcome: ItemOutcome): boolean {
  const { value = null, note = '' } = cell.answer ?? {};
  const isUnmeasured = outcome === 'normal' && value === null && item.method.kind === 'measured';
  return (
    isUnmeasured ||
    outcome === 'not-inspected' ||
    (note === '' && (isOtherwise(outcome, cell.automatic) || (outcome === 'not-applicable' && alwaysApplies(item))))
  );
}

interface AcrossSeatsProps {
  readonly control: SessionControl;
  readonly item: ChecklistItem;
  readonly onOpen: (subject: Subject) => void;
}

/** One item across all seats; `1` to `4` answer for the seat that has the focus. */
export function AcrossSeats({ control, item, onOpen }: AcrossSeatsProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const subjects = subjectsOf(control.session).filter((subject) =>
    control.cells.has(keyOf({ item: item.id, subject })),
  );
  return (
    <section className="item-card" aria-label={localized(item.text)}>
      <div className="item-card-body">
        <div className="item-card-head">
          <span className="item-card-kind">{term(`method.${item.method.kind}`)}</span>
        </div>
        <Title order={3} ref={heading} tabIndex={-1} className="inspection-item-heading">
          {localized(item.text)}
        </Title>
        {item.criterion !== undefined && (
          <p className="item-card-criterion">{t('item.criterion', { criterion: localized(item.criterion) })}</p>
        )}
        <ItemGuide item={item} />
        <ul className="inspection-across">
          {subjects.map((subject) => {
            const spot = { item: item.id, subject };
            const cell = control.cells.get(keyOf(spot))!;
            const result = resultOf(cell);
            const { value = null, note = '' } = cell.answer ?? {};
            const choose = (outcome: ItemOutcome) => {
              if (needsMore(item, cell, outcome)) onOpen(subject);
              else control.answer(spot, { outcome, reason: null, value, note });
            };
            const press = (event: KeyboardEvent) => {
              const outcome = itemOutcomeSchema.options[Number(event.key) - 1];
              if (outcome === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              choose(outcome);
            };
            return (
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the buttons inside take the focus
              <li key={subject} onKeyDown={press}>
                <Group gap="xs" wrap="nowrap">
                  <ResultIcon look={lookOf(settledResultOf(cell))} />
                  <Text fw={600}>{name(subject)}</Text>
                  <Text>
                    {result === null
                      ? t('outcome.open')
                      : result.reason === null
                        ? term(`outcome.${result.outcome}`)
                        : `${term(`outcome.${result.outcome}`)} · ${term(`reason.${result.reason}`)}`}
                    {result?.by === 'program' && ` ${t('item.byProgramAside')}`}
                  </Text>
                </Group>
                <Group gap="xs">
                  {itemOutcomeSchema.options.map((outcome, position) => (
                    <UnstyledButton
                      key={outcome}
                      className={`inspection-outcome across-outcome outcome-${outcome}`}
                      aria-pressed={cell.answer?.outcome === outcome}
                      aria-keyshortcuts={String(position + 1)}
                      data-key={position + 1}
                      data-program={result?.by === 'program' && result.outcome === outcome ? true : undefined}
                      aria-label={`${name(subject)} ${term(`outcome.${outcome}`)}`}
                      onClick={() => choose(outcome)}
                    >
                      <ResultIcon look={outcome} size={20} />
                      <span className="capital">{term(`outcome.${outcome}`)}</span>
                    </UnstyledButton>
                  ))}
                  <Button
                    variant="subtle"
                    px={4}
                    aria-label={t('items.detailsOf', { subject: name(subject) })}
                    onClick={() => onOpen(subject)}
                  >
                    {t('items.details')}
                  </Button>
                </Group>
              </li>
            );
          })}
        </ul>
        <AnswerRemaining control={control} item={item.id} subject={null} goOn={null} />
      </div>
    </section>
  );
}
