import { UnstyledButton } from '@mantine/core';

interface PageTabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Name[];
  readonly current: Name;
  readonly nameOf: (tab: Name) => string;
  readonly onTab: (tab: Name) => void;
}

/** The pages of a screen, each with an address of its own. */
export function PageTabs<Name extends string>({ label, tabs, current, nameOf, onTab }: PageTabsProps<Name>) {
  return (
    <nav className="page-tabs" aria-label={label}>
      {tabs.map((tab) => (
        <UnstyledButton
          key={tab}
          className="page-tab"
          aria-current={tab === current ? 'page' : undefined}
          onClick={() => onTab(tab)}
        >
          {nameOf(tab)}
        </UnstyledButton>
      ))}
    </nav>
  );
}
