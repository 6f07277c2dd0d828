import { Button, Fieldset, FileButton, Group, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { isReadable, type Problem } from '../../../../shared/domain/problem.ts';
import type { ImportReport, ListedRequest } from '../../../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { requestKindSchema, type RequestKind } from '../../../../shared/domain/service-terms.ts';
import { useClient } from '../../connection/context.ts';
import { useSay, useWording } from '../../language/wording-context.ts';
import { Trouble } from '../../shell/Trouble.tsx';
import { base64Of } from './keep-file.ts';
import { RequestItem } from './RequestItem.tsx';

const PAGE = 20;

interface RequestListProps {
  readonly onOpen: (id: string) => void;
  readonly onNew: (kind: RequestKind) => void;
  readonly onDraft: (draft: RequestDraft) => void;
}

/** My requests: new ones by hand, drafts left lying, and everything filed. */
export function RequestList({ onOpen, onNew, onDraft }: RequestListProps) {
  const client = useClient();
  const say = useSay();
  const { t } = useWording();
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
    const kept = await client.requests.drafts();
    if (kept.ok) setDrafts(kept.value);
  }, [client]);
  useEffect(() => {
    void load();
    void loadDrafts();
  }, [load, loadDrafts]);

  const discard = async (id: string) => {
    await client.requests.discardDraft({ id });
    await loadDrafts();
  };
  const take = async (file: File | null) => {
    if (file === null) return;
    const report = await client.requests.importFile({ base64: await base64Of(file) });
    setProblem(report.ok ? null : report.problem);
    setImported(report.ok ? report.value : null);
    if (report.ok) await load();
  };

  return (
    <Stack gap="md">
      <Title order={2}>{say('requests.list.heading')}</Title>
      <Trouble problems={problem === null ? [] : [problem]} />
      <Fieldset variant="unstyled" legend={say('requests.list.new')}>
        <Group>
          {requestKindSchema.options.map((kind) => (
            <Button key={kind} variant="default" onClick={() => onNew(kind)}>
              {t(`requests:terms.kind.${kind}`)}
            </Button>
          ))}
        </Group>
      </Fieldset>
      {drafts.length > 0 && (
        <Stack gap="xs" component="ul" pl={0} m={0} aria-label={say('requests.list.drafts')}>
          <Title order={3}>{say('requests.list.drafts')}</Title>
          {drafts.map((draft) => (
            <Group key={draft.id} component="li" style={{ listStyle: 'none' }}>
              <Button variant="default" h="auto" mih={50} onClick={() => onDraft(draft)}>
                {draft.title}
              </Button>
              <Button
                variant="subtle"
                onClick={() => void discard(draft.id)}
                aria-label={say('requests.list.discardNamed', { title: draft.title })}
              >
                {say('requests.list.discard')}
              </Button>
            </Group>
          ))}
        </Stack>
      )}
      {items?.length === 0 && <Text>{say('requests.list.empty')}</Text>}
      <Stack gap="xs" component="ul" pl={0} m={0}>
        {items?.map((item) =>
          isReadable(item) ? (
            <RequestItem key={item.id} item={item} onOpen={() => onOpen(item.id)} />
          ) : (
            <Trouble key={item.id} problems={[item.problem]} />
          ),
        )}
      </Stack>
      {more && (
        <Button variant="default" onClick={() => void load(items?.at(-1)?.id)}>
          {say('history.more')}
        </Button>
      )}
      <Group>
        <FileButton onChange={(file) => void take(file)} accept=".json">
          {(props) => (
            <Button variant="default" {...props}>
              {say('requests.list.import')}
            </Button>
          )}
        </FileButton>
        {imported !== null && (
          <Text component="output">
            {say('requests.list.imported', {
              taken: imported.taken,
              known: imported.known,
              refused: imported.refused.length,
            })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
