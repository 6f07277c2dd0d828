/** What headsets answer, with values of our own in the forms of the real ones. */

export const QUEST_PROPERTIES = `[ro.build.version.incremental]: [50000000000000520]
[ro.build.version.release]: [14]
[ro.build.version.sdk]: [34]
[ro.build.version.security_patch]: [2026-09-05]
[ro.build.fingerprint]: [oculus/eureka/eureka:14/UP1A.231005.007.A1/50000000000000520:user/abl_signing_keys:release,amss_signing_keys:release,release-keys]
[ro.product.device]: [eureka]
[ro.product.manufacturer]: [Oculus]
[ro.product.model]: [Quest 3]
[ro.product.name]: [eureka]
[ro.serialno]: [1WMHH000X00001]
[ro.vros.build.version]: [207]
`;

export const PICO_PROPERTIES = `[pxr.vendorhw.product.model]: [PICO 4 Pro]
[ro.build.display.id]: [5.13.7]
[ro.build.version.release]: [10]
[ro.build.version.sdk]: [29]
[ro.product.device]: [PICOA8110]
[ro.product.manufacturer]: [Pico]
[ro.product.model]: [A8110]
[ro.product.name]: [Phoenix]
[ro.pui.build.version]: [5.13.7.S]
[ro.pvr.internal.version]: [c000_rf01_bv1.0.1_sv5.13.7_202601010101_phoenix_b1000_user]
`;

export const battery = (changes: Readonly<Record<string, string>> = {}): string => {
  const values = {
    'AC powered': 'false',
    'USB powered': 'true',
    'Wireless powered': 'false',
    'Max charging current': '900000',
    'Max charging voltage': '5000000',
    'Charge counter': '4000000',
    status: '3',
    health: '2',
    present: 'true',
    level: '81',
    scale: '100',
    voltage: '4100',
    temperature: '412',
    technology: 'Li-ion',
    ...changes,
  };
  return `Current Battery Service state:\n${Object.entries(values)
    .map(([key, value]) => `  ${key}: ${value}\n`)
    .join('')}`;
};

export const SPACE = `Filesystem       1K-blocks     Used Available Use% Mounted on
/dev/block/dm-37 110000000 60000000  50000000  55% /data
`;

export const WIFI_STATUS = `Wifi is enabled
Wifi scanning is only available when wifi is enabled
==== ClientModeManager instance: ConcreteClientModeManager{id=1 iface=wlan0 role=ROLE_CLIENT_PRIMARY} ====
Wifi is connected to "Room, 3"
WifiInfo: SSID: "Room, 3", BSSID: 02:00:5e:00:53:01, MAC: 06:00:5e:00:53:02, IP: /192.0.2.41, Security type: 2, Supplicant state: COMPLETED, Wi-Fi standard: 11ax, RSSI: -52, Link speed: 866Mbps, Tx Link speed: 866Mbps, Max Supported Tx Link speed: 1201Mbps, Rx Link speed: 780Mbps, Frequency: 5180MHz, Net ID: 0, Metered hint: false, score: 60
NetworkCapabilities: [ Transports: WIFI Capabilities: NOT_METERED&INTERNET&VALIDATED&FOREGROUND ]
`;

/** Android 10: the name of the network has no quotes. */
export const WIFI_SERVICE = `Wi-Fi is enabled
mWifiInfo SSID: Room, RSSI: -1, BSSID: 02:00:5e:00:53:01, MAC: 02:00:00:00:00:00, Supplicant state: COMPLETED, RSSI: -61, Link speed: 58Mbps, Frequency: 2447MHz, Net ID: 0, Metered hint: false, score: 60
useRandomizedMac: true
`;

export const networks = (capabilities: string): string =>
  `  NetworkAgentInfo{network{101} ni{WIFI CONNECTED} lp{{InterfaceName: wlan0}} nc{[ Transports: WIFI Capabilities: ${capabilities} ]}}\n`;

export const ADDRESS = `25: wlan0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 3000
    inet 192.0.2.41/24 brd 192.0.2.255 scope global wlan0
       valid_lft forever preferred_lft forever
`;

const remote = (side: string, said: string) =>
  `  Paired device: 00000000000000${side.slice(0, 1)}1, Type:  ${side}, ${said}\n`;

/** 2024: with tracking and light; the left one has been away for 120 seconds. */
export const REMOTES_2024 = `ControllerGlue Status
${remote('Right', 'Firmware: 1.11.1, ImuModel: ICM42686, Battery: 100%, Status: Active, ExternalStatus: CONNECTED_ACTIVE, TrackingStatus: NONE, BrightnessLevel: VERY_DARK')}        Disabled:  1 times,    last from    9.355 to    9.362 (0.007s)
       Searching:  1 times,    last from    9.362 to  100.000 (90.638s)
          Active:  1 times, current from  100.000 (900.000s)
         Blocked: never entered
      Connecting: never entered
${remote('Left', 'Firmware: 1.11.1, ImuModel: ICM42686, Battery:  60%, Status: Searching, ExternalStatus: SEARCHING, TrackingStatus: POSITION, BrightnessLevel: GOOD')}        Disabled:  1 times,    last from    9.353 to    9.362 (0.009s)
       Searching:  2 times, current from  880.000 (120.000s)
          Active:  1 times,    last from  200.000 to  880.000 (680.000s)
         Blocked: never entered
      Connecting: never entered

ControllerGlue history
  9.366s (2398.589s ago) - [controller] STANDBY -> RUNNING
`;

/** 2022, a Quest Pro: without tracking and light in the line, with lines of its own for both. */
export const REMOTES_PRO = `${remote('Right', 'Firmware: 1.17.1, Battery:  94%, Status: Active, ExternalStatus: CONNECTED_ACTIVE')}  WiFi: Connected (P2p interface last stopped: --- s ago)
  OTA: Success
  Charging: false
  Tracking Level: 6dof
    build fingerprint        : oculus/starlet/starlet:12/SQ3A.220605.009.A1/50000000000000390:user/release-keys
${remote('Left', 'Firmware: 1.17.1, Battery: -1%, Status: Blocked, ExternalStatus: DISABLED')}  Charging: Unknown
  Tracking Level: None
`;

export const TESTED = JSON.stringify(
  [
    {
      batteryLevel: 90,
      brightnessLevel: 'GOOD',
      firmwareVersion: '1.9.2',
      id: '00000000000000L1',
      lastConnectedTimestamp: 15.8,
      model: 'JEDI',
      serial: '1WMHC000X00001',
      status: 'SEARCHING',
      trackingStatus: 'POSITION',
      type: 'LeftHand',
    },
    {
      batteryLevel: 40,
      brightnessLevel: 'GOOD',
      firmwareVersion: '1.9.2',
      id: '00000000000000R1',
      model: 'JEDI',
      status: 'CONNECTED_INACTIVE',
      trackingStatus: 'ORIENTATION',
      type: 'RightHand',
    },
  ],
  null,
  '\t',
);

export const COMPANION = `Battery Level: 53
Charging: true
Wifi enabled: true
Wifi connected: true
Controller primary connected: false
OTA available: true
OTA ready: false
HMD Update percentage: 0
`;

export const PICO_HANDLERS = `   handler: left
   battery: 4
   handler: right
   battery: 0
`;
export const PICO_STATES = `    left controller:
      state: online
    right controller:
      state: offline
`;
export const PICO_FAN = `mFanState=45
Cpu Temperature sensor temp=65000, status=ok
Gpu Temperature sensor temp=71500, status=ok
`;

export const THERMAL = `IsStatusOverride: false
Thermal Status: 2
Cached temperatures:
	Temperature{mValue=91.0, mType=0, mName=CPU, mStatus=0}
Current temperatures from HAL:
	Temperature{mValue=38.5, mType=3, mName=SKIN, mStatus=1}
	Temperature{mValue=61.25, mType=0, mName=CPU, mStatus=0}
	Temperature{mValue=-273.0, mType=2, mName=BATTERY, mStatus=0}
`;

export const appDump = (name: string): string => `Domain verification status:
Failure printing domain verification information
  Package [${name}] (1a2b3c):
    versionCode=5000 minSdk=29 targetSdk=32
    versionName=2.3.4
      install permissions:
        android.permission.INTERNET: granted=true
    User 0: ceDataInode=1 installed=true hidden=false suspended=false stopped=false notLaunched=false enabled=0 instant=false virtual=false
      runtime permissions:
        android.permission.RECORD_AUDIO: granted=false, flags=[ USER_SET ]
        android.permission.CAMERA: granted=true
    User 10: ceDataInode=0 installed=false enabled=2
      runtime permissions:
        android.permission.CAMERA: granted=false
Hidden system packages:
  Package [${name}] (4d5e6f):
    versionCode=1000 minSdk=29 targetSdk=32
    versionName=1.0.0
`;

export const POLICY = `Current Device Policy Manager state:
  Device Owner:
    admin=ComponentInfo{app.example.mdm/app.example.mdm.AdminReceiver}
    name=
    package=app.example.mdm
    User ID: 0
  Enabled Device Admins (User 0, provisioningState: 3):
    app.example.mdm/.AdminReceiver:
`;

export const HOME = `priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true
com.example.home/.MainActivity
`;
