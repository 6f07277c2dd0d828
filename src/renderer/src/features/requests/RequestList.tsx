import { Button, FileButton, TextInput, UnstyledButton } from '@mantine/core';
import IconBooks from '@tabler/icons-react/icons/IconBooks';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import IconHelpCircle from '@tabler/icons-react/icons/IconHelpCircle';
import IconRocket from '@tabler/icons-react/icons/IconRocket';
import IconSchool from '@tabler/icons-react/icons/IconSchool';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import IconTool from '@tabler/icons-react/icons/IconTool';
import IconTrash from '@tabler/icons-react/icons/IconTrash';
import { useCallback, useEffect, useState } from 'react';
import { type Problem, isReadable } from '../../../../shared/domain/problem.ts';
import type { ImportReport, ListedRequest, RequestSummary } from '../../../../shared/domain/request-record.ts';
import { isOpen } from '../../../../shared/domain/open-requests.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { type RequestKind, requestKindSchema } from '../../../../shared/domain/service-terms.ts';
import { PageTabs } from '../../components/PageTabs.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { UndoToast, useUndo } from '../../components/UndoToast.tsx';
import { readBase64 } from '../../connection/files.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { TABS } from '../../shell/place.ts';
import { formatTime } from '../assessment/assessment.ts';
import { HotlineCard } from './HotlineCard.tsx';
import { Countdown } from './PromiseList.tsx';
import { useOutbox } from './OutboxBanner.tsx';

export type ListTab = (typeof TABS)['requests'][number];

const ICONS = {
  technical: IconTool,
  upgrade: IconRocket,
  resource: IconBooks,
  guidance: IconHelpCircle,
  training: IconSchool,
} as const satisfies Record<RequestKind, unknown>;

const PAGE = 50;

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
  const list = useRequestList();
  const undo = useUndo();
  const [search, setSearch] = useState('');
  const [hidden, setHidden] = useState<string | null>(null);
  const matches = (...texts: readonly string[]) =>
    texts.some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));
  const drafts = list.drafts.filter(({ id, title }) => (undo.pending === null || id !== hidden) && matches(title));
  const unreadable = list.items?.filter((item) => !isReadable(item)) ?? [];
  const items = (list.items ?? [])
    .filter(isReadable)
    .filter(({ state, title, number }) => (tab === 'open') === isOpen(state) && matches(title, number));
  const discard = ({ id, title }: RequestDraft) => {
    setHidden(id);
    undo.act({ label: t('requests.list.discarded', { title }), commit: () => list.discard(id) });
  };
  const countOf = (of: ListTab) =>
    of === 'drafts'
      ? list.drafts.length
      : (list.items ?? []).filter(isReadable).filter(({ state }) => (of === 'open') === isOpen(state)).length;
  const isEmpty = tab === 'drafts' ? drafts.length === 0 : items.length === 0;

  return (
    <div className="request-home">
      <section className="request-lists">
        <h2 className="only-heard">{t('requests.list.heading')}</h2>
        <div className="request-bar">
          <PageTabs
            label={t('requests.list.heading')}
            tabs={TABS.requests}
            current={tab}
            nameOf={(name) => t('requests.list.tab', { name: t(`requests.list.${name}`), count: countOf(name) })}
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
        {list.items !== null && isEmpty && (
          <p className="card request-empty">
            {t(search === '' ? `requests.list.none.${tab}` : 'requests.list.notFound')}
          </p>
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
                  onClick={() => discard(draft)}
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
        {list.more !== null && tab !== 'drafts' && (
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

interface RequestLists {
  /** Newest first; null while they are being read. */
  readonly items: readonly ListedRequest[] | null;
  readonly drafts: readonly RequestDraft[];
  /** Reads older ones; null: there are none. */
  readonly more: (() => void) | null;
  readonly problem: Problem | null;
  readonly imported: ImportReport | null;
  readonly discard: (id: string) => Promise<void>;
  readonly importFile: (file: File | null) => Promise<void>;
}

/** Requests and drafts as they are now; read again whenever something was sent. */
function useRequestList(): RequestLists {
  const client = useClient();
  const outbox = useOutbox();
  const [items, setItems] = useState<readonly ListedRequest[] | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const [drafts, setDrafts] = useState<readonly RequestDraft[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [imported, setImported] = useState<ImportReport | null>(null);

  const load = useCallback(
    async (before?: string) => {
      const page = await client.requests.list({ limit: PAGE, ...(before !== undefined && { before }) });
      if (!page.ok) return setProblem(page.problem);
      setItems((known) => [...(before === undefined ? [] : (known ?? [])), ...page.value]);
      setHasMore(page.value.length === PAGE);
    },
    [client],
  );
  const loadDrafts = useCallback(async () => {
    const stored = await client.requests.drafts();
    if (stored.ok) setDrafts(stored.value);
  }, [client]);
  useEffect(() => {
    load().catch(() => undefined);
  }, [load, outbox]);
  useEffect(() => {
    loadDrafts().catch(() => undefined);
  }, [loadDrafts]);

  return {
    items,
    drafts,
    more: hasMore ? () => void load(items?.at(-1)?.id) : null,
    problem,
    imported,
    async discard(id) {
      await client.requests.discardDraft({ id });
      await loadDrafts();
    },
    async importFile(file) {
      if (file === null) return;
      const report = await client.requests.importFile({ base64: await readBase64(file) });
      setProblem(report.ok ? null : report.problem);
      setImported(report.ok ? report.value : null);
      if (report.ok) await load();
    },
  };
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
          <span className="state-chip" data-state={state}>
            {t(`requests:states.${state}`)}
          </span>
          {appointment !== null && (
            <b>{t('requests.list.appointment', { time: formatTime(appointment).slice(5, 16) })}</b>
          )}
          {!item.delivered && isOpen(state) && next?.state === 'not-started' ? (
            <b className="request-undelivered">{t('requests.list.waiting')}</b>
          ) : (
            next !== null &&
            isOpen(state) && (
              <span data-missed={next.state === 'missed' || undefined}>
                {t(`requests:terms.promise.${next.promise}`)}
                <Countdown promise={next} />
              </span>
            )
          )}
        </span>
      </UnstyledButton>
      <IconChevronRight size={20} aria-hidden />
    </li>
  );
}
