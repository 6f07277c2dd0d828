import { Grid, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { TextKeyBelow } from '../../../../shared/locales/text-keys.ts';
import { countDeciding, problemsOf } from '../../../../shared/summarize-findings.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { useFaultCodes } from '../fault-codes/FaultCode.tsx';
import { TopologyPicture } from '../topology/TopologyPicture.tsx';
import { ProblemCard } from './ProblemCard.tsx';
import { VerdictPanel } from './VerdictPanel.tsx';
import type { Assessment } from './assessment.ts';

interface AssessmentViewProps {
  readonly assessment: Assessment;
  readonly action: ReactNode;
}

/** Verdict on top; problems on the left where reading begins, picture and devices on the right. */
export function AssessmentView({ assessment, action }: AssessmentViewProps) {
  const t = useTexts('screen');
  const faultCodeOf = useFaultCodes(assessment);
  const problems = problemsOf(assessment.findings);
  const fine = problems.length === 0 && assessment.verdict === 'ready';
  const { publication } = assessment;
  const age =
    publication.ageDays <= 0 ? t('publicationAge.today') : t('publicationAge.days', { count: publication.ageDays });
  return (
    <Stack gap="md">
      <VerdictPanel
        assessment={assessment}
        problemCount={assessment.verdict === null ? 0 : countDeciding(problems, assessment.verdict)}
        action={action}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="sm">
            <Title order={3}>{t(fine ? 'problems.fine' : 'problems.heading')}</Title>
            {problems.length === 0 && assessment.verdict !== null && !fine && <Text fz="lg">{t('problems.none')}</Text>}
            <Stack gap="sm" component="ul" pl={0} m={0}>
              {problems.map((problem) => (
                <Panel
                  key={`${problem.speaking.check} ${problem.speaking.subject}`}
                  name="problem"
                  title={t('problems.heading')}
                >
                  <ProblemCard
                    problem={problem}
                    devices={assessment.devices}
                    run={assessment.run}
                    isLive={assessment.source === 'live'}
                    verdict={assessment.verdict}
                    faultCode={faultCodeOf(problem.speaking)}
                  />
                </Panel>
              ))}
            </Stack>
            {assessment.findings.length > 0 && (
              <Panel name="all-checks" title={t('passed.heading')}>
                <AllChecks assessment={assessment} />
              </Panel>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="sm">
            <Title order={3}>{t('topology.heading')}</Title>
            <Panel name="topology" title={t('topology.heading')}>
              <Paper p="sm" withBorder>
                <TopologyPicture assessment={assessment} />
              </Paper>
            </Panel>
            <Title order={3}>{t('devices.heading')}</Title>
            <Panel name="devices" title={t('devices.heading')}>
              <DeviceList devices={assessment.devices} />
            </Panel>
            <Text c="#44506a">
              {t('publication', { version: publication.version, date: publication.date, age })}
              {publication.demo && ` · ${t('publicationDemo')}`}
            </Text>
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

/** Recognised devices as text: what the picture shows, for people and for screen readers. */
function DeviceList({ devices }: { readonly devices: readonly RecognisedDevice[] }) {
  const t = useTexts('screen');
  if (devices.length === 0) return <Text>{t('devices.none')}</Text>;
  return (
    <Stack gap="sm" component="ul" pl={0} m={0}>
      {devices.map((device) => (
        <DeviceItem key={device.subject} device={device} />
      ))}
    </Stack>
  );
}

function DeviceItem({ device }: { readonly device: RecognisedDevice }) {
  const t = useTexts('screen');
  const { deviceName, partNames, labelled } = useWording();
  const missing = device.parts.filter((part) => part.key === null).map((part) => part.role);
  const present = device.parts.filter((part) => part.key !== null).map((part) => part.role);
  const facts: readonly (readonly [TextKeyBelow<'screen:devices.'>, string | null])[] = [
    ['port', device.port],
    ['speed', device.speed === null ? null : t(`devices:speed.${device.speed}`)],
    ['serial', device.serial],
    ['mode', device.mode === null ? null : t(`devices:mode.${device.mode}`)],
    ['missing', missing.length === 0 ? null : partNames(missing)],
    ['parts', present.length < 2 ? null : partNames(present)],
  ];
  return (
    <Paper component="li" p="sm" withBorder style={{ listStyle: 'none' }}>
      <Group gap="xs">
        <Title order={4} fz="lg">
          {deviceName(device)}
        </Title>
        <Text c="#44506a">{t(`devices:kind.${device.kind}`)}</Text>
        {device.unverified === true && <Text c="#44506a">{t('devices:unverified')}</Text>}
      </Group>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <Text
            key={name}
            style={{ overflowWrap: 'anywhere', ...(name === 'missing' && { color: '#b3261e', fontWeight: 700 }) }}
          >
            {labelled(t(`devices.${name}`), value)}
          </Text>
        ),
      )}
    </Paper>
  );
}

/** Every finding, including passes and checks that do not apply. */
function AllChecks({ assessment: { findings, devices } }: { readonly assessment: Assessment }) {
  const t = useTexts('screen');
  const wording = useWording();
  const pass = findings.filter(({ outcome }) => outcome === 'pass').length;
  const unknown = findings.filter(({ outcome }) => outcome === 'unknown').length;
  const other = findings.filter(({ outcome }) => outcome === 'not-applicable').length;
  return (
    <Paper p="md" withBorder>
      <details>
        <summary>
          {wording.labelled(
            t('passed.heading'),
            t('passed.summary', { pass, trouble: findings.length - pass - unknown - other, unknown, other }),
          )}
        </summary>
        <Stack gap="xs" component="ul" pl={0} m={0}>
          {findings.map((finding) => {
            const { name, title } = wording.finding(finding, devices);
            return (
              <Group
                key={`${finding.check} ${finding.subject}`}
                component="li"
                wrap="nowrap"
                gap="sm"
                style={{ listStyle: 'none' }}
              >
                <OutcomeIcon outcome={finding.outcome} />
                <Text>
                  <b>{name}</b> · {t(`terms:outcome.${finding.outcome}`)} · {title}
                </Text>
              </Group>
            );
          })}
        </Stack>
      </details>
    </Paper>
  );
}
