import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRoles } from '../../src/core/roles/index.ts';
import { createSetup, type PcBySchoolFile } from '../../src/core/setup/index.ts';
import { createConfWriter, readStation, readTeacher, stationFileIn } from '../../src/core/settings/settings-files.ts';
import { deviceKeyIn, formerDeviceKeys, type PcMarks } from '../../src/core/signing/signing-key.ts';
import { createPlainSecretStore } from '../../src/core/signing/secrets-file.ts';
import { createDatabaseSession } from '../../src/core/store/database-session.ts';
import { publication } from './pc/judge.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const PASS_PHRASE = '桃李满天下 2026';
export const ADMINISTRATOR = '482913';
export const TEACHER = '770215';

export const HEADINGS = [
  '计算机名',
  '学校',
  '校区位置',
  '教室',
  '机位号',
  '标准配置',
  '管理员 PIN',
  '教师 PIN',
  '客服电话',
  '渠道 1 方式',
  '渠道 1 名称',
  '渠道 1 地址',
  '备注',
] as const;

const ROBOT = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=not-for-pupils';

export const rowOf = (number: number): string[] => {
  const seat = String(number).padStart(2, '0');
  return [
    `VR1-${seat}`,
    '第一中学',
    '市区',
    'VR 教室 1',
    seat,
    'Valve Index × 1',
    ADMINISTRATOR,
    TEACHER,
    '400-800-1234',
    '企业微信',
    '信息中心群',
    ROBOT,
    '',
  ];
};

export const csv = (rows: readonly (readonly string[])[], headings: readonly string[] = HEADINGS): string =>
  [headings, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

/** A school file of this name. @returns its path. */
export function schoolFile(content: string | Uint8Array, name = 'vrlab-school.csv'): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

/** A PC with a data folder of its own. */
export function pcNamed(
  host: string,
  own: Partial<PcBySchoolFile> = {},
  {
    folder = temporaryFolder(),
    marks = {},
    published = publication,
  }: { readonly folder?: string; readonly marks?: PcMarks; readonly published?: typeof publication } = {},
) {
  const secrets = createPlainSecretStore(folder);
  const replaced: string[] = [];
  const settings = createConfWriter(folder, '0.3.0');
  const session = createDatabaseSession(folder);
  const deviceKey = deviceKeyIn(secrets, {
    marks: () => Promise.resolve(marks),
    onReplaced: (former) => void replaced.push(former),
  });
  const roles = createRoles(
    {
      dataDirectory: folder,
      session,
      settings,
      publication,
      deviceKey,
      formerKeys: () => formerDeviceKeys(secrets),
      now: () => new Date('2026-12-01T08:00:00+08:00'),
    },
    () => 1000,
  );
  const setup = createSetup(
    {
      dataDirectory: folder,
      stationFile: stationFileIn(folder),
      settings,
      secrets,
      station: () => readStation(stationFileIn(folder)),
      teacher: () => readTeacher(folder),
      publication: published,
      demo: false,
      roles: () => Promise.resolve(roles),
      refresh: () => undefined,
    },
    {
      host: () => host,
      serial: () => Promise.resolve(null),
      files: () => Promise.resolve([]),
      isAdministrator: () => Promise.resolve(false),
      ...own,
    },
  );
  return {
    folder,
    setup,
    roles,
    secrets,
    deviceKey,
    replaced,
    session,
    station: () => readStation(stationFileIn(folder)),
  };
}

/** The sealed file of these rows. */
export async function sealedFile(rows: readonly (readonly string[])[], name?: string): Promise<string> {
  const { setup } = pcNamed('OFFICE');
  const { sealed, refusals } = await setup.seal(schoolFile(csv(rows)), () => Promise.resolve(PASS_PHRASE), 'zh-CN');
  if (!sealed.ok) throw new Error(JSON.stringify([sealed.problem, refusals]));
  return schoolFile(sealed.value, name);
}
