import './design/mantine.css';
import './design/tokens.css';
import './design/global.css';
import './design/components.css';
import './shell/shell.css';
import './features/home/home.css';
import './features/assessment/assessment.css';
import './features/check/check.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Root } from './shell/Root.tsx';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
