import privacy from './privacy.json' with { type: 'json' };
import settings from './settings.json' with { type: 'json' };
import setup from './setup.json' with { type: 'json' };

/** What the settings need, loaded with them. */
export const SETTINGS = { privacy, settings, setup } as const;
