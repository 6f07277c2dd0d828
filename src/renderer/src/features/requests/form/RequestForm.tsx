import { Button, Grid, Group, Stack, Text, Title } from '@mantine/core';
import type { Verdict } from '../../../../../shared/domain/finding.ts';
import type { RequestRecord } from '../../../../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../../../../shared/domain/service-request.ts';
import { Panel } from '../../../failures/Panel.tsx';
import { useSay, useWording } from '../../../language/wording-context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { MessagePreview } from './MessagePreview.tsx';
import { MoreFields } from './MoreFields.tsx';
import { Promised } from './Promised.tsx';
import { ScopeChoice } from './ScopeChoice.tsx';
import { useRequestForm } from './use-request-form.ts';

interface RequestFormProps {
  readonly opened: RequestDraft;
  readonly verdict: Verdict | null;
  readonly onFiled: (record: RequestRecord) => void;
  readonly onLeave: () => void;
}

/** Three touches from a problem: report, how far it reaches, send. Everything else is filled in and can be changed. */
export function RequestForm({ opened, verdict, onFiled, onLeave }: RequestFormProps) {
  const say = useSay();
  const { t } = useWording();
  const form = useRequestForm(opened, verdict, onFiled);
  const { draft, preview, problem, sending, scopeChosen } = form;
  const byHand = opened.run === null;
  return (
    <Stack gap="md">
      <Title order={2}>{byHand ? t(`requests:terms.kind.${draft.kind}`) : say('requests.form.heading')}</Title>
      <Text fz="lg" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {draft.title}
      </Text>
      <Trouble problems={problem === null ? [] : [problem]} />
      <ScopeChoice chosen={scopeChosen} proposed={opened.scope} onChoose={form.chooseScope} />
      <details open={byHand}>
        <summary>{say('requests.form.more')}</summary>
        <Panel name="request-fields" title={say('requests.form.more')}>
          <MoreFields draft={draft} onChange={form.change} onShow={form.show} />
        </Panel>
      </details>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 5 }}>
          {preview !== null && (
            <Panel name="promises" title={say('requests.record.promises')}>
              <Promised preview={preview} />
            </Panel>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          {preview !== null && (
            <Panel name="preview" title={say('requests.preview.heading')}>
              <MessagePreview preview={preview} onShow={form.show} />
            </Panel>
          )}
        </Grid.Col>
      </Grid>
      <Group className="send-bar" py="sm">
        <Button
          size="xl"
          onClick={() => void form.send()}
          loading={sending}
          disabled={preview === null || (scopeChosen === null && !byHand)}
        >
          {say('requests.form.send')}
        </Button>
        <Button variant="default" size="xl" onClick={onLeave}>
          {say('requests.form.leave')}
        </Button>
        {scopeChosen === null && !byHand && <Text>{say('requests.form.scopeFirst')}</Text>}
      </Group>
    </Stack>
  );
}
