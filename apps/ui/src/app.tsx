import './base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Route, Routes } from 'react-router';
import { NotFound } from './components/not-found.tsx';
import { createQueries } from './live/queries.ts';
import { type Services, ServicesContext } from './live/services.ts';
import { LiveProvider } from './live/use-live-state.tsx';
import { pages } from './pages/index.ts';
import { Shell } from './shell.tsx';
import { colorsOf, theme } from './theme.ts';

/** The whole app; expects a router around it. `env` is `test` where transitions would only disturb. */
export function App({ services, env = 'default' }: { services: Services; env?: 'default' | 'test' }) {
  const [queries] = useState(createQueries);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={colorsOf} defaultColorScheme="auto" env={env}>
      <QueryClientProvider client={queries}>
        <ServicesContext value={services}>
          <LiveProvider source={services.source}>
            <Notifications position="bottom-right" />
            <Shell>
              <Suspense fallback={null}>
                <Routes>
                  {pages.map(({ path, element: Page }) => (
                    <Route key={path} path={path} element={<Page />} />
                  ))}
                  <Route path="*" element={<NotFound />} />
                </Routes>
              </Suspense>
            </Shell>
          </LiveProvider>
        </ServicesContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
