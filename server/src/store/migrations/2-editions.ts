import type { Migration } from './index.ts';

/** How often its writer has changed a record: what is older than the ledger says came back from a backup. */
export const editions: Migration = {
  sqlite: ['alter table rows add column edition integer not null default 0'],
  postgres: ['alter table rows add column edition double precision not null default 0'],
};
