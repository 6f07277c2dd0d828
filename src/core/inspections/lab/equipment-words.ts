import type { DeviceKind } from '../../../shared/domain/device.ts';

/** What a line of the books can be about; `other` is what no program could find on a USB port. */
export type EquipmentClass = 'worn' | 'controller' | 'tracker' | 'base-station' | 'other';

/** Which found devices are held against the books. VR眼镜 is said of headsets as well, so both are one class. */
export const CLASS_OF_KIND: Readonly<Partial<Record<DeviceKind, EquipmentClass>>> = {
  headset: 'worn',
  glasses: 'worn',
  controller: 'controller',
  tracker: 'tracker',
  'base-station': 'base-station',
};

/** Nouns that say what a line is about. In both languages the last noun is the thing: 头显充电线 is a cable. */
export const NOUNS: readonly (readonly [EquipmentClass, RegExp])[] = [
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

/** Product families that are headsets where no noun says otherwise. */
export const FAMILIES =
  /vive|valve index|oculus|quest|rift|pico|reverb|odyssey|pimax|psvr|playstation vr|deepoon|dpvr|大朋|小派|xreal|nreal|rokid|viture|rayneo|雷鸟|beyond|steam frame/u;

/** Makers, as books and catalogue write them; the second word is the one compared. */
export const MAKERS: Readonly<Record<string, string>> = {
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
export const NOISE: ReadonlySet<string> = new Set(
  'vr ar mr xr 3d hd usb pc pcvr kit set edition full basic the and with for of new gb tb hz'.split(' '),
);

/** What, right behind a model's name, makes it another model: Pro, 2, S. A storage size or a count does not. */
export const QUALIFIER =
  /^\s*(?:pro|plus|elite|cosmos|focus|eye|max|lite|ultra|enterprise|se|xr|neo|s|\d{1,2}(?!\d|\s*(?:gb?|tb?|hz|台|套|个|只|副|件|寸|号)))(?![a-z])/u;
