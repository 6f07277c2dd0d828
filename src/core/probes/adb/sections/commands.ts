/** A command a headset may be asked, and which lines of the answer are wanted: the headset leaves out the others itself. */
interface AllowedCommand {
  /** `<package>` is a placeholder for the name of an Android package. */
  readonly words: string;
  /** An extended regular expression without quotes. */
  readonly lines?: string;
}

/** Every command that the sections ask. All of them only read; what is no reading is never sent. */
export const ADB_COMMANDS = {
  properties: { words: 'getprop' },
  timeZone: { words: 'getprop persist.sys.timezone' },
  usbState: { words: 'getprop sys.usb.state' },
  guardianPause: { words: 'getprop debug.oculus.guardian_pause' },
  picoHome: { words: 'getprop persist.pvr.default.home' },
  battery: { words: 'dumpsys battery' },
  space: { words: 'df -k /data' },
  blocks: { words: 'stat -fc %S:%b:%a /data' },
  wifiStatus: { words: 'cmd wifi status' },
  wifiService: { words: 'dumpsys wifi', lines: '^Wi-Fi is |mWifiInfo |useRandomizedMac' },
  networks: { words: 'dumpsys connectivity', lines: 'NetworkAgentInfo' },
  address: { words: 'ip -4 addr show wlan0' },
  seconds: { words: 'date +%s' },
  usbSpeed: { words: 'svc usb getUsbSpeed' },
  questControllers: { words: 'rstest info --json' },
  questRemotes: {
    words: 'dumpsys OVRRemoteService',
    lines: 'Paired device|^ *(Disabled|Searching|Active|Blocked|Connecting):|^ *Charging:|^ *Tracking Level:',
  },
  questCompanion: { words: 'dumpsys CompanionService', lines: '^ *(Wifi (enabled|connected)|OTA (available|ready)):' },
  questPower: {
    words: 'dumpsys oculus.internal.power.IVrPowerManager/default',
    lines: 'Virtual proximity state',
  },
  picoControllers: { words: 'dumpsys pxrcontrollerservice' },
  picoFan: { words: 'dumpsys pxrfanservice' },
  power: { words: 'dumpsys power', lines: 'mWakefulness=' },
  thermal: { words: 'dumpsys thermalservice', lines: 'Thermal Status:|Temperature[{]|temperatures' },
  app: {
    words: 'dumpsys package <package>',
    lines:
      '^ *Package .*:$|Unable to find package|versionCode=|versionName=|^ *User [0-9]+:|permissions:|granted=false',
  },
  owners: { words: 'dpm list-owners' },
  policy: {
    words: 'dumpsys device_policy',
    lines: 'Device Policy|(Device|Profile) Owner|Enabled Device Admins|^ *(package|admin)=',
  },
  home: {
    words: 'cmd package resolve-activity --brief -a android.intent.action.MAIN -c android.intent.category.HOME',
  },
} as const satisfies Readonly<Record<string, AllowedCommand>>;
export type AdbCommandName = keyof typeof ADB_COMMANDS;

/** Lines that say why there is no answer; kept beside the wanted ones. */
const TROUBLE_LINES = 'find service|not found|[Dd]enied|Denial|SecurityException|nknown command';

const PACKAGE = String.raw`[A-Za-z]\w*(?:\.[A-Za-z]\w*)+`;
const packageName = new RegExp(`^${PACKAGE}$`);
/** Whether the name can be part of a command. */
export const isPackageName = (name: string): boolean => name.length <= 200 && packageName.test(name);

/** As the shell of the headset gets it. */
export const written = ({ words, lines }: AllowedCommand): string =>
  lines === undefined ? `${words} 2>&1` : `${words} 2>&1 | grep -E '${lines}|${TROUBLE_LINES}'`;

/** What is written to get the mark `@vrlab3:0@`: number of the command, and its exit code. Nothing that repeats the command contains the mark. */
export const writtenMark = (at: number): string => `echo @vrlab''${at}:$?@`;
