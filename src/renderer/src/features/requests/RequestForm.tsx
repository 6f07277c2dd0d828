import { Button, Fieldset, Grid, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { Preview, RequestRecord } from '../../../../shared/domain/request-record.ts';
import type { RequestDraft } from '../../../../shared/domain/service-request.ts';
import { type Scope, scopeSchema } from '../../../../shared/domain/service-terms.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';
import { MessagePreview } from './MessagePreview.tsx';
import { RequestFields } from './RequestFields.tsx';
import { useRequestForm } from './use-request-form.ts';

interface RequestFormProps {
  readonly opened: RequestDraft;
  readonly verdict: Verdict | null;
  readonly onFiled: (record: RequestRecord) => void;
  readonly onLeave: () => void;
}

/** Three steps from a problem: report, scope, send. Everything else is filled in and can be changed. */
export function RequestForm({ opened, verdict, onFiled, onLeave }: RequestFormProps) {
  const t = useTexts('screen');
  const form = useRequestForm(opened, verdict, onFiled);
  const { draft, preview, problem, sending, scopeChosen } = form;
  const byHand = opened.run === null;
  return (
    <Stack gap="md">
      <Title order={2}>{byHand ? t(`requests:terms.kind.${draft.kind}`) : t('requests.form.heading')}</Title>
      <Text fz="lg" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {draft.title}
      </Text>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      <ScopeChoice chosen={scopeChosen} proposed={opened.scope} onChoose={form.chooseScope} />
      <details open={byHand}>
        <summary>{t('requests.form.more')}</summary>
        <Panel name="request-fields" title={t('requests.form.more')}>
          <RequestFields draft={draft} onChange={form.change} onShow={form.show} />
        </Panel>
      </details>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 5 }}>
          {preview !== null && (
            <Panel name="promises" title={t('requests.record.promises')}>
              <PromisePreview preview={preview} />
            </Panel>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          {preview !== null && (
            <Panel name="preview" title={t('requests.preview.heading')}>
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
          {t(preview?.channels.length === 0 ? 'requests.form.keep' : 'requests.form.send')}
        </Button>
        <Button variant="default" size="xl" onClick={onLeave}>
          {t('requests.form.leave')}
        </Button>
        {scopeChosen === null && !byHand && <Text>{t('requests.form.scopeFirst')}</Text>}
      </Group>
    </Stack>
  );
}

interface ScopeChoiceProps {
  readonly chosen: Scope | null;
  readonly proposed: Scope;
  readonly onChoose: (scope: Scope) => void;
}

/** The one question that only the teacher can answer: who else is affected. */
function ScopeChoice({ chosen, proposed, onChoose }: ScopeChoiceProps) {
  const t = useTexts('screen');
  return (
    <Fieldset variant="unstyled" legend={t('requests.form.scope')}>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        {scopeSchema.options.map((scope) => (
          <Button
            key={scope}
            h="auto"
            mih={72}
            py="xs"
            variant={chosen === scope ? 'filled' : 'default'}
            aria-pressed={chosen === scope}
            onClick={() => onChoose(scope)}
          >
            <span>
              {t(`requests:terms.scope.${scope}`)}
              {scope === proposed && chosen === null && (
                <Text span display="block" fz="xs">
                  {t('requests.form.proposed')}
                </Text>
              )}
            </span>
          </Button>
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

/** Urgency with its reason, and the promises that would follow, shown before sending. */
function PromisePreview({ preview: { message, urgencyReason, promises } }: { readonly preview: Preview }) {
  const t = useTexts('screen');
  const { language, labelled } = useWording();
  if (message.type !== 'request') return null;
  return (
    <Paper p="md" withBorder>
      <Title order={3}>
        {labelled(t('requests.form.urgency'), t(`requests:terms.urgency.${message.request.urgency}`))}
      </Title>
      {urgencyReason !== null && <Text>{urgencyReason[language]}</Text>}
      <Text fw={600} pt="sm">
        {t('requests.record.promises')}
      </Text>
      <ul style={{ paddingInlineStart: '1.25rem', margin: 0 }}>
        {promises.map(({ promise, due, reason, certainty }) => (
          <li key={promise}>
            {t('requests.promise.until', {
              promise: t(`requests:terms.promise.${promise}`),
              due: formatTime(due).slice(0, 16),
              reason: reason[language],
            })}
            {certainty !== 'official' && ` ${t(`requests:terms.certainty.${certainty}`)}`}
          </li>
        ))}
      </ul>
    </Paper>
  );
}
