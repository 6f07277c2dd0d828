import { Button, TextInput, UnstyledButton } from '@mantine/core';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import { useEffect, useState } from 'react';
import { verdictSchema } from '../../../../shared/domain/finding.ts';
import { EVERY_RUN, type RunFilter } from '../../../../shared/domain/run-filter.ts';
import { DateField } from '../../components/DateField.tsx';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { OUTCOME_OF_VERDICT } from '../../components/VerdictChip.tsx';
import { useTexts } from '../../language/use-texts.ts';

const TYPING_MS = 250;
/** Records are kept for three years unless a school sets something else. */
const YEARS = 6;

interface RunFiltersProps {
  readonly filter: RunFilter;
  readonly onFilter: (filter: RunFilter) => void;
}

/** What is looked for; words are looked up when typing stops for a moment. */
export function RunFilters({ filter, onFilter }: RunFiltersProps) {
  const t = useTexts('records');
  const [typed, setTyped] = useState(filter.words);
  const [years] = useState(() => Array.from({ length: YEARS }, (_, ago) => new Date().getFullYear() - ago));
  useEffect(() => {
    if (typed.trim() === filter.words) return undefined;
    const waiting = setTimeout(() => onFilter({ ...filter, words: typed.trim() }), TYPING_MS);
    return () => clearTimeout(waiting);
  }, [typed, filter, onFilter]);
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(EVERY_RUN);
  const clear = () => {
    setTyped('');
    onFilter(EVERY_RUN);
  };
  return (
    <search className="run-filters" aria-label={t('list.filters')}>
      <TextInput
        className="run-search"
        type="search"
        aria-label={t('list.search')}
        placeholder={t('list.searchHelp')}
        leftSection={<IconSearch size={20} aria-hidden />}
        value={typed}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <details className="run-period">
        <summary>
          {filter.from === null && filter.to === null
            ? t('list.period')
            : t('list.periodOf', { from: filter.from ?? '…', to: filter.to ?? '…' })}
        </summary>
        <div className="run-dates">
          {(['from', 'to'] as const).map((end) => (
            <DateField
              key={end}
              label={t(`list.${end}`)}
              value={filter[end]}
              years={years}
              completion={end === 'from' ? 'first' : 'last'}
              onChange={(date) => onFilter({ ...filter, [end]: date })}
            />
          ))}
        </div>
      </details>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset cannot be laid out in a row with its legend hidden */}
      <div className="run-verdicts" role="group" aria-label={t('list.verdicts')}>
        {verdictSchema.options.map((verdict) => {
          const isChosen = filter.verdicts.includes(verdict);
          return (
            <UnstyledButton
              key={verdict}
              className="filter-chip"
              data-tone={verdict}
              aria-pressed={isChosen}
              onClick={() =>
                onFilter({
                  ...filter,
                  verdicts: isChosen
                    ? filter.verdicts.filter((other) => other !== verdict)
                    : [...filter.verdicts, verdict],
                })
              }
            >
              <OutcomeIcon outcome={OUTCOME_OF_VERDICT[verdict]} size={20} />
              {t(`terms:verdict.${verdict}`)}
            </UnstyledButton>
          );
        })}
        {isFiltered && (
          <Button variant="subtle" onClick={clear}>
            {t('list.clear')}
          </Button>
        )}
      </div>
      {filter.from !== null && filter.to !== null && filter.from > filter.to && (
        <p className="field-error" role="alert">
          {t('list.range')}
        </p>
      )}
    </search>
  );
}
