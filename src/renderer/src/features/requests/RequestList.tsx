import { Button, FileButton, TextInput, UnstyledButton } from '@mantine/core';
import IconBooks from '@tabler/icons-react/icons/IconBooks';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import IconHelpCircle from '@tabler/icons-react/icons/IconHelpCircle';
import IconRocket from '@tabler/icons-react/icons/IconRocket';
import IconSchool from '@tabler/icons-react/icons/IconSchool';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import IconTool from '@tabler/icons-react/icons/IconTool';
import IconTrash from '@tabler/icons-react/icons/IconTrash';
import { useState } from 'react';
import { isReadable } from '../../../../shared/domain/problem.ts';
import type { RequestSummary } from '../../../../shared/domain/request-record.ts';
import { isOpen } from '../../../../shared/domain/open-requests.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { type RequestKind, requestKindSchema } from '../../../../shared/domain/service-terms.ts';
import { PageTabs } from '../../components/PageTabs.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { UndoToast, useUndo } from '../../components/UndoToast.tsx';
import { DoneDrawing } from '../../drawings/DoneDrawing.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { TABS } from '../../shell/place.ts';
import { formatTime } from '../assessment/assessment.ts';
import { HotlineCard } from './HotlineCard.tsx';
import { Countdown } from './PromiseList.tsx';
import { isUndelivered, stateWords } from './state-words.ts';
import { useRequestList } from './use-request-list.ts';

export type ListTab = (typeof TABS)['requests'][number];

const ICONS = {
  technical: IconTool,
  upgrade: IconRocket,
  resource: IconBooks,
  guidance: IconHelpCircle,
  training: IconSchool,
} as const satisfies Record<RequestKind, unknown>;

interface RequestListProps {
  readonly tab: ListTab;
  readonly onTab: (tab: ListTab) => void;
  readonly onOpen: (id: string) => void;
  readonly onNew: (kind: RequestKind) => void;
  readonly onDraft: (draft: RequestDraft) => void;
}

/** Everything that was filed, by whether it is still open; drafts; and what can be asked for. */
export function RequestList({ tab, onTab, onOpen, onNew, onDraft }: RequestListProps) {
  const t = useTexts('screen');
  const list = useRequestList(tab === 'drafts' ? null : tab);
  const undo = useUndo();
  const [search, setSearch] = useState('');
  const [hidden, setHidden] = useState<string | null>(null);
  const matches = (...texts: readonly string[]) =>
    texts.some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));
  const drafts = (list.drafts ?? []).filter(
    ({ id, title }) => (undo.pending === null || id !== hidden) && matches(title),
  );
  const unreadable = list.items?.filter((item) => !isReadable(item)) ?? [];
  const items = (list.items ?? []).filter(isReadable).filter(({ title, number }) => matches(title, number));
  const discard = async ({ id, title }: RequestDraft) => {
    if (!(await list.mayDiscard())) return;
    setHidden(id);
    undo.act({ label: t('requests.list.discarded', { title }), commit: () => list.discard(id) });
  };
  const nameOf = (of: ListTab) => {
    const name = t(`requests.list.${of}`);
    const count = of === 'drafts' ? list.drafts?.length : list.counts?.[of];
    return count === undefined ? name : t('requests.list.tab', { name, count });
  };
  /** What the empty list says; null: it is not empty, or nobody knows. */
  const emptiness = (() => {
    const all = tab === 'drafts' ? list.drafts : list.items;
    const shown = tab === 'drafts' ? drafts : items;
    if (all === null || shown.length > 0) return null;
    if (search !== '') return list.more === null ? 'notFound' : 'notFoundYet';
    // Those that cannot be read are told above.
    return all.length === 0 || tab === 'drafts' ? (`none.${tab}` as const) : null;
  })();

  return (
    <div className="request-home">
      <section className="request-lists">
        <h2 className="only-heard">{t('requests.list.heading')}</h2>
        <div className="request-bar">
          <PageTabs
            label={t('requests.list.heading')}
            tabs={TABS.requests}
            current={tab}
            nameOf={nameOf}
            onTab={onTab}
          />
          <TextInput
            aria-label={t('requests.list.search')}
            placeholder={t('requests.list.search')}
            leftSection={<IconSearch size={18} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
        <ProblemAlert
          problems={[
            ...(list.problem === null ? [] : [list.problem]),
            ...unreadable.flatMap((item) => (isReadable(item) ? [] : [item.problem])),
          ]}
        />
        {emptiness !== null && (
          <div className="card request-empty">
            {emptiness === 'none.open' && <DoneDrawing />}
            <p>{t(`requests.list.${emptiness}`)}</p>
          </div>
        )}
        {tab === 'drafts' ? (
          <ul className="request-items" aria-label={t('requests.list.drafts')}>
            {drafts.map((draft) => (
              <li key={draft.id} className="card request-row">
                <UnstyledButton className="request-row-open" onClick={() => onDraft(draft)}>
                  <span className="request-row-title">{draft.title}</span>
                  <span className="muted">{t(`requests:terms.kind.${draft.kind}`)}</span>
                </UnstyledButton>
                <Button
                  variant="subtle"
                  leftSection={<IconTrash size={18} aria-hidden />}
                  aria-label={t('requests.list.discardNamed', { title: draft.title })}
                  onClick={() => void discard(draft)}
                >
                  {t('requests.list.discard')}
                </Button>
              </li>
            ))}
          </ul>
        ) : (
          <ul className="request-items">
            {items.map((item) => (
              <RequestItem key={item.id} item={item} onOpen={() => onOpen(item.id)} />
            ))}
          </ul>
        )}
        {list.more !== null && (
          <Button variant="default" onClick={list.more}>
            {t('history.more')}
          </Button>
        )}
      </section>
      <aside className="request-aside">
        <nav className="card request-new" aria-label={t('requests.list.new')}>
          <h3>{t('requests.list.new')}</h3>
          {requestKindSchema.options.map((kind) => {
            const Icon = ICONS[kind];
            return (
              <UnstyledButton key={kind} className="request-kind" onClick={() => onNew(kind)}>
                <Icon size={22} stroke={1.7} aria-hidden />
                <span>{t(`requests:terms.kind.${kind}`)}</span>
                <IconChevronRight size={18} aria-hidden />
              </UnstyledButton>
            );
          })}
        </nav>
        <section className="card">
          <HotlineCard number={null} />
        </section>
        <div className="request-import">
          <FileButton onChange={(file) => void list.importFile(file)} accept=".json">
            {(props) => (
              <Button variant="subtle" {...props}>
                {t('requests.list.import')}
              </Button>
            )}
          </FileButton>
          <output>
            {list.imported !== null &&
              t('requests.list.imported', {
                taken: list.imported.taken,
                known: list.imported.known,
                refused: list.imported.refused.length,
              })}
          </output>
        </div>
      </aside>
      <UndoToast undo={undo} />
    </div>
  );
}

/** One line of the list: title, state, and what happens next. */
function RequestItem({ item, onOpen }: { readonly item: RequestSummary; readonly onOpen: () => void }) {
  const t = useTexts('screen');
  const { next, state, unread, appointment } = item;
  return (
    <li className="card request-row" data-unread={unread > 0 || undefined}>
      <UnstyledButton className="request-row-open" onClick={onOpen}>
        <span className="request-row-title">
          {unread > 0 && <span className="unread-dot" title={t('requests.list.unread', { count: unread })} />}
          {item.title}
          {unread > 0 && <span className="only-heard">{t('requests.list.unread', { count: unread })}</span>}
        </span>
        <span className="muted">
          {`${item.number} · ${formatTime(item.filedAt).slice(0, 16)}`}
          {item.demo && ` · ${t('history.demo')}`}
        </span>
        <span className="request-row-next">
          <span className="state-chip" data-state={state} data-undelivered={isUndelivered(item) || undefined}>
            {stateWords(t, item)}
          </span>
          {appointment !== null && (
            <b>{t('requests.list.appointment', { time: formatTime(appointment).slice(5, 16) })}</b>
          )}
          {next !== null && next.state !== 'not-started' && isOpen(state) && (
            <span data-missed={next.state === 'missed' || undefined}>
              {t(`requests:terms.promise.${next.promise}`)}
              <Countdown promise={next} />
            </span>
          )}
        </span>
      </UnstyledButton>
      <IconChevronRight size={20} aria-hidden />
    </li>
  );
}
