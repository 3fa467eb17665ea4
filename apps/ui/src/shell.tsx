import { Badge, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Announcer } from './components/announcer.tsx';
import { ConnectionPill } from './components/connection-pill.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { FreshnessNotices } from './components/freshness-notices.tsx';
import { StateGate } from './components/state-gate.tsx';
import { ThemeSwitch } from './components/theme-switch.tsx';
import { documentTitle } from './components/document-title.ts';
import { useLive } from './live/use-live-state.tsx';
import { pages } from './pages/index.ts';
import './shell.css';

/** What is around every page: name, menu, connection, theme, and what the page has to tell as a whole. */
export function Shell({ children }: { children: ReactNode }) {
  const { state } = useLive();
  useDocumentTitle(documentTitle(state));
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="shell-header">
        <Title order={1} className="shell-title">
          Cautious Tribble
        </Title>
        <Menu />
        <Group gap="sm" ml="auto" wrap="nowrap">
          {state && (
            <Text size="xs" className="faint shell-revision mono" title={state.repository.revision}>
              {state.repository.branch} {state.repository.revision?.slice(0, 7)}
            </Text>
          )}
          <ConnectionPill />
          <ThemeSwitch />
        </Group>
      </header>
      <main id="main" tabIndex={-1} className="shell-main">
        {state && <FreshnessNotices freshness={state.freshness} />}
        <StateGate>
          <ErrorBoundary>{children}</ErrorBoundary>
        </StateGate>
      </main>
      <Announcer />
    </>
  );
}

function Menu() {
  const { state } = useLive();
  return (
    <nav aria-label="Pages" className="shell-menu">
      {pages.map(({ path, title, count }) => {
        const attention = state && count ? count(state) : 0;
        return (
          <NavLink key={path} to={path} end className="shell-link">
            {title}
            {attention > 0 && (
              <Badge size="sm" circle={attention < 10} className="shell-count" aria-label={`(${attention})`}>
                {attention}
              </Badge>
            )}
          </NavLink>
        );
      })}
    </nav>
  );
}
