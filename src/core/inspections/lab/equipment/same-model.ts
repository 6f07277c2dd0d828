import type { FoundDevice } from './found-equipment.ts';
import type { DeviceKind } from '../../../../shared/domain/device.ts';

/** Whether a text means a device. `no`: something else. `maybe`: the text does not decide. */
export type Likeness = 'same' | 'maybe' | 'no';

/** What a line of the asset register is about, in its own words. */
export interface LineWords {
  /** Null: the words do not decide. */
  readonly about: EquipmentClass | null;
  readonly text: string;
  /** Equal for lines with the same text. */
  readonly key: string;
}

/** A text without differences of width, case and punctuation. A dot stays only within a number. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('+', ' plus ')
    .replaceAll(/(?<!\d)\.|\.(?!\d)|[^\p{L}\p{N}.]+/gu, ' ')
    .trim();

const withoutBrackets = (text: string): string => text.normalize('NFKC').replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ');

function lastNoun(text: string): EquipmentClass | null {
  const nouns = NOUNS.flatMap(([about, words]) =>
    [...text.matchAll(words)].map((match) => ({ about, end: match.index + match[0].length })),
  );
  return nouns.toSorted((a, b) => b.end - a.end)[0]?.about ?? null;
}

/** The model's own noun counts more than the category it is filed under: 虚拟现实设备 holds cables as well. */
export function wordsOfLine(category: string, model: string): LineWords {
  const [inModel, inCategory] = [model, category].map((text) => plainWords(withoutBrackets(text)));
  const text = plainWords(model === '' ? category : model);
  const named = lastNoun(inModel!) ?? lastNoun(inCategory!);
  const about = named ?? (FAMILIES.test(`${inModel} ${inCategory}`) ? 'worn' : null);
  return { about, text, key: `${about} ${text}` };
}

/** How surely the text of a line means a device. */
export function likeness({ about, text }: LineWords, device: FoundDevice): Likeness {
  const classOfDevice = CLASS_OF_KIND[device.kind];
  if (about !== null && about !== classOfDevice) return 'no';
  const named = modelWords(text);
  // The line names only a kind of device: 头显 20 台.
  if (named.length === 0) return about === null ? 'no' : 'same';
  const makers = makersIn(text);
  const itsMakers = makersIn(plainWords(`${device.vendor ?? ''} ${device.called.join(' ')}`));
  if (makers.length > 0 && itsMakers.length > 0 && !makers.some((maker) => itsMakers.includes(maker))) return 'no';
  const results = device.called.flatMap(alternatives).map((name) => nameIn(name, text));
  if (results.includes('same')) return device.open ? 'maybe' : 'same';
  if (results.includes('maybe') || device.called.length === 0) return about === null ? 'no' : 'maybe';
  const known = new Set(plainWords(device.called.join(' ')).split(/(?<=\D)(?=\d)|(?<=\d)(?=\D)|\s+/u));
  const within = named.every((word) => known.has(word) || MAKERS[word] !== undefined);
  if (within) return 'maybe';
  return about !== null && about !== 'worn' ? 'maybe' : 'no';
}

/** Words and numbers that may name a model. */
const modelWords = (text: string): string[] =>
  (NOUNS.reduce((rest, [, words]) => rest.replaceAll(words, ' '), text).match(/[a-z]+|\d+(?:\.\d+)?/g) ?? []).filter(
    (word) => !NOISE.has(word),
  );

const makersIn = (text: string): string[] =>
  Object.entries(MAKERS).flatMap(([word, maker]) => (text.includes(word) ? [maker] : []));

interface Name {
  readonly words: string;
  /** Only something in brackets, e.g. a year, distinguishes it from similar models: the words alone do not. */
  readonly partial: boolean;
}

/** The names in one text: `VIVE Focus 3 / XR Elite` is either. */
function alternatives(called: string): Name[] {
  const bare = withoutBrackets(called);
  return bare
    .split(/\/|\bor newer\b/)
    .map((part) => ({ words: coreOf(plainWords(part)), partial: bare.trim() !== called.trim() }))
    .filter(({ words }) => words !== '');
}

/** A name without maker and noun, unless too little is left: PICO 4 does not become 4. */
function coreOf(name: string): string {
  const bare = NOUNS.reduce((rest, [, words]) => rest.replaceAll(words, ' '), name).trim();
  const core = bare
    .split(/\s+/)
    .filter((word) => MAKERS[word] === undefined)
    .join(' ');
  return /[a-z]{3}/.test(core) ? core : bare;
}

function nameIn({ words, partial }: Name, text: string): Likeness {
  const tokens = words.match(/[\p{L}]+|\d+(?:\.\d+)?/gu) ?? [];
  const left = words.length < 4 ? '(?<![a-z0-9])' : '';
  const match = new RegExp(left + tokens.join(String.raw`\s*`), 'u').exec(text);
  if (match === null) return 'no';
  const rest = text.slice(match.index + match[0].length);
  // `Pro 2.0` is the second kit of the Pro, `Pro 2` another headset: people write both for either.
  if (/^\s*\d\.\d/.test(rest)) return 'maybe';
  if (QUALIFIER.test(rest)) return partial ? 'maybe' : 'no';
  return /^[a-z]/.test(rest) ? 'no' : 'same';
}

/** What a line of the register can be about; `other` is anything that no program can find on a USB port. */
type EquipmentClass = 'worn' | 'controller' | 'tracker' | 'base-station' | 'other';

/** Which found devices are compared with the register. VR眼镜 may be a headset as well, so both are one class. */
export const CLASS_OF_KIND: Readonly<Partial<Record<DeviceKind, EquipmentClass>>> = {
  headset: 'worn',
  glasses: 'worn',
  controller: 'controller',
  tracker: 'tracker',
  'base-station': 'base-station',
};

/** Nouns that determine what a line is about. In both languages the last noun is the thing: 头显充电线 is a cable. */
const NOUNS: readonly (readonly [EquipmentClass, RegExp])[] = [
  [
    'worn',
    /头显|头盔|头戴式?(?:显示)?(?:器|设备)?|眼镜|一体机|vr\s*(?:设备|套装|套件|终端|系统)|head\s?sets?|hmds?\b|goggles|glasses|all.in.one/gu,
  ],
  ['controller', /手柄|手控器|控制器|controllers?\b|wands?\b|gamepads?\b/gu],
  ['tracker', /追踪器|跟踪器|跟踪球|trackers?\b/gu],
  ['base-station', /基站|定位器|定位仪|灯塔|base\s?stations?\b|lighthouses?\b/gu],
  [
    'other',
    /线缆|数据线|充电线|连接线|串流线|转接线|[线缆]$|适配器|充电|电源|电池|面罩|支架|底座|收纳|保护套|桌|椅|柜|空调|投影|主机|电脑|计算机|工作站|笔记本|服务器|交换机|路由器|显示器|显示屏|一体化讲台|电视|音箱|音响|耳机|麦克风|摄像头|摄像机|打印机|黑板|白板|大屏|窗帘|灭火器|软件|课程|平台|许可|授权|cables?\b|chargers?\b|batter(?:y|ies)|adapters?\b|stands?\b|desks?\b|chairs?\b|computers?\b|desktops?\b|laptops?\b|workstations?\b|servers?\b|switch(?:es)?\b|routers?\b|monitors?\b|displays?\b|projectors?\b|printers?\b|cameras?\b|speakers?\b|software|licen[cs]es?\b|courses?\b/gu,
  ],
];

/** Product families that are headsets unless a noun decides otherwise. */
const FAMILIES =
  /vive|valve index|oculus|quest|rift|pico|reverb|odyssey|pimax|psvr|playstation vr|deepoon|dpvr|大朋|小派|xreal|nreal|rokid|viture|rayneo|雷鸟|beyond|steam frame/u;

/** Makers, as registers and the device catalogue write them; the second word is compared. */
const MAKERS: Readonly<Record<string, string>> = {
  htc: 'htc',
  宏达: 'htc',
  valve: 'valve',
  维尔福: 'valve',
  meta: 'meta',
  oculus: 'meta',
  pico: 'pico',
  小鸟看看: 'pico',
  hp: 'hp',
  惠普: 'hp',
  samsung: 'samsung',
  三星: 'samsung',
  lenovo: 'lenovo',
  联想: 'lenovo',
  acer: 'acer',
  宏碁: 'acer',
  dell: 'dell',
  戴尔: 'dell',
  sony: 'sony',
  索尼: 'sony',
  pimax: 'pimax',
  小派: 'pimax',
  dpvr: 'dpvr',
  大朋: 'dpvr',
  microsoft: 'microsoft',
  微软: 'microsoft',
  rokid: 'rokid',
  viture: 'viture',
  xreal: 'xreal',
  nreal: 'xreal',
};

/** Words that name no model. */
const NOISE: ReadonlySet<string> = new Set(
  'vr ar mr xr 3d hd usb pc pcvr kit set edition full basic the and with for of new gb tb hz'.split(' '),
);

/** What makes a name another model when it follows directly: Pro, 2, S. A storage size or a count does not. */
const QUALIFIER =
  /^\s*(?:pro|plus|elite|cosmos|focus|eye|max|lite|ultra|enterprise|se|xr|neo|s|\d{1,2}(?!\d|\s*(?:gb?|tb?|hz|台|套|个|只|副|件|寸|号)))(?![a-z])/u;
