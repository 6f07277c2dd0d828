import { defineConfig } from 'oxlint';
import { CORE_ORDER } from './scripts/house/core-folders.ts';

interface Zone {
  readonly regex: string;
  readonly message: string;
  /** Types may be named all the same. */
  readonly allowTypeImports?: boolean;
  readonly allowImportNames?: string[];
}

/** What files of these folders may not import, each with the reason. A later zone replaces an earlier one. */
const zone = (files: string[], patterns: readonly Zone[]) => ({
  files,
  rules: {
    'typescript/no-import-type-side-effects': 'error' as const,
    'no-restricted-imports': ['error', { patterns: [...patterns] }] as ['error', { patterns: Zone[] }],
  },
});

const CORE: readonly Zone[] = [
  {
    regex: String.raw`\.\./(main|preload|renderer|web|cli|publisher)/`,
    message: 'core knows no host; the host passes what core needs.',
  },
  {
    regex: '^(electron|electron-store|react|react-dom|@mantine/.*)$',
    message: 'core runs under plain Node: no Electron, no React. Settings go through SettingsWriter.',
  },
];

/** Within the core imports go one way, too. */
const coreFolders = CORE_ORDER.slice(0, -1).map((folder, at) =>
  zone(
    [`src/core/${folder}/**`],
    [
      ...CORE,
      {
        regex: String.raw`\.\./(${CORE_ORDER.slice(at + 1).join('|')})/`,
        message: `${folder} may import only what comes before it in scripts/house/core-folders.ts.`,
      },
    ],
  ),
);

const NODE_HOST: Zone = {
  regex: String.raw`^electron|\.\./(main|preload|renderer|web|cli|publisher)/`,
  message: 'Node hosts run without Electron and never import another host.',
};

/** What a host may use of the core beside `app/`, which is everything the program can do, and `platform/`: each name with its reason. */
const BESIDE_APP = {
  /** Starts this very program again inside a demonstration world, before there is an app. */
  world: ['restartInWorld'],
  /** What failed is logged also where it is the app that failed. */
  incidents: ['createIncidentLog', 'describeThrown', 'logFolderIn'],
  /** Pure: how a fingerprint is written, and what a month is. */
  words: ['formatFingerprint', 'archiveMonthSchema'],
  /** For the page that says whom to call when nothing else works any more. */
  stoppedPage: ['readSupportContact', 'escapeHtml'],
  /** What Electron's own ways to write settings and to store secrets are made of. */
  electron: [
    'requireWritableFolder',
    'createPlainSecretStore',
    'createSecretsFile',
    'createUnsealedSecrets',
    'sealedSecretsFile',
  ],
};

/** Whatever touches the data folder goes through the app. Types of what it answers are free. */
const throughApp = (...reasons: readonly (keyof typeof BESIDE_APP)[]): Zone[] => [
  {
    regex: String.raw`\.\./core/(${CORE_ORDER.filter((folder) => folder !== 'app' && folder !== 'platform').join('|')})/`,
    message: 'A host uses the app, and nothing round it; oxlint.config.ts lists the exceptions.',
    allowTypeImports: true,
    allowImportNames: reasons.flatMap((reason) => BESIDE_APP[reason]),
  },
  {
    regex: String.raw`\.\./core/platform/access/(data-folder-access|share-folder)\.ts`,
    message: 'Who may use the data folder is changed through core/app/data-folder.ts.',
    allowTypeImports: true,
  },
];

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'react', 'jsx-a11y', 'promise', 'node', 'vitest'],
  options: { typeAware: true },
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'typescript/no-import-type-side-effects': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'import/no-cycle': 'error',
    'import/no-unassigned-import': ['error', { allow: ['**/*.css'] }],
    'import/no-named-as-default-member': 'off',
    'no-console': 'error',
    'promise/always-return': 'off',
    'react/exhaustive-deps': 'error',
    'react/exhaustive-effect-dependencies': 'off',
    'react/memo-dependencies': 'off',
    'react/react-in-jsx-scope': 'off',
    'react/set-state-in-effect': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expectRefused'] }],
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
  },
  overrides: [
    zone(
      ['src/shared/**'],
      [
        {
          regex: '/(core|main|preload|renderer|web|cli|publisher)/',
          message: 'shared is imported by every process and imports nothing of ours.',
        },
        { regex: '^(node:|electron)', message: 'shared also runs in the browser: no Node, no Electron.' },
      ],
    ),
    zone(['src/core/**'], CORE),
    ...coreFolders,
    zone(
      ['src/renderer/**'],
      [
        {
          regex: String.raw`\.\./(core|main|preload|web|cli)/`,
          message: 'A screen knows the contract and shared, never the host behind it.',
        },
        { regex: '^(node:|electron|zod|better-sqlite3|usb|node-hid)', message: 'The renderer is a sandboxed page.' },
      ],
    ),
    zone(
      ['src/preload/**'],
      [
        {
          regex: String.raw`\.\./(core|main|renderer|web|cli)/|^node:|^@`,
          message: 'The preload hands over a port: electron and shared are all it needs.',
        },
      ],
    ),
    zone(['src/web/**'], [NODE_HOST, ...throughApp('world', 'incidents')]),
    zone(['src/cli/**'], [NODE_HOST, ...throughApp('world', 'words')]),
    zone(
      ['src/publisher/**'],
      [
        {
          regex: String.raw`^electron|\.\./(main|preload|renderer|web|cli)/`,
          message: 'The publisher stands apart from the kiosk: it knows what a publication is (core) and shared.',
        },
      ],
    ),
    zone(
      ['src/main/**'],
      [
        {
          regex: String.raw`\.\./(renderer|web|cli|publisher)/`,
          message: 'Hosts share core and shared, not each other.',
        },
        ...throughApp('incidents', 'stoppedPage', 'electron'),
      ],
    ),
  ],
  ignorePatterns: ['out', 'dist', 'node_modules', '.tsbuild', 'test-artifacts', 'tests/releases'],
});
