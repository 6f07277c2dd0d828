import { Button, Fieldset, FileButton, Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { type Problem, isReadable } from '../../../../shared/domain/problem.ts';
import type { ImportReport, ListedRequest, RequestSummary } from '../../../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { type RequestKind, requestKindSchema } from '../../../../shared/domain/service-terms.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { readBase64 } from '../../connection/files.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';
import { Countdown } from './PromiseList.tsx';

const PAGE = 20;

interface RequestListProps {
  readonly onOpen: (id: string) => void;
  readonly onNew: (kind: RequestKind) => void;
  readonly onDraft: (draft: RequestDraft) => void;
}

/** New requests by hand, drafts, and everything that was filed. */
export function RequestList({ onOpen, onNew, onDraft }: RequestListProps) {
  const client = useClient();
  const t = useTexts('screen');
  const { list } = useWording();
  const [items, setItems] = useState<readonly ListedRequest[] | null>(null);
  const [more, setMore] = useState(false);
  const [drafts, setDrafts] = useState<readonly RequestDraft[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [imported, setImported] = useState<ImportReport | null>(null);

  const load = useCallback(
    async (before?: string) => {
      const page = await client.requests.list({ limit: PAGE, ...(before !== undefined && { before }) });
      if (!page.ok) return setProblem(page.problem);
      setItems((known) => [...(before === undefined ? [] : (known ?? [])), ...page.value]);
      setMore(page.value.length === PAGE);
    },
    [client],
  );
  const loadDrafts = useCallback(async () => {
    const stored = await client.requests.drafts();
    if (stored.ok) setDrafts(stored.value);
  }, [client]);
  useEffect(() => {
    void load();
    void loadDrafts();
  }, [load, loadDrafts]);

  const discard = async (id: string) => {
    await client.requests.discardDraft({ id });
    await loadDrafts();
  };
  const importFile = async (file: File | null) => {
    if (file === null) return;
    const report = await client.requests.importFile({ base64: await readBase64(file) });
    setProblem(report.ok ? null : report.problem);
    setImported(report.ok ? report.value : null);
    if (report.ok) await load();
  };

  return (
    <Stack gap="md">
      <Title order={2}>{t('requests.list.heading')}</Title>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      <Fieldset variant="unstyled" legend={t('requests.list.new')}>
        <Group>
          {requestKindSchema.options.map((kind) => (
            <Button key={kind} variant="default" onClick={() => onNew(kind)}>
              {t(`requests:terms.kind.${kind}`)}
            </Button>
          ))}
        </Group>
      </Fieldset>
      {drafts.length > 0 && (
        <Stack gap="xs" component="ul" pl={0} m={0} aria-label={t('requests.list.drafts')}>
          <Title order={3}>{t('requests.list.drafts')}</Title>
          {drafts.map((draft) => (
            <Group key={draft.id} component="li" style={{ listStyle: 'none' }}>
              <Button variant="default" h="auto" mih={50} onClick={() => onDraft(draft)}>
                {draft.title}
              </Button>
              <Button
                variant="subtle"
                onClick={() => void discard(draft.id)}
                aria-label={t('requests.list.discardNamed', { title: draft.title })}
              >
                {t('requests.list.discard')}
              </Button>
            </Group>
          ))}
        </Stack>
      )}
      {items?.length === 0 && <Text>{t('requests.list.empty')}</Text>}
      <Stack gap="xs" component="ul" pl={0} m={0}>
        {items?.map((item) =>
          isReadable(item) ? (
            <RequestItem key={item.id} item={item} onOpen={() => onOpen(item.id)} />
          ) : (
            <ProblemAlert key={item.id} problems={[item.problem]} />
          ),
        )}
      </Stack>
      {more && (
        <Button variant="default" onClick={() => void load(items?.at(-1)?.id)}>
          {t('history.more')}
        </Button>
      )}
      <Group>
        <FileButton onChange={(file) => void importFile(file)} accept=".json">
          {(props) => (
            <Button variant="default" {...props}>
              {t('requests.list.import')}
            </Button>
          )}
        </FileButton>
        {imported !== null && (
          <Text component="output">
            {list([
              t('requests.list.imported', { taken: imported.taken }),
              ...(imported.refused.length === 0
                ? []
                : [t('requests.list.importRefused', { refused: imported.refused.length })]),
            ])}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

/** One line of the list: title, state and the next promise. */
function RequestItem({ item, onOpen }: { readonly item: RequestSummary; readonly onOpen: () => void }) {
  const t = useTexts('screen');
  const { next } = item;
  return (
    <Paper component="li" withBorder style={{ listStyle: 'none' }}>
      <UnstyledButton w="100%" px="md" py="sm" mih={56} onClick={onOpen}>
        <Text fw={700} c="var(--color-text)" style={{ overflowWrap: 'anywhere' }}>
          {item.title}
        </Text>
        <Group gap="md" c="var(--color-text)">
          <Text>{item.number}</Text>
          <Text fw={600}>{t(`requests:states.${item.state}`)}</Text>
          <Text>{t(`requests:terms.urgency.${item.urgency}`)}</Text>
          <Text>{formatTime(item.filedAt).slice(0, 16)}</Text>
          {!item.delivered && (
            <Text fw={600} c="var(--color-usable)">
              {t('requests.list.waiting')}
            </Text>
          )}
          {item.demo && (
            <Text fw={700} c="var(--color-usable)">
              {t('history.demo')}
            </Text>
          )}
          {next !== null && (
            <Text c={next.state === 'missed' ? 'var(--color-failed)' : 'var(--color-text-secondary)'}>
              {`${t(`requests:terms.promise.${next.promise}`)} · ${t(`requests:terms.promiseState.${next.state}`)}`}
              <Countdown promise={next} />
            </Text>
          )}
        </Group>
      </UnstyledButton>
    </Paper>
  );
}
