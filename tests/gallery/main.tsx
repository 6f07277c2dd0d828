import '../../src/renderer/src/design/mantine.css';
import '../../src/renderer/src/design/tokens.css';
import '../../src/renderer/src/design/global.css';
import '../../src/renderer/src/design/components.css';
import '../../src/renderer/src/shell/shell.css';
import '../../src/renderer/src/features/home/home.css';
import '../../src/renderer/src/features/assessment/assessment.css';
import '../../src/renderer/src/features/settings/settings.css';
import '../../src/renderer/src/features/settings/about.css';
import './gallery.css';
import { createRoot } from 'react-dom/client';
import type { Language } from '../../src/shared/domain/language.ts';
import { loadLanguage, requireTexts } from '../../src/renderer/src/language/texts.ts';
import { wordingFor, WordingProvider } from '../../src/renderer/src/language/use-texts.ts';
import { Gallery } from './Gallery.tsx';

const language = (new URLSearchParams(location.search).get('language') ?? 'zh-CN') as Language;
document.documentElement.lang = language;
await Promise.all([
  loadLanguage(language),
  requireTexts(language, 'settings'),
  requireTexts(language, 'records'),
  requireTexts(language, 'kiosk'),
]);
createRoot(document.getElementById('root')!).render(
  <WordingProvider value={wordingFor(language)}>
    <Gallery onTouch={() => undefined} />
  </WordingProvider>,
);
