import type { ChannelSettings } from '../../shared/domain/channel.ts';
import type { Language } from '../../shared/domain/language.ts';
import { CHANNEL_NUMBERS, channelColumn, SCHOOL_COLUMNS, type SchoolColumn } from '../../shared/domain/school-file.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import { schoolHeading } from '../../shared/school-headings.ts';
import { csvOf } from '../platform/csv.ts';

/** What is known of this PC. */
export interface KnownPc {
  readonly host: string;
  readonly serial: string | null;
  readonly station: Station | null;
  readonly teacher: Teacher | null;
  readonly channels: readonly ChannelSettings[];
}

const ZONES: Readonly<Record<Language, Readonly<Record<Station['campusZone'], string>>>> = {
  'zh-CN': { urban: '市区', suburban: '郊区' },
  en: { urban: 'urban', suburban: 'suburban' },
};

function addressOf(channel: ChannelSettings): string {
  if (channel.kind === 'webhook') return channel.url;
  if (channel.kind === 'folder') return channel.folder;
  if (channel.kind !== 'smtp') return channel.endpoint;
  const { host, port, security, user, from, to } = channel;
  const account = user === null ? '' : `${encodeURIComponent(user)}@`;
  const query = new URLSearchParams({ from, to: to.join(','), ...(security === 'none' && { security }) });
  return `${security === 'tls' ? 'smtps' : 'smtp'}://${account}${host}:${port}?${query.toString()}`;
}

/** The file to fill in, with the row of this PC: no PINs and no secrets. @param nameOf words a model. */
export function schoolTemplate(
  { host, serial, station, teacher, channels }: KnownPc,
  language: Language,
  nameOf: (model: string) => string,
): Uint8Array {
  const expected = station?.expected?.map(({ model, count }) => `${nameOf(model)} × ${count}`).join('；');
  const cells: Partial<Record<SchoolColumn, string>> = {
    host,
    serial: serial ?? '',
    school: station?.school ?? '',
    campusZone: station === null ? '' : ZONES[language][station.campusZone],
    lab: station?.lab ?? '',
    seat: station?.seat ?? '',
    expected: expected === '' ? (language === 'en' ? 'none' : '无') : (expected ?? ''),
    contactName: teacher?.contact?.name ?? '',
    contactPhone: teacher?.contact?.phone ?? '',
    subject: teacher?.subject ?? '',
    stage: teacher?.stage ?? '',
    hotline: teacher?.hotline ?? '',
  };
  for (const [at, channel] of channels.slice(0, CHANNEL_NUMBERS.length).entries()) {
    const number = CHANNEL_NUMBERS[at]!;
    cells[channelColumn(number, 'Kind')] = channel.kind;
    cells[channelColumn(number, 'Name')] = channel.title;
    cells[channelColumn(number, 'Address')] = addressOf(channel);
  }
  return csvOf([
    SCHOOL_COLUMNS.map((column) => schoolHeading(column, language)),
    SCHOOL_COLUMNS.map((column) => cells[column] ?? ''),
  ]);
}
