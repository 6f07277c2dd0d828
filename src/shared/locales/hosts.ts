import enElectron from './en/electron.json' with { type: 'json' };
import enPrivacy from './en/privacy.json' with { type: 'json' };
import enPublisher from './en/publisher.json' with { type: 'json' };
import enSetup from './en/setup.json' with { type: 'json' };
import enWeb from './en/web.json' with { type: 'json' };
import zhElectron from './zh-CN/electron.json' with { type: 'json' };
import zhPrivacy from './zh-CN/privacy.json' with { type: 'json' };
import zhPublisher from './zh-CN/publisher.json' with { type: 'json' };
import zhSetup from './zh-CN/setup.json' with { type: 'json' };
import zhWeb from './zh-CN/web.json' with { type: 'json' };

/** What the web host says in the terminal it was started from. */
export const WEB_TEXTS = { 'zh-CN': zhWeb, en: enWeb } as const;

/** What the Electron host says itself, when it cannot show the screens. */
export const ELECTRON_TEXTS = { 'zh-CN': zhElectron, en: enElectron } as const;

/** Texts of `vrlab-publish`. */
export const PUBLISHER_TEXTS = { 'zh-CN': zhPublisher, en: enPublisher } as const;

/** Texts of the privacy page that the terminal says as well; the page brings its own. */
export const PRIVACY_TEXTS = { 'zh-CN': { privacy: zhPrivacy }, en: { privacy: enPrivacy } } as const;

/** Texts of setting up from a school file that the terminal says as well. */
export const SETUP_TEXTS = { 'zh-CN': { setup: zhSetup }, en: { setup: enSetup } } as const;
