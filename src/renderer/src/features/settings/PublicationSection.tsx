import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { About, PublicationNews } from '../../../../shared/contract.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { PublicationLook } from '../../../../shared/domain/publication-source.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';

interface PublicationSectionProps {
  /** The publication in use may be another one after a look. */
  readonly onAbout: (about: About) => void;
}

/** Which publication judges on this PC, where it came from, and where new ones are looked for. */
export function PublicationSection({ onAbout }: PublicationSectionProps) {
  const client = useClient();
  const t = useTexts('settings');
  const { language } = useWording();
  const [news, setNews] = useState<PublicationNews | null>(null);
  const [isLooking, setLooking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const read = useCallback(async () => setNews(await client.publication.news()), [client]);
  useEffect(() => void read(), [read]);
  const look = async () => {
    setLooking(true);
    const looked = await client.publication.fetch().catch(answerLost);
    setProblem(looked.ok ? looked.value.problem : looked.problem);
    setLooking(false);
    await read();
    onAbout(await client.app.about());
  };
  if (news === null) return null;
  const { stamp, title, origin, from, installedAt, expires, signer, source, sourceProblem, last, lastGood } = news;
  const place = from ?? '';
  const age =
    stamp.ageDays <= 0 ? t('screen:publicationAge.today') : t('screen:publicationAge.days', { count: stamp.ageDays });
  const facts = [
    ['version', t('publication.inUse', { version: stamp.version, date: stamp.date, age })],
    ['name', title[language]],
    ...(signer === null ? [] : [['signer', t('publication.key', { key: signer })] as const]),
    ...(expires === null ? [] : [['expires', expires.slice(0, 10)] as const]),
    [
      'from',
      from === null || installedAt === null
        ? t(`publication.origin.${origin}`)
        : t('publication.installed', { place, time: minuteOf(installedAt) }),
    ],
    [
      'source',
      source === null
        ? t('publication.noSource')
        : t(`publication.${source.enabled ? 'source' : 'sourceOff'}`, { place: source.place }),
    ],
  ] as const;
  return (
    <section aria-labelledby="publication-heading">
      <Stack gap="sm">
        <Title order={2} id="publication-heading">
          {t('publication.heading')}
        </Title>
        <dl className="about-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{t(`publication.fact.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <ProblemAlert problems={[sourceProblem, problem].filter((one) => one !== null)} />
        {source !== null && (
          <Group>
            <Button variant="default" loading={isLooking} onClick={() => void look()}>
              {t('publication.look')}
            </Button>
            <Text component="output" style={{ overflowWrap: 'anywhere' }}>
              {last === null ? t('publication.never') : <LastLook look={last} />}
              {last?.outcome === 'failed' &&
                lastGood !== null &&
                ` ${t('publication.lastGood', { time: minuteOf(lastGood.at) })}`}
            </Text>
          </Group>
        )}
      </Stack>
    </section>
  );
}

const minuteOf = (instant: string): string => formatTime(instant).slice(0, 16);

function LastLook({ look: { at, outcome, version, problem } }: { readonly look: PublicationLook }) {
  const t = useTexts('settings');
  const wording = useWording();
  return t(`publication.last.${outcome}`, {
    time: minuteOf(at),
    version: version ?? 0,
    reason: problem === null ? '' : wording.problem(problem).title,
  });
}
