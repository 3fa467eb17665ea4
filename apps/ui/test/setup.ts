import '@testing-library/jest-dom/jest-globals';
import { configure } from '@testing-library/dom';

// Dialogs are loaded when they are wanted; the first time, jest has to compile them.
configure({ asyncUtilTimeout: 10_000 });
