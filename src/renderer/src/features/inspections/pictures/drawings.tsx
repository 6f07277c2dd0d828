/** Every drawing is 240 × 160, in the colour of the text, with an accent on what to inspect. */
export const WIDTH = 240;
export const HEIGHT = 160;

/** The accent. */
const ACCENT = { stroke: 'var(--mantine-primary-color-filled, var(--color-accent))' } as const;
const ACCENT_AREA = {
  ...ACCENT,
  fill: 'var(--mantine-primary-color-filled, var(--color-accent))',
  fillOpacity: 0.16,
} as const;

/** Seen from the side of the face: two lenses, one with scratches. */
export const lens = (
  <>
    <rect x="30" y="36" width="180" height="88" rx="34" />
    <path d="M106 124q14-22 28 0" />
    <circle cx="80" cy="78" r="28" />
    <circle cx="160" cy="78" r="28" />
    <circle {...ACCENT_AREA} cx="160" cy="78" r="28" />
    <path {...ACCENT} d="M146 86l14-20M156 92l16-24M150 72l6-8" />
    <path d="M64 68q5-10 16-11" />
  </>
);

/** The pad comes off the headset at one corner. */
export const facePad = (
  <>
    <rect x="18" y="26" width="204" height="120" rx="44" />
    <path
      {...ACCENT_AREA}
      fillRule="evenodd"
      d="M66 40h108q36 0 36 34v18q0 40-36 40h-22q-10 0-14-10-8-18-18-18t-18 18q-4 10-14 10h-22q-36 0-36-40v-18q0-34 36-34zM72 56q-24 0-24 20v16q0 24 22 24h14q6 0 8-6 10-22 28-22t28 22q2 6 8 6h14q22 0 22-24v-16q0-20-24-20z"
    />
    <path {...ACCENT} d="M120 62v-28m0 0l-8 9m8-9l8 9" />
  </>
);

/** A strap around an outlined head, with its dial. */
export const strap = (
  <>
    <path d="M98 140v-18q-30-12-30-48 0-48 52-48t52 48q0 18-8 30v36" />
    <rect x="44" y="58" width="52" height="36" rx="10" />
    <path {...ACCENT} strokeWidth="7" d="M96 72q40 14 74 0" />
    <circle {...ACCENT_AREA} cx="176" cy="74" r="12" />
    <path {...ACCENT} d="M196 54q12 20 0 40m0 0l10-4m-10 4l-2-11" />
  </>
);

/** A cable whose sheath is torn at the plug. */
export const cableWear = (
  <>
    <path d="M30 60h40v40H30zM70 68h16v24H70zM14 68h16M14 92h16" />
    <path strokeWidth="9" d="M90 80h26" />
    <path strokeWidth="9" d="M164 80q40 0 40 34t-34 34" />
    <path {...ACCENT} d="M122 76q20-8 36 0M122 80h36M122 84q20 8 36 0" />
    <circle {...ACCENT_AREA} cx="140" cy="80" r="32" />
  </>
);

/** A headset plug next to the ports at the back of a PC. */
export const usbPort = (
  <>
    <rect x="24" y="16" width="84" height="128" rx="6" />
    <rect x="44" y="34" width="44" height="16" rx="2" />
    <rect {...ACCENT_AREA} x="44" y="72" width="44" height="18" rx="2" />
    <path {...ACCENT} d="M50 84h32" />
    <rect x="44" y="112" width="44" height="16" rx="2" />
    <path d="M136 74h22v14h-22zM158 66h34v30h-34z" />
    <path strokeWidth="7" d="M194 81h32" />
    <path {...ACCENT} d="M128 81h-26m0 0l9-7m-9 7l9 7" />
  </>
);

/** A controller with its battery cover open. */
export const controllerBattery = (
  <>
    <ellipse cx="74" cy="42" rx="46" ry="26" />
    <path d="M54 58l22 78q4 12 18 8t10-16L84 54" />
    <circle cx="72" cy="46" r="8" />
    <rect {...ACCENT_AREA} x="138" y="58" width="74" height="32" rx="6" />
    <path {...ACCENT} d="M212 68h8v12h-8M152 74h12m-6-6v12M190 74h10" />
    <path {...ACCENT} d="M130 96q-16 12-26 8m0 0l10-7m-10 7l11 5" />
    <path d="M140 112h70q8 0 8 8t-8 8h-70q-8 0-8-8t8-8z" />
  </>
);

/** A sticker on the side of a headset. */
export const label = (
  <>
    <path d="M36 58q0-18 18-18h96q18 0 18 18v38q0 18-18 18h-20q-8 0-12-8-6-14-16-14t-16 14q-4 8-12 8H54q-18 0-18-18z" />
    <path d="M168 62h36v28h-36" />
    <rect {...ACCENT_AREA} x="58" y="54" width="88" height="32" rx="4" />
    <path
      {...ACCENT}
      d="M68 62v16M74 62v16M82 62v16M86 62v16M94 62v16M102 62v16M108 62v16M116 62v16M122 62v16M130 62v16M136 62v16"
    />
  </>
);

/** Thermometer and drop of water on a stand, away from the wall. */
export const thermometer = (
  <>
    <path d="M84 28q12 0 12 12v56q14 8 14 22 0 24-26 24t-26-24q0-14 14-22V40q0-12 12-12z" />
    <circle {...ACCENT_AREA} cx="84" cy="118" r="13" />
    <path {...ACCENT} strokeWidth="6" d="M84 105V68" />
    <path d="M106 46h12M106 60h8M106 74h12M106 88h8" />
    <path {...ACCENT_AREA} d="M172 58q24 34 24 50a24 24 0 0 1-48 0q0-16 24-50z" />
    <path {...ACCENT} d="M160 110q2 12 12 13" />
  </>
);

/** A base station on its bracket in the corner, on a safety rope, looking down. */
export const baseStation = (
  <>
    <path d="M20 20h200M20 20v124" />
    <g transform="translate(0 16)">
      <path d="M20 52h26v-14" />
      <path d="M46 40l24 6" strokeWidth="7" />
      <rect x="70" y="28" width="58" height="46" rx="8" transform="rotate(22 99 51)" />
      <circle cx="103" cy="56" r="12" />
      <circle {...ACCENT_AREA} cx="42" cy="46" r="18" />
      <path {...ACCENT} strokeDasharray="6 6" d="M124 76l74 58M100 84l18 56" />
      <path {...ACCENT} d="M110 4q-6 16 2 30" />
    </g>
  </>
);

/** A marked floor from above, a person with outstretched arms, a chair too near. */
export const playArea = (
  <>
    <rect {...ACCENT_AREA} x="34" y="18" width="172" height="124" rx="8" strokeDasharray="10 7" />
    <circle cx="108" cy="80" r="14" />
    <path d="M94 80H60m62 0h34M54 74v12M162 74v12" />
    <path d="M104 66h8v-6h-8z" />
    <path d="M186 96h36v36h-36zM186 96v-14h36v14" />
    <path {...ACCENT} strokeWidth="4" d="M176 84l-14 14m0-14l14 14" />
  </>
);

/** A strip with three sockets; the last one is scorched. */
export const powerStrip = (
  <>
    <rect x="24" y="56" width="168" height="50" rx="10" />
    <path strokeWidth="5" d="M192 81h14q14 0 14 18t-14 18" />
    <path d="M46 74l6 8M66 74l-6 8M56 90v7M98 74l6 8M118 74l-6 8M108 90v7M150 74l6 8M170 74l-6 8M160 90v7" />
    <circle {...ACCENT_AREA} cx="160" cy="83" r="22" />
    <path {...ACCENT} d="M148 46q-7-8 0-15t0-15M162 46q-7-8 0-15t0-15M176 46q-7-8 0-15t0-15" />
  </>
);

/** A breaker with its lever and its test button. */
export const leakageProtector = (
  <>
    <rect x="72" y="14" width="96" height="132" rx="8" />
    <path d="M72 40h96M72 120h96M90 27h4M118 27h4M146 27h4M90 133h4M118 133h4M146 133h4" />
    <rect x="90" y="52" width="32" height="56" rx="4" />
    <rect x="95" y="58" width="22" height="22" rx="3" />
    <rect {...ACCENT_AREA} x="134" y="70" width="22" height="22" rx="4" />
    <path {...ACCENT} d="M218 81h-54m0 0l10-8m-10 8l10 8" />
  </>
);

/** An extinguisher; its gauge is drawn large. */
export const fireExtinguisher = (
  <>
    <path d="M52 148V62q0-18 24-18t24 18v86z" />
    <path d="M76 44V30M60 30h38l10-10M60 22h34M60 30q-24 4-24 34v20" />
    <circle {...ACCENT_AREA} cx="172" cy="76" r="36" />
    <path d="M148 92a29 29 0 0 1 6-36M190 55a29 29 0 0 1 6 36" />
    <path {...ACCENT} strokeWidth="6" d="M160 50q12-6 24 0" />
    <path {...ACCENT} d="M172 78V54" />
    <path d="M86 36l52 28" strokeDasharray="4 5" />
  </>
);

/** A door that opens outwards, a running person, a clear way. */
export const fireExit = (
  <>
    <path d="M136 144V20h70v124M12 144h216" />
    <path d="M136 20l44 14v122l-44-12" />
    <path d="M170 92v8" strokeWidth="5" />
    <circle {...ACCENT_AREA} cx="76" cy="42" r="10" />
    <path {...ACCENT} strokeWidth="5" d="M72 56L62 90l20 14-4 30M62 90l-10 22H28M70 62l22 14 16-6M70 62l-18 4-8 18" />
  </>
);

/** Somebody with the headset on and a controller in each hand, who turns round and listens on both sides. */
export const trialWear = (
  <>
    <path d="M101 36q0-24 19-24t19 24v16q0 18-19 18t-19-18z" />
    <rect {...ACCENT_AREA} x="96" y="30" width="48" height="22" rx="8" />
    <path d="M112 69v6q-22 2-30 18l-14 26M128 69v6q22 2 30 18l14 26" />
    <path d="M92 132V104M148 132V104" />
    <circle {...ACCENT_AREA} cx="62" cy="124" r="11" />
    <circle {...ACCENT_AREA} cx="178" cy="124" r="11" />
    <path strokeWidth="6" d="M70 116l-4 8M170 116l4 8" />
    <path {...ACCENT} d="M84 34q-6 8 0 16M75 29q-10 13 0 26M156 34q6 8 0 16M165 29q10 13 0 26" />
    <path {...ACCENT} d="M86 140q34 14 68 0m0 0l-11-3m11 3l-6 9" />
  </>
);
