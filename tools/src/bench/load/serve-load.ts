import { serveLoad } from './load-process.ts';

serveLoad();
