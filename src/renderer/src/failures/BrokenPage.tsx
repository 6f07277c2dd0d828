import { START_TEXTS } from '../../../shared/locales/start.ts';

/** Instead of everything, when not even the frame of the screens could be rendered: plain elements, both languages. */
export function BrokenPage() {
  return (
    <main className="broken-page">
      {(['zh-CN', 'en'] as const).map((language) => {
        const { product, broken } = START_TEXTS[language].screen;
        const { heading, next, reload } = broken;
        return (
          <section key={language} lang={language} role="alert">
            <p>{product}</p>
            <h1>{heading}</h1>
            <p>{next}</p>
            <button type="button" onClick={() => location.reload()}>
              {reload}
            </button>
          </section>
        );
      })}
    </main>
  );
}
