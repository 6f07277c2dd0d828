import type { InspectionRecord } from '../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import { entriesOf, keyFromData } from '../../../../shared/locales/text-keys.ts';
import type { Block } from './report-content.ts';
import { type ReportWords, columnsFrom } from './report-words.ts';

type SeatFacts = InspectionReport['annex'][number];

const MS = 1000;

function deviceLines({ devices }: SeatFacts, { t, say, list, deviceName }: ReportWords): string {
  if (devices.length === 0) return say('noDevices');
  return devices
    .map((device) => {
      const more = [
        ...(device.serial === null ? [] : [device.serial]),
        ...(device.port === null ? [] : [say('port', { port: device.port })]),
        ...(device.speed === null ? [] : [t(`devices:speedShort.${device.speed}`)]),
      ];
      return more.length === 0 ? deviceName(device) : say('device', { name: deviceName(device), more: list(more) });
    })
    .join('\n');
}

const runLines = (facts: SeatFacts, { t, say, moment }: ReportWords): string =>
  say('run', {
    run: facts.run,
    at: moment(facts.startedAt),
    seconds: (facts.durationMs / MS).toFixed(1),
    verdict: t(`terms:verdict.${facts.verdict}`),
    tool: facts.tool,
    platform: facts.platform,
  });

const probeLines = ({ probes, snapshotSha256 }: SeatFacts, { t, say, list, labelled }: ReportWords): string =>
  [
    ...probes.map(({ id, status, sources }) => {
      const name = labelled(t(keyFromData(`terms:probe.${id}`)), t(keyFromData(`terms:probeState.${status}`)));
      return sources.length === 0 ? name : say('because', { outcome: name, reason: list(sources) });
    }),
    labelled('SHA-256', snapshotSha256),
  ].join('\n');

/** Raw facts by seat. */
export function factBlocks(report: InspectionReport, words: ReportWords): Block[] {
  if (report.annex.length === 0) return [{ type: 'paragraph', look: 'body', text: words.say('noFacts') }];
  return [
    {
      type: 'table',
      small: true,
      columns: columnsFrom({ seat: 8, run: 31, devices: 26, probes: 35 }, words, ['seat']),
      rows: report.annex.map((seat) => [
        seat.seat,
        runLines(seat, words),
        deviceLines(seat, words),
        probeLines(seat, words),
      ]),
    },
  ];
}

/** How the report is verified. */
export function signatureBlocks(record: InspectionRecord | null, { say, moment, problem }: ReportWords): Block[] {
  if (record === null) return [{ type: 'paragraph', look: 'body', text: say('notSealed') }];
  const { seal, position, hash, qr } = record;
  const values = {
    number: seal.number,
    signedAt: moment(seal.signedAt),
    sha256: seal.sha256,
    keyId: seal.keyId,
    publicKey: seal.publicKey,
    signature: seal.signature,
    chain: say('chain', { position, hash }),
  };
  return [
    ...(record.problem === null
      ? []
      : [{ type: 'paragraph', look: 'strong', text: problem(record.problem).title } as const]),
    {
      type: 'fields',
      fields: entriesOf(values).map(([key, value]) => ({ label: say(`field.${key}`), value, wide: true })),
    },
    { type: 'code', code: qr, label: say('codeLabel') },
    { type: 'paragraph', look: 'note', text: say('howToCheck', { command: 'vrlab report verify' }) },
  ];
}
