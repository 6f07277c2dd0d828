import type { ComparedRuns } from './domain/run-comparison.ts';
import type { ProblemGroup } from './summarize-findings.ts';
import type { Wording } from './wording.ts';

/** What changed first, what did not last. */
export type ComparisonSection = 'gone' | 'added' | 'devices' | 'versions' | 'judged' | 'stayed';

/** What changed from one run to another, line by line; sections without any are left out. @param wording has the texts of records. */
export function comparisonInWords(
  { older, newer, comparison: { problems, devices, versions } }: ComparedRuns,
  { t, finding, deviceName, language }: Wording,
): { readonly name: ComparisonSection; readonly lines: readonly string[] }[] {
  const titles = (groups: readonly ProblemGroup[], run: typeof older) =>
    groups.map(({ speaking }) => finding(speaking, run.devices).title);
  const versionText = (version: string | null) =>
    version === null ? t('records:compare.notInstalled') : version === '' ? t('records:compare.notTold') : version;
  const [before, after] = [older.publication.version, newer.publication.version];
  const sections: { name: ComparisonSection; lines: readonly string[] }[] = [
    { name: 'gone', lines: titles(problems.gone, older) },
    { name: 'added', lines: titles(problems.added, newer) },
    {
      name: 'devices',
      lines: [
        ...devices.added.map((device) => t('records:compare.deviceAdded', { name: deviceName(device) })),
        ...devices.gone.map((device) => t('records:compare.deviceGone', { name: deviceName(device) })),
        ...devices.moved.map(({ device, from, to }) =>
          t('records:compare.deviceMoved', { name: deviceName(device), from, to }),
        ),
      ],
    },
    {
      name: 'versions',
      lines: versions.map((version) =>
        t('records:compare.version', {
          name: version.name[language],
          before: versionText(version.before),
          after: versionText(version.after),
        }),
      ),
    },
    { name: 'judged', lines: before === after ? [] : [t('records:compare.publication', { before, after })] },
    { name: 'stayed', lines: titles(problems.stayed, newer) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}
