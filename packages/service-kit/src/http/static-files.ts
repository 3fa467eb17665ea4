import { join, sep } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

const year = 365 * 24 * 60 * 60 * 1_000;
const hashed = `${sep}assets${sep}`;

/**
 * Serves a built single-page application. Files below assets/ carry their hash in the name, so a browser may keep them;
 * every other address that a person would visit gets index.html, which is asked for anew each time.
 */
export function staticFiles(folder: string): RequestHandler {
  const router = Router();
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const isHashed = path.slice(folder.length).startsWith(hashed);
        response.setHeader(
          'Cache-Control',
          isHashed ? `public, max-age=${year / 1_000}, immutable` : 'no-cache',
        );
      },
    }),
  );
  router.get('/{*path}', (request, response, next) => {
    const isPage =
      !request.path.startsWith('/api/') && request.accepts('html') && !/\.\w+$/.test(request.path);
    if (!isPage) return next();
    response.sendFile(join(folder, 'index.html'), {
      cacheControl: false,
      headers: { 'Cache-Control': 'no-cache' },
    });
  });
  return router;
}
