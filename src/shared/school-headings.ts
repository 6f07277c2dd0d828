import type { Language } from './domain/language.ts';
import { PIN_ROLES, type PinRole } from './domain/role.ts';
import { CHANNEL_NUMBERS, type SchoolColumn } from './domain/school-file.ts';

type Heading = Readonly<Record<Language, string>> & { readonly also?: string };

const ROLE_NAMES: Readonly<Record<PinRole, Readonly<Record<Language, string>>>> = {
  teacher: { 'zh-CN': '教师', en: 'Teacher' },
  engineer: { 'zh-CN': '工程师', en: 'Engineer' },
  inspector: { 'zh-CN': '巡检人', en: 'Inspector' },
  administrator: { 'zh-CN': '管理员', en: 'Administrator' },
};

const ofPins = Object.fromEntries(
  PIN_ROLES.map((role) => {
    const { 'zh-CN': zh, en } = ROLE_NAMES[role];
    return [`${role}Pin`, { 'zh-CN': `${zh} PIN`, en: `${en} PIN` }] as const;
  }),
) as Readonly<Record<`${PinRole}Pin`, Heading>>;

const CHANNEL_HEADINGS = {
  Kind: { 'zh-CN': '方式', en: 'kind', also: '类型|type' },
  Name: { 'zh-CN': '名称', en: 'name', also: 'title' },
  Address: { 'zh-CN': '地址', en: 'address', also: 'url' },
  Secret: { 'zh-CN': '密钥', en: 'secret', also: '密码|password' },
} as const;

const ofChannels = Object.fromEntries(
  CHANNEL_NUMBERS.flatMap((number) =>
    Object.entries(CHANNEL_HEADINGS).map(([field, { 'zh-CN': zh, en, also }]) => {
      const others = also.split('|').flatMap((word) => [`渠道${number}${word}`, `channel ${number} ${word}`]);
      const heading: Heading = {
        'zh-CN': `渠道 ${number} ${zh}`,
        en: `Channel ${number} ${en}`,
        also: others.join('|'),
      };
      return [`channel${number}${field}`, heading] as const;
    }),
  ),
) as Readonly<Record<Extract<SchoolColumn, `channel${string}`>, Heading>>;

/** Headings of the school file: as the template writes them, and what schools write as well. */
const HEADINGS: Readonly<Record<SchoolColumn, Heading>> = {
  host: {
    'zh-CN': '计算机名',
    en: 'Host name',
    also: '主机名|电脑名|电脑名称|设备名称|host|hostname|computer name|pc name',
  },
  serial: {
    'zh-CN': '电脑序列号',
    en: 'PC serial',
    also: '主机序列号|序列号|serial|serial number|pc serial number|sn',
  },
  school: { 'zh-CN': '学校', en: 'School', also: '学校名称|school name' },
  campusZone: { 'zh-CN': '校区位置', en: 'Campus', also: '校区|campus zone|zone' },
  lab: { 'zh-CN': '教室', en: 'Lab', also: '场室|教室名称|room|classroom' },
  seat: { 'zh-CN': '机位号', en: 'Seat number', also: '机位|座位号|seat|seat no' },
  expected: {
    'zh-CN': '标准配置',
    en: 'Standard equipment',
    also: '应有设备|配置|expected|expected equipment|equipment',
  },
  ...ofPins,
  contactName: { 'zh-CN': '教师姓名', en: 'Teacher name', also: '联系人|教师|contact|contact name|teacher' },
  contactPhone: { 'zh-CN': '教师电话', en: 'Teacher phone', also: '联系电话|contact phone|phone' },
  subject: { 'zh-CN': '学科', en: 'Subject' },
  stage: { 'zh-CN': '学段', en: 'School stage', also: 'stage' },
  hotline: { 'zh-CN': '客服电话', en: 'Hotline', also: '报修电话|服务热线|service desk phone' },
  ...ofChannels,
  remarks: { 'zh-CN': '备注', en: 'Remarks', also: '说明|remark|note|notes|comment' },
};

export const schoolHeading = (column: SchoolColumn, language: Language): string => HEADINGS[column][language];

/** Without spaces, case, brackets and punctuation. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const COLUMN_OF: ReadonlyMap<string, SchoolColumn> = new Map(
  (Object.entries(HEADINGS) as [SchoolColumn, Heading][]).flatMap(([column, { 'zh-CN': zh, en, also = '' }]) =>
    [zh, en, ...also.split('|')].map((word) => [plain(word), column] as const),
  ),
);

/** @returns undefined for a heading that is none of ours. */
export const schoolColumnOf = (heading: string): SchoolColumn | undefined =>
  plain(heading) === '' ? undefined : COLUMN_OF.get(plain(heading));
