import type { Migration } from './index.ts';

/** Stories are found by whether they say what helped. */
export const helped: Migration = {
  sqlite: [
    `insert or ignore into terms (row, space, collection, name, value)
      select n, space, collection, 'helped', 'yes' from rows where collection = 'stories' and json_extract(body, '$.helped') <> ''`,
  ],
  postgres: [
    `insert into terms (row, space, collection, name, value)
      select n, space, collection, 'helped', 'yes' from rows where collection = 'stories' and body::json ->> 'helped' <> ''
      on conflict do nothing`,
  ],
};
