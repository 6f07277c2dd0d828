import { Group, Paper, Stack, Text } from '@mantine/core';
import { useSay, useWording } from '../../language/wording-context.ts';
import type { Assessment } from './assessment.ts';
import { OutcomeIcon } from './OutcomeIcon.tsx';

/** Every finding, also the ones that are fine: what was looked at, and what could not apply. */
export function AllChecks({ assessment: { findings, devices } }: { readonly assessment: Assessment }) {
  const say = useSay();
  const wording = useWording();
  const pass = findings.filter(({ outcome }) => outcome === 'pass').length;
  const unknown = findings.filter(({ outcome }) => outcome === 'unknown').length;
  const other = findings.filter(({ outcome }) => outcome === 'not-applicable').length;
  return (
    <Paper p="md" withBorder>
      <details>
        <summary>
          {wording.labelled(
            say('passed.heading'),
            say('passed.summary', { pass, trouble: findings.length - pass - unknown - other, unknown, other }),
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
                  <b>{name}</b> · {wording.t(`terms:outcome.${finding.outcome}`)} · {title}
                </Text>
              </Group>
            );
          })}
        </Stack>
      </details>
    </Paper>
  );
}
