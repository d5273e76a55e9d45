import './styles/tokens.css';
import '@fontsource-variable/hanken-grotesk';
import './styles/base.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { InLanguage } from './in-language.tsx';
import { ApiError } from './lib/api.ts';

const queryClient = new QueryClient({
  defaultOptions: {
    // Asking again helps when nobody answered; what the server refused it will refuse again.
    queries: {
      retry: (failures, error) => failures < 1 && error instanceof ApiError && error.status === 0,
      refetchOnWindowFocus: false,
    },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <InLanguage>
          <App />
        </InLanguage>
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
