import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { createServices } from './live/services.ts';

// This script lies in a folder below the root (`assets/` when built, `src/` in development), so the root is known
// whatever path a proxy gives the app, and whichever page was opened first.
const script = import.meta.url;
const root = new URL('..', script);

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element with the id "root"');
createRoot(container).render(
  <StrictMode>
    <BrowserRouter basename={root.pathname}>
      <App services={createServices(root.href)} />
    </BrowserRouter>
  </StrictMode>,
);
